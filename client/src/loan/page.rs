//! A loan as a user reads it: a page with tables.

use super::{
	borrow, breach,
	list::{standing, word},
	seized,
	show::{Answers, State},
	terms::{self, usd, Line},
	unmet, waiting, watch,
};
use crate::{
	cli::Standing,
	output::{columns, moment},
};
use caliber_primitives::units::Seconds;
use caliber_runtime::AccountId;
use pallet_lending::{
	Credit, Creditors, Instalment, LoanDetails, Offer, Position, Pots, Repaid, Running, Security,
	Unmet,
};

/// Everything on one page.
pub fn page(answers: &Answers) -> String {
	let Answers { loan, now, state } = answers;
	let head =
		|standing| vec![("Loan", format!("{loan}, {}, {} UTC", word(standing), moment(now.get())))];
	match state {
		State::Offered { offer, quote, unmet } => {
			let standing = match *now < offer.expires {
				true => Standing::Offered,
				false => Standing::Expired,
			};
			let mut lines = head(standing);
			lines.extend(offered(offer, *now));
			lines.extend(stands(*loan, offer, unmet));
			format!("{}\nIf it began now:\n{}", columns(&lines), terms::schedule(quote))
		},
		State::Waiting { waiting, quote } => {
			let mut lines = head(Standing::Waiting);
			lines.extend(waiting::lines(*loan, waiting, *now));
			format!("{}\nIf it began now:\n{}", columns(&lines), terms::schedule(quote))
		},
		State::Active { running, details, health, next, schedule, payoff, refill_by, cure_by } => {
			let mut lines = head(standing(details.status));
			lines.extend(active(running, details, (next, *now)));
			lines.push(terms::ending(*loan, *payoff, *now > next.due));
			lines.extend(lies(*loan, &details.pots, *refill_by, *now));
			let (collateral, advances) = (details.collateral, &details.advances);
			lines.extend(watch::lines(*loan, collateral, health.as_ref(), advances));
			lines.extend(breach::line(*loan, running, *cure_by));
			lines.extend(stands_behind(&running.security));
			let owed = owed(&details.positions, &details.credits);
			format!("{}{owed}\n{}", columns(&lines), terms::schedule(schedule))
		},
		State::Defaulted(defaulted, paused) => {
			let mut lines = head(Standing::Defaulted);
			lines.extend(seized::lines(*loan, defaulted, *paused));
			format!("{}{}", columns(&lines), of(&defaulted.creditors))
		},
		State::Closed(closed) => {
			let mut lines = head(Standing::Closed);
			lines.extend(seized::closed_lines(*loan, closed));
			format!("{}{}", columns(&lines), of(&closed.creditors))
		},
		State::Repaid(repaid) => {
			let mut lines = head(Standing::Repaid);
			lines.extend(over(repaid));
			format!("{}{}", columns(&lines), owed(&repaid.positions, &repaid.credits))
		},
		State::Withdrawn(positions) => {
			format!("{}\n{}", columns(&head(Standing::Withdrawn)), terms::positions(positions))
		},
	}
}

/// Who lends and who is paid beside the vault, as far as somebody does.
fn owed(positions: &[Position<AccountId>], credits: &[Credit<AccountId>]) -> String {
	let mut text = String::new();
	if !positions.is_empty() {
		text.push_str(&format!("\n{}", terms::positions(positions)));
	}
	if !credits.is_empty() {
		text.push_str(&format!("\n{}", terms::credits(credits)));
	}
	text
}

fn of(creditors: &Creditors<AccountId>) -> String {
	owed(&creditors.positions, &creditors.credits)
}

fn offered(offer: &Offer<AccountId>, now: Seconds) -> Vec<Line> {
	let mut lines = borrow::lines(offer, now);
	let staged = (1..).zip(&offer.staged).map(|(tranche, since): (u8, _)| {
		let text = match since {
			None => format!("tranche {tranche} is not staged"),
			Some(since) => {
				format!("tranche {tranche} is staged since {} UTC", moment(since.get()))
			},
		};
		(if tranche == 1 { "Staged" } else { "" }, text)
	});
	lines.extend(staged);
	lines
}

/// What stands in its way.
fn stands(loan: u32, offer: &Offer<AccountId>, unmet: &[Unmet<AccountId>]) -> Vec<Line> {
	let heading = std::iter::once("Not met").chain(std::iter::repeat(""));
	let next = match offer.terms.escrow {
		None => format!("`caliber borrow {loan}` begins it"),
		Some(_) => {
			format!("`caliber loan escrow {loan} --order DOCUMENT` has the money wait for hardware")
		},
	};
	match unmet.is_empty() {
		true => vec![("Not met", format!("nothing: {next}"))],
		false => heading.zip(unmet.iter().map(|one| unmet::sentence(loan, one))).collect(),
	}
}

fn active(
	running: &Running<AccountId>,
	details: &LoanDetails<AccountId>,
	(next, now): (&Instalment, Seconds),
) -> Vec<Line> {
	let origination = running.progress.origination;
	let mut lines = terms::lines(&running.terms, origination);
	let paid = running.terms.ask.principal.saturating_sub(details.balance);
	let more = match (now > next.due, details.advances.is_empty()) {
		(true, true) => "for charges and being late",
		(true, false) => "for charges, also advanced ones, and being late",
		(false, true) => "charges",
		(false, false) => "charges, also advanced ones",
	};
	let by = if now > next.due { "since" } else { "by" };
	lines.extend([
		("Terms hash", format!("{:?}", running.terms_hash)),
		("Began", format!("{} UTC", moment(origination.get()))),
		(
			"Paid",
			format!(
				"{} of {}: {} principal, {} interest",
				details.windows_paid,
				terms::instalments(details.windows),
				usd(paid),
				usd(details.interest_paid)
			),
		),
		("Left", format!("{} USDai of principal", usd(details.balance))),
		(
			"Due next",
			format!(
				"{} USDai {by} {} UTC: {}",
				usd(terms::payment(next)),
				moment(next.due.get()),
				terms::parts(next.principal, next.interest, &[(next.charges, more)])
			),
		),
	]);
	lines
}

/// Money that lies with a loan.
fn lies(loan: u32, pots: &Pots, refill_by: Option<Seconds>, now: Seconds) -> Vec<Line> {
	let mut lines = Vec::new();
	if !pots.insured.is_zero() {
		let insured = usd(pots.insured);
		let text = format!("{insured} USDai of insurance money pay the next instalments");
		lines.push(("Insurance", text));
	}
	if !pots.lockbox.is_zero() {
		let text =
			format!("{} USDai pay what is due: `caliber loan sweep {loan}`", usd(pots.lockbox));
		lines.push(("Lockbox", text));
	}
	if !pots.required.is_zero() {
		let filled = terms::filled(pots);
		let text = match refill_by {
			None => filled,
			Some(by) if now > by => {
				format!(
					"{filled}; it was to be full by {} UTC: the loan is on Watch",
					moment(by.get())
				)
			},
			Some(by) => format!("{filled}, to be full by {} UTC", moment(by.get())),
		};
		lines.push(("Reserve now", text));
	}
	lines
}

/// What stood behind a loan when it was last looked at.
fn stands_behind(security: &Security) -> [Line; 2] {
	[
		(
			"Security",
			format!(
				"when it began the items lent on {}; at the last review orderly {}, forced {}",
				usd(security.lendable),
				usd(security.orderly),
				usd(security.forced)
			),
		),
		(
			"Cover",
			format!(
				"{} USDai until {} UTC, as it was then",
				usd(security.cover),
				moment(security.cover_until.get())
			),
		),
	]
}

fn over(repaid: &Repaid<AccountId>) -> Vec<Line> {
	vec![
		("Borrower", repaid.borrower.to_string()),
		("Paid", format!("{} principal, {} interest", usd(repaid.principal), usd(repaid.interest))),
		("Over", format!("{} UTC", moment(repaid.at.get()))),
		("Terms hash", format!("{:?}", repaid.terms_hash)),
	]
}
