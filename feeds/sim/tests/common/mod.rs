//! A running `feed-sim` and a client that knows only TCP.

#![allow(dead_code, reason = "each test program uses its own part")]

use std::{
	io::{self, BufRead, BufReader, Read, Write},
	net::{SocketAddr, TcpStream},
	process::{Child, Command, Stdio},
	time::Duration,
};

/// A date on which every source has something that ten days before it had not: a Friday after the
/// month's averages, with a cash-management bill in the week.
pub const FRIDAY: &str = "2026-08-14";
/// A key as FRED wants it.
pub const KEY: &str = "abcdefghijklmnopqrstuvwxyz012345";

/// The program, stopped when dropped.
pub struct Sim {
	child: Child,
	pub address: SocketAddr,
	/// Ports with TLS: a good certificate, an expired one, one of another host.
	pub tls: Vec<SocketAddr>,
}

/// Status, header lines and body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
	pub version: String,
	pub status: u16,
	pub headers: Vec<(String, String)>,
	pub body: Vec<u8>,
	/// Why it ended, if not in peace.
	pub broken: Option<io::ErrorKind>,
}

impl Answer {
	pub fn header(&self, name: &str) -> Option<&str> {
		let found = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
		found.map(|(_, value)| value.as_str())
	}

	pub fn json(&self) -> serde_json::Value {
		serde_json::from_slice(&self.body).expect("JSON")
	}

	pub fn text(&self) -> &str {
		std::str::from_utf8(&self.body).expect("UTF-8")
	}

	pub fn length(&self) -> Option<usize> {
		self.header("content-length")?.parse().ok()
	}

	/// `None` without a whole head.
	pub fn read(bytes: &[u8], broken: Option<io::ErrorKind>) -> Option<Self> {
		let split = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
		let head = std::str::from_utf8(&bytes[..split]).expect("is text");
		let mut lines = head.lines();
		let first = lines.next().expect("a status line");
		let headers = lines
			.map(|line| line.split_once(": ").expect("a header"))
			.map(|(name, value)| (name.to_string(), value.to_string()))
			.collect();
		Some(Self {
			version: first[..8].into(),
			status: first[9..12].parse().expect("a status"),
			headers,
			body: bytes[split + 4..].to_vec(),
			broken,
		})
	}
}

/// What is sent.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
	let mut head = format!("{method} {path} HTTP/1.1\r\nHost: sim\r\nConnection: close\r\n");
	for (name, value) in headers {
		head += &format!("{name}: {value}\r\n");
	}
	head += &format!("Content-Length: {}\r\n\r\n", body.len());
	[head.as_bytes(), body].concat()
}

impl Sim {
	pub fn start(args: &[&str]) -> Self {
		let mut child = Command::new(env!("CARGO_BIN_EXE_feed-sim"))
			.args(args)
			.stdout(Stdio::piped())
			.spawn()
			.expect("starts");
		let out = child.stdout.take().expect("piped");
		let lines = if args.contains(&"--tls") { 4 } else { 1 };
		let mut addresses = BufReader::new(out).lines().take(lines).map(|line| {
			let line = line.expect("prints a line");
			line.split_once("://")
				.and_then(|(_, rest)| rest.split(' ').next()?.parse().ok())
				.unwrap_or_else(|| panic!("unexpected line: {line}"))
		});
		let address = addresses.next().expect("listens");
		let tls = addresses.collect();
		Self { child, address, tls }
	}

	/// Sends one request and reads to the end of the answer.
	pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
		self.try_ask(method, path, headers, body, Duration::from_secs(60)).expect("answers")
	}

	/// What has come when the answer or the time is over; `None` without a whole head.
	pub fn try_ask(
		&self,
		method: &str,
		path: &str,
		headers: &[(&str, &str)],
		body: &[u8],
		timeout: Duration,
	) -> Option<Answer> {
		let start = std::time::Instant::now();
		let mut stream = TcpStream::connect(self.address).expect("connects");
		stream.write_all(&request(method, path, headers, body)).expect("writes");
		let mut bytes = Vec::new();
		let mut part = vec![0; 65_536];
		let broken = loop {
			let left = timeout.saturating_sub(start.elapsed()).max(Duration::from_millis(1));
			stream.set_read_timeout(Some(left)).expect("takes a timeout");
			match stream.read(&mut part) {
				Ok(0) => break None,
				Ok(n) => bytes.extend_from_slice(&part[..n]),
				Err(error) => break Some(error.kind()),
			}
		};
		Answer::read(&bytes, broken)
	}

	pub fn get(&self, path: &str) -> Answer {
		self.ask("GET", path, &[("Authorization", "Bearer any")], b"")
	}

	pub fn control(&self, what: &str, body: &str) -> Answer {
		self.ask("POST", &format!("/control/{what}"), &[], body.as_bytes())
	}

	pub fn fault(&self, source: &str, fault: &str) {
		let body = format!(r#"{{"source":"{source}","fault":"{fault}"}}"#);
		let answer = self.control("scenario", &body);
		assert_eq!(answer.status, 200, "{}", answer.text());
	}

	pub fn clock(&self, unix: u64) {
		assert_eq!(self.control("clock", &format!(r#"{{"unix":{unix}}}"#)).status, 200);
	}

	pub fn truth(&self) -> serde_json::Value {
		self.get("/control/truth").json()
	}
}

impl Drop for Sim {
	fn drop(&mut self) {
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

/// How a reader asks each source, on [`FRIDAY`]: path and body.
pub fn question(kind: &str) -> (String, &'static [u8]) {
	const INTEREST: &str = "/resource-center/data-chart-center/interest-rates";
	const BILLS: &str = "daily_treasury_bill_rates";
	const PAR: &str = "daily_treasury_yield_curve";
	let xml = |data| format!("{INTEREST}/pages/xml?data={data}&field_tdr_date_value_month=202608");
	let csv = |data| {
		format!(
			"{INTEREST}/daily-treasury-rates.csv/2026/all?type={data}\
			 &field_tdr_date_value=2026&page&_format=csv"
		)
	};
	let fiscal = "/services/api/fiscal_service";
	let path = match kind {
		"ust-bill-xml" => xml(BILLS),
		"ust-par-xml" => xml(PAR),
		"ust-bill-csv" => csv(BILLS),
		"ust-par-csv" => csv(PAR),
		"fiscaldata-auctions" => format!(
			"{fiscal}/v1/accounting/od/auctions_query?filter=security_type:eq:Bill\
			 &sort=-auction_date&page%5Bsize%5D=100"
		),
		"fiscaldata-averages" => format!(
			"{fiscal}/v2/accounting/od/avg_interest_rates\
			 ?filter=security_desc:eq:Treasury%20Bills&sort=-record_date&page%5Bsize%5D=4"
		),
		"treasurydirect-auctioned" => {
			"/TA_WS/securities/auctioned?format=json&type=Bill&days=35".into()
		},
		"nyfed" => "/api/rates/secured/sofr/last/5.json".into(),
		"fred-observations" => format!(
			"/fred/series/observations?series_id=SOFR&observation_start=2026-08-01\
			 &file_type=json&sort_order=desc&limit=20&api_key={KEY}"
		),
		"fred-csv" => "/graph/fredgraph.csv?id=SOFR&cosd=2026-08-01".into(),
		"vast-bundles" => {
			return ("/api/v0/bundles/".into(), br#"{"gpu_name":{"in":["H100 SXM"]},"limit":64}"#)
		},
		"runpod-graphql" => {
			let query = br#"{"query":"query { gpuTypes { id securePrice communityPrice } }"}"#;
			return ("/graphql".into(), query);
		},
		"ornn-daily" => "/api/daily-index-simple?gpuType=H100%20SXM".into(),
		"lambda-instance-types" => "/api/v1/instance-types".into(),
		"sfcompute-quote" => "/v0/quote?side=buy&instance_type=h100i&quantity=1\
			&min_start_date=2026-08-15T00:00:00Z&max_start_date=2026-08-15T00:00:00Z\
			&min_duration=86400&max_duration=86400"
			.into(),
		"resale-catalogue" => "/resale-a/v1/resale-catalogue.json".into(),
		"resale-catalogue-b" => "/resale-b/v1/resale-catalogue.json".into(),
		"resale-catalogue-c" => "/resale-c/v1/resale-catalogue.json".into(),
		other => panic!("how is {other} asked?"),
	};
	(path, b"")
}

impl Sim {
	/// Asks a source as [`question`] does.
	pub fn ask_source(&self, kind: &str, timeout: Duration) -> Option<Answer> {
		let (path, body) = question(kind);
		let method = if body.is_empty() { "GET" } else { "POST" };
		self.try_ask(method, &path, &[("Authorization", "Bearer any")], body, timeout)
	}
}

/// The folder in the base of a source: three brokers share one server.
pub fn folder(kind: &str) -> &'static str {
	match kind {
		"resale-catalogue-b" => "/resale-b",
		"resale-catalogue-c" => "/resale-c",
		_ => "",
	}
}
