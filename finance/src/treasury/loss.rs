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
	/// What of the vault's settled income no surplus backs any more, which is part of what surplus
	/// bore: it will be minted to nobody.
	pub struck: UsdaiAmount,
}

impl Charge {
	/// All that is borne, held at the largest amount.
	pub fn total(&self) -> UsdaiAmount {
		self.surplus.saturating_add(self.income).saturating_add(self.idle)
	}
}

impl Accounts {
	/// Settled surplus that may still be minted: without what losses have taken of it.
	pub fn settled_claim(&self) -> UsdaiAmount {
		self.settled_surplus.saturating_sub(self.struck)
	}

	/// Whether nothing has to be charged while nothing is lost: no income is pledged, and the
	/// surplus backs the settled claim, `settled_surplus - struck <= surplus`.
	pub fn is_backed(&self, standing: Standing) -> bool {
		self.pledged.is_zero() && self.settled_claim() <= standing.surplus
	}

	/// Charges a loss that the accounts and `standing` show already. `open` is the income of the open
	/// bills without the one that was lost.
	///
	/// Pledged income that the open bills do not have any more, `pledged - open.high`, is a loss too.
	/// Of both together the dollar lacks `min(sum, shortfall)`; what it does not lack has been borne
	/// by surplus, and the settled claim above the surplus that is left is struck:
	/// `max(0, settled_surplus - struck - surplus)` more. What it lacks is borne by accreted income,
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
		let struck = self.settled_claim().saturating_sub(surplus);
		let charge = Charge {
			surplus: lost.saturating_sub(lacking),
			income,
			idle: lacking.saturating_sub(income),
			struck,
		};
		let accounts = Self {
			pledged: kept.saturating_add(income),
			struck: self.struck.saturating_add(struck),
			..self
		};
		(accounts, charge)
	}
}

/// What an impaired bill still counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Impairment {
	/// Of its cost.
	pub left: UsdaiAmount,
	/// The rest of it.
	pub lost: UsdaiAmount,
}

impl Impairment {
	/// Of a bill of this cost that still counts for a part, rounded down:
	/// `left = floor(cost * part / 10^6)`, `lost = cost - left`.
	///
	/// Errors: `RateAboveOne` (a part above a million parts).
	pub fn of(cost: UsdaiAmount, part: Ppm) -> Result<Self, FinanceError> {
		let left = part.part_of(cost, Rounding::Down)?;
		Ok(Self { left, lost: cost.saturating_sub(left) })
	}
}
