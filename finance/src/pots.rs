//! Money that lies with a loan: what comes in before it is due, and what is kept for bad times.

use crate::{
	math::Rounding,
	units::{Ppm, UsdaiAmount},
};
use macro_rules_attribute::apply;

/// Money that lies with a loan, 18 decimals.
#[apply(stored!)]
#[derive(Default)]
pub struct Pots {
	/// Insurance money. It pays instalments only.
	pub insured: UsdaiAmount,
	/// Lease revenue and parts of instalments.
	pub lockbox: UsdaiAmount,
	/// What of the lockbox came from the reserve. It is spent first.
	pub from_reserve: UsdaiAmount,
	/// The debt-service reserve.
	pub reserve: UsdaiAmount,
	/// What the reserve is to have.
	pub required: UsdaiAmount,
}

/// One of them.
#[apply(stored!)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Pot {
	/// Insurance money.
	#[codec(index = 0)]
	Insured,
	/// Lease revenue and parts of instalments.
	#[codec(index = 1)]
	Lockbox,
	/// The debt-service reserve.
	#[codec(index = 2)]
	Reserve,
}

/// A sum that pots have paid, and what it leaves in them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
	/// From all pots.
	pub amount: UsdaiAmount,
	/// What is left.
	pub left: Pots,
}

impl Pots {
	fn pot(&mut self, pot: Pot) -> &mut UsdaiAmount {
		match pot {
			Pot::Insured => &mut self.insured,
			Pot::Lockbox => &mut self.lockbox,
			Pot::Reserve => &mut self.reserve,
		}
	}

	/// With so much more in a pot. `None` when no amount is that large.
	pub fn with(mut self, pot: Pot, amount: UsdaiAmount) -> Option<Self> {
		let place = self.pot(pot);
		*place = place.checked_add(amount)?;
		self.total().map(|_| self)
	}

	/// All that lies there. `None` when it does not fit.
	pub fn total(&self) -> Option<UsdaiAmount> {
		self.insured.checked_add(self.lockbox)?.checked_add(self.reserve)
	}

	/// Takes at most `amount` from these pots, the first one first.
	pub fn take(mut self, pots: &[Pot], amount: UsdaiAmount) -> Taken {
		let mut open = amount;
		for pot in pots {
			let place = self.pot(*pot);
			let part = open.min(*place);
			*place = place.saturating_sub(part);
			open = open.saturating_sub(part);
			if *pot == Pot::Lockbox {
				self.from_reserve = self.from_reserve.saturating_sub(part);
			}
		}
		Taken { amount: amount.saturating_sub(open), left: self }
	}

	/// What a bounty can be paid from, held at the largest amount.
	pub fn for_bounties(&self) -> UsdaiAmount {
		self.lockbox.saturating_add(self.reserve)
	}

	/// What the reserve has less than before.
	pub fn drawn_since(&self, before: &Self) -> UsdaiAmount {
		before.reserve.saturating_sub(self.reserve)
	}

	/// What the reserve has more than before.
	pub fn refilled_since(&self, before: &Self) -> UsdaiAmount {
		self.reserve.saturating_sub(before.reserve)
	}

	/// What is missing in the reserve.
	pub fn missing(&self) -> UsdaiAmount {
		self.required.saturating_sub(self.reserve)
	}

	/// Fills the reserve from the lockbox as far as it goes.
	pub fn topped_up(self) -> Self {
		let Taken { amount, left } = self.take(&[Pot::Lockbox], self.missing());
		Self { reserve: left.reserve.saturating_add(amount), ..left }
	}

	/// Moves at most `amount` from the reserve into the lockbox.
	pub fn drawn(self, amount: UsdaiAmount) -> Self {
		let Taken { amount, left } = self.take(&[Pot::Reserve], amount);
		let from_reserve = left.from_reserve.saturating_add(amount);
		Self { lockbox: left.lockbox.saturating_add(amount), from_reserve, ..left }
	}

	/// Whether less lies there that is or was the reserve's than before: it has paid.
	pub fn spent_reserve_since(&self, before: &Self) -> bool {
		let all = |pots: &Self| pots.reserve.saturating_add(pots.from_reserve);
		all(self) < all(before)
	}
}

/// What whoever keeps a loan up to date earns, at most what there is for it:
/// `min(floor(principal * part / 10^6), most, there)`.
pub fn bounty(
	principal: UsdaiAmount,
	part: Ppm,
	most: UsdaiAmount,
	there: UsdaiAmount,
) -> UsdaiAmount {
	part.of(principal, Rounding::Down).min(most).min(there)
}
