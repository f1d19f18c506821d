//! The vault on the command line: shares bought, given back, claimed, shown.
//!
//! | question | module |
//! |---|---|
//! | How is an amount written? | [`amount`] |
//! | How are shares bought? | [`stake`] |
//! | How are they given back? | [`unstake`] |
//! | How is what was served claimed? | [`claim`] |
//! | What is shown? | [`show`] |
//! | How does that read, and as JSON? | [`page`], [`json`] |

pub mod amount;
pub mod claim;
mod json;
mod page;
mod show;
pub mod stake;
#[cfg(test)]
mod tests;
pub mod unstake;

use crate::{
	chain::Chain,
	cli::{Node, VaultCommand},
	feeds::connect,
	output,
};
use caliber_finance::math::{mul_div, Rounding, SCALE};
use caliber_primitives::{
	ids::RequestId,
	redemption::RequestStatus,
	units::{Shares, UsdaiAmount},
};
use caliber_runtime::{AccountId, Runtime};
use codec::Encode;
use pallet_susdai::{Rules, SharePrice, VaultRecord};

/// Why there is no price.
pub const ROLLING: &str = "the loan book has not caught up with the day; try again in some blocks";

/// Prints what is asked for.
///
/// # Errors
/// When no node answers; says what helps.
pub async fn run(command: VaultCommand) -> anyhow::Result<()> {
	let VaultCommand::Show { account, json, node } = command;
	let chain = best(&node).await?;
	let answers = show::ask(&chain, account).await?;
	match json {
		true => println!("{}", json::object(&answers)),
		false => print!("{}", page::page(&answers)),
	}
	Ok(())
}

/// The chain of a node, at its best block.
///
/// # Errors
/// When none answers.
pub async fn best(node: &Node) -> anyhow::Result<Chain> {
	let mut chain = connect(node).await?;
	chain.refresh().await?;
	Ok(chain)
}

/// Money, shares, queue, clock and rules.
async fn record(chain: &Chain) -> anyhow::Result<VaultRecord> {
	let key = pallet_susdai::State::<Runtime>::hashed_key();
	Ok(chain.storage(&key).await?.unwrap_or_default())
}

/// The rules in force.
async fn rules(chain: &Chain) -> anyhow::Result<Rules> {
	chain.view(pallet_susdai::RulesViewFunction::<Runtime>::new()).await
}

/// How a request stands, when it is not over.
async fn status(
	chain: &Chain,
	request: RequestId,
) -> anyhow::Result<Option<RequestStatus<AccountId>>> {
	chain.api("VaultApi_request_status", &request.encode()).await
}

/// All requests of an account.
async fn requests_of(chain: &Chain, who: &AccountId) -> anyhow::Result<Vec<RequestId>> {
	let (mut all, mut after) = (Vec::new(), None);
	loop {
		let asked = (who, after).encode();
		let (found, last): (Vec<RequestId>, Option<RequestId>) =
			chain.api("VaultApi_requests_of", &asked).await?;
		all.extend(found);
		if last <= after {
			return Ok(all);
		}
		after = last;
	}
}

/// What a share is worth at a value, to six decimals; one USDai when there are none.
fn a_share(value: UsdaiAmount, shares: Shares) -> String {
	let price = match shares.is_zero() {
		true => SCALE,
		false => mul_div(value.get(), SCALE, shares.get(), Rounding::Down).unwrap_or_default(),
	};
	output::fixed(price, 18, 6)
}

/// Both prices in words.
fn prices(SharePrice { nav, shares }: SharePrice) -> String {
	let of = |value| a_share(value, shares);
	format!("redemption {}, deposit {}", of(nav.redemption), of(nav.deposit))
}
