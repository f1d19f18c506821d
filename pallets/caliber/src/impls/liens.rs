//! Liens of others on the hardware.

use super::facts::Loaded;
use crate::{
	pallet::{Config, Error, Event, Items, Liens, Pallet},
	Lien, Record, Release, State,
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
		let Loaded { record, liened, .. } = Self::hear_of_lien(item, &registrar)?;
		ensure!(!matches!(record.state, State::Submitted(_)), Error::<T>::NotVouched);
		ensure!(!liened, Error::<T>::Liened);
		let given = Self::now();
		let lien = Lien { registrar: registrar.clone(), filing, given, cleared: None };
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
		let loaded = Self::hear_of_lien(item, &registrar)?;
		ensure!(loaded.liened, Error::<T>::NotLiened);
		let lien = Liens::<T>::get(item).ok_or(Error::<T>::NotLiened)?;
		let filing = lien.filing;
		let (document, at) = (release, Self::now());
		let cleared = Some(Release { registrar: registrar.clone(), document, at });
		Liens::<T>::insert(item, Lien { cleared, ..lien });
		Self::deposit_event(Event::LienCleared { item, registrar, filing, release });
		Ok(())
	}

	/// The item, if `who` may speak of its liens. A dispute is no reason to be silent.
	fn hear_of_lien(item: ItemId, who: &T::AccountId) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load(item)?;
		T::Roles::ensure(who, Role::Registrar, &loaded.record.subject(item))
			.map_err(Error::<T>::NotAuthorised)?;
		ensure!(!loaded.judged().conflicts(who, Role::Registrar), Error::<T>::ConflictOfRoles);
		Ok(loaded)
	}

	/// What is recorded of an item's lien, cleared or not.
	pub(crate) fn recorded_lien(
		item: ItemId,
		record: &Record<T::AccountId>,
	) -> Option<Lien<T::AccountId>> {
		record.liened.then(|| Liens::<T>::get(item)).flatten()
	}
}
