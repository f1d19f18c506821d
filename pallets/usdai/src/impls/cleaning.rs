//! What nobody needs any more.

use crate::{
	pallet::{
		Checkpoints, CleanedTo, Config, Error, FreezeList, Pallet, Receipts, State, TicketBook,
	},
	types::{Cleaned, Litter, RECEIPT_LIFE},
};
use caliber_primitives::ids::TicketId;
use frame_support::ensure;

/// The most tickets that a call looks at, and the most checkpoints that it removes.
pub const SWEEP: u32 = 32;

impl<T: Config> Pallet<T> {
	/// Removes it, or says that it is still needed or not there.
	pub(crate) fn sweep(what: &Litter<T::AccountId>) -> Result<(), Error<T>> {
		let now = Self::now();
		match what {
			Litter::Checkpoints => return Self::sweep_checkpoints(),
			Litter::Freeze(who) => {
				let over = FreezeList::<T>::get(who).is_some_and(|freeze| freeze.is_over(now));
				ensure!(over, Error::<T>::NothingToClean);
				FreezeList::<T>::remove(who);
			},
			Litter::Receipt(id) => {
				let receipt = Receipts::<T>::get(id).ok_or(Error::<T>::NothingToClean)?;
				let age = now.saturating_sub(receipt.at);
				ensure!(age > RECEIPT_LIFE, Error::<T>::NothingToClean);
				Receipts::<T>::remove(id);
			},
		}
		Ok(())
	}

	/// Finds the oldest ticket that is left, and removes checkpoints before it: it begins where it was
	/// issued or was last claimed, and every later one begins behind it.
	fn sweep_checkpoints() -> Result<(), Error<T>> {
		let (tickets, before) = (State::<T>::get().tickets, CleanedTo::<T>::get());
		let mut to = before;
		for _ in 0..SWEEP {
			if to.ticket >= tickets.tickets || TicketBook::<T>::contains_key(TicketId(to.ticket)) {
				break;
			}
			to.ticket = to.ticket.saturating_add(1);
		}
		let needed = match TicketBook::<T>::get(TicketId(to.ticket)) {
			Some(oldest) => oldest.stretch.after,
			None if to.ticket >= tickets.tickets => tickets.checkpoints,
			None => to.checkpoint,
		};
		let end = needed.min(to.checkpoint.saturating_add(SWEEP));
		for index in to.checkpoint..end {
			Checkpoints::<T>::remove(index);
		}
		let to = Cleaned { checkpoint: to.checkpoint.max(end), ..to };
		ensure!(to != before, Error::<T>::NothingToClean);
		CleanedTo::<T>::put(to);
		Ok(())
	}
}
