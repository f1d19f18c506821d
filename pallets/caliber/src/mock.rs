//! A chain of this pallet, titles, balances and a clock.

use crate as pallet_caliber;
use crate::{
	AppraisalRules, Basis, Beat, FormFactor, Grade, Hardware, Health, IncomeModel, Interconnect,
	Invoice, InvoicePaper, Method, Premises, Record, Resale, Rules, Serial, SerialList, SiteTier,
	SkuRow, StorageMedium, Values,
};
use caliber_finance::collateral::CurvePoint;
use caliber_primitives::{
	ids::{AssetClass, ItemId, PolicyId, SiteId, SkuId},
	prices::Tier,
	roles::Role,
	testing::{assert_invariants, fresh, reset, world, Mock},
	units::{Day, MicroUsd, Ppm, Seconds, UsdCents, SECONDS_PER_DAY, UNIT},
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{AsEnsureOriginWithArg, ConstU128, ConstU32, StorageMapShim},
	PalletId,
};
use frame_system::{EnsureNever, EnsureRoot};
use sp_core::H256;
use sp_runtime::{
	testing::{TestSignature, UintAuthorityId},
	BuildStorage, DispatchError, DispatchResult,
};

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

/// When the chain starts: a midnight.
pub const START: Seconds = Seconds(19_700 * DAY);
pub const DAY: u64 = SECONDS_PER_DAY;

pub const OWNER: AccountId = 1;
pub const CUSTODIAN: AccountId = 2;
pub const REGISTRAR: AccountId = 3;
pub const INSURER: AccountId = 4;
pub const APPRAISER: AccountId = 5;
pub const BUYER: AccountId = 6;
/// Runs every site.
pub const OPERATOR: AccountId = 7;
/// Has every role that others have, too.
pub const SECOND: AccountId = 8;
/// Values hardware, too.
pub const THIRD: AccountId = 9;
/// Serves every loan.
pub const SERVICER: AccountId = 10;

pub const ITEM_DEPOSIT: u128 = 100;
pub const SERIAL_DEPOSIT: u128 = 10;
pub const BOND: u128 = 500;
/// What accounts 1 to 10 have in USDai: a million dollars.
pub const DOLLARS: u128 = 1_000_000 * UNIT;

/// Has a market price, asks for no heartbeat.
pub const H100: SkuId = SkuId(1);
/// Has no market price, asks for a heartbeat a day.
pub const ARRAY: SkuId = SkuId(9);

/// What the rack of [`active`] is worth.
pub const VALUES: Values = Values {
	fair: UsdCents(22_000_000),
	orderly: UsdCents(20_000_000),
	forced: UsdCents(14_000_000),
};
/// What it rests on.
pub const BASIS: Basis = Basis { method: Method::Market, grade: Grade::Used };
pub const PRICE: UsdCents = UsdCents(24_000_000);
pub const COVER: UsdCents = UsdCents(20_000_000);
pub const FLOOR: UsdCents = UsdCents(12_000_000);
pub const LIMIT: UsdCents = UsdCents(50_000_000);

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Dollar: pallet_balances::<Instance1>,
		Nfts: pallet_nfts,
		Caliber: pallet_caliber,
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

/// USDai, in an account store of its own.
#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config<pallet_balances::Instance1> for Test {
	type AccountStore = StorageMapShim<
		pallet_balances::Account<Test, pallet_balances::Instance1>,
		AccountId,
		pallet_balances::AccountData<u128>,
	>;
	type Balance = u128;
	type ExistentialDeposit = ConstU128<{ UNIT / 100 }>;
}

parameter_types! {
	pub NftFeatures: pallet_nfts::PalletFeatures = pallet_nfts::PalletFeatures::all_enabled();
	pub const CaliberId: PalletId = PalletId(*b"clbr/nft");
}

/// Titles with every feature on: the registry does not rely on what the runtime turns off.
impl pallet_nfts::Config for Test {
	type ApprovalsLimit = ConstU32<1>;
	type AttributeDepositBase = ConstU128<0>;
	type BlockNumberProvider = System;
	type CollectionDeposit = ConstU128<0>;
	type CollectionId = u32;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureNever<AccountId>>;
	type Currency = Balances;
	type DepositPerByte = ConstU128<0>;
	type Features = NftFeatures;
	type ForceOrigin = EnsureNever<AccountId>;
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = NftHelper;
	type ItemAttributesApprovalsLimit = ConstU32<1>;
	type ItemDeposit = ConstU128<0>;
	type ItemId = u32;
	type KeyLimit = ConstU32<64>;
	type Locker = Caliber;
	type MaxAttributesPerCall = ConstU32<1>;
	type MaxDeadlineDuration = frame_support::traits::ConstU64<1>;
	type MaxTips = ConstU32<1>;
	type MetadataDepositBase = ConstU128<0>;
	type OffchainPublic = UintAuthorityId;
	type OffchainSignature = TestSignature;
	type RuntimeEvent = RuntimeEvent;
	type StringLimit = ConstU32<256>;
	type ValueLimit = ConstU32<256>;
	type WeightInfo = ();
}

#[cfg(feature = "runtime-benchmarks")]
pub struct NftHelper;
#[cfg(feature = "runtime-benchmarks")]
impl pallet_nfts::BenchmarkHelper<u32, u32, UintAuthorityId, AccountId, TestSignature>
	for NftHelper
{
	fn collection(i: u16) -> u32 {
		i.into()
	}
	fn item(i: u16) -> u32 {
		i.into()
	}
	fn signer() -> (UintAuthorityId, AccountId) {
		(UintAuthorityId(0), 0)
	}
	fn sign(signer: &UintAuthorityId, message: &[u8]) -> TestSignature {
		TestSignature(signer.0, message.to_vec())
	}
}

impl pallet_caliber::Config for Test {
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Roles = Mock;
	type Compliance = Mock;
	type Prices = Mock;
	type Time = Timestamp;
	type Nfts = Nfts;
	type Currency = Balances;
	type Dollar = Dollar;
	type LossPayee = Mock;
	type ChallengeBond = ConstU128<BOND>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type PalletId = CaliberId;
	type ItemDeposit = ConstU128<ITEM_DEPOSIT>;
	type SerialDeposit = ConstU128<SERIAL_DEPOSIT>;
	type WeightInfo = ();
}

/// The models of the tests, as a genesis writes them.
pub fn skus() -> Vec<SkuRow> {
	let point = |age_days, retained| CurvePoint { age_days, retained: Ppm(retained) };
	let h100 = SkuRow {
		id: H100,
		name: "H100 SXM 80 GB".into(),
		hardware: Hardware::Gpu {
			form_factor: FormFactor::Sxm,
			memory_gib: 80,
			interconnect: Interconnect::NvLink,
		},
		released: Day(19_437),
		useful_life_days: 1_825,
		curve: vec![point(0, 1_000_000), point(365, 800_000), point(1_095, 400_000)],
		resale: Resale {
			new: Ppm(1_000_000),
			refurbished: Ppm(800_000),
			used: Ppm(650_000),
			for_parts: Ppm(150_000),
		},
		haircut: Ppm(100_000),
		income: Some(IncomeModel {
			tier: Tier::OnDemand,
			utilisation: Ppm(650_000),
			payback_months: 24,
		}),
		heartbeat: None,
		resale_feed: None,
		max_price: UsdCents(24_000_000),
	};
	let array = SkuRow {
		id: ARRAY,
		name: "Array".into(),
		hardware: Hardware::Storage { medium: StorageMedium::Flash, terabytes: 500 },
		income: None,
		heartbeat: Some(Seconds(DAY)),
		..h100.clone()
	};
	vec![h100, array]
}

/// Site 1, of the second tier and owned; 7 and 8, of the third and leased.
pub fn sites() -> Vec<(SiteId, SiteTier, AccountId, Premises)> {
	let leased = Premises::Leased { waiver: hash(9) };
	vec![
		(SiteId(1), SiteTier::II, OPERATOR, Premises::Owned { deed: hash(8) }),
		(SiteId(7), SiteTier::III, OPERATOR, leased),
		(SiteId(8), SiteTier::III, OPERATOR, leased),
	]
}

/// The chain with these models and rules.
pub fn build(skus: Vec<SkuRow>, rules: Rules) -> sp_io::TestExternalities {
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: (1..=10).map(|who| (who, 10_000)).collect(),
			..Default::default()
		},
		dollar: pallet_balances::GenesisConfig {
			balances: (1..=10).map(|who| (who, DOLLARS)).collect(),
			..Default::default()
		},
		caliber: pallet_caliber::GenesisConfig {
			skus,
			rules,
			sites: sites(),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.unwrap();
	sp_io::TestExternalities::new(storage)
}

/// The default rules, under which appraisals wait for no challenge.
pub fn rules() -> Rules {
	let appraisals = AppraisalRules { challenge_window: Seconds::ZERO, ..Default::default() };
	Rules { appraisals, ..Rules::default() }
}

/// The chain at [`START`]: accounts 1 to 10 own 10,000, each attester has its role, a GPU-hour costs
/// 2.50 dollars.
pub fn chain() -> sp_io::TestExternalities {
	reset();
	let mut ext = build(skus(), rules());
	ext.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
	});
	let roles = [
		(Role::Custodian, CUSTODIAN),
		(Role::Registrar, REGISTRAR),
		(Role::Insurer, INSURER),
		(Role::Appraiser, APPRAISER),
	];
	world(|w| {
		let grants = roles.into_iter().flat_map(|(role, who)| [(who, role), (SECOND, role)]);
		w.roles =
			Some(grants.chain([(THIRD, Role::Appraiser), (SERVICER, Role::Servicer)]).collect());
		w.gpu_hour = Some(fresh(MicroUsd(2_500_000)));
	});
	ext
}

/// Runs `test` and checks the statements at its end.
pub fn with_chain(test: impl FnOnce()) {
	chain().execute_with(|| {
		test();
		assert_invariants::<Caliber>();
	});
}

/// Moves the clock to `time`, once what holds has been checked.
pub fn set_time(time: Seconds) {
	assert_invariants::<Caliber>();
	pallet_timestamp::Now::<Test>::put(time.get() * 1_000);
}

/// A moment so many seconds after [`START`].
pub fn at(seconds: u64) -> Seconds {
	Seconds(START.get() + seconds)
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn hash(n: u8) -> H256 {
	H256::repeat_byte(n)
}

pub fn serial(text: &str) -> Serial {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub fn serials(texts: &[&str]) -> SerialList {
	texts.iter().map(|text| serial(text)).collect::<Vec<_>>().try_into().unwrap()
}

pub fn submit_as(who: AccountId, texts: &[&str]) -> DispatchResult {
	let list = serials(texts);
	Caliber::submit(signed(who), AssetClass::Gpu, H100, 8, list, SiteId(7), hash(1))
}

/// What [`OWNER`] submits.
pub fn submitted(texts: &[&str]) -> ItemId {
	let item = crate::NextItem::<Test>::get();
	assert_ok!(submit_as(OWNER, texts));
	item
}

pub fn custody(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::attest_custody(signed(who), item, hash(2), at(300 * DAY))
}

pub fn title(who: AccountId, item: ItemId) -> DispatchResult {
	let invoice = Invoice { price: PRICE, date: START.day() };
	Caliber::attest_title(signed(who), item, hash(3), hash(4), at(1_000 * DAY), invoice, paper())
}

/// The paper behind every invoice.
pub fn paper() -> InvoicePaper {
	InvoicePaper { hash: hash(8), vendor: b"Vendor Inc.".to_vec().try_into().unwrap() }
}

pub fn policy(limit: UsdCents) -> PolicyId {
	let id = crate::NextPolicy::<Test>::get();
	let until = at(400 * DAY);
	let (class, premium) = (AssetClass::Gpu, Ppm(15_000));
	assert_ok!(Caliber::open_policy(signed(INSURER), class, limit, premium, until, hash(5)));
	id
}

pub fn insure(who: AccountId, item: ItemId, policy: PolicyId) -> DispatchResult {
	Caliber::insure(signed(who), item, policy, COVER, FLOOR, at(400 * DAY))
}

pub fn appraise(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::appraise(signed(who), item, VALUES, BASIS, START.day(), at(90 * DAY), hash(6))
}

/// A submitted item with every fact.
pub fn attested(texts: &[&str]) -> ItemId {
	let item = submitted(texts);
	assert_ok!(custody(CUSTODIAN, item));
	assert_ok!(title(REGISTRAR, item));
	assert_ok!(insure(INSURER, item, policy(LIMIT)));
	assert_ok!(appraise(APPRAISER, item));
	item
}

/// An active item of [`OWNER`].
pub fn active() -> ItemId {
	let item = attested(&["SN-1001", "SN-1002", "SN-1003"]);
	assert_ok!(Caliber::activate(signed(BUYER), item));
	item
}

/// What the machines of an item say.
pub fn beat(who: AccountId, item: ItemId, health: Health) -> DispatchResult {
	let beat = Beat { item, utilisation: Ppm(900_000), health };
	Caliber::heartbeat(signed(who), vec![beat].try_into().unwrap())
}

pub fn offer(who: AccountId, item: ItemId, to: AccountId) -> DispatchResult {
	Caliber::offer_custody(signed(who), item, to, at(300 * DAY))
}

pub fn accept(who: AccountId, item: ItemId, site: u32) -> DispatchResult {
	Caliber::accept_custody(signed(who), item, hash(12), SiteId(site), at(300 * DAY))
}

pub fn record(item: ItemId) -> Record<AccountId> {
	crate::Items::<Test>::get(item).unwrap()
}

pub fn holder(item: ItemId) -> Option<AccountId> {
	Caliber::holder_of(item)
}

pub fn held(who: AccountId) -> u128 {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&crate::HoldReason::Item.into(), &who)
}

/// A transfer past the registry: its lock alone stands against it.
pub fn transfer(item: ItemId, from: AccountId, to: AccountId) -> DispatchResult {
	Nfts::transfer(signed(from), 0, item.0, to)
}

/// Takes a role away a second from now: what was said under it before counts.
pub fn revoke(who: AccountId, role: Role) {
	let now = Seconds(Caliber::now().get() + 1);
	set_time(now);
	world(|w| w.ended.push((who, role, now)));
}

/// The error of a call, and the proof that it changed nothing.
pub fn refused(call: impl FnOnce() -> DispatchResult, error: impl Into<DispatchError>) {
	frame_support::assert_noop!(call(), error.into());
}
