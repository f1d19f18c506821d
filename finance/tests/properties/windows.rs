use caliber_finance::{
	queue::{Queue, Windows},
	units::{Seconds, Shares},
};
use proptest::prelude::*;

const DAY: u64 = 86_400;

fn windows() -> impl Strategy<Value = Windows> {
	let length = prop_oneof![Just(60), 60..=366 * DAY, Just(30 * DAY)];
	length.prop_flat_map(|length| {
		let part_of_a_day = prop::sample::select(vec![1, 6 * 60, 3_600, 43_200, DAY]);
		let times = (0..3 * length, 0..=length, part_of_a_day);
		times.prop_map(move |(start, delay, strike_every)| Windows {
			start: Seconds(start),
			length: Seconds(length),
			delay: Seconds(delay),
			strike_every: Seconds(strike_every),
		})
	})
}

/// When a request made at `moment` may be served: once its window has ended, and a delay has passed.
fn due_from(windows: &Windows, moment: u64) -> u64 {
	let (start, length) = (windows.start.get(), windows.length.get());
	let mut end = start;
	while end <= moment {
		end += length;
	}
	end + windows.delay.get()
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn request_should_be_due_when_its_window_ended_a_delay_ago(
		windows in windows(),
		// Parts per thousand of a window, and shares, none where only time passes.
		steps in prop::collection::vec((0..2_500u64, 0..9u128), 1..30),
		served in 0..20u128,
	) {
		prop_assert!(windows.in_range());
		let mut queue = Queue::default();
		let (mut now, mut requests) = (0, vec![]);
		for (wait, shares) in steps {
			now += windows.length.get() * wait / 1_000;
			let at = Seconds(now);
			prop_assert_eq!(windows.end_of(windows.ended(at)).get() + windows.delay.get(), due_from(&windows, now));
			if shares > 0 {
				requests.push((now, shares));
				queue = queue.joined(Shares(shares), &windows, at).unwrap().0;
			}
			let (marks, repeated) = (queue.rolled(&windows, at), queue.rolled(&windows, at).rolled(&windows, at));
			prop_assert_eq!(marks, repeated);
			let due = |from: &&(u64, u128)| due_from(&windows, from.0) <= now;
			let due: u128 = requests.iter().filter(due).map(|(_, shares)| shares).sum();
			prop_assert_eq!(marks.due(&windows, at).get(), due);
			let part = Queue { served: Shares(served), ..marks };
			prop_assert_eq!(part.due(&windows, at).get(), due.saturating_sub(served));
			// Exactly the first strike at or after that moment may serve it.
			let strike = windows.first_strike(windows.ended(at)).get();
			let every = windows.strike_every.get();
			prop_assert_eq!(strike, due_from(&windows, now).div_ceil(every) * every);
		}
	}

	#[test]
	fn strike_should_be_the_next_multiple_when_any_moment_is_given(
		windows in windows(), moment in 0..u64::MAX / 2,
	) {
		let (next, every) = (windows.strike_after(Seconds(moment)).get(), windows.strike_every.get());
		prop_assert!(next > moment && next - moment <= every && next % every == 0);
	}
}

#[test]
fn window_should_be_the_next_one_when_its_end_has_come() {
	let windows = Windows {
		start: Seconds(100),
		length: Seconds(60),
		delay: Seconds(10),
		..Default::default()
	};
	for (moment, ended, matured) in [
		(0, 0, 0),
		(99, 0, 0),
		(100, 1, 0),
		(109, 1, 0),
		(110, 1, 1),
		(159, 1, 1),
		(160, 2, 1),
		(170, 2, 2),
	] {
		assert_eq!(windows.ended(Seconds(moment)), ended, "{moment}");
		assert_eq!(windows.matured(Seconds(moment)), matured, "{moment}");
	}
	assert_eq!([0, 1, 2].map(|window| windows.end_of(window).get()), [100, 160, 220]);
}

#[test]
fn windows_should_be_out_of_range_when_a_time_is_too_short_or_too_long() {
	let of = |length, delay, every| Windows {
		start: Seconds(0),
		length: Seconds(length),
		delay: Seconds(delay),
		strike_every: Seconds(every),
	};
	let (year, month) = (366 * DAY, 30 * DAY);
	for good in [of(60, 0, 1), of(60, 60, DAY), of(year, year, DAY), of(month, DAY, DAY)] {
		assert!(good.in_range(), "{good:?}");
	}
	let bad = [
		of(59, 0, 1),
		of(year + 1, 0, 1),
		of(60, 61, 1),
		of(month, DAY, 0),
		of(month, DAY, DAY + 1),
	];
	for bad in bad {
		assert!(!bad.in_range(), "{bad:?}");
	}
}
