//! Insurance policies, and how long facts may last.

use crate::{AppraisalRules, Insurance, InsuranceRules};
use caliber_finance::{
	collateral::Cover,
	insurance::{cover_paid, time_paid},
};
use caliber_primitives::{
	collateral::Lack,
	ids::AssetClass,
	units::{Ppm, Seconds, UsdCents, SECONDS_PER_DAY},
};
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// A policy that several items share.
#[frame_support::stored]
pub struct Policy<AccountId> {
	/// Who pays.
	pub insurer: AccountId,
	/// What kind of hardware it covers.
	pub class: AssetClass,
	/// What it covers at most, and what its items are covered for.
	pub cover: Cover,
	/// Premium a year, in parts per million of the cover.
	pub premium: Ppm,
	/// The first second without cover.
	pub until: Seconds,
	/// Hash of the policy document.
	pub document: H256,
	/// The first second that no premium was paid for; never after the policy's end.
	pub paid_until: Seconds,
	/// The cover that the time until then is paid for, never less than what its items have.
	pub paid_cover: UsdCents,
	/// How many claims the insurer owes and has not paid in time.
	pub overdue: u32,
	/// How many claims on it are open.
	pub claims: u32,
}

impl<AccountId> Policy<AccountId> {
	/// Covers an item for `cover` more; `None` above the limit. More than is paid for uses up the
	/// time that is paid for faster.
	pub fn commit(self, cover: UsdCents, now: Seconds) -> Option<Self> {
		let cover = self.cover.commit(cover)?;
		let (ahead, most) = (self.paid_until.saturating_sub(now), cover.committed);
		let lasts = time_paid(ahead, self.paid_cover, most);
		Some(Self {
			paid_until: self.paid_until.saturating_sub(ahead.saturating_sub(lasts)),
			paid_cover: self.paid_cover.max(most),
			cover,
			..self
		})
	}

	/// After a premium is paid to `until` for what its items are covered for.
	pub fn prepay(self, until: Seconds, now: Seconds) -> Self {
		let ahead = self.paid_until.saturating_sub(now);
		let more = until.saturating_sub(self.paid_until.max(now));
		let cover = self.cover.committed;
		let paid_cover = cover_paid(ahead, self.paid_cover, more, cover).max(cover);
		Self { paid_until: until, paid_cover, ..self }
	}

	/// Covers an item for `cover` no more.
	pub fn free(self, cover: UsdCents) -> Self {
		Self { cover: self.cover.free(cover), ..self }
	}

	/// After a claim on an item that it covers for `cover`, and what is left for the item.
	pub fn pay(self, amount: UsdCents, cover: UsdCents) -> (Self, UsdCents) {
		let (covers, left) = self.cover.pay(amount, cover);
		(Self { cover: covers, ..self }, left)
	}

	/// After a claim is over without money that had taken so much off the limit.
	pub fn restore(self, amount: UsdCents) -> Self {
		Self { cover: self.cover.restore(amount), ..self }
	}

	/// Whether nothing rests on it any more.
	pub fn is_unused(&self) -> bool {
		self.cover.committed.is_zero() && self.claims == 0
	}

	/// The first second in which its premium has been owed for longer than the rules allow.
	pub fn lapses(&self, rules: &InsuranceRules) -> Seconds {
		self.paid_until.saturating_add(rules.premium_grace)
	}

	/// Whether its premium has been owed for longer than the rules allow.
	pub fn has_lapsed(&self, rules: &InsuranceRules, now: Seconds) -> bool {
		now >= self.lapses(rules)
	}

	/// The first second in which it does not cover an item any more unless more premium is paid.
	pub fn covers_until(&self, insurance: &Insurance, rules: &InsuranceRules) -> Seconds {
		insurance.until.min(self.lapses(rules))
	}

	/// What stands in the way of its cover.
	pub fn lacks(&self, rules: &InsuranceRules, now: Seconds) -> [Option<Lack>; 2] {
		[
			self.has_lapsed(rules, now).then_some(Lack::Lapsed),
			(self.overdue > 0).then_some(Lack::Defaulting),
		]
	}
}

/// The longest time for which a fact of each kind may be stated, and what binds appraisals and
/// insurers. Changed lives and waits bind what is stated from then on.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
	/// Of a warehouse receipt, from its statement on.
	pub custody_life: Seconds,
	/// Of a lien filing, from its statement on.
	pub title_life: Seconds,
	/// Of a policy, from its opening on.
	pub policy_life: Seconds,
	/// How long a custodian may be silent before the standing shows it: a second to a year.
	pub custody_silence: Seconds,
	/// The least time between two heartbeats of an item: a second to an hour.
	pub heartbeat_gap: Seconds,
	/// How long a custodian has to hand hardware over: a second to a year.
	pub redemption_time: Seconds,
	/// What binds appraisals.
	pub appraisals: AppraisalRules,
	/// What binds insurers.
	pub insurance: InsuranceRules,
}

/// Seconds of ten minutes, an hour, thirty days, a quarter, one year, five years and ten years.
const TEN_MINUTES: u64 = 600;
const HOUR: u64 = 3_600;
const THIRTY_DAYS: u64 = 30 * SECONDS_PER_DAY;
const QUARTER: u64 = 92 * SECONDS_PER_DAY;
const YEAR: u64 = 365 * SECONDS_PER_DAY;
const FIVE_YEARS: u64 = 1_826 * SECONDS_PER_DAY;
const TEN_YEARS: u64 = 3_653 * SECONDS_PER_DAY;

impl Default for Rules {
	/// A year, five years, five years; a quarter of silence, ten minutes between heartbeats, thirty
	/// days to hand over; what appraisals and insurers have of their own.
	fn default() -> Self {
		Self {
			custody_life: Seconds(YEAR),
			title_life: Seconds(FIVE_YEARS),
			policy_life: Seconds(FIVE_YEARS),
			custody_silence: Seconds(QUARTER),
			heartbeat_gap: Seconds(TEN_MINUTES),
			redemption_time: Seconds(THIRTY_DAYS),
			appraisals: AppraisalRules::default(),
			insurance: InsuranceRules::default(),
		}
	}
}

/// A time that governance has shortened: it is given to the end to those who have relied on it.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Shortened {
	/// How long it was.
	pub time: Seconds,
	/// The first second in which the shorter one counts.
	pub until: Seconds,
}

impl Shortened {
	fn at(&self, rule: Seconds, now: Seconds) -> Seconds {
		match now < self.until {
			true => rule.max(self.time),
			false => rule,
		}
	}

	/// After a rule is set from `old` to `new`. One that stays what it was goes on as it did; of
	/// one that is shortened twice whoever relies on either time has it.
	fn then(self, old: Seconds, new: Seconds, now: Seconds) -> Self {
		let time = self.at(old, now);
		match (new == old, new < time) {
			(true, _) => self,
			(false, true) => {
				let runs = now < self.until;
				let left = if runs { self.until } else { Seconds::ZERO };
				Self { time, until: left.max(now.saturating_add(old)) }
			},
			(false, false) => Self::default(),
		}
	}
}

/// The rules, and for how long those before them still bind: nobody is silent or owes a premium for
/// too long the moment that governance gives less time for it.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct RulesInForce {
	/// As governance has set them.
	pub set: Rules,
	/// [`Rules::custody_silence`] before.
	pub silence: Shortened,
	/// [`InsuranceRules::premium_grace`] before.
	pub grace: Shortened,
}

impl RulesInForce {
	/// Rules that nothing was before.
	pub fn new(set: Rules) -> Self {
		Self { set, ..Self::default() }
	}

	/// What binds at a moment.
	pub fn at(&self, now: Seconds) -> Rules {
		let Self { set, silence, grace } = *self;
		let premium_grace = grace.at(set.insurance.premium_grace, now);
		Rules {
			custody_silence: silence.at(set.custody_silence, now),
			insurance: InsuranceRules { premium_grace, ..set.insurance },
			..set
		}
	}

	/// After governance has set others.
	pub fn replace(self, set: Rules, now: Seconds) -> Self {
		let Self { set: old, silence, grace } = self;
		let (had, has) = (old.insurance.premium_grace, set.insurance.premium_grace);
		Self {
			set,
			silence: silence.then(old.custody_silence, set.custody_silence, now),
			grace: grace.then(had, has, now),
		}
	}
}

impl Rules {
	/// The longest life of any fact: ten years.
	pub const MAX_LIFE: Seconds = Seconds(TEN_YEARS);

	/// Whether every life lies between a second and [`Self::MAX_LIFE`], hardware can be handed over
	/// within the life of custody and cover, and each other rule is in its range.
	pub fn in_range(&self) -> bool {
		let year = Seconds(YEAR);
		[
			(self.custody_life, Self::MAX_LIFE),
			(self.title_life, Self::MAX_LIFE),
			(self.policy_life, Self::MAX_LIFE),
			(self.appraisals.life, Self::MAX_LIFE),
			(self.custody_silence, year),
			(self.heartbeat_gap, Seconds(HOUR)),
			(self.redemption_time, year),
		]
		.into_iter()
		.all(|(rule, most)| !rule.is_zero() && rule <= most)
			// Whoever asks for hardware needs custody and cover for that long.
			&& self.redemption_time <= self.custody_life.min(self.policy_life)
			&& self.appraisals.in_range()
			&& self.insurance.in_range()
	}
}
