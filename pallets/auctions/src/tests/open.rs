//! Opening, cancelling, and what the views tell meanwhile.

use crate::{mock::*, Error, Event, LotDetails, LotOf, Lots, NextLot, Phase};
use caliber_primitives::{
	auction::{Auctioneer, LotSpec},
	ids::{ItemId, LoanId, LotId},
	units::{Seconds, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};

fn try_open(spec: LotSpec) -> Result<LotId, sp_runtime::DispatchError> {
	<Auctions as Auctioneer<_>>::open(&SELLER, spec)
}

#[test]
fn open_should_number_the_lots_and_tell() {
	with_chain(|| {
		assert_eq!(try_open(spec(1)), Ok(LotId(0)));
		assert_eq!(try_open(spec(2)), Ok(LotId(1)));
		assert_eq!(Auctions::lot_of(LoanId(2)), Some(LotId(1)));
		System::assert_last_event(
			Event::LotOpened { lot: LotId(1), seller: SELLER, spec: spec(2) }.into(),
		);
	});
}

#[test]
fn open_should_be_refused_when_the_lot_could_not_be_sold() {
	type E = Error<Test>;
	let cases: [(fn(&mut LotSpec), E); 7] = [
		(|s| s.items.clear(), E::NoItems),
		(|s| s.items.try_push(ItemId(7)).unwrap(), E::RepeatedItem),
		(|s| s.floor = UsdaiAmount(s.start.get() + 1), E::FloorAboveStart),
		(|s| s.floor = UsdaiAmount::ZERO, E::NoFloor),
		(|s| s.lasts = Seconds::ZERO, E::NoDuration),
		(|s| s.opens = Seconds(START.get() - 1), E::OpensInPast),
		(|s| s.lasts = Seconds::MAX, E::EndsTooLate),
	];
	with_chain(|| {
		for (spoil, error) in cases {
			let mut bad = spec(1);
			spoil(&mut bad);
			assert_noop!(try_open(bad), error);
		}
	});
}

#[test]
fn open_should_be_allowed_when_only_just_in_range() {
	let cases: [fn(&mut LotSpec); 4] = [
		|s| s.opens = START,
		|s| s.floor = s.start,
		|s| s.lasts = Seconds(1),
		|s| s.floor = UsdaiAmount(1),
	];
	for stretch in cases {
		with_chain(|| {
			let mut good = spec(1);
			stretch(&mut good);
			assert_ok!(try_open(good));
		});
	}
}

#[test]
fn open_should_be_refused_when_the_loan_has_a_lot() {
	with_chain(|| {
		let lot = open();
		assert_noop!(try_open(spec(1)), Error::<Test>::LoanHasLot);
		assert_ok!(cancel(lot));
		assert_eq!(try_open(spec(1)), Ok(LotId(1)));
	});
}

#[test]
fn open_should_be_refused_when_no_id_is_left() {
	with_chain(|| {
		NextLot::<Test>::put(LotId(u32::MAX));
		assert_noop!(try_open(spec(1)), Error::<Test>::TooManyLots);
	});
}

#[test]
fn cancel_should_end_the_lot_at_any_time_and_keep_still_to_the_seller() {
	for seconds in [0, 100, 600, 1_100, 5_000] {
		with_chain(|| {
			let lot = open();
			set_time(at(seconds));
			assert_ok!(cancel(lot));
			System::assert_last_event(Event::LotCancelled { lot, loan: LoanId(1) }.into());
			assert_eq!(Lots::<Test>::iter().count() + LotOf::<Test>::iter().count(), 0);
			assert!(heard().is_empty());
			assert_noop!(cancel(lot), Error::<Test>::NoSuchLot);
		});
	}
}

#[test]
fn views_should_follow_the_lot_through_its_time() {
	let cases = [
		(0, Phase::Waiting, None),
		(99, Phase::Waiting, None),
		(100, Phase::OnSale, Some(500)),
		(350, Phase::OnSale, Some(400)),
		(600, Phase::OnSale, Some(300)),
		(1_100, Phase::OnSale, Some(100)),
		(1_101, Phase::Over, None),
	];
	with_chain(|| {
		let lot = open();
		for (seconds, phase, price) in cases {
			set_time(at(seconds));
			let price = price.map(dollars);
			assert_eq!(Auctions::clock(), at(seconds));
			assert_eq!(Auctions::price(lot), price, "{seconds}");
			assert_eq!(
				Auctions::lot(lot),
				Some(LotDetails { seller: SELLER, spec: spec(1), ends: at(1_100), phase, price })
			);
		}
		assert_eq!((Auctions::price(LotId(9)), Auctions::lot(LotId(9))), (None, None));
	});
}
