//! Where a step of a sequence is not out of place.

use super::steps::{Caller, Step, ITEMS};
use crate::{mock::*, ClaimStatus, Claims, Items, Record, State, REFUSED_KEPT};
use caliber_primitives::ids::{ClaimId, ItemId};

/// The next item from `i` on of which this is so.
fn item_from(i: u32, fits: impl Fn(ItemId, &Record<AccountId>) -> bool) -> u32 {
	let fits = |i: &u32| Items::<Test>::get(ItemId(*i)).is_some_and(|r| fits(ItemId(*i), &r));
	(0..ITEMS).map(|n| (i + n) % ITEMS).find(fits).unwrap_or(i)
}

/// The next claim from `c` on of which this is so.
fn claim_from(c: u32, fits: impl Fn(ClaimStatus) -> bool) -> u32 {
	let fits = |c: &u32| Claims::<Test>::get(ClaimId(*c)).is_some_and(|claim| fits(claim.status));
	let all = crate::NextClaim::<Test>::get().0.max(1);
	(0..all).map(|n| (c + n) % all).find(fits).unwrap_or(c)
}

/// Mostly a step is taken where it is not out of place: else most would be refused, and what they
/// leave would hold for nothing.
pub(super) fn aimed(step: Step, by: Caller) -> Step {
	if by.0.is_some() {
		return step;
	}
	let now = Caliber::now();
	let in_state = |i, fits: fn(State) -> bool| item_from(i, |_, record| fits(record.state));
	let loan = |i: u32, l| {
		let record = Items::<Test>::get(ItemId(i));
		record.and_then(|record| record.state.loan()).map_or(l, |loan| loan.0)
	};
	let pledged: fn(State) -> bool = |state| matches!(state, State::Pledged(_));
	let seized: fn(State) -> bool = |state| matches!(state, State::Seized(_));
	let redeeming: fn(State) -> bool = |state| matches!(state, State::Redeeming(_));
	let retiring: fn(State) -> bool = |state| matches!(state, State::Retiring(_));
	let good = |i| {
		let good = |item| Caliber::standing_of(item).is_good();
		item_from(i, |item, record| record.state.free().is_some() && good(item))
	};
	let late = |status: ClaimStatus| status.due().is_some_and(|due| due <= now);
	// For a loan that has claimed nothing of it.
	let claimable = |item, record: &Record<AccountId>| {
		let open = Caliber::open_claim_of(item).and_then(Claims::<Test>::get);
		let covered = record.insurance.is_some_and(|insurance| now < insurance.until);
		covered && open.is_none_or(|claim| claim.claimant.is_some())
	};
	match step {
		Step::Pledge(i, l) => Step::Pledge(good(i), l),
		Step::Request(i) => Step::Request(good(i)),
		Step::Release(i, l) => {
			let i = in_state(i, pledged);
			Step::Release(i, loan(i, l))
		},
		Step::Seize(i, l) => {
			let i = in_state(i, pledged);
			Step::Seize(i, loan(i, l))
		},
		Step::Deliver(i, l, to) => {
			let i = in_state(i, seized);
			Step::Deliver(i, loan(i, l), to)
		},
		Step::ClaimCover(i, l, millions, lost) => {
			let i = item_from(i, |item, r| r.state.loan().is_some() && claimable(item, r));
			Step::ClaimCover(i, loan(i, l), millions, lost)
		},
		Step::File(i, millions) => {
			Step::File(item_from(i, |_, r| r.insurance.is_some_and(|i| now < i.until)), millions)
		},
		Step::Activate(i) => Step::Activate(in_state(i, |s| matches!(s, State::Attested(_)))),
		Step::Withdraw(i) => Step::Withdraw(in_state(i, |s| matches!(s, State::Submitted(_)))),
		Step::Cancel(i) => Step::Cancel(in_state(i, redeeming)),
		Step::Confirm(i) => Step::Confirm(in_state(i, redeeming)),
		Step::Refuse(i) => Step::Refuse(in_state(i, redeeming)),
		Step::Escalate(i) => Step::Escalate(item_from(
			i,
			|_, record| matches!(record.state, State::Redeeming(asked) if asked.deadline() <= now),
		)),
		Step::Remain(i) => Step::Remain(in_state(i, retiring)),
		Step::Retire(i) => Step::Retire(in_state(i, retiring)),
		Step::Resolve(i, upheld) => {
			Step::Resolve(item_from(i, |_, record| record.dispute.is_some()), upheld)
		},
		Step::Expire(i) => Step::Expire(item_from(i, |item, _| {
			Caliber::challenge_of(item).is_some_and(|doubt| doubt.ends <= now)
		})),
		Step::Clear(i) => Step::Clear(item_from(i, |_, record| record.liened)),
		Step::Accept(i, place) => {
			Step::Accept(item_from(i, |item, _| Caliber::custody_offer_of(item).is_some()), place)
		},
		Step::FreeCover(i) => Step::FreeCover(item_from(i, |_, record| {
			record.insurance.is_some_and(|insurance| insurance.until <= now)
		})),
		Step::Answer(c, yes) => {
			Step::Answer(claim_from(c, |s| matches!(s, ClaimStatus::Filed(_))), yes)
		},
		Step::AcceptForInsurer(c) => Step::AcceptForInsurer(claim_from(c, |status| {
			matches!(status, ClaimStatus::Filed(_)) && late(status)
		})),
		Step::Overdue(c) => Step::Overdue(claim_from(c, |status| {
			matches!(status, ClaimStatus::Accepted(_)) && late(status)
		})),
		Step::Contest(c) => Step::Contest(claim_from(c, |status| {
			let refusable = matches!(status, ClaimStatus::Filed(_) | ClaimStatus::Rejected(_));
			refusable && !late(status)
		})),
		Step::Decide(c, owed) => {
			Step::Decide(claim_from(c, |s| matches!(s, ClaimStatus::Contested(_))), owed)
		},
		Step::Close(c) => Step::Close(claim_from(c, |status| {
			let refusal = matches!(status, ClaimStatus::Rejected(_) | ClaimStatus::Contested(_));
			refusal && late(status)
		})),
		Step::FileForLoan(i, millions) => {
			let i = item_from(i, |item, r| r.state.loan().is_some() && claimable(item, r));
			Step::FileForLoan(i, millions)
		},
		Step::Pay(c) => Step::Pay(claim_from(c, |status| status.owed().is_some())),
		Step::GiveUp(c) => Step::GiveUp(claim_from(c, |status| status.open().is_some())),
		Step::Forget(c) => Step::Forget(claim_from(c, |status| {
			status.refused().is_some_and(|at| at <= now.saturating_sub(REFUSED_KEPT))
		})),
		other => other,
	}
}
