//! Who may do what to the chain: the paths are those of the runtime's origins, which a test compares
//! with this list call by call; who is at their ends, and how long each takes, is read from the state.

use super::*;
use alloc::string::ToString;
use caliber_primitives::{
	governance::{Act, By, Holder, Power, Powers, Registry, Share},
	roles::Role,
	units::Seconds,
};
use caliber_runtime_common::time::SlotClock;
use frame_support::traits::UnixTime;

/// Root, or two thirds of the council: what pallets call governance.
const GOVERNANCE: &[By] = &[By::Root, By::Council(Share::TwoThirds)];
/// Whoever may only stop: a Guardian, or governance.
const GUARD: &[By] = &[By::Role(Role::Guardian), By::Council(Share::TwoThirds), By::Root];
/// The custodian of money first, then an auditor.
const GATE: &[By] = &[By::Both(Role::Custodian, Role::Auditor)];

/// What a delay hangs on.
enum Wait {
	/// Nothing.
	None,
	/// The rules of the dollar, of the vault, of the treasury.
	Dollar,
	Vault,
	Treasury,
	/// A vote.
	Vote,
}

/// Each act, its calls, who may do it.
const PATHS: &[(Act, &[&str], &[By], Wait)] = &[
	(
		Act::EnterSafeMode,
		&["SafeMode.force_enter", "SafeMode.force_extend"],
		&[By::Committee(Share::Half), By::Council(Share::Half), By::Root],
		Wait::None,
	),
	(Act::LeaveSafeMode, &["SafeMode.force_exit"], GOVERNANCE, Wait::None),
	(
		Act::PauseCall,
		&["TxPause.pause"],
		&[By::Committee(Share::Half), By::Council(Share::Majority), By::Root],
		Wait::None,
	),
	(Act::ResumeCall, &["TxPause.unpause"], GOVERNANCE, Wait::None),
	(Act::PauseDollar, &["Usdai.pause", "Usdai.set_breaker"], GUARD, Wait::None),
	(Act::ResumeDollar, &["Usdai.unpause"], GOVERNANCE, Wait::None),
	(Act::Freeze, &["Usdai.freeze"], GUARD, Wait::None),
	(Act::Unfreeze, &["Usdai.unfreeze"], GOVERNANCE, Wait::None),
	(
		Act::StopFeed,
		&["Feeds.set_frozen", "Feeds.set_barred"],
		&[By::Council(Share::Majority), By::Root],
		Wait::None,
	),
	(Act::ResumeFeed, &["Feeds.set_frozen", "Feeds.set_barred"], GOVERNANCE, Wait::None),
	(Act::Reprice, &["Caliber.appraise"], &[By::Role(Role::Appraiser)], Wait::None),
	(Act::Reprice, &["Usdai.attest_price"], &[By::Role(Role::Auditor)], Wait::None),
	(Act::Reprice, &["Feeds.settle"], GOVERNANCE, Wait::None),
	(
		Act::Decide,
		&[
			"Allocation.write_off",
			"Caliber.decide_claim",
			"Caliber.end_title",
			"Caliber.resolve",
			"Caliber.withdraw_submission",
			"Lending.agree_to_sale",
			"Susdai.reopen",
			"Susdai.request_reserve",
			"Usdai.move_custody",
			"Usdai.open_gate",
			"Usdai.set_allowed",
		],
		GOVERNANCE,
		Wait::None,
	),
	(
		Act::ChangeRules,
		&[
			"Caliber.set_rules",
			"Caliber.set_sku",
			"Feeds.set_feed",
			"Feeds.set_closures",
			"Lending.set_product",
			"Lending.set_rules",
			"Validators.set_rules",
		],
		GOVERNANCE,
		Wait::None,
	),
	(
		Act::ChangeRules,
		&["Usdai.register", "Usdai.set_rules", "Usdai.set_terms"],
		GOVERNANCE,
		Wait::Dollar,
	),
	(Act::ChangeRules, &["Susdai.set_rules"], GOVERNANCE, Wait::Vault),
	(Act::ChangeRules, &["Allocation.set_policy"], GOVERNANCE, Wait::Treasury),
	(Act::ChangeFigures, &["Safeguards.change"], &[By::Root], Wait::Vote),
	(Act::Veto, &["Safeguards.veto"], &[By::Committee(Share::TwoThirds)], Wait::None),
	(
		Act::Upgrade,
		&["System.set_code", "System.authorize_upgrade", "System.set_storage"],
		&[By::Root],
		Wait::None,
	),
	(Act::Mint, &["Usdai.attest_deposit", "Usdai.attest_return"], GATE, Wait::None),
	(
		Act::Attest,
		&["Caliber.accept_custody", "Caliber.attest_custody"],
		&[By::Role(Role::Custodian)],
		Wait::None,
	),
	(
		Act::Attest,
		&["Caliber.attest_title", "Caliber.record_lien", "Caliber.set_site"],
		&[By::Role(Role::Registrar)],
		Wait::None,
	),
	(
		Act::Attest,
		&["Caliber.open_policy", "Caliber.insure"],
		&[By::Role(Role::Insurer)],
		Wait::None,
	),
	(Act::Grant, &["Roles.grant", "Roles.revoke", "Roles.doubt"], GOVERNANCE, Wait::None),
	(Act::AdmitValidators, &["Validators.admit", "Validators.remove"], GOVERNANCE, Wait::None),
	(
		Act::Seat,
		&[
			"CouncilMembership.add_member",
			"CouncilMembership.remove_member",
			"CouncilMembership.swap_member",
			"TechnicalMembership.add_member",
			"TechnicalMembership.remove_member",
			"TechnicalMembership.swap_member",
		],
		GOVERNANCE,
		Wait::None,
	),
	(
		Act::Seat,
		&["CouncilMembership.reset_members", "TechnicalMembership.reset_members"],
		&[By::Root],
		Wait::None,
	),
];

/// Who has which role now. Walks storage: never called from a dispatch or a hook.
fn holders(now: Seconds) -> Vec<Holder<AccountId>> {
	let mut holders: Vec<_> = pallet_roles::Grants::<Runtime>::iter()
		.flat_map(|(who, role, list)| {
			let grants = list.0.into_iter().filter(move |grant| grant.in_force(now));
			grants
				.map(move |grant| Holder {
					who: who.clone(),
					role,
					scope: grant.scope,
					until: grant.end(),
				})
				.collect::<Vec<_>>()
		})
		.collect();
	holders.sort_by(|a, b| (a.role, &a.who, a.scope).cmp(&(b.role, &b.who, b.scope)));
	holders
}

/// Everything at this moment.
pub fn powers() -> Powers<AccountId> {
	let now = Seconds(SlotClock::<Runtime>::now().as_secs());
	let figures = Figured::figures(now);
	let wait = |wait: &Wait| match wait {
		Wait::None => Seconds::ZERO,
		Wait::Dollar => Usdai::rules().delay,
		Wait::Vault => Susdai::rules().delay,
		Wait::Treasury => Allocation::policy().delay,
		Wait::Vote => figures.vote,
	};
	let powers = PATHS.iter().map(|(act, calls, by, waits)| Power {
		act: *act,
		calls: calls.iter().map(ToString::to_string).collect(),
		by: by.to_vec(),
		wait: wait(waits),
	});
	Powers {
		now,
		sudo: pallet_sudo::Key::<Runtime>::get(),
		council: pallet_collective::Members::<Runtime, pallet_collective::Instance1>::get(),
		committee: pallet_collective::Members::<Runtime, pallet_collective::Instance2>::get(),
		holders: holders(now),
		figures,
		waiting: Figured::waiting(now),
		powers: powers.collect(),
	}
}
