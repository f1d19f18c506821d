//! A chain of this pallet, its three assets and a clock.

use crate::{self as pallet_susdai, Rules, State, VaultState, Windows};
use caliber_primitives::{
	book::BookValue,
	dollar::{Compliance, PauseTier},
	testing::{self, assert_invariants, world, Mock},
	units::{Ppm, Seconds, Shares, UsdaiAmount, UNIT},
};
use frame_support::{
	derive_impl,
	dispatch::DispatchResultWithPostInfo,
	parameter_types,
	storage::with_storage_layer,
	traits::{
		fungible::{Inspect, InspectHold, ItemOf, Mutate},
		tokens::{Fortitude::Force, Precision::Exact, Preservation::Expendable},
		AsEnsureOriginWithArg, ConstU128, ConstU32, OnInitialize,
	},
	PalletId,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult};

/// Wide enough that the pallet's three accounts differ.
pub type AccountId = u128;
pub type Block = frame_system::mocking::MockBlock<Test>;
pub type Dollar = ItemOf<Assets, ConstU32<1>, AccountId>;
pub type Share = ItemOf<Assets, ConstU32<2>, AccountId>;

pub const DAY: u64 = 86_400;
/// When the chain starts, at a midnight.
pub const START: Seconds = Seconds(19_676 * DAY);
/// The least balance in USDai.
pub const BASE: UsdaiAmount = UsdaiAmount(UNIT / 100);
/// Whom the vault lends to.
pub const LENDING: AccountId = 50;
/// Gets the performance fees.
pub const TREASURY: AccountId = 60;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Assets: pallet_assets,
		Susdai: pallet_susdai,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
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
}

parameter_types! {
	pub const SusdaiPalletId: PalletId = PalletId(*b"cal/svlt");
	pub const FeeAccount: AccountId = TREASURY;
}

/// Freeze list and pause of [`Mock`], whose accounts are narrower.
pub struct Lists;
impl Compliance<AccountId> for Lists {
	fn ensure_free(who: &AccountId) -> DispatchResult {
		u64::try_from(*who).map_or(Ok(()), |who| Mock::ensure_free(&who))
	}
	fn ensure_open(tier: PauseTier) -> DispatchResult {
		Mock::ensure_open(tier)
	}
	fn ensure_sound() -> DispatchResult {
		Mock::ensure_sound()
	}
}

impl pallet_susdai::Config for Test {
	type Dollar = Dollar;
	type Share = Share;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Book = Mock;
	type Bills = Mock;
	type Compliance = Lists;
	type Time = Timestamp;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type FeeAccount = FeeAccount;
	type PalletId = SusdaiPalletId;
	type WeightInfo = ();
}

/// The rules of the tests: the defaults with a small first deposit and no buffer.
pub fn rules() -> Rules {
	Rules { min_first_deposit: usd(1), buffer: Ppm(0), ..Default::default() }
}

/// The chain at [`START`]: accounts 1 to 9 and [`LENDING`] own a million USDai and 1,000 CAL.
pub fn chain() -> sp_io::TestExternalities {
	testing::reset();
	let rich = || (1..10u128).chain([LENDING]);
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: rich().map(|who| (who, 1_000_000_000_000_000)).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(1, 99, true, BASE.get()), (2, 99, true, 1)],
			accounts: rich().map(|who| (1, who, usd(1_000_000).get())).collect(),
			..Default::default()
		},
		susdai: pallet_susdai::GenesisConfig {
			windows: Windows { start: START, ..Default::default() },
			rules: rules(),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		block_at(START);
	});
	ext
}

/// Runs `test` and checks the statements at its end.
pub fn with_chain(test: impl FnOnce()) {
	chain().execute_with(|| {
		test();
		assert_invariants::<Susdai>();
	});
}

/// Runs `test` on a vault into which account 1 has put `assets`, whole USDai, besides the base and
/// the locked part: as many shares are outstanding as there are assets.
pub fn with_vault(assets: u128, test: impl FnOnce()) {
	with_chain(|| {
		let assets = usd(assets).saturating_add(BASE);
		deposit(1, assets).unwrap();
		test()
	});
}

/// A new block at `time`, once what holds was checked.
pub fn block_at(time: Seconds) {
	assert_invariants::<Susdai>();
	System::set_block_number(System::block_number() + 1);
	pallet_timestamp::Now::<Test>::put(time.get() * 1_000);
	Susdai::on_initialize(System::block_number());
	assert_invariants::<Susdai>();
}

/// The block at so many days after [`START`].
pub fn day(days: u64) {
	block_at(at(days * DAY));
}

/// A moment so many seconds after [`START`].
pub fn at(seconds: u64) -> Seconds {
	Seconds(START.get() + seconds)
}

/// Whole USDai.
pub fn usd(whole: u128) -> UsdaiAmount {
	UsdaiAmount(whole * UNIT)
}

/// Thousandths of a USDai.
pub fn milli(thousandths: u128) -> UsdaiAmount {
	UsdaiAmount(thousandths * UNIT / 1_000)
}

/// Whole shares.
pub fn shares(whole: u128) -> Shares {
	Shares(whole * UNIT)
}

/// A request of the holder's own shares for himself.
pub fn request(who: AccountId, of: Shares) -> DispatchResult {
	bare(Susdai::request_redeem(RuntimeOrigin::signed(who), of, who, who))
}

/// What a call says, but for its weight.
pub fn bare(result: DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|error| error.error)
}

/// A deposit at whatever price.
pub fn deposit(who: AccountId, assets: UsdaiAmount) -> DispatchResult {
	bare(Susdai::deposit(RuntimeOrigin::signed(who), assets, Shares::ZERO))
}

/// A mint at whatever price.
pub fn mint(who: AccountId, of: Shares) -> DispatchResult {
	bare(Susdai::mint(RuntimeOrigin::signed(who), of, UsdaiAmount::MAX))
}

/// Money, shares and queue.
pub fn totals() -> VaultState {
	State::<Test>::get().totals
}

/// Changes them behind the pallet's back.
pub fn set_totals<R>(change: impl FnOnce(&mut VaultState) -> R) -> R {
	State::<Test>::mutate(|record| change(&mut record.totals))
}

/// Gives the vault idle money, or takes it, as if by nobody.
pub fn set_idle(idle: UsdaiAmount) {
	let now = totals();
	let (more, less) = (idle.saturating_sub(now.idle), now.idle.saturating_sub(idle));
	let vault = Susdai::vault_account();
	Dollar::mint_into(&vault, more.get()).unwrap();
	Dollar::burn_from(&vault, less.get(), Expendable, Exact, Force).unwrap();
	set_totals(|totals| *totals = now.given(more).unwrap().borne(less).unwrap());
}

/// Pays the reserve fund so much that it can pay, beside the balance that stays.
pub fn fill_fund(amount: UsdaiAmount) {
	if !amount.is_zero() {
		let (fund, filled) = (Susdai::reserve_account(), amount.saturating_add(BASE));
		let funded = totals().funded(filled, Susdai::fund_account()).unwrap();
		Dollar::mint_into(&fund, filled.get()).unwrap();
		set_totals(|totals| *totals = funded);
	}
}

/// As if every window had closed a delay ago, and no time had passed.
pub fn close_windows() {
	set_totals(|totals| {
		totals.queue.closed = totals.queue.requested;
		totals.queue.closed_earlier = totals.queue.requested;
	});
}

/// What an account has in USDai.
pub fn dollars(who: AccountId) -> UsdaiAmount {
	UsdaiAmount(Dollar::balance(&who))
}

/// What an account has in shares.
pub fn shares_of(who: AccountId) -> Shares {
	Shares(Share::balance(&who))
}

/// The deposits of requests of an account, in CAL.
pub fn held(who: AccountId) -> u128 {
	Balances::balance_on_hold(&crate::HoldReason::Request.into(), &who)
}

/// A book of so much principal, carried at so much by redemptions and deposits.
pub fn set_book(principal: UsdaiAmount, conservative: UsdaiAmount, optimistic: UsdaiAmount) {
	let accrued = world(|w| w.book.accrued);
	world(|w| w.book = BookValue { principal, conservative, optimistic, accrued });
}

/// Lends `amount` the way Lending does: its own book first. What was said of it before comes true.
pub fn lend(amount: UsdaiAmount) -> DispatchResult {
	use caliber_primitives::{book::LoanBook, vault::Vault};
	let before = world(|w| w.book);
	let said = <Susdai as Vault<AccountId>>::can_draw(amount, Mock::committed());
	let add = |part: UsdaiAmount| part.saturating_add(amount);
	set_book(add(before.principal), add(before.conservative), add(before.optimistic));
	let drawn = <Susdai as Vault<AccountId>>::draw(&LENDING, amount);
	assert_eq!(drawn.is_ok(), said, "{drawn:?}");
	drawn.inspect_err(|_| world(|w| w.book = before))
}

/// The error of a call, in a layer as a dispatch has one, and the proof that it changed nothing.
pub fn refused(call: impl FnOnce() -> DispatchResult, error: impl Into<DispatchError>) {
	frame_support::assert_noop!(with_storage_layer(call), error.into());
}
