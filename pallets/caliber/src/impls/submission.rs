//! Hardware that nobody has vouched for yet.

use crate::{
	pallet::{Config, Error, Event, Items, Pallet, Skus},
	Lot, Record, SerialList, State, MAX_QUANTITY,
};
use caliber_primitives::{
	dollar::Compliance,
	ids::{AssetClass, ItemId, SiteId, SkuId},
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Makes a title.
	pub(crate) fn put_submission(
		owner: T::AccountId,
		(class, sku, quantity, site, document): (AssetClass, SkuId, u32, SiteId, H256),
		serials: &SerialList,
	) -> DispatchResult {
		T::Compliance::ensure_free(&owner)?;
		let model = Skus::<T>::get(sku).ok_or(Error::<T>::UnknownSku)?;
		ensure!(model.class() == class, Error::<T>::WrongClass);
		ensure!((1..=MAX_QUANTITY).contains(&quantity), Error::<T>::BadQuantity);
		let item = Self::take_item_id()?;
		let set = Self::register_serials(item, serials)?;
		let deposit = Self::deposit_for(set.count);
		let lot = Lot { quantity, serials: set, deposit };
		let record = Record::submitted(class, sku, lot, site, document, owner.clone());
		Items::<T>::insert(item, record);
		Self::issue_title(class, item, &owner, deposit)?;
		Self::deposit_event(Event::Submitted {
			item,
			owner,
			class,
			sku,
			quantity,
			serials: set.count,
			serial_root: set.root,
			site,
			document,
			deposit,
		});
		Ok(())
	}

	/// Ends a title by its holder's word, or governance's when nobody is given.
	pub(crate) fn take_back(
		by: Option<T::AccountId>,
		item: ItemId,
		serials: &SerialList,
	) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let owner = Self::holder(item, &record)?;
		if let Some(by) = by {
			ensure!(by == owner, Error::<T>::NotHolder);
			T::Compliance::ensure_free(&owner)?;
		}
		ensure!(matches!(record.state, State::Submitted(_)), Error::<T>::AlreadyAttested);
		Self::free_serials(&record, serials)?;
		let deposit = Self::burn_title(item, record, &owner)?;
		Self::deposit_event(Event::SubmissionWithdrawn { item, owner, deposit });
		Ok(())
	}

	/// Its holder describes the hardware otherwise.
	pub(crate) fn describe_anew(who: T::AccountId, item: ItemId, document: H256) -> DispatchResult {
		T::Compliance::ensure_free(&who)?;
		let record = Self::held_by(&who, item)?;
		ensure!(matches!(record.state, State::Submitted(_)), Error::<T>::AlreadyAttested);
		Items::<T>::insert(item, Record { document, ..record });
		Self::deposit_event(Event::Amended { item, document });
		Ok(())
	}
}
