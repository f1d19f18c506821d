//! All loans, a line each.

use super::{
	book, find, now,
	terms::{items, number, usd},
	typed::a_year,
	waiting,
};
use crate::{
	chain::Chain,
	cli::{LoansOptions, Standing},
	output::{heading, moment, table},
	vault::best,
};
use anyhow::Context;
use caliber_primitives::{
	ids::{ItemId, LoanId},
	units::{RatePerSecond, Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, Runtime};
use clap::ValueEnum;
use codec::Encode;
use pallet_lending::{Book, LoanDetails, NextLoan, Record, Status};
use serde_json::{json, Value};

/// A loan in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
	pub loan: u32,
	pub standing: Standing,
	pub borrower: Option<AccountId>,
	pub items: Vec<ItemId>,
	pub principal: Option<UsdaiAmount>,
	pub balance: UsdaiAmount,
	pub rate: Option<RatePerSecond>,
	pub paid: Option<(u32, u32)>,
	/// When something is to happen, or has.
	pub moment: Option<Seconds>,
}

/// Prints a page of them.
///
/// # Errors
/// When no node answers; says what helps.
pub async fn run(options: LoansOptions) -> anyhow::Result<()> {
	let chain = best(&options.node).await?;
	let (rows, more) = page(&chain, &options).await?;
	match (options.json, rows.is_empty()) {
		(true, _) => rows.iter().for_each(|row| println!("{}", json(row))),
		(false, true) => println!("no such loans"),
		(false, false) => print!("{}", text(&rows)),
	}
	if let (false, true, Some(last)) = (options.json, more, rows.last()) {
		println!("more: --after {}", last.loan);
	}
	Ok(())
}

/// The loans that are asked for, and whether there may be more.
async fn page(chain: &Chain, options: &LoansOptions) -> anyhow::Result<(Vec<Row>, bool)> {
	let next: Option<LoanId> = chain.storage(&NextLoan::<Runtime>::hashed_key()).await?;
	let next = next.unwrap_or_default().0;
	let clock = (&book(chain).await?, now(chain).await?);
	let limit = usize::try_from(options.limit)?;
	let mut rows = Vec::new();
	for loan in options.after.map_or(0, |after| after.saturating_add(1))..next {
		let Some(record) = find(chain, loan).await? else { continue };
		let row = row(chain, loan, &record, clock).await?;
		if !is_asked_for(&row, options) {
			continue;
		}
		if rows.len() == limit {
			return Ok((rows, true));
		}
		rows.push(row);
	}
	Ok((rows, false))
}

fn is_asked_for(row: &Row, options: &LoansOptions) -> bool {
	let is_his = options.borrower.is_none() || options.borrower == row.borrower;
	is_his && (options.status.is_empty() || options.status.contains(&row.standing))
}

async fn row(
	chain: &Chain,
	loan: u32,
	record: &Record<AccountId>,
	clock: (&Book, Seconds),
) -> anyhow::Result<Row> {
	let details: Option<LoanDetails<AccountId>> = match record {
		Record::Active(_) => chain.api("LendingApi_loan", &LoanId(loan).encode()).await?,
		_ => None,
	};
	Row::of(loan, record, details, clock).with_context(|| format!("loan {loan} has no figures"))
}

impl Row {
	/// Of a record; of a loan that runs with its figures.
	pub fn of(
		loan: u32,
		record: &Record<AccountId>,
		details: Option<LoanDetails<AccountId>>,
		(book, now): (&Book, Seconds),
	) -> Option<Self> {
		Some(match record {
			Record::Offered(offer) => Self {
				loan,
				standing: match now < offer.expires {
					true => Standing::Offered,
					false => Standing::Expired,
				},
				borrower: Some(offer.terms.borrower.clone()),
				items: offer.terms.items.to_vec(),
				principal: Some(offer.terms.ask.principal),
				balance: UsdaiAmount::ZERO,
				rate: Some(offer.terms.ask.rate),
				paid: None,
				moment: Some(offer.expires),
			},
			Record::Escrowed(escrowed) => Self {
				loan,
				standing: Standing::Waiting,
				borrower: Some(escrowed.offer.terms.borrower.clone()),
				items: Vec::new(),
				principal: Some(escrowed.offer.terms.ask.principal),
				balance: UsdaiAmount::ZERO,
				rate: Some(escrowed.offer.terms.ask.rate),
				paid: None,
				moment: Some(waiting::until(escrowed, book)),
			},
			Record::Active(_) => {
				let details = details?;
				Self {
					loan,
					standing: standing(details.status),
					borrower: Some(details.borrower),
					items: details.items.to_vec(),
					principal: Some(details.principal),
					balance: details.balance,
					rate: Some(details.rate),
					paid: Some((details.windows_paid, details.windows)),
					moment: Some(details.next_due),
				}
			},
			Record::Defaulted(defaulted) => Self {
				loan,
				standing: Standing::Defaulted,
				borrower: Some(defaulted.terms.borrower.clone()),
				items: defaulted.terms.items.to_vec(),
				principal: Some(defaulted.terms.ask.principal),
				balance: defaulted.redeems().unwrap_or(UsdaiAmount::MAX),
				rate: None,
				paid: None,
				moment: None,
			},
			Record::Closed(closed) => Self {
				loan,
				standing: Standing::Closed,
				borrower: Some(closed.borrower.clone()),
				items: Vec::new(),
				principal: Some(closed.principal),
				balance: UsdaiAmount::ZERO,
				rate: None,
				paid: None,
				moment: Some(closed.at),
			},
			Record::Repaid(repaid) => Self {
				loan,
				standing: Standing::Repaid,
				borrower: Some(repaid.borrower.clone()),
				items: Vec::new(),
				principal: Some(repaid.principal),
				balance: UsdaiAmount::ZERO,
				rate: None,
				paid: None,
				moment: Some(repaid.at),
			},
			Record::Withdrawn(_) => Self {
				loan,
				standing: Standing::Withdrawn,
				borrower: None,
				items: Vec::new(),
				principal: None,
				balance: UsdaiAmount::ZERO,
				rate: None,
				paid: None,
				moment: None,
			},
		})
	}
}

/// How a loan that runs stands.
pub(super) fn standing(status: Status) -> Standing {
	match status {
		Status::Offered => Standing::Offered,
		Status::Current => Standing::Current,
		Status::Late => Standing::Late,
		Status::Overdue => Standing::Overdue,
		Status::Repaid => Standing::Repaid,
	}
}

/// The word for it.
pub(super) fn word(standing: Standing) -> String {
	let value = standing.to_possible_value();
	value.map(|value| value.get_name().to_string()).unwrap_or_default()
}

/// A table.
pub(super) fn text(rows: &[Row]) -> String {
	let mut lines = vec![heading(&[
		"LOAN",
		"STATUS",
		"PRINCIPAL",
		"LEFT",
		"PAID",
		"RATE",
		"WHEN (UTC)",
		"BORROWER",
		"ITEMS",
	])];
	lines.extend(rows.iter().map(|row| {
		let none = || "-".to_string();
		let when = row.moment.map(|at| {
			let what = match row.standing {
				Standing::Offered | Standing::Waiting => "until",
				Standing::Expired | Standing::Repaid | Standing::Closed => "on",
				Standing::Current => "due",
				Standing::Late | Standing::Overdue => "since",
				Standing::Withdrawn | Standing::Defaulted => "",
			};
			format!("{what:5} {}", moment(at.get()))
		});
		let rate = row.rate.map(a_year);
		vec![
			row.loan.to_string(),
			word(row.standing),
			row.principal.map_or_else(none, usd),
			usd(row.balance),
			row.paid.map_or_else(none, |(paid, of)| format!("{paid} of {of}")),
			rate.map_or_else(none, |rate| rate.trim_end_matches(" a year").into()),
			when.unwrap_or_else(none),
			row.borrower.as_ref().map_or_else(none, ToString::to_string),
			Some(items(&row.items)).filter(|items| !items.is_empty()).unwrap_or_else(none),
		]
	}));
	table(&lines)
}

/// With the figures of the chain.
pub(super) fn json(row: &Row) -> Value {
	let at = |standings: &[Standing]| row.moment.filter(|_| standings.contains(&row.standing));
	json!({
		"loan": row.loan,
		"status": word(row.standing),
		"borrower": row.borrower.as_ref().map(ToString::to_string),
		"items": row.items,
		"principal": row.principal.map(number),
		"balance": number(row.balance),
		"rate": row.rate.map(RatePerSecond::get),
		"windows_paid": row.paid.map(|(paid, _)| paid),
		"windows": row.paid.map(|(_, of)| of),
		"expires": at(&[Standing::Offered, Standing::Expired]),
		"until": at(&[Standing::Waiting]),
		"next_due": at(&[Standing::Current, Standing::Late, Standing::Overdue]),
		"repaid_at": at(&[Standing::Repaid]),
		"closed_at": at(&[Standing::Closed]),
	})
}
