//! Who may say what, what hardware there is, and what rates and prices are.

use crate::{
	currency::{deposit, CAL},
	Balance,
};
use frame_support::{parameter_types, PalletId};
use sp_runtime::transaction_validity::TransactionPriority;

parameter_types! {
	/// Owns the collections of titles, and holds what was seized.
	pub const RegistryId: PalletId = PalletId(*b"cal/regi");
	/// Held for an item: a record of at most 512 bytes and its title.
	pub const ItemDeposit: Balance = deposit(3, 512 + 160);
	/// Held for a serial number.
	pub const SerialDeposit: Balance = deposit(1, 52);
	/// Held of whoever challenges an appraisal or disputes a fact.
	pub const ChallengeBond: Balance = 100 * CAL;
	/// Reports go before what pays fees, and after heartbeats.
	pub const ReportPriority: TransactionPriority = TransactionPriority::MAX / 2;
}

/// Configures Roles, Caliber and Feeds.
#[macro_export]
macro_rules! impl_facts {
	($runtime:ident) => {
		impl pallet_roles::Config for $runtime {
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type Term = $crate::parameters::GuardianTerm<$runtime>;
			type Time = $crate::time::SlotClock<$runtime>;
			type WeightInfo = $crate::weights::pallet_roles::WeightInfo<$runtime>;
		}

		impl pallet_caliber::Config for $runtime {
			type ChallengeBond = $crate::facts::ChallengeBond;
			type Compliance = Usdai;
			type Currency = Balances;
			type Dollar = $crate::money::Dollar<$runtime>;
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type ItemDeposit = $crate::facts::ItemDeposit;
			type LossPayee = Lending;
			type Nfts = Nfts;
			type PalletId = $crate::facts::RegistryId;
			type Prices = Feeds;
			type Roles = Roles;
			type RuntimeHoldReason = RuntimeHoldReason;
			type SerialDeposit = $crate::facts::SerialDeposit;
			type Time = $crate::time::SlotClock<$runtime>;
			type WeightInfo = $crate::weights::pallet_caliber::WeightInfo<$runtime>;
		}

		impl pallet_feeds::Config for $runtime {
			type Convict = $crate::court::FeedCourt<$runtime>;
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type Priority = $crate::facts::ReportPriority;
			type SafetyOrigin = $crate::governance::RootOrHalfCouncil;
			type Time = $crate::time::SlotClock<$runtime>;
			type WeightInfo = $crate::weights::pallet_feeds::WeightInfo<$runtime>;
		}
	};
}
