//! Loans on the command line: offered, accepted, repaid, listed, shown; what Curators lay down and
//! collect; money that lies with them.
//!
//! | question | module |
//! |---|---|
//! | How are rates, times, tranches and charges written? | [`typed`] |
//! | What is asked for? | [`mod@ask`] |
//! | How do terms and instalments read? | [`terms`] |
//! | What stands between an offer and a loan? | [`mod@unmet`] |
//! | How is a loan offered, and taken back? | [`offer`] |
//! | How is it accepted? | [`borrow`] |
//! | How does its money wait for hardware, and how does that read? | [`escrow`], [`waiting`] |
//! | How is it repaid, and ahead of time? | [`repay`], [`prepay`] |
//! | How is money laid down with it, and paid out of it? | [`lies`] |
//! | How does the collateral stand, and which breach is reported? | [`watch`], [`breach`] |
//! | Which loans would turn, were prices others? | [`stress`] |
//! | What has come of a call? | [`told`], [`disposal`] |
//! | How do Curators lend? | [`curate`] |
//! | What is done about a loan in default, how does it read, and how do terms of its sale? | [`default`], [`seized`], [`sale`] |
//! | Which loans are there? | [`list`] |
//! | What is shown of one, and how does that read? | [`show`], [`page`], [`mod@json`] |

mod ask;
pub mod borrow;
mod breach;
mod curate;
pub mod default;
mod disposal;
mod escrow;
mod json;
mod lies;
pub mod list;
pub mod offer;
mod page;
pub mod prepay;
pub mod repay;
mod sale;
pub mod seized;
mod show;
pub mod stress;
pub mod terms;
#[cfg(test)]
pub mod tests;
pub mod told;
pub mod typed;
mod unmet;
mod waiting;
mod watch;

use crate::{
	chain::{ledger, Chain},
	cli::{LoanCommand, OneLoan},
	vault::{amount::exact, best},
};
use anyhow::{bail, ensure, Context};
use caliber_primitives::{
	ids::{assets::USDAI, ItemId, LoanId},
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, Hash, Runtime};
use codec::Encode;
use frame_support::storage::storage_prefix;
use pallet_lending::{Book, Escrowed, Loans, Offer, Payee, Pot, Record, Running, TheBook, Unmet};

/// Does what was typed.
///
/// # Errors
/// When there is no such loan, no node answers, or the chain refuses; says what helps.
pub async fn run(command: LoanCommand) -> anyhow::Result<()> {
	match command {
		LoanCommand::Show { loan, json, node } => {
			let answers = show::ask(&best(&node).await?, loan).await?;
			match json {
				true => println!("{}", json::object(&answers)),
				false => print!("{}", page::page(&answers)),
			}
			Ok(())
		},
		LoanCommand::Stage(options) => curate::stage(options).await,
		LoanCommand::Unstage(OneLoan { loan, key, node }) => {
			curate::unstage(loan, &key, &node).await
		},
		LoanCommand::Default(command) => default::run(command).await,
		LoanCommand::Collect { loan, tranche, charge, insurer, bounty, surplus, key, node } => {
			let payee = match (charge, insurer) {
				(Some(number), _) => Payee::Charge(number.saturating_sub(1)),
				(_, Some(number)) => Payee::Insurer(number.saturating_sub(1)),
				_ if bounty => Payee::Caller,
				_ if surplus => Payee::Borrower,
				_ => Payee::Tranche(tranche.unwrap_or_default()),
			};
			curate::collect(loan, payee, &key, &node).await
		},
		LoanCommand::Transfer { loan, tranche, to, key, node } => {
			curate::transfer(loan, tranche, to, (&key, &node)).await
		},
		LoanCommand::Fund { loan, amount, reserve, key, node } => {
			let pot = if reserve { Pot::Reserve } else { Pot::Lockbox };
			lies::fund(loan, UsdaiAmount(amount), pot, (&key, &node)).await
		},
		LoanCommand::Sweep(OneLoan { loan, key, node }) => lies::sweep(loan, &key, &node).await,
		LoanCommand::Draw(OneLoan { loan, key, node }) => lies::draw(loan, &key, &node).await,
		LoanCommand::Review(OneLoan { loan, key, node }) => watch::review(loan, &key, &node).await,
		LoanCommand::Advance(OneLoan { loan, key, node }) => {
			watch::advance(loan, &key, &node).await
		},
		LoanCommand::Escrow(options) => escrow::order(options).await,
		LoanCommand::Confirm(options) => escrow::confirm(options).await,
		LoanCommand::Release(options) => escrow::release(options).await,
		LoanCommand::End(OneLoan { loan, key, node }) => escrow::end(loan, &key, &node).await,
		LoanCommand::Withdraw(OneLoan { loan, key, node }) => {
			offer::withdraw(loan, &key, &node).await
		},
	}
}

/// The time of the last block.
///
/// # Errors
/// When the node does not answer.
pub async fn now(chain: &Chain) -> anyhow::Result<Seconds> {
	let now: Option<u64> = chain.storage(&storage_prefix(b"Timestamp", b"Now")).await?;
	Ok(Seconds(now.unwrap_or_default() / 1_000))
}

/// The book of loans, with its clock.
///
/// # Errors
/// When the node does not answer.
pub async fn book(chain: &Chain) -> anyhow::Result<Book> {
	let book: Option<Book> = chain.storage(&TheBook::<Runtime>::hashed_key()).await?;
	book.context("the chain has no book of loans")
}

/// A loan as it is stored, when there is one.
async fn find(chain: &Chain, loan: u32) -> anyhow::Result<Option<Record<AccountId>>> {
	chain.storage(&Loans::<Runtime>::hashed_key_for(LoanId(loan))).await
}

/// A loan as it is stored.
async fn record(chain: &Chain, loan: u32) -> anyhow::Result<Record<AccountId>> {
	find(chain, loan).await?.with_context(|| {
		format!(
			"there is no loan {loan}: it was never offered, or was taken back; `caliber loans` lists \
			 all"
		)
	})
}

/// An offer that nobody has accepted.
async fn offered(chain: &Chain, loan: u32) -> anyhow::Result<Offer<AccountId>> {
	match record(chain, loan).await? {
		Record::Offered(offer) => Ok(offer),
		Record::Active(_) => bail!("loan {loan} has begun: it is no offer any more"),
		Record::Repaid(_) => bail!("loan {loan} is over: it is no offer any more"),
		Record::Withdrawn(_) => bail!("loan {loan} was taken back: ask for another offer"),
		Record::Defaulted(_) | Record::Closed(_) => bail!("{}", ended(loan)),
		Record::Escrowed(_) => {
			bail!("the money of loan {loan} waits for hardware: `caliber loan show {loan}` tells more")
		},
	}
}

/// Money that waits for hardware.
async fn escrowed(chain: &Chain, loan: u32) -> anyhow::Result<Escrowed<AccountId>> {
	match record(chain, loan).await? {
		Record::Escrowed(escrowed) => Ok(escrowed),
		Record::Offered(offer) => bail!("{}", begins(loan, &offer)),
		Record::Active(_) => bail!("loan {loan} has begun: its money does not wait any more"),
		Record::Repaid(_) => bail!("loan {loan} is over: none of its money waits"),
		Record::Withdrawn(_) => bail!("the money of loan {loan} has gone back"),
		Record::Defaulted(_) | Record::Closed(_) => bail!("{}", ended(loan)),
	}
}

/// What can be done about a loan that ended so.
fn ended(loan: u32) -> String {
	format!(
		"loan {loan} is in default: `caliber loan show {loan}` tells what is owed and how its hardware is \
		 sold"
	)
}

/// How an offer becomes a loan.
fn begins(loan: u32, offer: &Offer<AccountId>) -> String {
	let how = match offer.terms.escrow {
		None => format!("accepts it with `caliber borrow {loan}`"),
		Some(_) => {
			format!("orders hardware with `caliber loan escrow {loan} --order DOCUMENT`")
		},
	};
	format!("loan {loan} has not begun: its borrower {how}")
}

/// A loan that runs.
async fn running(chain: &Chain, loan: u32) -> anyhow::Result<Running<AccountId>> {
	match record(chain, loan).await? {
		Record::Active(running) => Ok(running),
		Record::Offered(offer) => bail!("{}", begins(loan, &offer)),
		Record::Escrowed(_) => bail!(
			"the money of loan {loan} waits for hardware, and nothing is owed yet: `caliber loan show \
			 {loan}` tells what comes next"
		),
		Record::Repaid(_) => bail!("loan {loan} is over: nothing is owed"),
		Record::Withdrawn(_) => bail!("loan {loan} was taken back: nothing is owed"),
		Record::Defaulted(_) | Record::Closed(_) => bail!("{}", ended(loan)),
	}
}

/// The conditions of an offer that are not met.
async fn unmet(chain: &Chain, loan: u32) -> anyhow::Result<Vec<Unmet<AccountId>>> {
	let unmet: Option<_> = chain.api("LendingApi_eligibility", &LoanId(loan).encode()).await?;
	unmet.with_context(|| format!("loan {loan} is no offer any more"))
}

/// The conditions of a loan on items for which its money waits that are not met.
async fn unmet_on(
	chain: &Chain,
	loan: u32,
	items: &[ItemId],
) -> anyhow::Result<Vec<Unmet<AccountId>>> {
	let asked = (LoanId(loan), items).encode();
	let unmet: Option<_> = chain.api("LendingApi_eligibility_on", &asked).await?;
	unmet.with_context(|| format!("the money of loan {loan} does not wait any more"))
}

/// The hash of the terms that are agreed to.
fn agreed(offer: &Offer<AccountId>, wanted: Option<Hash>) -> anyhow::Result<Hash> {
	let hash = offer.terms_hash;
	ensure!(
		wanted.is_none_or(|wanted| wanted == hash),
		"these are other terms: their hash is {hash:?}; read them, and ask the originator; nothing \
		 was sent"
	);
	Ok(hash)
}

/// Refuses a payment that the account cannot make, before anything is signed.
///
/// # Errors
/// When it has too little.
pub async fn ensure_holds(chain: &Chain, who: &AccountId, takes: u128) -> anyhow::Result<()> {
	let holds = ledger::balance(chain, USDAI, who).await?;
	ensure!(
		holds >= takes,
		"the account has {} USDai and this takes {}; nothing was sent",
		exact(holds),
		exact(takes)
	);
	Ok(())
}
