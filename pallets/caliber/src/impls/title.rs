//! Titles, serials and deposits.

use crate::{
	leaf,
	pallet::{
		Config, CustodyOffers, Error, Event, HoldReason, Items, Liens, LostDisputes, Pallet,
		SerialOf,
	},
	Free, Record, SerialList, SerialSet, State,
};
use alloc::vec::Vec;
use caliber_finance::fees::Deposit;
use caliber_primitives::{
	collateral::Fact,
	dollar::{Compliance, PauseTier},
	ids::{AssetClass, ItemId},
};
use frame_support::{
	ensure,
	traits::{
		fungible::hold::Mutate as _,
		nonfungibles_v2::{Create, Inspect, Mutate, Transfer},
		tokens::Precision,
		Get, Locker,
	},
};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_nfts::{CollectionConfig, CollectionSettings, ItemConfig, ItemSettings, MintSettings};
use sp_core::H256;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

impl<T: Config> Locker<u32, u32> for Pallet<T> {
	/// Whether a title must not move or burn: it is unknown here, of another class than its
	/// collection, or its record says so. One read.
	fn is_locked(collection: u32, item: u32) -> bool {
		Items::<T>::get(ItemId(item))
			.is_none_or(|record| record.class.collection() != collection || record.is_locked())
	}
}

impl<T: Config> Pallet<T> {
	/// The keyless account that owns the collections and holds what was seized.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Makes the collection of every class.
	pub(crate) fn make_collections() -> DispatchResult {
		let config = CollectionConfig::<u128, BlockNumberFor<T>, u32> {
			settings: CollectionSettings::all_enabled(),
			max_supply: None,
			mint_settings: MintSettings::default(),
		};
		let account = Self::account();
		AssetClass::ALL.into_iter().try_for_each(|class| {
			T::Nfts::create_collection_with_id(class.collection(), &account, &account, &config)
		})
	}

	/// Who holds title.
	pub(crate) fn holder(
		item: ItemId,
		record: &Record<T::AccountId>,
	) -> Result<T::AccountId, Error<T>> {
		T::Nfts::owner(&record.class.collection(), &item.0).ok_or(Error::<T>::UnknownItem)
	}

	/// What is held for an item with so many serials, in the smallest unit of CAL.
	pub(crate) fn deposit_for(serials: u8) -> u128 {
		Deposit { base: T::ItemDeposit::get(), per_unit: T::SerialDeposit::get() }
			.of(u32::from(serials))
	}

	/// Holds the deposit and gives title to `owner`. The item's record is written.
	pub(crate) fn issue_title(
		class: AssetClass,
		item: ItemId,
		owner: &T::AccountId,
		deposit: u128,
	) -> DispatchResult {
		T::Currency::hold(&HoldReason::Item.into(), owner, deposit)?;
		let config = ItemConfig { settings: ItemSettings::all_enabled() };
		T::Nfts::mint_into(&class.collection(), &item.0, owner, &config, true)
	}

	/// The holder gives title to another account.
	pub(crate) fn give_title(from: T::AccountId, item: ItemId, to: T::AccountId) -> DispatchResult {
		T::Compliance::ensure_open(PauseTier::Transfer)?;
		T::Compliance::ensure_free(&from)?;
		T::Compliance::ensure_free(&to)?;
		let record = Self::held_by(&from, item)?;
		// It would never leave again: that account has no key.
		ensure!(to != Self::account(), Error::<T>::BadReceiver);
		ensure!(record.dispute.is_none(), Error::<T>::Disputed);
		ensure!(record.state.is_open(), Error::<T>::Encumbered);
		Self::transfer_title(item, &record, &to)?;
		Self::deposit_event(Event::Transferred { item, from, to });
		Ok(())
	}

	/// Moves a title whose lock is off.
	pub(crate) fn transfer_title(
		item: ItemId,
		record: &Record<T::AccountId>,
		to: &T::AccountId,
	) -> DispatchResult {
		T::Nfts::transfer(&record.class.collection(), &item.0, to)
	}

	/// The item, if `who` holds title to it.
	pub(crate) fn held_by(
		who: &T::AccountId,
		item: ItemId,
	) -> Result<Record<T::AccountId>, Error<T>> {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		ensure!(Self::holder(item, &record)? == *who, Error::<T>::NotHolder);
		Ok(record)
	}

	/// Gives an item's deposit back to its depositor and holds the new one of `owner`.
	pub(crate) fn replace_deposit(
		old: &Record<T::AccountId>,
		owner: &T::AccountId,
		deposit: u128,
	) -> DispatchResult {
		let reason = HoldReason::Item.into();
		T::Currency::release(&reason, &old.depositor, old.deposit, Precision::BestEffort)?;
		T::Currency::hold(&reason, owner, deposit)
	}

	/// Burns the title of `holder`, forgets the item and frees its deposit. The record that is
	/// stored must be open: the lock is asked once more, so it goes last.
	pub(crate) fn burn_title(
		item: ItemId,
		record: Record<T::AccountId>,
		holder: &T::AccountId,
	) -> Result<u128, DispatchError> {
		if record.custody.is_some() {
			CustodyOffers::<T>::remove(item);
		}
		T::Nfts::burn(&record.class.collection(), &item.0, Some(holder))?;
		Items::<T>::remove(item);
		if record.liened {
			Liens::<T>::remove(item);
		}
		Self::forget_papers(item, &record, Fact::Invoice);
		Self::forget_papers(item, &record, Fact::Appraisal);
		LostDisputes::<T>::remove(item);
		let reason = HoldReason::Item.into();
		T::Currency::release(&reason, &record.depositor, record.deposit, Precision::BestEffort)
	}

	/// The proof that the item may be pledged or redeemed.
	pub(crate) fn ensure_unencumbered(state: State) -> Result<Free, Error<T>> {
		state.free().ok_or(match state {
			State::Submitted(_) | State::Attested(_) => Error::<T>::NotActive,
			_ => Error::<T>::Encumbered,
		})
	}

	/// Names `item` by each serial for ever.
	pub(crate) fn register_serials(
		item: ItemId,
		serials: &SerialList,
	) -> Result<SerialSet, Error<T>> {
		let leaves = Self::leaves(serials)?;
		for leaf in &leaves {
			if let Some(named) = SerialOf::<T>::get(leaf) {
				let live = named == item || Items::<T>::contains_key(named);
				return Err(match live {
					true => Error::<T>::SerialExists,
					false => Error::<T>::SerialTombstoned,
				});
			}
			SerialOf::<T>::insert(leaf, item);
		}
		SerialSet::of(&leaves).ok_or(Error::<T>::BadSerial)
	}

	/// Lets other items have the serials of an item that nobody has vouched for.
	pub(crate) fn free_serials(
		record: &Record<T::AccountId>,
		serials: &SerialList,
	) -> Result<(), Error<T>> {
		let leaves = Self::leaves(serials)?;
		ensure!(SerialSet::of(&leaves) == Some(record.serials), Error::<T>::WrongSerials);
		leaves.iter().for_each(SerialOf::<T>::remove);
		Ok(())
	}

	/// The keys of serials, in their order.
	pub(crate) fn leaves(serials: &SerialList) -> Result<Vec<H256>, Error<T>> {
		serials
			.iter()
			.map(|serial| leaf(serial))
			.collect::<Option<_>>()
			.ok_or(Error::<T>::BadSerial)
	}
}
