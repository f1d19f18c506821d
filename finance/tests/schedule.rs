//! Calendar and schedules against a naive model that walks month by month, and a table of edges.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

mod cases;

use caliber_finance::{
	calendar::Month,
	schedule::{Schedule, ScheduleTerms},
	units::Seconds,
	FinanceError,
};
use proptest::prelude::*;

const DAY: i64 = 86_400;

fn month_length(year: i64, month: u8) -> i64 {
	match month {
		2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
		2 => 28,
		4 | 6 | 9 | 11 => 30,
		_ => 31,
	}
}

/// Every month from January of a year on: year, number, first day. Day 0 is 1970-01-01.
fn months(year: i64, first_day: i64) -> impl Iterator<Item = (i64, u8, i64)> {
	let mut next = (year, 1, first_day);
	std::iter::from_fn(move || {
		let (year, month, day) = next;
		let after = day + month_length(year, month);
		next = if month == 12 { (year + 1, 1, after) } else { (year, month + 1, after) };
		Some((year, month, day))
	})
}

/// Stub and deadlines by walking all months from December 1969 on.
fn walked(terms: &ScheduleTerms) -> (bool, Vec<u64>) {
	let offset = i64::from(terms.utc_offset_seconds);
	let origination = i64::try_from(terms.origination.get()).unwrap();
	let end = origination + i64::from(terms.duration_days) * DAY;
	let local_day = (origination + offset).div_euclid(DAY);
	let anchors = months(1969, -365).map(|(year, month, first)| {
		let length = month_length(year, month);
		(first, first + length, first + i64::from(terms.due_day).min(length) - 1)
	});

	let mut stub = None;
	let mut deadlines = Vec::new();
	for (first, after, anchor) in anchors {
		if (first..after).contains(&local_day) {
			stub = Some(local_day != anchor);
		}
		if stub.is_none() || anchor <= local_day {
			continue;
		}
		let deadline = anchor * DAY - offset;
		deadlines.push(u64::try_from(deadline).unwrap());
		if deadline >= end {
			break;
		}
	}
	(stub.unwrap(), deadlines)
}

fn terms() -> impl Strategy<Value = ScheduleTerms> {
	(0u64..7_289_568_000, 1u8..=31, 1u32..=4_000, -43_200i32..=50_400).prop_map(
		|(origination, due_day, duration_days, utc_offset_seconds)| ScheduleTerms {
			origination: Seconds(origination),
			due_day,
			duration_days,
			utc_offset_seconds,
		},
	)
}

fn deadlines(schedule: &Schedule) -> Vec<u64> {
	(0..schedule.count()).map(|k| schedule.deadline(k).unwrap().get()).collect()
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn schedule_should_equal_the_walk_when_any_terms_are_given(terms in terms()) {
		let schedule = Schedule::new(terms).unwrap();
		let (stub, walked) = walked(&terms);
		prop_assert_eq!(schedule.has_stub(), stub);
		prop_assert_eq!(deadlines(&schedule), walked);
	}

	#[test]
	fn windows_should_be_contiguous_and_rise_when_any_terms_are_given(terms in terms()) {
		let schedule = Schedule::new(terms).unwrap();
		let mut opens = terms.origination;
		for k in 0..schedule.count() {
			let deadline = schedule.deadline(k).unwrap();
			prop_assert!(deadline > opens);
			prop_assert_eq!(schedule.opens(k), Some(opens));
			prop_assert_eq!(schedule.window_seconds(k), deadline.checked_sub(opens));
			opens = deadline;
		}
		for k in [schedule.count(), schedule.count() + 1, u32::MAX] {
			prop_assert_eq!(schedule.deadline(k), None);
			prop_assert_eq!(schedule.window_seconds(k), None);
			prop_assert_eq!(schedule.opens(k), None);
		}
	}

	#[test]
	fn schedule_should_not_panic_when_terms_are_wild(
		origination: u64, due_day: u8, duration_days: u32, utc_offset_seconds: i32,
	) {
		let origination = Seconds(origination);
		let terms = ScheduleTerms { origination, due_day, duration_days, utc_offset_seconds };
		if let Ok(schedule) = Schedule::new(terms) {
			prop_assert!(schedule.window_seconds(schedule.count() - 1).is_some());
		}
	}
}

/// A month apart by local midnights, from after the origination to the first one that reaches the
/// end.
fn assert_rising(terms: ScheduleTerms) {
	let schedule = Schedule::new(terms).unwrap();
	let origination = terms.origination.get();
	let end = origination + u64::from(terms.duration_days) * 86_400;
	let mut last = origination;
	for k in 0..schedule.count() {
		assert!(last < end || k == 0, "{terms:?}");
		let deadline = schedule.deadline(k).unwrap().get();
		let midnight = i64::try_from(deadline).unwrap() + i64::from(terms.utc_offset_seconds);
		assert_eq!(midnight % DAY, 0, "{terms:?}");
		let days = (deadline - last).div_ceil(86_400);
		assert!(deadline > last && days <= 31 && (days >= 28 || k == 0), "{terms:?} {k}");
		last = deadline;
	}
	assert!(last >= end, "{terms:?}");
}

#[test]
fn deadlines_should_rise_when_every_day_of_four_years_meets_every_due_day() {
	// Leap and common years in a row, and around the century that is none.
	for first in [utc(2023, 12, 1), utc(2098, 12, 1)] {
		for (day, due_day) in (0..1_500).flat_map(|day| (1..=31).map(move |due| (day, due))) {
			for (offset, second) in
				[(-43_200, 0), (-12_600, 1), (0, 0), (0, DAY - 1), (20_700, 43_200), (50_400, 0)]
			{
				for duration_days in [1, 29, 31, 59, 366] {
					let origination = first + day * DAY + second - i64::from(offset);
					assert_rising(ScheduleTerms {
						origination: Seconds(u64::try_from(origination).unwrap()),
						due_day,
						duration_days,
						utc_offset_seconds: offset,
					});
				}
			}
		}
	}
}

#[test]
fn deadlines_should_rise_when_every_duration_meets_every_due_day() {
	for (duration_days, due_day) in
		(1..=4_000).flat_map(|duration| (1..=31).map(move |due| (duration, due)))
	{
		for (origination, offset) in [(utc(2024, 1, 31), -43_200), (utc(2025, 2, 28) + 1, 50_400)] {
			assert_rising(ScheduleTerms {
				origination: Seconds(u64::try_from(origination).unwrap()),
				due_day,
				duration_days,
				utc_offset_seconds: offset,
			});
		}
	}
}

#[test]
fn deadlines_should_rise_when_every_offset_is_tried() {
	for offset in -43_200..=50_400 {
		for (due_day, duration_days) in [(1, 28), (15, 31), (29, 59), (31, 92)] {
			for origination in [0, utc(2024, 2, 28), utc(2025, 2, 28) + DAY - 1] {
				assert_rising(ScheduleTerms {
					origination: Seconds(u64::try_from(origination).unwrap()),
					due_day,
					duration_days,
					utc_offset_seconds: offset,
				});
			}
		}
	}
}

#[test]
fn months_should_equal_the_walk_when_all_of_800_years_are_asked() {
	let mut epoch = None;
	for (year, number, first) in months(1600, -135_140).take_while(|(year, ..)| *year < 2400) {
		let month = Month::new(i32::try_from(year).unwrap(), number).unwrap();
		let length = month_length(year, number);
		assert_eq!((month.start(), i64::from(month.length())), (first, length), "{year}-{number}");
		for day in 1..=length {
			let want = (month, u8::try_from(day).unwrap());
			assert_eq!(Month::containing(first + day - 1), want, "{year}-{number}-{day}");
		}
		if first == 0 {
			epoch = Some((year, number));
		}
	}
	assert_eq!(epoch, Some((1970, 1)));
}

#[test]
fn month_should_be_none_when_its_number_is_no_month() {
	assert_eq!(Month::new(2024, 0), None);
	assert_eq!(Month::new(2024, 13), None);
}

#[test]
fn months_should_count_when_moved() {
	let march = Month::new(2000, 3).unwrap();
	assert_eq!(march.after(-3), Month::new(1999, 12).unwrap());
	assert_eq!(march.after(10), Month::new(2001, 1).unwrap());
	assert_eq!(march.after(10).since(march), 10);
}

fn utc(year: i32, month: u8, day: i64) -> i64 {
	(Month::new(year, month).unwrap().start() + day - 1) * DAY
}

#[test]
fn first_and_last_deadline_should_be_as_listed_when_dates_are_edges() {
	let east = |month| utc(2024, month, 15) - 50_400;
	let west = |month| utc(2024, month, 15) + 43_200;
	// origination, due day, days, offset; stub, count, first and last deadline (all UTC seconds)
	let cases = [
		// The 31st in February, leap and common, and in a century that is no leap year.
		(utc(2024, 1, 31), 31, 365, 0, false, 12, utc(2024, 2, 29), utc(2025, 1, 31)),
		(utc(2023, 1, 31), 31, 28, 0, false, 1, utc(2023, 2, 28), utc(2023, 2, 28)),
		(utc(2100, 2, 1), 29, 20, 0, true, 1, utc(2100, 2, 28), utc(2100, 2, 28)),
		// The last day of a short month is the due day itself.
		(utc(2024, 2, 29), 31, 31, 0, false, 1, utc(2024, 3, 31), utc(2024, 3, 31)),
		(utc(2023, 2, 28), 30, 30, 0, false, 1, utc(2023, 3, 30), utc(2023, 3, 30)),
		(utc(2024, 2, 28), 30, 30, 0, true, 2, utc(2024, 2, 29), utc(2024, 3, 30)),
		// 29 February as a due day in a leap year.
		(utc(2024, 2, 28), 29, 1, 0, true, 1, utc(2024, 2, 29), utc(2024, 2, 29)),
		// The last second of the anchor day is no stub, the next one is.
		(utc(2024, 5, 15) + DAY - 1, 15, 10, 0, false, 1, utc(2024, 6, 15), utc(2024, 6, 15)),
		(utc(2024, 5, 16), 15, 10, 0, true, 1, utc(2024, 6, 15), utc(2024, 6, 15)),
		// East and west of Greenwich the day begins earlier and later.
		(utc(2024, 5, 14) + 35_999, 15, 9, 50_400, true, 2, east(5), east(6)),
		(utc(2024, 5, 14) + 36_000, 15, 9, 50_400, false, 1, east(6), east(6)),
		(utc(2024, 5, 15) + 43_199, 15, 9, -43_200, true, 2, west(5), west(6)),
		(utc(2024, 5, 15) + 43_200, 15, 9, -43_200, false, 1, west(6), west(6)),
		// Local time before 1970: still 31 December 1969.
		(0, 31, 30, -43_200, false, 1, utc(1970, 1, 31) + 43_200, utc(1970, 1, 31) + 43_200),
		(0, 1, 1, -43_200, true, 2, 43_200, utc(1970, 2, 1) + 43_200),
		(0, 1, 31, 0, false, 1, utc(1970, 2, 1), utc(1970, 2, 1)),
		// The end on a deadline closes it; a day more opens one more window.
		(utc(2024, 1, 1), 1, 60, 0, false, 2, utc(2024, 2, 1), utc(2024, 3, 1)),
		(utc(2024, 1, 1), 1, 61, 0, false, 3, utc(2024, 2, 1), utc(2024, 4, 1)),
		// The year 2200, which is no leap year, and the longest loan.
		(utc(2199, 12, 31), 31, 59, 0, false, 2, utc(2200, 1, 31), utc(2200, 2, 28)),
		(utc(2200, 12, 31), 30, 4_000, 0, true, 132, utc(2201, 1, 30), utc(2211, 12, 30)),
	];
	for (origination, due_day, duration_days, offset, stub, count, first, last) in cases {
		let terms = ScheduleTerms {
			origination: Seconds(u64::try_from(origination).unwrap()),
			due_day,
			duration_days,
			utc_offset_seconds: offset,
		};
		let schedule = Schedule::new(terms).unwrap();
		let listed = deadlines(&schedule);
		let ends = [first, last].map(|moment| u64::try_from(moment).unwrap());
		assert_eq!((schedule.has_stub(), schedule.count()), (stub, count), "{terms:?}");
		assert_eq!([listed[0], listed[listed.len() - 1]], ends, "{terms:?}");
		assert_eq!(*schedule.terms(), terms);
	}
}

#[test]
fn schedule_should_name_the_first_error_when_terms_are_bad() {
	let good = ScheduleTerms {
		origination: Seconds(1_704_067_200),
		due_day: 1,
		duration_days: 4_000,
		utc_offset_seconds: 50_400,
	};
	assert!(Schedule::new(good).is_ok());
	assert!(Schedule::new(ScheduleTerms { utc_offset_seconds: -43_200, ..good }).is_ok());
	let bad = [
		(0, 0, -43_201, 0, FinanceError::InvalidDay),
		(32, 1, 0, 0, FinanceError::InvalidDay),
		(1, 0, -43_201, 0, FinanceError::InvalidDuration),
		(31, 4_001, 0, 0, FinanceError::InvalidDuration),
		(31, 1, -43_201, u64::MAX, FinanceError::InvalidOffset),
		(31, 1, 50_401, 0, FinanceError::InvalidOffset),
		(31, 1, 0, u64::MAX, FinanceError::Overflow),
		(31, 1, 0, u64::MAX / 2, FinanceError::Overflow),
		(31, 1, 0, u64::MAX / 2 - 86_400, FinanceError::Overflow),
		// The local time of the end, and only that, is too late.
		(31, 1, 50_400, u64::MAX / 2 - 86_400 - 50_399, FinanceError::Overflow),
	];
	for (due_day, duration_days, utc_offset_seconds, origination, error) in bad {
		let origination = Seconds(origination);
		let terms = ScheduleTerms { origination, due_day, duration_days, utc_offset_seconds };
		assert_eq!(Schedule::new(terms), Err(error), "{terms:?}");
	}
}
