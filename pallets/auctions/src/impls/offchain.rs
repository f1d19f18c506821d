//! What the calls about arranged sales do.

use crate::{
	pallet::{ArrangedSales, Config, Error, Event, LotOf, NextLot, Pallet, Refunds},
	Arranged, Bid, Ending, LotError, Sale, ATTESTERS, OPEN_TIME,
};
use caliber_finance::treasury::{difference, total};
use caliber_primitives::{
	auction::{OnLot, Outcome},
	dollar::{pay, Compliance},
	ids::{LoanId, LotId},
	roles::{Role, Roles, Subject},
	units::UsdaiAmount,
};
use frame_support::{ensure, traits::Get, weights::Weight};
use sp_core::H256;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The keyless account that holds bids.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// A Liquidator has found a buyer; says how many items are sold.
	pub(crate) fn arrange(
		liquidator: T::AccountId,
		loan: LoanId,
		buyer: T::AccountId,
		price: UsdaiAmount,
		evidence: H256,
	) -> Result<u32, DispatchError> {
		T::Roles::ensure(&liquidator, Role::Liquidator, &Subject::CHAIN)
			.map_err(Error::<T>::Role)?;
		for who in [&liquidator, &buyer] {
			T::Compliance::ensure_free(who)?;
		}
		ensure!(liquidator != buyer, Error::<T>::Involved);
		ensure!(!LotOf::<T>::contains_key(loan), Error::<T>::LoanHasLot);
		let (seller, aside) = T::OnLot::set_aside(loan, price)?;
		ensure!(buyer != seller, Error::<T>::OwnLot);
		let keeps = |who| T::OnLot::keeps(&aside.items, who);
		ensure!(![&liquidator, &buyer].into_iter().any(keeps), Error::<T>::Involved);
		let count = aside.count();
		let lot = NextLot::<T>::get();
		NextLot::<T>::put(lot.next().ok_or(Error::<T>::TooManyLots)?);
		LotOf::<T>::insert(loan, lot);
		let until = Self::now().saturating_add(OPEN_TIME);
		let arranged = Arranged {
			seller,
			aside,
			liquidator: liquidator.clone(),
			buyer: buyer.clone(),
			price,
			until,
			attested: [None, None],
			best: None,
		};
		ArrangedSales::<T>::insert(lot, arranged);
		Self::deposit_event(Event::SaleArranged {
			lot,
			loan,
			liquidator,
			buyer,
			price,
			evidence,
			until,
		});
		Ok(count)
	}

	fn arranged_sale(lot: LotId) -> Result<Arranged<T::AccountId>, Error<T>> {
		ArrangedSales::<T>::get(lot).ok_or(Error::<T>::NoSuchLot)
	}

	/// Takes an arranged sale out of storage, whichever way it ends.
	fn end_arranged(lot: LotId) -> Result<Arranged<T::AccountId>, Error<T>> {
		let arranged = ArrangedSales::<T>::take(lot).ok_or(Error::<T>::NoSuchLot)?;
		LotOf::<T>::remove(arranged.aside.loan);
		Ok(arranged)
	}

	/// Somebody pays more than the buyer whom a Liquidator has found.
	///
	/// Says how many items are sold.
	pub(crate) fn outbid(
		bidder: T::AccountId,
		lot: LotId,
		price: UsdaiAmount,
	) -> Result<u32, DispatchError> {
		T::Compliance::ensure_free(&bidder)?;
		let arranged = Self::arranged_sale(lot)?;
		let (loan, count) = (arranged.aside.loan, arranged.aside.count());
		ensure!(!T::OnLot::keeps(&arranged.aside.items, &bidder), Error::<T>::Involved);
		let bid = Bid { bidder: bidder.clone(), price };
		let (arranged, beaten) = arranged.overbid(bid, Self::now()).map_err(Error::<T>::from)?;
		ArrangedSales::<T>::insert(lot, arranged);
		Self::owe(beaten);
		pay::<_, T::Dollar>(&bidder, &Self::account(), price)?;
		Self::deposit_event(Event::Overbid { lot, loan, bidder, price });
		Ok(count)
	}

	/// Whoever was outbid has his money back, once he asks for it.
	fn owe(bid: Option<Bid<T::AccountId>>) {
		if let Some(Bid { bidder, price }) = bid {
			Refunds::<T>::mutate(bidder, |owed| *owed = total([*owed, price]));
		}
	}

	/// Somebody says that the buyer has paid. Says how many items are sold.
	pub(crate) fn attest_by(
		who: T::AccountId,
		lot: LotId,
		price: UsdaiAmount,
		evidence: H256,
	) -> Result<u32, DispatchError> {
		let arranged = Self::arranged_sale(lot)?;
		ensure!(!T::OnLot::keeps(&arranged.aside.items, &who), Error::<T>::Involved);
		let count = arranged.aside.count();
		let open = ATTESTERS.iter().zip(&arranged.attested).filter(|(_, by)| by.is_none());
		let has = |role: &Role| T::Roles::ensure(&who, *role, &Subject::CHAIN);
		// He speaks in the first role that nobody has spoken in.
		let mut role = Err(Error::<T>::from(LotError::Attested));
		for (open, _) in open {
			role = has(open).map(|()| *open).map_err(Error::<T>::Role);
			if role.is_ok() {
				break;
			}
		}
		let role = role?;
		let arranged = arranged.attest(who.clone(), role, price).map_err(Error::<T>::from)?;
		ArrangedSales::<T>::insert(lot, arranged);
		Self::deposit_event(Event::ProceedsAttested { lot, by: who, role, price, evidence });
		Ok(count)
	}

	/// The Liquidator brings the proceeds; says how many items were sold and what more that weighs.
	pub(crate) fn settle_arranged(
		by: T::AccountId,
		lot: LotId,
	) -> Result<(u32, Weight), DispatchError> {
		let arranged = Self::end_arranged(lot)?;
		let items = arranged.aside.count();
		let sale = arranged.settle(&by, Self::now()).map_err(Error::<T>::from)?;
		T::Compliance::ensure_free(&by)?;
		T::Compliance::ensure_free(&sale.buyer)?;
		Ok((items, Self::sell(lot, sale, &by, UsdaiAmount::ZERO)?))
	}

	/// Ends an arranged sale whose time is over; says how many items there were and what more that weighs.
	pub(crate) fn close_arranged(lot: LotId) -> Result<(u32, Weight), DispatchError> {
		let arranged = Self::end_arranged(lot)?;
		let items = arranged.aside.count();
		let best = arranged.best.clone();
		let weight = match arranged.close(Self::now()).map_err(Error::<T>::from)? {
			Ending::Outbid(sale) if !T::OnLot::is_disputed(sale.loan) => {
				Self::sell(lot, sale, &Self::account(), UsdaiAmount::ZERO)?
			},
			// Nobody can have what is in dispute: his money does not wait for its end.
			Ending::Outbid(Sale { loan, .. }) | Ending::Lapsed(loan) => {
				Self::owe(best);
				let weight = T::OnLot::closed(loan, lot, Outcome::Lapsed)?;
				Self::deposit_event(Event::SaleLapsed { lot, loan });
				weight
			},
		};
		Ok((items, weight))
	}

	/// The price passes to the seller, who delivers.
	pub(crate) fn sell(
		lot: LotId,
		sale: Sale<T::AccountId>,
		payer: &T::AccountId,
		offset: UsdaiAmount,
	) -> Result<Weight, DispatchError> {
		let Sale { loan, seller, buyer, price } = sale;
		pay::<_, T::Dollar>(payer, &seller, difference(price, offset).0)?;
		let sold = Outcome::Sold { buyer: buyer.clone(), price, offset };
		let weight = T::OnLot::closed(loan, lot, sold)?;
		Self::deposit_event(Event::LotSold { lot, loan, seller, buyer, price, offset });
		Ok(weight)
	}

	/// Ends what is for sale of a loan without a sale, arranged or not.
	pub(crate) fn end_without_sale(loan: LoanId, lot: LotId) -> Result<(), Error<T>> {
		match ArrangedSales::<T>::contains_key(lot) {
			true => Self::owe(Self::end_arranged(lot)?.best),
			false => {
				Self::end(lot)?.cancel();
			},
		}
		Self::deposit_event(Event::LotCancelled { lot, loan });
		Ok(())
	}

	/// Pays back what lies with the chain for somebody who was outbid.
	pub(crate) fn give_back(who: T::AccountId) -> DispatchResult {
		let amount = Refunds::<T>::take(&who);
		ensure!(!amount.is_zero(), Error::<T>::NothingToRefund);
		T::Compliance::ensure_free(&who)?;
		pay::<_, T::Dollar>(&Self::account(), &who, amount)?;
		Self::deposit_event(Event::Refunded { who, amount });
		Ok(())
	}
}
