//! The days' records, and what they tell.

use crate::{mock::*, Event, Explained, History, HISTORY};
use caliber_primitives::{
	testing::world,
	units::{Ppm, UNIT},
	vault::{AccretedIncome, Receipt, Vault},
};
use frame_support::assert_ok;

fn receive(receipt: Receipt) {
	assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
}

#[test]
fn day_should_be_recorded_once_in_its_first_block() {
	with_vault(100, || {
		day(1);
		System::assert_last_event(
			Event::Valued { redemption: usd(100), deposit: usd(100), shares: shares(100) }.into(),
		);
		let first = Susdai::history(0).unwrap();
		assert_eq!((first.at, first.parts.idle, first.shares), (at(DAY), usd(100), shares(100)));
		assert_ok!(deposit(2, usd(50)));
		block_at(at(DAY + 10));
		assert_eq!(Susdai::history(0), Some(first), "only the first block of a day");
		assert_eq!(Susdai::components().unwrap().parts.idle, usd(150));
		day(2);
		assert_eq!(Susdai::history(0).unwrap().parts.idle, usd(150));
		assert_eq!(Susdai::history(1), Some(first));
	});
}

#[test]
fn record_should_be_of_the_vault_after_its_strike() {
	with_vault(100, || {
		assert_ok!(request(1, shares(20)));
		day(31);
		let record = Susdai::history(0).unwrap();
		assert_eq!((record.parts.idle, record.paid, record.shares), (usd(80), usd(20), shares(80)));
		assert_eq!(Some(record), Susdai::components());
	});
}

#[test]
fn record_should_be_none_when_the_day_had_none() {
	with_vault(100, || {
		day(1);
		assert!(Susdai::history(0).is_some());
		world(|w| w.rolling = true);
		day(2);
		assert_eq!((Susdai::history(0), Susdai::components()), (None, None));
		assert_eq!((Susdai::utilisation(), Susdai::apr_ppm(1)), (None, None));
		world(|w| w.rolling = false);
		assert!(Susdai::history(1).is_some());
		// The record of 400 days ago lies where today's will.
		day(1 + u64::from(HISTORY) - 1);
		assert!(Susdai::history(HISTORY - 1).is_some());
		day(1 + u64::from(HISTORY));
		assert_eq!(Susdai::history(HISTORY), None);
		assert_eq!(Susdai::history(HISTORY - 1), None, "there was none on day 2");
		assert_eq!(Susdai::history(u32::MAX), None);
		assert_eq!(History::<Test>::iter().count(), 2, "two days lie where the first two did");
	});
}

#[test]
fn apr_should_be_what_a_share_earned_over_the_days() {
	with_vault(100, || {
		day(1);
		day(8);
		receive(Receipt { accrued: usd(10), ..Default::default() });
		// 9 of 100 in 7 days.
		assert_eq!(Susdai::apr_ppm(7), Some(9 * 365 * 10_000 / 7));
		assert_eq!(Susdai::apr_ppm(30), None);
		day(31);
		assert_eq!(Susdai::apr_ppm(30), Some(9 * 365 * 10_000 / 30));
	});
}

#[test]
fn utilisation_should_be_the_part_that_is_lent() {
	with_vault(100, || {
		assert_eq!(Susdai::utilisation(), Some(Ppm(0)));
		assert_ok!(lend(usd(40)));
		set_book(usd(40), usd(1), usd(20));
		assert_eq!(Susdai::utilisation(), Some(Ppm(400_000)), "whatever it is worth");
	});
}

#[test]
fn price_should_be_explained_by_causes_that_add_up() {
	with_vault(100, || {
		day(1);
		assert_ok!(lend(usd(50)));
		world(|w| w.book.accrued = usd(10));
		world(|w| w.accreted = AccretedIncome { low: usd(10), high: usd(20) });
		receive(Receipt { extra: usd(10), ..Default::default() });
		set_book(usd(50), usd(40), usd(45));
		day(16);
		let tenth = UNIT as i128 / 10;
		let base = Explained { before: UNIT, ..Default::default() };
		assert_eq!(
			Susdai::explain_redemption(15),
			Some(Explained {
				extra: 9 * tenth / 20,
				bills: 9 * tenth / 10,
				loans: -tenth,
				after: UNIT + 35 * UNIT / 1_000,
				..base
			})
		);
		let told = Susdai::explain_deposit(15).unwrap();
		assert_eq!(
			told,
			Explained {
				interest: 9 * tenth / 10,
				extra: 9 * tenth / 10,
				bills: 18 * tenth / 10,
				loans: -tenth / 2,
				// The fund is owed 0.1 of the 5 that are in doubt.
				support: tenth / 100,
				after: UNIT + 311 * UNIT / 1_000,
				..base
			}
		);
		assert_eq!(told.total(), Some((311 * UNIT / 1_000) as i128));
		assert_eq!(Susdai::explain_redemption(3), None);
		world(|w| w.book.accrued = usd(0));
	});
}

#[test]
fn causes_should_meet_the_shares_of_their_day_when_many_buy_later() {
	with_vault(100, || {
		day(1);
		let accrued = caliber_primitives::units::UsdaiAmount(UNIT * 1_000 / 9);
		receive(Receipt { accrued, ..Default::default() });
		day(2);
		// Doubled by interest; then as much again is bought at two a share.
		assert_ok!(deposit(2, usd(200)));
		day(3);
		let told = Susdai::explain_redemption(2).unwrap();
		let whole = UNIT as i128;
		assert!(told.interest.abs_diff(whole) <= 2 && told.exchange.abs() <= 2, "{told:?}");
		assert_eq!(told.total(), Some(told.after as i128 - told.before as i128));
		// A day without a record is passed over.
		let lost = crate::History::<Test>::iter()
			.find(|(_, snapshot)| snapshot.at == at(2 * DAY))
			.unwrap();
		crate::History::<Test>::remove(lost.0);
		let less = Susdai::explain_redemption(2).unwrap();
		assert_eq!(
			(less.before, less.after, less.total()),
			(told.before, told.after, told.total())
		);
	});
}
