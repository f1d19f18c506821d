//! What is asked about the vault.

use super::{record, requests_of, status};
use crate::chain::{ledger, Chain};
use anyhow::Context;
use caliber_primitives::{
	ids::{assets::SUSDAI, RequestId},
	redemption::RequestStatus,
	units::{Seconds, Shares, UsdaiAmount, SECONDS_PER_DAY},
};
use caliber_runtime::{AccountId, Runtime};
use codec::Encode;
use frame_support::storage::storage_prefix;
use pallet_susdai::{Explained, Nav, Rules, SharePrice, Side, Snapshot, VaultRecord};

/// Over how many days is told what a share has earned.
const YIELDS: [u32; 3] = [7, 30, 90];
/// Over how many days is told why the price moved.
const MOVES: [u32; 3] = [1, 7, 30];

/// What the chain says of the vault at one block.
pub struct Answers {
	/// The block's time.
	pub now: Seconds,
	/// Money, shares, queue, clock and rules.
	pub record: VaultRecord,
	/// What both values are made of; none while the loan book rolls.
	pub snapshot: Option<Snapshot>,
	/// USDai that may be lent; nothing while the loan book rolls.
	pub free: UsdaiAmount,
	/// What a share has earned over so many strike days, in parts per million a year.
	pub yields: Vec<(u32, Option<i64>)>,
	/// Why the price of redemptions moved.
	pub moves: Vec<Move>,
	/// The part of one account.
	pub position: Option<Position>,
}

/// Why a price moved since a day.
pub struct Move {
	/// So many strike days ago.
	pub days: u32,
	/// The moment of that day's record.
	pub since: Seconds,
	/// The causes.
	pub why: Explained,
}

/// What an account has in the vault.
pub struct Position {
	/// Whose it is.
	pub account: AccountId,
	/// Its shares, without those that were requested.
	pub shares: Shares,
	/// Its requests that are not over.
	pub requests: Vec<(RequestId, RequestStatus<AccountId>)>,
}

impl Answers {
	/// Both values with the shares.
	pub fn price(&self) -> Option<SharePrice> {
		let snapshot = self.snapshot.as_ref()?;
		let nav = snapshot.parts.nav().ok()?;
		Some(SharePrice { nav, shares: snapshot.shares })
	}

	/// Both prices of a share, in 10^-18 USDai.
	pub fn prices(&self) -> Option<[u128; 2]> {
		let price = |side| self.snapshot.as_ref()?.price(side).ok();
		Some([price(Side::Redemption)?, price(Side::Deposit)?])
	}

	/// The rules in force.
	pub fn rules(&self) -> Rules {
		self.record.rules.at(self.now)
	}

	/// Those that wait, and from when on they hold.
	pub fn rules_waiting(&self) -> Option<(Rules, Seconds)> {
		self.record.rules.waiting(self.now)
	}

	/// No strike before this moment.
	pub fn next_strike(&self) -> Seconds {
		self.record.totals.queue.next_strike.max(self.now)
	}

	/// When the window that is open ends, and the first strike that may serve it.
	pub fn window(&self) -> [Seconds; 2] {
		let windows = &self.record.windows;
		let open = windows.ended(self.now);
		[windows.end_of(open), windows.first_strike(open)]
	}

	/// Whether a strike day is a day.
	pub fn strikes_daily(&self) -> bool {
		self.record.windows.strike_every.get() == SECONDS_PER_DAY
	}

	/// What shares are worth at both values.
	pub fn worth(&self, shares: Shares) -> Option<[UsdaiAmount; 2]> {
		let SharePrice { nav: Nav { redemption, deposit }, shares: all } = self.price()?;
		let at = |value| {
			let nav = Nav { redemption: value, deposit: value };
			SharePrice { nav, shares: all }.assets_of(shares).unwrap_or_default()
		};
		Some([at(redemption), at(deposit)])
	}
}

/// Asks, at the chain's last block.
///
/// # Errors
/// When the node does not answer.
pub async fn ask(chain: &Chain, account: Option<AccountId>) -> anyhow::Result<Answers> {
	let now: Option<u64> = chain.storage(&storage_prefix(b"Timestamp", b"Now")).await?;
	let mut yields = Vec::new();
	for days in YIELDS {
		yields.push((days, chain.api("VaultApi_apr_ppm", &days.encode()).await?));
	}
	let mut moves = Vec::new();
	for days in MOVES {
		let then: Option<Snapshot> = chain.api("VaultApi_history", &days.encode()).await?;
		let why: Option<Explained> =
			chain.api("VaultApi_explain_redemption", &days.encode()).await?;
		moves.extend(then.zip(why).map(|(then, why)| Move { days, since: then.at, why }));
	}
	let position = match account {
		None => None,
		Some(account) => Some(position(chain, account).await?),
	};
	Ok(Answers {
		now: Seconds(now.unwrap_or_default() / 1_000),
		record: record(chain).await?,
		snapshot: chain.api("VaultApi_components", &[]).await?,
		free: chain.view(pallet_susdai::FreeLiquidityViewFunction::<Runtime>::new()).await?,
		yields,
		moves,
		position,
	})
}

async fn position(chain: &Chain, account: AccountId) -> anyhow::Result<Position> {
	let shares = Shares(ledger::balance(chain, SUSDAI, &account).await?);
	let mut requests = Vec::new();
	for request in requests_of(chain, &account).await? {
		let stands = status(chain, request).await?;
		requests.push((request, stands.context("a request is gone")?));
	}
	Ok(Position { account, shares, requests })
}
