//! Numbers that follow from one, and when things end.

use crate::{
	model::{loan::Stage, Economy},
	world::DAY,
};
use caliber_integration_tests::registry::day;
use caliber_primitives::units::UNIT;

/// Numbers that follow from one.
pub struct Dice(u64);

impl Dice {
	pub fn new(a: u32, b: u32) -> Self {
		Self(u64::from(a) << 32 | u64::from(b))
	}

	/// One below an end.
	pub fn below(&mut self, end: u64) -> u64 {
		self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
		let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
		(mixed ^ (mixed >> 31)) % end.max(1)
	}

	pub fn within(&mut self, least: u64, most: u64) -> u64 {
		least + self.below(most - least + 1)
	}

	pub fn one_in(&mut self, of: u64) -> bool {
		self.below(of) == 0
	}

	pub fn of<T: Clone>(&mut self, all: &[T]) -> Option<T> {
		let len = u64::try_from(all.len()).expect("they are few");
		all.get(usize::try_from(self.below(len)).expect("it is small")).cloned()
	}

	/// So many dollars, seldom whole ones.
	pub fn dollars(&mut self, most: u64) -> u128 {
		let whole = u128::from(self.below(most)) * UNIT;
		whole + if self.one_in(2) { 0 } else { u128::from(self.below(u64::MAX)) % UNIT }
	}
}

/// Whole slots; seconds only once the cover of all hardware is about to end.
pub fn within_years(economy: &Economy, seconds: u64) -> u64 {
	match economy.now + seconds < day(900).get() {
		true => seconds.max(2) / 2 * 2,
		false => 2,
	}
}

/// To a moment at which something ends: a date, a grace, a mark, a notice, a window.
pub fn jump(dice: &mut Dice, economy: &Economy) -> u64 {
	let book = economy.book();
	let mut ends = vec![(economy.now / (30 * DAY) + 1) * 30 * DAY + DAY - economy.paused];
	for loan in economy.loans.values() {
		match &loan.stage {
			Stage::Runs => {
				let due = loan.due() - loan.offset;
				ends.extend([due, due + DAY, due + loan.grace(), loan.counts.stop * DAY]);
				ends.extend([30, 90].map(|days| (loan.counts.stop + days) * DAY));
			},
			Stage::Called(called) => {
				ends.push(called.since + 10 * DAY);
				ends.extend(called.lot.iter().map(|lot| lot.ends));
				ends.extend(called.stay);
				ends.extend(called.arranged.iter().flat_map(|sale| [sale.until, sale.settles()]));
			},
			Stage::Waits(wait) => ends.push(wait.until),
			_ => {},
		}
	}
	ends.extend(
		economy.claims.values().filter_map(|claim| claim.until()).map(|end| end - economy.paused),
	);
	ends.extend(economy.dollar.bills.values().map(|bill| bill.matures * DAY - economy.paused));
	ends.retain(|end| (book + 2..book + 60 * DAY).contains(end));
	let end = dice.of(&ends).unwrap_or(book + 5 * DAY);
	let beside = [0, 2, DAY][usize::try_from(dice.below(3)).expect("it is small")];
	let end = if dice.one_in(3) { end.saturating_sub(2) } else { end + beside };
	end.saturating_sub(book)
}
