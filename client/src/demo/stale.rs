//! What silence does: the sources of a running chain fall silent, the alarm comes first, the price
//! ages, nothing new is lent on it, the loan is paid all the same; then they are back.

use super::{
	feeds::{self, GPU_HOUR},
	loan, months,
	stage::Stage,
	title::{self, Racks},
};
use crate::{chain::Block, feeds::name, output, process::Folder};
use anyhow::{ensure, Context};
use caliber_runtime::RuntimeEvent;
use codec::Encode;
use pallet_feeds::{Agreed, Event, FeedRules, FeedStatus, MarketRules};
use serde_json::json;

/// How long after a moment things are looked at, in seconds.
const AFTER: u64 = 60;
/// Looks at the sources after they are back, until a move that a month brought is confirmed.
const LOOKS: u32 = 6;

/// Plays it.
///
/// # Errors
/// When the chain takes what it must refuse, or refuses what it must take.
pub async fn play(stage: &mut Stage, folder: &Folder) -> anyhow::Result<()> {
	super::opening::play(stage).await?;
	feeds::play(stage).await?;
	super::dollar::play(stage).await?;
	let racks = title::play(stage).await?;
	let drawn = loan::draw(stage, racks).await?;

	let before = status(stage).await?;
	let price = before.current.context("the price has no value")?;
	let FeedRules::Market(rules) = before.rules else { anyhow::bail!("the price is no market's") };
	stage.silence_feeds();
	let text = format!(
		"every source of this chain's one reporter falls silent (of four, two are enough); H100 SXM is \
		 {} USD an hour, agreed on {}",
		plain(price.value),
		output::date(price.accepted.get())
	);
	stage.out.step(stage.chain.head(), "silence", &text, json!({ "value": price.value }));
	age(stage, price, rules, racks).await?;

	let instalment = drawn.instalments.first().context("the loan has no instalment")?;
	months::until_due(stage, instalment).await?;
	let fee = months::mint_fee(stage).await?;
	months::pay(stage, &drawn, 0, fee).await?;
	let now = status(stage).await?.current.context("the price is gone")?;
	ensure!(now == price, "the price has changed in the silence: {price:?}, {now:?}");
	let days = (stage.chain.head().time - price.observed.get()) / 86_400;
	let text = format!(
		"the instalment was taken, since repayment asks no price; after {days} days there is still \
		 none but the old {} USD: nothing stands in for what nobody has told",
		plain(now.value)
	);
	stage.out.step(
		stage.chain.head(),
		"no news",
		&text,
		json!({ "value": now.value, "days": days }),
	);

	recover(stage, folder, rules).await?;
	let custodian = stage.cast.custodian.clone();
	stage.chain.run(&[(&custodian, title::heartbeat(&[racks.second]))]).await?;
	loan::draw(stage, Racks { first: racks.second, second: racks.first }).await?;
	Ok(())
}

/// Fresh but late, soft stale, hard stale: each is told when it is true, and not before.
async fn age(
	stage: &mut Stage,
	price: Agreed,
	rules: MarketRules,
	racks: Racks,
) -> anyhow::Result<()> {
	let since = price.observed.get();
	let hours = |seconds: u64| seconds / 3_600;

	let late = rules.late.get();
	let (block, (have, need)) = told(stage, since + late, "the alarm", |event| match event {
		Event::QuorumLost { feed: GPU_HOUR, have, need } => Some((*have, *need)),
		_ => None,
	})
	.await?;
	let text = format!(
		"{} hours without a new price: QuorumLost, {have} of {need} reporters tell one; the last one is \
		 still fresh and good for everything",
		hours(late)
	);
	stage.out.step(block, "alarm", &text, json!({ "have": have, "need": need }));

	let fresh = rules.fresh.get();
	let (block, ()) = told(stage, since + fresh, "the first age", |event| match event {
		Event::FeedSoftStale { feed: GPU_HOUR, .. } => Some(()),
		_ => None,
	})
	.await?;
	let text = format!(
		"{} hours: FeedSoftStale, no new loan and no purchase rests on that price",
		hours(fresh)
	);
	stage.out.step(block, "soft", &text, json!({ "after": fresh }));
	months::roll(stage).await?;
	loan::refused(stage, racks).await?;

	let soft = rules.soft.get();
	let (block, ()) = told(stage, since + soft, "the second age", |event| match event {
		Event::FeedHardStale { feed: GPU_HOUR, .. } => Some(()),
		_ => None,
	})
	.await?;
	let text =
		format!("{} hours: FeedHardStale, people may look at it and no rule does", hours(soft));
	stage.out.step(block, "hard", &text, json!({ "after": soft }));
	Ok(())
}

/// Travels until just after a moment, and makes blocks until the event is in one.
async fn told<V>(
	stage: &mut Stage,
	moment: u64,
	what: &str,
	pick: impl Fn(&Event<caliber_runtime::Runtime>) -> Option<V>,
) -> anyhow::Result<(Block, V)> {
	let mut seen = None;
	let mut see = |event: &RuntimeEvent| {
		let RuntimeEvent::Feeds(event) = event else { return false };
		seen = seen.take().or_else(|| pick(event));
		seen.is_some()
	};
	let (block, events) = stage.travel_to(moment + AFTER).await?;
	let is_told = events.iter().filter(|event| see(event)).count() > 0;
	let block = if is_told { block } else { stage.seal_until(what, &mut see).await? };
	Ok((block, seen.with_context(|| format!("{what} was not told"))?))
}

/// The sources answer again. What a month has moved far is confirmed by fetches of their own.
async fn recover(stage: &mut Stage, folder: &Folder, rules: MarketRules) -> anyhow::Result<()> {
	stage.restore_feeds(folder).await?;
	let text = "the sources answer again; what moved far meanwhile is confirmed before it counts";
	stage.out.step(stage.chain.head(), "back", text, json!({}));
	for _ in 0..LOOKS {
		let later = stage.chain.head().time + rules.poll.get();
		stage.travel_to(later).await?;
		let closed = |event: &RuntimeEvent| {
			matches!(event, RuntimeEvent::Feeds(Event::RoundClosed { feed: GPU_HOUR, .. }))
		};
		stage.seal_until("a round after the silence", closed).await?;
		if status(stage).await?.suspect.is_none() {
			feeds::play(stage).await?;
			return Ok(());
		}
	}
	anyhow::bail!("the price is in doubt after {LOOKS} rounds");
}

async fn status(stage: &Stage) -> anyhow::Result<FeedStatus> {
	let status: Option<FeedStatus> = stage.chain.api("FeedsApi_status", &GPU_HOUR.encode()).await?;
	status.context("the price is not registered")
}

/// A price of the feed without its unit.
fn plain(value: i64) -> String {
	name::value(GPU_HOUR, value).trim_end_matches(" USD").to_string()
}
