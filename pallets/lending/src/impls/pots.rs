//! Money that lies with a loan: it comes in, pays by the order of protocol.md 6.1, and goes.

use crate::{
	pallet::{Config, Error, Event, Loans, Pallet, TheBook},
	types::{By, Pot, Record, Running, Settled, Status, MAX_ITEMS},
	weights::WeightInfo,
	MAX_WINDOWS,
};
use caliber_finance::FinanceError;
use caliber_primitives::{
	collateral::{LossPayee, Payout},
	dollar::pay,
	ids::LoanId,
	units::{Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use frame_support::{ensure, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> LossPayee<T::AccountId> for Pallet<T> {
	/// Errors: `UnknownLoan`, `NotActive` (an offer stands for nothing), `Uncomputable`; the dollar's
	/// own.
	fn receive(loan: LoanId, insurer: &T::AccountId, payout: Payout) -> DispatchResult {
		let Payout { amount, .. } = payout;
		let left = match Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)? {
			Record::Offered(_) | Record::Escrowed(_) | Record::Withdrawn(_) => {
				return Err(Error::<T>::NotActive.into())
			},
			Record::Active(running) => {
				let left = Self::put_more(loan, running, Pot::Insured, amount)?.pots.insured;
				Self::take(insurer, amount)?;
				left
			},
			Record::Defaulted(defaulted) => Self::insured(loan, defaulted, insurer, payout)?,
			Record::Closed(closed) => {
				// What is beyond all claims is credited to the borrower.
				Self::insured_closed(loan, closed, insurer, payout)?;
				UsdaiAmount::ZERO
			},
			Record::Repaid(over) => {
				pay::<_, T::Dollar>(insurer, &over.borrower, amount)?;
				UsdaiAmount::ZERO
			},
		};
		let insurer = insurer.clone();
		Self::deposit_event(Event::InsuranceReceived { loan, insurer, amount, left });
		Ok(())
	}

	/// Of a loan that was closed the money is divided as by `recover`; of all others less is done.
	fn receive_weight() -> Weight {
		T::WeightInfo::recover()
	}

	fn give_up(loan: LoanId, amount: UsdaiAmount) {
		Self::count_on_no_more(loan, amount);
	}

	fn give_up_weight() -> Weight {
		T::WeightInfo::give_up()
	}

	fn is_owed(loan: LoanId) -> bool {
		match Loans::<T>::get(loan) {
			Some(Record::Active(_) | Record::Defaulted(_)) => true,
			Some(Record::Closed(closed)) => closed.creditors.is_owed(),
			_ => false,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Writes a loan with more money in a pot.
	fn put_more(
		loan: LoanId,
		running: Running<T::AccountId>,
		pot: Pot,
		amount: UsdaiAmount,
	) -> Result<Running<T::AccountId>, Error<T>> {
		let pots = running.pots.with(pot, amount).ok_or(Error::<T>::Uncomputable)?;
		let running = running.with_pots(pots);
		Loans::<T>::insert(loan, Record::Active(running.clone()));
		Ok(running)
	}

	/// Lays money down with a loan.
	pub(crate) fn fund(
		loan: LoanId,
		by: T::AccountId,
		pot: Pot,
		amount: UsdaiAmount,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let pots = Self::put_more(loan, Self::active(loan)?, pot, amount)?.pots;
		Self::take(&by, amount)?;
		Self::deposit_event(Event::Funded { loan, by, pot, amount, pots });
		Ok(())
	}

	/// Pays what is due out of the lockbox, by the order of protocol.md 6.1, and says what that
	/// weighs. Charges that it can pay go first even where it cannot pay the instalment.
	pub(crate) fn sweep_lockbox(loan: LoanId) -> Result<Weight, DispatchError> {
		let mut weight = T::WeightInfo::sweep();
		let mut windows = 0u32;
		loop {
			let (running, now, block) = Self::at_now(loan)?;
			// The due date is the day up to the deadline.
			let due = running.due().map_err(Self::not_payable)?;
			let tomorrow = running.progress.clock(now).saturating_add(Seconds(SECONDS_PER_DAY));
			if due > tomorrow {
				let finance = running.finance().map_err(|_| Error::<T>::Uncomputable)?;
				let is_due_day = finance.schedule().is_due_day(running.progress.clock(now));
				if is_due_day || windows > 0 {
					Self::refill(loan, running)?;
				}
				weight.saturating_accrue(Self::cure(loan, is_due_day)?);
				if is_due_day {
					Self::release_rest(loan)?;
				}
				return Ok(weight);
			}
			if windows == MAX_WINDOWS {
				return Ok(weight);
			}
			let paid = running.clone().pay(1, By::Lockbox, now, block);
			let paid = paid.map_err(Self::not_payable)?;
			if !paid.due.is_zero() {
				Self::pay_charges(loan, running, By::Lockbox)?;
				return Ok(weight);
			}
			windows = windows.saturating_add(1);
			weight.saturating_accrue(T::WeightInfo::repay(1));
			let is_over = paid.payment.progress.is_over();
			weight.saturating_accrue(Self::settle(loan, paid, None)?);
			if is_over {
				return Ok(weight);
			}
		}
	}

	/// Pays the charges of the window that is due, when what lies with the loan is enough.
	fn pay_charges(
		loan: LoanId,
		mut running: Running<T::AccountId>,
		by: By,
	) -> Result<Running<T::AccountId>, Error<T>> {
		let amount = running.charge(by).map_err(|_| Error::<T>::Uncomputable)?;
		if !amount.is_zero() {
			let pots = running.pots;
			Loans::<T>::insert(loan, Record::Active(running.clone()));
			Self::deposit_event(Event::Charged { loan, amount, pots });
		}
		Ok(running)
	}

	/// Fills the reserve from the lockbox, once nothing is due.
	fn refill(loan: LoanId, running: Running<T::AccountId>) -> DispatchResult {
		let filled = running.pots.topped_up();
		let amount = filled.refilled_since(&running.pots);
		if amount.is_zero() {
			return Ok(());
		}
		Loans::<T>::insert(loan, Record::Active(running.with_pots(filled)));
		Self::deposit_event(Event::Refilled { loan, amount, pots: filled });
		Ok(())
	}

	/// Repays principal with what is left while margin is called: on a due date as much as cures the
	/// call, on any day once it was not cured in time.
	fn cure(loan: LoanId, is_due_day: bool) -> Result<Weight, DispatchError> {
		let (running, now, block) = Self::at_now(loan)?;
		let (balance, at) = (running.progress.balance, running.progress.clock(now));
		let most = running.watch.sweeps_of(balance, is_due_day, at);
		if most.is_zero() {
			return Ok(Weight::zero());
		}
		match running.prepay_by_lockbox(most, now, block) {
			Ok(paid) => Ok(T::WeightInfo::prepay().saturating_add(Self::settle(loan, paid, None)?)),
			// The lockbox has next to nothing.
			Err(FinanceError::ZeroAmount) => Ok(Weight::zero()),
			Err(error) => Err(Self::not_payable(error).into()),
		}
	}

	/// Gives what is left to the borrower, once nothing is due, missing or open.
	fn release_rest(loan: LoanId) -> DispatchResult {
		// Curing may have ended it.
		let Ok((running, now, _)) = Self::at_now(loan) else { return Ok(()) };
		let is_open = !running.pots.missing().is_zero() || running.is_watched(now);
		let amount = running.pots.lockbox;
		if amount.is_zero() || is_open {
			return Ok(());
		}
		let pots = running.pots.take(&[Pot::Lockbox], amount).left;
		let borrower = running.terms.borrower.clone();
		Loans::<T>::insert(loan, Record::Active(running.with_pots(pots)));
		pay::<_, T::Dollar>(&Self::account(), &borrower, amount)?;
		Self::deposit_event(Event::Released { loan, borrower, amount });
		Ok(())
	}

	/// Pays an instalment that is late out of the reserve, with what the lockbox has. Where that is
	/// not enough it pays the charges if it can, and moves into the lockbox, to wait for the rest.
	pub(crate) fn draw(loan: LoanId, by: &T::AccountId) -> Result<Weight, DispatchError> {
		let (running, now, block) = Self::at_now(loan)?;
		ensure!(running.may_draw(now).map_err(Self::not_payable)?, Error::<T>::NotLate);
		let before = running.pots;
		let paid = running.clone().pay(1, By::Reserve, now, block).map_err(Self::not_payable)?;
		if !paid.due.is_zero() {
			let running = Self::pay_charges(loan, running, By::Reserve)?;
			let pots = running.pots.drawn(UsdaiAmount::MAX);
			let amount = pots.drawn_since(&before);
			ensure!(!amount.is_zero(), Error::<T>::NothingToDraw);
			let due = running.due().map_err(Self::not_payable)?;
			let running = running.with_pots(pots).to_be_refilled(due);
			Loans::<T>::insert(loan, Record::Active(running));
			let (by, bounty) = (by.clone(), UsdaiAmount::ZERO);
			Self::deposit_event(Event::ReserveDrawn { loan, by, amount, bounty, pots });
			return Ok(Weight::zero());
		}
		let amount = paid.pots.drawn_since(&before);
		ensure!(!amount.is_zero(), Error::<T>::NothingToDraw);
		let (earned, paid) = Self::with_bounty(paid, amount)?;
		let pots = paid.pots;
		let weight = Self::settle(loan, paid, None)?;
		pay::<_, T::Dollar>(&Self::account(), by, earned)?;
		let (by, bounty) = (by.clone(), earned);
		Self::deposit_event(Event::ReserveDrawn { loan, by, amount, bounty, pots });
		Ok(weight)
	}

	/// A draw of the reserve with the bounty for it taken from what it leaves, and the date set by
	/// which the reserve is to be full again. Of a loan that is over nothing is taken.
	fn with_bounty(
		mut paid: Settled<T::AccountId>,
		drawn: UsdaiAmount,
	) -> Result<(UsdaiAmount, Settled<T::AccountId>), Error<T>> {
		let Some(running) = paid.after.running_mut() else { return Ok((UsdaiAmount::ZERO, paid)) };
		let earned = Self::take_bounty(running, drawn);
		let due = running.due().map_err(Self::not_payable)?;
		running.watch.refill_by = running.watch.refill_by.or(Some(due));
		paid.pots = running.pots;
		Ok((earned, paid))
	}

	/// What a sweep weighs at most.
	pub(crate) fn weight_of_sweep() -> Weight {
		let windows = T::WeightInfo::repay(1).saturating_mul(MAX_WINDOWS.into());
		T::WeightInfo::sweep()
			.saturating_add(windows)
			.saturating_add(T::WeightInfo::prepay())
			.saturating_add(T::WeightInfo::close(MAX_ITEMS))
	}

	/// A loan that runs, the moment of the book clock at which it is settled, and that of the block.
	pub(crate) fn at_now(
		loan: LoanId,
	) -> Result<(Running<T::AccountId>, Seconds, Seconds), Error<T>> {
		let block = Self::now();
		Ok((Self::active(loan)?, TheBook::<T>::get().settles_at(block), block))
	}

	/// Whether no instalment is late.
	pub(crate) fn is_current(
		running: &Running<T::AccountId>,
		now: Seconds,
	) -> Result<bool, Error<T>> {
		let status = running.status(now).map_err(|_| Error::<T>::Uncomputable)?;
		Ok(status == Status::Current)
	}
}
