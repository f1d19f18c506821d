//! Doubts about facts, and those that were lost.

use caliber_primitives::{collateral::Fact, units::Seconds};
use frame_support::{traits::ConstU32, BoundedVec};

/// A doubt about a fact that somebody stands for with CAL.
#[frame_support::stored]
pub struct Challenge<AccountId> {
	/// Who doubts.
	pub by: AccountId,
	/// Whose appraisal. Nobody's when a registrar disputes a fact.
	pub appraiser: Option<AccountId>,
	/// Held of whoever doubts, in the smallest unit of CAL.
	pub bond: u128,
	/// Hash of what speaks against the fact.
	pub evidence: sp_core::H256,
	/// The first second in which it is not upheld any more.
	pub ends: Seconds,
}

/// The most disputes that an item remembers as lost: there are few in the time that each counts.
pub const MAX_LOST: u32 = 16;

/// Whoever lost a dispute about an item, of which fact, and until when he may put none in doubt:
/// else he would lock it by one fact after the other.
#[frame_support::stored]
pub struct Lost<AccountId>(pub BoundedVec<(AccountId, Fact, Seconds), ConstU32<MAX_LOST>>);

impl<AccountId> Default for Lost<AccountId> {
	fn default() -> Self {
		Self(BoundedVec::new())
	}
}

impl<AccountId: PartialEq> Lost<AccountId> {
	/// Whether `who` may put nothing in doubt now.
	pub fn binds(&self, who: &AccountId, now: Seconds) -> bool {
		self.0.iter().any(|(by, _, until)| by == who && now < *until)
	}

	/// One more, without those that count no more; the oldest makes way where there are too many.
	pub fn add(&mut self, who: AccountId, fact: Fact, until: Seconds, now: Seconds) {
		self.0.retain(|(.., until)| now < *until);
		if self.0.is_full() && !self.0.is_empty() {
			self.0.remove(0);
		}
		// There is room for it.
		let _ = self.0.try_push((who, fact, until));
	}
}
