//! The examples of the protocol.

use crate::{mock::*, State};
use caliber_primitives::{
	units::{Shares, UsdaiAmount},
	vault::{Receipt, Vault},
};
use frame_support::assert_ok;

/// What a queue of 20 is paid at the strike of day 31 by a vault of 100 that lent 10, of which the
/// book carries 4 once the loan is past due and grace, by itself, and after `default` alike.
fn paid_when(default_comes_first: bool) -> UsdaiAmount {
	let mut paid = UsdaiAmount::ZERO;
	with_vault(100, || {
		assert_ok!(Susdai::request_redeem(RuntimeOrigin::signed(1), shares(20)));
		assert_ok!(lend(usd(10)));
		day(30);
		// The calendar passed due + grace.
		set_book(usd(10), usd(4), usd(10));
		if default_comes_first {
			// The mark stays, the high estimate becomes that of a claim on the hardware.
			set_book(usd(10), usd(4), usd(8));
		}
		day(31);
		paid = State::<Test>::get().pot;
	});
	paid
}

#[test]
fn service_should_pay_the_same_when_before_or_after_default() {
	assert_eq!(paid_when(false), milli(18_800));
	assert_eq!(paid_when(true), milli(18_800));
}

#[test]
fn buyer_should_gain_nothing_when_a_loan_recovers() {
	with_vault(100, || {
		assert_ok!(lend(usd(20)));
		// Marked to 8; worth 18 by its appraisal.
		set_book(usd(20), usd(8), usd(18));
		assert_ok!(Susdai::deposit(RuntimeOrigin::signed(2), usd(88), Shares::ZERO));
		set_book(UsdaiAmount::ZERO, UsdaiAmount::ZERO, UsdaiAmount::ZERO);
		let receipt = Receipt { principal: usd(18), ..Default::default() };
		assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
		let worth = |who| Susdai::convert_to_assets(shares_of(who)).unwrap();
		assert!(worth(2) <= usd(88));
		// Old holders end at 0.98 a share.
		assert!(worth(1) >= UsdaiAmount(milli(98_000).get() - 2_000_000));
	});
}
