//! What is ordered, and when nothing is.

use crate::{mock::*, Error, Event, Order, Orders, Policy, Trade};
use caliber_primitives::{
	dollar::PauseTier,
	ids::OrderId,
	prices::{FeedFault, Observed, Reading, Tenor},
	testing::{fresh, world},
	units::{Ppb, RatePpb, Seconds, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn rebalance_should_order_the_tenor_furthest_below_its_weight() {
	with_chain(|| {
		assert_ok!(Allocation::rebalance(by(ANYONE)));
		// Nine of ten millions are above the floor, four tenths of them for four weeks.
		let amount = dollars(3_600_000);
		let expires = Seconds(TODAY.start().get() + 43_200 + 172_800);
		let order = Order { id: OrderId(0), trade: Trade::Buy(Tenor::W4), amount, expires };
		assert_eq!(Allocation::orders().0.into_inner(), vec![order]);
		System::assert_last_event(
			Event::Ordered {
				order: OrderId(0),
				tenor: Tenor::W4,
				amount,
				discount: Ppb(36_250_000),
				expires,
			}
			.into(),
		);
	});
}

#[test]
fn rebalance_should_order_each_tenor_once_and_all_that_is_free_when_repeated() {
	with_chain(|| {
		for _ in 0..6 {
			order();
		}
		let placed: Vec<_> =
			Orders::<Test>::get().0.iter().map(|order| (order.trade, order.amount)).collect();
		let expected = [
			(Tenor::W4, 3_600_000),
			(Tenor::W13, 1_800_000),
			(Tenor::W26, 1_350_000),
			(Tenor::W8, 900_000),
			(Tenor::W17, 900_000),
			(Tenor::W52, 450_000),
		];
		assert_eq!(placed, expected.map(|(tenor, amount)| (Trade::Buy(tenor), dollars(amount))));
		assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::NothingToOrder);
	});
}

#[test]
fn rebalance_should_count_what_is_held() {
	with_chain(|| {
		held();
		// Of four weeks 2.6 millions are still lacking, more than of any other.
		assert_eq!(
			Allocation::next_order(),
			Some((Trade::Buy(Tenor::W4), dollars(3_600_000).saturating_sub(COST)))
		);
	});
}

#[test]
fn rebalance_should_stay_within_the_largest_order() {
	with_chain(|| {
		let policy = Policy { max_order: dollars(2_000), ..policy() };
		assert_ok!(Allocation::set_policy(RuntimeOrigin::root(), policy));
		assert_eq!(Allocation::next_order(), Some((Trade::Buy(Tenor::W4), dollars(2_000))));
	});
}

#[test]
fn rebalance_should_order_nothing_when_cash_is_short() {
	// Cash, owed, issued, and what is ordered: above a floor of a tenth of the issued.
	let cases = [
		(10_000_000, 0, 10_000_000, Some(3_600_000)),
		(1_000_000, 0, 10_000_000, None),
		(1_002_499, 0, 10_000_000, None),
		(1_002_500, 0, 10_000_000, Some(1_000)),
		(10_000_000, 9_000_000, 10_000_000, None),
		(10_000_000, 5_000_000, 10_000_000, Some(1_600_000)),
		(0, 0, 0, None),
		(0, 0, 10_000_000, None),
	];
	for (cash, owed, issued, expected) in cases {
		with_chain(|| {
			world(|w| {
				w.cash.insert(SLOT, coins(cash));
				(w.owed, w.issued) = (dollars(owed), dollars(issued));
			});
			let next = Allocation::next_order();
			assert_eq!(
				next,
				expected.map(|amount| (Trade::Buy(Tenor::W4), dollars(amount))),
				"{cash} {owed}"
			);
			if expected.is_none() {
				assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::NothingToOrder);
			}
		});
	}
}

#[test]
fn rebalance_should_be_refused_when_the_feed_is_not_fresh() {
	let seen = Observed {
		value: FED,
		confidence: RatePpb(0),
		observed_at: TODAY.start(),
		accepted_at: TODAY.start(),
	};
	let cases = [
		(Reading::SoftStale(seen), Error::<Test>::Feed(FeedFault::SoftStale)),
		(Reading::HardStale(seen), Error::Feed(FeedFault::HardStale)),
		(Reading::Suspect(seen), Error::Feed(FeedFault::Suspect)),
		(Reading::Frozen(seen), Error::Feed(FeedFault::Frozen)),
		(Reading::Missing, Error::Feed(FeedFault::Missing)),
		(fresh(RatePpb(-1)), Error::NegativeRate),
	];
	for (reading, error) in cases {
		with_chain(|| {
			let order = order();
			let error: DispatchError = error.into();
			world(|w| w.rate = Some(reading));
			assert_noop!(Allocation::rebalance(by(ANYONE)), error);
			assert_noop!(Allocation::fill(by(OPERATOR), order, purchase()), error);
		});
	}
}

#[test]
fn rebalance_should_be_refused_when_intake_is_paused_or_the_book_is_full() {
	with_chain(|| {
		world(|w| w.paused = Some(PauseTier::Intake));
		assert_noop!(Allocation::rebalance(by(ANYONE)), DispatchError::Other("paused"));
		world(|w| w.paused = None);
		let lot = crate::Purchase { face: coins(100), ..purchase() };
		let last = (0..crate::MAX_BILLS).map(|_| order()).fold(None, |_, order| {
			assert_ok!(Allocation::fill(by(OPERATOR), order, lot.clone()));
			Some(order)
		});
		assert_eq!(last, Some(OrderId(63)));
		assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::TooManyBills);
	});
}

#[test]
fn orders_should_lapse_and_be_cleared_by_the_next() {
	with_chain(|| {
		let lapsed = order();
		go(after(2));
		assert!(Allocation::orders().0.is_empty());
		assert_noop!(
			Allocation::fill(by(OPERATOR), lapsed, purchase()),
			Error::<Test>::OrderLapsed
		);
		let next = order();
		let ids: Vec<_> = Orders::<Test>::get().0.iter().map(|order| order.id).collect();
		assert_eq!(ids, vec![next]);
		System::assert_has_event(Event::OrderLapsed { order: lapsed }.into());
	});
}

#[test]
fn orders_should_never_promise_more_than_is_free() {
	with_chain(|| {
		for _ in 0..3 {
			order();
		}
		// Redeemers take 8 of the 9 millions that were free.
		world(|w| w.owed = dollars(8_000_000));
		assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::NothingToOrder);
		assert!(Allocation::orders().all() > UsdaiAmount::ZERO);
	});
}
