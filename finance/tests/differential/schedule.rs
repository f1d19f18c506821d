//! Section 4.1.

use crate::{
	calendar::{date, day_number, month_length, next_month},
	compare::agree,
	exact::{arg, Answer},
};
use proptest::prelude::*;
use serde_json::{json, Value};

const DAY: i128 = 86_400;

pub struct Plan {
	pub stub: bool,
	pub origination: i128,
	pub deadlines: Vec<i128>,
}

impl Plan {
	pub fn of(args: &Value) -> Result<Self, &'static str> {
		let [origination, day, duration, offset] =
			["origination", "day", "duration_days", "offset_seconds"]
				.map(|name| i128::try_from(arg(args, name)).unwrap());
		if !(1..=31).contains(&day) {
			return Err("InvalidDay");
		}
		if !(1..=4_000).contains(&duration) {
			return Err("InvalidDuration");
		}
		if !(-43_200..=50_400).contains(&offset) {
			return Err("InvalidOffset");
		}

		let (year, month, local_day) = date((origination + offset).div_euclid(DAY));
		let anchor = |(year, month)| day.min(month_length(year, month));
		let mut due = (year, month);
		let stub = local_day != anchor(due);
		if local_day >= anchor(due) {
			due = next_month(due);
		}

		let end = origination + duration * DAY;
		let mut deadlines = Vec::new();
		loop {
			let deadline = day_number(due.0, due.1, anchor(due)) * DAY - offset;
			deadlines.push(deadline);
			if deadline >= end {
				return Ok(Self { stub, origination, deadlines });
			}
			due = next_month(due);
		}
	}

	/// Seconds of window k.
	pub fn seconds(&self, k: usize) -> i128 {
		let opens = if k == 0 { self.origination } else { self.deadlines[k - 1] };
		self.deadlines[k] - opens
	}
}

pub fn schedule(args: &Value) -> Answer {
	let plan = Plan::of(args)?;
	let deadlines: Vec<String> = plan.deadlines.iter().map(i128::to_string).collect();
	Ok(json!({ "stub": plan.stub, "deadlines": deadlines }))
}

/// Originations to the year 2200, and seldom some millions of years on; often at local midnight.
pub fn terms() -> impl Strategy<Value = Value> {
	let local_day = prop_oneof![
		20 => 0i64..84_371,
		1 => 0i64..10,
		1 => 0i64..1_000_000_000,
	];
	let second = prop_oneof![2 => Just(0i64), 1 => Just(1), 1 => Just(86_399), 4 => 0i64..86_400];
	let day = prop_oneof![60 => 1u8..=31, 20 => 28u8..=31, 1 => Just(0), 2 => 32u8..];
	let duration = prop_oneof![
		10 => 1u32..=100,
		10 => 1u32..=800,
		2 => 1u32..=4_000,
		4 => prop::sample::select(vec![1, 28, 29, 30, 31, 59, 60, 61, 365, 366, 4_000]),
	];
	let duration = prop_oneof![40 => duration, 1 => Just(0), 1 => 4_001u32.., 1 => Just(4_001)];
	let offset = prop_oneof![
		20 => -43_200i32..=50_400,
		10 => prop::sample::select(vec![-43_200, -1, 0, 1, 3_600, 19_800, 50_400]),
		1 => ..-43_200i32,
		1 => 50_401i32..,
	];
	(local_day, second, day, duration, offset).prop_map(
		|(local_day, second, day, duration_days, offset)| {
			let origination = (local_day * 86_400 + second - i64::from(offset)).max(0);
			integers! {
				"origination": origination, "day": day, "duration_days": duration_days,
				"offset_seconds": offset,
			}
		},
	)
}

#[test]
fn schedule_should_equal_the_model_when_any_terms_are_given() {
	agree("schedule", terms(), &["InvalidDay", "InvalidDuration", "InvalidOffset"]);
}
