//! The program over HTTP, and its command line.

mod common;

use caliber_feed_sim::source::Source;
use common::{question, Sim};
use std::{
	process::{Command, Output},
	time::{Duration, Instant},
};

const LONG: Duration = Duration::from_secs(60);

fn run(args: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_feed-sim")).args(args).output().expect("runs")
}

#[test]
fn sim_should_serve_each_source_at_its_path_when_asked() {
	let sim = Sim::start(&["--seed", "3", "--as-of", common::FRIDAY]);
	for source in Source::ALL {
		let answer = sim.ask_source(source.kind(), LONG).unwrap();
		assert_eq!(answer.status, 200, "{source}");
		assert_eq!(answer.header("content-type"), Some(source.media()), "{source}");
		assert_eq!(answer.header("content-encoding"), None, "{source}");
		assert_eq!(answer.length(), Some(answer.body.len()), "{source}");
		let has_cookie = answer.header("set-cookie").is_some();
		assert_eq!(has_cookie, matches!(source, Source::Auctions | Source::Averages), "{source}");
	}
	let by_query = sim.get("/api/v0/bundles/?q=%7B%22limit%22%3A1%7D").json();
	assert_eq!(by_query["offers"].as_array().unwrap().len(), 1);
	// A catalogue under a base URL with a prefix is the same as one without.
	let catalogue = sim.get("/v1/resale-catalogue.json");
	assert_eq!(catalogue.body, sim.get("/resale-a/v1/resale-catalogue.json").body);

	let bills = question("ust-bill-xml").0;
	for path in ["/", "/graphql/x", &bills.replace("202608", "2026-8"), &bills.replace("bill", "x")]
	{
		assert_eq!(sim.get(path).status, 404, "{path}");
	}
	assert_eq!(sim.get("/graphql").status, 405);
	assert_eq!(sim.ask("POST", "/v0/quote", &[], b"").status, 405);
	assert_eq!(sim.ask("DELETE", "/v0/quote", &[], b"").status, 405);
	assert_eq!(sim.ask("POST", "/graphql", &[], &[b' '; 70_000]).status, 413);
}

#[test]
fn source_should_refuse_in_its_own_way_when_a_key_is_missing() {
	let sim = Sim::start(&["--as-of", common::FRIDAY]);
	let refused = sim.ask("GET", &question("ornn-daily").0, &[], b"");
	assert_eq!((refused.status, &refused.json()["success"]), (401, &false.into()));
	let fred = question("fred-observations").0;
	let refused = sim.get(fred.split("&api_key").next().unwrap());
	assert_eq!((refused.status, &refused.json()["error_code"]), (400, &400.into()));
	assert_eq!(sim.ask("GET", "/api/v1/instance-types", &[], b"").status, 200);
}

#[test]
fn sim_should_serve_the_same_bytes_when_seed_and_clock_are_the_same() {
	let pages = |seed: &str| {
		let sim = Sim::start(&["--seed", seed, "--as-of", "1786751999"]);
		Source::ALL.map(|source| sim.ask_source(source.kind(), LONG).unwrap().body)
	};
	let first = pages("5");
	assert_eq!(first, pages("5"));
	for ((a, b), source) in first.iter().zip(&pages("6")).zip(Source::ALL) {
		assert_ne!(a, b, "{source}");
	}
}

#[test]
fn sim_should_show_another_day_when_the_clock_is_set() {
	let sim = Sim::start(&["--as-of", "2026-08-11"]);
	let before = sim.truth();
	assert_eq!(before["tbill_13w"]["date"], "2026-08-11");
	assert_eq!(before["tbill_13w"]["discount_ppb"], 37_400_000);
	assert_eq!(before["feeds"]["TBillDiscount.W13"]["value"], 37_400_000);
	// Saturday: Friday's rates are the last ones.
	sim.clock(1_787_400_000);
	let after = sim.truth();
	assert_eq!(after["unix"], 1_787_400_000);
	assert_eq!(after["tbill_13w"]["date"], "2026-08-21");
	assert_ne!(after["gpu_hour_micro_usd"], before["gpu_hour_micro_usd"]);
	let page = sim.ask_source("ust-bill-xml", LONG).unwrap();
	assert!(page.text().contains("2026-08-21T00:00:00"));
	assert!(!page.text().contains("2026-08-22T00:00:00"));

	assert_eq!(sim.control("clock", "{}").status, 400);
	let refused = sim.control("scenario", r#"{"source":"x","fault":"off"}"#);
	assert_eq!(refused.status, 400);
	assert!(refused.json()["error"].as_str().unwrap().contains("ust-bill-xml"));
	assert_eq!(sim.truth(), after);
}

#[test]
fn clock_should_run_when_a_speed_is_given() {
	let sim = Sim::start(&["--as-of", "2026-08-11", "--speed", "86400"]);
	let unix = || sim.truth()["unix"].as_i64().unwrap();
	let before = unix();
	std::thread::sleep(Duration::from_millis(100));
	assert!(unix() >= before + 8_640);
	sim.clock(1_000_000_000);
	assert!((1_000_000_000..1_010_000_000).contains(&unix()));
}

#[test]
fn answers_should_wait_together_when_there_is_latency() {
	let sim = Sim::start(&["--latency-ms", "400"]);
	let start = Instant::now();
	std::thread::scope(|scope| {
		for _ in 0..8 {
			scope.spawn(|| assert_eq!(sim.get("/api/v1/instance-types").status, 200));
		}
	});
	let waited = start.elapsed();
	assert!((400..3_200).contains(&waited.as_millis()), "{waited:?}");
	assert_eq!(sim.get("/nothing").status, 404);
}

#[test]
fn others_should_answer_when_one_source_hangs() {
	let sim = Sim::start(&["--as-of", "2026-08-11"]);
	let good = sim.get("/api/v1/instance-types");
	sim.fault("lambda-instance-types", "hang");
	std::thread::scope(|scope| {
		let waiting = scope.spawn(|| sim.get("/api/v1/instance-types"));
		assert_eq!(sim.ask_source("ust-bill-xml", LONG).unwrap().status, 200);
		sim.fault("lambda-instance-types", "off");
		// It is lifted for those who still wait.
		assert_eq!(waiting.join().unwrap().body, good.body);
	});
}

#[test]
fn models_should_be_added_when_they_are_asked_for() {
	let sim = Sim::start(&["--as-of", "2026-08-11", "--gpus", "100"]);
	let truth = sim.truth();
	for row in 12..=111 {
		let feed = &truth["feeds"][format!("GpuHour.{row}.OnDemand")];
		assert_eq!(feed["sources"].as_object().unwrap().len(), 5, "{row} {feed}");
	}
	for source in Source::ALL {
		let length = sim.ask_source(source.kind(), LONG).unwrap().body.len();
		assert!(length < 262_144, "{source} {length}");
	}
}

#[test]
fn feed_sim_should_end_with_one_line_when_it_cannot_start() {
	let taken = Sim::start(&[]);
	let port = taken.address.port().to_string();
	for (args, code, text) in [
		(&["--port", port.as_str()][..], 1, "choose another --port"),
		(&["--host", "0.0.0.0"], 1, "add --allow-remote"),
		(&["--scenario", "/nowhere"], 1, "--scenario /nowhere"),
		(&["--tls", "/dev/null/x"], 1, "name another --tls"),
		(&["--host", "localhost"], 2, "--host"),
		(&["--port", "70000"], 2, "--port"),
		(&["--as-of", "yesterday"], 2, "YYYY-MM-DD"),
		(&["--as-of", "2026-02-30"], 2, "YYYY-MM-DD"),
		(&["--seed=-1"], 2, "--seed"),
		(&["--speed", "x"], 2, "--speed"),
		(&["--gpus", "101"], 2, "--gpus"),
		(&["--latency-ms", "x"], 2, "--latency-ms"),
		(&["extra"], 2, "extra"),
	] {
		let output = run(args);
		let error = String::from_utf8(output.stderr).unwrap();
		assert_eq!(output.status.code(), Some(code), "{args:?} {error}");
		assert_eq!(error.lines().count(), 1, "{error}");
		assert!(error.starts_with("feed-sim: ") && error.contains(text), "{error}");
		assert!(output.stdout.is_empty());
	}
	assert!(run(&["--help"]).status.success());
}
