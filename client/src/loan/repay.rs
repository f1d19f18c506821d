//! Paying instalments: what is due first, then what was paid and what is left.

use super::{
	book, ensure_holds, now, running,
	terms::{self, usd, Line},
	told,
};
use crate::{
	chain::{Chain, Signer},
	cli::RepayOptions,
	output::{columns, moment},
	vault::best,
};
use anyhow::{bail, ensure};
use caliber_finance::{book::Payment, treasury::total, FinanceError};
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, RuntimeCall};
use codec::Encode;
use pallet_lending::{Book, By, Call, Instalment, Running, MAX_WINDOWS};

/// What instalments take at a moment.
#[derive(Debug, PartialEq, Eq)]
struct Due {
	/// The number of the first, from 1 on.
	first: u32,
	/// How many.
	windows: u32,
	/// How many the loan has in all.
	of: u32,
	/// When the first falls due, in block time.
	due: Seconds,
	/// Principal.
	principal: UsdaiAmount,
	/// Interest, grace included.
	interest: UsdaiAmount,
	/// What of the interest is for being late.
	grace: UsdaiAmount,
	/// For payees beside the lenders.
	charges: UsdaiAmount,
	/// Fees for being late.
	fees: UsdaiAmount,
	/// For whoever has advanced charges.
	advances: UsdaiAmount,
	/// What money that lies with the loan pays of it.
	lies: UsdaiAmount,
}

impl Due {
	/// What the next `windows` instalments take, as the chain works it out.
	fn of(
		running: &Running<AccountId>,
		windows: u32,
		(book, now): (&Book, Seconds),
	) -> anyhow::Result<Self> {
		let paid = running.progress.windows_paid;
		let of = running.finance().map_err(anyhow::Error::new)?.schedule().count();
		let due = running.due().map_err(anyhow::Error::new)?;
		let due = book.in_block_time(&running.progress, due);
		let pay = |at| running.clone().pay(windows, By::Signer, at, now);
		let settled = pay(book.settles_at(now)).map_err(|error| match error {
			FinanceError::NoWindowsLeft => anyhow::anyhow!(
				"{} left; give fewer --windows; nothing was sent",
				are(of.saturating_sub(paid))
			),
			other => anyhow::Error::new(other).context("what is due cannot be worked out"),
		})?;
		// Whoever pays early owes the whole window, and nothing for being late.
		let in_time = pay(Seconds::ZERO).map_or(settled.payment, |settled| settled.payment);
		let Payment { principal, interest, charges, fees, advances, .. } = settled.payment;
		let grace = interest.saturating_sub(in_time.interest);
		let (first, lies) = (paid.saturating_add(1), settled.spent);
		Ok(Self {
			first,
			windows,
			of,
			due,
			principal,
			interest,
			grace,
			charges,
			fees,
			advances,
			lies,
		})
	}

	fn total(&self) -> UsdaiAmount {
		total([self.principal, self.interest, self.charges, self.fees, self.advances])
	}

	/// What the signer pays.
	fn own(&self) -> UsdaiAmount {
		self.total().saturating_sub(self.lies)
	}

	/// In words.
	fn lines(&self, now: Seconds) -> Vec<Line> {
		let Self { first, windows, of, due, .. } = *self;
		let which = match windows {
			1 => format!("instalment {first} of {of}"),
			_ => format!("instalments {first} to {} of {of}", first + windows - 1),
		};
		let when = match now > due {
			true => format!("late since {} UTC", moment(due.get())),
			false => format!("due {} UTC", moment(due.get())),
		};
		let mut lines = vec![
			("Pays", format!("{which}, {when}")),
			(
				"Due now",
				format!(
					"{} USDai: {}",
					usd(self.total()),
					terms::parts(
						self.principal,
						self.interest,
						&[
							(self.charges, "charges"),
							(self.fees, "for being late"),
							(self.advances, terms::ADVANCED)
						]
					)
				),
			),
		];
		if !self.grace.is_zero() {
			lines.push((
				"",
				format!("{} of the interest are for the days of grace", usd(self.grace)),
			));
		}
		if !self.lies.is_zero() {
			let (lies, own) = (usd(self.lies), usd(self.own()));
			let text =
				format!("money that lies with the loan pays {lies} of it, the account {own}");
			lines.push(("", text));
		}
		lines
	}
}

fn are(many: u32) -> String {
	match many {
		1 => "only 1 instalment is".into(),
		many => format!("only {many} instalments are"),
	}
}

/// Pays, and says what was paid and what is left.
///
/// # Errors
/// When the account has too little or the chain refuses; says what helps.
pub async fn run(options: RepayOptions) -> anyhow::Result<()> {
	let signer = Signer::of(&options.key)?;
	let mut chain = best(&options.node).await?;
	let loan = options.loan;
	let running = running(&chain, loan).await?;
	let windows = match options.all {
		true => all(&running)?,
		false => options.windows,
	};
	let now = now(&chain).await?;
	let due = Due::of(&running, windows, (&book(&chain).await?, now))?;
	print!("{}", columns(&due.lines(now)));
	ensure_holds(&chain, &signer.account, due.own().get()).await?;

	let call = Call::repay { loan: LoanId(loan), windows };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	left(&chain, loan, due.of.saturating_sub(due.first + windows - 1)).await
}

/// How many instalments are left, when one call pays them.
fn all(running: &Running<AccountId>) -> anyhow::Result<u32> {
	let of = running.finance().map_err(anyhow::Error::new)?.schedule().count();
	let left = of.saturating_sub(running.progress.windows_paid);
	ensure!(
		left <= MAX_WINDOWS,
		"{left} instalments are left, and {MAX_WINDOWS} are the most at a time; pay some with \
		 --windows {MAX_WINDOWS} first; nothing was sent"
	);
	Ok(left)
}

/// Says what is left in so many instalments.
///
/// # Errors
/// When the loan is gone.
pub(super) async fn left(chain: &Chain, loan: u32, windows: u32) -> anyhow::Result<()> {
	if windows == 0 {
		return Ok(());
	}
	let id = LoanId(loan).encode();
	let next: Option<Instalment> = chain.api("LendingApi_next_due", &id).await?;
	let payoff: Option<UsdaiAmount> = chain.api("LendingApi_payoff", &id).await?;
	let (Some(next), Some(payoff)) = (next, payoff) else { bail!("loan {loan} is gone") };
	print!("{}", columns(&remains(loan, windows, &next, (payoff, now(chain).await?))));
	Ok(())
}

fn remains(
	loan: u32,
	windows: u32,
	next: &Instalment,
	(payoff, now): (UsdaiAmount, Seconds),
) -> Vec<Line> {
	let balance = next.balance.saturating_add(next.principal);
	vec![
		("Left", format!("{} USDai of principal, {}", usd(balance), terms::instalments(windows))),
		("Next", format!("{} USDai by {} UTC", usd(terms::payment(next)), moment(next.due.get()))),
		terms::ending(loan, payoff, now > next.due),
	]
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{advanced, running, usdai, DAY, TODAY};
	use pallet_lending::Pots;

	fn due(windows: u32, now: u64, lockbox: u128) -> anyhow::Result<Due> {
		let now = Seconds(now);
		let book = Book { cursor: now.day(), ..Default::default() };
		let running = running();
		let pots = Pots { lockbox: usdai(lockbox), ..running.pots };
		Due::of(&running.with_pots(pots), windows, (&book, now))
	}

	#[test]
	fn due_should_be_of_so_many_instalments_when_they_are_asked_for() {
		let one = due(1, TODAY + 5 * DAY, 0).unwrap();
		let two = due(2, TODAY + 5 * DAY, 0).unwrap();
		assert_eq!((one.first, one.windows, one.of), (1, 1, 36));
		assert_eq!(one.due, Seconds(TODAY + 31 * DAY));
		assert!(two.principal > one.principal && two.interest > one.interest);
		assert_eq!(one.own(), one.total());
		let text = columns(&two.lines(Seconds(TODAY + 5 * DAY)));
		assert!(
			text.starts_with(
				"Pays             instalments 1 to 2 of 36, due 2027-02-01 00:00 UTC\n"
			),
			"{text}"
		);
	}

	#[test]
	fn due_should_bear_grace_interest_when_it_is_late() {
		let [in_time, late] = [31, 33].map(|days| due(1, TODAY + days * DAY, 0).unwrap());
		assert_eq!(in_time.principal, late.principal);
		// 500,000 at 13 % a year for two days.
		let grace = late.interest.get() - in_time.interest.get();
		assert_eq!(grace / usdai(1).get(), 500_000 * 13 * 2 / 36_500);
		assert_eq!((in_time.grace, late.grace), (usdai(0), UsdaiAmount(grace)));
		// Two hundredths of it, rounded up.
		let instalment = late.principal.get() + late.interest.get();
		assert_eq!((in_time.fees, late.fees.get()), (usdai(0), instalment.div_ceil(50)));
		assert_eq!(late.total().get(), instalment + late.fees.get());
		let text = columns(&late.lines(Seconds(TODAY + 33 * DAY)));
		assert!(text.contains("instalment 1 of 36, late since 2027-02-01 00:00 UTC\n"), "{text}");
		assert!(
			text.ends_with(
				"late\n                 356.16 of the interest are for the days of grace\n"
			),
			"{text}"
		);
	}

	#[test]
	fn money_that_lies_with_a_loan_should_be_told_when_it_pays_a_part() {
		let on_time = TODAY + 31 * DAY;
		let part = due(1, on_time, 100).unwrap();
		assert_eq!(part.own(), part.total().saturating_sub(usdai(100)));
		let text = columns(&part.lines(Seconds(on_time)));
		assert!(text.contains("with the loan pays 100.00 of it, the account "), "{text}");
		let whole = due(1, on_time, 1_000_000).unwrap();
		assert_eq!(whole.own(), usdai(0));
		// Ahead of the due date it waits for that.
		assert_eq!(due(1, TODAY, 100).unwrap().lies, usdai(0));
	}

	#[test]
	fn advances_should_be_told_when_a_payment_repays_them() {
		let now = Seconds(TODAY + 33 * DAY);
		let book = Book { cursor: now.day(), ..Default::default() };
		let (plain, advanced) = (running(), advanced(usdai(90), now));
		let [plain, due] = [plain, advanced].map(|all| Due::of(&all, 1, (&book, now)).unwrap());
		assert_eq!((plain.advances, due.advances), (usdai(0), usdai(90)));
		assert_eq!(due.total(), plain.total().saturating_add(usdai(90)));
		let text = columns(&due.lines(now));
		assert!(text.contains(", 90.00 for charges that others have advanced\n"), "{text}");
	}

	#[test]
	fn payment_should_be_refused_when_there_are_not_so_many_instalments() {
		let error = due(37, TODAY, 0).unwrap_err().to_string();
		assert_eq!(error, "only 36 instalments are left; give fewer --windows; nothing was sent");
		let error = all(&running()).unwrap_err().to_string();
		assert!(error.starts_with("36 instalments are left, and 12 are the most"), "{error}");
		let mut last = running();
		last.progress.windows_paid = 35;
		assert_eq!(all(&last).unwrap(), 1);
	}

	#[test]
	fn rest_should_be_told_when_an_instalment_is_paid() {
		let next = Instalment {
			window: 1,
			due: Seconds(TODAY),
			principal: usdai(10_000),
			interest: usdai(5_000),
			charges: usdai(500),
			balance: usdai(480_000),
		};
		assert_eq!(
			columns(&remains(3, 35, &next, (usdai(550_000), Seconds(TODAY)))),
			"Left             490,000.00 USDai of principal, 35 instalments\n\
			Next             15,500.00 USDai by 2027-01-01 00:00 UTC\n\
			To end it        550,000.00 USDai now: `caliber prepay 3 --all`\n"
		);
		let text = columns(&remains(3, 35, &next, (usdai(550_000), Seconds(TODAY + 1))));
		assert!(text.ends_with("`caliber repay 3`, then `caliber prepay 3 --all`\n"), "{text}");
	}
}
