//! How the collateral of a loan stands: in words and figures; looking at it, and paying charges to
//! protect it.

use super::{
	book, ensure_holds, now, record, running,
	terms::{number, part, usd, Line},
	told,
};
use crate::{
	chain::Signer,
	cli::{Key, Node},
	output::{columns, moment},
	vault::best,
};
use anyhow::{ensure, Context};
use caliber_finance::book::Progress;
use caliber_primitives::{
	collateral::Fact,
	ids::LoanId,
	units::{Ppm, Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, RuntimeCall, RuntimeEvent};
use pallet_lending::{
	Advance, Book, Call, CollateralStatus, Defaulted, Event, Findings, Health, Record, Risk,
	Running, Status, MAX_ADVANCES,
};
use serde_json::{json, Value};

/// Looks at a loan's collateral, and says what was found.
///
/// # Errors
/// When the loan does not run or the chain refuses; says what helps.
pub async fn review(loan: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let call = RuntimeCall::Lending(Call::review { loan: LoanId(loan) });
	if matches!(record(&chain, loan).await?, Record::Defaulted(_)) {
		told::print(&chain.run(&[(&signer, call)]).await?);
		return Ok(());
	}
	let progress = running(&chain, loan).await?.progress;
	let receipt = chain.run(&[(&signer, call)]).await?;
	let (found, collateral, bounty) = receipt.find("Lending.Reviewed", |event| match event {
		RuntimeEvent::Lending(Event::Reviewed { found, collateral, bounty, .. }) => {
			Some((*found, *collateral, *bounty))
		},
		_ => None,
	})?;
	let collateral = in_block_time(collateral, &book(&chain).await?, &progress);
	println!("block {}: loan {loan} is reviewed", receipt.block.number);
	print!("{}", columns(&reviewed(&found, collateral, bounty)));
	Ok(())
}

fn reviewed(found: &Findings, collateral: CollateralStatus, bounty: UsdaiAmount) -> Vec<Line> {
	let bounty = match bounty.is_zero() {
		true => "none: a review earns one that finds a loan worse, once a day".into(),
		false => format!("{} USDai", usd(bounty)),
	};
	vec![("Found", findings(found)), ("Collateral", standing(collateral)), ("Bounty", bounty)]
}

/// Pays the charges of an instalment that is late for the borrower.
///
/// # Errors
/// When none is late, no charge waits, the account has too little or the chain refuses; says what
/// helps.
pub async fn advance(loan: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let (book, now) = (book(&chain).await?, now(&chain).await?);
	let (takes, back) = match record(&chain, loan).await? {
		Record::Defaulted(defaulted) => {
			let takes = takes_in_default(loan, defaulted, &signer.account, book.clock(now))?;
			(takes, back_in_default(loan))
		},
		_ => {
			let running = running(&chain, loan).await?;
			(takes((loan, &running), &signer.account, (&book, now))?, back(loan))
		},
	};
	ensure_holds(&chain, &signer.account, takes.get()).await?;
	let call = Call::advance_charges { loan: LoanId(loan) };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	print!("{}", columns(&[back]));
	Ok(())
}

/// What the charges take that wait to be paid.
fn takes(
	(loan, running): (u32, &Running<AccountId>),
	by: &AccountId,
	(book, now): (&Book, Seconds),
) -> anyhow::Result<UsdaiAmount> {
	let at = book.settles_at(now);
	let status = running.status(at).map_err(anyhow::Error::new)?;
	ensure!(
		status != Status::Current,
		"no instalment of loan {loan} is late, and its charges come with it; nothing was sent"
	);
	// As many as fit wait already.
	ensure!(
		running.advances.len() < usize::try_from(MAX_ADVANCES)?,
		"{MAX_ADVANCES} advances of loan {loan} wait to be repaid; pay with `caliber repay {loan}`; \
		 nothing was sent"
	);
	let takes = running.clone().advance(by.clone(), at).map_err(anyhow::Error::new)?;
	ensure!(
		!takes.is_zero(),
		"no charge of loan {loan} waits to be paid; pay with `caliber repay {loan}`; nothing was sent"
	);
	Ok(takes)
}

/// The same of a loan in default.
fn takes_in_default(
	loan: u32,
	mut defaulted: Defaulted<AccountId>,
	by: &AccountId,
	clock: Seconds,
) -> anyhow::Result<UsdaiAmount> {
	let takes = defaulted.advance(by.clone(), clock).map_err(anyhow::Error::new);
	let takes = takes.with_context(|| {
		format!("charges of loan {loan} cannot be advanced any more; nothing was sent")
	})?;
	ensure!(
		!takes.is_zero(),
		"no further 30 days since the default of loan {loan} are over, or none of its charges keeps the \
		 collateral; nothing was sent"
	);
	Ok(takes)
}

/// How that comes back.
fn back_in_default(loan: u32) -> Line {
	let text = format!(
		"what comes in repays it ahead of all lenders; `caliber loan show {loan}` then tells which charge \
		 to collect"
	);
	("Back", text)
}

/// How an advance comes back.
fn back(loan: u32) -> Line {
	let text = format!(
		"the next payment repays it with interest; `caliber loan show {loan}` then tells which charge \
		 to collect"
	);
	("Back", text)
}

/// The same, with moments in block time.
pub(super) fn in_block_time(
	status: CollateralStatus,
	book: &Book,
	progress: &Progress,
) -> CollateralStatus {
	match status {
		CollateralStatus::MarginCall { until } => {
			CollateralStatus::MarginCall { until: book.in_block_time(progress, until) }
		},
		other => other,
	}
}

/// How collateral stands, in words.
pub(super) fn standing(status: CollateralStatus) -> String {
	match status {
		CollateralStatus::Sound => "sound".into(),
		CollateralStatus::Watch => "on Watch: principal goes to the senior tranche first".into(),
		CollateralStatus::MarginCall { until } => {
			format!("margin is called, and may be cured until {} UTC", moment(until.get()))
		},
		CollateralStatus::Uncured => {
			"a margin call was not cured: lease revenue repays principal".into()
		},
		CollateralStatus::Impaired(Risk::Market) => {
			"impaired: it is worth less than is owed".into()
		},
		CollateralStatus::Impaired(Risk::Lapse(fact)) => {
			format!("impaired: its {} was not renewed", fact.name())
		},
		CollateralStatus::Impaired(Risk::Breach) => {
			"impaired: a breach of its covenants was not cured".into()
		},
	}
}

/// What a review finds, in words.
pub(super) fn findings(found: &Findings) -> String {
	let prices = match found.is_fresh {
		true => "prices are fresh",
		false => "prices are old: no call rests on them",
	};
	let lapsed = match found.lapsed {
		None => "nothing has lapsed".into(),
		Some(fact) => format!("{} has lapsed", fact.name()),
	};
	let income = ltv(found.ltv_with_income);
	format!("LTV {}, by income as well {income}; {prices}; {lapsed}", ltv(found.ltv))
}

/// What is owed as a part of what it stands on.
pub(super) fn ltv(ltv: Ppm) -> String {
	match ltv {
		Ppm::MAX => "beyond measure".into(),
		ltv => part(ltv),
	}
}

/// How a loan's collateral stands, and what a review would say of it.
pub(super) fn lines(
	loan: u32,
	collateral: CollateralStatus,
	health: Option<&Health>,
	advances: &[Advance<AccountId>],
) -> Vec<Line> {
	let mut lines = vec![("Collateral", format!("{}, as last reviewed", standing(collateral)))];
	if let Some(health) = health {
		lines.push(("Health now", findings(&health.found)));
		if health.reviewed != health.collateral {
			let text = format!("{}: `caliber loan review {loan}`", standing(health.reviewed));
			lines.push(("A review says", text));
		}
	}
	let heading = std::iter::once("Advances").chain(std::iter::repeat(""));
	lines.extend(heading.zip(advances.iter().map(|advance| {
		let (amount, since) = (usd(advance.amount), moment(advance.since.get()));
		format!("{amount} USDai of charges by {} since {since} UTC", advance.by)
	})));
	lines
}

/// How collateral stands, with the figures of the chain.
pub(super) fn standing_json(status: CollateralStatus) -> Value {
	match status {
		CollateralStatus::Sound => json!({ "status": "sound" }),
		CollateralStatus::Watch => json!({ "status": "watch" }),
		CollateralStatus::MarginCall { until } => {
			json!({ "status": "margin_call", "until": until })
		},
		CollateralStatus::Uncured => json!({ "status": "uncured" }),
		CollateralStatus::Impaired(Risk::Market) => {
			json!({ "status": "impaired", "risk": "market" })
		},
		CollateralStatus::Impaired(Risk::Lapse(fact)) => {
			json!({ "status": "impaired", "risk": "lapse", "fact": fact.name() })
		},
		CollateralStatus::Impaired(Risk::Breach) => {
			json!({ "status": "impaired", "risk": "breach" })
		},
	}
}

/// What a review would find and say, with the figures of the chain.
pub(super) fn health_json(health: &Health) -> Value {
	let Findings { ltv, ltv_with_income, is_fresh, lapsed } = health.found;
	json!({
		"ltv_ppm": ltv,
		"ltv_with_income_ppm": ltv_with_income,
		"fresh": is_fresh,
		"lapsed": lapsed.map(Fact::name),
		"reviewed": standing_json(health.reviewed),
		"conservative": number(health.conservative),
		"optimistic": number(health.optimistic),
	})
}

/// What others have paid, with the figures of the chain.
pub(super) fn advances_json(all: &[Advance<AccountId>]) -> Value {
	let each = all.iter().map(|advance| {
		json!({
			"by": advance.by.to_string(),
			"amount": number(advance.amount),
			"since": advance.since,
		})
	});
	each.collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{account, health, running, shared_running, usdai, DAY, TODAY};

	#[test]
	fn review_should_say_what_was_found_and_earned_when_it_is_made() {
		let called = CollateralStatus::MarginCall { until: Seconds(TODAY) };
		let mut found = health(CollateralStatus::Sound).found;
		assert_eq!(
			columns(&reviewed(&found, called, usdai(250))),
			"Found            LTV 65.00 %, by income as well 91.00 %; prices are fresh; nothing has \
			 lapsed\n\
			 Collateral       margin is called, and may be cured until 2027-01-01 00:00 UTC\n\
			 Bounty           250.00 USDai\n"
		);
		found = Findings { ltv: Ppm::MAX, is_fresh: false, lapsed: Some(Fact::Insurance), ..found };
		let text = columns(&reviewed(&found, CollateralStatus::Watch, usdai(0)));
		for part in [
			"LTV beyond measure, ",
			"; prices are old: no call rests on them; insurance has lapsed\n",
			"Collateral       on Watch",
			"Bounty           none: ",
		] {
			assert!(text.contains(part), "{part}: {text}");
		}
	}

	#[test]
	fn standing_should_be_told_when_collateral_is_not_sound() {
		for (status, says, told) in [
			(CollateralStatus::Sound, "sound", "sound"),
			(CollateralStatus::Watch, "senior tranche first", "watch"),
			(CollateralStatus::Uncured, "lease revenue repays principal", "uncured"),
			(CollateralStatus::Impaired(Risk::Market), "less than is owed", "impaired"),
			(CollateralStatus::Impaired(Risk::Breach), "was not cured", "impaired"),
			(
				CollateralStatus::Impaired(Risk::Lapse(Fact::Custody)),
				"its custody was not renewed",
				"impaired",
			),
		] {
			let text = standing(status);
			assert!(text.ends_with(says), "{text}");
			assert_eq!(standing_json(status)["status"], told);
		}
	}

	#[test]
	fn moment_should_be_in_block_time_when_the_book_has_paused() {
		let book = Book { paused: Seconds(60), ..Default::default() };
		let progress = running().progress;
		let call = |until| CollateralStatus::MarginCall { until: Seconds(until) };
		assert_eq!(in_block_time(call(5), &book, &progress), call(65));
		let uncured = CollateralStatus::Uncured;
		assert_eq!(in_block_time(uncured, &book, &progress), uncured);
	}

	#[test]
	fn charges_of_each_month_should_be_advanced_once_when_a_loan_is_in_default() {
		let (eve, loan) = (account("//Eve"), crate::loan::seized::tests::defaulted());
		let takes =
			|days: u64| takes_in_default(3, loan.clone(), &eve, Seconds(TODAY + days * DAY));
		let error = takes(29).unwrap_err().to_string();
		assert!(error.contains("no further 30 days since the default of loan 3"), "{error}");
		assert!(takes(30).is_err(), "it has no credits");
		assert!(back_in_default(3).1.contains("ahead of all lenders"));
	}

	#[test]
	fn reason_should_be_told_when_nothing_can_be_advanced() {
		let eve = account("//Eve");
		let takes = |running: &Running<AccountId>, days: u64| {
			let now = Seconds(TODAY + days * DAY);
			let book = Book { cursor: now.day(), ..Default::default() };
			takes((3, running), &eve, (&book, now))
		};
		let mut loan = shared_running();
		// A tenth of a percent of the balance.
		assert_eq!(takes(&loan, 32).unwrap(), usdai(500));
		let error = takes(&loan, 31).unwrap_err().to_string();
		assert!(error.contains("no instalment of loan 3 is late"), "{error}");
		let error = takes(&running(), 32).unwrap_err().to_string();
		assert!(error.contains("no charge of loan 3 waits"), "{error}");
		let advance = Advance { by: eve.clone(), amount: usdai(1), since: Seconds(TODAY) };
		loan.advances = vec![advance; 4].try_into().unwrap();
		let error = takes(&loan, 32).unwrap_err().to_string();
		assert!(error.starts_with("4 advances of loan 3 wait to be repaid"), "{error}");
		assert!(back(3).1.contains("`caliber loan show 3`"));
	}
}
