//! CAL, and who gets the fees.

use crate::{currency::MICRO_CAL, Balance};
use core::marker::PhantomData;
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		tokens::ConversionToAssetBalance,
		OnUnbalanced,
	},
};
use sp_runtime::{traits::Bounded, FixedPointNumber, FixedU128, Perquintill};

parameter_types! {
	/// CAL units for a picosecond of execution: a transfer of about 0.3 ms costs 0.003 CAL.
	pub const FeePerRefTime: Balance = 10;
	/// CAL units for a byte of a transaction: a kilobyte costs 0.01 CAL.
	pub const FeePerByte: Balance = 10 * MICRO_CAL;
	/// How full blocks are when the fee neither rises nor falls.
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);
	/// How fast the fee follows: full blocks raise it by about 60 % an hour at 2-second blocks.
	pub FeeAdjustment: FixedU128 = FixedU128::saturating_from_rational(37, 100_000);
	/// Fees never fall below the list price, so that an idle chain stays predictable.
	pub MinimumFeeMultiplier: FixedU128 = FixedU128::from_u32(1);
	/// Fees may rise without limit.
	pub MaximumFeeMultiplier: FixedU128 = Bounded::max_value();
}

/// Gives native fees and tips to the author of the block; burns them in a block without one.
pub struct ToAuthor<R>(PhantomData<R>);

impl<R> OnUnbalanced<Credit<R::AccountId, pallet_balances::Pallet<R>>> for ToAuthor<R>
where
	R: pallet_balances::Config + pallet_authorship::Config,
{
	fn on_nonzero_unbalanced(credit: Credit<R::AccountId, pallet_balances::Pallet<R>>) {
		if let Some(author) = pallet_authorship::Pallet::<R>::author() {
			// What an author below the existential deposit cannot take is burned.
			drop(pallet_balances::Pallet::<R>::resolve(&author, credit));
		}
	}
}

/// Fees are taken in CAL: a transaction that names an asset to pay in is refused with
/// `InvalidTransaction::Payment`. Leave the asset out.
pub struct CalOnly;

impl ConversionToAssetBalance<Balance, u32, Balance> for CalOnly {
	type Error = ();

	fn to_asset_balance(_cal: Balance, _asset: u32) -> Result<Balance, ()> {
		Err(())
	}
}

/// Configures Balances, TransactionPayment and AssetTxPayment.
#[macro_export]
macro_rules! impl_fees {
	($runtime:ident) => {
		impl pallet_balances::Config for $runtime {
			type AccountStore = System;
			type Balance = $crate::Balance;
			type DoneSlashHandler = ();
			type DustRemoval = ();
			type ExistentialDeposit =
				frame_support::traits::ConstU128<{ $crate::currency::EXISTENTIAL_DEPOSIT }>;
			type FreezeIdentifier = RuntimeFreezeReason;
			type MaxFreezes = frame_support::traits::VariantCountOf<RuntimeFreezeReason>;
			type MaxLocks = frame_support::traits::ConstU32<50>;
			type MaxReserves = frame_support::traits::ConstU32<50>;
			type ReserveIdentifier = [u8; 8];
			type RuntimeEvent = RuntimeEvent;
			type RuntimeFreezeReason = RuntimeFreezeReason;
			type RuntimeHoldReason = RuntimeHoldReason;
			type WeightInfo = $crate::weights::pallet_balances::WeightInfo<$runtime>;
		}

		impl pallet_transaction_payment::Config for $runtime {
			type FeeMultiplierUpdate = pallet_transaction_payment::TargetedFeeAdjustment<
				$runtime,
				$crate::fees::TargetBlockFullness,
				$crate::fees::FeeAdjustment,
				$crate::fees::MinimumFeeMultiplier,
				$crate::fees::MaximumFeeMultiplier,
			>;
			type LengthToFee = frame_support::weights::ConstantMultiplier<
				$crate::Balance,
				$crate::fees::FeePerByte,
			>;
			type OnChargeTransaction = pallet_transaction_payment::FungibleAdapter<
				Balances,
				$crate::fees::ToAuthor<$runtime>,
			>;
			type OperationalFeeMultiplier = frame_support::traits::ConstU8<5>;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<$runtime>;
			type WeightToFee = frame_support::weights::ConstantMultiplier<
				$crate::Balance,
				$crate::fees::FeePerRefTime,
			>;
		}

		impl pallet_asset_tx_payment::Config for $runtime {
			#[cfg(feature = "runtime-benchmarks")]
			type BenchmarkHelper = $crate::fees::NoAssetFees;
			type Fungibles = Assets;
			type OnChargeAssetTransaction =
				pallet_asset_tx_payment::FungiblesAdapter<$crate::fees::CalOnly, ()>;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = pallet_asset_tx_payment::weights::SubstrateWeight<$runtime>;
		}
	};
}

/// Benchmarks of asset payment find no asset to prepare while fees are taken in CAL.
#[cfg(feature = "runtime-benchmarks")]
pub struct NoAssetFees;

#[cfg(feature = "runtime-benchmarks")]
impl<A> pallet_asset_tx_payment::BenchmarkHelperTrait<A, u32, u32> for NoAssetFees {
	fn create_asset_id_parameter(id: u32) -> (u32, u32) {
		(id, id)
	}

	fn setup_balances_and_pool(_asset: u32, _account: A) {}
}
