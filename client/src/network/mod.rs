//! Networks of several nodes: one on this machine, and what is seen of one that runs.
//!
//! | question | module |
//! |---|---|
//! | How are four validators started and ended? | [`start`] |
//! | What do nodes tell of their blocks? | [`watch`] |
//! | What does that come to? | [`figures`] |

mod figures;
mod start;
mod watch;

use crate::cli::{NetworkCommand, ReportOptions};
use anyhow::{ensure, Context};
use figures::Figures;
use std::time::Duration;
use tokio::task::JoinSet;

/// Does what was typed.
///
/// # Errors
/// When a program does not start or ends, a node does not answer, or a network does not keep what
/// `--check` asks for.
pub async fn run(command: NetworkCommand) -> anyhow::Result<()> {
	match command {
		NetworkCommand::Start(options) => start::run(&options).await,
		NetworkCommand::Report(options) => report(options).await,
	}
}

async fn report(options: ReportOptions) -> anyhow::Result<()> {
	let urls = match options.url.is_empty() {
		true => start::urls(),
		false => options.url,
	};
	let time = Duration::from_secs(options.seconds);
	let mut nodes = JoinSet::new();
	for url in &urls {
		let url = url.clone();
		nodes.spawn(async move { watch::node(&url, time).await });
	}
	let mut seen = Vec::with_capacity(urls.len());
	while let Some(node) = nodes.join_next().await {
		seen.push(node.context("watching a node has failed")??);
	}
	let figures = Figures::of(&seen, options.seconds)?;
	match options.json {
		true => println!("{}", figures.json()),
		false => print!("{}", figures.text()),
	}
	let broken = figures.broken();
	ensure!(!options.check || broken.is_empty(), "the network is too slow: {}", broken.join("; "));
	Ok(())
}
