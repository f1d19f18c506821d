//! What a node answers about the treasury.

use crate::types::{Line, Order, Report, Rung, Snapshot, Trade};
use alloc::vec::Vec;
use caliber_primitives::units::{Day, UsdaiAmount};

sp_api::decl_runtime_apis! {
	/// Asks about the treasury.
	pub trait TreasuryApi {
		/// Everything on one page: cash, floor, bills, yields, income, losses, policy.
		fn report() -> Report;
		/// The ladder by tenor: weight, held, ordered, target; shortest first.
		fn ladder() -> Vec<Rung>;
		/// The open bills, by maturity.
		fn bills() -> Vec<Line>;
		/// The orders that can be filled now, oldest first.
		fn orders() -> Vec<Order>;
		/// The order that `rebalance` would place, its feed provided, and for how much.
		fn next_order() -> Option<(Trade, UsdaiAmount)>;
		/// How the treasury stood on each day from one to another, both included, oldest first; the
		/// last 400 days are remembered, those on which nothing came of a bill left out.
		fn history(from: Day, to: Day) -> Vec<Snapshot>;
	}
}
