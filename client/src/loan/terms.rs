//! Terms and instalments as people read them, and as JSON.

use super::{
	ask, sale,
	typed::{a_year, charged, word},
	waiting,
};
use crate::output::{self, heading, moment, money, table};
use caliber_finance::{tranches::blended_rate, treasury::total};
use caliber_primitives::{
	ids::ItemId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::AccountId;
use pallet_lending::{Credit, Instalment, Position, Pots, Terms};
use serde_json::{json, Value};

/// So many items are named.
const NAMED: usize = 12;

/// What repays charges that somebody else has paid.
pub const ADVANCED: &str = "for charges that others have advanced";

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
	let model = terms.ask.product.0;
	let pledged = match terms.items.is_empty() {
		true => format!("of model {model}, to come"),
		false => format!("{} of model {model}", items(&terms.items)),
	};
	let mut lines = vec![("Borrower", terms.borrower.to_string()), ("Items", pledged)];
	lines.extend(waiting::terms(terms));
	lines.extend([
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
	]);
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
	lines.extend(beside(terms, origination));
	lines.extend(sale::lines(&terms.sale));
	lines
}

/// What is kept back, and who is paid what beside the lenders.
fn beside(terms: &Terms<AccountId>, origination: Seconds) -> Vec<Line> {
	let mut lines = Vec::new();
	if let Some(reserve) = reserve(terms, origination) {
		let held = instalments(terms.ask.reserve);
		lines.push(("Reserve", format!("{} USDai are kept back, {held}", usd(reserve))));
	}
	for (number, charge) in (1..).zip(&terms.charges) {
		let heading = if number == 1 { "Charges" } else { "" };
		let payee = &charge.payee;
		let text = format!("{number}: {} with each instalment, to {payee}", charged(charge));
		lines.push((heading, text));
	}
	let fees = [
		(terms.late_fee, "of an instalment that is late"),
		(terms.exit_fee, "of what is repaid ahead of time"),
	];
	let fees = fees.into_iter().filter(|(fee, _)| !fee.is_zero());
	let fees: Vec<_> = fees.map(|(fee, of)| format!("{} {of}", part(fee))).collect();
	if !fees.is_empty() {
		lines.push(("Fees", fees.join("; ")));
	}
	lines
}

/// What the reserve of a loan that begins at a moment holds; nothing when it has none.
pub fn reserve(terms: &Terms<AccountId>, origination: Seconds) -> Option<UsdaiAmount> {
	terms.reserve(origination).ok().filter(|reserve| !reserve.is_zero())
}

/// What a payment is made of; what is nothing is told of principal and interest only.
pub fn parts(
	principal: UsdaiAmount,
	interest: UsdaiAmount,
	more: &[(UsdaiAmount, &str)],
) -> String {
	let more = more.iter().filter(|(amount, _)| !amount.is_zero());
	let more: String = more.map(|(amount, what)| format!(", {} {what}", usd(*amount))).collect();
	format!("{} principal, {} interest{more}", usd(principal), usd(interest))
}

/// All of an instalment.
pub fn payment(line: &Instalment) -> UsdaiAmount {
	line.principal.saturating_add(line.interest).saturating_add(line.charges)
}

/// What ends a loan, and how.
pub fn ending(loan: u32, payoff: UsdaiAmount, is_late: bool) -> Line {
	let first = if is_late { format!("`caliber repay {loan}`, then ") } else { String::new() };
	let text = format!("{} USDai now: {first}`caliber prepay {loan} --all`", usd(payoff));
	("To end it", text)
}

/// Instalments, with their sums.
pub fn schedule(lines: &[Instalment]) -> String {
	let sum = |of: fn(&Instalment) -> UsdaiAmount| total(lines.iter().map(of));
	let charges = sum(|line| line.charges);
	// Without charges their column is not told.
	let row = |cells: [String; 7]| {
		let cells = cells.into_iter().enumerate();
		let told = cells.filter(|(at, _)| *at != 4 || !charges.is_zero());
		told.map(|(_, cell)| cell).collect::<Vec<_>>()
	};
	let heading = ["NO", "DUE (UTC)", "PRINCIPAL", "INTEREST", "CHARGES", "PAYMENT", "LEFT"];
	let mut rows = vec![row(heading.map(Into::into))];
	rows.extend(lines.iter().map(|line| {
		row([
			line.window.saturating_add(1).to_string(),
			moment(line.due.get()),
			usd(line.principal),
			usd(line.interest),
			usd(line.charges),
			usd(payment(line)),
			usd(line.balance),
		])
	}));
	rows.push(row([
		"all".into(),
		String::new(),
		usd(sum(|line| line.principal)),
		usd(sum(|line| line.interest)),
		usd(charges),
		usd(sum(payment)),
		String::new(),
	]));
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

/// Who is paid beside the lenders, and what is his.
pub fn credits(all: &[Credit<AccountId>]) -> String {
	let mut rows = vec![heading(&["CHARGE", "PAYEE", "TO COLLECT"])];
	rows.extend((1..).zip(all).map(|(number, credit): (u8, _)| {
		vec![number.to_string(), credit.payee.to_string(), usd(credit.owed)]
	}));
	table(&rows)
}

/// How full a reserve is.
pub fn filled(pots: &Pots) -> String {
	format!("{} of {} USDai", usd(pots.reserve), usd(pots.required))
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
	let charges = terms.charges.iter().map(|charge| {
		json!({
			"kind": word(charge.kind),
			"payee": charge.payee.to_string(),
			"rate": charge.rate,
		})
	});
	json!({
		"borrower": terms.borrower.to_string(),
		"items": terms.items.to_vec(),
		"ask": ask::json(&terms.ask),
		"lent_by_vault": number(terms.lent_by_vault()),
		"tranches": juniors.collect::<Vec<_>>(),
		"charges": charges.collect::<Vec<_>>(),
		"escrow": waiting::terms_json(terms),
		"fee": number(terms.fee),
		"late_fee_ppm": terms.late_fee,
		"exit_fee_ppm": terms.exit_fee,
		"sale": sale::json(&terms.sale),
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
		"charges": number(line.charges),
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

/// What is credited to payees of charges, with the figures of the chain, which counts from 0.
pub fn credits_json(all: &[Credit<AccountId>]) -> Value {
	let each = all.iter().enumerate().map(|(charge, credit)| {
		json!({
			"charge": charge,
			"payee": credit.payee.to_string(),
			"owed": number(credit.owed),
		})
	});
	each.collect()
}

/// Money that lies with a loan, with the figures of the chain.
pub fn pots_json(pots: &Pots) -> Value {
	json!({
		"insured": number(pots.insured),
		"lockbox": number(pots.lockbox),
		"reserve": number(pots.reserve),
		"required": number(pots.required),
	})
}

/// A part in parts per million.
pub fn part(ppm: caliber_primitives::units::Ppm) -> String {
	output::percent(ppm.get().into())
}
