//! A chain of this pallet, a clock, figures and proposals.

use crate as pallet_safeguards;
use caliber_primitives::{
	delayed::Delayed,
	governance::{Ballots, Ceiling, Figures, Floor, Parameter, Registry},
	testing::assert_invariants,
	units::{Ppm, Seconds},
};
use frame_support::derive_impl;
use sp_core::H256;
use sp_runtime::{BuildStorage, DispatchResult};
use std::{cell::RefCell, collections::BTreeMap};

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

/// When the chain starts.
pub const START: Seconds = Seconds(1_700_000_000);
/// Speaks for the committee.
pub const COMMITTEE: AccountId = 7;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Safeguards: pallet_safeguards,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

frame_support::ord_parameter_types! {
	pub const Committee: AccountId = COMMITTEE;
}

impl pallet_safeguards::Config for Test {
	type Ballots = World;
	type ChangeOrigin = frame_system::EnsureRoot<AccountId>;
	type Registry = World;
	type Time = Timestamp;
	type VetoOrigin = frame_system::EnsureSignedBy<Committee, AccountId>;
	type WeightInfo = ();
}

/// Three figures that change, and the calls of proposals that can be stopped.
pub struct World;

thread_local! {
	static QUORUM: RefCell<Delayed<Floor<Ppm>>> =
		const { RefCell::new(Delayed::new(Floor(Ppm(40_000)))) };
	static TIMELOCK: RefCell<Delayed<Floor<Seconds>>> =
		const { RefCell::new(Delayed::new(Floor(Figures::DOCUMENTED.timelock))) };
	static SPAN: RefCell<Delayed<Ceiling<Seconds>>> =
		const { RefCell::new(Delayed::new(Ceiling(Figures::DOCUMENTED.safe_mode_span))) };
	pub static OPEN: RefCell<BTreeMap<u32, H256>> = const { RefCell::new(BTreeMap::new()) };
}

impl Registry for World {
	fn figures(now: Seconds) -> Figures {
		Figures {
			quorum: QUORUM.with_borrow(|it| it.at(now).0),
			timelock: TIMELOCK.with_borrow(|it| it.at(now).0),
			safe_mode_span: SPAN.with_borrow(|it| it.at(now).0),
			..Figures::DOCUMENTED
		}
	}

	fn waiting(now: Seconds) -> Vec<(Parameter, Seconds)> {
		let quorum = QUORUM.with_borrow(|it| it.waiting(now));
		let timelock = TIMELOCK.with_borrow(|it| it.waiting(now));
		let span = SPAN.with_borrow(|it| it.waiting(now));
		quorum
			.map(|(value, from)| (Parameter::Quorum(value.0), from))
			.into_iter()
			.chain(timelock.map(|(value, from)| (Parameter::Timelock(value.0), from)))
			.chain(span.map(|(value, from)| (Parameter::SafeModeSpan(value.0), from)))
			.collect()
	}

	fn change(parameter: Parameter, now: Seconds) -> Seconds {
		let wait = parameter.wait(&Self::figures(now));
		let (from, ()) = match parameter {
			Parameter::Quorum(value) => QUORUM.with_borrow_mut(|it| {
				let (next, from) = it.with(Floor(value), now, wait);
				(from, *it = next)
			}),
			Parameter::Timelock(value) => TIMELOCK.with_borrow_mut(|it| {
				let (next, from) = it.with(Floor(value), now, wait);
				(from, *it = next)
			}),
			Parameter::SafeModeSpan(value) => SPAN.with_borrow_mut(|it| {
				let (next, from) = it.with(Ceiling(value), now, wait);
				(from, *it = next)
			}),
			_ => unreachable!("the mock does not change it"),
		};
		from
	}

	fn set(parameter: Parameter) {
		match parameter {
			Parameter::Quorum(value) => QUORUM.set(Delayed::new(Floor(value))),
			Parameter::Timelock(value) => TIMELOCK.set(Delayed::new(Floor(value))),
			Parameter::SafeModeSpan(value) => SPAN.set(Delayed::new(Ceiling(value))),
			_ => {},
		}
	}
}

impl Ballots for World {
	fn call_of(proposal: u32) -> Option<H256> {
		OPEN.with_borrow(|open| open.get(&proposal).copied())
	}

	fn stop(proposal: u32) -> DispatchResult {
		OPEN.with_borrow_mut(|open| open.remove(&proposal));
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_running() -> u32 {
		OPEN.with_borrow_mut(|open| open.insert(0, H256::zero()));
		0
	}
}

/// The chain at [`START`].
pub fn chain() -> sp_io::TestExternalities {
	OPEN.set(BTreeMap::new());
	let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
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
		assert_invariants::<Safeguards>();
	});
}

/// Moves the clock to `time`, once what holds has been checked.
pub fn set_time(time: Seconds) {
	assert_invariants::<Safeguards>();
	pallet_timestamp::Now::<Test>::put(time.get() * 1_000);
}
