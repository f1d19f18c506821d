//! How the worker asks: everything at once, by the node's HTTP client, within absolute deadlines.
//!
//! The client follows no redirect, decompresses nothing, and knows neither a limit of size nor, by
//! itself, one of time. A single chunk of a question's body never blocks; a second one would wait
//! for the connection.

use alloc::{vec, vec::Vec};
use caliber_feeds_core::{
	config::Limits,
	pipeline::{FetchError, Question, Web},
	source::Method,
	FeedError,
};
use core::str;
use sp_core::offchain::{Duration, HttpError, HttpRequestId, HttpRequestStatus, Timestamp};
use sp_runtime::offchain::http::{Method as Verb, Request};

/// The longest wait for the head of an answer.
const HEAD: Duration = Duration::from_millis(4_000);
/// How long one answer is waited for before it is the turn of the next: one that drips must not
/// use up the time of those behind it.
const TURN: Duration = Duration::from_millis(25);
/// Bytes that are read at once.
const CHUNK: usize = 4_096;

/// The node's HTTP client.
pub(super) struct Http {
	pub limits: Limits,
	/// The latest end, by the host's clock.
	pub ends: Timestamp,
}

/// An answer that is being read.
struct Reading {
	place: usize,
	id: HttpRequestId,
	body: Vec<u8>,
}

impl Web for Http {
	fn ask(&mut self, questions: &[Question<'_>]) -> Vec<Result<Vec<u8>, FetchError>> {
		let now = sp_io::offchain::timestamp();
		let total = u64::from(self.limits.total_ms);
		let half = now.add(Duration::from_millis(total.div_euclid(2)));
		let head = half.min(now.add(HEAD)).min(self.ends);
		let end = now.add(Duration::from_millis(total)).min(self.ends);
		let sent: Vec<_> = questions.iter().map(|question| send(question, head)).collect();
		let ids: Vec<_> = sent.iter().filter_map(|sent| sent.ok()).collect();
		let heads = sp_io::offchain::http_response_wait(&ids, Some(head));
		let mut heads = heads.into_iter();
		let mut readings = Vec::new();
		let mut answers: Vec<Result<Vec<u8>, FetchError>> = Vec::new();
		for (place, (question, sent)) in questions.iter().zip(sent).enumerate() {
			let opened = sent.and_then(|id| {
				let status = heads.next().unwrap_or(HttpRequestStatus::Invalid);
				check(question, id, status).map(|()| id)
			});
			answers.push(opened.map(|id| {
				readings.push(Reading { place, id, body: Vec::new() });
				Vec::new()
			}));
		}
		while !readings.is_empty() {
			readings.retain_mut(|reading| match read(reading, self.limits.body(), end) {
				None => true,
				Some(answer) => {
					if let Some(place) = answers.get_mut(reading.place) {
						*place = answer;
					}
					false
				},
			});
		}
		answers
	}
}

/// Sends a question off.
fn send(question: &Question<'_>, deadline: Timestamp) -> Result<HttpRequestId, FetchError> {
	let url = question.url()?;
	let body: Vec<&[u8]> = match question.request.body.as_slice() {
		[] => Vec::new(),
		bytes => vec![bytes],
	};
	let verb = match question.request.method {
		Method::Get => Verb::Get,
		Method::Post => Verb::Post,
	};
	let request = Request::post(&url, body).method(verb).deadline(deadline);
	let request = question
		.headers()?
		.into_iter()
		.fold(request, |request, (name, value)| request.add_header(name, value));
	request.send().map(|pending| pending.id).map_err(http_error)
}

/// Looks at the head of an answer.
fn check(
	question: &Question<'_>,
	id: HttpRequestId,
	status: HttpRequestStatus,
) -> Result<(), FetchError> {
	let code = match status {
		HttpRequestStatus::Finished(code) => code,
		HttpRequestStatus::DeadlineReached => return Err(FetchError::Deadline),
		HttpRequestStatus::IoError | HttpRequestStatus::Invalid => return Err(FetchError::Io),
	};
	let headers = sp_io::offchain::http_response_headers(id);
	let find = |name: &str| {
		let found = headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes()));
		found.and_then(|(_, value)| str::from_utf8(value).ok())
	};
	question
		.source()
		.check_head(code, find("content-type"), find("content-encoding"))
		.map_err(FetchError::Answer)
}

/// Reads on for a turn; `None` if there may be more.
fn read(reading: &mut Reading, most: usize, end: Timestamp) -> Option<Result<Vec<u8>, FetchError>> {
	let mut chunk = [0; CHUNK];
	let turn = sp_io::offchain::timestamp().add(TURN).min(end);
	match sp_io::offchain::http_response_read_body(reading.id, &mut chunk, Some(turn)) {
		Ok(0) => Some(Ok(core::mem::take(&mut reading.body))),
		Ok(_) if sp_io::offchain::timestamp() >= end => Some(Err(FetchError::Deadline)),
		Ok(size) => {
			let read = usize::try_from(size).unwrap_or(CHUNK);
			reading.body.extend(chunk.iter().take(read));
			let is_too_large = reading.body.len() > most;
			is_too_large.then_some(Err(FetchError::Answer(FeedError::TooLarge)))
		},
		Err(HttpError::DeadlineReached) if sp_io::offchain::timestamp() < end => None,
		Err(error) => Some(Err(http_error(error))),
	}
}

fn http_error(error: HttpError) -> FetchError {
	match error {
		HttpError::DeadlineReached => FetchError::Deadline,
		HttpError::IoError | HttpError::Invalid => FetchError::Io,
	}
}
