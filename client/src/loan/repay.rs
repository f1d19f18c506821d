//! Paying instalments: what is due first, then what was paid and what is left.

use super::{
	ensure_holds, now, running,
	terms::{self, usd, Line},
};
use crate::{
	chain::{receipt::Receipt, Chain, Signer},
	cli::RepayOptions,
	output::{columns, moment},
	vault::best,
};
use anyhow::{bail, ensure, Context};
use caliber_finance::{insurance::Proceeds, FinanceError};
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall, RuntimeEvent};
use codec::Encode;
use pallet_lending::{Book, Call, Event, Instalment, Insured, Running, TheBook, MAX_WINDOWS};

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
	/// What insurance money pays of it.
	insured: UsdaiAmount,
}

impl Due {
	/// What the next `windows` instalments take, as the chain works it out.
	fn of(
		running: &Running<AccountId>,
		windows: u32,
		(book, now): (&Book, Seconds),
		insured: Proceeds,
	) -> anyhow::Result<Self> {
		let paid = running.progress.windows_paid;
		let of = running.finance().map_err(anyhow::Error::new)?.schedule().count();
		let due = running.due().map_err(anyhow::Error::new)?;
		let due = book.in_block_time(&running.progress, due);
		let pay = |at| running.clone().pay(windows, at, now).map(|settled| settled.payment);
		let payment = pay(book.settles_at(now)).map_err(|error| match error {
			FinanceError::NoWindowsLeft => anyhow::anyhow!(
				"{} left; give fewer --windows; nothing was sent",
				are(of.saturating_sub(paid))
			),
			other => anyhow::Error::new(other).context("what is due cannot be worked out"),
		})?;
		// Whoever pays early owes the whole window, and nothing for being late.
		let in_time = pay(Seconds::ZERO).unwrap_or(payment);
		let (insured, _) = insured.pay(payment.total().map_err(anyhow::Error::new)?);
		let (principal, interest) = (payment.principal, payment.interest);
		let grace = interest.saturating_sub(in_time.interest);
		let first = paid.saturating_add(1);
		Ok(Self { first, windows, of, due, principal, interest, grace, insured })
	}

	fn total(&self) -> UsdaiAmount {
		self.principal.saturating_add(self.interest)
	}

	/// What the signer pays.
	fn own(&self) -> UsdaiAmount {
		self.total().saturating_sub(self.insured)
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
					"{} USDai: {} principal, {} interest",
					usd(self.total()),
					usd(self.principal),
					usd(self.interest)
				),
			),
		];
		if !self.grace.is_zero() {
			lines.push(("", format!("{} of the interest are for being late", usd(self.grace))));
		}
		if !self.insured.is_zero() {
			let (insured, own) = (usd(self.insured), usd(self.own()));
			lines.push(("", format!("insurance money pays {insured} of it, the account {own}")));
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
	let book: Option<Book> = chain.storage(&TheBook::<Runtime>::hashed_key()).await?;
	let book = book.context("the chain has no book of loans")?;
	let insured: Option<Proceeds> =
		chain.storage(&Insured::<Runtime>::hashed_key_for(LoanId(loan))).await?;
	let due = Due::of(&running, windows, (&book, now), insured.unwrap_or_default())?;
	print!("{}", columns(&due.lines(now)));
	ensure_holds(&chain, &signer.account, due.own().get()).await?;

	let call = Call::repay { loan: LoanId(loan), windows };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	println!("block {}: {}", receipt.block.number, paid(&receipt)?);
	for line in over(&receipt) {
		println!("block {}: {line}", receipt.block.number);
	}
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

/// What was paid.
fn paid(receipt: &Receipt) -> anyhow::Result<String> {
	receipt.find("Lending.Paid", |event| match event {
		RuntimeEvent::Lending(Event::Paid { windows, principal, interest, .. }) => Some(format!(
			"paid {} USDai for {}: {} principal, {} interest",
			usd(principal.saturating_add(*interest)),
			terms::instalments(*windows),
			usd(*principal),
			usd(*interest)
		)),
		_ => None,
	})
}

/// What else has come of it: insurance money that was spent, a loan that is over.
fn over(receipt: &Receipt) -> Vec<String> {
	let told = receipt.events.iter().flatten().filter_map(|event| match event {
		RuntimeEvent::Lending(Event::InsuranceSpent { to, amount, left, .. }) => Some(format!(
			"insurance money: {} USDai went to {to}, {} wait for the next instalments",
			usd(*amount),
			usd(*left)
		)),
		RuntimeEvent::Lending(Event::Closed { loan, borrower, interest, .. }) => Some(format!(
			"loan {} is over, its items are free: {borrower} has title again; {} USDai of interest \
			 were paid in all",
			loan.0,
			usd(*interest)
		)),
		_ => None,
	});
	told.collect()
}

/// Says what is left.
async fn left(chain: &Chain, loan: u32, windows: u32) -> anyhow::Result<()> {
	if windows == 0 {
		return Ok(());
	}
	let id = LoanId(loan).encode();
	let next: Option<Instalment> = chain.api("LendingApi_next_due", &id).await?;
	let payoff: Option<UsdaiAmount> = chain.api("LendingApi_payoff", &id).await?;
	let (Some(next), Some(payoff)) = (next, payoff) else { bail!("loan {loan} is gone") };
	print!("{}", columns(&remains(windows, &next, payoff)));
	Ok(())
}

fn remains(windows: u32, next: &Instalment, payoff: UsdaiAmount) -> Vec<Line> {
	let balance = next.balance.saturating_add(next.principal);
	vec![
		("Left", format!("{} USDai of principal, {}", usd(balance), terms::instalments(windows))),
		(
			"Next",
			format!(
				"{} USDai by {} UTC",
				usd(next.principal.saturating_add(next.interest)),
				moment(next.due.get())
			),
		),
		("All of it", format!("{} USDai, if it were paid now", usd(payoff))),
	]
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{running, usdai, DAY, TODAY};

	fn due(windows: u32, now: u64, insured: u128) -> anyhow::Result<Due> {
		let now = Seconds(now);
		let book = Book { cursor: now.day(), ..Default::default() };
		Due::of(&running(), windows, (&book, now), Proceeds { left: usdai(insured) })
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
		let text = columns(&late.lines(Seconds(TODAY + 33 * DAY)));
		assert!(text.contains("instalment 1 of 36, late since 2027-02-01 00:00 UTC\n"), "{text}");
		assert!(
			text.ends_with("\n                 356.16 of the interest are for being late\n"),
			"{text}"
		);
	}

	#[test]
	fn insurance_money_should_be_told_when_it_pays_a_part() {
		let part = due(1, TODAY, 100).unwrap();
		assert_eq!(part.own(), part.total().saturating_sub(usdai(100)));
		let text = columns(&part.lines(Seconds(TODAY)));
		assert!(text.contains("insurance money pays 100.00 of it, the account "), "{text}");
		let whole = due(1, TODAY, 1_000_000).unwrap();
		assert!(whole.own() < usdai(1), "all but the fraction of a cent");
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
			balance: usdai(480_000),
		};
		assert_eq!(
			columns(&remains(35, &next, usdai(550_000))),
			"Left             490,000.00 USDai of principal, 35 instalments\n\
			Next             15,000.00 USDai by 2027-01-01 00:00 UTC\n\
			All of it        550,000.00 USDai, if it were paid now\n"
		);
	}
}
