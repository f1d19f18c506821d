//! The dollar, the vault and the treasury as they are, in one chain. Prices, roles and loans are the
//! test's.

use crate::{self as pallet_allocation, mock::policy, Bill, Bills, Cusip, Purchase, Stage, Trade};
use caliber_finance::bills::price;
use caliber_primitives::{
	ids::{
		assets::{PYUSD, SUSDAI, USDAI, USDC},
		BillId, OrderId, ReserveSlot,
	},
	roles::{Role, RoleError, Roles, Subject},
	testing::{fresh, reset, world, Mock},
	units::{Day, MicroUsd, Ppb, Ppm, RatePpb, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::ItemOf, AsEnsureOriginWithArg, ConstU128, ConstU32, Nothing, OnInitialize},
	PalletId,
};
use sp_runtime::{
	traits::{AccountIdConversion, Dispatchable, IdentityLookup},
	BuildStorage, DispatchResult,
};

/// Wide enough that the keyless accounts differ.
pub type AccountId = u128;
pub type Block = frame_system::mocking::MockBlock<Whole>;

pub const OPERATOR: AccountId = 1;
pub const CUSTODIAN: AccountId = 2;
pub const AUDITOR: AccountId = 3;
pub const ANYONE: AccountId = 4;
/// They mint, redeem and hold shares.
pub const HOLDERS: [AccountId; 3] = [11, 12, 13];
const FEES: AccountId = 60;

/// 18 August 2026.
pub const TODAY: Day = Day(20_683);

/// The least that an account may have of a reserve asset; so much the pot has beside all cash.
const LEAST: u128 = 1;

/// Every reserve asset by its slot, with its decimals.
pub const RESERVES: [(u32, u8); 4] = [(USDC, 6), (PYUSD, 8), (21, 12), (22, 18)];

frame_support::construct_runtime!(
	pub enum Whole {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Assets: pallet_assets,
		Usdai: pallet_usdai,
		Susdai: pallet_susdai,
		Allocation: pallet_allocation,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Whole {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Whole {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Whole {
	type AccountStore = System;
	type Balance = u128;
	type ExistentialDeposit = ConstU128<1>;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Whole {
	type Balance = u128;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<AccountId>>;
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type Freezer = ();
	type Holder = ();
}

/// Who holds which role: three by the test's script, and whom the mock's world names.
pub struct Papers;

impl Roles<AccountId> for Papers {
	fn ensure(who: &AccountId, role: Role, _: &Subject) -> Result<(), RoleError> {
		match (*who, role) {
			(OPERATOR, Role::TreasuryOperator)
			| (CUSTODIAN, Role::Custodian)
			| (AUDITOR, Role::Auditor) => Ok(()),
			_ => {
				let who = u64::try_from(*who).map_err(|_| RoleError::NotGranted)?;
				let granted =
					world(|w| w.roles.clone()).is_some_and(|all| all.contains(&(who, role)));
				granted.then_some(()).ok_or(RoleError::NotGranted)
			},
		}
	}

	fn was_valid(who: &AccountId, role: Role, about: &Subject, _: Seconds) -> bool {
		Self::ensure(who, role, about).is_ok()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_grant(_: &AccountId, _: Role) {}
}

parameter_types! {
	pub const DollarId: PalletId = PalletId(*b"cal/usda");
	pub const VaultId: PalletId = PalletId(*b"cal/svlt");
	pub const FeeAccount: AccountId = FEES;
}

impl pallet_usdai::Config for Whole {
	type Dollar = ItemOf<Assets, ConstU32<USDAI>, AccountId>;
	type ReserveId = u32;
	type Reserves = Assets;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RecordDeposit = ConstU128<7>;
	type ReserveBook = Allocation;
	type Roles = Papers;
	type Protected = Nothing;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type Time = Timestamp;
	type PalletId = DollarId;
	type WeightInfo = ();
}

impl pallet_susdai::Config for Whole {
	type Dollar = ItemOf<Assets, ConstU32<USDAI>, AccountId>;
	type Share = ItemOf<Assets, ConstU32<SUSDAI>, AccountId>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Book = Mock;
	type Bills = Allocation;
	type Compliance = Usdai;
	type Time = Timestamp;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type FeeAccount = FeeAccount;
	type PalletId = VaultId;
	type WeightInfo = ();
}

impl pallet_allocation::Config for Whole {
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type Time = Timestamp;
	type Roles = Papers;
	type Compliance = Usdai;
	type Prices = Mock;
	type Dollar = Usdai;
	type Vault = Susdai;
	type Loans = Mock;
	type WeightInfo = ();
}

/// Whole dollars.
pub const fn usd(whole: u128) -> UsdaiAmount {
	UsdaiAmount(whole * UNIT)
}

/// What a unit of a slot's asset counts.
pub fn scale(slot: ReserveSlot) -> u128 {
	10u128.pow(18 - u32::from(RESERVES[usize::from(slot.0)].1))
}

/// Dollars in the unit of a slot's asset, rounded down.
pub fn units(slot: ReserveSlot, amount: u128) -> ReserveAmount {
	ReserveAmount(amount / scale(slot))
}

fn rules() -> pallet_usdai::Rules {
	let wide = pallet_usdai::Limit {
		per_call: Ppm(100_000),
		per_window: Ppm(200_000),
		floor: usd(100_000_000),
	};
	pallet_usdai::Rules {
		mint: wide,
		harvest: wide,
		price_max_age: Seconds(30 * 86_400),
		statement_max_age: None,
		..pallet_usdai::Rules::default()
	}
}

/// The chain at noon of [`TODAY`]: ten million dollars, a part in each asset, two of them in the
/// vault.
pub fn chain() -> sp_io::TestExternalities {
	reset();
	world(|w| w.rate = Some(fresh(RatePpb(36_250_000))));
	let pot: AccountId = DollarId::get().into_account_truncating();
	let terms = pallet_usdai::Terms {
		weight: Ppm(1_000_000),
		minimum: UsdaiAmount(1),
		mint_fee: Ppm(1_000),
		redeem_fee: Ppm(1_000),
		breaker: pallet_usdai::Breaker::AllEnabled,
	};
	let tokens = [(USDAI, 18, UNIT / 100), (SUSDAI, 18, 1)];
	let reserves = || RESERVES.iter().copied();
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: HOLDERS.iter().chain([&pot, &FEES]).map(|who| (*who, UNIT)).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: tokens
				.iter()
				.map(|(id, _, least)| (*id, 99, true, *least))
				.chain(reserves().map(|(id, _)| (id, 99, true, LEAST)))
				.collect(),
			metadata: tokens
				.iter()
				.map(|(id, decimals, _)| (*id, *decimals))
				.chain(reserves())
				.map(|(id, decimals)| (id, vec![b'$'], vec![b'$'], decimals))
				.collect(),
			accounts: HOLDERS
				.iter()
				.chain([&CUSTODIAN])
				.flat_map(|who| {
					reserves().map(|(id, d)| (id, *who, 100_000_000 * 10u128.pow(d.into())))
				})
				// Each asset's minimum balance, without which it is no reserve.
				.chain(reserves().map(|(id, _)| (id, pot, 1)))
				.collect(),
			..Default::default()
		},
		usdai: pallet_usdai::GenesisConfig {
			reserves: reserves().map(|(id, decimals)| (id, decimals, terms)).collect(),
			rules: rules(),
		},
		susdai: pallet_susdai::GenesisConfig {
			windows: caliber_finance::queue::Windows {
				start: TODAY.start(),
				length: Seconds(30 * 86_400),
				..Default::default()
			},
			..Default::default()
		},
		allocation: pallet_allocation::GenesisConfig { policy: policy(), ..Default::default() },
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		go(TODAY);
		for slot in slots() {
			let amount = units(slot, usd(2_500_000).get());
			assert_ok!(mint(HOLDERS[0], slot, amount));
		}
		assert_ok!(deposit(HOLDERS[0], usd(2_000_000)));
	});
	ext
}

/// The slots of all assets.
pub fn slots() -> impl Iterator<Item = ReserveSlot> {
	(0u8..).take(RESERVES.len()).map(ReserveSlot)
}

/// A block at noon of a day, with a price of one for every asset.
pub fn go(day: Day) {
	System::set_block_number(System::block_number() + 1);
	pallet_timestamp::Now::<Whole>::put((day.start().get() + 43_200) * 1_000);
	Susdai::on_initialize(System::block_number());
	for slot in slots() {
		let price = MicroUsd(1_000_000);
		assert_ok!(sign(AUDITOR, pallet_usdai::Call::attest_price { slot, price }));
	}
}

/// Dispatches a signed call, whole or not at all.
pub fn sign(who: AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
	let done = call.into().dispatch(RuntimeOrigin::signed(who));
	done.map(|_| ()).map_err(|failed| failed.error)
}

/// The same by governance.
pub fn govern(call: impl Into<RuntimeCall>) -> DispatchResult {
	let done = call.into().dispatch(RuntimeOrigin::root());
	done.map(|_| ()).map_err(|failed| failed.error)
}

pub fn mint(who: AccountId, slot: ReserveSlot, amount: ReserveAmount) -> DispatchResult {
	sign(who, pallet_usdai::Call::mint { slot, amount, max_fee: UsdaiAmount::MAX })
}

pub fn redeem(who: AccountId, slot: ReserveSlot, amount: UsdaiAmount) -> DispatchResult {
	sign(who, pallet_usdai::Call::redeem { slot, amount, max_fee: UsdaiAmount::MAX })
}

pub fn deposit(who: AccountId, assets: UsdaiAmount) -> DispatchResult {
	let min_shares = caliber_primitives::units::Shares::ZERO;
	sign(who, pallet_susdai::Call::deposit { assets, min_shares })
}

/// What an account has of a token.
pub fn balance(asset: u32, who: AccountId) -> u128 {
	Assets::balance(asset, who)
}

/// The order that stands for a purchase or a sale, the oldest one.
pub fn order_of(buys: bool) -> Option<(OrderId, Trade, UsdaiAmount)> {
	let all = Allocation::orders().0.into_iter();
	all.filter(|order| matches!(order.trade, Trade::Buy(_)) == buys)
		.map(|order| (order.id, order.trade, order.amount))
		.next()
}

/// A bill of so many days for at most an amount, at a discount, paid from a slot.
pub fn bill_for(
	slot: ReserveSlot,
	amount: UsdaiAmount,
	discount: Ppb,
	settles: Day,
	days: u32,
) -> Purchase<AccountId> {
	let price = price(discount, days).unwrap();
	let lots = amount.get() / (u128::from(price.get()) * 10u128.pow(12));
	Purchase {
		slot,
		custodian: CUSTODIAN,
		cusip: Cusip(*b"912797VC8"),
		face: units(slot, lots * 100 * UNIT),
		price,
		settles,
		matures: Day(settles.0 + days),
	}
}

/// Money by where it is, counted from tokens and records and never from a total.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Buckets {
	/// In the pot and set aside for nobody.
	pub cash: u128,
	/// Cost of bills in custody.
	pub bills: u128,
	/// Cost of what is on its way.
	pub transit: u128,
}

impl Buckets {
	pub fn now() -> Self {
		let kept = pallet_usdai::State::<Whole>::get().tickets.kept();
		let cash = slots()
			.map(|slot| {
				let (asset, _) = RESERVES[usize::from(slot.0)];
				let held = balance(asset, Usdai::pot());
				(held - kept[usize::from(slot.0)].get() - LEAST) * scale(slot)
			})
			.sum();
		let cost_of = |which: fn(&Bill<AccountId>) -> bool| {
			let bills = Bills::<Whole>::iter_values().filter(which);
			bills.map(|bill| bill.cost.get()).sum()
		};
		Self {
			cash,
			bills: cost_of(|bill| matches!(bill.stage, Stage::Held(_) | Stage::Selling(_))),
			transit: cost_of(|bill| matches!(bill.stage, Stage::InTransit(_))),
		}
	}

	pub fn total(&self) -> u128 {
		self.cash + self.bills + self.transit
	}
}

/// Dollars that tickets wait for, ticket by ticket.
pub fn pending_out() -> u128 {
	let served = pallet_usdai::State::<Whole>::get().tickets.served.get();
	pallet_usdai::TicketBook::<Whole>::iter_values()
		.map(|ticket| {
			ticket.stretch.end.get().saturating_sub(ticket.stretch.start.get().max(served))
		})
		.sum()
}

/// The record of a bill.
pub fn record(bill: BillId) -> Option<Bill<AccountId>> {
	Allocation::bill(bill)
}
