//! Sections 4.15 to 4.18.

use crate::{
	compare::agree,
	exact::{arg, ceil, fits, floor, int, number, one, rows, Answer},
	random::{self, long, wide},
};
use num_bigint::BigInt;
use proptest::prelude::*;
use serde_json::{json, Value};

/// The floor of the height at `x` of the line from `from` to `to`.
fn line(from: &[BigInt; 2], to: &[BigInt; 2], x: &BigInt) -> BigInt {
	let ([x0, y0], [x1, y1]) = (from, to);
	floor(y0 * (x1 - x) + y1 * (x - x0), x1 - x0)
}

pub fn depreciation(args: &Value) -> Answer {
	let curve = rows(&args["curve"], ["age_days", "retained_ppm"]);
	let (Some(first), Some(last)) = (curve.first(), curve.last()) else {
		return Err("EmptyCurve");
	};
	for pair in curve.windows(2) {
		if pair[1][0] <= pair[0][0] {
			return Err("CurveNotSorted");
		}
		if pair[1][1] > pair[0][1] {
			return Err("CurveIncreasing");
		}
	}
	let age = arg(args, "age_days").clamp(first[0].clone(), last[0].clone());
	let around = curve.windows(2).find(|pair| pair[0][0] <= age && age <= pair[1][0]);
	let retained = around.map_or(last[1].clone(), |pair| line(&pair[0], &pair[1], &age));
	one("retained_ppm", retained)
}

pub fn collateral_value(args: &Value) -> Answer {
	let haircut = arg(args, "haircut_ppm");
	let million = int(1_000_000);
	if haircut > million {
		return Err("InvalidHaircut");
	}
	let sources = ["appraisal_olv", "resale_value", "income_value"].map(|name| &args[name]);
	let present = sources.into_iter().filter(|source| !source.is_null());
	let least = present.map(number).min().unwrap();
	let kept = floor(least * (&million - haircut), million);
	one("value", (kept - arg(args, "confidence")).max(int(0)))
}

pub fn ltv(args: &Value) -> Answer {
	let value = arg(args, "value");
	if value == int(0) {
		return Err("NoValue");
	}
	one("ltv_ppm", fits(ceil(arg(args, "debt") * 1_000_000, value))?)
}

pub fn dutch_price(args: &Value) -> Answer {
	let names = ["start_price", "floor_price", "started_at", "duration", "now"];
	let [start, floor_price, started_at, duration, now] = names.map(|name| arg(args, name));
	if floor_price > start {
		return Err("InvalidPrices");
	}
	if duration == int(0) {
		return Err("InvalidDuration");
	}
	let elapsed = (now - started_at).clamp(int(0), duration.clone());
	one("price", line(&[int(0), start], &[duration, floor_price], &elapsed))
}

/// Curves that fall, of small numbers and of any; seldom points in any order. The age is near a
/// point as often as anywhere.
fn curves() -> impl Strategy<Value = Value> {
	let steps = |longest, highest| prop::collection::vec((1..=longest, 0..=highest), 1..8);
	let falling =
		prop_oneof![steps(3u32, 4u32), steps(1_000, 300_000), steps(u32::MAX / 8, u32::MAX / 8)]
			.prop_map(|mut steps| {
				let (mut age, mut retained) =
					(0u32, steps.iter().map(|(_, drop)| drop).sum::<u32>());
				for (days, drop) in &mut steps {
					age += *days;
					retained -= *drop;
					(*days, *drop) = (age, retained);
				}
				steps
			});
	let any_order = prop::collection::vec((0u32..6, 0u32..6), 0..4);
	let age = prop_oneof![
		3 => (any::<prop::sample::Index>(), -1i32..=1).prop_map(|(index, by)| (Some(index), by)),
		1 => any::<i32>().prop_map(|age| (None, age)),
	];
	let any_curve = prop_oneof![5 => falling, 1 => any_order];
	(any_curve, age, any::<u32>()).prop_map(|(curve, (index, by), age)| {
		let age = match index.filter(|_| !curve.is_empty()) {
			Some(index) => index.get(&curve).0.saturating_add_signed(by),
			None => age % (curve.last().map_or(9, |point| point.0).saturating_add(3)),
		};
		json!({
			"curve": random::rows(["age_days", "retained_ppm"], curve),
			"age_days": age.to_string(),
		})
	})
}

#[test]
fn depreciation_should_equal_the_model_when_any_curve_is_given() {
	agree("depreciation", curves(), &["EmptyCurve", "CurveNotSorted", "CurveIncreasing"]);
}

#[test]
fn collateral_should_equal_the_model_when_any_sources_are_given() {
	let haircut = prop_oneof![
		20 => 0u32..=1_000_000,
		2 => prop::sample::select(vec![0, 1, 999_999, 1_000_000]),
		1 => Just(1_000_001),
		1 => 1_000_001u32..,
	];
	let source = || prop::option::of(wide()).prop_map(|value| value.map(|value| value.to_string()));
	let args = (wide(), source(), source(), wide(), haircut).prop_map(
		|(appraisal, resale, income, confidence, haircut)| {
			let mut args = integers! {
				"appraisal_olv": appraisal, "confidence": confidence, "haircut_ppm": haircut,
			};
			args["resale_value"] = json!(resale);
			args["income_value"] = json!(income);
			args
		},
	);
	agree("collateral_value", args, &["InvalidHaircut"]);
}

#[test]
fn ltv_should_equal_the_model_when_any_debt_is_covered() {
	let args =
		(wide(), wide()).prop_map(|(debt, value)| integers! { "debt": debt, "value": value });
	agree("ltv", args, &["NoValue", "Overflow"]);
}

#[test]
fn auction_price_should_equal_the_model_when_any_time_passes() {
	let prices = (wide(), wide(), 0u8..15).prop_map(|(a, b, order)| match order {
		0 => (a, b),
		_ => (a.max(b), a.min(b)),
	});
	let duration = prop_oneof![20 => 1u64..1 << 20, 1 => Just(0)];
	let within = (0u64..1 << 40, duration, 0u64..1 << 21)
		.prop_map(|(started_at, duration, since)| (started_at, duration, started_at + since));
	let moments = prop_oneof![2 => within, 1 => (long(), long(), long())];
	let args = (prices, moments).prop_map(|((start, floor), (started_at, duration, now))| {
		integers! {
			"start_price": start, "floor_price": floor, "started_at": started_at,
			"duration": duration, "now": now,
		}
	});
	agree("dutch_price", args, &["InvalidPrices", "InvalidDuration"]);
}
