//! What a reporter's node does after each block: see which feed is due, ask its sources, sign and
//! send. Nothing here decides anything on the chain; nothing here can stop a block.
//!
//! The host's clock is used for HTTP deadlines and the lock only. Everything else goes by the
//! host's clock plus the offset that sealed development chains publish.

mod failure;
mod fetch;
mod plan;

use crate::{
	crypto::AuthorityId,
	pallet::{Call, Config, CurrentSet, Feeds, Pallet, Rounds},
	types::{Feed, Report, ReporterSet, Round, RoundId, Statement},
};
use alloc::vec::Vec;
use caliber_feeds_core::{
	calendar::Calendar,
	combine::Combined,
	config::{Limits, OracleConfig, CLOCK_OFFSET_KEY, ORACLE_CONFIG_KEY},
	gpu, treasury, Extract, FeedKey, ObsDay, Observation, Source,
};
use caliber_primitives::{ids::ReporterIndex, units::Seconds};
use failure::Failure;
use fetch::fetch;
use frame_support::BoundedVec;
use frame_system::offchain::SubmitTransaction;
use plan::{correction, Schedule, Subject};
use sp_application_crypto::RuntimeAppPublic;
use sp_core::offchain::{Duration, Timestamp};
use sp_runtime::offchain::{
	storage::StorageValueRef,
	storage_lock::{StorageLock, Time},
};

/// Under which the worker speaks in the log.
const TARGET: &str = "feeds";
/// One run at a time on a node, whatever the block.
const LOCK: &[u8] = b"caliber::feeds::lock";
/// A run that has died gives the lock back after so long.
const LOCK_EXPIRES: Duration = Duration::from_millis(30_000);
/// The longest run.
const RUN_ENDS: Duration = Duration::from_millis(12_000);
/// How long a report may wait for its block: 10 minutes.
const LIFE: Seconds = Seconds(600);

/// One run of the worker.
struct Run {
	config: OracleConfig,
	limits: Limits,
	/// By the host's clock.
	ends: Timestamp,
	requests_left: u8,
	/// The chain's clock less the host's.
	offset_ms: i64,
}

/// What the sources gave.
struct Found {
	combined: Combined,
	/// Whether every source that was asked has answered well.
	complete: bool,
}

impl Run {
	/// `None` if this node does not report.
	fn start() -> Option<Self> {
		let config = match StorageValueRef::persistent(ORACLE_CONFIG_KEY).get::<OracleConfig>() {
			Ok(config) => config?,
			Err(_) => {
				log::warn!(
					target: TARGET,
					"the oracle configuration in the off-chain store cannot be read; restart the \
					 node with a version that fits the runtime",
				);
				return None;
			},
		};
		let offset_ms = StorageValueRef::persistent(CLOCK_OFFSET_KEY)
			.get::<i64>()
			.ok()
			.flatten()
			.unwrap_or_default();
		let limits = config.limits.tightened(Limits::MAX);
		Some(Self {
			config,
			limits,
			ends: sp_io::offchain::timestamp().add(RUN_ENDS),
			requests_left: limits.max_requests,
			offset_ms,
		})
	}

	/// Unix time by the chain's clock.
	fn now(&self) -> Seconds {
		let host = sp_io::offchain::timestamp().unix_millis();
		Seconds(host.saturating_add_signed(self.offset_ms).div_euclid(1_000))
	}

	/// The sources of a feed that this node asks, in one mask.
	fn asks(&self, subject: &Subject) -> u32 {
		subject
			.sources()
			.iter()
			.filter(|source| self.config.source(**source).is_some())
			.fold(0, |mask, source| mask | source.mask())
	}

	/// Whether a feed can still be asked for in this run.
	fn has_room(&self, subject: &Subject) -> bool {
		let needed = self.asks(subject).count_ones().min(self.limits.max_requests.into());
		needed <= self.requests_left.into()
	}

	fn fetch(
		&mut self,
		source: Source,
		request: &caliber_feeds_core::source::Request,
	) -> Result<Vec<u8>, Failure> {
		let config = self.config.source(source).ok_or(Failure::NotAsked(source))?;
		self.requests_left =
			self.requests_left.checked_sub(1).ok_or(Failure::TooManyRequests(source))?;
		fetch(config, request, self.limits, self.ends)
			.map_err(|reason| Failure::Fetch(source, reason))
	}

	/// An official rate: the day that is due, from its one publisher.
	fn bill(&mut self, key: FeedKey) -> Result<Found, Failure> {
		let source = Source::UstBillXml;
		let now = self.now().get();
		let body = self.fetch(source, &treasury::request(Calendar::US.expected(now)))?;
		let answer = |error| Failure::Answer(source, error);
		let days = treasury::parse(&body).map_err(answer)?;
		let day = treasury::latest(&days, now, &Calendar::US).map_err(answer)?;
		let value = day.rate(key).map_err(answer)?;
		let extract = Extract { source, feed: key, obs_day: day.day, value, conf: 0, n: 1 };
		let combined = Combined::official(extract).map_err(Failure::Combine)?;
		Ok(Found { combined, complete: true })
	}

	/// A market price: every venue that this node asks. One that fails is left out.
	fn gpu_hour(
		&mut self,
		key: FeedKey,
		sku: &caliber_feeds_core::sku::Sku<'_>,
	) -> Result<Found, Failure> {
		let mut quotes = Vec::new();
		let mut complete = true;
		let now = self.now().get();
		for source in Source::GPU_VENUES {
			let Ok(request) = gpu::request(source, sku, now) else { continue };
			let quote = self.fetch(source, &request).and_then(|body| {
				gpu::parse(source, &body, sku).map_err(|error| Failure::Answer(source, error))
			});
			match quote {
				Ok(quote) => quotes.push(quote),
				Err(Failure::NotAsked(_)) => {},
				Err(failure) => {
					complete = false;
					log::warn!(target: TARGET, "{key:?} without one venue: {failure}");
				},
			}
		}
		let day = ObsDay::of(self.now().get());
		let combined = Combined::market(key, day, &quotes).map_err(Failure::Combine)?;
		Ok(Found { combined, complete })
	}

	fn find(&mut self, key: FeedKey, subject: &Subject) -> Result<Found, Failure> {
		if self.asks(subject) == 0 {
			return Err(Failure::NoSources(subject.sources()));
		}
		match subject {
			Subject::Bill => self.bill(key),
			Subject::GpuHour(sku) => self.gpu_hour(key, sku),
		}
	}
}

/// A feed that some key of this node should report on now.
struct Task {
	key: FeedKey,
	subject: Subject,
	poll: Seconds,
	round: Round,
	/// Who reports, and as which correction.
	who: Vec<(ReporterIndex, AuthorityId, u8)>,
}

impl<T: Config> Pallet<T> {
	/// Looks whether a feed is due, and reports on it.
	pub(crate) fn work() {
		let Some(mut run) = Run::start() else { return };
		let set = CurrentSet::<T>::get();
		let mine = own(&set);
		let is_due = |run: &Run, (key, feed)| Self::task(run, &set, &mine, key, &feed).is_some();
		if mine.is_empty() || !Feeds::<T>::iter().any(|feed| is_due(&run, feed)) {
			return;
		}
		let mut lock = StorageLock::<Time>::with_deadline(LOCK, LOCK_EXPIRES);
		let Ok(_guard) = lock.try_lock() else { return };
		for (key, feed) in Feeds::<T>::iter() {
			// Again, now that no other run can have sent it meanwhile.
			let Some(task) = Self::task(&run, &set, &mine, key, &feed) else { continue };
			if run.has_room(&task.subject) {
				Self::carry_out(&mut run, &set, task);
			}
		}
	}

	/// What is to be done about a feed now, if anything.
	fn task(
		run: &Run,
		set: &ReporterSet<T::Hash>,
		mine: &[(ReporterIndex, AuthorityId)],
		key: FeedKey,
		feed: &Feed,
	) -> Option<Task> {
		let subject = Subject::of(key)?;
		let (now, poll) = (run.now(), feed.rules.poll());
		if feed.frozen || now < feed.not_before() || !Schedule::of(key).is_due(now, poll) {
			return None;
		}
		let round = Rounds::<T>::get(key).of_set(set.id);
		let who: Vec<_> = mine
			.iter()
			.filter_map(|(index, id)| {
				let next = correction(feed, round.vote_of(*index), run.asks(&subject), now)?;
				Some((*index, id.clone(), next))
			})
			.collect();
		(!who.is_empty()).then_some(Task { key, subject, poll, round, who })
	}

	fn carry_out(run: &mut Run, set: &ReporterSet<T::Hash>, task: Task) {
		let found = run.find(task.key, &task.subject);
		let now = run.now();
		let complete = found.as_ref().is_ok_and(|found| found.complete);
		Schedule::of(task.key).after(complete, now, task.poll).store(task.key);
		let sent = found.and_then(|found| Self::send(set, &task, &found.combined, now));
		if let Err(failure) = sent {
			log::warn!(target: TARGET, "no report on {:?}: {failure}", task.key);
		}
	}

	/// Signs with each key and submits.
	fn send(
		set: &ReporterSet<T::Hash>,
		task: &Task,
		combined: &Combined,
		now: Seconds,
	) -> Result<(), Failure> {
		for (index, id, correction) in &task.who {
			let observation = combined.observe(*correction, now.get(), sp_io::hashing::blake2_256);
			let last = task.round.vote_of(*index).filter(|_| *correction > 0);
			if last.is_some_and(|last| last.sources & !observation.sources != 0)
				|| last.is_some_and(|last| last.sources == observation.sources)
			{
				// Nothing is gained by a correction that rests on no more than the last word.
				continue;
			}
			Self::submit(set, *index, id, task.round.number, observation)?;
			log::info!(
				target: TARGET,
				"reported {:?} of {}: {} by reporter {}",
				observation.feed, observation.obs_day, observation.value, index.0,
			);
		}
		Ok(())
	}

	fn submit(
		set: &ReporterSet<T::Hash>,
		reporter: ReporterIndex,
		id: &AuthorityId,
		round: RoundId,
		observation: Observation,
	) -> Result<(), Failure> {
		let expires = Seconds(observation.fetched_at).saturating_add(LIFE);
		let key_generation = set.reporter(reporter).map_or(0, |known| known.generation);
		let statements = BoundedVec::truncate_from([Statement { round, observation }].into());
		let report = Report { set: set.id, reporter, key_generation, expires, statements };
		let signature = id.sign(&report.payload(&set.genesis)).ok_or(Failure::NoSignature)?;
		let call = Call::<T>::report { report, signature };
		SubmitTransaction::<T, Call<T>>::submit_transaction(T::create_authorized_transaction(
			call.into(),
		))
		.map_err(|()| Failure::Pool)
	}
}

/// The reporters of the set whose keys this node holds.
fn own<Hash>(set: &ReporterSet<Hash>) -> Vec<(ReporterIndex, AuthorityId)> {
	let local = AuthorityId::all();
	(0..)
		.zip(&set.reporters)
		.filter(|(_, reporter)| local.contains(&reporter.key))
		.map(|(index, reporter)| (ReporterIndex(index), reporter.key.clone()))
		.collect()
}
