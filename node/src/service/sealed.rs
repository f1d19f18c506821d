//! A development node that makes blocks on demand: no votes, every block final at once, and the
//! clock of [`crate::time`].

use super::{base, publish_oracle, start_offchain_workers, Plan};
use crate::{
	rpc::{slot, Dev},
	sealing::Sealing,
	time::{host_time, offset, publish_offset, Clock},
};
use caliber_runtime_common::{time::SLOT_MILLIS, Hash, OpaqueBlock as Block};
use futures::{channel::mpsc, stream};
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, run_manual_seal, ManualSealParams,
};
use sc_network::{config::FullNetworkConfiguration, NetworkBackend};
use sc_service::{
	config::Configuration, error::Error as ServiceError, BuildNetworkParams, SpawnTasksParams,
	TaskManager,
};
use sc_transaction_pool_api::TransactionPool;
use sp_timestamp::InherentDataProvider as Timestamp;

pub(super) fn start<N: NetworkBackend<Block, Hash>>(
	config: Configuration,
	plan: &Plan,
	sealing: Sealing,
) -> Result<TaskManager, ServiceError> {
	let mut base = base(&config)?;
	publish_oracle(&config, &base, plan);

	let registry = config.prometheus_registry().cloned();
	let import_queue = sc_consensus_manual_seal::import_queue(
		Box::new(base.client.clone()),
		&base.task_manager.spawn_essential_handle(),
		registry.as_ref(),
	);
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config: FullNetworkConfiguration::<Block, Hash, N>::new(
				&config.network,
				registry.clone(),
			),
			client: base.client.clone(),
			transaction_pool: base.pool.clone(),
			spawn_handle: base.task_manager.spawn_handle(),
			spawn_essential_handle: base.task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: None,
			block_relay: None,
			metrics: N::register_notification_metrics(registry.as_ref()),
			gap_sync_body_policy: None,
		})?;
	start_offchain_workers(&config, &base, network.clone())?;

	let clock = Clock::default();
	let (commands, by_rpc) = mpsc::channel(64);
	let dev = Dev { client: base.client.clone(), clock: clock.clone(), commands };
	let rpc_builder = {
		let (client, pool) = (base.client.clone(), base.pool.clone());
		Box::new(move |_| {
			crate::rpc::module(client.clone(), pool.clone(), Some(dev.clone()))
				.map_err(|error| ServiceError::Application(error.into()))
		})
	};
	sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: base.client.clone(),
		backend: base.backend.clone(),
		task_manager: &mut base.task_manager,
		keystore: base.keystore.keystore(),
		transaction_pool: base.pool.clone(),
		rpc_builder,
		network,
		system_rpc_tx,
		tx_handler_controller,
		sync_service,
		telemetry: base.telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	let proposer = sc_basic_authorship::ProposerFactory::new(
		base.task_manager.spawn_handle(),
		base.client.clone(),
		base.pool.clone(),
		registry.as_ref(),
		base.telemetry.as_ref().map(|telemetry| telemetry.handle()),
	);
	let slot_duration = sp_consensus_aura::SlotDuration::from_millis(SLOT_MILLIS);
	let (client, backend) = (base.client.clone(), base.backend.clone());
	let author = run_manual_seal(ManualSealParams {
		block_import: base.client.clone(),
		env: proposer,
		client: base.client.clone(),
		pool: base.pool.clone(),
		commands_stream: stream::select(
			sealing.commands(base.pool.import_notification_stream()),
			by_rpc,
		),
		select_chain: base.select_chain.clone(),
		consensus_data_provider: Some(Box::new(AuraConsensusDataProvider::new_with_slot_duration(
			slot_duration,
		))),
		create_inherent_data_providers: move |parent: Hash, ()| {
			let (client, backend, clock) = (client.clone(), backend.clone(), clock.clone());
			async move {
				let parent = client.header(parent)?.ok_or("the parent block is gone")?;
				let next = clock.next(slot(&parent)?);
				// Before the block, so that the worker that it starts reads the right clock.
				publish_offset(backend.as_ref(), Some(offset(next, host_time())));
				Ok(Timestamp::new(next.into()))
			}
		},
	});
	base.task_manager.spawn_essential_handle().spawn_blocking(
		"sealing",
		Some("block-authoring"),
		author,
	);
	log::info!("⏱️ Sealing: {sealing}; dev_timeTravel and dev_newBlock are on");
	Ok(base.task_manager)
}
