//! What is owed of a loan in default, and who gets what of the money that comes in for it.

use crate::{
	auction::LEAST_PRICE,
	math::{mul_div, Rounding},
	tranches::Claim,
	treasury::{difference, sum, total},
	units::UsdaiAmount,
	waterfall::waterfall,
	FinanceError,
};
use macro_rules_attribute::apply;

/// The most costs of one loan: whoever called default, and the payees of its charges.
pub const MAX_COSTS: usize = 5;
/// The most accounts that have advanced charges.
pub const MAX_ADVANCES: usize = 4;
/// The most lenders.
pub const MAX_LENDERS: usize = 8;

/// Claims on a loan in default by rank (protocol.md 7.1), or what was paid of them; 18 decimals.
#[apply(stored!)]
#[derive(Default)]
pub struct Debts {
	/// Costs and the bounty.
	pub costs: [UsdaiAmount; MAX_COSTS],
	/// Protective advances.
	pub advances: [UsdaiAmount; MAX_ADVANCES],
	/// The fee.
	pub fee: UsdaiAmount,
	/// Principal and interest of each tranche, the most senior first.
	pub lenders: [Claim; MAX_LENDERS],
}

/// Money that has come in, divided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Divided {
	/// What each claim gets.
	pub paid: Debts,
	/// What each has left.
	pub left: Debts,
	/// What nobody claims.
	pub surplus: UsdaiAmount,
}

impl Debts {
	/// All of them.
	///
	/// Errors: `Overflow`.
	pub fn total(&self) -> Result<UsdaiAmount, FinanceError> {
		let lenders = self.lenders.iter().flat_map(|claim| [claim.principal, claim.interest]);
		let others = self.costs.into_iter().chain(self.advances).chain([self.fee]);
		let mut all = others.chain(lenders.map(UsdaiAmount));
		all.try_fold(UsdaiAmount::ZERO, |all, one| sum([all, one]))
	}

	/// Principal of all lenders, held at the largest amount.
	pub fn principal(&self) -> UsdaiAmount {
		total(self.lenders.iter().map(|claim| UsdaiAmount(claim.principal)))
	}

	/// With a higher fee.
	///
	/// Errors: `Overflow`.
	pub fn with_fee(self, fee: UsdaiAmount) -> Result<Self, FinanceError> {
		Ok(Self { fee: sum([self.fee, fee])?, ..self })
	}

	/// Divides money by rank: costs and advances in the order of their lists, then as
	/// [`waterfall`] does. Each gets `min(claim, money left)`, so that what is paid and the surplus sum
	/// to the money exactly.
	pub fn divide(&self, money: UsdaiAmount) -> Divided {
		let mut paid = Self::default();
		let mut left = money;
		let first = self.costs.iter().zip(paid.costs.iter_mut());
		let first = first.chain(self.advances.iter().zip(paid.advances.iter_mut()));
		for (claim, place) in first {
			*place = (*claim).min(left);
			left = left.saturating_sub(*place);
		}
		// There are as many places as claims: nothing can be refused.
		let rest = waterfall(left.get(), self.fee.get(), &self.lenders, &mut paid.lenders);
		let (fee, surplus) = rest.map_or((0, left.get()), |rest| (rest.fee, rest.surplus));
		paid.fee = UsdaiAmount(fee);
		Divided { paid, left: self.less(&paid), surplus: UsdaiAmount(surplus) }
	}

	/// What is left once so much of each is paid.
	fn less(&self, paid: &Self) -> Self {
		let mut left = *self;
		for (place, paid) in left.costs.iter_mut().zip(paid.costs) {
			(*place, _) = difference(*place, paid);
		}
		for (place, paid) in left.advances.iter_mut().zip(paid.advances) {
			(*place, _) = difference(*place, paid);
		}
		(left.fee, _) = difference(self.fee, paid.fee);
		for (place, paid) in left.lenders.iter_mut().zip(paid.lenders) {
			place.principal = place.principal.saturating_sub(paid.principal);
			place.interest = place.interest.saturating_sub(paid.interest);
		}
		left
	}
}

/// What residual cover pays for hardware that was sold, `min(max(0, floor - proceeds), unpaid)`: it makes
/// up for what its sale has brought too little, as far as lenders are short (protocol.md 7.3).
pub fn residual(floor: UsdaiAmount, proceeds: UsdaiAmount, unpaid: UsdaiAmount) -> UsdaiAmount {
	difference(floor, proceeds).0.min(unpaid)
}

/// What insurance pays is claimed in whole cents.
pub const CENT: UsdaiAmount = LEAST_PRICE;

/// An amount that is divided in proportion to parts, one after the other, in whole steps: nobody gets more
/// than a step above his part, and together they get all whole steps of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proportion {
	amount: UsdaiAmount,
	all: UsdaiAmount,
	step: UsdaiAmount,
	seen: UsdaiAmount,
	given: UsdaiAmount,
}

impl Proportion {
	/// Divides `amount` over parts that sum to `all`.
	pub fn new(amount: UsdaiAmount, all: UsdaiAmount, step: UsdaiAmount) -> Self {
		Self { amount, all, step, seen: UsdaiAmount::ZERO, given: UsdaiAmount::ZERO }
	}

	/// The share of the next part: with S the sum of the parts so far,
	/// `step * floor(amount * S / all / step)` less what was given before. Nothing of no step.
	///
	/// Errors: `Overflow`, also when all parts are nothing.
	pub fn share(&mut self, part: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		self.seen = sum([self.seen, part])?;
		let whole = mul_div(self.amount.get(), self.seen.get(), self.all.get(), Rounding::Down)?;
		let beyond = whole.checked_rem(self.step.get()).unwrap_or(whole);
		let upto = UsdaiAmount(whole.saturating_sub(beyond));
		let (share, _) = difference(upto, self.given);
		self.given = upto.max(self.given);
		Ok(share)
	}
}
