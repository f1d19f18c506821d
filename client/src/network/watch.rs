//! What one node tells of its blocks, as it tells it.

use anyhow::{ensure, Context};
use caliber_runtime_common::time::SLOT_MILLIS;
use serde::Deserialize;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use subxt::rpcs::{client::RpcSubscription, rpc_params, RpcClient};
use tokio::time::{timeout_at, Instant};

/// How long a node may tell nothing.
const SILENCE: Duration = Duration::from_secs(30);
/// The beginning of the digest with the slot: a pre-runtime item of Aura, eight bytes long.
const SLOT: &str = "0x066175726120";

/// A header, as far as it matters.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Header {
	number: String,
	parent_hash: String,
	digest: Digest,
}

#[derive(Debug, Clone, Deserialize)]
struct Digest {
	logs: Vec<String>,
}

/// A block that a node has told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
	/// Its height.
	pub number: u32,
	/// Its slot.
	pub slot: u64,
	/// Milliseconds from the beginning of its slot until it was told.
	pub after: u64,
}

/// What a node has told in a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
	/// Blocks that were its best, in the order told.
	pub best: Vec<Told>,
	/// Blocks that became final, each of them.
	pub r#final: Vec<Told>,
}

impl Header {
	fn number(&self) -> Option<u32> {
		u32::from_str_radix(self.number.trim_start_matches("0x"), 16).ok()
	}

	fn slot(&self) -> Option<u64> {
		let digits = self.digest.logs.iter().find_map(|log| log.strip_prefix(SLOT))?;
		u64::from_str_radix(digits, 16).ok().map(u64::swap_bytes)
	}

	/// What it tells at a moment, Unix milliseconds.
	fn told(&self, now: u64) -> anyhow::Result<Told> {
		let (number, slot) = self.number().zip(self.slot()).context("a header has no slot")?;
		let began = slot.saturating_mul(SLOT_MILLIS);
		Ok(Told { number, slot, after: now.saturating_sub(began) })
	}
}

fn now() -> anyhow::Result<u64> {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is wrong")?;
	Ok(u64::try_from(since.as_millis())?)
}

/// Watches a node for a time.
///
/// # Errors
/// When it does not answer or falls silent.
pub async fn node(url: &str, time: Duration) -> anyhow::Result<Seen> {
	let rpc = RpcClient::from_insecure_url(url).await.with_context(|| {
		format!("no node answers on {url}; `caliber network start` starts four")
	})?;
	let heads = |method: &'static str, end: &'static str| rpc.subscribe(method, rpc_params![], end);
	let lost = "the node does not tell its blocks";
	let mut best: RpcSubscription<Header> =
		heads("chain_subscribeNewHeads", "chain_unsubscribeNewHeads").await.context(lost)?;
	let mut last: RpcSubscription<Header> =
		heads("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads")
			.await
			.context(lost)?;
	// The first of each is what there was before.
	let _ = best.next().await;
	let before = last.next().await.context(lost)?.context(lost)?;
	let mut final_until = before.number().context("a header has no number")?;
	let (end, mut heard, mut seen) = (Instant::now() + time, Instant::now(), Seen::default());
	loop {
		let next = async {
			tokio::select! {
				head = best.next() => (head, false),
				head = last.next() => (head, true),
			}
		};
		let Ok((head, is_final)) = timeout_at(end.min(heard + SILENCE), next).await else {
			ensure!(Instant::now() >= end, "{url} has told of no block for {SILENCE:?}");
			return Ok(seen);
		};
		let head = head.with_context(|| format!("{url} has ended"))?.context(lost)?;
		let now = now()?;
		heard = Instant::now();
		if !is_final {
			seen.best.push(head.told(now)?);
			continue;
		}
		// One announcement may make several blocks final.
		let mut chain = vec![head.clone()];
		let mut parent = head;
		while parent.number().is_some_and(|number| number > final_until.saturating_add(1)) {
			let asked = rpc_params![&parent.parent_hash];
			parent = rpc.request("chain_getHeader", asked).await.context(lost)?;
			chain.push(parent.clone());
		}
		for header in chain.into_iter().rev() {
			let told = header.told(now)?;
			final_until = told.number;
			seen.r#final.push(told);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn slot_should_be_read_when_a_header_has_one() {
		let header = |logs: &[&str]| Header {
			number: "0x1f".into(),
			parent_hash: "0x00".into(),
			digest: Digest { logs: logs.iter().map(ToString::to_string).collect() },
		};
		// 1,000,000 in little endian, behind a seal of somebody else.
		let slot = "0x06617572612040420f0000000000";
		let told = header(&["0x0546524e4b00", slot]).told(2_000_004_500).unwrap();
		assert_eq!(told, Told { number: 31, slot: 1_000_000, after: 4_500 });
		for wrong in [&[][..], &["0x0661757261"], &["0x0661757261200g"]] {
			assert!(header(wrong).told(0).is_err(), "{wrong:?}");
		}
	}
}
