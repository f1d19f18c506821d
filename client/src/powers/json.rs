//! Powers for programs.

use super::{body, whole_vote, with_role};
use caliber_primitives::governance::{By, Parameter, Powers};
use caliber_runtime::AccountId;
use serde_json::{json, Value};

fn figure(parameter: &Parameter) -> Value {
	let (least, most) = parameter.range();
	json!({
		"name": parameter.name(),
		"value": parameter.amount().to_string(),
		"least": least.to_string(),
		"most": most.to_string(),
	})
}

fn ways(powers: &Powers<AccountId>, by: By) -> Vec<Value> {
	let holders = |role| {
		let all = with_role(powers, role).into_iter();
		let all = all.map(|(who, until)| json!({ "account": who.to_string(), "until": until }));
		all.collect::<Vec<_>>()
	};
	match by {
		By::Root => {
			let vote = json!({ "by": "public vote", "seconds": whole_vote(powers) });
			let sudo = powers
				.sudo
				.iter()
				.map(|key| json!({ "by": "sudo", "accounts": [key.to_string()], "seconds": 0 }));
			core::iter::once(vote).chain(sudo).collect()
		},
		By::Role(role) => {
			vec![json!({ "by": role, "accounts": holders(role), "seconds": 0 })]
		},
		By::Both(first, second) => vec![json!({
			"by": [first, second],
			"accounts": [holders(first), holders(second)],
			"seconds": 0,
		})],
		By::Council(_) | By::Committee(_) => body(powers, by)
			.map(|(name, members, needed)| {
				let accounts = members.iter().map(ToString::to_string).collect::<Vec<_>>();
				json!({ "by": name, "needed": needed, "accounts": accounts, "seconds": 0 })
			})
			.into_iter()
			.collect(),
	}
}

/// Everything in one object.
pub fn object(powers: &Powers<AccountId>) -> Value {
	let waiting = powers.waiting.iter().map(|(parameter, from)| {
		let mut figure = figure(parameter);
		figure["from"] = json!(from);
		figure
	});
	let all = powers.powers.iter().map(|power| {
		let ways = power.by.iter().flat_map(|by| ways(powers, *by)).collect::<Vec<_>>();
		json!({
			"act": format!("{:?}", power.act),
			"calls": power.calls,
			"ways": ways,
			"looser_waits_seconds": power.wait,
		})
	});
	let names = |accounts: &[AccountId]| -> Vec<String> {
		accounts.iter().map(ToString::to_string).collect()
	};
	let holders = powers.holders.iter().map(|holder| {
		json!({
			"account": holder.who.to_string(),
			"role": holder.role,
			"scope": holder.scope,
			"until": holder.until,
		})
	});
	json!({
		"time": powers.now,
		"sudo": powers.sudo.as_ref().map(ToString::to_string),
		"council": names(&powers.council),
		"technical_committee": names(&powers.committee),
		"holders": holders.collect::<Vec<_>>(),
		"figures": powers.figures.all().iter().map(figure).collect::<Vec<_>>(),
		"waiting": waiting.collect::<Vec<_>>(),
		"powers": all.collect::<Vec<_>>(),
	})
}
