//! Who may report.

use crate::crypto::AuthorityId;
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::Seconds,
};
use frame_support::{traits::ConstU32, BoundedVec};

/// The most reporters of a set. The runtime's set of validators must not be larger.
pub const MAX_REPORTERS: u32 = 100;

/// One of the reporters in force.
#[frame_support::stored]
pub struct Reporter {
	/// With what he signs.
	pub key: AuthorityId,
	/// How often it has been replaced.
	pub generation: u16,
	/// His reports do not count up to this moment.
	pub barred_until: Seconds,
}

/// The reporters in force, in one value with all that judging a report needs of the chain.
#[frame_support::stored]
pub struct ReporterSet<Hash> {
	/// Another one whenever the keys change.
	pub id: SetId,
	/// Whether so few reporters that nobody could outvote a liar are enough: development chains.
	pub dev: bool,
	/// Hash of the chain's genesis block, which every signature covers; zero before block 1.
	pub genesis: Hash,
	/// In the order of the session's validators.
	pub reporters: BoundedVec<Reporter, ConstU32<MAX_REPORTERS>>,
}

impl<Hash: Default> Default for ReporterSet<Hash> {
	fn default() -> Self {
		Self {
			id: SetId::default(),
			dev: false,
			genesis: Hash::default(),
			reporters: BoundedVec::default(),
		}
	}
}

impl<Hash> ReporterSet<Hash> {
	/// How many reporters there are.
	pub fn len(&self) -> u32 {
		u32::try_from(self.reporters.len()).unwrap_or(MAX_REPORTERS)
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.reporters.is_empty()
	}

	/// A reporter.
	pub fn reporter(&self, index: ReporterIndex) -> Option<&Reporter> {
		self.reporters.get(usize::from(index.0))
	}

	/// Whether what a reporter said at a moment counts: what he said before a bar ended never does.
	pub fn counts(&self, index: ReporterIndex, said: Seconds) -> bool {
		self.reporter(index).is_some_and(|reporter| reporter.barred_until < said)
	}

	/// The place of a key.
	pub fn place(&self, key: &AuthorityId) -> Option<ReporterIndex> {
		let place = self.reporters.iter().position(|reporter| reporter.key == *key)?;
		u16::try_from(place).ok().map(ReporterIndex)
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

	/// Another set, with other reporters.
	pub fn with_reporters(self, reporters: impl Iterator<Item = Reporter>) -> Self {
		let reporters = BoundedVec::truncate_from(reporters.collect());
		Self { id: SetId(self.id.0.wrapping_add(1)), reporters, ..self }
	}
}
