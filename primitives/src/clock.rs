//! Time in benchmarks.

use crate::units::Seconds;

/// A clock that benchmarks can set: a lot that is over, a day that has passed.
pub trait SetUpTime {
	/// Makes it `now`.
	fn set_up_time(now: Seconds);
}
