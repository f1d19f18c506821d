use caliber_finance::{
	dollar::UNIT,
	fuse::Fuse,
	outflow::{Outflow, OutflowStatus, Valve},
	units::{Ppm, Seconds, UsdaiAmount},
};
use proptest::prelude::*;

/// Nothing is ever too much.
pub const OPEN: Outflow =
	Outflow { per_day: Ppm(1_000_000), floor: UsdaiAmount::MAX, lockdown: Seconds(60) };
const DAY: u64 = 86_400;
const HOUR: Seconds = Seconds(3_600);
/// A fifth of everything a day, an hour of lockdown.
const FIFTH: Outflow = Outflow { per_day: Ppm(200_000), floor: UsdaiAmount(0), lockdown: HOUR };

#[test]
fn valve_should_let_half_a_day_out_at_once_and_close_at_nine_tenths_of_it() {
	let (all, now) = (UsdaiAmount(1_000), Seconds(5 * DAY));
	let valve = Valve::default();
	assert_eq!(valve.room(now, &FIFTH, all), UsdaiAmount(100));
	assert_eq!(valve.let_out(UsdaiAmount(101), now, &FIFTH, all), None);
	let valve = valve.let_out(UsdaiAmount(89), now, &FIFTH, all).unwrap();
	assert!(!valve.is_closed(now));
	assert_eq!(valve.let_out(UsdaiAmount(12), now, &FIFTH, all), None);
	let valve = valve.let_out(UsdaiAmount(1), now, &FIFTH, all).unwrap();
	let fuse = Fuse { level: UsdaiAmount(90), at: now };
	assert_eq!(valve, Valve { fuse, closed_until: Seconds(now.0 + 3_600) });
	assert_eq!(valve.let_out(UsdaiAmount(1), now, &FIFTH, all), None);
	assert_eq!(valve.let_out(UsdaiAmount(0), now, &FIFTH, all), Some(valve));
	// It opens by itself, by what an hour has drained: four of a hundred.
	let (last, open) = (Seconds(now.0 + 3_599), Seconds(now.0 + 3_600));
	let closed = OutflowStatus { room: UsdaiAmount(0), closed_until: Some(open) };
	assert_eq!(valve.status(last, &FIFTH, all), closed);
	let status = OutflowStatus { room: UsdaiAmount(14), closed_until: None };
	assert_eq!(valve.status(open, &FIFTH, all), status);
	assert_eq!(valve.within(&FIFTH, UsdaiAmount(500)).fuse.level, UsdaiAmount(50));
}

#[test]
fn valve_should_let_the_floor_out_when_a_part_is_less() {
	let limit = Outflow { floor: UsdaiAmount(300), ..FIFTH };
	assert_eq!(Valve::default().room(Seconds(0), &limit, UsdaiAmount(1_000)), UsdaiAmount(300));
	assert_eq!(Valve::default().room(Seconds(0), &limit, UsdaiAmount(4_000)), UsdaiAmount(400));
	let most = UsdaiAmount::MAX;
	assert!(Valve::default().let_out(most, Seconds::MAX, &OPEN, most).is_some());
}

#[test]
fn limit_should_be_refused_when_it_keeps_people_for_ever_or_nobody_at_all() {
	let most = UsdaiAmount(10 * UNIT);
	let good = Outflow { per_day: Ppm(50_000), floor: most, lockdown: Seconds(60) };
	assert!(good.in_range(most) && Outflow { per_day: Ppm(1_000_000), ..good }.in_range(most));
	for wrong in [
		Outflow { per_day: Ppm(49_999), ..good },
		Outflow { per_day: Ppm(1_000_001), ..good },
		Outflow { floor: UsdaiAmount(10 * UNIT + 1), ..good },
		Outflow { floor: UsdaiAmount(UNIT - 1), ..good },
		Outflow { lockdown: Seconds(59), ..good },
		Outflow { lockdown: Seconds(3 * DAY + 1), ..good },
	] {
		assert!(!wrong.in_range(most), "{wrong:?}");
	}
	assert!(good.binds_no_less(&good));
	for looser in [
		Outflow { per_day: Ppm(50_001), ..good },
		Outflow { floor: UsdaiAmount(10 * UNIT + 1), ..good },
		Outflow { lockdown: Seconds(59), ..good },
	] {
		assert!(!looser.binds_no_less(&good) && good.binds_no_less(&looser), "{looser:?}");
	}
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn day_should_let_out_no_more_than_it_may_whoever_asks_when(
		per_day in 50_000u32..1_000_000, all in 0u128..10u128.pow(27), lockdown in 60u64..3 * DAY,
		asked in prop::collection::vec((0u64..20_000, 0u32..1_200_000), 1..60),
	) {
		let limit =
			Outflow { per_day: Ppm(per_day), floor: UsdaiAmount(0), lockdown: Seconds(lockdown) };
		let all = UsdaiAmount(all);
		let (mut valve, mut now) = (Valve::default(), 10 * DAY);
		let mut left: Vec<(u64, u128)> = vec![];
		for (wait, part) in asked {
			now += wait;
			let at = Seconds(now);
			let amount = UsdaiAmount(limit.bounds(all).capacity.get() * u128::from(part) / 1_000_000);
			let room = valve.room(at, &limit, all);
			match valve.let_out(amount, at, &limit, all) {
				Some(after) => {
					prop_assert!(amount <= room);
					prop_assert!(amount.is_zero() || valve.closed_until <= at);
					left.push((now, amount.get()));
					valve = after;
				},
				None => prop_assert!(amount > room),
			}
			let day: u128 =
				left.iter().filter(|(then, _)| then + DAY > now).map(|(_, sum)| sum).sum();
			prop_assert!(day <= all.get() * u128::from(per_day) / 1_000_000);
		}
	}
}
