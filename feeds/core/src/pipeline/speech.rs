//! Whether there is anything to say, as which correction, and what goes together.

use super::{
	names::Names,
	note::Note,
	schedule::{Due, Errand},
	Run,
};
use crate::{checks, combine::Combined, Assignment, FeedKey, Observation, Tenor};
use alloc::vec::Vec;

/// How often one may correct oneself about a day in a round.
const MAX_CORRECTIONS: u8 = 3;
/// Statements that one signature covers at most.
const BUNDLE: usize = 16;

/// What a reporter signs of one feed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Statement {
	/// The open round of the feed.
	pub round: u32,
	/// What he says.
	pub observation: Observation,
}

/// What there is to say; `None` if nothing.
///
/// # Errors
/// What people are told if there is something that may not be said.
pub(super) fn statement(
	run: &Run<'_>,
	(who, errand): (&Assignment, &Errand),
	names: &Names,
	combined: &Combined,
) -> Result<Option<Statement>, Note> {
	let task = &errand.task;
	let first = combined.observe(0, run.now, run.hash);
	let feed = first.feed;
	let day = first.obs_day;
	let is_market = matches!(feed, FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. });
	let is_news = task.known.is_none_or(|known| {
		let is_other = known.is_open && first.value != i128::from(known.value);
		day > known.day || (day == known.day && (is_market || known.is_suspect || is_other))
	});
	if !is_news && errand.due != Due::Accompany {
		return Ok(None);
	}
	let correction = match task.said {
		Some(said) if said.day > day => return Ok(None),
		Some(said) if said.day == day => {
			let has_more = said.sources & !first.sources == 0 && said.sources != first.sources;
			let is_other = first.value != i128::from(said.value);
			let is_better = if is_market { has_more } else { is_other };
			if !is_better && errand.due != Due::Accompany {
				return Ok(None);
			}
			let next = said.correction.checked_add(1).filter(|next| *next <= MAX_CORRECTIONS);
			next.ok_or(Note::Corrected(feed))?
		},
		_ => 0,
	};
	let observation = Observation { round: correction, ..first };
	let statement = Statement { round: task.round, observation };
	// Two values under one name would be punished, whether the first is heard or not.
	if !names.admit(who, &statement) {
		return Err(Note::Held(feed));
	}
	Ok(Some(statement))
}

/// Discounts and coupon equivalents side by side, then the rest. A coupon equivalent without its
/// discount goes, and so do both of a bill whose two rates are of two prices.
pub(super) fn paired(said: Vec<Statement>, notes: &mut Vec<Note>) -> Vec<Statement> {
	let of = |feed| said.iter().find(|statement| statement.observation.feed == feed);
	let mut sorted = Vec::new();
	for tenor in Tenor::ALL {
		let discount = of(FeedKey::TBillDiscount(tenor));
		let equivalent = of(FeedKey::TBillCouponEq(tenor));
		match (discount, equivalent) {
			(Some(d), Some(e)) if is_one_bill(tenor, &d.observation, &e.observation) => {
				sorted.extend([*d, *e]);
			},
			(Some(d), None) => sorted.push(*d),
			(_, Some(e)) => notes.push(Note::Alone(e.observation.feed)),
			(None, None) => {},
		}
	}
	let is_bill =
		|feed: FeedKey| matches!(feed, FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_));
	sorted.extend(said.iter().filter(|statement| !is_bill(statement.observation.feed)));
	sorted
}

fn is_one_bill(tenor: Tenor, discount: &Observation, equivalent: &Observation) -> bool {
	discount.obs_day == equivalent.obs_day
		&& checks::bill_pair(tenor, discount.value, equivalent.value).is_ok()
}

/// Cuts statements into those that one signature covers, each in the order of the feeds. The two
/// rates of a bill stay together.
pub fn bundles(statements: &[Statement]) -> Vec<Vec<Statement>> {
	let mut all: Vec<Vec<Statement>> = Vec::new();
	let mut rest = statements.iter().peekable();
	while let Some(first) = rest.next() {
		let is_mate =
			|next: &&Statement| next.observation.feed.discount_of() == Some(first.observation.feed);
		let group: Vec<Statement> =
			[*first].into_iter().chain(rest.next_if(is_mate).copied()).collect();
		match all.last_mut() {
			Some(last) if last.len().saturating_add(group.len()) <= BUNDLE => last.extend(group),
			_ => all.push(group),
		}
	}
	for bundle in &mut all {
		bundle.sort_by_key(|statement| statement.observation.feed);
	}
	all
}
