//! What is done about money that waits for hardware: it is ordered, said to have come, released on
//! it, or given back.

use super::{
	agreed, book,
	borrow::{self, ensure_borrower, ensure_met, Begun},
	ensure_holds, escrowed, find, now, offer, offered, told, unmet, unmet_on,
	waiting::{self, prepaid},
};
use crate::{
	chain::{Chain, Signer},
	cli::{ConfirmOptions, Key, Node, Ordered, ReleaseOptions, Step},
	gpu::file::hash,
	output::{columns, moment},
	vault::best,
};
use anyhow::{ensure, Context};
use caliber_primitives::{ids::LoanId, units::Seconds};
use caliber_runtime::{AccountId, RuntimeCall};
use pallet_lending::{Book, Call, Escrowed, Milestone, Offer, Record};

/// Has the money of an offer wait, and says for how long.
///
/// # Errors
/// When a condition is not met, the account has too little or the chain refuses; says what helps.
pub async fn order(options: Ordered) -> anyhow::Result<()> {
	let loan = options.agreed.loan;
	let order = hash(options.order)?;
	let signer = Signer::of(&options.agreed.key)?;
	let mut chain = best(&options.agreed.node).await?;
	let offer = offered(&chain, loan).await?;
	print!("{}", columns(&borrow::lines(&offer, now(&chain).await?)));
	let terms_hash = agreed(&offer, options.agreed.terms_hash)?;
	ensure_escrow(loan, &offer)?;
	ensure_borrower(&offer, &signer.account, "have it wait")?;
	let cannot = format!("the money of loan {loan} cannot wait");
	ensure_met(loan, &cannot, &unmet(&chain, loan).await?)?;
	let takes = prepaid(&offer.terms).context("its carry cannot be worked out")?;
	ensure_holds(&chain, &signer.account, takes.get()).await?;

	let call = Call::escrow { loan: LoanId(loan), terms_hash, order };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	then(&chain, loan).await
}

fn ensure_escrow(loan: u32, offer: &Offer<AccountId>) -> anyhow::Result<()> {
	ensure!(
		offer.terms.escrow.is_some(),
		"loan {loan} is lent on items, and its money does not wait: accept it with `caliber borrow \
		 {loan}`; nothing was sent"
	);
	Ok(())
}

/// Prints what comes next.
async fn then(chain: &Chain, loan: u32) -> anyhow::Result<()> {
	let escrowed = escrowed(chain, loan).await?;
	let is_over = escrowed.is_over(book(chain).await?.clock(now(chain).await?));
	print!("{}", columns(&waiting::next(loan, &escrowed, is_over)));
	Ok(())
}

/// Says that hardware has come so far.
///
/// # Errors
/// When it is not the signer's turn or the chain refuses; says what helps.
pub async fn confirm(options: ConfirmOptions) -> anyhow::Result<()> {
	let ConfirmOptions { loan, step, evidence, key, node } = options;
	let evidence = hash(evidence)?;
	let signer = Signer::of(&key)?;
	let mut chain = best(&node).await?;
	let milestone = match step {
		Step::Delivered => Milestone::Delivered,
		Step::Installed => Milestone::Installed,
	};
	let clock = (&book(&chain).await?, now(&chain).await?);
	ensure_next(loan, &escrowed(&chain, loan).await?, milestone, &signer.account, clock)?;
	let call = Call::confirm_milestone { loan: LoanId(loan), milestone, evidence };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	then(&chain, loan).await
}

fn ensure_next(
	loan: u32,
	escrowed: &Escrowed<AccountId>,
	milestone: Milestone,
	by: &AccountId,
	(book, now): (&Book, Seconds),
) -> anyhow::Result<()> {
	ensure!(
		!escrowed.is_over(book.clock(now)),
		"the money of loan {loan} has waited until {} UTC: `caliber loan end {loan}` gives it back; \
		 nothing was sent",
		moment(waiting::until(escrowed, book).get())
	);
	let next = match escrowed.next() {
		None => format!("`caliber loan release {loan} --items ITEMS`"),
		Some(next) => format!("to confirm that it is {}", waiting::word(next)),
	};
	ensure!(
		escrowed.next() == Some(milestone),
		"what comes next for loan {loan} is {next}; nothing was sent"
	);
	ensure!(
		!escrowed.has_spoken(by),
		"{by} has confirmed a milestone of loan {loan} already, and each is another's to confirm; \
		 nothing was sent"
	);
	Ok(())
}

/// Begins the loan on what has come, and says what comes of it.
///
/// # Errors
/// When a condition is not met or the chain refuses; says what helps.
pub async fn release(options: ReleaseOptions) -> anyhow::Result<()> {
	let ReleaseOptions { loan, items, key, node } = options;
	let items = offer::items(&items)?;
	let signer = Signer::of(&key)?;
	let mut chain = best(&node).await?;
	let escrowed = escrowed(&chain, loan).await?;
	ensure_borrower(&escrowed.offer, &signer.account, "begin it")?;
	let cannot = format!("loan {loan} cannot begin");
	ensure_met(loan, &cannot, &unmet_on(&chain, loan, &items).await?)?;

	let call = Call::release_escrow { loan: LoanId(loan), items };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	println!("block {}: loan {loan} has begun", receipt.block.number);
	told::print(&receipt);
	print!("{}", columns(&borrow::lent(loan, &Begun::of(&receipt)?)));
	Ok(())
}

/// Gives money back that waits, and says who collects.
///
/// # Errors
/// When it is not the signer's to give back or the chain refuses; says what helps.
pub async fn end(loan: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let escrowed = escrowed(&chain, loan).await?;
	let clock = (&book(&chain).await?, now(&chain).await?);
	ensure_endable(loan, &escrowed, &signer.account, clock)?;
	let call = Call::end_escrow { loan: LoanId(loan) };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	if let Some(Record::Withdrawn(positions)) = find(&chain, loan).await? {
		for (tranche, position) in (1..).zip(&positions) {
			let (holder, owed) = (&position.holder, position.stake.owed);
			println!("{}", offer::collectable(loan, tranche, holder, owed));
		}
	}
	Ok(())
}

fn ensure_endable(
	loan: u32,
	escrowed: &Escrowed<AccountId>,
	by: &AccountId,
	(book, now): (&Book, Seconds),
) -> anyhow::Result<()> {
	let borrower = &escrowed.offer.terms.borrower;
	ensure!(
		by == borrower || escrowed.is_over(book.settles_at(now)),
		"the money of loan {loan} waits until {} UTC, and only its borrower {borrower} gives it back \
		 before; nothing was sent",
		moment(waiting::until(escrowed, book).get())
	);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::{
		tests::{account, offer, DAY, TODAY},
		waiting::tests::{book, escrowed, offer as to_come},
	};
	use caliber_runtime::Hash;
	use pallet_lending::Reached;

	const NOW: Seconds = Seconds(TODAY + DAY);

	/// A book that has caught up with a day.
	fn at(days: u64) -> (Book, Seconds) {
		let now = Seconds(TODAY + days * DAY);
		let book = book();
		(Book { cursor: book.clock(now).day(), ..book }, now)
	}

	#[test]
	fn command_should_be_named_when_an_offer_is_of_the_other_kind() {
		assert!(ensure_escrow(3, &to_come()).is_ok());
		let error = ensure_escrow(3, &offer()).unwrap_err().to_string();
		assert!(error.contains("accept it with `caliber borrow 3`; nothing was sent"), "{error}");
	}

	#[test]
	fn milestone_should_be_confirmed_in_its_order_and_by_another_when_money_waits() {
		let (eve, dave) = (account("//Eve"), account("//Dave"));
		let mut escrowed = escrowed();
		let next = |escrowed: &Escrowed<_>, milestone, by: &AccountId| {
			let refused = ensure_next(3, escrowed, milestone, by, (&book(), NOW));
			refused.map_err(|error| error.to_string())
		};
		assert_eq!(next(&escrowed, Milestone::Delivered, &eve), Ok(()));
		let error = next(&escrowed, Milestone::Installed, &dave).unwrap_err();
		assert!(error.contains("is to confirm that it is delivered; nothing"), "{error}");
		let error = next(&escrowed, Milestone::Delivered, &account("//Bob")).unwrap_err();
		assert!(error.contains("has confirmed a milestone of loan 3 already"), "{error}");

		for by in [&eve, &dave] {
			let reached = Reached { by: by.clone(), evidence: Hash::zero(), at: NOW };
			escrowed.reached.try_push(reached).unwrap();
		}
		let error = next(&escrowed, Milestone::Installed, &dave).unwrap_err();
		assert!(error.contains("is `caliber loan release 3 --items ITEMS`"), "{error}");
		let (book, over) = at(90);
		let error = ensure_next(3, &escrowed, Milestone::Installed, &dave, (&book, over));
		let error = error.unwrap_err().to_string();
		let until = "waited until 2027-04-01 00:00 UTC: `caliber loan end 3` gives it back";
		assert!(error.contains(until), "{error}");
	}

	#[test]
	fn money_should_go_back_by_its_borrower_when_its_time_is_not_over() {
		let (escrowed, eve) = (escrowed(), account("//Eve"));
		let (book, now) = at(89);
		assert!(ensure_endable(3, &escrowed, &account("//Bob"), (&book, now)).is_ok());
		let error = ensure_endable(3, &escrowed, &eve, (&book, now)).unwrap_err().to_string();
		assert!(error.contains("until 2027-04-01 00:00 UTC, and only its borrower 5FHneW46"));
		let (book, over) = at(90);
		assert!(ensure_endable(3, &escrowed, &eve, (&book, over)).is_ok());
	}

	#[test]
	fn document_should_be_a_file_or_its_hash_when_it_is_typed() {
		let digits = format!("0x{}", "12".repeat(32));
		assert_eq!(hash(digits).unwrap(), Hash::repeat_byte(0x12));
		let error = hash("no/such.pdf".into()).unwrap_err().to_string();
		assert!(error.contains("give a file or its hash"), "{error}");
		assert!(hash("0x12".into()).is_err());
	}
}
