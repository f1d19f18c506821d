//! The end of an item without its hardware, and of a title that was found wrong.

use super::Verdict;
use crate::{
	pallet::{Config, Error, Event, Items, Pallet},
	Record, SerialList, State,
};
use caliber_primitives::ids::ItemId;
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Ends a title that no registrar stands for. Its serials are free again: the hardware is perhaps
	/// another's.
	pub(crate) fn strike_title(item: ItemId, serials: &SerialList) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		ensure!(!matches!(record.state, State::Submitted(_)), Error::<T>::NotVouched);
		ensure!(record.title.is_none(), Error::<T>::Titled);
		ensure!(!Self::is_in_dispute(item, &record), Error::<T>::Disputed);
		let state = record.state.given_up().ok_or(Error::<T>::Encumbered)?;
		let holder = Self::holder(item, &record)?;
		Self::free_serials(&record, serials)?;
		// What was claimed in time stays claimed.
		let record = Self::part_from_claim(item, record);
		let moot = Self::take_challenge(item, &record);
		let record = Record { state, dispute: None, ..record };
		Items::<T>::insert(item, &record);
		Self::free_cover(&record);
		let serials = record.serials.count;
		let deposit = Self::burn_title(item, record, &holder)?;
		Self::settle(item, moot, Verdict::Moot)?;
		Self::deposit_event(Event::TitleEnded { item, holder, serials, deposit });
		Ok(())
	}
}
