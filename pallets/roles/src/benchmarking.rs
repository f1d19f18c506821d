//! Each call on a full list of grants.

use super::*;
use crate::pallet::Grants as Lists;
use caliber_primitives::{
	ids::ItemId,
	roles::{Role, Scope},
	units::Seconds,
};
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;

#[benchmarks]
mod benchmarks {
	use super::*;

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	fn with_grants<T: Config>(grants: u32) -> Result<T::AccountId, BenchmarkError> {
		let who: T::AccountId = account("attester", 0, 0);
		Lists::<T>::try_mutate(&who, Role::Insurer, |list| {
			(0..grants).try_for_each(|n| {
				list.grant(Scope::Item(ItemId(n)), Seconds::ZERO, None).map(|_| ())
			})
		})
		.map_err(|_| "no room for a grant")?;
		Ok(who)
	}

	#[benchmark]
	fn grant() -> Result<(), BenchmarkError> {
		let who = with_grants::<T>(MAX_GRANTS.saturating_sub(1))?;
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), Role::Insurer, Scope::All, None);
		assert!(Pallet::<T>::may(who, Role::Insurer, Default::default()));
		Ok(())
	}

	#[benchmark]
	fn revoke() -> Result<(), BenchmarkError> {
		let who = with_grants::<T>(MAX_GRANTS)?;
		let last = Scope::Item(ItemId(MAX_GRANTS.saturating_sub(1)));
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), Role::Insurer, last);
		let list = Lists::<T>::get(who, Role::Insurer);
		assert!(list.0.last().is_some_and(|last| last.revoked.is_some()));
		Ok(())
	}

	#[benchmark]
	fn doubt() -> Result<(), BenchmarkError> {
		let who = with_grants::<T>(MAX_GRANTS)?;
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), Role::Insurer, Seconds::ZERO);
		let list = Lists::<T>::get(&who, Role::Insurer);
		assert!(list.0.iter().all(|each| each.doubted.is_some()));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
