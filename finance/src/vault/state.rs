//! What the vault holds and owes, and how each act changes it.

use super::{sum, Holdings, Income, Nav, Parts, PerformanceFee, Purchase, SharePrice};
use crate::{
	math::{mul_div, Rounding},
	outflow::{Outflow, Valve},
	queue::{Checkpoint, Interval, Portion, Queue, Windows},
	units::{Ppm, Seconds, Shares, UsdaiAmount},
	vesting::Vesting,
	FinanceError::{self, Overflow},
};
use macro_rules_attribute::apply;

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

	/// With another one.
	///
	/// Errors: `Overflow`.
	pub fn with(self, other: Self) -> Result<Self, FinanceError> {
		Ok(Self {
			principal: sum([self.principal, other.principal])?,
			accrued: sum([self.accrued, other.accrued])?,
			extra: sum([self.extra, other.extra])?,
		})
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

/// What has ever moved idle USDai, by its cause. With what the queue was paid they say what is idle
/// now, to the unit, see [`Flows::idle`]; what moved a price between two moments is their difference,
/// see [`super::Explained`].
#[apply(stored!)]
#[derive(Default)]
pub struct Flows {
	/// Paid for shares.
	pub bought: UsdaiAmount,
	/// Interest of loans that deposits had counted, net of fee.
	pub interest: UsdaiAmount,
	/// Fees, penalties and other income of loans, net of fee.
	pub extra: UsdaiAmount,
	/// Income of bills, net of fee.
	pub bills: UsdaiAmount,
	/// Came back of what bore losses of the reserves.
	pub returned: UsdaiAmount,
	/// Paid by the reserve fund for losses.
	pub covered: UsdaiAmount,
	/// Put in for no shares.
	pub given: UsdaiAmount,
	/// Principal back from loans.
	pub repaid: UsdaiAmount,
	/// Lent.
	pub drawn: UsdaiAmount,
	/// Given up for losses of the reserves.
	pub borne: UsdaiAmount,
}

impl Flows {
	/// What is idle when the queue was `paid` so much, or nothing when more went out than came in.
	pub fn idle(&self, paid: UsdaiAmount) -> Option<UsdaiAmount> {
		let Self { bought, interest, extra, bills, returned, covered, given, repaid, .. } = *self;
		let came = sum([bought, interest, extra, bills, returned, covered, given, repaid]).ok()?;
		came.checked_sub(sum([self.drawn, self.borne, paid]).ok()?)
	}
}

/// What the reserve fund pays for a loss.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cover {
	/// Of what it was owed and had not been paid: it stays on the vault's account.
	pub owed: UsdaiAmount,
	/// From its own account.
	pub paid: UsdaiAmount,
}

impl Cover {
	/// Both: at most the loss.
	pub fn total(&self) -> UsdaiAmount {
		self.owed.saturating_add(self.paid)
	}
}

/// The account of the reserve fund, before money comes to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FundAccount {
	/// What it has, whoever has sent it.
	pub balance: UsdaiAmount,
	/// The asset's minimum balance, which stays there.
	pub base: UsdaiAmount,
}

/// Totals and queue, in one value. USDai in it is what the vault booked; what somebody sends to its
/// account or to that of the reserve fund without a booking counts for nothing.
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
	/// USDai that the reserve fund can pay from its own account: what came to it by a booking, less
	/// what has to stay.
	pub fund: UsdaiAmount,
	/// Shares outstanding: of holders, locked, and requested but not served.
	pub shares: Shares,
	/// Income that redemptions do not count yet.
	pub vesting: Vesting,
	/// Requests for redemption.
	pub queue: Queue,
	/// What strikes have paid lately.
	pub outflow: Valve,
	/// What has moved `idle`.
	pub flows: Flows,
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
		let counted = assets.checked_sub(base).ok_or(Overflow)?;
		let flows = Flows { bought: sum([self.flows.bought, counted])?, ..self.flows };
		let add = |total: Shares, part| total.checked_add(part).ok_or(Overflow);
		let shares = [shares, locked, earlier].into_iter().try_fold(self.shares, add)?;
		Ok(Self { idle: sum([self.idle, counted])?, shares, flows, ..self })
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

	/// The vault after a strike: as many of the shares that are due as idle USDai pays for, as far as
	/// the limit lets it out, at the redemption value, shares and USDai rounded down. Nothing is
	/// served while the shares are worth nothing. A strike that served nothing is one all the same
	/// (protocol.md 3.1, 3.2).
	///
	/// `shares = min(due, floor(min(idle, room) * outstanding / A))`, `assets = floor(shares * A /
	/// outstanding)`
	///
	/// Errors: `Overflow`.
	pub fn struck(
		self,
		nav: Nav,
		windows: &Windows,
		limit: &Outflow,
		now: Seconds,
	) -> Result<(Self, Option<Checkpoint>), FinanceError> {
		let queue =
			Queue { next_strike: windows.strike_after(now), ..self.queue.rolled(windows, now) };
		let passed = Self { queue, ..self };
		let free = self.idle.min(self.outflow.room(now, limit, nav.redemption));
		let Portion { shares, assets } = self.payable(nav, queue.due(windows, now), free)?;
		if shares.is_zero() || assets.is_zero() {
			return Ok((passed, None));
		}
		let (queue, checkpoint) = queue.struck(Portion { shares, assets }, now)?;
		let struck = Self {
			idle: self.idle.checked_sub(assets).ok_or(Overflow)?,
			pot: self.pot.checked_add(assets).ok_or(Overflow)?,
			shares: self.shares.checked_sub(shares).ok_or(Overflow)?,
			queue,
			outflow: self.outflow.let_out(assets, now, limit, nav.redemption).ok_or(Overflow)?,
			..self
		};
		Ok((struck, Some(checkpoint)))
	}

	/// As many of the shares that are `due` as `free` USDai pays for, and what it pays.
	fn payable(&self, nav: Nav, due: Shares, free: UsdaiAmount) -> Result<Portion, FinanceError> {
		let (value, outstanding) = (nav.redemption.get(), self.shares.get());
		// As no more shares are due than outstanding, all of them cost at most the whole value.
		let shares = match free >= nav.redemption {
			true => due,
			false => {
				let most = mul_div(free.get(), outstanding, value, Rounding::Down)?;
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

	/// What stays idle beside what is ring-fenced, rounded up: `ceil(A * buffer / 10^6)`.
	fn buffered(nav: Nav, buffer: Ppm) -> UsdaiAmount {
		buffer.of(nav.redemption, Rounding::Up)
	}

	/// Idle USDai that may leave for loans: without what is ring-fenced, without what is
	/// `committed`, promised and still here, and without a `buffer` of the redemption value. Never
	/// below zero.
	///
	/// Errors: `Overflow`.
	pub fn free(
		&self,
		nav: Nav,
		committed: UsdaiAmount,
		buffer: Ppm,
	) -> Result<UsdaiAmount, FinanceError> {
		let kept = sum([self.fenced(nav)?, committed])?;
		Ok(self.idle.saturating_sub(kept).saturating_sub(Self::buffered(nav, buffer)))
	}

	/// Whether idle USDai pays what is ring-fenced and what is `committed`, and leaves the `buffer`.
	///
	/// Errors: `Overflow`.
	pub fn covers(
		&self,
		nav: Nav,
		committed: UsdaiAmount,
		buffer: Ppm,
	) -> Result<bool, FinanceError> {
		Ok(self.idle >= sum([self.fenced(nav)?, committed, Self::buffered(nav, buffer)])?)
	}

	/// The vault after `amount` has left for a loan, or nothing when it has not so much idle.
	pub fn drawn(self, amount: UsdaiAmount) -> Option<Self> {
		let flows = Flows { drawn: self.flows.drawn.checked_add(amount)?, ..self.flows };
		Some(Self { idle: self.idle.checked_sub(amount)?, flows, ..self })
	}

	/// The vault after `amount` was given up for a loss of the reserves, or nothing when it has not
	/// so much idle.
	pub fn borne(self, amount: UsdaiAmount) -> Option<Self> {
		let flows = Flows { borne: self.flows.borne.checked_add(amount)?, ..self.flows };
		Some(Self { idle: self.idle.checked_sub(amount)?, flows, ..self })
	}

	/// The vault after `amount` of what bore a loss has come back, without a fee.
	///
	/// Errors: `Overflow`.
	pub fn restored(self, amount: UsdaiAmount) -> Result<Self, FinanceError> {
		let flows = Flows { returned: sum([self.flows.returned, amount])?, ..self.flows };
		Ok(Self { idle: sum([self.idle, amount])?, flows, ..self })
	}

	/// The vault after somebody has put `amount` in and got no shares for it.
	///
	/// Errors: `Overflow`.
	pub fn given(self, amount: UsdaiAmount) -> Result<Self, FinanceError> {
		let flows = Flows { given: sum([self.flows.given, amount])?, ..self.flows };
		Ok(Self { idle: sum([self.idle, amount])?, flows, ..self })
	}

	/// What the reserve fund pays for a `loss` as far as it reaches: first with what it is still
	/// owed, then from its own account.
	pub(super) fn cover(&self, loss: UsdaiAmount) -> Cover {
		let owed = loss.min(self.reserve);
		Cover { owed, paid: loss.saturating_sub(owed).min(self.fund) }
	}

	/// The vault after the reserve fund has paid for a `loss` as far as it reaches, and with what.
	///
	/// Errors: `Overflow`.
	pub fn covered(self, loss: UsdaiAmount) -> Result<(Self, Cover), FinanceError> {
		let cover = self.cover(loss);
		let Cover { owed, paid } = cover;
		let flows = Flows { covered: sum([self.flows.covered, owed, paid])?, ..self.flows };
		let (reserve, fund) = (self.reserve.saturating_sub(owed), self.fund.saturating_sub(paid));
		let state = Self { idle: sum([self.idle, owed, paid])?, reserve, fund, flows, ..self };
		Ok((state, cover))
	}

	/// The vault after `amount` has come to the reserve fund's `account`. The minimum balance is not
	/// counted, since it stays there; what a stranger has sent can be it, and counts for nothing else.
	///
	/// `fund = min(fund + amount, max(balance + amount - base, 0))`
	///
	/// Errors: `Overflow`.
	pub fn funded(self, amount: UsdaiAmount, account: FundAccount) -> Result<Self, FinanceError> {
		let can_leave = sum([account.balance, amount])?.saturating_sub(account.base);
		Ok(Self { fund: sum([self.fund, amount])?.min(can_leave), ..self })
	}

	/// The vault after a payment on a loan: principal whole, each income divided by itself.
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
		let Flows { interest, extra: extras, repaid, .. } = self.flows;
		let flows = Flows {
			interest: sum([interest, accrued.net])?,
			extra: sum([extras, extra.net])?,
			repaid: sum([repaid, receipt.principal])?,
			..self.flows
		};
		let state = Self {
			idle: sum([self.idle, receipt.principal])?,
			vesting: self.vesting.joined(extra.net, window, now)?,
			flows,
			..self
		};
		Ok(Received { state: state.earned(accrued)?.earned(extra)?, accrued, extra })
	}

	/// The vault after `amount` of the income of bills has come in, and how it was divided.
	///
	/// Errors in order: `RateAboveOne`, `Overflow`.
	pub fn harvested(
		self,
		amount: UsdaiAmount,
		fee: PerformanceFee,
	) -> Result<(Self, Income), FinanceError> {
		let income = fee.split(amount)?;
		let flows = Flows { bills: sum([self.flows.bills, income.net])?, ..self.flows };
		Ok((Self { flows, ..self }.earned(income)?, income))
	}

	fn earned(self, Income { net, fee, reserve }: Income) -> Result<Self, FinanceError> {
		Ok(Self {
			idle: sum([self.idle, net])?,
			fee: sum([self.fee, fee])?,
			reserve: sum([self.reserve, reserve])?,
			..self
		})
	}

	/// The vault after the performance fee was lowered from `old` to `new`. By that the claims on
	/// income are worth more at once; redemptions count it as it vests, like other income that
	/// nobody had counted.
	///
	/// Errors in order: `RateAboveOne`, `Overflow`.
	pub fn repriced(
		self,
		holdings: Holdings,
		(old, new): (PerformanceFee, PerformanceFee),
		window: Seconds,
		now: Seconds,
	) -> Result<Self, FinanceError> {
		let low = |fee| Parts::of(&self, holdings, fee, now)?.low();
		let gain = low(new)?.saturating_sub(low(old)?);
		Ok(Self { vesting: self.vesting.joined(gain, window, now)?, ..self })
	}

	/// The vault after fees owed were paid, the reserve fund's to its `account`.
	///
	/// Errors: `Overflow`.
	pub fn fees_paid(self, account: FundAccount) -> Result<Self, FinanceError> {
		Self { fee: UsdaiAmount::ZERO, reserve: UsdaiAmount::ZERO, ..self }
			.funded(self.reserve, account)
	}
}
