//! Who may report.

use crate::crypto::AuthorityId;
use caliber_primitives::ids::{ReporterIndex, SetId};
use frame_support::{traits::ConstU32, BoundedVec};

/// The most reporters of a set. The runtime's set of validators must not be larger.
pub const MAX_REPORTERS: u32 = 100;

/// The reporters in force, in one value with all that judging a report needs of the chain.
#[frame_support::stored]
pub struct ReporterSet<Hash> {
	/// Another one whenever the keys change.
	pub id: SetId,
	/// Whether so few reporters that nobody could outvote a liar are enough: development chains.
	pub dev: bool,
	/// Hash of the chain's genesis block, which every signature covers; zero before block 1.
	pub genesis: Hash,
	/// Their keys, in the order of the session's validators.
	pub keys: BoundedVec<AuthorityId, ConstU32<MAX_REPORTERS>>,
}

impl<Hash: Default> Default for ReporterSet<Hash> {
	fn default() -> Self {
		Self {
			id: SetId::default(),
			dev: false,
			genesis: Hash::default(),
			keys: BoundedVec::default(),
		}
	}
}

impl<Hash> ReporterSet<Hash> {
	/// How many reporters there are.
	pub fn len(&self) -> u32 {
		u32::try_from(self.keys.len()).unwrap_or(MAX_REPORTERS)
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.keys.is_empty()
	}

	/// The key of a reporter.
	pub fn key(&self, index: ReporterIndex) -> Option<&AuthorityId> {
		self.keys.get(usize::from(index.0))
	}

	/// How many reporters must agree: 2f + 1 of n, where f = (n - 1) / 3 may lie; never fewer than
	/// three but on a development chain.
	pub fn quorum(&self) -> u32 {
		let liars = self.len().saturating_sub(1).div_euclid(3);
		let quorum = liars.saturating_mul(2).saturating_add(1);
		if self.dev {
			quorum
		} else {
			quorum.max(3)
		}
	}

	/// The set with other keys: another set, unless they are the same.
	pub fn with_keys(self, keys: impl Iterator<Item = AuthorityId>) -> Self {
		let keys = BoundedVec::truncate_from(keys.collect());
		if keys == self.keys {
			return self;
		}
		Self { id: SetId(self.id.0.wrapping_add(1)), keys, ..self }
	}
}
