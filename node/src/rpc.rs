//! What the node answers over RPC beside the SDK's own methods.

use crate::{
	service::{FullClient, FullPool},
	time::{Clock, FURTHEST_TRAVEL_SECS},
};
use caliber_runtime_common::{time::SLOT_MILLIS, Hash, Header, OpaqueBlock};
use futures::{
	channel::{mpsc, oneshot},
	SinkExt,
};
use jsonrpsee::{
	core::{async_trait, RpcResult},
	proc_macros::rpc,
	types::{error::INVALID_PARAMS_CODE, ErrorObjectOwned},
	RpcModule,
};
use sc_consensus_manual_seal::EngineCommand;
use serde::{Deserialize, Serialize};
use sp_blockchain::HeaderBackend;
use std::sync::Arc;

/// The code of errors of the dev RPC.
const DEV_ERROR: i32 = 6_000;

/// Time and blocks on demand; present only with `--sealing`.
#[rpc(server)]
pub trait DevApi {
	/// Makes the next block's time that many seconds later than it would be. Travels add up until
	/// a block is made; no block is made by this.
	#[method(name = "dev_timeTravel")]
	fn time_travel(&self, seconds: u64) -> RpcResult<Travelled>;

	/// Makes one block, empty or not, and finalises it.
	#[method(name = "dev_newBlock")]
	async fn new_block(&self) -> RpcResult<NewBlock>;
}

/// The answer of `dev_timeTravel`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Travelled {
	/// The time of the next block, Unix milliseconds.
	pub next_timestamp: u64,
}

/// The answer of `dev_newBlock`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewBlock {
	/// Its hash.
	pub hash: Hash,
	/// Its height.
	pub number: u32,
	/// Its time, Unix milliseconds.
	pub timestamp: u64,
}

/// What the dev RPC works with.
#[derive(Clone)]
pub struct Dev {
	/// The chain.
	pub client: Arc<FullClient>,
	/// The clock shared with the author.
	pub clock: Clock,
	/// Where blocks are ordered.
	pub commands: mpsc::Sender<EngineCommand<Hash>>,
}

fn failed(reason: impl std::fmt::Display) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(DEV_ERROR, reason.to_string(), None::<()>)
}

#[async_trait]
impl DevApiServer for Dev {
	fn time_travel(&self, seconds: u64) -> RpcResult<Travelled> {
		if seconds > FURTHEST_TRAVEL_SECS {
			return Err(ErrorObjectOwned::owned(
				INVALID_PARAMS_CODE,
				format!("travel at most {FURTHEST_TRAVEL_SECS} seconds at a time"),
				None::<()>,
			));
		}
		let best = self.client.info().best_hash;
		let header = self.client.header(best).map_err(failed)?.ok_or_else(|| failed("no block"))?;
		Ok(Travelled { next_timestamp: self.clock.travel(slot(&header)?, seconds) })
	}

	async fn new_block(&self) -> RpcResult<NewBlock> {
		let (sender, receiver) = oneshot::channel();
		let command = EngineCommand::SealNewBlock {
			create_empty: true,
			finalize: true,
			parent_hash: None,
			sender: Some(sender),
		};
		self.commands.clone().send(command).await.map_err(failed)?;
		let block = receiver.await.map_err(failed)?.map_err(failed)?;
		let header = self.client.header(block.hash).map_err(failed)?;
		let header = header.ok_or_else(|| failed("the block is gone"))?;
		let timestamp = slot(&header)?.unwrap_or(0).saturating_mul(SLOT_MILLIS);
		Ok(NewBlock { hash: block.hash, number: header.number, timestamp })
	}
}

/// The slot of a block; `None` for the genesis block.
pub fn slot(header: &Header) -> RpcResult<Option<u64>> {
	if header.number == 0 {
		return Ok(None);
	}
	sc_consensus_aura::find_pre_digest::<OpaqueBlock, sp_consensus_aura::sr25519::AuthoritySignature>(
		header,
	)
	.map(|slot| Some(*slot))
	.map_err(failed)
}

/// All methods of this node beyond those that every Substrate node has.
///
/// # Errors
///
/// When two methods share a name.
pub fn module(
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	dev: Option<Dev>,
) -> Result<RpcModule<()>, jsonrpsee::core::RegisterMethodError> {
	use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
	use substrate_frame_rpc_system::{System, SystemApiServer};

	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client).into_rpc())?;
	if let Some(dev) = dev {
		module.merge(dev.into_rpc())?;
	}
	Ok(module)
}
