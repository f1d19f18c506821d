//! Each scenario at each source that it fits, over HTTP: the answer shows what the table says.

mod common;

use caliber_feed_sim::{
	scenario::{Case, CASES},
	source::{Form, Source},
};
use common::{question, Answer, Sim, FRIDAY};
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::{io::Read, time::Duration};

const LONG: Duration = Duration::from_secs(120);
/// Long enough for three bytes at one a second.
const SHORT: Duration = Duration::from_millis(2_500);

/// A source, its true answer and what a case makes of it.
struct Shown<'a> {
	sim: &'a Sim,
	source: Source,
	good: &'a Answer,
	bad: &'a Answer,
}

/// The numbers and dates of a text, in their order.
fn tokens(text: &str) -> Vec<&str> {
	text.split(|c: char| !(c.is_ascii_digit() || "-./".contains(c)))
		.filter(|token| token.contains(|c: char| c.is_ascii_digit()))
		.collect()
}

fn number(token: &str) -> Option<f64> {
	token.parse().ok()
}

impl Shown<'_> {
	/// The numbers and dates that are others, before and after.
	fn changed(&self) -> Vec<(&str, &str)> {
		let (good, bad) = (tokens(self.good.text()), tokens(self.bad.text()));
		assert_eq!(good.len(), bad.len(), "{}", self.source);
		good.into_iter().zip(bad).filter(|(good, bad)| good != bad).collect()
	}

	/// Whether numbers changed, and each in this way.
	fn all(&self, is: impl Fn(f64, f64) -> bool) -> bool {
		let changed = self.changed();
		let numbers = |(good, bad): &(&str, &str)| number(good).zip(number(bad));
		!changed.is_empty()
			&& changed.iter().all(|pair| numbers(pair).is_some_and(|(a, b)| is(a, b)))
	}

	/// Whether this stands in the answer more often than in the true one.
	fn more(&self, what: &str) -> bool {
		self.bad.text().matches(what).count() > self.good.text().matches(what).count()
	}

	/// Whether this stands in the place of a figure.
	fn spelled(&self, word: &str) -> bool {
		match self.source.form() {
			Form::Xml => self.more(&format!(">{word}</d:")),
			Form::Csv => self.more(&format!(",{word},")) || self.more(&format!(",{word}\n")),
			Form::Json => self.more(&format!("\"{word}\"")),
		}
	}

	fn is_complete(&self) -> bool {
		self.bad.broken.is_none() && self.bad.length() == Some(self.bad.body.len())
	}

	fn is_status(&self, status: u16, media: Option<&str>) -> bool {
		self.bad.status == status && self.bad.header("content-type") == media && self.is_complete()
	}

	/// Whether this is a true answer by its head.
	fn has_true_head(&self) -> bool {
		let media = |answer: &Answer| answer.header("content-type").map(String::from);
		self.bad.status == 200 && media(self.bad) == media(self.good)
	}

	/// The first row of a table, or the first results of 13 and 4 weeks and of cash management.
	fn rows(answer: &Answer) -> Vec<Value> {
		let json = answer.json();
		json.as_array().or_else(|| json["data"].as_array()).unwrap().clone()
	}

	/// The number of the bill last sold as this: 4-Week, 13-Week, 42-Day.
	fn cusip(answer: &Answer, term: &str) -> String {
		let is_it = |row: &&Value| {
			let text = |a: &str, b: &str| row[a].as_str().or(row[b].as_str()).unwrap().to_string();
			let is_held = text("high_discnt_rate", "highDiscountRate").contains('.');
			is_held && text("security_term", "securityTerm") == term
		};
		Self::rows(answer).iter().find(is_it).unwrap()["cusip"].to_string()
	}

	/// What the last entry of a feed says in a field.
	fn field(answer: &Answer, name: &str) -> String {
		let after = answer.text().rsplit(&format!("<d:{name}")).next().unwrap();
		let rest = after.split_once('>').unwrap().1;
		rest.split('<').next().unwrap().into()
	}

	/// What one H100 SXM costs by an answer, or one H100 PCIe.
	fn price(&self, answer: &Answer, is_sxm: bool) -> f64 {
		let json = answer.json();
		let parse = |value: &Value| {
			value.as_f64().or_else(|| value.as_str()?.parse().ok()).expect("a number")
		};
		match self.source {
			Source::Vast => {
				let mut prices: Vec<f64> = json["offers"]
					.as_array()
					.unwrap()
					.iter()
					.filter(|offer| offer["reliability2"].as_f64().is_some_and(|r| r > 0.995))
					.map(|offer| parse(&offer["dph_total"]) / parse(&offer["num_gpus"]))
					.collect();
				prices.sort_by(f64::total_cmp);
				prices[prices.len() / 2]
			},
			Source::Runpod => {
				let id = if is_sxm { "NVIDIA H100 80GB HBM3" } else { "NVIDIA H100 PCIe" };
				let types = json["data"]["gpuTypes"].as_array().unwrap().clone();
				parse(&types.iter().find(|kind| kind["id"] == id).unwrap()["securePrice"])
			},
			Source::Lambda => {
				let name = if is_sxm { "gpu_1x_h100_sxm5" } else { "gpu_1x_h100_pcie" };
				parse(&json["data"][name]["instance_type"]["price_cents_per_hour"])
			},
			Source::Ornn => parse(&json["data"]["index_value"]),
			_ => {
				let sku = if is_sxm { "h100-sxm-80gb" } else { "h100-pcie-80gb" };
				let quotes = json["quotes"].as_array().unwrap().clone();
				parse(&quotes.iter().find(|quote| quote["sku"] == sku).unwrap()["price_usd"])
			},
		}
	}

	/// What one H100 PCIe truly costs.
	fn pcie(&self) -> f64 {
		if self.source != Source::Vast {
			return self.price(self.good, false);
		}
		let body = br#"{"gpu_name":{"in":["H100 PCIE"]},"limit":64}"#;
		self.price(&self.sim.ask("POST", "/api/v0/bundles/", &[], body), false)
	}

	fn shows(&self, case: &Case) -> bool {
		let (good, bad) = (self.good, self.bad);
		let half = good.body.len() / 2;
		let html = Some("text/html; charset=utf-8");
		let plain = Some("text/plain; charset=utf-8");
		let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0);
		match case.name {
			"number-nan" => self.more("NaN"),
			"number-infinity" => self.more("Infinity"),
			"number-overflow" => self.more("1e999"),
			"number-null-text" => self.spelled("null"),
			"number-dot" => self.spelled("."),
			"number-empty" => self.spelled(""),
			"number-m-null" => self.more("m:null=\"true\""),
			"negative-rate" => self.changed().iter().any(|(_, to)| number(to) == Some(-0.05)),
			"negative-price" => self.all(|good, bad| good >= 0.0 && near(good, -bad)),
			"rate-without-point" => {
				let changed = self.changed();
				!changed.is_empty()
					&& changed.iter().all(|(good, bad)| good.replace('.', "") == *bad)
			},
			"forty-digits" => self.changed().iter().all(|(_, bad)| bad.len() == 40),
			"fraction-for-percent" => self.all(|good, bad| near(good, bad * 100.0)),
			"cents-for-dollars" => self.all(|good, bad| near(good * 100.0, bad)),
			"true-zero" => self.changed().iter().any(|(_, to)| number(to) == Some(0.0)),
			"cut-body" => bad.length() == Some(good.body.len()) && bad.body == good.body[..half],
			"connection-reset" => {
				bad.broken == Some(std::io::ErrorKind::ConnectionReset)
					&& good.body.starts_with(&bad.body)
					&& bad.length() > Some(bad.body.len())
			},
			"garbage" => {
				self.has_true_head()
					&& bad.body.starts_with(&good.body[..half])
					&& bad.text().ends_with("upstream connect error")
			},
			"html-page" => self.is_status(200, html) && bad.text().contains("captcha"),
			"html-disguised" => self.has_true_head() && bad.text().starts_with("<!DOCTYPE html>"),
			"json-error" => self.has_true_head() && bad.text().contains("\"error"),
			"graphql-errors" => {
				self.has_true_head()
					&& bad.json()["errors"].is_array()
					&& bad.json()["data"].is_null()
			},
			"status500" => self.is_status(500, html),
			"no-content" => bad.status == 204 && bad.body.is_empty(),
			"redirect" => {
				bad.status == 302 && bad.header("location") == Some("https://elsewhere.invalid/")
			},
			"too-many-requests" => {
				self.is_status(429, plain) && bad.header("retry-after").is_none()
			},
			"unavailable" => self.is_status(503, plain),
			"slow-loris" => {
				bad.length() == Some(good.body.len()) && (1..=4).contains(&bad.body.len())
			},
			"huge-body" => {
				bad.body.len() == good.body.len() + 50_000_000
					&& self.is_complete()
					&& bad.body.starts_with(&good.body)
			},
			"gzip-bomb" => {
				let mut unpacked = vec![0; good.body.len()];
				let mut reader = MultiGzDecoder::new(&bad.body[..]);
				reader.read_exact(&mut unpacked).unwrap();
				bad.header("content-encoding") == Some("gzip")
					&& bad.body.len() < 1_000_000
					&& unpacked == good.body
					&& std::io::copy(&mut reader, &mut std::io::sink()).unwrap() == 50_000_000
			},
			"missing-length" => {
				bad.version == "HTTP/1.0" && bad.length().is_none() && bad.body == good.body
			},
			"long-length" => bad.length() == Some(good.body.len() + 1_000) && bad.body == good.body,
			"short-length" => bad.length() == Some(half) && bad.body == good.body[..half],
			"xml-dtd" => self.has_true_head() && bad.text().contains("<!DOCTYPE feed [<!ENTITY"),
			"xml-entity-bomb" => {
				bad.text().contains("<!ENTITY lol9") && bad.text().contains("<subtitle>&lol9;")
			},
			"xml-depth" => bad.text().contains(&"<deep>".repeat(10_000)),
			"json-depth" => bad.text().contains(&"[".repeat(200)),
			"stale" | "yesterday" => {
				self.has_true_head() && self.is_complete() && bad.body != good.body
			},
			"future-date" => self.changed().iter().any(|(good, bad)| good < bad),
			"february-31" => {
				let is_it = |bad: &str| bad.starts_with("2026-02-31") || bad == "02/31/2026";
				self.changed().iter().any(|(_, bad)| is_it(bad))
			},
			"two-digit-year" => self.changed().iter().any(|(good, bad)| {
				good.strip_prefix("20") == Some(bad) || good.replace("/20", "/") == *bad
			}),
			"duplicate-conflict" => match self.source {
				// As many rows as before are asked for.
				Source::Auctions | Source::Averages => {
					let rows = Self::rows(bad);
					let key = |row: &Value| {
						["record_date", "auction_date", "security_term"]
							.map(|name| row[name].clone())
					};
					rows.windows(2).any(|pair| key(&pair[0]) == key(&pair[1]) && pair[0] != pair[1])
				},
				_ => {
					bad.body.len() > good.body.len()
						&& tokens(bad.text()).len() > tokens(good.text()).len()
				},
			},
			"revised-pair" => self.more("\"revisionIndicator\":\"R\""),
			"columns-swapped" => {
				let changed = self.changed();
				changed.len() >= 2 && changed.iter().all(|(a, b)| changed.contains(&(*b, *a)))
			},
			"four-weeks-as-thirteen" => match self.source {
				Source::BillXml => {
					Self::field(bad, "CUSIP_13WK") == Self::field(good, "CUSIP_4WK")
						&& Self::field(bad, "ROUND_B1_CLOSE_13WK_2")
							== Self::field(good, "ROUND_B1_CLOSE_4WK_2")
				},
				Source::BillCsv => {
					let row: Vec<&str> = bad.text().lines().nth(1).unwrap().split(',').collect();
					row[7..9] == row[1..3]
				},
				_ => Self::cusip(bad, "13-Week") == Self::cusip(good, "4-Week"),
			},
			"cash-bill-as-regular" => Self::cusip(bad, "13-Week") == Self::cusip(good, "42-Day"),
			"cusip-digit" => {
				let differ = good.body.iter().zip(&bad.body).filter(|(a, b)| a != b).count();
				good.body.len() == bad.body.len() && differ == 1
			},
			"pcie-as-sxm" => near(self.price(bad, true), self.pcie()),
			"machine-price" => near(self.price(bad, true), 8.0 * self.price(good, true)),
			"fake-listings" => {
				near((self.price(bad, true) / self.price(good, true) * 10.0).round(), 5.0)
			},
			"venue-gone" => match self.source {
				Source::Vast => bad.json()["offers"] == serde_json::json!([]),
				Source::Runpod => {
					let types = bad.json()["data"]["gpuTypes"].as_array().unwrap().clone();
					types.iter().all(|kind| kind["securePrice"] == 0)
				},
				Source::Ornn => bad.status == 200 && bad.json()["success"] == false,
				Source::Lambda => bad.json() == serde_json::json!({ "data": {} }),
				Source::SfCompute => bad.json()["quote"].is_null(),
				_ => bad.json()["quotes"] == serde_json::json!([]),
			},
			"empty-row" => match self.source.form() {
				Form::Xml => self.more("m:null=\"true\""),
				Form::Csv if self.source == Source::FredCsv => self.spelled("."),
				Form::Csv => {
					let row = bad.text().lines().nth(1).unwrap();
					row.starts_with("08/14/2026,") && !row[10..].contains('.')
				},
				Form::Json if self.source == Source::Auctions => self.spelled("null"),
				Form::Json if self.source == Source::Direct => self.spelled(""),
				Form::Json => self.spelled("."),
			},
			// Percentiles move with the rate.
			"sofr-spike" => self.all(|good, bad| near(bad - good, 2.82)),
			"revision" => {
				let changed = self.changed();
				changed.iter().any(|(good, bad)| {
					number(good).zip(number(bad)).is_some_and(|(good, bad)| near(bad - good, 0.02))
				})
			},
			other => panic!("how does {other} show?"),
		}
	}
}

fn arm(sim: &Sim, source: Source, fault: &str) {
	sim.fault(source.kind(), fault);
}

/// All cases of one source but those that need the clock; those that do not show.
fn play(sim: &Sim, source: Source) -> Vec<String> {
	let mut hidden = Vec::new();
	let kind = source.kind();
	let good = sim.ask_source(kind, LONG).unwrap();
	assert_eq!((good.status, good.length()), (200, Some(good.body.len())), "{kind}");
	for case in CASES.iter().filter(|case| case.fits.contains(&source)) {
		arm(sim, source, case.name);
		match case.name {
			"hang" => {
				let answer = sim.ask_source(kind, Duration::from_millis(300));
				assert_eq!(answer, None, "{kind}");
			},
			"frozen-cdn" => {},
			name => {
				let timeout = if name == "slow-loris" { SHORT } else { LONG };
				let bad = sim.ask_source(kind, timeout).expect(name);
				let shown = Shown { sim, source, good: &good, bad: &bad };
				if !shown.shows(case) {
					hidden.push(format!("{kind} {name}"));
				}
			},
		}
		arm(sim, source, "off");
		let after = sim.ask_source(kind, LONG).unwrap();
		assert!((after.status, &after.body) == (200, &good.body), "{kind} after {}", case.name);
	}
	hidden
}

#[test]
fn answer_should_show_the_scenario_when_it_is_armed_for_a_source_that_it_fits() {
	let sim = Sim::start(&["--seed", "2", "--as-of", FRIDAY]);
	let hidden: Vec<String> = std::thread::scope(|scope| {
		let sim = &sim;
		let running = Source::ALL.map(|source| scope.spawn(move || play(sim, source)));
		running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
	});
	assert!(hidden.is_empty(), "{hidden:#?}");
	assert_eq!(sim.truth()["faults"], serde_json::json!([]));
}

#[test]
fn answer_should_stay_as_it_was_when_it_is_frozen_and_time_goes_on() {
	let sim = Sim::start(&["--seed", "2", "--as-of", FRIDAY]);
	let asked = |sim: &Sim| Source::ALL.map(|source| sim.ask_source(source.kind(), LONG).unwrap());
	let before = asked(&sim);
	for source in Source::ALL {
		arm(&sim, source, "frozen-cdn");
	}
	let now = sim.truth()["unix"].as_u64().unwrap();
	sim.clock(now + 40 * 86_400);
	for (before, after) in before.iter().zip(asked(&sim)) {
		assert_eq!((&before.body, after.status), (&after.body, 200));
		assert_eq!((after.header("age"), after.header("x-cache")), (Some("3456000"), Some("HIT")));
	}
}

#[test]
fn scenario_should_apply_to_its_path_and_time_only_when_it_has_them() {
	let sim = Sim::start(&["--seed", "2", "--as-of", FRIDAY]);
	let now = sim.truth()["unix"].as_u64().unwrap();
	let body = format!(
		r#"{{"source":"nyfed","fault":"unavailable","path":"/secured/","from":{},"until":{}}}"#,
		now + 60,
		now + 120
	);
	assert_eq!(sim.control("scenario", &body).json()["fault"], "unavailable");
	let status = |path: &str| sim.get(path).status;
	let (sofr, effr) =
		("/api/rates/secured/sofr/last/1.json", "/api/rates/unsecured/effr/last/1.json");
	for (unix, want) in [(now, 200), (now + 60, 503), (now + 119, 503), (now + 120, 200)] {
		sim.clock(unix);
		assert_eq!((status(sofr), status(effr)), (want, 200), "{unix}");
	}
	assert_eq!(sim.truth()["faults"][0]["path"], "/secured/");
}

#[test]
fn scenario_should_be_as_strong_as_asked_when_it_has_an_amount() {
	let sim = Sim::start(&["--seed", "2", "--as-of", FRIDAY]);
	let truth = |feed: &str, kind: &str| {
		sim.truth()["feeds"][feed]["sources"][kind]["value"].as_i64().unwrap()
	};
	let amount = |source: &str, fault: &str, amount: i64| {
		let body = format!(r#"{{"source":"{source}","fault":"{fault}","amount":{amount}}}"#);
		assert_eq!(sim.control("scenario", &body).status, 200);
	};
	let (bill, sofr) = (truth("TBillDiscount.W13", "ust-bill-xml"), truth("Sofr", "nyfed"));
	let effr = truth("Effr", "nyfed");
	amount("ust-bill-xml", "revision", -7);
	amount("nyfed", "sofr-spike", 40);
	assert_eq!(truth("TBillDiscount.W13", "ust-bill-xml"), bill - 700_000);
	assert_eq!(truth("TBillDiscount.W13", "ust-bill-csv"), bill);
	assert_eq!((truth("Sofr", "nyfed"), truth("Effr", "nyfed")), (sofr + 4_000_000, effr));
	amount("vast-bundles", "cut-body", 10);
	assert_eq!(sim.ask_source("vast-bundles", LONG).unwrap().body.len(), 10);
	amount("vast-bundles", "fake-listings", 200);
	let offers = sim.ask_source("vast-bundles", LONG).unwrap().json();
	assert_eq!(offers["offers"].as_array().unwrap().len(), 64);
	let dear = offers["offers"][0]["dph_total"].as_f64().unwrap();
	let true_price = truth("GpuHour.1.OnDemand", "vast-bundles");
	assert_eq!((dear * 1e6 / true_price as f64).round(), 2.0);
}

#[test]
fn scenarios_should_be_armed_from_the_start_when_a_file_says_so() {
	let folder = std::env::temp_dir().join(format!("feed-sim-file-{}", std::process::id()));
	std::fs::create_dir_all(&folder).unwrap();
	let file = folder.join("night.toml");
	let text = "[[scenario]]\nsource = \"nyfed\"\nfault = \"stale\"\n\n\
		[[scenario]]\nsource = \"nyfed\"\nfault = \"status500\"\npath = \"effr\"\n";
	std::fs::write(&file, text).unwrap();
	let sim = Sim::start(&["--as-of", FRIDAY, "--scenario", file.to_str().unwrap()]);
	assert_eq!(sim.get("/api/rates/unsecured/effr/last/1.json").status, 500);
	let rates = sim.get("/api/rates/secured/sofr/last/1.json").json();
	assert_eq!(rates["refRates"][0]["effectiveDate"], "2026-08-03");
	std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn document_should_repeat_the_table_when_scenarios_are_listed() {
	let document = include_str!("../../../docs/feed-sim.md");
	let table = caliber_feed_sim::scenario::table();
	assert!(document.contains(&table), "docs/feed-sim.md must contain this table:\n{table}");
	for source in Source::ALL {
		let row = format!("| `{}` | `{}` |", source.kind(), source.path());
		assert!(document.contains(&row), "docs/feed-sim.md must have a row {row}");
		assert!(!question(source.kind()).0.is_empty());
	}
	let output = std::process::Command::new(env!("CARGO_BIN_EXE_feed-sim"))
		.arg("--list-scenarios")
		.output()
		.unwrap();
	assert_eq!(String::from_utf8(output.stdout).unwrap(), table);
}
