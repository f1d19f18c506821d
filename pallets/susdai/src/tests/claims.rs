//! Paying what was served.

use crate::{impls::claims::Part, mock::*, Error, Event, Hint, Requests};
use caliber_primitives::{
	dollar::PauseTier,
	ids::RequestId,
	testing::world,
	units::{Shares, UsdaiAmount},
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError, DispatchError::BadOrigin};

fn request(who: AccountId, whole: u128) {
	assert_ok!(crate::mock::request(who, shares(whole)));
}

fn claim(by: AccountId, id: u64, hint: Option<Hint>) -> sp_runtime::DispatchResult {
	Susdai::claim(RuntimeOrigin::signed(by), RequestId(id), hint)
}

/// Requests of 20, 30 and 40 by accounts 1, 2 and 3, served over five strikes of 10, 25, 10, 15 and
/// 30 shares at prices of 1, 0.9, 0.8, 0.7 and 0.6.
fn with_strikes(test: impl FnOnce()) {
	with_vault(1_000, || {
		for (who, whole) in [(2, 300), (3, 400)] {
			assert_ok!(deposit(who, usd(whole)));
		}
		for (who, whole) in [(1, 20), (2, 30), (3, 40)] {
			request(who, whole);
		}
		let mut outstanding = 1_700u128;
		for (n, (whole, tenths)) in
			[(10, 10), (25, 9), (10, 8), (15, 7), (30, 6)].iter().enumerate()
		{
			let (idle, value) = (milli(whole * tenths * 100), milli(outstanding * tenths * 100));
			let book = value.saturating_sub(idle);
			set_idle(idle);
			set_book(book, book, book);
			day(31 + n as u64);
			outstanding -= whole;
		}
		assert_eq!(totals().queue.checkpoints, 5);
		test()
	});
}

#[test]
fn claim_should_pay_each_its_strikes_when_they_span_several() {
	with_strikes(|| {
		// 20 = 10 at 1 + 10 at 0.9; 30 = 15 at 0.9 + 10 at 0.8 + 5 at 0.7; 40 = 10 at 0.7 + 30 at
		// 0.6.
		let cases = [(1, 20, 19_000, (0, 1)), (2, 30, 25_000, (1, 3)), (3, 40, 25_000, (3, 0))];
		for (n, (owner, whole, paid, (first, last))) in cases.into_iter().enumerate() {
			let id = n as u64;
			let status = Susdai::request_status(RequestId(id)).unwrap();
			assert_eq!(status.claimable.assets, milli(paid));
			assert_eq!(status.claimable.shares, shares(whole));
			assert_eq!((status.pending, status.ahead), (Shares::ZERO, Shares::ZERO));
			assert_eq!(status.hint, Hint { first, last });
			let before = dollars(owner);
			assert_ok!(claim(owner, id, (id != 1).then_some(status.hint)));
			System::assert_last_event(
				Event::Claimed {
					request: RequestId(id),
					controller: owner,
					receiver: owner,
					by: owner,
					shares: shares(whole),
					assets: milli(paid),
					tip: UsdaiAmount::ZERO,
					done: true,
				}
				.into(),
			);
			assert_eq!(dollars(owner), before.saturating_add(milli(paid)));
			assert_eq!(held(owner), 0);
			refused(|| claim(owner, id, None), Error::<Test>::NoSuchRequest);
		}
		assert_eq!(totals().pot, UsdaiAmount::ZERO);
	});
}

#[test]
fn claim_should_be_refused_when_the_hint_is_wrong() {
	with_strikes(|| {
		let wrong = [(0, 3), (1, 1), (1, 0), (1, 9), (3, 1)];
		for (first, last) in wrong {
			refused(|| claim(2, 1, Some(Hint { first, last })), Error::<Test>::WrongHint);
		}
		assert_ok!(claim(2, 1, Some(Hint { first: 1, last: 3 })));
	});
}

#[test]
fn claim_should_pay_what_is_served_and_leave_the_rest_when_partial() {
	with_vault(100, || {
		assert_ok!(lend(usd(60)));
		request(1, 60);
		refused(|| claim(1, 0, None), Error::<Test>::NotClaimable);
		day(31);
		assert_ok!(claim(1, 0, None));
		System::assert_last_event(
			Event::Claimed {
				request: RequestId(0),
				controller: 1,
				receiver: 1,
				by: 1,
				shares: shares(40),
				assets: usd(40),
				tip: UsdaiAmount::ZERO,
				done: false,
			}
			.into(),
		);
		assert_eq!(held(1), rules().request_deposit);
		refused(|| claim(1, 0, None), Error::<Test>::NothingToClaim);
		assert_eq!(Susdai::request_status(RequestId(0)).unwrap().pending, shares(20));
		assert_ok!(deposit(2, usd(30)));
		day(32);
		// Its beginning is known from the first claim; the hint for it is not read.
		assert_ok!(claim(1, 0, Some(Hint { first: 77, last: 1 })));
		assert_eq!(Requests::<Test>::get(RequestId(0)), None);
		assert_eq!(held(1), 0);
	});
}

#[test]
fn claim_should_pay_the_owner_when_a_stranger_calls_even_while_paused() {
	with_vault(100, || {
		request(1, 20);
		day(31);
		world(|w| w.paused = Some(PauseTier::Transfer));
		let (owner, stranger) = (dollars(1), dollars(5));
		assert_ok!(claim(5, 0, None));
		assert_eq!(dollars(1), owner.saturating_add(usd(20)));
		assert_eq!(dollars(5), stranger);
	});
}

#[test]
fn claim_should_be_refused_when_frozen_unknown_or_unsigned() {
	with_vault(100, || {
		request(1, 20);
		day(31);
		refused(|| claim(1, 1, None), Error::<Test>::NoSuchRequest);
		refused(|| Susdai::claim(RuntimeOrigin::none(), RequestId(0), None), BadOrigin);
		world(|w| w.frozen = vec![1]);
		refused(|| claim(5, 0, None), DispatchError::Other("frozen"));
	});
}

#[test]
fn claim_should_need_a_hint_when_the_request_is_older_than_a_search() {
	use crate::{Checkpoint, Checkpoints, Interval, SEARCH_STEPS};
	chain().execute_with(|| {
		let reach = 2u32.pow(SEARCH_STEPS) - 1;
		for (strikes, found) in [(reach, true), (2 * reach + 2, false)] {
			let strike = |n: u32| Checkpoint {
				shares_before: Shares(n.into()),
				shares_after: Shares(u128::from(n) + 1),
				assets_before: UsdaiAmount(n.into()),
				assets_after: UsdaiAmount(u128::from(n) + 1),
				at: START,
			};
			(0..strikes).for_each(|n| Checkpoints::<Test>::insert(n, strike(n)));
			let (shares, paid) = (Shares(strikes.into()), UsdaiAmount(strikes.into()));
			set_totals(|state| {
				state.queue.requested = shares;
				state.queue.served = shares;
				state.queue.paid = paid;
				state.queue.checkpoints = strikes;
			});
			let request = crate::Request {
				controller: 1u128,
				matures: START,
				tip: UsdaiAmount::ZERO,
				offered: None,
				interval: Interval { start: Shares(0), end: shares, start_value: None },
				after: 0,
				depositor: 1,
				deposit: 0,
			};
			let queue = totals().queue;
			let settled = Susdai::settle(request.clone(), &queue, Part::All, None);
			assert_eq!(settled.is_ok(), found);
			let hint = Hint { first: 0, last: 0 };
			let (rest, portion) = Susdai::settle(request, &queue, Part::All, Some(hint)).unwrap();
			assert_eq!((rest, portion.assets), (None, paid));
		}
	});
}

#[test]
fn point_should_be_valued_down_when_a_price_does_not_divide() {
	let checkpoint = crate::Checkpoint {
		shares_before: Shares(5),
		shares_after: Shares(8),
		assets_before: UsdaiAmount(100),
		assets_after: UsdaiAmount(110),
		at: START,
	};
	let cases = [(4, None), (5, Some(100)), (6, Some(103)), (7, Some(106)), (8, Some(110))];
	for (point, value) in cases.into_iter().chain([(9, None)]) {
		assert_eq!(checkpoint.value_at(Shares(point)), value.map(UsdaiAmount), "{point}");
	}
}
