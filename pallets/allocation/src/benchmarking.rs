//! Each call with a book of bills that is full, or one short of it.

use super::*;
use crate::pallet::{AtCustodian, Bills, Book, CurrentPolicy, CurrentTotals, Orders};
use caliber_primitives::{
	clock::SetUpTime,
	dollar::Dollar,
	ids::{BillId, OrderId, ReserveSlot},
	prices::{Prices, RateKey, Tenor},
	roles::{Role, Roles},
	units::{Day, MicroUsd, Ppm, RatePpb, ReserveAmount, Seconds, UsdaiAmount},
	vault::{BillIncome, Vault},
};
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;

#[benchmarks(where T::Time: SetUpTime)]
mod benchmarks {
	use super::*;

	const SLOT: ReserveSlot = ReserveSlot(0);
	/// 3.625 percent.
	const DISCOUNT: RatePpb = RatePpb(36_250_000);
	/// A price at that discount for 28 days.
	const PRICE: MicroUsd = MicroUsd(99_718_056);
	/// A million dollars of an asset with six decimals.
	const FACE: ReserveAmount = ReserveAmount(1_000_000_000_000);
	/// A day with days before it.
	const TODAY: Day = Day(50);

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	fn granted<T: Config>(name: &'static str, role: Role) -> T::AccountId {
		let who = account(name, 0, 0);
		T::Roles::set_up_grant(&who, role);
		who
	}

	/// Cash for twice the full book, rates, and a policy under which one custodian may hold it all.
	fn prepare<T: Config>()
	where
		T::Time: SetUpTime,
	{
		T::Time::set_up_time(TODAY.start());
		T::Dollar::set_up_cash(SLOT, ReserveAmount(FACE.get().saturating_mul(200)));
		for tenor in Tenor::ALL {
			T::Prices::set_up_rate(RateKey::BillDiscount(tenor), DISCOUNT);
		}
		let policy = Policy {
			custodian_cap: Ppm(1_000_000),
			max_duration: Policy::MAX_DURATION,
			..Policy::default()
		};
		CurrentPolicy::<T>::put(Policies::new(policy));
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

	/// Books a bill in transit.
	fn buy<T: Config>(purchase: Purchase<T::AccountId>) -> Result<BillId, BenchmarkError> {
		let operator = granted::<T>("operator", Role::TreasuryOperator);
		let bill = Pallet::<T>::bill_of(OrderId::default(), Tenor::W4, operator, purchase)
			.map_err(|_| "no bill")?;
		let id = Pallet::<T>::book_purchase(&bill)?;
		T::Dollar::spend_cash(SLOT, bill.paid, &bill.purchase.custodian)?;
		Ok(id)
	}

	/// Puts it into custody.
	fn settle<T: Config>(id: BillId) -> Result<(), BenchmarkError> {
		let bill = Bills::<T>::get(id).ok_or("no bill")?;
		let cost = bill.cost;
		Bills::<T>::insert(id, Bill { stage: Stage::Held(Held { auditor: None }), ..bill });
		Pallet::<T>::book_settlement(id, cost).map_err(|_| "not settled")?;
		Ok(())
	}

	/// Books so many bills. All but the last are what the figures of a day cost most with: in custody
	/// since yesterday, of every tenor in turn. The last one is in transit and matures after `days`;
	/// its id.
	fn book<T: Config>(bills: u32, days: u32) -> Result<BillId, BenchmarkError> {
		for (tenor, _) in Tenor::ALL.into_iter().cycle().zip(1..bills) {
			let settles = Day(TODAY.0.saturating_sub(1));
			let matures = Day(settles.0.saturating_add(tenor.days()));
			settle::<T>(buy::<T>(Purchase { settles, matures, ..purchase::<T>(days) })?)?;
		}
		buy::<T>(purchase::<T>(days))
	}

	/// A full book whose last bill matures at once and is settled.
	fn held<T: Config>() -> Result<(BillId, T::AccountId, T::AccountId), BenchmarkError>
	where
		T::Time: SetUpTime,
	{
		prepare::<T>();
		let bill = book::<T>(MAX_BILLS, 0)?;
		let custodian = granted::<T>("custodian", Role::Custodian);
		let auditor = granted::<T>("auditor", Role::Auditor);
		for who in [&custodian, &auditor] {
			Pallet::<T>::confirm_settlement(RawOrigin::Signed(who.clone()).into(), bill)?;
		}
		Ok((bill, custodian, auditor))
	}

	/// A ticket waits, no surplus is left to bear a loss, the vault has idle money, and it has pledged
	/// more income than the bills have: whatever comes in is charged to idle money and served.
	fn press<T: Config>() {
		let million = UsdaiAmount(FACE.get().saturating_mul(1_000_000_000_000));
		CurrentTotals::<T>::mutate(|totals| totals.accounts.pledged = million);
		T::Vault::set_up_idle(UsdaiAmount(million.get().saturating_mul(3)));
		T::Dollar::set_up_owed(million);
		T::Dollar::set_up_issued(T::Dollar::surplus());
	}

	/// A loss was burned from the vault's idle money.
	fn assert_burned<T: Config>(before: UsdaiAmount) {
		assert!(T::Dollar::issued() < before);
	}

	/// Orders of every tenor but the one of four weeks, all lapsed.
	fn lapsed_orders<T: Config>() -> Result<(), BenchmarkError> {
		let mut list = OrderList::default();
		let mut id = OrderId::default();
		for (tenor, _) in Policy::default().ladder.weights() {
			let amount = UsdaiAmount::default();
			let trade = Trade::Buy(tenor);
			list = list.with(Order { id, trade, amount, expires: Seconds::ZERO }).ok_or("full")?;
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
		assert!(CurrentPolicy::<T>::get().next.is_some_and(|next| next.value == policy));
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
			trade: Trade::Buy(Tenor::W4),
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
		press::<T>();
		let issued = T::Dollar::issued();
		#[extrinsic_call]
		_(RawOrigin::Signed(custodian.clone()), bill);
		assert_burned::<T>(issued);
		assert!(AtCustodian::<T>::contains_key(custodian));
		Ok(())
	}

	#[benchmark]
	fn confirm_maturity() -> Result<(), BenchmarkError> {
		let (bill, custodian, auditor) = held::<T>()?;
		Pallet::<T>::mature(RawOrigin::Signed(custodian).into(), bill)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), bill);
		assert!(Bills::<T>::get(bill).is_some_and(|b| matches!(b.stage, Stage::Settled(_))));
		Ok(())
	}

	#[benchmark]
	fn harvest() -> Result<(), BenchmarkError> {
		let (bill, custodian, auditor) = held::<T>()?;
		Pallet::<T>::confirm_maturity(RawOrigin::Signed(auditor).into(), bill)?;
		Pallet::<T>::mature(RawOrigin::Signed(custodian).into(), bill)?;
		let before = CurrentTotals::<T>::get().accounts.settled_surplus;
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), bill);
		assert!(CurrentTotals::<T>::get().accounts.settled_surplus < before);
		Ok(())
	}

	/// A full book whose last bill runs for so many days and is settled, and an order asks to sell it.
	fn on_sale<T: Config>(days: u32) -> Result<(BillId, OrderId, T::AccountId), BenchmarkError>
	where
		T::Time: SetUpTime,
	{
		prepare::<T>();
		let bill = book::<T>(MAX_BILLS, days)?;
		let custodian = granted::<T>("custodian", Role::Custodian);
		let auditor = granted::<T>("auditor", Role::Auditor);
		for who in [&custodian, &auditor] {
			Pallet::<T>::confirm_settlement(RawOrigin::Signed(who.clone()).into(), bill)?;
		}
		let order = Order {
			id: OrderId(7),
			trade: Trade::Sell(bill),
			amount: UsdaiAmount::MAX,
			expires: Seconds::MAX,
		};
		Orders::<T>::put(OrderList::default().with(order).ok_or("full")?);
		Ok((bill, order.id, custodian))
	}

	/// At 3.875 percent, which is a loss on the first day.
	fn sale<T: Config>() -> Sale {
		Sale { price: MicroUsd(99_698_611), settles: Pallet::<T>::today() }
	}

	#[benchmark]
	fn fill_sale() -> Result<(), BenchmarkError> {
		let (bill, order, _) = on_sale::<T>(28)?;
		let operator = granted::<T>("operator", Role::TreasuryOperator);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), order, sale::<T>());
		assert!(Bills::<T>::get(bill).is_some_and(|b| matches!(b.stage, Stage::Selling(_))));
		Ok(())
	}

	#[benchmark]
	fn settle_sale() -> Result<(), BenchmarkError> {
		let (bill, order, custodian) = on_sale::<T>(28)?;
		let operator = granted::<T>("operator", Role::TreasuryOperator);
		Pallet::<T>::fill_sale(RawOrigin::Signed(operator).into(), order, sale::<T>())?;
		press::<T>();
		let issued = T::Dollar::issued();
		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), bill);
		assert_burned::<T>(issued);
		// It has brought nothing above its cost.
		assert!(!Bills::<T>::contains_key(bill));
		Ok(())
	}

	#[benchmark]
	fn unwind() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let bill = book::<T>(MAX_BILLS, 28)?;
		let custodian = granted::<T>("custodian", Role::Custodian);
		let auditor = granted::<T>("auditor", Role::Auditor);
		Pallet::<T>::unwind(RawOrigin::Signed(auditor).into(), bill)?;
		press::<T>();
		let issued = T::Dollar::issued();
		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), bill);
		assert_burned::<T>(issued);
		assert!(!Bills::<T>::contains_key(bill));
		Ok(())
	}

	/// A full book whose last bill should have settled two weeks ago.
	fn late<T: Config>() -> Result<BillId, BenchmarkError>
	where
		T::Time: SetUpTime,
	{
		prepare::<T>();
		let bill = book::<T>(MAX_BILLS, 28)?;
		T::Time::set_up_time(Day(TODAY.0.saturating_add(14)).start());
		Ok(bill)
	}

	#[benchmark]
	fn impair() -> Result<(), BenchmarkError> {
		let bill = late::<T>()?;
		press::<T>();
		let issued = T::Dollar::issued();
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), bill);
		assert_burned::<T>(issued);
		assert!(Bills::<T>::get(bill).is_some_and(|bill| bill.written_down.is_some()));
		Ok(())
	}

	#[benchmark]
	fn write_off() -> Result<(), BenchmarkError> {
		let bill = late::<T>()?;
		let policy = Policy { impaired_at: Ppm(1_000_000), ..CurrentPolicy::<T>::get().current };
		CurrentPolicy::<T>::put(Policies::new(policy));
		Pallet::<T>::impair(RawOrigin::Signed(whitelisted_caller()).into(), bill)?;
		press::<T>();
		let (origin, issued) = (governance::<T>()?, T::Dollar::issued());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, bill);
		assert_burned::<T>(issued);
		assert!(!Bills::<T>::contains_key(bill));
		Ok(())
	}

	#[benchmark]
	fn cancel_sale() -> Result<(), BenchmarkError> {
		let (bill, order, custodian) = on_sale::<T>(28)?;
		let operator = granted::<T>("operator", Role::TreasuryOperator);
		Pallet::<T>::fill_sale(RawOrigin::Signed(operator).into(), order, sale::<T>())?;
		Pallet::<T>::cancel_sale(RawOrigin::Signed(custodian).into(), bill)?;
		let auditor = granted::<T>("auditor", Role::Auditor);
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), bill);
		assert!(Bills::<T>::get(bill).is_some_and(|b| matches!(b.stage, Stage::Held(_))));
		Ok(())
	}

	#[benchmark]
	fn roll() -> Result<(), BenchmarkError> {
		prepare::<T>();
		settle::<T>(book::<T>(MAX_BILLS, 182)?)?;
		let tomorrow = Day(TODAY.0.saturating_add(1));
		T::Time::set_up_time(tomorrow.start());
		#[block]
		{
			Pallet::<T>::roll();
		}
		assert_eq!(CurrentTotals::<T>::get().daily.day, tomorrow);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
