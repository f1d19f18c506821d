//! A loan as a user reads it: a page with tables.

use super::{
	borrow,
	list::{standing, word},
	show::{Answers, State},
	terms::{self, usd, Line},
	unmet,
};
use crate::{
	cli::Standing,
	output::{columns, moment},
};
use caliber_primitives::units::{Seconds, UsdaiAmount};
use caliber_runtime::AccountId;
use pallet_lending::{Instalment, LoanDetails, Offer, Repaid, Running, Unmet};

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
			lines.extend(stands(*loan, unmet));
			format!("{}\nIf it began now:\n{}", columns(&lines), terms::schedule(quote))
		},
		State::Active { running, details, next, schedule, payoff, insured } => {
			let mut lines = head(standing(details.status));
			lines.extend(active(running, details, (next, *now), *payoff, *insured));
			let mut text = columns(&lines);
			if !details.positions.is_empty() {
				text.push_str(&format!("\n{}", terms::positions(&details.positions)));
			}
			format!("{text}\n{}", terms::schedule(schedule))
		},
		State::Repaid(repaid) => {
			let mut lines = head(Standing::Repaid);
			lines.extend(over(repaid));
			let mut text = columns(&lines);
			if !repaid.positions.is_empty() {
				text.push_str(&format!("\n{}", terms::positions(&repaid.positions)));
			}
			text
		},
		State::Withdrawn(positions) => {
			format!("{}\n{}", columns(&head(Standing::Withdrawn)), terms::positions(positions))
		},
	}
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
fn stands(loan: u32, unmet: &[Unmet<AccountId>]) -> Vec<Line> {
	let heading = std::iter::once("Not met").chain(std::iter::repeat(""));
	match unmet.is_empty() {
		true => vec![("Not met", format!("nothing: `caliber borrow {loan}` begins it"))],
		false => heading.zip(unmet.iter().map(|one| unmet::sentence(loan, one))).collect(),
	}
}

fn active(
	running: &Running<AccountId>,
	details: &LoanDetails<AccountId>,
	(next, now): (&Instalment, Seconds),
	payoff: UsdaiAmount,
	insured: UsdaiAmount,
) -> Vec<Line> {
	let origination = running.progress.origination;
	let mut lines = terms::lines(&running.terms, origination);
	let paid = running.terms.ask.principal.saturating_sub(details.balance);
	let due = next.principal.saturating_add(next.interest);
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
				"{} USDai {by} {} UTC: {} principal, {} interest",
				usd(due),
				moment(next.due.get()),
				usd(next.principal),
				usd(next.interest)
			),
		),
		("All of it", format!("{} USDai, if it were paid now", usd(payoff))),
	]);
	if !insured.is_zero() {
		let text = format!("{} USDai of insurance money pay the next instalments", usd(insured));
		lines.push(("Insurance", text));
	}
	let security = &running.security;
	lines.extend([
		(
			"Security",
			format!(
				"when it began the items lent on {}: orderly {}, forced {}",
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
	]);
	lines
}

fn over(repaid: &Repaid<AccountId>) -> Vec<Line> {
	vec![
		("Borrower", repaid.borrower.to_string()),
		("Paid", format!("{} principal, {} interest", usd(repaid.principal), usd(repaid.interest))),
		("Over", format!("{} UTC", moment(repaid.at.get()))),
		("Terms hash", format!("{:?}", repaid.terms_hash)),
	]
}
