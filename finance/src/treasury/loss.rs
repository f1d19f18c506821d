//! Who bears a loss of the reserves, and in which order (protocol.md 4.2).

use super::Accounts;
use crate::{
	math::Rounding,
	units::{Ppm, UsdaiAmount},
	vault::AccretedIncome,
	FinanceError,
};
use macro_rules_attribute::apply;

/// How the dollar stands once a loss is in the books: one of the two is nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
	/// Backing above what is in circulation and promised.
	pub surplus: UsdaiAmount,
	/// What is in circulation and promised above backing.
	pub shortfall: UsdaiAmount,
}

/// How a loss is borne.
#[apply(stored!)]
#[derive(Default)]
pub struct Charge {
	/// By the dollar's surplus: the cushion first, then settled income of the vault.
	pub surplus: UsdaiAmount,
	/// By accreted income of the vault, which backs the dollar instead from now on.
	pub income: UsdaiAmount,
	/// By idle money of the vault, as far as it has any; the rest is shortfall.
	pub idle: UsdaiAmount,
}

impl Charge {
	/// All of it, held at the largest amount.
	pub fn total(&self) -> UsdaiAmount {
		self.surplus.saturating_add(self.income).saturating_add(self.idle)
	}
}

impl Accounts {
	/// Whether nothing has to be charged while nothing is lost: no income is pledged, and the
	/// surplus backs the settled claim, `settled_surplus - struck <= surplus`.
	pub fn is_backed(&self, standing: Standing) -> bool {
		let claim = self.settled_surplus.saturating_sub(self.struck);
		self.pledged.is_zero() && claim <= standing.surplus
	}

	/// Charges a loss that the accounts and `standing` show already. `open` is the income of the open
	/// bills without the one that was lost.
	///
	/// Pledged income that the open bills do not have any more, `pledged - open.high`, is a loss too.
	/// Of both together the dollar lacks `min(sum, shortfall)`; what it does not lack has been borne
	/// by surplus, and the settled claim above the surplus that is left is struck:
	/// `struck = max(struck, settled_surplus - surplus)`. What it lacks is borne by accreted income,
	/// at most `open.low - pledged`, and the rest by idle money. Exact; nothing is rounded.
	pub fn charged(
		self,
		loss: UsdaiAmount,
		open: AccretedIncome,
		standing: Standing,
	) -> (Self, Charge) {
		let uncovered = self.pledged.saturating_sub(open.high);
		let kept = self.pledged.saturating_sub(uncovered);
		let lost = loss.saturating_add(uncovered);
		// Without the uncovered pledge the dollar has so much less.
		let shortfall =
			standing.shortfall.saturating_add(uncovered.saturating_sub(standing.surplus));
		let surplus = standing.surplus.saturating_sub(uncovered);
		let lacking = lost.min(shortfall);
		let income = lacking.min(open.low.saturating_sub(kept));
		let charge = Charge {
			surplus: lost.saturating_sub(lacking),
			income,
			idle: lacking.saturating_sub(income),
		};
		let accounts = Self {
			pledged: kept.saturating_add(income),
			struck: self.struck.max(self.settled_surplus.saturating_sub(surplus)),
			..self
		};
		(accounts, charge)
	}
}

/// What an impaired bill still counts of its cost, rounded down: `floor(cost * part / 10^6)`.
///
/// Errors: `RateAboveOne` (a part above a million parts).
pub fn impaired(cost: UsdaiAmount, part: Ppm) -> Result<UsdaiAmount, FinanceError> {
	part.part_of(cost, Rounding::Down)
}
