//! Civil dates: years by the leap days before them, months by adding up lengths.

fn is_leap(year: i128) -> bool {
	year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub fn month_length(year: i128, month: u8) -> i128 {
	match month {
		4 | 6 | 9 | 11 => 30,
		2 if is_leap(year) => 29,
		2 => 28,
		_ => 31,
	}
}

/// Days from 1970-01-01 to the first of January.
fn new_year(year: i128) -> i128 {
	let leap_days =
		|until: i128| until.div_euclid(4) - until.div_euclid(100) + until.div_euclid(400);
	365 * (year - 1970) + leap_days(year - 1) - leap_days(1969)
}

pub fn day_number(year: i128, month: u8, day: i128) -> i128 {
	let before: i128 = (1..month).map(|month| month_length(year, month)).sum();
	new_year(year) + before + day - 1
}

/// Year, month and day of a day number.
pub fn date(day_number: i128) -> (i128, u8, i128) {
	let mut year = 1970 + (day_number * 400).div_euclid(146_097);
	while new_year(year) > day_number {
		year -= 1;
	}
	while new_year(year + 1) <= day_number {
		year += 1;
	}
	let mut left = day_number - new_year(year);
	let mut month = 1;
	while left >= month_length(year, month) {
		left -= month_length(year, month);
		month += 1;
	}
	(year, month, left + 1)
}

pub fn next_month((year, month): (i128, u8)) -> (i128, u8) {
	match month {
		12 => (year + 1, 1),
		_ => (year, month + 1),
	}
}

#[test]
fn dates_should_be_known_when_asked() {
	let known = [
		(-719_468, (0, 3, 1)),
		(-1, (1969, 12, 31)),
		(0, (1970, 1, 1)),
		(11_016, (2000, 2, 29)),
		(19_723, (2024, 1, 1)),
		(47_540, (2100, 2, 28)),
		(47_541, (2100, 3, 1)),
	];
	for (number, (year, month, day)) in known {
		assert_eq!(date(number), (year, month, day));
		assert_eq!(day_number(year, month, day), number);
	}
}
