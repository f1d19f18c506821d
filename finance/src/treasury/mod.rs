//! The treasury: what it holds for the dollar, what its bills have earned for the vault, and what
//! it buys next (protocol.md 2.6 and 4).
//!
//! To the dollar a bill counts at cost until it pays: [`Accounts`]. To the vault it has earned what
//! lies between cost and its straight line, or the market if that is lower: [`income`]. What is
//! bought is up to the [`ladder`], what is sold to what redeemers lack ([`Liquidity::lack`]). A loss
//! is borne by surplus, claim and idle money in turn ([`Accounts::charged`]).

mod ladder;
mod loss;
mod position;
mod report;

pub use ladder::*;
pub use loss::*;
pub use position::*;
pub use report::*;

use crate::{
	units::UsdaiAmount,
	vault::{AccretedIncome, Returned},
	FinanceError,
};
use macro_rules_attribute::apply;

/// What the treasury holds for the dollar, and what of it belongs to the vault. Money moves from
/// one account to the next as a bill is bought, settles, pays and is harvested; each move gives
/// nothing when an account has too little or cannot hold more.
#[apply(stored!)]
#[derive(Default)]
pub struct Accounts {
	/// Bills in custody, at cost.
	pub at_settled_cost: UsdaiAmount,
	/// Cash on its way to bills that nobody has confirmed, which is their cost.
	pub in_transit: UsdaiAmount,
	/// Income of bills that have paid, not harvested.
	pub settled_surplus: UsdaiAmount,
	/// What of the settled income losses have taken: it is minted to nobody.
	pub struck: UsdaiAmount,
	/// Idle money of the vault that bore a loss and has come back, not harvested.
	pub returned: UsdaiAmount,
	/// What of that other losses have taken: it is minted to nobody.
	pub struck_returned: UsdaiAmount,
	/// Idle money of the vault that bore the losses of impaired bills and comes back if they pay.
	pub awaited: UsdaiAmount,
	/// Accreted income of open bills that losses have taken: it backs the dollar with the bills'
	/// cost, and the gains that come in next pay for it.
	pub pledged: UsdaiAmount,
}

impl Accounts {
	/// Bills in custody as the dollar counts them: at cost, and with the accreted income that losses
	/// have taken from the vault. Held at the largest amount.
	pub fn counted(&self) -> UsdaiAmount {
		self.at_settled_cost.saturating_add(self.pledged)
	}

	/// Bills, settled or not, as the dollar counts them: `counted + in_transit`, held at the largest
	/// amount.
	pub fn at_cost(&self) -> UsdaiAmount {
		self.counted().saturating_add(self.in_transit)
	}

	/// Everything behind the dollar: its cash and the bills at cost, held at the largest amount
	/// (protocol.md 4.1).
	pub fn backing(&self, cash: UsdaiAmount) -> UsdaiAmount {
		cash.saturating_add(self.at_cost())
	}

	/// The vault's claim on income: of open bills, and all that has come in and is not harvested, less
	/// what losses have taken of either, nothing below zero:
	/// `open + settled_surplus - struck - pledged`. The higher one, which a deposit counts, is with
	/// the `doubtful` income of impaired bills (protocol.md 2.5). Each estimate is held at the
	/// largest amount.
	pub fn claim(&self, open: AccretedIncome, doubtful: UsdaiAmount) -> AccretedIncome {
		let taken = self.struck.saturating_add(self.pledged);
		let of =
			|open: UsdaiAmount| open.saturating_add(self.settled_surplus).saturating_sub(taken);
		AccretedIncome { low: of(open.low), high: of(open.high.saturating_add(doubtful)) }
	}

	/// The vault's claim on idle money that bore losses: `returned - struck_returned`, the higher one
	/// with what is awaited. Each estimate is held at the largest amount.
	pub fn claim_back(&self) -> Returned {
		let low = self.returned.saturating_sub(self.struck_returned);
		Returned { low, high: low.saturating_add(self.awaited) }
	}

	/// Cash has left for a bill.
	pub fn bought(self, cost: UsdaiAmount) -> Option<Self> {
		Some(Self { in_transit: self.in_transit.checked_add(cost)?, ..self })
	}

	/// A bill is in custody.
	pub fn settled(self, cost: UsdaiAmount) -> Option<Self> {
		Some(Self {
			in_transit: self.in_transit.checked_sub(cost)?,
			at_settled_cost: self.at_settled_cost.checked_add(cost)?,
			..self
		})
	}

	/// A bill leaves the book for money that has come in: its cost, or what still counts of it, goes
	/// back to cash. What it brings above that is the [`WriteDown::divided`] of an impaired bill and
	/// all income of any other; income first redeems pledged income, `min(income, pledged)`, and
	/// the rest is settled surplus, which is returned. Below the cost it brings nothing, and the
	/// difference is a loss.
	pub fn closed(
		self,
		cost: UsdaiAmount,
		proceeds: UsdaiAmount,
		marked: Option<WriteDown>,
	) -> Option<(Self, Surplus)> {
		let marked = marked.unwrap_or_default();
		let brought = marked.divided(proceeds.saturating_sub(cost));
		let redeemed = brought.income.min(self.pledged);
		let surplus = Surplus { income: brought.income.saturating_sub(redeemed), ..brought };
		let accounts = Self {
			at_settled_cost: self.at_settled_cost.checked_sub(cost)?,
			settled_surplus: self.settled_surplus.checked_add(surplus.income)?,
			returned: self.returned.checked_add(surplus.returned)?,
			awaited: self.awaited.checked_sub(marked.returned)?,
			pledged: self.pledged.saturating_sub(redeemed),
			..self
		};
		Some((accounts, surplus))
	}

	/// Money that a bill brings is on its way, and backs the dollar already.
	pub fn returning(self, amount: UsdaiAmount) -> Option<Self> {
		Some(Self { in_transit: self.in_transit.checked_add(amount)?, ..self })
	}

	/// It has become cash.
	pub fn arrived(self, amount: UsdaiAmount) -> Option<Self> {
		Some(Self { in_transit: self.in_transit.checked_sub(amount)?, ..self })
	}

	/// Part of a bill's cost is lost while it is in custody.
	pub fn written_down(self, lost: UsdaiAmount) -> Option<Self> {
		Some(Self { at_settled_cost: self.at_settled_cost.checked_sub(lost)?, ..self })
	}

	/// Idle money of the vault has borne the loss of an impaired bill, and comes back if it pays.
	pub fn awaiting(self, returned: UsdaiAmount) -> Option<Self> {
		Some(Self { awaited: self.awaited.checked_add(returned)?, ..self })
	}

	/// Surplus is taken out to be minted, without what losses have taken of it, `min(part, struck)`
	/// of either part. Returns what is left to mint.
	pub fn taken(self, surplus: Surplus) -> Option<(Self, Surplus)> {
		let income = surplus.income.min(self.struck);
		let returned = surplus.returned.min(self.struck_returned);
		let accounts = Self {
			settled_surplus: self.settled_surplus.checked_sub(surplus.income)?,
			struck: self.struck.saturating_sub(income),
			returned: self.returned.checked_sub(surplus.returned)?,
			struck_returned: self.struck_returned.saturating_sub(returned),
			..self
		};
		let left = Surplus {
			income: surplus.income.saturating_sub(income),
			returned: surplus.returned.saturating_sub(returned),
		};
		Some((accounts, left))
	}

	/// What was not minted comes back.
	pub fn put_back(self, surplus: Surplus) -> Option<Self> {
		Some(Self {
			settled_surplus: self.settled_surplus.checked_add(surplus.income)?,
			returned: self.returned.checked_add(surplus.returned)?,
			..self
		})
	}
}

/// What a paid bill has brought for the vault and nobody has harvested.
#[apply(stored!)]
#[derive(Default)]
pub struct Surplus {
	/// Above what was paid for it: it pays the vault's fee.
	pub income: UsdaiAmount,
	/// Idle money of the vault that had borne its loss: it pays none.
	pub returned: UsdaiAmount,
}

impl Surplus {
	/// Income alone.
	pub const fn of(income: UsdaiAmount) -> Self {
		Self { income, returned: UsdaiAmount::ZERO }
	}

	/// All of it, held at the largest amount.
	pub fn total(&self) -> UsdaiAmount {
		self.income.saturating_add(self.returned)
	}

	/// Whether there is none.
	pub fn is_zero(&self) -> bool {
		self.total().is_zero()
	}

	/// Which part of it is minted when so much of it is: what comes back first, so that the fee waits
	/// for income. Nothing when that is more than there is.
	pub fn minted(self, amount: UsdaiAmount) -> Option<Self> {
		let returned = amount.min(self.returned);
		let income = amount.checked_sub(returned).filter(|income| *income <= self.income)?;
		Some(Self { income, returned })
	}

	/// What is left once a part was minted; nothing when that is more than there is.
	pub fn without(self, part: Self) -> Option<Self> {
		Some(Self {
			income: self.income.checked_sub(part.income)?,
			returned: self.returned.checked_sub(part.returned)?,
		})
	}
}

/// Bills that one custodian holds or settles, at cost.
#[apply(stored!)]
#[derive(Default, PartialOrd, Ord)]
pub struct Custody(pub UsdaiAmount);

impl Custody {
	/// With one more bill; nothing when it cannot be counted.
	pub fn with(self, cost: UsdaiAmount) -> Option<Self> {
		self.0.checked_add(cost).map(Self)
	}

	/// Without a bill; nothing when it holds less.
	pub fn without(self, cost: UsdaiAmount) -> Option<Self> {
		self.0.checked_sub(cost).map(Self)
	}

	/// Whether it holds nothing.
	pub fn is_empty(&self) -> bool {
		self.0.is_zero()
	}
}

/// The sum of amounts.
///
/// Errors: `Overflow`.
pub fn sum(amounts: impl IntoIterator<Item = UsdaiAmount>) -> Result<UsdaiAmount, FinanceError> {
	let sum = amounts.into_iter().try_fold(UsdaiAmount::ZERO, UsdaiAmount::checked_add);
	sum.ok_or(FinanceError::Overflow)
}

/// What each of two amounts is above the other.
pub fn difference(one: UsdaiAmount, other: UsdaiAmount) -> (UsdaiAmount, UsdaiAmount) {
	(one.saturating_sub(other), other.saturating_sub(one))
}

/// The sum of amounts, held at the largest one.
pub fn total(amounts: impl IntoIterator<Item = UsdaiAmount>) -> UsdaiAmount {
	amounts.into_iter().fold(UsdaiAmount::ZERO, UsdaiAmount::saturating_add)
}
