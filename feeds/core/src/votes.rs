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

/// The median of the distances of values from their median, and that median; `None` without values.
fn deviation(values: Vec<u64>) -> Option<(u64, u64)> {
	let middle = Spread::of(values.clone())?.median;
	let distances = values.into_iter().map(|value| value.abs_diff(middle));
	Some((Spread::of(distances.collect())?.median, middle))
}

/// The places of those who are far off with what they said, value and confidence: by more than five
/// median absolute deviations from the median of all values, or 5 % of it where these are less than
/// 1 %, and with a band that does not touch those of `witnesses` others.
///
/// Where at most f lie and f + 1 are the witnesses, one of these is honest: whoever's band touches
/// the bands of all honest others is never among the outliers, whatever the liars say.
///
/// ```
/// use caliber_feeds_core::votes::outliers;
/// // Two who are unsure of 3.09, and a liar who is sure of 2.50.
/// assert_eq!(outliers(&[(2_500, 0), (3_090, 525), (3_090, 525)], 2), [0]);
/// ```
pub fn outliers(said: &[(u64, u64)], witnesses: usize) -> Vec<usize> {
	let Some((deviation, middle)) = deviation(said.iter().map(|(value, _)| *value).collect())
	else {
		return Vec::new();
	};
	let unit = deviation.max(middle.checked_div(LEAST_PART).unwrap_or_default());
	let most = unit.saturating_mul(FAR);
	let apart = |(a, a_conf): (u64, u64), (b, b_conf): (u64, u64)| {
		a.abs_diff(b) > a_conf.saturating_add(b_conf)
	};
	let is_out = |mine: (u64, u64)| {
		mine.0.abs_diff(middle) > most
			&& said.iter().filter(|other| apart(mine, **other)).count() >= witnesses
	};
	said.iter().enumerate().filter(|(_, mine)| is_out(**mine)).map(|(place, _)| place).collect()
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
	fn outliers_should_be_far_from_the_middle_and_apart_from_the_witnesses() {
		let five = [2_400_000, 2_410_000, 2_500_000, 2_600_000];
		for (last, conf, witnesses, out) in [
			// The deviation is 100,000.
			(3_000_000, 0, 3, false),
			(3_000_001, 0, 3, true),
			(9_000_000, 0, 3, true),
			(0, 0, 4, true),
			(0, 0, 5, false),
			// His band touches one or two of the others.
			(3_200_000, 600_000, 4, false),
			(3_200_000, 600_000, 3, true),
			(3_200_000, 700_000, 3, false),
		] {
			let said: Vec<_> = five.into_iter().map(|v| (v, 0)).chain([(last, conf)]).collect();
			let want: &[usize] = if out { &[4] } else { &[] };
			assert_eq!(outliers(&said, witnesses), want, "{last} {conf} {witnesses}");
		}
		// Where all agree a twentieth is near.
		for (value, out) in [(105, false), (106, true), (95, false), (94, true)] {
			let found = outliers(&[(value, 0), (100, 0), (100, 0)], 2);
			assert_eq!(!found.is_empty(), out, "{value}");
		}
		assert!(outliers(&[], 0).is_empty());
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

		#[test]
		fn outliers_should_never_be_honest_when_honest_bands_touch_and_at_most_f_lie(
			f in 0usize..6,
			extra in 0usize..4,
			truth in 500_000u64..40_000_000,
			honest in prop::collection::vec((0u64..400_000, 0u64..100_000, any::<bool>()), 24),
			lies in prop::collection::vec((any::<u64>(), any::<u64>()), 6),
		) {
			// Each honest band holds the truth, so that all touch.
			let honest = honest[..f + 1 + extra].iter().map(|(off, more, up)| {
				let value = if *up { truth + off } else { truth - off };
				(value, off + more)
			});
			let honest: Vec<_> = honest.collect();
			let said: Vec<_> = honest.iter().chain(&lies[..f]).copied().collect();
			let out = outliers(&said, f + 1);
			prop_assert!(out.iter().all(|place| *place >= honest.len()), "{said:?} {out:?}");
		}
	}
}
