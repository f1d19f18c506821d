//! Repaying principal ahead of time: what that takes first, then what was paid and what is left.

use super::{
	book, ensure_holds, now,
	repay::left,
	running,
	terms::{self, usd, Line},
	told,
};
use crate::{
	chain::Signer,
	cli::PrepayOptions,
	output::{columns, moment},
	vault::best,
};
use anyhow::ensure;
use caliber_finance::treasury::total;
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, RuntimeCall};
use pallet_lending::{Book, Call, Running};

/// What principal that is repaid ahead of time takes at a moment.
#[derive(Debug, PartialEq, Eq)]
struct Early {
	/// Principal repaid.
	principal: UsdaiAmount,
	/// Interest to date on it.
	interest: UsdaiAmount,
	/// Charges of the window that is due.
	charges: UsdaiAmount,
	/// For paying ahead of time.
	fee: UsdaiAmount,
	/// For whoever has advanced charges.
	advances: UsdaiAmount,
	/// What is left of the principal; the loan is over when that is nothing.
	left: UsdaiAmount,
	/// What goes back to the borrower when it is over.
	back: UsdaiAmount,
	/// How many instalments are left now.
	windows: u32,
}

impl Early {
	/// What repaying so much takes, as the chain works it out.
	fn of(
		(loan, running): (u32, &Running<AccountId>),
		amount: UsdaiAmount,
		(book, now): (&Book, Seconds),
	) -> anyhow::Result<Self> {
		let due = book.in_block_time(&running.progress, running.due().map_err(anyhow::Error::new)?);
		ensure!(
			now <= due,
			"loan {loan} is late since {} UTC: pay with `caliber repay {loan}` first; nothing was sent",
			moment(due.get())
		);
		let of = running.finance().map_err(anyhow::Error::new)?.schedule().count();
		let settled = running.clone().prepay(amount, book.settles_at(now), now);
		let payment = settled.map_err(anyhow::Error::new)?.payment;
		Ok(Self {
			principal: payment.principal,
			interest: payment.interest,
			charges: payment.charges,
			fee: payment.fees,
			advances: payment.advances,
			left: payment.progress.balance,
			back: running.pots.total().unwrap_or_default(),
			windows: of.saturating_sub(running.progress.windows_paid),
		})
	}

	/// What the signer pays.
	fn total(&self) -> UsdaiAmount {
		total([self.principal, self.interest, self.charges, self.fee, self.advances])
	}

	/// In words.
	fn lines(&self) -> Vec<Line> {
		let parts = terms::parts(
			self.principal,
			self.interest,
			&[
				(self.charges, "charges"),
				(self.fee, "for paying ahead of time"),
				(self.advances, terms::ADVANCED),
			],
		);
		let then = match (self.left.is_zero(), self.back.is_zero()) {
			(false, _) => format!(
				"{} USDai of principal are left, in {} of less each",
				usd(self.left),
				terms::instalments(self.windows)
			),
			(true, true) => "the loan is over".into(),
			(true, false) => {
				format!("the loan is over, and {} USDai that lie with it go back", usd(self.back))
			},
		};
		vec![("Takes now", format!("{} USDai: {parts}", usd(self.total()))), ("Then", then)]
	}
}

/// Repays, and says what was paid and what is left.
///
/// # Errors
/// When an instalment is late, the account has too little or the chain refuses; says what helps.
pub async fn run(options: PrepayOptions) -> anyhow::Result<()> {
	let signer = Signer::of(&options.key)?;
	let mut chain = best(&options.node).await?;
	let loan = options.loan;
	let running = running(&chain, loan).await?;
	let amount = options.amount.map_or(running.progress.balance, UsdaiAmount);
	let clock = (&book(&chain).await?, now(&chain).await?);
	let early = Early::of((loan, &running), amount, clock)?;
	print!("{}", columns(&early.lines()));
	ensure_holds(&chain, &signer.account, early.total().get()).await?;

	let call = Call::prepay { loan: LoanId(loan), amount };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	left(&chain, loan, if early.left.is_zero() { 0 } else { early.windows }).await
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{advanced, running, usdai, DAY, TODAY};
	use caliber_primitives::units::Ppm;

	fn early(
		running: &Running<AccountId>,
		amount: UsdaiAmount,
		days: u64,
	) -> anyhow::Result<Early> {
		let now = Seconds(TODAY + days * DAY);
		let book = Book { cursor: now.day(), ..Default::default() };
		Early::of((3, running), amount, (&book, now))
	}

	#[test]
	fn part_should_bear_interest_to_date_when_it_is_repaid() {
		let part = early(&running(), usdai(100_000), 10).unwrap();
		assert_eq!((part.principal, part.left), (usdai(100_000), usdai(400_000)));
		// At 13 % a year for ten days.
		assert_eq!(part.interest.get() / usdai(1).get(), 100_000 * 13 * 10 / 36_500);
		assert_eq!((part.fee, part.windows), (usdai(0), 36));
		assert_eq!(
			columns(&part.lines()),
			"Takes now        100,356.16 USDai: 100,000.00 principal, 356.16 interest\n\
			Then             400,000.00 USDai of principal are left, in 36 instalments of less each\n"
		);
	}

	#[test]
	fn end_should_cost_the_fee_of_the_terms_when_all_is_repaid() {
		let mut running = running();
		running.terms.exit_fee = Ppm(10_000);
		let all = early(&running, usdai(600_000), 0).unwrap();
		assert_eq!((all.principal, all.fee, all.left), (usdai(500_000), usdai(5_000), usdai(0)));
		assert_eq!(all.back, running.pots.reserve);
		let text = columns(&all.lines());
		assert!(text.contains(", 5,000.00 for paying ahead of time\n"), "{text}");
		assert!(text.contains("Then             the loan is over, and "), "{text}");
		running.pots.reserve = usdai(0);
		let text = columns(&early(&running, usdai(600_000), 0).unwrap().lines());
		assert!(text.ends_with("Then             the loan is over\n"), "{text}");
	}

	#[test]
	fn advances_should_come_first_when_principal_is_repaid() {
		let advanced = advanced(usdai(90), Seconds(TODAY + 10 * DAY));
		let part = early(&advanced, usdai(100_000), 10).unwrap();
		assert_eq!((part.principal, part.advances), (usdai(100_000), usdai(90)));
		let text = columns(&part.lines());
		assert!(text.starts_with("Takes now        100,446.16 USDai: "), "{text}");
		assert!(text.contains(", 90.00 for charges that others have advanced\n"), "{text}");
	}

	#[test]
	fn prepayment_should_be_refused_when_an_instalment_is_late() {
		assert!(early(&running(), usdai(1), 31).is_ok());
		let error = early(&running(), usdai(1), 32).unwrap_err().to_string();
		assert!(error.contains("late since 2027-02-01 00:00 UTC: pay with `caliber repay 3`"));
		assert!(error.ends_with("nothing was sent"), "{error}");
	}
}
