//! How much fits into a block.

use frame_support::{
	dispatch::DispatchClass,
	parameter_types,
	weights::{
		constants::{BlockExecutionWeight, ExtrinsicBaseWeight, WEIGHT_REF_TIME_PER_MILLIS},
		Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::Perbill;

/// Execution time of a full block. An author may use two thirds of the 2-second slot for a
/// proposal, less a margin of a tenth: 1.2 s. One second leaves a fifth of that for a machine
/// slower than the one that measured the weights, and half of the slot for import and votes.
const MAXIMUM_BLOCK_WEIGHT: Weight =
	Weight::from_parts(1_000 * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);

/// Bytes of a full block; a runtime upgrade in one piece has to fit.
const MAXIMUM_BLOCK_BYTES: u32 = 4 * 1024 * 1024;

/// Bytes of a header; the largest digest is a GRANDPA change of 100 authorities, under 5 KiB.
const MAXIMUM_HEADER_BYTES: u32 = 100 * 1024;

/// What transactions of users may take; the rest is for operational ones.
const NORMAL_SHARE: Perbill = Perbill::from_percent(75);

/// What hooks are expected to take of a block.
const INITIALIZATION_SHARE: Perbill = Perbill::from_percent(5);

/// A part of a weight, rounded down.
fn part(share: Perbill, of: Weight) -> Weight {
	Weight::from_parts(share.mul_floor(of.ref_time()), share.mul_floor(of.proof_size()))
}

parameter_types! {
	/// Weight limits of a block.
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |class| class.base_extrinsic = ExtrinsicBaseWeight::get())
		.for_class(DispatchClass::Normal, |class| {
			class.max_total = Some(part(NORMAL_SHARE, MAXIMUM_BLOCK_WEIGHT));
		})
		.for_class(DispatchClass::Operational, |class| {
			class.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			class.reserved =
				Some(MAXIMUM_BLOCK_WEIGHT.saturating_sub(part(NORMAL_SHARE, MAXIMUM_BLOCK_WEIGHT)));
		})
		.avg_block_initialization(INITIALIZATION_SHARE)
		.build_or_panic();
	/// Length limits of a block.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_BYTES)
		.modify_max_length_for_class(DispatchClass::Normal, |length| {
			*length = NORMAL_SHARE.mul_floor(*length);
		})
		.max_header_size(MAXIMUM_HEADER_BYTES)
		.build();
	/// What the scheduler may use of a block.
	pub ScheduledWeight: Weight = part(Perbill::from_percent(50), MAXIMUM_BLOCK_WEIGHT);
	/// What one motion of the council may need.
	pub MotionWeight: Weight = part(Perbill::from_percent(50), MAXIMUM_BLOCK_WEIGHT);
	/// What migrations may use of a block.
	pub MigrationWeight: Weight = part(Perbill::from_percent(80), MAXIMUM_BLOCK_WEIGHT);
}
