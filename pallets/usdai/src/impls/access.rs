//! Who may call.

use crate::{
	pallet::{AllowList, Config, Error, Pallet},
	types::{Desk, Rules},
};
use caliber_primitives::{
	dollar::{Compliance, PauseTier},
	roles::{Role, Roles, Subject},
};
use frame_support::{
	ensure,
	traits::{Contains, EnsureOrigin},
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Whether `who` is free and acts of `tier` are open.
	pub(crate) fn ensure_may(who: &T::AccountId, tier: PauseTier) -> DispatchResult {
		Self::ensure_free(who)?;
		Self::ensure_open(tier)
	}

	/// Whether `who` may mint and redeem under the rules.
	pub(crate) fn ensure_allowed(rules: &Rules, who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(!rules.allow_list || AllowList::<T>::contains_key(who), Error::<T>::NotAllowed);
		Ok(())
	}

	/// Who redeems, and the books that he redeems from.
	pub(crate) fn redeemer(
		origin: OriginFor<T>,
	) -> Result<(T::AccountId, Desk<T::ReserveId>), DispatchError> {
		let who = ensure_signed(origin)?;
		Self::ensure_may(&who, PauseTier::Exit)?;
		let desk = Self::desk();
		Self::ensure_allowed(&desk.rules, &who)?;
		Ok((who, desk))
	}

	/// Whether `who` may act as `role`.
	pub(crate) fn ensure_role(who: &T::AccountId, role: Role) -> Result<(), Error<T>> {
		T::Roles::ensure(who, role, &Subject::CHAIN).map_err(Error::<T>::Role)
	}

	/// Governance, or a Guardian, who is returned.
	pub(crate) fn ensure_guard(
		origin: OriginFor<T>,
	) -> Result<Option<T::AccountId>, DispatchError> {
		match T::GovernanceOrigin::try_origin(origin) {
			Ok(_) => Ok(None),
			Err(origin) => {
				let who = ensure_signed(origin)?;
				Self::ensure_role(&who, Role::Guardian)?;
				Ok(Some(who))
			},
		}
	}

	/// Whether the account belongs to the chain.
	pub(crate) fn is_protected(who: &T::AccountId) -> bool {
		*who == Self::pot() || T::Protected::contains(who)
	}
}
