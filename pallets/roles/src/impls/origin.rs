//! A role as an origin.

use caliber_primitives::roles::{Role, Roles, Subject};
use codec::Decode;
use core::marker::PhantomData;
use frame_support::traits::{EnsureOrigin, EnsureOriginWithArg, Get, OriginTrait};
use frame_system::RawOrigin;

/// Signed by an account that has the role `R`, as `P` (the pallet of this crate) knows: for acts
/// about no item as an `EnsureOrigin`, for others with their [`Subject`] as the argument.
pub struct EnsureRole<P, R>(PhantomData<(P, R)>);

impl<O, P, R> EnsureOriginWithArg<O, Subject> for EnsureRole<P, R>
where
	O: OriginTrait<AccountId: Decode>
		+ From<RawOrigin<O::AccountId>>
		+ Into<Result<RawOrigin<O::AccountId>, O>>,
	P: Roles<O::AccountId>,
	R: Get<Role>,
{
	type Success = O::AccountId;

	fn try_origin(origin: O, about: &Subject) -> Result<Self::Success, O> {
		match origin.into()? {
			RawOrigin::Signed(who) if P::ensure(&who, R::get(), about).is_ok() => Ok(who),
			other => Err(other.into()),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &Subject) -> Result<O, ()> {
		<Self as EnsureOrigin<O>>::try_successful_origin()
	}
}

impl<O, P, R> EnsureOrigin<O> for EnsureRole<P, R>
where
	O: OriginTrait<AccountId: Decode>
		+ From<RawOrigin<O::AccountId>>
		+ Into<Result<RawOrigin<O::AccountId>, O>>,
	P: Roles<O::AccountId>,
	R: Get<Role>,
{
	type Success = O::AccountId;

	fn try_origin(origin: O) -> Result<Self::Success, O> {
		<Self as EnsureOriginWithArg<O, Subject>>::try_origin(origin, &Subject::CHAIN)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<O, ()> {
		use sp_runtime::traits::TrailingZeroInput;
		let who = O::AccountId::decode(&mut TrailingZeroInput::new(b"role")).map_err(|_| ())?;
		P::set_up_grant(&who, R::get());
		Ok(RawOrigin::Signed(who).into())
	}
}
