//! What binds appraisals.

use crate::WHOLE;
use caliber_primitives::units::{Ppm, Seconds, UsdCents, SECONDS_PER_DAY};
use serde::{Deserialize, Serialize};

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
	/// How far the orderly value may fall at once, or step by step within the caution of the last
	/// step, before that shows.
	pub calm_fall: Ppm,
	/// For how long nothing is lent after it has fallen further.
	pub caution: Seconds,
	/// The most by which an orderly value may pass the market's, and the invoice price aged on the
	/// model's curve.
	pub market_margin: Ppm,
	/// How long an appraisal waits that lends more than the one in force, or is the first.
	pub challenge_window: Seconds,
	/// How long governance has to decide a challenge or dispute.
	pub challenge_time: Seconds,
	/// How long whoever lost a dispute may put nothing of the item in doubt.
	pub dispute_rest: Seconds,
}

impl Default for AppraisalRules {
	/// 90 and 120 days, a week, 5 %; 5 million dollars, 15 %; 10 %, 10 % and 6 hours, 40 %; a day,
	/// 14 days and 30 days.
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
