//! The trait that other pallets ask.

use crate::pallet::{Config, Grants, Pallet};
use caliber_primitives::{
	roles::{Role, RoleError, Roles, Subject},
	units::Seconds,
};

impl<T: Config> Roles<T::AccountId> for Pallet<T> {
	fn ensure(who: &T::AccountId, role: Role, about: &Subject) -> Result<(), RoleError> {
		Grants::<T>::get(who, role).allows(about, Self::now())
	}

	fn was_valid(who: &T::AccountId, role: Role, about: &Subject, given: Seconds) -> bool {
		Grants::<T>::get(who, role).backed(about, given)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_grant(who: &T::AccountId, role: Role) {
		use caliber_primitives::roles::Scope;
		let _ = Grants::<T>::mutate(who, role, |list| list.grant(Scope::All, Seconds::ZERO, None));
	}
}
