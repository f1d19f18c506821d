//! Insurance policies, and how long facts may last.

use crate::{AppraisalRules, Insurance, InsuranceRules};
use caliber_finance::collateral::Cover;
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
	/// How many claims the insurer owes and has not paid in time.
	pub overdue: u32,
}

impl<AccountId> Policy<AccountId> {
	/// Covers an item for `cover` more; `None` above the limit.
	pub fn commit(self, cover: UsdCents) -> Option<Self> {
		Some(Self { cover: self.cover.commit(cover)?, ..self })
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

impl Rules {
	/// The longest life of any fact: ten years.
	pub const MAX_LIFE: Seconds = Seconds(TEN_YEARS);

	/// Whether every life lies between a second and [`Self::MAX_LIFE`], and each other rule in its
	/// range.
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
			&& self.appraisals.in_range()
			&& self.insurance.in_range()
	}
}
