//! What the worker of the feeds has done, for Prometheus. The worker counts in the off-chain store;
//! here is read what it has counted, whenever somebody asks.

use caliber_feeds_core::{
	config::COUNTERS_KEY,
	pipeline::{Counters, SourceCount},
};
use codec::Decode;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use substrate_prometheus_endpoint::{
	register, MetricSource, Opts, PrometheusError, Registry, SourcedCounter, SourcedGauge,
};

/// A figure of each source.
type OfSource = fn(&SourceCount) -> u64;
/// A figure of the worker.
type OfAll = fn(&Counters) -> u64;

/// Figures that only grow, of each source. The names follow the prefix of the SDK.
const SOURCE_COUNTERS: [(&str, &str, OfSource); 3] = [
	("caliber_feed_source_asked_total", "Questions to a source", |count| count.asked),
	("caliber_feed_source_answered_total", "Answers that could be read", |count| count.answered),
	("caliber_feed_source_failed_total", "Questions without such an answer", |count| count.failed),
];
/// Moments, of each source.
const SOURCE_GAUGES: [(&str, &str, OfSource); 2] = [
	(
		"caliber_feed_source_last_success_seconds",
		"Unix time of the last answer that could be read",
		|count| count.last_success,
	),
	(
		"caliber_feed_source_waits_until_seconds",
		"Unix time before which a source that failed is not asked, or 0",
		|count| count.waits_until,
	),
];
/// Of each feed, by the name that people know it by.
const MISSED: (&str, &str) = (
	"caliber_feed_values_missed_total",
	"Runs in which a feed was asked for and no value was had that counts",
);
/// Figures that only grow, of the worker.
const COUNTERS: [(&str, &str, OfAll); 5] = [
	("caliber_feed_runs_total", "Runs in which something was due", |all| all.runs),
	("caliber_feed_run_milliseconds_total", "Time that runs have taken", |all| all.run_ms),
	("caliber_feed_reports_sent_total", "Reports signed and sent", |all| all.signed),
	("caliber_feed_reports_unsent_total", "Reports not signed, or not taken", |all| all.unsent),
	("caliber_feed_statements_resent_total", "Statements sent again", |all| all.resent),
];
/// Figures that go up and down, of the worker.
const GAUGES: [(&str, &str, OfAll); 1] =
	[("caliber_feed_last_run_milliseconds", "Time that the last run took", |all| all.last_run_ms)];

/// A figure in a store.
#[derive(Clone)]
struct Stored<S, F> {
	store: S,
	figure: F,
}

fn counters(store: &impl OffchainStorage) -> Counters {
	store
		.get(STORAGE_PREFIX, COUNTERS_KEY)
		.and_then(|bytes| Counters::decode(&mut bytes.as_slice()).ok())
		.unwrap_or_default()
}

impl<S: OffchainStorage> MetricSource for Stored<S, OfSource> {
	type N = u64;

	fn collect(&self, mut set: impl FnMut(&[&str], u64)) {
		for (source, count) in counters(&self.store).sources {
			set(&[source.kind()], (self.figure)(&count));
		}
	}
}

impl<S: OffchainStorage> MetricSource for Stored<S, OfAll> {
	type N = u64;

	fn collect(&self, mut set: impl FnMut(&[&str], u64)) {
		set(&[], (self.figure)(&counters(&self.store)));
	}
}

/// How often each feed was missed.
#[derive(Clone)]
struct Missed<S>(S);

impl<S: OffchainStorage> MetricSource for Missed<S> {
	type N = u64;

	fn collect(&self, mut set: impl FnMut(&[&str], u64)) {
		for (feed, count) in counters(&self.0).missed {
			set(&[&feed.to_string()], count);
		}
	}
}

/// Tells what is in a store to whoever asks the registry.
///
/// # Errors
///
/// When a name is taken.
pub fn export<S: OffchainStorage + 'static>(
	store: &S,
	registry: &Registry,
) -> Result<(), PrometheusError> {
	let by_source = |name: &str, help: &str| Opts::new(name, help).variable_label("source");
	for (name, help, figure) in SOURCE_COUNTERS {
		let source = Stored { store: store.clone(), figure };
		register(SourcedCounter::new(&by_source(name, help), source)?, registry)?;
	}
	for (name, help, figure) in SOURCE_GAUGES {
		let source = Stored { store: store.clone(), figure };
		register(SourcedGauge::new(&by_source(name, help), source)?, registry)?;
	}
	let missed = Opts::new(MISSED.0, MISSED.1).variable_label("feed");
	register(SourcedCounter::new(&missed, Missed(store.clone()))?, registry)?;
	for (name, help, figure) in COUNTERS {
		let source = Stored { store: store.clone(), figure };
		register(SourcedCounter::new(&Opts::new(name, help), source)?, registry)?;
	}
	for (name, help, figure) in GAUGES {
		let source = Stored { store: store.clone(), figure };
		register(SourcedGauge::new(&Opts::new(name, help), source)?, registry)?;
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_feeds_core::{FeedKey, Source};
	use codec::Encode;
	use sp_core::offchain::storage::InMemOffchainStorage;
	use std::collections::BTreeMap;

	/// What the registry tells, as name, source and value.
	fn told(registry: &Registry) -> Vec<(String, String, f64)> {
		let mut told = Vec::new();
		for family in registry.gather() {
			for metric in family.get_metric() {
				let source = metric.get_label().first().map(|label| label.get_value().to_string());
				let value = metric.get_counter().get_value() + metric.get_gauge().get_value();
				told.push((family.get_name().to_string(), source.unwrap_or_default(), value));
			}
		}
		told
	}

	#[test]
	fn metrics_should_follow_the_store_when_the_worker_has_counted() {
		let mut store = InMemOffchainStorage::default();
		let registry = Registry::new();
		// The store that is exported shares nothing with one that is written later.
		export(&store, &registry).unwrap();
		assert_eq!(told(&registry).len(), COUNTERS.len() + GAUGES.len());
		assert!(told(&registry).iter().all(|(_, _, value)| *value == 0.0));

		let count =
			SourceCount { asked: 5, answered: 3, failed: 2, last_success: 7, waits_until: 9 };
		let counters = Counters {
			sources: BTreeMap::from([(Source::NyFed, count)]),
			missed: BTreeMap::from([(FeedKey::Sofr, 3)]),
			runs: 1,
			run_ms: 10,
			last_run_ms: 4,
			signed: 6,
			resent: 8,
			unsent: 2,
		};
		store.set(STORAGE_PREFIX, COUNTERS_KEY, &counters.encode());
		let registry = Registry::new();
		export(&store, &registry).unwrap();
		let told = told(&registry);
		for (name, source, value) in [
			("caliber_feed_source_asked_total", "nyfed", 5.0),
			("caliber_feed_source_answered_total", "nyfed", 3.0),
			("caliber_feed_source_failed_total", "nyfed", 2.0),
			("caliber_feed_source_last_success_seconds", "nyfed", 7.0),
			("caliber_feed_source_waits_until_seconds", "nyfed", 9.0),
			("caliber_feed_values_missed_total", "sofr", 3.0),
			("caliber_feed_runs_total", "", 1.0),
			("caliber_feed_run_milliseconds_total", "", 10.0),
			("caliber_feed_last_run_milliseconds", "", 4.0),
			("caliber_feed_reports_sent_total", "", 6.0),
			("caliber_feed_reports_unsent_total", "", 2.0),
			("caliber_feed_statements_resent_total", "", 8.0),
		] {
			assert!(told.contains(&(name.into(), source.into(), value)), "{name}: {told:?}");
		}
		assert!(export(&store, &registry).is_err());
	}
}
