//! What a feed is, and how its value is read. Its name is the one that it has everywhere.

use crate::output;
use caliber_feeds_core::{sku::SKUS, FeedKey, Source, Tier};

/// What it is, in words.
pub fn title(feed: FeedKey) -> String {
	match feed {
		FeedKey::TBillDiscount(tenor) => format!("{}-week bill, discount", tenor.weeks()),
		FeedKey::TBillCouponEq(tenor) => format!("{}-week bill, coupon equivalent", tenor.weeks()),
		FeedKey::Sofr => "secured overnight financing rate".into(),
		FeedKey::Effr => "effective federal funds rate".into(),
		FeedKey::GpuHour { sku, tier } => {
			let bought = match tier {
				Tier::OnDemand => "on demand",
				Tier::Spot => "spot",
				Tier::Reserved => "reserved",
			};
			format!("{}, an hour {bought}", model(sku))
		},
		FeedKey::GpuResale { sku, condition } => format!("{}, {condition}", model(sku)),
	}
}

fn model(sku: u16) -> String {
	let known = SKUS.iter().find(|known| known.id == sku);
	known.map_or_else(|| format!("model {sku}"), |known| known.name.into())
}

/// The unit in which the chain counts.
pub fn unit(feed: FeedKey) -> &'static str {
	match feed {
		FeedKey::GpuHour { .. } => "micro_usd",
		FeedKey::GpuResale { .. } => "usd_cents",
		_ => "ppb",
	}
}

/// A value of the feed as people write it: `3.740 %`, `2.4024 USD`, `20,000.00 USD`. No digit that
/// the chain has is left out.
pub fn value(feed: FeedKey, value: i64) -> String {
	let sign = if value < 0 { "-" } else { "" };
	let amount = u128::from(value.unsigned_abs());
	let (decimals, usual, unit) = match feed {
		FeedKey::GpuHour { .. } => (6, 4, "USD"),
		FeedKey::GpuResale { .. } => (2, 2, "USD"),
		_ => (7, 3, "%"),
	};
	let is_whole = amount.is_multiple_of(10u128.pow(decimals - usual));
	let shown = if is_whole { usual } else { decimals };
	format!("{sign}{} {unit}", output::fixed(amount, decimals, shown))
}

/// The sources of a mask, by the names that configuration files have for them.
pub fn sources(mask: u32) -> Vec<&'static str> {
	let asked = Source::ALL.into_iter().filter(|source| mask & source.mask() != 0);
	asked.map(Source::kind).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_feeds_core::{Condition, Tenor};

	const HOUR: FeedKey = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };
	const USED: FeedKey = FeedKey::GpuResale { sku: 9, condition: Condition::Used };

	#[test]
	fn feed_should_have_a_title_and_a_unit_when_listed() {
		for (feed, title, unit) in [
			(FeedKey::TBillDiscount(Tenor::W4), "4-week bill, discount", "ppb"),
			(FeedKey::TBillCouponEq(Tenor::W13), "13-week bill, coupon equivalent", "ppb"),
			(FeedKey::Sofr, "secured overnight financing rate", "ppb"),
			(HOUR, "H100 SXM 80 GB, an hour on demand", "micro_usd"),
			(USED, "model 9, used", "usd_cents"),
		] {
			assert_eq!(self::title(feed), title);
			assert_eq!(self::unit(feed), unit);
		}
	}

	#[test]
	fn value_should_keep_every_digit_when_printed() {
		for (feed, value, text) in [
			(FeedKey::Sofr, 37_400_000, "3.740 %"),
			(FeedKey::Sofr, 37_400_001, "3.7400001 %"),
			(FeedKey::Sofr, -500_000, "-0.050 %"),
			(FeedKey::Sofr, 0, "0.000 %"),
			(HOUR, 2_402_400, "2.4024 USD"),
			(HOUR, 2_402_456, "2.402456 USD"),
			(USED, 2_000_000, "20,000.00 USD"),
		] {
			assert_eq!(self::value(feed, value), text);
		}
	}

	#[test]
	fn sources_should_be_named_when_a_mask_is_read() {
		let mask = Source::VastBundles.mask() | Source::LambdaInstances.mask();
		assert_eq!(sources(mask), ["vast-bundles", "lambda-instance-types"]);
		assert!(sources(0).is_empty());
	}
}
