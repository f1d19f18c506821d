//! The examples of the protocol, each with the order of its calls reversed.

use crate::mock::*;
use caliber_primitives::{
	testing::world,
	units::{Shares, UsdaiAmount, UNIT},
	vault::{AccretedIncome, Receipt, Vault, YieldSource},
};
use frame_support::{assert_ok, traits::fungible::Mutate};

/// What a queue of 20 is paid at the strike of day 31 by a vault of 100 that lent 10, of which the
/// book carries 4 once the loan is past due and grace, by itself, and after `default` alike.
fn paid_when(default_comes_first: bool) -> UsdaiAmount {
	let mut paid = UsdaiAmount::ZERO;
	with_vault(100, || {
		assert_ok!(request(1, shares(20)));
		assert_ok!(lend(usd(10)));
		day(30);
		// The calendar passed due + grace.
		set_book(usd(10), usd(4), usd(10));
		// The mark stays, the high estimate becomes that of a claim on the hardware.
		let default = || set_book(usd(10), usd(4), usd(8));
		if default_comes_first {
			default();
			day(31);
		} else {
			day(31);
			default();
		}
		paid = totals().pot;
	});
	paid
}

#[test]
fn service_should_pay_the_same_when_before_or_after_default() {
	assert_eq!(paid_when(false), milli(18_800));
	assert_eq!(paid_when(true), milli(18_800));
}

/// What 88 are worth in the end that are put into a vault of 100 with a loan of 20 marked to 8, before
/// or after it recovers 18; and what is left to the old holder.
fn worth_when(bought_first: bool) -> (UsdaiAmount, UsdaiAmount) {
	let mut worth = Default::default();
	with_vault(100, || {
		assert_ok!(lend(usd(20)));
		// Marked to 8; worth 18 by its appraisal.
		set_book(usd(20), usd(8), usd(18));
		let buy = || deposit(2, usd(88)).unwrap();
		let recover = || {
			set_book(UsdaiAmount::ZERO, UsdaiAmount::ZERO, UsdaiAmount::ZERO);
			let receipt = Receipt { principal: usd(18), ..Default::default() };
			assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
		};
		if bought_first {
			buy();
			recover();
		} else {
			recover();
			buy();
		}
		let of = |who| Susdai::convert_to_assets(shares_of(who)).unwrap();
		worth = (of(2), of(1));
	});
	worth
}

#[test]
fn buyer_should_gain_nothing_when_a_loan_recovers() {
	let (early, late) = (worth_when(true), worth_when(false));
	assert_eq!(early, late, "who buys before it and who waits have the same");
	assert!(early.0 <= usd(88) && early.0.get() + 1 >= usd(88).get());
	// Old holders end at 0.98 a share.
	assert!(early.1.get().abs_diff(milli(98_000).get()) <= 1_000_000);
}

/// What a deposit of a million earns in a vault of a million whose bills earn 20,000 in 182 days,
/// when it comes eight days before the maturity, and leaves the moment before or after it.
fn earned_when(left_first: bool) -> u128 {
	let mut earned = 0;
	with_vault(900_000, || {
		let income = |days: u128| UsdaiAmount(20_000 * UNIT * days / 182);
		let accrete =
			|days| world(|w| w.accreted = AccretedIncome { low: income(days), high: income(days) });
		accrete(174);
		let before = dollars(2);
		assert_ok!(deposit(2, before));
		let of = shares_of(2);
		block_at(at(8 * DAY));
		accrete(182);
		let mature = || {
			world(|w| w.accreted = AccretedIncome::default());
			Dollar::mint_into(&Susdai::vault_account(), income(182).get()).unwrap();
			let harvest = <Susdai as Vault<AccountId>>::harvest;
			assert_ok!(harvest(income(182), YieldSource::Bills));
		};
		let leave = || {
			assert_ok!(request(2, of));
			close_windows();
			Susdai::valued().map_err(Into::into).and_then(Susdai::strike).unwrap();
		};
		if left_first {
			leave();
			mature();
		} else {
			mature();
			leave();
		}
		let id = caliber_primitives::ids::RequestId(0);
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(2), id, None));
		assert_eq!(shares_of(2), Shares::ZERO);
		earned = dollars(2).get() - before.get();
	});
	earned
}

#[test]
fn depositor_should_earn_the_days_he_was_there_when_a_bill_matures() {
	let (after, before) = (earned_when(false), earned_when(true));
	// Fees are rounded by a unit; the maturity gives and takes nothing else.
	assert!(after.abs_diff(before) <= 2, "{after} and {before}");
	// His part of what eight days bring, net of the fee of a tenth.
	let (eight, value) = (20_000 * UNIT * 8 / 182 * 9 / 10, 900_000 + 20_000 * 174 / 182 * 9 / 10);
	let part = eight / (value + 1_000_000) * 1_000_000;
	assert!(after.abs_diff(part) < part / 1_000, "{after} is not {part}");
}
