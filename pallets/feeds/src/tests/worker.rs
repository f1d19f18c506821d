//! The off-chain worker against the samples of the sources. What is due and what is said is tested
//! with the pipeline; here is the way to it and from it.

use super::web::{base, good, Answer, World, ASKED};
use crate::{mock::*, Call, Event, FeedRules, Feeds as Known, MarketRules};
use caliber_feeds_core::{
	combine::Combined,
	config::{CLOCK_OFFSET_KEY, ORACLE_CONFIG_KEY},
	gpu,
	sku::H100_SXM,
	FeedKey, Limits,
	Source::{self, LambdaInstances, RunpodGraphql, UstBillXml, VastBundles},
};
use caliber_primitives::units::{Ppm, Seconds};
use frame_support::assert_ok;

/// The value in force.
fn current(key: FeedKey) -> Option<i64> {
	Known::<Test>::get(key).unwrap().current.map(|current| current.agreed().value)
}

#[test]
fn worker_should_bring_both_feeds_on_chain_when_its_sources_answer() {
	World::run(Chain::dev(), |world| {
		world.work();
		// All of it is in flight before the first answer is waited for.
		assert_eq!(world.waits(), [4]);
		let asked = world.asked();
		let mut urls: Vec<_> =
			asked.iter().map(|asked| (asked.method.as_str(), asked.url.clone())).collect();
		urls.sort();
		let url = |source, path: &str| base(source) + path;
		let month = "/resource-center/data-chart-center/interest-rates/pages/xml\
			?data=daily_treasury_bill_rates&field_tdr_date_value_month=202608";
		let expected = [
			("GET", url(LambdaInstances, "/api/v1/instance-types")),
			("GET", url(UstBillXml, month)),
			("POST", url(RunpodGraphql, "/graphql")),
			("POST", url(VastBundles, "/api/v0/bundles/")),
		];
		assert_eq!(urls, expected);
		for asked in asked {
			for (name, value) in [("Accept-Encoding", "identity"), ("Authorization", "Bearer x")] {
				assert!(asked.headers.contains(&(name.into(), value.into())), "{asked:?}");
			}
			assert_eq!(asked.body.is_empty(), asked.method == "GET");
		}
		// One signature covers both.
		let reports = world.include();
		let [report] = reports.as_slice() else { panic!("{reports:?}") };
		assert_eq!((report.statements.len(), report.expires), (2, at(600)));
		for statement in &report.statements {
			// By the chain's clock, not the host's.
			assert_eq!(statement.observation.fetched_at, START.get());
		}
		let quotes: Vec<_> = Source::GPU_VENUES
			.into_iter()
			.map(|venue| gpu::parse(venue, &good(venue).body, &H100_SXM).unwrap())
			.collect();
		let price = Combined::market(GPU, TUESDAY, &quotes).unwrap().observe(0, 0, |_| [0; 32]);
		assert_eq!(current(BILL), Some(37_400_000));
		assert_eq!(current(GPU).map(i128::from), Some(price.value));
		// Now nothing is due.
		world.work();
		assert!(world.asked().is_empty());
		let counted = world.counters();
		assert_eq!((counted.runs, counted.signed, counted.unsent, counted.resent), (1, 1, 0, 0));
		let treasury = counted.sources[&UstBillXml];
		assert_eq!((treasury.asked, treasury.answered, treasury.failed), (1, 1, 0));
		assert_eq!(treasury.last_success, START.get());
		// Six hours later the price is.
		wait(6 * 3_600);
		world.work();
		assert!(world.sources_asked().ends_with(&[LambdaInstances]));
		assert_eq!(world.heard().iter().map(|said| said.feed).collect::<Vec<_>>(), [GPU]);
	});
}

#[test]
fn worker_should_ask_nobody_when_it_has_nothing_to_report() {
	let cases: [(&str, fn(&mut World)); 5] = [
		("no configuration", |world| world.store(ORACLE_CONFIG_KEY, None)),
		("garbage", |world| world.store(ORACLE_CONFIG_KEY, Some(vec![255; 7]))),
		("other reporters", |_| new_session(1..5)),
		("no reporters", |_| new_session(0..0)),
		("frozen", |_| {
			for key in [BILL, GPU] {
				assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), key, true));
			}
		}),
	];
	for (name, case) in cases {
		World::run(Chain::dev(), |world| {
			case(world);
			world.work();
			assert!(world.asked().is_empty() && world.sent().is_empty(), "{name}");
		});
	}
}

#[test]
fn worker_should_report_by_its_place_when_it_is_one_of_many() {
	World::run(Chain::new(4), |world| {
		new_session([3, 2, 0, 1].into_iter());
		world.work();
		let reports = world.include();
		assert_eq!(reports.iter().map(|report| report.reporter.0).collect::<Vec<_>>(), [2]);
		assert_eq!((world.asked().len(), current(BILL)), (4, None));
		// Its votes are cast: it waits for the others.
		wait(31);
		world.work();
		assert!(world.asked().is_empty());
	});
}

#[test]
fn worker_should_send_again_when_no_block_took_the_report() {
	World::run(Chain::dev(), |world| {
		world.work();
		assert_eq!((world.asked().len(), world.sent().len()), (4, 1));
		for (seconds, sent) in [(0, 0), (19, 0), (1, 1)] {
			wait(seconds);
			world.work();
			assert_eq!(world.sent().len(), sent, "{seconds}");
		}
		assert!(world.asked().is_empty());
		assert_eq!((world.counters().signed, world.counters().resent), (2, 2));
		wait(20);
		world.work();
		assert_eq!(world.heard().len(), 2);
		assert_eq!(current(BILL), Some(37_400_000));
	});
}

#[test]
fn worker_should_sign_nothing_when_the_chain_would_refuse_it() {
	World::run(Chain::dev(), |world| {
		// More than two minutes: fetched after the block that would take it.
		world.work_ahead(121);
		assert_eq!((world.asked().len(), world.sent().len()), (4, 0));
		let counted = world.counters();
		assert_eq!((counted.signed, counted.unsent), (0, 1));
		assert_eq!((counted.missed[&BILL], counted.missed[&GPU]), (1, 1));
		// It is not sent again, and its sources are asked anew at the next turn.
		wait(141);
		world.work();
		assert!(world.asked().is_empty() && world.sent().is_empty());
		wait(600);
		world.work();
		assert_eq!((world.asked().len(), world.heard().len()), (4, 2));
		assert_eq!(current(BILL), Some(37_400_000));
	});
}

/// As after a standstill: the worker's block is an hour behind, the pool's is not.
#[test]
fn worker_should_leave_it_to_the_pool_when_the_clock_of_its_block_is_behind() {
	World::run(Chain::dev(), |world| {
		world.work_ahead(3_001);
		let counted = world.counters();
		assert_eq!((world.sent().len(), counted.signed, counted.unsent), (1, 1, 0));
		assert!(counted.missed.is_empty());
	});
}

#[test]
fn worker_should_say_nothing_of_a_price_when_its_band_is_wider_than_the_rules_allow() {
	let FeedRules::Market(rules) = gpu_rules() else { panic!() };
	let narrow = FeedRules::Market(MarketRules { max_conf: Ppm(100_000), ..rules });
	let feeds = vec![(BILL, bill_rules()), (GPU, narrow)];
	World::run(Chain { feeds, ..Chain::dev() }, |world| {
		world.work();
		let feeds: Vec<_> = world.heard().iter().map(|said| said.feed).collect();
		assert_eq!(feeds, [BILL]);
		let counted = world.counters();
		assert_eq!((counted.unsent, counted.missed.get(&BILL), counted.missed[&GPU]), (0, None, 1));
		world.asked();
		for (seconds, asked) in [(599, 0), (1, 3)] {
			wait(seconds);
			world.work();
			assert!(world.sent().is_empty());
			assert_eq!(world.asked().len(), asked, "{seconds}");
		}
	});
}

#[test]
fn worker_should_report_the_rest_when_an_answer_is_not_a_true_one() {
	let treasury = || good(UstBillXml);
	let headed = |headers: &[(&'static str, &'static str)]| Answer {
		headers: headers.to_vec(),
		..treasury()
	};
	let body = |body: &[u8]| Answer { body: body.to_vec(), ..treasury() };
	for (name, answer, longest) in [
		("silence", Answer::default(), 4_000),
		("no connection", Answer { status: 1, ..treasury() }, 0),
		("redirect", Answer { status: 302, ..treasury() }, 0),
		("down", Answer { status: 503, ..treasury() }, 0),
		("error page", headed(&[("content-type", "text/html")]), 0),
		("no type", headed(&[]), 0),
		("gzip", headed(&[("content-type", "text/xml"), ("CONTENT-ENCODING", "gzip")]), 0),
		("broken", Answer { breaks_at: Some(4_096), ..treasury() }, 0),
		("cut", body(&treasury().body[..3_000]), 0),
		("huge", body(&vec![b' '; 50_000_000]), 0),
		("drip", Answer { drips: true, ..treasury() }, 8_000),
	] {
		World::run(Chain::dev(), |world| {
			world.answer(UstBillXml, answer);
			world.work();
			// The other feed does not suffer, the worker does not hang.
			let feeds: Vec<_> = world.heard().iter().map(|said| said.feed).collect();
			assert_eq!(feeds, [GPU], "{name}");
			assert_eq!(world.waited(), longest, "{name}");
			assert_eq!(world.counters().sources[&UstBillXml].failed, 1, "{name}");
			// It is left alone, and is well when the source is.
			world.asked();
			world.work();
			assert!(world.asked().is_empty(), "{name}");
			world.answer(UstBillXml, treasury());
			wait(600);
			world.work();
			world.include();
			assert_eq!(current(BILL), Some(37_400_000), "{name}");
		});
	}
}

#[test]
fn worker_should_read_no_more_than_its_limit_when_a_smaller_one_is_configured() {
	World::run(Chain::dev(), |world| {
		let limits = Limits { body_bytes: 2_000, total_ms: 1_000, ..Limits::MAX };
		world.configure(&ASKED, limits);
		world.answer(RunpodGraphql, Answer { drips: true, ..good(RunpodGraphql) });
		world.work();
		assert!(world.sent().is_empty());
		assert_eq!(world.waited(), 1_000);
	});
}

#[test]
fn worker_should_stay_within_its_requests_when_they_are_few() {
	World::run(Chain::dev(), |world| {
		world.configure(&ASKED, Limits { max_requests: 3, ..Limits::MAX });
		let mut asked = Vec::new();
		for _ in 0..2 {
			world.work();
			let now = world.sources_asked();
			assert!(now.len() <= 3, "{now:?}");
			asked.extend(now);
			world.include();
		}
		asked.sort();
		assert_eq!(asked, ASKED);
		assert!(current(BILL).is_some() && current(GPU).is_some());
	});
}

#[test]
fn worker_should_write_down_what_time_has_done_when_it_reports_nothing() {
	World::run(Chain::dev(), |world| {
		world.work();
		world.include();
		world.store(ORACLE_CONFIG_KEY, None);
		new_session(1..5);
		// Far too late for both, with four others who are silent.
		wait(20 * 86_400);
		world.work();
		let sent = world.sent();
		assert!(sent.iter().all(|call| matches!(call, Call::poke { .. })), "{sent:?}");
		assert_eq!(sent.len(), 2);
		world.work();
		world.include();
		let is_alarm = |event: &&Event<Test>| {
			matches!(event, Event::FeedHardStale { .. } | Event::FeedSoftStale { .. })
		};
		assert_eq!(events().iter().filter(is_alarm).count(), 2);
		world.work();
		assert!(world.sent().is_empty());
	});
}

#[test]
fn worker_should_go_by_the_host_when_no_clock_runs_ahead_of_it() {
	World::run(Chain::dev(), |world| {
		world.set_clock();
		world.store(CLOCK_OFFSET_KEY, None);
		// The host's clock says 2001, when there were no bills of six weeks and no GPUs.
		<Feeds as frame_support::traits::Hooks<u64>>::offchain_worker(1);
		let asked = world.asked();
		assert!(asked.iter().any(|asked| asked.url.ends_with("_month=200109")), "{asked:?}");
	});
}

#[test]
fn worker_should_stand_back_when_another_run_holds_the_lock() {
	use sp_core::offchain::Duration;
	use sp_runtime::offchain::storage_lock::{StorageLock, Time};
	World::run(Chain::dev(), |world| {
		world.set_clock();
		let expires = Duration::from_millis(30_000);
		let mut lock = StorageLock::<Time>::with_deadline(b"caliber::feeds::lock", expires);
		let held = lock.try_lock();
		assert!(held.is_ok());
		world.work();
		assert!(world.asked().is_empty());
		drop(held);
		world.work();
		assert_eq!(world.asked().len(), 4);
	});
}

#[test]
fn worker_should_forget_what_it_did_when_the_chain_starts_anew() {
	World::run(Chain::dev(), |world| {
		world.work();
		assert_eq!(world.sent().len(), 1);
		// The clock of a new chain on an old store.
		pallet_timestamp::Now::<Test>::put(Seconds(START.get() - 43_200).get() * 1_000);
		world.work();
		assert_eq!(world.asked().len(), 8);
	});
}
