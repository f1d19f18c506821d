//! What others do with the vault's money.

use crate::{mock::*, Error, Event, Income, Vesting};
use caliber_primitives::{
	testing::world,
	units::{Seconds, Shares, UsdaiAmount},
	vault::{AccretedIncome, Receipt, Returned, Vault, YieldSource},
};
use frame_support::{assert_ok, traits::fungible::Mutate};
use sp_runtime::{DispatchResult, TokenError};

fn receive(principal: u128, accrued: u128, extra: u128) -> DispatchResult {
	let receipt = Receipt { principal: usd(principal), accrued: usd(accrued), extra: usd(extra) };
	<Susdai as Vault<AccountId>>::receive(&LENDING, receipt)
}

fn available() -> UsdaiAmount {
	Susdai::free_liquidity()
}

fn nav() -> (UsdaiAmount, UsdaiAmount) {
	let nav = Susdai::total_assets().unwrap();
	(nav.redemption, nav.deposit)
}

#[test]
fn draw_should_pay_idle_money_when_free() {
	with_vault(100, || {
		let before = dollars(LENDING);
		assert_ok!(lend(usd(40)));
		System::assert_last_event(
			Event::Drawn { to: LENDING, amount: usd(40), idle: usd(60) }.into(),
		);
		assert_eq!(dollars(LENDING), before.saturating_add(usd(40)));
		assert_eq!(nav(), (usd(100), usd(100)));
		assert_eq!(available(), usd(60));
		refused(|| lend(usd(61)), Error::<Test>::OutOfLiquidity);
		assert_ok!(lend(usd(60)));
		assert_eq!(available(), UsdaiAmount::ZERO);
	});
}

#[test]
fn draw_should_leave_what_the_queue_needs_and_what_is_promised() {
	with_vault(100, || {
		assert_ok!(request(1, shares(30)));
		day(30);
		// Of a closed and of the open window.
		assert_ok!(request(1, shares(20)));
		world(|w| w.committed = usd(10));
		assert_eq!(available(), usd(40));
		assert_eq!(Susdai::free_liquidity(), usd(40));
		refused(|| lend(UsdaiAmount(usd(40).get() + 1)), Error::<Test>::OutOfLiquidity);
		// Exactly what was available, though the book counts the loan before the money has left.
		assert_ok!(lend(usd(40)));
		assert_eq!(available(), UsdaiAmount::ZERO);
		day(31);
		assert_eq!(totals().pot, usd(30));
	});
}

#[test]
fn draw_should_be_refused_when_the_book_rolls() {
	with_vault(100, || {
		world(|w| w.rolling = true);
		assert_eq!(available(), UsdaiAmount::ZERO);
		refused(|| lend(usd(1)), Error::<Test>::BookRolling);
	});
}

#[test]
fn receive_should_book_each_part_and_take_the_fee() {
	with_vault(100, || {
		assert_ok!(lend(usd(50)));
		world(|w| w.book.accrued = usd(10));
		assert_eq!(nav(), (usd(100), usd(109)));
		set_book(usd(30), usd(30), usd(30));
		world(|w| w.book.accrued = usd(0));
		assert_ok!(receive(20, 10, 20));
		let accrued = Income { net: usd(9), fee: milli(900), reserve: milli(100) };
		let extra = Income { net: usd(18), fee: milli(1_800), reserve: milli(200) };
		System::assert_last_event(
			Event::Received { from: LENDING, principal: usd(20), accrued, extra, idle: usd(97) }
				.into(),
		);
		// The fee of 3 is out of both; the 18 count for deposits and vest for redemptions.
		assert_eq!(nav(), (usd(109), usd(127)));
		let state = totals();
		assert_eq!((state.fee, state.reserve), (milli(2_700), milli(300)));
		day(15);
		assert_eq!(nav(), (usd(118), usd(127)));
		day(30);
		assert_eq!(nav(), (usd(127), usd(127)));
	});
}

#[test]
fn receive_should_be_refused_when_the_payer_has_too_little() {
	with_vault(100, || {
		refused(|| receive(2_000_000, 0, 0), TokenError::FundsUnavailable);
		assert_ok!(receive(0, 0, 0));
	});
}

/// A stranger's unit, left over below the minimum balance, would keep a debtor in debt.
#[test]
fn receive_should_pass_when_the_payer_has_a_unit_too_many() {
	with_vault(100, || {
		let all = dollars(LENDING).get();
		let receipt = Receipt { principal: UsdaiAmount(all - 1), ..Default::default() };
		assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
		assert_eq!(dollars(LENDING), UsdaiAmount::ZERO);
		assert_eq!(totals().idle, UsdaiAmount(usd(100).get() + all - 1));
	});
}

#[test]
fn harvest_should_move_no_price_when_it_replaces_the_claim() {
	with_vault(100, || {
		world(|w| w.accreted = AccretedIncome { low: usd(19), high: usd(20) });
		let before = nav();
		let harvest = || <Susdai as Vault<AccountId>>::harvest(usd(10), YieldSource::Bills);
		refused(harvest, Error::<Test>::NotReceived);
		assert_ok!(<Dollar as Mutate<_>>::mint_into(&Susdai::vault_account(), usd(10).get()));
		world(|w| w.accreted = AccretedIncome { low: usd(9), high: usd(10) });
		assert_ok!(harvest());
		let income = Income { net: usd(9), fee: milli(900), reserve: milli(100) };
		System::assert_last_event(
			Event::Harvested { source: YieldSource::Bills, income, idle: usd(109) }.into(),
		);
		assert_eq!(nav(), before);
		refused(harvest, Error::<Test>::NotReceived);
	});
}

#[test]
fn harvest_should_vest_when_the_income_is_of_loans() {
	with_vault(100, || {
		assert_ok!(<Dollar as Mutate<_>>::mint_into(&Susdai::vault_account(), usd(10).get()));
		assert_ok!(<Susdai as Vault<AccountId>>::harvest(usd(10), YieldSource::LoanFees));
		assert_eq!(nav(), (usd(100), usd(109)));
	});
}

#[test]
fn fees_should_be_paid_to_fee_account_and_reserve_fund() {
	with_vault(100, || {
		let pay = || Susdai::pay_fees(RuntimeOrigin::signed(7));
		refused(pay, Error::<Test>::NothingOwed);
		assert_ok!(receive(0, 100, 0));
		let before = nav();
		assert_ok!(pay());
		System::assert_last_event(Event::FeesPaid { fee: usd(9), reserve: usd(1) }.into());
		assert_eq!((dollars(TREASURY), dollars(Susdai::reserve_account())), (usd(9), usd(1)));
		assert_eq!(totals().fund, usd(1).saturating_sub(BASE));
		assert_eq!(nav(), before);
		refused(pay, Error::<Test>::NothingOwed);
		refused(|| Susdai::pay_fees(RuntimeOrigin::root()), sp_runtime::DispatchError::BadOrigin);
	});
}

#[test]
fn payment_should_never_lower_a_value_when_fees_are_rounded() {
	with_vault(100, || {
		for gross in 1..40u128 {
			for paid in 1..=gross {
				world(|w| w.book.accrued = UsdaiAmount(gross));
				let before = nav();
				world(|w| w.book.accrued = UsdaiAmount(gross - paid));
				let receipt = Receipt { accrued: UsdaiAmount(paid), ..Default::default() };
				assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
				let after = nav();
				assert!(after.0 >= before.0 && after.1 >= before.1, "{gross} {paid}");
			}
		}
		world(|w| w.book.accrued = UsdaiAmount::ZERO);
	});
}

#[test]
fn stream_should_vest_in_a_line_and_end_at_the_weighted_mean_when_joined() {
	let window = Seconds(30 * DAY);
	let stream = Vesting::default().joined(usd(30), window, START).unwrap();
	for (days, left) in [(0, 30), (1, 29), (15, 15), (29, 1), (30, 0), (99, 0)] {
		assert_eq!(stream.unvested(at(days * DAY)), Ok(usd(left)), "day {days}");
	}
	// 15 left for 15 days and 45 for 30: all of it in 26.25 days.
	let joined = stream.joined(usd(45), window, at(15 * DAY)).unwrap();
	assert_eq!(joined.unvested(at(15 * DAY)), Ok(usd(60)), "joining moves no value");
	assert_eq!(joined.until, at(15 * DAY + 26 * DAY + DAY / 4));
	// Dust holds nothing back.
	let dust = stream.joined(UsdaiAmount(1), window, at(15 * DAY)).unwrap();
	assert!(dust.until <= at(30 * DAY + 2));
	assert_eq!(stream.joined(UsdaiAmount::ZERO, window, at(15 * DAY)), Ok(stream));
	assert_eq!(stream.unvested(Seconds::ZERO), Ok(usd(30)));
	assert!(stream.joined(UsdaiAmount::MAX, window, START).is_err());
}

#[test]
fn strike_should_pay_no_income_that_has_not_vested() {
	with_vault(100, || {
		assert_ok!(request(1, shares(50)));
		day(30);
		assert_ok!(receive(0, 0, 100));
		day(31);
		// 90 net, a thirtieth of it vested: A = 103 over 100 shares.
		assert_eq!(totals().pot, milli(51_500));
		assert_eq!(Susdai::convert_to_assets(Shares(0)), None);
	});
}

#[test]
fn loss_should_take_idle_money_as_far_as_there_is_any() {
	with_vault(100, || {
		let bear = <Susdai as Vault<AccountId>>::bear_loss;
		// The caller burns what is given up.
		let burn = |amount: UsdaiAmount| {
			let vault = Susdai::vault_account();
			assert_ok!(Dollar::burn_from(
				&vault,
				amount.get(),
				frame_support::traits::tokens::Preservation::Expendable,
				frame_support::traits::tokens::Precision::Exact,
				frame_support::traits::tokens::Fortitude::Polite,
			));
		};
		assert_eq!(bear(UsdaiAmount::ZERO), UsdaiAmount::ZERO);
		assert_eq!(bear(usd(30)), usd(30));
		System::assert_last_event(Event::LossBorne { amount: usd(30), idle: usd(70) }.into());
		burn(usd(30));
		assert_eq!(nav(), (usd(70), usd(70)));
		assert_eq!(bear(usd(71)), usd(70));
		burn(usd(70));
		assert_eq!(bear(usd(1)), UsdaiAmount::ZERO);
	});
}

#[test]
fn queue_should_be_spread_over_a_window_when_asked_for_a_term() {
	with_vault(100, || {
		let within =
			|days: u64| <Susdai as Vault<AccountId>>::queued_within(Seconds(days * 86_400));
		assert_eq!(within(10), UsdaiAmount::ZERO);
		assert_ok!(request(1, shares(30)));
		assert_eq!([0, 10, 30, 60].map(within), [usd(0), usd(10), usd(30), usd(30)]);
		// Nobody knows while the book catches up.
		world(|w| w.rolling = true);
		assert_eq!(within(0), UsdaiAmount::MAX);
		world(|w| w.rolling = false);
	});
}

#[test]
fn restore_should_book_what_bore_a_loss_without_a_fee() {
	with_vault(100, || {
		let restore = || <Susdai as Vault<AccountId>>::restore(usd(10));
		refused(restore, Error::<Test>::NotReceived);
		world(|w| w.returned = Returned { low: usd(10), high: usd(15) });
		let before = nav();
		assert_ok!(<Dollar as Mutate<_>>::mint_into(&Susdai::vault_account(), usd(10).get()));
		world(|w| w.returned = Returned { low: usd(0), high: usd(5) });
		assert_ok!(restore());
		System::assert_last_event(Event::LossReturned { amount: usd(10), idle: usd(110) }.into());
		assert_eq!(before, (usd(110), usd(115)));
		assert_eq!(nav(), before);
		refused(restore, Error::<Test>::NotReceived);
	});
}
