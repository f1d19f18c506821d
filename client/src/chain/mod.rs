//! A connection to a node: signing, sealing and reading.
//!
//! | question | module |
//! |---|---|
//! | How does a typed call become a transaction? | [`call`] |
//! | How are blocks made, and time moved? | [`dev`] |
//! | What became of a transaction? | [`receipt`] |
//! | What does the state say? | [`query`] |
//! | What do accounts hold? | [`ledger`] |
//! | What does the node say of itself and its keys? | [`node`] |
//! | Who signs, and which account is meant? | [`key`] |
//!
//! Calls, events and state are the runtime's own types, so that the compiler checks each of them;
//! what is signed is laid out by the metadata that the node serves, as any other client does.

pub mod call;
pub mod dev;
pub mod key;
pub mod ledger;
pub mod node;
pub mod query;
pub mod receipt;

use crate::process::{Program, PATIENCE};
use anyhow::{ensure, Context};
use caliber_runtime::{AccountId, Hash};
use std::{
	collections::HashMap,
	sync::Arc,
	time::{Duration, Instant},
};
use subxt::{
	backend::LegacyBackend,
	client::OnlineClientAtBlock,
	config::RpcConfigFor,
	rpcs::{
		methods::legacy::LegacyRpcMethods, rpc_params, Error as RpcError, RpcClient, UserError,
	},
	OnlineClient, SubstrateConfig,
};
use subxt_signer::{sr25519::Keypair, SecretUri};

/// The code of a node's answer to a transaction that the runtime finds invalid.
const INVALID: i32 = 1_010;

/// Why the pool does not take a transaction.
#[derive(Debug)]
pub enum Unposted {
	/// The runtime finds it invalid, with a code of its own where it has one.
	Invalid(Option<u8>),
	/// The pool has another about the same, or no room, or the node does not answer.
	Held(anyhow::Error),
}

impl From<RpcError> for Unposted {
	fn from(error: RpcError) -> Self {
		match error {
			RpcError::User(UserError { code: INVALID, data, .. }) => {
				let data = data.and_then(|data| serde_json::from_str::<String>(data.get()).ok());
				let code = data.as_deref().and_then(|data| data.strip_prefix("Custom error: "));
				Self::Invalid(code.and_then(|code| code.parse().ok()))
			},
			other => Self::Held(anyhow::Error::new(other).context("the pool refuses")),
		}
	}
}

/// An account that can sign.
#[derive(Clone)]
pub struct Signer {
	/// How it is called in what is printed.
	pub name: &'static str,
	/// Its key.
	pub key: Keypair,
	/// Its account.
	pub account: AccountId,
}

impl Signer {
	/// The well-known development account of that derivation path, e.g. `//Alice`.
	///
	/// # Errors
	/// When the path is none.
	pub fn development(name: &'static str, path: &str) -> anyhow::Result<Self> {
		let uri: SecretUri = path.parse().with_context(|| format!("{path} is no key"))?;
		let key = Keypair::from_uri(&uri).with_context(|| format!("{path} is no key"))?;
		let account = AccountId::new(key.public_key().0);
		Ok(Self { name, key, account })
	}
}

/// A block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
	/// Its hash.
	pub hash: Hash,
	/// Its height.
	pub number: u32,
	/// Its time, Unix seconds.
	pub time: u64,
}

/// A node and what this program knows of its chain.
pub struct Chain {
	rpc: RpcClient,
	methods: LegacyRpcMethods<RpcConfigFor<SubstrateConfig>>,
	/// A client at the first block that was seen: its metadata lay out transactions.
	layout: OnlineClientAtBlock<SubstrateConfig>,
	nonces: HashMap<AccountId, u64>,
	head: Block,
	/// Whether the node makes blocks on demand.
	sealed: bool,
}

impl Chain {
	/// Waits until the node answers and connects to it.
	///
	/// # Errors
	/// When the node ends or stays silent.
	pub async fn connect(url: &str, node: &mut Program) -> anyhow::Result<Self> {
		let start = Instant::now();
		loop {
			if let Ok(rpc) = RpcClient::from_insecure_url(url).await {
				return Self::on(rpc).await;
			}
			node.ensure_alive()?;
			ensure!(start.elapsed() < PATIENCE, "the node does not answer on {url}");
			tokio::time::sleep(Duration::from_millis(50)).await;
		}
	}

	/// Works on a connection.
	///
	/// # Errors
	/// When the node is none of this chain.
	pub async fn on(rpc: RpcClient) -> anyhow::Result<Self> {
		let backend = Arc::new(LegacyBackend::builder().build(rpc.clone()));
		let client = OnlineClient::from_backend_with_config(SubstrateConfig::new(), backend)
			.await
			.context("the node does not tell its chain")?;
		let layout =
			client.at_current_block().await.context("the node does not tell its metadata")?;
		let head = Block {
			hash: Hash::from(layout.block_hash().0),
			number: u32::try_from(layout.block_number()).context("the chain is too long")?,
			time: 0,
		};
		let methods = LegacyRpcMethods::new(rpc.clone());
		let sealed = dev::is_sealed(&rpc).await?;
		Ok(Self { rpc, methods, layout, nonces: HashMap::new(), head, sealed })
	}

	/// The last block that was made.
	pub fn head(&self) -> Block {
		self.head
	}

	/// Whether the node makes blocks on demand.
	pub fn is_sealed(&self) -> bool {
		self.sealed
	}

	/// The type of the chain: `Development`, `Local`, `Live` or another.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn kind(&self) -> anyhow::Result<String> {
		let kind: serde_json::Value = self
			.rpc
			.request("system_chainType", rpc_params![])
			.await
			.context("the node does not tell the type of its chain")?;
		Ok(kind.as_str().unwrap_or_default().to_string())
	}

	/// The hash of the genesis block.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn genesis(&self) -> anyhow::Result<Hash> {
		let hash = self.methods.genesis_hash().await;
		Ok(Hash::from(hash.context("the node does not tell its genesis block")?.0))
	}

	/// The versions of the runtime and of its transactions.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn versions(&self) -> anyhow::Result<(u32, u32)> {
		let version = self.methods.state_get_runtime_version(None).await;
		let version = version.context("the node does not tell the version of its runtime")?;
		Ok((version.spec_version, version.transaction_version))
	}

	/// Goes to the best block of the node.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn refresh(&mut self) -> anyhow::Result<()> {
		let best = self.methods.chain_get_block_hash(None).await;
		let hash = best.context("the node does not tell its blocks")?.context("no best block")?;
		self.head = Block { hash: Hash::from(hash.0), ..self.head };
		Ok(())
	}

	/// Gives a transaction to the pool.
	///
	/// # Errors
	/// When the pool does not take it.
	pub async fn post(&self, transaction: &[u8]) -> Result<(), Unposted> {
		let posted = self.methods.author_submit_extrinsic(transaction).await;
		posted.map(|_| ()).map_err(Unposted::from)
	}
}
