//! What the treasury tells of itself.

use super::{Accounts, Policy, Results, Running};
use caliber_primitives::{
	ids::BillId,
	units::{Day, Ppb, Seconds, UsdaiAmount},
	vault::{AccretedIncome, Returned},
};

/// Days that the history remembers.
pub const HISTORY_DAYS: u32 = 400;

/// The treasury on one page.
#[frame_support::stored]
pub struct Report {
	/// Of when it is.
	pub now: Seconds,
	/// Cash in hand, all reserve assets.
	pub cash: UsdaiAmount,
	/// Promised to redeemers.
	pub owed: UsdaiAmount,
	/// Dollars in circulation.
	pub issued: UsdaiAmount,
	/// What stays in cash besides what redeemers are promised.
	pub floor: UsdaiAmount,
	/// What is free for bills and not ordered.
	pub free: UsdaiAmount,
	/// Bills at cost, settled and in transit, and what belongs to the vault of them.
	pub accounts: Accounts,
	/// Backing above what is in circulation and promised.
	pub surplus: UsdaiAmount,
	/// What is in circulation and promised above backing.
	pub shortfall: UsdaiAmount,
	/// The vault's claim on the income of bills.
	pub income: AccretedIncome,
	/// The vault's claim on idle money that bore a loss of bills.
	pub returned: Returned,
	/// The bills that run, with their weighted yield and days to maturity.
	pub running: Running,
	/// Bills that are marked impaired.
	pub impaired: u32,
	/// When the next bill matures.
	pub next_maturity: Option<Seconds>,
	/// What the bills earn a year of all reserves, in parts per billion.
	pub apr_current: Ppb,
	/// What the ladder would earn if it were bought today.
	pub apr_expected: Option<Ppb>,
	/// What bills that have paid have earned a year on their cost.
	pub apr_realised: Option<Ppb>,
	/// What they have brought since the beginning.
	pub results: Results,
	/// The policy in force.
	pub policy: Policy,
	/// The one that waits, and until when.
	pub next_policy: Option<(Policy, Seconds)>,
}

/// How the treasury stood at the end of the last act of a day.
#[frame_support::stored]
#[derive(Copy)]
pub struct Snapshot {
	/// The day.
	pub day: Day,
	/// Bills in custody, at cost.
	pub at_settled_cost: UsdaiAmount,
	/// In transit.
	pub in_transit: UsdaiAmount,
	/// What bills had brought since the beginning.
	pub results: Results,
	/// What the bills in custody earned a year on their cost, in parts per billion.
	pub weighted_yield: Ppb,
	/// The last bill that anything came of.
	pub bill: BillId,
}
