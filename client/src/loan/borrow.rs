//! Accepting an offer: its terms and what stands in its way first.

use super::{
	agreed, now, offered,
	terms::{self, part, usd, Line},
	told, unmet,
};
use crate::{
	chain::{receipt::Receipt, Signer},
	cli::Agreed,
	output::{columns, moment},
	vault::best,
};
use anyhow::{bail, ensure};
use caliber_primitives::{
	ids::LoanId,
	units::{Ppm, Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, RuntimeCall, RuntimeEvent};
use pallet_lending::{Call, Event, Offer, Unmet};

/// A loan as it has begun.
#[derive(Clone)]
pub(super) struct Begun {
	principal: UsdaiAmount,
	fee: UsdaiAmount,
	reserve: UsdaiAmount,
	ltv: Ppm,
	curve_ltv: Ppm,
	cover: UsdaiAmount,
	first_due: Seconds,
	windows: u32,
	/// The loan that it has replaced, and what that has left for the borrower.
	replaced: Option<(LoanId, UsdaiAmount)>,
}

impl Begun {
	/// What a call that began a loan says of it.
	///
	/// # Errors
	/// When it began none.
	pub(super) fn of(receipt: &Receipt) -> anyhow::Result<Self> {
		let replaced = receipt.find("Lending.Refinanced", |event| match event {
			RuntimeEvent::Lending(Event::Refinanced { old, paid_out, .. }) => {
				Some((*old, *paid_out))
			},
			_ => None,
		});
		let replaced = replaced.ok();
		receipt.find("Lending.Accepted", |event| match event {
			RuntimeEvent::Lending(Event::Accepted {
				principal,
				fee,
				reserve,
				ltv,
				curve_ltv,
				cover,
				first_due,
				windows,
				..
			}) => Some(Self {
				principal: *principal,
				fee: *fee,
				reserve: *reserve,
				ltv: *ltv,
				curve_ltv: *curve_ltv,
				cover: *cover,
				first_due: *first_due,
				windows: *windows,
				replaced,
			}),
			_ => None,
		})
	}
}

/// Accepts, and says what comes of it.
///
/// # Errors
/// When a condition is not met or the chain refuses; says what helps.
pub async fn run(options: Agreed) -> anyhow::Result<()> {
	let Agreed { loan, terms_hash, key, node } = options;
	let signer = Signer::of(&key)?;
	let mut chain = best(&node).await?;
	let offer = offered(&chain, loan).await?;
	print!("{}", columns(&lines(&offer, now(&chain).await?)));
	let terms_hash = agreed(&offer, terms_hash)?;
	ensure_at_once(loan, &offer)?;
	ensure_borrower(&offer, &signer.account, "accept")?;
	let cannot = format!("loan {loan} cannot begin");
	ensure_met(loan, &cannot, &unmet(&chain, loan).await?)?;

	let call = Call::accept { loan: LoanId(loan), terms_hash };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	let begun = Begun::of(&receipt)?;
	println!("\nblock {}: loan {loan} has begun", receipt.block.number);
	told::print(&receipt);
	print!("{}", columns(&lent(loan, &begun)));
	Ok(())
}

/// What is agreed to.
pub(super) fn lines(offer: &Offer<AccountId>, now: Seconds) -> Vec<Line> {
	let mut lines = terms::lines(&offer.terms, now);
	lines.push(("Terms hash", format!("{:?}", offer.terms_hash)));
	lines.push(("Offered by", offer.originator.to_string()));
	lines.push(("Open", format!("until {} UTC", moment(offer.expires.get()))));
	lines
}

fn ensure_at_once(loan: u32, offer: &Offer<AccountId>) -> anyhow::Result<()> {
	ensure!(
		offer.terms.escrow.is_none(),
		"the money of loan {loan} waits for hardware first: `caliber loan escrow {loan} --order \
		 DOCUMENT`; nothing was sent"
	);
	Ok(())
}

pub(super) fn ensure_borrower(
	offer: &Offer<AccountId>,
	signer: &AccountId,
	act: &str,
) -> anyhow::Result<()> {
	ensure!(
		offer.terms.borrower == *signer,
		"only its borrower {} may {act}; sign with that account; nothing was sent",
		offer.terms.borrower
	);
	Ok(())
}

/// Lists what is not met, one condition a line.
pub(super) fn ensure_met(
	loan: u32,
	cannot: &str,
	unmet: &[Unmet<AccountId>],
) -> anyhow::Result<()> {
	for condition in unmet {
		println!("{}", super::unmet::line(loan, condition));
	}
	match unmet.len() {
		0 => Ok(()),
		1 => bail!("{cannot}: a condition is not met; nothing was sent"),
		many => bail!("{cannot}: {many} conditions are not met; nothing was sent"),
	}
}

/// What has come of it.
pub(super) fn lent(loan: u32, begun: &Begun) -> Vec<Line> {
	let (fee, reserve) = (begun.fee, begun.reserve);
	let net = begun.principal.saturating_sub(fee).saturating_sub(reserve);
	let (net, paid) = match begun.replaced {
		None => (net, String::new()),
		Some((old, left)) => (left, format!(", and loan {} is paid off", old.0)),
	};
	let kept = match reserve.is_zero() {
		true => format!("the fee of {} is kept", usd(fee)),
		false => format!("the fee of {} and the reserve of {} are kept", usd(fee), usd(reserve)),
	};
	vec![
		("Paid out", format!("{} USDai, {kept}{paid}", usd(net))),
		(
			"Lent",
			format!(
				"{} of what the items lend on, at most {} as they age",
				part(begun.ltv),
				part(begun.curve_ltv)
			),
		),
		("Cover", format!("{} USDai", usd(begun.cover))),
		(
			"First due",
			format!(
				"{} UTC, the first of {}",
				moment(begun.first_due.get()),
				terms::instalments(begun.windows)
			),
		),
		("Then", format!("caliber repay {loan}")),
	]
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::{
		tests::{account, offer, usdai, TODAY},
		waiting::tests::offer as to_come,
	};

	#[test]
	fn offer_should_be_refused_when_another_signs() {
		let offer = offer();
		assert!(ensure_borrower(&offer, &account("//Bob"), "accept").is_ok());
		let error = ensure_borrower(&offer, &account("//Eve"), "accept").unwrap_err().to_string();
		assert!(error.contains("only its borrower 5FHneW46") && error.ends_with("sent"), "{error}");
	}

	#[test]
	fn offer_should_be_refused_when_its_money_waits_for_hardware() {
		assert!(ensure_at_once(3, &offer()).is_ok());
		let error = ensure_at_once(3, &to_come()).unwrap_err().to_string();
		assert!(error.contains("`caliber loan escrow 3 --order DOCUMENT`; nothing"), "{error}");
	}

	#[test]
	fn offer_should_be_refused_when_a_condition_is_not_met() {
		let met = |unmet: &[_]| ensure_met(1, "loan 1 cannot begin", unmet);
		assert!(met(&[]).is_ok());
		let one = met(&[Unmet::Paused]).unwrap_err().to_string();
		assert!(one.starts_with("loan 1 cannot begin: a condition is not met"), "{one}");
		let two = met(&[Unmet::Paused, Unmet::Frozen]).unwrap_err().to_string();
		assert!(two.contains("2 conditions are not met; nothing was sent"), "{two}");
	}

	#[test]
	fn loan_should_be_told_when_it_has_begun() {
		let begun = Begun {
			principal: usdai(500_000),
			fee: usdai(5_000),
			reserve: usdai(0),
			ltv: Ppm(650_000),
			curve_ltv: Ppm(700_000),
			cover: usdai(600_000),
			first_due: Seconds(TODAY),
			windows: 36,
			replaced: None,
		};
		assert_eq!(
			columns(&lent(3, &begun)),
			"Paid out         495,000.00 USDai, the fee of 5,000.00 is kept\n\
			Lent             65.00 % of what the items lend on, at most 70.00 % as they age\n\
			Cover            600,000.00 USDai\n\
			First due        2027-01-01 00:00 UTC, the first of 36 instalments\n\
			Then             caliber repay 3\n"
		);
		let text = columns(&lent(3, &Begun { reserve: usdai(45_000), ..begun.clone() }));
		let kept = "450,000.00 USDai, the fee of 5,000.00 and the reserve of 45,000.00 are kept\n";
		assert!(text.contains(kept), "{text}");
		let text = columns(&lent(3, &Begun { replaced: Some((LoanId(2), usdai(70))), ..begun }));
		let paid = "70.00 USDai, the fee of 5,000.00 is kept, and loan 2 is paid off\n";
		assert!(text.contains(paid), "{text}");
	}
}
