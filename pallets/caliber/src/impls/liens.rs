//! Liens of others on the hardware.

use crate::{
	pallet::{Config, Error, Event, Items, Liens, Pallet},
	Lien, Record, State,
};
use caliber_primitives::{
	ids::ItemId,
	roles::{Role, Roles},
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Another has a lien on the hardware.
	pub(crate) fn put_lien(registrar: T::AccountId, item: ItemId, filing: H256) -> DispatchResult {
		let record = Self::hear_of_lien(item, &registrar)?;
		ensure!(!matches!(record.state, State::Submitted(_)), Error::<T>::NotVouched);
		ensure!(!record.liened, Error::<T>::Liened);
		let lien = Lien { registrar: registrar.clone(), filing, given: Self::now() };
		Liens::<T>::insert(item, lien);
		Items::<T>::insert(item, Record { liened: true, ..record });
		Self::deposit_event(Event::LienRecorded { item, registrar, filing });
		Ok(())
	}

	/// Nobody else has a lien on the hardware any more.
	pub(crate) fn strike_lien(
		registrar: T::AccountId,
		item: ItemId,
		release: H256,
	) -> DispatchResult {
		let record = Self::hear_of_lien(item, &registrar)?;
		let Lien { filing, .. } = Liens::<T>::take(item).ok_or(Error::<T>::NotLiened)?;
		Items::<T>::insert(item, Record { liened: false, ..record });
		Self::deposit_event(Event::LienCleared { item, registrar, filing, release });
		Ok(())
	}

	/// The item, if `who` may speak of its liens. A dispute is no reason to be silent.
	fn hear_of_lien(
		item: ItemId,
		who: &T::AccountId,
	) -> Result<Record<T::AccountId>, DispatchError> {
		let loaded = Self::load(item)?;
		T::Roles::ensure(who, Role::Registrar, &loaded.record.subject(item))
			.map_err(Error::<T>::NotAuthorised)?;
		ensure!(!loaded.judged().conflicts(who, Role::Registrar), Error::<T>::ConflictOfRoles);
		Ok(loaded.record)
	}
}
