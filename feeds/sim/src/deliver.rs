//! How an answer comes over the wire, if it comes.

use crate::{line::Line, pages::Page, scenario::Wire};
use axum::{
	body::{Body, Bytes},
	http::{header, HeaderValue, StatusCode, Version},
	response::{IntoResponse, Response},
};
use flate2::{write::GzEncoder, Compression};
use futures::{stream, Stream, StreamExt};
use std::{
	io::{self, Write},
	sync::LazyLock,
	time::Duration,
};

/// What follows a body that is too large.
const BLANKS: usize = 50_000_000;
const CHUNK: usize = 1_000_000;
/// How much more a Content-Length promises than comes.
const PROMISED: usize = 1_000;
/// Until what was sent has left the machine.
const FLUSHED: Duration = Duration::from_millis(50);

/// The blanks, packed.
static PACKED: LazyLock<io::Result<Vec<u8>>> = LazyLock::new(|| {
	let blanks = vec![b' '; CHUNK];
	let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
	for _ in 0..BLANKS / CHUNK {
		packer.write_all(&blanks)?;
	}
	packer.finish()
});

/// An answer without disturbance.
pub fn plain(page: Page) -> Response {
	let body = Body::from(page.body.clone());
	with_head(&page, body)
}

/// An answer as the case has it.
pub fn disturbed(page: Page, wire: Wire, amount: Option<i64>, line: &Line) -> Response {
	let bytes = Bytes::from(page.body.clone().into_bytes());
	let (len, half) = (bytes.len(), bytes.len() / 2);
	let with_length = |length: usize, body: Body| {
		let mut response = with_head(&page, body);
		response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
		response
	};
	match wire {
		Wire::Status(status, media, text) => {
			plain(Page { status, media, headers: Vec::new(), body: text.into() })
		},
		Wire::Redirect => {
			let location = "https://elsewhere.invalid/".to_string();
			plain(Page { status: 302, headers: vec![("location", location)], ..page })
		},
		Wire::Hang => plain(page),
		Wire::Slow => with_length(len, Body::from_stream(slow(bytes))),
		Wire::Huge => {
			let blanks = Bytes::from(vec![b' '; CHUNK]);
			let rest = stream::iter(vec![blanks; BLANKS / CHUNK]);
			let all = stream::once(async { bytes }).chain(rest).map(io::Result::Ok);
			with_length(len + BLANKS, Body::from_stream(all))
		},
		Wire::GzipBomb => match bomb(&bytes) {
			Ok(body) => {
				let mut response = with_head(&page, Body::from(body));
				let gzip = HeaderValue::from_static("gzip");
				response.headers_mut().insert(header::CONTENT_ENCODING, gzip);
				response
			},
			Err(error) => plain(Page { status: 500, body: error.to_string(), ..page }),
		},
		Wire::NoLength => {
			let body = Body::from_stream(stream::once(async { io::Result::Ok(bytes) }));
			let mut response = with_head(&page, body);
			*response.version_mut() = Version::HTTP_10;
			response
		},
		Wire::LongLength => {
			with_length(len + PROMISED, Body::from_stream(broken(bytes, len, None)))
		},
		Wire::ShortLength => {
			let body = bytes.slice(..half);
			with_length(half, Body::from(body))
		},
		Wire::Cut => {
			let at = amount.and_then(|at| usize::try_from(at).ok()).unwrap_or(half).min(len);
			with_length(len, Body::from_stream(broken(bytes, at, None)))
		},
		Wire::Reset => with_length(len, Body::from_stream(broken(bytes, half, Some(line.clone())))),
	}
}

fn with_head(page: &Page, body: Body) -> Response {
	let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
	let mut response = (status, body).into_response();
	let headers = response.headers_mut();
	if let Some(media) = Some(page.media).filter(|media| !media.is_empty()) {
		headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
	}
	for (name, value) in &page.headers {
		if let Ok(value) = HeaderValue::from_str(value) {
			headers.insert(*name, value);
		}
	}
	response
}

/// A body that is packed and followed by blanks.
fn bomb(body: &[u8]) -> io::Result<Vec<u8>> {
	let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
	packer.write_all(body)?;
	let mut packed = packer.finish()?;
	// Two packages after one another unpack as one.
	let blanks = PACKED.as_ref().map_err(|error| io::Error::from(error.kind()))?;
	packed.extend_from_slice(blanks);
	Ok(packed)
}

/// One byte, and another each second.
fn slow(bytes: Bytes) -> impl Stream<Item = io::Result<Bytes>> {
	stream::unfold((bytes, Duration::ZERO), |(mut rest, wait)| async move {
		if rest.is_empty() {
			return None;
		}
		let byte = rest.split_to(1);
		tokio::time::sleep(wait).await;
		Some((Ok(byte), (rest, Duration::from_secs(1))))
	})
}

/// So many bytes, and then the end of the connection: in peace, or by a reset.
fn broken(bytes: Bytes, at: usize, reset: Option<Line>) -> impl Stream<Item = io::Result<Bytes>> {
	let end = async move {
		tokio::time::sleep(FLUSHED).await;
		if let Some(line) = reset {
			line.reset();
		}
		Err(io::Error::from(io::ErrorKind::ConnectionReset))
	};
	stream::once(async move { Ok(bytes.slice(..at)) }).chain(stream::once(end))
}
