//! The parts of a running node, and what both kinds of node share.

mod authors;
mod full;
mod sealed;

use crate::{memory::Kept, oracle::Oracle, sealing::Sealing};
use caliber_runtime::apis::RuntimeApi;
use caliber_runtime_common::{Hash, OpaqueBlock as Block};
use futures::FutureExt;
use sc_client_api::Backend as _;
use sc_consensus::DefaultImportQueue;
use sc_consensus_grandpa::GrandpaPruningFilter;
use sc_executor::WasmExecutor;
use sc_network::service::traits::NetworkService;
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{
	config::Configuration, error::Error as ServiceError, KeystoreContainer, TaskManager,
};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::sync::Arc;

/// The chain and its state.
pub type FullClient =
	sc_service::TFullClient<Block, RuntimeApi, WasmExecutor<sp_io::SubstrateHostFunctions>>;
/// Transactions that wait.
pub type FullPool = TransactionPoolHandle<Block, FullClient>;
type FullBackend = sc_service::TFullBackend<Block>;
type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
type GrandpaBlockImport =
	sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;

/// What the node's own flags ask for.
#[derive(Debug, Clone, Default)]
pub struct Plan {
	/// How blocks are made on a sealed development chain; `None` for Aura and GRANDPA.
	pub sealing: Option<Sealing>,
	/// Where the off-chain worker fetches prices and rates.
	pub oracle: Option<Oracle>,
	/// `--oracle-off`: reporting nothing is intended.
	pub oracle_off: bool,
}

/// Starts a node.
///
/// # Errors
///
/// When a part does not start.
pub fn start(config: Configuration, plan: Plan) -> Result<TaskManager, ServiceError> {
	use sc_network::config::NetworkBackendType::{Libp2p, Litep2p};
	type P2p = sc_network::NetworkWorker<Block, Hash>;
	match (plan.sealing, config.network.network_backend) {
		(Some(sealing), Litep2p) => {
			sealed::start::<sc_network::Litep2pNetworkBackend>(config, &plan, sealing)
		},
		(Some(sealing), Libp2p) => sealed::start::<P2p>(config, &plan, sealing),
		(None, Litep2p) => full::start::<sc_network::Litep2pNetworkBackend>(config, &plan),
		(None, Libp2p) => full::start::<P2p>(config, &plan),
	}
}

/// The chain, its database and the pool, before there is a network.
pub struct Base {
	pub client: Arc<FullClient>,
	pub backend: Arc<FullBackend>,
	pub task_manager: TaskManager,
	pub keystore: KeystoreContainer,
	pub select_chain: FullSelectChain,
	pub pool: Arc<FullPool>,
	pub telemetry: Option<Telemetry>,
}

fn base(config: &Configuration) -> Result<Base, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let executor = sc_service::new_wasm_executor::<sp_io::SubstrateHostFunctions>(&config.executor);
	let (client, backend, keystore, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor,
			// A pruned node can still prove finality to one that warps to its tip.
			vec![Arc::new(GrandpaPruningFilter)],
		)?;
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let pool = sc_transaction_pool::Builder::new(
		task_manager.spawn_essential_handle(),
		client.clone(),
		config.role.is_authority().into(),
	)
	.with_options(config.transaction_pool.clone())
	.with_prometheus(config.prometheus_registry())
	.build();

	Ok(Base {
		select_chain: FullSelectChain::new(backend.clone()),
		pool: Arc::new(pool),
		client,
		backend,
		task_manager,
		keystore,
		telemetry,
	})
}

/// The chain with an import queue that verifies Aura seals and GRANDPA justifications.
pub struct Parts {
	/// What any node has.
	pub base: Base,
	/// Verifies and imports blocks.
	pub import_queue: DefaultImportQueue<Block>,
	grandpa: (GrandpaBlockImport, GrandpaLink),
}

/// Everything short of a network; enough for the subcommands.
///
/// # Errors
///
/// When the database does not open.
pub fn parts(config: &Configuration) -> Result<Parts, ServiceError> {
	full::parts(config)
}

/// Gives the off-chain workers their thread: HTTP is on, the store persistent.
fn start_offchain_workers(
	config: &Configuration,
	base: &Base,
	network: Arc<dyn NetworkService>,
) -> Result<(), ServiceError> {
	if !config.offchain_worker.enabled {
		return Ok(());
	}
	let store = base.backend.offchain_storage();
	let kept = store.map(|store| Kept::open(store, &config.data_path)).transpose();
	let workers = OffchainWorkers::new(OffchainWorkerOptions {
		runtime_api_provider: base.client.clone(),
		is_validator: config.role.is_authority(),
		keystore: Some(base.keystore.keystore()),
		offchain_db: kept.map_err(ServiceError::Other)?,
		transaction_pool: Some(OffchainTransactionPoolFactory::new(base.pool.clone())),
		network_provider: Arc::new(network),
		enable_http_requests: true,
		custom_extensions: |_| vec![],
	})
	.map_err(|error| {
		ServiceError::Other(format!(
			"the off-chain workers cannot check certificates: {error}; install the package \
			 ca-certificates, or name a file of authorities in SSL_CERT_FILE"
		))
	})?;
	if let Some((store, registry)) =
		base.backend.offchain_storage().zip(config.prometheus_registry())
	{
		crate::metrics::export(&store, registry)?;
	}
	base.task_manager.spawn_handle().spawn(
		"offchain-workers-runner",
		"offchain-worker",
		workers.run(base.client.clone(), base.task_manager.spawn_handle()).boxed(),
	);
	Ok(())
}

/// Stores the oracle configuration, watches its names, and says so when a validator has none.
fn publish_oracle(config: &Configuration, base: &Base, plan: &Plan) {
	if let Some(mut store) = base.backend.offchain_storage() {
		crate::oracle::publish(&mut store, plan.oracle.as_ref());
		if let Some(oracle) = plan.oracle.clone() {
			let watch = crate::oracle::watch(store, oracle);
			base.task_manager.spawn_handle().spawn("oracle-names", "offchain-worker", watch);
		}
	}
	match &plan.oracle {
		Some(oracle) => log::info!("🔭 Oracle: {} sources", oracle.config.sources.len()),
		None if config.role.is_authority() && !plan.oracle_off => log::info!(
			"🔭 Oracle: no --oracle-config, so this validator reports no prices and rates"
		),
		None => {},
	}
}
