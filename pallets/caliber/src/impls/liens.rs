//! Liens of others on the hardware.

use super::facts::Loaded;
use crate::{
	pallet::{Config, Error, Event, Items, Liens, LostDisputes, Pallet},
	Lien, LienList, Record, Release, State,
};
use caliber_primitives::{
	collateral::Fact,
	ids::ItemId,
	roles::{Role, Roles},
	units::Seconds,
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Another has a lien on the hardware.
	pub(crate) fn put_lien(
		registrar: T::AccountId,
		item: ItemId,
		filing: H256,
		lapses: Seconds,
	) -> DispatchResult {
		let Loaded { record, liened, rules, .. } = Self::hear_registrar(item, &registrar)?;
		ensure!(!matches!(record.state, State::Submitted(_)), Error::<T>::NotVouched);
		ensure!(!liened, Error::<T>::Liened);
		let given = Self::now();
		Self::ensure_documents(&[filing])?;
		Self::ensure_term(lapses, given, rules.title_life)?;
		// He does not lock the item again as often as others free it.
		let again = LostDisputes::<T>::get(item).binds(&registrar, given);
		ensure!(!again, Error::<T>::DisputedBefore);
		let liens = Self::recorded_liens(item, &record).unwrap_or_default();
		let lien = Lien { registrar: registrar.clone(), filing, given, lapses };
		Liens::<T>::insert(item, liens.with(lien));
		Items::<T>::insert(item, Record { liened: true, ..record });
		Self::deposit_event(Event::LienRecorded { item, registrar, filing, lapses });
		Ok(())
	}

	/// Nobody else has a lien on the hardware any more.
	pub(crate) fn strike_lien(
		registrar: T::AccountId,
		item: ItemId,
		release: H256,
	) -> DispatchResult {
		let loaded = Self::hear_registrar(item, &registrar)?;
		ensure!(loaded.liened, Error::<T>::NotLiened);
		Self::ensure_documents(&[release])?;
		let liens = Liens::<T>::get(item).ok_or(Error::<T>::NotLiened)?;
		// Whose lien another had to clear waits before he records the next.
		let last = liens.filed.last().map(|lien| &lien.registrar);
		if let Some(by) = last.filter(|by| **by != registrar) {
			Self::keep_from_disputing(item, by, Fact::Title);
		}
		let (document, at) = (release, Self::now());
		let cleared = Some(Release { registrar: registrar.clone(), document, at });
		Liens::<T>::insert(item, LienList { cleared, ..liens });
		Self::deposit_event(Event::LienCleared { item, registrar, release });
		Ok(())
	}

	/// The item, if `who` may speak of its liens or doubt its facts as a registrar. A dispute is no
	/// reason to be silent.
	pub(crate) fn hear_registrar(
		item: ItemId,
		who: &T::AccountId,
	) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load(item)?;
		T::Roles::ensure(who, Role::Registrar, &loaded.record.subject(item))
			.map_err(Error::<T>::NotAuthorised)?;
		ensure!(!loaded.judged().conflicts(who, Role::Registrar), Error::<T>::ConflictOfRoles);
		Ok(loaded)
	}

	/// What is recorded of an item's liens, cleared or not.
	pub(crate) fn recorded_liens(
		item: ItemId,
		record: &Record<T::AccountId>,
	) -> Option<LienList<T::AccountId>> {
		record.liened.then(|| Liens::<T>::get(item)).flatten()
	}
}
