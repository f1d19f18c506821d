//! What the vault may count.

use crate::{mock::*, Book, Cusip, Line, Lines, Mark, Position, Purchase};
use caliber_primitives::{
	prices::{Reading, Tenor},
	testing::{fresh, world},
	units::{Day, MicroUsd, Ppb, RatePpb, UsdaiAmount},
	vault::{AccretedIncome, BillIncome},
};
use frame_support::assert_ok;

fn income() -> (u128, u128) {
	let AccretedIncome { low, high } = Allocation::claims().accreted;
	(low.get(), high.get())
}

/// What a million has earned on a straight line after so many of its 28 days.
fn line(days: u128) -> u128 {
	GAIN.get() * days / 28
}

#[test]
fn income_should_grow_in_a_straight_line_by_whole_days_to_the_gain() {
	with_chain(|| {
		held();
		for days in [0, 1, 2, 14, 27, 28, 29, 400] {
			go(after(days));
			let expected = line(u128::from(days.min(28)));
			assert_eq!(income().1, expected, "day {days}");
		}
	});
}

#[test]
fn low_should_be_the_market_when_that_is_lower() {
	with_chain(|| {
		held();
		go(after(14));
		// At the discount of the purchase it is worth its line, but for a rounded price.
		let (low, high) = income();
		assert!(low <= high && high - low < 10u128.pow(18), "{low} {high}");
		// At 4.5 percent it is worth 998,250.00.
		world(|w| w.rate = Some(fresh(RatePpb(45_000_000))));
		assert_eq!(income().0, dollars(998_250).get() - COST.get());
		// Below the discount of the purchase it is worth more than its line, which bounds it.
		for rate in [20_000_000, -10_000_000] {
			world(|w| w.rate = Some(fresh(RatePpb(rate))));
			assert_eq!(income().0, high);
		}
		// At 20 percent it is worth less than its cost: nothing is earned.
		world(|w| w.rate = Some(fresh(RatePpb(200_000_000))));
		assert_eq!(income(), (0, high));
	});
}

#[test]
fn low_should_keep_the_last_value_when_the_feed_goes_silent() {
	with_chain(|| {
		held();
		go(after(14));
		let seen = income().0;
		for days in [14, 20, 28, 40] {
			go(after(days));
			world(|w| w.rate = Some(stale(FED, after(14))));
			assert_eq!(income().0, seen, "day {days}");
		}
		world(|w| w.rate = Some(Reading::Missing));
		assert_eq!(income(), (0, GAIN.get()));
	});
}

#[test]
fn low_should_count_a_bill_only_once_it_is_settled_and_high_from_its_day() {
	with_chain(|| {
		let order = order();
		let later = Purchase { settles: after(2), matures: after(30), ..purchase() };
		assert_ok!(Allocation::fill(by(OPERATOR), order, later));
		assert_eq!(income(), (0, 0));
		go(after(5));
		assert_eq!(income(), (0, line(3)));
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::confirm_settlement(by(who), caliber_primitives::ids::BillId(0)));
		}
		let (low, high) = income();
		assert_eq!(high, line(3));
		assert!(low > 0);
	});
}

#[test]
fn income_should_not_move_when_a_matured_bill_pays_is_confirmed_and_harvested() {
	with_chain(|| {
		let bill = held();
		go(MATURITY);
		let whole = (GAIN.get(), GAIN.get());
		assert_eq!(income(), whole);
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_eq!(income(), whole);
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_eq!(income(), whole);
		Cushion::set(dollars(1_000).get());
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		let minted = world(|w| w.harvests[0].0.get());
		assert_eq!(income(), (whole.0 - minted, whole.1 - minted));
	});
}

#[test]
fn a_loss_on_one_bill_should_take_from_the_income_of_another() {
	// One of 4 weeks that is nearly due, and one of a year that has just been bought.
	let (old, new) = (line_of(TODAY, after(28)), line_of(after(27), after(391)));
	let today = after(27);
	let mark = |rate| move |_: Tenor| Some(Mark { discount: Ppb(rate), day: today });
	let both = lines(&[old, new]);
	let alone = lines(&[old]).income(today, mark(36_250_000)).low;
	assert!(alone > UsdaiAmount::ZERO);
	// A year at 4 percent costs more than 28 days at 3.625 percent have earned.
	let after_rise = both.income(today, mark(40_000_000));
	assert_eq!(after_rise.low, UsdaiAmount::ZERO);
	assert!(after_rise.high >= alone);
}

fn line_of(settles: Day, matures: Day) -> Line {
	let price = caliber_finance::bills::price(Ppb(36_250_000), matures.0 - settles.0).unwrap();
	line_with(settles, matures, price, dollars(1_000_000))
}

fn line_with(settles: Day, matures: Day, price: MicroUsd, face: UsdaiAmount) -> Line {
	let cost = UsdaiAmount(face.get() / 100_000_000 * u128::from(price.get()));
	Line {
		bill: caliber_primitives::ids::BillId(matures.0),
		tenor: Tenor::W4,
		cusip: Cusip(*b"912797VC8"),
		position: Position { settles, matures, price, cost, face, settled: true, impaired: None },
		sold: false,
	}
}

fn lines(all: &[Line]) -> Lines {
	all.iter().fold(Lines::default(), |lines, line| lines.with(*line).unwrap())
}

#[test]
fn market_should_be_read_once_a_tenor_and_by_what_is_left() {
	let cases = [
		(0, Tenor::W4),
		(28, Tenor::W4),
		(29, Tenor::W6),
		(56, Tenor::W8),
		(91, Tenor::W13),
		(92, Tenor::W17),
		(183, Tenor::W52),
		(366, Tenor::W52),
	];
	let all: Vec<_> = cases.iter().map(|(days, _)| line_of(TODAY, after(*days.max(&1)))).collect();
	for ((days, tenor), line) in cases.iter().zip(&all).skip(1) {
		assert_eq!(line.priced_as(TODAY), *tenor, "{days}");
	}
	let mut asked = Vec::new();
	lines(&all[1..]).income(TODAY, |tenor| {
		asked.push(tenor);
		None
	});
	let expected = [Tenor::W4, Tenor::W6, Tenor::W8, Tenor::W13, Tenor::W17, Tenor::W52];
	assert_eq!(asked, expected);
}

#[test]
fn income_should_be_days_of_yield_when_held_for_days_whatever_matures() {
	// A hundred millions of 26 weeks: from 8 days before maturity to the day after it.
	let price = line_of(TODAY, after(182)).position.price;
	let line = line_with(TODAY, after(182), price, dollars(100_000_000));
	let high = |day| lines(&[line]).income(day, |_| None).high.get();
	let earned = high(after(183)) - high(after(174));
	let gain = line.position.face.get() - line.position.cost.get();
	assert_eq!(earned, gain - gain * 174 / 182);
}

#[test]
fn book_should_be_empty_when_all_is_paid() {
	with_chain(|| {
		settled();
		assert!(Book::<Test>::get().0.is_empty());
		assert_eq!(Allocation::income().high, GAIN);
	});
}
