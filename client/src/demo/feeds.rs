//! Rates and prices arrive: from `feed-sim` over HTTP, by the node's off-chain worker, signed with
//! its feed key.

use super::stage::Stage;
use crate::output;
use anyhow::Context;
use caliber_feeds_core::{FeedKey, Tenor, Tier};
use caliber_primitives::ids::SkuId;
use caliber_runtime::{Runtime, RuntimeEvent};
use serde_json::{json, Value};

/// The model of the demo's hardware: H100 SXM, 80 GB.
pub const SKU: SkuId = SkuId(1);
/// Bank discount of the 13-week bill.
pub const BILL: FeedKey = FeedKey::TBillDiscount(Tenor::W13);
/// What one of its processors costs by the hour.
pub const GPU_HOUR: FeedKey = FeedKey::GpuHour { sku: SKU.0, tier: Tier::OnDemand };

/// What the feeds say.
#[derive(Debug, Clone, Copy)]
pub struct Said {
	/// The bill's discount, in parts per billion a year.
	pub discount_ppb: u64,
}

/// Makes blocks until both feeds say what is served.
///
/// # Errors
/// When they stay silent or differ.
pub async fn play(stage: &mut Stage) -> anyhow::Result<Said> {
	let truth = stage.truth().await?;
	let served = |value: &Value| value.as_i64().context("feed-sim does not tell what it serves");
	let served_bill = served(&truth["tbill_13w"]["discount_ppb"])?;
	let served_hour = served(&truth["gpu_hour_micro_usd"]["h100_sxm"]["median"])?;
	// A report about an earlier day may still be on its way.
	let mut block = stage.chain.head();
	let (mut bill, mut hour) = (fresh(stage, BILL).await?, fresh(stage, GPU_HOUR).await?);
	while (bill, hour) != (Some(served_bill), Some(served_hour)) {
		let what = format!(
			"agreement of the feeds, which say {bill:?} and {hour:?}, with feed-sim, which serves \
			 {served_bill} and {served_hour},"
		);
		let closed = |event: &RuntimeEvent| {
			matches!(event, RuntimeEvent::Feeds(pallet_feeds::Event::RoundClosed { .. }))
		};
		block = stage.seal_until(&what, closed).await?;
		(bill, hour) = (fresh(stage, BILL).await?, fresh(stage, GPU_HOUR).await?);
	}
	let unsigned = |value: i64| u64::try_from(value).context("a feed is negative");
	let discount_ppb = unsigned(served_bill)?;
	let text = format!(
		"13-week bill {} % discount, H100 SXM {} USD an hour, both as served over HTTP",
		output::fixed(discount_ppb.into(), 7, 3),
		output::fixed(unsigned(served_hour)?.into(), 6, 4)
	);
	let figures = json!({
		"seed": truth["seed"],
		"discount_ppb": bill,
		"served_discount_ppb": served_bill,
		"gpu_hour_micro_usd": hour,
		"served_gpu_hour_micro_usd": served_hour,
	});
	stage.out.step(block, "feeds", &text, figures);
	Ok(Said { discount_ppb })
}

/// The value of a feed, if it is good for every use.
async fn fresh(stage: &Stage, feed: FeedKey) -> anyhow::Result<Option<i64>> {
	let reading = stage.chain.view(pallet_feeds::ReadingViewFunction::<Runtime>::new(feed)).await?;
	Ok(reading.fresh().ok().map(|observed| observed.value))
}
