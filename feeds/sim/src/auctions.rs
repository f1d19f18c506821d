//! Auctions of bills: when they are announced and held, and what they come to.

use crate::{
	bills::{coupon_equivalent, cusip, issue, last_auction, price, quoted, TENORS},
	date::Day,
	noise::{below, pick},
};

/// Thousandths of a percent in one: what auctions are bid in.
pub const MILLI: i64 = 100_000;
/// Thousandths of a percent in a basis point.
const OF_BASIS: i64 = 10;
/// Days before an auction on which it is announced.
const ANNOUNCED: i64 = 5;
/// A cash-management bill is sold every eighth Tuesday, 2026-08-11 among them.
const CASH_EVERY: i64 = 56;
const CASH_DAYS: i64 = 42;

/// One auction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Auction {
	/// Weeks of a regular bill, or `None` for a cash-management bill.
	pub weeks: Option<i64>,
	/// The first day on which it stands among the results, without rates.
	pub announced: Day,
	/// The day on which it is held.
	pub held: Day,
	/// When it is paid for.
	pub issued: Day,
	/// When it pays face.
	pub maturity: Day,
	/// High discount rate, thousandths of a percent.
	pub discount: i64,
	/// The minute after half past eleven at which the result is out.
	pub minute: i64,
}

impl Auction {
	/// When its result is out.
	pub fn out(&self) -> i64 {
		self.held.new_york(11, 31 + self.minute)
	}

	/// Days from issue to maturity.
	pub fn days(&self) -> i64 {
		self.maturity.0 - self.issued.0
	}

	/// The term as it is printed.
	pub fn term(&self) -> String {
		match self.weeks {
			Some(weeks) => format!("{weeks}-Week"),
			None => format!("{}-Day", self.days()),
		}
	}

	/// High investment rate, thousandths of a percent.
	pub fn investment_rate(&self) -> i64 {
		coupon_equivalent(self.discount, MILLI, self.days(), self.issued)
	}

	/// Micro-dollars for a hundred dollars of face.
	pub fn price(&self) -> i64 {
		price(self.discount, MILLI, self.days())
	}

	/// The number of the bill.
	pub fn cusip(&self) -> String {
		cusip(self.maturity)
	}
}

/// The auctions that are announced at a moment and were held on `first` or later, newest first.
pub fn auctions(seed: u64, unix: i64, first: Day) -> Vec<Auction> {
	let today = Day::of(unix);
	let mut all: Vec<Auction> = (first.0 - 7..=today.0 + 2 * ANNOUNCED)
		.map(Day)
		.flat_map(|day| {
			let regular = TENORS.into_iter().filter(move |weeks| last_auction(day, *weeks) == day);
			regular.filter_map(move |weeks| regular_bill(seed, day, weeks)).chain(cash(seed, day))
		})
		.filter(|auction| auction.held >= first && auction.announced <= today)
		.collect();
	all.sort_by_key(|auction| (-auction.held.0, auction.weeks));
	all
}

fn regular_bill(seed: u64, day: Day, weeks: i64) -> Option<Auction> {
	let held = day.open_from();
	let quote = quoted(seed, held, weeks)?;
	let issued = issue(day, weeks);
	let auction = |discount| Auction {
		weeks: Some(weeks),
		announced: held.plus(-ANNOUNCED),
		held,
		issued,
		maturity: issued.plus(weeks * 7).open_from(),
		discount,
		minute: below(seed, "auction minute", held.0, 5),
	};
	// Bids are in halves of a basis point around what the market quotes on that afternoon, and both
	// rates stay within one of it.
	let plain = auction(quote.discount * OF_BASIS);
	let bid = pick(seed, &format!("auction{weeks}"), held.0, 1) * OF_BASIS / 2;
	let bidden = auction(plain.discount + bid);
	let away = (bidden.investment_rate() - quote.coupon_equivalent * OF_BASIS).abs();
	Some(if away <= OF_BASIS { bidden } else { plain })
}

fn cash(seed: u64, day: Day) -> Option<Auction> {
	if (day.0 - Day::new(2026, 8, 11).0).rem_euclid(CASH_EVERY) != 0 {
		return None;
	}
	let held = day.open_from();
	let quote = quoted(seed, held, 4)?;
	let issued = day.plus(2).open_from();
	Some(Auction {
		weeks: None,
		announced: held.plus(-2),
		held,
		issued,
		maturity: issued.plus(CASH_DAYS).open_from(),
		discount: quote.discount * OF_BASIS + 20,
		minute: 2,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn auctions_should_come_every_week_when_holidays_move_them() {
		let unix = Day::new(2027, 8, 11).new_york(17, 0);
		let first = Day::new(2026, 8, 11);
		let all = auctions(3, unix, first);
		for (weeks, least, most) in
			[(4, 6, 8), (6, 6, 8), (13, 6, 8), (17, 6, 8), (26, 6, 8), (52, 27, 29)]
		{
			let days: Vec<i64> =
				all.iter().filter(|a| a.weeks == Some(weeks)).map(|a| a.held.0).collect();
			assert!(days.len() > 12, "{weeks}");
			for pair in days.windows(2) {
				assert!((least..=most).contains(&(pair[0] - pair[1])), "{weeks} {pair:?}");
			}
		}
		assert_eq!(all.iter().filter(|a| a.weeks.is_none()).count(), 7);
		for auction in &all {
			assert!(
				auction.held.is_open() && auction.issued.is_open() && auction.maturity.is_open()
			);
			assert!((1..=10).contains(&(auction.issued.0 - auction.held.0)), "{auction:?}");
			let term = auction.weeks.map_or(CASH_DAYS, |weeks| weeks * 7);
			assert!((auction.days() - term).abs() <= 4, "{auction:?}");
		}
	}

	#[test]
	fn auctions_should_stay_beside_the_quotes_of_the_day_when_bids_are_finer() {
		for seed in 0..3 {
			let all = auctions(seed, Day::new(2027, 8, 11).new_york(17, 0), Day::new(2026, 8, 11));
			let mut finer = 0;
			for auction in all.iter().filter(|a| a.weeks.is_some()) {
				let quote = quoted(seed, auction.held, auction.weeks.unwrap()).unwrap();
				assert!((auction.discount - quote.discount * 10).abs() <= 5);
				assert!((auction.investment_rate() - quote.coupon_equivalent * 10).abs() <= 10);
				assert_eq!(auction.cusip(), quote.cusip);
				finer += auction.discount % 10;
			}
			assert!(finer > 0);
		}
	}

	#[test]
	fn auctions_should_wait_for_half_past_eleven_when_they_are_held_today() {
		let monday = Day::new(2026, 8, 10);
		let found = auctions(0, monday.new_york(9, 0), monday.plus(-7));
		let waiting: Vec<_> = found
			.iter()
			.filter(|a| a.out() > monday.new_york(9, 0))
			.map(|a| (a.term(), a.held.to_string()))
			.collect();
		let want = [
			("4-Week", "2026-08-13"),
			("8-Week", "2026-08-13"),
			("17-Week", "2026-08-12"),
			("42-Day", "2026-08-11"),
			("6-Week", "2026-08-11"),
			("13-Week", "2026-08-10"),
			("26-Week", "2026-08-10"),
		];
		assert_eq!(waiting, want.map(|(term, day)| (term.to_string(), day.to_string())));
	}
}
