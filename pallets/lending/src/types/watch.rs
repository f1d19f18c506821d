//! What a loan is watched for: what its collateral is worth, which facts have lapsed, and whether its
//! reserve was filled again. Moments are those of the loan's schedule.

use caliber_finance::{
	book::Security,
	collateral::{ltv_or_most, most_below},
	treasury::{difference, total},
};
use caliber_primitives::{
	collateral::{Fact, Monitored},
	units::{usdai_of_cents, Day, Ppm, Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use serde::{Deserialize, Serialize};

/// When margin is called, and for how long it may be cured (protocol.md 5.2).
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margin {
	/// A call is made at this part of the collateral's market value or more, parts per million.
	pub call_at: Ppm,
	/// A call that is not cured is an event of default above this part.
	pub default_above: Ppm,
	/// Time from one reading to the next that a call rests on, at least.
	pub spacing: Seconds,
	/// How long a call or a breach may be cured, and a fact that has lapsed be renewed.
	pub cure: Seconds,
}

/// A reading of a call lies no further from the first than this.
const MOST_TIME: Seconds = Seconds(90 * SECONDS_PER_DAY);

impl Default for Margin {
	/// 90 % on two readings a week apart; ten business days, which are two weeks; 100 %.
	fn default() -> Self {
		Self {
			call_at: Ppm(900_000),
			default_above: Ppm(1_000_000),
			spacing: Seconds(7 * SECONDS_PER_DAY),
			cure: Seconds(14 * SECONDS_PER_DAY),
		}
	}
}

impl Margin {
	/// Whether a call comes after what may be lent and before the event of default, and no time is
	/// nothing or above ninety days.
	pub fn in_range(&self) -> bool {
		let time = |time: Seconds| !time.is_zero() && time <= MOST_TIME;
		super::CURVE_LTV_CAP < self.call_at
			&& self.call_at <= self.default_above
			&& time(self.spacing)
			&& time(self.cure)
	}
}

/// Where a risk comes from.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Risk {
	/// The collateral is worth too little.
	#[codec(index = 0)]
	Market,
	/// A fact about an item has lapsed.
	#[codec(index = 1)]
	Lapse(Fact),
	/// A covenant is broken, by a Servicer's report.
	#[codec(index = 2)]
	Breach,
}

/// An event of default that nobody has cured: the loan is impaired.
#[frame_support::stored]
#[derive(Copy)]
pub struct Impairment {
	/// Where it comes from.
	pub risk: Risk,
	/// The day of the book clock on which it was found: the mark fell and interest stopped.
	pub day: Day,
}

/// A fact that has lapsed.
#[frame_support::stored]
#[derive(Copy)]
pub struct Lapse {
	/// Which.
	pub fact: Fact,
	/// Until when it may be renewed.
	pub until: Seconds,
}

/// What a loan is watched for.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Watch {
	/// By when its reserve is to be full again, once it was drawn: the due date after.
	pub refill_by: Option<Seconds>,
	/// When the first reading was made that a margin call may rest on.
	pub high_since: Option<Seconds>,
	/// Margin is called: until when that may be cured.
	pub call_until: Option<Seconds>,
	/// While it is called: the largest balance that is no call, by the last reading; 18 decimals.
	pub sound_up_to: UsdaiAmount,
	/// A fact has lapsed.
	pub lapse: Option<Lapse>,
	/// A breach was reported: until when it may be cured.
	pub breach_until: Option<Seconds>,
	/// Whether it earns too little for the debt.
	pub low_income: bool,
	/// An event of default.
	pub impairment: Option<Impairment>,
	/// Whether principal has gone to senior tranches first since payments were divided by what each has
	/// left.
	pub seniors_first: bool,
	/// When a review last earned a bounty.
	pub rewarded: Option<Seconds>,
}

/// How the collateral of a loan stands.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum CollateralStatus {
	/// Nothing is known against it.
	#[codec(index = 0)]
	Sound,
	/// It earns too little, a fact is to be renewed, a breach to be cured, or the reserve was not filled in
	/// time.
	#[codec(index = 1)]
	Watch,
	/// Margin is called.
	#[codec(index = 2)]
	MarginCall {
		/// Until when it may be cured.
		until: Seconds,
	},
	/// A margin call was not cured: nothing is released, and lease revenue repays principal.
	#[codec(index = 3)]
	Uncured,
	/// An event of default.
	#[codec(index = 4)]
	Impaired(Risk),
}

/// What a review finds.
#[frame_support::stored]
#[derive(Copy)]
pub struct Findings {
	/// The balance in parts per million of what the items are worth by appraisal and resale, rounded
	/// up; the largest figure when they are worth nothing.
	pub ltv: Ppm,
	/// The same by what they earn as well.
	pub ltv_with_income: Ppm,
	/// Whether a margin call may rest on it.
	pub is_fresh: bool,
	/// The first fact that has lapsed.
	pub lapsed: Option<Fact>,
}

/// All items of a loan, as they stand behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Behind {
	market: UsdaiAmount,
	with_income: UsdaiAmount,
	is_fresh: bool,
	lapsed: Option<Fact>,
	/// Whether each of them is worth something.
	is_whole: bool,
	security: Security,
}

impl Behind {
	/// No item.
	pub const NOTHING: Self = Self {
		market: UsdaiAmount::ZERO,
		with_income: UsdaiAmount::ZERO,
		is_fresh: true,
		lapsed: None,
		is_whole: true,
		security: Security::NOTHING,
	};

	/// With another item. Of what does not fit its type nothing counts.
	pub fn with(self, item: &Monitored) -> Self {
		let security = Security {
			lendable: UsdaiAmount::ZERO,
			orderly: usdai_of_cents(item.orderly),
			forced: usdai_of_cents(item.forced),
			cover: usdai_of_cents(item.cover),
			cover_until: item.cover_until,
		};
		Self {
			market: total([self.market, usdai_of_cents(item.market)]),
			with_income: total([self.with_income, usdai_of_cents(item.with_income)]),
			is_fresh: self.is_fresh && item.is_fresh,
			lapsed: self.lapsed.or(item.lapsed),
			is_whole: self.is_whole && !item.orderly.is_zero(),
			security: self.security.with(&security).unwrap_or(Security::NOTHING),
		}
	}

	/// What they are worth now; what might have been lent stays as it was.
	pub fn security(&self, before: &Security) -> Security {
		Security { lendable: before.lendable, ..self.security }
	}

	/// The same; what it was, where one of them is worth nothing that is known: a lot is not given away for
	/// want of an appraisal.
	pub fn for_sale(&self, before: &Security) -> Security {
		match self.is_whole {
			true => self.security(before),
			false => *before,
		}
	}

	/// The largest balance at which they call no margin.
	pub fn sound_up_to(&self, margin: &Margin) -> UsdaiAmount {
		most_below(margin.call_at, self.market)
	}

	/// What that says of a balance.
	pub fn findings(&self, balance: UsdaiAmount) -> Findings {
		Findings {
			ltv: ltv_or_most(balance, self.market),
			ltv_with_income: ltv_or_most(balance, self.with_income),
			is_fresh: self.is_fresh,
			lapsed: self.lapsed,
		}
	}
}

impl Watch {
	/// After a review at `now`, when the book is on `day`.
	///
	/// - A reading at the call's LTV or above counts when it is fresh; a second one, so long after
	///   the first, calls margin. A reading below, fresh or not, cures: absence never raises a value.
	/// - A lapse starts a clock of its own; another fact does not start it anew.
	/// - Once its time is over a lapse or a breach is an event of default, and a call above the LTV of the
	///   rules. An event is gone when what it rests on is.
	pub fn reviewed(self, found: &Findings, margin: &Margin, now: Seconds, day: Day) -> Self {
		let is_high = found.ltv >= margin.call_at;
		let reads = is_high && found.is_fresh;
		let high_since = match is_high {
			false => None,
			true => self.high_since.or(reads.then_some(now)),
		};
		let spaced = |first: Seconds| now.saturating_sub(first) >= margin.spacing;
		let called = reads && self.high_since.is_some_and(spaced);
		let call_until = match is_high {
			false => None,
			true => self.call_until.or(called.then(|| now.saturating_add(margin.cure))),
		};
		let lapse = found.lapsed.map(|fact| {
			let until = self.lapse.map(|lapse| lapse.until);
			Lapse { fact, until: until.unwrap_or_else(|| now.saturating_add(margin.cure)) }
		});
		let over = |until: Seconds| now > until;
		let lost = |until| over(until) && found.is_fresh && found.ltv > margin.default_above;
		// A market that was found too low is too low until a reading says otherwise.
		let was_low = matches!(self.impairment, Some(Impairment { risk: Risk::Market, .. }));
		let stays_low = was_low && found.ltv > margin.default_above;
		let market = call_until.is_some_and(lost) || stays_low;
		let lapsed = lapse.filter(|lapse| over(lapse.until)).map(|lapse| Risk::Lapse(lapse.fact));
		let breached = self.breach_until.is_some_and(over).then_some(Risk::Breach);
		let risk = lapsed.or(breached).or(market.then_some(Risk::Market));
		let found_on = self.impairment.map_or(day, |impairment| impairment.day);
		Self {
			high_since,
			call_until,
			lapse,
			low_income: found.ltv_with_income >= margin.call_at,
			impairment: risk.map(|risk| Impairment { risk, day: found_on }),
			..self
		}
	}

	/// Whether this is worse than before: a call, a lapse or an event that was not there.
	pub fn is_worse_than(&self, before: &Self) -> bool {
		let new = |now: bool, then: bool| now && !then;
		new(self.call_until.is_some(), before.call_until.is_some())
			|| new(self.lapse.is_some(), before.lapse.is_some())
			|| new(self.impairment.is_some(), before.impairment.is_some())
	}

	/// Whether a review may earn a bounty at `now`: once a day.
	pub fn may_reward(&self, now: Seconds) -> bool {
		let day = Seconds(SECONDS_PER_DAY);
		self.rewarded.is_none_or(|last| now.saturating_sub(last) >= day)
	}

	/// How much of a balance what lies in the lockbox repays: on a due date while margin is called as much
	/// as cures that; all on any day once it was not cured, or the market is an event of default, whatever
	/// has lapsed beside.
	pub fn sweeps_of(&self, balance: UsdaiAmount, is_due_day: bool, now: Seconds) -> UsdaiAmount {
		let is_lost = matches!(self.impairment, Some(Impairment { risk: Risk::Market, .. }));
		match self.call_until {
			_ if is_lost => balance,
			Some(until) if now > until => balance,
			Some(_) if is_due_day => difference(balance, self.sound_up_to).0,
			_ => UsdaiAmount::ZERO,
		}
	}

	/// How the collateral stands at `now`.
	pub fn status(&self, now: Seconds) -> CollateralStatus {
		let passed = |moment: Option<Seconds>| moment.is_some_and(|moment| now > moment);
		match (self.impairment, self.call_until) {
			(Some(impairment), _) => CollateralStatus::Impaired(impairment.risk),
			(None, Some(until)) if now > until => CollateralStatus::Uncured,
			(None, Some(until)) => CollateralStatus::MarginCall { until },
			_ if self.lapse.is_some() || self.breach_until.is_some() => CollateralStatus::Watch,
			_ if self.low_income || passed(self.refill_by) => CollateralStatus::Watch,
			_ => CollateralStatus::Sound,
		}
	}
}
