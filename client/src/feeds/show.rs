//! Feeds as a user reads them: a table of all, a page of one, or JSON.

use super::name;
use crate::output::moment;
use caliber_feeds_core::FeedKey;
use pallet_feeds::{Age, Agreed, Alarm, DayValue, FeedRules, FeedStatus, State};
use serde_json::{json, Value};
use std::fmt::Write;

/// Where the second column of a page begins.
const COLUMN: usize = 13;
/// Seconds of a minute, an hour and a day.
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// What the chain says of a feed.
pub struct Answer {
	/// The feed.
	pub feed: FeedKey,
	/// All that is known of it.
	pub status: FeedStatus,
	/// What it said for the days that were asked for.
	pub history: Vec<DayValue>,
}

/// All feeds, a line each, and under it what is out of the ordinary.
pub fn table(answers: &[Answer], now: u64) -> String {
	let mut rows =
		vec![["FEED", "VALUE", "BAND", "STATE", "AGE", "DAY", "ROUND", "NEXT", "SOURCES"]
			.map(String::from)];
	for Answer { feed, status, .. } in answers {
		let current = status.current;
		let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".into());
		let sources = current.map(|current| name::sources(current.sources).join(", "));
		rows.push([
			feed.to_string(),
			or_none(current.map(|current| name::value(*feed, current.value))),
			or_none(current.and_then(|current| band(*feed, current.conf))),
			state(status.state).into(),
			or_none(current.map(|current| age(status.age, &current, now))),
			or_none(current.map(|current| current.day.to_string())),
			format!("{} of {}", status.round.votes, status.round.quorum),
			moment(status.next_expected.get()),
			or_none(sources),
		]);
	}
	let widths: Vec<usize> = (0..rows.first().map_or(0, |row| row.len()))
		.map(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or_default())
		.collect();
	let mut text = String::new();
	for (at, row) in rows.iter().enumerate() {
		let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
		let _ = writeln!(text, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
		let answer = at.checked_sub(1).and_then(|at| answers.get(at));
		for (heading, line) in answer.map(unusual).unwrap_or_default() {
			let _ = writeln!(text, "  {}: {line}", heading.to_lowercase());
		}
	}
	text
}

/// One feed in full.
pub fn page(answer: &Answer, now: u64) -> String {
	let Answer { feed, status, history } = answer;
	let mut lines = vec![("Feed", format!("{feed}: {}", name::title(*feed)))];
	match &status.current {
		None => lines.push(("Value", "none yet".into())),
		Some(current) => {
			let band = band(*feed, current.conf).map(|band| format!(", {band}"));
			let value = name::value(*feed, current.value);
			lines.push(("Value", format!("{value}{}", band.unwrap_or_default())));
			lines.push(("Age", age(status.age, current, now)));
			lines.push(("Day", of_day(current)));
			let agreed = format!(
				"{} of at least {} reporters, round {}, {}",
				current.reporters,
				current.quorum,
				current.round.0,
				moment(current.accepted.get())
			);
			lines.push(("Agreed", agreed));
			lines.push(("Sources", name::sources(current.sources).join(", ")));
		},
	}
	lines.push(("State", state(status.state).into()));
	lines.extend(unusual(answer));
	let round = status.round;
	lines.push((
		"Round",
		format!("{} is open, votes: {}, needed: {}", round.number.0, round.votes, round.quorum),
	));
	lines.push(("Next", format!("expected {}", moment(status.next_expected.get()))));
	let mut days = history.iter().rev().map(|day| {
		let band = band(*feed, day.conf).map(|band| format!(", {band}")).unwrap_or_default();
		let revised = match day.revision {
			0 => String::new(),
			1 => ", revised once".into(),
			times => format!(", revised {times} times"),
		};
		format!("{}  {}{band}{revised}", day.day, name::value(*feed, day.value))
	});
	lines.extend(days.next().map(|day| ("History", day)));
	lines.extend(days.map(|day| ("", day)));
	let mut text = String::new();
	for (heading, line) in lines {
		let _ = writeln!(text, "{heading:COLUMN$}{line}");
	}
	text
}

/// What waits, what is in doubt, what to be careful about, what was told.
fn unusual(answer: &Answer) -> Vec<(&'static str, String)> {
	let Answer { feed, status, .. } = answer;
	let mut lines = Vec::new();
	if let Some(pending) = &status.pending {
		let value = name::value(*feed, pending.agreed.value);
		let text = format!("{value} of {} until {}", pending.agreed.day, at(pending.until.get()));
		lines.push(("Waits", text));
	}
	if let Some(suspect) = &status.suspect {
		let text = format!(
			"{} of {} moved too far: {} of {} rounds have confirmed it",
			name::value(*feed, suspect.agreed.value),
			suspect.agreed.day,
			suspect.confirmations,
			status.rules.confirmations()
		);
		lines.push(("Doubt", text));
	}
	if let Some(until) = status.caution_until {
		lines.push((
			"Caution",
			format!("it fell far: nothing is liquidated until {}", at(until.get())),
		));
	}
	let alarm = match status.alarm {
		Alarm::None => None,
		Alarm::Late => Some("a newer value is missing: too few reporters or venues agree"),
		Alarm::SoftStale => Some("soft stale: no new loan and no purchase rests on it"),
		Alarm::HardStale => Some("hard stale: it serves monitoring only"),
	};
	lines.extend(alarm.map(|alarm| ("Alarm", alarm.to_string())));
	lines
}

fn state(state: State) -> &'static str {
	match state {
		State::Collecting => "collecting",
		State::Current => "in force",
		State::Pending => "another waits",
		State::Suspect => "in doubt",
		State::Caution => "caution",
		State::Frozen => "frozen",
	}
}

fn age_word(age: Option<Age>) -> &'static str {
	match age {
		None => "none",
		Some(Age::Fresh) => "fresh",
		Some(Age::Soft) => "soft stale",
		Some(Age::Hard) => "hard stale",
	}
}

/// How old a value is: an official rate by its day, a price by the moment that it speaks of.
fn age(age: Option<Age>, current: &Agreed, now: u64) -> String {
	let seconds = now.saturating_sub(current.observed.get());
	let since = match seconds {
		0..MINUTE => format!("{seconds} s"),
		MINUTE..HOUR => format!("{} min", seconds / MINUTE),
		HOUR..DAY => format!("{} h", seconds / HOUR),
		_ => format!("{} d", seconds / DAY),
	};
	format!("{}, {since}", age_word(age))
}

fn of_day(current: &Agreed) -> String {
	match current.revision {
		0 => current.day.to_string(),
		revision => format!("{}, revision {revision}", current.day),
	}
}

/// Half the width of the band around a value; official rates have none.
fn band(feed: FeedKey, conf: u64) -> Option<String> {
	let conf = i64::try_from(conf).ok().filter(|conf| *conf > 0)?;
	Some(format!("+/- {}", name::value(feed, conf)))
}

/// A moment, to the second.
fn at(unix: u64) -> String {
	format!("{}:{:02}", moment(unix), unix % MINUTE)
}

/// A feed for programs: exact figures in the units of the chain, and how they read.
pub fn json(answer: &Answer) -> Value {
	let Answer { feed, status, history } = answer;
	let agreed = |agreed: &Agreed| {
		json!({
			"value": agreed.value,
			"text": name::value(*feed, agreed.value),
			"confidence": agreed.conf,
			"day": agreed.day.to_string(),
			"observed": agreed.observed.get(),
			"accepted": agreed.accepted.get(),
			"round": agreed.round.0,
			"revision": agreed.revision,
			"reporters": agreed.reporters,
			"quorum": agreed.quorum,
			"sources": name::sources(agreed.sources),
		})
	};
	let class = match status.rules {
		FeedRules::Official(_) => "official",
		FeedRules::Market(_) => "market",
	};
	let pending = status.pending.as_ref();
	let suspect = status.suspect.as_ref();
	let history = history.iter().map(|day| {
		json!({
			"day": day.day.to_string(),
			"value": day.value,
			"confidence": day.conf,
			"accepted": day.accepted.get(),
			"revision": day.revision,
		})
	});
	json!({
		"feed": feed.to_string(),
		"title": name::title(*feed),
		"class": class,
		"unit": name::unit(*feed),
		"state": state(status.state),
		"age": age_word(status.age),
		"current": status.current.as_ref().map(agreed),
		"waits": pending.map(|p| json!({ "until": p.until.get(), "agreed": agreed(&p.agreed) })),
		"doubt": suspect.map(|s| json!({
			"confirmations": s.confirmations,
			"needed": status.rules.confirmations(),
			"agreed": agreed(&s.agreed),
		})),
		"caution_until": status.caution_until.map(|until| until.get()),
		"alarm": match status.alarm {
			Alarm::None => None,
			Alarm::Late => Some("late"),
			Alarm::SoftStale => Some("soft stale"),
			Alarm::HardStale => Some("hard stale"),
		},
		"round": {
			"number": status.round.number.0,
			"set": status.round.set.0,
			"votes": status.round.votes,
			"quorum": status.round.quorum,
		},
		"next_expected": status.next_expected.get(),
		"history": history.collect::<Vec<_>>(),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_feeds_core::{ObsDay, Source, Tenor, Tier};
	use caliber_primitives::{ids::SetId, units::Seconds};
	use pallet_feeds::{MarketRules, OfficialRules, Pending, RoundId, RoundStatus, Suspect};

	/// Wednesday, 12 August 2026, a quarter past midnight.
	const NOW: u64 = 1_786_493_700;
	const TUESDAY: ObsDay = ObsDay(20_676);
	const BILL: FeedKey = FeedKey::TBillDiscount(Tenor::W13);
	const GPU: FeedKey = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };

	fn agreed(value: i64, observed: u64, sources: u32) -> Agreed {
		Agreed {
			value,
			conf: 0,
			day: TUESDAY,
			observed: Seconds(observed),
			accepted: Seconds(NOW - 2_640),
			round: RoundId(41),
			revision: 0,
			reporters: 3,
			quorum: 3,
			sources,
		}
	}

	fn status(rules: FeedRules, current: Option<Agreed>) -> FeedStatus {
		FeedStatus {
			rules,
			state: if current.is_some() { State::Current } else { State::Collecting },
			age: current.map(|_| Age::Fresh),
			current,
			pending: None,
			suspect: None,
			caution_until: None,
			alarm: Alarm::None,
			round: RoundStatus { number: RoundId(42), set: SetId(1), votes: 1, quorum: 3 },
			next_expected: Seconds(1_786_577_400),
		}
	}

	fn bill() -> Answer {
		let current = agreed(37_400_000, TUESDAY.start(), Source::UstBillXml.mask());
		let status = status(FeedRules::Official(OfficialRules::BILLS), Some(current));
		let said = |days: u32, value, revision| DayValue {
			day: TUESDAY.before(days),
			value,
			conf: 0,
			accepted: Seconds(NOW),
			revision,
		};
		let history = vec![said(4, 37_200_000, 1), said(1, 37_300_000, 0), said(0, 37_400_000, 0)];
		Answer { feed: BILL, status, history }
	}

	fn gpu() -> Answer {
		let venues = Source::GPU_VENUES.iter().fold(0, |mask, source| mask | source.mask());
		let current = Agreed { conf: 525_000, ..agreed(3_090_000, NOW - 780, venues) };
		let rise = agreed(3_140_000, NOW - 780, venues);
		let status = FeedStatus {
			state: State::Pending,
			pending: Some(Pending { agreed: rise, until: Seconds(NOW + 83_460) }),
			next_expected: Seconds(NOW + 20_820),
			..status(FeedRules::Market(MarketRules::GPU_HOUR), Some(current))
		};
		Answer { feed: GPU, status, history: Vec::new() }
	}

	fn sofr() -> Answer {
		let current = agreed(36_300_000, TUESDAY.start(), Source::NyFed.mask());
		let doubt = agreed(52_500_000, TUESDAY.start(), Source::NyFed.mask());
		let status = FeedStatus {
			state: State::Suspect,
			age: Some(Age::Soft),
			suspect: Some(Suspect { agreed: doubt, confirmations: 1 }),
			alarm: Alarm::SoftStale,
			..status(FeedRules::Official(OfficialRules::OVERNIGHT), Some(current))
		};
		Answer { feed: FeedKey::Sofr, status, history: Vec::new() }
	}

	fn resale() -> Answer {
		let feed = FeedKey::GpuResale { sku: 1, condition: caliber_feeds_core::Condition::Used };
		let status = status(FeedRules::Market(MarketRules::RESALE), None);
		Answer { feed, status, history: Vec::new() }
	}

	/// What the documentation shows is what the program prints.
	fn assert_shown(text: &str) {
		let documentation = include_str!("../../../docs/feeds.md");
		let block = format!("```text\n{text}```");
		assert!(documentation.contains(&block), "docs/feeds.md must show:\n{block}");
	}

	#[test]
	fn table_should_show_all_feeds_as_documented() {
		assert_shown(&table(&[bill(), sofr(), gpu(), resale()], NOW));
	}

	#[test]
	fn page_should_show_one_feed_as_documented() {
		assert_shown(&page(&bill(), NOW));
		assert_shown(&page(&gpu(), NOW));
	}

	#[test]
	fn page_should_tell_caution_and_revision_when_there_are_any() {
		let mut fallen = gpu();
		fallen.status.caution_until = Some(Seconds(NOW + 65));
		fallen.status.alarm = Alarm::Late;
		let text = page(&fallen, NOW);
		assert!(text.contains("nothing is liquidated until 2026-08-12 00:16:05"), "{text}");
		assert!(text.contains("a newer value is missing"), "{text}");
		let mut revised = bill();
		revised.status.current = revised.status.current.map(|of| Agreed { revision: 2, ..of });
		assert!(page(&revised, NOW).contains("2026-08-11, revision 2"));
	}

	#[test]
	fn json_should_carry_the_figures_of_the_chain_when_printed() {
		let json = json(&gpu());
		assert_eq!(json["feed"], "gpu-hour-1");
		assert_eq!(json["current"]["value"], 3_090_000);
		assert_eq!(json["current"]["confidence"], 525_000);
		assert_eq!(json["waits"]["agreed"]["value"], 3_140_000);
		assert_eq!(json["waits"]["until"], NOW + 83_460);
		assert_eq!(json["alarm"], Value::Null);
		assert_eq!(super::json(&sofr())["doubt"]["needed"], 2);
		assert_eq!(super::json(&bill())["history"][0]["revision"], 1);
		assert_eq!(super::json(&resale())["current"], Value::Null);
	}
}
