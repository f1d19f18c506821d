//! What falls due on a loan.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	book::Line,
	instalment::{Debt, Loan, Model, RepaymentTerms, Window},
	schedule::{ScheduleTerms, MAX_WINDOWS},
	tranches::{Claim, Tranche, MAX_TRANCHES},
	units::{Ppm, Seconds, UsdaiAmount},
	FinanceError,
};

#[derive(Arbitrary, Debug)]
pub struct Input {
	#[arbitrary(with = schedule)]
	schedule: ScheduleTerms,
	#[arbitrary(with = repayment)]
	repayment: RepaymentTerms,
	#[arbitrary(with = tranches)]
	tranches: Vec<Tranche>,
	#[arbitrary(with = amount)]
	balance: UsdaiAmount,
	windows_paid: u8,
	instalments: u8,
	#[arbitrary(with = seconds)]
	late: Seconds,
	#[arbitrary(with = seconds)]
	now: Seconds,
	#[arbitrary(with = ppm)]
	part: Ppm,
}

pub fn repayment(u: Bytes) -> arbitrary::Result<RepaymentTerms> {
	Ok(RepaymentTerms {
		model: if bool::arbitrary(u)? { Model::Simple } else { Model::Amortized },
		principal_in_stub: bool::arbitrary(u)?,
		interest_only: u.int_in_range(0..=140)?,
		balloon: if bool::arbitrary(u)? { UsdaiAmount::ZERO } else { amount(u)? },
		grace_rate: rate(u)?,
		grace_duration: seconds(u)?,
	})
}

impl Input {
	pub fn check(&self) {
		let Ok(loan) = Loan::new(self.schedule, self.repayment, &self.tranches) else { return };
		assert!(self.tranches.iter().any(|tranche| tranche.rate <= loan.rate()));
		let within = self.repayment.has_balloon_within(self.balance, self.part);
		let (balloon, part) = (self.repayment.balloon.get(), self.part.get().into());
		// A part above the whole may be more than there are numbers for.
		let most = wide(self.balance.get()) * wide(part) / 1_000_000;
		assert_eq!(within, wide(balloon) <= most || most > wide(u128::MAX));
		let debt = Debt { windows_paid: self.windows_paid.into(), balance: self.balance };
		let count = loan.schedule().count();
		if debt.windows_paid >= count {
			assert_eq!(loan.window(debt), Err(FinanceError::NoWindowsLeft));
			let reserve = loan.reserve_required(debt, self.instalments.into());
			assert_eq!(reserve, Err(FinanceError::NoWindowsLeft));
			return;
		}
		self.check_instalment(&loan, debt);

		// The reserve is the sum over the windows, one after the other.
		let mut places = [Window::default(); MAX_WINDOWS];
		let all = loan.windows(debt, &mut places).ok();
		let mut walked = debt;
		let mut sum = wide(0);
		for _ in 0..self.instalments {
			if walked.windows_paid == count {
				break;
			}
			let Ok(window) = loan.window(walked) else { break };
			let place = usize::try_from(walked.windows_paid - debt.windows_paid).unwrap();
			assert!(all.is_none_or(|all| all[place] == window));
			let Ok(line) = Line::of(&loan, walked, window) else { break };
			assert!(line.principal <= walked.balance);
			assert_eq!(line.balance.get() + line.principal.get(), walked.balance.get());
			sum = sum + line.principal.get() + line.interest.get();
			walked = line.leaves();
		}
		assert!(walked.windows_paid < count || walked.balance.is_zero());
		match loan.reserve_required(debt, self.instalments.into()) {
			Ok(reserve) => assert_eq!(wide(reserve.get()), sum),
			Err(FinanceError::NoWindowsLeft) => assert_eq!(self.instalments, 0),
			Err(error) => assert_eq!(error, FinanceError::Overflow),
		}
	}

	fn check_instalment(&self, loan: &Loan, debt: Debt) {
		let mut dues = [Claim::default(); MAX_TRANCHES];
		let _ = loan.instalment(debt, self.now, &mut dues);
		let _ = Line::at(loan, debt, self.now);
		let Some(deadline) = loan.schedule().deadline(debt.windows_paid) else {
			panic!("a window that is left has no deadline");
		};
		let Ok(window) = loan.window(debt) else { return };
		if debt.windows_paid + 1 == loan.schedule().count() {
			assert_eq!(window.principal, debt.balance);
		} else {
			// The balloon is left to the last one.
			let repaid = debt.balance.saturating_sub(self.repayment.balloon);
			assert!(window.principal <= repaid);
			let of_interest = debt.windows_paid < self.repayment.interest_only;
			assert!(!of_interest || window.principal.is_zero());
		}
		let in_time = loan.instalment(debt, deadline, &mut dues).map(|due| due.interest);
		assert_eq!(in_time, Ok(window.interest));

		let moment = deadline.saturating_add(self.late);
		let Ok(due) = loan.instalment(debt, moment, &mut dues) else { return };
		assert_eq!((due.principal, due.deadline), (window.principal, deadline));
		assert!(due.interest >= window.interest);
		assert!(due.principal <= debt.balance);
		assert_eq!(due.dues.len(), self.tranches.len());
		let principal = total(due.dues.iter().map(|due| due.principal));
		let interest = total(due.dues.iter().map(|due| due.interest));
		assert_eq!(principal, wide(due.principal.get()));
		assert_eq!(interest, wide(due.interest.get()));
	}
}
