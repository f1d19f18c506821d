//! Money waits for hardware, goes on to whoever has sold it, or back (protocol.md 6.6).

use crate::{
	pallet::{Config, Error, Event, Loans, Pallet, TheBook},
	types::{Book, Escrowed, Items, Milestone, Offer, Reached, Record, Secured, Unmet, Waited},
};
use alloc::vec::Vec;
use caliber_finance::treasury::{difference, total};
use caliber_primitives::{
	dollar::{pay, Compliance},
	ids::LoanId,
	roles::Roles,
	units::Seconds,
	vault::{Receipt, Vault},
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Draws what the vault lends into the pallet's account, where it waits.
	pub(crate) fn wait_by(
		borrower: T::AccountId,
		loan: LoanId,
		terms_hash: H256,
		order: H256,
	) -> DispatchResult {
		Self::ensure_lends_to(&borrower)?;
		let (offer, now) = (Self::offered(loan)?, Self::now());
		ensure!(offer.terms.borrower == borrower, Error::<T>::NotBorrower);
		ensure!(offer.terms_hash == terms_hash, Error::<T>::WrongTerms);
		let terms = offer.terms.escrow.clone().ok_or(Error::<T>::NoEscrow)?;
		let (senior, principal) = (offer.terms.lent_by_vault(), offer.terms.ask.principal);
		let book = TheBook::<T>::get().without_offer(senior).ok_or(Error::<T>::Uncomputable)?;
		let exposures = Self::secure_escrow(&offer, &book, now).map_err(Self::refused)?;

		let reached = Reached { by: borrower.clone(), evidence: order, at: now };
		let escrowed = offer.wait(&terms, book.clock(now), reached);
		let escrowed = escrowed.map_err(|_| Error::<T>::Uncomputable)?;
		let (prepaid, until) = (escrowed.prepaid, escrowed.escrow.until);
		let book = Self::enter(book, &escrowed.entry)?.with_escrow(senior);
		Self::hang(exposures);
		let book = book.ok_or(Error::<T>::Uncomputable)?;
		TheBook::<T>::put(book);
		Loans::<T>::insert(loan, Record::Escrowed(escrowed));

		Self::open_account(&borrower)?;
		Self::take(&borrower, prepaid)?;
		T::Vault::draw(&Self::account(), senior)?;
		let until = until.saturating_add(book.paused);
		Self::deposit_event(Event::Escrowed { loan, borrower, order, principal, prepaid, until });
		Ok(())
	}

	/// Notes that the purchase has come further.
	pub(crate) fn confirm(
		by: T::AccountId,
		loan: LoanId,
		milestone: Milestone,
		evidence: H256,
	) -> DispatchResult {
		let mut escrowed = Self::escrowed(loan)?;
		let at = Self::now();
		ensure!(!escrowed.is_over(TheBook::<T>::get().clock(at)), Error::<T>::EscrowOver);
		ensure!(escrowed.next() == Some(milestone), Error::<T>::WrongMilestone);
		let role = milestone.role().ok_or(Error::<T>::WrongMilestone)?;
		T::Roles::ensure(&by, role, &escrowed.subject()).map_err(Error::<T>::Role)?;
		ensure!(!escrowed.has_spoken(&by), Error::<T>::SameWitness);
		let reached = Reached { by: by.clone(), evidence, at };
		let pushed = escrowed.reached.try_push(reached);
		pushed.map_err(|_| Error::<T>::WrongMilestone)?;
		Loans::<T>::insert(loan, Record::Escrowed(escrowed));
		Self::deposit_event(Event::MilestoneReached { loan, milestone, by, evidence });
		Ok(())
	}

	/// What stands behind an offer on items that have come, or the conditions that are not met.
	fn secure_on(
		escrowed: &Escrowed<T::AccountId>,
		offer: &Offer<T::AccountId>,
		book: &Book,
		now: Seconds,
	) -> Result<Secured<T::AccountId>, Vec<Unmet<T::AccountId>>> {
		let mut unmet = Vec::new();
		if escrowed.is_over(book.clock(now)) {
			let at = escrowed.escrow.until.saturating_add(book.paused);
			unmet.push(Unmet::EscrowOver { at });
		}
		unmet.extend(escrowed.next().map(Unmet::Milestone));
		let vendor = escrowed.vendor();
		if vendor.is_some_and(|vendor| T::Compliance::ensure_free(vendor).is_err()) {
			unmet.push(Unmet::FrozenVendor);
		}
		// Without a value of the book nothing else is asked.
		let Some(others) = book.without(&escrowed.entry) else { return Err(unmet) };
		match Self::secure(offer, &others, now, Some(&escrowed.freed())) {
			Ok(secured) if unmet.is_empty() => Ok(secured),
			Ok(_) => Err(unmet),
			Err(lacks) => {
				unmet.extend(lacks);
				Err(unmet)
			},
		}
	}

	/// Everything that stands between money that waits and a loan on these items.
	pub(crate) fn unmet_on(loan: LoanId, items: Items) -> Option<Vec<Unmet<T::AccountId>>> {
		let escrowed = Self::escrowed(loan).ok()?;
		Self::ensure_items(&items).ok()?;
		let mut unmet = Self::unmet_by_chain(&escrowed.offer.terms.borrower);
		let (offer, book) = (escrowed.offer_on(items), TheBook::<T>::get());
		let secured = Self::secure_on(&escrowed, &offer, &book, Self::now());
		unmet.extend(secured.err().unwrap_or_default());
		Some(unmet)
	}

	/// The hardware has come: the loan begins, and whoever has sold it is paid.
	pub(crate) fn release_to(borrower: T::AccountId, loan: LoanId, items: Items) -> DispatchResult {
		Self::ensure_lends_to(&borrower)?;
		let escrowed = Self::escrowed(loan)?;
		ensure!(escrowed.offer.terms.borrower == borrower, Error::<T>::NotBorrower);
		Self::ensure_items(&items)?;
		let (now, book) = (Self::now(), TheBook::<T>::get());
		let offer = escrowed.offer_on(items);
		let secured = Self::secure_on(&escrowed, &offer, &book, now).map_err(Self::refused)?;
		let Secured { security, sites, ltv, curve_ltv, exposures } = secured;
		let uncomputable = |_| Error::<T>::Uncomputable;
		let waited = escrowed.waited(book.clock(now)).map_err(uncomputable)?;
		let running = offer.accept(now, book.paused, security, sites).map_err(uncomputable)?;
		let running = running.with_carry(&waited.parts).map_err(uncomputable)?;

		let book = Self::leave_escrow(book, &escrowed)?;
		let book = Self::enter(book, &running.entry)?;
		Self::hang(exposures);
		let begun = Self::begun(loan, &running, ltv, curve_ltv)?;
		let (fee, reserve) = (running.terms.fee, running.pots.reserve);
		let (principal, items) = (running.terms.ask.principal, running.terms.items.clone());
		TheBook::<T>::put(book);
		Loans::<T>::insert(loan, Record::Active(running));

		Self::pledge(&items, &borrower, loan)?;
		let Waited { carried, unused, .. } = waited;
		let fees = Receipt { extra: fee, ..Default::default() };
		let receipt = carried.receipt.with(fees).map_err(uncomputable)?;
		let (paid, missing) = difference(principal, total([fee, reserve]));
		let to = escrowed.vendor().unwrap_or(&borrower).clone();
		Self::take(&borrower, missing)?;
		T::Vault::receive(&Self::account(), receipt)?;
		pay::<_, T::Dollar>(&Self::account(), &to, paid)?;
		pay::<_, T::Dollar>(&Self::account(), &borrower, unused)?;
		let carry = carried.total;
		Self::deposit_event(Event::EscrowReleased { loan, to, paid, carry, receipt, unused });
		Self::deposit_event(begun);
		Ok(())
	}

	/// The book without money that waits, and nothing hangs on that any more.
	fn leave_escrow(book: Book, escrowed: &Escrowed<T::AccountId>) -> Result<Book, Error<T>> {
		Self::unhang(&escrowed.hangs())?;
		let senior = escrowed.offer.terms.lent_by_vault();
		let book = Self::leave(book, &escrowed.entry)?.without_escrow(senior);
		book.ok_or(Error::<T>::Uncomputable)
	}

	/// Money that has waited in vain goes back.
	pub(crate) fn end_by(by: T::AccountId, loan: LoanId) -> DispatchResult {
		let escrowed = Self::escrowed(loan)?;
		let book = TheBook::<T>::get();
		let now = book.settles_at(Self::now());
		let borrower = escrowed.offer.terms.borrower.clone();
		ensure!(by == borrower || escrowed.is_over(now), Error::<T>::EscrowRuns);
		let waited = escrowed.waited(now).map_err(|_| Error::<T>::Uncomputable)?;
		let positions = escrowed.given_back(&waited).map_err(|_| Error::<T>::Uncomputable)?;
		TheBook::<T>::put(Self::leave_escrow(book, &escrowed)?);
		Self::put_withdrawn(loan, positions);

		let Waited { carried, unused, .. } = waited;
		let principal = escrowed.offer.terms.lent_by_vault();
		let receipt = Receipt { principal, ..carried.receipt };
		T::Vault::receive(&Self::account(), receipt)?;
		pay::<_, T::Dollar>(&Self::account(), &borrower, unused)?;
		let carry = carried.total;
		Self::deposit_event(Event::EscrowEnded { loan, by, carry, receipt, unused });
		Ok(())
	}
}
