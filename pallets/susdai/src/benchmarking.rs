//! Each call in its worst case.

use super::*;
use crate::pallet::{Checkpoints as Strikes, Operators, Requests, State};
use caliber_primitives::{
	ids::RequestId,
	units::{Ppm, Seconds, Shares, UsdaiAmount, UNIT},
	vault::Vault,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	tokens::{Fortitude::Force, Precision::Exact, Preservation::Expendable},
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
		let cal = Pallet::<T>::rules().request_deposit.saturating_mul(2).saturating_add(UNIT);
		<T::Currency as Mutate<_>>::mint_into(&who, cal)?;
		T::Dollar::mint_into(&who, MUCH.saturating_add(MUCH).get())?;
		Ok(who)
	}

	/// A vault that has earned something before its first holder, whom that costs one mint more.
	fn earned<T: Config>() -> Result<(), BenchmarkError> {
		T::Dollar::mint_into(&Pallet::<T>::vault_account(), MUCH.get())?;
		let record = State::<T>::get();
		let given = record.totals.given(MUCH).map_err(|_| BenchmarkError::Weightless)?;
		State::<T>::put(record.with(given));
		Ok(())
	}

	/// A vault with much idle money, and shares of the account.
	fn staked<T: Config>(who: &T::AccountId) -> Result<(), BenchmarkError> {
		<Pallet<T> as Vault<_>>::set_up_idle(MUCH);
		Pallet::<T>::deposit(signed::<T>(who), MUCH, Shares::ZERO).map_err(|error| error.error)?;
		Ok(())
	}

	fn signed<T: Config>(who: &T::AccountId) -> T::RuntimeOrigin {
		RawOrigin::Signed(who.clone()).into()
	}

	/// An account that may act for another.
	fn operator<T: Config>(of: &T::AccountId) -> Result<T::AccountId, BenchmarkError>
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let operator = rich::<T>("operator")?;
		Pallet::<T>::set_operator(signed::<T>(of), operator.clone(), true)?;
		Ok(operator)
	}

	/// A request of half as many shares as there are, for the account by its operator, due now.
	fn queued<T: Config>(who: &T::AccountId) -> Result<Shares, BenchmarkError>
	where
		T::Currency: Mutate<T::AccountId>,
	{
		staked::<T>(who)?;
		let (of, by) = (Shares(MUCH.get() / 2), operator::<T>(who)?);
		Pallet::<T>::request_redeem(signed::<T>(&by), of, who.clone(), who.clone())
			.map_err(|error| error.error)?;
		// What is paid comes to an account that has none of it.
		let rest = T::Dollar::balance(who);
		T::Dollar::burn_from(who, rest, Expendable, Exact, Force)?;
		State::<T>::mutate(|record| {
			let queue = &mut record.totals.queue;
			queue.closed = queue.requested;
			queue.closed_earlier = queue.requested;
			queue.next_strike = Seconds::ZERO;
		});
		Ok(of)
	}

	/// The same, served in one of very many strikes, ahead of another request: its ends lie in the
	/// first and the last place that a search looks at.
	fn served<T: Config>(who: &T::AccountId) -> Result<Hint, BenchmarkError>
	where
		T::Currency: Mutate<T::AccountId>,
	{
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
				request.tip = MAX_TIP;
			}
		});
		State::<T>::mutate(|record| {
			let totals = &mut record.totals;
			totals.queue.served = of;
			totals.queue.checkpoints = strikes;
			totals.queue.paid = UsdaiAmount(stretch(strikes).1);
			totals.pot = UsdaiAmount(MUCH.get() / 2);
			totals.idle = totals.idle.saturating_sub(totals.pot);
		});
		Ok(Hint { first: 0, last: strikes.saturating_sub(1) })
	}

	/// All that can be claimed of [`served`].
	fn all<T: Config>() -> Shares {
		Requests::<T>::get(RequestId(0))
			.map(|request| request.interval.unclaimed())
			.unwrap_or_default()
	}

	#[benchmark]
	fn open() -> Result<(), BenchmarkError> {
		let who = rich::<T>("buyer")?;
		earned::<T>()?;
		#[extrinsic_call]
		deposit(RawOrigin::Signed(who.clone()), MUCH, Shares::ZERO);
		assert!(T::Share::balance(&who) > 0);
		Ok(())
	}

	#[benchmark]
	fn deposit() -> Result<(), BenchmarkError> {
		let who = rich::<T>("buyer")?;
		staked::<T>(&rich::<T>("holder")?)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), MUCH, Shares::ZERO);
		assert!(T::Share::balance(&who) > 0);
		Ok(())
	}

	#[benchmark]
	fn mint() -> Result<(), BenchmarkError> {
		let who = rich::<T>("buyer")?;
		staked::<T>(&rich::<T>("holder")?)?;
		let of = Shares(MUCH.get());
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), of, UsdaiAmount::MAX);
		assert_eq!(T::Share::balance(&who), of.get());
		Ok(())
	}

	#[benchmark]
	fn request_redeem() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		staked::<T>(&who)?;
		let of = Shares(T::Share::balance(&who));
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), of, who.clone(), who.clone());
		assert_eq!(State::<T>::get().totals.queue.pending(), of);
		Ok(())
	}

	#[benchmark]
	fn request_redeem_for() -> Result<(), BenchmarkError> {
		let (owner, controller) = (rich::<T>("holder")?, rich::<T>("receiver")?);
		staked::<T>(&owner)?;
		let by = operator::<T>(&owner)?;
		Pallet::<T>::set_operator(signed::<T>(&controller), by.clone(), true)?;
		let of = Shares(T::Share::balance(&owner));
		#[extrinsic_call]
		request_redeem(RawOrigin::Signed(by), of, controller, owner);
		assert_eq!(State::<T>::get().totals.queue.pending(), of);
		Ok(())
	}

	#[benchmark]
	fn service() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		let of = queued::<T>(&who)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who));
		assert_eq!(State::<T>::get().totals.queue.served, of);
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
	fn claim_tipped() -> Result<(), BenchmarkError> {
		let hint = served::<T>(&rich::<T>("holder")?)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account("keeper", 0, 0)), RequestId(0), Some(hint));
		assert!(Requests::<T>::get(RequestId(0)).is_none());
		Ok(())
	}

	#[benchmark]
	fn claim_tipped_search() -> Result<(), BenchmarkError> {
		served::<T>(&rich::<T>("holder")?)?;
		#[extrinsic_call]
		claim_tipped(RawOrigin::Signed(account("keeper", 0, 0)), RequestId(0), None);
		assert!(Requests::<T>::get(RequestId(0)).is_none());
		Ok(())
	}

	#[benchmark]
	fn redeem() -> Result<(), BenchmarkError> {
		let hint = served::<T>(&rich::<T>("holder")?)?;
		let operator = account("operator", 0, 0);
		let (of, to) = (all::<T>(), account("receiver", 0, 0));
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), RequestId(0), of, to, Some(hint));
		assert_eq!(all::<T>(), Shares::ZERO);
		Ok(())
	}

	#[benchmark]
	fn redeem_search() -> Result<(), BenchmarkError> {
		served::<T>(&rich::<T>("holder")?)?;
		let operator = account("operator", 0, 0);
		let (of, to) = (all::<T>(), account("receiver", 0, 0));
		#[extrinsic_call]
		redeem(RawOrigin::Signed(operator), RequestId(0), of, to, None);
		assert_eq!(all::<T>(), Shares::ZERO);
		Ok(())
	}

	#[benchmark]
	fn set_operator() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		let operator: T::AccountId = account("operator", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), operator.clone(), true);
		assert!(Operators::<T>::contains_key(who, operator));
		Ok(())
	}

	#[benchmark]
	fn set_tip() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		queued::<T>(&who)?;
		let operator = account("operator", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), RequestId(0), MAX_TIP);
		assert_eq!(Requests::<T>::get(RequestId(0)).map(|request| request.tip), Some(MAX_TIP));
		Ok(())
	}

	#[benchmark]
	fn offer_request() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		queued::<T>(&who)?;
		let operator = account("operator", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), RequestId(0), Some(who));
		assert!(Requests::<T>::get(RequestId(0)).is_some_and(|request| request.offered.is_some()));
		Ok(())
	}

	#[benchmark]
	fn accept_request() -> Result<(), BenchmarkError> {
		let (who, to) = (rich::<T>("holder")?, rich::<T>("receiver")?);
		queued::<T>(&who)?;
		Pallet::<T>::offer_request(signed::<T>(&who), RequestId(0), Some(to.clone()))?;
		#[extrinsic_call]
		_(RawOrigin::Signed(to.clone()), RequestId(0), Shares::ZERO);
		assert_eq!(Requests::<T>::get(RequestId(0)).map(|request| request.controller), Some(to));
		Ok(())
	}

	#[benchmark]
	fn request_reserve() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		staked::<T>(&rich::<T>("holder")?)?;
		let fund = Pallet::<T>::reserve_account();
		T::Share::mint_into(&fund, UNIT)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);
		assert_eq!(T::Share::balance(&fund), 0);
		Ok(())
	}

	#[benchmark]
	fn reopen() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		staked::<T>(&rich::<T>("holder")?)?;
		State::<T>::mutate(|record| record.totals.idle = UsdaiAmount::ZERO);
		T::Dollar::mint_into(&T::FeeAccount::get(), MUCH.saturating_add(MUCH).get())?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, MUCH);
		assert_eq!(State::<T>::get().totals.idle, MUCH);
		Ok(())
	}

	#[benchmark]
	fn pay_fees() -> Result<(), BenchmarkError> {
		<Pallet<T> as Vault<_>>::set_up_idle(MUCH);
		let part = UsdaiAmount(MUCH.get() / 4);
		State::<T>::mutate(|record| {
			record.totals.idle = part;
			record.totals.fee = part;
			record.totals.reserve = part;
		});
		let caller: T::AccountId = account("caller", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(caller));
		assert!(State::<T>::get().totals.fee.is_zero());
		assert!(T::Dollar::balance(&T::FeeAccount::get()) >= part.get());
		Ok(())
	}

	#[benchmark]
	fn set_rules() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let rules = Rules { performance_fee: Ppm(0), ..Pallet::<T>::rules() };
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, rules);
		assert_eq!(Pallet::<T>::rules(), rules);
		Ok(())
	}

	#[benchmark]
	fn idle_block() {
		State::<T>::mutate(|record| record.totals.queue.next_strike = Seconds::MAX);
		#[block]
		{
			Pallet::<T>::on_initialize(1u32.into());
		}
		assert_eq!(State::<T>::get().totals.queue.next_strike, Seconds::MAX);
	}

	#[benchmark]
	fn strike() -> Result<(), BenchmarkError> {
		let who = rich::<T>("holder")?;
		let of = queued::<T>(&who)?;
		#[block]
		{
			Pallet::<T>::on_initialize(1u32.into());
		}
		assert_eq!(State::<T>::get().totals.queue.served, of);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
