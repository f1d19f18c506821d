//! Claims on the insurance of hardware: listed, shown, filed, answered, paid, given up.
//!
//! | question | module |
//! |---|---|
//! | How does one read? | [`page`] |
//! | What has come of a call? | [`told`] |

mod page;
pub mod told;

use crate::{
	chain::{Chain, Signer},
	cli::{ClaimsCommand, ClaimsFilter, ClaimsOptions, Key, Node, OneClaim},
	gpu::file,
	loan::{self, ensure_holds},
	vault::best,
};
use anyhow::{ensure, Context};
use caliber_primitives::{
	ids::{ClaimId, ItemId},
	units::{usdai_of_cents, Seconds, UsdCents},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall};
use page::Known;
use pallet_caliber::{Call, Claim, Claims, Policies, Policy};

/// Does what was typed.
///
/// # Errors
/// When there is no such claim, it is not so far or the chain refuses; says what helps.
pub async fn run(options: ClaimsOptions) -> anyhow::Result<()> {
	let ClaimsOptions { command, filter, json, node } = options;
	let Some(command) = command else { return list(&filter, json, &node).await };
	match command {
		ClaimsCommand::Show { claim, json, node } => {
			let known = find(&best(&node).await?, claim).await?;
			match json {
				true => println!("{}", known.json()),
				false => print!("{}", known.page()),
			}
			Ok(())
		},
		ClaimsCommand::File { item, amount, evidence, key, node } => {
			let (item, amount) = (ItemId(item), UsdCents(amount));
			let call = Call::file_claim { item, amount, evidence: file::hash(evidence)? };
			let (signer, mut chain) = (Signer::of(&key)?, best(&node).await?);
			send(&mut chain, &signer, call).await
		},
		ClaimsCommand::Accept(one) => signed(one, |claim| Call::accept_claim { claim }).await,
		ClaimsCommand::Reject { claim, reason, key, node } => {
			let reason = file::hash(reason)?;
			let one = OneClaim { claim, key, node };
			signed(one, |claim| Call::reject_claim { claim, reason }).await
		},
		ClaimsCommand::Contest { claim, evidence, key, node } => {
			let evidence = file::hash(evidence)?;
			let one = OneClaim { claim, key, node };
			signed(one, |claim| Call::contest_claim { claim, evidence }).await
		},
		ClaimsCommand::Close(one) => signed(one, |claim| Call::close_claim { claim }).await,
		ClaimsCommand::Pay(OneClaim { claim, key, node }) => pay(claim, &key, &node).await,
		ClaimsCommand::Overdue(one) => {
			signed(one, |claim| Call::report_overdue_claim { claim }).await
		},
		ClaimsCommand::Withdraw(one) => signed(one, |claim| Call::withdraw_claim { claim }).await,
	}
}

/// Signs a call about a claim that there is.
async fn signed(one: OneClaim, call: impl FnOnce(ClaimId) -> Call<Runtime>) -> anyhow::Result<()> {
	let (signer, mut chain) = (Signer::of(&one.key)?, best(&one.node).await?);
	find(&chain, one.claim).await?;
	send(&mut chain, &signer, call(ClaimId(one.claim))).await
}

async fn send(chain: &mut Chain, signer: &Signer, call: Call<Runtime>) -> anyhow::Result<()> {
	let receipt = chain.run(&[(signer, RuntimeCall::Caliber(call))]).await?;
	loan::told::print(&receipt);
	Ok(())
}

async fn pay(claim: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let (signer, mut chain) = (Signer::of(key)?, best(node).await?);
	let known = find(&chain, claim).await?;
	ensure!(
		known.claim.status.owed().is_some(),
		"claim {claim} is not owed: {}; nothing was sent",
		known.next()
	);
	let takes = usdai_of_cents(known.claim.amount);
	ensure_holds(&chain, &signer.account, takes.get()).await?;
	send(&mut chain, &signer, Call::pay_claim { claim: ClaimId(claim) }).await
}

/// A claim, with what is to be known of it.
async fn find(chain: &Chain, claim: u32) -> anyhow::Result<Known> {
	let found = stored(chain, claim).await?.with_context(|| {
		format!(
			"there is no claim {claim}: it was never filed, or was given up or forgotten; `caliber \
			 claims` lists all"
		)
	})?;
	known(chain, claim, found, loan::now(chain).await?).await
}

/// A claim as it is stored.
async fn stored(chain: &Chain, claim: u32) -> anyhow::Result<Option<Claim<AccountId>>> {
	chain.storage(&Claims::<Runtime>::hashed_key_for(ClaimId(claim))).await
}

/// The same with its insurer.
async fn known(
	chain: &Chain,
	number: u32,
	claim: Claim<AccountId>,
	now: Seconds,
) -> anyhow::Result<Known> {
	let key = Policies::<Runtime>::hashed_key_for(claim.policy);
	let policy: Option<Policy<AccountId>> = chain.storage(&key).await?;
	Ok(Known { number, insurer: policy.map(|policy| policy.insurer), claim, now })
}

/// Prints the claims that are asked for.
async fn list(filter: &ClaimsFilter, json: bool, node: &Node) -> anyhow::Result<()> {
	let chain = best(node).await?;
	let (now, mut all) = (loan::now(&chain).await?, Vec::new());
	for number in chain.numbers("Caliber", "Claims").await? {
		match stored(&chain, number).await? {
			Some(claim) if is_asked_for(&claim, filter) => {
				all.push(known(&chain, number, claim, now).await?);
			},
			_ => (),
		}
	}
	match json {
		true => all.iter().for_each(|known| println!("{}", known.json())),
		false => print!("{}", page::text(&all)),
	}
	Ok(())
}

fn is_asked_for(claim: &Claim<AccountId>, filter: &ClaimsFilter) -> bool {
	filter.loan.is_none_or(|loan| claim.loan.is_some_and(|of| of.0 == loan))
		&& filter.item.is_none_or(|item| claim.item.0 == item)
		&& filter.policy.is_none_or(|policy| claim.policy.0 == policy)
		&& (!filter.open || claim.status.open().is_some())
}

#[cfg(test)]
mod tests {
	use super::*;
	use page::tests::{claim, refused, rejected};

	#[test]
	fn claims_should_be_those_that_are_asked_for() {
		let all = ClaimsFilter::default();
		for (filter, holds) in [
			(all.clone(), true),
			(ClaimsFilter { loan: Some(3), ..all.clone() }, true),
			(ClaimsFilter { loan: Some(4), ..all.clone() }, false),
			(ClaimsFilter { item: Some(4), policy: Some(1), open: true, ..all.clone() }, true),
			(ClaimsFilter { item: Some(5), ..all.clone() }, false),
			(ClaimsFilter { policy: Some(2), ..all.clone() }, false),
		] {
			assert_eq!(is_asked_for(&claim(), &filter), holds, "{filter:?}");
		}
		let open = ClaimsFilter { open: true, ..all.clone() };
		assert!(is_asked_for(&rejected(), &open));
		assert!(is_asked_for(&refused(), &all) && !is_asked_for(&refused(), &open));
		let of_none = Claim { loan: None, ..claim() };
		assert!(!is_asked_for(&of_none, &ClaimsFilter { loan: Some(3), ..all }));
	}
}
