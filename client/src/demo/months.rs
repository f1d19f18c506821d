//! Thirty-six months: an instalment each, the bill in between, a silence of the feeds, and the
//! title free at the end.

use super::{
	dollar, feeds,
	loan::{self, Drawn},
	stage::Stage,
	title::Racks,
	treasury::{self, Bought},
};
use crate::{output, process::Folder};
use anyhow::{ensure, Context};
use caliber_finance::treasury::total;
use caliber_primitives::units::MicroUsd;
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use pallet_lending::{Call, Event, Instalment};
use serde_json::json;

/// How long before its deadline an instalment is paid, in seconds.
const AHEAD: u64 = 120;
/// The instalment before which the feeds fall silent, counted from 0.
const SILENCE: usize = 1;
/// After so long, in seconds, a worker that was not answered asks again.
const RETRY: u64 = 3_600;
/// Units of USDai in one of USDC.
const SCALE: u128 = 1_000_000_000_000;
/// How many blocks the calendar may take to catch up.
const BLOCKS: u32 = 64;

/// Makes blocks until the loan book has caught up with the day.
///
/// # Errors
/// When it does not.
pub async fn roll(stage: &mut Stage) -> anyhow::Result<()> {
	for _ in 0..BLOCKS {
		let value = pallet_lending::BookValueViewFunction::<Runtime>::new();
		if stage.chain.view(value).await?.is_ok() {
			return Ok(());
		}
		stage.seal().await?;
	}
	anyhow::bail!("the calendar has not caught up after {BLOCKS} blocks");
}

/// Plays them.
///
/// # Errors
/// When the chain refuses what it must take, or takes what it must refuse.
pub async fn play(
	stage: &mut Stage,
	folder: &Folder,
	drawn: &Drawn,
	racks: Racks,
	bought: Bought,
) -> anyhow::Result<()> {
	let mut bill = Some(bought);
	let fee = mint_fee(stage).await?;
	for (number, instalment) in drawn.instalments.iter().enumerate() {
		let at = instalment.due.get().saturating_sub(AHEAD);
		if number == SILENCE {
			stage.silence_feeds();
		}
		if let Some(due) = bill.filter(|bill| bill.matures < at) {
			bill = None;
			stage.travel_to(due.matures).await?;
			roll(stage).await?;
			treasury::mature(stage, due).await?;
		}
		until_due(stage, instalment).await?;
		if number == SILENCE {
			loan::refused(stage, racks).await?;
		}
		pay(stage, drawn, number, fee).await?;
		if number == SILENCE {
			stage.restore_feeds(folder).await?;
			let later = stage.chain.head().time + RETRY;
			stage.travel_to(later).await?;
			feeds::play(stage).await?;
		}
	}
	stage.out.done();
	ensure!(bill.is_none(), "the bill has not matured within the loan's life");
	loan::collect(stage, drawn).await
}

/// Travels until just before an instalment is due.
///
/// # Errors
/// When the node does not, or its calendar does not catch up.
pub async fn until_due(stage: &mut Stage, instalment: &Instalment) -> anyhow::Result<()> {
	stage.travel_to(instalment.due.get().saturating_sub(AHEAD)).await?;
	roll(stage).await
}

/// What minting with USDC costs, in parts per million.
///
/// # Errors
/// When USDC is no reserve at par.
pub async fn mint_fee(stage: &Stage) -> anyhow::Result<u128> {
	let key = pallet_usdai::State::<Runtime>::hashed_key();
	let dollar: pallet_usdai::DollarState<u32> =
		stage.chain.storage(&key).await?.context("there are no reserve assets")?;
	let reserve =
		dollar.reserves.get(usize::from(dollar::USDC_SLOT.0)).context("USDC is no reserve")?;
	ensure!(
		reserve.price.as_ref().is_none_or(|attested| attested.price == MicroUsd(1_000_000)),
		"USDC is not at par"
	);
	Ok(reserve.terms.mint_fee.get().into())
}

/// The USDC, in its smallest unit, that mint at least so many USDai: the fee on top, rounded up,
/// and a unit more.
fn usdc_for(needed: u128, fee_ppm: u128) -> u128 {
	(needed * 1_000_000).div_ceil((1_000_000 - fee_ppm) * SCALE) + 1
}

/// Pays an instalment, counted from 0, with USDai that is minted for it.
///
/// # Errors
/// When the chain refuses.
pub async fn pay(stage: &mut Stage, drawn: &Drawn, number: usize, fee: u128) -> anyhow::Result<()> {
	let (borrower, auditor) = (stage.cast.borrower.clone(), stage.cast.auditor.clone());
	let instalment = &drawn.instalments[number];
	let count = drawn.instalments.len();
	stage.out.progress("instalments", u64::try_from(number)?, u64::try_from(count)?);
	stage.chain.run(&[(&auditor, dollar::attest())]).await?;

	let owed = total([instalment.principal, instalment.interest, instalment.charges]).get();
	let usdc = usdc_for(owed, fee);
	let repay = RuntimeCall::Lending(Call::repay { loan: drawn.loan, windows: 1 });
	let receipt = stage.chain.run(&[(&borrower, dollar::mint(usdc)), (&borrower, repay)]).await?;
	let quote = dollar::minted(&receipt)?;
	// The vault lends all of it: what is beside it is the insurer's.
	let (principal, interest, premium, parts, balance) =
		receipt.find("Lending.Paid", |event| match event {
			RuntimeEvent::Lending(Event::Paid {
				principal,
				interest,
				beside,
				receipt,
				balance,
				..
			}) => Some((principal.get(), interest.get(), beside.get(), *receipt, balance.get())),
			_ => None,
		})?;
	let (accrued, extra) = receipt.find("Susdai.Received", |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::Received { accrued, extra, .. }) => {
			Some((*accrued, *extra))
		},
		_ => None,
	})?;
	let price = dollar::price(stage).await?;
	let text = format!(
		"{} of {count} instalments paid: {} principal, {} interest, {} premium; {} left; share {}",
		number + 1,
		output::money(principal),
		output::money(interest),
		output::money(premium),
		output::money(balance),
		price.text
	);
	let figures = json!({
		"loan": drawn.loan.0,
		"instalment": number + 1,
		"of": count,
		"due": instalment.due.get(),
		"paid_at": receipt.block.time,
		"usdc": usdc.to_string(),
		"minted": quote.minted.get().to_string(),
		"mint_fee": quote.fee.get().to_string(),
		"principal": principal.to_string(),
		"interest": interest.to_string(),
		"premium": premium.to_string(),
		"balance": balance.to_string(),
		"accrued": parts.accrued.get().to_string(),
		"extra": parts.extra.get().to_string(),
		"net": (accrued.net.get() + extra.net.get()).to_string(),
		"fee": (accrued.fee.get() + extra.fee.get()).to_string(),
		"reserve": (accrued.reserve.get() + extra.reserve.get()).to_string(),
		"redemption": price.redemption.to_string(),
		"deposit": price.deposit.to_string(),
		"shares": price.shares.to_string(),
	});
	stage.out.step(receipt.block, "repay", &text, figures);

	if number + 1 == count {
		let (lent, paid, returned) = receipt.find("Lending.Closed", |event| match event {
			RuntimeEvent::Lending(Event::Closed { principal, interest, returned, .. }) => {
				Some((principal.get(), interest.get(), returned.get()))
			},
			_ => None,
		})?;
		let item = receipt.find("Caliber.Released", |event| match event {
			RuntimeEvent::Caliber(pallet_caliber::Event::Released { item, .. }) => Some(*item),
			_ => None,
		})?;
		let text = format!(
			"the loan is closed: {} lent, {} interest; the reserve of {} and title of rack {} are \
			 released",
			output::money(lent),
			output::money(paid),
			output::money(returned),
			item.0
		);
		let figures = json!({
			"loan": drawn.loan.0,
			"principal": lent.to_string(),
			"interest": paid.to_string(),
			"returned": returned.to_string(),
			"item": item.0,
			"state": "released",
		});
		stage.out.step(receipt.block, "close", &text, figures);
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn usdc_should_mint_what_is_needed_and_hardly_more_when_the_fee_is_taken() {
		for fee in [0, 1, 500, 10_000] {
			for needed in [1, 26_543_210_123_456_789_012_345, 900_000 * 10u128.pow(18)] {
				let value = usdc_for(needed, fee) * SCALE;
				let minted = value - (value * fee).div_ceil(1_000_000);
				assert!(minted >= needed && minted - needed <= 3 * SCALE, "{needed} {fee}");
			}
		}
	}
}
