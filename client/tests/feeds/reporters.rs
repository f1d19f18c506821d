//! Cases 15, 17 to 19, 25 and 28: what people and keys can do.

use crate::{
	chain::{as_account, as_root, results},
	loan::{self, Ground, Rack},
	world::{sign, World, BILL_SOURCES, W13},
};
use caliber_feeds_core::calendar::BILLS_FINAL;
use caliber_primitives::units::Seconds;
use caliber_runtime::{Hash, Runtime, RuntimeCall, RuntimeEvent};
use pallet_caliber::{AppraisalRules, Error, Rules};
use pallet_feeds::{Age, Event, Statement};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};

/// An evening on which the publisher of bills is silent: reporters speak by hand.
fn by_hand(world: &mut World) -> i64 {
	BILL_SOURCES.iter().for_each(|source| world.sim.arm(source, "unavailable"));
	world.evening();
	world.look();
	world.mark();
	world.served(W13.1)
}

fn end(world: &mut World) -> String {
	BILL_SOURCES.iter().for_each(|source| world.sim.arm(source, "off"));
	world.settle()
}

/// What the pool says.
fn said(result: Result<(), String>) -> String {
	match result {
		Ok(()) => "TAKEN".into(),
		Err(refusal) => refusal,
	}
}

pub fn replay(world: &mut World) -> String {
	let value = by_hand(world);
	let report = world.report(Alice, world.statement(W13.1, value));
	let genesis = world.node.hash(Some(0)).unwrap();
	let signature = sign(Alice, &report, &genesis);
	world.deliver(&report, signature).unwrap();
	let is_held = world.send(Alice, &report).is_err();
	world.seal();
	// The pool would know the same bytes again: the signature is another one each time.
	let again = said(world.send(Alice, &report));
	let mut other_set = report.clone();
	other_set.set.0 += 1;
	let mut expired = report.clone();
	expired.expires = Seconds(world.time - 1);
	let mut generation = world.report(Bob, world.statement(W13.1, value));
	generation.key_generation += 1;
	let sister = world.report(Bob, world.statement(W13.1, value));
	let sister_signature = sign(Bob, &sister, &Hash::repeat_byte(9));
	let refused = [
		("other set", said(world.send(Alice, &other_set))),
		("other key generation", said(world.send(Bob, &generation))),
		("expired", said(world.send(Alice, &expired))),
		("sister chain", said(world.deliver(&sister, sister_signature))),
	];
	[Bob, Charlie].into_iter().for_each(|who| world.say(who, W13.1, value));
	world.seal();
	let later = said(world.send(Alice, &report));
	let refused: Vec<String> =
		refused.into_iter().map(|(what, refusal)| format!("{what}: {refusal}")).collect();
	let held = if is_held { "one waits in the pool" } else { "TWO wait in the pool" };
	let told = format!("sent twice: {held}; in the round: {again}; after it: {later}");
	format!("{told}; {}; {}", refused.join("; "), end(world))
}

/// Two honest ones and the liar would be a quorum, but for the conviction.
pub fn equivocation(world: &mut World) -> String {
	let value = by_hand(world);
	let genesis = world.node.hash(Some(0)).unwrap();
	let statement = |value| world.statement(W13.1, value);
	let [first, second] =
		[value, value + 100_000].map(|value| world.report(Dave, statement(value)));
	world.send(Dave, &first).unwrap();
	world.say(Alice, W13.1, value);
	world.seal();
	let proof = pallet_feeds::Call::report_equivocation {
		first: (first.clone(), sign(Dave, &first, &genesis)),
		second: (second.clone(), sign(Dave, &second, &genesis)),
	};
	let proof = world.node.signed(Eve, RuntimeCall::Feeds(proof));
	world.include(&proof);
	let convicted = world.told(|event| match event {
		Event::ReporterConvicted { who, by, .. } => {
			Some(*who == Dave.to_account_id() && *by == Eve.to_account_id())
		},
		_ => None,
	});
	let is_slashed = world.events.iter().any(|event| {
		matches!(event, RuntimeEvent::Validators(pallet_validators::Event::Slashed { .. }))
	});
	let barred = said(world.send(Dave, &second));
	let before = world.node.status(W13.1);
	world.say(Bob, W13.1, value);
	world.seal();
	let with_two = world.outcome(W13.1, &before);
	world.say(Charlie, W13.1, value);
	world.seal();
	let with_three = world.outcome(W13.1, &before);
	let told = match convicted[..] {
		[true] if is_slashed => "convicted and slashed",
		[true] => "convicted, NOT slashed",
		_ => "NOT convicted",
	};
	format!(
		"Dave: {told}, his reports: {barred}; 13-week bill with his vote for a third: {with_two}; \
		 with a third honest one: {with_three}; {}",
		end(world)
	)
}

pub fn clock_skew(world: &mut World) -> String {
	let value = by_hand(world);
	let at = |world: &World, shift: i64| {
		let mut statement = world.statement(W13.1, value);
		let fetched = &mut statement.observation.fetched_at;
		*fetched = fetched.checked_add_signed(shift).unwrap();
		statement
	};
	let sent = |world: &World, who, statement: Statement| {
		let report = world.report(who, statement);
		world.send(who, &report)
	};
	let skewed = [3_600, -3_600].map(|shift| said(sent(world, Dave, at(world, shift))));
	let near = [(Alice, 110), (Bob, -890), (Charlie, 0)]
		.map(|(who, shift)| sent(world, who, at(world, shift)).is_ok());
	let before = world.node.status(W13.1);
	world.seal();
	let outcome = world.outcome(W13.1, &before);
	let near = if near == [true; 3] { "taken" } else { "REFUSED" };
	format!(
		"an hour ahead: {}; an hour behind: {}; up to 2 minutes ahead and 15 behind: {near}; \
		 13-week bill: {outcome}; {}",
		skewed[0],
		skewed[1],
		end(world)
	)
}

/// One lies and two are silent; then the silent ones are back.
pub fn collusion(world: &mut World) -> String {
	BILL_SOURCES.iter().for_each(|source| world.sim.arm(source, "unavailable"));
	// Before the absence of the day's rate is an alarm.
	let day = world.next_day(|_| true);
	world.ask_at(day.start() + BILLS_FINAL + 20);
	world.mark();
	let value = world.served(W13.1);
	let before = world.node.status(W13.1);
	world.say(Dave, W13.1, value + 1_000_000);
	world.say(Alice, W13.1, value);
	world.seal();
	world.look();
	world.write_down(W13.1);
	let without = world.outcome(W13.1, &before);
	let lost = world.told(|event| match event {
		Event::QuorumLost { feed, have, need } if *feed == W13.1 => Some((*have, *need)),
		_ => None,
	});
	[Bob, Charlie].into_iter().for_each(|who| world.say(who, W13.1, value));
	world.seal();
	let with = world.outcome(W13.1, &before);
	world.write_down(W13.1);
	let struck = world.told(|event| match event {
		Event::ReporterStruck { who, strikes, .. } if *who == Dave.to_account_id() => {
			Some(strikes.count)
		},
		_ => None,
	});
	// Then nobody speaks, and the value ages.
	world.next_evening(|_| true);
	world.next_evening(|_| true);
	world.look();
	let age = match world.node.status(W13.1).age {
		Some(Age::Soft) => "soft stale",
		_ => "NOT soft stale",
	};
	let lost = lost
		.first()
		.map_or("no alarm".into(), |(have, need)| format!("QuorumLost {have} of {need}"));
	let struck = if struck.len() == 1 { "struck" } else { "NOT struck" };
	format!(
		"13-week bill by one liar and one honest reporter: {without}, {lost}; by three honest \
		 ones: {with}, the liar {struck}; after two silent days: {age}; {}",
		end(world)
	)
}

/// The node ends with its reports signed and in no block.
pub fn resend(world: &mut World) -> String {
	world.evening();
	let before = world.node.status(W13.1);
	world.ask();
	let signed = world.counters();
	world.restart(None, &[]);
	world.mark();
	world.seal();
	let lost = world.outcome(W13.1, &before);
	world.look();
	let outcome = world.outcome(W13.1, &before);
	let resent = world.counters().resent.saturating_sub(signed.resent);
	let votes = world.told(|event| match event {
		Event::Reported { feed, reporter, .. } if *feed == W13.1 => Some(reporter.0),
		_ => None,
	});
	let is_once = (0..4).all(|who| votes.iter().filter(|vote| **vote == who).count() <= 1);
	let again = if resent > 0 { "sent again" } else { "NOT sent again" };
	let once = if is_once { "one vote each" } else { "SEVERAL votes" };
	format!(
		"13-week bill after the restart: {lost}; {again}: {outcome}, {once}; {}",
		world.settle()
	)
}

/// Below the appraiser's word stand a gate, a wait, and whoever doubts it.
pub fn stolen_appraiser(world: &mut World) -> String {
	world.quiet_evening();
	world.open();
	let rack = Rack::register(world, "STOLEN");
	// A day to challenge an appraisal, as on a network with money.
	let appraisals = AppraisalRules::default();
	let rules = Rules { appraisals, ..Rules::default() };
	world.root(RuntimeCall::Caliber(pallet_caliber::Call::set_rules { rules }));
	let says = |world: &mut World, percent: u64| {
		let call = rack.appraisal(world.time, percent);
		results(&world.batch(vec![call])).pop().unwrap()
	};
	let too_large = Err(Error::<Runtime>::MoveTooLarge.into());
	let named = |result| match result {
		error if error == too_large => "MoveTooLarge".to_string(),
		other => format!("{other:?}"),
	};
	let stolen = named(says(world, 400));
	let before = rack.orderly(world);
	let waits = match (says(world, 108), rack.orderly(world) == before) {
		(Ok(()), true) => "waits for a day while the old value counts".to_string(),
		other => format!("{other:?}"),
	};
	let next = named(says(world, 116));
	let evidence = Hash::repeat_byte(1);
	let (item, upheld) = (rack.item, true);
	let appraiser = loan::appraiser();
	let challenge = pallet_caliber::Call::challenge { item, appraiser, evidence };
	let calls = vec![
		as_account(&Alice.to_account_id(), RuntimeCall::Caliber(challenge)),
		as_root(RuntimeCall::Caliber(pallet_caliber::Call::resolve { item, upheld })),
	];
	let veto = match results(&world.batch(calls))[..] {
		[Ok(()), Ok(())] => "challenged and struck".to_string(),
		ref other => format!("{other:?}"),
	};
	format!("+300 %: {stolen}; +8 %: {waits}; +16 % on top of it: {next}; then {veto}")
}
