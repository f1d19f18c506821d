//! Where hardware stands, and what its machines say.

use caliber_primitives::{
	ids::ItemId,
	units::{Ppm, Seconds},
};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// The most items that one call speaks of.
pub const MAX_BATCH: u32 = 128;

/// Items that one call speaks of.
pub type ItemList = BoundedVec<ItemId, ConstU32<MAX_BATCH>>;

/// Heartbeats of one call.
pub type Beats = BoundedVec<Beat, ConstU32<MAX_BATCH>>;

/// How much of a site may fail before its machines stand still, in the tiers of data centres.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum SiteTier {
	/// Nothing is redundant.
	#[codec(index = 0)]
	I,
	/// Some parts are redundant.
	#[codec(index = 1)]
	II,
	/// Every part can be maintained while the machines run.
	#[codec(index = 2)]
	III,
	/// Any one part may fail while the machines run.
	#[codec(index = 3)]
	IV,
}

impl SiteTier {
	/// Its number.
	pub const fn number(self) -> u32 {
		match self {
			Self::I => 1,
			Self::II => 2,
			Self::III => 3,
			Self::IV => 4,
		}
	}
}

/// By what right hardware stands where it does.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Premises {
	/// The operator owns them.
	#[codec(index = 0)]
	Owned {
		/// Hash of the deed.
		deed: H256,
	},
	/// A landlord owns them, who has waived his lien on what stands there.
	#[codec(index = 1)]
	Leased {
		/// Hash of the waiver.
		waiver: H256,
	},
}

impl Premises {
	/// Hash of the document that keeps a landlord from the hardware.
	pub const fn document(&self) -> H256 {
		match self {
			Self::Owned { deed } => *deed,
			Self::Leased { waiver } => *waiver,
		}
	}
}

/// A data centre or warehouse.
#[frame_support::stored]
pub struct Site<AccountId> {
	/// How much may fail.
	pub tier: SiteTier,
	/// Who runs it, and speaks for the machines.
	pub operator: AccountId,
	/// Since when: what another operator said before counts no more.
	pub operator_since: Seconds,
	/// By what right.
	pub premises: Premises,
	/// The Registrar who says so; nobody where the genesis does.
	pub by: Option<AccountId>,
	/// When he said so: the site counts as long as that does.
	pub given: Seconds,
}

/// How machines are.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Health {
	/// All of them work.
	#[codec(index = 0)]
	Good,
	/// Some do not.
	#[codec(index = 1)]
	Degraded,
	/// They do not.
	#[codec(index = 2)]
	Failed,
}

impl Health {
	/// Its name in a dossier.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Good => "good",
			Self::Degraded => "degraded",
			Self::Failed => "failed",
		}
	}
}

/// What the machines of an item said last.
#[frame_support::stored]
#[derive(Copy)]
pub struct Heartbeat {
	/// When.
	pub at: Seconds,
	/// The part of their time in which they worked.
	pub utilisation: Ppm,
	/// How they are.
	pub health: Health,
}

/// What the machines of one item say now.
#[frame_support::stored]
#[derive(Copy)]
pub struct Beat {
	/// The item.
	pub item: ItemId,
	/// The part of their time in which they worked.
	pub utilisation: Ppm,
	/// How they are.
	pub health: Health,
}
