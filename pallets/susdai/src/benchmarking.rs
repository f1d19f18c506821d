//! Each call in its worst case.

use super::*;
use crate::pallet::{Checkpoints as Strikes, CurrentSettings, Requests, State};
use caliber_primitives::{
	ids::RequestId,
	units::{Seconds, Shares, UsdaiAmount, UNIT},
	vault::Vault,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	EnsureOrigin, Get, Hooks,
};
use frame_system::RawOrigin;

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	const MUCH: UsdaiAmount = UsdaiAmount(1_000_000 * UNIT);

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	/// An account with USDai, shares and CAL.
	fn rich<T: Config>(name: &'static str) -> Result<T::AccountId, BenchmarkError>
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let who = account(name, 0, 0);
		let cal = CurrentSettings::<T>::get().rules.request_deposit.saturating_add(UNIT);
		<T::Currency as Mutate<_>>::mint_into(&who, cal)?;
		T::Dollar::mint_into(&who, MUCH.saturating_add(MUCH).get())?;
		Ok(who)
	}

	/// A vault that has earned something before its first holder, whom that costs one mint more.
	fn earned<T: Config>() -> Result<(), BenchmarkError> {
		T::Dollar::mint_into(&Pallet::<T>::vault_account(), MUCH.get())?;
		State::<T>::mutate(|state| state.idle = MUCH);
		Ok(())
	}

	/// A vault with much idle money and a request of half as many shares by the account, due now.
	fn queued<T: Config>(who: &T::AccountId) -> Result<Shares, BenchmarkError> {
		<Pallet<T> as Vault<_>>::set_up_idle(MUCH);
		let of = Shares(MUCH.get() / 2);
		Pallet::<T>::deposit(RawOrigin::Signed(who.clone()).into(), MUCH, Shares::ZERO)?;
		Pallet::<T>::request_redeem(RawOrigin::Signed(who.clone()).into(), of)?;
		State::<T>::mutate(|state| {
			let queue = &mut state.queue;
			queue.closed = queue.requested;
			queue.closed_earlier = queue.requested;
			queue.next_strike = Seconds::ZERO;
		});
		Ok(of)
	}

	/// The same, served in one of very many strikes, ahead of another request: its ends lie in the
	/// first and the last place that a search looks at.
	fn served<T: Config>(who: &T::AccountId) -> Result<Hint, BenchmarkError> {
		let of = queued::<T>(who)?;
		let strikes = 2u32.saturating_pow(SEARCH_STEPS).saturating_sub(1);
		let stretch =
			|n: u32| (u128::from(n).saturating_mul(2), u128::from(n).saturating_mul(UNIT));
		for n in 0..strikes {
			let ((from, assets_from), (to, assets_to)) = (stretch(n), stretch(n.saturating_add(1)));
			Strikes::<T>::insert(
				n,
				Checkpoint {
					shares_before: Shares(from),
					shares_after: Shares(to),
					assets_before: UsdaiAmount(assets_from),
					assets_after: UsdaiAmount(assets_to),
					at: Seconds::ZERO,
				},
			);
		}
		// Inside the last one.
		let end = Shares(stretch(strikes).0.saturating_sub(1));
		Requests::<T>::mutate(RequestId(0), |request| {
			if let Some(request) = request {
				request.interval.end = end;
			}
		});
		State::<T>::mutate(|state| {
			state.queue.served = of;
			state.queue.checkpoints = strikes;
			state.pot = UsdaiAmount(MUCH.get() / 2);
			state.idle = state.idle.saturating_sub(state.pot);
		});
		Ok(Hint { first: 0, last: strikes.saturating_sub(1) })
	}

	#[benchmark]
	fn deposit() -> Result<(), BenchmarkError> {
		let who = rich::<T>("buyer")?;
		earned::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), MUCH, Shares::ZERO);
		assert!(T::Share::balance(&who) > 0);
		Ok(())
	}

	#[benchmark]
	fn mint() -> Result<(), BenchmarkError> {
		let who = rich::<T>("buyer")?;
		earned::<T>()?;
		let of = Shares(MUCH.get());
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), of, UsdaiAmount::MAX);
		assert_eq!(T::Share::balance(&who), of.get());
		Ok(())
	}

	#[benchmark]
	fn request_redeem() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		Pallet::<T>::deposit(RawOrigin::Signed(who.clone()).into(), MUCH, Shares::ZERO)?;
		let of = Shares(T::Share::balance(&who));
		#[extrinsic_call]
		_(RawOrigin::Signed(who), of);
		assert_eq!(State::<T>::get().queue.pending(), of);
		Ok(())
	}

	#[benchmark]
	fn service() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		let of = queued::<T>(&who)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who));
		assert_eq!(State::<T>::get().queue.served, of);
		Ok(())
	}

	#[benchmark]
	fn claim() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		let hint = served::<T>(&who)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who), RequestId(0), Some(hint));
		assert!(Requests::<T>::get(RequestId(0)).is_none());
		Ok(())
	}

	#[benchmark]
	fn claim_search() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		served::<T>(&who)?;
		#[extrinsic_call]
		claim(RawOrigin::Signed(who), RequestId(0), None);
		assert!(Requests::<T>::get(RequestId(0)).is_none());
		Ok(())
	}

	#[benchmark]
	fn pay_fees() -> Result<(), BenchmarkError> {
		<Pallet<T> as Vault<_>>::set_up_idle(MUCH);
		let part = UsdaiAmount(MUCH.get() / 4);
		State::<T>::mutate(|state| {
			state.idle = part;
			state.fee = part;
			state.reserve = part;
		});
		let caller: T::AccountId = account("caller", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(caller));
		assert!(State::<T>::get().fee.is_zero());
		assert!(T::Dollar::balance(&T::FeeAccount::get()) >= part.get());
		Ok(())
	}

	#[benchmark]
	fn set_rules() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let rules = Rules::default();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, rules);
		assert_eq!(CurrentSettings::<T>::get().rules, rules);
		Ok(())
	}

	#[benchmark]
	fn idle_block() {
		State::<T>::mutate(|state| state.queue.next_strike = Seconds::MAX);
		#[block]
		{
			Pallet::<T>::on_initialize(1u32.into());
		}
		assert_eq!(State::<T>::get().queue.next_strike, Seconds::MAX);
	}

	#[benchmark]
	fn strike() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		let of = queued::<T>(&who)?;
		#[block]
		{
			Pallet::<T>::on_initialize(1u32.into());
		}
		assert_eq!(State::<T>::get().queue.served, of);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
