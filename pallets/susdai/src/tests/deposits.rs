//! Buying shares.

use crate::{mock::*, Error, Event};
use caliber_primitives::{
	dollar::PauseTier,
	testing::world,
	units::{Shares, UsdaiAmount, UNIT},
	vault::AccretedIncome,
};
use frame_support::{assert_ok, traits::fungible::Mutate, traits::tokens::Preservation};
use sp_runtime::{DispatchError, DispatchError::BadOrigin, TokenError};

#[test]
fn first_deposit_should_lock_shares_and_keep_the_minimum_balance() {
	with_chain(|| {
		let (paid, rest) = (usd(1_000), usd(999_000));
		assert_eq!(
			Susdai::preview_deposit(paid),
			Some(Shares(paid.get() - BASE.get() - 1_000_000))
		);
		assert_ok!(deposit(1, paid));
		let got = Shares(1_000 * UNIT - BASE.get() - 1_000_000);
		System::assert_last_event(Event::Deposited { who: 1, assets: paid, shares: got }.into());
		assert_eq!((shares_of(1), dollars(1)), (got, rest));
		assert_eq!(shares_of(Susdai::dead_account()), Shares(1_000_000));
		let price = Susdai::share_price().unwrap();
		assert_eq!(price.nav.redemption, price.nav.deposit);
		assert_eq!(price.nav.redemption.get(), price.shares.get());
		assert_eq!(totals().idle, paid.saturating_sub(BASE));
	});
}

#[test]
fn first_mint_should_cost_the_locked_shares_and_the_minimum_balance() {
	with_chain(|| {
		let cost = UsdaiAmount(100 * UNIT + BASE.get() + 1_000_000);
		assert_eq!(Susdai::preview_mint(shares(100)), Some(cost));
		assert_ok!(Susdai::mint(RuntimeOrigin::signed(1), shares(100), cost));
		assert_eq!(shares_of(1), shares(100));
		assert_eq!(dollars(1), usd(1_000_000).saturating_sub(cost));
	});
}

#[test]
fn first_deposit_should_leave_to_the_reserve_fund_what_was_earned_before() {
	with_chain(|| {
		world(|w| w.accreted = AccretedIncome { low: usd(9), high: usd(10) });
		assert_ok!(deposit(1, usd(100)));
		// Net of the fee of 10 %: A+ counts 9 of bills.
		assert_eq!(shares_of(Susdai::reserve_account()), shares(9));
		let worth = Susdai::convert_to_assets(shares_of(1)).unwrap();
		assert!(worth < usd(100));
	});
}

#[test]
fn deposit_should_be_priced_by_the_deposit_value_rounded_down() {
	with_vault(100, || {
		set_book(usd(50), usd(0), usd(50));
		// A+ = 150 over 100 shares.
		assert_eq!(Susdai::preview_deposit(usd(3)), Some(shares(2)));
		assert_ok!(deposit(2, usd(3)));
		assert_eq!(shares_of(2), shares(2));
		assert_eq!(
			Susdai::preview_deposit(UsdaiAmount(10u128.pow(17) + 1)).unwrap().get(),
			66_666_666_666_666_667
		);
		// Rounded up for the same number of shares.
		assert_eq!(
			Susdai::preview_mint(Shares(66_666_666_666_666_667)),
			Some(UsdaiAmount(10u128.pow(17) + 1))
		);
		assert_eq!(Susdai::preview_mint(shares(2)), Some(usd(3)));
	});
}

#[test]
fn deposit_should_be_refused_when_the_amount_or_the_price_is_not_right() {
	with_chain(|| {
		let nothing = UsdaiAmount::ZERO;
		let cases = [
			(nothing, Error::<Test>::ZeroAmount),
			(UsdaiAmount(1), Error::<Test>::BelowMinimum),
			(UsdaiAmount(1_000_000), Error::<Test>::BelowMinimum),
			(UsdaiAmount(UNIT - 1), Error::<Test>::BelowMinimum),
		];
		for (assets, error) in cases {
			refused(|| deposit(1, assets), error);
		}
		assert_ok!(deposit(1, usd(100)));
		refused(|| deposit(2, UsdaiAmount(BASE.get() - 1)), Error::<Test>::BelowMinimum);
		refused(|| deposit(2, UsdaiAmount::MAX), Error::<Test>::Overflow);
		refused(|| deposit(2, usd(2_000_000)), TokenError::FundsUnavailable);
		refused(|| bare(Susdai::deposit(RuntimeOrigin::root(), usd(1), Shares::ZERO)), BadOrigin);
		let above = Shares(UNIT + 1);
		refused(
			|| bare(Susdai::deposit(RuntimeOrigin::signed(2), usd(1), above)),
			Error::<Test>::SlippageExceeded,
		);
		let below = UsdaiAmount(UNIT - 1);
		refused(
			|| bare(Susdai::mint(RuntimeOrigin::signed(2), shares(1), below)),
			Error::<Test>::SlippageExceeded,
		);
		refused(
			|| bare(Susdai::mint(RuntimeOrigin::signed(2), Shares::ZERO, below)),
			Error::<Test>::ZeroAmount,
		);
	});
}

#[test]
fn deposit_should_be_refused_when_frozen_paused_or_rolling() {
	with_vault(100, || {
		world(|w| w.frozen = vec![2]);
		refused(|| deposit(2, usd(1)), DispatchError::Other("frozen"));
		world(|w| w.paused = Some(PauseTier::Intake));
		refused(|| deposit(3, usd(1)), DispatchError::Other("paused"));
		world(|w| w.paused = None);
		world(|w| w.rolling = true);
		refused(|| deposit(3, usd(1)), Error::<Test>::BookRolling);
		assert_eq!(Susdai::share_price(), None);
	});
}

#[test]
fn deposit_should_leave_no_dust_when_it_takes_almost_everything() {
	with_vault(100, || {
		let almost = UsdaiAmount(1_000_000 * UNIT - 1);
		refused(|| deposit(2, almost), TokenError::NotExpendable);
		assert_ok!(deposit(2, usd(1_000_000)));
		assert_eq!(dollars(2), UsdaiAmount::ZERO);
	});
}

#[test]
fn gift_should_move_no_price_when_sent_to_the_vault() {
	with_vault(100, || {
		let before = Susdai::share_price();
		assert_ok!(<Dollar as Mutate<_>>::transfer(
			&3,
			&Susdai::vault_account(),
			usd(500_000).get(),
			Preservation::Preserve,
		));
		assert_eq!(Susdai::share_price(), before);
		assert_ok!(deposit(2, usd(10)));
		assert_eq!(shares_of(2), shares(10));
	});
}

#[test]
fn wiped_out_vault_should_sell_nothing_and_still_pay_claims() {
	with_vault(100, || {
		assert_ok!(lend(usd(100)));
		set_book(usd(100), UsdaiAmount::ZERO, usd(30));
		refused(|| deposit(2, usd(10)), Error::<Test>::WipedOut);
		refused(
			|| bare(Susdai::mint(RuntimeOrigin::signed(2), shares(1), usd(1))),
			Error::<Test>::WipedOut,
		);
		assert_eq!(Susdai::preview_deposit(usd(10)), None);
	});
}
