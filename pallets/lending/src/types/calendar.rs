//! Which days have a bucket, 256 days to a value.

use caliber_primitives::units::Day;

/// Days of one value.
pub const DAYS_IN_CHUNK: u32 = 256;

/// One bit a day, set when the day has a bucket.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Days256(pub [u8; 32]);

impl Days256 {
	/// Which value a day's bit is in.
	pub fn index(day: Day) -> u32 {
		day.get().checked_div(DAYS_IN_CHUNK).unwrap_or_default()
	}

	/// The byte and the bit in it.
	fn place(day: Day) -> (usize, u8) {
		let within = day.get().checked_rem(DAYS_IN_CHUNK).unwrap_or_default();
		let byte = usize::try_from(within >> 3).unwrap_or_default();
		(byte, 1u8.checked_shl(within & 7).unwrap_or_default())
	}

	/// Whether the day's bit is set. The day must belong to this value.
	pub fn has(&self, day: Day) -> bool {
		let (byte, bit) = Self::place(day);
		self.0.get(byte).is_some_and(|bits| bits & bit != 0)
	}

	/// With the day's bit set or cleared.
	pub fn with(mut self, day: Day, set: bool) -> Self {
		let (byte, bit) = Self::place(day);
		if let Some(bits) = self.0.get_mut(byte) {
			*bits = if set { *bits | bit } else { *bits & !bit };
		}
		self
	}

	/// Whether no bit is set.
	pub fn is_empty(&self) -> bool {
		self.0.iter().all(|bits| *bits == 0)
	}

	/// The days whose bits are set in the value with this index.
	pub fn days(&self, index: u32) -> impl Iterator<Item = Day> + '_ {
		let first = index.saturating_mul(DAYS_IN_CHUNK);
		(0..DAYS_IN_CHUNK).map(move |n| Day(first.saturating_add(n))).filter(|day| self.has(*day))
	}
}
