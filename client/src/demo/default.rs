//! A loan that nobody pays: the mark falls by the calendar, default moves nothing, the rack is sold at
//! the third try, the insurer makes up for a part, the Curator loses first and the shares the rest, and
//! the dollar stays a dollar.

use super::{
	dollar, feeds, loan,
	loan::Drawn,
	months,
	stage::Stage,
	title::{self, Racks},
};
use crate::output;
use anyhow::{bail, ensure, Context};
use caliber_primitives::{
	ids::{ClaimId, LoanId, LotId},
	units::{UsdaiAmount, UNIT},
};
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use pallet_auctions::LotDetails;
use pallet_lending::{Call, Event, Payee};
use serde_json::json;

const DAY: u64 = 86_400;
/// A cent in USDai.
const CENT: u128 = UNIT / 100;
/// What of the principal the Curator lends, in percent: it is lost first.
const FIRST_LOSS: u128 = 20;
/// Grace of the loan, and the time after it at which its mark falls by age, in days.
const LATE: u64 = 10 + 31;
/// So many sales end without a buyer.
const UNSOLD: u32 = 2;
/// What the saver takes out of the dollar at the end.
const PROOF: u128 = 1_000 * UNIT;

/// Plays it.
///
/// # Errors
/// When the chain refuses what it must take, or the dollar is not worth a dollar.
pub async fn play(stage: &mut Stage) -> anyhow::Result<()> {
	super::opening::play(stage).await?;
	feeds::play(stage).await?;
	dollar::play(stage).await?;
	let racks = title::play(stage).await?;
	let drawn = loan::draw_beside(stage, racks, FIRST_LOSS).await?;
	mark(stage, &drawn).await?;
	call(stage, drawn.loan).await?;
	let claim = sell(stage, drawn.loan, racks).await?;
	insurer_pays(stage, claim).await?;
	let saver = stage.cast.saver.clone();
	let quote = dollar::redeem(stage, &saver, PROOF, "after all that: the dollar is whole").await?;
	let taken = quote.paid.get() * 1_000_000_000_000 + quote.fee.get();
	ensure!(taken == PROOF, "{PROOF} USDai brought {taken}");
	Ok(())
}

/// Nobody pays: the calendar takes the mark down.
async fn mark(stage: &mut Stage, drawn: &Drawn) -> anyhow::Result<()> {
	let due = drawn.instalments.first().context("the loan has no instalment")?.due.get();
	let before = dollar::price(stage).await?;
	stage.travel_to(due + LATE * DAY).await?;
	months::roll(stage).await?;
	let after = dollar::price(stage).await?;
	ensure!(after.redemption < before.redemption, "the mark has not fallen");
	let text = format!(
		"nobody pays; 31 days after grace the calendar has taken the mark down: a share was {}, is {}",
		before.text, after.text
	);
	let figures = json!({
		"due": due,
		"redemption_before": before.redemption.to_string(),
		"redemption": after.redemption.to_string(),
		"deposit": after.deposit.to_string(),
	});
	stage.out.step(stage.chain.head(), "mark", &text, figures);
	Ok(())
}

/// Anyone calls default, and no price moves.
async fn call(stage: &mut Stage, loan: LoanId) -> anyhow::Result<()> {
	let (before, caller) = (dollar::price(stage).await?, stage.cast.auditor.clone());
	let call = RuntimeCall::Lending(Call::call_default { loan });
	let collect = RuntimeCall::Lending(Call::collect { loan, payee: Payee::Caller });
	let receipt = stage.chain.run(&[(&caller, dollar::attest()), (&caller, call)]).await?;
	let (debts, money, bounty, opens) =
		receipt.find("Lending.DefaultCalled", |event| match event {
			RuntimeEvent::Lending(Event::DefaultCalled { debts, money, bounty, opens, .. }) => {
				Some((*debts, money.get(), bounty.get(), opens.get()))
			},
			_ => None,
		})?;
	let after = dollar::price(stage).await?;
	ensure!(
		(before.redemption, before.deposit) == (after.redemption, after.deposit),
		"default has moved the price: {} to {}",
		before.text,
		after.text
	);
	let owed = debts.total().map_err(anyhow::Error::new)?.get();
	let text = format!(
		"{} calls default and earns {} USDai; {} are owed, {} lay with the loan; the rack is seized, and \
		 a share is still {}",
		caller.name,
		output::money(bounty),
		output::money(owed),
		output::money(money),
		after.text
	);
	let figures = json!({
		"loan": loan.0,
		"owed": owed.to_string(),
		"money": money.to_string(),
		"bounty": bounty.to_string(),
		"opens": opens,
	});
	stage.out.step(receipt.block, "default", &text, figures);
	stage.chain.run(&[(&caller, collect)]).await?;
	stage.travel_to(opens).await?;
	months::roll(stage).await
}

/// A lot as it stands.
async fn lot(
	stage: &Stage,
	loan: LoanId,
) -> anyhow::Result<(LotId, LotDetails<caliber_runtime::AccountId>)> {
	let question = pallet_auctions::LotOfViewFunction::<Runtime>::new(loan);
	let lot = stage.chain.view(question).await?.context("nothing is on sale")?;
	let question = pallet_auctions::LotViewFunction::<Runtime>::new(lot);
	Ok((lot, stage.chain.view(question).await?.context("the lot is gone")?))
}

/// The rack is put up until somebody buys, and everybody is paid in order.
async fn sell(stage: &mut Stage, loan: LoanId, racks: Racks) -> anyhow::Result<Claimed> {
	let (anyone, buyer) = (stage.cast.originator.clone(), stage.cast.saver.clone());
	for round in 0..=UNSOLD {
		let open = RuntimeCall::Lending(Call::open_sale { loan });
		let receipt = stage.chain.run(&[(&anyone, open)]).await?;
		let (lot, details) = lot(stage, loan).await?;
		let (start, floor) = (details.spec.start.get(), details.spec.floor.get());
		let text = format!(
			"rack {} is on sale for a week, from {} USDai down to {}, whatever is owed",
			racks.first.0,
			output::money(start),
			output::money(floor)
		);
		let figures = json!({
			"loan": loan.0,
			"lot": lot.0,
			"start": start.to_string(),
			"floor": floor.to_string(),
		});
		stage.out.step(receipt.block, "auction", &text, figures);
		let lasts = details.spec.lasts.get();
		if round == UNSOLD {
			stage.travel_to(stage.chain.head().time + lasts - DAY / 2).await?;
			months::roll(stage).await?;
			return buy(stage, loan, lot, &buyer).await;
		}
		stage.travel_to(stage.chain.head().time + lasts + DAY).await?;
		months::roll(stage).await?;
		let settle = RuntimeCall::Auctions(pallet_auctions::Call::settle { lot });
		let receipt = stage.chain.run(&[(&anyone, settle)]).await?;
		let text = "nobody has bought it: the next sale begins a fifth lower";
		stage.out.step(receipt.block, "unsold", text, json!({ "lot": lot.0 }));
	}
	bail!("nobody has bought it")
}

/// A claim on the rack's residual cover.
struct Claimed {
	claim: ClaimId,
	/// In cents.
	amount: u128,
}

async fn buy(
	stage: &mut Stage,
	loan: LoanId,
	lot: LotId,
	buyer: &crate::chain::Signer,
) -> anyhow::Result<Claimed> {
	let before = dollar::price(stage).await?;
	let call = pallet_auctions::Call::buy { lot, max_price: UsdaiAmount::MAX };
	let receipt = stage.chain.run(&[(buyer, RuntimeCall::Auctions(call))]).await?;
	let (price, paid, lost, covered) =
		receipt.find("Lending.DefaultClosed", |event| match event {
			RuntimeEvent::Lending(Event::DefaultClosed { price, paid, lost, covered, .. }) => {
				Some((price.unwrap_or_default().get(), *paid, lost.get(), covered.get()))
			},
			_ => None,
		})?;
	let claimed = receipt.find("Caliber.ClaimFiled", |event| match event {
		RuntimeEvent::Caliber(pallet_caliber::Event::ClaimFiled { claim, amount, .. }) => {
			Some(Claimed { claim: *claim, amount: amount.get().into() })
		},
		_ => None,
	})?;
	let [vault, curator] = [paid.lenders[0], paid.lenders[1]];
	let after = dollar::price(stage).await?;
	ensure!(lost > 0, "the sale has brought too much for a loss");
	ensure!(curator.principal == 0, "the Curator was paid before the vault was whole");
	let text = format!(
		"{} buys it for {} USDai; the vault has {} of principal back, the Curator nothing; {} are claimed of \
		 the insurer, {} are lost, of which the reserve fund pays {}; a share was {}, is {}",
		buyer.name,
		output::money(price),
		output::money(vault.principal),
		output::money(claimed.amount * CENT),
		output::money(lost),
		output::money(covered),
		before.text,
		after.text
	);
	let figures = json!({
		"loan": loan.0,
		"price": price.to_string(),
		"vault": vault.principal.to_string(),
		"curator": curator.principal.to_string(),
		"claimed": (claimed.amount * CENT).to_string(),
		"lost": lost.to_string(),
		"covered": covered.to_string(),
		"redemption": after.redemption.to_string(),
		"deposit": after.deposit.to_string(),
	});
	stage.out.step(receipt.block, "waterfall", &text, figures);
	Ok(claimed)
}

/// The insurer owes what the sale has brought too little: deposits have counted it, redemptions do now.
async fn insurer_pays(stage: &mut Stage, claimed: Claimed) -> anyhow::Result<()> {
	let (before, insurer) = (dollar::price(stage).await?, stage.cast.insurer.clone());
	let Claimed { claim, amount } = claimed;
	let auditor = stage.cast.auditor.clone();
	// Cents are ten thousand of the smallest units of USDC.
	let money = dollar::mint(amount * 10_000);
	let accept = RuntimeCall::Caliber(pallet_caliber::Call::accept_claim { claim });
	let pay = RuntimeCall::Caliber(pallet_caliber::Call::pay_claim { claim });
	let attest = dollar::attest();
	let calls = [(&auditor, attest), (&insurer, accept), (&insurer, money), (&insurer, pay)];
	let receipt = stage.chain.run(&calls).await?;
	let principal = receipt.find("Lending.Recovered", |event| match event {
		RuntimeEvent::Lending(Event::Recovered { receipt, .. }) => Some(receipt.principal.get()),
		_ => None,
	})?;
	let after = dollar::price(stage).await?;
	// But for what a day of bills may have brought in between.
	let moved = after.deposit.abs_diff(before.deposit);
	ensure!(moved <= before.deposit / 10_000, "deposits had not counted the claim");
	ensure!(after.redemption > before.redemption, "redemptions do not count what was paid");
	let text = format!(
		"{} owes {} USDai of residual cover and pays it; {} of it are the vault's principal; a share was \
		 {}, is {}",
		insurer.name,
		output::money(amount * CENT),
		output::money(principal),
		before.text,
		after.text
	);
	let figures = json!({
		"claim": claim.0,
		"paid": (amount * CENT).to_string(),
		"vault": principal.to_string(),
		"redemption": after.redemption.to_string(),
		"deposit": after.deposit.to_string(),
	});
	stage.out.step(receipt.block, "claim", &text, figures);
	Ok(())
}
