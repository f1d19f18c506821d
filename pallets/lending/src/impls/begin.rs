//! A loan begins.

use super::payments::{Bill, Disbursed};
use crate::{
	pallet::{Config, Error, Event, Loans, Pallet, TheBook},
	types::{Items, Record, Running, Secured, Unmet},
	weights::WeightInfo,
};
use alloc::vec::Vec;
use caliber_primitives::{
	collateral::Collateral,
	dollar::{Compliance, PauseTier},
	ids::LoanId,
	units::Ppm,
};
use frame_support::{ensure, weights::Weight};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// That the chain lends at all, and to this borrower.
	pub(crate) fn ensure_lends_to(borrower: &T::AccountId) -> DispatchResult {
		T::Compliance::ensure_open(PauseTier::Intake)?;
		T::Compliance::ensure_sound()?;
		T::Compliance::ensure_free(borrower)
	}

	/// The first of the conditions that are not met.
	pub(crate) fn refused(unmet: Vec<Unmet<T::AccountId>>) -> Error<T> {
		unmet.first().map_or(Error::<T>::Uncomputable, Error::from)
	}

	/// Has items stand behind a loan.
	pub(crate) fn pledge(items: &Items, borrower: &T::AccountId, loan: LoanId) -> DispatchResult {
		items.iter().try_for_each(|item| T::Collateral::pledge(*item, borrower, loan))
	}

	/// What is told of a loan that begins.
	pub(crate) fn begun(
		loan: LoanId,
		running: &Running<T::AccountId>,
		ltv: Ppm,
		curve_ltv: Ppm,
	) -> Result<Event<T>, Error<T>> {
		let (first_due, windows) = Self::first_due(running)?;
		let Running { terms, terms_hash, security, pots, .. } = running;
		Ok(Event::Accepted {
			loan,
			borrower: terms.borrower.clone(),
			principal: terms.ask.principal,
			fee: terms.fee,
			reserve: pots.reserve,
			lendable: security.lendable,
			ltv,
			curve_ltv,
			cover: security.cover,
			first_due,
			windows,
			terms_hash: *terms_hash,
		})
	}

	/// An offer becomes a loan; says what that weighs.
	pub(crate) fn accept_by(
		borrower: T::AccountId,
		loan: LoanId,
		terms_hash: H256,
	) -> Result<Weight, DispatchError> {
		Self::ensure_lends_to(&borrower)?;
		let offer = Self::offered(loan)?;
		let (now, book) = (Self::now(), TheBook::<T>::get());
		ensure!(offer.terms.borrower == borrower, Error::<T>::NotBorrower);
		ensure!(offer.terms_hash == terms_hash, Error::<T>::WrongTerms);
		ensure!(offer.terms.escrow.is_none(), Error::<T>::PaidThroughEscrow);
		let fee = offer.terms.fee;
		let (senior, juniors) = (offer.terms.lent_by_vault(), offer.terms.lent_by_curators());
		let mut book = book.without_offer(senior).ok_or(Error::<T>::Uncomputable)?;
		let replaced = Self::replaced_by(&offer.terms).map_err(|lack| Error::<T>::from(&lack))?;
		let paid = replaced.as_ref().map(|(_, paid)| paid);
		let others = paid.map_or(Some(book), |paid| book.without(&paid.before));
		let others = others.ok_or(Error::<T>::Uncomputable)?;
		let freed = paid.and_then(|paid| paid.after.freed());
		let secured = Self::secure(&offer, &others, now, freed).map_err(Self::refused)?;
		let Secured { security, sites, ltv, curve_ltv, exposures } = secured;

		let running = offer.accept(now, book.paused, security, sites);
		let running = running.map_err(|_| Error::<T>::Uncomputable)?;
		let mut bill = Bill::default();
		let old = replaced.as_ref().map(|(old, _)| *old);
		if let Some((old, paid)) = replaced {
			book = Self::book_payment(book, old, paid, Some(&borrower), &mut bill)?;
		}
		let book = Self::enter(book, &running.entry)?;
		Self::hang(exposures);
		let begun = Self::begun(loan, &running, ltv, curve_ltv)?;
		let (reserve, items) = (running.pots.reserve, running.terms.items.clone());
		TheBook::<T>::put(book);
		Loans::<T>::insert(loan, Record::Active(running));

		let disbursed = Disbursed { senior, juniors, fee, reserve };
		let closing = Self::weight_of_closing(&bill);
		Self::release_all(&mut bill)?;
		Self::pledge(&items, &borrower, loan)?;
		match old {
			None => Self::disburse(&borrower, disbursed)?,
			Some(old) => Self::roll(loan, old, &borrower, bill, disbursed)?,
		}
		Self::deposit_event(begun);
		let rolled = old.map_or(Weight::zero(), |_| T::WeightInfo::prepay());
		let weight = T::WeightInfo::accept(Self::count(&items)).saturating_add(rolled);
		Ok(weight.saturating_add(closing))
	}
}
