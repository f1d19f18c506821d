//! Where hardware may stand.

use crate::{
	pallet::{Config, Error, Event, Pallet, Sites},
	Premises, Site, SiteTier,
};
use caliber_primitives::{
	ids::SiteId,
	roles::{Role, Roles, Subject},
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Registers a site, or what has changed of it.
	pub(crate) fn put_site(
		by: T::AccountId,
		id: SiteId,
		tier: SiteTier,
		operator: T::AccountId,
		premises: Premises,
	) -> DispatchResult {
		let about = Subject { site: Some(id), ..Subject::CHAIN };
		T::Roles::ensure(&by, Role::Registrar, &about).map_err(Error::<T>::NotAuthorised)?;
		ensure!(by != operator, Error::<T>::ConflictOfRoles);
		ensure!(!premises.document().is_zero(), Error::<T>::UnsoundSite);
		let operator_since = match Sites::<T>::get(id) {
			Some(old) if old.operator == operator => old.operator_since,
			_ => Self::now(),
		};
		let site = Site { tier, operator, operator_since, premises };
		Sites::<T>::insert(id, &site);
		let Site { operator, .. } = site;
		Self::deposit_event(Event::SiteSet { id, tier, operator, operator_since, premises, by });
		Ok(())
	}

	/// Fails unless hardware may stand there.
	pub(crate) fn ensure_site(id: SiteId) -> Result<(), Error<T>> {
		ensure!(Sites::<T>::contains_key(id), Error::<T>::UnknownSite);
		Ok(())
	}
}
