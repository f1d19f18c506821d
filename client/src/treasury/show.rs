//! The treasury as a user reads it: pages and tables, or JSON with the figures of the chain.

use crate::output::{self, heading, hours, moment, table};
use caliber_primitives::units::{Ppb, Ppm, UsdaiAmount};
use pallet_allocation::{Line, Order, Policy, Report, Results, Rung, Snapshot, Trade};
use serde_json::{json, Value};
use std::fmt::Write;

/// Where the second column of a page begins.
const COLUMN: usize = 17;
const SECONDS_PER_DAY: u64 = 86_400;

fn usd(amount: UsdaiAmount) -> String {
	output::money(amount.get())
}

/// A rate a year, to the thousandth of a percent.
fn rate(rate: Ppb) -> String {
	format!("{} %", output::fixed(rate.get().into(), 7, 3))
}

fn rate_or_none(known: Option<Ppb>, without: &str) -> String {
	known.map_or_else(|| without.into(), rate)
}

fn day(day: u32) -> String {
	output::date(u64::from(day).saturating_mul(SECONDS_PER_DAY))
}

fn tenor(rung: &Rung) -> String {
	format!("{} weeks", rung.tenor.weeks())
}

/// What an order asks for, in words.
fn trade(trade: Trade) -> String {
	match trade {
		Trade::Buy(tenor) => format!("buy {} weeks", tenor.weeks()),
		Trade::Sell(bill) => format!("sell bill {}", bill.0),
	}
}

fn state(line: &Line) -> &'static str {
	match (line.position.impaired.is_some(), line.sold, line.position.settled) {
		(true, _, _) => "impaired",
		(_, true, _) => "sold",
		(_, _, true) => "held",
		_ => "in transit",
	}
}

/// Everything on one page.
pub fn report(report: &Report, days: &[Snapshot]) -> String {
	let accounts = &report.accounts;
	let running = &report.running;
	let mut lines = vec![
		("Treasury", moment(report.now.get())),
		("Cash", format!("{}, owed to redeemers {}", usd(report.cash), usd(report.owed))),
		("Floor", format!("{}, free for bills {}", usd(report.floor), usd(report.free))),
		(
			"Bills",
			format!(
				"{} in custody at cost, {} in transit",
				usd(accounts.at_settled_cost),
				usd(accounts.in_transit)
			),
		),
		(
			"Running",
			format!(
				"{} of them, face {}, {} days to maturity, {} a year on their cost",
				running.bills,
				usd(running.face),
				running.days_to_maturity.0,
				rate(running.weighted_yield)
			),
		),
	];
	if report.impaired > 0 {
		lines.push(("Impaired", format!("{} bills earn nothing until they pay", report.impaired)));
	}
	let next = report.next_maturity.map(|next| output::date(next.get()));
	lines.push(("Next maturity", next.unwrap_or_else(|| "none".into())));
	lines.push((
		"APR",
		format!(
			"{} of all reserves now, {} if bought today, {} realised",
			rate(report.apr_current),
			rate_or_none(report.apr_expected, "unknown"),
			rate_or_none(report.apr_realised, "none")
		),
	));
	lines.push((
		"Vault's claim",
		format!("income {} to {}", usd(report.income.low), usd(report.income.high)),
	));
	lines.push(("Settled", format!("{} of it, not harvested", usd(accounts.settled_surplus))));
	lines.extend(losses(report).map(|line| ("Losses", line)));
	lines.push(("Surplus", usd(report.surplus)));
	if !report.shortfall.is_zero() {
		lines.push(("Shortfall", usd(report.shortfall)));
	}
	let results = &report.results;
	lines.push((
		"So far",
		format!(
			"earned {}, lost {}, minted to the vault {}",
			usd(results.earned),
			usd(results.lost),
			usd(results.harvested)
		),
	));
	lines.extend(headed("Policy", policy(&report.policy)));
	if let Some((next, from)) = &report.next_policy {
		let from = format!("from {} on", moment(from.get()));
		lines.extend(headed("Next policy", [from].into_iter().chain(policy(next))));
	}
	let mut days = days.iter().rev().map(|page| {
		format!(
			"{}  at cost {}, in transit {}, earned {}, {} a year",
			day(page.day.0),
			usd(page.at_settled_cost),
			usd(page.in_transit),
			usd(page.results.earned),
			rate(page.weighted_yield)
		)
	});
	lines.extend(days.next().map(|day| ("History", day)));
	lines.extend(days.map(|day| ("", day)));
	let mut text = String::new();
	for (heading, line) in lines {
		let _ = writeln!(text, "{heading:COLUMN$}{line}");
	}
	text
}

/// Lines of which the first one has a heading.
fn headed(
	heading: &'static str,
	lines: impl IntoIterator<Item = String>,
) -> impl Iterator<Item = (&'static str, String)> {
	[heading].into_iter().chain(std::iter::repeat("")).zip(lines)
}

/// What losses have taken of the vault's claim, and what may come back of them, when there are any.
fn losses(report: &Report) -> Option<String> {
	let (accounts, back) = (&report.accounts, &report.returned);
	let taken = [accounts.struck, accounts.pledged, accounts.struck_returned, back.high];
	taken.iter().any(|amount| !amount.is_zero()).then(|| {
		format!(
			"{} struck of settled income, {} pledged of accreted income; {} of the vault's money \
			come back, {} struck of it, {} more if impaired bills pay",
			usd(accounts.struck),
			usd(accounts.pledged),
			usd(accounts.returned),
			usd(accounts.struck_returned),
			usd(accounts.awaited)
		)
	})
}

/// Every figure of a policy, in sentences.
fn policy(policy: &Policy) -> Vec<String> {
	let part = |ppm: Ppm| output::percent(ppm.get().into());
	let rungs = policy.ladder.weights();
	let rungs = rungs.map(|(tenor, weight)| format!("{} weeks {}", tenor.weeks(), part(weight)));
	vec![
		format!(
			"in cash {} of the dollars issued, or {} days of the vault's queue if that is more",
			part(policy.liquid_floor),
			policy.floor_days.0
		),
		format!("ladder: {}", rungs.join(", ")),
		format!(
			"at most {} of the reserves with one custodian, {} owed by one issuer",
			part(policy.custodian_cap),
			part(policy.issuer_cap)
		),
		format!("all reserves bound for {} days on average at most", policy.max_duration.0),
		format!(
			"orders of {} to {}, which stand for {}",
			usd(policy.min_order),
			usd(policy.max_order),
			hours(policy.order_life.get())
		),
		format!(
			"trades within {} a year of the fed discount, settled within {} days, {} days longer or \
			shorter than ordered at most",
			rate(policy.price_tolerance),
			policy.settle_within.0,
			policy.tenor_slack.0
		),
		format!(
			"redeemers wait for what matures within {} days, then a bill is sold",
			policy.sale_horizon.0
		),
		format!(
			"a bill that is {} business days late may be marked by anyone, and counts {} of its cost",
			policy.grace.0,
			part(policy.impaired_at)
		),
		format!("a change that binds less waits {}", hours(policy.delay.get())),
	]
}

/// What each tenor should hold and holds, and every open bill.
pub fn ladder(rungs: &[Rung], bills: &[Line]) -> String {
	let mut rows = vec![heading(&["TENOR", "WEIGHT", "TARGET", "HELD", "ORDERED"])];
	rows.extend(rungs.iter().map(|rung| {
		vec![
			tenor(rung),
			output::percent(rung.weight.get().into()),
			usd(rung.target),
			usd(rung.held),
			usd(rung.ordered),
		]
	}));
	let mut text = table(&rows);
	let mut rows = vec![heading(&["MATURES", "BILL", "CUSIP", "FACE", "COST", "STATE"])];
	rows.extend(bills.iter().map(|line| {
		vec![
			day(line.position.matures.0),
			line.bill.0.to_string(),
			cusip(line),
			usd(line.position.face),
			usd(line.position.cost),
			state(line).into(),
		]
	}));
	if bills.is_empty() {
		text.push_str("\nno open bills\n");
	} else {
		text.push('\n');
		text.push_str(&table(&rows));
	}
	text
}

fn cusip(line: &Line) -> String {
	String::from_utf8_lossy(&line.cusip.0).into_owned()
}

/// The orders that can be filled, and the next one.
pub fn orders(orders: &[Order], next: Option<(Trade, UsdaiAmount)>) -> String {
	let mut text = match orders {
		[] => "no open orders\n".into(),
		orders => {
			let mut rows = vec![heading(&["ORDER", "WHAT", "AMOUNT", "UNTIL"])];
			rows.extend(orders.iter().map(|order| {
				let until = moment(order.expires.get());
				vec![order.id.0.to_string(), trade(order.trade), usd(order.amount), until]
			}));
			table(&rows)
		},
	};
	let _ = match next {
		Some((what, amount)) => {
			writeln!(text, "rebalance would order: {}, {}", trade(what), usd(amount))
		},
		None => writeln!(text, "rebalance would order nothing"),
	};
	text
}

fn number(amount: UsdaiAmount) -> Value {
	json!(amount.get().to_string())
}

/// Everything, for programs: exact figures in the units of the chain.
pub fn report_json(report: &Report, days: &[Snapshot]) -> Value {
	json!({
		"time": report.now.get(),
		"cash": number(report.cash),
		"owed": number(report.owed),
		"issued": number(report.issued),
		"floor": number(report.floor),
		"free": number(report.free),
		"at_settled_cost": number(report.accounts.at_settled_cost),
		"in_transit": number(report.accounts.in_transit),
		"settled_surplus": number(report.accounts.settled_surplus),
		"struck": number(report.accounts.struck),
		"pledged": number(report.accounts.pledged),
		"returned": number(report.accounts.returned),
		"struck_returned": number(report.accounts.struck_returned),
		"awaited": number(report.accounts.awaited),
		"surplus": number(report.surplus),
		"shortfall": number(report.shortfall),
		"income": { "low": number(report.income.low), "high": number(report.income.high) },
		"running": {
			"bills": report.running.bills,
			"cost": number(report.running.cost),
			"face": number(report.running.face),
			"weighted_yield_ppb": report.running.weighted_yield,
			"days_to_maturity": report.running.days_to_maturity,
		},
		"impaired": report.impaired,
		"next_maturity": report.next_maturity,
		"apr_current_ppb": report.apr_current,
		"apr_expected_ppb": report.apr_expected,
		"apr_realised_ppb": report.apr_realised,
		"results": results_json(&report.results),
		"policy": policy_json(&report.policy),
		"next_policy": report.next_policy.map(|(policy, from)| json!({
			"policy": policy_json(&policy),
			"from": from,
		})),
		"history": days.iter().map(|page| json!({
			"day": day(page.day.0),
			"at_settled_cost": number(page.at_settled_cost),
			"in_transit": number(page.in_transit),
			"results": results_json(&page.results),
			"weighted_yield_ppb": page.weighted_yield,
			"bill": page.bill,
		})).collect::<Vec<_>>(),
	})
}

fn results_json(results: &Results) -> Value {
	json!({
		"earned": number(results.earned),
		"lost": number(results.lost),
		"harvested": number(results.harvested),
	})
}

fn policy_json(policy: &Policy) -> Value {
	let ladder = policy.ladder.weights();
	let ladder = ladder.map(|(tenor, weight)| json!({ "weeks": tenor.weeks(), "ppm": weight }));
	json!({
		"liquid_floor_ppm": policy.liquid_floor,
		"floor_days": policy.floor_days,
		"ladder": ladder,
		"custodian_cap_ppm": policy.custodian_cap,
		"issuer_cap_ppm": policy.issuer_cap,
		"max_duration": policy.max_duration,
		"price_tolerance_ppb": policy.price_tolerance,
		"max_order": number(policy.max_order),
		"min_order": number(policy.min_order),
		"order_life": policy.order_life,
		"settle_within": policy.settle_within,
		"tenor_slack": policy.tenor_slack,
		"sale_horizon": policy.sale_horizon,
		"grace": policy.grace,
		"impaired_at_ppm": policy.impaired_at,
		"delay": policy.delay,
	})
}

/// A line a rung, then a line a bill.
pub fn ladder_json(rungs: &[Rung], bills: &[Line]) -> String {
	let rungs = rungs.iter().map(|rung| {
		json!({
			"weeks": rung.tenor.weeks(),
			"weight_ppm": rung.weight,
			"target": number(rung.target),
			"held": number(rung.held),
			"ordered": number(rung.ordered),
		})
	});
	let bills = bills.iter().map(|line| {
		json!({
			"bill": line.bill,
			"cusip": cusip(line),
			"weeks": line.tenor.weeks(),
			"settles": day(line.position.settles.0),
			"matures": day(line.position.matures.0),
			"price_micro": line.position.price,
			"face": number(line.position.face),
			"cost": number(line.position.cost),
			"state": state(line),
		})
	});
	rungs.chain(bills).map(|line| format!("{line}\n")).collect()
}

/// A line an order; the one that comes next has no id.
pub fn orders_json(orders: &[Order], next: Option<(Trade, UsdaiAmount)>) -> String {
	let open = orders.iter().map(|order| {
		json!({
			"order": order.id,
			"what": trade(order.trade),
			"amount": number(order.amount),
			"expires": order.expires,
		})
	});
	let next = next.map(
		|(what, amount)| json!({ "order": null, "what": trade(what), "amount": number(amount) }),
	);
	open.chain(next).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_primitives::{
		ids::{BillId, OrderId},
		prices::Tenor,
		units::{Day, MicroUsd, Seconds},
	};
	use pallet_allocation::{Cusip, Position, Running};

	const UNIT: u128 = 1_000_000_000_000_000_000;
	/// 18 August 2026, and 28 days later.
	const DAYS: [Day; 2] = [Day(20_683), Day(20_711)];
	const COST: UsdaiAmount = UsdaiAmount(997_180_560_000 * 1_000_000_000_000);

	fn line() -> Line {
		let [settles, matures] = DAYS;
		Line {
			bill: BillId(0),
			tenor: Tenor::W4,
			cusip: Cusip(*b"912797VC8"),
			position: Position {
				settles,
				matures,
				price: MicroUsd(99_718_056),
				cost: COST,
				face: UsdaiAmount(1_000_000 * UNIT),
				settled: true,
				impaired: None,
			},
			sold: false,
		}
	}

	fn rung() -> Rung {
		Rung {
			tenor: Tenor::W4,
			weight: Ppm(200_000),
			held: COST,
			ordered: UsdaiAmount::ZERO,
			target: UsdaiAmount(1_800_000 * UNIT),
		}
	}

	fn page() -> Report {
		Report {
			now: DAYS[0].start(),
			cash: UsdaiAmount(9_000_000 * UNIT),
			owed: UsdaiAmount::ZERO,
			issued: UsdaiAmount(10_000_000 * UNIT),
			floor: UsdaiAmount(1_000_000 * UNIT),
			free: UsdaiAmount(8_000_000 * UNIT),
			accounts: pallet_allocation::Accounts { at_settled_cost: COST, ..Default::default() },
			surplus: UsdaiAmount::ZERO,
			shortfall: UsdaiAmount::ZERO,
			income: Default::default(),
			returned: Default::default(),
			running: Running {
				bills: 1,
				cost: COST,
				face: UsdaiAmount(1_000_000 * UNIT),
				weighted_yield: Ppb(36_857_331),
				days_to_maturity: Day(28),
			},
			impaired: 0,
			next_maturity: Some(DAYS[1].start()),
			apr_current: Ppb(3_675_341),
			apr_expected: None,
			apr_realised: None,
			results: Default::default(),
			policy: Policy::default(),
			next_policy: None,
		}
	}

	#[test]
	fn page_should_name_what_is_out_of_the_ordinary_only_when_it_is() {
		let text = report(&page(), &[]);
		assert_eq!(
			text,
			"Treasury         2026-08-18 00:00\n\
			Cash             9,000,000.00, owed to redeemers 0.00\n\
			Floor            1,000,000.00, free for bills 8,000,000.00\n\
			Bills            997,180.56 in custody at cost, 0.00 in transit\n\
			Running          1 of them, face 1,000,000.00, 28 days to maturity, 3.685 % a year on \
			their cost\n\
			Next maturity    2026-09-15\n\
			APR              0.367 % of all reserves now, unknown if bought today, none realised\n\
			Vault's claim    income 0.00 to 0.00\n\
			Settled          0.00 of it, not harvested\n\
			Surplus          0.00\n\
			So far           earned 0.00, lost 0.00, minted to the vault 0.00\n\
			Policy           in cash 10.00 % of the dollars issued, or 7 days of the vault's queue if \
			that is more\n                 ladder: 4 weeks 20.00 %, 8 weeks 15.00 %, 13 weeks 30.00 %, \
			17 weeks 10.00 %, 26 weeks 20.00 %, 52 weeks 5.00 %\n                 at most 50.00 % of \
			the reserves with one custodian, 100.00 % owed by one issuer\n                 all \
			reserves bound for 180 days on average at most\n                 orders of 1,000.00 to \
			25,000,000.00, which stand for 48.0 hours\n                 trades within 0.250 % a year \
			of the fed discount, settled within 3 days, 7 days longer or shorter than ordered at \
			most\n                 redeemers wait for what matures within 7 days, then a bill is \
			sold\n                 a bill that is 5 business days late may be marked by anyone, and \
			counts 0.00 % of its cost\n                 a change that binds less waits 48.0 hours\n"
		);
		let waits = Some((Policy::default(), Seconds(DAYS[1].start().get() + 3_660)));
		let shortfall = UsdaiAmount(5 * UNIT);
		let day = Snapshot {
			day: DAYS[0],
			at_settled_cost: COST,
			in_transit: UsdaiAmount::ZERO,
			results: Default::default(),
			weighted_yield: Ppb(36_857_331),
			bill: BillId(0),
		};
		let dollars = |whole: u128| UsdaiAmount(whole * UNIT);
		let accounts = pallet_allocation::Accounts {
			settled_surplus: dollars(30),
			struck: dollars(10),
			pledged: dollars(20),
			returned: dollars(4),
			struck_returned: dollars(1),
			awaited: dollars(7),
			..page().accounts
		};
		let worse = Report { impaired: 2, shortfall, next_policy: waits, accounts, ..page() };
		let text = report(&worse, &[day]);
		for part in [
			"\nImpaired         2 bills earn nothing until they pay\n",
			"\nShortfall        5.00\n",
			"\nNext policy      from 2026-09-15 01:01 on\n                 in cash 10.00 % of",
			"\nSettled          30.00 of it, not harvested\n",
			"\nLosses           10.00 struck of settled income, 20.00 pledged of accreted income; 4.00 \
			of the vault's money come back, 1.00 struck of it, 7.00 more if impaired bills pay\n",
			"\nHistory          2026-08-18  at cost 997,180.56, in transit 0.00, earned 0.00, 3.685",
		] {
			assert!(text.contains(part), "{part}: {text}");
		}
		let told = report_json(&worse, &[day]);
		assert_eq!(told["shortfall"], "5000000000000000000");
		assert_eq!(told["history"][0]["day"], "2026-08-18");
		assert_eq!(told["policy"]["max_duration"], 180);
		assert_eq!(
			(&told["struck"], &told["awaited"]),
			(&"10000000000000000000".into(), &"7000000000000000000".into())
		);
	}

	#[test]
	fn ladder_should_list_rungs_and_bills() {
		let text = ladder(&[rung()], &[line()]);
		assert_eq!(
			text,
			"TENOR    WEIGHT   TARGET        HELD        ORDERED\n\
			4 weeks  20.00 %  1,800,000.00  997,180.56  0.00\n\
			\n\
			MATURES     BILL  CUSIP      FACE          COST        STATE\n\
			2026-09-15  0     912797VC8  1,000,000.00  997,180.56  held\n"
		);
		assert!(ladder(&[], &[]).ends_with("\nno open bills\n"));
		let mut other = line();
		other.sold = true;
		assert_eq!(state(&other), "sold");
		other.position.impaired = Some(Default::default());
		assert_eq!(state(&other), "impaired");
		other = line();
		other.position.settled = false;
		assert_eq!(state(&other), "in transit");
		let lines = ladder_json(&[rung()], &[line()]);
		assert_eq!(lines.lines().count(), 2);
		assert!(lines.contains("\"price_micro\":99718056"), "{lines}");
	}

	#[test]
	fn orders_should_list_both_sides_and_what_comes_next() {
		let order = |id, trade| Order {
			id: OrderId(id),
			trade,
			amount: COST,
			expires: Seconds(DAYS[0].start().get() + 60),
		};
		let open = [order(7, Trade::Buy(Tenor::W13)), order(8, Trade::Sell(BillId(3)))];
		let text = orders(&open, Some((Trade::Buy(Tenor::W52), COST)));
		assert_eq!(
			text,
			"ORDER  WHAT          AMOUNT      UNTIL\n\
			7      buy 13 weeks  997,180.56  2026-08-18 00:01\n\
			8      sell bill 3   997,180.56  2026-08-18 00:01\n\
			rebalance would order: buy 52 weeks, 997,180.56\n"
		);
		assert_eq!(orders(&[], None), "no open orders\nrebalance would order nothing\n");
		assert_eq!(orders_json(&open, Some((Trade::Buy(Tenor::W4), COST))).lines().count(), 3);
	}
}
