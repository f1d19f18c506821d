//! The vault as a user reads it: a page with tables.

use super::{
	amount::exact,
	show::{Answers, Position},
	ROLLING,
};
use crate::output::{self, columns, heading, hours, moment, money, table};
use caliber_primitives::units::{Ppm, Seconds, UsdaiAmount};
use pallet_susdai::{Explained, Outflow, Rules, Snapshot};

type Line = (&'static str, String);

fn usd(amount: UsdaiAmount) -> String {
	money(amount.get())
}

fn part(ppm: Ppm) -> String {
	output::percent(ppm.get().into())
}

/// A yield in parts per million a year.
fn apr(ppm: i64) -> String {
	let sign = if ppm < 0 { "-" } else { "" };
	format!("{sign}{}", output::percent(ppm.unsigned_abs().into()))
}

/// A price in 10^-18 USDai, to nine decimals.
fn fine(price: u128) -> String {
	output::fixed(price, 18, 9)
}

fn moved(by: i128) -> String {
	let sign = match by {
		0 => "",
		1.. => "+",
		_ => "-",
	};
	format!("{sign}{}", fine(by.unsigned_abs()))
}

/// Everything on one page.
pub fn page(answers: &Answers) -> String {
	let mut text = columns(&head(answers));
	if let Some(snapshot) = &answers.snapshot {
		text.push_str(&format!("\n{}", table(&values(snapshot))));
	}
	text.push_str(&format!("\n{}", moves(answers)));
	text.push_str(&format!("\n{}", columns(&rules(answers))));
	if let Some(position) = &answers.position {
		text.push_str(&format!("\n{}", account(answers, position)));
	}
	text
}

fn head(answers: &Answers) -> Vec<Line> {
	let totals = &answers.record.totals;
	let price = answers.prices().map(|prices| prices.map(|price| output::fixed(price, 18, 6)));
	let price = match price {
		Some([redemption, deposit]) => format!("redemption {redemption}, deposit {deposit}"),
		None => format!("none: {ROLLING}"),
	};
	let liquidity = match &answers.snapshot {
		None => "unknown".into(),
		Some(snapshot) => {
			format!("{} free to lend, {} lent", usd(answers.free), part(snapshot.utilisation()))
		},
	};
	let [end, first_strike] = answers.window();
	let yields = answers.yields.iter().map(|(days, ppm)| {
		format!("{} {}", span(answers, *days), ppm.map_or_else(|| "not yet".into(), apr))
	});
	vec![
		("Vault", format!("{} UTC", moment(answers.now.get()))),
		("Price", price),
		("Shares", format!("{} outstanding", money(totals.shares.get()))),
		("Queue", format!("{} shares pending", money(totals.queue.pending().get()))),
		("Set apart", format!("{} served and not claimed", usd(totals.pot))),
		("Liquidity", liquidity),
		("APR", yields.collect::<Vec<_>>().join(", ")),
		("Next strike", moment(answers.next_strike().get())),
		(
			"Window",
			format!(
				"open until {}; what is asked for in it is served from {} on",
				moment(end.get()),
				moment(first_strike.get())
			),
		),
	]
}

/// So many strike days.
fn span(answers: &Answers, days: u32) -> String {
	match (answers.strikes_daily(), days) {
		(true, 1) => "1 day".into(),
		(true, _) => format!("{days} days"),
		(false, 1) => "1 strike".into(),
		(false, _) => format!("{days} strikes"),
	}
}

/// What both values are made of.
fn values(snapshot: &Snapshot) -> Vec<Vec<String>> {
	let parts = &snapshot.parts;
	let none = || "-".to_string();
	let row = |name: &str, low: String, high: String| vec![name.to_string(), low, high];
	let nav = parts.nav().ok();
	let total = |value: Option<UsdaiAmount>| value.map_or_else(none, usd);
	let unvested = match usd(parts.unvested) {
		less if less == usd(UsdaiAmount::ZERO) => less,
		shown => format!("-{shown}"),
	};
	vec![
		heading(&["VALUE", "REDEMPTION", "DEPOSIT"]),
		row("idle", usd(parts.idle), usd(parts.idle)),
		row("loans", usd(parts.loans_low), usd(parts.loans_high)),
		row("interest accrued", none(), usd(parts.accrued)),
		row("income of bills", usd(parts.bills.low), usd(parts.bills.high)),
		row("back of losses", usd(parts.returned.low), usd(parts.returned.high)),
		row("reserve fund", none(), usd(parts.cover)),
		row("not vested", unvested, none()),
		row("value", total(nav.map(|nav| nav.redemption)), total(nav.map(|nav| nav.deposit))),
	]
}

/// Why the price of redemptions moved: a column for each day with a record, a row for each cause
/// that moved it on one of them.
fn moves(answers: &Answers) -> String {
	let moves = &answers.moves;
	if answers.snapshot.is_none() {
		return "no price now to compare with an earlier one\n".into();
	}
	if moves.is_empty() {
		return "no earlier day to compare the price of redemptions with\n".into();
	}
	let row = |name: &str, cell: &dyn Fn(&Explained) -> String| {
		let cells = moves.iter().map(|all| cell(&all.why));
		[name.to_string()].into_iter().chain(cells).collect::<Vec<_>>()
	};
	let spans = moves.iter().map(|all| span(answers, all.days).to_uppercase());
	let since = moves.iter().map(|all| moment(all.since.get()));
	let mut rows = vec![
		["WHY IT MOVED".to_string()].into_iter().chain(spans).collect(),
		["since".to_string()].into_iter().chain(since).collect(),
		row("price then", &|why| fine(why.before)),
	];
	let causes: [(&str, fn(&Explained) -> i128); 7] = [
		("shares bought and served", |why| why.exchange),
		("interest of loans", |why| why.interest),
		("fees and penalties", |why| why.extra),
		("income of bills", |why| why.bills),
		("worth of loans", |why| why.loans),
		("losses of reserves", |why| why.reserves),
		("reserve fund", |why| why.support),
	];
	for (name, cause) in causes {
		if moves.iter().any(|all| cause(&all.why) != 0) {
			rows.push(row(name, &|why| moved(cause(why))));
		}
	}
	rows.push(row("price now", &|why| fine(why.after)));
	table(&rows)
}

/// The rules in force, and those that wait.
fn rules(answers: &Answers) -> Vec<Line> {
	let mut lines = headed("Rules", sentences(&answers.rules()));
	match answers.rules_waiting() {
		None => lines.push(("Next rules", "none wait".into())),
		Some((next, from)) => {
			let from = format!("from {} on", moment(from.get()));
			let next = [from].into_iter().chain(sentences(&next));
			lines.extend(headed("Next rules", next.collect()));
		},
	}
	lines
}

fn headed(heading: &'static str, lines: Vec<String>) -> Vec<Line> {
	[heading].into_iter().chain(std::iter::repeat("")).zip(lines).collect()
}

/// Every figure of the rules.
fn sentences(rules: &Rules) -> Vec<String> {
	let Rules {
		performance_fee,
		reserve_share,
		buffer,
		min_deposit,
		min_first_deposit,
		min_request,
		request_deposit,
		delay: Seconds(delay),
		outflow: Outflow { per_day, floor, lockdown: Seconds(lockdown) },
	} = *rules;
	vec![
		format!(
			"a fee of {} of interest and income, of which {} goes to the reserve fund",
			part(performance_fee),
			part(reserve_share)
		),
		format!("{} of the value stays idle", part(buffer)),
		format!(
			"at least {} USDai a deposit, {} the first, {} shares a request",
			exact(min_deposit.get()),
			exact(min_first_deposit.get()),
			exact(min_request.get())
		),
		format!(
			"{} CAL held for each request and each operator",
			output::fixed(request_deposit, 12, 4)
		),
		format!(
			"strikes pay {} of the value a day, half of it at once or {} USDai if that is more, and \
			 after that nothing for {}",
			part(per_day),
			exact(floor.get()),
			hours(lockdown)
		),
		format!("a change that binds less waits {}", hours(delay)),
	]
}

/// What an account has.
fn account(answers: &Answers, position: &Position) -> String {
	let shares = money(position.shares.get());
	let worth = match answers.worth(position.shares) {
		Some([low, high]) => {
			format!("{shares}, worth {} to a redemption, {} to a deposit", usd(low), usd(high))
		},
		None => format!("{shares}, worth unknown now"),
	};
	let text = columns(&[("Account", position.account.to_string()), ("Shares", worth)]);
	if position.requests.is_empty() {
		return format!("{text}{}", columns(&[("Requests", "none".into())]));
	}
	let mut rows = vec![heading(&[
		"REQUEST",
		"PENDING",
		"AHEAD",
		"FIRST STRIKE",
		"NOW WORTH",
		"CLAIMABLE",
		"TIP",
		"OFFERED TO",
	])];
	rows.extend(position.requests.iter().map(|(request, stands)| {
		let unknown = || "unknown".to_string();
		let offered = stands.offered.as_ref();
		vec![
			request.0.to_string(),
			money(stands.pending.get()),
			money(stands.ahead.get()),
			moment(stands.matures.get()),
			stands.indicative.map_or_else(unknown, usd),
			usd(stands.claimable.assets),
			usd(stands.tip),
			offered.map_or_else(|| "-".into(), ToString::to_string),
		]
	}));
	format!("{text}\n{}", table(&rows))
}
