//! When keys that were registered are in force.

/// Where the chain is in its sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sessions {
	/// The number of the session.
	pub index: u32,
	/// The block that is looked at.
	pub block: u32,
	/// Blocks in a session.
	pub length: u32,
	/// Milliseconds between two blocks.
	pub slot: u64,
}

impl Sessions {
	/// The session in which keys are in force that were registered now: they are queued when the
	/// running one ends, so that all know them one session ahead.
	pub fn in_force(&self) -> u32 {
		self.index.saturating_add(2)
	}

	/// Its first block.
	pub fn first_block(&self) -> u32 {
		let ended = self.block.checked_div(self.length).unwrap_or_default();
		ended.saturating_add(2).saturating_mul(self.length)
	}

	/// How long until then, in words.
	pub fn wait(&self) -> String {
		let blocks = u64::from(self.first_block().saturating_sub(self.block));
		let seconds = blocks.saturating_mul(self.slot).div_ceil(1_000);
		match seconds {
			..=90 => format!("{seconds} seconds"),
			_ => format!("{} minutes", seconds.div_ceil(60)),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn keys_should_be_in_force_in_the_session_after_next_when_registered() {
		for (block, length, first, wait) in [
			(0, 15, 30, "60 seconds"),
			(14, 15, 30, "32 seconds"),
			// Sessions end before the transactions of a block.
			(15, 15, 45, "60 seconds"),
			(299, 300, 600, "11 minutes"),
			(300, 300, 900, "20 minutes"),
		] {
			let sessions = Sessions { index: 7, block, length, slot: 2_000 };
			assert_eq!(sessions.in_force(), 9);
			assert_eq!(
				(sessions.first_block(), sessions.wait().as_str()),
				(first, wait),
				"{block}"
			);
		}
	}
}
