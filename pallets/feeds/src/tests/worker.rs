//! The off-chain worker against the samples of the sources.

use super::web::{base, good, Answer, World, ASKED};
use crate::{mock::*, Feeds as Known};
use caliber_feeds_core::{
	combine::Combined,
	config::ORACLE_CONFIG_KEY,
	gpu,
	sku::H100_SXM,
	Limits, ObsDay,
	Source::{self, LambdaInstances, RunpodGraphql, UstBillXml, VastBundles},
};
use caliber_primitives::units::Seconds;
use frame_support::assert_ok;

/// The value in force.
fn current(key: caliber_feeds_core::FeedKey) -> Option<i64> {
	Known::<Test>::get(key).unwrap().current.map(|current| current.agreed().value)
}

#[test]
fn worker_should_bring_both_feeds_on_chain_when_its_sources_answer() {
	World::run(Chain::dev(), |world| {
		world.work();
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
		let said = world.include();
		assert_eq!(said.len(), 2);
		for report in &said {
			// By the chain's clock, not the host's.
			assert_eq!(report.observation.fetched_at, START.get());
			assert_eq!(report.expires, at(600));
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
		// Six hours later the price is, the rate is not.
		wait(6 * 3_600);
		world.work();
		assert_eq!(world.sources_asked(), Source::GPU_VENUES);
		assert_eq!(world.include().len(), 1);
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
		let said = world.include();
		assert_eq!(said.iter().map(|report| report.reporter.0).collect::<Vec<_>>(), [2, 2]);
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
		assert_eq!((world.asked().len(), world.sent().len()), (4, 2));
		for (seconds, sent) in [(0, 0), (29, 0), (1, 2)] {
			wait(seconds);
			world.work();
			assert_eq!(world.sent().len(), sent, "{seconds}");
		}
		// The clock of a new chain on an old store.
		pallet_timestamp::Now::<Test>::put((START.get() - 43_200) * 1_000);
		world.work();
		assert_eq!(world.sent().len(), 2);
	});
}

#[test]
fn worker_should_report_nothing_when_an_answer_is_not_a_true_one() {
	let treasury = || good(UstBillXml);
	let body = |body: &[u8]| Answer { body: body.to_vec(), ..treasury() };
	let text = String::from_utf8(treasury().body).unwrap();
	let headed = |headers: &[(&'static str, &'static str)]| Answer {
		headers: headers.to_vec(),
		..treasury()
	};
	let cases = [
		("silence", Answer::default()),
		("no connection", Answer { status: 1, ..treasury() }),
		("no content", Answer { status: 204, ..treasury() }),
		("redirect", Answer { status: 302, ..treasury() }),
		("too many", Answer { status: 429, ..treasury() }),
		("down", Answer { status: 503, ..treasury() }),
		("error page", headed(&[("content-type", "text/html")])),
		("no type", headed(&[])),
		("gzip", headed(&[("content-type", "text/xml"), ("CONTENT-ENCODING", "gzip")])),
		("broken", Answer { breaks_at: Some(4_096), ..treasury() }),
		("cut", body(&treasury().body[..3_000])),
		("empty", body(b"")),
		("huge", body(&vec![b' '; 50_000_000])),
		("no text", body(&[0xff; 100])),
		("blank rate", body(text.replace(">3.74<", ">N/A<").as_bytes())),
		("unit slip", body(text.replace(">3.74<", ">374<").as_bytes())),
		("yesterday", body(text.replace("2026-08-11", "2026-08-10").as_bytes())),
		("tomorrow", body(text.replace("2026-08-11", "2026-08-12").as_bytes())),
	];
	for (name, answer) in cases {
		World::run(Chain::dev(), |world| {
			world.answer(UstBillXml, answer);
			world.work();
			let said = world.include();
			// The other feed does not suffer.
			assert_eq!(said.len(), 1, "{name}");
			assert_eq!(said[0].observation.feed, GPU, "{name}");
			// It backs off, and is well when the source is.
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
fn worker_should_correct_itself_when_a_venue_comes_back() {
	World::run(Chain::dev(), |world| {
		world.answer(LambdaInstances, Answer { status: 503, ..Default::default() });
		world.work();
		let said = world.include();
		let first = said.iter().find(|report| report.observation.feed == GPU).unwrap();
		assert_eq!(
			(first.observation.round, first.observation.sources),
			(0, VastBundles.mask() | RunpodGraphql.mask())
		);
		assert_eq!(current(GPU), None);
		// Still down: nothing new to say.
		wait(600);
		world.work();
		assert!(world.include().is_empty());
		world.answer(LambdaInstances, good(LambdaInstances));
		wait(3_600);
		world.work();
		let said = world.include();
		// Midnight has passed: a first word about the new day.
		let observation = said[0].observation;
		assert_eq!((observation.round, observation.obs_day), (0, TUESDAY.after(1)));
		assert!(current(GPU).is_some());
	});
	World::run(Chain::dev(), |world| {
		set_time(Seconds(ObsDay(20_676).start() + 100));
		world.answer(LambdaInstances, Answer { status: 503, ..Default::default() });
		world.work();
		world.include();
		world.answer(LambdaInstances, good(LambdaInstances));
		wait(600);
		world.work();
		let said = world.include();
		let found = said.iter().find(|report| report.observation.feed == GPU);
		assert_eq!(found.map(|report| report.observation.round), Some(1));
		assert!(current(GPU).is_some());
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
	World::run(Chain::dev(), |world| {
		world.configure(&[UstBillXml], Limits::MAX);
		world.work();
		assert_eq!(world.sources_asked(), [UstBillXml]);
		assert_eq!(world.include().len(), 1);
	});
}

#[test]
fn worker_should_ask_again_when_a_step_waits_for_confirmation() {
	World::run(Chain::dev(), |world| {
		assert_ok!(submit(gpu(0, 1_000_000, 0)));
		wait(6 * 3_600);
		for in_force in [true, false] {
			world.work();
			world.include();
			assert_eq!(current(GPU) == Some(1_000_000), in_force);
			wait(30);
		}
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
