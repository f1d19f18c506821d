use crate::math::wide;
use caliber_finance::{
	dollar::{cents_of_usdai, usdai_of_cents},
	insurance::{cover_paid, premium, time_paid},
	units::{Ppm, Seconds, UsdCents, UsdaiAmount},
	FinanceError,
};
use proptest::prelude::*;

const YEAR: u64 = 31_536_000;
const CENT: u128 = 10u128.pow(16);

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn premium_should_be_the_least_that_pays_for_the_time_when_rounded_up(
		cover in 0u64..=100_000_000_000_000, yearly in 0u32..=1_000_000, time in 0u64..=20 * YEAR,
	) {
		let due = premium(UsdCents(cover), Ppm(yearly), Seconds(time)).unwrap().get();
		let exact = wide(cover.into()) * wide(CENT) * wide(yearly.into()) * wide(time.into());
		let whole = wide(1_000_000) * wide(YEAR.into());
		prop_assert!(wide(due) * whole >= exact);
		prop_assert!(due == 0 || (wide(due) - 1) * whole < exact);
		let year = premium(UsdCents(cover), Ppm(yearly), Seconds(YEAR)).unwrap().get();
		prop_assert_eq!(year, u128::from(cover) * CENT * u128::from(yearly) / 1_000_000);
		// Paying in parts is never cheaper.
		let half = premium(UsdCents(cover), Ppm(yearly), Seconds(time / 2)).unwrap().get();
		let rest = premium(UsdCents(cover), Ppm(yearly), Seconds(time - time / 2)).unwrap().get();
		prop_assert!(half + rest >= due);
	}

	/// Whatever is covered when, no cover for a second is had that was not paid for.
	#[test]
	fn paid_cover_should_be_conserved_and_rounded_down_when_it_is_spread_over_time(
		ahead in 0u64..=20 * YEAR, paid in 0u64..=100_000_000_000_000, more in 0u64..=20 * YEAR,
		cover in 0u64..=100_000_000_000_000,
	) {
		let [ahead_, more_] = [ahead, more].map(Seconds);
		let [paid_, cover_] = [paid, cover].map(UsdCents);
		let mean = cover_paid(ahead_, paid_, more_, cover_).get();
		let all = wide(paid.into()) * wide(ahead.into()) + wide(cover.into()) * wide(more.into());
		let time = u128::from(ahead) + u128::from(more);
		prop_assert!(wide(mean.into()) * wide(time) <= all);
		prop_assert!(time == 0 || (wide(mean.into()) + 1) * wide(time) > all);
		let lasts = time_paid(ahead_, paid_, cover_).get();
		prop_assert!(lasts <= ahead);
		match cover <= paid {
			true => prop_assert_eq!(lasts, ahead),
			false => {
				let had = wide(paid.into()) * wide(ahead.into());
				prop_assert!(wide(lasts.into()) * wide(cover.into()) <= had);
				prop_assert!((wide(lasts.into()) + 1) * wide(cover.into()) > had);
			},
		}
	}

	#[test]
	fn cents_should_be_what_dollars_have_of_them_when_rounded_down(cents: u64, more in 0..CENT) {
		let amount = usdai_of_cents(UsdCents(cents));
		prop_assert_eq!(cents_of_usdai(UsdaiAmount(amount.get() + more)), UsdCents(cents));
	}
}

#[test]
fn amounts_should_be_refused_or_held_when_they_fit_no_type() {
	let (cents, whole) = (UsdCents::MAX, Ppm(u32::MAX));
	assert_eq!(premium(cents, whole, Seconds::MAX), Err(FinanceError::Overflow));
	assert_eq!(cents_of_usdai(UsdaiAmount::MAX), cents);
	let time = Seconds::MAX;
	assert_eq!(cover_paid(time, cents, Seconds(0), cents), cents);
	assert_eq!(cover_paid(Seconds(0), cents, Seconds(0), cents), UsdCents(0));
	assert_eq!(time_paid(time, UsdCents(0), cents), Seconds(0));
	assert_eq!(time_paid(time, cents, cents), time);
}

#[test]
fn payment_should_leave_dust_when_the_rest_is_below_the_least_balance() {
	use caliber_finance::{
		dollar::{above_least, leaves_dust},
		insurance::taken_out,
	};
	for (balance, amount, dust) in
		[(100, 91, true), (100, 90, false), (100, 100, true), (100, 101, true), (100, 0, false)]
	{
		assert_eq!(leaves_dust(balance, UsdaiAmount(amount), 10), dust, "{amount}");
	}
	assert!(!leaves_dust(0, UsdaiAmount(0), 0));
	for (balance, payable) in [(0, 0), (9, 0), (10, 0), (11, 1)] {
		assert_eq!(above_least(UsdaiAmount(balance), UsdaiAmount(10)), UsdaiAmount(payable));
	}
	assert_eq!(taken_out(UsdCents(7), UsdCents(5)), UsdCents(2));
	assert_eq!(taken_out(UsdCents(5), UsdCents(7)), UsdCents(0));
}
