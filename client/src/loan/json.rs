//! A loan for programs: exact figures in the units of the chain.

use super::{
	breach,
	list::{standing, word},
	seized,
	show::{Answers, State},
	terms::{
		credits_json, instalment_json, number, positions_json, pots_json, schedule_json, terms_json,
	},
	unmet, waiting, watch,
};
use crate::cli::Standing;
use serde_json::{json, Map, Value};

/// Everything in one object.
pub fn object(answers: &Answers) -> Value {
	let (status, figures) = state(answers);
	let mut object = Map::new();
	object.insert("loan".into(), json!(answers.loan));
	object.insert("time".into(), json!(answers.now));
	object.insert("status".into(), json!(word(status)));
	if let Value::Object(figures) = figures {
		object.extend(figures);
	}
	Value::Object(object)
}

fn state(answers: &Answers) -> (Standing, Value) {
	match &answers.state {
		State::Offered { offer, quote, unmet } => {
			let status = match answers.now < offer.expires {
				true => Standing::Offered,
				false => Standing::Expired,
			};
			let unmet = unmet.iter().map(|one| unmet::json(answers.loan, one));
			let figures = json!({
				"terms": terms_json(&offer.terms),
				"terms_hash": offer.terms_hash,
				"originator": offer.originator.to_string(),
				"offered": offer.offered,
				"expires": offer.expires,
				"staged": offer.staged.to_vec(),
				"unmet": unmet.collect::<Vec<_>>(),
				"quote": schedule_json(quote),
			});
			(status, figures)
		},
		State::Waiting { waiting, quote } => {
			let mut figures = waiting::json(waiting);
			if let Value::Object(figures) = &mut figures {
				figures.insert("quote".into(), schedule_json(quote));
			}
			(Standing::Waiting, figures)
		},
		State::Active { running, details, health, next, schedule, payoff, refill_by, cure_by } => {
			let security = &running.security;
			let figures = json!({
				"terms": terms_json(&running.terms),
				"terms_hash": running.terms_hash,
				"began": running.progress.origination,
				"balance": number(details.balance),
				"interest_paid": number(details.interest_paid),
				"windows_paid": details.windows_paid,
				"windows": details.windows,
				"next_due": instalment_json(next),
				"payoff": number(*payoff),
				"pots": pots_json(&details.pots),
				"refill_by": refill_by,
				"collateral": watch::standing_json(details.collateral),
				"health": health.as_ref().map(watch::health_json),
				"breach": breach::json(running, *cure_by),
				"advances": watch::advances_json(&details.advances),
				"security": {
					"lendable": number(security.lendable),
					"orderly": number(security.orderly),
					"forced": number(security.forced),
					"cover": number(security.cover),
					"cover_until": security.cover_until,
				},
				"positions": positions_json(&details.positions),
				"credits": credits_json(&details.credits),
				"schedule": schedule_json(schedule),
			});
			(standing(details.status), figures)
		},
		State::Defaulted(defaulted, _) => (Standing::Defaulted, seized::json(defaulted)),
		State::Closed(closed) => (Standing::Closed, seized::closed_json(closed)),
		State::Repaid(repaid) => {
			let figures = json!({
				"borrower": repaid.borrower.to_string(),
				"terms_hash": repaid.terms_hash,
				"principal": number(repaid.principal),
				"interest_paid": number(repaid.interest),
				"repaid_at": repaid.at,
				"positions": positions_json(&repaid.positions),
				"credits": credits_json(&repaid.credits),
			});
			(Standing::Repaid, figures)
		},
		State::Withdrawn(positions) => {
			(Standing::Withdrawn, json!({ "positions": positions_json(positions) }))
		},
	}
}
