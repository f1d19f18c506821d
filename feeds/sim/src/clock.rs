//! The time that is shown: that of the machine, one that stands still, or one that runs faster.

use crate::date::{Day, SECONDS};
use std::{
	str::FromStr,
	time::{Instant, SystemTime, UNIX_EPOCH},
};

/// Times that the simulation can be set to: the years 2000 to 2099.
const TIMES: std::ops::Range<i64> = 946_684_800..4_102_444_800;
/// The highest speed: a day in less than a second.
const FASTEST: u32 = 100_000;

/// The moment at which the simulation starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AsOf {
	/// The clock of the machine.
	Now,
	/// A moment, Unix seconds.
	At(i64),
}

impl AsOf {
	/// A moment, or an error that says which ones there are.
	pub fn at(unix: i64) -> Result<Self, String> {
		if !TIMES.contains(&unix) {
			return Err(format!("{unix} is not a time in the years 2000 to 2099"));
		}
		Ok(Self::At(unix))
	}

	/// The Unix time.
	pub fn unix(self) -> i64 {
		match self {
			Self::At(unix) => unix,
			Self::Now => SystemTime::now()
				.duration_since(UNIX_EPOCH)
				.ok()
				.and_then(|since| i64::try_from(since.as_secs()).ok())
				.unwrap_or_default()
				.clamp(TIMES.start, TIMES.end - 1),
		}
	}
}

/// `now`, Unix seconds, or a date: its last second, UTC, when its rates are out.
impl FromStr for AsOf {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		if text == "now" {
			return Ok(Self::Now);
		}
		if let Ok(unix) = text.parse() {
			return Self::at(unix);
		}
		let day: Day = text
			.parse()
			.map_err(|()| "give Unix seconds, a date as YYYY-MM-DD, or now".to_string())?;
		Self::at((day.0 + 1) * SECONDS - 1)
	}
}

/// How many times faster than the machine's the clock runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Speed(u32);

impl FromStr for Speed {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		text.parse().ok().filter(|speed| *speed <= FASTEST).map(Self).ok_or_else(|| {
			format!("give a whole number from 0, at which time stands still, to {FASTEST}")
		})
	}
}

/// A clock.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
	as_of: AsOf,
	since: Instant,
	/// Asked for; else the machine's clock is followed and a given moment stands still.
	speed: Option<Speed>,
}

impl Clock {
	/// Starts now.
	pub fn new(as_of: AsOf, speed: Option<Speed>) -> Self {
		let as_of = if speed.is_some() { AsOf::At(as_of.unix()) } else { as_of };
		Self { as_of, since: Instant::now(), speed }
	}

	/// Goes on from another moment, at the same speed if one was asked for.
	pub fn set(&mut self, unix: i64) -> Result<(), String> {
		*self = Self::new(AsOf::at(unix)?, self.speed);
		Ok(())
	}

	/// The Unix time.
	pub fn unix(&self) -> i64 {
		let Some(Speed(speed)) = self.speed else { return self.as_of.unix() };
		let passed = self.since.elapsed().as_millis() * u128::from(speed) / 1_000;
		let unix = self.as_of.unix().saturating_add(i64::try_from(passed).unwrap_or(i64::MAX));
		unix.min(TIMES.end - 1)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::Duration;

	#[test]
	fn as_of_should_be_read_when_spelled_in_any_way() {
		assert_eq!("now".parse(), Ok(AsOf::Now));
		assert_eq!("1786492800".parse(), Ok(AsOf::At(1_786_492_800)));
		assert_eq!("2026-08-11".parse(), Ok(AsOf::At(1_786_492_799)));
		for wrong in ["", "tomorrow", "2026-02-30", "-1", "0", "99999999999999", "1999-12-31"] {
			assert!(wrong.parse::<AsOf>().is_err(), "{wrong}");
		}
		assert!(TIMES.contains(&AsOf::Now.unix()));
	}

	#[test]
	fn clock_should_run_at_its_speed_when_one_was_asked_for() {
		let at = AsOf::At(1_786_492_800);
		let speed = "86400".parse().ok();
		let (mut fast, mut still) = (Clock::new(at, speed), Clock::new(at, None));
		std::thread::sleep(Duration::from_millis(30));
		assert!(fast.unix() >= 1_786_492_800 + 2_592);
		assert_eq!(still.unix(), 1_786_492_800);
		fast.set(1_000_000_000).unwrap();
		still.set(1_000_000_000).unwrap();
		std::thread::sleep(Duration::from_millis(30));
		assert!((1_000_002_592..1_010_000_000).contains(&fast.unix()));
		assert_eq!(still.unix(), 1_000_000_000);
		assert!(fast.set(0).is_err());
	}

	#[test]
	fn clock_should_not_leave_its_century_when_it_runs_long() {
		let last = TIMES.end - 1;
		let clock = Clock::new(AsOf::At(last), "100000".parse().ok());
		std::thread::sleep(Duration::from_millis(2));
		assert_eq!(clock.unix(), last);
		for wrong in ["", "-1", "1.5", "100001"] {
			assert!(wrong.parse::<Speed>().is_err(), "{wrong}");
		}
	}
}
