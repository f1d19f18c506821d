//! The everyday `a * b / divisor`, in words of 64 bits. WASM has nothing wider that is not a call.
//!
//! As on paper, with two digits to a word: a product of two digits fits one.

/// Numbers that are worked out in digits of so many bits, at most 32. Those of the chain have 32;
/// fewer let a test try every input.
pub(crate) trait Digits {
	const BITS: u32;

	/// The largest digit.
	const ONE: u64 = u64::MAX.wrapping_shr(64 - Self::BITS);
	/// Bits of two digits, and the largest number of two.
	const BITS_OF_TWO: u32 = 2 * Self::BITS;
	const TWO: u64 = u64::MAX.wrapping_shr(64 - Self::BITS_OF_TWO);
}

/// A quotient, rounded down.
pub(crate) struct Quotient {
	/// Two digits each, the lower first.
	pub whole: [u64; 2],
	/// Whether the division left no remainder.
	pub exact: bool,
}

/// `a * b / divisor`, where `b`, the divisor and each part of `a`, the lower first, have two digits.
///
/// `None` when the divisor is zero, or the quotient has more than four digits.
pub(crate) fn mul_div<D: Digits>([low, high]: [u64; 2], b: u64, divisor: u64) -> Option<Quotient> {
	let [low, middle, top] = multiply_by_two::<D>([low, high], b, [0; 2]);
	if top >= divisor {
		return None;
	}
	let (upper, rest) = divide::<D>(top, middle, divisor)?;
	let (lower, rest) = divide::<D>(rest, low, divisor)?;
	Some(Quotient { whole: [lower, upper], exact: rest == 0 })
}

/// The product of numbers of four digits, in eight; all of them by two, the lower first.
pub(crate) fn multiply_by_four<D: Digits>(a: [u64; 2], [low, high]: [u64; 2]) -> [u64; 4] {
	let [first, second, third] = multiply_by_two::<D>(a, low, [0; 2]);
	let [second, third, fourth] = multiply_by_two::<D>(a, high, [second, third]);
	[first, second, third, fourth]
}

/// `a * b + more`, where `b` and each part have two digits, the lower first.
fn multiply_by_two<D: Digits>([low, high]: [u64; 2], b: u64, more: [u64; 2]) -> [u64; 3] {
	let [low, carry] = multiply::<D>(low, b);
	let [middle, top] = multiply::<D>(high, b);
	let [more_low, more_middle] = more;
	let (low, over) = add::<D>(low, more_low);
	// A carry is below the largest number of two digits.
	let (middle, over) = add::<D>(middle, carry.wrapping_add(over));
	let top = top.wrapping_add(over);
	let (middle, over) = add::<D>(middle, more_middle);
	[low, middle, top.wrapping_add(over)]
}

/// The sum of numbers of two digits, and what is carried over.
fn add<D: Digits>(a: u64, b: u64) -> (u64, u64) {
	let sum = a.wrapping_add(b) & D::TWO;
	(sum, u64::from(sum < a))
}

/// The product of numbers of two digits, as two such, the lower first.
fn multiply<D: Digits>(a: u64, b: u64) -> [u64; 2] {
	let ([a, upper_a], [b, upper_b]) = (split::<D>(a), split::<D>(b));
	let low = a.wrapping_mul(b);
	// At most the square of the largest digit and twice that digit: a word holds it.
	let middle = upper_a.wrapping_mul(b).wrapping_add(low.wrapping_shr(D::BITS));
	let other = a.wrapping_mul(upper_b).wrapping_add(middle & D::ONE);
	let high = upper_a
		.wrapping_mul(upper_b)
		.wrapping_add(middle.wrapping_shr(D::BITS))
		.wrapping_add(other.wrapping_shr(D::BITS));
	[join::<D>(other, low & D::ONE) & D::TWO, high]
}

/// Four digits, of which the upper two are below the divisor, by a divisor of two: quotient and
/// remainder. `None` when the divisor is zero.
fn divide<D: Digits>(upper: u64, lower: u64, divisor: u64) -> Option<(u64, u64)> {
	if upper == 0 {
		return lower.checked_div(divisor).zip(lower.checked_rem(divisor));
	}
	let shift = divisor.leading_zeros().wrapping_sub(D::TWO.leading_zeros());
	let normal = split::<D>(divisor.wrapping_shl(shift));
	let [last, next] = split::<D>(lower.wrapping_shl(shift) & D::TWO);
	// A shift by all bits of a word would be none: what comes over from below takes two steps.
	let down = D::BITS_OF_TWO.wrapping_sub(1).wrapping_sub(shift);
	let upper = upper.wrapping_shl(shift).wrapping_add((lower >> 1).wrapping_shr(down));
	let (first, rest) = next_digit::<D>(upper, next, normal);
	let (second, rest) = next_digit::<D>(rest, last, normal);
	Some((join::<D>(first, second), rest.wrapping_shr(shift)))
}

/// One step of Knuth's algorithm D (The Art of Computer Programming, 4.3.1): three digits, of which
/// the upper two are below the divisor, by a divisor of two, the lower first, whose first bit is
/// set. Returns the digit of the quotient, and the remainder.
fn next_digit<D: Digits>(upper: u64, digit: u64, [second, first]: [u64; 2]) -> (u64, u64) {
	let mut quotient = upper.checked_div(first).unwrap_or_default();
	let mut rest = upper.wrapping_sub(quotient.wrapping_mul(first));
	// At most two too large.
	while rest <= D::ONE
		&& (quotient > D::ONE || quotient.wrapping_mul(second) > join::<D>(rest, digit))
	{
		quotient = quotient.wrapping_sub(1);
		rest = rest.wrapping_add(first);
	}
	// What the shift and the product lose above a word, the difference does not have.
	(quotient, join::<D>(rest, digit).wrapping_sub(quotient.wrapping_mul(second)))
}

/// With a digit below; what a word cannot hold above is lost.
fn join<D: Digits>(upper: u64, digit: u64) -> u64 {
	upper.wrapping_shl(D::BITS).wrapping_add(digit)
}

/// The digits of a number of two, the lower first.
fn split<D: Digits>(number: u64) -> [u64; 2] {
	[number & D::ONE, number.wrapping_shr(D::BITS)]
}
