//! Each statement can fail.

use crate::{
	mock::*, BroughtBy, Carried, CurrentGates, Payouts, Receipts, State, TicketBook, BACKED,
	BROUGHT, CARRIED, FIRST, FUSED, GATED, GIVEN, HELD, ISSUED, KEPT, PAST, QUEUED, REGISTERED,
	RULED, SERVED,
};
use caliber_primitives::{
	ids::{
		assets::{USDAI, USDC},
		TicketId,
	},
	invariants::{InvariantId, Invariants},
	testing::assert_invariants,
	units::{Seconds, UsdaiAmount},
};
use frame_support::assert_ok;

fn broken_by(corrupt: impl FnOnce()) -> Vec<InvariantId> {
	chain().execute_with(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		corrupt();
		Usdai::invariants().into_iter().filter(|(_, holds)| !holds).map(|(id, _)| id).collect()
	})
}

/// A ticket that is half served, a gate, a payout that waits; then `corrupt`.
fn queue_broken_by(corrupt: fn()) -> Vec<InvariantId> {
	broken_by(|| {
		set_terms(USDC_SLOT, free_terms());
		set_terms(USDT_SLOT, free_terms());
		set_treasury(usd(900), usd(0));
		spend(USDC_SLOT, coins(800)).unwrap();
		redeem(ALICE, USDC_SLOT, usd(400)).unwrap();
		redeem(ALICE, USDC_SLOT, usd(100)).unwrap();
		Usdai::open_gate(RuntimeOrigin::root(), USDT_SLOT).unwrap();
		let by = RuntimeOrigin::signed(BOB);
		Usdai::request_payout(by, USDT_SLOT, coins(5), Default::default()).unwrap();
		assert_invariants::<Usdai>();
		corrupt();
	})
}

#[test]
fn queue_and_gate_should_be_found_broken_when_storage_is_corrupt() {
	fn first(change: fn(&mut crate::Ticket<AccountId>)) {
		TicketBook::<Test>::mutate(TicketId(0), |ticket| change(ticket.as_mut().unwrap()));
	}
	fn gate(change: fn(&mut crate::Wrapped)) {
		CurrentGates::<Test>::mutate(|gates| change(&mut gates.0[0].wrapped));
	}
	let cases: [(fn(), Vec<InvariantId>); 17] = [
		(|| (), vec![]),
		(|| first(|ticket| ticket.stretch.end.0 -= 1), vec![QUEUED]),
		(|| first(|ticket| ticket.stretch.end.0 += 1), vec![QUEUED]),
		(|| TicketBook::<Test>::remove(TicketId(1)), vec![QUEUED, HELD]),
		(|| State::<Test>::mutate(|state| state.tickets.claimed[0].0 += 1), vec![SERVED]),
		(|| State::<Test>::mutate(|state| state.tickets.carried[1].0 += 1), vec![KEPT, CARRIED]),
		(|| Carried::<Test>::mutate(BOB, |units| units[1].0 += 1), vec![CARRIED]),
		(|| State::<Test>::mutate(|state| state.tickets.promised.0 += 1), vec![QUEUED]),
		(
			|| {
				State::<Test>::mutate(|state| {
					state.ledger.cash = state.ledger.cash.saturating_add(usd(1))
				});
				State::<Test>::mutate(|state| state.reserves[0].cash.0 += coins(1).get());
			},
			vec![KEPT, FIRST],
		),
		(|| State::<Test>::mutate(|state| state.ledger.bridged = usd(1)), vec![ISSUED]),
		(|| State::<Test>::mutate(|state| state.ledger.brought = usd(1)), vec![BROUGHT]),
		(
			|| BroughtBy::<Test>::insert(BOB, USDT_SLOT, crate::Brought(coins(1))),
			vec![KEPT, BROUGHT],
		),
		(
			|| {
				let id = crate::ReceiptId { custodian: CUSTODIAN, number: 0 };
				let about = crate::About::Payout(0);
				let said = crate::Said { about, reference: Default::default() };
				Receipts::<Test>::insert(id, crate::Receipt { said, at: now() });
			},
			vec![GIVEN],
		),
		(|| gate(|wrapped| wrapped.circulating.0 -= 1), vec![GATED]),
		(|| gate(|wrapped| wrapped.unconfirmed.0 += 1), vec![GATED]),
		(|| Payouts::<Test>::mutate(0, |payout| payout.as_mut().unwrap().deposit += 1), vec![HELD]),
		(
			|| State::<Test>::mutate(|state| state.ledger.attested_fuse.level = usd(1_000_001)),
			vec![FUSED],
		),
	];
	for (place, (corrupt, expected)) in cases.into_iter().enumerate() {
		assert_eq!(queue_broken_by(corrupt), expected, "case {place}");
	}
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let cases: [(fn(), Vec<InvariantId>); 16] = [
		(|| (), vec![]),
		(
			|| Assets::mint(RuntimeOrigin::signed(0), USDAI, BOB, usd(1).get()).unwrap(),
			vec![ISSUED],
		),
		(
			|| {
				State::<Test>::mutate(|state| {
					state.ledger.issued = state.ledger.issued.saturating_sub(UsdaiAmount(1))
				})
			},
			vec![ISSUED],
		),
		(
			|| {
				State::<Test>::mutate(|state| {
					state.ledger.cash = state.ledger.cash.saturating_add(UsdaiAmount(1))
				})
			},
			vec![BACKED],
		),
		(|| State::<Test>::mutate(|state| state.reserves[0].cash.0 -= 1), vec![BACKED]),
		(
			|| {
				let pot = Usdai::pot();
				Assets::burn(RuntimeOrigin::signed(0), USDC, pot, 1).unwrap()
			},
			vec![KEPT],
		),
		(
			|| State::<Test>::mutate(|state| state.ledger.mint_fuse.level = usd(1_000_001)),
			vec![FUSED],
		),
		(
			|| State::<Test>::mutate(|state| state.ledger.harvest_fuse.level = usd(100_001)),
			vec![FUSED],
		),
		(|| State::<Test>::mutate(|state| state.reserves[1].asset = USDC), vec![REGISTERED]),
		(
			|| State::<Test>::mutate(|state| state.reserves[1].terms.mint_fee.0 = 10_001),
			vec![REGISTERED],
		),
		(|| State::<Test>::mutate(|state| state.rules.current.cushion.0 = 50_001), vec![RULED]),
		(
			|| State::<Test>::mutate(|state| state.reserves[0].price.as_mut().unwrap().at.0 += 1),
			vec![PAST],
		),
		(|| State::<Test>::mutate(|state| state.ledger.mint_fuse.at = Seconds::MAX), vec![PAST]),
		(
			|| State::<Test>::mutate(|state| state.ledger.egress.fuse.level = usd(10_000_001)),
			vec![FUSED],
		),
		(
			|| State::<Test>::mutate(|state| state.ledger.redemption.fuse.at.0 += 1 << 60),
			vec![PAST],
		),
		(
			|| State::<Test>::mutate(|state| state.ledger.redemption.closed_until = Seconds::MAX),
			vec![PAST],
		),
	];
	for (place, (corrupt, expected)) in cases.into_iter().enumerate() {
		assert_eq!(broken_by(corrupt), expected, "case {place}");
	}
}
