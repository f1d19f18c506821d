//! Insurance policies, and how long facts may last.

use caliber_finance::collateral::Cover;
use caliber_primitives::{
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
}

/// The longest time for which a fact of each kind may be stated. Changed rules bind facts stated
/// from then on.
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
	/// Of an appraisal, from its effective date on.
	pub appraisal_life: Seconds,
	/// How long a custodian may be silent before the standing shows it: a second to a year.
	pub custody_silence: Seconds,
	/// The least time between two heartbeats of an item: a second to an hour.
	pub heartbeat_gap: Seconds,
	/// How long a custodian has to hand hardware over: a second to a year.
	pub redemption_time: Seconds,
}

/// Seconds of ten minutes, an hour, thirty days, a quarter, ninety days, one year, five years and
/// ten years.
const TEN_MINUTES: u64 = 600;
const HOUR: u64 = 3_600;
const THIRTY_DAYS: u64 = 30 * SECONDS_PER_DAY;
const QUARTER: u64 = 92 * SECONDS_PER_DAY;
const NINETY_DAYS: u64 = 90 * SECONDS_PER_DAY;
const YEAR: u64 = 365 * SECONDS_PER_DAY;
const FIVE_YEARS: u64 = 1_826 * SECONDS_PER_DAY;
const TEN_YEARS: u64 = 3_653 * SECONDS_PER_DAY;

impl Default for Rules {
	/// A year, five years, five years, ninety days; a quarter of silence, ten minutes between
	/// heartbeats, thirty days to hand over.
	fn default() -> Self {
		Self {
			custody_life: Seconds(YEAR),
			title_life: Seconds(FIVE_YEARS),
			policy_life: Seconds(FIVE_YEARS),
			appraisal_life: Seconds(NINETY_DAYS),
			custody_silence: Seconds(QUARTER),
			heartbeat_gap: Seconds(TEN_MINUTES),
			redemption_time: Seconds(THIRTY_DAYS),
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
			(self.appraisal_life, Self::MAX_LIFE),
			(self.custody_silence, year),
			(self.heartbeat_gap, Seconds(HOUR)),
			(self.redemption_time, year),
		]
		.into_iter()
		.all(|(rule, most)| !rule.is_zero() && rule <= most)
	}
}
