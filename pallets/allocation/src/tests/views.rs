//! The answers to users' questions.

use crate::mock::*;
use caliber_primitives::{
	ids::BillId,
	prices::{Reading, Tenor},
	testing::world,
	units::{Ppb, Ppm, UsdaiAmount},
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
