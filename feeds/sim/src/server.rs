//! HTTP: the sources' own paths, and a control path for tests.

use crate::{
	control::{AsOf, Fault, Source, World},
	pages::{self, Period},
};
use anyhow::{ensure, Context};
use axum::{
	body::{Body, Bytes},
	extract::{ConnectInfo, Query, State},
	http::{header, StatusCode},
	response::{IntoResponse, Response},
	routing::{get, post},
	Router,
};
use serde_json::{json, Value};
use std::{
	collections::HashMap,
	future::Future,
	net::{IpAddr, SocketAddr},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::Duration,
};
use tokio::net::TcpListener;

/// What a simulation is started with.
#[derive(Clone, Copy, Debug)]
pub struct Options {
	/// Determines all values.
	pub seed: u64,
	/// Determines which of them are shown.
	pub as_of: AsOf,
	/// The address to listen on.
	pub host: IpAddr,
	/// The port, or 0 for any free one.
	pub port: u16,
	/// Whether an address that others can reach is meant.
	pub allow_remote: bool,
}

/// A simulation that listens.
pub struct Server {
	listener: TcpListener,
	address: SocketAddr,
	world: Shared,
}

#[derive(Clone)]
struct Shared(Arc<Mutex<World>>);

impl Shared {
	/// No command leaves the world half changed, so that one which panicked left it whole.
	fn world(&self) -> MutexGuard<'_, World> {
		self.0.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl Server {
	/// Takes the port.
	///
	/// # Errors
	/// If the address can be reached by others and that was not asked for, or cannot be had.
	pub async fn bind(options: Options) -> anyhow::Result<Self> {
		let Options { seed, as_of, host, port, allow_remote } = options;
		ensure!(
			host.is_loopback() || allow_remote,
			"{host} can be reached by others; use a loopback address, or add --allow-remote"
		);
		let listener = TcpListener::bind((host, port)).await.with_context(|| {
			format!("cannot listen on {host} port {port}; choose another --port")
		})?;
		let address = listener.local_addr().context("the system does not tell the port")?;
		let world = Shared(Arc::new(Mutex::new(World::new(seed, as_of))));
		Ok(Self { listener, address, world })
	}

	/// Where it listens.
	pub fn address(&self) -> SocketAddr {
		self.address
	}

	/// Answers until `stop` is ready.
	///
	/// # Errors
	/// If the system takes the socket away.
	pub async fn run(self, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
		let app = router(self.world).into_make_service_with_connect_info::<SocketAddr>();
		tokio::select! {
			served = async { axum::serve(self.listener, app).await } => served.context("the server stopped"),
			() = stop => Ok(()),
		}
	}
}

fn router(world: Shared) -> Router {
	Router::new()
		.route("/resource-center/data-chart-center/interest-rates/pages/xml", get(treasury))
		.route("/api/v0/bundles/", get(vast_by_query).post(vast))
		.route("/api/v0/bundles", get(vast_by_query).post(vast))
		.route("/graphql", post(runpod))
		.route("/api/v1/instance-types", get(lambda))
		.route("/control/clock", post(set_clock))
		.route("/control/scenario", post(set_fault))
		.route("/control/truth", get(truth))
		.with_state(world)
}

async fn treasury(
	State(shared): State<Shared>,
	Query(query): Query<HashMap<String, String>>,
) -> Response {
	let text = |name: &str| query.get(name).map(String::as_str);
	let period = text("field_tdr_date_value_month")
		.and_then(Period::month)
		.or_else(|| text("field_tdr_date_value").and_then(Period::year));
	let (Some("daily_treasury_bill_rates"), Some(period)) = (text("data"), period) else {
		return html(StatusCode::NOT_FOUND, "Page not found");
	};
	answer(&shared, Source::Treasury, "application/xml", |seed, unix| {
		pages::bill_rates(seed, unix, period)
	})
	.await
}

async fn vast(State(shared): State<Shared>, question: Bytes) -> Response {
	answer(&shared, Source::Vast, "application/json", |seed, unix| {
		pages::vast(seed, unix, &question)
	})
	.await
}

async fn vast_by_query(
	shared: State<Shared>,
	Query(mut query): Query<HashMap<String, String>>,
) -> Response {
	vast(shared, query.remove("q").unwrap_or_default().into()).await
}

async fn runpod(State(shared): State<Shared>, question: Bytes) -> Response {
	answer(&shared, Source::Runpod, "application/json; charset=utf-8", |seed, unix| {
		pages::runpod(seed, unix, &question)
	})
	.await
}

/// Any key will do, or none.
async fn lambda(State(shared): State<Shared>) -> Response {
	answer(&shared, Source::Lambda, "application/json", pages::lambda).await
}

/// The page of a source, or what its fault makes of it.
async fn answer(
	shared: &Shared,
	source: Source,
	content_type: &'static str,
	page: impl Fn(u64, i64) -> String,
) -> Response {
	while shared.world().fault(source) == Fault::Hang {
		tokio::time::sleep(Duration::from_millis(20)).await;
	}
	let (seed, unix, fault) = {
		let world = shared.world();
		(world.seed(), world.shown(source), world.fault(source))
	};
	let body = match fault {
		Fault::Status500 => return html(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong"),
		Fault::Garbage => {
			let whole = page(seed, unix);
			let half = whole.chars().take(whole.chars().count() / 2).collect::<String>();
			half + "\u{0}<html>upstream connect error"
		},
		Fault::Stale | Fault::Off | Fault::Hang => page(seed, unix),
	};
	([(header::CONTENT_TYPE, content_type)], body).into_response()
}

fn html(status: StatusCode, text: &str) -> Response {
	let page = format!("<!DOCTYPE html><html><body><h1>{text}</h1></body></html>\n");
	(status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

async fn set_clock(
	State(shared): State<Shared>,
	ConnectInfo(peer): ConnectInfo<SocketAddr>,
	body: Bytes,
) -> Response {
	command(peer, || shared.world().set_clock(&body))
}

async fn set_fault(
	State(shared): State<Shared>,
	ConnectInfo(peer): ConnectInfo<SocketAddr>,
	body: Bytes,
) -> Response {
	command(peer, || shared.world().set_fault(&body))
}

async fn truth(
	State(shared): State<Shared>,
	ConnectInfo(peer): ConnectInfo<SocketAddr>,
) -> Response {
	command(peer, || Ok(shared.world().truth()))
}

/// Control is for this machine, even where the pages are for others.
fn command(peer: SocketAddr, run: impl FnOnce() -> Result<Value, String>) -> Response {
	if !peer.ip().to_canonical().is_loopback() {
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
