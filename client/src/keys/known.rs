//! What the chain knows of a validator, and what the node has.

use super::sessions::Sessions;
use crate::chain::{node::Health, Chain};
use anyhow::Context;
use caliber_primitives::ids::ReporterIndex;
use caliber_runtime::{AccountId, Hash, Runtime, SessionKeys};
use caliber_runtime_common::{
	consensus::KeyDeposit, currency::MILLI_CAL, pace::SessionBlocks, time, Balance,
};
use frame_support::storage::storage_prefix;
use frame_system::AccountInfo;
use pallet_balances::AccountData;
use pallet_feeds::{CurrentSet, ReporterSet};
use pallet_session::{CurrentIndex, NextKeys, QueuedKeys};
use pallet_validators::{Bonded, CurrentRules, Rules, Standing};
use sp_runtime::{traits::OpaqueKeys, KeyTypeId};

/// What the fee of a registration is at most, about.
const FEE: Balance = 100 * MILLI_CAL;

/// The keys of a session in the order of [`SessionKeys`]: what each is for.
pub const KINDS: [&str; 5] =
	["block authoring", "finality", "heartbeats", "peer discovery", "feeds"];

/// One of the registered keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownKey {
	/// What it is for.
	pub purpose: &'static str,
	/// Whether the node has its secret.
	pub is_held: bool,
}

/// All that is to be known.
#[derive(Debug, Clone)]
pub struct Known {
	/// Whose.
	pub account: AccountId,
	/// Where the chain is.
	pub sessions: Sessions,
	/// The registered keys; none without registration.
	pub keys: Vec<KnownKey>,
	/// How the bond stands.
	pub standing: Option<Standing>,
	/// What a bond takes.
	pub bond: Balance,
	/// Whether the account makes blocks in this session, and whether with the registered key.
	pub now: Option<bool>,
	/// The same for the next one.
	pub next: Option<bool>,
	/// The place among the reporters of the registered feed key.
	pub reporter: Option<ReporterIndex>,
	/// The node.
	pub health: Health,
}

impl Known {
	/// Asks the node.
	///
	/// # Errors
	/// When it does not answer.
	pub async fn of(chain: &Chain, account: &AccountId) -> anyhow::Result<Self> {
		let registered: Option<SessionKeys> =
			chain.storage(&NextKeys::<Runtime>::hashed_key_for(account)).await?;
		let mut keys = Vec::new();
		for (kind, purpose) in SessionKeys::key_ids().iter().zip(KINDS) {
			let Some(registered) = &registered else { break };
			let is_held = chain.has_key(registered.get_raw(*kind), &name_of(*kind)?).await?;
			keys.push(KnownKey { purpose, is_held });
		}
		let registered = registered.as_ref();
		let rules: Option<Rules> = chain.storage(&CurrentRules::<Runtime>::hashed_key()).await?;
		let queued: Option<Vec<(AccountId, SessionKeys)>> =
			chain.storage(&QueuedKeys::<Runtime>::hashed_key()).await?;
		let queued = queued.unwrap_or_default();
		let next = queued.iter().find(|(who, _)| who == account);
		let reporters: Option<ReporterSet<Hash>> =
			chain.storage(&CurrentSet::<Runtime>::hashed_key()).await?;
		let reporter = reporters.zip(registered).and_then(|(set, keys)| {
			set.reporters.iter().position(|reporter| reporter.key == keys.feeds)
		});
		Ok(Self {
			account: account.clone(),
			sessions: sessions(chain).await?,
			keys,
			standing: chain.storage(&Bonded::<Runtime>::hashed_key_for(account)).await?,
			bond: rules.unwrap_or_default().bond,
			now: now(chain, account, registered).await?,
			next: next.map(|(_, keys)| Some(keys) == registered),
			reporter: reporter.map(u16::try_from).transpose()?.map(ReporterIndex),
			health: chain.health().await?,
		})
	}
}

/// Whether an account makes blocks now, and whether with the key that it has registered.
async fn now(
	chain: &Chain,
	account: &AccountId,
	registered: Option<&SessionKeys>,
) -> anyhow::Result<Option<bool>> {
	let validators: Option<Vec<AccountId>> =
		chain.storage(&pallet_session::Validators::<Runtime>::hashed_key()).await?;
	let place = validators.unwrap_or_default().iter().position(|who| who == account);
	let Some(place) = place else { return Ok(None) };
	let authors: Option<Vec<sp_consensus_aura::sr25519::AuthorityId>> =
		chain.storage(&storage_prefix(b"Aura", b"Authorities")).await?;
	let author = authors.unwrap_or_default().into_iter().nth(place);
	Ok(Some(author == registered.map(|keys| keys.aura.clone())))
}

async fn sessions(chain: &Chain) -> anyhow::Result<Sessions> {
	let index: Option<u32> = chain.storage(&CurrentIndex::<Runtime>::hashed_key()).await?;
	let block: Option<u32> = chain.storage(&storage_prefix(b"System", b"Number")).await?;
	let length: Option<u32> = chain.storage(&SessionBlocks::<Runtime>::hashed_key()).await?;
	Ok(Sessions {
		index: index.unwrap_or_default(),
		block: block.unwrap_or_default(),
		length: length.unwrap_or(time::SESSION_BLOCKS),
		slot: time::SLOT_MILLIS,
	})
}

/// What an account can spend, and what a registration takes of it.
pub async fn means(chain: &Chain, who: &AccountId) -> anyhow::Result<(Balance, Balance)> {
	type Info = AccountInfo<u32, AccountData<Balance>>;
	let key = frame_system::Account::<Runtime>::hashed_key_for(who);
	let info: Option<Info> = chain.storage(&key).await?;
	let free = info.map(|info| info.data.free).unwrap_or_default();
	let has_keys: Option<SessionKeys> =
		chain.storage(&NextKeys::<Runtime>::hashed_key_for(who)).await?;
	// Who has registered keys has left the deposit, unless they are of the genesis, which asks none:
	// then the chain says so.
	let deposit = if has_keys.is_some() { 0 } else { KeyDeposit::get() };
	Ok((free, deposit.saturating_add(FEE)))
}

fn name_of(kind: KeyTypeId) -> anyhow::Result<String> {
	String::from_utf8(kind.0.to_vec()).context("a kind of key has no name")
}
