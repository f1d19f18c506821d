//! Capital of Curators.

use crate::{
	pallet::{Config, Error, Event, Loans, Pallet, TheBook},
	types::{owed, place, Credit, Offer, Payee, Position, Positions, Record, Status, Subrogee},
};
use caliber_primitives::{
	dollar::{Compliance, PauseTier},
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Writes an offer with all tranches of a Curator staged, or none of them; returns what moves by
	/// that.
	pub(crate) fn put_stake(
		loan: LoanId,
		offer: Offer<T::AccountId>,
		curator: &T::AccountId,
		since: Option<Seconds>,
	) -> Result<UsdaiAmount, Error<T>> {
		let (offer, amount) = offer.staging(curator, since);
		ensure!(!amount.is_zero(), Error::<T>::NothingToStage);
		Loans::<T>::insert(loan, Record::Offered(offer));
		Ok(amount)
	}

	/// Gives the position of a lender beside the vault to another.
	pub(crate) fn transfer_by(
		from: T::AccountId,
		loan: LoanId,
		tranche: u8,
		to: T::AccountId,
	) -> DispatchResult {
		T::Compliance::ensure_open(PauseTier::Intake)?;
		for who in [&from, &to] {
			T::Compliance::ensure_free(who)?;
		}
		let mut running = Self::active(loan)?;
		let book = TheBook::<T>::get().clock(Self::now());
		let status = running.status(book).map_err(|_| Error::<T>::Uncomputable)?;
		let is_watched = running.is_watched(book);
		let position = place(tranche).and_then(|place| running.positions.get_mut(place));
		let position = position.ok_or(Error::<T>::UnknownTranche)?;
		ensure!(position.holder == from, Error::<T>::NotHolder);
		ensure!(status == Status::Current && !is_watched, Error::<T>::PositionFrozen);
		position.holder = to.clone();
		Loans::<T>::insert(loan, Record::Active(running));
		Self::deposit_event(Event::PositionTransferred { loan, tranche, from, to });
		Ok(())
	}

	/// Who is to be paid out of a record, and what is credited to him.
	pub(crate) fn owed_to(
		record: &mut Record<T::AccountId>,
		payee: Payee,
	) -> Result<(&T::AccountId, &mut UsdaiAmount), Error<T>> {
		match payee {
			Payee::Tranche(tranche) => {
				let positions = record.positions_mut().ok_or(Error::<T>::UnknownTranche)?;
				let position = place(tranche).and_then(|place| positions.get_mut(place));
				let Position { holder, stake } = position.ok_or(Error::<T>::UnknownTranche)?;
				Ok((holder, &mut stake.owed))
			},
			Payee::Charge(charge) => {
				let credits = record.credits_mut().ok_or(Error::<T>::UnknownCharge)?;
				let credit = credits.get_mut(usize::from(charge));
				let Credit { payee, owed } = credit.ok_or(Error::<T>::UnknownCharge)?;
				Ok((payee, owed))
			},
			Payee::Caller => {
				let (_, creditors) = record.creditors_mut().ok_or(Error::<T>::NotDefaulted)?;
				Ok((&creditors.caller.payee, &mut creditors.caller.owed))
			},
			Payee::Borrower => {
				let (borrower, creditors) =
					record.creditors_mut().ok_or(Error::<T>::NotDefaulted)?;
				Ok((borrower, &mut creditors.surplus))
			},
			Payee::Insurer(place) => {
				let (_, creditors) = record.creditors_mut().ok_or(Error::<T>::NotDefaulted)?;
				let insurer = creditors.subrogees.get_mut(usize::from(place));
				let Subrogee { insurer, owed, .. } = insurer.ok_or(Error::<T>::UnknownInsurer)?;
				Ok((insurer, owed))
			},
		}
	}

	/// Writes what is left of an offer that was withdrawn: nothing once all is collected.
	pub(crate) fn put_withdrawn(loan: LoanId, positions: Positions<T::AccountId>) {
		match owed(&positions).is_zero() {
			true => Loans::<T>::remove(loan),
			false => Loans::<T>::insert(loan, Record::Withdrawn(positions)),
		}
	}
}
