//! The calendar and due dates.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	calendar::Month,
	schedule::{Schedule, ScheduleTerms},
	units::{Day, Seconds, SECONDS_PER_DAY},
};

#[derive(Arbitrary, Debug)]
pub enum Input {
	Calendar {
		day: i64,
		year: i32,
		number: u8,
		due_day: u8,
		months: i64,
	},
	Schedule {
		#[arbitrary(with = schedule)]
		terms: ScheduleTerms,
		window: u32,
	},
	Clock {
		#[arbitrary(with = seconds)]
		a: Seconds,
		#[arbitrary(with = seconds)]
		b: Seconds,
		#[arbitrary(with = day)]
		day: Day,
	},
}

impl Input {
	pub fn check(&self) {
		match *self {
			Self::Calendar { day, year, number, due_day, months } => {
				check_calendar(day, year, number, due_day, months);
			},
			Self::Schedule { terms, window } => {
				if let Ok(schedule) = Schedule::new(terms) {
					check_schedule(&schedule, window);
				}
			},
			Self::Clock { a, b, day } => {
				assert_eq!(a.checked_sub(b).unwrap_or_default(), a.saturating_sub(b));
				assert_eq!(a.checked_add(b).unwrap_or(Seconds::MAX), a.saturating_add(b));
				assert_eq!(day.start().day(), day);
				assert!(a.day().start() <= a);
			},
		}
	}
}

fn check_calendar(day: i64, year: i32, number: u8, due_day: u8, months: i64) {
	// Far out the calendar saturates and only has to answer.
	let (far, _) = Month::containing(day);
	let _ = (far.start(), far.length(), far.anchor(due_day), far.due(due_day));
	let _ = far.after(months).since(far);

	let day = day % (i64::MAX / 86_400);
	let (month, place) = Month::containing(day);
	assert!((28..=31).contains(&month.length()));
	assert!((1..=month.length()).contains(&place));
	assert_eq!(month.start() + i64::from(place) - 1, day);
	assert_eq!(month.due(place), day);
	assert!(month.anchor(due_day) <= due_day);

	match Month::new(year, number) {
		None => assert!(!(1..=12).contains(&number)),
		Some(month) => {
			let months = months % 1_000_000_000;
			assert_eq!(month.after(months).since(month), months);
			assert_eq!(Month::containing(month.start()), (month, 1));
			assert_eq!(month.after(1).start() - month.start(), i64::from(month.length()));
		},
	}
}

fn check_schedule(schedule: &Schedule, window: u32) {
	let terms = *schedule.terms();
	let count = schedule.count();
	assert!((1..=134).contains(&count));
	assert!(!schedule.has_stub() || schedule.opens(0).is_some());
	let mut opens = terms.origination;
	for k in 0..count {
		assert_eq!(schedule.opens(k), Some(opens));
		let Some(deadline) = schedule.deadline(k) else {
			panic!("window {k} of {count} has no deadline");
		};
		assert!(deadline > opens);
		assert_eq!(schedule.window_seconds(k), deadline.checked_sub(opens));
		let end = terms.origination.get() + u64::from(terms.duration_days) * SECONDS_PER_DAY;
		assert_eq!(deadline.get() >= end, k + 1 == count);
		opens = deadline;
	}
	let beyond = count.saturating_add(window);
	assert_eq!(schedule.deadline(beyond), None);
	assert_eq!(schedule.opens(beyond), None);
	assert_eq!(schedule.window_seconds(beyond), None);
}
