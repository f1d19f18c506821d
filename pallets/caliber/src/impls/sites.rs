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
		let given = Self::now();
		let operator_since = match Sites::<T>::get(id) {
			Some(old) if old.operator == operator => old.operator_since,
			_ => given,
		};
		let site = Site { tier, operator, operator_since, premises, by: Some(by.clone()), given };
		Sites::<T>::insert(id, &site);
		let Site { operator, .. } = site;
		Self::deposit_event(Event::SiteSet { id, tier, operator, operator_since, premises, by });
		Ok(())
	}

	/// The site, if hardware may stand there.
	pub(crate) fn ensure_site(id: SiteId) -> Result<Site<T::AccountId>, Error<T>> {
		let site = Sites::<T>::get(id).filter(|site| Self::is_registered(id, site));
		site.ok_or(Error::<T>::UnknownSite)
	}

	/// Whether what was said of a site counts.
	pub(crate) fn is_registered(id: SiteId, site: &Site<T::AccountId>) -> bool {
		let about = Subject { site: Some(id), ..Subject::CHAIN };
		let counts =
			|by: &T::AccountId| T::Roles::was_valid(by, Role::Registrar, &about, site.given);
		site.by.as_ref().is_none_or(counts)
	}
}
