//! Claiming in parts: as shares, as an amount, of many requests.

use crate::{mock::*, Error, Event, Hint, Requests, MAX_CLAIMS};
use caliber_primitives::{
	ids::RequestId,
	testing::assert_invariants,
	units::{Shares, UsdaiAmount, UNIT},
};
use frame_support::{assert_ok, BoundedVec};
use proptest::prelude::*;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

const ID: RequestId = RequestId(0);

fn redeem(of: Shares, to: AccountId, hint: Option<Hint>) -> DispatchResult {
	Susdai::redeem(RuntimeOrigin::signed(1), ID, of, to, hint)
}

fn withdraw(assets: UsdaiAmount, to: AccountId, hint: Option<Hint>) -> DispatchResult {
	Susdai::withdraw(RuntimeOrigin::signed(1), ID, assets, to, hint)
}

fn claim_all(by: AccountId, claims: &[(u64, Option<Hint>)]) -> DispatchResult {
	let claims: Vec<_> = claims.iter().map(|(id, hint)| (RequestId(*id), *hint)).collect();
	Susdai::claim_all(RuntimeOrigin::signed(by), BoundedVec::truncate_from(claims))
}

/// A request of 60 by account 1, of which 10 are served at 1, 20 at 0.9 and 15 at 1.1.
fn with_parts(test: impl FnOnce()) {
	with_vault(1_000, || {
		assert_ok!(request(1, shares(60)));
		let mut outstanding = 1_000u128;
		for (n, (whole, tenths)) in [(10, 10), (20, 9), (15, 11)].into_iter().enumerate() {
			let (idle, value) = (milli(whole * tenths * 100), milli(outstanding * tenths * 100));
			set_idle(idle);
			let book = value.saturating_sub(idle);
			set_book(book, book, book);
			day(31 + n as u64);
			outstanding -= whole;
		}
		assert_eq!(Susdai::max_redeem(ID), shares(45));
		assert_eq!(Susdai::max_withdraw(ID), milli(44_500));
		test();
	});
}

#[test]
fn redeem_should_pay_shares_at_the_prices_they_were_served_at() {
	with_parts(|| {
		// 4 at 1; 6 at 1 and 10 at 0.9; 10 at 0.9 and 5 at 1.1; the rest of what is served.
		let steps =
			[(4, 4_000, (0, 0)), (16, 15_000, (0, 1)), (15, 14_500, (0, 2)), (10, 11_000, (0, 0))];
		for (whole, paid, (first, last)) in steps {
			let hint = Susdai::redeem_hint(ID, shares(whole)).unwrap();
			assert_eq!(hint, Hint { first, last });
			let before = dollars(7);
			assert_ok!(redeem(shares(whole), 7, (whole != 15).then_some(hint)));
			assert_eq!(dollars(7), before.saturating_add(milli(paid)));
			assert_invariants::<Susdai>();
		}
		refused(|| redeem(shares(1), 7, None), Error::<Test>::NothingToClaim);
		assert_eq!(Susdai::pending_redeem_request(ID), shares(15));
		assert_eq!(held(1), rules().request_deposit);
	});
}

#[test]
fn withdraw_should_pay_an_amount_and_do_so_many_shares() {
	with_parts(|| {
		let steps = [(4_000, 4_000), (15_000, 16_000), (14_500, 15_000), (11_000, 10_000)];
		for (paid, done) in steps {
			let hint = Susdai::withdraw_hint(ID, milli(paid)).unwrap();
			let (before, left) = (dollars(7), Susdai::max_redeem(ID));
			assert_ok!(withdraw(milli(paid), 7, (paid != 4_000).then_some(hint)));
			assert_eq!(dollars(7), before.saturating_add(milli(paid)));
			assert_eq!(left.saturating_sub(Susdai::max_redeem(ID)).get(), milli(done).get());
			assert_invariants::<Susdai>();
		}
		refused(|| withdraw(usd(1), 7, None), Error::<Test>::NothingToClaim);
	});
}

/// A unit of a share is worth three in the second strike: an amount may end between two of its points.
#[test]
fn hint_should_be_found_when_an_amount_ends_just_behind_a_strike() {
	with_vault(1_000, || {
		assert_ok!(request(1, shares(20)));
		for (n, price) in [1, 3].into_iter().enumerate() {
			set_idle(usd(10 * price));
			let book = UsdaiAmount(totals().shares.get() * price - usd(10 * price).get());
			set_book(book, book, book);
			day(31 + n as u64);
		}
		assert_eq!(Susdai::max_withdraw(ID), usd(40));
		for more in 0..4 {
			let of = usd(10).saturating_add(UsdaiAmount(more));
			let hint = Susdai::withdraw_hint(ID, of);
			assert!(hint.is_some(), "{more}");
			use frame_support::storage::{with_transaction, TransactionOutcome};
			let paid = with_transaction(|| TransactionOutcome::Rollback(withdraw(of, 2, hint)));
			assert_ok!(paid);
		}
	});
}

#[test]
fn part_should_be_refused_when_it_is_nothing_too_much_or_for_nobody() {
	with_parts(|| {
		let over =
			(shares(45).saturating_add(Shares(1)), milli(44_500).saturating_add(UsdaiAmount(1)));
		refused(|| redeem(over.0, 7, None), Error::<Test>::ExceedsClaimable);
		refused(|| withdraw(over.1, 7, None), Error::<Test>::ExceedsClaimable);
		refused(|| redeem(Shares::MAX, 7, None), Error::<Test>::ExceedsClaimable);
		refused(|| withdraw(UsdaiAmount::MAX, 7, None), Error::<Test>::ExceedsClaimable);
		assert_eq!(Susdai::redeem_hint(ID, over.0), None);
		assert_eq!(Susdai::withdraw_hint(ID, over.1), None);
		refused(|| redeem(Shares::ZERO, 7, None), Error::<Test>::ZeroAmount);
		refused(|| withdraw(UsdaiAmount::ZERO, 7, None), Error::<Test>::ZeroAmount);
		let keyless =
			[0, Susdai::vault_account(), Susdai::dead_account(), Susdai::reserve_account()];
		for to in keyless {
			refused(|| redeem(shares(1), to, None), Error::<Test>::ZeroReceiver);
			refused(|| withdraw(usd(1), to, None), Error::<Test>::ZeroReceiver);
		}
		let stranger = RuntimeOrigin::signed(2);
		refused(
			|| Susdai::redeem(stranger.clone(), ID, shares(1), 2, None),
			Error::<Test>::NotOperator,
		);
		refused(
			|| Susdai::withdraw(stranger.clone(), ID, usd(1), 2, None),
			Error::<Test>::NotOperator,
		);
		let unknown = RequestId(1);
		refused(
			|| Susdai::redeem(RuntimeOrigin::signed(1), unknown, shares(1), 2, None),
			Error::<Test>::NoSuchRequest,
		);
		refused(|| Susdai::redeem(RuntimeOrigin::root(), ID, shares(1), 2, None), BadOrigin);
		refused(|| Susdai::withdraw(RuntimeOrigin::root(), ID, usd(1), 2, None), BadOrigin);
		for hint in [(0, 1), (1, 0), (0, 9), (9, 0)] {
			let hint = Some(Hint { first: hint.0, last: hint.1 });
			refused(|| redeem(shares(4), 7, hint), Error::<Test>::WrongHint);
			refused(|| withdraw(usd(4), 7, hint), Error::<Test>::WrongHint);
		}
	});
}

#[test]
fn withdraw_should_leave_what_a_unit_of_a_share_is_worth_above_it() {
	with_vault(1_000, || {
		assert_ok!(request(1, shares(10)));
		set_book(usd(2_000), usd(2_000), usd(2_000));
		day(31);
		// A unit of a share is worth three: one of the three can be had alone.
		assert_eq!(Susdai::max_withdraw(ID), usd(30));
		let to = 2;
		let before = dollars(to);
		assert_ok!(withdraw(UsdaiAmount(1), to, None));
		assert_eq!(
			(Susdai::max_redeem(ID), dollars(to)),
			(shares(10), before.saturating_add(UsdaiAmount(1)))
		);
		assert_ok!(redeem(Shares(1), to, None));
		assert_eq!(dollars(to), before.saturating_add(UsdaiAmount(3)));
		assert_ok!(withdraw(usd(30).saturating_sub(UsdaiAmount(4)), to, None));
		assert_eq!(Susdai::max_redeem(ID), Shares(1));
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(9), ID, None));
		assert_eq!((totals().pot, Requests::<Test>::get(ID)), (UsdaiAmount::ZERO, None));
	});
}

#[test]
fn claims_should_be_paid_together_and_pass_over_what_cannot() {
	with_vault(100, || {
		for (who, whole) in [(1, 10), (1, 20), (1, 30)] {
			assert_ok!(request(who, shares(whole)));
		}
		assert_ok!(lend(usd(40)));
		refused(|| claim_all(1, &[(0, None), (1, None)]), Error::<Test>::NothingToClaim);
		day(31);
		let before = dollars(1);
		let hint = Some(Hint { first: 9, last: 9 });
		refused(|| claim_all(1, &[(0, None), (1, hint)]), Error::<Test>::WrongHint);
		assert_ok!(claim_all(5, &[(7, None), (1, None), (0, None), (1, None)]));
		assert_eq!(dollars(1), before.saturating_add(usd(30)));
		refused(|| claim_all(5, &[(0, None), (1, None)]), Error::<Test>::NothingToClaim);
		refused(|| claim_all(5, &[]), Error::<Test>::NothingToClaim);
		let origin = RuntimeOrigin::root();
		refused(|| Susdai::claim_all(origin, BoundedVec::new()), BadOrigin);
		assert_eq!(MAX_CLAIMS, 32);
		let paid = System::events()
			.into_iter()
			.filter(|record| matches!(record.event, RuntimeEvent::Susdai(Event::Claimed { .. })));
		assert_eq!(paid.count(), 2);
	});
}

#[derive(Clone, Copy, Debug)]
enum Part {
	Redeem(u128),
	Withdraw(u128),
	Claim,
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn parts_should_add_up_to_the_whole_in_any_order_and_way(
		(served, price) in (UNIT..50 * UNIT, 1u128..5_000),
		more in prop::collection::vec((1u128..10 * UNIT, 1u128..5_000), 0..3),
		parts in prop::collection::vec(prop_oneof![
			4 => (1u128..1_000).prop_map(Part::Redeem),
			4 => (1u128..1_000).prop_map(Part::Withdraw),
			1 => Just(Part::Claim),
		], 1..20)
	) {
		with_vault(1_000, || {
			request(1, shares(100)).unwrap();
			let strikes = core::iter::once((served, price)).chain(more);
			let mut total = 0;
			for (n, (of, price)) in strikes.enumerate() {
				let outstanding = totals().shares.get();
				let value = outstanding / 1_000 * price;
				let idle = (of / 1_000 * price).max(1);
				set_idle(UsdaiAmount(idle));
				let book = UsdaiAmount(value.saturating_sub(idle));
				set_book(book, book, book);
				day(31 + n as u64);
				total = totals().pot.get();
			}
			let both = || dollars(1).get() + dollars(2).get();
			let before = both();
			for part in parts {
				let (most, worth) = (Susdai::max_redeem(ID).get(), Susdai::max_withdraw(ID).get());
				let me = || RuntimeOrigin::signed(1);
				let paid = both();
				let done = match part {
					Part::Redeem(part) => {
						let of = (most / 1_000 * part).max(1);
						let hint = Susdai::redeem_hint(ID, Shares(of));
						Susdai::redeem(me(), ID, Shares(of), 2, hint)
					},
					Part::Withdraw(part) => {
						let of = (worth / 1_000 * part).max(1);
						let hint = Susdai::withdraw_hint(ID, UsdaiAmount(of));
						let done = Susdai::withdraw(me(), ID, UsdaiAmount(of), 2, hint);
						assert_eq!(both() - paid, if done.is_ok() { of } else { 0 });
						done
					},
					Part::Claim => Susdai::claim(me(), ID, None),
				};
				assert_eq!(done.is_ok(), worth > 0 || most > 0, "{part:?}: {done:?}");
				assert_invariants::<Susdai>();
			}
			let _ = Susdai::claim(RuntimeOrigin::signed(9), ID, None);
			assert_eq!(both() - before, total);
			assert_eq!(totals().pot, UsdaiAmount::ZERO);
		});
	}
}
