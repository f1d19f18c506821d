//! What falls due on a loan: instalments, their value in a currency, prepayment, and the reserve.

use crate::{
	math::{div, mul_div, narrow, wide_mul, Rounding, SCALE},
	reserve::scale,
	schedule::{Schedule, ScheduleTerms, MAX_WINDOWS},
	tranches::{blended_rate, buffer, split, split_into, Claim, Tranche},
	units::{Ppm, RatePerSecond, Seconds, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;
use primitive_types::U256;

/// How principal is repaid.
#[apply(stored!)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Model {
	/// In equal parts of what is left; the payment falls with the interest.
	#[codec(index = 0)]
	Simple,
	/// By a level payment over windows of unequal length.
	#[codec(index = 1)]
	Amortized,
}

/// How a loan is repaid.
#[apply(stored!)]
pub struct RepaymentTerms {
	/// How principal is repaid.
	pub model: Model,
	/// Whether a stub window also repays principal. Without a stub it changes nothing.
	pub principal_in_stub: bool,
	/// How many of the first windows repay no principal, a stub included. The last one always does.
	pub interest_only: u32,
	/// Principal that is left to the last window, 18 decimals.
	pub balloon: UsdaiAmount,
	/// Further interest on the balance for late seconds, at most 10^18.
	pub grace_rate: RatePerSecond,
	/// How long grace interest runs at most.
	pub grace_duration: Seconds,
}

impl RepaymentTerms {
	/// Whether no more is left to the last window than a part of the principal, rounded down.
	pub fn has_balloon_within(&self, principal: UsdaiAmount, part: Ppm) -> bool {
		self.balloon <= part.of(principal, Rounding::Down)
	}
}

/// What is left to pay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Debt {
	/// Windows already paid. The window due is the one with this number, counted from 0.
	pub windows_paid: u32,
	/// Outstanding principal, 18 decimals.
	pub balance: UsdaiAmount,
}

/// What one window owes when it is paid in time, 18 decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Window {
	/// Principal.
	pub principal: UsdaiAmount,
	/// Interest, without grace.
	pub interest: UsdaiAmount,
}

/// What is to pay for one window at some moment, 18 decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instalment<'a> {
	/// Principal.
	pub principal: UsdaiAmount,
	/// Interest, grace included.
	pub interest: UsdaiAmount,
	/// When the window closes.
	pub deadline: Seconds,
	/// Principal and interest by tranche, 18 decimals; they sum to the two above.
	pub dues: &'a [Claim],
}

/// The fixed terms of a loan, checked once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loan<'a> {
	schedule: Schedule,
	repayment: RepaymentTerms,
	tranches: &'a [Tranche],
	rate: RatePerSecond,
}

impl<'a> Loan<'a> {
	/// Checks the terms.
	///
	/// Errors in order: those of [`Schedule::new`], those of [`blended_rate`].
	pub fn new(
		schedule: ScheduleTerms,
		repayment: RepaymentTerms,
		tranches: &'a [Tranche],
	) -> Result<Self, FinanceError> {
		let schedule = Schedule::new(schedule)?;
		let rate = blended_rate(tranches)?;
		Ok(Self { schedule, repayment, tranches, rate })
	}

	/// Its due dates.
	pub fn schedule(&self) -> &Schedule {
		&self.schedule
	}

	/// Who lends.
	pub fn tranches(&self) -> &[Tranche] {
		self.tranches
	}

	/// The blended rate R of its tranches.
	pub fn rate(&self) -> RatePerSecond {
		self.rate
	}

	/// What the next window owes when it is paid in time or early.
	///
	/// Interest, with R the blended rate and t_k the seconds of window k, rounded up:
	/// `window = ceil(balance * R * t_k / 10^18)`.
	///
	/// Principal, with `left` windows from k to the last, by the first rule that applies:
	/// 1. the whole balance in the last window;
	/// 2. nothing in a stub that repays none, nor in the first [`RepaymentTerms::interest_only`]
	///    windows;
	/// 3. simple: `floor((balance - balloon) / left)`;
	/// 4. amortised: `floor((balance * G - balloon * 10^18) / S) - window`, held between zero and
	///    `balance - balloon`, where `G = 10^18`, `S = 0` and, from the last window back to this one,
	///    `S = S + G` and `G = floor(G * (10^18 + R * t_i) / 10^18)`.
	///
	/// A balance below the balloon counts as the balloon. Without one, and without windows that bear
	/// interest only, these are the rules of the original (LoanRouterV2); a level payment that leaves
	/// a balloon is that of the present value of an annuity and a last sum.
	///
	/// Errors in order: `NoWindowsLeft`; `Overflow` when the interest, or G or S of an absurd
	/// rate, is above `u128::MAX`.
	pub fn window(&self, debt: Debt) -> Result<Window, FinanceError> {
		self.owed(debt, None)
	}

	/// What the next window owes; `level` is that of the window where it is known.
	fn owed(&self, debt: Debt, level: Option<Level>) -> Result<Window, FinanceError> {
		let k = debt.windows_paid;
		let left = match self.schedule.count().checked_sub(k) {
			None | Some(0) => return Err(FinanceError::NoWindowsLeft),
			Some(left) => left,
		};
		let balance = debt.balance.get();
		let interest = mul_div(balance, self.growth(k)?, SCALE, Rounding::Up)?;

		let RepaymentTerms { model, principal_in_stub, interest_only, balloon, .. } =
			self.repayment;
		let stub = k == 0 && self.schedule.has_stub();
		let principal = if left == 1 {
			balance
		} else if (stub && !principal_in_stub) || k < interest_only {
			0
		} else {
			let repaid = balance.saturating_sub(balloon.get());
			match model {
				Model::Simple => repaid.checked_div(u128::from(left)).unwrap_or(repaid),
				Model::Amortized => {
					let level = level.map_or_else(|| self.level(k), Ok)?;
					level.principal(balance, repaid, interest)?
				},
			}
		};
		Ok(Window { principal: UsdaiAmount(principal), interest: UsdaiAmount(interest) })
	}

	/// What each window that is left owes when all are paid in time: each is [`Loan::window`] on the
	/// balance that the one before leaves, but the growth of an amortised loan is worked out once for
	/// all of them. The windows are written to the front of `places`.
	///
	/// Errors: those of [`Loan::window`].
	pub fn windows<'b>(
		&self,
		debt: Debt,
		places: &'b mut [Window; MAX_WINDOWS],
	) -> Result<&'b [Window], FinanceError> {
		let first = debt.windows_paid;
		let left = self.schedule.count().checked_sub(first).and_then(|n| usize::try_from(n).ok());
		let left = left.filter(|left| *left > 0).ok_or(FinanceError::NoWindowsLeft)?;
		// No schedule has more windows than there are places.
		let places = places.get_mut(..left).ok_or(FinanceError::Overflow)?;

		let amortized = matches!(self.repayment.model, Model::Amortized);
		let mut level = Level::AFTER_THE_LAST;
		if amortized {
			for (k, place) in (first..self.schedule.count()).zip(places.iter_mut()).rev() {
				level = level.before(self.growth(k)?)?;
				// Kept where the window will be.
				let Level { growth, sum } = level;
				*place = Window { principal: UsdaiAmount(growth), interest: UsdaiAmount(sum) };
			}
		}
		let mut balance = debt.balance;
		for (windows_paid, place) in (first..).zip(places.iter_mut()) {
			let level = Level { growth: place.principal.get(), sum: place.interest.get() };
			*place = self.owed(Debt { windows_paid, balance }, amortized.then_some(level))?;
			balance = balance.saturating_sub(place.principal);
		}
		Ok(places)
	}

	/// What is to pay for the next window at a moment, and to whom.
	///
	/// Late seconds bear grace interest, rounded up on its own and added to the window's:
	/// `ceil(balance * grace_rate * min(now - deadline, grace_duration) / 10^18)`, nothing at or
	/// before the deadline. The moment plays no other part: who pays early owes the whole window.
	///
	/// Principal is split by the tranches' amounts, interest by `amount * rate`, dust to the
	/// first; see [`split`]. The parts are written to the front of `dues`.
	///
	/// Errors in order: `TooManyTranches` (the buffer is too short), those of [`Loan::window`],
	/// `Overflow` (also of interest with grace).
	pub fn instalment<'b>(
		&self,
		debt: Debt,
		now: Seconds,
		dues: &'b mut [Claim],
	) -> Result<Instalment<'b>, FinanceError> {
		let dues = buffer(self.tranches.len(), dues)?;
		let window = self.window(debt)?;
		let deadline =
			self.schedule.deadline(debt.windows_paid).ok_or(FinanceError::NoWindowsLeft)?;

		let late = now.saturating_sub(deadline).min(self.repayment.grace_duration);
		let growth = self.repayment.grace_rate.over(late);
		let grace = mul_div(debt.balance.get(), growth, SCALE, Rounding::Up)?;
		let interest =
			window.interest.checked_add(UsdaiAmount(grace)).ok_or(FinanceError::Overflow)?;

		let amounts = self.tranches.iter().map(|tranche| U256::from(tranche.amount));
		let principals = dues.iter_mut().map(|due| &mut due.principal);
		split_into(window.principal.get(), amounts, principals)?;
		self.split_interest(interest, dues)?;

		Ok(Instalment { principal: window.principal, interest, deadline, dues })
	}

	/// Splits interest over the tranches by `amount * rate`, dust to the first.
	///
	/// Errors: `Overflow`.
	pub(crate) fn split_interest(
		&self,
		interest: UsdaiAmount,
		dues: &mut [Claim],
	) -> Result<(), FinanceError> {
		let weights = self.tranches.iter().map(Tranche::weight);
		let interests = dues.iter_mut().map(|due| &mut due.interest);
		split_into(interest.get(), weights, interests)
	}

	/// What the debt-service reserve must hold: the principal and interest, without grace, of the
	/// next `instalments` windows, or of all that are left. 18 decimals.
	///
	/// Each window is worked out by [`Loan::window`] on the balance that the one before leaves,
	/// so an amortised loan is walked through anew for each.
	///
	/// Errors in order: `NoWindowsLeft` (also when `instalments` is zero), `Overflow`.
	pub fn reserve_required(
		&self,
		debt: Debt,
		instalments: u32,
	) -> Result<UsdaiAmount, FinanceError> {
		let Debt { windows_paid, mut balance } = debt;
		if windows_paid >= self.schedule.count() {
			return Err(FinanceError::NoWindowsLeft);
		}
		let end = windows_paid.saturating_add(instalments).min(self.schedule.count());
		let mut required = UsdaiAmount::ZERO;
		for windows_paid in windows_paid..end {
			let window = self.window(Debt { windows_paid, balance })?;
			required = required
				.checked_add(window.principal)
				.and_then(|sum| sum.checked_add(window.interest))
				.ok_or(FinanceError::Overflow)?;
			balance = balance.saturating_sub(window.principal);
		}
		Ok(required)
	}

	/// `R * t_k`: what the balance grows by in window k, scaled by 10^18.
	fn growth(&self, k: u32) -> Result<u128, FinanceError> {
		let seconds = self.schedule.window_seconds(k).ok_or(FinanceError::NoWindowsLeft)?;
		Ok(self.rate.over(seconds))
	}

	/// G and S of rule 4 of [`Loan::window`], of window k.
	fn level(&self, k: u32) -> Result<Level, FinanceError> {
		let windows = (k..self.schedule.count()).rev();
		windows
			.map(|i| self.growth(i))
			.try_fold(Level::AFTER_THE_LAST, |level, growth| level.before(growth?))
	}
}

/// G and S of rule 4 of [`Loan::window`], scaled by 10^18.
#[derive(Clone, Copy)]
struct Level {
	growth: u128,
	sum: u128,
}

impl Level {
	const AFTER_THE_LAST: Self = Self { growth: SCALE, sum: 0 };

	/// Those of the window before, in which the balance grows by `growth`.
	fn before(self, growth: u128) -> Result<Self, FinanceError> {
		let sum = self.sum.checked_add(self.growth).ok_or(FinanceError::Overflow)?;
		let factor = SCALE.checked_add(growth).ok_or(FinanceError::Overflow)?;
		Ok(Self { growth: mul_div(self.growth, factor, SCALE, Rounding::Down)?, sum })
	}

	/// The level payment less interest, between zero and what is to be `repaid` of the balance before
	/// the balloon.
	fn principal(self, balance: u128, repaid: u128, interest: u128) -> Result<u128, FinanceError> {
		let left_over = wide_mul(balance.saturating_sub(repaid), SCALE);
		// Growth is never below one, so the balloon is the smaller of the two.
		let paid_off = wide_mul(balance, self.growth).saturating_sub(left_over);
		// The level payment may be wider than 128 bits; what it leaves for principal is not.
		let level = div(paid_off, U256::from(self.sum), Rounding::Down)?;
		let principal = level.saturating_sub(U256::from(interest));
		narrow(principal.min(U256::from(repaid)))
	}
}

/// An instalment in the smallest unit of a currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Charge<'a> {
	/// What the borrower pays.
	pub borrower_pays: u128,
	/// What each lender gets.
	pub lenders: &'a [u128],
	/// What remains of it: `borrower_pays - sum(lenders)`.
	pub dust: u128,
}

/// Converts the dues of an instalment, 18 decimals, to a currency with fewer.
///
/// With `S = 10^(18 - decimals)` the borrower pays `ceil(sum of all principal and interest / S)`,
/// one ceiling over everything, and lender i gets `floor(principal_i / S) +
/// floor(interest_i / S)`. The lenders' parts are written to the front of `lenders`.
///
/// Errors in order: `InvalidDecimals` (above 18), `NoTranches`, `TooManyTranches`, `Overflow`.
pub fn charge<'a>(
	decimals: u8,
	dues: &[Claim],
	lenders: &'a mut [u128],
) -> Result<Charge<'a>, FinanceError> {
	let unit = scale(decimals)?;
	let lenders = buffer(dues.len(), lenders)?;

	// The floors and what they cut off are summed apart: the cut parts are below S each, so their
	// sum is narrow, and its ceiling is exactly what the borrower pays beyond the lenders.
	let mut paid = 0u128;
	let mut cut = 0u128;
	for (due, lender) in dues.iter().zip(lenders.iter_mut()) {
		let mut whole = 0u128;
		for part in [due.principal, due.interest] {
			let floor = part.checked_div(unit).unwrap_or_default();
			whole = whole.checked_add(floor).ok_or(FinanceError::Overflow)?;
			cut = cut.saturating_add(part.checked_rem(unit).unwrap_or_default());
		}
		*lender = whole;
		paid = paid.checked_add(whole).ok_or(FinanceError::Overflow)?;
	}
	let dust = mul_div(cut, 1, unit, Rounding::Up)?;
	let borrower_pays = paid.checked_add(dust).ok_or(FinanceError::Overflow)?;
	Ok(Charge { borrower_pays, lenders, dust })
}

/// What a prepayment repays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prepayment<'a> {
	/// Principal repaid by tranche, in the unit of the balance.
	pub principal: &'a [u128],
	/// Principal left.
	pub balance: UsdaiAmount,
}

/// Repays principal ahead of time, without penalty.
///
/// `paid = min(amount, balance)` is split by the tranches' original amounts, dust to the first;
/// see [`split`]. The parts are written to the front of `principal`.
///
/// Errors in order: `NoTranches`, `TooManyTranches`, `ZeroAmount` (the payment, or the amount of
/// any tranche). A balance of zero is no error and gives zeros.
pub fn prepay<'a>(
	balance: UsdaiAmount,
	amount: UsdaiAmount,
	amounts: &[u128],
	principal: &'a mut [u128],
) -> Result<Prepayment<'a>, FinanceError> {
	let principal = buffer(amounts.len(), principal)?;
	if amount.is_zero() || amounts.contains(&0) {
		return Err(FinanceError::ZeroAmount);
	}
	let paid = amount.min(balance);
	let principal = split(paid.get(), amounts, principal)?;
	Ok(Prepayment { principal, balance: balance.saturating_sub(paid) })
}
