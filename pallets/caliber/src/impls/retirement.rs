//! The end of an item without its hardware, and of a title that was found wrong.

use super::Verdict;
use crate::{
	pallet::{Config, Error, Event, Items, Pallet},
	Cause, Record, SerialList, State,
};
use caliber_primitives::{collateral::Fact, dollar::Compliance, ids::ItemId};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Its holder says that the hardware is gone.
	pub(crate) fn ask_for_end(holder: T::AccountId, item: ItemId, cause: Cause) -> DispatchResult {
		T::Compliance::ensure_free(&holder)?;
		let record = Self::held_by(&holder, item)?;
		ensure!(!Self::is_in_dispute(item, &record), Error::<T>::Disputed);
		let vouched = record.state.vouched().ok_or(match record.state {
			State::Submitted(_) => Error::<T>::NotVouched,
			_ => Error::<T>::Encumbered,
		})?;
		Self::ensure_unclaimed(item)?;
		Items::<T>::insert(item, Record { state: vouched.retire(cause).into(), ..record });
		Self::deposit_event(Event::RetirementRequested { item, holder, cause });
		Ok(())
	}

	/// He does not say so any more.
	pub(crate) fn remain(who: T::AccountId, item: ItemId) -> DispatchResult {
		let record = Self::held_by(&who, item)?;
		let State::Retiring(retiring) = record.state else {
			return Err(Error::<T>::NotRetiring.into());
		};
		Items::<T>::insert(item, Record { state: retiring.cancel().into(), ..record });
		Self::deposit_event(Event::RetirementCancelled { item });
		Ok(())
	}

	/// A registrar agrees.
	pub(crate) fn end_item(
		registrar: T::AccountId,
		item: ItemId,
		evidence: H256,
	) -> DispatchResult {
		let loaded = Self::ensure_may_speak(item, &registrar, Fact::Title)?;
		let State::Retiring(retiring) = loaded.record.state else {
			return Err(Error::<T>::NotRetiring.into());
		};
		ensure!(!loaded.liened, Error::<T>::Liened);
		let holder = loaded.owner;
		T::Compliance::ensure_free(&holder)?;
		let (open, cause) = retiring.end();
		let moot = Self::take_challenge(item, &loaded.record);
		let record = Record { state: open.into(), dispute: None, ..loaded.record };
		Items::<T>::insert(item, &record);
		Self::free_cover(&record);
		let serials = record.serials.count;
		let deposit = Self::burn_title(item, record, &holder)?;
		Self::settle(item, moot, Verdict::Moot)?;
		Self::deposit_event(Event::Retired {
			item,
			holder,
			registrar,
			cause,
			evidence,
			serials,
			deposit,
		});
		Ok(())
	}

	/// Ends a title that no registrar stands for. Its serials are free again: the hardware is
	/// perhaps another's.
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
