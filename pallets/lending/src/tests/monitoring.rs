//! Margin calls, lapses, and what they do to a loan.

use crate::{
	mock::*, Ask, CollateralStatus, Error, Event, Findings, Impairment, Margin, Risk, Rules, Watch,
};
use caliber_primitives::{
	collateral::{Fact, Monitored},
	ids::{ItemId, LoanId},
	testing::world,
	units::{Day, Ppm, Seconds, UsdCents, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use sp_runtime::DispatchResult;

const REVIEWER: AccountId = 8;

fn review(loan: LoanId) -> DispatchResult {
	Lending::review(RuntimeOrigin::signed(REVIEWER), loan).map(|_| ()).map_err(|e| e.error)
}

/// Changes how an item stands behind its loan.
fn stands(item: u32, change: impl FnOnce(&mut Monitored)) {
	world(|w| change(&mut w.items.get_mut(&ItemId(item)).unwrap().monitored))
}

/// What the first item would bring, in dollars.
fn market(worth: u64) {
	stands(0, |item| {
		item.market = UsdCents(worth * 100);
		item.with_income = item.market;
	});
}

fn collateral(loan: LoanId) -> CollateralStatus {
	Lending::loan(loan).unwrap().collateral
}

/// A loan of a thousand with money in its reserve, whose item a forced sale would bring 500 for.
fn loan() -> LoanId {
	for who in [BORROWER, STRANGER] {
		Dollar::set_balance(&who, 1_000_000 * UNIT);
	}
	let id = crate::NextLoan::<Test>::get();
	let loan = running_on(Ask { reserve: 3, ..ask(1_000) }, 500);
	stands(id.0, |item| item.forced = UsdCents(50_000));
	loan
}

fn after(days: u64) {
	settle_at(Seconds(Now::get() + days * DAY));
}

#[test]
fn margin_should_be_called_on_two_fresh_readings_a_week_apart() {
	with_chain(|| {
		let loan = loan();
		let before = active(loan).pots.reserve;
		// 1,000 against 1,111.12 is a little below 90 %.
		stands(0, |item| item.market = UsdCents(111_112));
		assert_ok!(review(loan));
		assert_eq!(collateral(loan), CollateralStatus::Sound);
		stands(0, |item| item.market = UsdCents(111_111));
		assert_ok!(review(loan));
		assert_eq!(active(loan).watch.high_since, Some(Seconds(Now::get())));
		settle_at(Seconds(Now::get() + 7 * DAY - 1));
		assert_ok!(review(loan));
		assert_eq!(active(loan).watch.call_until, None);
		// A reading that is not fresh is none.
		settle_at(Seconds(Now::get() + 1));
		stands(0, |item| item.is_fresh = false);
		assert_ok!(review(loan));
		assert_eq!(active(loan).watch.call_until, None);
		stands(0, |item| item.is_fresh = true);
		assert_ok!(review(loan));
		let until = Seconds(Now::get() + 14 * DAY);
		let called = CollateralStatus::MarginCall { until };
		assert_eq!(collateral(loan), called);
		// Five basis points of a thousand, from the reserve.
		let bounty = UsdaiAmount(UNIT / 2);
		assert_eq!(Dollar::free_balance(REVIEWER), bounty.get());
		assert_eq!(active(loan).pots.reserve.get(), before.get() - bounty.get());
		let found = Lending::health(loan).unwrap().found;
		assert_eq!(found.ltv, Ppm(900_001));
		System::assert_last_event(
			Event::Reviewed {
				loan,
				by: REVIEWER,
				found,
				collateral: called,
				impairment: None,
				bounty,
			}
			.into(),
		);
		// Once.
		assert_ok!(review(loan));
		assert_eq!(Dollar::free_balance(REVIEWER), bounty.get());
		// Repaying cures it.
		assert_ok!(prepay(loan, dollars(100)));
		assert_ok!(review(loan));
		let watch = active(loan).watch;
		// The bounty came from the reserve, and the senior tranche was repaid first.
		let expected =
			Watch { refill_by: Some(day(31)), seniors_first: true, ..Default::default() };
		assert_eq!(watch, Watch { rewarded: watch.rewarded, ..expected });
	});
}

/// Not a unit more than the call asks for, so that what is left is the borrower's once it is cured.
#[test]
fn lockbox_should_repay_what_cures_a_call_when_the_due_date_comes() {
	with_chain(|| {
		let loan = loan();
		market(1_050);
		assert_ok!(review(loan));
		after(7);
		settle_at(day(29));
		assert_ok!(review(loan));
		let signed = RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::fund_lockbox(signed.clone(), loan, dollars(900)));
		settle_at(day(31));
		assert_ok!(paying(|| Lending::sweep(signed.clone(), loan)));
		let left = active(loan);
		assert_eq!(left.progress.windows_paid, 1);
		// 90 % of 1,050 is the call; a part per million less is none.
		let sound = UsdaiAmount(1_050 * UNIT / 1_000_000 * 899_999);
		assert_eq!(left.watch.sound_up_to, sound);
		assert_eq!(left.progress.balance, sound);
		let rest = left.pots.lockbox;
		assert!(rest > dollars(700));
		assert_ok!(review(loan));
		assert_eq!(collateral(loan), CollateralStatus::Sound);
		assert_eq!(active(loan).watch.sound_up_to, UsdaiAmount::ZERO);
		let before = Dollar::free_balance(BORROWER);
		assert_ok!(paying(|| Lending::sweep(signed, loan)));
		assert_eq!(Dollar::free_balance(BORROWER) - before, rest.get());
	});
}

#[test]
fn uncured_call_should_repay_principal_and_be_an_event_only_above_the_whole() {
	with_chain(|| {
		let loan = loan();
		market(1_050);
		assert_ok!(review(loan));
		after(7);
		assert_ok!(review(loan));
		after(15);
		assert_ok!(repay(loan, 1));
		assert_eq!(collateral(loan), CollateralStatus::Uncured);
		assert_ok!(review(loan));
		assert_eq!(active(loan).watch.impairment, None);
		let value = Lending::book_value().unwrap();
		assert_eq!(value.conservative, value.principal);
		// All lease revenue repays principal, on any day.
		let (signed, balance) = (RuntimeOrigin::signed(STRANGER), active(loan).progress.balance);
		assert_ok!(Lending::fund_lockbox(signed.clone(), loan, dollars(50)));
		assert_ok!(paying(|| Lending::sweep(signed, loan)));
		let left = active(loan);
		let paid = balance.get() - left.progress.balance.get();
		assert!(paid > 49 * UNIT && paid <= 50 * UNIT);
		assert!(left.pots.lockbox.get() < UNIT / 1_000);
		// The market falls on.
		market(900);
		stands(0, |item| item.is_fresh = false);
		assert_ok!(review(loan));
		assert_eq!(collateral(loan), CollateralStatus::Uncured);
		stands(0, |item| item.is_fresh = true);
		assert_ok!(review(loan));
		assert_eq!(collateral(loan), CollateralStatus::Impaired(Risk::Market));
		let day = Seconds(Now::get()).day();
		let impairment = Some(Impairment { risk: Risk::Market, day });
		assert_eq!(active(loan).watch.impairment, impairment);
		// Redemptions count the mark at once: 60 % of 500.
		assert_eq!(Lending::book_value().unwrap().conservative, dollars(300));
		// Silence is no cure; a higher price is.
		stands(0, |item| item.is_fresh = false);
		assert_ok!(review(loan));
		assert_eq!(active(loan).watch.impairment, impairment);
		market(2_000);
		assert_ok!(review(loan));
		assert_eq!(collateral(loan), CollateralStatus::Sound);
		let value = Lending::book_value().unwrap();
		assert_eq!(value.conservative, value.principal);
	});
}

#[test]
fn lapse_should_be_renewed_in_time_or_impair_the_loan() {
	for fact in [Fact::Insurance, Fact::Appraisal, Fact::Telemetry, Fact::Custody, Fact::Title] {
		with_chain(|| {
			let loan = loan();
			stands(0, |item| item.lapsed = Some(fact));
			assert_ok!(review(loan));
			assert_eq!(collateral(loan), CollateralStatus::Watch);
			let until = Seconds(Now::get() + 14 * DAY);
			assert_eq!(active(loan).watch.lapse, Some(crate::Lapse { fact, until }));
			after(14);
			stands(0, |item| item.lapsed = None);
			assert_ok!(review(loan));
			assert_eq!(collateral(loan), CollateralStatus::Sound);
			// Another one, which nobody renews; what follows it starts no clock anew.
			stands(0, |item| item.lapsed = Some(fact));
			assert_ok!(review(loan));
			after(14);
			stands(0, |item| item.lapsed = Some(Fact::Invoice));
			assert_ok!(review(loan));
			assert_eq!(collateral(loan), CollateralStatus::Watch);
			assert_ok!(repay(loan, 1));
			settle_at(Seconds(Now::get() + 1));
			assert_ok!(review(loan));
			assert_eq!(collateral(loan), CollateralStatus::Impaired(Risk::Lapse(Fact::Invoice)));
			assert_eq!(Lending::book_value().unwrap().conservative, dollars(300));
		});
	}
}

#[test]
fn income_should_set_watch_and_never_call() {
	with_chain(|| {
		let loan = loan();
		stands(0, |item| item.with_income = UsdCents(1));
		for _ in 0..4 {
			assert_ok!(review(loan));
			assert_eq!(collateral(loan), CollateralStatus::Watch);
			after(7);
		}
		assert_eq!(active(loan).watch.call_until, None);
	});
}

#[test]
fn positions_should_stand_still_and_seniors_be_paid_first_from_watch_on() {
	with_chain(|| {
		let loan = running_with_juniors();
		stands(0, |item| item.with_income = UsdCents(1));
		assert_ok!(review(loan));
		let signed = RuntimeOrigin::signed(CURATOR);
		let moved = Lending::transfer_position(signed.clone(), loan, 1, INSURER);
		assert_noop!(moved, Error::<Test>::PositionFrozen);
		let before = active(loan);
		let line = Lending::next_due(loan).unwrap();
		assert_ok!(repay(loan, 1));
		let after = active(loan);
		let vault = before.progress.vault.get() - after.progress.vault.get();
		assert_eq!(vault, line.principal.get());
		for (was, is) in before.positions.iter().zip(&after.positions) {
			assert_eq!(was.stake.principal, is.stake.principal);
			// Interest is theirs: the senior tranche has its own whole.
			assert!(is.stake.owed > was.stake.owed);
		}
		// What comes later is divided by what each has left.
		let amounts: Vec<_> = after.tranches.iter().map(|t| t.amount).collect();
		assert_eq!(amounts, [after.progress.vault.get(), 200 * UNIT, 100 * UNIT]);
		stands(0, |item| item.with_income = UsdCents(1_000_000));
		assert_ok!(review(loan));
		let line = Lending::next_due(loan).unwrap();
		assert_ok!(repay(loan, 1));
		let paid = after.positions[0].stake.principal.get()
			- active(loan).positions[0].stake.principal.get();
		let part = sp_core::U256::from(line.principal.get()) * sp_core::U256::from(200 * UNIT);
		assert_eq!(paid, (part / after.progress.balance.get()).as_u128());
		assert_ok!(Lending::transfer_position(signed, loan, 1, INSURER));
	});
}

#[test]
fn nothing_should_be_released_while_a_clock_runs() {
	with_chain(|| {
		let loan = loan();
		stands(0, |item| item.lapsed = Some(Fact::Insurance));
		assert_ok!(review(loan));
		let signed = RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::fund_lockbox(signed.clone(), loan, dollars(500)));
		settle_at(day(31));
		assert_ok!(paying(|| Lending::sweep(signed.clone(), loan)));
		assert_eq!(active(loan).progress.windows_paid, 1);
		let rest = active(loan).pots.lockbox;
		assert!(rest > dollars(400));
		stands(0, |item| item.lapsed = None);
		assert_ok!(review(loan));
		let before = Dollar::free_balance(BORROWER);
		assert_ok!(paying(|| Lending::sweep(signed, loan)));
		assert_eq!(Dollar::free_balance(BORROWER) - before, rest.get());
	});
}

#[test]
fn review_should_take_new_values_into_the_book_and_raise_nothing_without_them() {
	with_chain(|| {
		let loan = loan();
		let at = |entry: crate::Entry| (entry.low[0], entry.high);
		assert_eq!(at(active(loan).entry), (dollars(300), dollars(1_000)));
		stands(0, |item| {
			item.forced = UsdCents(20_000);
			item.orderly = UsdCents(30_000);
			item.cover = UsdCents(10_000);
		});
		assert_ok!(review(loan));
		assert_eq!(at(active(loan).entry), (dollars(120), dollars(400)));
		assert_eq!(active(loan).security.lendable, dollars(2_000));
		// Nothing is known of it any more.
		world(|w| w.items.get_mut(&ItemId(0)).unwrap().monitored = Monitored::default());
		assert_ok!(review(loan));
		assert_eq!(at(active(loan).entry), (UsdaiAmount::ZERO, UsdaiAmount::ZERO));
		assert_eq!(Lending::health(loan).unwrap().found.ltv, Ppm::MAX);
	});
}

#[test]
fn review_should_be_refused_when_there_is_no_loan_or_the_book_is_behind() {
	with_chain(|| {
		assert_noop!(review(LoanId(9)), Error::<Test>::UnknownLoan);
		let offer = offered(ask(10));
		assert_noop!(review(offer), Error::<Test>::NotActive);
		let loan = loan();
		block_at(Seconds(Now::get() + 600 * DAY));
		assert_noop!(review(loan), Error::<Test>::BookRolling);
	});
}

#[test]
fn stress_should_name_the_loans_that_the_same_move_of_prices_turns() {
	with_chain(|| {
		let loans: Vec<_> = [900u128, 700, 800].map(|whole| running(ask(whole))).into();
		// 45, 35 and 40 % of what the items bring: moved to half they are 90, 70 and 80.
		for (n, worth) in (0u32..).zip([2_000, 2_000, 2_000]) {
			stands(n, |item| item.market = UsdCents(worth * 100));
		}
		let of = |prices| Lending::stress(Ppm(prices), None);
		assert_eq!(of(1_000_000), (vec![], None));
		assert_eq!(of(500_000).0, [loans[0]]);
		assert_eq!(of(444_444).0, [loans[0], loans[2]]);
		assert_eq!(of(0).0, loans);
		assert_eq!(Lending::stress(Ppm(0), Some(loans[1])).0, [loans[2]]);
		// The move itself.
		for n in 0..3 {
			stands(n, |item| item.market = UsdCents(item.market.get() * 444_444 / 1_000_000));
		}
		loans.iter().for_each(|loan| review(*loan).unwrap());
		after(7);
		loans.iter().for_each(|loan| review(*loan).unwrap());
		let called = |loan: &&LoanId| active(**loan).watch.call_until.is_some();
		let called: Vec<_> = loans.iter().filter(called).copied().collect();
		assert_eq!(called, [loans[0], loans[2]]);
		assert_eq!(of(444_444).0, [loans[1]]);
	});
}

#[test]
fn margin_should_be_out_of_range_when_a_call_comes_too_early_or_an_event_before_it() {
	let sound = Margin::default();
	let cases = [
		(sound, true),
		(Margin { call_at: Ppm(850_000), ..sound }, false),
		(Margin { call_at: Ppm(850_001), ..sound }, true),
		(Margin { default_above: Ppm(899_999), ..sound }, false),
		(Margin { default_above: Ppm(900_000), ..sound }, true),
		(Margin { spacing: Seconds::ZERO, ..sound }, false),
		(Margin { cure: Seconds::ZERO, ..sound }, false),
		(Margin { cure: Seconds(90 * DAY + 1), ..sound }, false),
	];
	for (margin, holds) in cases {
		assert_eq!(Rules { margin, ..rules() }.in_range(), holds, "{margin:?}");
	}
	assert_eq!(sound.call_at, Ppm(900_000));
	assert_eq!(sound.cure, Seconds(14 * DAY));
}

/// One after the other, by the words of protocol.md 5.2 and 5.3.
#[test]
fn watch_should_follow_the_readings_when_they_come_in_a_row() {
	let found = |ltv, is_fresh, lapsed| Findings {
		ltv: Ppm(ltv),
		ltv_with_income: Ppm(ltv),
		is_fresh,
		lapsed,
	};
	let steps = [
		(0, found(800_000, true, None), CollateralStatus::Sound),
		(1, found(900_000, false, None), CollateralStatus::Watch),
		(9, found(900_000, true, None), CollateralStatus::Watch),
		(15, found(950_000, true, None), CollateralStatus::Watch),
		(16, found(950_000, true, None), CollateralStatus::MarginCall { until: Seconds(30 * DAY) }),
		(
			29,
			found(1_200_000, true, None),
			CollateralStatus::MarginCall { until: Seconds(30 * DAY) },
		),
		(31, found(1_000_000, true, None), CollateralStatus::Uncured),
		(32, found(1_000_001, true, None), CollateralStatus::Impaired(Risk::Market)),
		(33, found(1_000_000, false, None), CollateralStatus::Uncured),
		(34, found(899_999, false, None), CollateralStatus::Sound),
		(35, found(1_200_000, true, Some(Fact::Title)), CollateralStatus::Watch),
		(
			50,
			found(1_200_000, true, Some(Fact::Title)),
			CollateralStatus::Impaired(Risk::Lapse(Fact::Title)),
		),
		(
			51,
			found(1_200_000, true, None),
			CollateralStatus::MarginCall { until: Seconds(64 * DAY) },
		),
	];
	let mut watch = Watch::default();
	for (days, found, expected) in steps {
		let now = Seconds(days * DAY);
		watch = watch.reviewed(&found, &Margin::default(), now, Day(days as u32));
		assert_eq!(watch.status(now), expected, "day {days}");
	}
}
