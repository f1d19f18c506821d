//! The program over HTTP, and its command line.

mod common;

use common::Sim;
use std::{
	process::{Command, Output},
	time::Duration,
};

const BILLS: &str = "/resource-center/data-chart-center/interest-rates/pages/xml\
	?data=daily_treasury_bill_rates&field_tdr_date_value_month=202608";
const GPU_TYPES: &[u8] = br#"{"query":"query { gpuTypes { id securePrice communityPrice } }"}"#;

fn run(args: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_feed-sim")).args(args).output().expect("runs")
}

#[test]
fn sim_should_serve_each_source_at_its_path_when_asked() {
	let sim = Sim::start(&["--seed", "3", "--as-of", "2026-08-11"]);
	for (method, path, body, media, text) in [
		("GET", BILLS, &b""[..], "application/xml", "2026-08-11T00:00:00"),
		("POST", "/api/v0/bundles/", b"{}", "application/json", "\"dph_total\""),
		("GET", "/api/v0/bundles/?q=%7B%22limit%22%3A1%7D", b"", "application/json", "\"offers\""),
		("POST", "/graphql", GPU_TYPES, "application/json; charset=utf-8", "H100 SXM"),
		("GET", "/api/v1/instance-types", b"", "application/json", "gpu_8x_h100_sxm5"),
	] {
		let answer = sim.ask(method, path, &[("Authorization", "Bearer any")], body);
		assert_eq!(answer.status, 200, "{path}");
		assert_eq!(answer.header("content-type"), Some(media), "{path}");
		assert_eq!(answer.header("content-encoding"), None, "{path}");
		assert!(String::from_utf8(answer.body).unwrap().contains(text), "{path}");
	}
	for path in ["/", "/graphql/x", &BILLS.replace("202608", "2026-8"), &BILLS.replace("bill", "x")]
	{
		assert_eq!(sim.get(path).status, 404, "{path}");
	}
	assert_eq!(sim.get("/graphql").status, 405);
}

#[test]
fn sim_should_serve_the_same_bytes_when_seed_and_clock_are_the_same() {
	let pages = |seed: &str| {
		let sim = Sim::start(&["--seed", seed, "--as-of", "1786492799"]);
		let mut pages = vec![sim.get(BILLS), sim.get("/api/v1/instance-types")];
		pages.push(sim.ask("POST", "/graphql", &[], GPU_TYPES));
		pages.push(sim.ask("POST", "/api/v0/bundles/", &[], b"{}"));
		pages.into_iter().map(|page| page.body).collect::<Vec<_>>()
	};
	let first = pages("5");
	assert_eq!(first, pages("5"));
	for (a, b) in first.iter().zip(&pages("6")) {
		assert_ne!(a, b);
	}
}

#[test]
fn sim_should_show_another_day_when_the_clock_is_set() {
	let sim = Sim::start(&["--as-of", "2026-08-11"]);
	let before = sim.truth();
	assert_eq!(before["tbill_13w"]["date"], "2026-08-11");
	assert_eq!(before["tbill_13w"]["discount_ppb"], 37_400_000);
	// Saturday: Friday's rates are the last ones.
	assert_eq!(sim.control("clock", r#"{"unix":1787400000}"#).status, 200);
	let after = sim.truth();
	assert_eq!(after["unix"], 1_787_400_000);
	assert_eq!(after["tbill_13w"]["date"], "2026-08-21");
	assert_ne!(after["gpu_hour_micro_usd"], before["gpu_hour_micro_usd"]);
	let page = String::from_utf8(sim.get(BILLS).body).unwrap();
	assert!(page.contains("2026-08-21T00:00:00") && !page.contains("2026-08-22T00:00:00"));

	assert_eq!(sim.control("clock", "{}").status, 400);
	assert_eq!(sim.control("scenario", r#"{"source":"x","fault":"off"}"#).status, 400);
	assert_eq!(sim.truth(), after);
}

#[test]
fn sim_should_misbehave_when_a_fault_is_armed() {
	let sim = Sim::start(&["--as-of", "2026-08-11"]);
	let path = "/api/v1/instance-types";
	let source = "lambda-instance-types";
	let good = sim.get(path);

	sim.fault(source, "status500");
	let broken = sim.get(path);
	assert_eq!(broken.status, 500);
	assert_eq!(broken.header("content-type"), Some("text/html; charset=utf-8"));

	sim.fault(source, "garbage");
	let garbage = sim.get(path);
	assert_eq!((garbage.status, garbage.header("content-type")), (200, Some("application/json")));
	assert!(serde_json::from_slice::<serde_json::Value>(&garbage.body).is_err());

	sim.fault(source, "stale");
	assert_ne!(sim.get(path).body, good.body);

	sim.fault(source, "hang");
	let waited = sim.try_ask("GET", path, &[], b"", Duration::from_millis(300));
	assert_eq!(waited, None);
	// The others are not held up.
	assert_eq!(sim.get(BILLS).status, 200);

	sim.fault(source, "off");
	assert_eq!(sim.get(path).body, good.body);
}

#[test]
fn feed_sim_should_end_with_one_line_when_it_cannot_start() {
	let taken = Sim::start(&[]);
	let port = taken.address.port().to_string();
	for (args, code, text) in [
		(&["--port", port.as_str()][..], 1, "choose another --port"),
		(&["--host", "0.0.0.0"], 1, "add --allow-remote"),
		(&["--host", "localhost"], 2, "--host"),
		(&["--port", "70000"], 2, "--port"),
		(&["--as-of", "yesterday"], 2, "YYYY-MM-DD"),
		(&["--as-of", "2026-02-30"], 2, "YYYY-MM-DD"),
		(&["--seed=-1"], 2, "--seed"),
		(&["--speed", "2"], 2, "--speed"),
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
