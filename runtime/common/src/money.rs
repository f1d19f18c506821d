//! The dollar, its treasury, and the vault.

use frame_support::{
	parameter_types,
	traits::{fungible::ItemOf, Contains},
	PalletId,
};
use sp_runtime::traits::AccountIdConversion;

use crate::AccountId;
use caliber_primitives::ids::assets;

parameter_types! {
	/// Holds the cash of the dollar.
	pub const DollarId: PalletId = PalletId(*b"cal/usda");
	/// Holds the idle dollars of the vault; its kin are the locked shares and the reserve fund.
	pub const VaultId: PalletId = PalletId(*b"cal/susd");
	/// Takes performance fees.
	pub const FeesId: PalletId = PalletId(*b"cal/fees");
	/// USDai, in Assets.
	pub const UsdaiId: u32 = assets::USDAI;
	/// sUSDai, in Assets.
	pub const SusdaiId: u32 = assets::SUSDAI;
	/// Takes performance fees; moved by governance only.
	pub FeeAccount: AccountId = FeesId::get().into_account_truncating();
}

/// USDai as a token of its own.
pub type Dollar<R> = ItemOf<pallet_assets::Pallet<R>, UsdaiId, AccountId>;
/// sUSDai as a token of its own.
pub type Share<R> = ItemOf<pallet_assets::Pallet<R>, SusdaiId, AccountId>;

/// The keyless accounts of the chain, which nobody can freeze.
pub struct Keyless<R>(core::marker::PhantomData<R>);

impl<R> Contains<AccountId> for Keyless<R>
where
	R: frame_system::Config<AccountId = AccountId> + pallet_susdai::Config,
{
	fn contains(who: &AccountId) -> bool {
		[
			DollarId::get(),
			VaultId::get(),
			FeesId::get(),
			crate::facts::RegistryId::get(),
			crate::credit::LendingId::get(),
			crate::credit::AuctionsId::get(),
		]
		.map(|id| AccountIdConversion::<AccountId>::into_account_truncating(&id))
		.contains(who)
			|| pallet_susdai::Pallet::<R>::dead_account() == *who
			|| pallet_susdai::Pallet::<R>::reserve_account() == *who
	}
}

/// Configures Usdai, Allocation and Susdai.
#[macro_export]
macro_rules! impl_money {
	($runtime:ident) => {
		impl pallet_usdai::Config for $runtime {
			type Currency = Balances;
			type Dollar = $crate::money::Dollar<$runtime>;
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type PalletId = $crate::money::DollarId;
			type Protected = $crate::money::Keyless<$runtime>;
			type RecordDeposit =
				frame_support::traits::ConstU128<{ $crate::currency::deposit(1, 256) }>;
			type ReserveBook = Allocation;
			type ReserveId = u32;
			type Reserves = Assets;
			type Roles = Roles;
			type RuntimeHoldReason = RuntimeHoldReason;
			type Time = $crate::time::SlotClock<$runtime>;
			type WeightInfo = $crate::weights::pallet_usdai::WeightInfo<$runtime>;
		}

		impl pallet_allocation::Config for $runtime {
			type Compliance = Usdai;
			type Dollar = Usdai;
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type Loans = Lending;
			type Prices = Feeds;
			type Roles = Roles;
			type Time = $crate::time::SlotClock<$runtime>;
			type Vault = Susdai;
			type WeightInfo = $crate::weights::pallet_allocation::WeightInfo<$runtime>;
		}

		impl pallet_susdai::Config for $runtime {
			type Bills = Allocation;
			type Book = Lending;
			type Compliance = Usdai;
			type Currency = Balances;
			type Dollar = $crate::money::Dollar<$runtime>;
			type FeeAccount = $crate::money::FeeAccount;
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type PalletId = $crate::money::VaultId;
			type RuntimeHoldReason = RuntimeHoldReason;
			type Share = $crate::money::Share<$runtime>;
			type Time = $crate::time::SlotClock<$runtime>;
			type WeightInfo = $crate::weights::pallet_susdai::WeightInfo<$runtime>;
		}
	};
}
