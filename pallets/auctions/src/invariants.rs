//! What holds after every block.

use crate::{
	pallet::{ArrangedSales, Config, LotOf, Lots, NextLot, Pallet, Refunds},
	OpenLot,
};
use alloc::{vec, vec::Vec};
use caliber_finance::treasury::total;
use caliber_primitives::{
	invariants::{InvariantId, Invariants},
	units::Seconds,
};
use frame_support::traits::fungible::Inspect;

/// A lot can be sold and settled.
pub const WELL_FORMED: InvariantId =
	InvariantId::new(100, "every open lot sells distinct items in a time above zero");
/// No lot goes below its floor.
pub const PRICED: InvariantId = InvariantId::new(
	101,
	"every open lot asks its start at the opening, its floor at the end, and never more later",
);
/// Nothing is sold twice.
pub const ONE_A_LOAN: InvariantId =
	InvariantId::new(102, "every open lot is the one lot of its loan, and no loan names another");
/// Bids are there.
pub const HELD: InvariantId = InvariantId::new(
	104,
	"the account has every bid against an arranged sale, and all that was outbid and not given back",
);
/// Ids are not used twice.
pub const NUMBERED: InvariantId =
	InvariantId::new(103, "the id of every open lot is below the next");

/// Whether the price falls from start to floor and never rises.
fn falls<AccountId: PartialEq>(lot: &OpenLot<AccountId>, now: Seconds) -> bool {
	let spec = lot.spec();
	let now = now.max(spec.opens).min(lot.ends());
	match (lot.price(spec.opens), lot.price(now), lot.price(lot.ends())) {
		(Ok(first), Ok(this), Ok(last)) => {
			first == spec.start && first >= this && this >= last && last == spec.floor
		},
		_ => false,
	}
}

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let (next, now) = (NextLot::<T>::get(), Self::now());
		let lots: Vec<_> = Lots::<T>::iter().collect();
		let every =
			|holds: &dyn Fn(&OpenLot<T::AccountId>) -> bool| lots.iter().all(|(_, lot)| holds(lot));
		let arranged: Vec<_> = ArrangedSales::<T>::iter().collect();
		let loans = lots.iter().map(|(id, lot)| (*id, lot.spec().loan));
		let loans = loans.chain(arranged.iter().map(|(id, sale)| (*id, sale.aside.loan)));
		let (mut loans, mut count) = (loans, 0usize);
		let one = loans.all(|(id, loan)| {
			count = count.saturating_add(1);
			LotOf::<T>::get(loan) == Some(id)
		});
		let one = one && LotOf::<T>::iter().count() == count;
		let numbers = lots.iter().map(|(id, _)| id).chain(arranged.iter().map(|(id, _)| id));
		let bids = arranged.iter().filter_map(|(_, sale)| sale.best.as_ref().map(|bid| bid.price));
		let held = total(bids.chain(Refunds::<T>::iter_values()));
		vec![
			(WELL_FORMED, every(&|lot| lot.ensure_well_formed().is_ok())),
			(PRICED, every(&|lot| falls(lot, now))),
			(ONE_A_LOAN, one),
			(NUMBERED, { numbers }.all(|id| *id < next)),
			(HELD, held.get() <= T::Dollar::balance(&Self::account())),
		]
	}
}
