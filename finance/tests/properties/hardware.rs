use crate::math::wide;
use caliber_finance::{
	collateral::{
		above_market, after_haircut, are_apart, depreciation, falls_beyond, income_value,
		is_further, later, lendable, ltv_or_most, most_below, resale_value, rises_beyond, scaled,
		scaled_price, worth_of_all, worth_of_units, worth_together, Cover, CurvePoint, Market,
		Rental, ResaleWorth, Worth,
	},
	fees::{slash, Deposit},
	units::{MicroUsd, Ppb, Ppm, UsdCents, UsdaiAmount},
	FinanceError,
};
use proptest::prelude::*;

/// A cent in micro-dollars.
const MICRO_PER_CENT: u128 = 10_000;
const MILLION: u128 = 1_000_000;

/// A falling curve of two points.
fn curve() -> impl Strategy<Value = Vec<CurvePoint>> {
	(0u32..=1_000_000, 1u32..4_000, 0u32..=1_000_000).prop_map(|(first, age_days, second)| {
		let point = |age_days, retained| CurvePoint { age_days, retained: Ppm(retained) };
		vec![point(0, first.max(second)), point(age_days, first.min(second))]
	})
}

fn rental() -> impl Strategy<Value = Rental> {
	let price = || (any::<u64>(), 0u32..64).prop_map(|(price, shift)| MicroUsd(price >> shift));
	(price(), price(), 0u32..=1_000_000, any::<u16>(), any::<u32>()).prop_map(
		|(hour, confidence, utilisation, months, units)| Rental {
			hour,
			confidence,
			utilisation: Ppm(utilisation),
			months,
			units,
		},
	)
}

#[test]
fn values_on_a_margin_should_be_within_it_and_a_cent_beyond_not() {
	// A tenth of a million is 100,000 cents.
	let tenth = Ppm(100_000);
	let edges = [(1_000_000, 900_000, false), (1_000_000, 899_999, true), (7, 7, false)];
	for (high, low, apart) in edges {
		let (high, low) = (UsdCents(high), UsdCents(low));
		assert_eq!(are_apart(high, low, tenth), apart);
		assert_eq!(are_apart(low, high, tenth), apart);
		assert_eq!(falls_beyond(low, high, tenth), apart);
		assert!(!falls_beyond(high, low, tenth));
	}
	// Any fall passes no margin at all, and what is the same is no fall.
	assert!(falls_beyond(UsdCents(6), UsdCents(7), Ppm::ZERO));
	assert!(!falls_beyond(UsdCents(7), UsdCents(7), Ppm::ZERO));
	for (new, rises) in [(1_100_000, false), (1_100_001, true)] {
		assert_eq!(rises_beyond(UsdCents(new), UsdCents(1_000_000), tenth), rises);
		assert_eq!(above_market(UsdCents(new), 1_000_000, tenth), rises);
	}
	// As far on either side: the higher one is the further; nothing is further than itself.
	let [value, below, above] = [100, 90, 110].map(UsdCents);
	assert!(is_further(value, above, below) && !is_further(value, below, above));
	assert!(!is_further(value, above, above));
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn value_should_be_scaled_down_and_held_at_the_largest(value: u64, parts: u32) {
		let exact = u128::from(value) * u128::from(parts) / MILLION;
		let held = u64::try_from(exact).unwrap_or(u64::MAX);
		prop_assert_eq!(scaled(UsdCents(value), Ppm(parts)).get(), held);
		prop_assert_eq!(scaled_price(MicroUsd(value), Ppm(parts)).get(), held);
		prop_assert_eq!(scaled(UsdCents(value), Ppm(1_000_000)).get(), value);
	}

	#[test]
	fn ltv_should_be_rounded_up_and_the_largest_when_there_is_no_value(
		debt in 0u128..1 << 90, value in 0u128..1 << 90,
	) {
		let ltv = ltv_or_most(UsdaiAmount(debt), UsdaiAmount(value)).get();
		let exact = (value > 0).then(|| (debt * MILLION).div_ceil(value));
		let exact = exact.and_then(|exact| u32::try_from(exact).ok());
		prop_assert_eq!(ltv, exact.unwrap_or(u32::MAX));
	}

	#[test]
	fn debt_should_be_the_largest_that_is_below_a_part_of_a_value(
		parts in 1u32..2_000_000, value in 1u128..1 << 90,
	) {
		let most = most_below(Ppm(parts), UsdaiAmount(value));
		prop_assert!(ltv_or_most(most, UsdaiAmount(value)) < Ppm(parts));
		let more = UsdaiAmount(most.get() + 1);
		prop_assert!(ltv_or_most(more, UsdaiAmount(value)) >= Ppm(parts));
		prop_assert!(most_below(Ppm(0), UsdaiAmount(value)).is_zero());
	}

	#[test]
	fn later_value_should_fall_as_the_curve_does(
		curve in curve(), value in any::<u64>(), ages in (0u32..5_000, 0u32..5_000),
	) {
		let (age, then) = (ages.0.min(ages.1), ages.0.max(ages.1));
		let retained = |age| u128::from(depreciation(&curve, age).unwrap().get());
		let found = u128::from(later(&curve, UsdCents(value), age, then).unwrap().get());
		match retained(age) {
			0 => prop_assert_eq!(found, 0),
			now => prop_assert_eq!(found, u128::from(value) * retained(then) / now),
		}
	}

	#[test]
	fn income_should_be_the_rent_of_all_hours_when_rounded_down(rental in rental()) {
		let cents = income_value(&rental).unwrap();
		let net = rental.hour.get().saturating_sub(rental.confidence.get());
		let unit_hours = wide(730 * u128::from(rental.months)) * wide(rental.units.into());
		let rented = unit_hours * wide(rental.utilisation.get().into());
		let micro = wide(net.into()) * rented;
		// In millionths of a micro-dollar.
		let cent = wide(MICRO_PER_CENT * MILLION);
		prop_assert!(wide(cents) * cent <= micro && micro < (wide(cents) + 1) * cent);
	}

	#[test]
	fn income_should_be_refused_when_more_than_all_hours_are_rented(
		rental in rental(), over in 1_000_001u32..,
	) {
		let rental = Rental { utilisation: Ppm(over), ..rental };
		prop_assert_eq!(income_value(&rental), Err(FinanceError::RateAboveOne));
	}

	#[test]
	fn lendable_should_be_the_least_bound_less_the_haircut_when_all_are_known(
		curve in curve(), haircut in 0u32..=1_000_000, age_days in 0u32..5_000,
		orderly: u64, forced: u64, price: u64, income in prop::option::of(any::<u128>()),
		resale in prop::option::of((any::<u128>(), any::<u128>(), 0u32..128)),
	) {
		let resale = resale.map(|(value, confidence, shift)| ResaleWorth {
			value: value >> shift,
			confidence: confidence >> shift,
		});
		let [orderly_cents, forced_cents, price_cents] = [orderly, forced, price].map(UsdCents);
		let worth = Worth {
			orderly: orderly_cents,
			forced: forced_cents,
			price: price_cents,
			age_days,
			income,
			resale,
		};
		let got = lendable(&curve, Ppm(haircut), &worth).unwrap().get();
		let retained = depreciation(&curve, age_days).unwrap().get();
		let aged = u128::from(price) * u128::from(retained) / MILLION;
		let markets = [income, resale.map(|resale| resale.value)];
		let without = markets.iter().all(Option::is_none).then_some(u128::from(forced) / 2);
		let bounds = markets.into_iter().flatten().chain(without);
		let least = bounds.chain([u128::from(orderly), aged]).min().unwrap();
		let kept = least * (MILLION - u128::from(haircut)) / MILLION;
		let confidence = resale.map_or(0, |resale| resale.confidence);
		prop_assert_eq!(u128::from(got), kept.saturating_sub(confidence));
	}

	#[test]
	fn lendable_should_be_refused_when_curve_or_haircut_is_unsound(
		curve in curve(), over in 1_000_001u32.., age_days: u32,
	) {
		let cents = UsdCents(100);
		let worth = Worth {
			orderly: cents,
			forced: cents,
			price: cents,
			age_days,
			income: None,
			resale: None,
		};
		prop_assert_eq!(lendable(&curve, Ppm(over), &worth), Err(FinanceError::InvalidHaircut));
		prop_assert_eq!(lendable(&[], Ppm(over), &worth), Err(FinanceError::EmptyCurve));
	}

	#[test]
	fn resale_should_be_the_known_price_by_condition_and_never_above_it(
		unit: u64, confidence: u64, known in 1u32..=1_000_000, actual in 0u32..=1_000_000,
		units in 1u32..=100_000,
	) {
		let market = Market {
			unit: UsdCents(unit),
			confidence: UsdCents(confidence),
			known: Ppm(known),
			actual: Ppm(actual),
			units,
		};
		let got = resale_value(&market).unwrap();
		let (part, whole) = (wide(actual.min(known).into()), wide(known.into()));
		let all = |cents: u64| wide(u128::from(cents)) * wide(units.into()) * part;
		prop_assert!(wide(got.value) * whole <= all(unit));
		prop_assert!(all(unit) < (wide(got.value) + 1) * whole);
		prop_assert!(wide(got.confidence) * whole >= all(confidence));
		prop_assert!(
			got.confidence == 0 || (wide(got.confidence) - 1) * whole < all(confidence)
		);
		prop_assert!(got.value <= u128::from(unit) * u128::from(units));
		let nothing = Market { known: Ppm::ZERO, ..market };
		prop_assert_eq!(resale_value(&nothing), Err(FinanceError::Overflow));
	}

	#[test]
	fn margin_should_be_passed_by_the_first_cent_above_it_when_values_rise_or_differ(
		old: u64, new: u64, part in prop_oneof![0..=3_000_000u32, any::<u32>()],
	) {
		let (old_cents, new_cents, ppm) = (UsdCents(old), UsdCents(new), Ppm(part));
		let most = wide(old.into()) * (wide(MILLION) + wide(part.into()));
		let above = wide(new.into()) * wide(MILLION) > most;
		prop_assert_eq!(above_market(new_cents, old.into(), ppm), above);
		prop_assert_eq!(rises_beyond(new_cents, old_cents, ppm), above);
		// The last value that does not pass, and the next one.
		let last = most / wide(MILLION);
		if last < wide(u64::MAX.into()) {
			let last = last.as_u64();
			prop_assert!(!above_market(UsdCents(last), old.into(), ppm));
			prop_assert!(above_market(UsdCents(last + 1), old.into(), ppm));
		}
		let (low, high) = (old.min(new), old.max(new));
		let apart = wide((high - low).into()) * wide(MILLION) > wide(high.into()) * wide(part.into());
		prop_assert_eq!(are_apart(old_cents, new_cents, ppm), apart);
		prop_assert_eq!(are_apart(new_cents, old_cents, ppm), apart);
		let (old, new) = (wide(old.into()), wide(new.into()));
		let falls = old * wide(MILLION) > new * wide(MILLION) + old * wide(part.into());
		prop_assert_eq!(falls_beyond(new_cents, old_cents, ppm), falls);
	}

	#[test]
	fn one_of_two_values_should_be_the_further_one_and_the_higher_when_both_are_as_far(
		value: u64, one: u64, other: u64,
	) {
		let [v, a, b] = [value, one, other].map(UsdCents);
		prop_assert_eq!(is_further(v, a, b), !is_further(v, b, a) && one != other);
		let distance = |from: u64| (i128::from(from) - i128::from(value)).abs();
		if distance(one) != distance(other) {
			prop_assert_eq!(is_further(v, a, b), distance(one) > distance(other));
		} else {
			prop_assert_eq!(is_further(v, a, b), one > other);
		}
	}

	#[test]
	fn value_should_keep_what_the_haircut_leaves_when_rounded_down(
		value: u64, haircut in 0u32..=1_000_000, over in 1_000_001u32.., units: u32,
	) {
		let kept = after_haircut(UsdCents(value), Ppm(haircut)).unwrap().get();
		let exact = u128::from(value) * (MILLION - u128::from(haircut));
		prop_assert_eq!(u128::from(kept), exact / MILLION);
		let refused = after_haircut(UsdCents(value), Ppm(over));
		prop_assert_eq!(refused, Err(FinanceError::InvalidHaircut));
		let all = u128::from(value) * u128::from(units);
		let held = u128::from(worth_of_all(UsdCents(value), units).get());
		prop_assert_eq!(held, all.min(u64::MAX.into()));
	}

	#[test]
	fn claim_should_lower_limit_and_cover_and_break_no_other_promise_when_it_is_paid(
		limit: u64, committed: u64, cover: u64, amount: u64,
	) {
		let committed = committed.min(limit);
		let cover = cover.min(committed);
		let policy = Cover { limit: UsdCents(limit), committed: UsdCents(committed) };
		let (after, left) = policy.pay(UsdCents(amount), UsdCents(cover));
		let of_item = amount.min(cover);
		prop_assert_eq!(left, UsdCents(cover - of_item));
		// Of the others nothing changes, and there is room for them.
		let others = committed - cover;
		prop_assert_eq!(after.committed.get(), others + left.get());
		prop_assert!(after.committed <= after.limit);
		prop_assert!(after.limit <= policy.limit);
		if amount <= cover {
			prop_assert_eq!(after.limit.get(), limit - amount);
		}
	}

	#[test]
	fn cover_should_be_the_sum_of_its_items_and_within_the_limit_when_these_come_and_go(
		limit in 0u64..1_000, steps in prop::collection::vec((0u64..400, any::<bool>()), 0..40),
	) {
		let mut policy = Cover::new(UsdCents(limit));
		let mut items: Vec<u64> = Vec::new();
		for (amount, leaves) in steps {
			if leaves {
				if let Some(amount) = items.pop() {
					policy = policy.free(UsdCents(amount));
				}
			} else {
				let fits = items.iter().sum::<u64>() + amount <= limit;
				let more = policy.commit(UsdCents(amount));
				prop_assert_eq!(more.is_some(), fits);
				if let Some(more) = more {
					policy = more;
					items.push(amount);
				}
			}
			let committed = UsdCents(items.iter().sum());
			prop_assert_eq!(policy, Cover { limit: UsdCents(limit), committed });
		}
	}

	#[test]
	fn worth_should_never_grow_when_a_lot_is_parted_and_put_together(
		whole: u64, of in 1u32.., units: u32,
	) {
		let units = units % of;
		let part = |units| worth_of_units(UsdCents(whole), units, of).unwrap();
		let exact = u128::from(whole) * u128::from(units) / u128::from(of);
		prop_assert_eq!(u128::from(part(units).get()), exact);
		let both = worth_together(part(units), part(of - units)).unwrap().get();
		// At most a cent is lost.
		prop_assert!(both <= whole && whole - both <= 1);
		prop_assert_eq!(part(of), UsdCents(whole));
		prop_assert_eq!(worth_of_units(UsdCents(whole), of, units), Err(FinanceError::Overflow));
		prop_assert_eq!(worth_together(UsdCents(u64::MAX), UsdCents(1)), None);
	}

	#[test]
	fn deposit_should_grow_by_the_unit_when_things_are_added(
		base in 0u128..10u128.pow(30), per_unit in 0u128..10u128.pow(24), units in 0u32..1_000,
	) {
		let deposit = Deposit { base, per_unit };
		let want = (0..units).fold(base, |sum, _| sum + per_unit);
		prop_assert_eq!(deposit.of(units), want);
	}

	#[test]
	fn slash_should_be_the_least_that_is_the_fraction_when_as_much_is_held(
		bond: u128, fraction in 0u64..=1_000_000_000, held: u128,
	) {
		let taken = slash(bond, Ppb(fraction), u128::MAX);
		let due = wide(bond) * wide(fraction.into());
		let billion = wide(1_000_000_000);
		prop_assert!(wide(taken) * billion >= due);
		prop_assert!(taken == 0 || (wide(taken) - 1) * billion < due);
		prop_assert!(taken <= bond);
		prop_assert_eq!(slash(bond, Ppb(fraction), held), taken.min(held));
	}
}

#[test]
fn amounts_should_be_held_at_the_edge_when_they_pass_it() {
	let most = Deposit { base: 1, per_unit: u128::MAX };
	assert_eq!((most.of(0), most.of(1), most.of(2)), (1, u128::MAX, u128::MAX));
	assert_eq!(slash(u128::MAX, Ppb(u64::MAX), 7), 7);
	let full = Cover { limit: UsdCents::MAX, committed: UsdCents::MAX };
	assert_eq!(full.commit(UsdCents(1)), None);
	assert_eq!(Cover::new(UsdCents(9)).free(UsdCents(1)), Cover::new(UsdCents(9)));
	// What a claim had off the limit comes back, and no more than there can be.
	let covers = Cover { limit: UsdCents(9), committed: UsdCents(5) };
	let (paid, left) = covers.pay(UsdCents(4), UsdCents(5));
	assert_eq!(left, UsdCents(1));
	assert_eq!(paid.restore(UsdCents(4)), Cover { limit: UsdCents(9), committed: UsdCents(1) });
	assert_eq!(full.restore(UsdCents(1)), full);
}
