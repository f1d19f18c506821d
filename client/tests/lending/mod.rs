//! The life of a loan as people type it, on the chain that a demo leaves.

mod escrow;

use crate::{http, independent::civil};
use serde_json::{json, Value};
use std::{
	path::PathBuf,
	process::{Command, Output},
	time::Duration,
};

const DAY: u64 = 86_400;
const UNIT: u128 = 1_000_000_000_000_000_000;

/// A chain with roles, feeds, a vault and two loans; gone when dropped.
struct Kept {
	port: u16,
	url: String,
	processes: Vec<String>,
	folder: PathBuf,
}

impl Kept {
	fn start() -> Self {
		let port = http::free_port();
		let number = port.to_string();
		let flags = ["--scenario", "stale-feed", "--keep", "--rpc-port", &number];
		let lines = crate::lines(&flags);
		let kept = lines.iter().find(|line| line["note"] == "kept").expect("it says where");
		let text = |name: &str| kept["figures"][name].as_str().unwrap().to_string();
		let processes = kept["figures"]["processes"].as_array().unwrap();
		Self {
			port,
			url: text("url"),
			processes: processes.iter().map(Value::to_string).collect(),
			folder: text("folder").into(),
		}
	}

	fn output(&self, typed: &str) -> Output {
		let mut command = Command::new(env!("CARGO_BIN_EXE_caliber"));
		command.args(typed.split(' ')).args(["--url", &self.url]).output().unwrap()
	}

	/// What a command that succeeds prints.
	fn says(&self, typed: &str) -> String {
		let output = self.output(typed);
		let error = String::from_utf8_lossy(&output.stderr);
		assert!(output.status.success() && error.is_empty(), "{typed}: {error}");
		String::from_utf8(output.stdout).unwrap()
	}

	/// The same, that holds all of these parts.
	fn tells(&self, typed: &str, parts: &[&str]) -> String {
		let text = self.says(typed);
		parts.iter().for_each(|part| assert!(text.contains(part), "{typed}: {part}: {text}"));
		text
	}

	/// The JSON lines of a command.
	fn lines(&self, typed: &str) -> Vec<Value> {
		let text = self.says(typed);
		text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
	}

	fn shown(&self, loan: u32) -> Value {
		self.lines(&format!("loan show {loan} --json")).remove(0)
	}

	/// Makes a block at a moment to come.
	fn travel_to(&self, time: u64) {
		let now = self.shown(0)["time"].as_u64().unwrap();
		for (method, params) in
			[("dev_timeTravel", json!([time.saturating_sub(now)])), ("dev_newBlock", json!([]))]
		{
			let answer = http::rpc(self.port, method, &params);
			assert!(matches!(answer, Some(Ok(_))), "{method}: {answer:?}");
		}
	}

	/// A command that is refused in one line; what it had printed by then.
	fn refuses(&self, typed: &str, reasons: &[&str]) -> String {
		let output = self.output(typed);
		let error = String::from_utf8_lossy(&output.stderr);
		assert_eq!(output.status.code(), Some(1), "{typed}: {error}");
		assert_eq!(error.lines().count(), 1, "{typed}: {error}");
		reasons.iter().for_each(|reason| assert!(error.contains(reason), "{typed}: {error}"));
		String::from_utf8(output.stdout).unwrap()
	}

	/// Hardware of Bob's that can be pledged, by the commands of those who vouch for it.
	fn rack(&self) -> u32 {
		let time = self.shown(0)["time"].as_u64().unwrap();
		let file = self.folder.join("rack.toml");
		std::fs::write(&file, rack(time / DAY)).unwrap();
		let file = file.display();
		let text = self.tells(&format!("gpu submit {file} --as //Bob"), &["item "]);
		let item = after(&text, "item ").parse().unwrap();
		for typed in [
			format!("attest custody {item} {file} --as //Eve"),
			format!("attest title {item} {file} --as //One"),
			format!("attest heartbeat {item} {file} --as //Eve"),
			format!("insure {item} {file} --as //Dave"),
			format!("appraise {item} {file} --as //Charlie"),
		] {
			self.says(&format!("gpu {typed}"));
		}
		item
	}
}

impl Drop for Kept {
	fn drop(&mut self) {
		for process in &self.processes {
			// It may have ended by itself.
			let _ = Command::new("kill").arg(process).status();
		}
		std::thread::sleep(Duration::from_secs(2));
		let _ = std::fs::remove_dir_all(&self.folder);
	}
}

/// The word after a text.
fn after<'a>(text: &'a str, what: &str) -> &'a str {
	let (_, rest) = text.split_once(what).unwrap_or_else(|| panic!("{what}: {text}"));
	rest.split_whitespace().next().unwrap()
}

/// What is stated about a rack on a day, for as long as the rules of the chain allow.
fn rack(today: u64) -> String {
	let date = |days: u64| {
		let (year, month, day) = civil(i64::try_from(today + days).unwrap());
		format!("{year:04}-{month:02}-{day:02}")
	};
	let hash = |digit: &str| format!("0x{}", digit.repeat(64));
	format!(
		r#"
[rack]
class = "gpu"
model = 1
quantity = 64
site = 1
document = "{}"
serials = ["C001-H100-8X", "C002-H100-8X"]
[custody]
receipt = "{}"
expires = {}
[title]
document = "{}"
filing = "{}"
lapses = {}
invoice_usd = 1_600_000
invoice_date = {}
invoice = "{}"
vendor = "Rack Makers Inc., Delaware 7654321"
[machines]
utilisation_ppm = 900_000
health = "good"
[policy]
class = "gpu"
limit_usd = 3_000_000
premium_ppm = 9_000
until = {}
document = "{}"
[insurance]
cover_usd = 1_500_000
residual_floor_usd = 900_000
until = {}
[appraisal]
fair_usd = 1_500_000
orderly_usd = 1_300_000
forced_usd = 1_000_000
method = "market"
condition = "new"
effective = {}
expires = {}
report = "{}"
"#,
		hash("1"),
		hash("2"),
		date(364),
		hash("3"),
		hash("4"),
		date(1_824),
		date(0),
		hash("7"),
		date(1_824),
		hash("5"),
		date(1_824),
		date(0),
		date(89),
		hash("6"),
	)
}

fn figure(value: &Value) -> u128 {
	value.as_str().unwrap().parse().unwrap()
}

/// What an instalment takes in time, without charges.
fn instalment(line: &Value) -> u128 {
	figure(&line["principal"]) + figure(&line["interest"])
}

/// Money that lies with a loan.
fn pot(shown: &Value, name: &str) -> u128 {
	figure(&shown["pots"][name])
}

fn sum(lines: &Value, name: &str) -> u128 {
	lines.as_array().unwrap().iter().map(|line| figure(&line[name])).sum()
}

/// A loan with fresh facts and prices is as well as a review says, and turns only when prices fall.
fn assert_watched(chain: &Kept, loan: u32) {
	let before = chain.shown(loan);
	let ltv = before["health"]["ltv_ppm"].as_u64().unwrap();
	assert!((1..900_000).contains(&ltv) && before["health"]["lapsed"].is_null(), "{before}");
	let stands = [&before["collateral"]["status"], &before["health"]["reviewed"]["status"]];
	assert_eq!(stands, ["sound", "sound"], "{before}");
	let parts = ["loan 3 is reviewed", "nothing has lapsed", "Bounty           none"];
	chain.tells(&format!("loan review {loan} --as //Ferdie"), &parts);
	let after = chain.shown(loan);
	assert_eq!(after["collateral"], before["health"]["reviewed"]);
	chain.tells(&format!("loan show {loan}"), &["\nCollateral ", "\nHealth now       LTV "]);

	let turned = chain.lines("stress 0.01 --json");
	let row = turned.iter().find(|row| row["loan"] == loan).expect("it turns");
	assert!(row["ltv_ppm"].is_u64() && figure(&row["balance"]) == figure(&after["balance"]));
	chain.tells(
		"stress 0.01",
		&["LOAN  LTV NOW", " would turn to a margin call, were prices 1.00 %"],
	);
	chain.tells("stress 1", &["no loan would turn"]);
}

#[test]
#[ignore = "needs a node with a runtime"]
fn loan_should_live_from_offer_to_release_when_people_type_it() {
	let chain = Kept::start();
	let listed = |flags: &str| {
		let lines = chain.lines(&format!("loans --json{flags}"));
		lines.iter().map(|line| line["loan"].as_u64().unwrap()).collect::<Vec<_>>()
	};
	// The offer of loan 1 was taken back.
	assert_eq!(listed(""), [0, 2]);
	let item = chain.rack();

	let offer = |terms: &str| format!("offer 500000 --borrower //Bob --as //Two {terms}");
	let ask = format!("--items {item} --rate 13 --months 36");
	for (terms, reason) in [
		("--items 99 --rate 13 --months 36", "there is no item 99"),
		("--items 0,0 --rate 13 --months 36", "item 0 is named twice"),
		(&format!("--items {item} --rate 30 --months 36"), "5.00 % a year to 25.00 % a year"),
		(&format!("--items {item} --rate 13 --months 60"), "90 to 1460 days"),
		(&format!("{ask} --open 31"), "30 days at most"),
		(&format!("{ask} --grace 11"), "1 to 10 days"),
		(&format!("{ask} --tranche //Bob:50000:15"), "OwnTranche"),
		(&format!("{ask} --refinances 99"), "there is no loan 99"),
		(&format!("{ask} --reserve 2"), "3 to 12 instalments"),
		(&format!("{ask} --interest-only 13"), "at most 12 instalments are of interest only"),
		(&format!("{ask} --balloon 150001"), "at most 30.00 % of the principal"),
		(&format!("{ask} --charge premium://Bob:0.1"), "OwnCharge"),
		(&format!("{ask} --charge custody://Dave:0.1"), "ChargeRole"),
	] {
		chain.refuses(&offer(terms), &[reason]);
	}
	let eve = format!("offer 500000 --borrower //Bob --as //Eve {ask}");
	chain.refuses(&eve, &["Lending.Role", "Ask governance"]);
	let text = chain.tells(
		&offer(&format!("{ask} --tranche //Ferdie:50000:15 --charge premium://Dave:0.1")),
		&[
			"36 monthly instalments",
			"5,000.00",
			"tranche 1: 50,000.00 USDai at 15.00 %",
			"USDai are kept back, 3 instalments",
			"1: 0.10 % of the balance for premium",
			"2.00 % of an instalment that is late",
			"  CHARGES  ",
			"36   20",
		],
	);
	let loan: u32 = after(&text, ": loan ").parse().unwrap();
	let hash = after(&text, "Terms hash").to_string();
	assert_eq!(loan, 3);

	let borrow = format!("borrow {loan} --as //Bob");
	let said = chain.refuses(&borrow, &["2 conditions are not met"]);
	let (stage, activate) = ("`caliber loan stage 3`", format!("`caliber gpu activate {item}`"));
	assert!(said.contains(stage) && said.contains(&activate), "{said}");
	chain.refuses(&format!("borrow {loan} --as //Eve"), &["only its borrower"]);
	let other = format!("0x{}", "1".repeat(64));
	chain.refuses(&format!("{borrow} --terms-hash {other}"), &["other terms", &hash]);
	chain.says(&format!("gpu activate {item} --as //Bob"));

	let ferdie = "--as //Ferdie";
	chain.refuses(&format!("loan unstage {loan} {ferdie}"), &["has staged nothing"]);
	chain.refuses(&format!("loan stage {loan} --as //Eve"), &["for nothing"]);
	chain.refuses(&format!("loan collect {loan} 1 {ferdie}"), &["caliber loan unstage 3"]);
	let stage = format!("loan stage {loan} --terms-hash {hash} {ferdie}");
	chain.tells(&stage, &["50,000.00 USDai are staged for loan 3"]);
	chain.refuses(&stage, &["already"]);
	chain.tells(&format!("loan unstage {loan} {ferdie}"), &["50,000.00 USDai are taken back"]);
	chain.says(&stage);
	let shown = chain.shown(loan);
	assert_eq!((&shown["status"], &shown["unmet"]), (&"offered".into(), &Value::Array(vec![])));
	assert_eq!(shown["terms_hash"], hash);
	assert_eq!(sum(&shown["quote"], "principal"), 500_000 * UNIT);

	let begun = ["loan 3 has begun", "the fee of 5,000.00 and the reserve of", "of 36 instalments"];
	chain.tells(&borrow, &begun);
	chain.refuses(&borrow, &["loan 3 has begun"]);
	let shown = chain.shown(loan);
	assert_eq!((&shown["status"], &shown["windows"]), (&"current".into(), &36.into()));
	assert_eq!(sum(&shown["schedule"], "principal"), 500_000 * UNIT);
	// All of the principal, and interest of hours.
	let payoff = figure(&shown["payoff"]) / UNIT;
	assert!((500_000..500_100).contains(&payoff), "{payoff}");
	let first: u128 = shown["schedule"].as_array().unwrap().iter().take(3).map(instalment).sum();
	assert_eq!((pot(&shown, "reserve"), pot(&shown, "required")), (first, first));

	assert_watched(&chain, loan);
	let fund = format!("loan fund {loan}");
	chain.tells(&format!("{fund} 1000 {ferdie}"), &["into the lockbox, it holds 1,000.00"]);
	chain.tells(&format!("loan sweep {loan} {ferdie}"), &["nothing moved: 1,000.00 USDai"]);
	chain.refuses(&format!("{fund} 1 --reserve {ferdie}"), &["the reserve of loan 3 is full"]);
	let draw = format!("loan draw {loan} {ferdie}");
	chain.refuses(&draw, &["no instalment of loan 3 is late"]);
	let advance = format!("loan advance {loan} {ferdie}");
	chain.refuses(&advance, &["no instalment of loan 3 is late"]);

	let repay = format!("repay {loan} --as //Bob");
	let text = chain.tells(&repay, &["instalment 1 of 36", "35 instalments", "500.00 charges"]);
	assert_eq!(after(&text, "Due now"), after(&text, ": paid "));
	let paid = chain.shown(loan);
	assert_eq!((&paid["windows_paid"], &paid["next_due"]["window"]), (&1.into(), &1.into()));
	let first = &shown["schedule"][0];
	let left = figure(&shown["balance"]) - figure(&first["principal"]);
	// The lockbox waits for its due date.
	assert_eq!((figure(&paid["balance"]), pot(&paid, "lockbox")), (left, 1_000 * UNIT));
	let premium = format!("loan collect {loan} --charge 1 --as //Bob");
	chain.tells(&premium, &["charge 1 of loan 3 paid 500.00 USDai to "]);
	chain.refuses(&premium, &["nothing is credited to charge 1"]);
	chain.refuses(&format!("loan collect {loan} --charge 2 --as //Bob"), &["charge 1 only"]);
	let sell = format!("loan transfer {loan} 1 //Eve {ferdie}");
	chain.tells(&sell, &["tranche 1 of loan 3 is "]);
	chain.refuses(&sell, &["sign with that account"]);
	// The next window has not opened: it bears no interest yet.
	let early = format!("prepay {loan} 10000 --as //Bob");
	chain.tells(&early, &["Takes now        10,000.00 USDai", "for principal ahead of time"]);
	assert_eq!(figure(&chain.shown(loan)["balance"]), left - 10_000 * UNIT);
	chain.refuses(&format!("{repay} --all"), &["35 instalments are left", "--windows 12"]);

	// Nobody pays the second one but for its charges: the reserve does, for a bounty, and is filled
	// again.
	chain.travel_to(paid["next_due"]["due"].as_u64().unwrap() + 90_000);
	chain.refuses(&early, &["is late since", "`caliber repay 3` first"]);
	let parts = [" USDai of charges for the borrower", "the next payment repays it"];
	chain.tells(&advance, &parts);
	chain.refuses(&advance, &["no charge of loan 3 waits"]);
	assert_eq!(chain.shown(loan)["advances"].as_array().unwrap().len(), 1);
	chain.tells(
		&draw,
		&[
			"others have advanced",
			"for being late",
			"the reserve gave ",
			"a bounty of 250.00 went to ",
		],
	);
	chain.refuses(&draw, &["no instalment of loan 3 is late"]);
	let advanced = format!("loan collect {loan} --charge 2 --as //Bob");
	chain.tells(&advanced, &["charge 2 of loan 3 paid "]);
	let drawn = chain.shown(loan);
	assert_eq!((&drawn["status"], &drawn["windows_paid"]), (&"current".into(), &2.into()));
	assert!(pot(&drawn, "reserve") < pot(&drawn, "required") && drawn["refill_by"].is_u64());
	chain.tells(&format!("{fund} 1000000 --reserve {ferdie}"), &["into the reserve, it holds "]);
	let full = chain.shown(loan);
	assert_eq!(pot(&full, "reserve"), pot(&full, "required"));
	assert!(full["refill_by"].is_null());

	for _ in 0..2 {
		let text = chain.tells(&format!("{repay} --windows 12"), &["for 12 instalments"]);
		assert_eq!(after(&text, "Due now"), after(&text, ": paid "));
	}
	chain.refuses(&format!("{repay} --windows 12"), &["only 10 instalments are left"]);
	chain.refuses(&format!("{repay} --all"), &["the account has", "nothing was sent"]);
	// Anyone pays, to the borrower's benefit.
	let one = format!("repay {loan} {ferdie}");
	chain.tells(&one, &["instalment 27 of 36", "`caliber prepay 3 --all`"]);
	let last = format!("prepay {loan} --all {ferdie}");
	let over = ["the loan is over", "loan 3 is over, its items are free", "went back to him"];
	chain.tells(&last, &over);
	chain.refuses(&repay, &["loan 3 is over: nothing is owed"]);
	assert_eq!((listed(" --status repaid"), listed("")), (vec![3], vec![0, 2, 3]));
	assert!(listed(" --borrower //Eve").is_empty());
	chain.tells("loans --limit 2", &["LOAN  STATUS", "more: --after 2"]);
	assert_eq!(listed(" --after 2"), [3]);

	let owed = figure(&chain.shown(loan)["positions"][0]["owed"]);
	assert!(owed > 50_000 * UNIT, "{owed}");
	let collect = format!("loan collect {loan} 1 --as //Bob");
	chain.tells(&collect, &["tranche 1 of loan 3 paid "]);
	chain.refuses(&collect, &["nothing is credited"]);
	chain.refuses(&format!("loan collect {loan} 2 --as //Bob"), &["tranche 1 only"]);
	chain.tells(&premium, &["charge 1 of loan 3 paid "]);

	// An offer that is taken back leaves what was staged.
	chain.says(&offer(&format!("{ask} --tranche //Ferdie:50000:15")));
	chain.says(&format!("loan stage 4 {ferdie}"));
	chain
		.tells("loan withdraw 4 --as //Two", &["loan 4 is taken back", "caliber loan collect 4 1"]);
	chain.tells("loan show 4", &["4, withdrawn"]);
	chain.tells("loan collect 4 1 --as //Bob", &["paid 50,000.00 USDai"]);
	chain.refuses("loan show 4", &["there is no loan 4"]);
	chain.refuses("loan show 99", &["there is no loan 99", "caliber loans"]);
}
