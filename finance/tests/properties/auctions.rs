//! The laws of what a lot costs at first and at last, and of what bids more.

use crate::math::number;
use caliber_finance::{
	auction::{
		dutch_price, least_overbid, lot_prices, DutchTerms, LotTerms, LEAST_PRICE, MAX_RESETS,
	},
	units::{Ppm, Seconds, UsdaiAmount},
};
use num_bigint::BigUint;
use proptest::prelude::*;

const MILLION: u32 = 1_000_000;
/// Above it any number of sales is as many.
const MANY: u32 = 40;

/// No more than the whole is left after a sale; first and last price may pass the value.
fn terms() -> impl Strategy<Value = LotTerms> {
	let part = || prop_oneof![4 => 0..=2 * MILLION, 1 => any::<u32>()].prop_map(Ppm);
	let reset = prop_oneof![3 => 0..=MILLION, 1 => Just(MILLION), 1 => Just(MILLION - 1)];
	(part(), part(), reset.prop_map(Ppm)).prop_map(|(start, floor, reset)| LotTerms {
		start,
		floor,
		reset,
	})
}

fn prices(terms: &LotTerms, orderly: u128, forced: u128, unsold: u32) -> (u128, u128) {
	let (first, last) = lot_prices(terms, UsdaiAmount(orderly), UsdaiAmount(forced), unsold);
	(first.get(), last.get())
}

/// `floor(amount * parts / 10^6)`, held at the largest amount, with numbers of any length.
fn part(amount: BigUint, parts: Ppm) -> BigUint {
	(amount * parts.get() / MILLION).min(u128::MAX.into())
}

/// As protocol and documentation say.
fn expected(terms: &LotTerms, orderly: u128, forced: u128, unsold: u32) -> (BigUint, BigUint) {
	let (mut first, mut last) =
		(part(orderly.into(), terms.start), part(forced.into(), terms.floor));
	for _ in 0..unsold.min(32) {
		(first, last) = (part(first, terms.reset), part(last, terms.reset));
	}
	let last = last.max(10u64.pow(16).into());
	(first.max(last.clone()), last)
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn prices_should_be_parts_of_the_values_and_fall_when_nobody_buys(
		terms in terms(), orderly in number(), forced in number(), unsold in 0..MANY,
	) {
		let (first, last) = prices(&terms, orderly, forced, unsold);
		prop_assert_eq!((first.into(), last.into()), expected(&terms, orderly, forced, unsold));
		prop_assert!(first >= last && last >= LEAST_PRICE.get());
		let (next_first, next_last) = prices(&terms, orderly, forced, unsold + 1);
		prop_assert!(next_first <= first && next_last <= last);
	}

	#[test]
	fn prices_should_be_the_exact_ones_when_terms_are_out_of_range(
		parts in any::<[u32; 3]>(), orderly in number(), forced in number(), unsold in 0..MANY,
	) {
		let [start, floor, reset] = parts.map(Ppm);
		let terms = LotTerms { start, floor, reset };
		let (first, last) = prices(&terms, orderly, forced, unsold);
		prop_assert_eq!((first.into(), last.into()), expected(&terms, orderly, forced, unsold));
	}

	#[test]
	fn prices_should_not_fall_when_a_lot_is_worth_more(
		terms in terms(), orderly in number(), forced in number(), more in number(), unsold in 0..MANY,
	) {
		let (first, last) = prices(&terms, orderly, forced, unsold);
		let (up, same) = prices(&terms, orderly.saturating_add(more), forced, unsold);
		prop_assert!(up >= first && same == last);
		let (follows, up) = prices(&terms, orderly, forced.saturating_add(more), unsold);
		prop_assert!(follows >= first && up >= last);
	}

	#[test]
	fn prices_should_stay_when_resets_are_used_up(
		terms in terms(), orderly in number(), forced in number(), unsold in MAX_RESETS..,
	) {
		let last = prices(&terms, orderly, forced, MAX_RESETS);
		prop_assert_eq!(prices(&terms, orderly, forced, unsold), last);
		prop_assert_eq!(prices(&terms, orderly, forced, u32::MAX), last);
	}

	#[test]
	fn lot_should_have_a_price_at_any_moment_of_a_sale(
		terms in terms(), orderly in number(), forced in number(), unsold in 0..MANY,
		duration in 1u64.., now: u64,
	) {
		let (start_price, floor_price) = prices(&terms, orderly, forced, unsold);
		let (started_at, duration) = (Seconds(0), Seconds(duration));
		let terms = DutchTerms { start_price, floor_price, started_at, duration };
		let price = dutch_price(&terms, Seconds(now)).unwrap();
		prop_assert!((floor_price..=start_price).contains(&price) && price > 0);
	}

	#[test]
	fn bid_should_be_the_least_that_is_two_per_cent_more(best in number(), more in number()) {
		let least = |best| least_overbid(UsdaiAmount(best)).get();
		// ceil(best * 102 / 100), held at the largest amount.
		let exact: BigUint = (BigUint::from(best) * 102u32 + 99u32) / 100u32;
		prop_assert_eq!(BigUint::from(least(best)), exact.min(u128::MAX.into()));
		prop_assert!(least(best) > best || best == 0 || best == u128::MAX);
		prop_assert!(least(best) <= least(best.saturating_add(more)));
	}
}

#[test]
fn bid_should_be_rounded_up_and_held_when_it_does_not_fit() {
	// The last price of which a bid above the largest amount is not yet asked.
	let last = u128::MAX / 102 * 100 + u128::MAX % 102 * 100 / 102;
	for (best, least) in [
		(0, 0),
		(1, 2),
		(49, 50),
		(50, 51),
		(51, 53),
		(100, 102),
		(LEAST_PRICE.get(), 10_200_000_000_000_000),
		(last + 1, u128::MAX),
		(u128::MAX, u128::MAX),
	] {
		assert_eq!(least_overbid(UsdaiAmount(best)).get(), least, "{best}");
	}
	assert!(least_overbid(UsdaiAmount(last - 1)) < UsdaiAmount::MAX);
}

#[test]
fn prices_should_hold_at_the_ends_when_values_are_extreme() {
	let cent = LEAST_PRICE.get();
	let (all, most) = (Ppm(MILLION), u128::MAX);
	let whole = LotTerms { start: all, floor: all, reset: all };
	let twice = LotTerms { start: Ppm::MAX, floor: Ppm::MAX, reset: Ppm::MAX };
	let nothing = LotTerms { start: Ppm(0), floor: Ppm(0), reset: Ppm(0) };
	for (terms, orderly, forced, unsold, expected) in [
		(whole, 0, 0, 0, (cent, cent)),
		(whole, cent, cent - 1, 0, (cent, cent)),
		(whole, cent + 1, cent, 0, (cent + 1, cent)),
		(whole, cent, cent + 1, 0, (cent + 1, cent + 1)),
		(whole, most, most, u32::MAX, (most, most)),
		(whole, 0, most, 0, (most, most)),
		(twice, most, most, 0, (most, most)),
		(twice, most / 2, 0, u32::MAX, (most, cent)),
		(nothing, most, most, 0, (cent, cent)),
		(LotTerms { reset: Ppm(0), ..whole }, most, most, 1, (cent, cent)),
		// A half, twice.
		(
			LotTerms { reset: Ppm(500_000), ..whole },
			8 * cent,
			6 * cent,
			2,
			(2 * cent, 3 * cent / 2),
		),
	] {
		assert_eq!(prices(&terms, orderly, forced, unsold), expected);
	}
	assert_eq!((cent, MAX_RESETS), (10u128.pow(16), 32));
}
