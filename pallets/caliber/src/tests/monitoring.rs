//! How an item stands behind a loan that runs: what is absent or old never raises it.

use super::appraisals::{lacks, say, two_needed};
use crate::{mock::*, Basis, Grade, OpinionsOf, Skus, Values};
use caliber_primitives::{
	collateral::{Collateral, Fact, Lack, Monitored},
	ids::{ItemId, PolicyId},
	prices::{Condition, Observed, Reading},
	roles::Role,
	testing::world,
	units::{Day, MicroUsd, Ppm, Seconds, UsdCents},
};
use frame_support::assert_ok;
use proptest::prelude::*;
use sp_runtime::DispatchResult;

/// Prices as they are.
const AS_THEY_ARE: Ppm = Ppm(1_000_000);
/// What a used unit is sold for: 16 million all eight, below their appraisal.
const LOW: u64 = 2_000_000;
/// The same, above it.
const HIGH: u64 = 3_000_000;

/// A state of a feed that has known a value.
pub(super) type State<V> = fn(Observed<V>) -> Reading<V>;

fn not_fresh<V>() -> [State<V>; 4] {
	[Reading::SoftStale, Reading::HardStale, Reading::Suspect, Reading::Frozen]
}

/// One of six states: a feed that never knew a value, a fresh one, and the others.
fn any<V>(place: usize) -> Option<State<V>> {
	match place {
		0 => None,
		1 => Some(Reading::Fresh),
		other => Some(not_fresh()[other - 2]),
	}
}

pub(super) fn monitored(item: ItemId) -> Monitored {
	Caliber::monitored(item, AS_THEY_ARE)
}

pub(super) fn market(item: ItemId) -> u64 {
	monitored(item).market.get()
}

pub(super) fn day(days: u64) -> Day {
	at(days * DAY).day()
}

pub(super) fn on(days: u64) {
	set_time(at(days * DAY));
}

/// Of a day, agreed on when it is read: only the day that it speaks of counts.
pub(super) fn seen<V: Default>(value: V, days: u64) -> Observed<V> {
	Observed {
		value,
		confidence: V::default(),
		observed_at: at(days * DAY),
		accepted_at: Caliber::now(),
	}
}

/// A used unit is sold for so much.
pub(super) fn sells(state: State<UsdCents>, cents: u64, days: u64) {
	world(|w| w.resale = Some(state(seen(UsdCents(cents), days))));
}

/// An hour is rented out for so much.
pub(super) fn rents(state: State<MicroUsd>, price: u64, days: u64) {
	world(|w| w.gpu_hour = Some(state(seen(MicroUsd(price), days))));
}

/// An active item whose model has a resale price.
pub(super) fn resold() -> ItemId {
	let item = active();
	let sku = Skus::<Test>::get(H100).unwrap();
	let sku = crate::Sku { resale_feed: Some(Condition::Used), ..sku };
	assert_ok!(Caliber::set_sku(RuntimeOrigin::root(), H100, sku));
	item
}

/// Values whose orderly one is this.
pub(super) fn valued(orderly: u64) -> Values {
	let [fair, orderly, forced] = [orderly / 10 * 11, orderly, orderly / 10 * 7].map(UsdCents);
	Values { fair, orderly, forced }
}

/// Says what an item is worth, from a day to another.
pub(super) fn worth(
	who: AccountId,
	item: ItemId,
	orderly: u64,
	(from, to): (u64, u64),
) -> DispatchResult {
	let (values, end) = (valued(orderly), at(to * DAY));
	Caliber::appraise(signed(who), item, values, BASIS, day(from), end, hash(6))
}

/// What an account said as a role counts no more, as if it had never had it.
pub(super) fn void(who: AccountId, role: Role) {
	world(|w| w.roles.as_mut().unwrap().retain(|grant| *grant != (who, role)));
}

/// Nothing is so large that it needs two opinions.
pub(super) fn one_needed() {
	let mut rules = Caliber::rules();
	rules.appraisals.second_opinion_above = UsdCents(u64::MAX);
	assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
}

/// What lends more counts a day later.
pub(super) fn raises_wait() {
	let mut rules = Caliber::rules();
	rules.appraisals.challenge_window = Seconds(DAY);
	assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
}

#[test]
fn market_should_be_the_least_of_appraisal_and_resale_when_all_is_in_order() {
	// Price of a unit, of an hour; the market, and what it is with income: 227,760 dollars at 2.50
	// an hour.
	let cases = [
		(LOW, 2_500_000, 16_000_000, 16_000_000),
		(HIGH, 2_500_000, 20_000_000, 20_000_000),
		(HIGH, 2_000_000, 20_000_000, 18_220_800),
		(LOW, 1_500_000, 16_000_000, 13_665_600),
		(LOW, 0, 16_000_000, 0),
		(0, 2_500_000, 0, 0),
		// More than the type holds of eight units is more than the appraisal.
		(u64::MAX, 2_500_000, 20_000_000, 20_000_000),
		(HIGH, u64::MAX, 20_000_000, 20_000_000),
	];
	with_chain(|| {
		let item = resold();
		for (unit, hour, market, with_income) in cases {
			sells(Reading::Fresh, unit, 0);
			rents(Reading::Fresh, hour, 0);
			let expected = Monitored {
				market: UsdCents(market),
				with_income: UsdCents(with_income),
				is_fresh: true,
				orderly: VALUES.orderly,
				forced: VALUES.forced,
				cover: COVER,
				cover_until: at(400 * DAY),
				lapsed: None,
			};
			assert_eq!(monitored(item), expected, "{unit} {hour}");
		}
		let value = Caliber::value_of(item).unwrap();
		let Monitored { orderly, forced, cover, cover_until, .. } = monitored(item);
		let lent = (value.orderly, value.forced, value.cover, value.cover_until);
		assert_eq!((orderly, forced, cover, cover_until), lent);
	});
}

#[test]
fn last_resale_price_should_stay_and_age_when_its_feed_is_not_fresh() {
	for state in not_fresh() {
		with_chain(|| {
			let item = resold();
			sells(state, LOW, 0);
			assert_eq!((market(item), monitored(item).is_fresh), (16_000_000, false));
			// 4 % of the first year's fifth are gone after 73 days.
			on(73);
			let cases = [(LOW, 0, 15_360_000), (LOW, 73, 16_000_000), (HIGH, 0, 20_000_000)];
			for (unit, spoken, expected) in cases {
				sells(state, unit, spoken);
				assert_eq!((market(item), monitored(item).is_fresh), (expected, false));
			}
			// From the day of the price, not from that of the invoice: 953,424 of 960,000 are left.
			on(85);
			sells(state, LOW, 73);
			assert_eq!(market(item), 15_890_400);
			sells(Reading::Fresh, LOW, 73);
			assert_eq!((market(item), monitored(item).is_fresh), (16_000_000, true));
		});
	}
}

#[test]
fn appraisal_should_stand_alone_when_no_resale_price_was_ever_known() {
	with_chain(|| {
		let item = resold();
		assert_eq!((market(item), monitored(item).is_fresh), (20_000_000, false));
	});
	// Without such a feed an appraisal in force is fresh.
	with_chain(|| {
		let item = active();
		assert_eq!((market(item), monitored(item).is_fresh), (20_000_000, true));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Appraisal, hash(9)));
		assert_eq!((market(item), monitored(item).is_fresh), (20_000_000, false));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		on(90);
		assert!(!monitored(item).is_fresh);
	});
}

#[test]
fn last_income_should_stay_and_age_when_its_feed_is_not_fresh() {
	for state in not_fresh() {
		with_chain(|| {
			let item = active();
			on(73);
			// 96 hundredths of 182,208 dollars.
			for (spoken, expected) in [(0, 17_491_968), (73, 18_220_800)] {
				rents(state, 2_000_000, spoken);
				let found = monitored(item);
				assert_eq!((found.with_income.get(), found.market.get()), (expected, 20_000_000));
				// It never calls.
				assert!(found.is_fresh);
			}
			world(|w| w.gpu_hour = None);
			assert_eq!(monitored(item).with_income, VALUES.orderly);
		});
	}
}

#[test]
fn appraisal_should_age_since_its_day_when_it_counts_no_more() {
	type End = fn(ItemId);
	let ends: [(u64, End); 2] = [(73, |_| ()), (90, |_| void(APPRAISER, Role::Appraiser))];
	for (life, end) in ends {
		with_chain(|| {
			let item = resold();
			// It speaks of a day before that on which it is stated.
			on(10);
			assert_ok!(worth(APPRAISER, item, 20_000_000, (0, life)));
			sells(Reading::Fresh, HIGH, 0);
			set_time(at(73 * DAY - 1));
			assert_eq!((market(item), monitored(item).lapsed), (20_000_000, None));
			on(73);
			end(item);
			let found = monitored(item);
			assert_eq!((found.market.get(), found.lapsed), (19_200_000, Some(Fact::Appraisal)));
			assert_eq!((found.orderly, found.forced), (VALUES.orderly, VALUES.forced));
			// The resale price goes on.
			assert!(found.is_fresh);
			sells(Reading::Fresh, LOW, 73);
			assert_eq!(market(item), 16_000_000);
			// It was not stale as long as it counted.
			on(95);
			assert_eq!(
				(monitored(item).orderly, monitored(item).forced),
				(VALUES.orderly, VALUES.forced)
			);
		});
	}
}

/// What ran out was worth a haircut less when it was stale, and is not worth more for its end.
#[test]
fn haircut_should_stay_when_a_stale_appraisal_runs_out() {
	// Last day; the market on it, when the curve alone would leave 19,002,720 and 18,684,920.
	for (life, expected) in [(91, 19_000_000), (120, 18_684_920)] {
		with_chain(|| {
			let item = active();
			assert_ok!(worth(APPRAISER, item, 20_000_000, (0, life)));
			on(90);
			let value = Caliber::value_of(item).unwrap();
			let stale = (UsdCents(19_000_000), UsdCents(13_300_000));
			let found = monitored(item);
			assert_eq!((value.orderly, value.forced), stale);
			assert_eq!((found.orderly, found.forced, found.is_fresh), (stale.0, stale.1, true));
			assert_eq!((found.market, found.lapsed), (stale.0, None));
			// A doubt takes it out of force.
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Appraisal, hash(9)));
			assert_eq!((market(item), monitored(item).orderly), (19_000_000, stale.0));
			on(life);
			let found = monitored(item);
			assert_eq!(
				(found.market.get(), found.orderly, found.forced),
				(expected, stale.0, stale.1)
			);
		});
	}
}

#[test]
fn lowest_opinion_should_count_when_there_are_two() {
	with_chain(|| {
		let item = resold();
		two_needed();
		assert_ok!(worth(APPRAISER, item, 20_000_000, (0, 120)));
		assert_ok!(worth(THIRD, item, 18_000_000, (0, 120)));
		sells(Reading::Fresh, HIGH, 0);
		let all = || {
			let Monitored { market, orderly, forced, .. } = monitored(item);
			(market.get(), orderly.get(), forced.get())
		};
		assert_eq!(all(), (18_000_000, 18_000_000, 12_600_000));
		on(90);
		assert_eq!(all(), (17_100_000, 17_100_000, 11_970_000));
		// In the worse condition eight units bring 150 of 650 parts.
		OpinionsOf::<Test>::mutate(item, |all| {
			let basis = Basis { grade: Grade::ForParts, ..BASIS };
			all.as_mut().unwrap().second.as_mut().unwrap().basis = basis;
		});
		assert_eq!(market(item), 8 * HIGH * 150 / 650);
		on(120);
		assert_eq!(market(item), 8 * HIGH * 150 / 650);
	});
}

#[test]
fn lowest_of_both_should_age_when_neither_opinion_counts() {
	with_chain(|| {
		let item = active();
		two_needed();
		assert_ok!(worth(APPRAISER, item, 20_000_000, (0, 73)));
		on(60);
		assert_ok!(worth(THIRD, item, 19_900_000, (60, 73)));
		assert_eq!(market(item), 19_900_000);
		on(73);
		// The higher one is the older: 960,000 parts of it are left, 992,641 of the other.
		let found = monitored(item);
		assert_eq!((found.market.get(), found.is_fresh), (19_200_000, false));
		assert_eq!((found.orderly.get(), found.forced.get()), (19_900_000, 13_930_000));
		void(APPRAISER, Role::Appraiser);
		void(THIRD, Role::Appraiser);
		assert_eq!(market(item), 19_200_000);
	});
}

/// A reading below the call's cures it, so no opinion may be sat out.
#[test]
fn lower_opinion_should_stay_when_it_runs_out_and_nobody_has_spoken_since() {
	// The other opinion; what 983,561 parts of it are.
	for (other, aged) in [(18_000_000, 17_704_098), (10_000_000, 9_835_610)] {
		with_chain(|| {
			let item = active();
			two_needed();
			assert_ok!(worth(APPRAISER, item, 20_000_000, (0, 120)));
			assert_ok!(worth(THIRD, item, other, (0, 30)));
			one_needed();
			assert_eq!(market(item), other);
			on(30);
			// A new loan is measured by the one in force.
			assert_eq!(Caliber::value_of(item).unwrap().orderly, VALUES.orderly);
			let found = monitored(item);
			assert_eq!((found.market.get(), found.orderly.get()), (aged, other));
			assert_eq!(found.lapsed, None);
			// Somebody says that it is worth more, or the opinion was none.
			void(THIRD, Role::Appraiser);
			assert_eq!(market(item), 20_000_000);
			world(|w| w.roles.as_mut().unwrap().push((THIRD, Role::Appraiser)));
			assert_eq!(market(item), aged);
			assert_ok!(worth(APPRAISER, item, 20_000_000, (30, 120)));
			assert_eq!(market(item), 20_000_000);
		});
	}
}

#[test]
fn raise_that_waits_should_not_count_when_it_is_challenged_or_what_was_before_runs_out() {
	with_chain(|| {
		let item = active();
		raises_wait();
		set_time(at(90 * DAY - 60));
		assert_ok!(say(APPRAISER, item, 21_000_000));
		assert_eq!(market(item), 20_000_000);
		assert_ok!(Caliber::challenge(signed(BUYER), item, APPRAISER, hash(9)));
		assert_eq!(market(item), 20_000_000);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		on(90);
		assert_eq!((lacks(item), monitored(item).lapsed), (vec![Lack::Pending], None));
		// A day on: 950,684 of 951,232 parts.
		assert_eq!((market(item), monitored(item).orderly.get()), (19_988_478, 20_000_000));
		set_time(at(91 * DAY - 60));
		assert_eq!(market(item), 21_000_000);
	});
}

#[test]
fn cover_should_count_nothing_when_it_has_ended() {
	with_chain(|| {
		let item = active();
		let policy = PolicyId(0);
		let end = at(10 * DAY);
		assert_ok!(Caliber::insure(signed(INSURER), item, policy, COVER, FLOOR, end));
		let cover = || (monitored(item).cover, monitored(item).cover_until);
		set_time(Seconds(end.get() - 1));
		assert_eq!((cover(), monitored(item).lapsed), ((COVER, end), None));
		set_time(end);
		assert_eq!(cover(), (UsdCents(0), Seconds(0)));
		assert_eq!(monitored(item).lapsed, Some(Fact::Insurance));
		assert_ok!(insure(INSURER, item, policy));
		assert_eq!(cover(), (COVER, at(400 * DAY)));
		// Of what is in doubt nothing is promised.
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
		assert_eq!((cover(), monitored(item).lapsed), ((UsdCents(0), Seconds(0)), None));
	});
}

/// A value moved by so many parts per million.
fn moved(value: u64, parts: u32) -> u64 {
	u64::try_from(u128::from(value) * u128::from(parts) / 1_000_000).unwrap()
}

/// Protocol 5.5.
#[test]
fn stress_should_find_what_the_feeds_would_say_when_prices_move() {
	// Price of a unit and of an hour: either may be the least, or the appraisal.
	let prices = [(2_000_003, 2_500_007), (2_000_003, 1_300_001), (9_000_001, 9_000_001)];
	let parts = [0, 1, 780_000, 999_999, 1_000_000, 1_500_000];
	let states: [(State<UsdCents>, State<MicroUsd>); 2] =
		[(Reading::Fresh, Reading::Fresh), (Reading::SoftStale, Reading::HardStale)];
	for (unit, hour) in prices {
		for (resale, rental) in states {
			with_chain(|| {
				let item = resold();
				on(73);
				let says = |parts| {
					let (unit, off) = (moved(unit, parts), moved(100_001, parts));
					let price = Observed { confidence: UsdCents(off), ..seen(UsdCents(unit), 10) };
					let (hour, off) = (moved(hour, parts), moved(300_001, parts));
					let rent = Observed { confidence: MicroUsd(off), ..seen(MicroUsd(hour), 20) };
					world(|w| (w.resale, w.gpu_hour) = (Some(resale(price)), Some(rental(rent))));
				};
				for part in parts {
					says(1_000_000);
					let told = Caliber::monitored(item, Ppm(part));
					says(part);
					assert_eq!(told, monitored(item), "{unit} {hour} {part}");
					assert_eq!((told.orderly, told.forced), (VALUES.orderly, VALUES.forced));
					assert!(told.market <= VALUES.orderly);
				}
				// It is the prices that move: down to nothing, and up no further than the appraisal.
				says(1_000_000);
				assert_eq!(Caliber::monitored(item, Ppm(0)).market, UsdCents(0));
				assert_eq!(Caliber::monitored(item, Ppm::MAX).market, VALUES.orderly);
			});
		}
	}
	// An appraisal alone does not move at all.
	with_chain(|| {
		let item = active();
		assert_eq!(Caliber::monitored(item, Ppm(0)).market, VALUES.orderly);
		assert_eq!(Caliber::monitored(item, Ppm(0)).with_income, UsdCents(0));
	});
}

#[test]
fn nothing_should_be_known_when_the_item_is_not() {
	with_chain(|| {
		let nothing = Monitored { lapsed: Some(Fact::Appraisal), ..Default::default() };
		assert_eq!(monitored(ItemId(9)), nothing);
		let item = submitted(&["A"]);
		let untitled = Monitored { lapsed: Some(Fact::Title), ..nothing };
		assert_eq!(monitored(item), untitled);
		assert_ok!(title(REGISTRAR, item));
		// Whatever the market pays, somebody has to have seen it.
		assert_eq!((market(item), monitored(item).is_fresh), (0, false));
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn market_should_fall_or_stay_when_days_pass_without_news(
		prices in (1u64..4_000_000, 0u64..4_000_000),
		spoken in (0u64..=6, 0u64..=6),
		states in (0usize..6, 0usize..6),
		lives in (7u64..=120, 7u64..=120),
		second in proptest::option::of(5_000_000u64..=20_000_000),
		needed: bool,
		mut days in prop::collection::vec(6u64..1_300, 12),
	) {
		// The ends of the appraisals, and the day on which they are stale.
		days.extend([lives.0, lives.1, lives.0 - 1, lives.1 - 1, 89, 90, 6].map(|day| day.max(6)));
		days.sort_unstable();
		with_chain(|| {
			let item = resold();
			two_needed();
			assert_ok!(worth(APPRAISER, item, 20_000_000, (0, lives.0)));
			if let Some(orderly) = second {
				assert_ok!(worth(THIRD, item, orderly, (0, lives.1)));
			}
			if !needed {
				one_needed();
			}
			let says = |resale: Option<State<UsdCents>>, rental: Option<State<MicroUsd>>| {
				let resale = resale.map(|state| state(seen(UsdCents(prices.0), spoken.0)));
				let rental = rental.map(|state| state(seen(MicroUsd(prices.1), spoken.1)));
				world(|w| (w.resale, w.gpu_hour) = (resale, rental));
			};
			let mut last: Option<Monitored> = None;
			for day in days {
				on(day);
				says(Some(Reading::Fresh), Some(Reading::Fresh));
				let fresh = monitored(item);
				says(any(states.0), any(states.1));
				let found = monitored(item);
				if states.0 > 0 {
					assert!(found.market <= fresh.market, "{found:?} {fresh:?}");
				}
				if states.0 > 0 && states.1 > 0 {
					assert!(found.with_income <= fresh.with_income, "{found:?} {fresh:?}");
				}
				let falls = |of: fn(&Monitored) -> UsdCents| {
					last.as_ref().is_none_or(|last| of(&found) <= of(last))
				};
				let all: [fn(&Monitored) -> UsdCents; 5] =
					[|m| m.market, |m| m.with_income, |m| m.orderly, |m| m.forced, |m| m.cover];
				assert!(all.into_iter().all(falls), "{last:?} {found:?}");
				last = Some(found);
			}
		});
	}
}
