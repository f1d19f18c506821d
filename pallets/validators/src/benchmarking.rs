//! Each call in its worst case: a set that is one short of full.

use super::*;
use crate::pallet::{Bonded, CurrentRules, Validators as Set};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::Perbill;
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	fn rich<T: Config>(n: u32) -> T::AccountId
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let who = account("validator", n, 0);
		let stake = CurrentRules::<T>::get().bond;
		let _ = <T::Currency as Mutate<_>>::mint_into(&who, stake.saturating_mul(2));
		who
	}

	fn fill<T: Config>(n: u32) -> Result<Vec<T::AccountId>, BenchmarkError>
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let mut set = Vec::new();
		for i in 0..n {
			let who = rich::<T>(i);
			Pallet::<T>::hold_bond(&who)?;
			Bonded::<T>::insert(&who, Standing::Validator);
			set.push(who);
		}
		set.sort();
		Set::<T>::put(BoundedVec::try_from(set.clone()).map_err(|_| "too many")?);
		Ok(set)
	}

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	#[benchmark]
	fn bond() {
		let who = rich::<T>(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert_eq!(Bonded::<T>::get(who), Some(Standing::Candidate));
	}

	#[benchmark]
	fn leave() -> Result<(), BenchmarkError> {
		let who = fill::<T>(T::MaxValidators::get())?.remove(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert!(!Set::<T>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn withdraw_bond() -> Result<(), BenchmarkError> {
		let who = fill::<T>(2)?.remove(0);
		Bonded::<T>::insert(&who, Standing::Leaving(0));
		Set::<T>::kill();
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert_eq!(Bonded::<T>::get(who), None);
		Ok(())
	}

	#[benchmark]
	fn admit() -> Result<(), BenchmarkError> {
		let set = fill::<T>(T::MaxValidators::get())?;
		let who = set.first().cloned().ok_or("empty")?;
		Set::<T>::mutate(|s| s.remove(0));
		Bonded::<T>::insert(&who, Standing::Candidate);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		assert!(Set::<T>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn remove() -> Result<(), BenchmarkError> {
		let who = fill::<T>(T::MaxValidators::get())?.remove(0);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		assert!(!Set::<T>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn set_rules() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let rules = Rules { min_validators: 2, ..Default::default() };
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, rules);
		assert_eq!(CurrentRules::<T>::get(), rules);
		Ok(())
	}

	#[benchmark]
	fn on_offence(n: Linear<1, 16>) -> Result<(), BenchmarkError> {
		let set = fill::<T>(T::MaxValidators::get())?;
		let stake = CurrentRules::<T>::get().bond;
		let offenders: Vec<_> = set
			.iter()
			.take(usize::try_from(n).unwrap_or(0))
			.map(|who| OffenceDetails { offender: (who.clone(), stake), reporters: vec![] })
			.collect();
		let fractions = vec![Perbill::from_percent(20); offenders.len()];
		#[block]
		{
			<Pallet<T> as OnOffenceHandler<_, _, _>>::on_offence(&offenders, &fractions, 0);
		}
		assert!(Set::<T>::get().len() < set.len());
		Ok(())
	}
}
