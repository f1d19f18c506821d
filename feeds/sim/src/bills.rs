//! The bill rates of a day, as a seed determines them. Seed 0 shows the published curve on the day
//! that it was published for, every other seed another one.

use crate::{
	date::Day,
	noise::{below, pick, shift, walk, ORIGIN},
};
use std::{collections::BTreeMap, sync::LazyLock};

/// Tenors in weeks.
pub const TENORS: [i64; 7] = [4, 6, 8, 13, 17, 26, 52];

/// Basis points in one.
pub const BASIS: i64 = 10_000;

/// The published curve from which rates walk.
struct Curve {
	basis_points: BTreeMap<i64, i64>,
}

static CURVE: LazyLock<Curve> = LazyLock::new(|| {
	#[derive(serde::Deserialize)]
	struct File {
		date: String,
		basis_points: BTreeMap<i64, i64>,
	}
	let file: File = serde_json::from_str(include_str!("../fixtures/bill_curve.json"))
		.expect("the curve is part of the program and tested");
	let date: Day = file.date.parse().expect("the curve is part of the program and tested");
	assert_eq!(ORIGIN, date, "rates walk from the day of the curve");
	Curve { basis_points: file.basis_points }
});

/// The two quotes of the bill last auctioned in a tenor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bill {
	/// The tenor.
	pub weeks: i64,
	/// Bank discount, basis points.
	pub discount: i64,
	/// Coupon equivalent, basis points.
	pub coupon_equivalent: i64,
	/// When it was issued, or will be.
	pub issue: Day,
	/// When it matures.
	pub maturity: Day,
	/// Its number, with a true check digit.
	pub cusip: String,
	/// Days from payment to maturity, if it is bought on the day of the quote.
	pub days: i64,
}

impl Bill {
	/// The same bill at another discount, in basis points.
	pub fn at(self, discount: i64) -> Self {
		let coupon_equivalent = coupon_equivalent(discount, BASIS, self.days, self.issue);
		Self { discount, coupon_equivalent, ..self }
	}
}

/// When the rates of a day are out: at a minute between 15:30 and 16:00 in New York.
pub fn publication(seed: u64, day: Day) -> i64 {
	day.new_york(15, 30 + below(seed, "minute", day.0, 31))
}

/// The bills quoted on a business day, or nothing on any other.
pub fn bills(seed: u64, day: Day) -> Vec<Bill> {
	if !day.is_open() {
		return Vec::new();
	}
	let sold = TENORS.into_iter().filter(|weeks| day >= first_quote(*weeks));
	sold.map(|weeks| bill(seed, day, weeks)).collect()
}

/// The bill of one tenor that is quoted on a business day.
pub fn quoted(seed: u64, day: Day, weeks: i64) -> Option<Bill> {
	(day.is_open() && day >= first_quote(weeks)).then(|| bill(seed, day, weeks))
}

/// The last business day whose rates are out at a moment.
pub fn last_published(seed: u64, unix: i64) -> Day {
	(0..)
		.map(|n| Day::of(unix).plus(-n))
		.find(|day| day.is_open() && publication(seed, *day) <= unix)
		.unwrap_or(Day::of(unix))
}

fn first_quote(weeks: i64) -> Day {
	match weeks {
		6 => Day::new(2025, 2, 18),
		8 => Day::new(2018, 10, 16),
		17 => Day::new(2022, 10, 19),
		52 => Day::new(2008, 6, 3),
		_ => Day::new(2002, 1, 2),
	}
}

fn bill(seed: u64, day: Day, weeks: i64) -> Bill {
	let issue = issue(last_auction(day, weeks), weeks);
	let maturity = issue.plus(weeks * 7).open_from();
	// What is bought today is paid for tomorrow, or when it is issued.
	let days = maturity.0 - issue.max(day.plus(1).open_from()).0;
	let cusip = cusip(maturity);
	let bill = Bill { weeks, discount: 0, coupon_equivalent: 0, issue, maturity, cusip, days };
	bill.at(discount(seed, day, weeks))
}

/// The day on which the last auction of a tenor is held by the week's rule, holidays apart: every
/// week, and every four weeks for 52.
pub fn last_auction(day: Day, weeks: i64) -> Day {
	let (monday, tuesday, wednesday, thursday) = (0, 1, 2, 3);
	match weeks {
		13 | 26 => day.last_weekday(monday),
		6 => day.last_weekday(tuesday),
		17 => day.last_weekday(wednesday),
		52 => {
			// 2026-09-01 is one of them.
			let since = day.last_weekday(tuesday).0 - Day::new(2026, 9, 1).0;
			Day::new(2026, 9, 1).plus(since.div_euclid(28) * 28)
		},
		_ => day.last_weekday(thursday),
	}
}

/// When a bill is issued that is auctioned in the week of this day: on Thursday, or on the Tuesday
/// after.
pub fn issue(auction: Day, weeks: i64) -> Day {
	let days = match weeks {
		13 | 26 => 3,
		6 | 52 => 2,
		17 => 6,
		_ => 5,
	};
	auction.plus(days).open_from()
}

/// How far the market as a whole is from the published curve, basis points.
pub fn level(seed: u64, day: Day) -> i64 {
	shift(seed, "shift", 15) + walk(seed, "bills", day, 3, 120, Day::is_open)
}

fn discount(seed: u64, day: Day, weeks: i64) -> i64 {
	let start = CURVE.basis_points.get(&weeks).copied().unwrap_or_default();
	let own = if day == ORIGIN { 0 } else { pick(seed, &format!("bill{weeks}"), day.0, 1) };
	start + level(seed, day) + own
}

/// Coupon equivalent of a discount by 31 CFR 356 appendix B: simple up to half a year, with one
/// coupon reinvested beyond. Both in parts of which `one` are one.
pub fn coupon_equivalent(discount: i64, one: i64, days: i64, issue: Day) -> i64 {
	let (year, month, day) = issue.civil();
	let y = Day::new(year + 1, month, day).0 - issue.0;
	let y = if y == 366 { 366 } else { 365 };
	// What a face of 360 `one` gains, and costs.
	let gain = discount * days;
	let cost = 360 * one - gain;
	if 2 * days <= y {
		return (2 * gain * y * one + cost * days).div_euclid(2 * cost * days);
	}
	// i solves cost * (1 + (r - y/2) * i/y) * (1 + i/2) = face: the root of
	// a i^2 + b i + c with a = (2r - y) / 4y, b = r / y, c = -gain / cost, scaled by 4y.
	let (r, y, gain, cost) = (i128::from(days), i128::from(y), i128::from(gain), i128::from(cost));
	let unit = 1_000_000_000_000i128;
	let square = 16 * r * r * unit * unit + 16 * (2 * r - y) * y * (gain * unit * unit / cost);
	let root = i128::try_from(square.unsigned_abs().isqrt()).unwrap_or(i128::MAX);
	let halves = (root - 4 * r * unit) * i128::from(one) * 2 / (2 * (2 * r - y) * unit);
	i64::try_from((halves + 1).div_euclid(2)).unwrap_or(i64::MAX)
}

/// What a hundred dollars of face cost, in micro-dollars, rounded half up. The discount is in parts
/// of which `one` are one.
pub fn price(discount: i64, one: i64, days: i64) -> i64 {
	let year = 360 * one;
	(100_000_000 * (year - discount * days) + year / 2).div_euclid(year)
}

/// A bill is known by when it matures: those of several tenors that mature together are one.
pub fn cusip(maturity: Day) -> String {
	const LETTERS: &[u8; 34] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	let week = usize::try_from(maturity.0.rem_euclid(34 * 34)).unwrap_or_default();
	let mut text = String::from("912797");
	text.extend([LETTERS[week / 34], LETTERS[week % 34]].map(char::from));
	let sum: u32 = text
		.chars()
		.enumerate()
		.map(|(at, c)| c.to_digit(36).unwrap_or_default() * if at % 2 == 1 { 2 } else { 1 })
		.map(|v| v / 10 + v % 10)
		.sum();
	format!("{text}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn day(text: &str) -> Day {
		text.parse().unwrap()
	}

	#[test]
	fn bills_should_be_the_published_curve_when_the_seed_is_zero() {
		let found: Vec<_> = bills(0, ORIGIN)
			.into_iter()
			.filter(|bill| ![6, 17].contains(&bill.weeks))
			.map(|bill| (bill.weeks, bill.discount, bill.coupon_equivalent))
			.collect();
		let want = [(4, 364, 370), (8, 368, 375), (13, 374, 383), (26, 383, 396), (52, 385, 402)];
		assert_eq!(found, want);
	}

	#[test]
	fn coupon_equivalent_should_be_the_published_one_when_the_auction_is_known() {
		for (discount, days, issue, want) in [
			(397, 91, "2026-09-17", 407),
			(793, 20, "1990-06-01", 808),
			// Past half a year by the long formula, which half a year and a day needs already.
			(400, 183, "2026-08-13", 414),
			(765, 364, "1990-06-07", 824),
			(385, 364, "2026-08-06", 402),
			(0, 28, "2026-08-11", 0),
			(-5, 91, "2026-08-13", -5),
		] {
			assert_eq!(
				coupon_equivalent(discount, BASIS, days, day(issue)),
				want,
				"{discount} {days}"
			);
		}
	}

	#[test]
	fn price_should_be_the_published_one_when_the_auction_is_known() {
		for (discount, days, issue, want, equivalent) in [
			(3_625, 28, "2026-08-18", 99_718_056, 3_686),
			(3_735, 91, "2026-08-13", 99_055_875, 3_823),
			(1_115, 182, "2017-08-31", 99_436_306, 1_137),
			(7_930, 20, "1990-06-01", 99_559_444, 8_076),
			(7_650, 364, "1990-06-07", 92_265_000, 8_237),
			(4_000, 183, "2026-08-13", 97_966_667, 4_139),
		] {
			assert_eq!(price(discount, 100_000, days), want, "{discount}");
			assert_eq!(coupon_equivalent(discount, 100_000, days, day(issue)), equivalent);
		}
		assert_eq!(price(-50, 100_000, 91), 100_012_639);
	}

	#[test]
	fn bills_should_mature_on_the_published_day_when_the_auction_is_known() {
		for (on, maturity) in [("2026-09-01", "2026-12-03"), ("2026-09-14", "2026-12-17")] {
			let bill = bills(0, day(on)).into_iter().find(|bill| bill.weeks == 13).unwrap();
			assert_eq!(bill.maturity, day(maturity));
		}
	}

	#[test]
	fn bills_should_be_absent_when_the_market_is_closed() {
		for closed in ["2026-08-15", "2026-08-16", "2026-09-07", "2026-04-03", "2026-12-25"] {
			assert_eq!(bills(1, day(closed)), vec![], "{closed}");
		}
		let weeks: Vec<_> =
			bills(1, day("2020-01-02")).into_iter().map(|bill| bill.weeks).collect();
		assert_eq!(weeks, [4, 8, 13, 26, 52]);
	}

	#[test]
	fn values_should_differ_when_the_seed_does() {
		let on = day("2026-11-24");
		assert_eq!(bills(7, on), bills(7, on));
		for seed in 1..50 {
			assert_ne!(bills(seed, ORIGIN), bills(0, ORIGIN));
			assert_ne!(bills(seed, on), bills(seed + 1, on));
		}
	}

	#[test]
	fn values_should_move_little_by_little_when_days_pass() {
		for seed in 0..20 {
			let mut last = bills(seed, day("2026-11-24"));
			for n in 1..400 {
				let on = day("2026-11-24").plus(n);
				let bills = bills(seed, on);
				if bills.is_empty() {
					continue;
				}
				for (new, old) in bills.iter().zip(&last) {
					assert!((new.discount - old.discount).abs() <= 5, "{on}");
					assert!(new.coupon_equivalent > new.discount && new.discount > 200, "{on}");
				}
				last = bills;
			}
		}
	}

	#[test]
	fn last_published_should_wait_for_the_afternoon_when_the_market_is_open() {
		let tuesday = day("2026-08-11");
		let out = publication(3, tuesday);
		assert!((tuesday.new_york(15, 30)..=tuesday.new_york(16, 0)).contains(&out));
		assert_eq!(last_published(3, out), tuesday);
		assert_eq!(last_published(3, out - 1), day("2026-08-10"));
		assert_eq!(last_published(3, day("2026-09-08").new_york(9, 0)), day("2026-09-04"));
	}
}
