//! What is owed once a loan is called.

use super::{deal, example, parts, Deal, DAY, START};
use caliber_finance::{
	book::{Levy, Parts, Paying, Progress},
	fees::Fee,
	tranches::{Claim, Tranche},
	units::{Ppm, RatePerSecond, Seconds, UsdaiAmount},
	FinanceError,
};
use num_bigint::BigUint;
use proptest::prelude::*;

const SCALE: u64 = 1_000_000_000_000_000_000;

/// A loan some time after its beginning.
#[derive(Clone, Debug)]
struct Called {
	deal: Deal,
	/// What the book had paused before it began.
	paused: Seconds,
	/// Paid in time.
	windows: u32,
	/// Whether what comes first is paid of the next one, too.
	is_charged: bool,
	/// Book clock.
	now: Seconds,
}

/// Mostly with windows that are late.
fn called() -> impl Strategy<Value = Called> {
	let time = prop_oneof![1 => 0..40 * DAY, 2 => 0..400 * DAY, 1 => 0..1_300 * DAY];
	let charge = (any::<prop::sample::Index>(), 0u128..1 << 64);
	let paid = (0u32..12, any::<bool>(), 0..90 * DAY);
	(deal(), charge, paid, time).prop_map(|(mut deal, (place, fixed), paid, time)| {
		if !deal.charges.is_empty() {
			place.get_mut(&mut deal.charges).fee = Fee::Absolute(UsdaiAmount(fixed));
		}
		let (windows, is_charged, paused) = paid;
		let last = deal.loan(Seconds(START)).schedule().count() - 1;
		let now = Seconds(START + time - paused);
		Called { deal, paused: Seconds(paused), windows: windows.min(last), is_charged, now }
	})
}

impl Called {
	/// Calls it, as a payment knows it, with the progress until now.
	fn with<T>(&self, then: impl FnOnce(&Paying<'_>, Progress) -> T) -> T {
		let deal = &self.deal;
		let begun = deal.begun(Seconds(START), self.paused);
		let loan = deal.loan(begun.origination);
		let entry = deal.entry(&begun).unwrap();
		let (mut left, mut paid) = (deal.left(), parts());
		let paying = deal.paying(&loan, &entry, &left);
		let start = Seconds(START - self.paused.get());
		let mut progress = begun.pay(&paying, self.windows, start, &mut paid).unwrap().progress;
		if self.is_charged {
			(progress, _) = progress.charge(&deal.charges, &mut parts()).unwrap();
		}
		for (left, part) in left.iter_mut().zip(paid.lenders) {
			left.0 -= part.principal;
		}
		then(&deal.paying(&loan, &entry, &left), progress)
	}

	fn demand(&self) -> (Parts, UsdaiAmount) {
		let mut demand = parts();
		let fees =
			self.with(|paying, progress| progress.demand(paying, self.now, &mut demand).unwrap());
		(demand, fees)
	}
}

/// `ceil(a * b * c / whole)`, with numbers of any length.
fn ceil(a: u128, b: impl Into<BigUint>, c: impl Into<BigUint>, whole: u64) -> BigUint {
	(BigUint::from(a) * b.into() * c.into() + whole - 1u32) / whole
}

/// What each tranche has of interest, by amount and rate; dust is the first one's.
fn split(interest: &BigUint, deal: &Deal) -> Vec<BigUint> {
	let weight = |n: usize| BigUint::from(deal.tranches[n].amount) * deal.tranches[n].rate.get();
	let all: BigUint = (0..deal.tranches.len()).map(weight).sum();
	let mut parts: Vec<_> = (0..deal.tranches.len()).map(|n| interest * weight(n) / &all).collect();
	let dust = interest - parts.iter().sum::<BigUint>();
	parts[0] += dust;
	parts
}

fn add(sums: &mut [BigUint], parts: Vec<BigUint>) {
	for (sum, part) in sums.iter_mut().zip(parts) {
		*sum += part;
	}
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn demand_should_be_what_is_late_and_the_rest_to_date(called in called()) {
		let Called { deal, now, .. } = &called;
		let (demand, fees) = called.demand();
		let (progress, left, loan) = called.with(|paying, progress| {
			(progress, paying.left.to_vec(), deal.loan(progress.origination))
		});
		let clock = now.get() + called.paused.get();
		let rate = loan.rate().get();
		let (mut debt, mut expected_fees) = (progress.debt(), BigUint::default());
		let mut interests = vec![BigUint::default(); deal.tranches.len()];
		while let Some(deadline) = loan.schedule().deadline(debt.windows_paid) {
			let (balance, opens) = (debt.balance.get(), loan.schedule().opens(debt.windows_paid));
			let opens = opens.unwrap().get();
			let Some(late) = clock.checked_sub(deadline.get()).filter(|late| *late > 0) else {
				let open = clock.saturating_sub(opens);
				let to_date = ceil(balance, rate, open, SCALE) + u32::from(open > 0);
				add(&mut interests, split(&to_date, deal));
				break;
			};
			let grace = deal.repayment;
			let late = late.min(grace.grace_duration.get());
			let interest = ceil(balance, rate, deadline.get() - opens, SCALE)
				+ ceil(balance, grace.grace_rate.get(), late, SCALE);
			add(&mut interests, split(&interest, deal));
			let principal = loan.window(debt).unwrap().principal;
			let due = u128::try_from(&interest + principal.get()).unwrap();
			expected_fees += ceil(due, deal.late_fee.get(), 1u32, 1_000_000);
			debt.balance.0 -= principal.get();
			debt.windows_paid += 1;
		}
		let principal = demand.lenders.iter().map(|claim| claim.principal).sum::<u128>();
		prop_assert_eq!(principal, progress.balance.get());
		let mut lenders = demand.lenders.iter();
		for ((claim, left), interest) in lenders.by_ref().zip(&left).zip(interests) {
			prop_assert_eq!(claim.principal, left.get());
			prop_assert_eq!(BigUint::from(claim.interest), interest);
		}
		prop_assert!(lenders.all(|claim| *claim == Claim::default()));
		prop_assert_eq!(BigUint::from(fees.get()), expected_fees);
	}

	#[test]
	fn demand_should_credit_interest_as_payments_do_and_take_their_late_fees(called in called()) {
		let (demand, fees) = called.demand();
		let (mut paid, mut rest) = (parts(), parts());
		let expected_fees = called.with(|paying, progress| {
			let late = progress.windows_late(paying.loan.schedule(), called.now);
			let arrears = progress.pay(paying, late, called.now, &mut paid).unwrap();
			if !arrears.progress.is_over() {
				let all = UsdaiAmount::MAX;
				arrears.progress.prepay(paying, all, called.now, &mut rest).unwrap();
			}
			arrears.fees
		});
		for ((claim, paid), rest) in demand.lenders.iter().zip(paid.lenders).zip(rest.lenders) {
			prop_assert_eq!(claim.interest, paid.interest + rest.interest);
		}
		prop_assert_eq!(fees, expected_fees);
	}

	#[test]
	fn demand_should_take_what_comes_first_for_each_late_window_once(called in called()) {
		let (demand, _) = called.demand();
		let (balance, late) = called.with(|paying, progress| {
			(progress.balance.get(), progress.windows_late(paying.loan.schedule(), called.now))
		});
		let owed = late.saturating_sub(u32::from(called.is_charged));
		for (n, charge) in demand.charges.into_iter().enumerate() {
			let expected = match called.deal.charges.get(n) {
				Some(Levy { fee: Fee::Ratio(rate), comes_first: true }) => {
					ceil(balance, *rate, 1u32, SCALE) * owed
				},
				Some(Levy { fee: Fee::Absolute(fixed), comes_first: true }) => {
					BigUint::from(fixed.get()) * owed
				},
				_ => BigUint::default(),
			};
			prop_assert_eq!(BigUint::from(charge.get()), expected);
		}
	}

	#[test]
	fn demand_should_be_the_same_whatever_leaving_costs(mut called in called(), exit_fee: u32) {
		let demand = called.demand();
		called.deal.exit_fee = Ppm(exit_fee);
		prop_assert_eq!(called.demand(), demand);
	}

	#[test]
	fn demand_should_be_the_prepayment_to_date_when_nothing_is_late(mut called in called()) {
		let deadline = called.with(|paying, progress| {
			paying.loan.schedule().deadline(progress.windows_paid).unwrap().get()
		});
		called.now = called.now.min(Seconds(deadline - called.paused.get()));
		let (demand, fees) = called.demand();
		let mut prepaid = parts();
		called.with(|paying, progress| {
			progress.prepay(paying, UsdaiAmount::MAX, called.now, &mut prepaid).unwrap();
		});
		prop_assert_eq!(demand, Parts { charges: Parts::default().charges, ..prepaid });
		prop_assert!(fees.is_zero());
	}
}

#[test]
fn demand_should_have_an_answer_when_leaving_would_cost_more_than_any_amount() {
	let mut deal = example(&[1], 1);
	deal.tranches[0] = Tranche { amount: 1 << 120, rate: RatePerSecond(1) };
	deal.exit_fee = Ppm::MAX;
	let now = Seconds(START + DAY);
	let called = Called { deal, paused: Seconds::ZERO, windows: 0, is_charged: false, now };
	let leaves = |paying: &Paying<'_>, progress: Progress| {
		progress.prepay(paying, UsdaiAmount::MAX, now, &mut parts()).err()
	};
	assert_eq!(called.with(leaves), Some(FinanceError::Overflow));
	assert_eq!(called.demand().0.lenders[0].principal, 1 << 120);
}
