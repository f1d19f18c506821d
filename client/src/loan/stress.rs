//! Which loans would turn to a margin call, were prices others.

use super::{
	terms::{number, usd},
	watch::ltv,
};
use crate::{
	chain::Chain,
	cli::StressOptions,
	output::{heading, percent, table},
	vault::{amount::parse, best},
};
use anyhow::Context;
use caliber_finance::treasury::total;
use caliber_primitives::{
	ids::LoanId,
	units::{Ppm, UsdaiAmount},
};
use caliber_runtime::AccountId;
use codec::Encode;
use pallet_lending::{Health, LoanDetails};
use serde_json::{json, Value};

/// 18 decimals that are typed to the six of parts per million.
const TO_PPM: u128 = 1_000_000_000_000;

/// What prices would be as a part of what they are, such as `0.78`.
///
/// # Errors
/// Says how it is written.
pub fn factor(text: &str) -> Result<Ppm, String> {
	let factor = parse(text).map_err(|_| "write a part of today's prices, such as 0.78")?;
	if !factor.is_multiple_of(TO_PPM) {
		return Err("give 6 decimals at most".into());
	}
	let ppm = u32::try_from(factor / TO_PPM).ok().filter(|ppm| *ppm <= 4_294_000_000);
	ppm.map(Ppm).ok_or_else(|| "that is above 4,294 times today's prices: give less".into())
}

/// A loan that would turn.
struct Row {
	loan: u32,
	borrower: AccountId,
	balance: UsdaiAmount,
	ltv: Ppm,
}

/// Lists them.
///
/// # Errors
/// When no node answers; says what helps.
pub async fn run(options: StressOptions) -> anyhow::Result<()> {
	let chain = best(&options.node).await?;
	let mut rows = Vec::new();
	for loan in turned(&chain, options.factor).await? {
		rows.push(row(&chain, loan).await?);
	}
	match options.json {
		true => rows.iter().for_each(|row| println!("{}", json(row))),
		false => print!("{}", text(options.factor, &rows)),
	}
	Ok(())
}

/// Page by page: the chain looks at so many loans at a time.
async fn turned(chain: &Chain, prices: Ppm) -> anyhow::Result<Vec<LoanId>> {
	let (mut all, mut after) = (Vec::new(), None);
	loop {
		let (loans, last): (Vec<LoanId>, Option<LoanId>) =
			chain.api("LendingApi_stress", &(prices, after).encode()).await?;
		all.extend(loans);
		match last {
			// A page that does not move on is the last.
			Some(last) if after.is_none_or(|after| after < last) => after = Some(last),
			_ => return Ok(all),
		}
	}
}

async fn row(chain: &Chain, loan: LoanId) -> anyhow::Result<Row> {
	let id = loan.encode();
	let details: Option<LoanDetails<AccountId>> = chain.api("LendingApi_loan", &id).await?;
	let health: Option<Health> = chain.api("LendingApi_health", &id).await?;
	let gone = || format!("loan {} has no figures", loan.0);
	let (details, health) = (details.with_context(gone)?, health.with_context(gone)?);
	let LoanDetails { borrower, balance, .. } = details;
	Ok(Row { loan: loan.0, borrower, balance, ltv: health.found.ltv })
}

/// A table, with what is in danger.
fn text(prices: Ppm, rows: &[Row]) -> String {
	let at = format!("were prices {} of what they are", percent(prices.get().into()));
	if rows.is_empty() {
		return format!("no loan would turn to a margin call, {at}\n");
	}
	let mut lines = vec![heading(&["LOAN", "LTV NOW", "LEFT", "BORROWER"])];
	lines.extend(rows.iter().map(|row| {
		vec![row.loan.to_string(), ltv(row.ltv), usd(row.balance), row.borrower.to_string()]
	}));
	let left = usd(total(rows.iter().map(|row| row.balance)));
	let many = match rows.len() {
		1 => "1 loan".into(),
		many => format!("{many} loans"),
	};
	format!("{}{many} of {left} USDai would turn to a margin call, {at}\n", table(&lines))
}

/// With the figures of the chain.
fn json(row: &Row) -> Value {
	json!({
		"loan": row.loan,
		"borrower": row.borrower.to_string(),
		"balance": number(row.balance),
		"ltv_ppm": row.ltv,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{account, usdai};

	#[test]
	fn factor_should_be_a_part_of_prices_when_it_is_read() {
		for (text, ppm) in
			[("0.78", 780_000), ("0", 0), ("1.000001", 1_000_001), ("4294", 4_294_000_000)]
		{
			assert_eq!(factor(text), Ok(Ppm(ppm)), "{text}");
		}
		for (text, remedy) in [
			("", "such as 0.78"),
			("-0.5", "such as 0.78"),
			("78%", "such as 0.78"),
			("NaN", "such as 0.78"),
			("inf", "such as 0.78"),
			("1e3", "such as 0.78"),
			("0.0000001", "6 decimals"),
			("4294.000001", "give less"),
			("4295", "give less"),
			("99999999999", "give less"),
		] {
			let error = factor(text).unwrap_err();
			assert!(error.contains(remedy), "{text}: {error}");
		}
	}

	#[test]
	fn loans_should_be_listed_with_what_is_in_danger_when_they_turn() {
		let row =
			|loan| Row { loan, borrower: account("//Bob"), balance: usdai(400), ltv: Ppm(710_000) };
		let bob = account("//Bob");
		assert_eq!(
			text(Ppm(780_000), &[row(3), row(10)]),
			format!(
				"LOAN  LTV NOW  LEFT    BORROWER\n\
				 3     71.00 %  400.00  {bob}\n\
				 10    71.00 %  400.00  {bob}\n\
				 2 loans of 800.00 USDai would turn to a margin call, were prices 78.00 % of what they \
				 are\n"
			)
		);
		assert!(text(Ppm(780_000), &[row(3)]).contains("\n1 loan of 400.00 USDai would"));
		let none = text(Ppm(1_000_000), &[]);
		assert!(none.starts_with("no loan would turn to a margin call, were prices 100.00 %"));
		let told = json(&row(3));
		assert_eq!(
			(&told["ltv_ppm"], &told["balance"]),
			(&710_000.into(), &"400000000000000000000".into())
		);
	}
}
