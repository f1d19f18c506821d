//! `buy` and its refusals.

use crate::{mock::*, Error, Event, LotOf, Lots};
use caliber_finance::auction::{dutch_price, DutchTerms};
use caliber_primitives::{
	auction::{Auctioneer, Outcome, MAX_BUNDLE},
	dollar::PauseTier,
	ids::{ItemId, LoanId, LotId},
	testing::{on_call, world},
	units::UsdaiAmount,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{GetDispatchInfo, PostDispatchInfo},
	weights::Weight,
};
use sp_runtime::{DispatchError, TokenError};

fn buy(who: AccountId, lot: LotId, max: u128) -> Result<(), DispatchError> {
	Auctions::buy(RuntimeOrigin::signed(who), lot, dollars(max)).map(|_| ()).map_err(|e| e.error)
}

#[test]
fn buy_should_pay_the_seller_the_price_of_the_moment_and_tell() {
	for (seconds, price) in [(100, 500), (350, 400), (600, 300), (1_100, 100)] {
		with_chain(|| {
			let lot = open();
			set_time(at(seconds));
			let price = dollars(price);
			assert_ok!(buy(1, lot, 500));
			assert_eq!(Dollar::free_balance(1), FORTUNE - price.get());
			assert_eq!(Dollar::free_balance(SELLER), price.get());
			assert_eq!(heard(), vec![(lot, Outcome::Sold { buyer: 1, price, offset: NONE })]);
			assert_eq!(Lots::<Test>::iter().count() + LotOf::<Test>::iter().count(), 0);
			System::assert_last_event(
				Event::LotSold {
					lot,
					loan: LoanId(1),
					seller: SELLER,
					buyer: 1,
					price,
					offset: NONE,
				}
				.into(),
			);
		});
	}
}

#[test]
fn price_should_be_finances_own_at_every_second() {
	with_chain(|| {
		let mut odd = spec(1);
		odd.start = UsdaiAmount(1_000_000_000_000_000_000_003);
		odd.floor = UsdaiAmount(7);
		odd.lasts = 997.into();
		let terms = DutchTerms {
			start_price: odd.start.get(),
			floor_price: odd.floor.get(),
			started_at: odd.opens,
			duration: odd.lasts,
		};
		let lot = <Auctions as Auctioneer<_>>::open(&SELLER, odd).unwrap();
		for seconds in 100..=1_097 {
			set_time(at(seconds));
			let expected = dutch_price(&terms, at(seconds)).unwrap();
			assert_eq!(Auctions::price(lot), Some(UsdaiAmount(expected)));
		}
	});
}

#[test]
fn buy_should_be_refused_when_not_on_sale_or_too_dear() {
	type E = Error<Test>;
	let cases = [
		(0, 1, 500, E::NotOpenYet),
		(99, 1, 500, E::NotOpenYet),
		(1_101, 1, 500, E::Over),
		(u64::MAX / 2_000, 1, 500, E::Over),
		(100, 1, 499, E::PriceAboveLimit),
		(600, 1, 299, E::PriceAboveLimit),
		(600, 1, 0, E::PriceAboveLimit),
		(600, SELLER, 500, E::OwnLot),
	];
	for (seconds, who, max, error) in cases {
		with_chain(|| {
			let lot = open();
			set_time(at(seconds));
			assert_noop!(buy(who, lot, max), error);
		});
	}
}

#[test]
fn buy_should_be_refused_when_there_is_no_such_lot_any_more() {
	with_chain(|| {
		assert_noop!(buy(1, LotId(0), 500), Error::<Test>::NoSuchLot);
		let lot = open();
		set_time(at(600));
		assert_ok!(buy(1, lot, 500));
		assert_noop!(buy(2, lot, 500), Error::<Test>::NoSuchLot);
		assert_eq!(heard().len(), 1);
	});
}

#[test]
fn buy_should_be_refused_when_frozen_poor_or_unsigned_and_never_paused() {
	with_chain(|| {
		let lot = open();
		set_time(at(600));
		world(|w| w.frozen.push(1));
		assert_noop!(buy(1, lot, 500), DispatchError::Other("frozen"));
		for tier in [PauseTier::Intake, PauseTier::Exit, PauseTier::Transfer] {
			world(|w| w.paused = Some(tier));
			let bought = frame_support::storage::with_storage_layer(|| {
				buy(2, lot, 500)?;
				Err::<(), _>(DispatchError::Other("bought"))
			});
			// The price falls on: whoever would pay it must be able to.
			assert_eq!(bought, Err(DispatchError::Other("bought")));
		}
		world(|w| w.paused = None);
		assert_noop!(buy(6, lot, 500), TokenError::FundsUnavailable);
		assert_noop!(
			Auctions::buy(RuntimeOrigin::none(), lot, dollars(500)),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn buy_should_empty_the_account_when_the_price_is_all_there_is() {
	with_chain(|| {
		let mut all = spec(1);
		all.start = UsdaiAmount(FORTUNE);
		let lot = <Auctions as Auctioneer<_>>::open(&SELLER, all).unwrap();
		set_time(at(100));
		assert_ok!(buy(1, lot, 1_000));
		assert_eq!(Dollar::free_balance(1), 0);
	});
}

#[test]
fn buy_should_have_written_everything_when_it_calls_the_seller() {
	with_chain(|| {
		let lot = open();
		set_time(at(600));
		on_call(|method| {
			assert_eq!(method, "closed");
			assert_eq!(Lots::<Test>::iter().count() + LotOf::<Test>::iter().count(), 0);
			assert_eq!(Dollar::free_balance(SELLER), dollars(300).get());
			// The seller may put the next lot up at once.
			let mut next = spec(1);
			next.opens = at(600);
			assert_ok!(<Auctions as Auctioneer<_>>::open(&SELLER, next));
		});
		assert_ok!(buy(1, lot, 500));
		assert_eq!(Auctions::lot_of(LoanId(1)), Some(LotId(1)));
	});
}

#[test]
fn buy_should_be_charged_for_the_largest_lot_and_refunded_to_its_size() {
	with_chain(|| {
		let mut three = spec(1);
		three.items.try_push(ItemId(9)).unwrap();
		let lot = <Auctions as Auctioneer<_>>::open(&SELLER, three).unwrap();
		let call = crate::Call::<Test>::buy { lot, max_price: dollars(500) };
		assert_eq!(call.get_dispatch_info().call_weight.ref_time(), u64::from(MAX_BUNDLE));
		set_time(at(100));
		let PostDispatchInfo { actual_weight, .. } =
			Auctions::buy(RuntimeOrigin::signed(1), lot, dollars(500)).unwrap();
		assert_eq!(actual_weight, Some(Weight::from_parts(3, 0)));
	});
}
