//! A running `feed-sim` and a client that knows only TCP.

use std::{
	io::{BufRead, BufReader, Read, Write},
	net::{SocketAddr, TcpStream},
	process::{Child, Command, Stdio},
	time::Duration,
};

/// The program, stopped when dropped.
pub struct Sim {
	child: Child,
	pub address: SocketAddr,
}

/// Status, header lines and body of an answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
	pub status: u16,
	pub headers: Vec<(String, String)>,
	pub body: Vec<u8>,
}

impl Answer {
	pub fn header(&self, name: &str) -> Option<&str> {
		let found = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
		found.map(|(_, value)| value.as_str())
	}

	pub fn json(&self) -> serde_json::Value {
		serde_json::from_slice(&self.body).expect("JSON")
	}
}

impl Sim {
	pub fn start(args: &[&str]) -> Self {
		let mut child = Command::new(env!("CARGO_BIN_EXE_feed-sim"))
			.args(args)
			.stdout(Stdio::piped())
			.spawn()
			.expect("starts");
		let mut line = String::new();
		let out = child.stdout.take().expect("piped");
		BufReader::new(out).read_line(&mut line).expect("prints a line");
		let address = line
			.trim_end()
			.strip_prefix("feed-sim listening on http://")
			.and_then(|address| address.parse().ok())
			.unwrap_or_else(|| panic!("unexpected line: {line}"));
		Self { child, address }
	}

	/// Sends one request and reads to the end of the answer.
	pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
		self.try_ask(method, path, headers, body, Duration::from_secs(20)).expect("answers")
	}

	/// `None` if nothing has come when the time is over.
	pub fn try_ask(
		&self,
		method: &str,
		path: &str,
		headers: &[(&str, &str)],
		body: &[u8],
		timeout: Duration,
	) -> Option<Answer> {
		let mut stream = TcpStream::connect(self.address).expect("connects");
		stream.set_read_timeout(Some(timeout)).expect("takes a timeout");
		let mut head = format!("{method} {path} HTTP/1.1\r\nHost: sim\r\nConnection: close\r\n");
		for (name, value) in headers {
			head += &format!("{name}: {value}\r\n");
		}
		head += &format!("Content-Length: {}\r\n\r\n", body.len());
		stream.write_all(&[head.as_bytes(), body].concat()).expect("writes");
		let mut bytes = Vec::new();
		stream.read_to_end(&mut bytes).ok()?;
		let split = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("has a head");
		let head = String::from_utf8(bytes[..split].to_vec()).expect("is text");
		let mut lines = head.lines();
		let status = lines.next().expect("a status line")[9..12].parse().expect("a status");
		let headers = lines
			.map(|line| line.split_once(": ").expect("a header"))
			.map(|(name, value)| (name.to_string(), value.to_string()))
			.collect();
		Some(Answer { status, headers, body: bytes[split + 4..].to_vec() })
	}

	pub fn get(&self, path: &str) -> Answer {
		self.ask("GET", path, &[], b"")
	}

	pub fn control(&self, what: &str, body: &str) -> Answer {
		self.ask("POST", &format!("/control/{what}"), &[], body.as_bytes())
	}

	pub fn fault(&self, source: &str, fault: &str) {
		let body = format!(r#"{{"source":"{source}","fault":"{fault}"}}"#);
		assert_eq!(self.control("scenario", &body).status, 200);
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
