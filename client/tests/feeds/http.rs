//! As much of HTTP as servers on loopback ask for.

use serde_json::{json, Value};
use std::{
	io::{Read, Write},
	net::{TcpListener, TcpStream},
	time::Duration,
};

/// A port of loopback that nobody listens on.
pub fn free_port() -> u16 {
	TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The JSON of a server's answer; `None` if there is none.
pub fn ask(port: u16, method: &str, path: &str, body: &Value) -> Option<Value> {
	let body = if body.is_null() { String::new() } else { body.to_string() };
	let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
	stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
	write!(
		stream,
		"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
		 Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
		body.len()
	)
	.ok()?;
	let mut answer = String::new();
	stream.read_to_string(&mut answer).ok()?;
	serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
}

/// A JSON-RPC answer: the result, or the error.
pub fn rpc(port: u16, method: &str, params: &Value) -> Option<Result<Value, Value>> {
	let question = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
	let answer = ask(port, "POST", "/", &question)?;
	Some(match answer.get("error") {
		Some(error) => Err(error.clone()),
		None => Ok(answer["result"].clone()),
	})
}
