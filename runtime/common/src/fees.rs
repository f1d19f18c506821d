//! CAL, what fees are paid in, and who gets them.

use crate::{
	currency::{CAL, MICRO_CAL},
	AccountId, Balance,
};
use caliber_finance::fees;
use caliber_primitives::ids::assets::USDAI;
use core::marker::PhantomData;
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit, UnionOf},
		fungibles,
		tokens::ConversionToAssetBalance,
		OnUnbalanced, PalletInfoAccess,
	},
};
use pallet_asset_tx_payment::HandleCredit;
use sp_runtime::{
	traits::{Bounded, Convert},
	Either, FixedPointNumber, FixedU128, Perquintill,
};
use xcm::latest::{
	Junction::{GeneralIndex, PalletInstance},
	Location,
};

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

/// The name that wallets give USDai when they pay a fee in it: asset 1 of the pallet `Assets` of this
/// chain, `{ parents: 0, interior: X2(PalletInstance(20), GeneralIndex(1)) }`.
pub fn usdai<Assets: PalletInfoAccess>() -> Location {
	asset::<Assets>(USDAI)
}

/// The name of an asset of the pallet `Assets` of this chain.
fn asset<Assets: PalletInfoAccess>(id: u32) -> Location {
	// A runtime numbers its pallets from 0 to 255.
	let pallet = u8::try_from(Assets::index()).unwrap_or(u8::MAX);
	Location::new(0, [PalletInstance(pallet), GeneralIndex(id.into())])
}

/// Which ledger keeps what a location names: the chain itself is CAL, and `PalletInstance` with
/// `GeneralIndex` an asset of `Assets`. Every other place is an asset that does not exist.
pub struct Ledger<Assets>(PhantomData<Assets>);

impl<Assets: PalletInfoAccess> Convert<Location, Either<(), u32>> for Ledger<Assets> {
	fn convert(place: Location) -> Either<(), u32> {
		match place.unpack() {
			(0, []) => Either::Left(()),
			(0, [PalletInstance(_), GeneralIndex(id)]) => {
				let id = u32::try_from(*id).unwrap_or(u32::MAX);
				Either::Right(if place == asset::<Assets>(id) { id } else { u32::MAX })
			},
			_ => Either::Right(u32::MAX),
		}
	}
}

/// CAL and the assets of this chain in one, by location.
pub type Ledgers<R> = UnionOf<
	pallet_balances::Pallet<R>,
	pallet_assets::Pallet<R>,
	Ledger<pallet_assets::Pallet<R>>,
	Location,
	AccountId,
>;

/// What a fee in CAL is in the asset that pays it: the same in CAL, and in USDai by the price that
/// governance sets, rounded up. Nothing else pays fees, and `InvalidTransaction::Payment` refuses
/// what offers it: name USDai, or no asset at all.
pub struct Priced<R>(PhantomData<R>);

impl<R> ConversionToAssetBalance<Balance, Location, Balance> for Priced<R>
where
	R: pallet_assets::Config + pallet_usdai::Config,
	pallet_assets::Pallet<R>: PalletInfoAccess,
{
	type Error = ();

	fn to_asset_balance(fee: Balance, place: Location) -> Result<Balance, ()> {
		match Ledger::<pallet_assets::Pallet<R>>::convert(place) {
			Either::Left(()) => Ok(fee),
			Either::Right(USDAI) => {
				let price = pallet_usdai::Pallet::<R>::rules().usdai_per_cal;
				fees::in_dollars(fee, price, CAL).map(|dollars| dollars.get()).map_err(drop)
			},
			Either::Right(_) => Err(()),
		}
	}
}

/// Gives fees in dollars to the author of the block. What he cannot take, because he holds no
/// dollars and the fee is below their minimum balance, is burned: backing then covers the rest the
/// better, and `Usdai::reconcile` books it.
impl<R, L> HandleCredit<AccountId, L> for ToAuthor<R>
where
	R: pallet_authorship::Config<AccountId = AccountId>,
	L: fungibles::Balanced<AccountId>,
{
	fn handle_credit(credit: fungibles::Credit<AccountId, L>) {
		if let Some(author) = pallet_authorship::Pallet::<R>::author() {
			drop(L::resolve(&author, credit));
		}
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
			type BenchmarkHelper = $crate::fees::Rich<$runtime>;
			type Fungibles = $crate::fees::Ledgers<$runtime>;
			type OnChargeAssetTransaction = pallet_asset_tx_payment::FungiblesAdapter<
				$crate::fees::Priced<$runtime>,
				$crate::fees::ToAuthor<$runtime>,
			>;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = $crate::weights::pallet_asset_tx_payment::WeightInfo<$runtime>;
		}
	};
}

/// The benchmarks of asset payment pay in USDai, which their payer and the author of the block hold.
#[cfg(feature = "runtime-benchmarks")]
pub struct Rich<R>(PhantomData<R>);

#[cfg(feature = "runtime-benchmarks")]
impl<R> pallet_asset_tx_payment::BenchmarkHelperTrait<AccountId, Location, Location> for Rich<R>
where
	R: pallet_balances::Config<AccountId = AccountId, Balance = Balance>
		+ pallet_assets::Config<AccountId = AccountId, Balance = Balance, AssetId = u32>,
	pallet_assets::Pallet<R>: PalletInfoAccess,
{
	fn create_asset_id_parameter(_: u32) -> (Location, Location) {
		let asset = usdai::<pallet_assets::Pallet<R>>();
		(asset.clone(), asset)
	}

	fn setup_balances_and_pool(asset: Location, payer: AccountId) {
		use frame_support::storage::{storage_prefix, unhashed};
		use fungibles::Mutate;
		let author = frame_benchmarking::account::<AccountId>("author", 0, 0);
		for place in [Location::here(), asset] {
			for who in [&payer, &author] {
				let _ = Ledgers::<R>::mint_into(place.clone(), who, Balance::MAX / 8);
			}
		}
		unhashed::put(&storage_prefix(b"Authorship", b"Author"), &author);
	}
}
