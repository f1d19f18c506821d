//! Questions over HTTP, by the client that the SDK gives to off-chain workers: no redirects, no
//! decompression, no proxy.

use anyhow::Context;
use caliber_feeds_config::is_allowed;
use caliber_feeds_core::{
	pipeline::{FetchError, Question, Web},
	source::Method,
	FeedError, Limits,
};
use futures::future::{join_all, BoxFuture, FutureExt};
use http_body_util::{BodyExt, Full};
use hyper::{
	body::{Bytes, Incoming},
	header::{HeaderName, CONTENT_ENCODING, CONTENT_TYPE},
	Request, Response,
};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
	client::legacy::{
		connect::{dns::Name, HttpConnector},
		Client as Hyper,
	},
	rt::TokioExecutor,
};
use std::{
	io,
	net::SocketAddr,
	task::{Context as Task, Poll},
	time::{Duration, Instant},
};
use tokio::{
	runtime::Handle,
	time::{timeout_at, Instant as Deadline},
};
use tower_service::Service;

/// Asks sources.
#[derive(Clone)]
pub struct Client {
	hyper: Hyper<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>,
	limits: Limits,
}

/// What came of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
	/// The status, if there was an answer.
	pub status: Option<u16>,
	/// How long it took.
	pub took: Duration,
	/// The body, if it may be looked at.
	pub answer: Result<Vec<u8>, FetchError>,
}

impl Client {
	/// With the certificates of the system. `loopback` tells whether names of this machine may be
	/// asked.
	///
	/// # Errors
	/// When the system has no certificates.
	pub fn new(limits: Limits, loopback: bool) -> anyhow::Result<Self> {
		let mut http = HttpConnector::new_with_resolver(Resolver { loopback });
		http.enforce_http(false);
		let connector = HttpsConnectorBuilder::new()
			.with_provider_and_native_roots(rustls::crypto::ring::default_provider())
			.context(
				"the system has no certificates to trust; install its package ca-certificates, or \
				 name a file with SSL_CERT_FILE",
			)?
			.https_or_http()
			.enable_all_versions()
			.wrap_connector(http);
		let hyper = Hyper::builder(TokioExecutor::new()).build(connector);
		Ok(Self { hyper, limits: limits.tightened(Limits::MAX) })
	}

	/// Asks one question: half the time for the head of the answer, all of it for the whole.
	pub async fn exchange(&self, question: &Question<'_>) -> Exchange {
		let start = Instant::now();
		let mut status = None;
		let answer = self.fetch(question, &mut status).await;
		Exchange { status, took: start.elapsed(), answer }
	}

	async fn fetch(
		&self,
		question: &Question<'_>,
		status: &mut Option<u16>,
	) -> Result<Vec<u8>, FetchError> {
		let total = Duration::from_millis(self.limits.total_ms.into());
		let now = Deadline::now();
		let request = request(question)?;
		let answer = timeout_at(now + total / 2, self.hyper.request(request))
			.await
			.map_err(|_| FetchError::Deadline)?
			.map_err(|_| FetchError::Io)?;
		*status = Some(answer.status().as_u16());
		let header = |name: HeaderName| answer.headers().get(name).and_then(|v| v.to_str().ok());
		question
			.source()
			.check_head(answer.status().as_u16(), header(CONTENT_TYPE), header(CONTENT_ENCODING))
			.map_err(FetchError::Answer)?;
		timeout_at(now + total, read(answer, self.limits.body()))
			.await
			.unwrap_or(Err(FetchError::Deadline))
	}

	/// The same for a pipeline, which does not wait by itself: it must run where blocking is
	/// allowed.
	pub fn blocking(self) -> Blocking {
		Blocking { client: self, runtime: Handle::current() }
	}
}

/// A [`Web`] for a thread that may block.
pub struct Blocking {
	client: Client,
	runtime: Handle,
}

impl Web for Blocking {
	fn ask(&mut self, questions: &[Question<'_>]) -> Vec<Result<Vec<u8>, FetchError>> {
		let all = join_all(questions.iter().map(|question| self.client.exchange(question)));
		self.runtime.block_on(all).into_iter().map(|exchange| exchange.answer).collect()
	}
}

fn request(question: &Question<'_>) -> Result<Request<Full<Bytes>>, FetchError> {
	let method = match question.request.method {
		Method::Get => hyper::Method::GET,
		Method::Post => hyper::Method::POST,
	};
	let mut request = Request::builder().method(method).uri(question.url()?);
	for (name, value) in question.headers()? {
		request = request.header(name, value);
	}
	let body = Full::new(Bytes::from(question.request.body.clone()));
	request.body(body).map_err(|_| FetchError::NoText)
}

/// The body, as far as a true one goes.
async fn read(answer: Response<Incoming>, most: usize) -> Result<Vec<u8>, FetchError> {
	let mut body = answer.into_body();
	let mut bytes = Vec::new();
	while let Some(frame) = body.frame().await {
		let frame = frame.map_err(|_| FetchError::Io)?;
		if let Some(data) = frame.data_ref() {
			if bytes.len() + data.len() > most {
				return Err(FetchError::Answer(FeedError::TooLarge));
			}
			bytes.extend_from_slice(data);
		}
	}
	Ok(bytes)
}

/// Names, without the addresses that may not be asked.
#[derive(Clone, Copy)]
struct Resolver {
	loopback: bool,
}

impl Service<Name> for Resolver {
	type Response = std::vec::IntoIter<SocketAddr>;
	type Error = io::Error;
	type Future = BoxFuture<'static, io::Result<Self::Response>>;

	fn poll_ready(&mut self, _: &mut Task<'_>) -> Poll<io::Result<()>> {
		Poll::Ready(Ok(()))
	}

	fn call(&mut self, name: Name) -> Self::Future {
		let loopback = self.loopback;
		async move {
			let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
			let allowed: Vec<_> = found.filter(|at| is_allowed(at.ip(), loopback)).collect();
			if allowed.is_empty() {
				return Err(io::Error::other("the name leads to no public address"));
			}
			Ok(allowed.into_iter())
		}
		.boxed()
	}
}
