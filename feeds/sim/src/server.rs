//! HTTP: the sources' own paths, and a control path for tests.

use crate::{
	armed::Arming,
	clock::{AsOf, Clock, Speed},
	control::World,
	deliver::{disturbed, plain},
	distort::distort,
	line::{Line, Ports},
	pages::{answer, find, Page, Question},
	scenario::{Age, Effect, Wire},
	tls::{self, Flaw},
};
use anyhow::{ensure, Context};
use axum::{
	body::{to_bytes, Body, Bytes},
	extract::{ConnectInfo, Query, Request, State},
	http::{header, Method, StatusCode},
	response::{IntoResponse, Response},
	routing::{get, post},
	Router,
};
use serde_json::{json, Value};
use std::{
	future::Future,
	net::{IpAddr, SocketAddr},
	path::PathBuf,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::Duration,
};
use tokio::net::TcpListener;

/// Largest question.
const MAX_QUESTION: usize = 65_536;

/// What a simulation is started with.
#[derive(Clone, Debug)]
pub struct Options {
	/// Determines all values.
	pub seed: u64,
	/// Determines which of them are shown.
	pub as_of: AsOf,
	/// How fast the clock runs, if not as usual.
	pub speed: Option<Speed>,
	/// GPU models beyond those that exist.
	pub gpus: usize,
	/// How long each answer waits.
	pub latency: Duration,
	/// What is armed from the start.
	pub scenario: Vec<Arming>,
	/// The folder for certificates, if TLS is served too.
	pub tls: Option<PathBuf>,
	/// The address to listen on.
	pub host: IpAddr,
	/// The port, or 0 for any free one.
	pub port: u16,
	/// The first of three ports for TLS, or 0 for any free ones.
	pub tls_port: u16,
	/// Whether an address that others can reach is meant.
	pub allow_remote: bool,
}

/// A simulation that listens.
pub struct Server {
	ports: Ports,
	addresses: Vec<String>,
	shared: Shared,
}

#[derive(Clone)]
struct Shared {
	world: Arc<Mutex<World>>,
	latency: Duration,
}

impl Shared {
	/// No command leaves the world half changed, so that one which panicked left it whole.
	fn world(&self) -> MutexGuard<'_, World> {
		self.world.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl Server {
	/// Takes the ports.
	///
	/// # Errors
	/// If the address can be reached by others and that was not asked for, or cannot be had; if the
	/// certificates cannot be written; if a scenario cannot be armed.
	pub async fn bind(options: Options) -> anyhow::Result<Self> {
		let Options { seed, host, port, .. } = options;
		ensure!(
			host.is_loopback() || options.allow_remote,
			"{host} can be reached by others; use a loopback address, or add --allow-remote"
		);
		let mut world = World::new(seed, options.gpus, Clock::new(options.as_of, options.speed));
		for arming in options.scenario {
			world.arm(arming).map_err(|error| anyhow::anyhow!("--scenario: {error}"))?;
		}
		let (listener, address) = listen(host, port, "--port").await?;
		let ports = Ports::new(address);
		ports.add(listener, None);
		let mut addresses = vec![format!("http://{address}")];
		if let Some(folder) = options.tls {
			for (n, (flaw, config)) in (0..).zip(tls::make(&folder)?) {
				let port =
					if options.tls_port == 0 { 0 } else { options.tls_port.saturating_add(n) };
				let (listener, address) = listen(host, port, "--tls-port").await?;
				ports.add(listener, Some(config));
				addresses.push(format!("https://{address}{}", Flaw::note(flaw)));
			}
		}
		let shared = Shared { world: Arc::new(Mutex::new(world)), latency: options.latency };
		Ok(Self { ports, addresses, shared })
	}

	/// Where it listens: without TLS first, then with a good certificate and with bad ones.
	pub fn addresses(&self) -> &[String] {
		&self.addresses
	}

	/// Answers until `stop` is ready.
	///
	/// # Errors
	/// If the system takes the port away.
	pub async fn run(self, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
		let app = router(self.shared).into_make_service_with_connect_info::<Line>();
		tokio::select! {
			result = axum::serve(self.ports, app) => result.context("the server ended"),
			() = stop => Ok(()),
		}
	}
}

async fn listen(host: IpAddr, port: u16, flag: &str) -> anyhow::Result<(TcpListener, SocketAddr)> {
	let listener = TcpListener::bind((host, port))
		.await
		.with_context(|| format!("cannot listen on {host} port {port}; choose another {flag}"))?;
	let address = listener.local_addr().context("the system does not tell the port")?;
	Ok((listener, address))
}

fn router(shared: Shared) -> Router {
	Router::new()
		.route("/control/clock", post(set_clock))
		.route("/control/scenario", post(set_fault))
		.route("/control/truth", get(truth))
		.fallback(source)
		.with_state(shared)
}

/// What a request asks.
async fn question(request: Request) -> Result<(Question, String), Page> {
	let (parts, body) = request.into_parts();
	let is_post = match parts.method {
		Method::POST => true,
		Method::GET | Method::HEAD => false,
		_ => return Err(Page::html(405, "Method not allowed")),
	};
	let Ok(Query(query)) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri) else {
		return Err(Page::html(400, "Bad request"));
	};
	let Ok(body) = to_bytes(body, MAX_QUESTION).await else {
		return Err(Page::html(413, "Payload too large"));
	};
	let key = parts.headers.get(header::AUTHORIZATION);
	let asked = Question {
		is_post,
		path: parts.uri.path().into(),
		query,
		has_key: key.is_some_and(|key| !key.is_empty()),
		body: body.to_vec(),
	};
	Ok((asked, parts.uri.to_string()))
}

/// The page of a source, or what a case makes of it.
async fn source(
	State(shared): State<Shared>,
	ConnectInfo(line): ConnectInfo<Line>,
	request: Request,
) -> Response {
	tokio::time::sleep(shared.latency).await;
	let (question, path) = match question(request).await {
		Ok(asked) => asked,
		Err(page) => return plain(page),
	};
	let source = match find(&question) {
		Ok(source) => source,
		Err(page) => return plain(page),
	};
	while shared.world().view(source, &path).effect == Effect::Wire(Wire::Hang) {
		tokio::time::sleep(Duration::from_millis(20)).await;
	}
	let (view, case) = {
		let world = shared.world();
		(world.view(source, &path), world.case(source, &path))
	};
	let mut page = answer(source, &question, &view);
	match view.effect {
		Effect::Text(text) => plain(distort(text, source, page)),
		Effect::Wire(wire) => disturbed(page, wire, view.amount, &line),
		Effect::Age(Age::Frozen) => {
			let age = case.map_or(0, |(_, age)| age);
			page.headers.extend([("age", age.to_string()), ("x-cache", "HIT".into())]);
			plain(page)
		},
		_ => plain(page),
	}
}

async fn set_clock(
	State(shared): State<Shared>,
	ConnectInfo(line): ConnectInfo<Line>,
	body: Bytes,
) -> Response {
	command(&line, || shared.world().set_clock(&body))
}

async fn set_fault(
	State(shared): State<Shared>,
	ConnectInfo(line): ConnectInfo<Line>,
	body: Bytes,
) -> Response {
	command(&line, || shared.world().set_fault(&body))
}

async fn truth(State(shared): State<Shared>, ConnectInfo(line): ConnectInfo<Line>) -> Response {
	command(&line, || Ok(shared.world().truth()))
}

/// Control is for this machine, even where the pages are for others.
fn command(line: &Line, run: impl FnOnce() -> Result<Value, String>) -> Response {
	if !line.peer.ip().to_canonical().is_loopback() {
		return reply(StatusCode::FORBIDDEN, &json!({ "error": "control is for loopback only" }));
	}
	match run() {
		Ok(done) => reply(StatusCode::OK, &done),
		Err(error) => reply(StatusCode::BAD_REQUEST, &json!({ "error": error })),
	}
}

fn reply(status: StatusCode, value: &Value) -> Response {
	let body = Body::from(format!("{value}\n"));
	(status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
