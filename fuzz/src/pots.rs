//! Money that lies with a loan: it moves from pot to pot and out, and none of it is lost.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	pots::{bounty, Pot, Pots, Taken},
	units::{Ppm, UsdaiAmount},
};
use primitive_types::U512;

const ALL: [Pot; 3] = [Pot::Insured, Pot::Lockbox, Pot::Reserve];

#[derive(Arbitrary, Debug)]
pub struct Input {
	#[arbitrary(with = pots)]
	pots: Pots,
	#[arbitrary(with = amount)]
	amount: UsdaiAmount,
	pot: u8,
	/// The first so many of all pots.
	first: u8,
	#[arbitrary(with = ppm)]
	part: Ppm,
	#[arbitrary(with = amount)]
	most: UsdaiAmount,
}

fn pots(u: Bytes) -> arbitrary::Result<Pots> {
	let (insured, lockbox, from, reserve) = (amount(u)?, amount(u)?, amount(u)?, amount(u)?);
	let from_reserve = from.min(lockbox);
	Ok(Pots { insured, lockbox, from_reserve, reserve, required: amount(u)? })
}

/// All that lies there, at full width.
fn all(pots: &Pots) -> U512 {
	total([pots.insured, pots.lockbox, pots.reserve].map(UsdaiAmount::get))
}

impl Input {
	pub fn check(&self) {
		let Self { pots, amount, .. } = *self;
		let added = pots.with(ALL[usize::from(self.pot) % 3], amount);
		let sum = all(&pots) + amount.get();
		assert_eq!(added.is_some(), sum <= wide(u128::MAX));
		assert!(added.is_none_or(|added| all(&added) == sum));
		let fits = all(&pots) <= wide(u128::MAX);
		assert_eq!(pots.total().map(|all| wide(all.get())), fits.then(|| all(&pots)));

		let from = &ALL[..usize::from(self.first) % 4];
		let Taken { amount: taken, left } = pots.take(from, amount);
		assert!(taken <= amount);
		assert_eq!(all(&left) + taken.get(), all(&pots));
		// It stops short only of what is not there.
		assert!(taken == amount || pots.take(from, UsdaiAmount::MAX).amount == taken);

		// A reserve that is filled has no more than it is to have, or than it had.
		if fits {
			let filled = pots.topped_up();
			assert_eq!(all(&filled), all(&pots));
			assert!(filled.missing().is_zero() || filled.lockbox.is_zero());
			assert!(filled.reserve <= pots.required.max(pots.reserve));
			let drawn = pots.drawn(amount);
			assert_eq!(all(&drawn), all(&pots));
			assert_eq!(drawn.reserve, pots.reserve.saturating_sub(amount));
		}
		let earned = bounty(amount, self.part, self.most, pots.reserve);
		assert!(earned <= self.most && earned <= pots.reserve);
	}
}
