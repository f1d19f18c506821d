//! What Curators do: lay down what an offer asks them for, take it back, sell it; and what they and
//! payees of charges collect.

use super::{
	agreed, ensure_holds, now, offered, record, running,
	terms::{usd, Line},
	told,
};
use crate::{
	chain::Signer,
	cli::{Agreed, Key, Node},
	output::{columns, moment},
	vault::best,
};
use anyhow::{ensure, Context};
use caliber_finance::treasury::total;
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, RuntimeCall, RuntimeEvent};
use pallet_lending::{
	place, Call, Closed, Credit, Defaulted, Event, Offer, Payee, Position, Record,
};

/// Stages all tranches of the signer.
///
/// # Errors
/// When there are none, the account has too little, or the chain refuses; says what helps.
pub async fn stage(options: Agreed) -> anyhow::Result<()> {
	let Agreed { loan, terms_hash, key, node } = options;
	let signer = Signer::of(&key)?;
	let mut chain = best(&node).await?;
	let offer = offered(&chain, loan).await?;
	let terms_hash = agreed(&offer, terms_hash)?;
	let tranches = of(&offer, &signer.account, false)
		.with_context(|| format!("{}; nothing was sent", nothing(loan, &offer, &signer.account)))?;
	print!("{}", columns(&lines(&offer, &tranches)));
	ensure_open(&offer, now(&chain).await?)?;
	ensure_holds(&chain, &signer.account, sum(&tranches).get()).await?;

	let call = Call::stage { loan: LoanId(loan), terms_hash };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	let amount = receipt.find("Lending.Staged", |event| match event {
		RuntimeEvent::Lending(Event::Staged { amount, .. }) => Some(*amount),
		_ => None,
	})?;
	let block = receipt.block.number;
	println!("block {block}: {} USDai are staged for loan {loan}", usd(amount));
	told::print(&receipt);
	print!(
		"{}",
		columns(&[("Back", format!("caliber loan unstage {loan}, until it is accepted"))])
	);
	Ok(())
}

/// Takes back what the signer has staged.
///
/// # Errors
/// When that is nothing or the chain refuses; says what helps.
pub async fn unstage(loan: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let offer = offered(&chain, loan).await?;
	let tranches = of(&offer, &signer.account, true);
	ensure!(
		tranches.is_some(),
		"{} has staged nothing for loan {loan}; nothing was sent",
		signer.account
	);
	let call = Call::unstage { loan: LoanId(loan) };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	let amount = receipt.find("Lending.Unstaged", |event| match event {
		RuntimeEvent::Lending(Event::Unstaged { amount, .. }) => Some(*amount),
		_ => None,
	})?;
	let block = receipt.block.number;
	println!("block {block}: {} USDai are taken back from loan {loan}", usd(amount));
	Ok(())
}

/// Pays out what is credited to a tranche, or to the payee of a charge.
///
/// # Errors
/// When that is nothing or the chain refuses; says what helps.
pub async fn collect(loan: u32, payee: Payee, key: &Key, node: &Node) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let record = record(&chain, loan).await?;
	let positions = record.positions().with_context(|| uncredited(loan, &record))?;
	match payee {
		Payee::Insurer(place) => ensure_subrogee(loan, place, &record)?,
		_ => ensure_owed(loan, payee, positions, record.credits())?,
	}
	let call = Call::collect { loan: LoanId(loan), payee };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	let (holder, amount) = receipt.find("Lending.Collected", |event| match event {
		RuntimeEvent::Lending(Event::Collected { holder, amount, .. }) => {
			Some((holder.clone(), *amount))
		},
		_ => None,
	})?;
	println!(
		"block {}: {} of loan {loan} paid {} USDai to {holder}",
		receipt.block.number,
		name(payee),
		usd(amount)
	);
	Ok(())
}

/// Gives a tranche of the signer to another.
///
/// # Errors
/// When it is not his, an instalment is late or the chain refuses; says what helps.
pub async fn transfer(
	loan: u32,
	tranche: u8,
	to: AccountId,
	(key, node): (&Key, &Node),
) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let running = running(&chain, loan).await?;
	ensure_holder(loan, tranche, &running.positions, &signer.account)?;
	let call = Call::transfer_position { loan: LoanId(loan), tranche, to };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	let to = receipt.find("Lending.PositionTransferred", |event| match event {
		RuntimeEvent::Lending(Event::PositionTransferred { to, .. }) => Some(to.clone()),
		_ => None,
	})?;
	println!("block {}: tranche {tranche} of loan {loan} is {to}'s now", receipt.block.number);
	Ok(())
}

/// The tranches of a Curator that are staged, or are not; nothing when there are none.
fn of(offer: &Offer<AccountId>, who: &AccountId, staged: bool) -> Option<Vec<(u8, UsdaiAmount)>> {
	let all = (1..).zip(offer.terms.juniors().zip(&offer.staged));
	let his = all.filter(|(_, ((curator, _), since))| *curator == who && since.is_some() == staged);
	let his: Vec<_> = his.map(|(tranche, ((_, amount), _))| (tranche, amount)).collect();
	(!his.is_empty()).then_some(his)
}

/// Why a Curator can stage nothing.
fn nothing(loan: u32, offer: &Offer<AccountId>, who: &AccountId) -> String {
	match (of(offer, who, true), offer.terms.curators.is_empty()) {
		(Some(_), _) => format!("{who} has staged all his tranches of loan {loan} already"),
		(None, true) => format!("loan {loan} asks no Curator for anything"),
		(None, false) => format!(
			"loan {loan} asks {who} for nothing; `caliber loan show {loan}` tells whom it asks"
		),
	}
}

fn sum(tranches: &[(u8, UsdaiAmount)]) -> UsdaiAmount {
	total(tranches.iter().map(|(_, amount)| *amount))
}

fn ensure_open(offer: &Offer<AccountId>, now: Seconds) -> anyhow::Result<()> {
	ensure!(
		now < offer.expires,
		"the offer expired on {} UTC; ask its originator for another; nothing was sent",
		moment(offer.expires.get())
	);
	Ok(())
}

/// Why nothing is credited to anybody yet.
fn uncredited(loan: u32, record: &Record<AccountId>) -> String {
	match record {
		Record::Escrowed(_) => format!(
			"the money of loan {loan} waits for hardware: nothing is credited until it goes on or back"
		),
		_ => {
			format!("loan {loan} is an offer: what is staged comes back by `caliber loan unstage {loan}`")
		},
	}
}

/// A payee, as people count them: from 1 on.
fn name(payee: Payee) -> String {
	match payee {
		Payee::Tranche(tranche) => format!("tranche {tranche}"),
		Payee::Charge(place) => format!("charge {}", place.saturating_add(1)),
		Payee::Caller => "the bounty".into(),
		Payee::Borrower => "the surplus".into(),
		Payee::Insurer(place) => format!("insurer {}", place.saturating_add(1)),
	}
}

fn ensure_owed(
	loan: u32,
	payee: Payee,
	positions: &[Position<AccountId>],
	credits: &[Credit<AccountId>],
) -> anyhow::Result<()> {
	let owed = match payee {
		Payee::Tranche(tranche) => position(loan, tranche, positions)?.stake.owed,
		Payee::Charge(charge) => {
			let credit = credits.get(usize::from(charge));
			let credit = credit.with_context(|| match credits.len() {
				0 => format!("loan {loan} has no charges"),
				1 => format!("loan {loan} has charge 1 only"),
				many => format!("loan {loan} has charges 1 to {many}"),
			})?;
			credit.owed
		},
		// Of a loan in default the chain itself says whether there is any.
		Payee::Caller | Payee::Borrower | Payee::Insurer(_) => return Ok(()),
	};
	ensure!(
		!owed.is_zero(),
		"nothing is credited to {} of loan {loan}; wait for the next payment",
		name(payee)
	);
	Ok(())
}

/// Refuses an insurer who has nothing to collect.
fn ensure_subrogee(loan: u32, place: u8, record: &Record<AccountId>) -> anyhow::Result<()> {
	let subrogees = match record {
		Record::Defaulted(Defaulted { creditors, .. })
		| Record::Closed(Closed { creditors, .. }) => &creditors.subrogees[..],
		_ => &[],
	};
	let subrogee = subrogees.get(usize::from(place)).with_context(|| match subrogees.len() {
		0 => format!("no insurer has made up for a loss of loan {loan}"),
		1 => format!("loan {loan} has insurer 1 only"),
		many => format!("loan {loan} has insurers 1 to {many}"),
	})?;
	ensure!(
		!subrogee.owed.is_zero(),
		"nothing is credited to {} of loan {loan}; wait until more comes in than all claims",
		name(Payee::Insurer(place))
	);
	Ok(())
}

fn position(
	loan: u32,
	tranche: u8,
	positions: &[Position<AccountId>],
) -> anyhow::Result<&Position<AccountId>> {
	let position = place(tranche).and_then(|place| positions.get(place));
	position.with_context(|| match positions.len() {
		0 => format!("loan {loan} has no tranches beside the vault's"),
		1 => format!("loan {loan} has tranche 1 only"),
		many => format!("loan {loan} has tranches 1 to {many}"),
	})
}

pub(super) fn ensure_holder(
	loan: u32,
	tranche: u8,
	positions: &[Position<AccountId>],
	signer: &AccountId,
) -> anyhow::Result<()> {
	let holder = &position(loan, tranche, positions)?.holder;
	ensure!(
		holder == signer,
		"tranche {tranche} of loan {loan} is {holder}'s; sign with that account; nothing was sent"
	);
	Ok(())
}

/// What is staged, and what for.
fn lines(offer: &Offer<AccountId>, tranches: &[(u8, UsdaiAmount)]) -> Vec<Line> {
	let mut lines = super::terms::lines(&offer.terms, offer.offered);
	let each =
		tranches.iter().map(|(tranche, amount)| format!("tranche {tranche}, {}", usd(*amount)));
	lines.push(("Terms hash", format!("{:?}", offer.terms_hash)));
	lines.push((
		"Stakes",
		format!("{} USDai: {}", usd(sum(tranches)), each.collect::<Vec<_>>().join("; ")),
	));
	lines
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{account, offer, shared_offer, usdai, TODAY};
	use caliber_finance::tranches::Stake;

	#[test]
	fn tranches_should_be_those_of_the_curator_when_he_stages() {
		let mut offer = shared_offer();
		let (ferdie, eve) = (account("//Ferdie"), account("//Eve"));
		let all = of(&offer, &ferdie, false).unwrap();
		assert_eq!(all, [(1, usdai(50_000)), (3, usdai(10_000))]);
		assert_eq!(sum(&all), usdai(60_000));
		assert_eq!(of(&offer, &account("//Bob"), false), None);
		let text = columns(&lines(&offer, &all));
		assert!(
			text.ends_with("60,000.00 USDai: tranche 1, 50,000.00; tranche 3, 10,000.00\n"),
			"{text}"
		);
		offer.staged[0] = Some(Seconds(TODAY));
		offer.staged[2] = Some(Seconds(TODAY));
		assert_eq!(of(&offer, &ferdie, false), None);
		assert_eq!(of(&offer, &ferdie, true).unwrap().len(), 2);
		assert_eq!(of(&offer, &eve, true), None);
	}

	#[test]
	fn reason_should_be_told_when_nothing_can_be_staged() {
		let mut staged = shared_offer();
		staged.staged[1] = Some(Seconds(TODAY));
		let eve = account("//Eve");
		for (offer, who, reason) in [
			(offer(), &eve, "asks no Curator"),
			(shared_offer(), &account("//Dave"), "caliber loan show 3"),
			(staged, &eve, "already"),
		] {
			let text = nothing(3, &offer, who);
			assert!(text.contains(reason), "{text}");
		}
		let expires = offer().expires;
		assert!(ensure_open(&offer(), Seconds(expires.get() - 1)).is_ok());
		let error = ensure_open(&offer(), expires).unwrap_err().to_string();
		assert!(error.contains("expired on 2027-01-08 00:00 UTC"), "{error}");
	}

	#[test]
	fn reason_should_be_told_when_nothing_can_be_collected() {
		let position =
			|owed| Position { holder: account("//Eve"), stake: Stake::freed(usdai(owed)) };
		let two = [position(1), position(0)];
		let credit = |owed| Credit { payee: account("//Dave"), owed: usdai(owed) };
		let paid = [credit(0), credit(1)];
		assert!(ensure_owed(3, Payee::Tranche(1), &two, &[]).is_ok());
		assert!(ensure_owed(3, Payee::Charge(1), &[], &paid).is_ok());
		for (tranche, positions, reason) in [
			(2, &two[..], "nothing is credited to tranche 2"),
			(3, &two, "has tranches 1 to 2"),
			(0, &two[..1], "has tranche 1 only"),
			(1, &[], "no tranches beside"),
		] {
			let error = ensure_owed(3, Payee::Tranche(tranche), positions, &paid).unwrap_err();
			assert!(error.to_string().contains(reason), "{error}");
		}
		for (charge, credits, reason) in [
			(0, &paid[..], "nothing is credited to charge 1 of loan 3"),
			(2, &paid, "has charges 1 to 2"),
			(1, &paid[..1], "has charge 1 only"),
			(0, &[], "loan 3 has no charges"),
		] {
			let error = ensure_owed(3, Payee::Charge(charge), &two, credits).unwrap_err();
			assert!(error.to_string().contains(reason), "{error}");
		}
	}

	#[test]
	fn reason_should_be_told_when_an_insurer_has_nothing_to_collect() {
		let mut loan = crate::loan::seized::tests::defaulted();
		let of = |loan: &Defaulted<_>, place| {
			ensure_subrogee(3, place, &Record::Defaulted(loan.clone()))
		};
		let error = of(&loan, 0).unwrap_err().to_string();
		assert!(error.contains("no insurer has made up"), "{error}");
		loan.creditors.subrogate(&account("//Dave"), usdai(5)).unwrap();
		let error = of(&loan, 0).unwrap_err().to_string();
		assert!(error.contains("nothing is credited to insurer 1 of loan 3"), "{error}");
		assert!(of(&loan, 1).unwrap_err().to_string().contains("has insurer 1 only"));
		loan.creditors.subrogees[0].owed = usdai(1);
		assert!(of(&loan, 0).is_ok());
	}

	#[test]
	fn nothing_should_be_credited_when_money_waits_or_is_staged() {
		let text = uncredited(3, &Record::Offered(shared_offer()));
		assert!(text.contains("`caliber loan unstage 3`"), "{text}");
		let text = uncredited(3, &Record::Escrowed(crate::loan::waiting::tests::escrowed()));
		assert!(text.contains("waits for hardware: nothing is credited"), "{text}");
	}

	#[test]
	fn position_should_stay_when_another_signs() {
		let positions = [Position { holder: account("//Eve"), stake: Stake::lent(usdai(50_000)) }];
		assert!(ensure_holder(3, 1, &positions, &account("//Eve")).is_ok());
		let error = ensure_holder(3, 1, &positions, &account("//Bob")).unwrap_err().to_string();
		assert!(error.contains("is 5HGj") && error.ends_with("nothing was sent"), "{error}");
		assert!(ensure_holder(3, 2, &positions, &account("//Eve")).is_err());
	}
}
