//! The answers to users' questions.

use crate::mock::*;
use caliber_primitives::{
	dollar::Dollar,
	ids::BillId,
	prices::{Reading, Tenor},
	testing::world,
	units::{Day, Ppb, Ppm, UsdaiAmount, UNIT},
};

#[test]
fn ladder_should_show_what_is_held_ordered_and_wanted() {
	with_chain(|| {
		held();
		order();
		let ladder = Allocation::ladder();
		let tenors: Vec<_> = ladder.iter().map(|rung| rung.tenor).collect();
		let expected = [Tenor::W4, Tenor::W8, Tenor::W13, Tenor::W17, Tenor::W26, Tenor::W52];
		assert_eq!(tenors, expected);
		let first = ladder[0];
		assert_eq!((first.weight, first.held), (Ppm(400_000), COST));
		assert_eq!(first.ordered, dollars(3_600_000).saturating_sub(COST));
		assert_eq!(first.target, dollars(3_600_000));
		let wanted: u128 = ladder.iter().map(|rung| rung.target.get()).sum();
		assert_eq!(UsdaiAmount(wanted), dollars(9_000_000));
		assert_eq!(Allocation::policy(), policy());
	});
}

#[test]
fn apr_current_should_be_what_the_bills_earn_of_all_reserves() {
	with_chain(|| {
		assert_eq!(Allocation::apr_current(), Ppb(0));
		bought();
		assert_eq!(Allocation::apr_current(), Ppb(0));
		for who in [CUSTODIAN, AUDITOR] {
			Allocation::confirm_settlement(by(who), BillId(0)).unwrap();
		}
		// 2,819.44 in 28 days is 36,753.414285 a year, of ten millions.
		assert_eq!(Allocation::apr_current(), Ppb(3_675_341));
		go(MATURITY);
		assert_eq!(Allocation::apr_current(), Ppb(0));
	});
}

#[test]
fn apr_expected_should_weigh_coupon_equivalents_of_what_the_floor_leaves() {
	with_chain(|| {
		let yields: u128 = [(28, 400_000), (56, 100_000), (91, 200_000), (119, 100_000)]
			.into_iter()
			.chain([(182, 150_000), (364, 50_000)])
			.map(|(days, weight)| {
				let price = caliber_finance::bills::price(Ppb(36_250_000), days).unwrap();
				let rate = caliber_finance::bills::investment_yield(price, days, 365).unwrap();
				u128::from(rate.get()) * weight
			})
			.sum();
		let expected = u64::try_from(yields * 9 / 10 / 1_000_000).unwrap();
		assert_eq!(Allocation::apr_expected(), Some(Ppb(expected)));
		assert!((33_000_000..34_000_000).contains(&expected), "{expected}");
		world(|w| w.rate = Some(Reading::Missing));
		assert_eq!(Allocation::apr_expected(), None);
	});
}

#[test]
fn bill_should_be_none_when_it_never_was_or_is_harvested() {
	with_chain(|| {
		assert_eq!(Allocation::bill(BillId(0)), None);
		let bill = settled();
		assert!(Allocation::bill(bill).is_some());
		Allocation::harvest(by(ANYONE), bill).unwrap();
		assert_eq!(Allocation::bill(bill), None);
	});
}

#[test]
fn report_should_put_everything_on_one_page() {
	with_chain(|| {
		let bill = held();
		order();
		world(|w| {
			w.committed = dollars(300_000);
			w.queued = dollars(2_000_000);
		});
		go(after(7));
		let report = Allocation::report();
		let cash = dollars(10_000_000).saturating_sub(COST);
		assert_eq!(
			(report.cash, report.owed, report.issued),
			(cash, dollars(0), dollars(10_000_000))
		);
		// Two millions are queued, more than the tenth of what is issued, and with them stands what
		// borrowers are promised. The order has lapsed.
		assert_eq!(report.floor, dollars(2_300_000));
		assert_eq!(report.free, cash.saturating_sub(dollars(2_300_000)));
		assert_eq!(report.accounts.at_settled_cost, COST);
		assert_eq!((report.surplus, report.shortfall), (dollars(0), dollars(0)));
		assert_eq!(report.income, Allocation::income());
		let running = report.running;
		assert_eq!((running.bills, running.cost, running.face), (1, COST, dollars(1_000_000)));
		assert_eq!((running.weighted_yield, running.days_to_maturity.0), (Ppb(36_857_331), 21));
		assert_eq!((report.impaired, report.next_maturity), (0, Some(MATURITY.start())));
		assert_eq!((report.apr_current, report.apr_realised), (Allocation::apr_current(), None));
		assert_eq!(report.apr_expected, Allocation::apr_expected());
		assert_eq!((report.policy, report.next_policy), (policy(), None));
		assert_eq!(Allocation::bills().0[0].bill, bill);
	});
}

#[test]
fn floor_should_count_promises_and_the_queue_when_bills_are_bought() {
	with_chain(|| {
		let order = order();
		world(|w| w.committed = dollars(8_100_000));
		let fill = || Allocation::fill(by(OPERATOR), order, purchase());
		frame_support::assert_noop!(fill(), crate::Error::<Test>::BelowFloor);
		// What waits in escrow is redeemed as soon as it is paid out.
		world(|w| (w.committed, w.escrowed) = (dollars(4_000_000), dollars(4_100_000)));
		frame_support::assert_noop!(fill(), crate::Error::<Test>::BelowFloor);
		world(|w| (w.committed, w.escrowed) = (UsdaiAmount::ZERO, UsdaiAmount::ZERO));
		world(|w| w.queued = dollars(9_100_000));
		frame_support::assert_noop!(fill(), crate::Error::<Test>::BelowFloor);
		// Nobody knows the queue: nothing is bought.
		world(|w| w.queued = UsdaiAmount::MAX);
		frame_support::assert_noop!(fill(), crate::Error::<Test>::BelowFloor);
		assert_eq!(Allocation::next_order(), None);
		world(|w| w.queued = dollars(9_000_000));
		frame_support::assert_ok!(fill());
	});
}

#[test]
fn history_should_keep_a_page_of_each_day_and_forget_after_a_ring() {
	with_chain(|| {
		let all = || Allocation::history(Day(0), Day(u32::MAX));
		assert!(all().is_empty());
		let bill = held();
		let first = all();
		assert_eq!((first.len(), first[0].day, first[0].bill), (1, TODAY, bill));
		assert_eq!((first[0].at_settled_cost, first[0].weighted_yield), (COST, Ppb(36_857_331)));
		go(MATURITY);
		Allocation::mature(by(CUSTODIAN), bill).unwrap();
		Allocation::confirm_maturity(by(AUDITOR), bill).unwrap();
		Allocation::harvest(by(ANYONE), bill).unwrap();
		let days = all();
		assert_eq!(days.iter().map(|page| page.day).collect::<Vec<_>>(), [TODAY, MATURITY]);
		assert_eq!((days[1].results.earned, days[1].results.harvested), (GAIN, GAIN));
		assert_eq!(Allocation::history(after(1), after(27)), []);
		assert_eq!(Allocation::history(MATURITY, MATURITY).len(), 1);
		// The ring has 400 places.
		go(after(400));
		assert_eq!(all().len(), 1);
		go(after(428));
		assert!(all().is_empty());
		held_on(after(428));
		assert_eq!(all().len(), 1);
	});
}

/// A bill in custody, bought on a later day.
fn held_on(day: Day) {
	let bill = crate::CurrentTotals::<Test>::get().next_bill;
	let terms = crate::Purchase { settles: day, matures: Day(day.0 + 28), ..purchase() };
	Allocation::fill(by(OPERATOR), order(), terms).unwrap();
	for who in [CUSTODIAN, AUDITOR] {
		Allocation::confirm_settlement(by(who), bill).unwrap();
	}
}

#[test]
fn caps_should_bind_issuer_and_duration() {
	use caliber_finance::bills::price;
	with_chain(|| {
		set_policy(crate::Policy { issuer_cap: Ppm(150_000), ..policy() });
		let first = order();
		frame_support::assert_ok!(Allocation::fill(by(OPERATOR), first, purchase()));
		let second = order();
		let fill = |cusip: &[u8; 9]| {
			let terms = crate::Purchase { cusip: crate::Cusip(*cusip), ..purchase() };
			Allocation::fill(by(OPERATOR), second, terms)
		};
		frame_support::assert_noop!(fill(b"912797VC8"), crate::Error::<Test>::AboveIssuerCap);
		// Another issuer's.
		frame_support::assert_ok!(fill(b"912796XY0"));
	});
	with_chain(|| {
		// A million for 28 days is 2.8 days of ten millions.
		let tight = crate::Policy { max_duration: Day(3), ..policy() };
		set_policy(tight);
		let order = order();
		assert_eq!(Allocation::orders().0[0].amount.get() / UNIT, 1_071_428);
		let bill = |days, face| crate::Purchase {
			face: coins(face),
			matures: after(days),
			price: price(Ppb(36_250_000), days).unwrap(),
			..purchase()
		};
		let fill = |terms| Allocation::fill(by(OPERATOR), order, terms);
		frame_support::assert_noop!(fill(bill(31, 1_000_000)), crate::Error::<Test>::TooLong);
		frame_support::assert_ok!(fill(bill(28, 1_000_000)));
	});
}

#[test]
fn payable_should_tell_what_is_paid_now_and_the_days_of_the_rest() {
	use caliber_finance::bills::price;
	with_chain(|| {
		for (days, face) in [(35, 500_000), (28, 1_000_000)] {
			let order = order();
			let price = price(Ppb(36_250_000), days).unwrap();
			let face = coins(face);
			let bill = crate::Purchase { face, matures: after(days), price, ..purchase() };
			frame_support::assert_ok!(Allocation::fill(by(OPERATOR), order, bill));
		}
		let cash = Ledger::cash();
		assert_eq!(Allocation::payable(dollars(5)), (dollars(5), vec![]));
		// Ten dollars are not there: the first bill brings them.
		let more = cash.saturating_add(dollars(10));
		assert_eq!(Allocation::payable(more), (cash, vec![(after(28), dollars(10))]));
		// Redeemers that wait for 200,000 more than the cash come first.
		world(|w| w.owed = cash.saturating_add(dollars(200_000)));
		let days = vec![(after(28), dollars(800_000)), (after(35), dollars(500_000))];
		assert_eq!(Allocation::payable(dollars(2_000_000)), (dollars(0), days));
		world(|w| w.owed = UsdaiAmount::ZERO);
	});
}
