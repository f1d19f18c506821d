//! What a loan is watched for.

use caliber_primitives::units::Seconds;

/// What a loan is watched for. Moments are those of its schedule.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Watch {
	/// By when its reserve is to be full again, once it was drawn: the due date after.
	pub refill_by: Option<Seconds>,
}
