//! Bids against sales that were arranged off the chain, and the money of those who were outbid.

use super::scene::*;

#[test]
fn bids_should_be_refused_when_low_late_poor_or_of_whoever_is_involved() {
	let (low, over) = (error(Error::BidTooLow), error(Error::Over));
	let involved = error(Error::Involved);
	let less = |price: UsdaiAmount| UsdaiAmount(price.get() - 1);
	let over_ann = [ARRANGE, BID];
	refused(&[
		(&[], BID, error(Error::NoSuchLot)),
		(&[Auction], BID, error(Error::NoSuchLot)),
		(&[ARRANGE], Overbid(ANN, NONE), low),
		(&[ARRANGE], Overbid(ANN, PRICE), low),
		(&[ARRANGE], Overbid(ANN, less(LEAST)), low),
		(&[ARRANGE], Overbid(BUYER, less(LEAST)), low),
		(&over_ann, Overbid(BEN, less(NEXT)), low),
		(&over_ann, Overbid(ANN, less(NEXT)), low),
		(&[ARRANGE, At(UNTIL + 1)], BID, over),
		(&[ARRANGE, BID, At(UNTIL + 1)], Overbid(BEN, NEXT), over),
		(&[ARRANGE], Overbid(LIQUIDATOR, LEAST), involved),
		(&[ARRANGE], Overbid(SELLER, LEAST), involved),
		(&[ARRANGE], Overbid(KEEPER, LEAST), involved),
		(&[ARRANGE, BY_CUSTODIAN], Overbid(CUSTODIAN, LEAST), involved),
		(&[ARRANGE, BY_AUDITOR], Overbid(AUDITOR, LEAST), involved),
		(&[ARRANGE], Overbid(FROZEN, LEAST), FROZEN_OUT),
		(&[ARRANGE, Freeze(BUYER)], Overbid(BUYER, LEAST), FROZEN_OUT),
		(&[ARRANGE], Overbid(POOR, LEAST), NO_FUNDS),
		(&[ARRANGE], Overbid(ANN, UsdaiAmount(FORTUNE + 1)), NO_FUNDS),
		(&[ARRANGE], Overbid(ANN, UsdaiAmount::MAX), ArithmeticError::Underflow.into()),
		// What lies with the chain already pays for no further bid.
		(&[ARRANGE, Overbid(ANN, dollars(600))], Overbid(ANN, dollars(700)), NO_FUNDS),
	]);
}

#[test]
fn bids_should_be_taken_until_the_last_second_and_give_way_to_higher_ones() {
	after(&[ARRANGE, At(UNTIL)], || {
		for (who, price) in [(BUYER, LEAST), (ANN, NEXT), (ANN, dollars(300)), (BEN, dollars(306))]
		{
			assert_ok!(make(Overbid(who, price)));
			let (lot, loan, bidder) = (LOT, LOAN, who);
			System::assert_last_event(Event::Overbid { lot, loan, bidder, price }.into());
			let best = sale().best.unwrap();
			assert_eq!((best.bidder, best.price), (who, price));
		}
		assert_eq!(Auctions::refundable(BUYER), LEAST);
		// Both of her bids.
		assert_eq!(Auctions::refundable(ANN).get(), NEXT.get() + dollars(300).get());
		assert_eq!(Auctions::refundable(BEN), NONE);
		let all = [LEAST, NEXT, dollars(300), dollars(306)].into_iter().map(UsdaiAmount::get);
		assert_eq!(held(), all.sum::<u128>());
	});
}

#[test]
fn refunds_should_be_refused_when_nothing_lies_there_or_frozen() {
	let nothing = error(Error::NothingToRefund);
	let outbid = [ARRANGE, BID, Overbid(BEN, NEXT)];
	let more = |calls: &[Call]| [&outbid[..], calls].concat();
	refused(&[
		(&[], Refund(ANN, ANN), nothing),
		(&[ARRANGE, BID], Refund(ANN, ANN), nothing),
		(&outbid, Refund(BEN, BEN), nothing),
		(&more(&[Refund(BEN, ANN)]), Refund(ANN, ANN), nothing),
		(&more(&[Freeze(ANN)]), Refund(ANN, ANN), FROZEN_OUT),
		(&more(&[Freeze(ANN)]), Refund(BEN, ANN), FROZEN_OUT),
	]);
	// What was frozen is there afterwards.
	after(&more(&[Freeze(ANN), Thaw(ANN), Refund(POOR, ANN)]), || {
		System::assert_last_event(Event::Refunded { who: ANN, amount: LEAST }.into());
		assert_eq!((Dollar::free_balance(ANN), held()), (FORTUNE, NEXT.get()));
	});
}

#[test]
fn refunds_should_add_up_over_bids_and_sales() {
	let (second, third) = (dollars(220), dollars(230));
	after(&[ARRANGE, BID, Overbid(ANN, second), Cancel], || {
		assert_eq!(Auctions::refundable(ANN).get(), LEAST.get() + second.get());
		// She bids on the next sale of the loan as well, and is outbid there.
		assert_ok!(make(Arrange(RIVAL, BUYER, PRICE)));
		let signed = RuntimeOrigin::signed;
		assert_ok!(Auctions::overbid(signed(ANN), LotId(1), third));
		assert_ok!(Auctions::overbid(signed(BEN), LotId(1), dollars(240)));
		let all = LEAST.get() + second.get() + third.get();
		assert_eq!(Auctions::refundable(ANN).get(), all);
		assert_ok!(make(Refund(ANN, ANN)));
		System::assert_last_event(Event::Refunded { who: ANN, amount: UsdaiAmount(all) }.into());
		assert_eq!((Dollar::free_balance(ANN), held()), (FORTUNE, dollars(240).get()));
	});
}

#[test]
fn bids_should_be_refundable_when_the_seller_cancels() {
	// The loan is redeemed, up to the moment at which the sale is closed.
	for seconds in [0, UNTIL, UNTIL + 1, LAST + 1] {
		after(&[ARRANGE, BID, At(seconds), Cancel], || {
			System::assert_last_event(Event::LotCancelled { lot: LOT, loan: LOAN }.into());
			assert!(heard().is_empty());
			assert_eq!(Auctions::refundable(ANN), LEAST);
			assert_noop!(make(Close(ANN)), Error::<Test>::NoSuchLot);
			assert_noop!(make(Cancel), Error::<Test>::NoSuchLot);
			assert_ok!(make(Refund(POOR, ANN)));
			assert_eq!(Dollar::free_balance(ANN), FORTUNE);
			assert_nothing_left();
		});
	}
}

#[test]
fn nothing_should_be_stuck_when_a_bidder_is_frozen_or_his_account_is_gone() {
	let all = UsdaiAmount(FORTUNE);
	let gone = || Dollar::total_balance(&ANN) == 0 && !System::account_exists(&ANN);
	after(&[ARRANGE, Overbid(ANN, all), At(UNTIL + 1), Freeze(ANN)], || {
		assert!(gone());
		assert_ok!(make(Close(POOR)));
		assert_eq!(heard(), vec![(LOT, Outcome::Sold { buyer: ANN, price: all, offset: NONE })]);
		assert_nothing_left();
	});
	after(&[ARRANGE, Overbid(ANN, all), Cancel], || {
		assert!(gone());
		assert_ok!(make(Refund(POOR, ANN)));
		assert_eq!(Dollar::free_balance(ANN), FORTUNE);
		assert_nothing_left();
	});
	// A Liquidator without the role and a buyer who is gone hold nobody up either.
	after(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, At(UNTIL + 1)], || {
		world(|w| w.ended.push((LIQUIDATOR, Role::Liquidator, at(1))));
		assert_ok!(Dollar::burn_from(
			&BUYER,
			FORTUNE,
			frame_support::traits::tokens::Preservation::Expendable,
			frame_support::traits::tokens::Precision::Exact,
			frame_support::traits::tokens::Fortitude::Force,
		));
		assert_ok!(make(Settle(LIQUIDATOR)));
		assert_nothing_left();
	});
}

#[test]
fn bids_and_closing_should_never_be_paused() {
	use caliber_primitives::dollar::PauseTier::{Exit, Intake, Transfer};
	for tier in [Intake, Exit, Transfer] {
		after(&[ARRANGE], || {
			world(|w| w.paused = Some(tier));
			for call in [BID, Overbid(BEN, NEXT), Refund(POOR, ANN), At(UNTIL + 1), Close(POOR)] {
				assert_ok!(make(call));
			}
		});
	}
}

/// Nobody can have what is in dispute, for however long that lasts: whoever has bid has his money back.
#[test]
fn bids_should_be_refundable_when_what_is_sold_is_in_dispute() {
	after(&[Arrange(LIQUIDATOR, BUYER, PRICE), Overbid(ANN, LEAST), At(UNTIL + 1)], || {
		world(|w| w.disputed.push(caliber_primitives::ids::ItemId(7)));
		assert_ok!(make(Close(BEN)));
		assert_eq!(world(|w| w.closed.clone()), vec![(LOT, Outcome::Lapsed)]);
		assert_ok!(make(Refund(BEN, ANN)));
		assert_nothing_left();
	});
}
