//! When a feed is asked for.
//!
//! Days are cut into slots of one poll, counted from the moment at which the rates of a day are due.
//! Within a slot each reporter has a second of his own, the same for all feeds that a page may tell
//! together, so that sources are not asked by everybody at once nor twice by anybody.

use super::{
	memory::{dice, wait, Record, LONGEST},
	Hash,
};
use crate::{
	ask,
	calendar::{BILLS_FINAL, OVERNIGHT_FINAL},
	Assignment, Calendar, FeedKey, Known, ObsDay, Task,
};
use alloc::vec::Vec;
use codec::Encode;

/// The widest spread of reporters within a slot: 15 minutes.
pub const SPREAD: u64 = 900;
/// A statement that no block has taken by then is sent again: ten blocks.
const RESEND: u64 = 20;
/// For how long: after that its figures are too old.
const LIFE: u64 = 600;
/// Before others are asked in place of a publisher who failed, and before a doubt is looked at
/// again: a minute.
const SOON: u64 = 60;
/// A known rate is looked at again after so many polls, and at least every 6 hours.
const REVISED_POLLS: u64 = 6;

/// What is to be done about a feed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
	/// Its sources are asked.
	Fetch,
	/// What was said is sent again.
	Resend,
	/// It is told along with another feed, whatever is known of it.
	Accompany,
}

/// A feed about which something is to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Errand {
	/// The feed.
	pub task: Task,
	/// What.
	pub due: Due,
}

/// The moment at which is asked what is due.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
	/// Unix seconds.
	pub now: u64,
	/// The reporter's second in a slot.
	pub phase: u64,
	/// Days on which rates are published.
	pub calendar: &'a Calendar<'a>,
}

/// What one may want of a feed.
enum Want {
	/// A value: the chain has none that is good, and this reporter has not spoken.
	Value,
	/// Confirmation of a doubtful one, by a fetch of its own: as soon as it is taken.
	Doubt,
	/// Another value than was said, if there is one.
	Change {
		/// Seconds between two looks.
		every: u64,
	},
	/// The sources that were missing.
	Rest,
}

/// The feeds that one page may tell together.
fn family(feed: FeedKey) -> u8 {
	match feed {
		FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_) => 0,
		FeedKey::Sofr | FeedKey::Effr => 1,
		FeedKey::GpuHour { .. } => 2,
		FeedKey::GpuResale { .. } => 3,
	}
}

/// The reporter's second in a slot of a feed: never more than half of it.
pub fn phase(who: &Assignment, task: &Task, spread: u64, hash: Hash) -> u64 {
	let most = spread.min(SPREAD).min(task.poll.div_euclid(2));
	let dice = dice(hash, &(who.genesis, who.reporter, family(task.feed)).encode());
	dice.checked_rem(most.saturating_add(1)).unwrap_or_default()
}

fn is_official(feed: FeedKey) -> bool {
	family(feed) < 2
}

/// When the slot began that `now` lies in, and whether it is the first of its day.
fn slot(feed: FeedKey, now: u64, length: u64) -> (u64, bool) {
	let second = match family(feed) {
		0 => BILLS_FINAL,
		1 => OVERNIGHT_FINAL,
		_ => 0,
	};
	let today = ObsDay::of(now);
	let first = today.start().saturating_add(second);
	let first = if first <= now { first } else { today.before(1).start().saturating_add(second) };
	let index = now.saturating_sub(first).checked_div(length).unwrap_or_default();
	(first.saturating_add(index.saturating_mul(length)), index == 0)
}

/// What is to be done about a feed now, if anything.
pub fn due(task: &Task, record: &Record, clock: &Clock<'_>) -> Option<Due> {
	let now = clock.now;
	if now < task.not_before {
		return None;
	}
	if let Some(sent) = record.pending(task) {
		let fetched = sent.observation.fetched_at;
		if fetched >= task.not_before && now <= fetched.saturating_add(LIFE) {
			return (now >= sent.at.saturating_add(RESEND)).then_some(Due::Resend);
		}
	}
	if now < record.next {
		return None;
	}
	let is_retry = |start| record.failures > 0 && record.tried >= start;
	let is_due = match want(task, record, clock)? {
		Want::Doubt => record.tried < task.not_before || now >= record.tried.saturating_add(SOON),
		Want::Rest => record.failures > 0,
		Want::Change { every } => {
			let (start, _) = slot(task.feed, now, every);
			is_retry(start) || (record.tried < start && now >= start.saturating_add(clock.phase))
		},
		Want::Value => {
			let (start, is_first) = slot(task.feed, now, task.poll);
			// Who comes late does not wait for his second: the node was off, or the chain is new.
			let is_late = match task.known {
				None => true,
				Some(_) if is_official(task.feed) && is_first => false,
				Some(_) => record.tried < start.saturating_sub(task.poll),
			};
			let has_tried = record.tried >= start;
			// What came of the last fetch is in no block and too old by now, or in a round that
			// closed over something else.
			let is_lost = record.sent.is_some_and(|sent| sent.at >= record.tried);
			is_retry(start)
				|| (has_tried && record.failures == 0 && is_lost)
				|| (!has_tried && (is_late || now >= start.saturating_add(clock.phase)))
		},
	};
	is_due.then_some(Due::Fetch)
}

fn want(task: &Task, record: &Record, clock: &Clock<'_>) -> Option<Want> {
	let doubt = task.known.filter(|known| known.is_suspect);
	let said = task.said.map(|said| said.day);
	if is_official(task.feed) {
		let every = REVISED_POLLS.saturating_mul(task.poll).min(LONGEST).max(task.poll);
		let due = ask::expected(task.feed, clock.now, clock.calendar);
		return match (doubt, task.known) {
			(Some(Known { day, .. }), _) if said.is_none_or(|said| said < day) => Some(Want::Doubt),
			(Some(_), _) => Some(Want::Change { every: task.poll }),
			(None, Some(known)) if known.day >= due => {
				known.is_open.then_some(Want::Change { every })
			},
			_ if said.is_some_and(|said| said >= due) => Some(Want::Change { every: task.poll }),
			_ => Some(Want::Value),
		};
	}
	let today = ObsDay::of(clock.now);
	let (start, _) = slot(task.feed, clock.now, task.poll);
	let is_known = task.known.is_some_and(|known| known.observed >= start);
	match said {
		_ if doubt.is_none() && is_known => None,
		Some(day) if day > today => None,
		Some(day) if day == today => (record.failures > 0).then_some(Want::Rest),
		_ if doubt.is_some() => Some(Want::Doubt),
		_ => Some(Want::Value),
	}
}

/// Adds the discount of every bill whose coupon equivalent is due: the one is never said without
/// the other. Where one of the two would only be said again and the other is asked for, both are
/// asked for.
pub(super) fn with_companions(mut errands: Vec<Errand>, who: &Assignment) -> Vec<Errand> {
	let due: Vec<(FeedKey, Due)> =
		errands.iter().map(|errand| (errand.task.feed, errand.due)).collect();
	let of = |feed| due.iter().find(|(other, _)| Some(*other) == feed).map(|(_, due)| *due);
	let mut mates = Vec::new();
	for errand in &mut errands {
		match (errand.task.feed, errand.due) {
			(FeedKey::TBillCouponEq(_), _) => {
				let mate = errand.task.feed.discount_of();
				match of(mate) {
					Some(mate) if mate == errand.due => {},
					Some(_) => errand.due = Due::Fetch,
					None => {
						if let Some(task) = who.tasks.iter().find(|task| Some(task.feed) == mate) {
							errand.due = Due::Fetch;
							mates.push(Errand { task: *task, due: Due::Accompany });
						}
					},
				}
			},
			(FeedKey::TBillDiscount(tenor), own) => {
				let mate = of(Some(FeedKey::TBillCouponEq(tenor)));
				if mate.is_some_and(|mate| mate != own) {
					errand.due = Due::Accompany;
				}
			},
			_ => {},
		}
	}
	errands.extend(mates);
	errands
}

/// What is to be remembered after a fetch. `is_done` tells whether what there was to say was said.
pub(super) fn after(
	task: &Task,
	record: &Record,
	now: u64,
	is_done: bool,
	silence: Silence,
) -> Record {
	// A rate that was had is had, whoever told it; a market lacks each venue that is silent.
	let is_whole = is_done && (is_official(task.feed) || silence == Silence::None);
	let failures = if is_whole { 0 } else { record.failures.saturating_add(1) };
	let pause = match (failures, silence) {
		(0, _) => 0,
		(_, Silence::Spared) => SOON,
		(more, _) => wait(more),
	};
	Record { tried: now, next: now.saturating_add(pause.min(task.poll)), failures, ..*record }
}

/// Why a fetch led to no statement although there may be something to say. People are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Unsaid;

/// What was missing from the sources of a feed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Silence {
	/// Nothing.
	None,
	/// One of them has not answered, or not well.
	Missing,
	/// The publisher has not, and others were spared.
	Spared,
}
