//! From idle cash to a bill in transit.

use crate::{
	pallet::{
		AtCustodian, Bills, Book, Config, CurrentPolicy, CurrentTotals, Error, Event, Orders,
		Pallet,
	},
	Bill, InTransit, Line, Order, OrderList, Policy, Purchase, Rung, Stage, Totals, RUNGS,
};
use caliber_finance::{
	treasury::{is_whole_lots, LadderYield, Liquidity},
	FinanceError,
};
use caliber_primitives::{
	dollar::{Compliance, Dollar, PauseTier},
	ids::{BillId, OrderId},
	prices::{Prices, RateKey, Tenor},
	roles::{Role, Roles, Subject},
	units::{Ppb, UsdaiAmount},
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Fresh bank discount of a tenor.
	pub(crate) fn fed_discount(tenor: Tenor) -> Result<Ppb, Error<T>> {
		let rate = T::Prices::rate(RateKey::BillDiscount(tenor)).fresh().map_err(Error::Feed)?;
		rate.value.non_negative().ok_or(Error::NegativeRate)
	}

	/// What decides how much may be invested.
	fn liquidity() -> Liquidity {
		Liquidity { cash: T::Dollar::cash(), owed: T::Dollar::owed(), issued: T::Dollar::issued() }
	}

	/// The ladder now, and what is free for more orders besides the live ones.
	pub(crate) fn rungs(live: &OrderList) -> Result<([Rung; RUNGS], UsdaiAmount), FinanceError> {
		let policy = CurrentPolicy::<T>::get();
		let free = policy.free(&Self::liquidity(), live.all())?;
		let book = Book::<T>::get();
		let rungs =
			policy.ladder_of(|tenor| book.held(tenor), |tenor| live.ordered(tenor), free)?;
		Ok((rungs, free))
	}

	/// What the policy would order next.
	pub(crate) fn lacking(live: &OrderList) -> Result<Option<(Tenor, UsdaiAmount)>, Error<T>> {
		let (rungs, free) = Self::rungs(live)?;
		Ok(CurrentPolicy::<T>::get().next_order(&rungs, free))
	}

	/// Stores a new order beside the live ones.
	pub(crate) fn place_order(
		live: OrderList,
		tenor: Tenor,
		amount: UsdaiAmount,
	) -> Result<Order, Error<T>> {
		let totals = CurrentTotals::<T>::get();
		let id = totals.next_order;
		let expires = Self::now().saturating_add(CurrentPolicy::<T>::get().order_life);
		let order = Order { id, tenor, amount, expires };
		let next_order = id.next().ok_or(Error::Arithmetic)?;
		CurrentTotals::<T>::put(Totals { next_order, ..totals });
		Orders::<T>::put(live.with(order).ok_or(Error::Arithmetic)?);
		Ok(order)
	}

	/// Both may act, and are two.
	pub(crate) fn ensure_may_buy(
		operator: &T::AccountId,
		custodian: &T::AccountId,
	) -> DispatchResult {
		T::Compliance::ensure_open(PauseTier::Intake)?;
		T::Compliance::ensure_free(operator)?;
		T::Compliance::ensure_free(custodian)?;
		T::Roles::ensure(operator, Role::TreasuryOperator, &Subject::CHAIN)
			.map_err(Error::<T>::Role)?;
		T::Roles::ensure(custodian, Role::Custodian, &Subject::CHAIN).map_err(Error::<T>::Role)?;
		ensure!(operator != custodian, Error::<T>::NotDistinct);
		Ok(())
	}

	/// An order that can be filled, and the others.
	pub(crate) fn standing_order(id: OrderId) -> Result<(OrderList, Order), Error<T>> {
		let (rest, order) = Orders::<T>::get().take(id).ok_or(Error::UnknownOrder)?;
		ensure!(Self::now() < order.expires, Error::OrderLapsed);
		Ok((rest, order))
	}

	/// The record of a purchase, with its cost.
	pub(crate) fn bill_of(
		order: Order,
		operator: T::AccountId,
		purchase: Purchase<T::AccountId>,
	) -> Result<Bill<T::AccountId>, Error<T>> {
		let paid = purchase.cost()?;
		let dollars =
			|amount| T::Dollar::dollars_of(purchase.slot, amount).ok_or(Error::WrongReserve);
		let (cost, face) = (dollars(paid)?, dollars(purchase.face)?);
		ensure!(is_whole_lots(face), Error::NotWholeLots);
		let stage = Stage::InTransit(InTransit::new());
		let Order { id, tenor, .. } = order;
		Ok(Bill { order: id, tenor, operator, purchase, paid, cost, face, stage })
	}

	/// The bill's cost fits its order, leaves the floor in cash, and fits its custodian.
	pub(crate) fn ensure_affordable(
		policy: &Policy,
		order: &Order,
		bill: &Bill<T::AccountId>,
	) -> Result<(), Error<T>> {
		ensure!(bill.cost <= order.amount, Error::AboveOrder);
		ensure!(bill.cost <= policy.spendable(&Self::liquidity())?, Error::BelowFloor);
		let cap = policy.cap_of(Self::backing())?;
		let held = AtCustodian::<T>::get(&bill.purchase.custodian).with(bill.cost);
		ensure!(held.is_some_and(|held| held.0 <= cap), Error::AboveCustodianCap);
		Ok(())
	}

	/// Writes a purchase: the record, its line, the totals and the custodian's account.
	pub(crate) fn book_purchase(bill: &Bill<T::AccountId>) -> Result<BillId, DispatchError> {
		let totals = CurrentTotals::<T>::get();
		let id = totals.next_bill;
		let lines = Book::<T>::get();
		ensure!(!lines.is_full(), Error::<T>::TooManyBills);
		let lines = lines.with(Line::of(id, bill)).ok_or(Error::<T>::Arithmetic)?;
		let totals =
			totals.with(|accounts| accounts.bought(bill.cost)).ok_or(Error::<T>::Arithmetic)?;
		CurrentTotals::<T>::put(Totals {
			next_bill: id.next().ok_or(Error::<T>::Arithmetic)?,
			next_maturity: lines.next_maturity(),
			..totals
		});
		let custodian = &bill.purchase.custodian;
		let held =
			AtCustodian::<T>::get(custodian).with(bill.cost).ok_or(Error::<T>::Arithmetic)?;
		Self::set_at_custodian(custodian, held);
		Book::<T>::put(lines);
		Bills::<T>::insert(id, bill);
		Ok(id)
	}

	/// Tells of a purchase.
	pub(crate) fn deposit_filled(id: BillId, bill: Bill<T::AccountId>) {
		let Bill { order, operator, purchase, paid, .. } = bill;
		let Purchase { slot, custodian, cusip, face, price, settles, matures } = purchase;
		Self::deposit_event(Event::Filled {
			bill: id,
			order,
			operator,
			custodian,
			slot,
			cusip,
			face,
			paid,
			price,
			settles,
			matures,
			in_transit: CurrentTotals::<T>::get().accounts.in_transit,
		});
	}

	/// Yield of the ladder, were it bought today: coupon equivalents by weight, of what the floor
	/// leaves.
	pub(crate) fn expected_apr() -> Option<Ppb> {
		let (policy, today) = (CurrentPolicy::<T>::get(), Self::today());
		policy
			.ladder
			.weights()
			.into_iter()
			.filter(|(_, weight)| !weight.is_zero())
			.try_fold(LadderYield::default(), |all, (tenor, weight)| {
				let discount = Self::fed_discount(tenor).ok()?;
				all.with(weight, discount, tenor.days(), today).ok()
			})?
			.above_floor(policy.liquid_floor)
			.ok()
	}
}

impl Line {
	/// The line of a bill.
	pub(crate) fn of<AccountId>(id: BillId, bill: &Bill<AccountId>) -> Self {
		Self { bill: id, tenor: bill.tenor, position: bill.position() }
	}
}
