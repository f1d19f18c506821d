//! What a node does after each block: it writes down what time has done to a feed, and, if it holds
//! the key of a reporter, asks the sources of what is due, signs and sends. What is due and what is
//! said is decided by [`caliber_feeds_core::pipeline`], here is only what the node does for it.
//! Nothing here decides anything on the chain; nothing here can stop a block.
//!
//! The host's clock is used for HTTP deadlines and the lock only. Everything else goes by the
//! host's clock plus the offset that sealed development chains publish.

mod web;

use super::key_bytes;
use crate::{
	crypto::AuthorityId,
	pallet::{Call, Config, CurrentSet, Feeds, Pallet},
	types::{Refusal, Report, RoundId, Statement},
};
use alloc::vec::Vec;
use caliber_feeds_core::{
	config::{Limits, OracleConfig, CLOCK_OFFSET_KEY, ORACLE_CONFIG_KEY},
	pipeline::{self, bundles, schedule::SPREAD, Counters, Run, Store},
	sku::SKUS,
	Assignment,
};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::Seconds,
};
use codec::Decode;
use core::fmt;
use frame_support::BoundedVec;
use frame_system::offchain::SubmitTransaction;
use sp_application_crypto::RuntimeAppPublic;
use sp_core::offchain::{Duration, StorageKind};
use sp_runtime::offchain::storage_lock::{StorageLock, Time};

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
/// Feeds about which a run writes down what time has done: the next blocks do the rest.
const POKES: usize = 4;

/// The node's persistent store.
struct Local;

impl Store for Local {
	fn get(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		sp_io::offchain::local_storage_get(StorageKind::PERSISTENT, key)
	}

	fn set(&mut self, key: &[u8], value: &[u8]) {
		sp_io::offchain::local_storage_set(StorageKind::PERSISTENT, key, value);
	}
}

impl Local {
	fn read<V: Decode>(key: &[u8]) -> Result<Option<V>, codec::Error> {
		Local.get(key).map(|bytes| V::decode(&mut bytes.as_slice())).transpose()
	}
}

/// Which sources this node asks; `None` if it does not report.
fn configuration() -> Option<OracleConfig> {
	Local::read(ORACLE_CONFIG_KEY).unwrap_or_else(|_| {
		log::warn!(
			target: TARGET,
			"the oracle configuration in the off-chain store cannot be read; restart the node with \
			 a version that fits the runtime",
		);
		None
	})
}

/// Why a report was not sent.
#[derive(Clone, Copy)]
enum Unsent {
	/// The keystore does not sign.
	NoKey,
	/// It cannot count.
	Refused(Refusal),
	/// The pool has one about the same, or no room, or goes by a later block.
	Held,
}

impl fmt::Display for Unsent {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NoKey => {
				f.write_str("the keystore does not sign; insert the feed key (type `orcl`) anew")
			},
			Self::Refused(refusal) => write!(
				f,
				"the chain refuses it as {refusal:?}: {refusal} It is dropped, and its sources are \
				 asked anew",
			),
			Self::Held => f.write_str(
				"the pool does not take it now; it is sent again for as long as it counts",
			),
		}
	}
}

/// Each key once: a keystore names one twice that it has in memory and on the disk.
fn distinct(mut keys: Vec<AuthorityId>) -> Vec<AuthorityId> {
	keys.sort();
	keys.dedup();
	keys
}

impl<T: Config> Pallet<T> {
	/// What there is to do after a block.
	pub(crate) fn work() {
		Self::send_pokes();
		if let Some(config) = configuration() {
			Self::send_reports(&config);
		}
	}

	fn send_pokes() {
		for feed in Feeds::<T>::iter_keys().filter(|feed| Self::is_poke_due(*feed)).take(POKES) {
			// Another node, or this one after the last block, may have sent it.
			if Self::send(Call::poke { feed }).is_err() {
				log::debug!(target: TARGET, "the pool knows of what is late about {feed}");
			}
		}
	}

	fn send_reports(config: &OracleConfig) {
		let (keys, assignments): (Vec<AuthorityId>, Vec<Assignment>) = distinct(AuthorityId::all())
			.into_iter()
			.filter_map(|key| Self::assignment_of(key_bytes(&key)).map(|tasks| (key, tasks)))
			.unzip();
		if keys.is_empty() {
			return;
		}
		let mut lock = StorageLock::<Time>::with_deadline(LOCK, LOCK_EXPIRES);
		let Ok(_guard) = lock.try_lock() else { return };
		let start = sp_io::offchain::timestamp();
		let offset = Local::read::<i64>(CLOCK_OFFSET_KEY).ok().flatten();
		let clock = start.unix_millis().saturating_add_signed(offset.unwrap_or_default());
		let run = Run {
			assignments: &assignments,
			config,
			skus: &SKUS,
			now: clock.div_euclid(1_000),
			// A sealed chain is alone with its sources.
			spread: if offset.is_some() { 0 } else { SPREAD },
			hash: sp_io::hashing::blake2_256,
		};
		let limits = config.limits.tightened(Limits::MAX);
		let mut web = web::Http { limits, ends: start.add(RUN_ENDS) };
		let outcome = run.perform(&mut web, &mut Local);
		for note in &outcome.notes {
			log::warn!(target: TARGET, "{note}");
		}
		if outcome.is_idle {
			return;
		}
		let (mut signed, mut unsent) = (0u64, 0u64);
		let mut refused: Vec<(usize, Vec<pipeline::Statement>)> = Vec::new();
		let new = outcome.statements.iter().map(|said| (said, false));
		let again = outcome.again.iter().map(|said| (said, true));
		for ((index, statements), is_again) in new.chain(again) {
			let Some((key, who)) = keys.get(*index).zip(assignments.get(*index)) else { continue };
			for bundle in bundles(statements) {
				match Self::sign_and_send(key, who, &bundle) {
					Ok(()) => signed = signed.saturating_add(1),
					// The pool has what was sent before, and does not take it twice.
					Err(Unsent::Held) if is_again => {
						log::debug!(target: TARGET, "a report waits for its block");
					},
					Err(reason) => {
						unsent = unsent.saturating_add(1);
						log::warn!(target: TARGET, "a report was not sent: {reason}");
						if matches!(reason, Unsent::Refused(_)) {
							refused.push((*index, bundle));
						}
					},
				}
			}
		}
		if !refused.is_empty() {
			run.take_back(&refused, &mut Local);
		}
		let took = sp_io::offchain::timestamp().diff(&start).millis();
		let resent = outcome.again.iter().map(|(_, said)| said.len()).sum::<usize>();
		let resent = u64::try_from(resent).unwrap_or(u64::MAX);
		let mut counters = Counters::load(&mut Local);
		counters.add_run(signed, unsent, resent, took);
		counters.save(&mut Local);
	}

	/// Signs what goes together, unless the chain would refuse it, and sends it.
	fn sign_and_send(
		key: &AuthorityId,
		who: &Assignment,
		said: &[pipeline::Statement],
	) -> Result<(), Unsent> {
		let fetched = said.iter().map(|said| said.observation.fetched_at).min();
		let statements = said
			.iter()
			.map(|said| Statement { round: RoundId(said.round), observation: said.observation });
		let report = Report {
			set: SetId(who.set),
			reporter: ReporterIndex(who.reporter),
			key_generation: who.key_generation,
			expires: Seconds(fetched.unwrap_or_default()).saturating_add(LIFE),
			statements: BoundedVec::truncate_from(statements.collect()),
		};
		// By the rules of the pool, which tells no reasons, but may know of a later block.
		match Self::admit(&CurrentSet::<T>::get(), &report, Self::now()) {
			Err(refusal) if !refusal.passes() => return Err(Unsent::Refused(refusal)),
			_ => (),
		}
		let signature = key.sign(&report.payload(&who.genesis)).ok_or(Unsent::NoKey)?;
		Self::send(Call::report { report, signature }).map_err(|()| Unsent::Held)?;
		for statement in said {
			let seen = &statement.observation;
			log::info!(
				target: TARGET,
				"reported {} of {}: {} by reporter {}",
				seen.feed, seen.obs_day, seen.value, who.reporter,
			);
		}
		Ok(())
	}

	fn send(call: Call<T>) -> Result<(), ()> {
		let transaction = T::create_authorized_transaction(call.into());
		SubmitTransaction::<T, Call<T>>::submit_transaction(transaction)
	}
}
