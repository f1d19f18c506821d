//! What becomes of the chain when a migration fails.

use core::marker::PhantomData;
use frame_support::{
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	traits::SafeMode,
};
use sp_runtime::traits::Bounded;

/// Safe mode without an end, in which whoever can repair the state is heard. A chain that is stuck
/// admits inherents only, so that nobody could vote on the repair; it is left for a chain that cannot
/// enter safe mode, where anybody could make things worse.
pub struct SafeModeUntilRepaired<Mode>(PhantomData<Mode>);

impl<Mode: SafeMode<BlockNumber: Bounded>> FailedMigrationHandler for SafeModeUntilRepaired<Mode> {
	fn failed(_: Option<u32>) -> FailedMigrationHandling {
		let longest = Mode::BlockNumber::max_value();
		let entered = if Mode::is_entered() { Mode::extend(longest) } else { Mode::enter(longest) };
		match entered {
			Ok(()) => FailedMigrationHandling::ForceUnstuck,
			Err(_) => FailedMigrationHandling::KeepStuck,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::traits::SafeModeError;

	/// A chain that cannot enter safe mode.
	struct Broken;

	impl SafeMode for Broken {
		type BlockNumber = u32;

		fn is_entered() -> bool {
			false
		}
		fn remaining() -> Option<u32> {
			None
		}
		fn enter(_: u32) -> Result<(), SafeModeError> {
			Err(SafeModeError::Unknown)
		}
		fn extend(_: u32) -> Result<(), SafeModeError> {
			Err(SafeModeError::Unknown)
		}
		fn exit() -> Result<(), SafeModeError> {
			Err(SafeModeError::Unknown)
		}
	}

	#[test]
	fn chain_should_stand_still_when_a_migration_fails_and_there_is_no_safe_mode() {
		let handling = SafeModeUntilRepaired::<Broken>::failed(None);
		assert_eq!(handling, FailedMigrationHandling::KeepStuck);
	}
}
