//! Each call on a lot of every size, with a buyer whose account goes and a seller who is new.

use super::*;
use crate::pallet::Lots;
use caliber_primitives::{
	auction::{Auctioneer, LotSpec, OnLot, MAX_BUNDLE},
	clock::SetUpTime,
	ids::LotId,
	units::Seconds,
};
use frame_benchmarking::v2::*;
use frame_support::traits::fungible::{Inspect, Mutate};
use frame_system::RawOrigin;

#[benchmarks(where T::Time: SetUpTime)]
mod benchmarks {
	use super::*;

	fn seller<T: Config>() -> T::AccountId {
		account("seller", 0, 0)
	}

	/// A lot of `n` items that is on sale now, at 1,000 times the least balance.
	fn lot<T: Config>(n: u32) -> Result<(LotId, LotSpec), BenchmarkError> {
		let start = T::Dollar::minimum_balance().saturating_mul(1_000).max(1).into();
		let spec = LotSpec {
			start,
			floor: start,
			opens: Pallet::<T>::now(),
			lasts: Seconds(1_000),
			..T::OnLot::set_up_lot(n)
		};
		Ok((Pallet::<T>::open(&seller::<T>(), spec.clone())?, spec))
	}

	#[benchmark]
	fn buy(n: Linear<1, MAX_BUNDLE>) -> Result<(), BenchmarkError> {
		let (lot, spec) = lot::<T>(n)?;
		let buyer: T::AccountId = whitelisted_caller();
		T::Dollar::mint_into(&buyer, spec.start.get())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(buyer), lot, spec.start);
		assert!(!Lots::<T>::contains_key(lot));
		assert_eq!(T::Dollar::balance(&seller::<T>()), spec.start.get());
		Ok(())
	}

	#[benchmark]
	fn settle(n: Linear<1, MAX_BUNDLE>) -> Result<(), BenchmarkError> {
		let (lot, spec) = lot::<T>(n)?;
		T::Time::set_up_time(spec.opens.saturating_add(spec.lasts).saturating_add(Seconds(1)));
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), lot);
		assert!(!Lots::<T>::contains_key(lot));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
