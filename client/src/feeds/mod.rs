//! Rates and prices on the command line: what each feed says, how old and how sure that is, and
//! what it waits for.
//!
//! | question | module |
//! |---|---|
//! | What is a feed, and in which unit is it read? | [`mod@name`] |
//! | How is it printed? | [`mod@show`] |

pub mod name;
mod show;

use crate::{
	chain::Chain,
	cli::{FeedsOptions, Node},
};
use anyhow::Context;
use caliber_feeds_core::{FeedKey, ObsDay};
use codec::Encode;
use frame_support::storage::storage_prefix;
use pallet_feeds::{DayValue, FeedRules, FeedStatus};
use show::Answer;
use subxt::rpcs::RpcClient;

/// Prints all feeds, or one.
///
/// # Errors
/// When no node answers or there is no such feed; says what helps.
pub async fn run(options: FeedsOptions) -> anyhow::Result<()> {
	let chain = connect(&options.node).await?;
	let now: Option<u64> = chain.storage(&storage_prefix(b"Timestamp", b"Now")).await?;
	let now = now.unwrap_or_default() / 1_000;
	let known: Vec<(FeedKey, FeedRules)> = chain.api("FeedsApi_feeds", &[]).await?;
	let mut known: Vec<FeedKey> = known.into_iter().map(|(feed, _)| feed).collect();
	known.sort_unstable();
	let asked = match &options.feed {
		Some(name) => vec![find(name, &known)?],
		None => known,
	};
	let mut answers = Vec::with_capacity(asked.len());
	for feed in asked {
		answers.push(answer(&chain, feed, now, options.history).await?);
	}
	let text = match (&answers[..], options.json) {
		(all, true) => all.iter().map(|answer| format!("{}\n", show::json(answer))).collect(),
		([one], false) if options.feed.is_some() => show::page(one, now),
		(all, false) => show::table(all, now),
	};
	print!("{text}");
	Ok(())
}

/// The chain of a node.
///
/// # Errors
/// When none answers.
pub async fn connect(node: &Node) -> anyhow::Result<Chain> {
	let rpc = RpcClient::from_insecure_url(&node.url).await.with_context(|| {
		format!("no node answers on {}; start one, or name it with --url", node.url)
	})?;
	Chain::on(rpc).await
}

/// The registered feed of that name.
fn find(name: &str, known: &[FeedKey]) -> anyhow::Result<FeedKey> {
	let mut names = known.iter().map(|feed| (feed.to_string(), *feed));
	names.find(|(known, _)| known == name).map(|(_, feed)| feed).with_context(|| {
		let all: Vec<_> = known.iter().map(FeedKey::to_string).collect();
		format!("no feed is called {name}; this chain has {}", all.join(", "))
	})
}

async fn answer(
	chain: &Chain,
	feed: FeedKey,
	now: u64,
	history: Option<u32>,
) -> anyhow::Result<Answer> {
	let status: Option<FeedStatus> = chain.api("FeedsApi_status", &feed.encode()).await?;
	let history = match history {
		None => Vec::new(),
		Some(days) => {
			let today = ObsDay::of(now);
			let asked = (feed, today.before(days.saturating_sub(1)), today).encode();
			chain.api::<Vec<DayValue>>("FeedsApi_history", &asked).await?
		},
	};
	Ok(Answer { feed, status: status.context("a feed is gone")?, history })
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_feeds_core::Tenor;

	#[test]
	fn feed_should_be_refused_with_all_names_when_it_is_none() {
		let known = [FeedKey::TBillDiscount(Tenor::W13), FeedKey::Sofr];
		assert_eq!(find("sofr", &known).unwrap(), FeedKey::Sofr);
		let refusal = find("sonia", &known).unwrap_err().to_string();
		assert_eq!(refusal, "no feed is called sonia; this chain has tbill-13w, sofr");
	}
}
