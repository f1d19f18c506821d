//! Blocks and time on demand, by the node's dev RPC.

use super::{Block, Chain};
use crate::cli::SealOptions;
use anyhow::{ensure, Context};
use caliber_runtime::Hash;
use codec::DecodeAll;
use frame_support::storage::storage_prefix;
use serde::Deserialize;
use std::time::{Duration, Instant};
use subxt::{
	config::substrate::H256,
	rpcs::{rpc_params, RpcClient},
};

/// How often is looked whether transactions wait, or a block has come.
const PACE: Duration = Duration::from_millis(200);
/// How long a chain may take for a block.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Travelled {
	next_timestamp: u64,
}

#[derive(Deserialize)]
struct NewBlock {
	hash: Hash,
	number: u32,
	timestamp: u64,
}

async fn new_block(rpc: &RpcClient) -> anyhow::Result<Block> {
	let block: NewBlock = rpc
		.request("dev_newBlock", rpc_params![])
		.await
		.context("the node makes no block on demand; start it with --sealing manual")?;
	Ok(Block { hash: block.hash, number: block.number, time: block.timestamp / 1_000 })
}

/// Whether the node makes blocks on demand.
pub(super) async fn is_sealed(rpc: &RpcClient) -> anyhow::Result<bool> {
	#[derive(Deserialize)]
	struct Methods {
		methods: Vec<String>,
	}
	let all: Methods = rpc
		.request("rpc_methods", rpc_params![])
		.await
		.context("the node does not tell what it answers")?;
	Ok(all.methods.iter().any(|method| method == "dev_newBlock"))
}

async fn waiting(rpc: &RpcClient) -> anyhow::Result<usize> {
	let waiting: Vec<String> = rpc
		.request("author_pendingExtrinsics", rpc_params![])
		.await
		.context("the node does not tell its pool")?;
	Ok(waiting.len())
}

impl Chain {
	/// Makes one block.
	pub(super) async fn new_block(&mut self) -> anyhow::Result<Block> {
		self.head = new_block(&self.rpc).await?;
		Ok(self.head)
	}

	/// The block after the last one that was seen: somebody's, or made on demand, or awaited where
	/// the chain makes its own. Others may seal too, so none is skipped. It is final: of two blocks of
	/// one height the other could have what is looked for.
	pub(super) async fn next_block(&mut self) -> anyhow::Result<Block> {
		let number = self.head.number.saturating_add(1);
		let start = Instant::now();
		loop {
			if self.last_final().await? >= number {
				let hash = self.methods.chain_get_block_hash(Some(number.into())).await;
				let hash = hash.context("the node does not tell its blocks")?;
				let hash = Hash::from(hash.context("a final block is gone")?.0);
				self.head = Block { hash, number, time: self.time(hash).await? };
				return Ok(self.head);
			}
			ensure!(start.elapsed() < PATIENCE, "no block has become final for a minute");
			if self.sealed {
				new_block(&self.rpc).await?;
			} else {
				tokio::time::sleep(PACE).await;
			}
		}
	}

	/// The number of the last final block. Where blocks are made on demand each is final at once.
	pub(super) async fn last_final(&self) -> anyhow::Result<u32> {
		let last = self.methods.chain_get_finalized_head().await;
		let last = last.context("the node does not tell its blocks")?;
		let last = self.methods.chain_get_header(Some(last)).await;
		let last = last.context("the node does not tell its blocks")?.context("no final block")?;
		u32::try_from(last.number).context("the chain is too long")
	}

	/// The time of a block, Unix seconds.
	async fn time(&self, block: Hash) -> anyhow::Result<u64> {
		let now = storage_prefix(b"Timestamp", b"Now");
		let now = self.methods.state_get_storage(&now, Some(H256(block.0))).await;
		let now = now.context("the node does not tell the time")?.context("a block has no time")?;
		Ok(u64::decode_all(&mut &now[..])? / 1_000)
	}

	/// How many transactions wait for a block.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn waiting(&self) -> anyhow::Result<usize> {
		waiting(&self.rpc).await
	}

	/// Makes the next block's time `seconds` later than it would be and tells it, Unix seconds.
	///
	/// # Errors
	/// When the node does not answer, or is no sealed development node.
	pub async fn travel(&mut self, seconds: u64) -> anyhow::Result<u64> {
		let travelled: Travelled =
			self.rpc
				.request("dev_timeTravel", rpc_params![seconds])
				.await
				.context("the node does not travel in time; start it with --sealing manual")?;
		Ok(travelled.next_timestamp / 1_000)
	}
}

/// Makes a block whenever transactions wait, until the node is gone.
///
/// # Errors
/// When there is no node, or it does not seal.
pub async fn seal_on_demand(options: &SealOptions) -> anyhow::Result<()> {
	let rpc = RpcClient::from_insecure_url(&options.url).await.with_context(|| {
		format!("no node answers on {}; start one, or name it with --url", options.url)
	})?;
	loop {
		match waiting(&rpc).await {
			Ok(0) => {},
			Ok(_) => {
				new_block(&rpc).await?;
			},
			// The node has ended, and this with it.
			Err(_) => return Ok(()),
		}
		tokio::time::sleep(PACE).await;
	}
}
