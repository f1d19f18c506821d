//! A hundred feeds take no longer than the slowest of their sources.

mod common;

use caliber_feeds_core::{
	pipeline::{Outcome, Run},
	sku::{Sku, H100_SXM},
	Assignment, FeedKey, Limits, OracleConfig,
	Source::{self, LambdaInstances, RunpodGraphql, VastBundles},
	SourceConfig, Task, Tier,
};
use caliber_feeds_web::{Client, Shelf};
use common::{answer, serve, Reply};
use std::{
	net::SocketAddr,
	time::{Duration, Instant},
};

const MODELS: u16 = 100;
const LATENCY: Duration = Duration::from_millis(50);

/// Models with names of their own at each venue.
fn models() -> Vec<Sku<'static>> {
	let name = |kind: &str, id: u16| -> &'static [&'static str] {
		let name: &'static str = Box::leak(format!("{kind}{id:03}").into_boxed_str());
		Box::leak(Box::new([name]))
	};
	let row = |id| Sku {
		id,
		vast: name("v", id),
		runpod: name("r", id),
		lambda: name("l", id),
		..H100_SXM
	};
	(1..=MODELS).map(row).collect()
}

/// Pages in the form of the venues; at the marketplace for the model that was asked for.
fn venue(path: &str, body: &str) -> Reply {
	let all = |row: &dyn Fn(u16) -> String| (1..=MODELS).map(row).collect::<Vec<_>>().join(",");
	let page = if path.starts_with("/graphql") {
		let row =
			|id| format!("{{\"id\":\"r{id:03}\",\"communityPrice\":2.5,\"securePrice\":2.7}}");
		format!("{{\"data\":{{\"gpuTypes\":[{}]}}}}", all(&row))
	} else if path.starts_with("/api/v1/instance-types") {
		let row = |id| {
			format!(
				"\"gpu_1x_l{id:03}\":{{\"instance_type\":{{\"price_cents_per_hour\":260,\
				 \"specs\":{{\"gpus\":1}}}}}}"
			)
		};
		format!("{{\"data\":{{{}}}}}", all(&row))
	} else {
		let asked = body.split('"').nth(5).unwrap_or_default();
		let row = |id: u16| {
			format!(
				"{{\"id\":{id},\"gpu_name\":\"{asked}\",\"num_gpus\":1,\"dph_total\":2.4,\
				 \"reliability2\":0.99}}"
			)
		};
		let offers: Vec<_> = (1..=8).map(row).collect();
		format!("{{\"offers\":[{}]}}", offers.join(","))
	};
	Reply { pause: LATENCY, ..answer("200 OK", "application/json", page) }
}

/// One run for the first models, and the time that it took.
async fn run(at: SocketAddr, feeds: usize) -> (Outcome, Duration) {
	let skus = models();
	let task = |sku: &Sku<'_>| Task {
		feed: FeedKey::GpuHour { sku: sku.id, tier: Tier::OnDemand },
		round: 1,
		poll: 21_600,
		not_before: 0,
		known: None,
		said: None,
	};
	let assignment = Assignment {
		genesis: [1; 32],
		set: 1,
		reporter: 0,
		key_generation: 0,
		closures: Vec::new(),
		tasks: skus.iter().take(feeds).map(task).collect(),
	};
	let plain = |source: Source| SourceConfig::plain(source, &format!("http://{at}"));
	let sources = [VastBundles, RunpodGraphql, LambdaInstances].map(plain).to_vec();
	let mut web = Client::new(Limits::MAX, true).unwrap().blocking();
	tokio::task::spawn_blocking(move || {
		let config = OracleConfig { limits: Limits::MAX, sources };
		let run = Run {
			assignments: &[assignment],
			config: &config,
			skus: &skus,
			now: 1_786_492_000,
			spread: 0,
			hash: |bytes| [u8::try_from(bytes.len() % 251).unwrap_or_default(); 32],
		};
		let start = Instant::now();
		let outcome = run.perform(&mut web, &mut Shelf::in_memory());
		(outcome, start.elapsed())
	})
	.await
	.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn hundred_feeds_should_take_at_most_twice_the_time_of_one_when_sources_are_slow() {
	let at = serve(venue).await;
	let mut best = f64::MAX;
	// The quickest of some runs: the machine may be busy with something else.
	for _ in 0..5 {
		let (one, short) = run(at, 1).await;
		let (all, long) = run(at, usize::from(MODELS)).await;
		for (outcome, feeds) in [(one, 1), (all, usize::from(MODELS))] {
			assert_eq!(outcome.notes, []);
			let [(0, said)] = outcome.statements.as_slice() else { panic!("{outcome:?}") };
			assert_eq!(said.len(), feeds);
			assert!(said.iter().all(|said| said.observation.sources.count_ones() == 3));
		}
		assert!(short >= LATENCY, "{short:?}");
		best = best.min(long.as_secs_f64() / short.as_secs_f64());
	}
	assert!(best <= 2.0, "a hundred feeds take {best:.2} times the time of one");
}
