//! Default: what is owed stands still and hardware is seized (protocol.md 7).

use super::monitoring::AS_THEY_ARE;
use crate::{
	pallet::{Config, CurrentRules, Error, Event, Loans, Pallet, TheBook},
	types::{Cause, Defaulted, Record, Rules, Running, Status, Stay, MAX_STAY},
	weights::WeightInfo,
};
use caliber_finance::{pots::bounty, FinanceError};
use caliber_primitives::{
	auction::Auctioneer,
	collateral::Collateral,
	ids::LoanId,
	roles::{Role, Roles, Subject},
	units::{Seconds, UsdaiAmount},
};
use frame_support::{ensure, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The loan, when it is in default.
	pub(crate) fn defaulted(loan: LoanId) -> Result<Defaulted<T::AccountId>, Error<T>> {
		match Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)? {
			Record::Defaulted(defaulted) => Ok(defaulted),
			_ => Err(Error::<T>::NotDefaulted),
		}
	}

	/// Calls default and seizes the items; says what that weighs: an event is looked at again.
	pub(crate) fn default_by(by: T::AccountId, loan: LoanId) -> Result<Weight, DispatchError> {
		let (running, now, block) = Self::at_now(loan)?;
		let rules = CurrentRules::<T>::get();
		let status = running.status(now).map_err(|_| Error::<T>::Uncomputable)?;
		let (cause, running) = match status {
			Status::Overdue => (Some(Cause::Overdue), running),
			_ => Self::event_of(running, block, &rules)?,
		};
		let cause = cause.ok_or(Error::<T>::NoDefault)?;
		let late = running.windows_late(now).map_err(|_| Error::<T>::Uncomputable)?;
		let principal = running.terms.ask.principal;
		let bounty = bounty(principal, rules.bounty, rules.max_bounty, UsdaiAmount::MAX);
		let defaulted = running.into_default(cause, (by.clone(), bounty), now);
		let defaulted = defaulted.map_err(|_| Error::<T>::Uncomputable)?;
		let items = defaulted.terms.items.clone();
		let (debts, money) = (defaulted.creditors.debts, defaulted.money);
		let opens = defaulted.opens();
		let opens = opens.saturating_add(TheBook::<T>::get().paused);
		Loans::<T>::insert(loan, Record::Defaulted(defaulted));
		// Proceeds come to the account, whoever pays them.
		Self::open_account(&by)?;
		for item in &items {
			T::Collateral::seize(*item, loan)?;
		}
		Self::deposit_event(Event::DefaultCalled { loan, by, cause, debts, money, bounty, opens });
		let items = Self::count(&items);
		let weight = T::WeightInfo::call_default(items, late);
		Ok(match cause {
			Cause::Overdue => weight,
			Cause::Event(_) => weight.saturating_add(T::WeightInfo::review(items)),
		})
	}

	/// Pays charges that keep the collateral, for the borrower.
	pub(crate) fn advance_by(by: T::AccountId, loan: LoanId) -> DispatchResult {
		let record = Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)?;
		let terms = record.agreed().ok_or(Error::<T>::NotActive)?;
		ensure!(terms.charges.iter().all(|charge| charge.payee != by), Error::<T>::OwnCharge);
		let now = TheBook::<T>::get().clock(Self::now());
		let refused = |error| match error {
			FinanceError::TooManyTranches => Error::<T>::TooManyAdvances,
			_ => Error::<T>::Uncomputable,
		};
		let (record, amount) = match record {
			Record::Defaulted(mut defaulted) => {
				let amount = defaulted.advance(by.clone(), now).map_err(refused)?;
				(Record::Defaulted(defaulted), amount)
			},
			_ => {
				let (mut running, now, _) = Self::at_now(loan)?;
				ensure!(!Self::is_current(&running, now)?, Error::<T>::NotLate);
				ensure!(running.has_room_for(&by), Error::<T>::TooManyAdvances);
				let amount = running.advance(by.clone(), now).map_err(refused)?;
				(Record::Active(running), amount)
			},
		};
		ensure!(!amount.is_zero(), Error::<T>::NothingToAdvance);
		Loans::<T>::insert(loan, record);
		Self::take(&by, amount)?;
		Self::deposit_event(Event::Advanced { loan, by, amount });
		Ok(())
	}

	/// The event of default of a loan, if it is one still: what was cured since the last review is none
	/// (protocol.md 5.3). The book has the loan as it was found.
	fn event_of(
		running: Running<T::AccountId>,
		block: Seconds,
		rules: &Rules,
	) -> Result<(Option<Cause>, Running<T::AccountId>), Error<T>> {
		if running.event().is_none() {
			return Ok((None, running));
		}
		let book = TheBook::<T>::get();
		ensure!(!book.is_rolling(block), Error::<T>::BookRolling);
		let running = Self::with_word_that_counts(running);
		let behind = Self::behind(&running.terms.items, AS_THEY_ARE);
		let before = running.entry;
		let now = book.clock(block);
		let found = running.reviewed(&behind, &rules.margin, now, book.cursor);
		let found = found.map_err(|_| Error::<T>::Uncomputable)?;
		TheBook::<T>::put(Self::enter(Self::leave(book, &before)?, &found.entry)?);
		Ok((found.event(), found))
	}

	/// Looks at a loan in default: its marks are those of what its items are worth now. Says how many there
	/// are.
	pub(crate) fn review_default(
		by: T::AccountId,
		loan: LoanId,
		defaulted: Defaulted<T::AccountId>,
	) -> Result<u32, DispatchError> {
		let (book, block) = (TheBook::<T>::get(), Self::now());
		ensure!(!book.is_rolling(block), Error::<T>::BookRolling);
		let behind = Self::behind(defaulted.left(), AS_THEY_ARE);
		let found = behind.findings(defaulted.creditors.debts.principal());
		let before = defaulted.entry;
		let defaulted = defaulted.reviewed(&behind).map_err(|_| Error::<T>::Uncomputable)?;
		let count = Self::count(defaulted.left());
		let (conservative, optimistic) = (defaulted.entry.low, defaulted.entry.high);
		TheBook::<T>::put(Self::enter(Self::leave(book, &before)?, &defaulted.entry)?);
		Loans::<T>::insert(loan, Record::Defaulted(defaulted));
		Self::deposit_event(Event::DefaultReviewed { loan, by, found, conservative, optimistic });
		Ok(count)
	}

	/// Whether a Registrar who still counts halts the sale.
	pub(crate) fn is_stayed(defaulted: &Defaulted<T::AccountId>, now: Seconds) -> bool {
		defaulted.stay.as_ref().is_some_and(|Stay { by, since, until }| {
			now < *until && T::Roles::was_valid(by, Role::Registrar, &Subject::CHAIN, *since)
		})
	}

	/// Halts the sale until a moment of the book clock, or no longer.
	pub(crate) fn stay_by(by: T::AccountId, loan: LoanId, lasts: Seconds) -> DispatchResult {
		T::Roles::ensure(&by, Role::Registrar, &Subject::CHAIN).map_err(Error::<T>::Role)?;
		ensure!(lasts <= MAX_STAY, Error::<T>::StayTooLong);
		let defaulted = Self::defaulted(loan)?;
		let (since, book) = (Self::now(), TheBook::<T>::get());
		let until = book.clock(since).saturating_add(lasts);
		let stay = (!lasts.is_zero()).then(|| Stay { by: by.clone(), since, until });
		ensure!(stay.is_some() || defaulted.stay.is_some(), Error::<T>::NotStayed);
		let halts = stay.is_some() && defaulted.on_sale;
		let on_sale = defaulted.on_sale && !halts;
		Loans::<T>::insert(loan, Record::Defaulted(Defaulted { stay, on_sale, ..defaulted }));
		if halts {
			T::Auctions::cancel(loan)?;
		}
		let until = until.saturating_add(book.paused);
		Self::deposit_event(Event::SaleStayed { loan, by, until });
		Ok(())
	}
}
