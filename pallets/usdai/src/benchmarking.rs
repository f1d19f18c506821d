//! Each call in its worst case: a full list of reserve assets, all of them held, every limit on.

use super::*;
use crate::pallet::{Books, CurrentRules, FreezeList, Pallet as Usdai, Paused, ReserveAssets};
use alloc::vec;
use caliber_primitives::{
	dollar::PauseTier,
	ids::ReserveSlot,
	roles::{Role, Roles},
	units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible,
	fungibles::{self, metadata, Create},
	EnsureOrigin,
};
use frame_system::RawOrigin;

/// The first id of the assets made here.
const FIRST: u32 = 9_000_000;

/// An entry of the freeze list from `since` on.
fn order(since: Seconds, until: Option<Seconds>) -> Freeze {
	Freeze { reason: FreezeReason::Order, since, until }
}

#[benchmarks(where
	T::ReserveId: From<u32>,
	T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
)]
mod benchmarks {
	use super::*;

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	/// Makes the asset that goes to the `n`-th slot.
	fn asset<T: Config>(n: u32) -> Result<T::ReserveId, BenchmarkError>
	where
		T::ReserveId: From<u32>,
		T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
	{
		let id: T::ReserveId = FIRST.saturating_add(n).into();
		let pot = Usdai::<T>::pot();
		<T::Reserves as Create<_>>::create(id.clone(), pot.clone(), true, 1)?;
		<T::Reserves as metadata::Mutate<_>>::set(id.clone(), &pot, vec![b'$'], vec![b'$'], 6)?;
		Ok(id)
	}

	fn terms() -> Terms {
		Terms {
			weight: Terms::MAX_WEIGHT,
			minimum: UsdaiAmount(UNIT),
			mint_fee: Ppm(1_000),
			redeem_fee: Ppm(1_000),
			breaker: Breaker::AllEnabled,
		}
	}

	/// So many assets, priced at a dollar, of each of which the pot holds a thousand and `who` has
	/// a thousand; and dollars of `who` for all of it.
	fn full<T: Config>(assets: u32) -> Result<T::AccountId, BenchmarkError>
	where
		T::ReserveId: From<u32>,
		T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
	{
		let who: T::AccountId = whitelisted_caller();
		ReserveAssets::<T>::kill();
		Books::<T>::kill();
		CurrentRules::<T>::put(Rules::default());
		let thousand = ReserveAmount(1_000_000_000);
		for n in 0..assets {
			let id = asset::<T>(n)?;
			let slot = Usdai::<T>::add_reserve(&id, 6, terms())?;
			let price = AttestedPrice { price: PEG, at: Usdai::<T>::now() };
			Usdai::<T>::change_reserve(slot, |reserve| reserve.price = Some(price))
				.map_err(|_| "no such slot")?;
			for to in [&who, &Usdai::<T>::pot()] {
				let amount = thousand.get();
				<T::Reserves as fungibles::Mutate<_>>::mint_into(id.clone(), to, amount)?;
			}
			let desk = Usdai::<T>::desk().put_cash(slot, thousand).map_err(|_| "no cash")?;
			Usdai::<T>::store(&desk);
		}
		let dollars = UsdaiAmount(UNIT.saturating_mul(1_000).saturating_mul(assets.into()));
		Books::<T>::mutate(|ledger| ledger.issued = dollars);
		<T::Dollar as fungible::Mutate<_>>::mint_into(&who, dollars.get())?;
		let stranger: T::AccountId = account("frozen", 0, 0);
		FreezeList::<T>::insert(stranger, order(Seconds::ZERO, None));
		Ok(who)
	}

	#[benchmark]
	fn mint() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		let before = Books::<T>::get().issued;
		let amount = ReserveAmount(10_000_000);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ReserveSlot(7), amount, UsdaiAmount::MAX);
		assert!(Books::<T>::get().issued > before);
		Ok(())
	}

	#[benchmark]
	fn redeem() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		let before = Books::<T>::get().issued;
		let amount = UsdaiAmount(UNIT);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ReserveSlot(7), amount, UsdaiAmount::MAX);
		assert!(Books::<T>::get().issued < before);
		Ok(())
	}

	#[benchmark]
	fn redeem_mix() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		let before = Books::<T>::get().issued;
		let amount = UsdaiAmount(UNIT.saturating_mul(100));
		#[extrinsic_call]
		_(RawOrigin::Signed(who), amount, UsdaiAmount::MAX);
		assert!(Books::<T>::get().issued < before);
		Ok(())
	}

	#[benchmark]
	fn reconcile() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		let before = <T::Dollar as fungible::Inspect<_>>::total_issuance().saturating_add(1);
		Books::<T>::mutate(|ledger| ledger.issued = UsdaiAmount(before));
		#[extrinsic_call]
		_(RawOrigin::Signed(who));
		assert!(Books::<T>::get().issued.get() < before);
		Ok(())
	}

	#[benchmark]
	fn attest_price() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		T::Roles::set_up_grant(&who, Role::Auditor);
		let price = MicroUsd(999_000);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ReserveSlot(7), price);
		let told = ReserveAssets::<T>::get().last().and_then(|reserve| reserve.price);
		assert!(told.is_some_and(|told| told.price == price));
		Ok(())
	}

	#[benchmark]
	fn freeze() -> Result<(), BenchmarkError> {
		let guardian: T::AccountId = whitelisted_caller();
		T::Roles::set_up_grant(&guardian, Role::Guardian);
		let who: T::AccountId = account("frozen", 0, 0);
		let now = Usdai::<T>::now();
		let until = |seconds| Some(now.saturating_add(Seconds(seconds)));
		FreezeList::<T>::insert(&who, order(now, until(1)));
		let reason = FreezeReason::Compromised;
		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), who.clone(), reason, until(2));
		assert_eq!(FreezeList::<T>::get(who).map(|entry| entry.reason), Some(reason));
		Ok(())
	}

	#[benchmark]
	fn unfreeze() -> Result<(), BenchmarkError> {
		let who: T::AccountId = account("frozen", 0, 0);
		FreezeList::<T>::insert(&who, order(Seconds::ZERO, None));
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		assert!(!FreezeList::<T>::contains_key(who));
		Ok(())
	}

	#[benchmark]
	fn pause() -> Result<(), BenchmarkError> {
		let guardian: T::AccountId = whitelisted_caller();
		T::Roles::set_up_grant(&guardian, Role::Guardian);
		Paused::<T>::put(PauseTier::Intake);
		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), PauseTier::Transfer);
		assert_eq!(Paused::<T>::get(), Some(PauseTier::Transfer));
		Ok(())
	}

	#[benchmark]
	fn unpause() -> Result<(), BenchmarkError> {
		Paused::<T>::put(PauseTier::Transfer);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);
		assert_eq!(Paused::<T>::get(), None);
		Ok(())
	}

	#[benchmark]
	fn register() -> Result<(), BenchmarkError> {
		let last = MAX_RESERVES.saturating_sub(1);
		full::<T>(last)?;
		let id = asset::<T>(last)?;
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, 6, terms());
		assert!(ReserveAssets::<T>::get().is_full());
		Ok(())
	}

	#[benchmark]
	fn set_terms() -> Result<(), BenchmarkError> {
		full::<T>(MAX_RESERVES)?;
		let new = Terms { breaker: Breaker::AllOff, ..terms() };
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ReserveSlot(7), new);
		assert_eq!(ReserveAssets::<T>::get().last().map(|reserve| reserve.terms), Some(new));
		Ok(())
	}

	#[benchmark]
	fn set_rules() -> Result<(), BenchmarkError> {
		full::<T>(MAX_RESERVES)?;
		let new = Rules { cushion: Ppm(1), ..Rules::default() };
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new);
		assert_eq!(CurrentRules::<T>::get(), new);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
