use crate::math::wide;
use caliber_finance::{
	fuse::{Bounds, Exceeded, Fuse, Limit},
	units::{Ppm, Seconds, UsdaiAmount},
};
use proptest::prelude::*;

const BOUNDS: Bounds =
	Bounds { call: UsdaiAmount(60), capacity: UsdaiAmount(100), window: Seconds(50) };

/// Bounds whose bucket holds a call.
fn bounds() -> impl Strategy<Value = Bounds> {
	(1u128..10u128.pow(27), 1u64..100_000, 0u32..90, 1u128..4).prop_map(
		|(capacity, window, shift, part)| {
			let capacity = (capacity >> shift).max(1);
			Bounds {
				call: UsdaiAmount(capacity / part),
				capacity: UsdaiAmount(capacity),
				window: Seconds(window),
			}
		},
	)
}

/// Waits and amounts, in thousandths of the window and of the capacity.
fn steps() -> impl Strategy<Value = Vec<(u64, u128)>> {
	prop::collection::vec((0u64..400, 0u128..1_200), 1..60)
}

#[test]
fn fuse_should_refuse_when_call_or_window_is_full_and_refill_in_one_window() {
	let now = Seconds(1_000);
	let empty = Fuse::default();
	assert_eq!(empty.fill(UsdaiAmount(61), now, &BOUNDS), Err(Exceeded::Call));
	let fuse = empty.fill(UsdaiAmount(60), now, &BOUNDS).unwrap();
	assert_eq!(fuse.fill(UsdaiAmount(41), now, &BOUNDS), Err(Exceeded::Window));
	let fuse = fuse.fill(UsdaiAmount(40), now, &BOUNDS).unwrap();
	assert_eq!(fuse.room(now, &BOUNDS), UsdaiAmount(0));
	assert_eq!(fuse.room(Seconds(1_010), &BOUNDS), UsdaiAmount(20));
	assert_eq!(fuse.room(Seconds(1_050), &BOUNDS), UsdaiAmount(60));
	assert_eq!(fuse.drain(UsdaiAmount(70), now, &BOUNDS).level, UsdaiAmount(30));
	assert_eq!(fuse.drain(UsdaiAmount(170), now, &BOUNDS).level, UsdaiAmount(0));
}

#[test]
fn fuse_should_neither_drain_nor_forget_when_the_clock_runs_back() {
	let fuse = Fuse { level: UsdaiAmount(100), at: Seconds(1_000) };
	let back = fuse.fill(UsdaiAmount(0), Seconds(10), &BOUNDS).unwrap();
	assert_eq!(back, fuse);
	assert_eq!(fuse.drain(UsdaiAmount(1), Seconds(10), &BOUNDS).at, Seconds(1_000));
}

#[test]
fn fuse_should_refuse_and_not_wrap_when_amounts_are_the_largest() {
	let most = UsdaiAmount::MAX;
	let bounds = Bounds { call: most, capacity: most, window: Seconds::MAX };
	let full = Fuse::default().fill(most, Seconds(0), &bounds).unwrap();
	assert_eq!(full.fill(UsdaiAmount(1), Seconds(0), &bounds), Err(Exceeded::Window));
	let later = full.level_at(Seconds(1), &bounds).get();
	assert_eq!(later, u128::MAX - u128::MAX / u128::from(u64::MAX));
	assert!(full.level_at(Seconds::MAX, &bounds).is_zero());
	// Without a window nothing is remembered, and nothing is divided by zero.
	let none = Bounds { window: Seconds(0), ..bounds };
	assert!(full.level_at(Seconds(0), &none).is_zero());
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn fuse_should_let_at_most_the_cap_pass_in_a_window_when_amounts_come_at_any_time(bounds in bounds(), steps in steps()) {
		let (mut fuse, mut now, mut passed) = (Fuse::default(), 1_000_000u64, vec![]);
		for (wait, part) in steps {
			now += bounds.window.get() * wait / 1_000;
			let amount = bounds.capacity.get() * part / 1_000;
			if let Ok(next) = fuse.fill(UsdaiAmount(amount), Seconds(now), &bounds) {
				fuse = next;
				passed.push((now, amount));
			}
			let since = now - bounds.window.get();
			let window: u128 = passed.iter().filter(|(at, _)| *at > since).map(|p| p.1).sum();
			prop_assert!(window <= 2 * bounds.capacity.get());
		}
	}

	#[test]
	fn fuse_should_hold_at_most_a_unit_a_step_more_when_compared_with_an_unrounded_bucket(
		bounds in bounds(), steps in steps(),
	) {
		// The level times the window, so that what drains is whole.
		let (capacity, window) = (wide(bounds.capacity.get()), wide(bounds.window.get().into()));
		let (mut fuse, mut now) = (Fuse::default(), 1_000_000u64);
		let mut exact = wide(0);
		for (place, (wait, part)) in steps.into_iter().enumerate() {
			let elapsed = bounds.window.get() * wait / 1_000;
			now += elapsed;
			exact = exact.saturating_sub(capacity * wide(elapsed.into()));
			let amount = UsdaiAmount(bounds.capacity.get() * part / 1_000);
			let level = fuse.level_at(Seconds(now), &bounds);
			prop_assert!(wide(level.get()) * window >= exact);
			prop_assert!(wide(level.get()) * window <= exact + wide(place as u128) * window);
			if place % 5 == 4 {
				fuse = fuse.drain(amount, Seconds(now), &bounds);
				exact = exact.saturating_sub(wide(amount.get()) * window);
				continue;
			}
			let left = bounds.capacity.get() - level.get();
			let expected = match fuse.fill(amount, Seconds(now), &bounds) {
				Err(Exceeded::Call) => amount.get() > bounds.call.get(),
				Err(Exceeded::Window) => amount.get() > left,
				Err(Exceeded::Total) => false,
				Ok(next) => {
					prop_assert_eq!(next.level.get(), level.get() + amount.get());
					amount.get() <= left && amount <= bounds.call
				},
			};
			prop_assert!(expected);
			let (next, filled) = fuse.fill_up(amount, Seconds(now), &bounds);
			prop_assert_eq!(filled.get(), amount.get().min(left).min(bounds.call.get()));
			prop_assert_eq!(fuse.fill(filled, Seconds(now), &bounds), Ok(next));
			fuse = next;
			exact += wide(filled.get()) * window;
		}
	}

	#[test]
	fn bounds_should_be_parts_of_issuance_when_those_are_above_the_floor(
		issued: u128, shift in 0u32..128, per_call: u32, per_window: u32, floor in 0u128..10u128.pow(30),
	) {
		let issued = issued >> shift;
		let limit = Limit {
			per_call: Ppm(per_call),
			per_window: Ppm(per_window),
			floor: UsdaiAmount(floor),
		};
		let part = |parts: u32| {
			let exact = wide(issued) * wide(parts.into()) / wide(1_000_000);
			exact.min(wide(u128::MAX)).max(wide(floor))
		};
		let bounds = limit.bounds(UsdaiAmount(issued), Seconds(9));
		prop_assert_eq!(wide(bounds.call.get()), part(per_call));
		prop_assert_eq!(wide(bounds.capacity.get()), part(per_window / 2));
		prop_assert_eq!(bounds.window, Seconds(9));
		prop_assert_eq!(limit.fits_a_call(), per_call <= per_window / 2);
		prop_assert!(!limit.fits_a_call() || bounds.call <= bounds.capacity);
	}

	#[test]
	fn fuse_should_stay_full_and_keep_the_rest_when_the_bucket_shrinks(
		level: u128, capacity: u128, at: u64,
	) {
		let fuse = Fuse { level: UsdaiAmount(level), at: Seconds(at) };
		let bounds = Bounds { capacity: UsdaiAmount(capacity), ..BOUNDS };
		let within = fuse.within(&bounds);
		prop_assert_eq!((within.level.get(), within.at.get()), (level.min(capacity), at));
	}
}

#[test]
fn fuse_should_be_full_when_its_bucket_holds_less_than_it_did() {
	let now = Seconds(1_000);
	let fuse = Fuse { level: UsdaiAmount(500), at: now };
	assert_eq!(fuse.level_at(now, &BOUNDS), UsdaiAmount(100));
	assert_eq!(fuse.room(Seconds(1_010), &BOUNDS), UsdaiAmount(20));
	let (after, filled) = fuse.fill_up(UsdaiAmount(7), now, &BOUNDS);
	assert_eq!((after.level, filled), (UsdaiAmount(100), UsdaiAmount(0)));
}
