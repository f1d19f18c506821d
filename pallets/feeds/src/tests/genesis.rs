//! A bad genesis does not start.

use crate::{mock::*, FeedRules, MarketRules, OfficialRules};
use caliber_feeds_core::{Condition, FeedKey, Tier};
use caliber_primitives::units::{Ppb, Ppm, Seconds};

fn starts(feeds: Vec<(FeedKey, FeedRules)>) -> bool {
	std::panic::catch_unwind(|| {
		Chain { feeds, ..Chain::new(4) }.ext();
	})
	.is_ok()
}

#[test]
fn genesis_should_start_when_rules_are_at_the_edge_of_their_ranges() {
	let official = |poll, gate, fresh_days, soft_days| {
		FeedRules::Official(OfficialRules {
			poll: Seconds(poll),
			gate: Ppb(gate),
			fresh_days,
			soft_days,
			..OfficialRules::BILLS
		})
	};
	let changed = |change: fn(&mut OfficialRules)| {
		let mut rules = OfficialRules::BILLS;
		change(&mut rules);
		FeedRules::Official(rules)
	};
	for (rules, good) in [
		(official(10, 100_000, 1, 2), true),
		(official(86_400, 50_000_000, 5, 20), true),
		(official(9, 100_000, 1, 2), false),
		(official(86_401, 100_000, 1, 2), false),
		(official(10, 99_999, 1, 2), false),
		(official(10, 50_000_001, 1, 2), false),
		(official(10, 100_000, 0, 2), false),
		(official(10, 100_000, 2, 2), false),
		(official(10, 100_000, 6, 20), false),
		(official(10, 100_000, 1, 21), false),
		(FeedRules::Official(OfficialRules::OVERNIGHT.fast()), true),
		(changed(|r| (r.delay, r.confirmations) = (Seconds(604_800), 5)), true),
		(changed(|r| r.delay = Seconds(604_801)), false),
		(changed(|r| r.confirmations = 0), false),
		(changed(|r| r.confirmations = 6), false),
		(changed(|r| r.late = Seconds(59)), false),
		(changed(|r| r.late = Seconds(86_401)), false),
		(gpu_rules(), false),
	] {
		assert_eq!(starts(vec![(BILL, rules)]), good, "{rules:?}");
	}
	let market = |change: fn(&mut MarketRules)| {
		let mut rules = MarketRules::GPU_HOUR;
		change(&mut rules);
		FeedRules::Market(rules)
	};
	for (rules, good) in [
		(market(|_| {}), true),
		(market(|r| (r.fresh, r.late) = (Seconds(61), Seconds(60))), true),
		(market(|r| *r = MarketRules::GPU_HOUR.fast()), true),
		(market(|r| (r.raise_delay, r.caution) = (Seconds(604_800), Seconds(604_800))), true),
		(market(|r| r.raise_delay = Seconds(604_801)), false),
		(market(|r| r.caution = Seconds(604_801)), false),
		(market(|r| r.caution_step = Ppm(9_999)), false),
		(market(|r| r.caution_step = Ppm(500_001)), false),
		(market(|r| r.late = Seconds(59)), false),
		(market(|r| r.late = r.fresh), false),
		(market(|r| r.confirmations = 0), false),
		(market(|r| r.min_prices = 0), false),
		(market(|r| r.min_prices = 101), false),
		(market(|r| r.poll = Seconds(9)), false),
		(market(|r| r.gate = Ppm(9_999)), false),
		(market(|r| r.gate = Ppm(500_001)), false),
		(market(|r| r.fresh = Seconds(59)), false),
		(market(|r| r.soft = r.fresh), false),
		(market(|r| r.soft = Seconds(5_184_001)), false),
		(market(|r| r.max_conf = Ppm(9_999)), false),
		(market(|r| r.max_conf = Ppm(500_001)), false),
		(market(|r| r.min_venues = 2), false),
		// There are five.
		(market(|r| r.min_venues = 5), true),
		(market(|r| r.min_venues = 6), false),
		(bill_rules(), false),
	] {
		assert_eq!(starts(vec![(GPU, rules)]), good, "{rules:?}");
	}
}

#[test]
fn genesis_should_not_start_when_a_feed_is_named_twice_or_nobody_publishes_it() {
	assert!(!starts(vec![(BILL, bill_rules()), (BILL, bill_rules())]));
	assert!(starts(vec![(FeedKey::Sofr, bill_rules())]));
	assert!(!starts(vec![(FeedKey::GpuHour { sku: 1, tier: Tier::Spot }, gpu_rules())]));
	let used = FeedKey::GpuResale { sku: 1, condition: Condition::Used };
	let many = FeedRules::Market(MarketRules { min_venues: 4, ..MarketRules::RESALE });
	assert!(starts(vec![(used, FeedRules::Market(MarketRules::RESALE))]));
	assert!(!starts(vec![(used, many)]));
}
