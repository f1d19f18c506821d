//! Redemptions that wait.

use crate::{mock::*, Breaker, Checkpoints, Error, Event, Terms, TicketBook, TicketQuote};
use caliber_primitives::{
	dollar::PauseTier,
	ids::{
		assets::{PYUSD, USDAI, USDC, USDT},
		TicketId,
	},
	testing::world,
	units::{Ppm, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};

/// No fees; Alice has 1,000 dollars, of which 900 are in bills that mature in 28 days.
fn with_bills(test: impl FnOnce()) {
	with_chain(|| {
		in_bills(1_000, 900);
		world(|w| w.next_maturity = Some(START.saturating_add(Seconds(28 * 86_400))));
		test()
	});
}

fn status(ticket: u64) -> crate::TicketStatus<AccountId> {
	Usdai::ticket(TicketId(ticket)).unwrap()
}

#[test]
fn redeem_should_issue_a_ticket_when_the_cash_does_not_cover_it() {
	with_bills(|| {
		assert_eq!(Usdai::quote_redeem(USDC_SLOT, usd(101)), None);
		let quote = TicketQuote { promise: usd(101), fee: usd(0) };
		assert_eq!(Usdai::quote_ticket(usd(101)), Some(quote));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(101)));
		System::assert_has_event(
			Event::TicketIssued {
				ticket: TicketId(0),
				who: ALICE,
				amount: usd(101),
				quote,
				ahead: usd(0),
			}
			.into(),
		);
		// What cash there is pays the head at once.
		assert_eq!((ledger().cash, ledger().owed), (usd(0), usd(1)));
		assert_eq!(ledger().issued, usd(899));
		assert_eq!(balance(USDAI, ALICE), usd(899).get());
		assert_eq!(Usdai::surplus(), usd(0));
		let now = status(0);
		assert_eq!((now.pending, now.ahead), (usd(1), usd(0)));
		assert_eq!(now.claimable.to_vec(), vec![(USDC_SLOT, coins(100))]);
		assert_eq!(now.expected, Some(START.saturating_add(Seconds(28 * 86_400))));
	});
}

#[test]
fn redeem_should_pay_at_once_when_the_cash_covers_it_to_the_unit() {
	with_bills(|| {
		assert_eq!(Usdai::quote_ticket(usd(100)), None);
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(100)));
		assert!(TicketBook::<Test>::iter().next().is_none());
		assert_ok!(redeem(ALICE, USDC_SLOT, UsdaiAmount(UNIT)));
		assert_eq!(status(0).pending, usd(1));
	});
}

#[test]
fn redeem_should_only_issue_tickets_while_one_is_open() {
	with_bills(|| {
		assert_ok!(Assets::transfer(RuntimeOrigin::signed(ALICE), USDAI, BOB, usd(300).get()));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(600)));
		// Fresh cash pays the first, whoever brought it, and whoever asks next waits.
		assert_ok!(mint(BOB, USDT_SLOT, coins(50)));
		assert_eq!((ledger().cash, ledger().owed), (usd(0), usd(450)));
		assert_ok!(redeem(BOB, USDT_SLOT, usd(10)));
		assert_ok!(redeem_mix(BOB, usd(20)));
		assert_eq!((status(1).ahead, status(2).ahead), (usd(450), usd(460)));
		mature(455);
		assert_eq!(
			(status(0).pending, status(1).pending, status(2).pending),
			(usd(0), usd(5), usd(20))
		);
		assert_ok!(claim(0));
		assert_eq!(balance(USDC, ALICE), coins(999_000 + 550).get());
		assert_eq!(balance(USDT, ALICE), coins(1_000_000 + 50).get());
		mature(300);
		assert_eq!((ledger().cash, ledger().owed), (usd(275), usd(0)));
		// The queue is empty: cash pays at once again.
		assert_ok!(redeem(BOB, USDC_SLOT, usd(30)));
		for ticket in [1, 2] {
			assert_ok!(claim(ticket));
		}
		assert_eq!(balance(USDC, BOB), coins(1_000_000 + 60).get());
	});
}

#[test]
fn ticket_should_cost_the_highest_fee_and_count_whole_grains() {
	with_bills(|| {
		set_terms(USDT_SLOT, Terms { redeem_fee: Ppm(2_000), ..terms() });
		let amount = UsdaiAmount(200 * UNIT + 7);
		let fee = (amount.get() * 2).div_ceil(1_000);
		let promise = (amount.get() - fee) / 10u128.pow(12) * 10u128.pow(12);
		let redeem = |max| Usdai::redeem(RuntimeOrigin::signed(ALICE), USDC_SLOT, amount, max);
		assert_noop!(redeem(UsdaiAmount(fee - 1)), Error::<Test>::FeeAboveMax);
		assert_ok!(redeem(UsdaiAmount(fee)));
		assert_eq!(ledger().owed, UsdaiAmount(promise - usd(100).get()));
		assert_eq!(Usdai::surplus().get(), amount.get() - promise);
	});
}

#[test]
fn ticket_should_be_refused_when_it_cannot_be_made() {
	with_bills(|| {
		refused(|| redeem(ALICE, USDC_SLOT, usd(1_001)), Error::<Test>::AboveIssuance);
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(500)));
		refused(|| redeem(ALICE, USDC_SLOT, usd(0)), Error::<Test>::ZeroAmount);
		refused(
			|| redeem(ALICE, USDC_SLOT, UsdaiAmount(10u128.pow(12) - 1)),
			Error::<Test>::PaysNothing,
		);
		// No CAL for the deposit.
		assert_ok!(Assets::transfer(RuntimeOrigin::signed(ALICE), USDAI, VAULT, usd(10).get()));
		assert_noop!(redeem(VAULT, USDC_SLOT, usd(10)), sp_runtime::TokenError::FundsUnavailable);
		assert_ok!(Usdai::pause(RuntimeOrigin::signed(GUARDIAN), PauseTier::Exit));
		refused(|| redeem(ALICE, USDC_SLOT, usd(1)), Error::<Test>::TierPaused);
		assert_eq!(Usdai::quote_ticket(usd(1)), None);
		// What was served is paid whatever is paused.
		assert_ok!(claim(0));
	});
}

#[test]
fn ticket_should_hold_a_deposit_until_it_is_claimed_in_full() {
	with_bills(|| {
		let held = || Balances::total_balance_on_hold(&ALICE);
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(500)));
		assert_eq!(held(), DEPOSIT);
		assert_ok!(claim(0));
		assert_eq!(held(), DEPOSIT);
		mature(400);
		assert_ok!(claim(0));
		assert_eq!((held(), Balances::free_balance(ALICE)), (0, CAL));
		assert_noop!(claim(0), Error::<Test>::NoSuchTicket);
	});
}

#[test]
fn service_should_pay_the_mix_when_several_assets_are_held() {
	with_bills(|| {
		assert_ok!(mint(BOB, PYUSD_SLOT, ReserveAmount(300 * 10u128.pow(8))));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(900)));
		// 100 USDC and 300 PYUSD, all of it.
		let claimable = status(0).claimable.to_vec();
		assert_eq!(
			claimable,
			vec![(USDC_SLOT, coins(100)), (PYUSD_SLOT, ReserveAmount(300 * 10u128.pow(8)))]
		);
		attest(PYUSD_SLOT, 900_000);
		assert_ok!(claim(0));
		assert_eq!(balance(PYUSD, ALICE), (1_000_000 + 300) * 10u128.pow(8));
	});
}

#[test]
fn service_should_skip_an_asset_that_is_off_and_go_on_when_it_is_on_again() {
	with_bills(|| {
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(500)));
		set_terms(USDC_SLOT, Terms { breaker: Breaker::AllOff, ..free_terms() });
		mature(100);
		assert_eq!((ledger().cash, ledger().owed), (usd(100), usd(400)));
		assert_ok!(mint(BOB, USDT_SLOT, coins(30)));
		assert_eq!((ledger().cash, ledger().owed), (usd(100), usd(370)));
		let on = Usdai::set_breaker(RuntimeOrigin::root(), USDC_SLOT, Breaker::AllEnabled);
		assert_ok!(on);
		assert_eq!((ledger().cash, ledger().owed), (usd(0), usd(270)));
	});
}

#[test]
fn service_should_pay_backing_over_what_is_owing_when_it_falls_short() {
	with_bills(|| {
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(500)));
		// The bills are worth half: 450 of backing for 500 in circulation and 400 owed.
		set_treasury(usd(450), usd(0));
		assert_eq!(Usdai::shortfall(), usd(450));
		refused(|| mint(BOB, USDC_SLOT, coins(1)), Error::<Test>::Shortfall);
		set_treasury(usd(350), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(100)));
		// A hundred dollars of cash serve two hundred of tickets.
		assert_eq!((ledger().cash, ledger().owed), (usd(0), usd(200)));
		assert_eq!(status(0).claimable.to_vec(), vec![(USDC_SLOT, coins(200))]);
		set_treasury(usd(250), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(100)));
		assert_eq!(ledger().owed, usd(0));
		// What is left backs half of what is in circulation, as before.
		assert_eq!((Usdai::backing(), ledger().issued), (usd(250), usd(500)));
		assert_ok!(claim(0));
		assert_eq!(balance(USDC, ALICE), coins(999_000 + 300).get());
	});
}

#[test]
fn served_tickets_should_keep_their_money_when_a_shortfall_follows() {
	with_bills(|| {
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(200)));
		mature(100);
		set_treasury(usd(1), usd(0));
		assert!(!Usdai::shortfall().is_zero());
		refused(|| spend(USDC_SLOT, coins(1)), Error::<Test>::CashBufferEmpty);
		assert_ok!(claim(0));
		assert_eq!(balance(USDC, ALICE), coins(999_200).get());
	});
}

#[test]
fn ticket_should_move_only_when_its_receiver_accepts_it() {
	with_bills(|| {
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(500)));
		let offer = |who, to| Usdai::offer_ticket(RuntimeOrigin::signed(who), TicketId(0), to);
		let accept = |who| Usdai::accept_ticket(RuntimeOrigin::signed(who), TicketId(0));
		assert_noop!(offer(BOB, Some(BOB)), Error::<Test>::NotOwner);
		assert_noop!(accept(BOB), Error::<Test>::NotOffered);
		assert_ok!(offer(ALICE, Some(BOB)));
		System::assert_last_event(
			Event::TicketOffered { ticket: TicketId(0), owner: ALICE, to: Some(BOB) }.into(),
		);
		assert_ok!(offer(ALICE, None));
		assert_noop!(accept(BOB), Error::<Test>::NotOffered);
		assert_ok!(offer(ALICE, Some(BOB)));
		assert_noop!(accept(CUSTODIAN), Error::<Test>::NotOffered);
		assert_eq!(status(0).owner, ALICE);
		assert_ok!(accept(BOB));
		System::assert_last_event(
			Event::TicketAccepted { ticket: TicketId(0), from: ALICE, to: BOB }.into(),
		);
		assert_eq!((status(0).owner, status(0).offered), (BOB, None));
		let held = [ALICE, BOB].map(|who| Balances::total_balance_on_hold(&who));
		assert_eq!(held, [0, DEPOSIT]);
		assert_ok!(claim(0));
		assert_eq!(balance(USDC, BOB), coins(1_000_100).get());
		assert_noop!(
			Usdai::accept_ticket(RuntimeOrigin::signed(BOB), TicketId(9)),
			Error::<Test>::NoSuchTicket
		);
	});
}

#[test]
fn expected_date_should_be_unknown_when_bills_do_not_bring_enough() {
	with_bills(|| {
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1_000)));
		assert_eq!(status(0).expected, world(|w| w.next_maturity));
		set_treasury(usd(899), usd(1));
		assert_eq!(status(0).expected, None);
		set_treasury(usd(0), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(900)));
		assert_eq!(status(0).expected, Some(now()));
	});
}

#[test]
fn service_should_write_one_checkpoint_when_it_passes_many_tickets() {
	with_bills(|| {
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(200)));
		for _ in 0..50 {
			assert_ok!(redeem(ALICE, USDC_SLOT, usd(10)));
		}
		assert_eq!(Checkpoints::<Test>::iter().count(), 1);
		mature(600);
		assert_eq!(Checkpoints::<Test>::iter().count(), 2);
		assert!((0..=50).all(|ticket| status(ticket).pending.is_zero()));
	});
}

#[test]
fn mint_should_cost_more_only_when_it_serves_somebody() {
	with_bills(|| {
		let mint = || {
			let amount = coins(10);
			let done = Usdai::mint(RuntimeOrigin::signed(BOB), USDC_SLOT, amount, UsdaiAmount::MAX);
			done.unwrap().actual_weight.map(|weight| weight.ref_time())
		};
		assert_eq!(mint(), Some(1));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(500)));
		assert_eq!(mint(), None);
	});
}
