//! The demo on a real node, and its money recomputed; a loan as people type it.

#[path = "feeds/http.rs"]
mod http;
mod independent;
mod lending;

use http::free_port;
use independent::books::Books;
use serde_json::Value;
use std::{
	net::TcpStream,
	process::{Command, Output},
	sync::OnceLock,
	time::{Duration, Instant},
};

/// How long a demo may take.
const LIMIT: Duration = Duration::from_secs(120);

fn demo(arguments: &[&str]) -> (Output, Duration) {
	let start = Instant::now();
	let output =
		Command::new(env!("CARGO_BIN_EXE_caliber")).arg("demo").args(arguments).output().unwrap();
	(output, start.elapsed())
}

/// The JSON lines of a demo that went well.
fn lines(arguments: &[&str]) -> Vec<Value> {
	let (output, took) = demo(&[&["--json"], arguments].concat());
	let said = String::from_utf8_lossy(&output.stderr);
	assert!(output.status.success(), "{arguments:?}: {said}");
	assert!(took <= LIMIT, "{arguments:?} took {took:?}");
	let text = String::from_utf8(output.stdout).unwrap();
	text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The demo with seed 1, played once.
fn first() -> &'static [Value] {
	static FIRST: OnceLock<Vec<Value>> = OnceLock::new();
	FIRST.get_or_init(|| lines(&["--seed", "1"]))
}

fn act<'a>(lines: &'a [Value], name: &str) -> Vec<&'a Value> {
	lines.iter().filter(|line| line["act"] == name).collect()
}

fn fed(lines: &[Value]) -> Vec<(i64, i64)> {
	let fed: Vec<_> = act(lines, "feeds")
		.into_iter()
		.map(|line| {
			let figure = |name: &str| line["figures"][name].as_i64().unwrap();
			let (rate, price) = (figure("discount_ppb"), figure("gpu_hour_micro_usd"));
			assert_eq!(rate, figure("served_discount_ppb"));
			assert_eq!(price, figure("served_gpu_hour_micro_usd"));
			(rate, price)
		})
		.collect();
	assert_eq!(fed.len(), 2, "before the loan, and after the silence");
	fed
}

#[test]
#[ignore = "needs a node with a runtime"]
fn demo_should_equal_an_independent_calculation_to_the_unit_when_played() {
	let lines = first();
	let steps: Vec<&Value> = lines.iter().filter(|line| line["step"].is_u64()).collect();
	assert!(steps.len() >= 15, "{} steps", steps.len());
	assert!(steps.iter().all(|step| step["block"].as_u64().is_some_and(|block| block > 0)));
	let text = |line: &Value| line["text"].as_str().unwrap().to_string();
	let all: String = lines.iter().map(text).collect::<Vec<_>>().join("\n");
	for part in ["36 of 36 instalments paid", "released", "redeemed"] {
		assert!(all.contains(part), "{part}");
	}
	let last = text(lines.last().unwrap());
	let checked = last.strip_prefix("invariants ok: ").and_then(|t| t.strip_suffix(" checked"));
	assert!(checked.and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n > 0), "{last}");

	let mut books = Books::default();
	for line in lines {
		books.apply(line);
	}
	assert_eq!(books.paid, 36);
	assert!(books.checked > 36 * 14, "{} figures were compared", books.checked);

	let refused = act(lines, "refused");
	assert_eq!(refused.len(), 1);
	assert!(refused[0]["figures"]["error"].as_str().unwrap().starts_with("Lending.Fact(Feed("));
	let place = |line: &Value| line["step"].as_u64().unwrap();
	let paid = act(lines, "repay").into_iter().find(|line| place(line) > place(refused[0]));
	let back = fed_at(lines, 1);
	assert!(paid.is_some_and(|paid| place(paid) < back), "repayment works in the silence");
	fed(lines);
}

fn fed_at(lines: &[Value], number: usize) -> u64 {
	act(lines, "feeds")[number]["step"].as_u64().unwrap()
}

#[test]
#[ignore = "needs a node with a runtime"]
fn demo_should_stay_up_and_show_other_values_when_kept_with_another_seed() {
	let port = free_port();
	let lines = lines(&["--seed", "2", "--keep", "--rpc-port", &port.to_string()]);
	let kept = lines.iter().find(|line| line["note"] == "kept").expect("it says where");
	let figures = &kept["figures"];
	for process in figures["processes"].as_array().unwrap() {
		let path = format!("/proc/{process}");
		assert!(std::path::Path::new(&path).exists(), "process {process} has ended");
	}
	let reached = TcpStream::connect(("127.0.0.1", port));
	for process in figures["processes"].as_array().unwrap() {
		Command::new("kill").arg(process.to_string()).status().unwrap();
	}
	let folder = figures["folder"].as_str().unwrap().to_string();
	std::thread::sleep(Duration::from_secs(2));
	std::fs::remove_dir_all(folder).unwrap();
	assert!(reached.is_ok(), "nobody listens on {port}");
	assert!(figures["polkadot_js_apps"].as_str().unwrap().contains(&format!("127.0.0.1:{port}")));
	assert!(figures["papi_console"].as_str().unwrap().contains(&port.to_string()));

	// The same evening, the same sources, another seed.
	for (mine, others) in fed(&lines).into_iter().zip(fed(first())) {
		assert_ne!(mine.0, others.0);
		assert_ne!(mine.1, others.1);
	}
}

#[test]
#[ignore = "needs a node with a runtime"]
fn demo_should_tell_what_silence_does_when_asked_for_that_story() {
	let lines = lines(&["--scenario", "stale-feed"]);
	let acts: Vec<&str> = lines.iter().filter_map(|line| line["act"].as_str()).collect();
	let told = ["feeds", "draw", "silence", "alarm", "soft", "refused", "hard", "repay", "no news"];
	let mut rest = acts.iter();
	for act in told.into_iter().chain(["back", "feeds", "draw"]) {
		assert!(rest.any(|known| *known == act), "{act} is missing or out of order: {acts:?}");
	}
	let figures = |act_of: &str| &act(&lines, act_of)[0]["figures"];
	assert_eq!((&figures("alarm")["have"], &figures("alarm")["need"]), (&0.into(), &1.into()));
	assert_eq!(figures("refused")["error"], "Lending.Fact(Feed(SoftStale))");
	assert_eq!(figures("silence")["value"], figures("no news")["value"]);
	fed(&lines);
	assert!(lines.last().unwrap()["text"].as_str().unwrap().starts_with("invariants ok"));
}

#[test]
#[ignore = "needs a node with a runtime"]
fn demo_should_tell_whom_a_default_costs_when_asked_for_that_story() {
	let lines = lines(&["--scenario", "default"]);
	let acts: Vec<&str> = lines.iter().filter_map(|line| line["act"].as_str()).collect();
	let told = ["curate", "draw", "mark", "default", "auction", "unsold", "auction", "unsold"];
	let mut rest = acts.iter();
	for act in told.into_iter().chain(["auction", "waterfall", "claim", "redeem", "reconcile"]) {
		assert!(rest.any(|known| *known == act), "{act} is missing or out of order: {acts:?}");
	}
	let figures = |act_of: &str| &act(&lines, act_of)[0]["figures"];
	assert_eq!(figures("waterfall")["curator"], "0");
	assert_ne!(figures("waterfall")["lost"], "0");
	assert_eq!(figures("claim")["paid"], figures("waterfall")["claimed"]);
	// Each sale begins a fifth lower than the one before.
	let floors: Vec<u128> = act(&lines, "auction")
		.iter()
		.map(|line| line["figures"]["floor"].as_str().unwrap().parse().unwrap())
		.collect();
	assert_eq!(floors.len(), 3);
	assert!(floors.windows(2).all(|two| two[1].abs_diff(two[0] / 5 * 4) < two[0] / 100));
	assert!(lines.last().unwrap()["text"].as_str().unwrap().starts_with("invariants ok"));
}
