//! Chance that follows from a seed: the same numbers on every machine and in every order.

use crate::date::Day;
use std::{
	collections::BTreeMap,
	sync::{Mutex, PoisonError},
};

/// 2026-08-11, the day of the published curve, from which everything walks.
pub const ORIGIN: Day = Day(20_676);

/// What a walk has come to on the days after its origin, and on those before.
type Path = [Vec<i64>; 2];

/// Paths walked so far, so that a page of many days costs as many steps and not their square.
static PATHS: Mutex<BTreeMap<(u64, String), Path>> = Mutex::new(BTreeMap::new());

/// The sum of daily steps from [`ORIGIN`], held within `limit`. `what` names one walk, with one
/// step and one limit.
pub fn walk(
	seed: u64,
	what: &str,
	day: Day,
	step: i64,
	limit: i64,
	counts: fn(Day) -> bool,
) -> i64 {
	let mut paths = PATHS.lock().unwrap_or_else(PoisonError::into_inner);
	let path = paths.entry((seed, what.to_string())).or_insert_with(|| [vec![0], vec![0]]);
	let away = usize::try_from((day.0 - ORIGIN.0).abs()).unwrap_or_default();
	let (side, sign) = if day >= ORIGIN { (&mut path[0], 1) } else { (&mut path[1], -1) };
	while side.len() <= away {
		let last = side.last().copied().unwrap_or_default();
		let next = ORIGIN.plus(sign * i64::try_from(side.len()).unwrap_or_default());
		let by = if counts(next) { pick(seed, what, next.0, step) } else { 0 };
		side.push((last + by).clamp(-limit, limit));
	}
	side[away]
}

/// A number from `-most` to `most`.
pub fn pick(seed: u64, what: &str, at: i64, most: i64) -> i64 {
	below(seed, what, at, 2 * most + 1) - most
}

/// A number from 0 to below `end`.
pub fn below(seed: u64, what: &str, at: i64, end: i64) -> i64 {
	let end = u64::try_from(end).unwrap_or(1).max(1);
	i64::try_from(noise(seed, what, at) % end).unwrap_or_default()
}

/// How far a seed is from seed 0: a number from `-most` to `most`, zero for that seed only.
pub fn shift(seed: u64, what: &str, most: i64) -> i64 {
	match pick(seed, what, 0, most - 1) {
		_ if seed == 0 => 0,
		picked if picked < 0 => picked - 1,
		picked => picked + 1,
	}
}

/// Bits that follow from the arguments and look like chance: FNV-1a, then an avalanche.
pub fn noise(seed: u64, what: &str, at: i64) -> u64 {
	let bytes = seed.to_le_bytes().into_iter().chain(at.to_le_bytes()).chain(what.bytes());
	let mut z = bytes.fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
		(hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
	});
	z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
	z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
	z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn walk_should_be_the_same_when_days_are_asked_in_another_order() {
		let at = |what: &str, n| walk(9, what, ORIGIN.plus(n), 5, 40, |_| true);
		let days = [-400, 3, -1, 0, 250, 7, -399];
		let there: Vec<_> = days.iter().map(|n| at("there", *n)).collect();
		// The name is a part of the chance, so that the same walk is asked again.
		let back: Vec<_> = days.iter().rev().map(|n| at("there", *n)).collect();
		assert_eq!(there, back.into_iter().rev().collect::<Vec<_>>());
		assert_eq!(at("there", 0), 0);
		for n in -400..250 {
			assert!((at("there", n) - at("there", n + 1)).abs() <= 5 && at("there", n).abs() <= 40);
		}
	}

	#[test]
	fn shift_should_be_zero_when_the_seed_is_and_only_then() {
		assert_eq!(shift(0, "x", 15), 0);
		assert!((1..500).all(|seed| (1..=15).contains(&shift(seed, "x", 15).abs())));
	}
}
