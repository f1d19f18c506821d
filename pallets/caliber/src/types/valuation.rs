//! What appraisers say, how many say it, and from when on it counts.

use crate::{Appraisal, Values, WHOLE};
use caliber_finance::collateral::{after_haircut, are_apart, falls_beyond};
use caliber_primitives::{
	collateral::{Fact, Lack},
	units::{Ppm, Seconds, UsdCents, SECONDS_PER_DAY},
};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};

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

/// What counted before an appraisal: it counts while that waits, and tells how far that fell.
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

/// What appraisers say beyond the record. An item has it only when there is something.
#[frame_support::stored]
pub struct Opinions<AccountId> {
	/// What counted before the appraisal in the record, when that waits or has fallen far.
	pub before_first: Option<Earlier>,
	/// Another appraiser's opinion.
	pub second: Option<Appraisal<AccountId>>,
	/// What counted before the other opinion, when that waits or has fallen far.
	pub before_second: Option<Earlier>,
	/// The fair value of the whole report that the record's appraisal is a part of, once the lot was
	/// split: what is large stays large in parts.
	pub whole_first: Option<UsdCents>,
	/// The same of the other opinion.
	pub whole_second: Option<UsdCents>,
}

impl<AccountId> Default for Opinions<AccountId> {
	fn default() -> Self {
		Self {
			before_first: None,
			second: None,
			before_second: None,
			whole_first: None,
			whole_second: None,
		}
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
		self.before_first.is_none() && self.second.is_none() && self.whole_first.is_none()
	}

	/// What counted before the appraisal at `place`.
	pub fn before(&self, place: Place) -> Option<&Earlier> {
		match place {
			Place::First => self.before_first.as_ref(),
			Place::Second => self.before_second.as_ref(),
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
		let whole = |old: Option<UsdCents>, given: Option<&Appraisal<_>>| {
			given.map(|given| old.unwrap_or(given.values.fair))
		};
		Some(Self {
			before_first: each(self.before_first.as_ref(), |e| e.of_units(units, of))?,
			second: each(self.second.as_ref(), |a| a.of_units(units, of))?,
			before_second: each(self.before_second.as_ref(), |e| e.of_units(units, of))?,
			whole_first: whole(self.whole_first, appraisal),
			whole_second: whole(self.whole_second, self.second.as_ref()),
		})
	}

	/// Of two lots in one, whose second opinions are of one report or missing in both. `None` when
	/// a value is too large.
	pub fn with(&self, other: &Self) -> Option<Self> {
		let both = |one: Option<&Earlier>, other: Option<&Earlier>| {
			each(one.zip(other).as_ref(), |(one, other)| one.with(other))
		};
		let seconds = self.second.as_ref().zip(other.second.as_ref());
		Some(Self {
			before_first: both(self.before_first.as_ref(), other.before_first.as_ref())?,
			second: each(seconds.as_ref(), |(one, other)| one.with(other))?,
			before_second: both(self.before_second.as_ref(), other.before_second.as_ref())?,
			whole_first: self.whole_first.max(other.whole_first),
			whole_second: self.whole_second.max(other.whole_second),
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
		Self {
			appraisal: self.appraisal.filter(|_| first),
			opinions: Opinions {
				before_first: all.before_first.filter(|_| first),
				whole_first: all.whole_first.filter(|_| first),
				second: all.second.filter(|_| second),
				before_second: all.before_second.filter(|_| second),
				whole_second: all.whole_second.filter(|_| second),
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

/// What binds appraisals.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppraisalRules {
	/// The age, from the effective date on, at which an appraisal is stale: good for no new loan,
	/// and worth a haircut less.
	pub fresh: Seconds,
	/// The longest time for which one may be stated, from its effective date on.
	pub life: Seconds,
	/// The shortest time for which one may be stated.
	pub min_life: Seconds,
	/// What is taken off a stale one's values.
	pub stale_haircut: Ppm,
	/// The fair value above which an item needs a second opinion, in US cents.
	pub second_opinion_above: UsdCents,
	/// How far two opinions may differ, on orderly value, in parts of the higher one.
	pub opinion_gap: Ppm,
	/// The most by which an appraisal may raise the orderly value in force, or that of its giver's
	/// last one.
	pub gate: Ppm,
	/// How far the orderly value may fall at once without caution.
	pub calm_fall: Ppm,
	/// For how long nothing is lent after it has fallen further.
	pub caution: Seconds,
	/// The most by which an orderly value may pass the market's.
	pub market_margin: Ppm,
	/// How long an appraisal waits that lends more than the one in force, or is the first.
	pub challenge_window: Seconds,
	/// How long governance has to decide a challenge or dispute.
	pub challenge_time: Seconds,
	/// How long whoever lost a dispute may not put the same fact of the item in doubt again.
	pub dispute_rest: Seconds,
}

impl Default for AppraisalRules {
	/// 90 and 120 days, a week, 5 %; 5 million dollars, 15 %; 10 %, 10 % and 6 hours, 40 %; a day, 14
	/// days and 30 days.
	fn default() -> Self {
		Self {
			fresh: Seconds(90 * SECONDS_PER_DAY),
			life: Seconds(120 * SECONDS_PER_DAY),
			min_life: Seconds(7 * SECONDS_PER_DAY),
			stale_haircut: Ppm(50_000),
			second_opinion_above: UsdCents(500_000_000),
			opinion_gap: Ppm(150_000),
			gate: Ppm(100_000),
			calm_fall: Ppm(100_000),
			caution: Seconds(SECONDS_PER_DAY / 4),
			market_margin: Ppm(400_000),
			challenge_window: Seconds(SECONDS_PER_DAY),
			challenge_time: Seconds(14 * SECONDS_PER_DAY),
			dispute_rest: Seconds(30 * SECONDS_PER_DAY),
		}
	}
}

impl AppraisalRules {
	/// The longest window of a challenge: 30 days. It fits the field of an appraisal.
	pub const MAX_WINDOW: Seconds = Seconds(30 * SECONDS_PER_DAY);

	/// Whether every ratio is one, times are in order, no appraisal ends before it counts, caution
	/// ends within a week, a challenge within a quarter and the rest after a dispute within a year.
	pub fn in_range(&self) -> bool {
		let Self { fresh, life, challenge_window, challenge_time, .. } = *self;
		[self.stale_haircut, self.opinion_gap, self.gate, self.calm_fall, self.market_margin]
			.into_iter()
			.all(|ratio| ratio <= WHOLE)
			&& !fresh.is_zero()
			&& fresh <= life
			&& self.min_life <= fresh
			&& challenge_window < self.min_life
			&& self.caution <= Seconds(7 * SECONDS_PER_DAY)
			&& challenge_window <= Self::MAX_WINDOW
			&& !challenge_time.is_zero()
			&& challenge_time <= Seconds(90 * SECONDS_PER_DAY)
			&& self.dispute_rest <= Seconds(365 * SECONDS_PER_DAY)
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
	pub fn counted(&self, before: Option<&Earlier>, now: Seconds) -> Option<Earlier> {
		self.last(before, now).filter(|last| now < last.expires)
	}

	/// The same, whether it has run out or not.
	pub fn last(&self, before: Option<&Earlier>, now: Seconds) -> Option<Earlier> {
		let Self { values, expires, basis: Basis { grade, .. }, .. } = *self;
		let this = Earlier { values, grade, expires };
		match now >= self.from() {
			true => Some(this),
			false => before.map(|before| this.least(before)),
		}
	}

	/// Until when nothing is lent, because it has fallen far below what counted before it.
	pub fn caution(&self, before: Option<&Earlier>, rules: &AppraisalRules) -> Option<Seconds> {
		falls_beyond(self.values.orderly, before?.values.orderly, rules.calm_fall)
			.then(|| self.given.saturating_add(rules.caution))
	}

	/// Whether it speaks of a day too long ago for a new loan.
	pub fn is_stale(&self, rules: &AppraisalRules, now: Seconds) -> bool {
		now >= self.stale_from(rules)
	}
}

/// The appraisals of an item that are in force, with what counted before each.
pub struct Appraised<'a, AccountId> {
	/// The one of its record.
	pub first: (&'a Appraisal<AccountId>, Option<&'a Earlier>),
	/// Another appraiser's.
	pub second: Option<(&'a Appraisal<AccountId>, Option<&'a Earlier>)>,
	/// Whether one alone is not enough.
	pub needs_second: bool,
}

impl<'a, AccountId> Appraised<'a, AccountId> {
	fn all(
		&self,
	) -> impl Iterator<Item = (&'a Appraisal<AccountId>, Option<&'a Earlier>)> + use<'a, AccountId>
	{
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
		self.all().filter_map(|(appraisal, before)| appraisal.caution(before, rules)).max()
	}

	/// What stands in the way of a pledge: staleness and caution, then what stands in the way of any
	/// value.
	pub fn lacks(&self, rules: &AppraisalRules, now: Seconds) -> [Option<Lack>; 4] {
		let pending =
			self.all().any(|(appraisal, before)| appraisal.counted(before, now).is_none());
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
			.filter_map(|(appraisal, before)| appraisal.counted(before, now))
			.reduce(|one, other| one.least(&other))?;
		let values = match self.is_stale(rules, now) {
			true => values.after(rules.stale_haircut)?,
			false => values,
		};
		Some((values, grade))
	}
}

/// A doubt about a fact that somebody stands for with CAL.
#[frame_support::stored]
pub struct Challenge<AccountId> {
	/// Who doubts.
	pub by: AccountId,
	/// Whose appraisal. Nobody's when a registrar disputes a fact.
	pub appraiser: Option<AccountId>,
	/// Held of whoever doubts, in the smallest unit of CAL.
	pub bond: u128,
	/// Hash of what speaks against the fact.
	pub evidence: sp_core::H256,
	/// The first second in which it is not upheld any more.
	pub ends: Seconds,
}

/// The most disputes that an item remembers as lost: there are few in the time that each counts.
pub const MAX_LOST: u32 = 16;

/// Whoever lost a dispute about an item: until when he may not put the same fact in doubt again.
#[frame_support::stored]
pub struct Lost<AccountId>(pub BoundedVec<(AccountId, Fact, Seconds), ConstU32<MAX_LOST>>);

impl<AccountId> Default for Lost<AccountId> {
	fn default() -> Self {
		Self(BoundedVec::new())
	}
}

impl<AccountId: PartialEq> Lost<AccountId> {
	/// Whether `who` may not put `fact` in doubt now.
	pub fn binds(&self, who: &AccountId, fact: Fact, now: Seconds) -> bool {
		self.0.iter().any(|(by, of, until)| by == who && *of == fact && now < *until)
	}

	/// One more, without those that count no more; the oldest makes way where there are too many.
	pub fn add(&mut self, who: AccountId, fact: Fact, until: Seconds, now: Seconds) {
		self.0.retain(|(.., until)| now < *until);
		if self.0.is_full() && !self.0.is_empty() {
			self.0.remove(0);
		}
		// There is room for it.
		let _ = self.0.try_push((who, fact, until));
	}
}
