//! What the vault holds and owes, what it is worth, and how each act changes it (protocol.md 2
//! and 3).
//!
//! Two values: redemptions are paid from A, deposits buy into A+, which is never below it.
//! [`Nav::of`] is the only source of both. A transition takes the old state and gives the new one,
//! so that money moves between idle, pot and fees without loss.

use crate::{
	math::{mul_div, Rounding},
	queue::{Checkpoint, Interval, Portion, Queue, Windows},
	shares::{VaultTotals, LOCKED_SHARES},
	units::{Ppm, Seconds, Shares, UsdaiAmount},
	vesting::Vesting,
	FinanceError::{self, BelowMinimum, Insolvent, Overflow},
};
use macro_rules_attribute::apply;

/// The sum.
///
/// Errors: `Overflow`.
fn sum<const N: usize>(parts: [UsdaiAmount; N]) -> Result<UsdaiAmount, FinanceError> {
	let add = |total: UsdaiAmount, part| total.checked_add(part).ok_or(Overflow);
	parts.into_iter().try_fold(UsdaiAmount::ZERO, add)
}

/// What the vault takes of its income: of interest, fees of loans and the income of bills alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PerformanceFee {
	/// The part of income that is a fee.
	pub rate: Ppm,
	/// The part of the fee that goes to the reserve fund.
	pub reserve_share: Ppm,
}

/// Income that has been paid, divided.
#[apply(stored!)]
#[derive(Default)]
pub struct Income {
	/// For the shares.
	pub net: UsdaiAmount,
	/// For the fee account.
	pub fee: UsdaiAmount,
	/// For the reserve fund.
	pub reserve: UsdaiAmount,
}

impl PerformanceFee {
	/// What is left of a claim on income once the fee is taken, the fee rounded up: it values what
	/// is not paid yet. Together with [`Self::split`], which rounds down, no payment lowers a
	/// value that it was part of.
	///
	/// `gross - ceil(gross * rate / 10^6)`
	///
	/// Errors: `RateAboveOne` (a rate above 1,000,000).
	pub fn net(self, gross: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		let fee = self.rate.part_of(gross, Rounding::Up)?;
		gross.checked_sub(fee).ok_or(Overflow)
	}

	/// How income that has been paid is divided, to the unit: fee and the fund's part of it are
	/// rounded down.
	///
	/// `whole = floor(gross * rate / 10^6)`, `reserve = floor(whole * reserve_share / 10^6)`,
	/// `fee = whole - reserve`, `net = gross - whole` (protocol.md 3.4).
	///
	/// Errors: `RateAboveOne` (a rate or share above 1,000,000).
	pub fn split(self, gross: UsdaiAmount) -> Result<Income, FinanceError> {
		let whole = self.rate.part_of(gross, Rounding::Down)?;
		let reserve = self.reserve_share.part_of(whole, Rounding::Down)?;
		Ok(Income {
			net: gross.checked_sub(whole).ok_or(Overflow)?,
			fee: whole.checked_sub(reserve).ok_or(Overflow)?,
			reserve,
		})
	}
}

/// Income that the treasury's bills have earned and nobody has harvested, before the performance
/// fee (protocol.md 2.6).
#[apply(stored!)]
#[derive(Default)]
pub struct AccretedIncome {
	/// What a redemption counts: the lower of the straight line and the market.
	pub low: UsdaiAmount,
	/// What a deposit counts: the straight line.
	pub high: UsdaiAmount,
}

/// Idle USDai that bore a loss of the reserves, as far as it comes back when the bill that brought
/// the loss pays after all. It is no income, so that no fee is taken of it.
#[apply(stored!)]
#[derive(Default)]
pub struct Returned {
	/// What has come in and is not minted yet: a redemption counts it.
	pub low: UsdaiAmount,
	/// What a deposit counts: also what impaired bills still owe.
	pub high: UsdaiAmount,
}

/// What the vault owns beside its USDai, income before the performance fee.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Holdings {
	/// Principal of loans at the low estimate, for redemptions.
	pub loans_low: UsdaiAmount,
	/// The same at the high estimate, for deposits: never below the low one.
	pub loans_high: UsdaiAmount,
	/// Interest accrued and not paid; counts for deposits only.
	pub accrued: UsdaiAmount,
	/// The claim on the income of bills.
	pub bills: AccretedIncome,
	/// The claim on what bore a loss of bills.
	pub returned: Returned,
}

/// The two values of what belongs to the shares (protocol.md 2.5).
#[apply(stored!)]
#[derive(Default)]
pub struct Nav {
	/// A: what redemptions are paid from.
	pub redemption: UsdaiAmount,
	/// A+: what deposits buy into, never below A.
	pub deposit: UsdaiAmount,
}

impl Nav {
	/// Both values at `now` (protocol.md 2.5, 2.6).
	///
	/// - A = idle + loans at the low estimate + bill income at the lower of line and market, net of
	///   fee + what has come back of losses - income that has not vested, and never below zero;
	/// - A+ = idle + loans at the high estimate + interest accrued, net of fee + bill income on the
	///   straight line, net of fee + what comes back of losses when impaired bills pay.
	///
	/// Served money and fees owed are in neither. Fees round up, each by itself.
	///
	/// Errors in order: `RateAboveOne`, `Overflow`.
	pub fn of(
		state: &VaultState,
		holdings: Holdings,
		fee: PerformanceFee,
		now: Seconds,
	) -> Result<Self, FinanceError> {
		let Holdings { loans_low, loans_high, accrued, bills, returned } = holdings;
		let low = sum([state.idle, loans_low, fee.net(bills.low)?, returned.low])?;
		Ok(Self {
			redemption: low.saturating_sub(state.vesting.unvested(now)?),
			deposit: sum([
				state.idle,
				loans_high,
				fee.net(accrued)?,
				fee.net(bills.high)?,
				returned.high,
			])?,
		})
	}
}

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

	/// The purchase of shares for `assets`, shares rounded down. `base` is the least balance that
	/// an account can have; the first purchase pays it beside what counts.
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
		Ok(Purchase { assets, shares: self.shares_of(assets)?, ..Default::default() })
	}

	/// The purchase of so many `shares`, assets rounded up. `base` as in [`Self::deposit`].
	///
	/// Errors in order: `Insolvent` (worthless shares are not sold); those of
	/// [`VaultTotals::assets_for_mint`].
	pub fn mint(&self, shares: Shares, base: UsdaiAmount) -> Result<Purchase, FinanceError> {
		self.ensure_sellable()?;
		let assets = self.for_sale().assets_for_mint(shares)?;
		if self.shares.is_zero() {
			return Ok(self.first(sum([assets, base])?, shares, base));
		}
		Ok(Purchase { assets, shares, ..Default::default() })
	}

	/// The first purchase: at one USDai a share, whatever the vault earned before.
	fn first(&self, assets: UsdaiAmount, shares: Shares, base: UsdaiAmount) -> Purchase {
		let earlier = Shares(self.nav.deposit.get());
		Purchase { assets, shares, base, locked: LOCKED_SHARES, earlier }
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
	/// Shares of the reserve fund for what the vault had earned before it had any holder, at the
	/// first purchase only.
	pub earlier: Shares,
}

/// Money that comes in: the vault's part of a payment on a loan, or harvested income.
#[apply(stored!)]
#[derive(Default)]
pub struct Receipt {
	/// Principal back.
	pub principal: UsdaiAmount,
	/// Income that the optimistic value already counted.
	pub accrued: UsdaiAmount,
	/// Income above it, penalties and fees: vests over one redemption window.
	pub extra: UsdaiAmount,
}

impl Receipt {
	/// All of it.
	///
	/// Errors: `Overflow`.
	pub fn total(self) -> Result<UsdaiAmount, FinanceError> {
		sum([self.principal, self.accrued, self.extra])
	}
}

/// A receipt as it was booked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Received {
	/// The vault after it.
	pub state: VaultState,
	/// How the income that deposits counted already was divided.
	pub accrued: Income,
	/// How the rest was divided; what is for the shares vests.
	pub extra: Income,
}

/// Totals and queue, in one value. USDai in it is what the vault booked; what somebody sends to its
/// account without a booking counts for nothing.
#[apply(stored!)]
#[derive(Default)]
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

impl VaultState {
	/// All USDai that the account holds for somebody, or nothing when that does not fit.
	pub fn held(&self) -> Option<UsdaiAmount> {
		sum([self.idle, self.pot, self.fee, self.reserve]).ok()
	}

	/// What an account with `balance` has beyond what it holds for somebody and, once shares were
	/// sold, the asset's minimum balance `base`: money that nobody has booked. Nothing when it has
	/// less than that.
	pub fn unbooked(&self, balance: UsdaiAmount, base: UsdaiAmount) -> Option<UsdaiAmount> {
		let kept = if self.shares.is_zero() { UsdaiAmount::ZERO } else { base };
		balance.checked_sub(self.held()?)?.checked_sub(kept)
	}

	/// The price at a value.
	pub fn price(&self, nav: Nav) -> SharePrice {
		SharePrice { nav, shares: self.shares }
	}

	/// The vault after a purchase.
	///
	/// Errors: `Overflow`.
	pub fn bought(self, purchase: Purchase) -> Result<Self, FinanceError> {
		let Purchase { assets, shares, base, locked, earlier } = purchase;
		let idle = assets.checked_sub(base).and_then(|counted| self.idle.checked_add(counted));
		let add = |total: Shares, part| total.checked_add(part).ok_or(Overflow);
		let shares = [shares, locked, earlier].into_iter().try_fold(self.shares, add)?;
		Ok(Self { idle: idle.ok_or(Overflow)?, shares, ..self })
	}

	/// The vault after a request for `shares`, and where that lies in the queue. They stay
	/// outstanding until they are served.
	///
	/// Errors: `Overflow`.
	pub fn requested(
		self,
		shares: Shares,
		windows: &Windows,
		now: Seconds,
	) -> Result<(Self, Interval), FinanceError> {
		let (queue, interval) = self.queue.joined(shares, windows, now)?;
		Ok((Self { queue, ..self }, interval))
	}

	/// The vault after a strike: as many of the shares that are due as idle USDai pays for, at the
	/// redemption value, shares and USDai rounded down. Nothing is served while the shares are
	/// worth nothing. A strike that served nothing is one all the same (protocol.md 3.1, 3.2).
	///
	/// `shares = min(due, floor(idle * outstanding / A))`, `assets = floor(shares * A /
	/// outstanding)`
	///
	/// Errors: `Overflow`.
	pub fn struck(
		self,
		nav: Nav,
		windows: &Windows,
		now: Seconds,
	) -> Result<(Self, Option<Checkpoint>), FinanceError> {
		let queue =
			Queue { next_strike: windows.strike_after(now), ..self.queue.rolled(windows, now) };
		let passed = Self { queue, ..self };
		let Portion { shares, assets } = self.payable(nav, queue.due(windows, now))?;
		if shares.is_zero() || assets.is_zero() {
			return Ok((passed, None));
		}
		let (queue, checkpoint) = queue.struck(Portion { shares, assets }, now)?;
		let struck = Self {
			idle: self.idle.checked_sub(assets).ok_or(Overflow)?,
			pot: self.pot.checked_add(assets).ok_or(Overflow)?,
			shares: self.shares.checked_sub(shares).ok_or(Overflow)?,
			queue,
			..self
		};
		Ok((struck, Some(checkpoint)))
	}

	/// As many of the shares that are `due` as idle USDai pays for, and what it pays.
	fn payable(&self, nav: Nav, due: Shares) -> Result<Portion, FinanceError> {
		let (value, outstanding) = (nav.redemption.get(), self.shares.get());
		// As no more shares are due than outstanding, all of them cost at most the whole value.
		let shares = match self.idle >= nav.redemption {
			true => due,
			false => {
				let most = mul_div(self.idle.get(), outstanding, value, Rounding::Down)?;
				due.min(Shares(most))
			},
		};
		if shares.is_zero() || nav.redemption.is_zero() {
			return Ok(Portion::default());
		}
		Ok(Portion { shares, assets: self.price(nav).assets_of(shares)? })
	}

	/// The vault after a claim of `assets` from the pot.
	///
	/// Errors: `Overflow` when the pot has less.
	pub fn claimed(self, assets: UsdaiAmount) -> Result<Self, FinanceError> {
		Ok(Self { pot: self.pot.checked_sub(assets).ok_or(Overflow)?, ..self })
	}

	/// What the queue would be paid now, rounded up: it is ring-fenced before money leaves for
	/// loans (protocol.md 3.3). `ceil(pending * A / outstanding)`
	///
	/// All pending shares count. Those of closed windows are obligations of the current window,
	/// those of the open one of the next; there are no others.
	///
	/// Errors: `Overflow`.
	pub fn fenced(&self, nav: Nav) -> Result<UsdaiAmount, FinanceError> {
		let pending = self.queue.pending();
		if pending.is_zero() {
			return Ok(UsdaiAmount::ZERO);
		}
		let (value, shares) = (nav.redemption.get(), self.shares.get());
		mul_div(pending.get(), value, shares, Rounding::Up).map(UsdaiAmount)
	}

	/// What of the ring-fenced money is to be paid within `term` when all of it is spread evenly over
	/// one `window`, rounded up: `ceil(fenced * min(term, window) / window)`.
	///
	/// Errors: `Overflow` (also of a window of no length).
	pub fn fenced_within(
		&self,
		nav: Nav,
		window: Seconds,
		term: Seconds,
	) -> Result<UsdaiAmount, FinanceError> {
		let (term, whole) = (u128::from(term.min(window).get()), u128::from(window.get()));
		mul_div(self.fenced(nav)?.get(), term, whole, Rounding::Up).map(UsdaiAmount)
	}

	/// Idle USDai that may leave for loans: without what is ring-fenced, and without what is
	/// `committed`, promised and still here. Never below zero.
	///
	/// Errors: `Overflow`.
	pub fn free(&self, nav: Nav, committed: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		Ok(self.idle.saturating_sub(self.fenced(nav)?).saturating_sub(committed))
	}

	/// Whether idle USDai pays both what is ring-fenced and what is `committed`.
	///
	/// Errors: `Overflow`.
	pub fn covers(&self, nav: Nav, committed: UsdaiAmount) -> Result<bool, FinanceError> {
		Ok(self.idle >= sum([self.fenced(nav)?, committed])?)
	}

	/// The vault after `amount` has left for a loan, or nothing when it has not so much idle.
	pub fn drawn(self, amount: UsdaiAmount) -> Option<Self> {
		Some(Self { idle: self.idle.checked_sub(amount)?, ..self })
	}

	/// The vault after money has come in: principal whole, each income divided by itself.
	/// `window` is the length of one redemption window.
	///
	/// Errors in order: `RateAboveOne`, `Overflow`.
	pub fn received(
		self,
		receipt: Receipt,
		fee: PerformanceFee,
		window: Seconds,
		now: Seconds,
	) -> Result<Received, FinanceError> {
		let (accrued, extra) = (fee.split(receipt.accrued)?, fee.split(receipt.extra)?);
		let state = Self {
			idle: sum([self.idle, receipt.principal, accrued.net, extra.net])?,
			fee: sum([self.fee, accrued.fee, extra.fee])?,
			reserve: sum([self.reserve, accrued.reserve, extra.reserve])?,
			vesting: self.vesting.joined(extra.net, window, now)?,
			..self
		};
		Ok(Received { state, accrued, extra })
	}

	/// The vault after fees owed were paid.
	pub fn fees_paid(self) -> Self {
		Self { fee: UsdaiAmount::ZERO, reserve: UsdaiAmount::ZERO, ..self }
	}
}
