//! One price out of what many reporters say.

use crate::gpu::Spread;
use alloc::vec::Vec;

/// What the reporters of a market price come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Price {
	/// The median of all votes, in the unit of the feed.
	pub value: u64,
	/// The median of the reporters' confidences, same unit.
	pub conf: u64,
}

/// Each reporter says a value and a confidence and casts three votes: the value, and the value
/// less and plus its confidence. The median of all votes counts, the middle of the two in the
/// middle, rounded down, when they are even in number. `None` without reporters.
///
/// With 2f + 1 reporters or more, of whom at most f lie, the result lies within what the honest
/// ones voted: the liars' 3f votes never reach the middle of 6f + 3. Its confidence is the median
/// of theirs and not the spread of the votes, of which f liars could make what they like.
///
/// ```
/// use caliber_feeds_core::votes::{median, Price};
/// let honest = [(240, 10), (250, 5)];
/// let liar = [(9_000_000, 0)];
/// let said = honest.into_iter().chain(liar);
/// assert_eq!(median(said), Some(Price { value: 250, conf: 5 }));
/// ```
pub fn median(said: impl IntoIterator<Item = (u64, u64)>) -> Option<Price> {
	let said: Vec<(u64, u64)> = said.into_iter().collect();
	let votes = said.iter().flat_map(|(value, conf)| {
		[value.saturating_sub(*conf), *value, value.saturating_add(*conf)]
	});
	let value = Spread::of(votes.collect())?.median;
	let conf = Spread::of(said.iter().map(|(_, conf)| *conf).collect())?.median;
	Some(Price { value, conf })
}

/// Median absolute deviations beyond which a value is far from the others.
const FAR: u64 = 5;
/// What stands for a deviation when the others agree to the digit: a hundredth of the value.
const LEAST_PART: u64 = 100;

/// The median of the distances of values from their median; `None` without values.
pub fn deviation(values: impl Iterator<Item = u64>) -> Option<u64> {
	let values: Vec<u64> = values.collect();
	let middle = Spread::of(values.clone())?.median;
	Some(Spread::of(values.into_iter().map(|value| value.abs_diff(middle)).collect())?.median)
}

/// Whether a value is further from what was agreed on than five [`deviation`]s, or 5 % of it where
/// these are less than 1 %.
pub fn is_far(value: u64, agreed: u64, deviation: u64) -> bool {
	let unit = deviation.max(agreed.checked_div(LEAST_PART).unwrap_or_default());
	value.abs_diff(agreed) > unit.saturating_mul(FAR)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn median_should_weigh_confidence_when_reporters_differ() {
		for (said, want) in [
			(&[][..], None),
			(&[(100, 0)], Some((100, 0))),
			(&[(100, 10)], Some((100, 10))),
			// The sure one pulls more than the unsure one.
			(&[(100, 1), (200, 50)], Some((125, 25))),
			(&[(100, 1), (102, 1), (400, 300)], Some((101, 1))),
		] {
			let got = median(said.iter().copied()).map(|p| (p.value, p.conf));
			assert_eq!(got, want, "{said:?}");
		}
	}

	#[test]
	fn is_far_should_be_true_when_beyond_five_deviations_or_a_twentieth() {
		let values = [2_400_000, 2_410_000, 2_500_000, 2_600_000, 9_000_000];
		let spread = deviation(values.into_iter()).unwrap();
		assert_eq!(spread, 100_000);
		for (value, far) in [(2_500_000, false), (3_000_000, false), (3_000_001, true), (0, true)] {
			assert_eq!(is_far(value, 2_500_000, spread), far, "{value}");
		}
		for (value, far) in [(105, false), (106, true), (95, false), (94, true)] {
			assert_eq!(is_far(value, 100, 0), far, "{value}");
		}
		assert_eq!(deviation(core::iter::empty()), None);
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(256))]

		#[test]
		fn median_should_stay_within_honest_votes_when_at_most_f_lie(
			f in 0usize..6,
			extra in 0usize..4,
			honest in prop::collection::vec((50_000u64..50_000_000, 0u64..5_000_000), 24),
			lies in prop::collection::vec((any::<u64>(), any::<u64>()), 6),
		) {
			let honest = &honest[..f + 1 + extra];
			let said = honest.iter().chain(&lies[..f]).copied();
			let price = median(said).unwrap();
			let least = honest.iter().map(|(v, c)| v.saturating_sub(*c)).min().unwrap();
			let most = honest.iter().map(|(v, c)| v + c).max().unwrap();
			prop_assert!((least..=most).contains(&price.value));
			let sure = honest.iter().map(|(_, c)| *c).min().unwrap();
			let unsure = honest.iter().map(|(_, c)| *c).max().unwrap();
			prop_assert!((sure..=unsure).contains(&price.conf));
		}
	}
}
