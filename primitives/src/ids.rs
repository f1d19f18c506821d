//! Names of things.

use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

macro_rules! id {
	($(#[$doc:meta])* $name:ident($inner:ty)) => {
		$(#[$doc])*
		#[derive(
			Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, CompactAs, TypeInfo, Clone, Copy,
			PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize,
		)]
		#[serde(transparent)]
		pub struct $name(pub $inner);

		impl $name {
			/// The id after this one, or `None` when none is left.
			pub fn next(self) -> Option<Self> {
				self.0.checked_add(1).map(Self)
			}
		}
	};
}

id! {
	/// One item of hardware under the CALIBER standard; unique over all classes. It is also the
	/// item id inside the `Nfts` collection of its class.
	ItemId(u32)
}
id! {
	/// A row of the table of models.
	SkuId(u16)
}
id! {
	/// A data centre or warehouse.
	SiteId(u32)
}
id! {
	/// An insurance policy.
	PolicyId(u32)
}
id! {
	/// A claim on the cover of an item.
	ClaimId(u32)
}
id! {
	/// A loan, from its offer on.
	LoanId(u32)
}
id! {
	/// A lot of seized collateral.
	LotId(u32)
}
id! {
	/// A purchase or sale order of the treasury.
	OrderId(u32)
}
id! {
	/// A T-bill position of the treasury.
	BillId(u32)
}
id! {
	/// A redemption ticket of the dollar, in the order of issue.
	TicketId(u64)
}
id! {
	/// A redemption request of vault shares, in the order of issue.
	RequestId(u64)
}
id! {
	/// The place of a reserve asset in the list of them.
	ReserveSlot(u8)
}
id! {
	/// A set of reporters; a new session with other keys is a new set.
	SetId(u32)
}
id! {
	/// The place of a reporter in its set.
	ReporterIndex(u16)
}

/// What kind of hardware an item is. Each class has its own `Nfts` collection, whose id is
/// [`AssetClass::collection`].
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum AssetClass {
	/// Graphics processors in servers or racks.
	#[codec(index = 0)]
	Gpu,
	/// Storage arrays.
	#[codec(index = 1)]
	Storage,
	/// Network capacity.
	#[codec(index = 2)]
	Bandwidth,
	/// Power equipment.
	#[codec(index = 3)]
	Energy,
}

impl AssetClass {
	/// Every class, in the order of their collections.
	pub const ALL: [Self; 4] = [Self::Gpu, Self::Storage, Self::Bandwidth, Self::Energy];

	/// The id of the class's collection in `Nfts`.
	pub const fn collection(self) -> u32 {
		match self {
			Self::Gpu => 0,
			Self::Storage => 1,
			Self::Bandwidth => 2,
			Self::Energy => 3,
		}
	}
}

/// Ids in the `Assets` instance.
pub mod assets {
	/// The dollar, 18 decimals.
	pub const USDAI: u32 = 1;
	/// The vault share, 18 decimals.
	pub const SUSDAI: u32 = 2;
	/// Wrapped USDC, 6 decimals.
	pub const USDC: u32 = 10;
	/// Wrapped USDT, 6 decimals.
	pub const USDT: u32 = 11;
	/// Wrapped PYUSD, 6 decimals.
	pub const PYUSD: u32 = 12;
}
