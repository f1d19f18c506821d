//! How far a loan has come, and how far a payment takes it.

use super::{
	accrual::{divided, Speed},
	entry::Entry,
};
use crate::{
	fees::Fee,
	instalment::{prepay, Debt, Loan, Window},
	math::{mul_div, Rounding, SCALE},
	schedule::Schedule,
	tranches::{Claim, Tranche, MAX_TRANCHES},
	treasury::sum,
	units::{Ppm, RatePerSecond, Seconds, UsdaiAmount},
	vault::Receipt,
	FinanceError,
};
use macro_rules_attribute::apply;

/// How far a loan has come.
#[apply(stored!)]
pub struct Progress {
	/// When it began, in block time.
	pub origination: Seconds,
	/// What the book had paused by then: a deadline of the schedule less this is its place on the
	/// book clock.
	pub offset: Seconds,
	/// Windows paid; the next one has this number, counted from 0.
	pub windows_paid: u32,
	/// The last ones of them, which the loan's reserve has paid since the borrower last paid one.
	pub drawn: u32,
	/// Windows whose charges that come first are paid: those that are paid, and maybe the next one.
	pub charged: u32,
	/// Principal outstanding, all tranches.
	pub balance: UsdaiAmount,
	/// The vault's part of it.
	pub vault: UsdaiAmount,
	/// Interest paid so far, all tranches, grace included.
	pub interest_paid: UsdaiAmount,
}

/// What an instalment takes beside principal and interest.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Levies<'a> {
	/// Once for an instalment that is paid late, of its principal and interest.
	pub late_fee: Ppm,
	/// On principal that is repaid ahead of time.
	pub exit_fee: Ppm,
	/// For each payee beside the lenders.
	pub charges: &'a [Levy],
}

/// What a payee beside the lenders takes with each instalment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Levy {
	/// How much of the balance before it.
	pub fee: Fee,
	/// Whether it keeps the collateral, so that it comes ahead of interest and principal and may be
	/// paid by itself (protocol.md 6.1, 6.4); else it comes with the instalment only.
	pub comes_first: bool,
}

/// A loan, as a payment needs to know it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paying<'a> {
	/// Its terms.
	pub loan: &'a Loan<'a>,
	/// What it counts in the book until now.
	pub entry: &'a Entry,
	/// What is taken beside.
	pub levies: Levies<'a>,
	/// Principal that each tranche has left; the sum is the balance.
	pub left: &'a [UsdaiAmount],
	/// Whether principal goes to the most senior tranche first, else to all by their amounts.
	pub seniors_first: bool,
}

/// Who gets what of a payment, 18 decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Parts {
	/// Principal and interest by tranche; the first is the vault.
	pub lenders: [Claim; MAX_TRANCHES],
	/// For each payee beside the lenders.
	pub charges: [UsdaiAmount; MAX_CHARGES],
}

/// The most payees beside the lenders.
pub const MAX_CHARGES: usize = 4;

/// What instalments take and where they leave the loan, 18 decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Payment {
	/// How far the loan has come by it.
	pub progress: Progress,
	/// Principal paid, all tranches.
	pub principal: UsdaiAmount,
	/// Interest paid, all tranches, grace included.
	pub interest: UsdaiAmount,
	/// Fees for paying late, or ahead of time.
	pub fees: UsdaiAmount,
	/// For payees beside the lenders.
	pub charges: UsdaiAmount,
	/// For whoever has advanced charges; see [`advanced`]. The caller's to say.
	pub advances: UsdaiAmount,
	/// The vault's part; fees are its own.
	pub receipt: Receipt,
}

impl Payment {
	/// All that it takes: `principal + interest + fees + charges + advances`.
	///
	/// Errors: `Overflow`.
	pub fn total(&self) -> Result<UsdaiAmount, FinanceError> {
		let Self { principal, interest, fees, charges, advances, .. } = *self;
		sum([principal, interest, fees, charges, advances])
	}

	/// What of it is not the vault's.
	///
	/// Errors: `Overflow`.
	pub fn beside(&self) -> Result<UsdaiAmount, FinanceError> {
		self.total()?.checked_sub(self.receipt.total()?).ok_or(FinanceError::Overflow)
	}
}

impl Progress {
	/// A loan that begins in block time `origination`, when the book has paused for `paused`. The
	/// vault, which is tranche 0, lends the amount of its tranche.
	pub fn begun(
		origination: Seconds,
		paused: Seconds,
		principal: UsdaiAmount,
		tranches: &[Tranche],
	) -> Self {
		let vault = tranches.first().map(|tranche| UsdaiAmount(tranche.amount));
		Self {
			origination,
			offset: paused,
			windows_paid: 0,
			drawn: 0,
			charged: 0,
			balance: principal,
			vault: vault.unwrap_or_default(),
			interest_paid: UsdaiAmount::ZERO,
		}
	}

	/// The debt as [`Loan`] knows it.
	pub fn debt(&self) -> Debt {
		Debt { windows_paid: self.windows_paid, balance: self.balance }
	}

	/// Whether nothing is owed any more.
	pub fn is_over(&self) -> bool {
		self.balance.is_zero()
	}

	/// Windows that the borrower has paid himself, up to the first that his reserve has paid since.
	pub fn paid_by_borrower(&self) -> u32 {
		self.windows_paid.saturating_sub(self.drawn)
	}

	/// The loan's own clock at a moment of the book clock: its schedule's time.
	pub fn clock(&self, book: Seconds) -> Seconds {
		book.saturating_add(self.offset)
	}

	/// After the reserve has paid windows up to here: the borrower has paid no more than before.
	pub fn drawn_since(self, before: &Self) -> Self {
		let paid = self.windows_paid.saturating_sub(before.windows_paid);
		Self { drawn: before.drawn.saturating_add(paid), ..self }
	}

	/// Pays the next `windows` instalments at `now` of the book clock.
	///
	/// Each instalment is what [`Loan::instalment`] says at that moment on what the one before
	/// leaves. Beside it are taken:
	/// - for each payee, what [`Fee::on`] says of the balance before it; of what comes first, unless it is
	///   paid already;
	/// - once the deadline has passed, `ceil((principal + interest) * late_fee / 10^6)`.
	///
	/// Principal goes to tranches by their amounts, or to the most senior first, to none more than it
	/// has left: dust that one has no room for is the next one's. Interest goes by
	/// their weights in any case: as a whole instalment is paid, the senior ones have theirs whole
	/// (protocol.md 6.3).
	///
	/// Of the vault's part of the interest the book had counted
	/// `accrued = min(part, floor(undivided interest of the entry at now / 10^18))`; the rest is
	/// `extra` (protocol.md 2.6), and so are late fees.
	///
	/// Errors in order: `TooManyTranches` (also of more payees than [`MAX_CHARGES`]); those of
	/// [`Loan::instalment`] window by window, so `NoWindowsLeft` when the schedule has fewer, and of
	/// [`Fee::on`]; `Overflow`.
	pub fn pay(
		self,
		paying: &Paying<'_>,
		windows: u32,
		now: Seconds,
		parts: &mut Parts,
	) -> Result<Payment, FinanceError> {
		*parts = Parts::default();
		let mut dues = [Claim::default(); MAX_TRANCHES];
		let mut after = self;
		let (mut fees, mut charges) = (UsdaiAmount::ZERO, UsdaiAmount::ZERO);
		for _ in 0..windows {
			let due = paying.loan.instalment(after.debt(), self.clock(now), &mut dues)?;
			let (principal, interest) = (due.principal, due.interest);
			parts.credit(due.dues.iter())?;
			if self.clock(now) > due.deadline {
				let fee = paying.late_fee(principal, interest)?;
				fees = fees.checked_add(fee).ok_or(FinanceError::Overflow)?;
			}
			let (charged, first) = after.charge(paying.levies.charges, parts)?;
			let with_it = after.levy(paying.levies.charges, false, parts)?;
			charges = sum([charges, first, with_it])?;
			after = charged;
			after.windows_paid = after.windows_paid.saturating_add(1);
			after.balance = after.balance.saturating_sub(principal);
			after.interest_paid =
				after.interest_paid.checked_add(interest).ok_or(FinanceError::Overflow)?;
		}
		after.drawn = if windows == 0 { after.drawn } else { 0 };
		let accrued = paying.entry.accrued(now).ok_or(FinanceError::Overflow)?;
		let payment = self.settled(after, paying, accrued, fees, parts)?;
		Ok(Payment { charges, ..payment })
	}

	/// Pays what comes first for the window that is due, and nothing else (protocol.md 6.1). Nothing when
	/// it is paid. Returns all of it.
	///
	/// Errors: `TooManyTranches`, those of [`Fee::on`], `Overflow`.
	pub fn charge(
		self,
		charges: &[Levy],
		parts: &mut Parts,
	) -> Result<(Self, UsdaiAmount), FinanceError> {
		if self.charged > self.windows_paid {
			return Ok((self, UsdaiAmount::ZERO));
		}
		let sum = self.levy(charges, true, parts)?;
		Ok((Self { charged: self.windows_paid.saturating_add(1), ..self }, sum))
	}

	/// What payees take of the balance: those that come first, or the others.
	fn levy(
		self,
		charges: &[Levy],
		comes_first: bool,
		parts: &mut Parts,
	) -> Result<UsdaiAmount, FinanceError> {
		let mut sum = UsdaiAmount::ZERO;
		let places = parts.charges.get_mut(..charges.len());
		for (place, levy) in places.ok_or(FinanceError::TooManyTranches)?.iter_mut().zip(charges) {
			if levy.comes_first == comes_first {
				let amount = levy.fee.on(self.balance)?;
				*place = place.checked_add(amount).ok_or(FinanceError::Overflow)?;
				sum = sum.checked_add(amount).ok_or(FinanceError::Overflow)?;
			}
		}
		Ok(sum)
	}

	/// Repays principal ahead of time, while no instalment is late; see [`prepay`].
	///
	/// What is repaid bears interest from the opening of the window that is due until now, as the
	/// book has counted it: `ceil(paid * R * (now - opens) / 10^18) + 1`, nothing before the opening.
	/// The one unit more keeps what deposits count from falling by the rounding of speeds. Of the
	/// vault's part of it the book had counted what it does not count any more.
	///
	/// On top are taken `ceil(paid * exit_fee / 10^6)` and, once the window has opened, the charges that
	/// come first, for it on the balance before, unless they are paid already.
	///
	/// Errors in order: those of [`prepay`]; `NoWindowsLeft`; those of [`Progress::charge`];
	/// `Overflow`.
	pub fn prepay(
		self,
		paying: &Paying<'_>,
		amount: UsdaiAmount,
		now: Seconds,
		parts: &mut Parts,
	) -> Result<Payment, FinanceError> {
		*parts = Parts::default();
		let loan = paying.loan;
		let amounts: &mut [u128; MAX_TRANCHES] = &mut [0; MAX_TRANCHES];
		for (place, tranche) in amounts.iter_mut().zip(loan.tranches()) {
			*place = tranche.amount;
		}
		let mut split = [0; MAX_TRANCHES];
		let amounts = amounts.get(..loan.tranches().len()).ok_or(FinanceError::TooManyTranches)?;
		let prepayment = prepay(self.balance, amount, amounts, &mut split)?;
		let paid = self.balance.saturating_sub(prepayment.balance);
		for (part, principal) in parts.lenders.iter_mut().zip(prepayment.principal) {
			part.principal = *principal;
		}

		let opens = loan.schedule().opens(self.windows_paid).ok_or(FinanceError::NoWindowsLeft)?;
		let open = self.clock(now).saturating_sub(opens);
		let interest = match open.is_zero() {
			true => UsdaiAmount::ZERO,
			false => interest_to_date(paid, loan.rate(), open)?,
		};
		loan.split_interest(interest, &mut parts.lenders)?;

		let mut after = Self { balance: prepayment.balance, ..self };
		after.interest_paid =
			after.interest_paid.checked_add(interest).ok_or(FinanceError::Overflow)?;
		let speed = Speed::of_vault(after.balance, loan.tranches())?;
		let before = paying.entry.earned(now);
		let left = Entry { speed, ..*paying.entry }.earned(now);
		let accrued = divided(before.saturating_sub(left)).ok_or(FinanceError::Overflow)?;
		let fees = paying.levies.exit_fee.of(paid, Rounding::Up);
		let mut charges = UsdaiAmount::ZERO;
		if !open.is_zero() {
			let (charged, sum) = self.charge(paying.levies.charges, parts)?;
			(after.charged, charges) = (charged.charged, sum);
		}
		let payment = self.settled(after, paying, accrued, fees, parts)?;
		Ok(Payment { charges, ..payment })
	}

	/// The most principal that a sum repays ahead of time, with what is taken on top, at most the
	/// balance; see [`Progress::prepay`].
	///
	/// `floor((sum - charges - 3) * 10^18 / (10^18 + R * (now - opens) + exit_fee * 10^12))`, down to
	/// nothing: at most a few units less than would be possible.
	///
	/// Errors: `NoWindowsLeft`, those of [`Progress::charge`], `Overflow`.
	pub fn prepayable(
		self,
		paying: &Paying<'_>,
		sum: UsdaiAmount,
		now: Seconds,
	) -> Result<UsdaiAmount, FinanceError> {
		let loan = paying.loan;
		let opens = loan.schedule().opens(self.windows_paid).ok_or(FinanceError::NoWindowsLeft)?;
		let open = self.clock(now).saturating_sub(opens);
		let growth = loan.rate().over(open);
		let (_, charges) = match open.is_zero() {
			true => (self, UsdaiAmount::ZERO),
			false => self.charge(paying.levies.charges, &mut Parts::default())?,
		};
		let fee = u128::from(paying.levies.exit_fee.get()).saturating_mul(SCALE_OF_PPM);
		let whole = SCALE.saturating_add(growth).saturating_add(fee);
		let spent = sum.saturating_sub(charges).get().saturating_sub(3);
		let amount = mul_div(spent, SCALE, whole, Rounding::Down)?;
		Ok(UsdaiAmount(amount).min(self.balance))
	}

	/// What was paid, once it is known who gets what; `accrued` is what the book had counted of it.
	fn settled(
		self,
		mut after: Self,
		paying: &Paying<'_>,
		accrued: UsdaiAmount,
		fees: UsdaiAmount,
		parts: &mut Parts,
	) -> Result<Payment, FinanceError> {
		let principal = self.balance.saturating_sub(after.balance);
		if paying.seniors_first {
			parts.give_to_first(principal);
		}
		parts.keep_within(paying.left);
		let vault = parts.lenders.first().copied().ok_or(FinanceError::NoTranches)?;
		let accrued = accrued.min(UsdaiAmount(vault.interest));
		let returned = UsdaiAmount(vault.principal);
		after.vault = self.vault.saturating_sub(returned);
		let all = vault.total().map(UsdaiAmount).and_then(|all| all.checked_add(fees));
		let extra = all.ok_or(FinanceError::Overflow)?;
		Ok(Payment {
			progress: after,
			principal,
			interest: after.interest_paid.saturating_sub(self.interest_paid),
			fees,
			charges: UsdaiAmount::ZERO,
			advances: UsdaiAmount::ZERO,
			receipt: Receipt {
				principal: returned,
				accrued,
				extra: extra.saturating_sub(returned).saturating_sub(accrued),
			},
		})
	}

	/// How many instalments are late at `now` of the book clock.
	pub fn windows_late(&self, schedule: &Schedule, now: Seconds) -> u32 {
		let now = self.clock(now);
		let late = |k: &u32| schedule.deadline(*k).is_some_and(|deadline| deadline < now);
		let late = (self.windows_paid..schedule.count()).take_while(late).count();
		u32::try_from(late).unwrap_or(u32::MAX)
	}

	/// What is owed once the loan is called at `now` of the book clock: of each tranche the principal that
	/// it has left, and interest of the windows that are late, grace included, and of the one that is open,
	/// to date, as [`Self::pay`] and [`Self::prepay`] say; of each payee whose charge comes first
	/// `fee on the balance` for each late window that is not charged. Returns the fees for being late.
	///
	/// Errors: those of [`Self::pay`] and [`Self::prepay`].
	pub fn demand(
		self,
		paying: &Paying<'_>,
		now: Seconds,
		parts: &mut Parts,
	) -> Result<UsdaiAmount, FinanceError> {
		let levies = Levies { exit_fee: Ppm::ZERO, charges: &[], ..paying.levies };
		let bare = Paying { levies, ..*paying };
		let late = self.windows_late(paying.loan.schedule(), now);
		let arrears = self.pay(&bare, late, now, parts)?;
		let mut to_date = Parts::default();
		if !arrears.progress.is_over() {
			arrears.progress.prepay(&bare, UsdaiAmount::MAX, now, &mut to_date)?;
		}
		let mut left = paying.left.iter();
		for (part, more) in parts.lenders.iter_mut().zip(to_date.lenders) {
			part.interest =
				part.interest.checked_add(more.interest).ok_or(FinanceError::Overflow)?;
			part.principal = left.next().map_or(0, |left| left.get());
		}
		let mut window = self;
		for _ in 0..late {
			(window, _) = window.charge(paying.levies.charges, parts)?;
			window.windows_paid = window.windows_paid.saturating_add(1);
		}
		Ok(arrears.fees)
	}

	/// What ends the loan at `now` of the book clock: every instalment that is late, and the rest of
	/// the principal ahead of time.
	///
	/// Errors: those of [`Progress::pay`], [`Progress::prepay`] and [`Payment::total`].
	pub fn payoff(self, paying: &Paying<'_>, now: Seconds) -> Result<UsdaiAmount, FinanceError> {
		let mut parts = Parts::default();
		let late = self.windows_late(paying.loan.schedule(), now);
		let arrears = self.pay(paying, late, now, &mut parts)?;
		if arrears.progress.is_over() {
			return arrears.total();
		}
		let rest = arrears.progress.prepay(paying, UsdaiAmount::MAX, now, &mut parts)?;
		arrears.total()?.checked_add(rest.total()?).ok_or(FinanceError::Overflow)
	}
}

impl Paying<'_> {
	/// The fee for an instalment that is late.
	fn late_fee(
		&self,
		principal: UsdaiAmount,
		interest: UsdaiAmount,
	) -> Result<UsdaiAmount, FinanceError> {
		let due = principal.checked_add(interest).ok_or(FinanceError::Overflow)?;
		Ok(self.levies.late_fee.of(due, Rounding::Up))
	}
}

impl Parts {
	/// With what an instalment owes each tranche.
	fn credit<'a>(&mut self, dues: impl Iterator<Item = &'a Claim>) -> Result<(), FinanceError> {
		for (part, due) in self.lenders.iter_mut().zip(dues) {
			*part = part.with(due).ok_or(FinanceError::Overflow)?;
		}
		Ok(())
	}

	/// Gives all principal to the first tranche, for [`Self::keep_within`] to hand on.
	fn give_to_first(&mut self, principal: UsdaiAmount) {
		for part in &mut self.lenders {
			part.principal = 0;
		}
		if let Some(first) = self.lenders.first_mut() {
			first.principal = principal.get();
		}
	}

	/// Leaves to each tranche at most the principal that it has left; the rest is for the first ones
	/// that have room.
	fn keep_within(&mut self, left: &[UsdaiAmount]) {
		let mut rest = 0u128;
		for (part, most) in self.lenders.iter_mut().zip(left) {
			let kept = part.principal.min(most.get());
			rest = rest.saturating_add(part.principal.saturating_sub(kept));
			part.principal = kept;
		}
		for (part, most) in self.lenders.iter_mut().zip(left) {
			let added = rest.min(most.get().saturating_sub(part.principal));
			part.principal = part.principal.saturating_add(added);
			rest = rest.saturating_sub(added);
		}
	}
}

/// What is owed for a sum that was advanced: the sum, and interest on it, rounded up:
/// `amount + ceil(amount * R * time / 10^18)`.
///
/// Errors: `Overflow`.
pub fn advanced(
	amount: UsdaiAmount,
	rate: RatePerSecond,
	time: Seconds,
) -> Result<UsdaiAmount, FinanceError> {
	let interest = mul_div(amount.get(), rate.over(time), SCALE, Rounding::Up)?;
	amount.checked_add(UsdaiAmount(interest)).ok_or(FinanceError::Overflow)
}

/// A part per million, scaled by 10^18.
const SCALE_OF_PPM: u128 = 1_000_000_000_000;

/// Interest on what is repaid ahead of time; see [`Progress::prepay`].
fn interest_to_date(
	paid: UsdaiAmount,
	rate: RatePerSecond,
	time: Seconds,
) -> Result<UsdaiAmount, FinanceError> {
	let interest = mul_div(paid.get(), rate.over(time), SCALE, Rounding::Up)?;
	interest.checked_add(1).map(UsdaiAmount).ok_or(FinanceError::Overflow)
}

/// One line of a schedule, 18 decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
	/// Number of the window, counted from 0.
	pub window: u32,
	/// When it closes, in the schedule's time.
	pub due: Seconds,
	/// Principal.
	pub principal: UsdaiAmount,
	/// Interest.
	pub interest: UsdaiAmount,
	/// Principal left after it.
	pub balance: UsdaiAmount,
}

impl Line {
	/// Principal before it.
	///
	/// Errors: `Overflow`.
	pub fn balance_before(&self) -> Result<UsdaiAmount, FinanceError> {
		sum([self.balance, self.principal])
	}

	/// The next instalment of a debt when it is paid in time, which is what `window` owes.
	///
	/// Errors: `NoWindowsLeft`.
	pub fn of(loan: &Loan<'_>, debt: Debt, window: Window) -> Result<Self, FinanceError> {
		Self::new(loan, debt, window.principal, window.interest)
	}

	/// The next instalment of a debt with the grace interest of a moment of the schedule's time;
	/// see [`Loan::instalment`].
	///
	/// Errors in order: those of [`Loan::instalment`].
	pub fn at(loan: &Loan<'_>, debt: Debt, now: Seconds) -> Result<Self, FinanceError> {
		let mut dues = [Claim::default(); MAX_TRANCHES];
		let due = loan.instalment(debt, now, &mut dues)?;
		Self::new(loan, debt, due.principal, due.interest)
	}

	fn new(
		loan: &Loan<'_>,
		debt: Debt,
		principal: UsdaiAmount,
		interest: UsdaiAmount,
	) -> Result<Self, FinanceError> {
		Ok(Self {
			window: debt.windows_paid,
			due: loan.schedule().deadline(debt.windows_paid).ok_or(FinanceError::NoWindowsLeft)?,
			principal,
			interest,
			balance: debt.balance.saturating_sub(principal),
		})
	}

	/// The debt once it is paid.
	pub fn leaves(&self) -> Debt {
		Debt { windows_paid: self.window.saturating_add(1), balance: self.balance }
	}
}
