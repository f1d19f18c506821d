//! Purchases.

use crate::{
	mock::*, AtCustodian, Bills, CurrentTotals, Cusip, Custody, Error, Event, InTransit, Policy,
	Purchase, Stage,
};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::PauseTier,
	ids::{BillId, OrderId, ReserveSlot},
	roles::{Role, RoleError},
	testing::world,
	units::{Day, MicroUsd, Ppb, Ppm, ReserveAmount, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn fill_should_move_the_cost_into_transit_and_the_coins_to_the_custodian() {
	with_chain(|| {
		let bill = bought();
		let totals = CurrentTotals::<Test>::get();
		assert_eq!(
			(totals.accounts.in_transit, totals.accounts.at_settled_cost),
			(COST, UsdaiAmount::ZERO)
		);
		assert_eq!(totals.next_maturity, Some(MATURITY.start()));
		assert_eq!(AtCustodian::<Test>::get(CUSTODIAN), Custody(COST));
		assert_eq!(world(|w| w.cash_out.clone()), vec![(CUSTODIAN, SLOT, PAID)]);
		assert!(Allocation::orders().0.is_empty());
		let record = Allocation::bill(bill).unwrap();
		assert_eq!((record.operator, record.paid, record.gain()), (OPERATOR, PAID, GAIN));
		assert_eq!(record.stage, Stage::InTransit(InTransit::new()));
		System::assert_last_event(
			Event::Filled {
				bill: BillId(0),
				order: OrderId(0),
				operator: OPERATOR,
				custodian: CUSTODIAN,
				slot: SLOT,
				cusip: Cusip(*b"912797VC8"),
				face: coins(1_000_000),
				paid: PAID,
				price: PRICE,
				settles: TODAY,
				matures: MATURITY,
				in_transit: COST,
			}
			.into(),
		);
	});
}

#[test]
fn fill_should_round_the_cost_up() {
	let cost = |face| Purchase { face, ..purchase() }.cost();
	assert_eq!(cost(coins(100)), Ok(ReserveAmount(99_718_056)));
	// 0.99718056 and 1.99436112 of the smallest unit.
	assert_eq!(cost(ReserveAmount(1)), Ok(ReserveAmount(1)));
	assert_eq!(cost(ReserveAmount(2)), Ok(ReserveAmount(2)));
	assert_eq!(cost(ReserveAmount(1_000)), Ok(ReserveAmount(998)));
}

#[test]
fn fill_should_accept_prices_within_the_tolerance_only() {
	// At 3.375 and 3.875 percent over 28 days.
	let (dearest, cheapest) = (99_737_500, 99_698_611);
	let cases = [
		(dearest, Ok(())),
		(dearest + 1, Err(Error::<Test>::TooDear)),
		(100_000_000, Err(Error::TooDear)),
		(u64::MAX, Err(Error::TooDear)),
		(cheapest, Ok(())),
		(cheapest - 1, Err(Error::TooCheap)),
		(0, Err(Error::TooCheap)),
	];
	for (price, expected) in cases {
		with_chain(|| {
			let order = order();
			let purchase = Purchase { price: MicroUsd(price), ..purchase() };
			let call = || Allocation::fill(by(OPERATOR), order, purchase.clone());
			match expected {
				Ok(()) => {
					assert_ok!(call());
				},
				Err(error) => {
					assert_noop!(call(), error);
				},
			}
		});
	}
}

#[test]
fn fill_should_be_refused_when_the_terms_do_not_fit() {
	let p = purchase;
	let day = Day;
	let cases: Vec<(Purchase<AccountId>, Error<Test>)> = vec![
		(Purchase { cusip: Cusip(*b"912797QJ2"), ..p() }, Error::InvalidCusip),
		(Purchase { cusip: Cusip(*b"912797vc8"), ..p() }, Error::InvalidCusip),
		(Purchase { cusip: Cusip([0; 9]), ..p() }, Error::InvalidCusip),
		// A note of the Treasury and a share: real numbers, and no bills.
		(Purchase { cusip: Cusip(*b"91282CHT1"), ..p() }, Error::NotABill),
		(Purchase { cusip: Cusip(*b"037833100"), ..p() }, Error::NotABill),
		(Purchase { cusip: Cusip([255; 9]), ..p() }, Error::InvalidCusip),
		(Purchase { settles: day(TODAY.0 - 1), ..p() }, Error::SettlementOutOfRange),
		(Purchase { settles: after(4), ..p() }, Error::SettlementOutOfRange),
		(Purchase { matures: after(20), ..p() }, Error::WrongTenor),
		(Purchase { matures: after(36), ..p() }, Error::WrongTenor),
		(Purchase { matures: TODAY, ..p() }, Error::WrongTenor),
		(Purchase { matures: day(u32::MAX), ..p() }, Error::WrongTenor),
		(Purchase { matures: day(0), ..p() }, Error::WrongTenor),
		(Purchase { slot: ReserveSlot(9), ..p() }, Error::WrongReserve),
		(Purchase { face: ReserveAmount(0), ..p() }, Error::NotWholeLots),
		(Purchase { face: ReserveAmount(100_000_001), ..p() }, Error::NotWholeLots),
		(Purchase { face: coins(150), ..p() }, Error::NotWholeLots),
		(Purchase { face: coins(3_700_000), ..p() }, Error::AboveOrder),
		(Purchase { face: ReserveAmount::MAX, ..p() }, Error::WrongReserve),
		(Purchase { custodian: OPERATOR, ..p() }, Error::Role(RoleError::NotGranted)),
		(Purchase { custodian: ANYONE, ..p() }, Error::Role(RoleError::NotGranted)),
	];
	for (purchase, error) in cases {
		with_chain(|| {
			let order = order();
			assert_noop!(Allocation::fill(by(OPERATOR), order, purchase), error);
		});
	}
}

#[test]
fn fill_should_be_refused_when_the_signer_or_the_order_is_not_right() {
	with_chain(|| {
		let order = order();
		let fill = |who, order| Allocation::fill(by(who), order, purchase());
		assert_noop!(fill(ANYONE, order), Error::<Test>::Role(RoleError::NotGranted));
		assert_noop!(fill(OPERATOR, OrderId(7)), Error::<Test>::UnknownOrder);
		world(|w| w.roles.as_mut().unwrap().push((OPERATOR, Role::Custodian)));
		let own = Purchase { custodian: OPERATOR, ..purchase() };
		assert_noop!(Allocation::fill(by(OPERATOR), order, own), Error::<Test>::NotDistinct);
		for who in [OPERATOR, CUSTODIAN] {
			world(|w| w.frozen = vec![who]);
			assert_noop!(fill(OPERATOR, order), DispatchError::Other("frozen"));
		}
		world(|w| w.frozen.clear());
		world(|w| w.paused = Some(PauseTier::Exit));
		assert_noop!(fill(OPERATOR, order), DispatchError::Other("paused"));
		world(|w| w.paused = None);
		assert_ok!(fill(OPERATOR, order));
		assert_noop!(fill(OPERATOR, order), Error::<Test>::UnknownOrder);
	});
}

#[test]
fn fill_should_be_refused_when_cash_has_fallen_to_the_floor_since_the_order() {
	with_chain(|| {
		let order = order();
		let fill = || Allocation::fill(by(OPERATOR), order, purchase());
		world(|w| w.owed = dollars(8_100_000));
		assert_noop!(fill(), Error::<Test>::BelowFloor);
		// Enough in all, but not of this asset.
		world(|w| {
			w.owed = UsdaiAmount::ZERO;
			w.cash.insert(SLOT, coins(900_000));
			w.cash.insert(ReserveSlot(1), coins(9_100_000));
		});
		assert_noop!(fill(), DispatchError::Other("no cash"));
		world(|w| w.cash.insert(SLOT, coins(1_000_000)));
		assert_ok!(fill());
	});
}

#[test]
fn fill_should_be_refused_when_a_custodian_would_hold_too_much() {
	with_chain(|| {
		// A fifth of ten millions: two bills of a million, of which each costs less.
		let policy = Policy { custodian_cap: Ppm(200_000), ..policy() };
		assert_ok!(Allocation::set_policy(RuntimeOrigin::root(), policy));
		bought();
		bought();
		let order = order();
		// Now bills of 13 weeks lack most.
		let price = price(Ppb(36_250_000), 91).unwrap();
		let small = Purchase { face: coins(10_000), matures: after(91), price, ..purchase() };
		assert_noop!(
			Allocation::fill(by(OPERATOR), order, small.clone()),
			Error::<Test>::AboveCustodianCap
		);
		world(|w| w.roles.as_mut().unwrap().push((9, Role::Custodian)));
		assert_ok!(Allocation::fill(by(OPERATOR), order, Purchase { custodian: 9, ..small }));
	});
}

#[test]
fn bills_should_be_listed_by_maturity_whatever_the_order_of_purchase() {
	with_chain(|| {
		for days in [30, 27, 33, 27] {
			let order = order();
			let matures = after(days);
			let price = price(Ppb(36_250_000), days).unwrap();
			let bill = Purchase { face: coins(100_000), matures, price, ..purchase() };
			assert_ok!(Allocation::fill(by(OPERATOR), order, bill));
		}
		let listed: Vec<_> = crate::Book::<Test>::get().0.iter().map(|l| l.bill.0).collect();
		assert_eq!(listed, vec![1, 3, 0, 2]);
		assert_eq!(CurrentTotals::<Test>::get().next_maturity, Some(after(27).start()));
		assert_eq!(Bills::<Test>::iter().count(), 4);
	});
}
