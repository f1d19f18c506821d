//! A node of a chain with validators: Aura makes blocks, GRANDPA finalises them.

use super::{base, publish_oracle, start_offchain_workers, Base, FullClient, Parts, Plan};
use caliber_runtime_common::{Hash, OpaqueBlock as Block};
use futures::StreamExt;
use sc_client_api::BlockBackend;
use sc_consensus_aura::{ImportQueueParams, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::SharedVoterState;
use sc_network::{
	config::FullNetworkConfiguration, event::Event, service::traits::NetworkService,
	NetworkBackend, NetworkEventStream,
};
use sc_service::{
	config::Configuration, error::Error as ServiceError, BuildNetworkParams, SpawnTasksParams,
	TaskManager, WarpSyncConfig,
};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;
use sp_timestamp::InherentDataProvider as Timestamp;
use std::{sync::Arc, time::Duration};

/// Blocks between two justifications that are kept; one is always kept where the set changes.
const JUSTIFICATION_PERIOD: u32 = 512;

type SlotInherents = (sp_consensus_aura::inherents::InherentDataProvider, Timestamp);

/// The slot and the time of a block made now.
fn inherents(
	client: &FullClient,
) -> Result<SlotInherents, Box<dyn std::error::Error + Send + Sync>> {
	let duration = sc_consensus_aura::slot_duration(client)?;
	let timestamp = Timestamp::from_system_time();
	let slot = sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
		*timestamp, duration,
	);
	Ok((slot, timestamp))
}

pub(super) fn parts(config: &Configuration) -> Result<Parts, ServiceError> {
	let base = base(config)?;
	let (block_import, link) = sc_consensus_grandpa::block_import(
		base.client.clone(),
		JUSTIFICATION_PERIOD,
		&base.client,
		base.select_chain.clone(),
		base.telemetry.as_ref().map(|telemetry| telemetry.handle()),
	)?;
	let client = base.client.clone();
	let import_queue =
		sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
			block_import: block_import.clone(),
			justification_import: Some(Box::new(block_import.clone())),
			client: base.client.clone(),
			create_inherent_data_providers: move |_, ()| {
				let client = client.clone();
				async move { inherents(&client) }
			},
			spawner: &base.task_manager.spawn_essential_handle(),
			registry: config.prometheus_registry(),
			// The queue would only log it; `authors` tells the chain.
			check_for_equivocation: sc_consensus_aura::CheckForEquivocation::No,
			telemetry: base.telemetry.as_ref().map(|telemetry| telemetry.handle()),
			compatibility_mode: Default::default(),
		})?;
	Ok(Parts { base, import_queue, grandpa: (block_import, link) })
}

pub(super) fn start<N: NetworkBackend<Block, Hash>>(
	mut config: Configuration,
	plan: &Plan,
) -> Result<TaskManager, ServiceError> {
	// A small network has no three peers to warp from.
	config.network.min_peers_to_start_warp_sync = Some(1);

	let Parts { mut base, import_queue, grandpa: (block_import, link) } = parts(&config)?;
	// A sealed run on the same database may have left its offset.
	crate::time::publish_offset(base.backend.as_ref(), None);
	publish_oracle(&config, &base, plan);

	let registry = config.prometheus_registry().cloned();
	let mut net_config =
		FullNetworkConfiguration::<Block, Hash, N>::new(&config.network, registry.clone());
	let metrics = N::register_notification_metrics(registry.as_ref());
	let genesis = base.client.block_hash(0)?.ok_or("the database has no genesis block")?;
	let grandpa_protocol =
		sc_consensus_grandpa::protocol_standard_name(&genesis, &config.chain_spec);
	let (grandpa_peers, grandpa_notifications) =
		sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
			grandpa_protocol.clone(),
			metrics.clone(),
			net_config.peer_store_handle(),
		);
	net_config.add_notification_protocol(grandpa_peers);
	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		base.backend.clone(),
		link.shared_authority_set().clone(),
		Vec::new(),
	));

	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: base.client.clone(),
			transaction_pool: base.pool.clone(),
			spawn_handle: base.task_manager.spawn_handle(),
			spawn_essential_handle: base.task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	start_offchain_workers(&config, &base, network.clone())?;
	start_authority_discovery(&config, &base, network.clone());
	let reports = OffchainTransactionPoolFactory::new(base.pool.clone());
	let watch = super::authors::watch(base.client.clone(), reports);
	base.task_manager.spawn_handle().spawn("authors", None, watch);

	let role = config.role;
	let name = config.network.node_name.clone();
	let force_authoring = config.force_authoring;
	let votes = !config.disable_grandpa;

	let rpc_builder = {
		let (client, pool) = (base.client.clone(), base.pool.clone());
		Box::new(move |_| {
			crate::rpc::module(client.clone(), pool.clone(), None)
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
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: base.telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	let telemetry = base.telemetry.as_ref().map(|telemetry| telemetry.handle());
	if role.is_authority() {
		let proposer = sc_basic_authorship::ProposerFactory::new(
			base.task_manager.spawn_handle(),
			base.client.clone(),
			base.pool.clone(),
			registry.as_ref(),
			telemetry.clone(),
		);
		let client = base.client.clone();
		let aura = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(
			StartAuraParams {
				slot_duration: sc_consensus_aura::slot_duration(base.client.as_ref())?,
				client: base.client.clone(),
				select_chain: base.select_chain.clone(),
				block_import,
				proposer_factory: proposer,
				create_inherent_data_providers: move |_, ()| {
					let client = client.clone();
					async move { inherents(&client) }
				},
				force_authoring,
				backoff_authoring_blocks: (!force_authoring)
					.then(sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging::default),
				keystore: base.keystore.keystore(),
				sync_oracle: sync_service.clone(),
				justification_sync_link: sync_service.clone(),
				block_proposal_slot_portion: SlotProportion::new(2f32 / 3f32),
				max_block_proposal_slot_portion: None,
				telemetry: telemetry.clone(),
				compatibility_mode: Default::default(),
			},
		)?;
		base.task_manager.spawn_essential_handle().spawn_blocking(
			"aura",
			Some("block-authoring"),
			aura,
		);
	}

	if votes {
		let config = sc_consensus_grandpa::Config {
			// A third of a slot: gossip settles before the next block.
			gossip_duration: Duration::from_millis(333),
			justification_generation_period: JUSTIFICATION_PERIOD,
			name: Some(name),
			observer_enabled: false,
			keystore: role.is_authority().then(|| base.keystore.keystore()),
			local_role: role,
			telemetry: telemetry.clone(),
			protocol_name: grandpa_protocol,
		};
		let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
			config,
			link,
			network,
			sync: sync_service,
			notification_service: grandpa_notifications,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry: registry,
			shared_voter_state: SharedVoterState::empty(),
			telemetry,
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(base.pool),
		})?;
		base.task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
	}
	Ok(base.task_manager)
}

/// Publishes this validator's addresses and finds those of the others.
fn start_authority_discovery(
	config: &Configuration,
	base: &Base,
	network: Arc<dyn NetworkService>,
) {
	use sc_authority_discovery::{new_worker_and_service_with_config, Role, WorkerConfig};

	let role = if config.role.is_authority() {
		Role::PublishAndDiscover(base.keystore.keystore())
	} else {
		Role::Discover
	};
	let dht_events = network.event_stream("authority-discovery").filter_map(|event| async move {
		match event {
			Event::Dht(event) => Some(event),
			_ => None,
		}
	});
	let (worker, _service) = new_worker_and_service_with_config(
		WorkerConfig {
			publish_non_global_ips: config.network.allow_non_globals_in_dht,
			public_addresses: config.network.public_addresses.clone(),
			strict_record_validation: true,
			persisted_cache_directory: config.network.net_config_path.clone(),
			..Default::default()
		},
		base.client.clone(),
		Arc::new(network),
		Box::pin(dht_events),
		role,
		config.prometheus_registry().cloned(),
		base.task_manager.spawn_handle(),
	);
	base.task_manager.spawn_handle().spawn(
		"authority-discovery-worker",
		Some("networking"),
		worker.run(),
	);
}
