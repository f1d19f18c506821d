//! Each call on a lot of every size, with a buyer whose account goes and a seller who is new.

use super::*;
use crate::pallet::{LotOf, Lots, Refunds};
use caliber_primitives::{
	auction::{Auctioneer, LotSpec, OnLot, MAX_BUNDLE},
	clock::SetUpTime,
	ids::LotId,
	roles::{Role, Roles},
	units::{Seconds, UsdaiAmount},
};
use frame_benchmarking::v2::*;
use frame_support::traits::fungible::{Inspect, Mutate};
use frame_system::RawOrigin;
use sp_core::H256;

/// More than the floor of any lot of the benchmarks.
const PRICE: UsdaiAmount = UsdaiAmount(100_000_000_000_000_000_000_000_000);

fn liquidator<T: Config>() -> Result<T::AccountId, BenchmarkError> {
	let who = account("liquidator", 0, 0);
	T::Roles::set_up_grant(&who, Role::Liquidator);
	T::Dollar::mint_into(&who, PRICE.get())?;
	Ok(who)
}

/// A sale of so many items that a Liquidator has arranged.
fn arranged<T: Config>(n: u32) -> Result<LotId, BenchmarkError> {
	let loan = T::OnLot::set_up_aside(n);
	let (buyer, evidence) = (account("buyer", 0, 0), H256::zero());
	Pallet::<T>::arrange(liquidator::<T>()?, loan, buyer, PRICE, evidence)?;
	Ok(LotOf::<T>::get(loan).ok_or("no sale")?)
}

fn bidder<T: Config>(n: u32) -> Result<T::AccountId, BenchmarkError> {
	let who = account("bidder", n, 0);
	T::Dollar::mint_into(&who, PRICE.get().saturating_mul(2))?;
	Ok(who)
}

fn bid<T: Config>(lot: LotId, n: u32) -> Result<(), BenchmarkError> {
	let least = Pallet::<T>::arranged(lot).ok_or("no sale")?.least();
	Ok(Pallet::<T>::outbid(bidder::<T>(n)?, lot, least).map(|_| ())?)
}

/// A Custodian, or an Auditor.
fn attester<T: Config>(n: u32) -> T::AccountId {
	let who = account("attester", n, 0);
	let role = if n == 0 { Role::Custodian } else { Role::Auditor };
	T::Roles::set_up_grant(&who, role);
	who
}

fn attest<T: Config>(lot: LotId, n: u32) -> Result<(), BenchmarkError> {
	Ok(Pallet::<T>::attest_by(attester::<T>(n), lot, PRICE, H256::zero()).map(|_| ())?)
}

/// So much time and a second pass.
fn pass<T: Config<Time: SetUpTime>>(time: Seconds) {
	let then = Pallet::<T>::now().saturating_add(time);
	T::Time::set_up_time(then.saturating_add(Seconds(1)));
}

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

	#[benchmark]
	fn credit_bid(n: Linear<1, MAX_BUNDLE>) -> Result<(), BenchmarkError> {
		let (lot, spec) = lot::<T>(n)?;
		let buyer = T::OnLot::set_up_lender(spec.loan);
		T::Dollar::mint_into(&buyer, spec.start.get())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(buyer), lot, spec.start);
		assert!(!Lots::<T>::contains_key(lot));
		Ok(())
	}

	#[benchmark]
	fn arrange_sale(n: Linear<1, MAX_BUNDLE>) -> Result<(), BenchmarkError> {
		let loan = T::OnLot::set_up_aside(n);
		let liquidator = liquidator::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(liquidator), loan, account("buyer", 0, 0), PRICE, H256::zero());
		assert!(LotOf::<T>::contains_key(loan));
		Ok(())
	}

	/// Over a bid that is given back.
	#[benchmark]
	fn overbid(n: Linear<1, MAX_BUNDLE>) -> Result<(), BenchmarkError> {
		let lot = arranged::<T>(n)?;
		bid::<T>(lot, 0)?;
		let bidder = bidder::<T>(1)?;
		let price = Pallet::<T>::arranged(lot).ok_or("no sale")?.least();
		#[extrinsic_call]
		_(RawOrigin::Signed(bidder), lot, price);
		assert!(!Refunds::<T>::get(account::<T::AccountId>("bidder", 0, 0)).is_zero());
		Ok(())
	}

	/// By the second of the two, whose first role is taken.
	#[benchmark]
	fn attest_proceeds(n: Linear<1, MAX_BUNDLE>) -> Result<(), BenchmarkError> {
		let lot = arranged::<T>(n)?;
		attest::<T>(lot, 0)?;
		let auditor = attester::<T>(1);
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), lot, PRICE, H256::zero());
		let arranged = Pallet::<T>::arranged(lot).ok_or("no sale")?;
		assert!(arranged.attested.iter().all(Option::is_some));
		Ok(())
	}

	#[benchmark]
	fn settle_sale(n: Linear<1, MAX_BUNDLE>) -> Result<(), BenchmarkError> {
		let lot = arranged::<T>(n)?;
		attest::<T>(lot, 0)?;
		attest::<T>(lot, 1)?;
		pass::<T>(OPEN_TIME);
		let liquidator = liquidator::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(liquidator), lot);
		assert!(Pallet::<T>::arranged(lot).is_none());
		Ok(())
	}

	/// To whoever has bid most.
	#[benchmark]
	fn close_sale(n: Linear<1, MAX_BUNDLE>) -> Result<(), BenchmarkError> {
		let lot = arranged::<T>(n)?;
		bid::<T>(lot, 0)?;
		pass::<T>(OPEN_TIME);
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), lot);
		assert!(Pallet::<T>::arranged(lot).is_none());
		Ok(())
	}

	#[benchmark]
	fn refund() -> Result<(), BenchmarkError> {
		let lot = arranged::<T>(1)?;
		bid::<T>(lot, 0)?;
		bid::<T>(lot, 1)?;
		let who: T::AccountId = account("bidder", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), who.clone());
		assert!(Refunds::<T>::get(who).is_zero());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
