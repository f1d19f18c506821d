//! Both ledgers to the unit, and every invariant of the chain.

use super::{ledger, stage::Stage};
use crate::output;
use anyhow::ensure;
use caliber_primitives::{
	ids::assets::{SUSDAI, USDAI, USDC},
	invariants::InvariantReport,
	vault::Vault,
};
use caliber_runtime::{AccountId, Runtime};
use codec::Encode;
use pallet_allocation::Totals;
use pallet_susdai::VaultRecord;
use pallet_usdai::DollarState;
use serde_json::json;

/// Compares the books with what accounts hold, and asks the chain for its invariants; returns how
/// many were checked.
///
/// # Errors
/// When a figure differs or an invariant is broken.
pub async fn play(stage: &mut Stage) -> anyhow::Result<usize> {
	dollar(stage).await?;
	vault(stage).await?;
	parties(stage).await?;
	invariants(stage).await
}

async fn dollar(stage: &mut Stage) -> anyhow::Result<()> {
	let chain = &stage.chain;
	let key = pallet_usdai::State::<Runtime>::hashed_key();
	let DollarState { ledger: books, reserves, .. }: DollarState<u32> =
		chain.storage(&key).await?.unwrap_or_default();
	let key = pallet_allocation::CurrentTotals::<Runtime>::hashed_key();
	let totals: Option<Totals> = chain.storage(&key).await?;
	let bills = totals.map(|totals| totals.at_cost().get()).unwrap_or_default();
	let issued = books.issued.get();

	let supply = ledger::supply(chain, USDAI).await?;
	let held = ledger::held_by_all(chain, USDAI).await?;
	ensure!(issued == supply, "issued {issued} is not the token's supply {supply}");
	ensure!(supply == held, "the supply {supply} is not what accounts hold, {held}");
	let mut coins = 0u128;
	for reserve in &reserves {
		let pot = ledger::balance(chain, reserve.asset, &pot()).await?;
		let cash = reserve.cash.get();
		ensure!(pot >= cash, "the pot holds {pot} of asset {}, not {cash}", reserve.asset);
		let cash = reserve.dollars(reserve.cash).map_err(|e| anyhow::anyhow!("{e:?}"))?;
		coins = coins.saturating_add(cash.get());
	}
	let cash = books.cash.get();
	ensure!(coins == cash, "the reserves hold {coins}, not {cash}");
	let backing = cash.saturating_add(bills);
	let owing = issued.saturating_add(books.owed.get());
	ensure!(backing >= owing, "backing {backing} is below {owing}");
	let text = format!(
		"USDai: cash {} + bills {} = issued {} + surplus {}, to the unit",
		output::money(cash),
		output::money(bills),
		output::money(issued),
		output::money(backing - owing)
	);
	let figures = json!({
		"cash": cash.to_string(),
		"bills": bills.to_string(),
		"issued": issued.to_string(),
		"owed": books.owed.get().to_string(),
		"surplus": (backing - owing).to_string(),
	});
	stage.out.step(stage.chain.head(), "reconcile", &text, figures);
	Ok(())
}

async fn vault(stage: &mut Stage) -> anyhow::Result<()> {
	let chain = &stage.chain;
	let key = pallet_susdai::State::<Runtime>::hashed_key();
	let VaultRecord { totals: state, .. } = chain.storage(&key).await?.unwrap_or_default();
	let account = <pallet_susdai::Pallet<Runtime> as Vault<AccountId>>::account();
	let balance = ledger::balance(chain, USDAI, &account).await?;
	let supply = ledger::supply(chain, SUSDAI).await?;
	let held = ledger::held_by_all(chain, SUSDAI).await?;
	let pending = state.queue.pending().get();
	let shares = state.shares.get();
	let booked = state.held().map(|held| held.get());
	ensure!(
		supply.checked_add(pending) == Some(shares) && supply == held,
		"shares {shares} are not those of holders, {held} of {supply}, and of the queue, {pending}"
	);
	let loans = chain.view(pallet_lending::BookValueViewFunction::<Runtime>::new()).await?;
	let loans = loans.map_err(|error| anyhow::anyhow!("{error:?}"))?.principal.get();
	ensure!(loans == 0, "loans of {loans} are still open");
	let base = booked.and_then(|booked| balance.checked_sub(booked));
	ensure!(base.is_some(), "the vault's account holds {balance}, its books say {booked:?}");
	let price = super::dollar::price(stage).await?;
	let text = format!(
		"sUSDai: idle {} + loans {} behind {} shares at {}, to the unit",
		output::money(state.idle.get()),
		output::money(loans),
		output::money(shares),
		price.text
	);
	let figures = json!({
		"idle": state.idle.get().to_string(),
		"pot": state.pot.get().to_string(),
		"fee": state.fee.get().to_string(),
		"reserve": state.reserve.get().to_string(),
		"loans": loans.to_string(),
		"shares": shares.to_string(),
		"balance": balance.to_string(),
		"unbooked": base.map(|base| base.to_string()),
		"redemption": price.redemption.to_string(),
		"deposit": price.deposit.to_string(),
	});
	stage.out.step(stage.chain.head(), "reconcile", &text, figures);
	Ok(())
}

async fn parties(stage: &mut Stage) -> anyhow::Result<()> {
	let mut figures = serde_json::Map::new();
	let cast = &stage.cast;
	for who in [&cast.saver, &cast.borrower, &cast.custodian, &cast.insurer] {
		let of = |asset| ledger::balance(&stage.chain, asset, &who.account);
		let (usdc, usdai, susdai) = (of(USDC).await?, of(USDAI).await?, of(SUSDAI).await?);
		let balances = json!({
			"usdc": usdc.to_string(),
			"usdai": usdai.to_string(),
			"susdai": susdai.to_string(),
		});
		figures.insert(who.name.into(), balances);
	}
	let text = "saver, borrower, custodian and insurer hold what the figures above leave them";
	stage.out.step(stage.chain.head(), "reconcile", text, figures.into());
	Ok(())
}

/// Asks the chain for its invariants; returns how many were checked.
///
/// # Errors
/// When one is broken.
pub async fn invariants(stage: &mut Stage) -> anyhow::Result<usize> {
	let mut reports: Vec<InvariantReport> = Vec::new();
	for page in 0u32.. {
		let answer: Vec<InvariantReport> =
			stage.chain.api("InvariantsApi_check", &page.encode()).await?;
		if answer.is_empty() {
			break;
		}
		reports.extend(answer);
	}
	let broken: Vec<String> = reports
		.iter()
		.filter(|report| !report.holds)
		.map(|report| format!("{} I-{}: {}", report.pallet, report.number, report.says))
		.collect();
	ensure!(broken.is_empty(), "broken invariants: {}", broken.join("; "));
	ensure!(!reports.is_empty(), "the chain names no invariant");
	Ok(reports.len())
}

/// The keyless account that holds the cash.
fn pot() -> AccountId {
	pallet_usdai::Pallet::<Runtime>::pot()
}
