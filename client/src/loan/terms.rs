//! Terms and instalments as people read them, and as JSON.

use super::{ask, typed::a_year};
use crate::output::{self, heading, moment, money, table};
use caliber_finance::tranches::blended_rate;
use caliber_primitives::{
	ids::ItemId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::AccountId;
use pallet_lending::{Instalment, Position, Terms};
use serde_json::{json, Value};

/// So many items are named.
const NAMED: usize = 12;

/// A line of a page.
pub type Line = (&'static str, String);

/// An amount to the cent.
pub fn usd(amount: UsdaiAmount) -> String {
	money(amount.get())
}

/// The items of a loan.
pub fn items(items: &[ItemId]) -> String {
	let named: Vec<_> = items.iter().take(NAMED).map(|item| item.0.to_string()).collect();
	match items.len().saturating_sub(NAMED) {
		0 => named.join(", "),
		more => format!("{} and {more} more", named.join(", ")),
	}
}

/// So many instalments.
pub fn instalments(many: u32) -> String {
	match many {
		1 => "1 instalment".into(),
		many => format!("{many} instalments"),
	}
}

/// Terms of a loan that begins at a moment.
pub fn lines(terms: &Terms<AccountId>, origination: Seconds) -> Vec<Line> {
	let mut lines = vec![
		("Borrower", terms.borrower.to_string()),
		("Items", format!("{} of model {}", items(&terms.items), terms.ask.product.0)),
		(
			"Principal",
			format!("{} USDai, less a fee of {}", usd(terms.ask.principal), usd(terms.fee)),
		),
		(
			"Lent by",
			format!(
				"the vault: {} USDai at {}",
				usd(terms.lent_by_vault()),
				a_year(terms.ask.rate)
			),
		),
	];
	let rates = terms.tranches.iter().skip(1).map(|tranche| tranche.rate);
	for (tranche, ((curator, amount), rate)) in (1..).zip(terms.juniors().zip(rates)) {
		let text =
			format!("tranche {tranche}: {} USDai at {} by {curator}", usd(amount), a_year(rate));
		lines.push(("", text));
	}
	if let (true, Ok(rate)) = (terms.tranches.len() > 1, blended_rate(&terms.tranches)) {
		lines.push(("", format!("all of them: {}", a_year(rate))));
	}
	lines.extend(ask::lines(&terms.ask, ask::count(&terms.ask, origination)));
	lines
}

/// Instalments, with their sums.
pub fn schedule(lines: &[Instalment]) -> String {
	let mut rows = vec![heading(&["NO", "DUE (UTC)", "PRINCIPAL", "INTEREST", "PAYMENT", "LEFT"])];
	let [mut principal, mut interest] = [UsdaiAmount::ZERO; 2];
	for line in lines {
		principal = principal.saturating_add(line.principal);
		interest = interest.saturating_add(line.interest);
		rows.push(vec![
			line.window.saturating_add(1).to_string(),
			moment(line.due.get()),
			usd(line.principal),
			usd(line.interest),
			usd(line.principal.saturating_add(line.interest)),
			usd(line.balance),
		]);
	}
	let all = principal.saturating_add(interest);
	rows.push(["all", "", &usd(principal), &usd(interest), &usd(all)].map(Into::into).into());
	table(&rows)
}

/// Who lends beside the vault, and what is his.
pub fn positions(all: &[Position<AccountId>]) -> String {
	let mut rows = vec![heading(&["TRANCHE", "HOLDER", "LENT NOW", "TO COLLECT"])];
	rows.extend((1..).zip(all).map(|(tranche, position): (u8, _)| {
		vec![
			tranche.to_string(),
			position.holder.to_string(),
			usd(position.stake.principal),
			usd(position.stake.owed),
		]
	}));
	table(&rows)
}

/// A number of the chain.
pub fn number(amount: UsdaiAmount) -> Value {
	json!(amount.get().to_string())
}

/// Terms, with the figures of the chain.
pub fn terms_json(terms: &Terms<AccountId>) -> Value {
	let rates = terms.tranches.iter().skip(1).map(|tranche| tranche.rate);
	let juniors = terms.juniors().zip(rates).map(|((curator, amount), rate)| {
		json!({ "curator": curator.to_string(), "amount": number(amount), "rate": rate.get() })
	});
	json!({
		"borrower": terms.borrower.to_string(),
		"items": terms.items.to_vec(),
		"ask": ask::json(&terms.ask),
		"lent_by_vault": number(terms.lent_by_vault()),
		"tranches": juniors.collect::<Vec<_>>(),
		"fee": number(terms.fee),
	})
}

/// Instalments, with the figures of the chain.
pub fn schedule_json(lines: &[Instalment]) -> Value {
	lines.iter().map(instalment_json).collect()
}

/// One of them.
pub fn instalment_json(line: &Instalment) -> Value {
	json!({
		"window": line.window,
		"due": line.due,
		"principal": number(line.principal),
		"interest": number(line.interest),
		"balance": number(line.balance),
	})
}

/// Positions, with the figures of the chain.
pub fn positions_json(all: &[Position<AccountId>]) -> Value {
	let each = (1..).zip(all).map(|(tranche, position): (u8, _)| {
		json!({
			"tranche": tranche,
			"holder": position.holder.to_string(),
			"principal": number(position.stake.principal),
			"owed": number(position.stake.owed),
		})
	});
	each.collect()
}

/// A part in parts per million.
pub fn part(ppm: caliber_primitives::units::Ppm) -> String {
	output::percent(ppm.get().into())
}
