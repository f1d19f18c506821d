//! Sales that were arranged off the chain: every call in every state by every party, and each refusal.

use super::scene::*;

#[test]
fn times_and_steps_should_be_those_of_the_protocol() {
	assert_eq!((OPEN_TIME, SETTLE_TIME), (Seconds(UNTIL), Seconds(LAST - UNTIL)));
	after(&[ARRANGE], || assert_eq!(sale().least(), LEAST));
	after(&[ARRANGE, BID], || assert_eq!(sale().least(), NEXT));
}

#[test]
fn calls_should_be_open_to_those_who_may_in_every_state_and_to_nobody_else() {
	const ALL: [AccountId; 14] = [
		LIQUIDATOR, BUYER, ANN, BEN, FROZEN, POOR, CUSTODIAN, AUDITOR, BOTH, KEEPER, FORMER, THIRD,
		RIVAL, SELLER,
	];
	const BIDDERS: &[AccountId] =
		&[BUYER, ANN, BEN, CUSTODIAN, AUDITOR, BOTH, FORMER, THIRD, RIVAL];
	const BUT_ATTESTERS: &[AccountId] = &[BUYER, ANN, BEN, BOTH, FORMER, THIRD, RIVAL];
	const SPEAK: &[AccountId] = &[CUSTODIAN, AUDITOR, BOTH, THIRD];
	// Whose word is heard once a Custodian has spoken.
	const AUDIT: &[AccountId] = &[AUDITOR, BOTH, THIRD];
	const AGAIN: &[AccountId] = &[LIQUIDATOR, RIVAL];
	let (over, lapsed) = (At(UNTIL + 1), At(LAST + 1));
	let none: &[AccountId] = &[];
	// Who may arrange, bid, attest, settle, close, have ANN paid back, and whether the seller may cancel.
	type Row<'a> = (&'a [Call], [&'a [AccountId]; 6], bool);
	let rows: [Row<'_>; 16] = [
		(&[], [AGAIN, none, none, none, none, none], false),
		(&[Auction], [none; 6], true),
		(&[ARRANGE], [none, BIDDERS, SPEAK, none, none, none], true),
		(&[ARRANGE, At(UNTIL)], [none, BIDDERS, SPEAK, none, none, none], true),
		(
			&[ARRANGE, BY_CUSTODIAN],
			[
				none,
				&[BUYER, ANN, BEN, AUDITOR, BOTH, FORMER, THIRD, RIVAL],
				AUDIT,
				none,
				none,
				none,
			],
			true,
		),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR], [none, BUT_ATTESTERS, none, none, none, none], true),
		(&[ARRANGE, BID], [none, BIDDERS, none, none, none, none], true),
		(&[ARRANGE, BID, Overbid(BEN, NEXT)], [none, BIDDERS, none, none, none, &ALL], true),
		(&[ARRANGE, over], [none, none, SPEAK, none, none, none], true),
		(
			&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, over],
			[none, none, none, &[LIQUIDATOR], none, none],
			true,
		),
		(
			&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, At(LAST)],
			[none, none, none, &[LIQUIDATOR], none, none],
			true,
		),
		(
			&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, BID, over],
			[none, none, none, none, &ALL, none],
			true,
		),
		(&[ARRANGE, lapsed], [none, none, SPEAK, none, &ALL, none], true),
		(
			&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, lapsed],
			[none, none, none, &[LIQUIDATOR], &ALL, none],
			true,
		),
		(&[ARRANGE, BID, Cancel], [AGAIN, none, none, none, none, &ALL], false),
		(&[ARRANGE, BID, over, Close(BEN)], [AGAIN, none, none, none, none, none], false),
	];
	for (before, may, cancels) in rows {
		let tried = |call: Call, may: bool| {
			after(before, || {
				let price = |sale: Arranged<_>| sale.least();
				let call = match call {
					Overbid(who, _) => Overbid(who, Auctions::arranged(LOT).map_or(LEAST, price)),
					call => call,
				};
				match may {
					true => assert_eq!(make(call), Ok(()), "{before:?}: {call:?}"),
					false => {
						let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
						assert!(make(call).is_err(), "{before:?}: {call:?}");
						let now = sp_io::storage::root(sp_runtime::StateVersion::V1);
						assert_eq!(root, now, "{before:?}: {call:?}");
					},
				}
			});
		};
		for who in ALL {
			let calls = [
				Arrange(who, 50, PRICE),
				Overbid(who, PRICE),
				Attest(who, PRICE),
				Settle(who),
				Close(who),
				Refund(who, ANN),
			];
			for (call, may) in calls.into_iter().zip(may) {
				tried(call, may.contains(&who));
			}
		}
		tried(Cancel, cancels);
	}
}

#[test]
fn arranging_should_be_refused_to_whoever_may_not_and_for_what_is_not_for_sale() {
	let (ended, never) = (RoleError::Expired, RoleError::NotGranted);
	let involved = error(Error::Involved);
	refused(&[
		(&[], Arrange(ANN, BUYER, PRICE), error(Error::Role(never))),
		(&[], Arrange(FORMER, BUYER, PRICE), error(Error::Role(ended))),
		(&[], Arrange(FROZEN, BUYER, PRICE), FROZEN_OUT),
		(&[], Arrange(LIQUIDATOR, FROZEN, PRICE), FROZEN_OUT),
		(&[], Arrange(LIQUIDATOR, LIQUIDATOR, PRICE), involved),
		(&[], Arrange(LIQUIDATOR, KEEPER, PRICE), involved),
		(&[], Arrange(KEEPER, BUYER, PRICE), involved),
		(&[], Arrange(LIQUIDATOR, SELLER, PRICE), error(Error::OwnLot)),
		(&[], Arrange(LIQUIDATOR, BUYER, dollars(99)), DispatchError::Other("below the floor")),
		(&[ARRANGE], Arrange(RIVAL, BEN, PRICE), error(Error::LoanHasLot)),
		(&[Auction], ARRANGE, error(Error::LoanHasLot)),
		(&[ARRANGE], Auction, error(Error::LoanHasLot)),
	]);
	after(&[], || {
		world(|w| w.aside = None);
		assert_noop!(make(ARRANGE), DispatchError::Other("not for sale"));
		world(|w| w.aside = Some(PRICE));
		NextLot::<Test>::put(LotId(u32::MAX));
		assert_noop!(make(ARRANGE), Error::<Test>::TooManyLots);
		NextLot::<Test>::kill();
		let unsigned =
			Auctions::arrange_sale(RuntimeOrigin::none(), LOAN, BUYER, PRICE, evidence());
		assert_eq!(unsigned.unwrap_err().error, DispatchError::BadOrigin);
		assert_ok!(make(ARRANGE));
	});
}

#[test]
fn attesting_should_be_refused_when_wrong_twice_or_by_whoever_is_involved() {
	let (no_role, involved) = (error(Error::Role(RoleError::NotGranted)), error(Error::Involved));
	let attested = error(Error::Attested);
	let both = [ARRANGE, BY_CUSTODIAN, BY_AUDITOR];
	let more = UsdaiAmount(PRICE.get() + 1);
	refused(&[
		(&[], BY_CUSTODIAN, error(Error::NoSuchLot)),
		(&[ARRANGE], Attest(CUSTODIAN, more), error(Error::WrongPrice)),
		(&[ARRANGE], Attest(AUDITOR, UsdaiAmount(PRICE.get() - 1)), error(Error::WrongPrice)),
		(&[ARRANGE], Attest(ANN, PRICE), no_role),
		(&[ARRANGE], Attest(LIQUIDATOR, PRICE), no_role),
		(&[ARRANGE], Attest(KEEPER, PRICE), involved),
		(&[ARRANGE, BY_CUSTODIAN], BY_CUSTODIAN, no_role),
		(&[ARRANGE, BY_AUDITOR], BY_AUDITOR, no_role),
		// One account for both.
		(&[ARRANGE, Attest(BOTH, PRICE)], Attest(BOTH, PRICE), involved),
		(&both, Attest(THIRD, PRICE), attested),
		(&both, BY_CUSTODIAN, attested),
		(&both, Attest(ANN, PRICE), attested),
		// A buyer or a Liquidator with the role.
		(&[Arrange(LIQUIDATOR, BOTH, PRICE)], Attest(BOTH, PRICE), involved),
		// Whoever has bid is a buyer too, and what the first one has paid matters no more.
		(&[ARRANGE, BID], BY_CUSTODIAN, error(Error::Outbid)),
		(&[ARRANGE, Overbid(BOTH, LEAST)], Attest(BOTH, PRICE), error(Error::Outbid)),
	]);
	after(&[ARRANGE], || {
		world(|w| w.roles.as_mut().unwrap().push((LIQUIDATOR, Role::Auditor)));
		assert_noop!(make(Attest(LIQUIDATOR, PRICE)), involved);
		world(|w| w.ended.push((CUSTODIAN, Role::Custodian, START)));
		assert!(make(BY_CUSTODIAN).is_err());
	});
}

#[test]
fn attesters_should_speak_in_the_first_role_that_is_open() {
	let (custodian, auditor) = (Role::Custodian, Role::Auditor);
	for (calls, roles) in [
		([BY_CUSTODIAN, BY_AUDITOR], [custodian, auditor]),
		([BY_AUDITOR, BY_CUSTODIAN], [auditor, custodian]),
		([Attest(BOTH, PRICE), BY_AUDITOR], [custodian, auditor]),
		([BY_CUSTODIAN, Attest(BOTH, PRICE)], [custodian, auditor]),
		([BY_AUDITOR, Attest(BOTH, PRICE)], [auditor, custodian]),
		([Attest(BOTH, PRICE), Attest(THIRD, PRICE)], [custodian, auditor]),
	] {
		after(&[ARRANGE], || {
			for (call, role) in calls.into_iter().zip(roles) {
				assert_ok!(make(call));
				let Attest(by, price) = call else { unreachable!() };
				let (lot, evidence) = (LOT, evidence());
				let told = Event::ProceedsAttested { lot, by, role, price, evidence };
				System::assert_last_event(told.into());
				let place = usize::from(role == auditor);
				assert_eq!(sale().attested[place], Some(by));
			}
		});
	}
}

#[test]
fn settling_should_be_refused_when_early_unattested_outbid_or_by_another() {
	let (over, not_over) = (At(UNTIL + 1), error(Error::NotOver));
	let not_attested = error(Error::NotAttested);
	let settle = Settle(LIQUIDATOR);
	refused(&[
		(&[], settle, error(Error::NoSuchLot)),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, over], Settle(BUYER), error(Error::NotLiquidator)),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, over], Settle(RIVAL), error(Error::NotLiquidator)),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR], settle, not_over),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, At(UNTIL)], settle, not_over),
		(&[ARRANGE, over], settle, not_attested),
		(&[ARRANGE, BY_CUSTODIAN, over], settle, not_attested),
		(&[ARRANGE, BY_AUDITOR, over], settle, not_attested),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, BID, over], settle, error(Error::Outbid)),
		(
			&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, Overbid(BUYER, LEAST), over],
			settle,
			error(Error::Outbid),
		),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, over, Freeze(BUYER)], settle, FROZEN_OUT),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, over, Freeze(LIQUIDATOR)], settle, FROZEN_OUT),
		(
			&[
				Arrange(LIQUIDATOR, BUYER, UsdaiAmount(FORTUNE + 1)),
				Attest(CUSTODIAN, UsdaiAmount(FORTUNE + 1)),
				Attest(AUDITOR, UsdaiAmount(FORTUNE + 1)),
				over,
			],
			settle,
			NO_FUNDS,
		),
	]);
}

#[test]
fn settling_should_bring_the_proceeds_and_the_buyer_have_the_lot() {
	// However late, until somebody says that it has lapsed.
	for seconds in [UNTIL + 1, LAST, LAST + 1, 2 * LAST] {
		after(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, At(seconds)], || {
			assert_ok!(make(Settle(LIQUIDATOR)));
			assert_eq!(Dollar::free_balance(LIQUIDATOR), FORTUNE - PRICE.get());
			assert_eq!(Dollar::free_balance(BUYER), FORTUNE);
			assert_eq!(Dollar::free_balance(SELLER), FORTUNE + PRICE.get());
			let (price, buyer, offset) = (PRICE, BUYER, NONE);
			assert_eq!(heard(), vec![(LOT, Outcome::Sold { buyer, price, offset })]);
			let (lot, loan, seller) = (LOT, LOAN, SELLER);
			let sold = Event::LotSold { lot, loan, seller, buyer, price, offset };
			System::assert_last_event(sold.into());
			assert_nothing_left();
			assert_noop!(make(Close(ANN)), Error::<Test>::NoSuchLot);
		});
	}
}

#[test]
fn closing_should_be_refused_until_bids_end_or_proceeds_are_too_late() {
	let not_over = error(Error::NotOver);
	refused(&[
		(&[], Close(ANN), error(Error::NoSuchLot)),
		(&[Auction], Close(ANN), error(Error::NoSuchLot)),
		(&[ARRANGE], Close(ANN), not_over),
		(&[ARRANGE, BID], Close(ANN), not_over),
		(&[ARRANGE, BID, At(UNTIL)], Close(ANN), not_over),
		(&[ARRANGE, At(UNTIL + 1)], Close(ANN), not_over),
		(&[ARRANGE, BY_CUSTODIAN, BY_AUDITOR, At(UNTIL + 1)], Close(LIQUIDATOR), not_over),
		(&[ARRANGE, At(LAST)], Close(ANN), not_over),
	]);
}

#[test]
fn closing_should_give_the_lot_to_whoever_has_bid_most() {
	for seconds in [UNTIL + 1, LAST + 1] {
		after(&[ARRANGE, BID, Overbid(BEN, NEXT), At(seconds)], || {
			assert_ok!(make(Close(POOR)));
			let (price, buyer, offset) = (NEXT, BEN, NONE);
			assert_eq!(heard(), vec![(LOT, Outcome::Sold { buyer, price, offset })]);
			let (lot, loan, seller) = (LOT, LOAN, SELLER);
			let sold = Event::LotSold { lot, loan, seller, buyer, price, offset };
			System::assert_last_event(sold.into());
			assert_eq!(Dollar::free_balance(SELLER), FORTUNE + NEXT.get());
			assert_eq!(Dollar::free_balance(LIQUIDATOR), FORTUNE);
			assert_eq!(held(), LEAST.get());
			assert_ok!(make(Refund(POOR, ANN)));
			assert_eq!(Dollar::free_balance(ANN), FORTUNE);
			assert_nothing_left();
		});
	}
}

#[test]
fn sale_should_lapse_when_its_proceeds_do_not_come() {
	for attested in [&[][..], &[BY_CUSTODIAN, BY_AUDITOR]] {
		after(&[&[ARRANGE], attested, &[At(LAST + 1)]].concat(), || {
			assert_ok!(make(Close(POOR)));
			assert_eq!(heard(), vec![(LOT, Outcome::Lapsed)]);
			System::assert_last_event(Event::SaleLapsed { lot: LOT, loan: LOAN }.into());
			assert_nothing_left();
			// It can be sold again, under another number.
			assert_ok!(make(ARRANGE));
			assert_eq!(Auctions::lot_of(LOAN), Some(LotId(1)));
		});
	}
}

#[test]
fn arranging_should_number_the_sale_and_tell() {
	after(&[Auction, Cancel, ARRANGE], || {
		let (lot, until) = (LotId(1), at(UNTIL));
		System::assert_last_event(
			Event::SaleArranged {
				lot,
				loan: LOAN,
				liquidator: LIQUIDATOR,
				buyer: BUYER,
				price: PRICE,
				evidence: evidence(),
				until,
			}
			.into(),
		);
		let sale = Auctions::arranged(lot).unwrap();
		assert_eq!((sale.seller, sale.liquidator, sale.buyer), (SELLER, LIQUIDATOR, BUYER));
		assert_eq!((sale.price, sale.until, sale.aside.loan), (PRICE, until, LOAN));
		assert_eq!((sale.attested, sale.best), ([None, None], None));
		assert_eq!(Auctions::lot_of(LOAN), Some(lot));
		// It is no lot of an auction.
		assert_eq!((Auctions::price(lot), Auctions::lot(lot)), (None, None));
		let signed = RuntimeOrigin::signed;
		assert_noop!(Auctions::settle(signed(ANN), lot), Error::<Test>::NoSuchLot);
		assert_noop!(Auctions::buy(signed(ANN), lot, PRICE), Error::<Test>::NoSuchLot);
	});
}

#[test]
fn sales_should_be_charged_for_the_largest_and_have_written_everything() {
	let (lot, loan, buyer, price, evidence) = (LOT, LOAN, BUYER, PRICE, evidence());
	let calls = [
		Calls::<Test>::arrange_sale { loan, buyer, price, evidence },
		Calls::settle_sale { lot },
		Calls::close_sale { lot },
	];
	for call in calls {
		assert_eq!(call.get_dispatch_info().call_weight.ref_time(), u64::from(MAX_BUNDLE));
	}
	let attested = [ARRANGE, BY_CUSTODIAN, BY_AUDITOR, At(UNTIL + 1)];
	let bid = [ARRANGE, BID, At(UNTIL + 1)];
	let lapsed = [ARRANGE, At(LAST + 1)];
	let cases: [(&[Call], Call); 3] =
		[(&attested, Settle(LIQUIDATOR)), (&bid, Close(POOR)), (&lapsed, Close(POOR))];
	for (before, call) in cases {
		after(before, || {
			on_call(|_| {
				assert_nothing_left();
				// The seller may put it up again at once.
				let next =
					caliber_primitives::auction::LotSpec { opens: Auctions::clock(), ..spec(1) };
				assert_ok!(<Auctions as Auctioneer<_>>::open(&SELLER, next));
			});
			assert_eq!(weighed(call), Ok(Some(Weight::from_parts(1, 0))));
			assert_eq!(Auctions::lot_of(LOAN), Some(LotId(1)));
		});
	}
	after(&[], || assert_eq!(weighed(ARRANGE), Ok(Some(Weight::from_parts(1, 0)))));
}
