//! The rules of money, written a second time from their specification with plain big integers:
//! nothing here calls the chain's own mathematics.

pub mod books;

use subxt::config::substrate::U256;

/// The scale of rates and balances.
pub const W: u128 = 1_000_000_000_000_000_000;
/// Seconds in a day.
pub const DAY: i64 = 86_400;

fn wide(value: u128) -> U256 {
	U256::from(value)
}

fn narrow(value: U256) -> u128 {
	assert!(value <= wide(u128::MAX), "a result is wider than 128 bits");
	value.as_u128()
}

/// `floor(a * b / c)`
pub fn floor(a: u128, b: u128, c: u128) -> u128 {
	narrow(wide(a) * wide(b) / wide(c))
}

/// `ceil(a * b / c)`
pub fn ceil(a: u128, b: u128, c: u128) -> u128 {
	narrow((wide(a) * wide(b) + wide(c) - wide(1)) / wide(c))
}

fn is_leap(year: i64) -> bool {
	year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i64, month: i64) -> i64 {
	match month {
		4 | 6 | 9 | 11 => 30,
		2 if is_leap(year) => 29,
		2 => 28,
		_ => 31,
	}
}

/// Year, month and day of a day since 1970-01-01, counted one month after the other.
pub fn civil(mut day: i64) -> (i64, i64, i64) {
	let (mut year, mut month) = (1970, 1);
	while day >= length(year, month) {
		day -= length(year, month);
		(year, month) = next(year, month);
	}
	(year, month, day + 1)
}

fn next(year: i64, month: i64) -> (i64, i64) {
	if month == 12 {
		(year + 1, 1)
	} else {
		(year, month + 1)
	}
}

/// Days since 1970-01-01.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
	let mut days = day - 1;
	let (mut y, mut m) = (1970, 1);
	while (y, m) != (year, month) {
		days += length(y, m);
		(y, m) = next(y, m);
	}
	days
}

/// The terms of an amortised loan with one tranche.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
	/// When it begins, Unix seconds.
	pub origination: i64,
	/// The due day of the month.
	pub due_day: i64,
	/// Its length in days.
	pub duration_days: i64,
	/// Local time minus UTC in seconds.
	pub utc_offset: i64,
	/// Interest per second, scaled by [`W`].
	pub rate: u128,
	/// What is lent.
	pub principal: u128,
}

/// What one window owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
	/// When it is due, Unix seconds.
	pub deadline: i64,
	/// Principal.
	pub principal: u128,
	/// Interest.
	pub interest: u128,
}

/// All deadlines, and whether the first window is a stub.
pub fn deadlines(terms: &Terms) -> (Vec<i64>, bool) {
	let local = (terms.origination + terms.utc_offset).div_euclid(DAY);
	let (mut year, mut month, day) = civil(local);
	let anchor = |year, month| terms.due_day.min(length(year, month));
	let stub = day != anchor(year, month);
	if day >= anchor(year, month) {
		(year, month) = next(year, month);
	}
	let end = terms.origination + terms.duration_days * DAY;
	let mut deadlines = Vec::new();
	loop {
		let deadline = day_number(year, month, anchor(year, month)) * DAY - terms.utc_offset;
		deadlines.push(deadline);
		if deadline >= end {
			return (deadlines, stub);
		}
		(year, month) = next(year, month);
	}
}

/// Every instalment when each is paid in time; a stub repays no principal.
pub fn instalments(terms: &Terms) -> Vec<Instalment> {
	let (deadlines, stub) = deadlines(terms);
	let opens = |k: usize| if k == 0 { terms.origination } else { deadlines[k - 1] };
	let grows = |k: usize| terms.rate * u128::try_from(deadlines[k] - opens(k)).unwrap();
	let mut balance = terms.principal;
	let mut paid = Vec::new();
	for k in 0..deadlines.len() {
		let interest = ceil(balance, grows(k), W);
		let principal = if k + 1 == deadlines.len() {
			balance
		} else if k == 0 && stub {
			0
		} else {
			let (mut growth, mut sum) = (W, 0);
			for i in (k..deadlines.len()).rev() {
				sum += growth;
				growth = floor(growth, W + grows(i), W);
			}
			floor(balance, growth, sum).saturating_sub(interest).min(balance)
		};
		paid.push(Instalment { deadline: deadlines[k], principal, interest });
		balance -= principal;
	}
	assert_eq!(balance, 0);
	paid
}

/// What a bill costs: its face at a price in micro-dollars for a hundred dollars, rounded up.
pub fn bill_cost(face: u128, price_micro: u128) -> u128 {
	ceil(face, price_micro, 100_000_000)
}

/// The price of a bill at a bank-discount rate in parts per billion, rounded half up.
pub fn bill_price(discount_ppb: u128, days: u128) -> u128 {
	let year = 360_000_000_000;
	(100_000_000 * (year - discount_ppb * days) + year / 2) / year
}

/// A part in parts per million, rounded down.
pub fn ppm_floor(amount: u128, ppm: u128) -> u128 {
	floor(amount, ppm, 1_000_000)
}

/// A part in parts per million, rounded up.
pub fn ppm_ceil(amount: u128, ppm: u128) -> u128 {
	ceil(amount, ppm, 1_000_000)
}
