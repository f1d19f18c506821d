//! What readers are told, and when.

use crate::{mock::*, Feeds as Known, State};
use caliber_feeds_core::{FeedKey, ObsDay, Tenor, Tier};
use caliber_primitives::{
	ids::SkuId,
	prices::{Condition, FeedFault, Prices, RateKey, Reading},
	units::{MicroUsd, RatePpb, Seconds},
};
use frame_support::assert_ok;

fn fault(key: FeedKey) -> Option<FeedFault> {
	Feeds::reading(key).fresh().err()
}

#[test]
fn reading_should_be_missing_when_nothing_was_agreed_or_nobody_reports() {
	Chain::dev().run(|| {
		assert_eq!(Feeds::reading(BILL), Reading::Missing);
		assert_eq!(Feeds::reading(GPU), Reading::Missing);
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
		assert_ok!(submit(gpu(0, 3_090_000, 500_000)));
		for key in [
			RateKey::Sofr,
			RateKey::Effr,
			RateKey::BillDiscount(Tenor::W4),
			RateKey::BillCouponEquivalent(Tenor::W13),
		] {
			assert_eq!(Feeds::rate(key), Reading::Missing);
		}
		assert_eq!(Feeds::gpu_hour(SkuId(2), Tier::OnDemand), Reading::Missing);
		assert_eq!(Feeds::gpu_hour(SkuId(1), Tier::Spot), Reading::Missing);
		assert_eq!(Feeds::resale(SkuId(1), Condition::Used), Reading::Missing);
		// Frozen before it has a value, it has none.
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), BILL, true));
		assert_eq!(fault(BILL), Some(FeedFault::Frozen));
	});
	Chain::dev().run(|| {
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), BILL, true));
		assert_eq!(Feeds::reading(BILL), Reading::Missing);
	});
}

#[test]
fn prices_should_carry_their_units_when_read_by_others() {
	Chain::dev().run(|| {
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
		assert_ok!(submit(gpu(0, 3_090_000, 500_000)));
		let rate = Feeds::rate(RateKey::BillDiscount(Tenor::W13)).fresh().unwrap();
		assert_eq!((rate.value, rate.confidence), (RatePpb(37_400_000), RatePpb(0)));
		assert_eq!((rate.observed_at, rate.accepted_at), (Seconds(TUESDAY.start()), START));
		let hour = Feeds::gpu_hour(SkuId(1), Tier::OnDemand).fresh().unwrap();
		assert_eq!((hour.value, hour.confidence), (MicroUsd(3_090_000), MicroUsd(500_000)));
		assert_eq!((hour.observed_at, hour.accepted_at), (START, START));
	});
}

#[test]
fn official_should_age_by_business_days_when_nobody_reports() {
	// From Friday 2026-09-04 on: Labor Day follows. Rates are due at 23:30 of their day.
	let friday = ObsDay::from_iso("2026-09-04").unwrap();
	let due = 23 * 3_600 + 30 * 60;
	let moments = [
		(0, due, None),
		// Saturday, Sunday, and Labor Day owe nothing.
		(2, due, None),
		(3, due, None),
		(4, due - 1, None),
		// Tuesday's is one behind.
		(4, due, None),
		(5, due - 1, None),
		(5, due, Some(FeedFault::SoftStale)),
		(6, due, Some(FeedFault::SoftStale)),
		(7, due - 1, Some(FeedFault::SoftStale)),
		(7, due, Some(FeedFault::HardStale)),
		(10_000, 0, Some(FeedFault::HardStale)),
	];
	Chain::dev().run(|| {
		set_time(Seconds(friday.start() + due));
		assert_ok!(submit(bill(0, friday, 37_400_000)));
		for (days, second, expected) in moments {
			set_time(Seconds(friday.after(days).start() + second));
			assert_eq!(fault(BILL), expected, "{days} {second}");
		}
	});
}

#[test]
fn market_should_age_by_seconds_when_nobody_reports() {
	Chain::dev().run(|| {
		assert_ok!(submit(gpu(0, 3_000_000, 0)));
		for (age, expected) in [
			(36 * 3_600, None),
			(36 * 3_600 + 1, Some(FeedFault::SoftStale)),
			(72 * 3_600, Some(FeedFault::SoftStale)),
			(72 * 3_600 + 1, Some(FeedFault::HardStale)),
			(u32::MAX, Some(FeedFault::HardStale)),
		] {
			set_time(at(age.into()));
			assert_eq!(fault(GPU), expected, "{age}");
			assert_eq!(Feeds::reading(GPU).last().unwrap().value, 3_000_000);
		}
	});
}

#[test]
fn reading_should_name_the_gravest_fault_when_there_are_several() {
	Chain::dev().run(|| {
		assert_ok!(submit(gpu(0, 3_000_000, 0)));
		assert_ok!(submit(gpu(0, 6_000_000, 0)));
		assert_eq!(Feeds::status(GPU).unwrap().state, State::Suspect);
		assert_eq!(fault(GPU), Some(FeedFault::Suspect));
		assert_eq!(Feeds::reading(GPU).last().unwrap().value, 3_000_000);
		wait(40 * 3_600);
		assert_eq!(fault(GPU), Some(FeedFault::Suspect));
		wait(40 * 3_600);
		assert_eq!(fault(GPU), Some(FeedFault::HardStale));
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), GPU, true));
		assert_eq!(fault(GPU), Some(FeedFault::Frozen));
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), GPU, false));
		assert_eq!(fault(GPU), Some(FeedFault::HardStale));
		assert!(Known::<Test>::get(GPU).unwrap().suspect.is_none());
	});
}

#[test]
fn observed_time_should_not_go_back_nor_ahead_of_the_block_when_clocks_differ() {
	Chain::dev().run(|| {
		let observed = || Known::<Test>::get(GPU).unwrap().current.unwrap().agreed().observed;
		for (shift, then, expected) in
			[(120i64, 0, at(0)), (-900, 100, at(0)), (0, 100, at(100)), (-50, 0, at(150))]
		{
			let mut report = gpu(0, 3_000_000, 0);
			let fetched = said(&mut report).fetched_at;
			said(&mut report).fetched_at = fetched.saturating_add_signed(shift);
			assert_ok!(submit(report));
			assert_eq!(observed(), expected, "{shift}");
			wait(then);
		}
	});
}

#[test]
fn observed_time_should_be_the_middle_one_when_reporters_differ() {
	Chain::new(4).run(|| {
		for (reporter, late) in [(0, 800), (1, 30), (2, 40)] {
			let mut report = gpu(reporter, 3_000_000, 0);
			said(&mut report).fetched_at -= late;
			assert_ok!(submit(report));
		}
		let current = *Known::<Test>::get(GPU).unwrap().current.unwrap().agreed();
		assert_eq!(current.observed, at(0).saturating_sub(Seconds(40)));
	});
}
