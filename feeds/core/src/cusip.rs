//! The number that a security is known by.

use alloc::vec::Vec;

/// Nine characters whose last is the check digit: letters count from 10, each second one doubles,
/// digits are added up.
pub(crate) fn is_cusip(text: &str) -> bool {
	let values: Option<Vec<u32>> =
		text.chars().map(|c| c.to_digit(36).filter(|_| !c.is_ascii_lowercase())).collect();
	let Some([head @ .., check]) = values.as_deref() else { return false };
	let sum: u32 = head
		.iter()
		.zip([1, 2].into_iter().cycle())
		.map(|(value, weight)| value.saturating_mul(weight))
		.map(|v| v.div_euclid(10).saturating_add(v.rem_euclid(10)))
		.fold(0, u32::saturating_add);
	head.len() == 8 && sum.saturating_add(*check).rem_euclid(10) == 0
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn is_cusip_should_tell_real_ones_when_one_character_differs() {
		for cusip in ["912797VC8", "912797VA2", "912797VH7", "912797VE4", "912797VK0", "912797VL8"]
		{
			assert!(is_cusip(cusip), "{cusip}");
		}
		for cusip in ["912797QJ2", "912797vc8", "912797VC", "912797VC88", "912797V-8", "", "\u{e9}"]
		{
			assert!(!is_cusip(cusip), "{cusip}");
		}
	}
}
