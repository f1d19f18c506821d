//! Default: hardware is seized and sold, whoever is owed is paid by rank, and the loan is closed
//! (protocol.md 7).

use super::monitoring::AS_THEY_ARE;
use crate::{
	pallet::{Config, CurrentRules, Error, Event, Loans, Pallet, TheBook},
	types::{
		Cause, Closed, Defaulted, Freed, Record, Recovered, Rules, Running, SaleTerms, Status,
		Stay, MAX_STAY,
	},
	weights::WeightInfo,
};
use caliber_finance::pots::bounty;
use caliber_primitives::{
	auction::{Auctioneer, LotSpec, OnLot, Outcome},
	collateral::Collateral,
	ids::{ItemId, LoanId, LotId},
	roles::{Role, Roles, Subject},
	units::{Seconds, UsdaiAmount},
	vault::Vault,
};
use frame_support::{ensure, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

/// Why a loan in default is closed.
pub(crate) enum End<AccountId> {
	/// Its hardware was sold.
	Sold {
		/// Who has it.
		buyer: AccountId,
		/// For how much.
		price: UsdaiAmount,
	},
	/// All that is owed is paid.
	Redeemed {
		/// Who pays.
		by: AccountId,
		/// How much, beside what had come in.
		amount: UsdaiAmount,
	},
}

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
		let principal = running.terms.ask.principal;
		let bounty = bounty(principal, rules.bounty, rules.max_bounty, UsdaiAmount::MAX);
		let defaulted = running.into_default(cause, (by.clone(), bounty), now);
		let defaulted = defaulted.map_err(|_| Error::<T>::Uncomputable)?;
		let items = defaulted.terms.items.clone();
		let (debts, money, opens) = (defaulted.debts, defaulted.money, defaulted.opens());
		let opens = opens.saturating_add(TheBook::<T>::get().paused);
		Loans::<T>::insert(loan, Record::Defaulted(defaulted));
		// Proceeds come to the account, whoever pays them.
		Self::open_account(&by)?;
		for item in &items {
			T::Collateral::seize(*item, loan)?;
		}
		Self::deposit_event(Event::DefaultCalled { loan, by, cause, debts, money, bounty, opens });
		let (items, weight) = (Self::count(&items), T::WeightInfo::call_default);
		Ok(match cause {
			Cause::Overdue => weight(items),
			Cause::Event(_) => weight(items).saturating_add(T::WeightInfo::review(items)),
		})
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
		let behind = Self::behind(&running.terms.items, AS_THEY_ARE);
		let before = running.entry;
		let now = book.clock(block);
		let found = running.reviewed(&behind, &rules.margin, now, book.cursor);
		let found = found.map_err(|_| Error::<T>::Uncomputable)?;
		TheBook::<T>::put(Self::enter(Self::leave(book, &before)?, &found.entry)?);
		Ok((found.event(), found))
	}

	/// Puts the items up for sale; says how many.
	pub(crate) fn sell_by(loan: LoanId) -> Result<u32, DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		let now = TheBook::<T>::get().clock(Self::now());
		ensure!(!defaulted.on_sale, Error::<T>::SaleGoesOn);
		ensure!(now >= defaulted.opens(), Error::<T>::NoticeRuns);
		ensure!(!Self::is_stayed(&defaulted, now), Error::<T>::Stayed);
		let items = defaulted.terms.items.clone();
		ensure!(!Self::is_disputed(&items), Error::<T>::ItemDisputed);
		let worth = Self::behind(&items, AS_THEY_ARE).for_sale(&defaulted.security);
		let (start, floor) = defaulted.prices(worth.orderly, worth.forced);
		let SaleTerms { lasts, .. } = defaulted.terms.sale;
		Loans::<T>::insert(loan, Record::Defaulted(Defaulted { on_sale: true, ..defaulted }));
		let count = Self::count(&items);
		let lot = LotSpec { loan, items, start, floor, opens: now, lasts };
		T::Auctions::open(&Self::account(), lot)?;
		Ok(count)
	}

	/// Whether a dispute keeps one of them from whoever buys.
	fn is_disputed(items: &[ItemId]) -> bool {
		items.iter().any(|item| T::Collateral::is_disputed(*item))
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
		let behind = Self::behind(&defaulted.terms.items, AS_THEY_ARE);
		let found = behind.findings(defaulted.debts.principal());
		let before = defaulted.entry;
		let defaulted = defaulted.reviewed(&behind).map_err(|_| Error::<T>::Uncomputable)?;
		let count = Self::count(&defaulted.terms.items);
		let (conservative, optimistic) = (defaulted.entry.low, defaulted.entry.high);
		TheBook::<T>::put(Self::enter(Self::leave(book, &before)?, &defaulted.entry)?);
		Loans::<T>::insert(loan, Record::Defaulted(defaulted));
		Self::deposit_event(Event::DefaultReviewed { loan, by, found, conservative, optimistic });
		Ok(count)
	}

	/// Whether a Registrar who still counts halts the sale.
	fn is_stayed(defaulted: &Defaulted<T::AccountId>, now: Seconds) -> bool {
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

	/// Pays all that is owed, so that the title returns; says how many items there are.
	pub(crate) fn redeem_by(
		by: T::AccountId,
		loan: LoanId,
		max_amount: UsdaiAmount,
	) -> Result<u32, DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		let amount = defaulted.redeems().map_err(|_| Error::<T>::Uncomputable)?;
		ensure!(amount <= max_amount, Error::<T>::AboveLimit);
		let count = Self::count(&defaulted.terms.items);
		Self::close(loan, defaulted, End::Redeemed { by: by.clone(), amount })?;
		Self::deposit_event(Event::CollateralRedeemed { loan, by, amount });
		Ok(count)
	}

	/// Closes a loan in default: its record and the book first, then title and money.
	fn close(
		loan: LoanId,
		defaulted: Defaulted<T::AccountId>,
		end: End<T::AccountId>,
	) -> DispatchResult {
		let (proceeds, fee) = match &end {
			End::Sold { price, .. } => (*price, defaulted.terms.sale.fee.on(*price)),
			End::Redeemed { amount, .. } => (*amount, Ok(UsdaiAmount::ZERO)),
		};
		let fee = fee.map_err(|_| Error::<T>::Uncomputable)?;
		let on_sale = defaulted.on_sale;
		let book = Self::leave(TheBook::<T>::get(), &defaulted.entry)?;
		let (recovered, freed) =
			defaulted.close(proceeds, fee, Self::now()).map_err(|_| Error::<T>::Uncomputable)?;
		let Freed { items, hung, .. } = freed;
		let Recovered { closed, paid, receipt, lost, surplus } = recovered;
		let borrower = closed.borrower.clone();
		TheBook::<T>::put(book);
		Self::unhang(&hung)?;
		Loans::<T>::insert(loan, Record::Closed(closed));

		let (to, price) = match end {
			End::Sold { buyer, price } => (buyer, Some(price)),
			End::Redeemed { by, amount } => {
				if on_sale {
					T::Auctions::cancel(loan)?;
				}
				Self::take(&by, amount)?;
				(borrower, None)
			},
		};
		for item in &items {
			T::Collateral::deliver(*item, loan, &to)?;
		}
		T::Vault::receive(&Self::account(), receipt)?;
		let covered = match lost.is_zero() {
			true => UsdaiAmount::ZERO,
			false => T::Vault::cover_loss(lost),
		};
		Self::deposit_event(Event::DefaultClosed {
			loan,
			to,
			price,
			paid,
			receipt,
			lost,
			covered,
			surplus,
		});
		Ok(())
	}

	/// Divides more money among those who are still owed something of a loan that was closed. Only what
	/// they are owed is taken.
	pub(crate) fn recover_by(
		by: T::AccountId,
		loan: LoanId,
		amount: UsdaiAmount,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let Some(Record::Closed(closed)) = Loans::<T>::get(loan) else {
			return Err(Error::<T>::NotClosed.into());
		};
		ensure!(closed.is_owed(), Error::<T>::NothingOwed);
		let owed = closed.debts.total().map_err(|_| Error::<T>::Uncomputable)?;
		Self::recovered(loan, closed, &by, amount.min(owed))
	}

	/// Takes money for a loan that was closed, and divides it.
	pub(crate) fn recovered(
		loan: LoanId,
		closed: Closed<T::AccountId>,
		by: &T::AccountId,
		amount: UsdaiAmount,
	) -> DispatchResult {
		let recovered = closed.recover(amount, UsdaiAmount::ZERO);
		let Recovered { closed, paid, receipt, surplus, .. } =
			recovered.map_err(|_| Error::<T>::Uncomputable)?;
		Loans::<T>::insert(loan, Record::Closed(closed));
		Self::take(by, amount)?;
		T::Vault::receive(&Self::account(), receipt)?;
		let by = by.clone();
		Self::deposit_event(Event::Recovered { loan, by, amount, paid, receipt, surplus });
		Ok(())
	}

	/// Insurance money of a loan in default: it is divided with the rest. What is beyond all claims is the
	/// borrower's.
	pub(crate) fn insured(
		loan: LoanId,
		defaulted: Defaulted<T::AccountId>,
		insurer: &T::AccountId,
		amount: UsdaiAmount,
	) -> Result<UsdaiAmount, DispatchError> {
		let defaulted = defaulted.with_money(amount).map_err(|_| Error::<T>::Uncomputable)?;
		let left = defaulted.money;
		Loans::<T>::insert(loan, Record::Defaulted(defaulted));
		Self::take(insurer, amount)?;
		Ok(left)
	}
}

impl<T: Config> OnLot<T::AccountId> for Pallet<T> {
	/// Errors: `UnknownLoan`, `NotDefaulted`, `Uncomputable`; those of the registry, the vault and the
	/// dollar.
	fn closed(loan: LoanId, _: LotId, outcome: Outcome<T::AccountId>) -> DispatchResult {
		let defaulted = Self::defaulted(loan)?;
		match outcome {
			Outcome::Sold { buyer, price } => {
				Self::close(loan, defaulted, End::Sold { buyer, price })
			},
			Outcome::Unsold => {
				// Nobody could buy what is in dispute: that says nothing of its price.
				let could_be_bought = !Self::is_disputed(&defaulted.terms.items);
				let rounds = defaulted.rounds.saturating_add(u32::from(could_be_bought));
				let unsold = Defaulted { rounds, on_sale: false, ..defaulted };
				Loans::<T>::insert(loan, Record::Defaulted(unsold));
				Ok(())
			},
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_lot(items: u32) -> LotSpec {
		crate::benchmarking::lot::<T>(items)
	}
}
