//! `credit_bid`: a lender pays what others would have of the price.

use crate::{mock::*, Call, Error, Event, LotOf, Lots};
use caliber_primitives::{
	auction::{Outcome, MAX_BUNDLE},
	ids::{LoanId, LotId},
	testing::{on_call, world},
	units::UsdaiAmount,
};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, weights::Weight};
use sp_runtime::{DispatchError, TokenError};

/// Account 1 would have so much of any price.
fn lends(part: UsdaiAmount) {
	world(|w| w.lenders.insert(1, part));
}

fn bid(who: AccountId, lot: LotId, max: u128) -> Result<Option<Weight>, DispatchError> {
	let signed = RuntimeOrigin::signed(who);
	let bid = Auctions::credit_bid(signed, lot, dollars(max));
	bid.map(|info| info.actual_weight).map_err(|refused| refused.error)
}

#[test]
fn credit_bid_should_pay_exactly_the_rest_and_tell() {
	let (price, unit) = (dollars(300), UsdaiAmount(1));
	let (below, above) = (UsdaiAmount(price.get() - 1), UsdaiAmount(price.get() + 1));
	for (part, offset, paid) in [
		(NONE, NONE, price),
		(unit, unit, below),
		(dollars(120), dollars(120), dollars(180)),
		(below, below, unit),
		(price, price, NONE),
		(above, price, NONE),
		(UsdaiAmount::MAX, price, NONE),
	] {
		with_chain(|| {
			lends(part);
			let lot = open();
			set_time(at(600));
			assert_eq!(bid(1, lot, 300), Ok(Some(Weight::from_parts(2, 0))));
			assert_eq!(Dollar::free_balance(1), FORTUNE - paid.get());
			assert_eq!(Dollar::free_balance(SELLER), paid.get());
			assert_eq!(heard(), vec![(lot, Outcome::Sold { buyer: 1, price, offset })]);
			assert_eq!(Lots::<Test>::iter().count() + LotOf::<Test>::iter().count(), 0);
			let (loan, seller) = (LoanId(1), SELLER);
			let sold = Event::LotSold { lot, loan, seller, buyer: 1, price, offset };
			System::assert_last_event(sold.into());
			assert_noop!(bid(1, lot, 300), Error::<Test>::NoSuchLot);
		});
	}
}

#[test]
fn credit_bid_should_be_refused_like_a_purchase_and_when_no_lender() {
	let stranger = DispatchError::Other("no lender");
	let cases: [(u64, AccountId, u128, DispatchError); 8] = [
		(99, 1, 500, Error::<Test>::NotOpenYet.into()),
		(1_101, 1, 500, Error::<Test>::Over.into()),
		// The limit is on the price, whatever is set off.
		(600, 1, 299, Error::<Test>::PriceAboveLimit.into()),
		(600, SELLER, 500, Error::<Test>::OwnLot.into()),
		(600, 2, 500, stranger),
		(600, 4, 500, DispatchError::Other("frozen")),
		(600, 6, 500, TokenError::FundsUnavailable.into()),
		(100, 6, 500, TokenError::FundsUnavailable.into()),
	];
	with_chain(|| {
		let parts = [(1, 300), (4, 300), (6, 299), (SELLER, 300)];
		world(|w| w.lenders.extend(parts.map(|(who, part)| (who, dollars(part)))));
		world(|w| w.frozen.push(4));
		let lot = open();
		for (seconds, who, max, error) in cases {
			set_time(at(seconds));
			assert_noop!(bid(who, lot, max), error);
		}
		assert_noop!(bid(1, LotId(9), 500), Error::<Test>::NoSuchLot);
		let unsigned = Auctions::credit_bid(RuntimeOrigin::none(), lot, dollars(500));
		assert_eq!(unsigned.unwrap_err().error, DispatchError::BadOrigin);
		assert!(heard().is_empty());
	});
}

#[test]
fn credit_bid_should_not_buy_what_was_arranged() {
	with_chain(|| {
		lends(dollars(300));
		world(|w| w.aside = Some(NONE));
		let signed = RuntimeOrigin::signed(2);
		assert_ok!(Auctions::arrange_sale(signed, LoanId(1), 3, dollars(200), Default::default()));
		assert_noop!(bid(1, LotId(0), 500), Error::<Test>::NoSuchLot);
	});
}

#[test]
fn credit_bid_should_be_charged_for_the_largest_lot_and_have_written_everything() {
	with_chain(|| {
		lends(dollars(300));
		let lot = open();
		let call = Call::<Test>::credit_bid { lot, max_price: dollars(500) };
		assert_eq!(call.get_dispatch_info().call_weight.ref_time(), u64::from(MAX_BUNDLE));
		set_time(at(350));
		on_call(|method| {
			assert_eq!(method, "closed");
			assert_eq!(Lots::<Test>::iter().count() + LotOf::<Test>::iter().count(), 0);
			assert_eq!(Dollar::free_balance(SELLER), dollars(100).get());
		});
		assert_ok!(bid(1, lot, 500));
		assert_eq!(heard().len(), 1);
	});
}
