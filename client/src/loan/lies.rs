//! Money that lies with a loan: laid down, swept, drawn.

use super::{book, ensure_holds, now, running, terms::usd, told};
use crate::{
	chain::Signer,
	cli::{Key, Node},
	output::moment,
	vault::best,
};
use anyhow::ensure;
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, RuntimeCall};
use pallet_lending::{Book, Call, Pot, Pots, Running};

/// Lays money down with a loan.
///
/// # Errors
/// When the reserve is full, the account has too little or the chain refuses; says what helps.
pub async fn fund(
	loan: u32,
	amount: UsdaiAmount,
	pot: Pot,
	(key, node): (&Key, &Node),
) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let taken = taken(loan, &running(&chain, loan).await?.pots, pot, amount)?;
	ensure_holds(&chain, &signer.account, taken.get()).await?;
	let loan = LoanId(loan);
	let call = match pot {
		Pot::Reserve => Call::fund_reserve { loan, amount },
		Pot::Lockbox | Pot::Insured => Call::fund_lockbox { loan, amount },
	};
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	Ok(())
}

/// What is taken of so much.
fn taken(loan: u32, pots: &Pots, pot: Pot, amount: UsdaiAmount) -> anyhow::Result<UsdaiAmount> {
	let missing = pots.missing();
	match pot {
		Pot::Reserve => {
			ensure!(
				!missing.is_zero(),
				"the reserve of loan {loan} is full; without --reserve the money waits in the lockbox; \
				 nothing was sent"
			);
			Ok(amount.min(missing))
		},
		Pot::Lockbox | Pot::Insured => Ok(amount),
	}
}

/// Has the lockbox pay what is due.
///
/// # Errors
/// When the loan does not run or the chain refuses; says what helps.
pub async fn sweep(loan: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let running = running(&chain, loan).await?;
	let due = running.due().map_err(anyhow::Error::new)?;
	let due = book(&chain).await?.in_block_time(&running.progress, due);
	let call = Call::sweep { loan: LoanId(loan) };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	if !told::print(&receipt) {
		println!("block {}: {}", receipt.block.number, idle(&running.pots, due));
	}
	Ok(())
}

/// Why nothing was swept.
fn idle(pots: &Pots, due: Seconds) -> String {
	format!(
		"nothing moved: {} USDai in the lockbox wait for the day that ends on {} UTC, or for the rest \
		 of that instalment",
		usd(pots.lockbox),
		moment(due.get())
	)
}

/// Has the reserve pay an instalment that is late.
///
/// # Errors
/// When none is late, the reserve is empty or the chain refuses; says what helps.
pub async fn draw(loan: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let running = running(&chain, loan).await?;
	ensure_drawable(loan, &running, (&book(&chain).await?, now(&chain).await?))?;
	let call = Call::draw_reserve { loan: LoanId(loan) };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	told::print(&receipt);
	Ok(())
}

fn ensure_drawable(
	loan: u32,
	running: &Running<AccountId>,
	(book, now): (&Book, Seconds),
) -> anyhow::Result<()> {
	let may = running.may_draw(book.settles_at(now)).map_err(anyhow::Error::new)?;
	ensure!(
		may,
		"no instalment of loan {loan} is late for a day yet, and the reserve pays only what is; nothing \
		was sent"
	);
	ensure!(
		!running.pots.reserve.is_zero(),
		"the reserve of loan {loan} is empty; pay with `caliber repay {loan}`; nothing was sent"
	);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{running, usdai, DAY, TODAY};

	#[test]
	fn reserve_should_take_what_is_missing_and_no_more_when_it_is_filled() {
		let pots = Pots { reserve: usdai(20), required: usdai(50), ..Pots::default() };
		for (pot, amount, takes) in
			[(Pot::Reserve, 10, 10), (Pot::Reserve, 40, 30), (Pot::Lockbox, 40, 40)]
		{
			assert_eq!(taken(3, &pots, pot, usdai(amount)).unwrap(), usdai(takes));
		}
		let full = Pots { reserve: usdai(50), ..pots };
		let error = taken(3, &full, Pot::Reserve, usdai(1)).unwrap_err().to_string();
		assert!(error.starts_with("the reserve of loan 3 is full; without --reserve"), "{error}");
		assert_eq!(taken(3, &full, Pot::Lockbox, usdai(1)).unwrap(), usdai(1));
	}

	#[test]
	fn reason_should_be_told_when_nothing_can_be_drawn() {
		let at = |days: u64| {
			let now = Seconds(TODAY + days * DAY);
			(Book { cursor: now.day(), ..Default::default() }, now)
		};
		let (in_time, late) = (at(31), at(32));
		let mut running = running();
		assert!(ensure_drawable(3, &running, (&late.0, late.1)).is_ok());
		let error = ensure_drawable(3, &running, (&in_time.0, in_time.1)).unwrap_err().to_string();
		assert!(error.contains("no instalment of loan 3 is late"), "{error}");
		running.pots.reserve = usdai(0);
		let error = ensure_drawable(3, &running, (&late.0, late.1)).unwrap_err().to_string();
		assert!(error.contains("is empty; pay with `caliber repay 3`"), "{error}");
	}

	#[test]
	fn moment_should_be_told_when_the_lockbox_waits() {
		let pots = Pots { lockbox: usdai(7), ..Pots::default() };
		let text = idle(&pots, Seconds(TODAY));
		assert!(text.contains("7.00 USDai in the lockbox wait for the day"), "{text}");
		assert!(text.contains("ends on 2027-01-01 00:00 UTC"), "{text}");
	}
}
