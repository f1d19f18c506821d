//! Overnight rates, the par yield curve and the monthly averages, each near the bill curve of its
//! day. All in basis points, averages in thousandths of a percent.

use crate::{
	bills::{bills, level, quoted},
	date::Day,
	noise::{pick, walk, ORIGIN},
};

/// The target range moves every sixth Wednesday; this is one of them.
const MEETING: Day = Day(20_663);
const MEETINGS: i64 = 42;
/// The lower end of the target range, and EFFR on the day for which it is published.
const TARGET: i64 = 350;
const PUBLISHED_EFFR: (Day, i64) = (Day(20_671), 363);
/// The width of the target range.
const WIDTH: i64 = 25;

/// An overnight rate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Overnight {
	/// Secured overnight financing rate.
	Sofr,
	/// Effective federal funds rate.
	Effr,
}

/// The target range of federal funds on a day.
pub fn target(seed: u64, day: Day) -> (i64, i64) {
	let meeting = MEETING.plus((day.0 - MEETING.0).div_euclid(MEETINGS) * MEETINGS);
	let drift = level(seed, meeting) - level(0, MEETING);
	let from = TARGET + (drift + WIDTH / 2).div_euclid(WIDTH) * WIDTH;
	(from, from + WIDTH)
}

impl Overnight {
	/// Both.
	pub const ALL: [Self; 2] = [Self::Sofr, Self::Effr];

	/// The name in answers.
	pub fn name(self) -> &'static str {
		match self {
			Self::Sofr => "SOFR",
			Self::Effr => "EFFR",
		}
	}

	/// The rate of a day on which the market was open.
	pub fn rate(self, seed: u64, day: Day) -> i64 {
		let own = if day == PUBLISHED_EFFR.0 { 0 } else { pick(seed, "effr", day.0, 1) };
		let effr = target(seed, day).0 + PUBLISHED_EFFR.1 - TARGET + own;
		match self {
			Self::Effr => effr,
			Self::Sofr => {
				// Dealers' balance sheets are small at a month's end.
				let last = day.plus(1).open_from().civil().1 != day.civil().1;
				effr + 4 + pick(seed, "sofr", day.0, 5) + if last { 7 } else { 0 }
			},
		}
	}

	/// When the rate of a day is out: on the next business day, at eight or nine in New York.
	pub fn publication(self, day: Day) -> i64 {
		let hour = match self {
			Self::Sofr => 8,
			Self::Effr => 9,
		};
		day.plus(1).open_from().new_york(hour, 0)
	}

	/// The last day whose rate is out at a moment.
	pub fn last_published(self, unix: i64) -> Day {
		(0..)
			.map(|n| Day::of(unix).plus(-n))
			.find(|day| day.is_open() && self.publication(*day) <= unix)
			.unwrap_or(Day::of(unix))
	}
}

/// A term of the par curve.
pub struct Term {
	/// The field of the feed.
	pub field: &'static str,
	/// The column of the table.
	pub column: &'static str,
	from: From,
}

enum From {
	/// The coupon equivalent of the bill of so many weeks.
	Bill(i64),
	/// So many basis points on the day of the published bill curve.
	Level(i64),
}

const fn term(field: &'static str, column: &'static str, from: From) -> Term {
	Term { field, column, from }
}

/// The terms in the order of the tables. The ten years are those published for 2026-06-25.
pub const TERMS: [Term; 14] = [
	term("BC_1MONTH", "1 Mo", From::Bill(4)),
	term("BC_1_5MONTH", "1.5 Month", From::Bill(6)),
	term("BC_2MONTH", "2 Mo", From::Bill(8)),
	term("BC_3MONTH", "3 Mo", From::Bill(13)),
	term("BC_4MONTH", "4 Mo", From::Bill(17)),
	term("BC_6MONTH", "6 Mo", From::Bill(26)),
	term("BC_1YEAR", "1 Yr", From::Bill(52)),
	term("BC_2YEAR", "2 Yr", From::Level(398)),
	term("BC_3YEAR", "3 Yr", From::Level(401)),
	term("BC_5YEAR", "5 Yr", From::Level(408)),
	term("BC_7YEAR", "7 Yr", From::Level(422)),
	term("BC_10YEAR", "10 Yr", From::Level(440)),
	term("BC_20YEAR", "20 Yr", From::Level(494)),
	term("BC_30YEAR", "30 Yr", From::Level(491)),
];

/// The par yields of a day in the order of [`TERMS`], `None` where none was published: those of
/// bills that were not sold yet.
pub fn par(seed: u64, day: Day) -> Vec<Option<i64>> {
	TERMS
		.iter()
		.map(|term| match term.from {
			From::Bill(weeks) => quoted(seed, day, weeks).map(|bill| bill.coupon_equivalent),
			From::Level(at) => Some(
				at + level(seed, day)
					+ walk(seed, "long", day, 2, 60, Day::is_open)
					+ if day == ORIGIN { 0 } else { pick(seed, term.field, day.0, 1) },
			),
		})
		.collect()
}

/// The average of all bills at a month's end, thousandths of a percent.
pub fn average(seed: u64, month_end: Day) -> i64 {
	let (year, month, _) = month_end.civil();
	let (sum, n) = (Day::new(year, month, 1).0..=month_end.0)
		.flat_map(|day| bills(seed, Day(day)))
		.fold((0, 0), |(sum, n), bill| (sum + bill.discount, n + 1));
	(sum * 10 + n / 2) / n.max(1)
}

/// When the averages of a month are out: on the sixth business day after it, in the afternoon.
pub fn average_publication(month_end: Day) -> i64 {
	let day = (0..6).fold(month_end, |day, _| day.plus(1).open_from());
	day.new_york(15, 0)
}

/// The ends of the last months whose averages are out at a moment, newest first.
pub fn months(unix: i64, count: usize) -> Vec<Day> {
	let mut end = Day::of(unix).month_end();
	let mut found = Vec::new();
	while found.len() < count {
		if average_publication(end) <= unix {
			found.push(end);
		}
		let (year, month, _) = end.civil();
		end = Day::new(year, month, 1).plus(-1);
	}
	found
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn overnight_should_stay_near_the_bills_and_in_its_range_when_days_pass() {
		for seed in 0..6 {
			for day in (0..900).map(|n| ORIGIN.plus(n - 300)).filter(|day| day.is_open()) {
				let (from, to) = target(seed, day);
				let (sofr, effr) =
					(Overnight::Sofr.rate(seed, day), Overnight::Effr.rate(seed, day));
				assert!((from..=to).contains(&effr) && (from..=to + 15).contains(&sofr), "{day}");
				let bill = quoted(seed, day, 13).unwrap();
				assert!((bill.discount - sofr).abs() < 140, "{seed} {day}");
				assert!((bill.coupon_equivalent - sofr).abs() < 140, "{seed} {day}");
			}
		}
	}

	#[test]
	fn effr_should_be_the_published_one_when_the_seed_is_zero() {
		let day = Day::new(2026, 8, 6);
		assert_eq!(PUBLISHED_EFFR.0, day);
		assert_eq!(MEETING, Day::new(2026, 7, 29));
		assert_eq!(Overnight::Effr.rate(0, day), 363);
		assert_eq!(target(0, day), (350, 375));
	}

	#[test]
	fn overnight_should_be_out_on_the_next_business_day_when_one_lies_between() {
		let thursday = Day::new(2026, 4, 2);
		assert_eq!(Overnight::Sofr.publication(thursday), Day::new(2026, 4, 6).new_york(8, 0));
		let monday = Day::new(2026, 4, 6);
		assert_eq!(Overnight::Sofr.last_published(monday.new_york(8, 30)), thursday);
		assert_eq!(Overnight::Effr.last_published(monday.new_york(8, 30)), Day::new(2026, 4, 1));
	}

	#[test]
	fn par_should_follow_the_bills_when_they_are_sold() {
		let missing = |day: Day| par(0, day).iter().filter(|rate| rate.is_none()).count();
		assert_eq!(missing(ORIGIN), 0);
		assert_eq!(missing(Day::new(2022, 2, 1)), 2);
		assert_eq!(par(0, ORIGIN)[3], Some(383));
		assert_eq!(par(0, ORIGIN)[11], Some(440));
	}

	#[test]
	fn months_should_end_when_their_averages_are_out() {
		let at = |day: &str| months(day.parse::<Day>().unwrap().new_york(16, 0), 2);
		let ends = [Day::new(2026, 7, 31), Day::new(2026, 6, 30)];
		assert_eq!(at("2026-08-31"), ends);
		assert_eq!(at("2026-09-09")[0], Day::new(2026, 8, 31));
		assert_eq!(at("2026-09-08")[0], Day::new(2026, 7, 31));
		let rate = average(0, ends[0]);
		assert!((3_400..4_100).contains(&rate), "{rate}");
	}
}
