//! What appraisers say, how many say it, and from when on it counts.

use crate::{Appraisal, AppraisalRules, Values};
use caliber_finance::collateral::{
	after_haircut, are_apart, falls_beyond, worth_of_units, worth_together,
};
use caliber_primitives::{
	collateral::Lack,
	units::{Ppm, Seconds, UsdCents},
};

/// How a value was found.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Method {
	/// By what the like is sold for.
	#[codec(index = 0)]
	Market,
	/// By what it earns.
	#[codec(index = 1)]
	Income,
	/// By what the like costs new, less wear.
	#[codec(index = 2)]
	Cost,
}

/// In what condition hardware is, from the best to the worst.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Grade {
	/// Unused.
	#[codec(index = 0)]
	New,
	/// Overhauled, with a warranty.
	#[codec(index = 1)]
	Refurbished,
	/// In working order.
	#[codec(index = 2)]
	Used,
	/// Not in working order.
	#[codec(index = 3)]
	ForParts,
}

impl Method {
	/// Its name in a dossier.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Market => "market",
			Self::Income => "income",
			Self::Cost => "cost",
		}
	}
}

impl Grade {
	/// Its name in a dossier.
	pub const fn name(self) -> &'static str {
		match self {
			Self::New => "new",
			Self::Refurbished => "refurbished",
			Self::Used => "used",
			Self::ForParts => "for_parts",
		}
	}
}

/// What an appraisal rests on.
#[frame_support::stored]
#[derive(Copy)]
pub struct Basis {
	/// How the values were found.
	pub method: Method,
	/// In what condition the hardware is.
	pub grade: Grade,
}

/// The place of an appraisal among those of one item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
	/// In the item's record.
	First,
	/// Beside it.
	Second,
}

/// Where an appraisal goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seat {
	/// Its place.
	pub place: Place,
	/// Where its giver's own was.
	pub own: Option<Place>,
	/// Whether nothing bounds it: the opinions that it settles are apart.
	pub unbound: bool,
}

impl Seat {
	/// The place of what it replaces: its giver's own, or the one that it takes.
	pub fn from(&self) -> Place {
		self.own.unwrap_or(self.place)
	}
}

/// What counted before an appraisal: it counts while that waits.
#[frame_support::stored]
#[derive(Copy)]
pub struct Earlier {
	/// The values.
	pub values: Values,
	/// In what condition the hardware was.
	pub grade: Grade,
	/// The first second in which they count no more.
	pub expires: Seconds,
}

/// What an orderly value has fallen from of late. Steps that follow each other within the caution
/// of the rules are one fall, so that many small ones add up, and saying the same again ends none.
#[frame_support::stored]
#[derive(Copy)]
pub struct Fall {
	/// What counted before the first step.
	pub from: UsdCents,
	/// When the last step was stated.
	pub at: Seconds,
}

impl Fall {
	/// The fall of which `value`, stated at `now` after `before`, is a step, or which it is not out
	/// of yet. Nothing when it is none.
	pub fn to(
		value: UsdCents,
		before: Option<UsdCents>,
		old: Option<&Self>,
		now: Seconds,
		caution: Seconds,
	) -> Option<Self> {
		let runs = old.filter(|fall| now < fall.at.saturating_add(caution));
		let from = before.max(runs.map(|fall| fall.from)).filter(|from| value < *from)?;
		let at = match before.is_some_and(|before| value < before) {
			true => now,
			false => runs?.at,
		};
		Some(Self { from, at })
	}

	/// Until when nothing is lent on `value`, because it has fallen far.
	fn caution(&self, value: UsdCents, rules: &AppraisalRules) -> Option<Seconds> {
		falls_beyond(value, self.from, rules.calm_fall)
			.then(|| self.at.saturating_add(rules.caution))
	}

	fn of_units(&self, units: u32, of: u32) -> Option<Self> {
		Some(Self { from: worth_of_units(self.from, units, of).ok()?, ..*self })
	}

	fn with(&self, other: &Self) -> Option<Self> {
		let from = worth_together(self.from, other.from)?;
		Some(Self { from, at: self.at.max(other.at) })
	}
}

/// What is kept of an appraisal beside itself.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Beside {
	/// What counted before it, when it waits.
	pub before: Option<Earlier>,
	/// What it has fallen from.
	pub fall: Option<Fall>,
	/// The fair value of the whole report that it is a part of, once the lot was split: what is
	/// large stays large in parts.
	pub whole: Option<UsdCents>,
}

impl Beside {
	/// Whether there is nothing.
	pub fn is_empty(&self) -> bool {
		*self == Self::default()
	}

	/// Of some of so many equal units, beside an appraisal of the whole lot.
	fn of_units<AccountId>(
		&self,
		appraisal: Option<&Appraisal<AccountId>>,
		units: u32,
		of: u32,
	) -> Option<Self> {
		Some(Self {
			before: each(self.before.as_ref(), |e| e.of_units(units, of))?,
			fall: each(self.fall.as_ref(), |f| f.of_units(units, of))?,
			whole: appraisal.map(|given| self.whole.unwrap_or(given.values.fair)),
		})
	}

	/// Of two lots in one, whose appraisals are of one report.
	fn with(&self, other: &Self) -> Option<Self> {
		let (before, fall) = (self.before.zip(other.before), self.fall.zip(other.fall));
		Some(Self {
			before: each(before.as_ref(), |(one, other)| one.with(other))?,
			fall: each(fall.as_ref(), |(one, other)| one.with(other))?,
			whole: self.whole.max(other.whole),
		})
	}
}

/// What appraisers say beyond the record. An item has it only when there is something.
#[frame_support::stored]
pub struct Opinions<AccountId> {
	/// Of the appraisal in the record.
	pub of_first: Beside,
	/// Another appraiser's opinion.
	pub second: Option<Appraisal<AccountId>>,
	/// Of that opinion.
	pub of_second: Beside,
}

impl<AccountId> Default for Opinions<AccountId> {
	fn default() -> Self {
		Self { of_first: Beside::default(), second: None, of_second: Beside::default() }
	}
}

impl Earlier {
	/// Whether an appraisal lends no more than this one did: neither on its values, nor because the
	/// hardware is in a better condition.
	pub fn bounds(&self, values: &Values, grade: Grade) -> bool {
		values.lend_at_most(&self.values) && grade >= self.grade
	}

	/// The lower of both, in the worse condition, as long as both run.
	fn least(&self, other: &Self) -> Self {
		Self {
			values: self.values.least(&other.values),
			grade: self.grade.max(other.grade),
			expires: self.expires.min(other.expires),
		}
	}

	fn of_units(&self, units: u32, of: u32) -> Option<Self> {
		Some(Self { values: self.values.of_units(units, of)?, ..*self })
	}

	fn with(&self, other: &Self) -> Option<Self> {
		Some(Self { values: self.values.with(&other.values)?, ..*self })
	}
}

/// `change` of what there may be: nothing stays nothing, `None` when it fails.
fn each<V, W>(value: Option<&V>, change: impl FnOnce(&V) -> Option<W>) -> Option<Option<W>> {
	match value {
		None => Some(None),
		Some(value) => change(value).map(Some),
	}
}

impl<AccountId> Opinions<AccountId> {
	/// Whether there is nothing.
	pub fn is_empty(&self) -> bool {
		self.of_first.is_empty() && self.second.is_none()
	}

	/// What is kept beside the appraisal at `place`.
	pub fn of(&self, place: Place) -> &Beside {
		match place {
			Place::First => &self.of_first,
			Place::Second => &self.of_second,
		}
	}
}

impl<AccountId: Clone + PartialEq> Opinions<AccountId> {
	/// Of some of so many equal units, beside an appraisal of the whole lot. `None` when nothing is
	/// left of a value.
	fn of_units(
		&self,
		appraisal: Option<&Appraisal<AccountId>>,
		units: u32,
		of: u32,
	) -> Option<Self> {
		Some(Self {
			of_first: self.of_first.of_units(appraisal, units, of)?,
			second: each(self.second.as_ref(), |a| a.of_units(units, of))?,
			of_second: self.of_second.of_units(self.second.as_ref(), units, of)?,
		})
	}

	/// Of two lots in one, whose second opinions are of one report or missing in both. `None` when
	/// a value is too large.
	pub fn with(&self, other: &Self) -> Option<Self> {
		let seconds = self.second.as_ref().zip(other.second.as_ref());
		Some(Self {
			of_first: self.of_first.with(&other.of_first)?,
			second: each(seconds.as_ref(), |(one, other)| one.with(other))?,
			of_second: self.of_second.with(&other.of_second)?,
		})
	}
}

/// Whether two appraisals are of one report. `None` when they are not and one of them runs.
fn is_shared<AccountId: Clone + PartialEq>(
	one: Option<&Appraisal<AccountId>>,
	other: Option<&Appraisal<AccountId>>,
	now: Seconds,
) -> Option<bool> {
	if one.zip(other).is_some_and(|(one, other)| one.same_report(other)) {
		return Some(true);
	}
	let runs = one.into_iter().chain(other).any(|given| now < given.expires);
	(!runs).then_some(false)
}

/// All that appraisers say of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said<AccountId> {
	/// The appraisal in its record.
	pub appraisal: Option<Appraisal<AccountId>>,
	/// What is kept beside it.
	pub opinions: Opinions<AccountId>,
}

impl<AccountId: Clone + PartialEq> Said<AccountId> {
	/// Of some of so many equal units. `None` when nothing is left of a value.
	pub fn of_units(&self, units: u32, of: u32) -> Option<Self> {
		Some(Self {
			appraisal: each(self.appraisal.as_ref(), |a| a.of_units(units, of))?,
			opinions: self.opinions.of_units(self.appraisal.as_ref(), units, of)?,
		})
	}

	/// Both without what has expired of one of them alone: what has expired of both still binds
	/// whoever gave it. `None` when something that runs is said of one alone.
	pub fn shared(self, other: Self, now: Seconds) -> Option<(Self, Self)> {
		let first = is_shared(self.appraisal.as_ref(), other.appraisal.as_ref(), now)?;
		let second = (self.opinions.second.as_ref(), other.opinions.second.as_ref());
		let second = is_shared(second.0, second.1, now)?;
		Some((self.only(first, second), other.only(first, second)))
	}

	/// With either opinion or without it.
	fn only(self, first: bool, second: bool) -> Self {
		let all = self.opinions;
		let kept = |beside, keep| if keep { beside } else { Beside::default() };
		Self {
			appraisal: self.appraisal.filter(|_| first),
			opinions: Opinions {
				of_first: kept(all.of_first, first),
				second: all.second.filter(|_| second),
				of_second: kept(all.of_second, second),
			},
		}
	}

	/// Of two lots in one, of the same reports. `None` when a value is too large.
	pub fn with(&self, other: &Self) -> Option<Self> {
		let firsts = self.appraisal.as_ref().zip(other.appraisal.as_ref());
		Some(Self {
			appraisal: each(firsts.as_ref(), |(one, other)| one.with(other))?,
			opinions: self.opinions.with(&other.opinions)?,
		})
	}
}

impl Values {
	/// The lower one, premise by premise.
	pub fn least(&self, other: &Self) -> Self {
		Self {
			fair: self.fair.min(other.fair),
			orderly: self.orderly.min(other.orderly),
			forced: self.forced.min(other.forced),
		}
	}

	/// Whether no more is lent on them than on `other`.
	pub fn lend_at_most(&self, other: &Self) -> bool {
		self.orderly <= other.orderly && self.forced <= other.forced
	}

	/// Less a haircut, each rounded down. `None` when the haircut is above the whole.
	fn after(&self, haircut: Ppm) -> Option<Self> {
		let kept = |value| after_haircut(value, haircut).ok();
		Some(Self {
			fair: kept(self.fair)?,
			orderly: kept(self.orderly)?,
			forced: kept(self.forced)?,
		})
	}
}

impl<AccountId> Appraisal<AccountId> {
	/// The first second in which it counts.
	pub fn from(&self) -> Seconds {
		self.given.saturating_add(Seconds(u64::from(self.wait)))
	}

	/// What counts of it at a moment, until when: itself, or the lower of it and of what counted
	/// before it while it waits. `None` while nothing does.
	pub fn counted(&self, before: Option<Earlier>, now: Seconds) -> Option<Earlier> {
		self.last(before, now).filter(|last| now < last.expires)
	}

	/// The same, whether it has run out or not.
	pub fn last(&self, before: Option<Earlier>, now: Seconds) -> Option<Earlier> {
		let Self { values, expires, basis: Basis { grade, .. }, .. } = *self;
		let this = Earlier { values, grade, expires };
		match now >= self.from() {
			true => Some(this),
			false => before.map(|before| this.least(&before)),
		}
	}

	/// Whether it speaks of a day too long ago for a new loan.
	pub fn is_stale(&self, rules: &AppraisalRules, now: Seconds) -> bool {
		now >= self.stale_from(rules)
	}
}

/// An appraisal with what is kept beside it.
pub type Opinion<'a, AccountId> = (&'a Appraisal<AccountId>, Beside);

/// The appraisals of an item that are in force.
pub struct Appraised<'a, AccountId> {
	/// The one of its record.
	pub first: Opinion<'a, AccountId>,
	/// Another appraiser's.
	pub second: Option<Opinion<'a, AccountId>>,
	/// Whether one alone is not enough.
	pub needs_second: bool,
}

impl<'a, AccountId> Appraised<'a, AccountId> {
	fn all(&self) -> impl Iterator<Item = Opinion<'a, AccountId>> + use<'a, AccountId> {
		[Some(self.first), self.second].into_iter().flatten()
	}

	/// Whether two opinions differ by too much.
	pub fn is_apart(&self, rules: &AppraisalRules) -> bool {
		let first = self.first.0.values.orderly;
		self.second
			.is_some_and(|(second, _)| are_apart(first, second.values.orderly, rules.opinion_gap))
	}

	/// Whether one is stale.
	pub fn is_stale(&self, rules: &AppraisalRules, now: Seconds) -> bool {
		self.all().any(|(appraisal, _)| appraisal.is_stale(rules, now))
	}

	/// Until when nothing is lent because one of them has fallen far.
	pub fn caution(&self, rules: &AppraisalRules) -> Option<Seconds> {
		let fallen = |(appraisal, beside): Opinion<'_, AccountId>| {
			beside.fall?.caution(appraisal.values.orderly, rules)
		};
		self.all().filter_map(fallen).max()
	}

	/// What stands in the way of a pledge: staleness and caution, then what stands in the way of
	/// any value.
	pub fn lacks(&self, rules: &AppraisalRules, now: Seconds) -> [Option<Lack>; 4] {
		let pending =
			self.all().any(|(appraisal, beside)| appraisal.counted(beside.before, now).is_none());
		let opinion = match self.second {
			None if self.needs_second => Some(Lack::OpinionMissing),
			_ if self.is_apart(rules) => Some(Lack::Apart),
			_ => None,
		};
		[
			self.is_stale(rules, now).then_some(Lack::Stale),
			self.caution(rules).filter(|end| now < *end).map(|_| Lack::Cautious),
			pending.then_some(Lack::Pending),
			opinion,
		]
	}

	/// What the item is worth: the lowest that counts, premise by premise, in the worst condition,
	/// less the haircut when one is stale. `None` while something stands in the way.
	pub fn worth(&self, rules: &AppraisalRules, now: Seconds) -> Option<(Values, Grade)> {
		let [_, _, pending, opinion] = self.lacks(rules, now);
		if pending.is_some() || opinion.is_some() {
			return None;
		}
		let Earlier { values, grade, .. } = self
			.all()
			.filter_map(|(appraisal, beside)| appraisal.counted(beside.before, now))
			.reduce(|one, other| one.least(&other))?;
		let values = match self.is_stale(rules, now) {
			true => values.after(rules.stale_haircut)?,
			false => values,
		};
		Some((values, grade))
	}
}
