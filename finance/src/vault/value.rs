//! What the vault is worth (protocol.md 2.5, 2.6, 3.4).

use super::{sum, VaultState};
use crate::{
	math::Rounding,
	units::{Ppm, Seconds, UsdaiAmount},
	FinanceError::{self, Overflow},
};
use macro_rules_attribute::apply;

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
	/// Principal of loans that is out, whatever they are worth: in no value. What the high estimate
	/// lacks of it is in doubt.
	pub lent: UsdaiAmount,
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

impl Holdings {
	/// Principal that loans do not bring even at the high estimate: nothing of sound ones.
	fn in_doubt(&self) -> UsdaiAmount {
		self.lent.saturating_sub(self.loans_high)
	}
}

/// What both values are made of, income net of fee.
#[apply(stored!)]
#[derive(Default)]
pub struct Parts {
	/// USDai of the shares, not lent.
	pub idle: UsdaiAmount,
	/// Principal of loans at the low estimate.
	pub loans_low: UsdaiAmount,
	/// Principal of loans at the high estimate.
	pub loans_high: UsdaiAmount,
	/// Interest of loans, accrued and not paid.
	pub accrued: UsdaiAmount,
	/// The claim on the income of bills.
	pub bills: AccretedIncome,
	/// The claim on what bore a loss of bills.
	pub returned: Returned,
	/// What the reserve fund would pay now if every loan brought its high estimate; counts for
	/// deposits only.
	///
	/// Else whoever buys right before a loan is closed with a loss would have a part of what the fund
	/// then pays. Sums over all loans are enough: whichever is closed first, the fund pays each in
	/// full until it is empty. Income in which the fund has a part raises this while it has less than
	/// is in doubt: the fee becomes money that holders have coming.
	pub cover: UsdaiAmount,
	/// Income in `idle` that redemptions do not count yet.
	pub unvested: UsdaiAmount,
}

impl Parts {
	/// The parts at `now`. Fees round up, each by itself.
	///
	/// Errors in order: `RateAboveOne`, `Overflow`.
	pub fn of(
		state: &VaultState,
		holdings: Holdings,
		fee: PerformanceFee,
		now: Seconds,
	) -> Result<Self, FinanceError> {
		let Holdings { loans_low, loans_high, accrued, bills, returned, .. } = holdings;
		Ok(Self {
			idle: state.idle,
			loans_low,
			loans_high,
			accrued: fee.net(accrued)?,
			bills: AccretedIncome { low: fee.net(bills.low)?, high: fee.net(bills.high)? },
			returned,
			cover: state.cover(holdings.in_doubt()).total(),
			unvested: state.vesting.unvested(now)?,
		})
	}

	/// What counts for redemptions, before what has not vested is taken off.
	///
	/// Errors: `Overflow`.
	pub(super) fn low(&self) -> Result<UsdaiAmount, FinanceError> {
		sum([self.idle, self.loans_low, self.bills.low, self.returned.low])
	}

	/// What counts for deposits.
	///
	/// Errors: `Overflow`.
	pub(super) fn high(&self) -> Result<UsdaiAmount, FinanceError> {
		let Self { idle, loans_high, accrued, bills, returned, cover, .. } = *self;
		sum([idle, loans_high, accrued, bills.high, returned.high, cover])
	}

	/// Both values.
	///
	/// - A = idle + loans at the low estimate + bill income at the lower of line and market, net of
	///   fee + what has come back of losses - income that has not vested, and never below zero;
	/// - A+ = idle + loans at the high estimate + interest accrued, net of fee + bill income on the
	///   straight line, net of fee + what comes back of losses when impaired bills pay + what the
	///   reserve fund pays for loans, `min(fund, principal - loans at the high estimate)`.
	///
	/// Served money and fees owed are in neither.
	///
	/// Errors: `Overflow`.
	pub fn nav(&self) -> Result<Nav, FinanceError> {
		Ok(Nav { redemption: self.low()?.saturating_sub(self.unvested), deposit: self.high()? })
	}
}

/// The two values of what belongs to the shares.
#[apply(stored!)]
#[derive(Default)]
pub struct Nav {
	/// A: what redemptions are paid from.
	pub redemption: UsdaiAmount,
	/// A+: what deposits buy into, never below A.
	pub deposit: UsdaiAmount,
}
