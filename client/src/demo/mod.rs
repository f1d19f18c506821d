//! The whole life of one loan on GPUs, played on a chain of its own with signed transactions.
//!
//! | act | module |
//! |---|---|
//! | a new chain, and who may attest what | [`opening`] |
//! | rates and prices arrive | [`feeds`] |
//! | reserve dollars, USDai, sUSDai | [`dollar`] |
//! | title, facts, and at the end the hardware | [`title`] |
//! | idle cash in a T-bill, and its harvest | [`treasury`] |
//! | the loan | [`loan`] |
//! | its 36 months | [`months`] |
//! | out through a window | [`exit`] |
//! | both ledgers to the unit | [`reconcile`] |
//! | another story: what silence does | [`stale`] |
//! | another: what a default costs, and whom | [`default`] |

mod default;
mod dollar;
mod exit;
mod feeds;
mod loan;
mod months;
mod opening;
mod reconcile;
mod stage;
mod stale;
mod title;
mod treasury;

use crate::{
	chain::ledger,
	cli::{DemoOptions, Scenario},
	process::Folder,
};
use anyhow::Context;
use caliber_primitives::units::UNIT;
use serde_json::json;
use stage::Stage;
use std::time::Instant;

/// What the saver brings, in USDC: 5 million dollars.
const SAVINGS: u128 = 5_000_000_000_000;
/// What he stakes, in USDai: 4 million.
const STAKE: u128 = 4_000_000 * UNIT;
/// The part of his shares with which he leaves, in percent.
const EXIT_PERCENT: u128 = 40;
/// The most that is spent on the bill, in USDai: 2 million.
const BILL_BUDGET: u128 = 2_000_000 * UNIT;
/// How many instalments the loan has.
const INSTALMENTS: u32 = 36;
/// What the borrower must hold to pay them, in USDC: 2 million dollars.
const REVENUE: u128 = 2_000_000_000_000;
/// What the custodian must hold to pay a bill's income, in USDC: 100,000 dollars.
const MARKET: u128 = 100_000_000_000;

/// Plays it.
///
/// # Errors
/// One line that says what went wrong and where the logs are.
pub async fn run(options: DemoOptions) -> anyhow::Result<()> {
	let mut folder = Folder::make()?;
	let mut stage = match Stage::set(&options, &folder).await {
		Err(error) if folder.keep_logs() => {
			return Err(error.context(format!("no start (logs in {})", folder.path().display())));
		},
		started => started?,
	};
	let played = play(&mut stage, &mut folder, &options).await;
	stage.out.done();
	if played.is_err() {
		folder.keep();
	}
	played.with_context(|| format!("the demo failed (logs in {})", folder.path().display()))
}

async fn play(stage: &mut Stage, folder: &mut Folder, options: &DemoOptions) -> anyhow::Result<()> {
	let start = Instant::now();
	let checked = match options.scenario {
		Scenario::Life => {
			life(stage, folder).await?;
			reconcile::play(stage).await?
		},
		// Its loans run on.
		Scenario::StaleFeed => {
			stale::play(stage, folder).await?;
			reconcile::invariants(stage).await?
		},
		Scenario::Default => {
			default::play(stage).await?;
			reconcile::play(stage).await?
		},
	};
	if options.keep {
		stage.leave(folder)?;
	}
	let (steps, seconds) = (stage.out.steps(), start.elapsed().as_secs());
	let text = format!("{steps} steps in {seconds} seconds, {} blocks", stage.chain.head().number);
	stage.out.note("played", &text, json!({ "steps": steps, "seconds": seconds }));
	let text = format!("invariants ok: {checked} checked");
	stage.out.note("invariants", &text, json!({ "checked": checked }));
	Ok(())
}

/// From title to hardware.
async fn life(stage: &mut Stage, folder: &Folder) -> anyhow::Result<()> {
	opening::play(stage).await?;
	let said = feeds::play(stage).await?;
	dollar::play(stage).await?;
	let racks = title::play(stage).await?;
	let bought = treasury::buy(stage, said).await?;
	let drawn = loan::draw(stage, racks).await?;
	months::play(stage, folder, &drawn, racks, bought).await?;
	title::redeem(stage, racks.first).await?;
	exit::play(stage).await
}
