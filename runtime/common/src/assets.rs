//! Dollars, shares and title: the instances of pallet-assets and pallet-nfts.

use caliber_primitives::ids::assets::{SUSDAI, USDAI};
use codec::Compact;
use frame_support::traits::Contains;

/// Whether a call is one that holders make: to move units, and to let others move them. What owners,
/// issuers, admins and freezers of an asset may do is done by the ledgers alone, which call no call.
/// Only Root, which can replace the code, gets past this by `dispatch_as` (I-5). `refund` and `touch`
/// would let a holder destroy units of the chain's own assets behind the ledger's back.
pub fn is_of_holders<R>(call: &pallet_assets::Call<R>) -> bool
where
	R: pallet_assets::Config<AssetIdParameter = Compact<u32>>,
{
	use pallet_assets::Call;
	match call {
		Call::transfer { .. }
		| Call::transfer_keep_alive { .. }
		| Call::transfer_all { .. }
		| Call::approve_transfer { .. }
		| Call::cancel_approval { .. }
		| Call::transfer_approved { .. } => true,
		Call::touch { id }
		| Call::touch_other { id, .. }
		| Call::refund { id, .. }
		| Call::refund_other { id, .. } => id.0 != USDAI && id.0 != SUSDAI,
		_ => false,
	}
}

/// Whether a call moves dollars or shares from one account to another, or allows that.
pub fn moves_token<R>(call: &pallet_assets::Call<R>) -> bool
where
	R: pallet_assets::Config<AssetIdParameter = Compact<u32>>,
{
	use pallet_assets::Call;
	match call {
		Call::transfer { id, .. }
		| Call::transfer_keep_alive { id, .. }
		| Call::transfer_all { id, .. }
		| Call::approve_transfer { id, .. }
		| Call::transfer_approved { id, .. } => id.0 == USDAI || id.0 == SUSDAI,
		_ => false,
	}
}

/// Lets nothing of a frozen account leave it: whatever moves, burns or withdraws an asset asks here
/// how much of the balance has to stay (I-45). It holds for every asset of the instance, or a frozen
/// account would redeem first and walk away with the reserve dollars.
pub struct FreezeAll<R>(core::marker::PhantomData<R>);

impl<R> pallet_assets::FrozenBalance<u32, R::AccountId, crate::Balance> for FreezeAll<R>
where
	R: pallet_usdai::Config,
	R::AccountId: AsRef<[u8]>,
{
	fn frozen_balance(_: u32, who: &R::AccountId) -> Option<crate::Balance> {
		// Nobody can freeze what the chain holds itself, so that need not be looked up. A user's
		// account may begin so too, but is none of these.
		if who.as_ref().starts_with(b"modl") && R::Protected::contains(who) {
			return None;
		}
		pallet_usdai::Pallet::<R>::is_frozen(who.clone()).then_some(crate::Balance::MAX)
	}

	fn died(_: u32, _: &R::AccountId) {}

	/// Whether an asset cannot be destroyed because somebody's units are frozen: none is ever
	/// destroyed here.
	fn contains_freezes(_: u32) -> bool {
		false
	}
}

/// The benchmarks of pallet-nfts move items that the registry does not know: this lock asks, so that
/// its cost is in the weights, and lets them go.
#[cfg(feature = "runtime-benchmarks")]
pub struct OpenLock<L>(core::marker::PhantomData<L>);

#[cfg(feature = "runtime-benchmarks")]
impl<L: frame_support::traits::Locker<u32, u32>> frame_support::traits::Locker<u32, u32>
	for OpenLock<L>
{
	fn is_locked(collection: u32, item: u32) -> bool {
		L::is_locked(collection, item);
		false
	}
}

/// Configures Assets and Nfts. Every asset and collection is made at genesis or by an upgrade and
/// administered by keyless accounts; nobody pays deposits for them, and nobody forces anything.
#[macro_export]
macro_rules! impl_assets {
	($runtime:ident) => {
		impl pallet_assets::Config for $runtime {
			type ApprovalDeposit =
				frame_support::traits::ConstU128<{ $crate::currency::deposit(1, 96) }>;
			type AssetAccountDeposit =
				frame_support::traits::ConstU128<{ $crate::currency::deposit(1, 66) }>;
			type AssetDeposit = frame_support::traits::ConstU128<0>;
			type AssetId = u32;
			type AssetIdAllocator = ();
			type AssetIdParameter = codec::Compact<u32>;
			type Balance = $crate::Balance;
			#[cfg(feature = "runtime-benchmarks")]
			type BenchmarkHelper = ();
			type CallbackHandle = ();
			type CreateOrigin = frame_support::traits::AsEnsureOriginWithArg<
				frame_system::EnsureNever<$crate::AccountId>,
			>;
			type Currency = Balances;
			type Extra = ();
			// Whoever may force could make himself the issuer of the dollar, and mint it around its
			// ledger and its fuse: not even Root may. Benchmarks measure these calls.
			#[cfg(not(feature = "runtime-benchmarks"))]
			type ForceOrigin = frame_system::EnsureNever<$crate::AccountId>;
			#[cfg(feature = "runtime-benchmarks")]
			type ForceOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type Freezer = $crate::assets::FreezeAll<$runtime>;
			type Holder = ();
			type MetadataDepositBase = frame_support::traits::ConstU128<0>;
			type MetadataDepositPerByte = frame_support::traits::ConstU128<0>;
			type RemoveItemsLimit = frame_support::traits::ConstU32<1_000>;
			type ReserveData = ();
			type RuntimeEvent = RuntimeEvent;
			type StringLimit = frame_support::traits::ConstU32<50>;
			type WeightInfo = $crate::weights::pallet_assets::WeightInfo<$runtime>;
		}

		impl pallet_nfts::Config for $runtime {
			type ApprovalsLimit = frame_support::traits::ConstU32<1>;
			type AttributeDepositBase = frame_support::traits::ConstU128<0>;
			type BlockNumberProvider = System;
			type CollectionDeposit = frame_support::traits::ConstU128<0>;
			type CollectionId = u32;
			#[cfg(not(feature = "runtime-benchmarks"))]
			type CreateOrigin = frame_support::traits::AsEnsureOriginWithArg<
				frame_system::EnsureNever<$crate::AccountId>,
			>;
			#[cfg(feature = "runtime-benchmarks")]
			type CreateOrigin = frame_support::traits::AsEnsureOriginWithArg<
				frame_system::EnsureSigned<$crate::AccountId>,
			>;
			type Currency = Balances;
			type DepositPerByte = frame_support::traits::ConstU128<0>;
			type Features = NftFeatures;
			#[cfg(not(feature = "runtime-benchmarks"))]
			type ForceOrigin = frame_system::EnsureNever<$crate::AccountId>;
			#[cfg(feature = "runtime-benchmarks")]
			type ForceOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			#[cfg(feature = "runtime-benchmarks")]
			type Helper = ();
			type ItemAttributesApprovalsLimit = frame_support::traits::ConstU32<1>;
			type ItemDeposit = frame_support::traits::ConstU128<0>;
			type ItemId = u32;
			type KeyLimit = frame_support::traits::ConstU32<64>;
			#[cfg(not(feature = "runtime-benchmarks"))]
			type Locker = Caliber;
			#[cfg(feature = "runtime-benchmarks")]
			type Locker = $crate::assets::OpenLock<Caliber>;
			type MaxAttributesPerCall = frame_support::traits::ConstU32<10>;
			type MaxDeadlineDuration = frame_support::traits::ConstU32<1>;
			type MaxTips = frame_support::traits::ConstU32<1>;
			type MetadataDepositBase = frame_support::traits::ConstU128<0>;
			type OffchainPublic = <$crate::Signature as sp_runtime::traits::Verify>::Signer;
			type OffchainSignature = $crate::Signature;
			type RuntimeEvent = RuntimeEvent;
			type StringLimit = frame_support::traits::ConstU32<256>;
			type ValueLimit = frame_support::traits::ConstU32<256>;
			type WeightInfo = $crate::weights::pallet_nfts::WeightInfo<$runtime>;
		}

		frame_support::parameter_types! {
			/// Trading, attributes, approvals and swaps of items are all off, but for benchmarks,
			/// which measure everything.
			pub NftFeatures: pallet_nfts::PalletFeatures =
				match cfg!(feature = "runtime-benchmarks") {
					true => pallet_nfts::PalletFeatures::all_enabled(),
					false => pallet_nfts::PalletFeatures::from_disabled(
						pallet_nfts::PalletFeature::Trading
							| pallet_nfts::PalletFeature::Attributes
							| pallet_nfts::PalletFeature::Approvals
							| pallet_nfts::PalletFeature::Swaps,
					),
				};
		}
	};
}
