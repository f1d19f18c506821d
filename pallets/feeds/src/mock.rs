//! A chain of this pallet and a clock, with reporters whose keys the tests hold.

use crate as pallet_feeds;
use crate::{
	sr25519::AuthorityPair, AuthorityId, AuthoritySignature, FeedRules, MarketRules, OfficialRules,
	Refusal, Report, Statement, KEY_TYPE,
};
use caliber_feeds_core::{FeedKey, ObsDay, Observation, Source, Tenor, Tier};
use caliber_primitives::{
	clock::SetUpTime, ids::ReporterIndex, testing::assert_invariants, units::Seconds,
};
use frame_support::{
	derive_impl,
	traits::{Authorize, ConstU64, Hooks, OneSessionHandler, UnixTime},
};
use frame_system::RawOrigin;
use sp_core::{crypto::Pair, H256};
use sp_io::TestExternalities;
use sp_keystore::{testing::MemoryKeystore, Keystore, KeystoreExt};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	BuildStorage, DispatchResult,
};
use std::sync::Arc;

pub type AccountId = u64;
pub type TxExtension = frame_system::AuthorizeCall<Test>;
pub type Extrinsic = sp_runtime::testing::TestXt<RuntimeCall, TxExtension>;
type Header = sp_runtime::generic::Header<u64, sp_runtime::traits::BlakeTwo256>;
type Block = sp_runtime::generic::Block<Header, Extrinsic>;

pub const BILL: FeedKey = FeedKey::TBillDiscount(Tenor::W13);
pub const GPU: FeedKey = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };

/// Tuesday 2026-08-11, for which the Treasury's sample speaks.
pub const TUESDAY: ObsDay = ObsDay(20_676);
/// 23:45 of that day, UTC: its bill rates are due.
pub const START: Seconds = Seconds(20_676 * 86_400 + 85_500);
/// The hash of block 0.
pub const GENESIS: H256 = H256([9; 32]);

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Feeds: pallet_feeds,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

frame_support::parameter_types! {
	/// Whom the court has convicted.
	pub static Court: Vec<(AccountId, ReporterIndex, u32)> = Vec::new();
}
frame_support::ord_parameter_types! {
	/// Who may reduce risk.
	pub const Guardian: AccountId = 77;
}

/// The court.
pub struct Convicted;

impl caliber_primitives::prices::Convict<AccountId> for Convicted {
	fn convict(who: &AccountId, place: ReporterIndex, reporters: u32) -> DispatchResult {
		Court::mutate(|cases| cases.push((*who, place, reporters)));
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up(_: &AccountId) {}
}

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

impl pallet_feeds::Config for Test {
	type Convict = Convicted;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type SafetyOrigin = frame_system::EnsureSignedBy<Guardian, AccountId>;
	type Time = Clock;
	type Priority = ConstU64<1_000>;
	type WeightInfo = ();
}

caliber_primitives::authorized_transactions!(Test);

/// What a test's chain starts with.
pub struct Chain {
	pub reporters: u16,
	pub dev: bool,
	pub feeds: Vec<(FeedKey, FeedRules)>,
}

impl Chain {
	/// So many reporters, both feeds, no development flag.
	pub fn new(reporters: u16) -> Self {
		Self { reporters, dev: false, feeds: vec![(BILL, bill_rules()), (GPU, gpu_rules())] }
	}

	/// One reporter on a development chain.
	pub fn dev() -> Self {
		Self { dev: true, ..Self::new(1) }
	}

	/// Block 1 at [`START`]; the keystore holds the key of reporter 0 only.
	pub fn ext(self) -> TestExternalities {
		let genesis =
			pallet_feeds::GenesisConfig { dev: self.dev, feeds: self.feeds, ..Default::default() };
		let storage = RuntimeGenesisConfig { feeds: genesis, ..Default::default() };
		let mut ext = TestExternalities::new(storage.build_storage().unwrap());
		let keystore = MemoryKeystore::new();
		keystore.sr25519_generate_new(KEY_TYPE, Some(&seed(0))).unwrap();
		ext.register_extension(KeystoreExt(Arc::new(keystore)));
		ext.execute_with(|| {
			let validators: Vec<_> = keys(0..self.reporters);
			let session = || validators.iter().map(|(who, key)| (who, key.clone()));
			<Feeds as OneSessionHandler<_>>::on_genesis_session(session());
			frame_system::BlockHash::<Test>::insert(0, GENESIS);
			System::set_block_number(1);
			Feeds::on_initialize(1);
			pallet_timestamp::Now::<Test>::put(START.get() * 1_000);
			assert_invariants::<Feeds>();
		});
		ext
	}

	/// Runs `test` and checks the statements at its end.
	pub fn run(self, test: impl FnOnce()) {
		self.ext().execute_with(|| {
			test();
			assert_invariants::<Feeds>();
		});
	}
}

/// Those of bills, but in force at once and confirmed by one round.
pub fn bill_rules() -> FeedRules {
	FeedRules::Official(OfficialRules {
		delay: Seconds::ZERO,
		confirmations: 1,
		..OfficialRules::BILLS
	})
}

/// Those of GPU-hours, but in force at once, without caution, and confirmed by one round.
pub fn gpu_rules() -> FeedRules {
	FeedRules::Market(MarketRules {
		raise_delay: Seconds::ZERO,
		caution: Seconds::ZERO,
		confirmations: 1,
		..MarketRules::GPU_HOUR
	})
}

fn seed(reporter: u16) -> String {
	format!("//Reporter{reporter}")
}

/// The key pair of a reporter.
pub fn pair(reporter: u16) -> AuthorityPair {
	AuthorityPair::from_string(&seed(reporter), None).unwrap()
}

/// Validators with the keys of reporters.
pub fn keys(reporters: impl Iterator<Item = u16>) -> Vec<(AccountId, AuthorityId)> {
	reporters.map(|reporter| (reporter.into(), pair(reporter).public())).collect()
}

/// A new session with the keys of these reporters.
pub fn new_session(reporters: impl Iterator<Item = u16>) {
	let validators = keys(reporters);
	let session = || validators.iter().map(|(who, key)| (who, key.clone()));
	<Feeds as OneSessionHandler<_>>::on_new_session(true, session(), session());
}

/// Moves the clock to `time`, once what holds has been checked.
pub fn set_time(time: Seconds) {
	assert_invariants::<Feeds>();
	pallet_timestamp::Now::<Test>::put(time.get() * 1_000);
}

/// Moves the clock by so many seconds.
pub fn wait(seconds: u64) {
	set_time(Seconds(Feeds::now().get() + seconds));
}

/// A moment so many seconds after [`START`].
pub fn at(seconds: u64) -> Seconds {
	Seconds(START.get() + seconds)
}

/// What a reporter says about the 13-week bill of a day, in the open round.
pub fn bill(reporter: u16, day: ObsDay, value: i64) -> Report {
	report(
		reporter,
		Observation {
			feed: BILL,
			obs_day: day,
			round: 0,
			value: value.into(),
			conf: 0,
			n: 1,
			sources: Source::UstBillXml.mask(),
			fetched_at: Feeds::now().get(),
			evidence: [1; 32],
		},
	)
}

/// What a reporter says about a GPU-hour today, in the open round, from all venues.
pub fn gpu(reporter: u16, value: u64, conf: u64) -> Report {
	gpu_from(reporter, value, conf, &Source::GPU_VENUES)
}

/// The same, from some venues.
pub fn gpu_from(reporter: u16, value: u64, conf: u64, venues: &[Source]) -> Report {
	let now = Feeds::now().get();
	report(
		reporter,
		Observation {
			feed: GPU,
			obs_day: ObsDay::of(now),
			round: 0,
			value: value.into(),
			conf,
			n: 9,
			sources: venues.iter().fold(0, |mask, venue| mask | venue.mask()),
			fetched_at: now,
			evidence: [2; 32],
		},
	)
}

fn report(reporter: u16, observation: Observation) -> Report {
	report_of(reporter, &[observation])
}

/// What a reporter says about several feeds, in their open rounds.
pub fn report_of(reporter: u16, said: &[Observation]) -> Report {
	let set = crate::CurrentSet::<Test>::get();
	let statements = said.iter().map(|observation| Statement {
		round: crate::Rounds::<Test>::get(observation.feed).number,
		observation: *observation,
	});
	Report {
		set: set.id,
		reporter: ReporterIndex(reporter),
		key_generation: set.reporter(ReporterIndex(reporter)).map_or(0, |known| known.generation),
		expires: Seconds(Feeds::now().get() + 600),
		statements: statements.collect::<Vec<_>>().try_into().unwrap(),
	}
}

/// The signature of a report's reporter.
pub fn sign(report: &Report) -> AuthoritySignature {
	pair(report.reporter.0).sign(&report.payload(&GENESIS))
}

/// Whether the pool would take a report.
pub fn authorize(report: &Report, signature: AuthoritySignature) -> Result<(), Refusal> {
	let call = RuntimeCall::from(crate::Call::report { report: report.clone(), signature });
	match call.authorize(TransactionSource::External).unwrap() {
		Ok(_) => Ok(()),
		Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(code))) => {
			Err(Refusal::of_code(code).unwrap())
		},
		Err(other) => panic!("{other:?}"),
	}
}

/// Takes a signed report the way of a block: authorised, then dispatched.
pub fn submit(report: Report) -> DispatchResult {
	let signature = sign(&report);
	authorize(&report, signature.clone()).map_err(crate::Error::<Test>::from)?;
	Feeds::report(RawOrigin::Authorized.into(), report, signature)
		.map(|_| ())
		.map_err(|refused| refused.error)
}

/// The only observation of a report.
pub fn said(report: &mut Report) -> &mut Observation {
	&mut report.statements[0].observation
}

/// The events of this pallet so far.
pub fn events() -> Vec<crate::Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Feeds(event) => Some(event),
			_ => None,
		})
		.collect()
}
