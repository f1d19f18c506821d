//! From idle cash to a bill in transit.

use crate::{
	pallet::{AtCustodian, Bills, Book, Config, CurrentTotals, Error, Event, Orders, Pallet},
	Bill, InTransit, Line, Order, OrderList, Policy, Purchase, Rung, Stage, Totals, Trade, RUNGS,
};
use caliber_finance::{
	treasury::{duration_room, is_whole_lots, total, LadderYield, Liquidity},
	FinanceError,
};
use caliber_primitives::{
	book::LoanBook,
	dollar::{Compliance, Dollar, PauseTier},
	ids::{BillId, OrderId},
	prices::{Prices, RateKey, Tenor},
	roles::{Role, Roles, Subject},
	units::{Ppb, UsdaiAmount},
	vault::Vault,
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Fresh bank discount of a tenor.
	pub(crate) fn fed_discount(tenor: Tenor) -> Result<Ppb, Error<T>> {
		let rate = T::Prices::rate(RateKey::BillDiscount(tenor)).fresh().map_err(Error::Feed)?;
		rate.value.non_negative().ok_or(Error::NegativeRate)
	}

	/// What the dollar has and owes.
	pub(crate) fn liquidity_at_hand() -> Liquidity {
		let none = UsdaiAmount::ZERO;
		Liquidity {
			cash: T::Dollar::cash(),
			owed: T::Dollar::owed(),
			issued: T::Dollar::issued(),
			committed: none,
			queued: none,
		}
	}

	/// What decides how much may be invested: also what borrowers are promised, and what the vault's
	/// queue takes within the days of the policy.
	pub(crate) fn liquidity(policy: &Policy) -> Liquidity {
		Liquidity {
			committed: total([T::Loans::committed(), T::Loans::escrowed()]),
			queued: T::Vault::queued_within(policy.floor_term()),
			..Self::liquidity_at_hand()
		}
	}

	/// The ladder now, and what is free for more orders besides the live ones.
	pub(crate) fn rungs(live: &OrderList) -> Result<([Rung; RUNGS], UsdaiAmount), FinanceError> {
		let policy = Self::policy_in_force();
		let free = policy.free(&Self::liquidity(&policy), live.all())?;
		let book = Book::<T>::get();
		let rungs =
			policy.ladder_of(|tenor| book.held(tenor), |tenor| live.ordered(tenor), free)?;
		Ok((rungs, free))
	}

	/// What the policy would buy next.
	pub(crate) fn lacking(
		policy: &Policy,
		live: &OrderList,
	) -> Result<Option<(Trade, UsdaiAmount)>, Error<T>> {
		let (rungs, free) = Self::rungs(live)?;
		let bound = Book::<T>::get().money_days(Self::today());
		let backing = Self::backing();
		let room = |tenor: Tenor| duration_room(bound, backing, policy.max_duration, tenor.days());
		let next = policy.next_order(&rungs, room, free);
		Ok(next.map(|(tenor, amount)| (Trade::Buy(tenor), amount)))
	}

	/// What the policy would order next: a sale that redeemers need, else a purchase.
	pub(crate) fn wanted(live: &OrderList) -> Result<Option<(Trade, UsdaiAmount)>, Error<T>> {
		let policy = Self::policy_in_force();
		if live.is_full() {
			return Ok(None);
		}
		match Self::needed_sale(&policy, live) {
			Some(sale) => Ok(Some(sale)),
			None => Self::lacking(&policy, live),
		}
	}

	/// The fed discount that an order is placed at. A purchase needs open intake and room in the
	/// book as well; a sale takes risk off and is never paused.
	pub(crate) fn ensure_orderable(trade: Trade) -> Result<Ppb, DispatchError> {
		let book = Book::<T>::get();
		let tenor = match trade {
			Trade::Buy(tenor) => {
				T::Compliance::ensure_open(PauseTier::Intake)?;
				ensure!(!book.is_full(), Error::<T>::TooManyBills);
				tenor
			},
			Trade::Sell(bill) => {
				book.line(bill).ok_or(Error::<T>::UnknownBill)?.priced_as(Self::today())
			},
		};
		Ok(Self::fed_discount(tenor)?)
	}

	/// Stores a new order beside the live ones.
	pub(crate) fn place_order(
		live: OrderList,
		trade: Trade,
		amount: UsdaiAmount,
	) -> Result<Order, Error<T>> {
		let totals = CurrentTotals::<T>::get();
		let id = totals.next_order;
		let expires = Self::now().saturating_add(Self::policy_in_force().order_life);
		let order = Order { id, trade, amount, expires };
		let next_order = id.next().ok_or(Error::Arithmetic)?;
		CurrentTotals::<T>::put(Totals { next_order, ..totals });
		Orders::<T>::put(live.with(order).ok_or(Error::Arithmetic)?);
		Ok(order)
	}

	/// He may trade for the treasury.
	pub(crate) fn ensure_operates(operator: &T::AccountId) -> DispatchResult {
		T::Compliance::ensure_free(operator)?;
		T::Roles::ensure(operator, Role::TreasuryOperator, &Subject::CHAIN)
			.map_err(Error::<T>::Role)?;
		Ok(())
	}

	/// Both may act, and are two.
	pub(crate) fn ensure_may_buy(
		operator: &T::AccountId,
		custodian: &T::AccountId,
	) -> DispatchResult {
		T::Compliance::ensure_open(PauseTier::Intake)?;
		T::Compliance::ensure_free(custodian)?;
		Self::ensure_operates(operator)?;
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

	/// An order that can be filled by a purchase, its tenor, and the other orders.
	pub(crate) fn order_to_buy(id: OrderId) -> Result<(OrderList, Order, Tenor), Error<T>> {
		let (rest, order) = Self::standing_order(id)?;
		match order.trade {
			Trade::Buy(tenor) => Ok((rest, order, tenor)),
			Trade::Sell(_) => Err(Error::WrongSide),
		}
	}

	/// The record of a purchase, with its cost.
	pub(crate) fn bill_of(
		order: OrderId,
		tenor: Tenor,
		operator: T::AccountId,
		purchase: Purchase<T::AccountId>,
	) -> Result<Bill<T::AccountId>, Error<T>> {
		let paid = purchase.cost()?;
		let dollars =
			|amount| T::Dollar::dollars_of(purchase.slot, amount).ok_or(Error::WrongReserve);
		let (cost, face) = (dollars(paid)?, dollars(purchase.face)?);
		ensure!(is_whole_lots(face), Error::NotWholeLots);
		let stage = Stage::InTransit(InTransit::new());
		let written_down = None;
		Ok(Bill { order, tenor, operator, purchase, paid, cost, face, written_down, stage })
	}

	/// The bill's cost fits its order, leaves the floor in cash, fits its custodian and its issuer,
	/// and binds the reserves for no longer than the policy allows.
	pub(crate) fn ensure_affordable(
		policy: &Policy,
		order: &Order,
		bill: &Bill<T::AccountId>,
	) -> Result<(), Error<T>> {
		ensure!(bill.cost <= order.amount, Error::AboveOrder);
		let liquidity = Self::liquidity(policy);
		ensure!(bill.cost <= policy.spendable(&liquidity)?, Error::BelowFloor);
		let (backing, book) = (Self::backing(), Book::<T>::get());
		let cap = policy.cap_of(backing)?;
		let held = AtCustodian::<T>::get(&bill.purchase.custodian).with(bill.cost);
		ensure!(held.is_some_and(|held| held.0 <= cap), Error::AboveCustodianCap);
		let owed = total([book.owed_by(bill.purchase.cusip.issuer()), bill.cost]);
		ensure!(owed <= policy.issuer_cap_of(backing)?, Error::AboveIssuerCap);
		let today = Self::today();
		let days = bill.position().days_left(today);
		let room = duration_room(book.money_days(today), backing, policy.max_duration, days);
		ensure!(bill.cost <= room, Error::TooLong);
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
		let totals = Totals { next_bill: id.next().ok_or(Error::<T>::Arithmetic)?, ..totals };
		let custodian = &bill.purchase.custodian;
		let held =
			AtCustodian::<T>::get(custodian).with(bill.cost).ok_or(Error::<T>::Arithmetic)?;
		Self::set_at_custodian(custodian, held);
		Self::store_book(lines, totals);
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
		let (policy, today) = (Self::policy_in_force(), Self::today());
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
		Self {
			bill: id,
			tenor: bill.tenor,
			cusip: bill.purchase.cusip,
			position: bill.position(),
			sold: matches!(bill.stage, Stage::Selling(_)),
		}
	}
}
