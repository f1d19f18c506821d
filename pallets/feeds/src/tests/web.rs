//! The world around the worker: a clock, a store, a pool, and sources that answer as told.

use crate::{mock::*, Call, Report};
use caliber_feeds_core::{
	config::{OracleConfig, SourceConfig, CLOCK_OFFSET_KEY, COUNTERS_KEY, ORACLE_CONFIG_KEY},
	pipeline::Counters,
	Limits, Observation, Source,
};
use codec::{Decode, Encode};
use frame_support::{assert_ok, traits::Hooks};
use frame_system::RawOrigin;
use sp_core::{
	offchain::{
		testing::{TestOffchainExt, TestTransactionPoolExt},
		DbExternalities, Externalities, HttpError, HttpRequestId, HttpRequestStatus, OffchainDbExt,
		OffchainWorkerExt, OpaqueNetworkState, StorageKind, Timestamp, TransactionPoolExt,
	},
	OpaquePeerId,
};
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex},
};

pub const TREASURY: &str =
	include_str!("../../../../feeds/core/tests/fixtures/treasury_bills_202608.xml");
pub const VAST: &str = include_str!("../../../../feeds/core/tests/fixtures/vast_bundles.json");
pub const RUNPOD: &str =
	include_str!("../../../../feeds/core/tests/fixtures/runpod_gpu_types.json");
pub const LAMBDA: &str =
	include_str!("../../../../feeds/core/tests/fixtures/lambda_instance_types.json");

/// Turns of reading after which a byte has dripped.
const TURNS_OF_BYTE: usize = 40;

/// The host's clock, in milliseconds: far from the chain's.
const HOST: u64 = 1_000_000_000_000;

/// What a source answers.
#[derive(Clone, Default)]
pub struct Answer {
	/// 0 stands for silence, 1 for a connection that fails.
	pub status: u16,
	pub headers: Vec<(&'static str, &'static str)>,
	pub body: Vec<u8>,
	/// The connection breaks when so much was read.
	pub breaks_at: Option<usize>,
	/// A byte a second.
	pub drips: bool,
}

/// What was asked.
#[derive(Clone, Default, Debug)]
pub struct Asked {
	pub method: String,
	pub url: String,
	pub headers: Vec<(String, String)>,
	pub body: Vec<u8>,
	read: usize,
	turns: usize,
}

#[derive(Default)]
struct State {
	answers: BTreeMap<String, Answer>,
	asked: Vec<Asked>,
	/// How many answers were waited for at once, each time.
	waits: Vec<usize>,
}

/// The extension that the worker speaks to. Store and clock are those of the test extension.
#[derive(Clone)]
struct Web {
	base: TestOffchainExt,
	state: Arc<Mutex<State>>,
}

impl Web {
	fn with<R>(&self, id: HttpRequestId, f: impl FnOnce(&mut Asked, &Answer) -> R) -> R {
		let mut state = self.state.lock().unwrap();
		let State { answers, asked, .. } = &mut *state;
		let asked = &mut asked[usize::from(id.0)];
		let answer = answers.iter().find(|(base, _)| asked.url.starts_with(base.as_str()));
		f(asked, answer.expect("every base has an answer").1)
	}

	fn wait_until(&self, moment: Timestamp) {
		let mut state = self.base.0.write();
		state.timestamp = state.timestamp.max(moment);
	}
}

impl Externalities for Web {
	fn is_validator(&self) -> bool {
		true
	}

	fn network_state(&self) -> Result<OpaqueNetworkState, ()> {
		Err(())
	}

	fn timestamp(&mut self) -> Timestamp {
		self.base.timestamp()
	}

	fn sleep_until(&mut self, _: Timestamp) {
		panic!("the worker waits for nobody")
	}

	fn random_seed(&mut self) -> [u8; 32] {
		[0; 32]
	}

	fn http_request_start(
		&mut self,
		method: &str,
		uri: &str,
		_: &[u8],
	) -> Result<HttpRequestId, ()> {
		let mut state = self.state.lock().unwrap();
		let asked = Asked { method: method.into(), url: uri.into(), ..Default::default() };
		state.asked.push(asked);
		Ok(HttpRequestId(u16::try_from(state.asked.len() - 1).unwrap()))
	}

	fn http_request_add_header(
		&mut self,
		id: HttpRequestId,
		name: &str,
		value: &str,
	) -> Result<(), ()> {
		self.with(id, |asked, _| asked.headers.push((name.into(), value.into())));
		Ok(())
	}

	fn http_request_write_body(
		&mut self,
		id: HttpRequestId,
		chunk: &[u8],
		deadline: Option<Timestamp>,
	) -> Result<(), HttpError> {
		assert!(deadline.is_some(), "no question without a deadline");
		self.with(id, |asked, _| asked.body.extend(chunk));
		Ok(())
	}

	fn http_response_wait(
		&mut self,
		ids: &[HttpRequestId],
		deadline: Option<Timestamp>,
	) -> Vec<HttpRequestStatus> {
		let deadline = deadline.expect("no wait without a deadline");
		self.state.lock().unwrap().waits.push(ids.len());
		let is_silent = |id: &HttpRequestId| self.with(*id, |_, answer| answer.status == 0);
		if ids.iter().any(is_silent) {
			self.wait_until(deadline);
		}
		ids.iter()
			.map(|id| {
				self.with(*id, |_, answer| match answer.status {
					0 => HttpRequestStatus::DeadlineReached,
					1 => HttpRequestStatus::IoError,
					status => HttpRequestStatus::Finished(status),
				})
			})
			.collect()
	}

	fn http_response_headers(&mut self, id: HttpRequestId) -> Vec<(Vec<u8>, Vec<u8>)> {
		self.with(id, |_, answer| {
			let bytes = |text: &str| text.as_bytes().to_vec();
			answer.headers.iter().map(|(name, value)| (bytes(name), bytes(value))).collect()
		})
	}

	fn http_response_read_body(
		&mut self,
		id: HttpRequestId,
		buffer: &mut [u8],
		deadline: Option<Timestamp>,
	) -> Result<usize, HttpError> {
		let deadline = deadline.expect("no reading without a deadline");
		let mut waits = false;
		let read = self.with(id, |asked, answer| {
			if answer.breaks_at.is_some_and(|at| asked.read >= at) {
				return Err(HttpError::IoError);
			}
			let mut rest = &answer.body[asked.read..];
			if answer.drips {
				waits = true;
				asked.turns += 1;
				if asked.turns % TURNS_OF_BYTE != 0 {
					return Err(HttpError::DeadlineReached);
				}
				rest = &rest[..1];
			}
			let size = rest.len().min(buffer.len());
			buffer[..size].copy_from_slice(&rest[..size]);
			asked.read += size;
			Ok(size)
		});
		if waits {
			self.wait_until(deadline);
		}
		read
	}

	fn set_authorized_nodes(&mut self, _: Vec<OpaquePeerId>, _: bool) {}
}

/// What a test holds of the world.
pub struct World {
	web: Web,
	take: Box<dyn FnMut() -> Vec<Vec<u8>>>,
}

/// The sources that the worker asks.
pub const ASKED: [Source; 4] =
	[Source::UstBillXml, Source::VastBundles, Source::RunpodGraphql, Source::LambdaInstances];

/// A good answer of a source.
pub fn good(source: Source) -> Answer {
	let (media, body) = match source {
		Source::UstBillXml => ("text/xml; charset=UTF-8", TREASURY),
		Source::VastBundles => ("application/json", VAST),
		Source::RunpodGraphql => ("application/json", RUNPOD),
		Source::LambdaInstances => ("application/json", LAMBDA),
		other => panic!("the worker does not ask {}", other.kind()),
	};
	Answer {
		status: 200,
		headers: vec![("Content-Type", media)],
		body: body.as_bytes().to_vec(),
		breaks_at: None,
		drips: false,
	}
}

pub fn base(source: Source) -> String {
	format!("http://{}.test", source.kind())
}

impl World {
	/// Runs `test` on a chain whose node asks every source, and each of them answers well.
	pub fn run(chain: Chain, test: impl FnOnce(&mut Self)) {
		let (base_ext, _) = TestOffchainExt::new();
		let web = Web { base: base_ext, state: Default::default() };
		let (pool, sent) = TestTransactionPoolExt::new();
		let mut ext = chain.ext();
		ext.register_extension(OffchainDbExt::new(web.base.clone()));
		ext.register_extension(OffchainWorkerExt::new(web.clone()));
		ext.register_extension(TransactionPoolExt::new(pool));
		let take = Box::new(move || std::mem::take(&mut sent.write().transactions));
		let mut world = Self { web, take };
		ext.execute_with(|| {
			for source in ASKED {
				world.answer(source, good(source));
			}
			world.configure(&ASKED, Limits::MAX);
			test(&mut world);
			caliber_primitives::testing::assert_invariants::<Feeds>();
		});
	}

	pub fn answer(&mut self, source: Source, answer: Answer) {
		self.web.state.lock().unwrap().answers.insert(base(source), answer);
	}

	pub fn configure(&mut self, sources: &[Source], limits: Limits) {
		let sources = sources
			.iter()
			.map(|source| SourceConfig {
				source: *source,
				base: base(*source).into_bytes(),
				headers: vec![(b"Authorization".to_vec(), b"Bearer x".to_vec())],
				key: Vec::new(),
			})
			.collect();
		self.store(ORACLE_CONFIG_KEY, Some(OracleConfig { limits, sources }.encode()));
	}

	/// Writes to the node's store, as the node does.
	pub fn store(&mut self, key: &[u8], value: Option<Vec<u8>>) {
		match value {
			Some(value) => self.web.base.local_storage_set(StorageKind::PERSISTENT, key, &value),
			None => self.web.base.local_storage_clear(StorageKind::PERSISTENT, key),
		}
	}

	/// Sets the host's clock.
	pub fn set_clock(&mut self) {
		self.web.base.0.write().timestamp = Timestamp::from_unix_millis(HOST);
	}

	/// How many milliseconds the host has waited in the last run.
	pub fn waited(&self) -> u64 {
		self.web.base.0.read().timestamp.unix_millis() - HOST
	}

	/// How many answers were waited for at once, since the last time.
	pub fn waits(&mut self) -> Vec<usize> {
		std::mem::take(&mut self.web.state.lock().unwrap().waits)
	}

	/// What the worker has counted.
	pub fn counters(&mut self) -> Counters {
		let key = COUNTERS_KEY;
		let bytes = self.web.base.local_storage_get(StorageKind::PERSISTENT, key);
		Counters::decode(&mut &bytes.expect("counted")[..]).unwrap()
	}

	/// Runs the worker after a block. The host's clock begins anew; the offset follows the chain's.
	pub fn work(&mut self) {
		self.work_ahead(0);
	}

	/// The same with a clock that is so many seconds ahead of the chain's.
	pub fn work_ahead(&mut self, seconds: u64) {
		self.set_clock();
		let offset = (Feeds::now().get() + seconds) as i64 * 1_000 - HOST as i64;
		self.store(CLOCK_OFFSET_KEY, Some(offset.encode()));
		Feeds::offchain_worker(1);
	}

	/// What was asked since the last time.
	pub fn asked(&mut self) -> Vec<Asked> {
		std::mem::take(&mut self.web.state.lock().unwrap().asked)
	}

	/// The sources that were asked since the last time.
	pub fn sources_asked(&mut self) -> Vec<Source> {
		let asked = self.asked();
		asked
			.iter()
			.map(|asked| {
				let is_asked = |source: &Source| asked.url.starts_with(&base(*source));
				ASKED.into_iter().find(is_asked).unwrap()
			})
			.collect()
	}

	/// What was sent to the pool since the last time.
	pub fn sent(&mut self) -> Vec<Call<Test>> {
		let read = |bytes: Vec<u8>| match Extrinsic::decode(&mut &bytes[..]).unwrap().function {
			RuntimeCall::Feeds(call) => call,
			other => panic!("{other:?}"),
		};
		(self.take)().into_iter().map(read).collect()
	}

	/// Puts all of it in a block. Returns the reports.
	pub fn include(&mut self) -> Vec<Report> {
		let calls = self.sent();
		Self::take_in(calls)
	}

	/// Puts calls in a block. Returns the reports.
	pub fn take_in(calls: Vec<Call<Test>>) -> Vec<Report> {
		let mut reports = Vec::new();
		for call in calls {
			match call {
				Call::report { report, signature } => {
					assert_ok!(authorize(&report, signature.clone()));
					let origin = RawOrigin::Authorized.into();
					assert_ok!(Feeds::report(origin, report.clone(), signature));
					reports.push(report);
				},
				Call::poke { feed } => {
					assert_ok!(Feeds::poke(RawOrigin::Authorized.into(), feed));
				},
				other => panic!("{other:?}"),
			}
		}
		reports
	}

	/// The same. Returns what was said.
	pub fn heard(&mut self) -> Vec<Observation> {
		let said = |report: Report| {
			report.statements.into_iter().map(|said| said.observation).collect::<Vec<_>>()
		};
		self.include().into_iter().flat_map(said).collect()
	}
}
