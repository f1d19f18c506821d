//! The vault for programs: exact figures in the units of the chain.

use super::show::{Answers, Position};
use caliber_primitives::units::UsdaiAmount;
use pallet_susdai::{Explained, Rules, Snapshot};
use serde_json::{json, Value};

fn number(amount: UsdaiAmount) -> Value {
	json!(amount.get().to_string())
}

/// Everything in one object.
pub fn object(answers: &Answers) -> Value {
	let totals = &answers.record.totals;
	let [window_end, first_strike] = answers.window();
	let prices = answers.prices().map(|[redemption, deposit]| {
		json!({ "redemption": redemption.to_string(), "deposit": deposit.to_string() })
	});
	let yields = answers.yields.iter().map(|(days, ppm)| json!({ "days": days, "ppm": ppm }));
	let moves = answers
		.moves
		.iter()
		.map(|all| json!({ "days": all.days, "since": all.since, "causes": causes(&all.why) }));
	json!({
		"time": answers.now,
		"prices": prices,
		"values": answers.snapshot.as_ref().map(values),
		"shares": totals.shares.get().to_string(),
		"pending": totals.queue.pending().get().to_string(),
		"pot": number(totals.pot),
		"fee": number(totals.fee),
		"reserve": number(totals.reserve),
		"free": answers.snapshot.as_ref().map(|_| number(answers.free)),
		"utilisation_ppm": answers.snapshot.as_ref().map(Snapshot::utilisation),
		"apr": yields.collect::<Vec<_>>(),
		"next_strike": answers.next_strike(),
		"strike_every": answers.record.windows.strike_every,
		"window": { "end": window_end, "first_strike": first_strike },
		"moves": moves.collect::<Vec<_>>(),
		"rules": rules(&answers.rules()),
		"next_rules": answers.rules_waiting().map(|(next, from)| json!({
			"rules": rules(&next),
			"from": from,
		})),
		"account": answers.position.as_ref().map(|position| account(answers, position)),
	})
}

fn values(snapshot: &Snapshot) -> Value {
	let parts = &snapshot.parts;
	let nav = parts.nav().ok();
	json!({
		"redemption": nav.map(|nav| number(nav.redemption)),
		"deposit": nav.map(|nav| number(nav.deposit)),
		"idle": number(parts.idle),
		"lent": number(snapshot.lent),
		"loans": { "low": number(parts.loans_low), "high": number(parts.loans_high) },
		"accrued": number(parts.accrued),
		"bills": { "low": number(parts.bills.low), "high": number(parts.bills.high) },
		"returned": { "low": number(parts.returned.low), "high": number(parts.returned.high) },
		"cover": number(parts.cover),
		"unvested": number(parts.unvested),
	})
}

/// The causes, in 10^-18 USDai a share.
fn causes(why: &Explained) -> Value {
	json!({
		"before": why.before.to_string(),
		"exchange": why.exchange.to_string(),
		"interest": why.interest.to_string(),
		"extra": why.extra.to_string(),
		"bills": why.bills.to_string(),
		"loans": why.loans.to_string(),
		"reserves": why.reserves.to_string(),
		"support": why.support.to_string(),
		"after": why.after.to_string(),
	})
}

fn rules(rules: &Rules) -> Value {
	json!({
		"performance_fee_ppm": rules.performance_fee,
		"reserve_share_ppm": rules.reserve_share,
		"buffer_ppm": rules.buffer,
		"min_deposit": number(rules.min_deposit),
		"min_first_deposit": number(rules.min_first_deposit),
		"min_request": rules.min_request.get().to_string(),
		"request_deposit": rules.request_deposit.to_string(),
		"delay": rules.delay,
		"outflow": {
			"per_day_ppm": rules.outflow.per_day,
			"floor": number(rules.outflow.floor),
			"lockdown": rules.outflow.lockdown,
		},
	})
}

fn account(answers: &Answers, position: &Position) -> Value {
	let worth = answers.worth(position.shares).map(
		|[redemption, deposit]| json!({ "redemption": number(redemption), "deposit": number(deposit) }),
	);
	let requests = position.requests.iter().map(|(request, stands)| {
		json!({
			"request": request,
			"pending": stands.pending.get().to_string(),
			"ahead": stands.ahead.get().to_string(),
			"first_strike": stands.matures,
			"indicative": stands.indicative.map(number),
			"claimable": {
				"shares": stands.claimable.shares.get().to_string(),
				"assets": number(stands.claimable.assets),
			},
			"tip": number(stands.tip),
			"offered": stands.offered.as_ref().map(ToString::to_string),
			"hint": { "first": stands.hint.first, "last": stands.hint.last },
		})
	});
	json!({
		"account": position.account.to_string(),
		"shares": position.shares.get().to_string(),
		"worth": worth,
		"requests": requests.collect::<Vec<_>>(),
	})
}
