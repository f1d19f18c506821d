//! What holds after every block.

use crate::{
	pallet::{Config, Pallet},
	types::{Desk, MAX_DECIMALS},
};
use alloc::{vec, vec::Vec};
use caliber_primitives::{
	invariants::{InvariantId, Invariants},
	units::UsdaiAmount,
};
use frame_support::traits::{fungible, fungibles};

/// Nobody else mints dollars.
pub const ISSUED: InvariantId =
	InvariantId::new(1, "no more dollars exist than the ledger has issued");
/// The dollar's equation.
pub const BACKED: InvariantId = InvariantId::new(
	2,
	"cash of every asset, bills and transit equal dollars issued and owed and surplus",
);
/// Issuance is bounded in time.
pub const FUSED: InvariantId = InvariantId::new(5, "no fuse holds more than its capacity");
/// The money is there.
pub const KEPT: InvariantId = InvariantId::new(6, "the pot holds the recorded cash of every asset");
/// The list of assets is sane.
pub const REGISTERED: InvariantId =
	InvariantId::new(100, "reserve assets are distinct, on terms and decimals in range");
/// The rules are sane.
pub const RULED: InvariantId = InvariantId::new(101, "every rule is in its range");
/// Nothing comes from the future.
pub const PAST: InvariantId = InvariantId::new(102, "no price or fuse is dated in the future");

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let desk = Self::desk();
		let circulating = <T::Dollar as fungible::Inspect<_>>::total_issuance();
		let pot = Self::pot();
		let kept = desk.reserves.iter().all(|reserve| {
			let asset = reserve.asset.clone();
			<T::Reserves as fungibles::Inspect<_>>::balance(asset, &pot) >= reserve.cash.get()
		});
		vec![
			(ISSUED, circulating <= desk.ledger.issued.get()),
			(BACKED, backed(&desk)),
			(FUSED, fused(&desk)),
			(KEPT, kept),
			(REGISTERED, registered(&desk)),
			(RULED, desk.rules.in_range()),
			(PAST, past(&desk)),
		]
	}
}

/// The equation, with cash counted asset by asset and not from the total.
fn backed<Id>(desk: &Desk<Id>) -> bool {
	let cash = desk.reserves.iter().map(|reserve| reserve.cash_in_dollars().ok());
	let treasury = [desk.treasury.bills, desk.treasury.in_transit];
	let has = sum(cash.chain(treasury.map(Some)).chain([Some(desk.shortfall())]));
	let owes = sum([desk.ledger.issued, desk.ledger.owed, desk.surplus()].map(Some));
	has.is_some() && has == owes
}

fn sum(amounts: impl IntoIterator<Item = Option<UsdaiAmount>>) -> Option<UsdaiAmount> {
	amounts.into_iter().try_fold(UsdaiAmount::ZERO, |sum, amount| sum.checked_add(amount?))
}

fn fused<Id>(desk: &Desk<Id>) -> bool {
	desk.ledger.mint_fuse.level <= desk.mint_bounds().capacity
		&& desk.ledger.harvest_fuse.level <= desk.harvest_bounds().capacity
}

fn registered<Id: PartialEq>(desk: &Desk<Id>) -> bool {
	desk.reserves.iter().enumerate().all(|(place, reserve)| {
		reserve.terms.in_range()
			&& reserve.decimals <= MAX_DECIMALS
			&& desk.reserves.iter().skip(place.saturating_add(1)).all(|b| b.asset != reserve.asset)
	})
}

fn past<Id>(desk: &Desk<Id>) -> bool {
	let said = desk.reserves.iter().filter_map(|reserve| reserve.price).map(|price| price.at);
	said.chain([desk.ledger.mint_fuse.at, desk.ledger.harvest_fuse.at]).all(|at| at <= desk.now)
}
