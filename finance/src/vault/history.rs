//! What moved the price of a share, and how much it earned.

use super::{Flows, Parts, VaultState};
use crate::{
	accrual::SECONDS_PER_YEAR,
	math::{mul_div, Rounding, MILLION, SCALE},
	units::{Ppm, Seconds, Shares, UsdaiAmount},
	FinanceError::{self, Insolvent, Overflow},
};
use macro_rules_attribute::apply;

/// Which of the two prices.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
	/// Of the value that redemptions are paid from.
	Redemption,
	/// Of the value that deposits buy into.
	Deposit,
}

/// The vault at a moment: what its values were made of, and what had moved them until then.
#[apply(stored!)]
#[derive(Default)]
pub struct Snapshot {
	/// When.
	pub at: Seconds,
	/// Shares outstanding.
	pub shares: Shares,
	/// What the queue had been paid.
	pub paid: UsdaiAmount,
	/// Principal of loans that was out.
	pub lent: UsdaiAmount,
	/// What both values were made of.
	pub parts: Parts,
	/// What had moved idle USDai.
	pub flows: Flows,
}

/// Why a price moved, by cause, in 10^-18 USDai a share. The causes are taken one after the other, on
/// the shares of the end, each at the price that the one before it left, rounded down: they add up to
/// the whole move exactly. Over a long time many purchases would meet causes of other days, so that
/// steps of a day each are [added up](Self::and_then).
#[apply(stored!)]
#[derive(Default)]
pub struct Explained {
	/// The price before.
	pub before: u128,
	/// Shares bought and served at another price than this one, and rounding.
	pub exchange: i128,
	/// Interest of loans.
	pub interest: i128,
	/// Fees, penalties and other income of loans; for redemptions as they vest.
	pub extra: i128,
	/// Income of bills, less what losses of the reserves took of it.
	pub bills: i128,
	/// Loans worth more or less than was lent on them.
	pub loans: i128,
	/// Idle money given up for losses of the dollar's reserves, and what came back of it.
	pub reserves: i128,
	/// Money of the reserve fund, which deposits count before it is paid, and what was put in for no
	/// shares.
	pub support: i128,
	/// The price after.
	pub after: u128,
}

impl Explained {
	/// This and what followed; nothing when it does not fit.
	pub fn and_then(&self, next: Self) -> Option<Self> {
		let add = i128::checked_add;
		Some(Self {
			before: self.before,
			exchange: add(self.exchange, next.exchange)?,
			interest: add(self.interest, next.interest)?,
			extra: add(self.extra, next.extra)?,
			bills: add(self.bills, next.bills)?,
			loans: add(self.loans, next.loans)?,
			reserves: add(self.reserves, next.reserves)?,
			support: add(self.support, next.support)?,
			after: next.after,
		})
	}

	/// The sum of all causes, which is `after - before`; nothing when it does not fit.
	pub fn total(&self) -> Option<i128> {
		let Self { exchange, interest, extra, bills, loans, reserves, support, .. } = *self;
		let causes = [exchange, interest, extra, bills, loans, reserves, support];
		causes.into_iter().try_fold(0i128, i128::checked_add)
	}
}

impl Snapshot {
	/// The vault now.
	pub fn of(state: &VaultState, parts: Parts, lent: UsdaiAmount, at: Seconds) -> Self {
		let VaultState { shares, flows, queue, .. } = *state;
		Self { at, shares, paid: queue.paid, lent, parts, flows }
	}

	/// The value, which is below zero when more has not vested than there is.
	fn value(&self, side: Side) -> Result<i128, FinanceError> {
		match side {
			Side::Redemption => minus(signed(self.parts.low()?)?, signed(self.parts.unvested)?),
			Side::Deposit => signed(self.parts.high()?),
		}
	}

	/// The price of 10^18 shares in 10^-18 USDai, rounded down: `floor(value * 10^18 / shares)`; one
	/// USDai when there are none.
	///
	/// Errors: `Overflow`.
	pub fn price(&self, side: Side) -> Result<u128, FinanceError> {
		price_of(self.value(side)?, self.shares)
	}

	/// Why the price moved from here to `later`.
	///
	/// Errors: `Overflow`.
	pub fn explain(&self, later: &Self, side: Side) -> Result<Explained, FinanceError> {
		let (a, b) = (self.flows, later.flows);
		let (old, new) = (self.parts, later.parts);
		let low = side == Side::Redemption;
		let pick = |low_part: Moved, high_part: Moved| if low { low_part } else { high_part };
		let none = Moved(UsdaiAmount::ZERO, UsdaiAmount::ZERO);
		let mut walk =
			Walk { value: self.value(side)?, price: self.price(side)?, shares: later.shares };

		let before = walk.price;
		let exchange = walk.step([Moved(a.bought, b.bought)], [Moved(self.paid, later.paid)])?;
		let accrued = pick(none, Moved(old.accrued, new.accrued));
		let interest = walk.step([Moved(a.interest, b.interest), accrued], [])?;
		let unvested = pick(Moved(old.unvested, new.unvested), none);
		let extra = walk.step([Moved(a.extra, b.extra)], [unvested])?;
		let claim =
			pick(Moved(old.bills.low, new.bills.low), Moved(old.bills.high, new.bills.high));
		let bills = walk.step([Moved(a.bills, b.bills), claim], [])?;
		let carried =
			pick(Moved(old.loans_low, new.loans_low), Moved(old.loans_high, new.loans_high));
		let repaid = Moved(a.repaid, b.repaid);
		let loans = walk.step([carried, repaid], [Moved(a.drawn, b.drawn)])?;
		let back = pick(
			Moved(old.returned.low, new.returned.low),
			Moved(old.returned.high, new.returned.high),
		);
		let reserves =
			walk.step([Moved(a.returned, b.returned), back], [Moved(a.borne, b.borne)])?;
		let given = Moved(a.given, b.given);
		let cover = pick(none, Moved(old.cover, new.cover));
		let support = walk.step([Moved(a.covered, b.covered), cover, given], [])?;
		let after = walk.price;
		Ok(Explained { before, exchange, interest, extra, bills, loans, reserves, support, after })
	}

	/// What a share has earned from here to `later` at the redemption price, as a year of simple
	/// interest, in parts per million, rounded towards zero; below zero when it has lost.
	///
	/// `(later price - price) * 10^6 * seconds of a year / (price * seconds between)`
	///
	/// Errors: `Insolvent` (the price is zero, or no time has passed), `Overflow`.
	pub fn apr_ppm(&self, later: &Self) -> Result<i64, FinanceError> {
		let (old, new) = (self.price(Side::Redemption)?, later.price(Side::Redemption)?);
		let time = u128::from(later.at.saturating_sub(self.at).get());
		let per = old.checked_mul(time).filter(|per| *per > 0).ok_or(Insolvent)?;
		let year = MILLION.saturating_mul(SECONDS_PER_YEAR);
		let rate = |change: u128| {
			let rate = mul_div(change, year, per, Rounding::Down)?;
			i64::try_from(rate).map_err(|_| Overflow)
		};
		match new.checked_sub(old) {
			Some(gain) => rate(gain),
			None => rate(old.saturating_sub(new)).map(i64::saturating_neg),
		}
	}

	/// The part of the vault's money that is lent, rounded down: `lent / (lent + idle)`.
	pub fn utilisation(&self) -> Ppm {
		let lent = self.lent.get();
		let part = lent
			.checked_add(self.parts.idle.get())
			.and_then(|all| mul_div(lent, MILLION, all, Rounding::Down).ok())
			.and_then(|part| u32::try_from(part).ok());
		Ppm(part.unwrap_or_default())
	}
}

/// An amount before and after.
#[derive(Clone, Copy)]
struct Moved(UsdaiAmount, UsdaiAmount);

impl Moved {
	fn by(&self) -> Result<i128, FinanceError> {
		minus(signed(self.1)?, signed(self.0)?)
	}
}

/// A value and its price on the way from one moment to another.
struct Walk {
	value: i128,
	price: u128,
	shares: Shares,
}

impl Walk {
	/// What these causes do to the price.
	fn step<const P: usize, const M: usize>(
		&mut self,
		more: [Moved; P],
		less: [Moved; M],
	) -> Result<i128, FinanceError> {
		let add = |value: i128, cause: Moved| value.checked_add(cause.by()?).ok_or(Overflow);
		let up = more.into_iter().try_fold(self.value, add)?;
		self.value = less.into_iter().try_fold(up, |value, cause| minus(value, cause.by()?))?;
		let old = core::mem::replace(&mut self.price, price_of(self.value, self.shares)?);
		let narrow = |price: u128| i128::try_from(price).map_err(|_| Overflow);
		minus(narrow(self.price)?, narrow(old)?)
	}
}

fn price_of(value: i128, shares: Shares) -> Result<u128, FinanceError> {
	if shares.is_zero() {
		return Ok(SCALE);
	}
	mul_div(u128::try_from(value).unwrap_or_default(), SCALE, shares.get(), Rounding::Down)
}

fn signed(amount: UsdaiAmount) -> Result<i128, FinanceError> {
	i128::try_from(amount.get()).map_err(|_| Overflow)
}

fn minus(from: i128, what: i128) -> Result<i128, FinanceError> {
	from.checked_sub(what).ok_or(Overflow)
}
