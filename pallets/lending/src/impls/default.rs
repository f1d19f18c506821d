//! Default: hardware is seized and sold, whoever is owed is paid by rank, and the loan is closed
//! (protocol.md 7).

use super::monitoring::AS_THEY_ARE;
use crate::{
	pallet::{Config, CurrentRules, Error, Event, Loans, Pallet, TheBook},
	types::{Closed, Defaulted, Freed, Record, Recovered, SaleTerms, Stay, MAX_STAY},
};
use caliber_finance::{pots::bounty, treasury::difference};
use caliber_primitives::{
	auction::{Auctioneer, LotSpec, OnLot, Outcome},
	collateral::Collateral,
	dollar::pay,
	ids::{LoanId, LotId},
	roles::{Role, Roles, Subject},
	units::{Seconds, UsdaiAmount},
	vault::Vault,
};
use frame_support::ensure;
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

	/// Calls default and seizes the items; says how many.
	pub(crate) fn default_by(by: T::AccountId, loan: LoanId) -> Result<u32, DispatchError> {
		let (running, now, _) = Self::at_now(loan)?;
		let cause = running.cause(now).map_err(|_| Error::<T>::Uncomputable)?;
		let cause = cause.ok_or(Error::<T>::NoDefault)?;
		let rules = CurrentRules::<T>::get();
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
		Ok(Self::count(&items))
	}

	/// Puts the items up for sale; says how many.
	pub(crate) fn sell_by(loan: LoanId) -> Result<u32, DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		let now = TheBook::<T>::get().clock(Self::now());
		ensure!(!defaulted.on_sale, Error::<T>::SaleGoesOn);
		ensure!(now >= defaulted.opens(), Error::<T>::NoticeRuns);
		ensure!(!Self::is_stayed(&defaulted, now), Error::<T>::Stayed);
		let items = defaulted.terms.items.clone();
		let worth = Self::behind(&items, AS_THEY_ARE).security(&defaulted.security);
		// What nobody values any more counts as at the last look.
		let worth = if worth.orderly.is_zero() { defaulted.security } else { worth };
		let (start, floor) = defaulted.prices(worth.orderly, worth.forced);
		let SaleTerms { lasts, .. } = defaulted.terms.sale;
		Loans::<T>::insert(loan, Record::Defaulted(Defaulted { on_sale: true, ..defaulted }));
		let count = Self::count(&items);
		let lot = LotSpec { loan, items, start, floor, opens: now, lasts };
		T::Auctions::open(&Self::account(), lot)?;
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

	/// The same of one that was closed: lenders first, as far as they are owed.
	pub(crate) fn insured_late(
		loan: LoanId,
		closed: Closed<T::AccountId>,
		insurer: &T::AccountId,
		amount: UsdaiAmount,
	) -> DispatchResult {
		let owed = closed.debts.total().map_err(|_| Error::<T>::Uncomputable)?;
		let part = amount.min(owed);
		let borrower = closed.borrower.clone();
		if !part.is_zero() {
			Self::recovered(loan, closed, insurer, part)?;
		}
		let (rest, _) = difference(amount, part);
		pay::<_, T::Dollar>(insurer, &borrower, rest)
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
				let rounds = defaulted.rounds.saturating_add(1);
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
