//! Whether a node is ready to validate, in words.

use super::{known::Known, sessions::Sessions};
use crate::output::fixed;
use caliber_runtime_common::Balance;
use pallet_validators::Standing;

/// One thing that a validator needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
	/// Whether it has it.
	pub is_well: bool,
	/// What was found, and what to do where it is not well.
	pub says: String,
}

fn well(says: impl Into<String>) -> Finding {
	Finding { is_well: true, says: says.into() }
}

fn bad(says: impl Into<String>) -> Finding {
	Finding { is_well: false, says: says.into() }
}

/// An amount of CAL.
pub fn cal(amount: Balance) -> String {
	format!("{} CAL", fixed(amount, 12, 2))
}

/// Everything that a validator needs, in the order in which it is cured.
pub fn findings(known: &Known) -> Vec<Finding> {
	let mut all = vec![role(known), peers(known), synced(known)];
	all.extend(keys(known));
	all.push(bond(known));
	all.push(set(known));
	all.push(feeds(known));
	all
}

fn role(known: &Known) -> Finding {
	match known.health.is_authority {
		true => well("the node runs as a validator"),
		false => bad("the node makes no blocks: start it with --validator"),
	}
}

fn peers(known: &Known) -> Finding {
	match known.health.peers {
		0 => bad("the node knows no other: open its port of peers, and name one with --bootnodes"),
		1 => well("the node is connected to one other"),
		peers => well(format!("the node is connected to {peers} others")),
	}
}

fn synced(known: &Known) -> Finding {
	let health = known.health;
	match health.is_syncing {
		true => bad(format!(
			"the node is behind: block {} of {}; wait until it has caught up",
			health.best, health.highest
		)),
		false => well(format!("the node is at the tip, block {}", health.best)),
	}
}

fn keys(known: &Known) -> Vec<Finding> {
	if known.keys.is_empty() {
		return vec![bad(
			"no session keys are registered: make them with `caliber keys rotate` on this node",
		)];
	}
	let lacks: Vec<_> =
		known.keys.iter().filter(|key| !key.is_held).map(|key| key.purpose).collect();
	vec![match lacks.len() {
		0 => well("the node has the secrets of all registered session keys"),
		lacking if lacking == known.keys.len() => bad(
			"the node has none of the registered session keys: ask the node that has them, or make \
			 new ones with `caliber keys rotate` on this one",
		),
		_ => bad(format!(
			"the node lacks the keys for {}: bring back its keystore, or make new ones with `caliber \
			 keys rotate`",
			lacks.join(" and ")
		)),
	}]
}

fn bond(known: &Known) -> Finding {
	match known.standing {
		None => bad(format!(
			"the account has no bond: call `Validators.bond`, which holds {}",
			cal(known.bond)
		)),
		Some(Standing::Candidate) => {
			bad("the account is a candidate: governance has yet to admit it")
		},
		Some(Standing::Validator) => well("the account is bonded and admitted"),
		Some(Standing::Leaving(from)) => bad(format!(
			"the account is leaving: its bond is free from session {from} on; withdraw and bond anew \
			 to come back"
		)),
	}
}

fn set(known: &Known) -> Finding {
	let in_force = known.sessions.in_force();
	match (known.now, known.next) {
		(Some(true), _) => well("it makes blocks in this session with the registered keys"),
		(_, Some(true)) => {
			well("it makes blocks from the next session on with the registered keys")
		},
		(Some(false), _) | (_, Some(false)) => well(format!(
			"it makes blocks with earlier keys until session {in_force}: keep them in the keystore"
		)),
		(None, None) => match known.standing {
			Some(Standing::Validator) => well(format!(
				"it makes blocks from session {in_force} on, within {}",
				known.sessions.wait()
			)),
			_ => bad("it is in neither this session's nor the next one's set"),
		},
	}
}

fn feeds(known: &Known) -> Finding {
	match (known.reporter, known.keys.is_empty()) {
		(Some(place), _) => well(format!("its feed key reports as reporter {}", place.0)),
		(None, false) => well("its feed key reports once the registered keys are in force"),
		(None, true) => bad("it has no feed key to report rates and prices with"),
	}
}

/// All of it.
pub fn text(known: &Known, findings: &[Finding]) -> String {
	let lines = findings.iter().map(|finding| {
		let mark = if finding.is_well { "ok     " } else { "missing" };
		format!("{mark}  {}\n", finding.says)
	});
	let lines: String = lines.collect();
	let end = match findings.iter().all(|finding| finding.is_well) {
		true => "ready to validate\n",
		false => "",
	};
	let Sessions { index, block, .. } = known.sessions;
	format!("{}, session {index}, block {block}\n{lines}{end}", known.account)
}

/// What happens to keys that were registered just now.
pub fn registered(known: &Known, sessions: &Sessions) -> String {
	let mut text = format!(
		"session {} runs; the keys are queued when it ends, and in force from session {} on: block {}, \
		 in about {}\n",
		sessions.index,
		sessions.in_force(),
		sessions.first_block(),
		sessions.wait()
	);
	text.push_str(match known.standing {
		Some(Standing::Validator) => {
			"until then the node signs with the old ones: let it run, and keep its keystore\n"
		},
		Some(Standing::Candidate) => {
			"the account is a candidate: it makes no blocks until governance admits it\n"
		},
		Some(Standing::Leaving(_)) => "the account is leaving: the keys serve it no more\n",
		None => "the account has no bond: call `Validators.bond` next\n",
	});
	text
}

#[cfg(test)]
mod tests {
	use super::{super::known::*, *};
	use crate::chain::node::Health;
	use caliber_primitives::ids::ReporterIndex;
	use caliber_runtime::AccountId;

	fn ready() -> Known {
		Known {
			account: AccountId::new([1; 32]),
			sessions: Sessions { index: 3, block: 50, length: 15, slot: 2_000 },
			keys: KINDS.map(|purpose| KnownKey { purpose, is_held: true }).to_vec(),
			standing: Some(Standing::Validator),
			bond: 10_000_000_000_000_000,
			now: Some(true),
			next: Some(true),
			reporter: Some(ReporterIndex(2)),
			health: Health {
				peers: 3,
				is_syncing: false,
				best: 50,
				highest: 50,
				is_authority: true,
			},
		}
	}

	fn told(known: &Known) -> String {
		text(known, &findings(known))
	}

	#[test]
	fn node_should_be_ready_when_nothing_is_missing() {
		let told = told(&ready());
		assert!(told.ends_with("ready to validate\n") && !told.contains("missing"), "{told}");
		assert!(told.contains("reporter 2") && told.contains("session 3, block 50"), "{told}");
	}

	#[test]
	fn cure_should_be_told_when_something_is_missing() {
		let health = ready().health;
		let without = |place: usize| {
			let mut known = ready();
			known.keys[place].is_held = false;
			known
		};
		let none = || {
			let keys = ready().keys.into_iter().map(|key| KnownKey { is_held: false, ..key });
			Known { keys: keys.collect(), ..ready() }
		};
		for (known, cure) in [
			(Known { health: Health { is_authority: false, ..health }, ..ready() }, "--validator"),
			(Known { health: Health { peers: 0, ..health }, ..ready() }, "--bootnodes"),
			(
				Known {
					health: Health { is_syncing: true, best: 7, highest: 90, ..health },
					..ready()
				},
				"block 7 of 90",
			),
			(Known { keys: Vec::new(), reporter: None, ..ready() }, "caliber keys rotate"),
			(without(4), "lacks the keys for feeds:"),
			(none(), "has none of the registered"),
			(Known { standing: None, ..ready() }, "holds 10,000.00 CAL"),
			(Known { standing: Some(Standing::Candidate), ..ready() }, "governance"),
			(Known { standing: Some(Standing::Leaving(9)), ..ready() }, "from session 9 on"),
			(
				Known { now: None, next: None, standing: Some(Standing::Candidate), ..ready() },
				"neither",
			),
		] {
			let told = told(&known);
			let line = told.lines().find(|line| line.starts_with("missing"));
			let all: Vec<_> = told.lines().filter(|line| line.starts_with("missing")).collect();
			assert!(line.is_some() && all.iter().any(|line| line.contains(cure)), "{cure}: {told}");
			assert!(!told.contains("ready to validate"), "{told}");
		}
	}

	#[test]
	fn sessions_should_be_told_when_keys_are_on_their_way() {
		for (now, next, says) in [
			(Some(false), Some(false), "earlier keys until session 5"),
			(Some(false), Some(true), "from the next session on"),
			(None, None, "from session 5 on, within 50 seconds"),
		] {
			let known = Known { now, next, reporter: None, ..ready() };
			let told = told(&known);
			assert!(told.contains(says) && told.contains("ready"), "{told}");
		}
	}

	#[test]
	fn wait_should_be_told_when_keys_were_registered() {
		for (standing, says) in [
			(Some(Standing::Validator), "old ones"),
			(Some(Standing::Candidate), "governance"),
			(Some(Standing::Leaving(9)), "leaving"),
			(None, "Validators.bond"),
		] {
			let known = Known { standing, ..ready() };
			let told = registered(&known, &known.sessions);
			assert!(told.contains("session 5 on: block 75, in about 50 seconds"), "{told}");
			assert!(told.contains(says), "{told}");
		}
	}
}
