//! Loans in default: called, sold, redeemed, and what still comes in for them.

use super::{
	book, ensure_holds, record, terms,
	terms::{number, usd, Line},
	told,
};
use crate::{
	chain::{Chain, Signer},
	cli::{DefaultCommand, Key, Node, OneLoan},
	output::{heading, moment, table},
	vault::best,
};
use anyhow::{bail, ensure, Context};
use caliber_primitives::{
	ids::{LoanId, LotId},
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall};
use pallet_auctions::{LotDetails, Phase};
use pallet_lending::{Call, Cause, Closed, Defaulted, Record};
use serde_json::{json, Value};

/// Does what was typed.
///
/// # Errors
/// When the loan is not so far, the account has too little or the chain refuses; says what helps.
pub async fn run(command: DefaultCommand) -> anyhow::Result<()> {
	match command {
		DefaultCommand::Call(OneLoan { loan, key, node }) => {
			send(Call::call_default { loan: LoanId(loan) }, None, (&key, &node)).await
		},
		DefaultCommand::Sell(OneLoan { loan, key, node }) => {
			send(Call::open_sale { loan: LoanId(loan) }, None, (&key, &node)).await?;
			lots(&node).await
		},
		DefaultCommand::Redeem { loan, max, key, node } => {
			let chain = best(&node).await?;
			let takes = defaulted(&chain, loan).await?.redeems().map_err(anyhow::Error::new)?;
			let max_amount = max.map_or(takes, UsdaiAmount);
			ensure!(
				takes <= max_amount,
				"{} USDai are owed of loan {loan}, which is more than --max; nothing was sent",
				usd(takes)
			);
			let call = Call::redeem_collateral { loan: LoanId(loan), max_amount };
			send(call, Some(takes), (&key, &node)).await
		},
		DefaultCommand::Recover { loan, amount, key, node } => {
			let amount = UsdaiAmount(amount);
			send(Call::recover { loan: LoanId(loan), amount }, None, (&key, &node)).await
		},
		DefaultCommand::Stay { loan, days, key, node } => {
			let lasts = Seconds(u64::from(days) * 86_400);
			send(Call::stay_sale { loan: LoanId(loan), lasts }, None, (&key, &node)).await
		},
	}
}

async fn send(
	call: Call<Runtime>,
	takes: Option<UsdaiAmount>,
	(key, node): (&Key, &Node),
) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	if let Some(takes) = takes {
		ensure_holds(&chain, &signer.account, takes.get()).await?;
	}
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	Ok(())
}

/// Buys the hardware of a loan in default at the price of the moment.
///
/// # Errors
/// When it is not on sale, the price is above the limit or the chain refuses; says what helps.
pub async fn bid(loan: u32, max: Option<u128>, (key, node): (&Key, &Node)) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let question = pallet_auctions::LotOfViewFunction::<Runtime>::new(LoanId(loan));
	let lot = chain.view(question).await?;
	let lot = lot.with_context(|| {
		format!("nothing of loan {loan} is on sale: `caliber auctions` lists what is")
	})?;
	let question = pallet_auctions::PriceViewFunction::<Runtime>::new(lot);
	let price = chain.view(question).await?;
	let price = price.with_context(|| format!("lot {} is not on sale now", lot.0))?;
	let max_price = max.map_or(price, UsdaiAmount);
	ensure!(
		price <= max_price,
		"the price is {} USDai now, which is more than --max: it falls with time; nothing was sent",
		usd(price)
	);
	ensure_holds(&chain, &signer.account, price.get()).await?;
	let call = pallet_auctions::Call::buy { lot, max_price };
	let receipt = chain.run(&[(&signer, RuntimeCall::Auctions(call))]).await?;
	told::print(&receipt);
	Ok(())
}

/// Prints what is on sale.
///
/// # Errors
/// When no node answers; says what helps.
pub async fn lots(node: &Node) -> anyhow::Result<()> {
	let chain = best(node).await?;
	let key = pallet_auctions::NextLot::<Runtime>::hashed_key();
	let next: Option<LotId> = chain.storage(&key).await?;
	let mut all = Vec::new();
	for lot in 0..next.map_or(0, |next| next.0) {
		let question = pallet_auctions::LotViewFunction::<Runtime>::new(LotId(lot));
		if let Some(details) = chain.view(question).await? {
			all.push((lot, details));
		}
	}
	match all.is_empty() {
		true => println!("nothing is on sale"),
		false => {
			let paused = book(&chain).await?.paused;
			print!("{}", listed(&all, paused));
		},
	}
	Ok(())
}

fn listed(lots: &[(u32, LotDetails<AccountId>)], paused: Seconds) -> String {
	let mut rows = vec![heading(&["LOT", "LOAN", "PRICE NOW", "FALLS TO", "UNTIL (UTC)", "ITEMS"])];
	rows.extend(lots.iter().map(|(lot, details)| {
		let price = match (details.phase, details.price) {
			(Phase::Over, _) => "over: settle it".into(),
			(_, price) => price.map_or_else(|| "not yet".into(), usd),
		};
		let ends = details.ends.saturating_add(paused);
		vec![
			lot.to_string(),
			details.spec.loan.0.to_string(),
			price,
			usd(details.spec.floor),
			moment(ends.get()),
			terms::items(&details.spec.items),
		]
	}));
	table(&rows)
}

/// A loan in default.
async fn defaulted(chain: &Chain, loan: u32) -> anyhow::Result<Defaulted<AccountId>> {
	match record(chain, loan).await? {
		Record::Defaulted(defaulted) => Ok(defaulted),
		Record::Closed(_) => bail!("loan {loan} is closed: its hardware was sold or redeemed"),
		_ => bail!("loan {loan} is not in default: `caliber loan show {loan}` tells how it stands"),
	}
}

/// Why.
fn cause(cause: Cause) -> String {
	match cause {
		Cause::Overdue => "an instalment was late beyond its grace".into(),
		Cause::Event(risk) => format!("an event of default was not cured: {risk:?}"),
	}
}

/// How a loan in default reads.
pub(super) fn lines(loan: u32, defaulted: &Defaulted<AccountId>, paused: Seconds) -> Vec<Line> {
	let at = |clock: Seconds| moment(clock.saturating_add(paused).get());
	let redeems = defaulted.redeems().unwrap_or(UsdaiAmount::MAX);
	let next = match (defaulted.on_sale, &defaulted.stay) {
		(true, _) => format!("it is on sale: `caliber bid {loan}`"),
		(false, Some(stay)) => format!(
			"{} halts the sale until {} UTC, then `caliber loan default sell {loan}`",
			stay.by,
			at(stay.until)
		),
		(false, None) => format!(
			"from {} UTC on `caliber loan default sell {loan}` puts it up for sale",
			at(defaulted.opens())
		),
	};
	vec![
		("Borrower", defaulted.terms.borrower.to_string()),
		("Default", format!("since {} UTC: {}", at(defaulted.since), cause(defaulted.cause))),
		("Items", terms::items(&defaulted.terms.items)),
		("Came in", format!("{} USDai that lay with it", usd(defaulted.money))),
		("Redeemed", format!("by {} USDai: `caliber loan default redeem {loan}`", usd(redeems))),
		("Unsold", format!("{} times", defaulted.rounds)),
		("Next", next),
		("Terms hash", format!("{:?}", defaulted.terms_hash)),
	]
}

/// For programs.
pub(super) fn json(defaulted: &Defaulted<AccountId>) -> Value {
	json!({
		"borrower": defaulted.terms.borrower.to_string(),
		"terms_hash": defaulted.terms_hash,
		"items": defaulted.terms.items.to_vec(),
		"cause": cause(defaulted.cause),
		"since": defaulted.since,
		"sale_opens": defaulted.opens(),
		"on_sale": defaulted.on_sale,
		"unsold": defaulted.rounds,
		"money": number(defaulted.money),
		"redeems": defaulted.redeems().ok().map(number),
		"positions": terms::positions_json(&defaulted.creditors.positions),
		"credits": terms::credits_json(&defaulted.creditors.credits),
	})
}

/// How a loan that ended in default reads.
pub(super) fn closed_lines(loan: u32, closed: &Closed<AccountId>) -> Vec<Line> {
	let left = closed.creditors.debts.total().unwrap_or(UsdaiAmount::MAX);
	let mut lines = vec![
		("Borrower", closed.borrower.to_string()),
		("Lent", format!("{} USDai", usd(closed.principal))),
		("Over", format!("{} UTC, in default", moment(closed.at.get()))),
		("Not paid", format!("{} USDai: `caliber loan default recover {loan}`", usd(left))),
	];
	if !closed.creditors.surplus.is_zero() {
		let text = format!(
			"{} USDai: `caliber loan collect {loan} --surplus`",
			usd(closed.creditors.surplus)
		);
		lines.push(("Surplus", text));
	}
	if !closed.creditors.caller.owed.is_zero() {
		let owed = usd(closed.creditors.caller.owed);
		let text = format!(
			"{owed} USDai of {}: `caliber loan collect {loan} --bounty`",
			closed.creditors.caller.payee
		);
		lines.push(("Bounty", text));
	}
	lines.push(("Terms hash", format!("{:?}", closed.terms_hash)));
	lines
}

/// For programs.
pub(super) fn closed_json(closed: &Closed<AccountId>) -> Value {
	json!({
		"borrower": closed.borrower.to_string(),
		"terms_hash": closed.terms_hash,
		"principal": number(closed.principal),
		"closed_at": closed.at,
		"not_paid": closed.creditors.debts.total().ok().map(number),
		"surplus": number(closed.creditors.surplus),
		"bounty": number(closed.creditors.caller.owed),
		"positions": terms::positions_json(&closed.creditors.positions),
		"credits": terms::credits_json(&closed.creditors.credits),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		loan::{
			json::object,
			list::Row,
			page::page,
			show::{Answers, State},
			tests::{account, terms, usdai, DAY, TODAY},
		},
		output::columns,
	};
	use caliber_finance::{book::Security, recovery::Debts, tranches::Claim};
	use caliber_primitives::units::Day;
	use caliber_runtime::Hash;
	use pallet_lending::{Credit, Entry, Speed, Stay};

	fn debts() -> Debts {
		let mut debts = Debts::default();
		debts.lenders[0] = Claim { principal: usdai(500_000).get(), interest: usdai(9_000).get() };
		debts
	}

	fn defaulted() -> Defaulted<AccountId> {
		let none = UsdaiAmount::ZERO;
		let principal = usdai(500_000);
		Defaulted {
			terms: terms(),
			terms_hash: Hash::repeat_byte(0x12),
			cause: Cause::Overdue,
			since: Seconds(TODAY),
			sites: Default::default(),
			security: Security::NOTHING,
			positions: Default::default(),
			credits: Default::default(),
			advancers: Default::default(),
			caller: Credit { payee: account("//Eve"), owed: none },
			debts: debts(),
			money: usdai(40_000),
			interest_paid: none,
			entry: Entry {
				start: Day(0),
				stop: Day(0),
				speed: Speed(0),
				principal,
				low: [principal; 3],
				high: principal,
			},
			rounds: 1,
			on_sale: false,
			stay: None,
		}
	}

	fn closed() -> Closed<AccountId> {
		Closed {
			borrower: account("//Bob"),
			terms_hash: Hash::repeat_byte(0x12),
			principal: usdai(500_000),
			at: Seconds(TODAY),
			positions: Default::default(),
			credits: Default::default(),
			advancers: Default::default(),
			caller: Credit { payee: account("//Eve"), owed: usdai(250) },
			surplus: usdai(7),
			debts: debts(),
		}
	}

	#[test]
	fn loan_in_default_should_say_what_redeems_it_and_what_comes_next() {
		let text = columns(&lines(3, &defaulted(), Seconds(DAY)));
		for says in [
			"Default          since 2027-01-02 00:00 UTC: an instalment was late beyond its grace\n",
			"Redeemed         by 469,000.00 USDai: `caliber loan default redeem 3`\n",
			"from 2027-01-12 00:00 UTC on `caliber loan default sell 3` puts it up for sale\n",
		] {
			assert!(text.contains(says), "{text}");
		}
		let stay =
			Stay { by: account("//Dave"), since: Seconds(TODAY), until: Seconds(TODAY + 30 * DAY) };
		let stayed = Defaulted { stay: Some(stay), ..defaulted() };
		let text = columns(&lines(3, &stayed, Seconds::ZERO));
		assert!(text.contains("halts the sale until 2027-01-31 00:00 UTC, then"), "{text}");
		let on_sale = Defaulted { on_sale: true, ..defaulted() };
		let text = columns(&lines(3, &on_sale, Seconds::ZERO));
		assert!(text.contains("it is on sale: `caliber bid 3`"), "{text}");
	}

	#[test]
	fn default_should_be_shown_listed_and_told_to_programs() {
		let now = Seconds(TODAY);
		let answers = |state| Answers { loan: 3, now, state };
		let state = answers(State::Defaulted(defaulted(), Seconds::ZERO));
		assert!(page(&state).starts_with("Loan             3, defaulted, 2027-01-01"));
		let told = object(&state);
		assert_eq!(told["redeems"], "469000000000000000000000");
		assert_eq!((&told["on_sale"], &told["unsold"]), (&json!(false), &json!(1)));

		let state = answers(State::Closed(closed()));
		let text = page(&state);
		for says in [
			"Not paid         509,000.00 USDai: `caliber loan default recover 3`\n",
			"Surplus          7.00 USDai: `caliber loan collect 3 --surplus`\n",
			"250.00 USDai of 5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw: \
			 `caliber loan collect 3 --bounty`\n",
		] {
			assert!(text.contains(says), "{text}");
		}
		assert_eq!(object(&state)["closed_at"], json!(TODAY));

		let row =
			Row::of(3, &Record::Defaulted(defaulted()), None, (&Default::default(), now)).unwrap();
		assert_eq!((row.balance, row.moment), (usdai(469_000), None));
		let row = Row::of(4, &Record::Closed(closed()), None, (&Default::default(), now)).unwrap();
		assert_eq!((row.items.len(), row.moment), (0, Some(now)));
	}
}
