//! Each call with a book of bills that is full, or one short of it.

use super::*;
use crate::pallet::{AtCustodian, Bills, Book, CurrentPolicy, CurrentTotals, Orders};
use caliber_primitives::{
	dollar::Dollar,
	ids::{BillId, OrderId, ReserveSlot},
	prices::{Prices, RateKey, Tenor},
	roles::{Role, Roles},
	units::{Day, MicroUsd, Ppm, RatePpb, ReserveAmount, Seconds, UsdaiAmount},
};
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;

#[benchmarks]
mod benchmarks {
	use super::*;

	const SLOT: ReserveSlot = ReserveSlot(0);
	/// 3.625 percent.
	const DISCOUNT: RatePpb = RatePpb(36_250_000);
	/// A price at that discount for 28 days.
	const PRICE: MicroUsd = MicroUsd(99_718_056);
	/// A million dollars of an asset with six decimals.
	const FACE: ReserveAmount = ReserveAmount(1_000_000_000_000);

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	fn granted<T: Config>(name: &'static str, role: Role) -> T::AccountId {
		let who = account(name, 0, 0);
		T::Roles::set_up_grant(&who, role);
		who
	}

	/// Cash for twice the full book, rates, and a policy under which one custodian may hold it all.
	fn prepare<T: Config>() {
		T::Dollar::set_up_cash(SLOT, ReserveAmount(FACE.get().saturating_mul(200)));
		for tenor in Tenor::ALL {
			T::Prices::set_up_rate(RateKey::BillDiscount(tenor), DISCOUNT);
		}
		let policy = Policy { custodian_cap: Ppm(1_000_000), ..Policy::default() };
		CurrentPolicy::<T>::put(policy);
	}

	fn purchase<T: Config>(days: u32) -> Purchase<T::AccountId> {
		let settles = Pallet::<T>::today();
		Purchase {
			slot: SLOT,
			custodian: granted::<T>("custodian", Role::Custodian),
			cusip: Cusip(*b"912797VC8"),
			face: FACE,
			price: PRICE,
			settles,
			matures: Day(settles.0.saturating_add(days)),
		}
	}

	/// Books so many bills that mature after `days`, in transit; the last one's id.
	fn book<T: Config>(bills: u32, days: u32) -> Result<BillId, BenchmarkError> {
		let operator = granted::<T>("operator", Role::TreasuryOperator);
		let mut last = BillId::default();
		for _ in 0..bills {
			let order = Order {
				id: OrderId::default(),
				tenor: Tenor::W4,
				amount: UsdaiAmount::MAX,
				expires: Seconds::MAX,
			};
			let bill = Pallet::<T>::bill_of(order, operator.clone(), purchase::<T>(days))
				.map_err(|_| "no bill")?;
			last = Pallet::<T>::book_purchase(&bill)?;
			T::Dollar::spend_cash(SLOT, bill.paid, &bill.purchase.custodian)?;
		}
		Ok(last)
	}

	/// A full book whose bills mature at once; the last one is settled.
	fn held<T: Config>() -> Result<(BillId, T::AccountId, T::AccountId), BenchmarkError> {
		prepare::<T>();
		let bill = book::<T>(MAX_BILLS, 0)?;
		let custodian = granted::<T>("custodian", Role::Custodian);
		let auditor = granted::<T>("auditor", Role::Auditor);
		for who in [&custodian, &auditor] {
			Pallet::<T>::confirm_settlement(RawOrigin::Signed(who.clone()).into(), bill)?;
		}
		Ok((bill, custodian, auditor))
	}

	/// Orders of every tenor but the one of four weeks, all lapsed.
	fn lapsed_orders<T: Config>() -> Result<(), BenchmarkError> {
		let mut list = OrderList::default();
		let mut id = OrderId::default();
		for (tenor, _) in Policy::default().ladder.weights() {
			let amount = UsdaiAmount::default();
			list = list.with(Order { id, tenor, amount, expires: Seconds::ZERO }).ok_or("full")?;
			id = id.next().ok_or("no id")?;
		}
		Orders::<T>::put(list);
		CurrentTotals::<T>::mutate(|totals| totals.next_order = id);
		Ok(())
	}

	#[benchmark]
	fn set_policy() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let policy = Policy { liquid_floor: Ppm(1), ..Policy::default() };
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, policy);
		assert_eq!(CurrentPolicy::<T>::get(), policy);
		Ok(())
	}

	#[benchmark]
	fn rebalance() -> Result<(), BenchmarkError> {
		prepare::<T>();
		book::<T>(MAX_BILLS.saturating_sub(1), 28)?;
		lapsed_orders::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()));
		assert_eq!(Orders::<T>::get().0.len(), 1);
		Ok(())
	}

	#[benchmark]
	fn fill() -> Result<(), BenchmarkError> {
		prepare::<T>();
		book::<T>(MAX_BILLS.saturating_sub(1), 28)?;
		let order = Order {
			id: OrderId(7),
			tenor: Tenor::W4,
			amount: UsdaiAmount::MAX,
			expires: Seconds::MAX,
		};
		Orders::<T>::put(OrderList::default().with(order).ok_or("full")?);
		let operator = granted::<T>("operator", Role::TreasuryOperator);
		let purchase = purchase::<T>(28);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), order.id, purchase);
		assert!(Book::<T>::get().is_full());
		Ok(())
	}

	#[benchmark]
	fn confirm_settlement() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let bill = book::<T>(MAX_BILLS, 28)?;
		let custodian = granted::<T>("custodian", Role::Custodian);
		let auditor = granted::<T>("auditor", Role::Auditor);
		Pallet::<T>::confirm_settlement(RawOrigin::Signed(custodian).into(), bill)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), bill);
		assert!(Bills::<T>::get(bill).is_some_and(|b| matches!(b.stage, Stage::Held(_))));
		Ok(())
	}

	#[benchmark]
	fn mature() -> Result<(), BenchmarkError> {
		let (bill, custodian, auditor) = held::<T>()?;
		Pallet::<T>::confirm_maturity(RawOrigin::Signed(auditor).into(), bill)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(custodian.clone()), bill, SLOT);
		assert!(Bills::<T>::get(bill).is_some_and(|b| matches!(b.stage, Stage::Settled(_))));
		assert!(AtCustodian::<T>::contains_key(custodian));
		Ok(())
	}

	#[benchmark]
	fn confirm_maturity() -> Result<(), BenchmarkError> {
		let (bill, custodian, auditor) = held::<T>()?;
		Pallet::<T>::mature(RawOrigin::Signed(custodian).into(), bill, SLOT)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), bill);
		assert!(Bills::<T>::get(bill).is_some_and(|b| matches!(b.stage, Stage::Settled(_))));
		Ok(())
	}

	#[benchmark]
	fn harvest() -> Result<(), BenchmarkError> {
		let (bill, custodian, auditor) = held::<T>()?;
		Pallet::<T>::confirm_maturity(RawOrigin::Signed(auditor).into(), bill)?;
		Pallet::<T>::mature(RawOrigin::Signed(custodian).into(), bill, SLOT)?;
		let before = CurrentTotals::<T>::get().accounts.settled_surplus;
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), bill);
		assert!(CurrentTotals::<T>::get().accounts.settled_surplus < before);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
