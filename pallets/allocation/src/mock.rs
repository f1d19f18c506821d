//! A chain of this pallet and a clock, beside a dollar that keeps a cushion.

use crate as pallet_allocation;
use crate::{Cusip, Ladder, Policy, Purchase};
use caliber_primitives::{
	clock::SetUpTime,
	dollar::{Dollar, ReserveBook, SettledSurplus},
	ids::{BillId, OrderId, ReserveSlot},
	prices::{Observed, Reading},
	roles::Role,
	testing::{assert_invariants, fresh, reset, world, Mock},
	units::{Day, MicroUsd, Ppm, RatePpb, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{assert_ok, derive_impl, parameter_types, traits::UnixTime};
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

/// 18 August 2026, the issue day of the bill that most tests buy.
pub const TODAY: Day = Day(20_683);
/// Its maturity, 28 days later.
pub const MATURITY: Day = Day(20_711);
/// 3.625 percent.
pub const FED: RatePpb = RatePpb(36_250_000);
/// Its price at that discount.
pub const PRICE: MicroUsd = MicroUsd(99_718_056);
/// What a million of face costs: 997,180.56.
pub const PAID: ReserveAmount = ReserveAmount(997_180_560_000);
/// The same in dollars.
pub const COST: UsdaiAmount = UsdaiAmount(997_180_560_000 * 1_000_000_000_000);
/// What a million of face brings above its cost: 2,819.44.
pub const GAIN: UsdaiAmount = UsdaiAmount(2_819_440_000 * 1_000_000_000_000);

pub const OPERATOR: AccountId = 1;
pub const CUSTODIAN: AccountId = 2;
pub const AUDITOR: AccountId = 3;
pub const ANYONE: AccountId = 4;
pub const SLOT: ReserveSlot = ReserveSlot(0);

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Allocation: pallet_allocation,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

/// The timestamp, which benchmarks can set.
pub struct Clock;

impl UnixTime for Clock {
	fn now() -> core::time::Duration {
		<Timestamp as UnixTime>::now()
	}
}

impl SetUpTime for Clock {
	fn set_up_time(now: Seconds) {
		pallet_timestamp::Now::<Test>::put(now.get() * 1_000);
	}
}

impl pallet_allocation::Config for Test {
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type Time = Clock;
	type Roles = Mock;
	type Compliance = Mock;
	type Prices = Mock;
	type Dollar = Ledger;
	type Vault = Mock;
	type Loans = Mock;
	type WeightInfo = ();
}

parameter_types! {
	/// Dollars that stay in surplus, with 18 decimals.
	pub static Cushion: u128 = 0;
}

/// The mock's cash, with issuance that rises as surplus is minted and a cushion that is kept.
pub struct Ledger;

impl Ledger {
	fn backing() -> UsdaiAmount {
		Mock::cash()
			.saturating_add(Allocation::at_settled_cost())
			.saturating_add(Allocation::in_transit())
	}

	fn owing() -> UsdaiAmount {
		Mock::issued().saturating_add(Mock::owed())
	}
}

impl Dollar<AccountId> for Ledger {
	fn mint_surplus(to: &AccountId, surplus: SettledSurplus) -> Result<UsdaiAmount, DispatchError> {
		let above = Self::surplus().saturating_sub(UsdaiAmount(Cushion::get()));
		let amount = surplus.amount.min(above);
		let minted = Mock::mint_surplus(to, SettledSurplus { amount, ..surplus })?;
		world(|w| w.issued = w.issued.saturating_add(minted));
		Ok(minted)
	}
	fn spend_cash(slot: ReserveSlot, amount: ReserveAmount, to: &AccountId) -> DispatchResult {
		Mock::spend_cash(slot, amount, to)
	}
	fn return_cash(slot: ReserveSlot, amount: ReserveAmount, from: &AccountId) -> DispatchResult {
		Mock::return_cash(slot, amount, from)
	}
	fn cash_in(slot: ReserveSlot) -> ReserveAmount {
		Mock::cash_in(slot)
	}
	/// Six decimals, eight in slot 8, unknown from slot 9 on.
	fn dollars_of(slot: ReserveSlot, amount: ReserveAmount) -> Option<UsdaiAmount> {
		match slot.0 {
			0..=7 => Mock::dollars_of(slot, amount),
			8 => amount.get().checked_mul(10_000_000_000).map(UsdaiAmount),
			_ => None,
		}
	}
	fn cash() -> UsdaiAmount {
		Mock::cash()
	}
	fn issued() -> UsdaiAmount {
		Mock::issued()
	}
	fn owed() -> UsdaiAmount {
		Mock::owed()
	}
	fn surplus() -> UsdaiAmount {
		Self::backing().saturating_sub(Self::owing())
	}
	fn shortfall() -> UsdaiAmount {
		Self::owing().saturating_sub(Self::backing())
	}
	fn burn_for_loss(from: &AccountId, amount: UsdaiAmount) -> DispatchResult {
		Mock::burn_for_loss(from, amount)?;
		world(|w| w.issued = w.issued.saturating_sub(amount));
		Ok(())
	}
	fn bill_ended(bill: BillId) {
		Mock::bill_ended(bill)
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_cash(slot: ReserveSlot, amount: ReserveAmount) {
		Mock::set_up_cash(slot, amount)
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_issued(amount: UsdaiAmount) {
		Mock::set_up_issued(amount)
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_owed(amount: UsdaiAmount) {
		Mock::set_up_owed(amount)
	}
}

/// Whole dollars.
pub fn dollars(amount: u128) -> UsdaiAmount {
	UsdaiAmount(amount * UNIT)
}

/// Whole dollars of the reserve asset.
pub fn coins(amount: u128) -> ReserveAmount {
	ReserveAmount(amount * 1_000_000)
}

/// A tenth in cash; four tenths of the rest in four weeks; one custodian may hold all.
pub fn policy() -> Policy {
	Policy {
		ladder: Ladder {
			w4: Ppm(400_000),
			w8: Ppm(100_000),
			w13: Ppm(200_000),
			w17: Ppm(100_000),
			w26: Ppm(150_000),
			w52: Ppm(50_000),
		},
		custodian_cap: Ppm(1_000_000),
		..Default::default()
	}
}

/// The chain on [`TODAY`]: 10 million dollars, all in cash, and fresh rates.
pub fn chain() -> sp_io::TestExternalities {
	reset();
	Cushion::set(0);
	world(|w| {
		w.cash.insert(SLOT, coins(10_000_000));
		w.issued = dollars(10_000_000);
		w.rate = Some(fresh(FED));
		w.roles = Some(vec![
			(OPERATOR, Role::TreasuryOperator),
			(CUSTODIAN, Role::Custodian),
			(AUDITOR, Role::Auditor),
		]);
	});
	let storage = RuntimeGenesisConfig {
		allocation: pallet_allocation::GenesisConfig { policy: policy(), ..Default::default() },
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		set_day(TODAY);
	});
	ext
}

/// Runs `test` and checks the statements at its end.
pub fn with_chain(test: impl FnOnce()) {
	chain().execute_with(|| {
		test();
		assert_invariants::<Allocation>();
	});
}

/// Moves the clock to noon of `day`, once what holds has been checked.
pub fn go(day: Day) {
	assert_invariants::<Allocation>();
	set_day(day);
}

fn set_day(day: Day) {
	set_moment(Seconds(day.start().get() + 43_200));
}

/// Sets the clock.
pub fn set_moment(now: Seconds) {
	pallet_timestamp::Now::<Test>::put(now.get() * 1_000);
}

/// Changes the policy with no delay.
pub fn set_policy(policy: Policy) {
	crate::CurrentPolicy::<Test>::put(crate::Policies::new(policy));
}

/// A day so many after [`TODAY`].
pub fn after(days: u32) -> Day {
	Day(TODAY.0 + days)
}

/// A rate that was agreed on `day` and is late by now.
pub fn stale(value: RatePpb, day: Day) -> Reading<RatePpb> {
	let (observed_at, accepted_at) = (day.start(), day.start());
	Reading::SoftStale(Observed { value, confidence: RatePpb(0), observed_at, accepted_at })
}

/// The vault's idle money.
pub fn idle(whole: u128) {
	world(|w| w.available = dollars(whole));
}

/// Gifts to the reserves: surplus of so many dollars.
pub fn surplus(whole: u128) {
	world(|w| w.issued = w.issued.saturating_sub(dollars(whole)));
}

/// The account's signature.
pub fn by(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// A real auction: a million of 912797VC8 at 3.625 percent.
pub fn purchase() -> Purchase<AccountId> {
	Purchase {
		slot: SLOT,
		custodian: CUSTODIAN,
		cusip: Cusip(*b"912797VC8"),
		face: coins(1_000_000),
		price: PRICE,
		settles: TODAY,
		matures: MATURITY,
	}
}

/// Places the next order: the first one is for bills of four weeks.
pub fn order() -> OrderId {
	let id = crate::CurrentTotals::<Test>::get().next_order;
	assert_ok!(Allocation::rebalance(by(ANYONE)));
	id
}

/// A bill in transit.
pub fn bought() -> BillId {
	let id = crate::CurrentTotals::<Test>::get().next_bill;
	assert_ok!(Allocation::fill(by(OPERATOR), order(), purchase()));
	id
}

/// A bill in custody.
pub fn held() -> BillId {
	confirmed(bought())
}

/// A second bill of a million, bought today on the same terms and held.
pub fn held_today() -> BillId {
	let bill = crate::CurrentTotals::<Test>::get().next_bill;
	let today = Allocation::today();
	let terms = Purchase { settles: today, matures: Day(today.0 + 28), ..purchase() };
	assert_ok!(Allocation::fill(by(OPERATOR), order(), terms));
	confirmed(bill)
}

fn confirmed(bill: BillId) -> BillId {
	for who in [CUSTODIAN, AUDITOR] {
		assert_ok!(Allocation::confirm_settlement(by(who), bill));
	}
	bill
}

/// A bill whose face is paid and confirmed.
pub fn settled() -> BillId {
	let bill = held();
	go(MATURITY);
	assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
	assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
	bill
}
