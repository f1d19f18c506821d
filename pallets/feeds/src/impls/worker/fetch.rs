//! One question to one source, within limits.

use super::failure::FetchError;
use alloc::{format, vec::Vec};
use caliber_feeds_core::{
	config::{Limits, SourceConfig},
	source::{Method, Request},
	FeedError,
};
use core::str;
use sp_core::offchain::{Duration, HttpError, Timestamp};
use sp_runtime::offchain::http;

/// Asks, waits for the head until half the time is over and for the body until all of it is, and
/// reads no more than a true answer has.
pub(super) fn fetch(
	config: &SourceConfig,
	request: &Request,
	limits: Limits,
	latest: Timestamp,
) -> Result<Vec<u8>, FetchError> {
	let total = u64::from(limits.total_ms);
	let within = |millis| sp_io::offchain::timestamp().add(Duration::from_millis(millis));
	let (head, end) = (within(total.div_euclid(2)).min(latest), within(total).min(latest));
	let base = str::from_utf8(&config.base).map_err(|_| FetchError::NoText)?;
	let url = format!("{base}{}", request.path_and_query);
	let body: Vec<&[u8]> = match request.body.as_slice() {
		[] => Vec::new(),
		bytes => [bytes].into(),
	};
	let method = match request.method {
		Method::Get => http::Method::Get,
		Method::Post => http::Method::Post,
	};
	let mut question = http::Request::post(&url, body).method(method).deadline(head);
	for (name, value) in &request.headers {
		question = question.add_header(name, value);
	}
	for (name, value) in &config.headers {
		let text = str::from_utf8(name).ok().zip(str::from_utf8(value).ok());
		let (name, value) = text.ok_or(FetchError::NoText)?;
		question = question.add_header(name, value);
	}
	let pending = question.send().map_err(http_error)?;
	let mut answer = match pending.try_wait(head) {
		Ok(Ok(answer)) => answer,
		Ok(Err(http::Error::DeadlineReached)) | Err(_) => return Err(FetchError::Deadline),
		Ok(Err(_)) => return Err(FetchError::Io),
	};
	let code = answer.code;
	let headers = answer.headers();
	config
		.source
		.check_head(code, find(headers, "content-type"), find(headers, "content-encoding"))
		.map_err(FetchError::Answer)?;
	read(&answer, limits.body(), end)
}

/// The body, if it ends in time and is not larger than `most`.
fn read(answer: &http::Response, most: usize, end: Timestamp) -> Result<Vec<u8>, FetchError> {
	let mut body = answer.body();
	body.deadline(end);
	let bytes: Vec<u8> = body.by_ref().take(most.saturating_add(1)).collect();
	if let Some(error) = body.error() {
		return Err(http_error(*error));
	}
	if bytes.len() > most {
		return Err(FetchError::Answer(FeedError::TooLarge));
	}
	Ok(bytes)
}

fn http_error(error: HttpError) -> FetchError {
	match error {
		HttpError::DeadlineReached => FetchError::Deadline,
		HttpError::IoError | HttpError::Invalid => FetchError::Io,
	}
}

/// A header, whatever the case of its name.
fn find<'h>(headers: &'h http::Headers, name: &str) -> Option<&'h str> {
	headers
		.raw
		.iter()
		.find(|(found, _)| found.eq_ignore_ascii_case(name.as_bytes()))
		.and_then(|(_, value)| str::from_utf8(value).ok())
}
