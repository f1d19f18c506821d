//! Conversion between a vault's assets and its shares: one multiply and divide on the totals,
//! rounded in favour of the vault. A price is never rounded first.

use crate::{
	math::{mul_div, Rounding},
	units::{Shares, UsdaiAmount},
	FinanceError,
};

/// Shares that go to a dead account at the first deposit, so that nobody can hold them all and
/// move the price by a gift.
pub const LOCKED_SHARES: Shares = Shares(1_000_000);

/// What a vault holds and has issued, before the conversion.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VaultTotals {
	/// Assets under management.
	pub assets: UsdaiAmount,
	/// Shares issued, the locked ones included.
	pub shares: Shares,
}

impl VaultTotals {
	/// Shares got for assets given, rounded down: `floor(assets * total_shares / total_assets)`;
	/// for the first deposit `assets - LOCKED_SHARES`, the caller minting those to the dead
	/// account.
	///
	/// Errors in order: `ZeroAmount`; `BelowMinimum` (a first deposit of [`LOCKED_SHARES`] or
	/// less); `Insolvent` (shares without assets); `Overflow`; `ZeroShares` (assets below the
	/// price of one share).
	pub fn shares_for_deposit(self, assets: UsdaiAmount) -> Result<Shares, FinanceError> {
		ensure_some(assets.get())?;
		if self.shares.is_zero() {
			return match assets.get().checked_sub(LOCKED_SHARES.get()) {
				None | Some(0) => Err(FinanceError::BelowMinimum),
				Some(shares) => Ok(Shares(shares)),
			};
		}
		match self.to_shares(assets, Rounding::Down)? {
			Shares::ZERO => Err(FinanceError::ZeroShares),
			shares => Ok(shares),
		}
	}

	/// Assets to pay for shares wanted, rounded up: `ceil(shares * total_assets / total_shares)`;
	/// for the first deposit `shares + LOCKED_SHARES`.
	///
	/// Errors in order: `ZeroAmount`; `Insolvent` (shares without assets); `Overflow`.
	pub fn assets_for_mint(self, shares: Shares) -> Result<UsdaiAmount, FinanceError> {
		ensure_some(shares.get())?;
		if self.shares.is_zero() {
			let assets = shares.checked_add(LOCKED_SHARES).ok_or(FinanceError::Overflow)?;
			return Ok(UsdaiAmount(assets.get()));
		}
		self.to_assets(shares, Rounding::Up)
	}

	/// Assets got for shares given, rounded down: `floor(shares * total_assets / total_shares)`.
	/// Zero is a valid answer. That the shares exist is for the caller to check.
	///
	/// Errors in order: `ZeroAmount`; `ZeroShares` (none issued); `Insolvent` (shares without
	/// assets); `Overflow`.
	pub fn assets_for_redeem(self, shares: Shares) -> Result<UsdaiAmount, FinanceError> {
		ensure_some(shares.get())?;
		self.ensure_issued()?;
		self.to_assets(shares, Rounding::Down)
	}

	/// Shares to burn for assets wanted, rounded up: `ceil(assets * total_shares / total_assets)`.
	/// That the vault has the assets is for the caller to check.
	///
	/// Errors in order: `ZeroAmount`; `ZeroShares` (none issued); `Insolvent` (shares without
	/// assets); `Overflow`.
	pub fn shares_for_withdraw(self, assets: UsdaiAmount) -> Result<Shares, FinanceError> {
		ensure_some(assets.get())?;
		self.ensure_issued()?;
		self.to_shares(assets, Rounding::Up)
	}

	fn to_shares(self, assets: UsdaiAmount, rounding: Rounding) -> Result<Shares, FinanceError> {
		self.ensure_solvent()?;
		mul_div(assets.get(), self.shares.get(), self.assets.get(), rounding).map(Shares)
	}

	fn to_assets(self, shares: Shares, rounding: Rounding) -> Result<UsdaiAmount, FinanceError> {
		self.ensure_solvent()?;
		mul_div(shares.get(), self.assets.get(), self.shares.get(), rounding).map(UsdaiAmount)
	}

	fn ensure_issued(self) -> Result<(), FinanceError> {
		if self.shares.is_zero() {
			return Err(FinanceError::ZeroShares);
		}
		Ok(())
	}

	fn ensure_solvent(self) -> Result<(), FinanceError> {
		if self.assets.is_zero() {
			return Err(FinanceError::Insolvent);
		}
		Ok(())
	}
}

fn ensure_some(amount: u128) -> Result<(), FinanceError> {
	if amount == 0 {
		return Err(FinanceError::ZeroAmount);
	}
	Ok(())
}
