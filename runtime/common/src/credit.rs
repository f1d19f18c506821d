//! Loans, and the sale of what secures them.

/// Configures Lending and Auctions.
#[macro_export]
macro_rules! impl_credit {
	($runtime:ident) => {
		impl pallet_lending::Config for $runtime {
			type Collateral = Caliber;
			type Compliance = Usdai;
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type PreviousTime = Timestamp;
			type Roles = Roles;
			type Time = $crate::time::SlotClock<$runtime>;
			type Vault = Susdai;
			type WeightInfo = $crate::weights::pallet_lending::WeightInfo<$runtime>;
		}

		impl pallet_auctions::Config for $runtime {
			type Compliance = Usdai;
			type Dollar = $crate::money::Dollar<$runtime>;
			// The loan book opens no lots yet.
			type OnLot = ();
			type Time = $crate::time::SlotClock<$runtime>;
			type WeightInfo = $crate::weights::pallet_auctions::WeightInfo<$runtime>;
		}
	};
}
