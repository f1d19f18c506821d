//! What is taken beside instalments, and ahead of them.

use super::{deal, parts, DAY, START, UNIT};
use caliber_finance::{
	book::{advanced, Progress},
	units::{RatePerSecond, Seconds, UsdaiAmount},
};
use primitive_types::U256;
use proptest::prelude::*;

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn sum_should_repay_nearly_all_that_it_can_and_never_more(
		deal in deal(), paid in 0u32..20, time in 0u64..40 * DAY, sum in 0..UNIT << 22,
	) {
		let begun = deal.begun(Seconds(START), Seconds::ZERO);
		let loan = deal.loan(begun.origination);
		let entry = deal.entry(&begun).unwrap();
		let left = deal.left();
		let paying = deal.paying(&loan, &entry, &left);
		let progress =
			Progress { windows_paid: paid.min(loan.schedule().count() - 1), ..begun };
		let opens = loan.schedule().opens(progress.windows_paid).unwrap();
		let now = Seconds(opens.get() + time);
		let takes = |amount: u128| {
			let amount = UsdaiAmount(amount);
			let payment = progress.prepay(&paying, amount, now, &mut parts()).unwrap();
			payment.total().unwrap().get()
		};
		let amount = progress.prepayable(&paying, UsdaiAmount(sum), now).unwrap();
		if !amount.is_zero() {
			let taken = takes(amount.get());
			prop_assert!(taken <= sum);
			prop_assert!(amount == progress.balance || taken + 8 >= sum);
		}
		let charges: u128 =
			deal.charges.iter().map(|levy| levy.fee.on(progress.balance).unwrap().get()).sum();
		prop_assert!(!amount.is_zero() || sum < charges + 8);
	}

	#[test]
	fn charges_should_be_paid_once_a_window(deal in deal(), windows in 1u32..6) {
		let begun = deal.begun(Seconds(START), Seconds::ZERO);
		let loan = deal.loan(begun.origination);
		let entry = deal.entry(&begun).unwrap();
		let left = deal.left();
		let paying = deal.paying(&loan, &entry, &left);
		let Ok(at_once) = begun.pay(&paying, windows, Seconds(START), &mut parts()) else {
			return Ok(());
		};
		let mut first = parts();
		let (charged, sum) = begun.charge(&deal.charges, &mut first).unwrap();
		let first_ones = deal.charges.iter().filter(|levy| levy.comes_first);
		let each = first_ones.map(|levy| levy.fee.on(begun.balance).unwrap().get());
		prop_assert_eq!(sum.get(), each.sum::<u128>());
		prop_assert_eq!(sum.get(), first.charges.iter().map(|part| part.get()).sum::<u128>());
		prop_assert_eq!(charged.charged, 1);
		let (again, none) = charged.charge(&deal.charges, &mut first).unwrap();
		prop_assert_eq!((again, none.get()), (charged, 0));
		let rest = charged.pay(&paying, windows, Seconds(START), &mut parts()).unwrap();
		prop_assert_eq!(rest.charges.get() + sum.get(), at_once.charges.get());
		prop_assert_eq!(rest.progress, at_once.progress);
	}

	#[test]
	fn advance_should_bear_interest_rounded_up(
		amount in 0u128..1 << 90, rate in 0u64..30_000_000_000, time in 0u64..100_000_000,
	) {
		let owed = advanced(UsdaiAmount(amount), RatePerSecond(rate), Seconds(time)).unwrap();
		let growth = U256::from(amount) * U256::from(rate) * U256::from(time);
		let interest = (growth + U256::from(UNIT - 1)) / U256::from(UNIT);
		prop_assert_eq!(owed.get(), amount + interest.as_u128());
	}
}
