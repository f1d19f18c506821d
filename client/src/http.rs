//! As much of HTTP as a server on loopback asks for.

use anyhow::{bail, Context};
use serde_json::Value;
use std::{net::SocketAddr, time::Duration};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
	time::timeout,
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// GETs JSON.
///
/// # Errors
/// When the server does not answer with status 200 and JSON.
pub async fn get(server: SocketAddr, path: &str) -> anyhow::Result<Value> {
	ask(server, format!("GET {path} HTTP/1.1\r\n"), "").await.with_context(|| format!("GET {path}"))
}

/// POSTs JSON and reads JSON.
///
/// # Errors
/// When the server does not answer with status 200 and JSON.
pub async fn post(server: SocketAddr, path: &str, body: &Value) -> anyhow::Result<Value> {
	ask(server, format!("POST {path} HTTP/1.1\r\n"), &body.to_string())
		.await
		.with_context(|| format!("POST {path}"))
}

async fn ask(server: SocketAddr, line: String, body: &str) -> anyhow::Result<Value> {
	let exchange = async {
		let mut stream = TcpStream::connect(server).await?;
		let head = format!(
			"{line}Host: {server}\r\nContent-Type: application/json\r\nConnection: close\r\n\
			 Content-Length: {}\r\n\r\n",
			body.len()
		);
		stream.write_all(head.as_bytes()).await?;
		stream.write_all(body.as_bytes()).await?;
		let mut answer = Vec::new();
		stream.read_to_end(&mut answer).await?;
		Ok::<_, std::io::Error>(answer)
	};
	let answer = timeout(PATIENCE, exchange)
		.await
		.with_context(|| format!("{server} does not answer"))?
		.with_context(|| format!("{server} does not answer"))?;
	let answer = String::from_utf8(answer).context("the answer is no text")?;
	parse(&answer)
}

fn parse(answer: &str) -> anyhow::Result<Value> {
	let (head, body) = answer.split_once("\r\n\r\n").context("the answer is no HTTP")?;
	let status = head.split(' ').nth(1).unwrap_or_default();
	if status != "200" {
		bail!("status {status}: {}", body.trim());
	}
	serde_json::from_str(body).context("the answer is no JSON")
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn answer_should_be_read_only_when_it_is_a_success() {
		let ok = parse("HTTP/1.1 200 OK\r\nA: b\r\n\r\n{\"a\":1}\n").unwrap();
		assert_eq!(ok, json!({ "a": 1 }));
		for wrong in
			["", "HTTP/1.1 200 OK\r\n\r\n<html>", "HTTP/1.1 400 Bad\r\n\r\n{\"error\":\"no\"}"]
		{
			assert!(parse(wrong).is_err(), "{wrong}");
		}
	}
}
