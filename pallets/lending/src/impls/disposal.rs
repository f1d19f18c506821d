//! Hardware of a loan in default is sold, bought by its insurer or redeemed, and whoever is owed is paid by
//! rank (protocol.md 7).

use super::monitoring::AS_THEY_ARE;
use crate::{
	pallet::{Config, Error, Event, Loans, Pallet, TheBook},
	types::{place, Book, Defaulted, Freed, Items, Paid, Record, SaleTerms, MAX_ITEMS},
	weights::WeightInfo,
};
use alloc::vec::Vec;
use caliber_finance::{
	recovery::{residual, Proportion, CENT},
	treasury::sum,
	FinanceError,
};
use caliber_primitives::{
	auction::{Aside, Auctioneer, LotSpec, OnLot, Outcome},
	collateral::{Collateral, Loss},
	ids::{ItemId, LoanId, LotId},
	units::UsdaiAmount,
	vault::Vault,
};
use frame_support::{ensure, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

/// How hardware leaves the chain's hands.
pub(crate) struct Exit<AccountId> {
	/// What leaves.
	pub(crate) lot: Items,
	/// To whom.
	pub(crate) to: AccountId,
	/// What it brings.
	pub(crate) amount: UsdaiAmount,
	/// By which way.
	pub(crate) way: Way<AccountId>,
}

/// By which way.
pub(crate) enum Way<AccountId> {
	/// It was sold, and the account has the price.
	Sold {
		/// What of it was not paid: the buyer, a lender, would have had it.
		offset: UsdaiAmount,
	},
	/// Somebody pays for all that is left.
	Paid {
		/// Who.
		by: AccountId,
	},
}

/// Where that leaves the loan.
struct Left<AccountId> {
	borrower: AccountId,
	/// When it is closed: what of the vault's principal is lost, and what goes back to the borrower.
	closed: Option<(UsdaiAmount, Items)>,
	/// What that weighs beyond the items that leave.
	weight: Weight,
}

/// Claims on residual cover, item by item.
type Residuals = Vec<(ItemId, UsdaiAmount)>;

impl<T: Config> Pallet<T> {
	/// Puts the next lot up for sale; says of how many items.
	pub(crate) fn sell_by(loan: LoanId) -> Result<u32, DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		let now = TheBook::<T>::get().clock(Self::now());
		let items = Self::next_lot(&defaulted)?;
		let (start, floor) = Self::prices_of(&defaulted, &items);
		let SaleTerms { lasts, .. } = defaulted.terms.sale;
		Loans::<T>::insert(loan, Record::Defaulted(Defaulted { on_sale: true, ..defaulted }));
		let count = Self::count(&items);
		let lot = LotSpec { loan, items, start, floor, opens: now, lasts };
		T::Auctions::open(&Self::account(), lot)?;
		Ok(count)
	}

	/// What is sold next, if it may be sold now.
	fn next_lot(defaulted: &Defaulted<T::AccountId>) -> Result<Items, Error<T>> {
		Self::ensure_may_be_sold(defaulted)?;
		let now = TheBook::<T>::get().clock(Self::now());
		ensure!(now >= defaulted.opens(), Error::<T>::NoticeRuns);
		let items = defaulted.lot();
		ensure!(!Self::are_disputed(&items), Error::<T>::ItemDisputed);
		Ok(items)
	}

	/// A tranche agrees to a sale off the chain that brings so much, or no longer.
	pub(crate) fn agree_by(
		who: Option<T::AccountId>,
		loan: LoanId,
		tranche: u8,
		least: Option<UsdaiAmount>,
	) -> DispatchResult {
		let defaulted = Self::defaulted(loan)?;
		let holder = place(tranche).and_then(|place| defaulted.creditors.positions.get(place));
		match (&who, holder) {
			// Governance speaks for the vault.
			(None, _) => ensure!(tranche == 0, Error::<T>::NotHolder),
			(Some(who), Some(position)) => ensure!(position.holder == *who, Error::<T>::NotHolder),
			(Some(_), None) => return Err(Error::<T>::UnknownTranche.into()),
		}
		let defaulted = defaulted.agreeing(tranche, least);
		Loans::<T>::insert(loan, Record::Defaulted(defaulted));
		Self::deposit_event(Event::SaleAgreed { loan, tranche, least });
		Ok(())
	}

	/// Fails while a sale goes on or a Registrar halts it.
	pub(crate) fn ensure_may_be_sold(defaulted: &Defaulted<T::AccountId>) -> Result<(), Error<T>> {
		let now = TheBook::<T>::get().clock(Self::now());
		ensure!(!defaulted.on_sale, Error::<T>::SaleGoesOn);
		ensure!(!Self::is_stayed(defaulted, now), Error::<T>::Stayed);
		Ok(())
	}

	/// First and last price of a sale of the next lot now.
	pub(crate) fn prices_of(
		defaulted: &Defaulted<T::AccountId>,
		lot: &Items,
	) -> (UsdaiAmount, UsdaiAmount) {
		let behind = Self::behind(lot, AS_THEY_ARE);
		let worth = behind.for_sale(&defaulted.part_of_security(lot));
		defaulted.prices(worth.orderly, worth.forced)
	}

	/// Whether a dispute keeps one of them from whoever buys.
	fn are_disputed(items: &[ItemId]) -> bool {
		items.iter().any(|item| T::Collateral::is_disputed(*item))
	}

	/// Pays all that is owed, so that the title returns; says how many items there are.
	pub(crate) fn redeem_by(
		by: T::AccountId,
		loan: LoanId,
		max_amount: UsdaiAmount,
	) -> Result<u32, DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		let amount = defaulted.redeems().map_err(|_| Error::<T>::Uncomputable)?;
		ensure!(amount <= max_amount, Error::<T>::AboveLimit);
		let lot = Items::truncate_from(defaulted.left().to_vec());
		let (count, to) = (Self::count(&lot), defaulted.terms.borrower.clone());
		let way = Way::Paid { by: by.clone() };
		Self::exit(loan, defaulted, Exit { lot, to, amount, way })?;
		Self::deposit_event(Event::CollateralRedeemed { loan, by, amount });
		Ok(count)
	}

	/// Whoever insures all items buys them before they are up for sale; says how many there are.
	pub(crate) fn buy_out_by(
		insurer: T::AccountId,
		loan: LoanId,
		max_amount: UsdaiAmount,
	) -> Result<u32, DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		Self::ensure_may_be_sold(&defaulted)?;
		ensure!(defaulted.rounds == 0 && defaulted.sold == 0, Error::<T>::BuyOutOver);
		let items = Items::truncate_from(defaulted.left().to_vec());
		let insures = |item: &ItemId| {
			T::Collateral::insured(*item).is_some_and(|cover| cover.insurer == insurer)
		};
		ensure!(items.iter().all(insures), Error::<T>::NotInsurer);
		let redeems = defaulted.redeems().map_err(|_| Error::<T>::Uncomputable)?;
		let worth = Self::behind(&items, AS_THEY_ARE).for_sale(&defaulted.security);
		let amount = redeems.max(worth.orderly);
		ensure!(amount <= max_amount, Error::<T>::AboveLimit);
		let (count, way) = (Self::count(&items), Way::Paid { by: insurer.clone() });
		Self::exit(loan, defaulted, Exit { lot: items, to: insurer.clone(), amount, way })?;
		Self::deposit_event(Event::BoughtOut { loan, insurer, amount });
		Ok(count)
	}

	/// Hardware leaves, and its money is divided: records and the book first, then title and money. The loan
	/// is closed once nobody is owed anything or nothing is left. Says what it weighs beyond the items that
	/// leave.
	pub(crate) fn exit(
		loan: LoanId,
		mut defaulted: Defaulted<T::AccountId>,
		exit: Exit<T::AccountId>,
	) -> Result<Weight, DispatchError> {
		let Exit { lot, to, amount, way } = exit;
		let (before, on_sale) = (defaulted.entry, defaulted.on_sale);
		let fee = match way {
			Way::Sold { .. } => defaulted.terms.sale.fee.on(amount),
			Way::Paid { .. } => Ok(UsdaiAmount::ZERO),
		};
		let paid = fee.and_then(|fee| defaulted.pay(amount, fee));
		let paid = paid.map_err(|_| Error::<T>::Uncomputable)?;
		let claims = match &way {
			Way::Sold { offset } => Self::settle_sale(&mut defaulted, &lot, &to, amount, *offset)?,
			Way::Paid { .. } => Residuals::new(),
		};
		let book = Self::leave(TheBook::<T>::get(), &before)?;
		let Left { borrower, closed, weight } = Self::put_left(loan, book, defaulted, &lot)?;

		let mut price = Some(amount);
		if let Way::Paid { by } = way {
			if on_sale {
				T::Auctions::cancel(loan)?;
			}
			Self::take(&by, amount)?;
			price = price.filter(|_| to != borrower);
		}
		Self::file(loan, claims);
		Self::deliver(loan, &lot, &to)?;
		T::Vault::receive(&Self::account(), paid.receipt)?;
		let Paid { claims: paid, receipt, surplus } = paid;
		let Some((lost, returned)) = closed else {
			let items = lot;
			Self::deposit_event(Event::PartSold { loan, items, to, price: amount, paid, receipt });
			return Ok(weight);
		};
		Self::deliver(loan, &returned, &borrower)?;
		let covered = Self::cover(lost);
		Self::deposit_event(Event::DefaultClosed {
			loan,
			to,
			price,
			paid,
			receipt,
			lost,
			covered,
			surplus,
			returned,
		});
		Ok(weight)
	}

	/// What a buyer sets off is not credited to him, and insurers are counted on for what the sale has
	/// brought too little.
	fn settle_sale(
		defaulted: &mut Defaulted<T::AccountId>,
		lot: &Items,
		buyer: &T::AccountId,
		price: UsdaiAmount,
		offset: UsdaiAmount,
	) -> Result<Residuals, Error<T>> {
		let Defaulted { creditors, .. } = defaulted;
		let short = creditors.set_off(buyer, offset).and_then(|()| creditors.uninsured());
		let short = short.map_err(|_| Error::<T>::Uncomputable)?;
		let claims = Self::residuals(lot, price, short).map_err(|_| Error::<T>::Uncomputable)?;
		let expected = claims.iter().map(|(_, amount)| *amount).chain([creditors.expected]);
		creditors.expected = sum(expected).map_err(|_| Error::<T>::Uncomputable)?;
		Ok(claims)
	}

	/// What of a sale's lack each item's cover makes up for, in proportion to their floors.
	fn residuals(
		lot: &Items,
		price: UsdaiAmount,
		short: UsdaiAmount,
	) -> Result<Residuals, FinanceError> {
		let floors = lot.iter().filter_map(|item| {
			let cover = T::Collateral::insured(*item)?;
			Some((*item, cover.floor))
		});
		let floors: Residuals = floors.filter(|(_, floor)| !floor.is_zero()).collect();
		let floor = sum(floors.iter().map(|(_, floor)| *floor))?;
		let mut shares = Proportion::new(residual(floor, price, short), floor, CENT);
		let shares = floors.into_iter().map(|(item, floor)| Ok((item, shares.share(floor)?)));
		let mut all = shares.collect::<Result<Residuals, FinanceError>>()?;
		all.retain(|(_, share)| !share.is_zero());
		Ok(all)
	}

	/// Writes what is left of a loan and the book.
	fn put_left(
		loan: LoanId,
		book: Book,
		defaulted: Defaulted<T::AccountId>,
		lot: &Items,
	) -> Result<Left<T::AccountId>, Error<T>> {
		let defaulted = defaulted.without_lot(lot);
		let borrower = defaulted.terms.borrower.clone();
		if !defaulted.is_over() {
			let rest = Self::count(defaulted.left());
			let behind = Self::behind(defaulted.left(), AS_THEY_ARE);
			let defaulted = defaulted.reviewed(&behind).map_err(|_| Error::<T>::Uncomputable)?;
			TheBook::<T>::put(Self::enter(book, &defaulted.entry)?);
			Loans::<T>::insert(loan, Record::Defaulted(defaulted));
			let weight = T::WeightInfo::review(rest);
			return Ok(Left { borrower, closed: None, weight });
		}
		let closed = defaulted.close(Self::now()).map_err(|_| Error::<T>::Uncomputable)?;
		let (closed, Freed { items, hung, .. }) = closed;
		let book = match &closed.entry {
			Some(entry) => Self::enter(book, entry)?,
			None => book,
		};
		let lost = closed.lost();
		TheBook::<T>::put(book);
		Self::unhang(&hung)?;
		Loans::<T>::insert(loan, Record::Closed(closed));
		let weight = match Self::count(&items) {
			0 => Weight::zero(),
			rest => T::WeightInfo::redeem_collateral(rest),
		};
		Ok(Left { borrower, closed: Some((lost, items)), weight })
	}

	/// Files claims on residual cover. What is refused is lost like what was never covered: it keeps nobody
	/// from being paid.
	fn file(loan: LoanId, claims: Residuals) {
		for (item, amount) in claims {
			if let Err(error) = T::Collateral::claim_cover(item, loan, amount, Loss::Residual) {
				Self::deposit_event(Event::NotClaimed { loan, item, amount, error });
				Self::count_on_no_more(loan, amount);
			}
		}
	}

	fn deliver(loan: LoanId, items: &[ItemId], to: &T::AccountId) -> DispatchResult {
		items.iter().try_for_each(|item| T::Collateral::deliver(*item, loan, to))
	}

	/// What the reserve fund pays of the vault's loss.
	pub(crate) fn cover(lost: UsdaiAmount) -> UsdaiAmount {
		match lost.is_zero() {
			true => UsdaiAmount::ZERO,
			false => T::Vault::cover_loss(lost),
		}
	}
}

impl<T: Config> OnLot<T::AccountId> for Pallet<T> {
	/// Errors: `UnknownLoan`, `NotDefaulted`, `Uncomputable`; those of the registry, the vault and the
	/// dollar.
	fn closed(
		loan: LoanId,
		_: LotId,
		outcome: Outcome<T::AccountId>,
	) -> Result<Weight, DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		match outcome {
			Outcome::Sold { buyer, price, offset } => {
				let lot = defaulted.lot();
				let way = Way::Sold { offset };
				Self::exit(loan, defaulted, Exit { lot, to: buyer, amount: price, way })
			},
			Outcome::Lapsed => {
				let lapsed = Defaulted { on_sale: false, lapsed: true, ..defaulted };
				Loans::<T>::insert(loan, Record::Defaulted(lapsed));
				Ok(Weight::zero())
			},
			Outcome::Unsold => {
				// Nobody could buy what is in dispute: that says nothing of its price.
				let could_be_bought = !Self::are_disputed(&defaulted.lot());
				let rounds = defaulted.rounds.saturating_add(u32::from(could_be_bought));
				let unsold = Defaulted { rounds, on_sale: false, lapsed: false, ..defaulted };
				Loans::<T>::insert(loan, Record::Defaulted(unsold));
				Ok(Weight::zero())
			},
		}
	}

	/// Of what is left when a lot is sold the marks are made anew, or it goes back to the borrower.
	fn closed_weight() -> Weight {
		T::WeightInfo::review(MAX_ITEMS).max(T::WeightInfo::redeem_collateral(MAX_ITEMS))
	}

	/// Errors: `UnknownLoan`, `NotDefaulted`, `SaleGoesOn`, `Stayed`, `NoticeRuns`, `ItemDisputed`,
	/// `BelowFloor`, `NotAgreed`, `Uncomputable`.
	fn set_aside(loan: LoanId, price: UsdaiAmount) -> Result<(T::AccountId, Aside), DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		let items = Self::next_lot(&defaulted)?;
		let (_, floor) = Self::prices_of(&defaulted, &items);
		ensure!(price >= floor, Error::<T>::BelowFloor);
		let agreed = defaulted.is_agreed(price).map_err(|_| Error::<T>::Uncomputable)?;
		ensure!(agreed, Error::<T>::NotAgreed);
		Loans::<T>::insert(loan, Record::Defaulted(Defaulted { on_sale: true, ..defaulted }));
		Ok((Self::account(), Aside { loan, items }))
	}

	fn is_disputed(loan: LoanId) -> bool {
		Self::defaulted(loan).is_ok_and(|defaulted| Self::are_disputed(&defaulted.lot()))
	}

	fn keeps(items: &[ItemId], who: &T::AccountId) -> bool {
		items.iter().any(|item| T::Collateral::custodian(*item).as_ref() == Some(who))
	}

	/// Errors: `UnknownLoan`, `NotDefaulted`, `NotLender`, `Uncomputable`.
	fn offset(
		loan: LoanId,
		bidder: &T::AccountId,
		price: UsdaiAmount,
	) -> Result<UsdaiAmount, DispatchError> {
		let defaulted = Self::defaulted(loan)?;
		let positions = &defaulted.creditors.positions;
		ensure!(positions.iter().any(|each| each.holder == *bidder), Error::<T>::NotLender);
		let offset = defaulted.offset(bidder, price).map_err(|_| Error::<T>::Uncomputable)?;
		Ok(offset)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_lender(_: LoanId) -> T::AccountId {
		frame_benchmarking::account("curator", 0, 0)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_aside(items: u32) -> LoanId {
		crate::benchmarking::aside::<T>(items)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_lot(items: u32) -> LotSpec {
		crate::benchmarking::lot::<T>(items)
	}
}
