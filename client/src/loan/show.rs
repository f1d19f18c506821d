//! What is asked about one loan.

use super::{book, now, record, unmet, waiting::Waiting, watch::in_block_time};
use crate::chain::Chain;
use anyhow::Context;
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::AccountId;
use codec::Encode;
use pallet_lending::{
	Ask, Charges, Closed, Defaulted, Health, Instalment, Junior, LoanDetails, Offer, Positions,
	Record, Repaid, Running, Terms, Unmet,
};

/// What the chain says of a loan at one block.
pub struct Answers {
	/// Its number.
	pub loan: u32,
	/// The block's time.
	pub now: Seconds,
	/// How far it is.
	pub state: State,
}

/// How far a loan is.
#[allow(clippy::large_enum_variant, reason = "there is one of it")]
pub enum State {
	/// May be accepted, or could have been.
	Offered {
		/// The offer.
		offer: Offer<AccountId>,
		/// Its instalments if it began now.
		quote: Vec<Instalment>,
		/// What stands in its way.
		unmet: Vec<Unmet<AccountId>>,
	},
	/// Its money waits for hardware.
	Waiting {
		/// How far that is.
		waiting: Waiting,
		/// Its instalments if it began now.
		quote: Vec<Instalment>,
	},
	/// Runs.
	Active {
		/// As it is stored.
		running: Running<AccountId>,
		/// In figures.
		details: LoanDetails<AccountId>,
		/// What a review would find.
		health: Option<Health>,
		/// What is due next, with the grace interest and late fee of this moment.
		next: Instalment,
		/// Every instalment that is left.
		schedule: Vec<Instalment>,
		/// What ends it now.
		payoff: UsdaiAmount,
		/// By when its reserve is to be full again, in block time.
		refill_by: Option<Seconds>,
		/// By when a breach that was reported is to be cured, in block time.
		cure_by: Option<Seconds>,
	},
	/// Is in default; the book has paused for so long.
	Defaulted(Defaulted<AccountId>, Seconds),
	/// Ended in default.
	Closed(Closed<AccountId>),
	/// Is over.
	Repaid(Repaid<AccountId>),
	/// Was taken back, and Curators have yet to collect.
	Withdrawn(Positions<AccountId>),
}

/// What Curators are to lend.
fn juniors(terms: &Terms<AccountId>) -> Vec<Junior<AccountId>> {
	let rates = terms.tranches.iter().skip(1).map(|tranche| tranche.rate);
	let all = terms.juniors().zip(rates).map(|((curator, amount), rate)| Junior {
		curator: curator.clone(),
		amount,
		rate,
	});
	all.collect()
}

/// The instalments of terms that began now; none where no schedule can be made of them.
async fn quote(chain: &Chain, terms: &Terms<AccountId>) -> anyhow::Result<Vec<Instalment>> {
	let asked: (Ask, Vec<_>, Charges<_>) = (terms.ask, juniors(terms), terms.charges.clone());
	let quote: Option<_> = chain.api("LendingApi_quote", &asked.encode()).await?;
	Ok(quote.unwrap_or_default())
}

/// Asks, at the chain's last block.
///
/// # Errors
/// When there is no such loan, or the node does not answer.
pub async fn ask(chain: &Chain, loan: u32) -> anyhow::Result<Answers> {
	let now = now(chain).await?;
	let state = match record(chain, loan).await? {
		Record::Offered(offer) => {
			let (quote, unmet) = (quote(chain, &offer.terms).await?, unmet(chain, loan).await?);
			State::Offered { offer, quote, unmet }
		},
		Record::Escrowed(escrowed) => {
			let quote = quote(chain, &escrowed.offer.terms).await?;
			let waiting = Waiting::at(escrowed, (&book(chain).await?, now))?;
			State::Waiting { waiting, quote }
		},
		Record::Active(running) => active(chain, loan, running).await?,
		Record::Defaulted(defaulted) => State::Defaulted(defaulted, book(chain).await?.paused),
		Record::Closed(closed) => State::Closed(closed),
		Record::Repaid(repaid) => State::Repaid(repaid),
		Record::Withdrawn(positions) => State::Withdrawn(positions),
	};
	Ok(Answers { loan, now, state })
}

async fn active(chain: &Chain, loan: u32, running: Running<AccountId>) -> anyhow::Result<State> {
	let id = LoanId(loan).encode();
	let gone = || format!("loan {loan} is gone");
	let details: Option<LoanDetails<_>> = chain.api("LendingApi_loan", &id).await?;
	let health: Option<Health> = chain.api("LendingApi_health", &id).await?;
	let next: Option<_> = chain.api("LendingApi_next_due", &id).await?;
	let schedule: Option<_> = chain.api("LendingApi_schedule", &id).await?;
	let payoff: Option<_> = chain.api("LendingApi_payoff", &id).await?;
	let book = book(chain).await?;
	let mut details = details.with_context(gone)?;
	let stands = |status| in_block_time(status, &book, &running.progress);
	details.collateral = stands(details.collateral);
	for advance in details.advances.iter_mut() {
		advance.since = book.in_block_time(&running.progress, advance.since);
	}
	let health = health.map(|health| Health {
		collateral: stands(health.collateral),
		reviewed: stands(health.reviewed),
		..health
	});
	let at = |by| book.in_block_time(&running.progress, by);
	let (refill_by, cure_by) =
		(running.watch.refill_by.map(at), running.watch.breach_until.map(at));
	Ok(State::Active {
		running,
		details,
		health,
		next: next.with_context(gone)?,
		schedule: schedule.with_context(gone)?,
		payoff: payoff.with_context(gone)?,
		refill_by,
		cure_by,
	})
}
