//! Who bears a loss of the reserves, and in which order (protocol.md 4.2).

use super::{Accounts, Surplus};
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
	/// The same of what had come back to the vault of earlier losses.
	pub struck_returned: UsdaiAmount,
}

impl Charge {
	/// All that is borne, held at the largest amount.
	pub fn total(&self) -> UsdaiAmount {
		self.surplus.saturating_add(self.income).saturating_add(self.idle)
	}

	/// Whose the money of an impaired bill is that was written down by `lost`, when it comes in after
	/// all, and `charged` was to be borne for it: `returned = idle + struck_returned` is the vault's
	/// idle money, `dollars = charged - income - struck - returned` what surplus bore of its own and
	/// what nobody did; what is left of the money is income.
	pub fn write_down(&self, lost: UsdaiAmount, charged: UsdaiAmount) -> WriteDown {
		let returned = self.idle.saturating_add(self.struck_returned);
		let income = self.income.saturating_add(self.struck);
		let dollars = charged.saturating_sub(income).saturating_sub(returned);
		WriteDown { lost, dollars, returned }
	}
}

/// By what an impaired bill was written down, and whose that is when it pays after all.
#[apply(stored!)]
#[derive(Default)]
pub struct WriteDown {
	/// What of its cost does not count any more.
	pub lost: UsdaiAmount,
	/// The dollar's: by its surplus, and what nobody bore.
	pub dollars: UsdaiAmount,
	/// The vault's, whose idle money bore it.
	pub returned: UsdaiAmount,
}

impl WriteDown {
	/// What the vault has of money above what still counted of the bill: the dollar's part first, as
	/// its cushion is rebuilt before anything is harvested (protocol.md 4.2), then idle money, and
	/// what is left is income.
	///
	/// `kept = min(brought, dollars)`, `returned = min(brought - kept, returned)`,
	/// `income = brought - kept - returned`. Exact.
	pub fn divided(&self, brought: UsdaiAmount) -> Surplus {
		let rest = brought.saturating_sub(self.dollars);
		let returned = rest.min(self.returned);
		Surplus { income: rest.saturating_sub(returned), returned }
	}
}

impl Accounts {
	/// What may still be minted: settled income and what has come back, without what losses have taken
	/// of either. Held at the largest amount.
	pub fn settled_claim(&self) -> UsdaiAmount {
		self.settled_surplus.saturating_sub(self.struck).saturating_add(self.claim_back().low)
	}

	/// Whether nothing has to be charged while nothing is lost: no income is pledged, and the
	/// surplus backs the [settled claim](Self::settled_claim).
	pub fn is_backed(&self, standing: Standing) -> bool {
		self.pledged.is_zero() && self.settled_claim() <= standing.surplus
	}

	/// Charges a loss that the accounts and `standing` show already. `open` is the income of the open
	/// bills without the one that was lost.
	///
	/// Pledged income that the open bills do not have any more, `pledged - open.high`, is a loss too.
	/// Of both together the dollar lacks `min(sum, shortfall)`; what it does not lack has been borne
	/// by surplus, and the settled claim above the surplus that is left is struck, income first:
	/// `max(0, settled_claim - surplus)`. What it lacks is borne by accreted income, at most
	/// `open.low - pledged`, and the rest by idle money. Exact; nothing is rounded.
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
		let unbacked = self.settled_claim().saturating_sub(surplus);
		let struck = unbacked.min(self.settled_surplus.saturating_sub(self.struck));
		let struck_returned = unbacked.saturating_sub(struck);
		let charge = Charge {
			surplus: lost.saturating_sub(lacking),
			income,
			idle: lacking.saturating_sub(income),
			struck,
			struck_returned,
		};
		let accounts = Self {
			pledged: kept.saturating_add(income),
			struck: self.struck.saturating_add(struck),
			struck_returned: self.struck_returned.saturating_add(struck_returned),
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
