//! A chain of this pallet, its token and three reserve assets. The treasury is the test.

use crate::{self as pallet_usdai, Breaker, Limit, Rules, Terms};
use caliber_primitives::{
	dollar::{Dollar, SettledSurplus},
	ids::{
		assets::{PYUSD, USDAI, USDC, USDT},
		BillId, ReserveSlot, TicketId,
	},
	testing::{assert_invariants, reset, world, Mock},
	units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	storage::with_storage_layer,
	traits::{fungible::ItemOf, AsEnsureOriginWithArg, ConstU128, ConstU32, Equals},
	PalletId,
};
use pallet_assets::FrozenBalance;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};
use std::cell::RefCell;

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

/// When the chain starts.
pub const START: Seconds = Seconds(1_700_000_000);
/// Have a million of each reserve asset.
pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
/// Settles the treasury's trades.
pub const CUSTODIAN: AccountId = 5;
pub const AUDITOR: AccountId = 8;
pub const GUARDIAN: AccountId = 9;
/// Cannot be frozen.
pub const VAULT: AccountId = 77;

pub const USDC_SLOT: ReserveSlot = ReserveSlot(0);
pub const USDT_SLOT: ReserveSlot = ReserveSlot(1);
/// Has 8 decimals and costs nothing.
pub const PYUSD_SLOT: ReserveSlot = ReserveSlot(2);

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Assets: pallet_assets,
		Usdai: pallet_usdai,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = u128;
	type ExistentialDeposit = ConstU128<1>;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = u128;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<AccountId>>;
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type MetadataDepositBase = ConstU128<0>;
	type MetadataDepositPerByte = ConstU128<0>;
	type Freezer = Witness;
	type Holder = ();
}

std::thread_local! {
	static SEEN: RefCell<Vec<crate::Ledger>> = const { RefCell::new(Vec::new()) };
}

/// Is asked whenever units of any asset are about to leave an account, and looks at the books.
pub struct Witness;
impl FrozenBalance<u32, AccountId, u128> for Witness {
	fn frozen_balance(_: u32, _: &AccountId) -> Option<u128> {
		SEEN.with(|seen| seen.borrow_mut().push(ledger()));
		None
	}

	fn died(_: u32, _: &AccountId) {}

	fn contains_freezes(_: u32) -> bool {
		false
	}
}

/// The books as they were each time when units were about to leave an account in `act`.
pub fn seen_during(act: impl FnOnce()) -> Vec<crate::Ledger> {
	SEEN.with(|seen| seen.borrow_mut().clear());
	act();
	SEEN.with(|seen| seen.borrow_mut().split_off(0))
}

/// Held of an account for a ticket or payout.
pub const DEPOSIT: u128 = 7;
/// The least of a reserve asset that an account may have, in its own unit; so much the pot has
/// beside all cash.
pub const SEED: u128 = 10_000;
/// What every account has in CAL.
pub const CAL: u128 = 1_000;

parameter_types! {
	pub const UsdaiPalletId: PalletId = PalletId(*b"cal/usda");
	pub const Vault: AccountId = VAULT;
}

impl pallet_usdai::Config for Test {
	type Dollar = ItemOf<Assets, ConstU32<USDAI>, AccountId>;
	type ReserveId = u32;
	type Reserves = Assets;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RecordDeposit = ConstU128<DEPOSIT>;
	type ReserveBook = Mock;
	type Roles = Mock;
	type Protected = Equals<Vault>;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type Time = Timestamp;
	type PalletId = UsdaiPalletId;
	type WeightInfo = ();
}

/// Ten basis points each way, up to a billion.
pub fn terms() -> Terms {
	Terms {
		weight: Ppm(1_000_000),
		minimum: usd(1),
		mint_fee: Ppm(1_000),
		redeem_fee: Ppm(1_000),
		breaker: Breaker::AllEnabled,
	}
}

/// No fees, no minimum.
pub fn free_terms() -> Terms {
	Terms { minimum: UsdaiAmount(1), mint_fee: Ppm(0), redeem_fee: Ppm(0), ..terms() }
}

pub fn rules() -> Rules {
	let limit = Limit { per_call: Ppm(5_000), per_window: Ppm(20_000), floor: usd(1_000_000) };
	Rules {
		mint: limit,
		ceiling: usd(1_000_000_000),
		statement_max_age: None,
		delay: Seconds(0),
		..Rules::default()
	}
}

pub fn genesis() -> RuntimeGenesisConfig {
	let assets = [(USDAI, UNIT / 100), (USDC, SEED), (USDT, SEED), (PYUSD, SEED)];
	let decimals = [(USDAI, 18), (USDC, 6), (USDT, 6), (PYUSD, 8)];
	RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: (1..10).map(|who| (who, CAL)).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: assets.iter().map(|(id, min)| (*id, 0, true, *min)).collect(),
			metadata: decimals.iter().map(|(id, d)| (*id, vec![b'$'], vec![b'$'], *d)).collect(),
			accounts: [ALICE, BOB, CUSTODIAN]
				.iter()
				.flat_map(|who| {
					// Of each asset there are three million, the pot's among them.
					let seed = if *who == CUSTODIAN { SEED } else { 0 };
					[(USDC, 6), (USDT, 6), (PYUSD, 8)]
						.map(|(id, d)| (id, *who, 1_000_000 * 10u128.pow(d) - seed))
				})
				.chain([USDC, USDT, PYUSD].map(|id| (id, Usdai::pot(), SEED)))
				.collect(),
			..Default::default()
		},
		usdai: pallet_usdai::GenesisConfig {
			reserves: vec![(USDC, 6, terms()), (USDT, 6, terms()), (PYUSD, 8, free_terms())],
			rules: rules(),
		},
		..Default::default()
	}
}

/// The chain at [`START`], every asset at one dollar.
pub fn chain() -> sp_io::TestExternalities {
	reset();
	let mut ext = sp_io::TestExternalities::new(genesis().build_storage().unwrap());
	ext.execute_with(|| {
		System::set_block_number(1);
		pallet_timestamp::Now::<Test>::put(START.get() * 1_000);
		attest_all();
	});
	ext
}

/// Runs `test` and checks the statements at its end.
pub fn with_chain<R>(test: impl FnOnce() -> R) -> R {
	chain().execute_with(|| {
		let result = test();
		assert_invariants::<Usdai>();
		result
	})
}

/// Seconds of a day.
pub const DAY: u64 = 86_400;

/// Moves the clock on, once what holds has been checked.
pub fn wait(seconds: u64) {
	assert_invariants::<Usdai>();
	pallet_timestamp::Now::<Test>::mutate(|now| *now += seconds * 1_000);
}

/// The block's time.
pub fn now() -> Seconds {
	Usdai::now()
}

/// Says what an asset is worth.
pub fn attest(slot: ReserveSlot, micro: u64) {
	assert_ok!(Usdai::attest_price(RuntimeOrigin::signed(AUDITOR), slot, MicroUsd(micro)));
}

/// Says that every asset is worth a dollar.
pub fn attest_all() {
	for slot in [USDC_SLOT, USDT_SLOT, PYUSD_SLOT] {
		attest(slot, 1_000_000);
	}
}

/// Whole dollars.
pub const fn usd(dollars: u128) -> UsdaiAmount {
	UsdaiAmount(dollars * UNIT)
}

/// Whole dollars of an asset with 6 decimals.
pub const fn coins(dollars: u128) -> ReserveAmount {
	ReserveAmount(dollars * 1_000_000)
}

pub fn mint(who: AccountId, slot: ReserveSlot, amount: ReserveAmount) -> DispatchResult {
	Usdai::mint(RuntimeOrigin::signed(who), slot, amount, UsdaiAmount::MAX)
		.map(|_| ())
		.map_err(|error| error.error)
}

pub fn redeem(who: AccountId, slot: ReserveSlot, amount: UsdaiAmount) -> DispatchResult {
	Usdai::redeem(RuntimeOrigin::signed(who), slot, amount, UsdaiAmount::MAX)
}

pub fn redeem_mix(who: AccountId, amount: UsdaiAmount) -> DispatchResult {
	Usdai::redeem_mix(RuntimeOrigin::signed(who), amount, UsdaiAmount::MAX)
}

pub fn claim(ticket: u64) -> DispatchResult {
	Usdai::claim(RuntimeOrigin::signed(CUSTODIAN), TicketId(ticket), None)
}

/// Changes the terms of an asset.
pub fn set_terms(slot: ReserveSlot, terms: Terms) {
	assert_ok!(Usdai::set_terms(RuntimeOrigin::root(), slot, terms));
}

/// What an account has of a token.
pub fn balance(asset: u32, who: AccountId) -> u128 {
	Assets::balance(asset, who)
}

/// The dollar's totals.
pub fn ledger() -> crate::Ledger {
	crate::State::<Test>::get().ledger
}

/// Moves what the treasury holds for the dollar, as its own storage would.
pub fn set_treasury(bills: UsdaiAmount, in_transit: UsdaiAmount) {
	world(|w| {
		w.at_settled_cost = bills;
		w.in_transit = in_transit;
	});
}

/// A call is refused with this error and changes nothing.
pub fn refused(call: impl FnOnce() -> DispatchResult, error: impl Into<DispatchError>) {
	frame_support::assert_noop!(call(), error.into());
}

/// The treasury takes cash to its custodian; whole or not at all, as in its calls.
pub fn spend(slot: ReserveSlot, amount: ReserveAmount) -> DispatchResult {
	with_storage_layer(|| <Usdai as Dollar<AccountId>>::spend_cash(slot, amount, &CUSTODIAN))
}

/// The treasury buys a bill that is never heard of again: so much is lost.
pub fn lose(slot: ReserveSlot, amount: ReserveAmount) {
	let (bills, in_transit) = world(|w| (w.at_settled_cost, w.in_transit));
	let cost = Usdai::dollars_of(slot, amount).unwrap();
	set_treasury(bills, in_transit.saturating_add(cost));
	frame_support::assert_ok!(spend(slot, amount));
	set_treasury(bills, in_transit);
}

/// The treasury brings cash back from its custodian.
pub fn bring_back(slot: ReserveSlot, amount: ReserveAmount) -> DispatchResult {
	with_storage_layer(|| <Usdai as Dollar<AccountId>>::return_cash(slot, amount, &CUSTODIAN))
}

/// The treasury mints settled surplus of a bill to the vault.
pub fn harvest(
	bill: u32,
	limit: UsdaiAmount,
	amount: UsdaiAmount,
) -> Result<UsdaiAmount, DispatchError> {
	let surplus = SettledSurplus { bill: BillId(bill), limit, amount };
	with_storage_layer(|| <Usdai as Dollar<AccountId>>::mint_surplus(&VAULT, surplus))
}

/// Mints Alice dollars without a fee, and spends part of the cash on bills.
pub fn in_bills(minted: u128, bills: u128) {
	for slot in [USDC_SLOT, USDT_SLOT] {
		set_terms(slot, free_terms());
	}
	assert_ok!(mint(ALICE, USDC_SLOT, coins(minted)));
	set_treasury(usd(bills), usd(0));
	assert_ok!(spend(USDC_SLOT, coins(bills)));
}

/// Ten tickets of Alice's, 100 dollars each; all the money is in bills.
pub fn with_queue(test: impl FnOnce()) {
	with_chain(|| {
		in_bills(1_000, 1_000);
		for _ in 0..10 {
			assert_ok!(redeem(ALICE, USDC_SLOT, usd(100)));
		}
		test()
	});
}

/// A bill of this cost matures and brings as much.
pub fn mature(dollars: u128) {
	let left = world(|w| w.at_settled_cost).saturating_sub(usd(dollars));
	set_treasury(left, usd(0));
	assert_ok!(bring_back(USDC_SLOT, coins(dollars)));
}
