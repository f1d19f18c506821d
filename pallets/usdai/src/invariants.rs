//! What holds after every block.

use crate::{
	pallet::{
		BroughtBy, Carried, Config, CurrentGates, HoldReason, NextReceipt, Pallet, Payouts,
		Receipts, TicketBook,
	},
	types::{
		Desk, Ledger, Payout, Rules, Stretch, Tickets, Units, Way, GRAIN, MAX_DECIMALS,
		MIN_DECIMALS,
	},
};
use alloc::{collections::BTreeMap, vec, vec::Vec};
use caliber_finance::{fuse::Fuse, tickets::plus};
use caliber_primitives::{
	ids::ReserveSlot,
	invariants::{held_of, InvariantId, Invariants},
	units::{ReserveAmount, UsdaiAmount},
};
use frame_support::traits::{
	fungible::{self, InspectHold},
	fungibles,
};

/// Nobody else mints dollars.
pub const ISSUED: InvariantId = InvariantId::new(
	1,
	"no more dollars exist, here and on other chains, than the ledger has issued",
);
/// The dollar's equation.
pub const BACKED: InvariantId = InvariantId::new(
	2,
	"cash of every asset, bills and transit equal dollars issued and owed and surplus",
);
/// Issuance is bounded in time.
pub const FUSED: InvariantId = InvariantId::new(5, "no fuse holds more than its capacity");
/// The money is there.
pub const KEPT: InvariantId =
	InvariantId::new(6, "the pot holds every asset's cash, what is kept, and its minimum balance");
/// The list of assets is sane.
pub const REGISTERED: InvariantId =
	InvariantId::new(100, "reserve assets are distinct, on terms and decimals in range");
/// The rules are sane.
pub const RULED: InvariantId = InvariantId::new(101, "every rule is in its range");
/// Nothing comes from the future.
pub const PAST: InvariantId =
	InvariantId::new(102, "no price, fuse or valve is dated in the future");

/// The queue adds up.
pub const QUEUED: InvariantId =
	InvariantId::new(103, "tickets are disjoint, in order, and wait for what is owed");
/// What is served is the tickets'.
pub const SERVED: InvariantId =
	InvariantId::new(104, "what tickets can claim is what is set aside, to the unit");
/// Dust is nobody else's.
pub const CARRIED: InvariantId =
	InvariantId::new(109, "what is carried for accounts is what the queue counts, to the unit");
/// Nobody overtakes a ticket.
pub const FIRST: InvariantId =
	InvariantId::new(105, "no cash that may leave lies idle while a ticket waits");
/// Money outside.
pub const GATED: InvariantId =
	InvariantId::new(106, "no wrapped unit and no payout is beyond what custodians must have");
/// What bills have brought is counted.
pub const BROUGHT: InvariantId =
	InvariantId::new(115, "what bills have brought and nobody paid in is what the ledger counts");
/// A receipt counts once.
pub const GIVEN: InvariantId =
	InvariantId::new(116, "a receipt that waits has a number that its custodian has given");
/// Who stores pays.
pub const HELD: InvariantId =
	InvariantId::new(44, "the CAL held for tickets and payouts is the sum of their deposits");

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let desk = Self::desk();
		let circulating = <T::Dollar as fungible::Inspect<_>>::total_issuance();
		let pot = Self::pot();
		let tickets = desk.tickets;
		let slots = (0u8..).map(ReserveSlot);
		let assets = desk.reserves.iter().zip(slots).zip(tickets.kept());
		let kept = assets.into_iter().all(|((reserve, slot), kept)| {
			let asset = || reserve.asset.clone();
			let held = <T::Reserves as fungibles::Inspect<_>>::balance(asset(), &pot);
			let least = <T::Reserves as fungibles::Inspect<_>>::minimum_balance(asset());
			let promised = reserve.cash.checked_add(kept).and_then(|sum| {
				let mut brought = BroughtBy::<T>::iter().filter(|(_, of, _)| *of == slot);
				brought.try_fold(sum, |sum, (_, _, one)| sum.checked_add(one.0))
			});
			promised.and_then(|sum| sum.get().checked_add(least)).is_some_and(|sum| held >= sum)
		});
		vec![
			(ISSUED, desk.ledger.everywhere(UsdaiAmount(circulating)) <= desk.ledger.issued),
			(BACKED, backed(&desk)),
			(FUSED, fused(&desk)),
			(KEPT, kept),
			(REGISTERED, registered(&desk)),
			(RULED, desk.figures.all(Rules::in_range)),
			(PAST, past(&desk)),
			(QUEUED, queued::<T>(&desk, &tickets)),
			(SERVED, served::<T>(&tickets)),
			(CARRIED, carried::<T>(&tickets)),
			(FIRST, desk.ledger.owed.is_zero() || is_idle(&desk) || has_closed(&desk)),
			(GATED, gated::<T>(&desk)),
			(BROUGHT, brought::<T>(&desk)),
			(GIVEN, given::<T>()),
			(HELD, held::<T>()),
		]
	}
}

fn stretches<T: Config>() -> Vec<Stretch> {
	let mut all: Vec<_> = TicketBook::<T>::iter().collect();
	all.sort_by_key(|(id, _)| *id);
	all.into_iter().map(|(_, ticket)| ticket.stretch).collect()
}

fn queued<T: Config>(desk: &Desk<T::ReserveId>, tickets: &Tickets) -> bool {
	let all = stretches::<T>();
	let pending = sum(all.iter().map(|stretch| Some(stretch.pending(tickets.served))));
	let ordered = all.iter().zip(all.iter().skip(1)).all(|(a, b)| a.end <= b.start);
	pending == Some(desk.ledger.owed)
		&& pending == Some(tickets.pending())
		&& ordered
		&& all.iter().all(|stretch| stretch.start < stretch.end && stretch.end <= tickets.promised)
}

/// Claims of all tickets, each by itself, against what was set aside and not claimed.
fn served<T: Config>(tickets: &Tickets) -> bool {
	let claims = stretches::<T>()
		.into_iter()
		.filter(|stretch| stretch.claimable_to(tickets.served).is_some())
		.map(|stretch| {
			let hint = Pallet::<T>::hint_for(&stretch, tickets);
			Pallet::<T>::settle(stretch, tickets, Some(hint)).ok().map(|(_, paid)| paid)
		});
	let all = claims.into_iter().try_fold(Units::default(), |sum, paid| plus(&sum, &paid?));
	all == Some(tickets.unclaimed())
}

fn carried<T: Config>(tickets: &Tickets) -> bool {
	let all = Carried::<T>::iter_values().try_fold(Units::default(), |sum, one| plus(&sum, &one));
	all == Some(tickets.carried)
}

/// Whether no asset that pays has as much as a few roundings leave.
fn is_idle<Id>(desk: &Desk<Id>) -> bool {
	let few = UsdaiAmount(GRAIN.get().saturating_mul(4));
	let paying = desk.reserves.iter().filter(|reserve| reserve.terms.breaker.lets_redeem());
	paying.into_iter().all(|reserve| reserve.cash_in_dollars().is_ok_and(|cash| cash < few))
}

/// Whether the last redemption has closed the way, so that cash stayed.
fn has_closed<Id>(desk: &Desk<Id>) -> bool {
	let valve = desk.ledger.valve(Way::Redemption);
	valve.is_closed(valve.fuse.at)
}

fn brought<T: Config>(desk: &Desk<T::ReserveId>) -> bool {
	let all =
		BroughtBy::<T>::iter().map(|(_, slot, one)| desk.reserve(slot).ok()?.dollars(one.0).ok());
	sum(all) == Some(desk.ledger.brought)
}

fn given<T: Config>() -> bool {
	Receipts::<T>::iter_keys().all(|id| id.number < NextReceipt::<T>::get(&id.custodian))
}

fn gated<T: Config>(desk: &Desk<T::ReserveId>) -> bool {
	let mut burned: BTreeMap<_, u128> = BTreeMap::new();
	for Payout { slot, amount, .. } in Payouts::<T>::iter_values() {
		let sum = burned.entry(slot).or_default();
		*sum = sum.saturating_add(amount.get());
	}
	CurrentGates::<T>::get().0.iter().all(|gate| {
		let asset = desk.reserve(gate.slot).ok().map(|reserve| {
			<T::Reserves as fungibles::Inspect<_>>::total_issuance(reserve.asset.clone())
		});
		let waiting = burned.get(&gate.slot).copied().unwrap_or_default();
		asset.is_some_and(|asset| ReserveAmount(asset) <= gate.wrapped.circulating)
			&& gate.wrapped.unconfirmed == ReserveAmount(waiting)
			&& gate.wrapped.held().is_some()
	})
}

fn held<T: Config>() -> bool {
	let [tickets, payouts] = Pallet::<T>::held_of();
	let covered = |reason: HoldReason, all: BTreeMap<T::AccountId, u128>| {
		let reason = reason.into();
		all.iter().all(|(who, sum)| T::Currency::balance_on_hold(&reason, who) == *sum)
	};
	covered(HoldReason::Ticket, tickets) && covered(HoldReason::Payout, payouts)
}

impl<T: Config> Pallet<T> {
	/// What is held of each account for tickets and payouts: nothing else may be held for either.
	/// Walks storage.
	pub fn held_of() -> [BTreeMap<T::AccountId, u128>; 2] {
		let tickets = TicketBook::<T>::iter_values().map(|ticket| (ticket.owner, ticket.deposit));
		let payouts = Payouts::<T>::iter_values().map(|payout| (payout.who, payout.deposit));
		[held_of(tickets), held_of(payouts)]
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

/// Each fuse under the rules that were in force when it was last touched.
fn fused<Id>(desk: &Desk<Id>) -> bool {
	let (rules, ledger) = (desk.figures, desk.ledger);
	let limits = |fuse: Fuse| rules.at(fuse.at).limits();
	let Ledger { mint_fuse, harvest_fuse, attested_fuse, .. } = ledger;
	let valved = Way::ALL.into_iter().all(|way| {
		let fuse = ledger.valve(way).fuse;
		fuse.level <= ledger.outflow_bounds(way, &limits(fuse)).capacity
	});
	valved
		&& mint_fuse.level <= ledger.mint_bounds(&limits(mint_fuse)).capacity
		&& harvest_fuse.level <= ledger.harvest_bounds(&limits(harvest_fuse)).capacity
		&& attested_fuse.level <= ledger.attested_bounds(&limits(attested_fuse)).capacity
}

fn registered<Id: PartialEq>(desk: &Desk<Id>) -> bool {
	desk.reserves.iter().enumerate().all(|(place, reserve)| {
		reserve.terms.in_range()
			&& reserve.next.is_none_or(|next| next.value.in_range())
			&& (MIN_DECIMALS..=MAX_DECIMALS).contains(&reserve.decimals)
			&& desk.reserves.iter().skip(place.saturating_add(1)).all(|b| b.asset != reserve.asset)
	})
}

fn past<Id>(desk: &Desk<Id>) -> bool {
	let said = desk.reserves.iter().filter_map(|reserve| reserve.price).map(|price| price.at);
	let Ledger { mint_fuse, harvest_fuse, attested_fuse, .. } = desk.ledger;
	let fuses = [mint_fuse, harvest_fuse, attested_fuse].map(|fuse| fuse.at);
	let valves = Way::ALL.map(|way| desk.ledger.valve(way));
	said.chain(fuses).all(|at| at <= desk.now) && valves.iter().all(|one| one.is_sound(desk.now))
}
