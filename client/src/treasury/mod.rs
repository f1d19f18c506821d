//! The treasury on the command line: what it holds, earns and orders.
//!
//! | question | module |
//! |---|---|
//! | How is it printed? | [`mod@show`] |

mod show;

use crate::{cli::TreasuryCommand, feeds::connect};
use caliber_primitives::units::{Day, UsdaiAmount};
use codec::Encode;
use pallet_allocation::{Line, Order, Report, Rung, Snapshot, Trade};

/// Prints what is asked for.
///
/// # Errors
/// When no node answers; says what helps.
pub async fn run(command: TreasuryCommand) -> anyhow::Result<()> {
	let text = match command {
		TreasuryCommand::Show { history, json, node } => {
			let chain = connect(&node).await?;
			let report: Report = chain.api("TreasuryApi_report", &[]).await?;
			let days: Vec<Snapshot> = match history {
				None => Vec::new(),
				Some(days) => {
					let today = report.now.day();
					let from = Day(today.0.saturating_sub(days.saturating_sub(1)));
					chain.api("TreasuryApi_history", &(from, today).encode()).await?
				},
			};
			match json {
				true => format!("{}\n", show::report_json(&report, &days)),
				false => show::report(&report, &days),
			}
		},
		TreasuryCommand::Ladder { json, node } => {
			let chain = connect(&node).await?;
			let rungs: Vec<Rung> = chain.api("TreasuryApi_ladder", &[]).await?;
			let bills: Vec<Line> = chain.api("TreasuryApi_bills", &[]).await?;
			match json {
				true => show::ladder_json(&rungs, &bills),
				false => show::ladder(&rungs, &bills),
			}
		},
		TreasuryCommand::Orders { json, node } => {
			let chain = connect(&node).await?;
			let orders: Vec<Order> = chain.api("TreasuryApi_orders", &[]).await?;
			let next: Option<(Trade, UsdaiAmount)> =
				chain.api("TreasuryApi_next_order", &[]).await?;
			match json {
				true => show::orders_json(&orders, next),
				false => show::orders(&orders, next),
			}
		},
	};
	print!("{text}");
	Ok(())
}
