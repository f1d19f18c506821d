//! Sales that were arranged off the chain: every call in every state by every party, and each refusal.

use crate::{
	mock::*, Arranged, ArrangedSales, Call as Calls, Error, Event, LotOf, NextLot, Refunds,
	OPEN_TIME, SETTLE_TIME,
};
use caliber_primitives::{
	auction::{Auctioneer, Outcome, MAX_BUNDLE},
	ids::{LoanId, LotId},
	roles::{Role, RoleError},
	testing::{on_call, world},
	units::{Seconds, UsdaiAmount},
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::GetDispatchInfo,
	traits::fungible::{Inspect, Mutate},
	weights::Weight,
};
use sp_core::H256;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult, TokenError};
use Call::*;

const LIQUIDATOR: AccountId = 1;
const BUYER: AccountId = 2;
const ANN: AccountId = 3;
const BEN: AccountId = 4;
const FROZEN: AccountId = 5;
/// Has nothing.
const POOR: AccountId = 6;
const CUSTODIAN: AccountId = 7;
const AUDITOR: AccountId = 8;
/// Custodian and Auditor.
const BOTH: AccountId = 9;
/// Keeps the hardware; has every role.
const KEEPER: AccountId = 10;
/// A Liquidator whose time is over.
const FORMER: AccountId = 11;
/// Custodian and Auditor beside the first ones.
const THIRD: AccountId = 12;
/// A Liquidator beside the first one.
const RIVAL: AccountId = 13;

const LOAN: LoanId = LoanId(1);
const LOT: LotId = LotId(0);
/// What was agreed on, and the least bids against it, one after the other.
const PRICE: UsdaiAmount = UsdaiAmount(200_000_000_000_000_000_050);
const LEAST: UsdaiAmount = UsdaiAmount(204_000_000_000_000_000_051);
const NEXT: UsdaiAmount = UsdaiAmount(208_080_000_000_000_000_053);
/// The last second for bids, and the last before a sale without proceeds lapses.
const UNTIL: u64 = 72 * 3_600;
const LAST: u64 = UNTIL + 30 * 86_400;

/// A call, or what comes between two of them.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Call {
	Arrange(AccountId, AccountId, UsdaiAmount),
	Overbid(AccountId, UsdaiAmount),
	Attest(AccountId, UsdaiAmount),
	Settle(AccountId),
	Close(AccountId),
	Refund(AccountId, AccountId),
	/// By the seller.
	Cancel,
	/// A lot of the same loan by auction.
	Auction,
	Freeze(AccountId),
	Thaw(AccountId),
	/// So many seconds after the start.
	At(u64),
}

fn evidence() -> H256 {
	H256::repeat_byte(7)
}

/// Makes a call; says what is given back of its weight.
fn weighed(call: Call) -> Result<Option<Weight>, DispatchError> {
	let signed = RuntimeOrigin::signed;
	let made = match call {
		Arrange(who, buyer, price) => {
			Auctions::arrange_sale(signed(who), LOAN, buyer, price, evidence())
		},
		Overbid(who, price) => {
			Auctions::overbid(signed(who), LOT, price).map(Into::into).map_err(Into::into)
		},
		Attest(who, price) => Auctions::attest_proceeds(signed(who), LOT, price, evidence())
			.map(Into::into)
			.map_err(Into::into),
		Settle(who) => Auctions::settle_sale(signed(who), LOT),
		Close(who) => Auctions::close_sale(signed(who), LOT),
		Refund(by, who) => Auctions::refund(signed(by), who).map(Into::into).map_err(Into::into),
		Cancel => {
			<Auctions as Auctioneer<AccountId>>::cancel(LOAN).map(Into::into).map_err(Into::into)
		},
		Auction => {
			let opened = <Auctions as Auctioneer<_>>::open(&SELLER, spec(1));
			opened.map(|_| ().into()).map_err(Into::into)
		},
		Freeze(who) => {
			world(|w| w.frozen.push(who));
			Ok(().into())
		},
		Thaw(who) => {
			world(|w| w.frozen.retain(|frozen| *frozen != who));
			Ok(().into())
		},
		At(seconds) => {
			set_time(at(seconds));
			Ok(().into())
		},
	};
	made.map(|info| info.actual_weight).map_err(|refused| refused.error)
}

fn make(call: Call) -> DispatchResult {
	weighed(call).map(|_| ())
}

/// The chain with everybody on it, once `before` has happened.
fn after(before: &[Call], test: impl FnOnce()) {
	with_chain(|| {
		for who in (7..=13).chain([SELLER]) {
			assert_ok!(Dollar::mint_into(&who, FORTUNE));
		}
		let (liquidator, custodian, auditor) = (Role::Liquidator, Role::Custodian, Role::Auditor);
		world(|w| {
			w.aside = Some(dollars(100));
			w.keeper = Some(KEEPER);
			w.frozen.push(FROZEN);
			w.ended = vec![(FORMER, liquidator, START)];
			let mut roles: Vec<_> =
				[LIQUIDATOR, RIVAL, FORMER, FROZEN, KEEPER].map(|who| (who, liquidator)).into();
			roles.extend([CUSTODIAN, BOTH, KEEPER, THIRD].map(|who| (who, custodian)));
			roles.extend([AUDITOR, BOTH, KEEPER, THIRD].map(|who| (who, auditor)));
			w.roles = Some(roles);
		});
		for call in before {
			assert_eq!(make(*call), Ok(()), "{before:?}: {call:?}");
		}
		test();
	});
}

fn refused(cases: &[(&[Call], Call, DispatchError)]) {
	for (before, call, error) in cases {
		after(before, || {
			println!("{before:?}: {call:?}");
			assert_noop!(make(*call), *error);
		});
	}
}

fn error(error: Error<Test>) -> DispatchError {
	error.into()
}

const FROZEN_OUT: DispatchError = DispatchError::Other("frozen");
const NO_FUNDS: DispatchError = DispatchError::Token(TokenError::FundsUnavailable);
const ARRANGE: Call = Arrange(LIQUIDATOR, BUYER, PRICE);
const BY_CUSTODIAN: Call = Attest(CUSTODIAN, PRICE);
const BY_AUDITOR: Call = Attest(AUDITOR, PRICE);
const BID: Call = Overbid(ANN, LEAST);

/// What lies with the chain.
fn held() -> u128 {
	Dollar::free_balance(Auctions::account())
}

fn sale() -> Arranged<AccountId> {
	Auctions::arranged(LOT).unwrap()
}

/// Nothing is for sale any more, and nobody has money here.
fn assert_nothing_left() {
	let entries = ArrangedSales::<Test>::iter().count() + LotOf::<Test>::iter().count();
	assert_eq!((entries, Refunds::<Test>::iter().count(), held()), (0, 0, 0));
}

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
