//! A node, as a feeder sees it.

use super::keys::Reporter;
use crate::chain::{Chain, Unposted};
use anyhow::{ensure, Context};
use caliber_feeds_config::Network;
use caliber_feeds_core::{pipeline, Assignment};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::Seconds,
};
use caliber_runtime::{Runtime, RuntimeCall, UncheckedExtrinsic, VERSION};
use codec::{Decode, Encode};
use frame_support::{storage::storage_prefix, BoundedVec};
use frame_system::offchain::CreateAuthorizedTransaction;
use pallet_feeds::{Refusal, Report, RoundId, Statement};
use subxt::rpcs::RpcClient;

/// How long a report may wait for its block: 10 minutes.
const LIFE: Seconds = Seconds(600);

/// What became of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Posted {
	/// It is in the pool.
	Taken,
	/// It is not, and may be later.
	Held,
	/// It cannot count.
	Refused,
}

/// What people are told of a report that cannot count.
fn refused(code: Option<u8>) -> String {
	let reason = code.and_then(Refusal::of_code).map_or_else(
		|| "invalid: is this program of the same release as the runtime?".to_string(),
		|refusal| format!("{refusal:?}: {refusal}"),
	);
	format!(
		"a report was refused as {reason} It is dropped, and its sources are asked anew at the next \
		 turn"
	)
}

/// A connection to a node.
pub struct Link {
	chain: Chain,
}

impl Link {
	/// Connects.
	///
	/// # Errors
	/// When no node answers, or it is none of this chain.
	pub async fn to(url: &str) -> anyhow::Result<Self> {
		let rpc = RpcClient::from_insecure_url(url).await.with_context(|| {
			format!("no node answers on {url}; start one, or name it with --url")
		})?;
		Ok(Self { chain: Chain::on(rpc).await? })
	}

	/// The hash of the genesis block.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn genesis(&self) -> anyhow::Result<[u8; 32]> {
		Ok(self.chain.genesis().await?.0)
	}

	/// Which rules hold for sources.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn network(&self) -> anyhow::Result<Network> {
		Ok(match self.chain.kind().await?.as_str() {
			"Development" | "Local" => Network::Development,
			_ => Network::Live,
		})
	}

	/// Goes to the node's best block.
	///
	/// # Errors
	/// When the node does not answer, or its runtime is of another version than this program knows
	/// how to speak to.
	pub async fn refresh(&mut self) -> anyhow::Result<()> {
		self.chain.refresh().await?;
		let (spec, transaction) = self.chain.versions().await?;
		let (own, own_transaction) = (VERSION.spec_version, VERSION.transaction_version);
		ensure!(
			(spec, transaction) == (own, own_transaction),
			"the runtime is of version {spec} and its transactions are of version {transaction}, \
			 this program speaks {own} and {own_transaction}; use the one of the runtime's release"
		);
		Ok(())
	}

	/// What a reporter may still say; `None` if he is none.
	///
	/// # Errors
	/// When the node does not answer, or answers with another type.
	pub async fn assignment(&self, who: &Reporter) -> anyhow::Result<Option<Assignment>> {
		self.chain.api("FeedsApi_assignment", &who.public().encode()).await
	}

	/// Unix seconds of a chain whose clock is its own.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn sealed_time(&self) -> anyhow::Result<Option<u64>> {
		if !self.chain.is_sealed() {
			return Ok(None);
		}
		let millis: Option<u64> = self.chain.storage(&storage_prefix(b"Timestamp", b"Now")).await?;
		Ok(millis.map(|millis| millis / 1_000))
	}

	/// Signs what goes together and posts it. What the pool has no room for is said again later; of
	/// what was said before it may still have the first.
	pub async fn send(
		&mut self,
		who: &Reporter,
		task: &Assignment,
		said: &[pipeline::Statement],
		is_again: bool,
	) -> Posted {
		let posted = match transaction(who, task, said) {
			Ok(bytes) => self.chain.post(&bytes).await,
			Err(error) => Err(Unposted::Held(error)),
		};
		match posted {
			Ok(()) => {
				for statement in said {
					let seen = &statement.observation;
					let (feed, day, value) = (seen.feed, seen.obs_day, seen.value);
					println!("reported {feed} of {day}: {value} by reporter {}", task.reporter);
				}
				Posted::Taken
			},
			Err(Unposted::Invalid(code)) => {
				let reason = code.and_then(Refusal::of_code);
				if reason.is_some_and(Refusal::passes) {
					return Posted::Held;
				}
				println!("{}", refused(code));
				Posted::Refused
			},
			Err(Unposted::Held(error)) => {
				if !is_again {
					println!("a report was not taken, it is sent again: {error:#}");
				}
				Posted::Held
			},
		}
	}
}

/// The transaction of a report: the same as a node's own worker makes.
fn transaction(
	who: &Reporter,
	task: &Assignment,
	said: &[pipeline::Statement],
) -> anyhow::Result<Vec<u8>> {
	let fetched = said.iter().map(|said| said.observation.fetched_at).min();
	let statements: Vec<Statement> = said
		.iter()
		.map(|said| Statement { round: RoundId(said.round), observation: said.observation })
		.collect();
	let report = Report {
		set: SetId(task.set),
		reporter: ReporterIndex(task.reporter),
		key_generation: task.key_generation,
		expires: Seconds(fetched.unwrap_or_default()).saturating_add(LIFE),
		statements: BoundedVec::truncate_from(statements),
	};
	let signature = who.sign(&report.payload(&task.genesis));
	let signature = Decode::decode(&mut &signature[..]).context("no signature")?;
	let call = RuntimeCall::Feeds(pallet_feeds::Call::report { report, signature });
	let extrinsic: UncheckedExtrinsic =
		<Runtime as CreateAuthorizedTransaction<RuntimeCall>>::create_authorized_transaction(call);
	Ok(extrinsic.encode())
}

#[cfg(test)]
mod tests {
	use super::*;
	use subxt::rpcs::{Error, UserError};

	#[test]
	fn refusal_should_be_told_by_its_reason_when_the_pool_finds_a_report_invalid() {
		let answer = |code, data: &str| {
			let data = serde_json::value::to_raw_value(data).ok();
			Error::User(UserError { code, message: "Invalid Transaction".into(), data })
		};
		for (code, data, want) in [
			(1_010, "Custom error: 12", Some("as BadConfidence: The band is wider")),
			(1_010, "Custom error: 99", Some("same release")),
			(1_010, "Transaction is outdated", Some("same release")),
			// Another is there already, or there is no room: it is sent again.
			(1_014, "too low priority", None),
			(1_016, "limit", None),
		] {
			let told = match Unposted::from(answer(code, data)) {
				Unposted::Invalid(code) => Some(refused(code)),
				Unposted::Held(_) => None,
			};
			assert_eq!(told.is_some(), want.is_some(), "{data}");
			let words = want.unwrap_or_default();
			assert!(told.unwrap_or_default().contains(words), "{data}");
		}
	}
}
