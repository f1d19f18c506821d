//! The curtain rises: a new chain, and who may attest what on it.

use super::stage::Stage;
use crate::output;
use anyhow::{ensure, Context};
use caliber_primitives::{
	ids::assets::USDC,
	roles::{Role, Scope},
	units::Ppm,
};
use caliber_runtime::{Runtime, RuntimeCall, VERSION};
use pallet_susdai::VaultRecord;
use pallet_usdai::DollarState;
use serde_json::json;

/// The time of day, UTC, at which the story begins: the Treasury's rates of the day are final.
const EVENING: u64 = 23 * 3_600 + 40 * 60;
const DAY: u64 = 86_400;

/// Makes the first blocks and grants the roles that the chain does not know yet.
///
/// # Errors
/// When the chain is not what the demo needs.
pub async fn play(stage: &mut Stage) -> anyhow::Result<()> {
	let (block, _) = stage.seal().await?;
	let (block, _) = stage.travel_to(first_evening(block.time)).await?;
	let text = format!("{} {} on a chain of its own", VERSION.spec_name, VERSION.spec_version);
	stage.out.step(block, "chain", &text, json!({ "spec_version": VERSION.spec_version }));

	let cast = [
		(&stage.cast.originator, Role::Originator),
		(&stage.cast.custodian, Role::Custodian),
		(&stage.cast.registrar, Role::Registrar),
		(&stage.cast.insurer, Role::Insurer),
		(&stage.cast.appraiser, Role::Appraiser),
		(&stage.cast.servicer, Role::Servicer),
		(&stage.cast.operator, Role::TreasuryOperator),
		(&stage.cast.auditor, Role::Auditor),
		(&stage.cast.saver, Role::Curator),
	];
	let mut grants = Vec::new();
	for (signer, role) in &cast {
		let question =
			pallet_roles::HoldsViewFunction::<Runtime>::new(signer.account.clone(), *role);
		if !stage.chain.view(question).await? {
			grants.push(RuntimeCall::Roles(pallet_roles::Call::grant {
				who: signer.account.clone(),
				role: *role,
				scope: Scope::All,
				until: None,
			}));
		}
	}
	let names = cast.map(|(signer, _)| signer.name).join(", ");
	let granted = grants.len();
	let block = match granted {
		0 => stage.chain.head(),
		_ => {
			let batch = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: grants });
			let call = RuntimeCall::Sudo(pallet_sudo::Call::sudo { call: Box::new(batch) });
			stage.chain.run(&[(&stage.cast.governance, call)]).await?.block
		},
	};
	let text = format!("nine accounts for nine duties: {names}, who may curate");
	stage.out.step(block, "roles", &text, json!({ "granted": granted, "roles": cast.len() }));

	rules(stage).await?;
	for (who, needs) in [
		(&stage.cast.saver, super::SAVINGS),
		(&stage.cast.borrower, super::REVENUE),
		(&stage.cast.custodian, super::MARKET),
	] {
		let has = super::ledger::balance(&stage.chain, USDC, &who.account).await?;
		ensure!(
			has >= needs,
			"the {} holds {} USDC and needs {}; the development genesis must endow him",
			who.name,
			output::fixed(has, 6, 2),
			output::fixed(needs, 6, 2)
		);
	}
	Ok(())
}

/// The figures of the chain's genesis that decide what everybody pays.
async fn rules(stage: &mut Stage) -> anyhow::Result<()> {
	let chain = &stage.chain;
	let key = pallet_usdai::State::<Runtime>::hashed_key();
	let state: DollarState<u32> = chain.storage(&key).await?.unwrap_or_default();
	let reserve = state.reserves.get(usize::from(super::dollar::USDC_SLOT.0));
	let terms = reserve.context("the chain has no reserve asset")?.terms;
	let dollar = state.rules.current;
	let key = pallet_susdai::State::<Runtime>::hashed_key();
	let VaultRecord { windows, rules, .. } = chain.storage(&key).await?.unwrap_or_default();
	let vault = rules.current;
	let percent = |ppm: Ppm| output::percent(ppm.get().into());
	let text = format!(
		"mint {}, redeem {}, cushion {} of issuance, performance fee {}",
		percent(terms.mint_fee),
		percent(terms.redeem_fee),
		percent(dollar.cushion),
		percent(vault.performance_fee)
	);
	let figures = json!({
		"mint_fee_ppm": terms.mint_fee.get(),
		"redeem_fee_ppm": terms.redeem_fee.get(),
		"cushion_ppm": dollar.cushion.get(),
		"performance_fee_ppm": vault.performance_fee.get(),
		"reserve_share_ppm": vault.reserve_share.get(),
		"window_seconds": windows.length.get(),
	});
	stage.out.step(chain.head(), "rules", &text, figures);
	Ok(())
}

/// The evening of the next Tuesday that is no later than the 28th: bills are auctioned in its
/// week, and every month has its day.
fn first_evening(now: u64) -> u64 {
	let today = now / DAY;
	let fits = |day: &u64| {
		let (_, _, of_month) = output::civil(i64::try_from(*day).unwrap_or_default());
		// Day 0 was a Thursday.
		(*day + 4) % 7 == 2 && of_month <= 28 && *day * DAY + EVENING > now
	};
	let day = (today..today + 15).find(fits).unwrap_or(today + 1);
	day * DAY + EVENING
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn story_should_begin_on_a_tuesday_evening_of_any_month_when_started_at_any_time() {
		for hours in 0..10_000u64 {
			let now = 1_795_600_000 + hours * 3_600;
			let evening = first_evening(now);
			assert!(evening > now && evening < now + 15 * DAY);
			assert_eq!((evening / DAY + 4) % 7, 2);
			assert!(output::civil(i64::try_from(evening / DAY).unwrap()).2 <= 28);
		}
	}
}
