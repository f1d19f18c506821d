//! Who may call, and who may not any more.

use crate::{
	pallet::{AllowList, Config, Error, Event, FreezeList, Pallet},
	types::{Desk, Freeze, FreezeReason, Rules},
};
use caliber_primitives::{
	dollar::{Compliance, PauseTier},
	roles::{Role, Roles, Subject},
	units::Seconds,
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

	/// Freezes an account, by order of a Guardian, or of governance when nobody is given.
	pub(crate) fn put_freeze(
		by: Option<T::AccountId>,
		who: T::AccountId,
		reason: FreezeReason,
		until: Option<Seconds>,
	) -> DispatchResult {
		ensure!(!Self::is_protected(&who), Error::<T>::AccountProtected);
		let since = Self::now();
		let mut freeze = Freeze { reason, since, until };
		ensure!(freeze.in_force(since), Error::<T>::WrongTerm);
		if by.is_some() {
			let before = FreezeList::<T>::get(&who);
			freeze = freeze.on_top_of(before);
			let running = before.filter(|old| old.in_force(since));
			let longer = running.is_none_or(|old| freeze.outlasts(&old));
			ensure!(longer && freeze.is_short(), Error::<T>::WrongTerm);
		}
		FreezeList::<T>::insert(&who, freeze);
		Self::deposit_event(Event::Frozen { who, reason, until, by });
		Ok(())
	}
}
