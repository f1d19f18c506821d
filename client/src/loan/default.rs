//! What is done about loans in default: they are called, sold, bought out, redeemed, and what still
//! comes in for them; breaches that lead there; consent to sales off the chain.

use super::{
	curate::ensure_holder, ensure_holds, record, running, seized::tranche as name, terms::usd, told,
};
use crate::{
	auction,
	chain::{receipt::Refusal, Chain, Signer},
	cli::{DefaultCommand, Key, Node, OneLoan},
	gpu::file,
	vault::best,
};
use anyhow::{bail, ensure};
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall};
use pallet_lending::{Call, Defaulted, Record};

/// Does what was typed.
///
/// # Errors
/// When the loan is not so far, the account has too little or the chain refuses; says what helps.
pub async fn run(command: DefaultCommand) -> anyhow::Result<()> {
	match command {
		DefaultCommand::Call(OneLoan { loan, key, node }) => {
			send(Call::call_default { loan: LoanId(loan) }, None, (&key, &node)).await
		},
		DefaultCommand::Sell(OneLoan { loan, key, node }) => {
			send(Call::open_sale { loan: LoanId(loan) }, None, (&key, &node)).await?;
			auction::list(false, &node).await
		},
		DefaultCommand::Redeem { loan, max, key, node } => {
			let chain = best(&node).await?;
			let takes = defaulted(&chain, loan).await?.redeems().map_err(anyhow::Error::new)?;
			let max_amount = max.map_or(takes, UsdaiAmount);
			ensure!(
				takes <= max_amount,
				"{} USDai are owed of loan {loan}, which is more than --max; nothing was sent",
				usd(takes)
			);
			let call = Call::redeem_collateral { loan: LoanId(loan), max_amount };
			send(call, Some(takes), (&key, &node)).await
		},
		DefaultCommand::Recover { loan, amount, key, node } => {
			let amount = UsdaiAmount(amount);
			send(Call::recover { loan: LoanId(loan), amount }, None, (&key, &node)).await
		},
		DefaultCommand::Stay { loan, days, key, node } => {
			let lasts = Seconds(u64::from(days) * 86_400);
			send(Call::stay_sale { loan: LoanId(loan), lasts }, None, (&key, &node)).await
		},
		DefaultCommand::BuyOut { loan, max, key, node } => {
			let defaulted = defaulted(&best(&node).await?, loan).await?;
			let max_amount = match max {
				Some(max) => UsdaiAmount(max),
				None => asked(&defaulted)?,
			};
			let call = Call::buy_out { loan: LoanId(loan), max_amount };
			send(call, None, (&key, &node)).await.map_err(|error| dearer(loan, max_amount, error))
		},
		DefaultCommand::Breach { loan, evidence, key, node } => {
			let evidence = file::hash(evidence)?;
			running(&best(&node).await?, loan).await?;
			let call = Call::report_breach { loan: LoanId(loan), evidence };
			send(call, None, (&key, &node)).await
		},
		DefaultCommand::Lift(OneLoan { loan, key, node }) => {
			let breach = running(&best(&node).await?, loan).await?.breach;
			ensure!(
				breach.is_some(),
				"no breach of loan {loan} is reported: there is nothing to lift; nothing was sent"
			);
			send(Call::lift_breach { loan: LoanId(loan) }, None, (&key, &node)).await
		},
		DefaultCommand::Agree { loan, tranche, least, withdraw, key, node } => {
			let signer = Signer::of(&key)?;
			let defaulted = defaulted(&best(&node).await?, loan).await?;
			ensure_holder(loan, tranche, &defaulted.creditors.positions, &signer.account)?;
			let least = consent(loan, tranche, &defaulted, least, withdraw)?;
			let call = Call::agree_to_sale { loan: LoanId(loan), tranche, least };
			send(call, None, (&key, &node)).await
		},
	}
}

async fn send(
	call: Call<Runtime>,
	takes: Option<UsdaiAmount>,
	(key, node): (&Key, &Node),
) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	if let Some(takes) = takes {
		ensure_holds(&chain, &signer.account, takes.get()).await?;
	}
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	Ok(())
}

/// A loan in default.
pub async fn defaulted(chain: &Chain, loan: u32) -> anyhow::Result<Defaulted<AccountId>> {
	match record(chain, loan).await? {
		Record::Defaulted(defaulted) => Ok(defaulted),
		Record::Closed(_) => bail!("loan {loan} is closed: its hardware was sold or redeemed"),
		_ => bail!("loan {loan} is not in default: `caliber loan show {loan}` tells how it stands"),
	}
}

/// What an insurer pays for the hardware by what is known of it: all that is still owed, or its orderly
/// value at the last review.
fn asked(defaulted: &Defaulted<AccountId>) -> anyhow::Result<UsdaiAmount> {
	let redeems = defaulted.redeems().map_err(anyhow::Error::new)?;
	Ok(redeems.max(defaulted.security.orderly))
}

/// A refusal, with what helps when the hardware is worth more than was thought.
fn dearer(loan: u32, max: UsdaiAmount, error: anyhow::Error) -> anyhow::Error {
	let refusal = error.downcast_ref::<Refusal>();
	match refusal.is_some_and(|refusal| refusal.error == "Lending.AboveLimit") {
		true => error.context(format!(
			"it takes more than {} USDai to buy loan {loan} out: `caliber loan review {loan}` finds what \
			 its hardware is worth now, or give a higher --max",
			usd(max)
		)),
		false => error,
	}
}

/// What a tranche agrees to, or nothing any more.
fn consent(
	loan: u32,
	tranche: u8,
	defaulted: &Defaulted<AccountId>,
	least: Option<u128>,
	withdraw: bool,
) -> anyhow::Result<Option<UsdaiAmount>> {
	let agrees = defaulted.consents.iter().any(|consent| consent.tranche == tranche);
	ensure!(
		!withdraw || agrees,
		"{} of loan {loan} agrees to no sale: there is nothing to take back; nothing was sent",
		name(tranche)
	);
	Ok((!withdraw).then(|| UsdaiAmount(least.unwrap_or_default())))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::{seized::tests::defaulted, tests::usdai};

	#[test]
	fn buy_out_should_take_whatever_is_more() {
		let mut loan = defaulted();
		assert_eq!(asked(&loan).unwrap(), usdai(469_000));
		loan.security.orderly = usdai(470_000);
		assert_eq!(asked(&loan).unwrap(), usdai(470_000));
		let refused = |error: &str| {
			let refusal = Refusal {
				call: "Lending.buy_out".into(),
				error: error.into(),
				says: String::new(),
			};
			format!("{:#}", dearer(3, usdai(5), anyhow::Error::new(refusal)))
		};
		let text = refused("Lending.AboveLimit");
		assert!(text.starts_with("it takes more than 5.00 USDai to buy loan 3 out: "), "{text}");
		assert!(!refused("Lending.NotInsurer").contains("it takes more"));
	}

	#[test]
	fn consent_should_be_taken_back_only_when_there_is_one() {
		let loan = defaulted();
		assert_eq!(consent(3, 1, &loan, None, false).unwrap(), Some(usdai(0)));
		let least = usdai(400_000);
		assert_eq!(consent(3, 1, &loan, Some(least.get()), false).unwrap(), Some(least));
		let error = consent(3, 1, &loan, None, true).unwrap_err().to_string();
		assert!(error.contains("tranche 1 of loan 3 agrees to no sale"), "{error}");
		assert_eq!(consent(3, 1, &loan.agreeing(1, Some(least)), None, true).unwrap(), None);
	}
}
