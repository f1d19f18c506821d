//! Tranches: what they earn together, and how a sum is split over them.

use crate::{
	math::{div, narrow, wide_mul, wide_mul_div, Rounding},
	units::{Ppm, RatePerSecond, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;
use primitive_types::U256;

/// The longest list of tranches. A buffer of this length holds every answer.
pub const MAX_TRANCHES: usize = 32;

/// One lender's part of a loan, as originated.
#[apply(stored!)]
pub struct Tranche {
	/// Amount in the smallest unit of the currency. Only the proportions matter.
	pub amount: u128,
	/// Interest, above zero and at most 10^18.
	pub rate: RatePerSecond,
}

impl Tranche {
	/// What the tranche counts when interest is split, up to 188 bits.
	pub(crate) fn weight(&self) -> U256 {
		wide_mul(self.amount, u128::from(self.rate.get()))
	}
}

/// Principal and interest of one tranche: owed or paid, in the unit of the function that uses it.
#[apply(stored!)]
#[derive(Default)]
pub struct Claim {
	/// Principal.
	pub principal: u128,
	/// Interest.
	pub interest: u128,
}

impl Claim {
	/// Principal and interest of both. `None` when one does not fit.
	pub fn with(&self, other: &Self) -> Option<Self> {
		Some(Self {
			principal: self.principal.checked_add(other.principal)?,
			interest: self.interest.checked_add(other.interest)?,
		})
	}

	/// Both together. `None` when that does not fit.
	pub fn total(&self) -> Option<u128> {
		self.principal.checked_add(self.interest)
	}
}

/// The rate that a loan bears as a whole.
///
/// `floor(sum(amount_i * rate_i) / sum(amount_i))`
///
/// Errors in order: `NoTranches`, `TooManyTranches`; then tranche by tranche `ZeroAmount`,
/// `InvalidRate` (zero, or above 10^18).
pub fn blended_rate(tranches: &[Tranche]) -> Result<RatePerSecond, FinanceError> {
	check_length(tranches.len())?;
	let mut weights = U256::zero();
	let mut amounts = U256::zero();
	for tranche in tranches {
		if tranche.amount == 0 {
			return Err(FinanceError::ZeroAmount);
		}
		if tranche.rate.is_zero() {
			return Err(FinanceError::InvalidRate);
		}
		tranche.rate.ensure_valid()?;
		// 32 products of 188 bits are far from 256.
		weights = weights.saturating_add(tranche.weight());
		amounts = amounts.saturating_add(U256::from(tranche.amount));
	}
	let rate = narrow(div(weights, amounts, Rounding::Down)?)?;
	u64::try_from(rate).map(RatePerSecond).map_err(|_| FinanceError::Overflow)
}

/// What others leave of a principal to the senior tranche. `None` when they lend more.
pub fn senior(
	principal: UsdaiAmount,
	mut others: impl Iterator<Item = UsdaiAmount>,
) -> Option<UsdaiAmount> {
	others.try_fold(principal, |left, other| left.checked_sub(other))
}

/// Whether what the senior tranche leaves of a principal to others is at least a part of it, rounded
/// up: `principal - senior >= ceil(principal * part / 10^6)`.
pub fn has_first_loss(principal: UsdaiAmount, senior: UsdaiAmount, part: Ppm) -> bool {
	principal.saturating_sub(senior) >= part.of(principal, Rounding::Up)
}

/// What a lender beside the vault has in a loan, 18 decimals.
#[apply(stored!)]
#[derive(Default)]
pub struct Stake {
	/// Principal that has not been repaid.
	pub principal: UsdaiAmount,
	/// Credited and not paid out.
	pub owed: UsdaiAmount,
}

impl Stake {
	/// Of a loan that has begun.
	pub fn lent(principal: UsdaiAmount) -> Self {
		Self { principal, owed: UsdaiAmount::ZERO }
	}

	/// Of capital that goes back without a loan.
	pub fn freed(owed: UsdaiAmount) -> Self {
		Self { principal: UsdaiAmount::ZERO, owed }
	}

	/// After a payment to the tranche.
	///
	/// Errors: `Overflow` (also of more principal than is left).
	pub fn paid(self, part: &Claim) -> Result<Self, FinanceError> {
		let paid = part.total().map(UsdaiAmount).ok_or(FinanceError::Overflow)?;
		let principal = self.principal.checked_sub(UsdaiAmount(part.principal));
		Ok(Self {
			principal: principal.ok_or(FinanceError::Overflow)?,
			owed: self.owed.checked_add(paid).ok_or(FinanceError::Overflow)?,
		})
	}
}

/// Splits a total by weight.
///
/// Part i is `floor(total * weight_i / sum(weights))`; what the floors leave over is added to
/// part 0. The parts sum to the total exactly. They are written to the front of `parts`.
///
/// Errors in order: `NoTranches`, `TooManyTranches`, `ZeroAmount` (the weights sum to zero).
pub fn split<'a>(
	total: u128,
	weights: &[u128],
	parts: &'a mut [u128],
) -> Result<&'a [u128], FinanceError> {
	let parts = buffer(weights.len(), parts)?;
	split_into(total, weights.iter().copied().map(U256::from), parts.iter_mut())?;
	Ok(parts)
}

/// As [`split`], with weights up to 250 bits, into places that the caller has counted.
pub(crate) fn split_into<'a>(
	total: u128,
	weights: impl Iterator<Item = U256> + Clone,
	mut parts: impl Iterator<Item = &'a mut u128>,
) -> Result<(), FinanceError> {
	let sum = weights.clone().fold(U256::zero(), U256::saturating_add);
	if sum.is_zero() {
		return Err(FinanceError::ZeroAmount);
	}
	// Part 0 is what the floors of all others leave: its own floor and the dust.
	let first = parts.next();
	let mut left = total;
	for (weight, part) in weights.skip(1).zip(parts) {
		*part = wide_mul_div(total, weight, sum)?;
		left = left.saturating_sub(*part);
	}
	if let Some(first) = first {
		*first = left;
	}
	Ok(())
}

/// Errors in order: `NoTranches`, `TooManyTranches`.
pub(crate) fn check_length(tranches: usize) -> Result<(), FinanceError> {
	match tranches {
		0 => Err(FinanceError::NoTranches),
		1..=MAX_TRANCHES => Ok(()),
		_ => Err(FinanceError::TooManyTranches),
	}
}

/// The front of a buffer, one place for each tranche.
///
/// Errors in order: `NoTranches`, `TooManyTranches` (also when the buffer is too short).
pub(crate) fn buffer<T>(tranches: usize, places: &mut [T]) -> Result<&mut [T], FinanceError> {
	check_length(tranches)?;
	places.get_mut(..tranches).ok_or(FinanceError::TooManyTranches)
}
