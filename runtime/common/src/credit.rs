//! Loans, and the sale of what secures them.

use frame_support::{parameter_types, PalletId};

parameter_types! {
	/// Holds insurance money of loans, and what Curators have staged and are owed.
	pub const LendingId: PalletId = PalletId(*b"cal/lend");
	/// Holds bids against sales that were arranged off the chain.
	pub const AuctionsId: PalletId = PalletId(*b"cal/auct");
}

/// Configures Lending and Auctions.
#[macro_export]
macro_rules! impl_credit {
	($runtime:ident) => {
		impl pallet_lending::Config for $runtime {
			type Auctions = Auctions;
			type Collateral = Caliber;
			type Compliance = Usdai;
			type Dollar = $crate::money::Dollar<$runtime>;
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type PalletId = $crate::credit::LendingId;
			type PreviousTime = Timestamp;
			type Roles = Roles;
			type Time = $crate::time::SlotClock<$runtime>;
			type Vault = Susdai;
			type WeightInfo = $crate::weights::pallet_lending::WeightInfo<$runtime>;
		}

		impl pallet_auctions::Config for $runtime {
			type Compliance = Usdai;
			type Dollar = $crate::money::Dollar<$runtime>;
			type OnLot = Lending;
			type PalletId = $crate::credit::AuctionsId;
			type Roles = Roles;
			type Time = pallet_lending::BookClock<$runtime>;
			type WeightInfo = $crate::weights::pallet_auctions::WeightInfo<$runtime>;
		}
	};
}
