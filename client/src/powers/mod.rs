//! Who may do what to the chain, from its state: bodies, roles, keys, and how long each way takes.
//!
//! | question | module |
//! |---|---|
//! | How does one read it? | [`page`] |
//! | How does a program? | [`json`] |

mod json;
mod page;
#[cfg(test)]
mod tests;

use crate::{cli::Node, feeds::connect};
use caliber_primitives::{
	governance::{By, Powers, Share},
	roles::Role,
	units::Seconds,
};
use caliber_runtime::AccountId;

/// Prints what is asked for.
///
/// # Errors
/// When no node answers; says what helps.
pub async fn run(json: bool, node: &Node) -> anyhow::Result<()> {
	let chain = connect(node).await?;
	let powers: Powers<AccountId> = chain.api("GovernanceApi_powers", &[]).await?;
	match json {
		true => println!("{}", json::object(&powers)),
		false => print!("{}", page::page(&powers)),
	}
	Ok(())
}

/// From a proposal to what is done, when holders of CAL decide.
fn whole_vote(powers: &Powers<AccountId>) -> Seconds {
	let figures = &powers.figures;
	figures.delay.saturating_add(figures.vote).saturating_add(figures.timelock)
}

/// The accounts with a role, and until when each has it.
fn with_role(powers: &Powers<AccountId>, role: Role) -> Vec<(&AccountId, Option<Seconds>)> {
	let holders = powers.holders.iter().filter(|holder| holder.role == role);
	holders.map(|holder| (&holder.who, holder.until)).collect()
}

/// The body that decides by a share, its members, and how many of them it takes.
fn body(powers: &Powers<AccountId>, by: By) -> Option<(&'static str, &[AccountId], u32)> {
	let needed =
		|share: Share, of: &[AccountId]| share.of(u32::try_from(of.len()).unwrap_or(u32::MAX));
	match by {
		By::Council(share) => Some(("council", &powers.council, needed(share, &powers.council))),
		By::Committee(share) => {
			let of = &powers.committee;
			Some(("technical committee", of, needed(share, of)))
		},
		_ => None,
	}
}
