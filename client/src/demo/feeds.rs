//! Rates and prices arrive: from `feed-sim` over HTTP, by the node's off-chain worker, signed with
//! its feed key.

use super::stage::Stage;
use crate::output;
use anyhow::Context;
use caliber_feeds_core::{Condition, FeedKey, Tenor, Tier};
use caliber_primitives::ids::SkuId;
use caliber_runtime::{Runtime, RuntimeEvent};
use serde_json::{json, Value};

/// The model of the demo's hardware: H100 SXM, 80 GB.
pub const SKU: SkuId = SkuId(1);
/// Bank discount of the 13-week bill.
pub const BILL: FeedKey = FeedKey::TBillDiscount(Tenor::W13);
/// What one of its processors costs by the hour.
pub const GPU_HOUR: FeedKey = FeedKey::GpuHour { sku: SKU.0, tier: Tier::OnDemand };
/// What a used one sells for.
pub const RESALE: FeedKey = FeedKey::GpuResale { sku: SKU.0, condition: Condition::Used };

/// What the feeds say.
#[derive(Debug, Clone, Copy)]
pub struct Said {
	/// The bill's discount, in parts per billion a year.
	pub discount_ppb: u64,
}

/// Makes blocks until all three feeds say what is served.
///
/// # Errors
/// When they stay silent or differ.
pub async fn play(stage: &mut Stage) -> anyhow::Result<Said> {
	let truth = stage.truth().await?;
	let served = |value: &Value| value.as_i64().context("feed-sim does not tell what it serves");
	let served_bill = served(&truth["tbill_13w"]["discount_ppb"])?;
	let served = [
		(BILL, served_bill),
		(GPU_HOUR, served(&truth["gpu_hour_micro_usd"]["h100_sxm"]["median"])?),
		(RESALE, served(&truth["feeds"]["GpuResale.1.Used"]["value"])?),
	];
	// A report about an earlier day may still be on its way.
	let mut block = stage.chain.head();
	let mut said = all_fresh(stage, &served).await?;
	while said.iter().zip(&served).any(|(said, (_, served))| *said != Some(*served)) {
		let what = format!(
			"agreement of the feeds, which say {said:?}, with feed-sim, which serves {served:?},"
		);
		let closed = |event: &RuntimeEvent| {
			matches!(event, RuntimeEvent::Feeds(pallet_feeds::Event::RoundClosed { .. }))
		};
		block = stage.seal_until(&what, closed).await?;
		said = all_fresh(stage, &served).await?;
	}
	let [(_, _), (_, served_hour), (_, served_resale)] = served;
	let [bill, hour, resale] = said;
	let unsigned = |value: i64| u64::try_from(value).context("a feed is negative");
	let discount_ppb = unsigned(served_bill)?;
	let text = format!(
		"13-week bill {} % discount, H100 SXM {} USD an hour, {} USD used, all as served over HTTP",
		output::fixed(discount_ppb.into(), 7, 3),
		output::fixed(unsigned(served_hour)?.into(), 6, 4),
		output::fixed(unsigned(served_resale)?.into(), 2, 0)
	);
	let figures = json!({
		"seed": truth["seed"],
		"discount_ppb": bill,
		"served_discount_ppb": served_bill,
		"gpu_hour_micro_usd": hour,
		"served_gpu_hour_micro_usd": served_hour,
		"resale_cents": resale,
		"served_resale_cents": served_resale,
	});
	stage.out.step(block, "feeds", &text, figures);
	Ok(Said { discount_ppb })
}

/// The values of all of them, as far as they are good for every use.
async fn all_fresh(stage: &Stage, feeds: &[(FeedKey, i64); 3]) -> anyhow::Result<[Option<i64>; 3]> {
	let mut said = [None; 3];
	for (said, (feed, _)) in said.iter_mut().zip(feeds) {
		*said = fresh(stage, *feed).await?;
	}
	Ok(said)
}

/// The value of a feed, if it is good for every use.
async fn fresh(stage: &Stage, feed: FeedKey) -> anyhow::Result<Option<i64>> {
	let reading = stage.chain.view(pallet_feeds::ReadingViewFunction::<Runtime>::new(feed)).await?;
	Ok(reading.fresh().ok().map(|observed| observed.value))
}
