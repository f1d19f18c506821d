//! Selling shares.

use super::{sum, Nav};
use crate::{
	shares::{VaultTotals, LOCKED_SHARES},
	units::{Shares, UsdaiAmount},
	FinanceError::{self, BelowMinimum, Insolvent, Overflow},
};
use macro_rules_attribute::apply;

/// The price of a share, as the ratios `redemption / shares` and `deposit / shares`.
#[apply(stored!)]
pub struct SharePrice {
	/// Both values, USDai.
	pub nav: Nav,
	/// Shares outstanding.
	pub shares: Shares,
}

impl SharePrice {
	/// What shares are worth at the redemption value, rounded down:
	/// `floor(shares * A / outstanding)`.
	///
	/// Errors: as [`VaultTotals::assets_for_redeem`].
	pub fn assets_of(&self, shares: Shares) -> Result<UsdaiAmount, FinanceError> {
		VaultTotals { assets: self.nav.redemption, shares: self.shares }.assets_for_redeem(shares)
	}

	/// Shares that an amount buys at the deposit value, rounded down:
	/// `floor(assets * outstanding / A+)`.
	///
	/// Errors: as [`VaultTotals::shares_for_deposit`].
	pub fn shares_of(&self, assets: UsdaiAmount) -> Result<Shares, FinanceError> {
		self.for_sale().shares_for_deposit(assets)
	}

	fn for_sale(&self) -> VaultTotals {
		VaultTotals { assets: self.nav.deposit, shares: self.shares }
	}

	/// Whether the shares of holders are worth nothing.
	pub fn wiped_out(&self) -> bool {
		self.nav.redemption.is_zero() && self.shares > LOCKED_SHARES
	}

	/// Whether there are shares, of holders or locked, and nothing for them: only money from
	/// outside opens such a vault again.
	pub fn is_empty(&self) -> bool {
		self.nav.redemption.is_zero() && !self.shares.is_zero()
	}

	/// The purchase of shares for `assets`, shares rounded down. `base` is the least balance that
	/// an account can have; the first purchase pays it beside what counts. While nobody but the
	/// locked shares is there, a share costs at most one USDai, see [`Purchase::earlier`].
	///
	/// Errors in order: `Insolvent` (worthless shares are not sold); `BelowMinimum` (a first
	/// purchase below `base`); those of [`VaultTotals::shares_for_deposit`].
	pub fn deposit(
		&self,
		assets: UsdaiAmount,
		base: UsdaiAmount,
	) -> Result<Purchase, FinanceError> {
		self.ensure_sellable()?;
		if self.shares.is_zero() {
			let counted = assets.checked_sub(base).ok_or(BelowMinimum)?;
			return Ok(self.first(assets, self.shares_of(counted)?, base));
		}
		let (whole, earlier) = self.with_earlier()?;
		Ok(Purchase { assets, shares: whole.shares_of(assets)?, earlier, ..Default::default() })
	}

	/// The purchase of so many `shares`, assets rounded up. `base` as in [`Self::deposit`].
	///
	/// Errors in order: `Insolvent` (worthless shares are not sold); those of
	/// [`VaultTotals::assets_for_mint`].
	pub fn mint(&self, shares: Shares, base: UsdaiAmount) -> Result<Purchase, FinanceError> {
		self.ensure_sellable()?;
		if self.shares.is_zero() {
			let assets = self.for_sale().assets_for_mint(shares)?;
			return Ok(self.first(sum([assets, base])?, shares, base));
		}
		let (whole, earlier) = self.with_earlier()?;
		let assets = whole.for_sale().assets_for_mint(shares)?;
		Ok(Purchase { assets, shares, earlier, ..Default::default() })
	}

	/// The first purchase: at one USDai a share, whatever the vault earned before.
	fn first(&self, assets: UsdaiAmount, shares: Shares, base: UsdaiAmount) -> Purchase {
		Purchase { assets, shares, base, locked: LOCKED_SHARES, earlier: self.beyond_one() }
	}

	/// The price with the shares that the reserve fund gets first, and those shares. Once every
	/// holder has left, what comes in belongs to the locked shares alone: a share would soon cost
	/// more than anybody has.
	fn with_earlier(&self) -> Result<(Self, Shares), FinanceError> {
		let earlier = if self.shares > LOCKED_SHARES { Shares::ZERO } else { self.beyond_one() };
		let shares = self.shares.checked_add(earlier).ok_or(Overflow)?;
		Ok((Self { shares, ..*self }, earlier))
	}

	/// As many shares as make the price one USDai, when it is above.
	fn beyond_one(&self) -> Shares {
		Shares(self.nav.deposit.get()).saturating_sub(self.shares)
	}

	fn ensure_sellable(&self) -> Result<(), FinanceError> {
		match self.wiped_out() {
			true => Err(Insolvent),
			false => Ok(()),
		}
	}
}

/// A purchase of shares.
#[apply(stored!)]
#[derive(Default)]
pub struct Purchase {
	/// What the buyer pays.
	pub assets: UsdaiAmount,
	/// What he gets.
	pub shares: Shares,
	/// The part of what he pays that opens the vault's account and counts for nobody: the asset's
	/// minimum balance, at the first purchase only.
	pub base: UsdaiAmount,
	/// Shares locked on the dead account, at the first purchase only.
	pub locked: Shares,
	/// Shares of the reserve fund for what the vault had earned while it had no holder: at the first
	/// purchase, and at the first one after all have left.
	pub earlier: Shares,
}

impl Purchase {
	/// Whether the vault had no holder before it.
	pub fn opens(&self) -> bool {
		!self.locked.is_zero() || !self.earlier.is_zero()
	}
}
