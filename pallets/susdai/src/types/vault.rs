//! What the vault holds and owes, and what it is worth.

use super::{
	queue::{Checkpoint, Queue},
	rules::{Income, Rules, Windows},
	vesting::Vesting,
};
use caliber_finance::{
	math::{mul_div, Rounding},
	shares::{VaultTotals, LOCKED_SHARES},
	FinanceError::{self, BelowMinimum, Insolvent, Overflow},
};
use caliber_primitives::{
	book::BookValue,
	units::{Seconds, Shares, UsdaiAmount},
	vault::AccretedIncome,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// Totals and queue, in one value. USDai in it is what the vault booked; what somebody sends to its
/// account without a booking counts for nothing.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct VaultState {
	/// USDai of the shares, not lent; income that has not vested is in it.
	pub idle: UsdaiAmount,
	/// USDai served and not claimed: nothing but claims touches it.
	pub pot: UsdaiAmount,
	/// USDai owed to the fee account.
	pub fee: UsdaiAmount,
	/// USDai owed to the reserve fund.
	pub reserve: UsdaiAmount,
	/// Shares outstanding: of holders, locked, and requested but not served.
	pub shares: Shares,
	/// Income that redemptions do not count yet.
	pub vesting: Vesting,
	/// Requests for redemption.
	pub queue: Queue,
}

/// The two values of what belongs to the shares (protocol.md 2.5).
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
)]
pub struct Nav {
	/// A: what redemptions are paid from.
	pub redemption: UsdaiAmount,
	/// A+: what deposits buy into, never below A.
	pub deposit: UsdaiAmount,
}

impl Nav {
	/// Both values at `now`.
	///
	/// - A = idle + loans at the low estimate + bill income at the lower of line and market, net of
	///   fee - income that has not vested;
	/// - A+ = idle + loans at the high estimate + interest accrued, net of fee + bill income on the
	///   straight line, net of fee.
	///
	/// Served money and fees owed are in neither. Fees round up.
	pub fn of(
		state: &VaultState,
		book: BookValue,
		bills: AccretedIncome,
		rules: &Rules,
		now: Seconds,
	) -> Result<Self, FinanceError> {
		let sum = |parts: [UsdaiAmount; 3]| {
			let add = |total: UsdaiAmount, part| total.checked_add(part).ok_or(Overflow);
			parts.into_iter().try_fold(state.idle, add)
		};
		let low = sum([book.conservative, rules.net(bills.low)?, UsdaiAmount::ZERO])?;
		Ok(Self {
			redemption: low.saturating_sub(state.vesting.unvested(now)?),
			deposit: sum([book.optimistic, rules.net(book.accrued)?, rules.net(bills.high)?])?,
		})
	}
}

/// The price of a share, as the ratios `redemption / shares` and `deposit / shares`.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct SharePrice {
	/// Both values, USDai.
	pub nav: Nav,
	/// Shares outstanding.
	pub shares: Shares,
}

/// A purchase of shares.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
)]
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
	/// Shares of the reserve fund for what the vault had earned before it had any holder, at the
	/// first purchase only.
	pub earlier: Shares,
}

impl VaultState {
	/// All USDai that the account holds for somebody.
	pub fn held(&self) -> Option<UsdaiAmount> {
		self.idle.checked_add(self.pot)?.checked_add(self.fee)?.checked_add(self.reserve)
	}

	/// Whether the shares of holders are worth nothing.
	pub fn wiped_out(&self, nav: Nav) -> bool {
		nav.redemption.is_zero() && self.shares > LOCKED_SHARES
	}

	fn redemption(&self, nav: Nav) -> VaultTotals {
		VaultTotals { assets: nav.redemption, shares: self.shares }
	}

	fn deposit(&self, nav: Nav) -> VaultTotals {
		VaultTotals { assets: nav.deposit, shares: self.shares }
	}

	/// What shares would be paid now, rounded down.
	pub fn assets_of(&self, nav: Nav, shares: Shares) -> Result<UsdaiAmount, FinanceError> {
		self.redemption(nav).assets_for_redeem(shares)
	}

	/// The purchase of shares for `assets`, shares rounded down. `base` is the least balance that
	/// an account can have.
	pub fn deposit_of(
		&self,
		nav: Nav,
		assets: UsdaiAmount,
		base: UsdaiAmount,
	) -> Result<Purchase, FinanceError> {
		self.ensure_for_sale(nav)?;
		if self.shares.is_zero() {
			let counted = assets.checked_sub(base).ok_or(BelowMinimum)?;
			let shares = self.deposit(nav).shares_for_deposit(counted)?;
			return Ok(Self::first(nav, assets, shares, base));
		}
		let shares = self.deposit(nav).shares_for_deposit(assets)?;
		Ok(Purchase { assets, shares, ..Default::default() })
	}

	/// The purchase of so many `shares`, assets rounded up.
	pub fn mint_of(
		&self,
		nav: Nav,
		shares: Shares,
		base: UsdaiAmount,
	) -> Result<Purchase, FinanceError> {
		self.ensure_for_sale(nav)?;
		let assets = self.deposit(nav).assets_for_mint(shares)?;
		if self.shares.is_zero() {
			let assets = assets.checked_add(base).ok_or(Overflow)?;
			return Ok(Self::first(nav, assets, shares, base));
		}
		Ok(Purchase { assets, shares, ..Default::default() })
	}

	/// The first purchase: at one USDai a share, whatever the vault earned before.
	fn first(nav: Nav, assets: UsdaiAmount, shares: Shares, base: UsdaiAmount) -> Purchase {
		let earlier = Shares(nav.deposit.get());
		Purchase { assets, shares, base, locked: LOCKED_SHARES, earlier }
	}

	fn ensure_for_sale(&self, nav: Nav) -> Result<(), FinanceError> {
		match self.wiped_out(nav) {
			true => Err(Insolvent),
			false => Ok(()),
		}
	}

	/// The vault after a purchase.
	pub fn bought(self, purchase: Purchase) -> Option<Self> {
		let counted = purchase.assets.checked_sub(purchase.base)?;
		let shares = purchase.shares.checked_add(purchase.locked)?.checked_add(purchase.earlier)?;
		Some(Self {
			idle: self.idle.checked_add(counted)?,
			shares: self.shares.checked_add(shares)?,
			..self
		})
	}

	/// The vault after a request for `shares`, which are the end of the axis. They stay
	/// outstanding until they are served.
	pub fn requested(self, shares: Shares, windows: &Windows, now: Seconds) -> Option<Self> {
		let queue = self.queue.rolled(windows, now);
		let queue = Queue {
			requested: queue.requested.checked_add(shares)?,
			next_request: queue.next_request.next()?,
			..queue
		};
		Some(Self { queue, ..self })
	}

	/// The vault after a strike: as many of the shares that are due as idle USDai pays for, at the
	/// redemption value, shares and USDai rounded down. Nothing is served while the shares are
	/// worth nothing. A strike that served nothing is one all the same.
	pub fn struck(
		self,
		nav: Nav,
		windows: &Windows,
		now: Seconds,
	) -> Result<(Self, Option<Checkpoint>), FinanceError> {
		let queue =
			Queue { next_strike: windows.strike_after(now), ..self.queue.rolled(windows, now) };
		let due = queue.due(windows, now);
		let passed = Self { queue, ..self };
		// As no more shares are due than outstanding, all of them cost at most the whole value.
		let shares = match self.idle >= nav.redemption {
			true => due,
			false => due.min(self.shares_for(nav, self.idle)?),
		};
		if shares.is_zero() {
			return Ok((passed, None));
		}
		let assets = self.assets_of(nav, shares)?;
		if assets.is_zero() {
			return Ok((passed, None));
		}
		let checkpoint = Checkpoint {
			shares_before: queue.served,
			shares_after: queue.served.checked_add(shares).ok_or(Overflow)?,
			assets_before: queue.paid,
			assets_after: queue.paid.checked_add(assets).ok_or(Overflow)?,
			at: now,
		};
		let queue = Queue {
			served: checkpoint.shares_after,
			paid: checkpoint.assets_after,
			checkpoints: queue.checkpoints.checked_add(1).ok_or(Overflow)?,
			..queue
		};
		let struck = Self {
			idle: self.idle.checked_sub(assets).ok_or(Overflow)?,
			pot: self.pot.checked_add(assets).ok_or(Overflow)?,
			shares: self.shares.checked_sub(shares).ok_or(Overflow)?,
			queue,
			..self
		};
		Ok((struck, Some(checkpoint)))
	}

	/// The shares that `assets` pay for at the redemption value, rounded down.
	fn shares_for(&self, nav: Nav, assets: UsdaiAmount) -> Result<Shares, FinanceError> {
		let (shares, value) = (self.shares.get(), nav.redemption.get());
		mul_div(assets.get(), shares, value, Rounding::Down).map(Shares)
	}

	/// The vault after a claim of `assets`.
	pub fn claimed(self, assets: UsdaiAmount) -> Option<Self> {
		Some(Self { pot: self.pot.checked_sub(assets)?, ..self })
	}

	/// What the queue would be paid now, rounded up: it is ring-fenced before money leaves for
	/// loans.
	///
	/// All pending shares count. Those of closed windows are obligations of the current window,
	/// those of the open one of the next; there are no others.
	pub fn fenced(&self, nav: Nav) -> Result<UsdaiAmount, FinanceError> {
		let pending = self.queue.pending();
		if pending.is_zero() {
			return Ok(UsdaiAmount::ZERO);
		}
		let (value, shares) = (nav.redemption.get(), self.shares.get());
		mul_div(pending.get(), value, shares, Rounding::Up).map(UsdaiAmount)
	}

	/// Idle USDai that may leave for loans: without what is ring-fenced, and without what is
	/// promised and still here.
	pub fn free(&self, nav: Nav, committed: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		Ok(self.idle.saturating_sub(self.fenced(nav)?).saturating_sub(committed))
	}

	/// The vault after `amount` has left for a loan.
	pub fn drawn(self, amount: UsdaiAmount) -> Option<Self> {
		Some(Self { idle: self.idle.checked_sub(amount)?, ..self })
	}

	/// The vault after money has come in: principal, income that deposits counted already, and
	/// income that vests.
	pub fn received(
		self,
		principal: UsdaiAmount,
		counted: Income,
		extra: Income,
		window: Seconds,
		now: Seconds,
	) -> Result<Self, FinanceError> {
		let sum = |parts: [UsdaiAmount; 3]| {
			let [a, b, c] = parts;
			a.checked_add(b).and_then(|sum| sum.checked_add(c)).ok_or(Overflow)
		};
		let fresh = sum([principal, counted.net, extra.net])?;
		Ok(Self {
			idle: self.idle.checked_add(fresh).ok_or(Overflow)?,
			fee: sum([self.fee, counted.fee, extra.fee])?,
			reserve: sum([self.reserve, counted.reserve, extra.reserve])?,
			vesting: self.vesting.joined(extra.net, window, now)?,
			..self
		})
	}

	/// The vault after fees owed were paid.
	pub fn fees_paid(self) -> Self {
		Self { fee: UsdaiAmount::ZERO, reserve: UsdaiAmount::ZERO, ..self }
	}
}
