//! The people of sales that were arranged off the chain, and their calls.

pub(super) use crate::{
	mock::*, Arranged, ArrangedSales, Call as Calls, Error, Event, LotOf, NextLot, Refunds,
	OPEN_TIME, SETTLE_TIME,
};
pub(super) use caliber_primitives::{
	auction::{Auctioneer, Outcome, MAX_BUNDLE},
	ids::{LoanId, LotId},
	roles::{Role, RoleError},
	testing::{on_call, world},
	units::{Seconds, UsdaiAmount},
};
pub(super) use frame_support::{
	assert_noop, assert_ok,
	dispatch::GetDispatchInfo,
	traits::fungible::{Inspect, Mutate},
	weights::Weight,
};
pub(super) use sp_core::H256;
pub(super) use sp_runtime::{ArithmeticError, DispatchError, DispatchResult, TokenError};
pub(super) use Call::*;

pub(super) const LIQUIDATOR: AccountId = 1;
pub(super) const BUYER: AccountId = 2;
pub(super) const ANN: AccountId = 3;
pub(super) const BEN: AccountId = 4;
pub(super) const FROZEN: AccountId = 5;
/// Has nothing.
pub(super) const POOR: AccountId = 6;
pub(super) const CUSTODIAN: AccountId = 7;
pub(super) const AUDITOR: AccountId = 8;
/// Custodian and Auditor.
pub(super) const BOTH: AccountId = 9;
/// Keeps the hardware; has every role.
pub(super) const KEEPER: AccountId = 10;
/// A Liquidator whose time is over.
pub(super) const FORMER: AccountId = 11;
/// Custodian and Auditor beside the first ones.
pub(super) const THIRD: AccountId = 12;
/// A Liquidator beside the first one.
pub(super) const RIVAL: AccountId = 13;

pub(super) const LOAN: LoanId = LoanId(1);
pub(super) const LOT: LotId = LotId(0);
/// What was agreed on, and the least bids against it, one after the other.
pub(super) const PRICE: UsdaiAmount = UsdaiAmount(200_000_000_000_000_000_050);
pub(super) const LEAST: UsdaiAmount = UsdaiAmount(204_000_000_000_000_000_051);
pub(super) const NEXT: UsdaiAmount = UsdaiAmount(208_080_000_000_000_000_053);
/// The last second for bids, and the last before a sale without proceeds lapses.
pub(super) const UNTIL: u64 = 72 * 3_600;
pub(super) const LAST: u64 = UNTIL + 30 * 86_400;

/// A call, or what comes between two of them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Call {
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

pub(super) fn evidence() -> H256 {
	H256::repeat_byte(7)
}

/// Makes a call; says what is given back of its weight.
pub(super) fn weighed(call: Call) -> Result<Option<Weight>, DispatchError> {
	let signed = RuntimeOrigin::signed;
	let made = match call {
		Arrange(who, buyer, price) => {
			Auctions::arrange_sale(signed(who), LOAN, buyer, price, evidence())
		},
		Overbid(who, price) => Auctions::overbid(signed(who), LOT, price),
		Attest(who, price) => Auctions::attest_proceeds(signed(who), LOT, price, evidence()),
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

pub(super) fn make(call: Call) -> DispatchResult {
	weighed(call).map(|_| ())
}

/// The chain with everybody on it, once `before` has happened.
pub(super) fn after(before: &[Call], test: impl FnOnce()) {
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

pub(super) fn refused(cases: &[(&[Call], Call, DispatchError)]) {
	for (before, call, error) in cases {
		after(before, || {
			println!("{before:?}: {call:?}");
			assert_noop!(make(*call), *error);
		});
	}
}

pub(super) fn error(error: Error<Test>) -> DispatchError {
	error.into()
}

pub(super) const FROZEN_OUT: DispatchError = DispatchError::Other("frozen");
pub(super) const NO_FUNDS: DispatchError = DispatchError::Token(TokenError::FundsUnavailable);
pub(super) const ARRANGE: Call = Arrange(LIQUIDATOR, BUYER, PRICE);
pub(super) const BY_CUSTODIAN: Call = Attest(CUSTODIAN, PRICE);
pub(super) const BY_AUDITOR: Call = Attest(AUDITOR, PRICE);
pub(super) const BID: Call = Overbid(ANN, LEAST);

/// What lies with the chain.
pub(super) fn held() -> u128 {
	Dollar::free_balance(Auctions::account())
}

pub(super) fn sale() -> Arranged<AccountId> {
	Auctions::arranged(LOT).unwrap()
}

/// Nothing is for sale any more, and nobody has money here.
pub(super) fn assert_nothing_left() {
	let entries = ArrangedSales::<Test>::iter().count() + LotOf::<Test>::iter().count();
	assert_eq!((entries, Refunds::<Test>::iter().count(), held()), (0, 0, 0));
}
