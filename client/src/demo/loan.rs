//! A loan is offered and drawn; another one is refused while the feeds are silent.

use super::{
	feeds::SKU,
	stage::Stage,
	title::{self, Racks},
};
use crate::{
	chain::{receipt::Refusal, Block},
	output,
};
use anyhow::{ensure, Context};
use caliber_finance::{
	fees::Fee,
	instalment::{Model, RepaymentTerms},
	math::{mul_div, Rounding},
	schedule::{Schedule, ScheduleTerms},
};
use caliber_primitives::{
	ids::{ItemId, LoanId},
	units::{usdai_of_cents, RatePerSecond, Seconds, UsdaiAmount, UNIT},
};
use caliber_runtime::{AccountId, Hash, Runtime, RuntimeCall, RuntimeEvent};
use pallet_lending::{Ask, Call, Charge, ChargeKind, Event, Instalment, Junior, Payee, Product};
use serde_json::json;

const DAY: u64 = 86_400;
/// 13 % a year of 365 days, a second, scaled by 10^18.
const RATE: RatePerSecond = RatePerSecond(4_122_272_958);
/// How late an instalment may be, where the product allows as much.
const GRACE: Seconds = Seconds(10 * DAY);
/// What the insurer is paid with each instalment: 0.1 % of the balance, scaled by 10^18.
const PREMIUM: u64 = 1_000_000_000_000_000;
/// How many instalments the reserve holds, where the product asks for no more.
const RESERVE: u32 = 3;
/// How long an offer stands open.
const OFFER: u64 = 7 * DAY;
/// What of the most that could be lent is asked for, in percent.
const PRUDENCE: u128 = 95;

/// The loan that runs.
#[derive(Debug, Clone)]
pub struct Drawn {
	/// Its id.
	pub loan: LoanId,
	/// Every instalment.
	pub instalments: Vec<Instalment>,
}

/// What the borrower asks for: 36 monthly instalments, level.
fn ask(product: &Product, principal: u128, now: u64) -> anyhow::Result<Ask> {
	let (_, _, of_month) = output::civil(i64::try_from(now / DAY)?);
	let due_day = u8::try_from(of_month)?;
	let count = |duration_days| {
		let terms = ScheduleTerms {
			origination: Seconds(now),
			due_day,
			duration_days,
			utc_offset_seconds: 0,
		};
		Schedule::new(terms).map(|schedule| schedule.count()).unwrap_or_default()
	};
	let fits = |days: &u32| count(*days) == super::INSTALMENTS;
	let duration_days = (product.min_days..=product.max_days)
		.rev()
		.find(fits)
		.context("the product allows no loan of 36 months")?;
	let rate = RATE.max(product.min_rate).min(product.max_rate);
	Ok(Ask {
		product: SKU,
		principal: UsdaiAmount(principal),
		rate,
		duration_days,
		due_day,
		utc_offset_seconds: 0,
		repayment: RepaymentTerms {
			model: Model::Amortized,
			principal_in_stub: false,
			interest_only: 0,
			balloon: UsdaiAmount::ZERO,
			grace_rate: rate,
			grace_duration: GRACE.min(product.max_grace),
		},
		reserve: RESERVE.max(product.min_reserve),
		refinances: None,
	})
}

async fn product(stage: &Stage) -> anyhow::Result<Product> {
	let key = pallet_lending::Products::<Runtime>::hashed_key_for(SKU);
	stage.chain.storage(&key).await?.context("no product lends on this model")
}

/// The insurer's premium, with each instalment.
fn premium(stage: &Stage) -> Charge<AccountId> {
	let payee = stage.cast.insurer.account.clone();
	Charge { kind: ChargeKind::Premium, payee, rate: PREMIUM }
}

/// Posts an offer; returns the loan, the hash of its terms, its fee and its block.
async fn offer(
	stage: &mut Stage,
	item: ItemId,
	ask: Ask,
	juniors: Vec<Junior<AccountId>>,
) -> anyhow::Result<(LoanId, Hash, u128, Block)> {
	let originator = stage.cast.originator.clone();
	let call = RuntimeCall::Lending(Call::offer {
		borrower: stage.cast.borrower.account.clone(),
		items: vec![item].try_into().map_err(|_| anyhow::anyhow!("too many items"))?,
		ask,
		juniors,
		charges: vec![premium(stage)],
		escrow: None,
		expires: Seconds(stage.chain.head().time + OFFER),
	});
	let receipt = stage.chain.run(&[(&originator, call)]).await?;
	let (loan, hash, fee) = receipt.find("Lending.Offered", |event| match event {
		RuntimeEvent::Lending(Event::Offered { loan, terms_hash, terms, .. }) => {
			Some((*loan, *terms_hash, terms.fee.get()))
		},
		_ => None,
	})?;
	Ok((loan, hash, fee, receipt.block))
}

/// Offers and draws a loan on the first rack; the borrower pays his vendor with it.
///
/// # Errors
/// When the chain refuses.
pub async fn draw(stage: &mut Stage, racks: Racks) -> anyhow::Result<Drawn> {
	draw_beside(stage, racks, 0).await
}

/// The same, of which the saver lends so many percent as a Curator.
///
/// # Errors
/// When the chain refuses.
pub async fn draw_beside(
	stage: &mut Stage,
	racks: Racks,
	first_loss: u128,
) -> anyhow::Result<Drawn> {
	let product = product(stage).await?;
	let question = pallet_caliber::ValueOfViewFunction::<Runtime>::new(racks.first);
	let value = stage.chain.view(question).await?;
	let value = value.map_err(|error| anyhow::anyhow!("the rack has no value: {error:?}"))?;
	let most = mul_div(
		usdai_of_cents(value.lendable).get(),
		product.max_ltv.get().into(),
		1_000_000,
		Rounding::Down,
	)
	.map_err(anyhow::Error::new)?;
	// In whole thousands.
	let principal = most / 100 * PRUDENCE / (1_000 * UNIT) * (1_000 * UNIT);
	ensure!(principal > 0, "the rack lends on nothing");
	let ask = ask(&product, principal, stage.chain.head().time)?;
	let saver = stage.cast.saver.clone();
	let amount = UsdaiAmount(principal / 100 * first_loss);
	let junior = Junior { curator: saver.account.clone(), amount, rate: ask.rate };
	let juniors = if amount.is_zero() { vec![] } else { vec![junior] };
	let (loan, terms_hash, fee, block) = offer(stage, racks.first, ask, juniors).await?;
	let text = format!(
		"{} offers {} USDai, 36 level instalments, 13 % a year and {} of the balance for the {}, on \
		 rack {}",
		stage.cast.originator.name,
		output::money(principal),
		output::percent(u128::from(PREMIUM) / 1_000_000_000_000),
		stage.cast.insurer.name,
		racks.first.0
	);
	let ratio = match product.origination_fee {
		Fee::Ratio(ratio) => Some(ratio),
		Fee::Absolute(_) => None,
	};
	let figures = json!({
		"loan": loan.0,
		"principal": principal.to_string(),
		"fee_ratio": ratio,
		"rate": ask.rate.get(),
		"due_day": ask.due_day,
		"duration_days": ask.duration_days,
		"utc_offset_seconds": ask.utc_offset_seconds,
		"fee": fee.to_string(),
		"premium_rate": PREMIUM,
		"reserve_instalments": ask.reserve,
		"max_ltv_ppm": product.max_ltv.get(),
	});
	stage.out.step(block, "offer", &text, figures);

	if !amount.is_zero() {
		let lay_down = RuntimeCall::Lending(Call::stage { loan, terms_hash });
		let receipt = stage.chain.run(&[(&saver, lay_down)]).await?;
		let text = format!(
			"{} curates: {} USDai of it are his, and lost first",
			saver.name,
			output::money(amount.get())
		);
		let figures = json!({ "loan": loan.0, "amount": amount.get().to_string() });
		stage.out.step(receipt.block, "curate", &text, figures);
	}

	let borrower = stage.cast.borrower.clone();
	let accept = RuntimeCall::Lending(Call::accept { loan, terms_hash });
	let receipt = stage.chain.run(&[(&borrower, accept)]).await?;
	let (ltv, windows, reserve) = receipt.find("Lending.Accepted", |event| match event {
		RuntimeEvent::Lending(Event::Accepted { ltv, windows, reserve, .. }) => {
			Some((*ltv, *windows, reserve.get()))
		},
		_ => None,
	})?;
	// Who is the first of all to pay in opens the account, once in the life of a chain.
	let opened = receipt.find("Lending.AccountOpened", |event| match event {
		RuntimeEvent::Lending(Event::AccountOpened { base, .. }) => Some(base.get()),
		_ => None,
	});
	let base = opened.unwrap_or_default();
	let income = receipt.find("Susdai.Received", |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::Received { extra, .. }) => Some(*extra),
		_ => None,
	});
	let text = format!(
		"{} draws {} USDai less a fee of {} and a reserve of {}; LTV {}; rack {} is pledged",
		borrower.name,
		output::money(principal),
		output::money(fee),
		output::money(reserve),
		output::percent(ltv.get().into()),
		racks.first.0
	);
	let figures = json!({
		"loan": loan.0,
		"origination": receipt.block.time,
		"principal": principal.to_string(),
		"fee": fee.to_string(),
		"reserve": reserve.to_string(),
		"base": base.to_string(),
		"fee_net": income.map(|income| income.net.get().to_string()).ok(),
		"ltv_ppm": ltv.get(),
		"windows": windows,
	});
	stage.out.step(receipt.block, "draw", &text, figures);

	let question = pallet_lending::ScheduleViewFunction::<Runtime>::new(loan);
	let instalments = stage.chain.view(question).await?.context("the loan has no schedule")?;
	ensure!(instalments.len() == usize::try_from(super::INSTALMENTS)?, "not 36 instalments");

	// One dollar stays, so that the account does.
	let spent = principal - fee - reserve - base - UNIT;
	super::dollar::redeem(stage, &borrower, spent, "for the vendor of the GPUs").await?;
	Ok(Drawn { loan, instalments: instalments.into_inner() })
}

/// The insurer collects what came for him with the instalments.
///
/// # Errors
/// When the chain refuses.
pub async fn collect(stage: &mut Stage, drawn: &Drawn) -> anyhow::Result<()> {
	let insurer = stage.cast.insurer.clone();
	let call = Call::collect { loan: drawn.loan, payee: Payee::Charge(0) };
	let receipt = stage.chain.run(&[(&insurer, RuntimeCall::Lending(call))]).await?;
	let amount = receipt.find("Lending.Collected", |event| match event {
		RuntimeEvent::Lending(Event::Collected { amount, .. }) => Some(amount.get()),
		_ => None,
	})?;
	let text = format!(
		"{} collects {} USDai of premium that came with the instalments",
		insurer.name,
		output::money(amount)
	);
	let figures = json!({
		"loan": drawn.loan.0,
		"who": insurer.name,
		"amount": amount.to_string(),
	});
	stage.out.step(receipt.block, "premium", &text, figures);
	Ok(())
}

/// With the feeds silent a second loan is refused, and the reason is the feed's.
///
/// # Errors
/// When it is not.
pub async fn refused(stage: &mut Stage, racks: Racks) -> anyhow::Result<()> {
	let (borrower, custodian) = (stage.cast.borrower.clone(), stage.cast.custodian.clone());
	stage.chain.run(&[(&custodian, title::heartbeat(&[racks.second]))]).await?;
	let product = product(stage).await?;
	let ask = ask(&product, 100_000 * UNIT, stage.chain.head().time)?;
	let (loan, terms_hash, ..) = offer(stage, racks.second, ask, vec![]).await?;
	let accept = RuntimeCall::Lending(Call::accept { loan, terms_hash });
	let (block, refusal) = stage.chain.refused(&borrower, accept).await?;
	let Refusal { error, says, .. } = &refusal;
	ensure!(
		error.starts_with("Lending.Fact(Feed("),
		"with the feeds silent a loan was refused for another reason: {refusal}"
	);
	let text =
		format!("a loan on rack {} is refused because of its price: {error}", racks.second.0);
	let figures = json!({ "loan": loan.0, "error": error, "says": says });
	stage.out.step(block, "refused", &text, figures);
	let withdraw = RuntimeCall::Lending(Call::withdraw_offer { loan });
	stage.chain.run(&[(&borrower, withdraw)]).await?;
	Ok(())
}
