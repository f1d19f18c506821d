//! `settle` and its refusals.

use crate::{mock::*, Error, Event, LotOf, Lots};
use caliber_primitives::{
	auction::{Auctioneer, Outcome},
	ids::{LoanId, LotId},
	testing::on_call,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn settle_should_return_the_lot_when_nobody_bought_it() {
	for seconds in [1_101, 1_000_000] {
		with_chain(|| {
			let lot = open();
			set_time(at(seconds));
			assert_ok!(Auctions::settle(RuntimeOrigin::signed(6), lot));
			assert_eq!(heard(), vec![(lot, Outcome::Unsold)]);
			assert_eq!(Lots::<Test>::iter().count() + LotOf::<Test>::iter().count(), 0);
			assert_eq!(Dollar::free_balance(SELLER), 0);
			System::assert_last_event(
				Event::LotUnsold { lot, loan: LoanId(1), floor: dollars(100) }.into(),
			);
		});
	}
}

#[test]
fn settle_should_be_refused_when_the_lot_can_still_be_bought() {
	with_chain(|| {
		let lot = open();
		for seconds in [0, 99, 100, 600, 1_100] {
			set_time(at(seconds));
			let settle = || Auctions::settle(RuntimeOrigin::signed(6), lot);
			assert_noop!(settle(), Error::<Test>::NotOver);
		}
	});
}

#[test]
fn settle_should_be_refused_when_the_lot_has_ended_or_nobody_signs() {
	with_chain(|| {
		let lot = open();
		set_time(at(1_101));
		assert_noop!(Auctions::settle(RuntimeOrigin::none(), lot), DispatchError::BadOrigin);
		assert_ok!(Auctions::settle(RuntimeOrigin::signed(6), lot));
		for gone in [lot, LotId(9)] {
			let settle = || Auctions::settle(RuntimeOrigin::signed(6), gone);
			assert_noop!(settle(), Error::<Test>::NoSuchLot);
		}
		assert_eq!(heard().len(), 1);
	});
}

#[test]
fn settle_should_have_written_everything_when_it_calls_the_seller() {
	with_chain(|| {
		let lot = open();
		set_time(at(1_101));
		on_call(|_| {
			assert_eq!(Lots::<Test>::iter().count() + LotOf::<Test>::iter().count(), 0);
			let mut next = spec(1);
			next.opens = at(2_000);
			assert_ok!(<Auctions as Auctioneer<_>>::open(&SELLER, next));
		});
		assert_ok!(Auctions::settle(RuntimeOrigin::signed(6), lot));
		assert_eq!(Auctions::lot_of(LoanId(1)), Some(LotId(1)));
	});
}
