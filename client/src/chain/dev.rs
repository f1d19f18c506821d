//! Blocks and time on demand, by the node's dev RPC.

use super::{Block, Chain};
use crate::cli::SealOptions;
use anyhow::Context;
use caliber_runtime::Hash;
use serde::Deserialize;
use std::time::Duration;
use subxt::rpcs::{rpc_params, RpcClient};

/// How often is looked whether transactions wait.
const PACE: Duration = Duration::from_millis(200);

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
