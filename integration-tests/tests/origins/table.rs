//! Who may make each call, as its documentation says.

use crate::{
	lists::{FILTERED, GOVERNED, ROOT, SIGNED},
	Who,
};
use caliber_primitives::roles::{Role, RoleError};
use caliber_runtime::Runtime;
use pallet_collective::{Instance1, Instance2};
use sp_runtime::DispatchError;
use By::{
	Anyone, Authorised, CommitteeHalf, CommitteeTwoThirds, CouncilHalf, CouncilMajority,
	CouncilTwoThirds, Councillor, Filtered, Has, Member, Nobody, Root, Signed, Somebody, Sudo,
};

/// Whom a call admits. A share of a body is that share or more.
#[derive(Clone, Copy, PartialEq)]
pub enum By {
	/// Whoever it is, nobody included.
	Anyone,
	/// Whoever it is but nobody.
	Somebody,
	Nobody,
	Authorised,
	/// Any account. Whether it is the right one for the loan, the item, the vote is another question.
	Signed,
	Has(Role),
	Councillor,
	Member,
	Sudo,
	CouncilHalf,
	CouncilMajority,
	CouncilTwoThirds,
	CommitteeHalf,
	CommitteeTwoThirds,
	Root,
	/// No one: the chain does not admit the call.
	Filtered,
}

impl By {
	pub fn admits(self, who: Who) -> bool {
		let share = |ayes: u32, of: u32| f64::from(ayes) / f64::from(of);
		match (self, who) {
			(Anyone, _) | (Nobody, Who::Nobody) | (Authorised, Who::Authorised) => true,
			(Somebody, who) => who != Who::Nobody,
			(Signed, who) => who.account().is_some(),
			(Has(role), Who::Has(other)) => role == other,
			(Councillor, Who::Councillor) | (Member, Who::Member) | (Sudo, Who::Sudo) => true,
			(CouncilHalf, Who::Council(ayes, of)) => share(ayes, of) >= 0.5,
			(CouncilMajority, Who::Council(ayes, of)) => share(ayes, of) > 0.5,
			(CouncilTwoThirds, Who::Council(ayes, of)) => share(ayes, of) > 0.66,
			(CommitteeHalf, Who::Committee(ayes, of)) => share(ayes, of) >= 0.5,
			(CommitteeTwoThirds, Who::Committee(ayes, of)) => share(ayes, of) > 0.66,
			(Root, Who::Root) => true,
			_ => false,
		}
	}
}

/// Calls that admit the same.
pub struct Row {
	pub by: &'static [By],
	/// What an account is told when others may.
	pub lacks: Option<fn() -> DispatchError>,
	pub calls: &'static [&'static str],
}

/// Only what is no account's matter, or any account's.
const fn row(by: &'static [By], calls: &'static [&'static str]) -> Row {
	Row { by, lacks: None, calls }
}

/// Only some accounts.
const fn of(
	by: &'static [By],
	lacks: fn() -> DispatchError,
	calls: &'static [&'static str],
) -> Row {
	Row { by, lacks: Some(lacks), calls }
}

/// What pallets call governance.
const GOVERNANCE: &[By] = &[CouncilTwoThirds, Root];
/// Who may only stop things, or governance.
const GUARD: &[By] = &[Has(Role::Guardian), CouncilTwoThirds, Root];
/// Both have to speak, each in his time.
const GATE: &[By] = &[Has(Role::Custodian), Has(Role::Auditor)];

const NONE: RoleError = RoleError::NotGranted;

fn registry() -> DispatchError {
	pallet_caliber::Error::<Runtime>::NotAuthorised(NONE).into()
}
fn holder() -> DispatchError {
	pallet_caliber::Error::<Runtime>::NotHolder.into()
}
fn loans() -> DispatchError {
	pallet_lending::Error::<Runtime>::Role(NONE).into()
}
fn sales() -> DispatchError {
	pallet_auctions::Error::<Runtime>::Role(NONE).into()
}
fn bills() -> DispatchError {
	pallet_allocation::Error::<Runtime>::Role(NONE).into()
}
fn dollar() -> DispatchError {
	pallet_usdai::Error::<Runtime>::Role(NONE).into()
}
fn council() -> DispatchError {
	pallet_collective::Error::<Runtime, Instance1>::NotMember.into()
}
fn council_seat() -> DispatchError {
	pallet_membership::Error::<Runtime, Instance1>::NotMember.into()
}
fn committee() -> DispatchError {
	pallet_collective::Error::<Runtime, Instance2>::NotMember.into()
}
fn committee_seat() -> DispatchError {
	pallet_membership::Error::<Runtime, Instance2>::NotMember.into()
}
fn sudo() -> DispatchError {
	pallet_sudo::Error::<Runtime>::RequireSudo.into()
}

pub const TABLE: &[Row] = &[
	row(&[Anyone], &["System.apply_authorized_upgrade", "System.remark"]),
	row(&[Nobody], &["Grandpa.report_equivocation_unsigned", "Timestamp.set"]),
	row(
		&[Authorised],
		&["Feeds.poke", "Feeds.report", "ImOnline.heartbeat", "Validators.report_double_block"],
	),
	row(
		&[Somebody],
		&["Utility.batch", "Utility.batch_all", "Utility.force_batch", "Utility.if_else"],
	),
	row(&[Signed], SIGNED),
	row(
		&[Signed, Root],
		&[
			"Council.release_proposal_cost",
			"Preimage.note_preimage",
			"Preimage.unnote_preimage",
			"Referenda.refund_decision_deposit",
			"Referenda.refund_submission_deposit",
			"TechnicalCommittee.release_proposal_cost",
		],
	),
	row(
		&[Signed, CouncilTwoThirds, Root],
		&["Caliber.withdraw_submission", "Lending.agree_to_sale"],
	),
	// Facts about hardware.
	of(
		&[Has(Role::Custodian)],
		registry,
		&["Caliber.attest_custody", "Caliber.confirm_custody", "Caliber.offer_custody"],
	),
	of(
		&[Has(Role::Registrar)],
		registry,
		&[
			"Caliber.attest_title",
			"Caliber.clear_lien",
			"Caliber.dispute",
			"Caliber.record_lien",
			"Caliber.retire",
			"Caliber.set_site",
		],
	),
	of(&[Has(Role::Insurer)], registry, &["Caliber.insure", "Caliber.open_policy"]),
	of(&[Has(Role::Appraiser)], registry, &["Caliber.appraise"]),
	of(&[Has(Role::Servicer)], holder, &["Caliber.file_claim"]),
	of(
		&[Has(Role::Servicer), Has(Role::Curator), Has(Role::Originator)],
		registry,
		&["Caliber.contest_claim"],
	),
	// Loans.
	of(&[Has(Role::Originator)], loans, &["Lending.offer"]),
	of(&[Has(Role::Curator)], loans, &["Lending.stage"]),
	of(&[Has(Role::Custodian)], loans, &["Lending.confirm_milestone"]),
	of(&[Has(Role::Registrar)], loans, &["Lending.stay_sale"]),
	of(&[Has(Role::Servicer)], loans, &["Lending.lift_breach", "Lending.report_breach"]),
	of(&[Has(Role::Liquidator)], sales, &["Auctions.arrange_sale"]),
	of(GATE, sales, &["Auctions.attest_proceeds"]),
	// Money.
	of(&[Has(Role::TreasuryOperator)], bills, &["Allocation.fill", "Allocation.fill_sale"]),
	of(&[Has(Role::Auditor)], bills, &["Allocation.confirm_maturity", "Allocation.impair"]),
	of(
		GATE,
		bills,
		&["Allocation.cancel_sale", "Allocation.confirm_settlement", "Allocation.unwind"],
	),
	of(&[Has(Role::Auditor)], dollar, &["Usdai.attest_price", "Usdai.post_statement"]),
	of(
		GATE,
		dollar,
		&[
			"Usdai.attest_deposit",
			"Usdai.attest_return",
			"Usdai.cancel_payout",
			"Usdai.confirm_payout",
		],
	),
	// Brakes.
	of(GUARD, dollar, &["Usdai.freeze", "Usdai.pause", "Usdai.set_breaker"]),
	row(&[CouncilHalf, CommitteeHalf, Root], &["SafeMode.force_enter", "SafeMode.force_extend"]),
	row(&[CouncilMajority, CommitteeHalf, Root], &["TxPause.pause"]),
	row(&[CommitteeTwoThirds], &["Safeguards.veto"]),
	row(GOVERNANCE, GOVERNED),
	row(
		&[CouncilMajority, Root],
		&["Council.disapprove_proposal", "TechnicalCommittee.disapprove_proposal"],
	),
	// Bodies.
	of(&[Councillor], council, &["Council.execute", "Council.propose", "Council.vote"]),
	of(&[Councillor], council_seat, &["CouncilMembership.change_key"]),
	of(
		&[Member],
		committee,
		&["TechnicalCommittee.execute", "TechnicalCommittee.propose", "TechnicalCommittee.vote"],
	),
	of(&[Member], committee_seat, &["TechnicalMembership.change_key"]),
	of(
		&[Sudo, Root],
		sudo,
		&[
			"Sudo.remove_key",
			"Sudo.set_key",
			"Sudo.sudo",
			"Sudo.sudo_as",
			"Sudo.sudo_unchecked_weight",
		],
	),
	row(&[Root], ROOT),
	// It would set a figure of any size at once.
	row(&[], &["Parameters.set_parameter"]),
	row(&[Filtered], FILTERED),
];
