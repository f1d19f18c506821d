//! Loans: what falls due, and who gets it.

use crate::{repeat, Scratch};
use caliber_finance::{
	instalment::{Debt, Loan, Model, RepaymentTerms},
	schedule::ScheduleTerms,
	tranches::{split, Claim, Tranche, MAX_TRANCHES},
	units::{RatePerSecond, Seconds, UsdaiAmount},
	waterfall::waterfall,
	FinanceError,
};
use core::hint::black_box;

/// Sixty months from 1 January 2024, local time.
const SCHEDULE: ScheduleTerms = ScheduleTerms {
	origination: Seconds(1_704_085_200),
	due_day: 1,
	duration_days: 1_827,
	utc_offset_seconds: -18_000,
};
const TRANCHES: [Tranche; 3] = [
	Tranche { amount: 7_000_000_000_000, rate: RatePerSecond(2_536_783_359) },
	Tranche { amount: 2_000_000_000_000, rate: RatePerSecond(3_805_175_038) },
	Tranche { amount: 1_000_000_000_000, rate: RatePerSecond(5_707_762_557) },
];
const MANY: [Tranche; MAX_TRANCHES] =
	[Tranche { amount: 312_500_000_000, rate: RatePerSecond(3_170_979_199) }; MAX_TRANCHES];
/// Ten million, and two days late for the first window.
const DEBT: Debt =
	Debt { windows_paid: 0, balance: UsdaiAmount(10_000_000_000_000_000_000_000_000) };
const NOW: Seconds = Seconds(1_706_936_400);
const CLAIM: Claim =
	Claim { principal: 312_500_000_000_000_000_000_000, interest: 2_654_109_589_041_095_890_410 };

const fn repayment(model: Model) -> RepaymentTerms {
	RepaymentTerms {
		model,
		principal_in_stub: true,
		interest_only: 0,
		balloon: UsdaiAmount(0),
		grace_rate: RatePerSecond(6_341_958_397),
		grace_duration: Seconds(864_000),
	}
}

/// As a pallet does it: from stored terms.
fn instalment(
	model: Model,
	tranches: &[Tranche],
	dues: &mut [Claim],
) -> Result<u128, FinanceError> {
	let (schedule, debt, now) = black_box((SCHEDULE, DEBT, NOW));
	let loan = Loan::new(schedule, repayment(model), tranches)?;
	loan.instalment(debt, now, dues).map(|due| due.interest.get())
}

pub fn amortised(rounds: u32, scratch: &mut Scratch) {
	repeat(rounds, || {
		instalment(black_box(Model::Amortized), black_box(&TRANCHES), &mut scratch.claims)
	});
}

pub fn simple(rounds: u32, scratch: &mut Scratch) {
	repeat(rounds, || {
		instalment(black_box(Model::Simple), black_box(&TRANCHES), &mut scratch.claims)
	});
}

pub fn simple_of_many(rounds: u32, scratch: &mut Scratch) {
	repeat(rounds, || instalment(black_box(Model::Simple), black_box(&MANY), &mut scratch.claims));
}

pub fn reserve(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (schedule, debt) = black_box((SCHEDULE, DEBT));
		Loan::new(schedule, repayment(Model::Amortized), black_box(&TRANCHES))?
			.reserve_required(debt, 3)
	});
}

pub fn pay_out(rounds: u32, scratch: &mut Scratch) {
	const CLAIMS: [Claim; MAX_TRANCHES] = [CLAIM; MAX_TRANCHES];
	// Enough for all, so that the last claim is reached.
	let proceeds = 11_000_000_000_000_000_000_000_000;
	repeat(rounds, || {
		let (proceeds, claims) = black_box((proceeds, &CLAIMS));
		waterfall(proceeds, proceeds / 100, claims, &mut scratch.claims)
			.map(|payout| payout.surplus)
	});
}

pub fn split_many(rounds: u32, scratch: &mut Scratch) {
	const WEIGHTS: [u128; MAX_TRANCHES] = [312_500_000_000; MAX_TRANCHES];
	repeat(rounds, || {
		let (total, weights) = black_box((DEBT.balance.get(), &WEIGHTS));
		split(total, weights, &mut scratch.amounts).map(|parts| parts.len())
	});
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn loan_should_have_sixty_windows_when_it_runs_five_years() {
		let loan = Loan::new(SCHEDULE, repayment(Model::Amortized), &TRANCHES).unwrap();
		assert_eq!(loan.schedule().count(), 60);
		assert!(loan.window(DEBT).unwrap().principal > UsdaiAmount::ZERO);
	}
}
