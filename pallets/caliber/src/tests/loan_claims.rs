//! What insurance money does for a loan, and what a loan claims.

use super::insurance::{
	accept, cover, dollars, file, pay, reject, report, status, withdraw, CLAIM, LOAN, LOSS, POLICY,
};
use crate::{mock::*, Claims, Error, Event, OpenClaims, Policies, State};
use caliber_primitives::{
	collateral::{Collateral, Loss},
	ids::{ClaimId, ItemId, LoanId},
	testing::{on_call, world},
	units::{usdai_of_cents, UsdCents, UsdaiAmount},
};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

#[test]
fn claim_should_pay_the_loan_when_the_item_stands_or_stood_for_one() {
	type Then = fn(ItemId);
	let cases: [(&str, Then); 4] = [
		("pledged", |_| ()),
		("released", |item| {
			assert_ok!(Caliber::release(item, LOAN));
		}),
		("seized", |item| {
			assert_ok!(Caliber::seize(item, LOAN));
		}),
		("sold", |item| {
			assert_ok!(Caliber::seize(item, LOAN));
			assert_ok!(Caliber::deliver(item, LOAN, &BUYER));
		}),
	];
	for (name, then) in cases {
		with_chain(|| {
			let item = active();
			assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
			assert_ok!(file(OWNER, item, LOSS));
			assert_eq!(Claims::<Test>::get(CLAIM).unwrap().loan, Some(LOAN));
			refused(|| withdraw(OWNER), Error::<Test>::Encumbered);
			then(item);
			assert_ok!(accept(INSURER));
			// What is its own is written before it calls across.
			on_call(|method| {
				if method == "loss_payee" {
					assert_eq!(status(), "paid");
					assert_eq!(OpenClaims::<Test>::iter().count(), 0);
					let policy = Policies::<Test>::get(POLICY).unwrap();
					assert_eq!(policy.cover.limit, UsdCents(LIMIT.get() - LOSS.get()));
				}
			});
			assert_ok!(pay(INSURER));
			let paid = paid_to_loans();
			assert_eq!(paid, [(LOAN, INSURER, usdai_of_cents(LOSS))], "{name}");
			assert_eq!(dollars(OWNER), DOLLARS);
		});
	}
}

#[test]
fn claim_of_a_loan_should_not_bind_who_buys_the_hardware() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		assert_ok!(Caliber::seize(item, LOAN));
		assert_ok!(Caliber::claim_cover(item, LOAN, usdai_of_cents(LOSS), Loss::Residual));
		assert_ok!(Caliber::deliver(item, LOAN, &BUYER));
		assert_eq!((Caliber::open_claim_of(item), status()), (None, "filed"));
		refused(|| withdraw(BUYER), Error::<Test>::LoansClaim);
		assert_ok!(Caliber::request_redemption(signed(BUYER), item));
		assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9)));
		// The hardware is gone; the loan has its money all the same.
		assert_ok!(accept(INSURER));
		assert_ok!(pay(INSURER));
		assert_eq!(paid_to_loans(), [(LOAN, INSURER, usdai_of_cents(LOSS))]);
		let policy = Policies::<Test>::get(POLICY).unwrap();
		assert_eq!(policy.cover.limit, UsdCents(LIMIT.get() - LOSS.get()));
		assert!(policy.cover.committed.is_zero());
	});
}

/// What has come for loans, from whom.
fn paid_to_loans() -> Vec<(LoanId, u64, UsdaiAmount)> {
	world(|w| w.insured.iter().map(|(loan, by, payout)| (*loan, *by, payout.amount)).collect())
}

/// A pledged item.
pub(super) fn pledged() -> ItemId {
	let item = active();
	assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
	item
}

pub(super) fn of_loan(item: ItemId, amount: UsdCents, loss: Loss) -> DispatchResult {
	Caliber::claim_cover(item, LOAN, usdai_of_cents(amount), loss)
}

pub(super) const LOST: Loss = Loss::Casualty(sp_core::H256([7; 32]));

#[test]
fn claim_of_a_loan_should_take_the_place_of_the_borrowers() {
	with_chain(|| {
		let item = pledged();
		assert_ok!(file(OWNER, item, UsdCents(1)));
		// Nobody has answered: it is withdrawn.
		assert_ok!(of_loan(item, COVER, LOST));
		System::assert_has_event(Event::ClaimWithdrawn { claim: CLAIM, by: None }.into());
		assert_eq!(Caliber::open_claim_of(item), Some(ClaimId(1)));
		let claim = Claims::<Test>::get(ClaimId(1)).unwrap();
		assert_eq!((claim.claimant, claim.loan, claim.loss), (None, Some(LOAN), LOST));
		// The loan's own goes before nothing else of the loan's, and is not the borrower's.
		refused(|| of_loan(item, COVER, LOST), Error::<Test>::ClaimOpen);
		refused(|| file(OWNER, item, UsdCents(1)), Error::<Test>::ClaimOpen);
		let withdraw = || Caliber::withdraw_claim(signed(OWNER), ClaimId(1));
		refused(withdraw, Error::<Test>::Encumbered);
	});
	for late in [false, true] {
		with_chain(|| {
			let item = pledged();
			assert_ok!(file(OWNER, item, UsdCents(1)));
			assert_ok!(accept(INSURER));
			if late {
				set_time(at(30 * DAY));
				assert_ok!(report(BUYER));
			}
			// The insurer owes it: it goes on by itself, and the rest can be claimed.
			refused(|| of_loan(item, COVER, LOST), Error::<Test>::AboveCover);
			let left = UsdCents(COVER.get() - 1);
			assert_ok!(of_loan(item, left, LOST));
			System::assert_has_event(Event::ClaimParted { claim: CLAIM, item, left }.into());
			assert_ok!(pay(INSURER));
			assert_eq!(record(item).insurance.map(|i| i.cover), Some(left));
			assert_ok!(Caliber::accept_claim(signed(INSURER), ClaimId(1)));
			assert_ok!(Caliber::pay_claim(signed(INSURER), ClaimId(1)));
			let paid: Vec<_> = paid_to_loans().into_iter().map(|each| (each.0, each.2)).collect();
			let both = [UsdCents(1), left].map(|amount| (LOAN, usdai_of_cents(amount)));
			assert_eq!(paid, both);
			let cover = Policies::<Test>::get(POLICY).unwrap().cover;
			let limit = UsdCents(LIMIT.get() - COVER.get());
			assert_eq!((cover.limit, cover.committed), (limit, UsdCents(0)));
		});
	}
}

#[test]
fn loan_should_claim_a_casualty_up_to_cover_and_residual_value_of_what_was_seized() {
	with_chain(|| {
		let item = pledged();
		refused(|| of_loan(item, FLOOR, Loss::Residual), Error::<Test>::NotSeized);
		assert_ok!(Caliber::seize(item, LOAN));
		let above = UsdCents(FLOOR.get() + 1);
		refused(|| of_loan(item, above, Loss::Residual), Error::<Test>::AboveFloor);
		refused(|| of_loan(item, UsdCents(COVER.get() + 1), LOST), Error::<Test>::AboveCover);
		refused(|| of_loan(item, UsdCents(0), LOST), Error::<Test>::BadAmount);
		assert_ok!(of_loan(item, COVER, LOST));
	});
}

#[test]
fn residual_value_should_not_become_the_borrowers_when_the_loan_is_over() {
	type Answer = fn();
	let answers: [Answer; 3] = [
		|| (),
		|| {
			assert_ok!(accept(INSURER));
		},
		|| {
			assert_ok!(accept(INSURER));
			set_time(at(30 * DAY));
			assert_ok!(report(BUYER));
		},
	];
	for answer in answers {
		with_chain(|| {
			let item = bought(LOSS);
			answer();
			refused(|| withdraw(INSURER), Error::<Test>::LoansClaim);
			world(|w| w.over.push(LOAN));
			refused(|| pay(INSURER), Error::<Test>::ClaimNotOwed);
			set_time(at(31 * DAY));
			refused(|| report(BUYER), Error::<Test>::ClaimNotOwed);
			// Anyone says so; the limit comes back, and nobody is late any more.
			assert_ok!(withdraw(INSURER));
			let policy = Policies::<Test>::get(POLICY).unwrap();
			assert_eq!((policy.cover.limit, policy.overdue), (LIMIT, 0));
			assert!(world(|w| w.insured.is_empty()));
			assert_eq!(Caliber::open_claim_of(item), None);
		});
	}
	// What was lost is paid all the same.
	with_chain(|| {
		let item = pledged();
		assert_ok!(of_loan(item, LOSS, LOST));
		assert_ok!(accept(INSURER));
		world(|w| w.over.push(LOAN));
		assert_ok!(pay(INSURER));
	});
}

/// A seized item on which its loan claims so much, delivered to [`BUYER`].
pub(super) fn bought(amount: UsdCents) -> ItemId {
	let item = active();
	assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
	assert_ok!(Caliber::seize(item, LOAN));
	assert_ok!(Caliber::claim_cover(item, LOAN, usdai_of_cents(amount), Loss::Residual));
	assert_ok!(Caliber::deliver(item, LOAN, &BUYER));
	item
}

#[test]
fn cover_should_answer_one_claim_when_the_hardware_is_sold() {
	with_chain(|| {
		let item = bought(FLOOR);
		// What the loan claims is out of cover and limit at once.
		let left = UsdCents(COVER.get() - FLOOR.get());
		assert_eq!(record(item).insurance.map(|i| (i.cover, i.floor)), Some((left, left)));
		let of_policy = || Policies::<Test>::get(POLICY).unwrap().cover;
		let limit = UsdCents(LIMIT.get() - FLOOR.get());
		assert_eq!((of_policy().limit, of_policy().committed), (limit, left));
		refused(|| file(BUYER, item, UsdCents(left.get() + 1)), Error::<Test>::AboveCover);
		assert_ok!(file(BUYER, item, left));
		// Both are paid, and neither touches what the other had.
		for id in [CLAIM, ClaimId(1)] {
			assert_ok!(Caliber::accept_claim(signed(INSURER), id));
			assert_ok!(Caliber::pay_claim(signed(INSURER), id));
		}
		let limit = UsdCents(LIMIT.get() - COVER.get());
		assert_eq!((of_policy().limit, of_policy().committed), (limit, UsdCents(0)));
		assert_eq!(record(item).insurance, None);
	});
}

#[test]
fn hardware_should_not_leave_uncovered_when_a_loan_has_claimed_all_its_cover() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::insure(signed(INSURER), item, POLICY, FLOOR, FLOOR, at(400 * DAY)));
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		assert_ok!(Caliber::seize(item, LOAN));
		assert_ok!(Caliber::claim_cover(item, LOAN, usdai_of_cents(FLOOR), Loss::Residual));
		assert_ok!(Caliber::deliver(item, LOAN, &BUYER));
		let request = || Caliber::request_redemption(signed(BUYER), item);
		refused(request, Error::<Test>::NotInStanding);
		assert_ok!(insure(INSURER, item, POLICY));
		assert_ok!(request());
		// The insurer pays the old claim; the cover that the hand-over needs stays.
		assert_ok!(accept(INSURER));
		assert_ok!(pay(INSURER));
		assert!(matches!(record(item).state, State::Redeeming(_)));
		assert_eq!(cover(item), COVER);
		assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9)));
	});
}

/// A Servicer's claim for the loan on lost hardware is open, refused or not: what the sale lacks is claimed
/// beside it, of what is left of the cover.
#[test]
fn residual_claim_should_go_beside_the_loans_own_on_lost_hardware() {
	for refused_first in [false, true] {
		with_chain(|| {
			let item = pledged();
			assert_ok!(Caliber::seize(item, LOAN));
			let lost = UsdCents(COVER.get() - 100);
			assert_ok!(of_loan(item, lost, LOST));
			if refused_first {
				assert_ok!(reject(INSURER));
			}
			assert_eq!(Caliber::insured(item).unwrap().floor, usdai_of_cents(UsdCents(100)));
			refused(|| of_loan(item, UsdCents(101), Loss::Residual), Error::<Test>::AboveFloor);
			assert_ok!(of_loan(item, UsdCents(100), Loss::Residual));
			assert_eq!(Caliber::open_claim_of(item), Some(ClaimId(1)));
			assert_ok!(Caliber::deliver(item, LOAN, &BUYER));
			let open = |claim| Claims::<Test>::get(claim).unwrap().status.open().is_some();
			assert!(open(CLAIM) && open(ClaimId(1)));
			assert_ok!(Caliber::accept_claim(signed(INSURER), ClaimId(1)));
			assert_ok!(Caliber::pay_claim(signed(INSURER), ClaimId(1)));
			let paid = [(LOAN, INSURER, usdai_of_cents(UsdCents(100)))];
			assert_eq!(paid_to_loans(), paid);
		});
	}
}
