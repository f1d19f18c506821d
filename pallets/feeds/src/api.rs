//! What a node answers about feeds.

use crate::types::{BillQuote, DayValue, FeedRules, FeedStatus};
use alloc::vec::Vec;
use caliber_feeds_core::{Assignment, FeedKey, ObsDay};
use caliber_primitives::{
	prices::FeedKeyBytes,
	units::{Day, Ppb},
};

sp_api::decl_runtime_apis! {
	/// Asks about rates and prices.
	pub trait FeedsApi {
		/// The registered feeds and how they are run.
		fn feeds() -> Vec<(FeedKey, FeedRules)>;
		/// All that is known of a feed: value, state, age, confidence, sources, what waits, where
		/// the open round stands, when the next observation can be expected.
		fn status(feed: FeedKey) -> Option<FeedStatus>;
		/// What a feed said for each day from one to another, both included, oldest first; 400 days
		/// at most are remembered.
		fn history(feed: FeedKey, from: ObsDay, to: ObsDay) -> Vec<DayValue>;
		/// What the holder of a feed key may still say; nothing if the key is of no reporter.
		fn assignment(key: FeedKeyBytes) -> Option<Assignment>;
		/// Price and coupon equivalent of a bill at a bank discount, by 31 CFR 356, appendix B;
		/// nothing if there is no such bill.
		fn bill(discount: Ppb, issue: Day, maturity: Day) -> Option<BillQuote>;
		/// Whether the call `poke` has something to do for a feed.
		fn needs_poke(feed: FeedKey) -> bool;
	}
}
