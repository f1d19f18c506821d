//! The system pallets and the ways to build a transaction.

use crate::{currency::deposit, Balance};
use frame_support::parameter_types;

parameter_types! {
	/// Blocks whose hash the chain remembers, which bounds a transaction's lifetime.
	pub const BlockHashCount: crate::BlockNumber = 4_096;
	/// The network id in addresses; 42 is the generic one.
	pub const Ss58Prefix: u16 = 42;
	/// Held for a multisig operation in progress.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	/// Held for each further signatory of it.
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
	/// Held for the list of an account's proxies.
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	/// Held for each proxy in it.
	pub const ProxyDepositFactor: Balance = deposit(0, 37);
	/// Held for the list of a proxy's announcements.
	pub const AnnouncementDepositBase: Balance = deposit(1, 8);
	/// Held for each announcement in it.
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
}

/// Configures System, Timestamp, Utility, Multisig and Proxy, and tells pallets how to build the
/// runtime's transactions.
#[macro_export]
macro_rules! impl_system {
	($runtime:ident) => {
		impl frame_system::Config for $runtime {
			type AccountData = pallet_balances::AccountData<$crate::Balance>;
			type AccountId = $crate::AccountId;
			type BaseCallFilter = frame_support::traits::InsideBoth<
				BaseFilter,
				frame_support::traits::InsideBoth<SafeMode, TxPause>,
			>;
			type Block = Block;
			type BlockHashCount = $crate::system::BlockHashCount;
			type BlockLength = $crate::limits::RuntimeBlockLength;
			type BlockWeights = $crate::limits::RuntimeBlockWeights;
			type DbWeight = frame_support::weights::constants::ParityDbWeight;
			type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<$runtime>;
			type Hash = $crate::Hash;
			type Hashing = sp_runtime::traits::BlakeTwo256;
			type Lookup = sp_runtime::traits::AccountIdLookup<$crate::AccountId, ()>;
			type MaxConsumers = frame_support::traits::ConstU32<128>;
			type MultiBlockMigrator = Migrations;
			type Nonce = $crate::Nonce;
			type OnKilledAccount = ();
			type OnNewAccount = ();
			type OnSetCode = ();
			type PalletInfo = PalletInfo;
			type PostInherents = ();
			type PostTransactions = ();
			type PreInherents = ();
			type RuntimeCall = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type RuntimeOrigin = RuntimeOrigin;
			type RuntimeTask = RuntimeTask;
			type SS58Prefix = $crate::system::Ss58Prefix;
			type SingleBlockMigrations = ();
			type SystemWeightInfo = frame_system::weights::SubstrateWeight<$runtime>;
			type Version = Version;
		}

		impl pallet_timestamp::Config for $runtime {
			type MinimumPeriod = frame_support::traits::ConstU64<{ $crate::time::SLOT_MILLIS / 2 }>;
			type Moment = u64;
			type OnTimestampSet = Aura;
			type WeightInfo = $crate::weights::pallet_timestamp::WeightInfo<$runtime>;
		}

		impl pallet_utility::Config for $runtime {
			type PalletsOrigin = OriginCaller;
			type RuntimeCall = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = $crate::weights::pallet_utility::WeightInfo<$runtime>;
		}

		impl pallet_multisig::Config for $runtime {
			type BlockNumberProvider = System;
			type Currency = Balances;
			type DepositBase = $crate::system::MultisigDepositBase;
			type DepositFactor = $crate::system::MultisigDepositFactor;
			type MaxSignatories = frame_support::traits::ConstU32<100>;
			type RuntimeCall = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = $crate::weights::pallet_multisig::WeightInfo<$runtime>;
		}

		impl pallet_proxy::Config for $runtime {
			type AnnouncementDepositBase = $crate::system::AnnouncementDepositBase;
			type AnnouncementDepositFactor = $crate::system::AnnouncementDepositFactor;
			type BlockNumberProvider = System;
			type CallHasher = sp_runtime::traits::BlakeTwo256;
			type Currency = Balances;
			type MaxPending = frame_support::traits::ConstU32<32>;
			type MaxProxies = frame_support::traits::ConstU32<32>;
			type ProxyDepositBase = $crate::system::ProxyDepositBase;
			type ProxyDepositFactor = $crate::system::ProxyDepositFactor;
			type ProxyType = $crate::proxies::ProxyType;
			type RuntimeCall = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = $crate::weights::pallet_proxy::WeightInfo<$runtime>;
		}

		impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for $runtime
		where
			RuntimeCall: From<LocalCall>,
		{
			type Extrinsic = UncheckedExtrinsic;
			type RuntimeCall = RuntimeCall;
		}

		impl<LocalCall> frame_system::offchain::CreateTransaction<LocalCall> for $runtime
		where
			RuntimeCall: From<LocalCall>,
		{
			type Extension = TxExtension;

			fn create_transaction(
				call: RuntimeCall,
				extension: Self::Extension,
			) -> UncheckedExtrinsic {
				UncheckedExtrinsic::new_transaction(call, extension)
			}
		}

		impl<LocalCall> frame_system::offchain::CreateAuthorizedTransaction<LocalCall> for $runtime
		where
			RuntimeCall: From<LocalCall>,
		{
			fn create_extension() -> Self::Extension {
				tx_extension(sp_runtime::generic::Era::Immortal, 0, 0)
			}
		}

		impl<LocalCall> frame_system::offchain::CreateBare<LocalCall> for $runtime
		where
			RuntimeCall: From<LocalCall>,
		{
			fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
				UncheckedExtrinsic::new_bare(call)
			}
		}
	};
}
