//! What is sold before its day, because redeemers wait.

use crate::{
	pallet::{Bills, Book, Config, CurrentTotals, Error, Pallet},
	tenor_of, Bill, Line, Order, OrderList, Policy, Sale, Stage, Trade,
};
use caliber_finance::treasury::total;
use caliber_primitives::{
	dollar::Dollar,
	ids::{BillId, OrderId},
	units::{Day, UsdaiAmount},
};
use frame_support::ensure;

impl<T: Config> Pallet<T> {
	/// The sale that redeemers need beside the live orders: when what they are owed is not covered by
	/// cash, by bills that mature soon and by what is being sold, one more bill.
	pub(crate) fn needed_sale(policy: &Policy, live: &OrderList) -> Option<(Trade, UsdaiAmount)> {
		let book = Book::<T>::get();
		let until = Day(Self::today().0.saturating_add(policy.sale_horizon.0));
		let coming = total([book.coming(until), live.on_sale()]);
		let lack = Self::liquidity_at_hand().lack(coming);
		if lack < policy.min_order {
			return None;
		}
		let (bill, cost) = book.to_sell(until, |bill| live.asks_for(Trade::Sell(bill)))?;
		Some((Trade::Sell(bill), cost))
	}

	/// An order that can be filled by a sale, the bill, and the other orders.
	pub(crate) fn order_to_sell(id: OrderId) -> Result<(OrderList, Order, BillId), Error<T>> {
		let (rest, order) = Self::standing_order(id)?;
		match order.trade {
			Trade::Sell(bill) => Ok((rest, order, bill)),
			Trade::Buy(_) => Err(Error::WrongSide),
		}
	}

	/// The terms of a sale agree with policy and feed. A bill is priced by the shortest tenor that is
	/// not shorter than what is left of it.
	pub(crate) fn ensure_sells_well(
		bill: &Bill<T::AccountId>,
		sale: &Sale,
	) -> Result<(), Error<T>> {
		let policy = Self::policy_in_force();
		let left = bill.purchase.matures.0.saturating_sub(sale.settles.0);
		let fed = Self::fed_discount(tenor_of(left))?;
		sale.check(&policy, bill.purchase.matures, Self::today(), fed)?;
		Ok(())
	}

	/// Writes a sale by an operator whose money is still to come.
	pub(crate) fn book_sale(
		id: BillId,
		bill: Bill<T::AccountId>,
		operator: T::AccountId,
		sale: Sale,
	) -> Result<Bill<T::AccountId>, Error<T>> {
		ensure!(bill.written_down.is_none(), Error::AlreadyImpaired);
		let Stage::Held(held) = bill.stage else { return Err(Error::NotHeld) };
		let proceeds = sale.proceeds(bill.purchase.face)?;
		let brings =
			T::Dollar::dollars_of(bill.purchase.slot, proceeds).ok_or(Error::WrongReserve)?;
		let stage = held.sold(sale, proceeds, brings, bill.operator);
		let bill = Bill { stage, operator, ..bill };
		let lines = Book::<T>::get().with_changed(Line::of(id, &bill)).ok_or(Error::Arithmetic)?;
		Self::store_book(lines, CurrentTotals::<T>::get());
		Bills::<T>::insert(id, &bill);
		Ok(bill)
	}

	/// Writes that a bill is held again.
	pub(crate) fn book_cancellation(id: BillId, bill: &Bill<T::AccountId>) -> Result<(), Error<T>> {
		let lines = Book::<T>::get().with_changed(Line::of(id, bill)).ok_or(Error::Arithmetic)?;
		Self::store_book(lines, CurrentTotals::<T>::get());
		Ok(())
	}
}
