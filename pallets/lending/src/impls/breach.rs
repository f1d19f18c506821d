//! Breaches of covenants that no fact shows: a Servicer reports them, time does the rest (protocol.md 5.3).

use crate::{
	pallet::{Config, CurrentRules, Error, Event, Loans, Pallet, TheBook},
	types::{Breach, Record, Running},
};
use caliber_primitives::{
	collateral::Collateral,
	ids::LoanId,
	roles::{Role, Roles, Subject},
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// What a Servicer of a loan must have his role for: the first of its items, which stand for one
	/// borrower at one model.
	fn subject(running: &Running<T::AccountId>) -> Subject {
		let first = running.terms.items.first();
		first.and_then(|item| T::Collateral::subject(*item)).unwrap_or(Subject::CHAIN)
	}

	/// Fails unless a Servicer of the loan speaks, who is no party to it.
	fn ensure_servicer(
		who: &T::AccountId,
		running: &Running<T::AccountId>,
	) -> Result<(), Error<T>> {
		let about = Self::subject(running);
		T::Roles::ensure(who, Role::Servicer, &about).map_err(Error::<T>::Role)?;
		let lends = running.positions.iter().any(|position| position.holder == *who);
		ensure!(running.terms.borrower != *who && !lends, Error::<T>::NoPartysWord);
		Ok(())
	}

	/// Reports a breach: its time to be cured begins.
	pub(crate) fn breach_by(by: T::AccountId, loan: LoanId, evidence: H256) -> DispatchResult {
		let running = Self::active(loan)?;
		Self::ensure_servicer(&by, &running)?;
		ensure!(running.breach.is_none(), Error::<T>::BreachReported);
		let (since, book) = (Self::now(), TheBook::<T>::get());
		let cure = CurrentRules::<T>::get().margin.cure;
		let until = running.progress.clock(book.clock(since)).saturating_add(cure);
		let breach = Breach { by: by.clone(), evidence, since };
		let running = running.with_breach(Some(breach), Some(until));
		Loans::<T>::insert(loan, Record::Active(running));
		let until = since.saturating_add(cure);
		Self::deposit_event(Event::BreachReported { loan, by, evidence, until });
		Ok(())
	}

	/// Says that a breach is cured. A review takes the event of default back.
	pub(crate) fn lift_by(by: T::AccountId, loan: LoanId) -> DispatchResult {
		let running = Self::active(loan)?;
		Self::ensure_servicer(&by, &running)?;
		ensure!(running.breach.is_some(), Error::<T>::NoBreach);
		Loans::<T>::insert(loan, Record::Active(running.with_breach(None, None)));
		Self::deposit_event(Event::BreachLifted { loan, by });
		Ok(())
	}

	/// The loan without a breach whose reporter does not count any more.
	pub(crate) fn with_word_that_counts(running: Running<T::AccountId>) -> Running<T::AccountId> {
		let about = Self::subject(&running);
		let counts = |breach: &Breach<_>| {
			T::Roles::was_valid(&breach.by, Role::Servicer, &about, breach.since)
		};
		match &running.breach {
			Some(breach) if !counts(breach) => running.with_breach(None, None),
			_ => running,
		}
	}
}
