//! The rates and prices of a day, as a seed determines them. Seed 0 shows the published curve on
//! the day that it was published for, every other seed another one.

use crate::date::Day;
use std::{collections::BTreeMap, sync::LazyLock};

/// Tenors in weeks.
pub const TENORS: [i64; 7] = [4, 6, 8, 13, 17, 26, 52];

/// Parts per million in one.
const MILLION: i64 = 1_000_000;

/// The published curve from which rates walk.
struct Curve {
	date: Day,
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
	let date = file.date.parse().expect("the curve is part of the program and tested");
	Curve { date, basis_points: file.basis_points }
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
	/// When it matures.
	pub maturity: Day,
	/// Its number, with a true check digit.
	pub cusip: String,
}

/// When the rates of a day are out: at a minute between 15:30 and 16:00 in New York.
pub fn publication(seed: u64, day: Day) -> i64 {
	day.new_york(15, 30 + i64::try_from(noise(seed, "minute", day.0) % 31).unwrap_or(0))
}

/// The bills quoted on a business day, or nothing on any other.
pub fn bills(seed: u64, day: Day) -> Vec<Bill> {
	if !day.is_open() {
		return Vec::new();
	}
	TENORS
		.into_iter()
		.filter(|weeks| day >= first_quote(*weeks))
		.map(|w| bill(seed, day, w))
		.collect()
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
	let issue = issue(day, weeks);
	let maturity = issue.plus(weeks * 7).open_from();
	let discount = discount(seed, day, weeks);
	// What is bought today is paid for tomorrow, or when it is issued.
	let days = maturity.0 - issue.max(day.plus(1).open_from()).0;
	let coupon_equivalent = coupon_equivalent(discount, days, issue);
	Bill { weeks, discount, coupon_equivalent, maturity, cusip: cusip(maturity) }
}

/// When the bill that was auctioned last is issued.
fn issue(day: Day, weeks: i64) -> Day {
	let (monday, tuesday, wednesday, thursday) = (0, 1, 2, 3);
	let (auction, days) = match weeks {
		13 | 26 => (day.last_weekday(monday), 3),
		6 => (day.last_weekday(tuesday), 2),
		17 => (day.last_weekday(wednesday), 6),
		52 => {
			// Every fourth Tuesday, 2026-09-01 among them.
			let since = day.last_weekday(tuesday).0 - Day::new(2026, 9, 1).0;
			(Day::new(2026, 9, 1).plus(since.div_euclid(28) * 28), 2)
		},
		_ => (day.last_weekday(thursday), 5),
	};
	auction.plus(days).open_from()
}

fn discount(seed: u64, day: Day, weeks: i64) -> i64 {
	let start = CURVE.basis_points.get(&weeks).copied().unwrap_or_default();
	let shift = if seed == 0 { 0 } else { signed(seed, "shift", 0, 15) };
	let own = if day == CURVE.date { 0 } else { pick(seed, &format!("bill{weeks}"), day.0, 1) };
	start + shift + walk(seed, "bills", day, 3, 120, Day::is_open) + own
}

/// Coupon equivalent of a discount, both in basis points, by 31 CFR 356 appendix B: simple up to
/// half a year, with one coupon reinvested beyond.
fn coupon_equivalent(discount: i64, days: i64, issue: Day) -> i64 {
	let (year, month, day) = issue.civil();
	let y = Day::new(year + 1, month, day).0 - issue.0;
	let y = if y == 366 { 366 } else { 365 };
	// What 360 * 10,000 * 100 dollars of face gain, and cost.
	let face = 360 * 10_000;
	let gain = discount * days;
	let cost = face - gain;
	if 2 * days <= y {
		return (2 * gain * y * 10_000 + cost * days) / (2 * cost * days);
	}
	// i solves cost * (1 + (r - y/2) * i/y) * (1 + i/2) = face: the root of
	// a i^2 + b i + c with a = (2r - y) / 4y, b = r / y, c = -gain / cost, scaled by 4y.
	let (r, y, gain, cost) = (i128::from(days), i128::from(y), i128::from(gain), i128::from(cost));
	let unit = 1_000_000_000i128;
	let square = 16 * r * r * unit * unit + 16 * (2 * r - y) * y * gain * unit * unit / cost;
	let root = i128::try_from(square.unsigned_abs().isqrt()).unwrap_or(i128::MAX);
	let basis_points = (root - 4 * r * unit) * 10_000 * 2 / (2 * (2 * r - y) * unit);
	i64::try_from((basis_points + 1) / 2).unwrap_or(i64::MAX)
}

/// A bill is known by when it matures: those of several tenors that mature together are one.
fn cusip(maturity: Day) -> String {
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

/// What an H100 SXM costs by the hour, at each venue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GpuHour {
	/// The listing in the middle at Vast, micro-dollars, whole multiples of 100.
	pub vast: i64,
	/// At RunPod on machines of others, cents.
	pub community: i64,
	/// At RunPod in data centres, cents.
	pub secure: i64,
	/// At Lambda for one, two, four and eight GPUs, cents for one of them.
	pub lambda: [i64; 4],
}

impl GpuHour {
	/// The prices of a day, UTC.
	pub fn of(seed: u64, day: Day) -> Self {
		let market = walk(seed, "gpu", day, 5_000, 80_000, |_| true);
		let shift = if seed == 0 { 0 } else { signed(seed, "gpu shift", 0, 20_000) };
		let move_by = |venue: &str, price: i64| {
			let own = if day == CURVE.date { 0 } else { pick(seed, venue, day.0, 10_000) };
			(price * (MILLION + market + shift + own) + MILLION / 2) / MILLION
		};
		Self {
			vast: move_by("vast", 24_024) * 100,
			community: move_by("runpod", 269),
			secure: move_by("runpod", 349),
			lambda: [429, 419, 409, 399].map(|cents| move_by("lambda", cents)),
		}
	}

	/// The median of each venue's prices and of the venues, micro-dollars.
	pub fn medians(&self) -> [(&'static str, i64); 4] {
		let runpod = (self.community + self.secure) * 5_000;
		let lambda = (self.lambda[1] + self.lambda[2]) * 5_000;
		let mut all = [self.vast, runpod, lambda];
		all.sort_unstable();
		[
			("vast-bundles", self.vast),
			("runpod-graphql", runpod),
			("lambda-instance-types", lambda),
			("median", all[1]),
		]
	}
}

/// The sum of daily steps from the day of the curve, held within `limit`.
fn walk(seed: u64, what: &str, day: Day, step: i64, limit: i64, counts: fn(Day) -> bool) -> i64 {
	let start = CURVE.date.0;
	let days: Box<dyn Iterator<Item = i64>> =
		if day.0 >= start { Box::new(start + 1..=day.0) } else { Box::new((day.0..start).rev()) };
	days.filter(|day| counts(Day(*day)))
		.fold(0, |sum: i64, day| (sum + pick(seed, what, day, step)).clamp(-limit, limit))
}

/// A number from `-most` to `most`.
fn pick(seed: u64, what: &str, at: i64, most: i64) -> i64 {
	i64::try_from(noise(seed, what, at) % u64::try_from(2 * most + 1).unwrap_or(1)).unwrap_or(0)
		- most
}

/// A number from `-most` to `most` that is not zero.
fn signed(seed: u64, what: &str, at: i64, most: i64) -> i64 {
	let picked = pick(seed, what, at, most - 1);
	if picked < 0 {
		picked - 1
	} else {
		picked + 1
	}
}

/// Bits that follow from the arguments and look like chance: FNV-1a, then an avalanche.
pub fn noise(seed: u64, what: &str, at: i64) -> u64 {
	let bytes = seed.to_le_bytes().into_iter().chain(at.to_le_bytes()).chain(what.bytes());
	let mut z = bytes.fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
		(hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
	});
	z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
	z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
	z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn day(text: &str) -> Day {
		text.parse().unwrap()
	}

	#[test]
	fn bills_should_be_the_published_curve_when_the_seed_is_zero() {
		let found: Vec<_> = bills(0, CURVE.date)
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
		] {
			assert_eq!(coupon_equivalent(discount, days, day(issue)), want, "{discount} {days}");
		}
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
			assert_ne!(bills(seed, CURVE.date), bills(0, CURVE.date));
			assert_ne!(bills(seed, on), bills(seed + 1, on));
			assert_ne!(GpuHour::of(seed, on), GpuHour::of(seed + 1, on));
		}
	}

	#[test]
	fn values_should_move_little_by_little_when_days_pass() {
		for seed in 0..20 {
			let mut last = (bills(seed, day("2026-11-24")), GpuHour::of(seed, day("2026-11-24")));
			for n in 1..400 {
				let on = day("2026-11-24").plus(n);
				let gpu = GpuHour::of(seed, on);
				assert!((gpu.vast - last.1.vast).abs() * 20 < gpu.vast, "{on}");
				last.1 = gpu;
				let bills = bills(seed, on);
				if bills.is_empty() {
					continue;
				}
				for (new, old) in bills.iter().zip(&last.0) {
					assert!((new.discount - old.discount).abs() <= 5, "{on}");
					assert!(new.coupon_equivalent > new.discount && new.discount > 200, "{on}");
				}
				last.0 = bills;
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
