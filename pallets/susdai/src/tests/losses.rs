//! Losses that are final, the fund that pays for them first, and vaults that have nothing left.

use crate::{mock::*, Error, Event, Nav};
use caliber_primitives::{
	ids::RequestId,
	units::{Shares, UsdaiAmount, UNIT},
	vault::{AccretedIncome, Receipt, Vault, YieldSource},
};
use frame_support::{assert_ok, traits::fungible::Mutate};
use sp_runtime::{DispatchError::BadOrigin, TokenError};

fn cover(loss: UsdaiAmount) -> UsdaiAmount {
	<Susdai as Vault<AccountId>>::cover_loss(loss)
}

fn receive(receipt: Receipt) {
	assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
}

fn value() -> UsdaiAmount {
	Susdai::total_assets().unwrap().redemption
}

/// A vault of 1,000 that has lent 400 and earned 100, of which 10 are fees and 1 is the fund's.
fn with_earnings(test: impl FnOnce()) {
	with_vault(1_000, || {
		assert_ok!(lend(usd(400)));
		receive(Receipt { accrued: usd(100), ..Default::default() });
		assert_eq!(value(), usd(1_090));
		test();
	});
}

#[test]
fn loss_should_take_the_fund_before_the_price() {
	with_earnings(|| {
		// 300 of the loan come back, 100 are lost.
		let realise = || {
			set_book(usd(0), usd(0), usd(0));
			receive(Receipt { principal: usd(300), ..Default::default() });
		};
		realise();
		assert_eq!(value(), usd(990));
		// What the fund is owed lies on the vault's account.
		assert_eq!(cover(milli(400)), milli(400));
		System::assert_last_event(
			Event::LossCovered { loss: milli(400), covered: milli(400), idle: milli(990_400) }
				.into(),
		);
		assert_eq!((totals().reserve, totals().fee), (milli(600), usd(9)));
		assert_ok!(Susdai::pay_fees(RuntimeOrigin::signed(9)));
		fill_fund(usd(50));
		give_to_fund(7);
		receive(Receipt { accrued: usd(10), ..Default::default() });
		let before = value();
		// 0.1 owed, and 50.61 paid to the fund's account, of which the minimum balance stays.
		assert_eq!(cover(usd(99)), milli(100 + 50_610 - 10));
		assert_eq!(value().get(), before.get() + milli(50_700).get());
		assert_eq!(dollars(Susdai::reserve_account()), BASE.saturating_add(usd(7)));
		assert_eq!(cover(usd(99)), UsdaiAmount::ZERO);
		assert_eq!(cover(UsdaiAmount::ZERO), UsdaiAmount::ZERO);
	});
}

#[test]
fn recovery_should_raise_the_price_after_all() {
	with_earnings(|| {
		set_book(usd(0), usd(0), usd(0));
		assert_eq!(value(), usd(690));
		receive(Receipt { principal: usd(150), ..Default::default() });
		assert_eq!(value(), usd(840));
	});
}

fn nav() -> Nav {
	Susdai::total_assets().unwrap()
}

/// A vault of 1,000 that has lent 400, which redemptions count at 100 and deposits at 300, beside a
/// fund that can pay so much.
fn with_shortfall(fund: u128, test: impl FnOnce()) {
	with_vault(1_000, || {
		assert_ok!(lend(usd(400)));
		fill_fund(usd(fund));
		set_book(usd(400), usd(100), usd(300));
		test();
	});
}

/// A loan ends: of `principal` the sale brings so much, and the fund pays for the rest.
fn close(principal: u128, sale: u128) -> UsdaiAmount {
	let book = caliber_primitives::testing::world(|w| w.book);
	let [lent, low, high] =
		[(book.principal, principal), (book.conservative, 100), (book.optimistic, 300)]
			.map(|(all, one)| all.saturating_sub(usd(one)));
	set_book(lent, low, high);
	receive(Receipt { principal: usd(sale), ..Default::default() });
	cover(usd(principal - sale))
}

#[test]
fn deposits_should_count_what_the_fund_pays_for_a_loan_that_brings_its_estimate() {
	for (fund, pays) in [(0, 0), (40, 40), (100, 100), (170, 100)] {
		with_shortfall(fund, || {
			let deposit = usd(900 + pays);
			assert_eq!(nav(), Nav { redemption: usd(700), deposit }, "{fund}");
			assert_eq!(close(400, 300), usd(pays), "{fund}");
			assert_eq!(nav(), Nav { redemption: deposit, deposit }, "{fund}");
		});
	}
}

/// A closing tells what the sale has brought, and no more.
#[test]
fn closing_should_move_the_price_of_deposits_by_what_the_fund_does_not_level() {
	let cases = [
		// fund, sale, deposits count before and after
		(0, 350, 900, 950),
		(0, 250, 900, 850),
		(40, 350, 940, 990),
		(40, 380, 940, 1_000),
		(40, 250, 940, 890),
		(100, 350, 1_000, 1_000),
		(100, 250, 1_000, 950),
		(170, 250, 1_000, 1_000),
		(170, 200, 1_000, 970),
		(170, 400, 1_000, 1_000),
	];
	for (fund, sale, before, after) in cases {
		with_shortfall(fund, || {
			assert_eq!(nav().deposit, usd(before), "{fund} {sale}");
			close(400, sale);
			let value = usd(after);
			assert_eq!(nav(), Nav { redemption: value, deposit: value }, "{fund} {sale}");
		});
	}
}

#[test]
fn loans_should_share_the_fund_when_several_are_marked() {
	for (fund, pays) in [(0, 0), (60, 60), (130, 130), (150, 150), (900, 150)] {
		with_shortfall(fund, || {
			// The second one is of 350, of which 50 are in doubt; a sound one of 30 asks for nothing.
			set_book(usd(400 + 350 + 30), usd(100 + 100 + 30), usd(300 + 300 + 30));
			let value = nav().deposit;
			assert_eq!(value, usd(600 + 630 + pays));
			let first = close(400, 300);
			assert_eq!(nav().deposit, value, "{fund}");
			let second = close(350, 300);
			assert_eq!(nav(), Nav { redemption: value, deposit: value }, "{fund}");
			assert_eq!(first.saturating_add(second), usd(pays));
		});
	}
}

/// A stranger's money.
fn give_to_fund(whole: u128) {
	assert_ok!(<Dollar as Mutate<_>>::mint_into(&Susdai::reserve_account(), whole * UNIT));
}

#[test]
fn gift_to_the_fund_should_move_no_price_and_pay_for_no_loss() {
	for fund in [0, 40] {
		with_shortfall(fund, || {
			let before = nav();
			give_to_fund(50);
			assert_eq!(nav(), before, "{fund}");
			receive(Receipt { accrued: usd(1_000), ..Default::default() });
			assert_ok!(Susdai::pay_fees(RuntimeOrigin::signed(9)));
			// What it earns itself counts in full: the gift is its minimum balance.
			assert_eq!(close(400, 300), usd(fund + 10));
			assert_eq!(dollars(Susdai::reserve_account()).get(), {
				let kept = if fund == 0 { 0 } else { BASE.get() };
				usd(50).get() + kept
			});
		});
	}
}

#[test]
fn fund_should_count_for_nobody_while_every_loan_is_sound() {
	with_vault(1_000, || {
		assert_ok!(lend(usd(400)));
		fill_fund(usd(50));
		assert_eq!(nav(), Nav { redemption: usd(1_000), deposit: usd(1_000) });
	});
}

/// What the fund is owed counts as what it has. By income it grows, so that deposits count its part
/// while that is needed.
#[test]
fn deposits_should_count_what_the_fund_is_owed_and_no_less_once_it_is_paid() {
	with_shortfall(20, || {
		let income = AccretedIncome { low: usd(1_000), high: usd(1_000) };
		caliber_primitives::testing::world(|w| w.accreted = income);
		assert_eq!(nav(), Nav { redemption: usd(1_600), deposit: usd(1_820) });
		caliber_primitives::testing::world(|w| w.accreted = Default::default());
		assert_ok!(<Dollar as Mutate<_>>::mint_into(&Susdai::vault_account(), 1_000 * UNIT));
		assert_ok!(<Susdai as Vault<AccountId>>::harvest(usd(1_000), YieldSource::Bills));
		let after = Nav { redemption: usd(1_600), deposit: usd(1_830) };
		assert_eq!(nav(), after);
		assert_ok!(Susdai::pay_fees(RuntimeOrigin::signed(9)));
		assert_eq!(nav(), after);
		assert_eq!(close(400, 300), usd(30));
		assert_eq!(nav(), Nav { redemption: usd(1_830), deposit: usd(1_830) });
	});
}

/// A vault whose shares are worth nothing.
fn with_nothing(test: impl FnOnce()) {
	with_vault(100, || {
		assert_ok!(lend(usd(100)));
		set_book(usd(0), usd(0), usd(0));
		test();
	});
}

#[test]
fn empty_vault_should_be_opened_again_by_governance() {
	with_nothing(|| {
		let reopen = |assets| Susdai::reopen(RuntimeOrigin::root(), assets);
		refused(|| deposit(2, usd(10)), Error::<Test>::WipedOut);
		refused(|| Susdai::reopen(RuntimeOrigin::signed(1), usd(5)), BadOrigin);
		refused(|| reopen(usd(1).saturating_sub(UsdaiAmount(1))), Error::<Test>::BelowMinimum);
		refused(|| reopen(usd(5)), TokenError::FundsUnavailable);
		assert_ok!(<Dollar as Mutate<_>>::mint_into(&TREASURY, 5 * UNIT));
		assert_ok!(reopen(usd(5)));
		System::assert_last_event(Event::Reopened { assets: usd(5) }.into());
		assert_eq!(value(), usd(5));
		refused(|| reopen(usd(5)), Error::<Test>::NotEmpty);
		// At the new price: 0.05 a share.
		assert_ok!(deposit(2, usd(10)));
		assert_eq!(shares_of(2), shares(200));
	});
}

#[test]
fn empty_vault_should_be_opened_again_by_a_recovery() {
	with_nothing(|| {
		receive(Receipt { principal: usd(20), ..Default::default() });
		assert_ok!(deposit(2, usd(10)));
		assert_eq!(shares_of(2), shares(50));
		let reopen = Susdai::reopen(RuntimeOrigin::root(), usd(5));
		assert_eq!(reopen, Err(Error::<Test>::NotEmpty.into()));
	});
}

#[test]
fn vault_should_sell_again_when_every_holder_has_left_at_once() {
	with_vault(100, || {
		assert_ok!(deposit(2, usd(50)));
		for who in [1, 2] {
			assert_ok!(request(who, shares_of(who)));
		}
		day(31);
		for id in 0..2 {
			assert_ok!(Susdai::claim(RuntimeOrigin::signed(9), RequestId(id), None));
		}
		assert_eq!((totals().shares, totals().idle), (Shares(1_000_000), UsdaiAmount(1_000_000)));
		assert_ok!(deposit(3, usd(7)));
		assert_eq!(shares_of(3), shares(7));
	});
}

#[test]
fn locked_shares_alone_should_be_opened_again_when_they_are_worth_nothing() {
	with_vault(100, || {
		assert_ok!(request(1, shares_of(1)));
		day(31);
		assert_eq!(<Susdai as Vault<AccountId>>::bear_loss(usd(1)), UsdaiAmount(1_000_000));
		refused(|| deposit(3, usd(7)), Error::<Test>::WipedOut);
		assert_ok!(<Dollar as Mutate<_>>::mint_into(&TREASURY, 5 * UNIT));
		assert_ok!(Susdai::reopen(RuntimeOrigin::root(), usd(1)));
		assert_ok!(deposit(3, usd(7)));
	});
}

#[test]
fn funds_shares_should_leave_through_the_queue() {
	with_chain(|| {
		refused(|| Susdai::request_reserve(RuntimeOrigin::root()), Error::<Test>::BelowMinimum);
		caliber_primitives::testing::world(|w| {
			w.accreted = AccretedIncome { low: usd(10), high: usd(10) }
		});
		assert_ok!(deposit(1, usd(100)));
		let fund = Susdai::reserve_account();
		assert_eq!(shares_of(fund), shares(9));
		refused(|| Susdai::request_reserve(RuntimeOrigin::signed(5)), BadOrigin);
		assert_ok!(Susdai::request_reserve(RuntimeOrigin::root()));
		assert_eq!((shares_of(fund), held(fund)), (Shares::ZERO, 0));
		day(31);
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(7), RequestId(0), None));
		// 98.99 and 9 of claims for 107.99 shares.
		let has = dollars(fund);
		assert!(has <= usd(9) && has > milli(8_999), "{has:?}");
		// It pays for a loss with that.
		assert_eq!(totals().fund, has.saturating_sub(BASE));
		assert_eq!(cover(usd(99)), has.saturating_sub(BASE));
		assert_eq!((totals().fund, dollars(fund)), (UsdaiAmount::ZERO, BASE));
	});
}

/// What comes in after the last holder has left would make a share dearer than anybody can pay.
#[test]
fn shares_should_cost_one_dollar_again_when_all_have_left_and_more_has_come_in() {
	with_vault(100, || {
		assert_ok!(request(1, shares_of(1)));
		day(31);
		assert_eq!(totals().shares, Shares(1_000_000));
		receive(Receipt { extra: usd(10), ..Default::default() });
		caliber_primitives::testing::world(|w| {
			w.accreted = AccretedIncome { low: usd(9_900), high: usd(9_900) }
		});
		assert_eq!(Susdai::preview_deposit(usd(100)), Some(shares(100)));
		assert_eq!(Susdai::preview_mint(shares(100)), Some(usd(100)));
		let least = usd(1).saturating_sub(UsdaiAmount(1));
		refused(|| deposit(3, least), Error::<Test>::BelowMinimum);
		assert_ok!(deposit(3, usd(100)));
		assert_eq!(shares_of(3), shares(100));
		let price = Susdai::share_price().unwrap();
		assert_eq!(price.nav.deposit.get(), price.shares.get());
		// What had come in is the reserve fund's: 9 and 8,910, net of fees.
		let fund = shares_of(Susdai::reserve_account());
		assert_eq!(fund, Shares(8_919 * UNIT));
		// The next one buys as ever.
		assert_ok!(deposit(4, milli(20)));
		assert_eq!(
			(shares_of(4).get(), shares_of(Susdai::reserve_account())),
			(milli(20).get(), fund)
		);
	});
}
