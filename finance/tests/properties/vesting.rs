use caliber_finance::{
	units::{Seconds, UsdaiAmount},
	vesting::Vesting,
	FinanceError,
};
use primitive_types::U256;
use proptest::prelude::*;

const DAY: u64 = 86_400;
const WINDOW: Seconds = Seconds(30 * DAY);

fn amount() -> impl Strategy<Value = u128> {
	(1u128..10u128.pow(27), 0u32..80).prop_map(|(amount, shift)| (amount >> shift).max(1))
}

/// Bookings, each so long after the one before.
fn bookings() -> impl Strategy<Value = Vec<(u64, u128)>> {
	prop::collection::vec((0..20 * DAY, amount()), 1..12)
}

/// What is left of a stream on a straight line, rounded up, by exact arithmetic.
fn line(stream: Vesting, now: u64) -> u128 {
	let (since, until) = (stream.since.get(), stream.until.get());
	let now = now.max(since);
	if now >= until {
		return 0;
	}
	let product = U256::from(stream.amount.get()) * U256::from(until - now);
	let whole = U256::from(until - since);
	((product + whole - 1) / whole).as_u128()
}

fn join(stream: Vesting, extra: u128, now: u64) -> Vesting {
	stream.joined(UsdaiAmount(extra), WINDOW, Seconds(now)).unwrap()
}

fn left(stream: Vesting, now: u64) -> u128 {
	stream.unvested(Seconds(now)).unwrap().get()
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn unvested_should_rise_by_bookings_alone_and_end_at_nothing(
		bookings in bookings(), looks in prop::collection::vec(0..DAY, 5),
	) {
		let (mut stream, mut now, mut last, mut booked) = (Vesting::default(), 0u64, 0, 0);
		for (wait, extra) in bookings {
			let mut moments: Vec<u64> = looks.iter().map(|look| now + wait * look / DAY).collect();
			moments.sort_unstable();
			moments.push(now + wait);
			for moment in moments {
				let seen = left(stream, moment);
				prop_assert_eq!(seen, line(stream, moment));
				prop_assert!(seen <= last, "rose from {} to {}", last, seen);
				last = seen;
			}
			now += wait;
			stream = join(stream, extra, now);
			last += extra;
			booked += extra;
			prop_assert_eq!(left(stream, now), last, "joining moves no value");
			prop_assert!(last <= booked);
			prop_assert!(stream.until.get() <= now + WINDOW.get());
		}
		let until = stream.until.get();
		prop_assert_eq!(left(stream, until), 0);
		prop_assert_eq!(left(stream, until + 1), 0);
	}

	#[test]
	fn streams_should_end_at_their_weighted_mean_when_joined(
		first in amount(), extra in amount(), wait in 0..=30 * DAY,
	) {
		let old = join(Vesting::default(), first, 0);
		prop_assert_eq!(old.until, WINDOW);
		let new = join(old, extra, wait);
		// Never earlier than what is left would have ended, never later than a window.
		prop_assert!(new.until.get() >= WINDOW.get() && new.until.get() <= wait + WINDOW.get());
		let amount = U256::from(new.amount.get());
		let exact = U256::from(line(old, wait)) * U256::from(WINDOW.get() - wait)
			+ U256::from(extra) * U256::from(WINDOW.get());
		let length = U256::from(new.until.get() - wait);
		prop_assert!(length * amount <= exact && exact < (length + 1) * amount);
	}

	#[test]
	fn dust_should_not_prolong_a_stream_however_often_it_comes(
		whole in 10u128.pow(12)..10u128.pow(27),
		pauses in prop::collection::vec(0u64..4, 1..500),
	) {
		let stream = join(Vesting::default(), whole, 0);
		let (mut dusty, mut now) = (stream, 0);
		for pause in pauses {
			now += pause;
			dusty = join(dusty, 1, now);
			prop_assert_eq!(dusty.until, stream.until);
		}
		let late = WINDOW.get() - 1;
		prop_assert!(left(dusty, late) <= left(stream, late) + 1_000);
		prop_assert_eq!(left(dusty, WINDOW.get()), 0);
	}
}

#[test]
fn stream_should_say_so_when_it_does_not_fit() {
	let stream = join(Vesting::default(), 1, 0);
	assert_eq!(stream.joined(UsdaiAmount::MAX, WINDOW, Seconds(0)), Err(FinanceError::Overflow));
	assert_eq!(stream.joined(UsdaiAmount(1), WINDOW, Seconds::MAX), Err(FinanceError::Overflow));
	assert_eq!(stream.joined(UsdaiAmount::ZERO, WINDOW, Seconds::MAX), Ok(stream));
	let full = join(Vesting::default(), u128::MAX, 0);
	assert_eq!(left(full, 15 * DAY), u128::MAX / 2 + 1);
}

#[test]
fn stream_should_begin_anew_when_the_old_one_has_ended() {
	let old = join(Vesting::default(), 1_000, 0);
	let new = join(old, 30, 100 * DAY);
	assert_eq!((new.amount.get(), new.until.get()), (30, 130 * DAY));
	// A clock that went back counts as one that stood.
	assert_eq!(left(new, 0), 30);
	assert_eq!(join(new, 30, 0), Vesting { amount: UsdaiAmount(60), ..new });
}
