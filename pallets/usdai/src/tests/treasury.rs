//! What the treasury may do.

use crate::{mock::*, Breaker, Error, Event, Harvested, Rules};
use caliber_primitives::{
	dollar::{Compliance, Dollar},
	ids::{
		assets::{USDAI, USDC},
		BillId, ReserveSlot,
	},
	units::{Ppm, ReserveAmount, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};

/// A chain with a million dollars at no fee.
fn with_million(test: impl FnOnce()) {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000_000)));
		test()
	});
}

#[test]
fn cash_should_leave_and_come_back_with_the_equation_whole() {
	with_million(|| {
		set_treasury(usd(0), usd(400_000));
		assert_ok!(spend(USDC_SLOT, coins(400_000)));
		assert_eq!(balance(USDC, CUSTODIAN), coins(1_400_000).get() - SEED);
		assert_eq!((Usdai::backing(), Usdai::surplus()), (usd(1_000_000), usd(0)));
		assert_eq!(Usdai::cash(), usd(600_000));
		assert_eq!(Usdai::cash_in(USDC_SLOT), coins(600_000));
		System::assert_last_event(
			Event::CashSpent { slot: USDC_SLOT, amount: coins(400_000), to: CUSTODIAN }.into(),
		);
		wait(3_600);
		set_treasury(usd(400_000), usd(0));
		wait(3_600);
		set_treasury(usd(0), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(404_000)));
		assert_eq!((Usdai::backing(), Usdai::surplus()), (usd(1_004_000), usd(4_000)));
		System::assert_last_event(
			Event::CashReturned { slot: USDC_SLOT, amount: coins(404_000), from: CUSTODIAN }.into(),
		);
	});
}

#[test]
fn cash_should_not_move_when_it_is_not_there() {
	with_million(|| {
		let cases = [
			(USDC_SLOT, ReserveAmount(0), Error::<Test>::ZeroAmount),
			(USDC_SLOT, ReserveAmount(coins(1_000_000).get() + 1), Error::<Test>::CashBufferEmpty),
			(USDT_SLOT, coins(1), Error::<Test>::CashBufferEmpty),
			(ReserveSlot(7), coins(1), Error::<Test>::UnknownReserve),
			(USDC_SLOT, ReserveAmount::MAX, Error::<Test>::Overflow),
		];
		for (slot, amount, error) in cases {
			refused(|| spend(slot, amount), error);
		}
		refused(|| bring_back(USDC_SLOT, ReserveAmount(0)), Error::<Test>::ZeroAmount);
		refused(|| bring_back(ReserveSlot(7), coins(1)), Error::<Test>::UnknownReserve);
		assert_noop!(
			bring_back(USDC_SLOT, coins(1_000_001)),
			sp_runtime::TokenError::FundsUnavailable
		);
	});
}

#[test]
fn cash_that_is_promised_should_not_be_spent() {
	with_million(|| {
		set_terms(USDT_SLOT, free_terms());
		set_treasury(usd(700_000), usd(0));
		assert_ok!(spend(USDC_SLOT, coins(700_000)));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(400_000)));
		// The asset is off, so that its cash waits with the ticket.
		set_terms(USDC_SLOT, crate::Terms { breaker: Breaker::AllOff, ..free_terms() });
		set_treasury(usd(450_000), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(250_000)));
		assert_eq!((ledger().cash, ledger().owed), (usd(250_000), usd(100_000)));
		refused(|| spend(USDC_SLOT, coins(150_001)), Error::<Test>::CashBufferEmpty);
		set_treasury(usd(600_000), usd(0));
		assert_ok!(spend(USDC_SLOT, coins(150_000)));
	});
}

#[test]
fn cash_should_come_back_above_the_ceiling() {
	with_million(|| {
		set_terms(USDC_SLOT, crate::Terms { weight: Ppm(0), ..free_terms() });
		assert_ok!(bring_back(USDC_SLOT, coins(1)));
		refused(|| mint(ALICE, USDC_SLOT, coins(1)), Error::<Test>::FuseFull);
		wait(86_400);
		attest_all();
		assert!(Usdai::capacity_to_mint(USDC_SLOT).is_zero());
	});
}

#[test]
fn harvest_should_mint_to_the_vault_and_leave_the_cushion_on_the_issuance_after_it() {
	with_million(|| {
		assert_ok!(bring_back(USDC_SLOT, coins(10_000)));
		let minted = harvest(1, usd(10_000), usd(10_000)).unwrap();
		// (10,000 - 2,500) / 1.0025
		assert_eq!(minted.get(), 7_500 * UNIT * 1_000_000 / 1_002_500);
		assert_eq!(balance(USDAI, VAULT), minted.get());
		assert_eq!(Harvested::<Test>::get(BillId(1)), minted);
		let cushion = ledger().issued.get() * 2_500 / 1_000_000;
		assert!((cushion..=cushion + 2).contains(&Usdai::surplus().get()));
		System::assert_last_event(
			Event::SurplusMinted { to: VAULT, bill: BillId(1), minted, of_bill: minted }.into(),
		);
		// The rest waits for surplus.
		let rest = UsdaiAmount(usd(10_000).get() - minted.get());
		assert!(harvest(1, usd(10_000), rest).unwrap().get() <= 1);
		assert_ok!(bring_back(USDC_SLOT, coins(10_000)));
		let rest = UsdaiAmount(usd(10_000).get() - Harvested::<Test>::get(BillId(1)).get());
		assert_eq!(harvest(1, usd(10_000), rest), Ok(rest));
	});
}

#[test]
fn harvest_should_be_refused_when_a_bill_has_brought_less() {
	with_million(|| {
		assert_ok!(bring_back(USDC_SLOT, coins(10_000)));
		let error = Error::<Test>::ExceedsSurplus;
		assert_noop!(harvest(1, usd(100), UsdaiAmount(usd(100).get() + 1)), error);
		assert_eq!(harvest(1, usd(100), usd(60)), Ok(usd(60)));
		assert_noop!(
			harvest(1, usd(100), UsdaiAmount(usd(40).get() + 1)),
			Error::<Test>::ExceedsSurplus
		);
		assert_eq!(harvest(1, usd(100), usd(40)), Ok(usd(40)));
		assert_eq!(harvest(2, usd(100), usd(100)), Ok(usd(100)));
	});
}

#[test]
fn harvest_should_give_what_the_window_leaves() {
	with_million(|| {
		let mut rules = Rules { cushion: Ppm(0), ..rules() };
		rules.harvest.floor = usd(100);
		rules.harvest.per_call = Ppm(60);
		rules.harvest.per_window = Ppm(300);
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), rules));
		assert_ok!(bring_back(USDC_SLOT, coins(1_000)));
		assert_eq!(harvest(1, usd(1_000), usd(1_000)), Ok(usd(100)));
		let second = harvest(1, usd(1_000), usd(900)).unwrap();
		assert!(second < usd(51) && second >= usd(50), "{second:?}");
		assert!(harvest(1, usd(1_000), usd(800)).unwrap() < usd(1));
		wait(86_400);
		assert_eq!(harvest(1, usd(1_000), usd(800)), Ok(usd(100)));
	});
}

#[test]
fn harvest_should_mint_nothing_without_surplus_and_be_refused_in_a_shortfall() {
	with_million(|| {
		let events = System::event_count();
		assert_eq!(harvest(1, usd(10), usd(10)), Ok(usd(0)));
		assert_eq!(System::event_count(), events);
		lose(USDC_SLOT, coins(1));
		assert_noop!(harvest(1, usd(10), usd(10)), Error::<Test>::Shortfall);
	});
}

#[test]
fn cash_should_not_be_spent_and_nothing_drawn_in_a_shortfall() {
	with_million(|| {
		assert_ok!(Usdai::ensure_sound());
		lose(USDC_SLOT, coins(1));
		// The bill that would be bought does not hide the hole, nor does the cash that pays for it.
		set_treasury(usd(0), usd(10));
		refused(|| spend(USDC_SLOT, coins(10)), Error::<Test>::Shortfall);
		set_treasury(usd(0), usd(0));
		assert_noop!(Usdai::ensure_sound(), Error::<Test>::Shortfall);
		assert_ok!(bring_back(USDC_SLOT, coins(1)));
		assert_ok!(Usdai::ensure_sound());
		set_treasury(usd(0), usd(10));
		assert_ok!(spend(USDC_SLOT, coins(10)));
	});
}

#[test]
fn trait_should_answer_from_the_books() {
	with_million(|| {
		assert_eq!(Usdai::issued(), usd(1_000_000));
		assert_eq!(<Usdai as Dollar<AccountId>>::owed(), usd(0));
		assert_eq!(Usdai::dollars_of(USDC_SLOT, coins(3)), Some(usd(3)));
		assert_eq!(
			Usdai::dollars_of(PYUSD_SLOT, ReserveAmount(10)),
			Some(UsdaiAmount(10u128.pow(11)))
		);
		assert_eq!(Usdai::dollars_of(ReserveSlot(9), coins(3)), None);
		assert_eq!(Usdai::cash_in(ReserveSlot(9)), ReserveAmount(0));
	});
}

#[test]
fn reconcile_should_book_what_was_destroyed_elsewhere_to_surplus() {
	with_million(|| {
		let reconcile = || Usdai::reconcile(RuntimeOrigin::signed(BOB));
		assert_noop!(reconcile(), Error::<Test>::NothingToReconcile);
		assert_ok!(Assets::burn(RuntimeOrigin::signed(0), USDAI, ALICE, usd(30).get()));
		assert_eq!((ledger().issued, Usdai::surplus()), (usd(1_000_000), usd(0)));
		assert_ok!(reconcile());
		assert_eq!((ledger().issued, Usdai::surplus()), (usd(999_970), usd(30)));
		System::assert_last_event(
			Event::Reconciled { destroyed: usd(30), issued: usd(999_970) }.into(),
		);
		assert_noop!(reconcile(), Error::<Test>::NothingToReconcile);
	});
}

#[test]
fn reconcile_should_not_whitewash_dollars_that_nobody_minted() {
	chain().execute_with(|| {
		assert_ok!(Assets::mint(RuntimeOrigin::signed(0), USDAI, ALICE, usd(30).get()));
		assert_noop!(
			Usdai::reconcile(RuntimeOrigin::signed(BOB)),
			Error::<Test>::NothingToReconcile
		);
	});
}

#[test]
fn donations_should_change_nothing() {
	with_million(|| {
		let before = (Usdai::backing(), Usdai::surplus(), Usdai::capacity_to_mint(USDC_SLOT));
		let pot = Usdai::pot();
		assert_ok!(Assets::transfer(RuntimeOrigin::signed(BOB), USDC, pot, coins(500_000).get()));
		let after = (Usdai::backing(), Usdai::surplus(), Usdai::capacity_to_mint(USDC_SLOT));
		assert_eq!(before, after);
		refused(|| spend(USDC_SLOT, coins(1_000_001)), Error::<Test>::CashBufferEmpty);
	});
}

#[test]
fn loss_should_be_burned_from_the_vault_and_leave_the_fuse_alone() {
	with_million(|| {
		let vault = || RuntimeOrigin::signed(ALICE);
		assert_ok!(Assets::transfer(vault(), USDAI, VAULT, usd(1_000).get()));
		// A bill of a million is worth 900 less.
		set_treasury(usd(0), usd(1_000_000));
		assert_ok!(spend(USDC_SLOT, coins(1_000_000)));
		set_treasury(usd(999_100), usd(0));
		let burn = |amount| {
			with_storage_layer(|| <Usdai as Dollar<AccountId>>::burn_for_loss(&VAULT, amount))
		};
		assert_eq!(<Usdai as Dollar<AccountId>>::shortfall(), usd(900));
		let fuse = ledger().mint_fuse;
		assert_ok!(burn(usd(900)));
		System::assert_last_event(Event::BurnedForLoss { from: VAULT, amount: usd(900) }.into());
		assert_eq!(balance(USDAI, VAULT), usd(100).get());
		assert_eq!(ledger().issued, usd(999_100));
		assert_eq!(ledger().mint_fuse, fuse);
		let (surplus, shortfall) =
			(<Usdai as Dollar<AccountId>>::surplus(), <Usdai as Dollar<AccountId>>::shortfall());
		assert_eq!((surplus, shortfall), (usd(0), usd(0)));
		assert_ok!(burn(usd(0)));
		assert_noop!(burn(usd(1_000_000)), Error::<Test>::AboveIssuance);
		assert!(burn(usd(101)).is_err());
	});
}
