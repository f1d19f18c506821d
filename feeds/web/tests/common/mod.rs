//! A server that answers with any bytes at any pace.

use caliber_feeds_core::{pipeline::Question, source::Request, Source, SourceConfig};
use std::{borrow::Cow, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
	time::sleep,
};

/// What is sent: after a pause, whole or one byte a pause.
#[derive(Clone, Default)]
pub struct Reply {
	pub bytes: Vec<u8>,
	pub pause: Duration,
	pub drips: bool,
	/// The connection stays open after the last byte.
	pub holds: bool,
}

/// An answer with a status, a type and a body of true length.
pub fn answer(status: &str, media: &str, body: impl AsRef<[u8]>) -> Reply {
	let body = body.as_ref();
	let head = format!(
		"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
		body.len()
	);
	Reply { bytes: [head.as_bytes(), body].concat(), ..Reply::default() }
}

/// Serves until the test ends. `reply` gets the path and the body.
pub async fn serve(reply: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> SocketAddr {
	let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
	let address = listener.local_addr().unwrap();
	let reply = Arc::new(reply);
	tokio::spawn(async move {
		while let Ok((stream, _)) = listener.accept().await {
			let reply = reply.clone();
			tokio::spawn(async move { talk(stream, reply.as_ref()).await });
		}
	});
	address
}

async fn talk(mut stream: TcpStream, reply: &(impl Fn(&str, &str) -> Reply + Sync)) -> Option<()> {
	let mut asked = Vec::new();
	let text = loop {
		let mut chunk = [0; 4_096];
		let read = stream.read(&mut chunk).await.ok()?;
		asked.extend_from_slice(&chunk[..read]);
		let text = String::from_utf8_lossy(&asked).into_owned();
		if read == 0 || is_whole(&text) {
			break text;
		}
	};
	let path = text.split(' ').nth(1)?;
	let body = text.split_once("\r\n\r\n")?.1;
	let Reply { bytes, pause, drips, holds } = reply(path, body);
	sleep(pause).await;
	if drips {
		for byte in bytes {
			stream.write_all(&[byte]).await.ok()?;
			sleep(pause).await;
		}
	} else {
		stream.write_all(&bytes).await.ok()?;
	}
	if holds {
		sleep(Duration::from_secs(60)).await;
	}
	Some(())
}

fn is_whole(text: &str) -> bool {
	let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
	let length = head.lines().find_map(|line| {
		let (name, value) = line.split_once(':')?;
		name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
	});
	body.len() >= length.unwrap_or_default()
}

/// A question to a server.
pub fn question(source: Source, at: &str) -> Question<'static> {
	let calendar = &caliber_feeds_core::Calendar::US;
	let feed = caliber_feeds_core::FeedKey::TBillDiscount(caliber_feeds_core::Tenor::W13);
	let request: Request =
		caliber_feeds_core::ask::request(source, feed, 1_786_492_000, calendar, "").unwrap();
	Question { config: Cow::Owned(SourceConfig::plain(source, at)), request }
}
