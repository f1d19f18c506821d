//! A chain of this pallet, a dollar and a clock. Who is frozen and how lots ended is the mocks'.

use crate as pallet_auctions;
use caliber_primitives::{
	auction::{Auctioneer, LotSpec, Outcome},
	clock::SetUpTime,
	ids::{ItemId, LoanId, LotId},
	testing::{self, assert_invariants, world, Mock},
	units::{Seconds, UsdaiAmount, UNIT},
};
use frame_support::{derive_impl, parameter_types, traits::UnixTime, PalletId};
use sp_runtime::{BuildStorage, DispatchResult};
use std::time::Duration;

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

/// When the chain starts.
pub const START: Seconds = Seconds(1_700_000_000);
/// Gets the proceeds; owns nothing at first.
pub const SELLER: AccountId = 100;
/// Accounts 1 to 5 own this much.
pub const FORTUNE: u128 = 1_000 * UNIT;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Dollar: pallet_balances,
		Auctions: pallet_auctions,
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
	type ExistentialDeposit = frame_support::traits::ConstU128<1>;
}

parameter_types! {
	pub const AuctionsId: PalletId = PalletId(*b"cal/auct");
}

/// The timestamp, which benchmarks can set.
pub struct Clock;

impl UnixTime for Clock {
	fn now() -> Duration {
		Duration::from_millis(pallet_timestamp::Now::<Test>::get())
	}
}

impl SetUpTime for Clock {
	fn set_up_time(now: Seconds) {
		pallet_timestamp::Now::<Test>::put(now.get() * 1_000);
	}
}

impl pallet_auctions::Config for Test {
	type Compliance = Mock;
	type Dollar = Dollar;
	type OnLot = Mock;
	type PalletId = AuctionsId;
	type Roles = Mock;
	type Time = Clock;
	type WeightInfo = ();
}

/// The chain at [`START`].
pub fn chain() -> sp_io::TestExternalities {
	testing::reset();
	let storage = RuntimeGenesisConfig {
		dollar: pallet_balances::GenesisConfig {
			balances: (1..=5).map(|who| (who, FORTUNE)).collect(),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
	});
	ext
}

/// Runs `test` and checks the statements at its end.
pub fn with_chain(test: impl FnOnce()) {
	chain().execute_with(|| {
		test();
		assert_invariants::<Auctions>();
	});
}

/// Moves the clock to `time`, once what holds has been checked.
pub fn set_time(time: Seconds) {
	assert_invariants::<Auctions>();
	Clock::set_up_time(time);
}

/// A moment so many seconds after [`START`].
pub fn at(seconds: u64) -> Seconds {
	Seconds(START.get() + seconds)
}

/// So many dollars.
pub fn dollars(n: u128) -> UsdaiAmount {
	UsdaiAmount(n * UNIT)
}

/// A lot of two items of loan `loan`, from 500 to 100 dollars between seconds 100 and 1,100.
pub fn spec(loan: u32) -> LotSpec {
	LotSpec {
		loan: LoanId(loan),
		items: vec![ItemId(7), ItemId(3)].try_into().unwrap(),
		start: dollars(500),
		floor: dollars(100),
		opens: at(100),
		lasts: Seconds(1_000),
	}
}

/// Opens [`spec`] of loan 1.
pub fn open() -> LotId {
	<Auctions as Auctioneer<_>>::open(&SELLER, spec(1)).unwrap()
}

/// How lots ended, as the seller heard it.
pub fn heard() -> Vec<(LotId, Outcome<AccountId>)> {
	world(|w| w.closed.clone())
}

/// The seller takes a lot back.
pub fn cancel(lot: LotId) -> DispatchResult {
	let loan = pallet_auctions::Lots::<Test>::get(lot).map(|open| open.spec().loan);
	let loan = loan.or(Auctions::arranged(lot).map(|sale| sale.aside.loan));
	<Auctions as Auctioneer<AccountId>>::cancel(loan.unwrap_or(LoanId(u32::MAX)))
}

/// Nothing is set off.
pub const NONE: UsdaiAmount = UsdaiAmount::ZERO;
