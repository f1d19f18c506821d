//! Reserve dollars in, USDai out; USDai in, shares out.

use super::stage::Stage;
use crate::{
	chain::{receipt::Receipt, Signer},
	output,
};
use caliber_primitives::{
	ids::ReserveSlot,
	units::{MicroUsd, ReserveAmount, Shares, UsdaiAmount},
};
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use pallet_usdai::{MintQuote, RedeemQuote};
use serde_json::json;

/// USDC in the list of reserve assets.
pub const USDC_SLOT: ReserveSlot = ReserveSlot(0);
/// One dollar.
const PAR: MicroUsd = MicroUsd(1_000_000);

/// An auditor says that USDC is worth a dollar.
pub fn attest() -> RuntimeCall {
	RuntimeCall::Usdai(pallet_usdai::Call::attest_price { slot: USDC_SLOT, price: PAR })
}

/// Mints USDai for USDC, 6 decimals.
pub fn mint(amount: u128) -> RuntimeCall {
	RuntimeCall::Usdai(pallet_usdai::Call::mint {
		slot: USDC_SLOT,
		amount: ReserveAmount(amount),
		max_fee: UsdaiAmount::MAX,
	})
}

/// What a mint gave.
///
/// # Errors
/// When the receipt holds none.
pub fn minted(receipt: &Receipt) -> anyhow::Result<MintQuote> {
	receipt.find("Usdai.Minted", |event| match event {
		RuntimeEvent::Usdai(pallet_usdai::Event::Minted { quote, .. }) => Some(*quote),
		_ => None,
	})
}

/// Redeems USDai for USDC.
///
/// # Errors
/// When the chain refuses.
pub async fn redeem(
	stage: &mut Stage,
	who: &Signer,
	amount: u128,
	why: &str,
) -> anyhow::Result<RedeemQuote> {
	let auditor = stage.cast.auditor.clone();
	stage.chain.run(&[(&auditor, attest())]).await?;
	let call = RuntimeCall::Usdai(pallet_usdai::Call::redeem {
		slot: USDC_SLOT,
		amount: UsdaiAmount(amount),
		max_fee: UsdaiAmount::MAX,
	});
	let receipt = stage.chain.run(&[(who, call)]).await?;
	let quote = receipt.find("Usdai.Redeemed", |event| match event {
		RuntimeEvent::Usdai(pallet_usdai::Event::Redeemed { quote, .. }) => Some(*quote),
		_ => None,
	})?;
	let text = format!(
		"{} {} USDai -> {} USDC {why}",
		who.name,
		output::money(amount),
		output::fixed(quote.paid.get(), 6, 2)
	);
	let figures = json!({
		"who": who.name,
		"usdai": amount.to_string(),
		"usdc": quote.paid.get().to_string(),
		"fee": quote.fee.get().to_string(),
	});
	stage.out.step(receipt.block, "redeem", &text, figures);
	Ok(quote)
}

/// The saver's way in.
///
/// # Errors
/// When the chain refuses.
pub async fn play(stage: &mut Stage) -> anyhow::Result<()> {
	let (saver, auditor) = (stage.cast.saver.clone(), stage.cast.auditor.clone());
	stage.chain.run(&[(&auditor, attest())]).await?;

	let receipt = stage.chain.run(&[(&saver, mint(super::SAVINGS))]).await?;
	let MintQuote { minted: usdai, fee, .. } = minted(&receipt)?;
	let text = format!(
		"{} {} USDC -> {} USDai, every one backed by a dollar",
		saver.name,
		output::fixed(super::SAVINGS, 6, 2),
		output::money(usdai.get())
	);
	let figures = json!({
		"who": saver.name,
		"usdc": super::SAVINGS.to_string(),
		"usdai": usdai.get().to_string(),
		"fee": fee.get().to_string(),
	});
	stage.out.step(receipt.block, "mint", &text, figures);

	let call = RuntimeCall::Susdai(pallet_susdai::Call::deposit {
		assets: UsdaiAmount(super::STAKE),
		min_shares: Shares(0),
	});
	let receipt = stage.chain.run(&[(&saver, call)]).await?;
	let (assets, shares) = receipt.find("Susdai.Deposited", |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::Deposited { assets, shares, .. }) => {
			Some((assets.get(), shares.get()))
		},
		_ => None,
	})?;
	let (locked, base) = receipt.find("Susdai.Opened", |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::Opened { locked, base, .. }) => {
			Some((locked.get(), base.get()))
		},
		_ => None,
	})?;
	let text = format!(
		"{} {} USDai -> {} sUSDai at {}",
		saver.name,
		output::money(assets),
		output::money(shares),
		price(stage).await?.text
	);
	let figures = json!({
		"who": saver.name,
		"usdai": assets.to_string(),
		"susdai": shares.to_string(),
		"locked": locked.to_string(),
		"base": base.to_string(),
	});
	stage.out.step(receipt.block, "stake", &text, figures);
	Ok(())
}

/// The price of a share.
pub struct Price {
	/// In words: what a redemption pays, and what a deposit does where that is more.
	pub text: String,
	/// What redemptions are paid from.
	pub redemption: u128,
	/// What deposits buy into.
	pub deposit: u128,
	/// Shares outstanding.
	pub shares: u128,
}

/// The price of a share at the last block.
///
/// # Errors
/// When the vault has none.
pub async fn price(stage: &Stage) -> anyhow::Result<Price> {
	use anyhow::Context;
	let price = stage.chain.view(pallet_susdai::SharePriceViewFunction::<Runtime>::new()).await?;
	let price = price.context("the vault has no price: the loan book is rolling")?;
	let shares = price.shares.get();
	let (redemption, deposit) = (price.nav.redemption.get(), price.nav.deposit.get());
	let of = |assets| output::fixed(a_share(assets, shares), 18, 6);
	let text = match of(deposit) == of(redemption) {
		true => of(redemption),
		false => format!("{} / {}", of(redemption), of(deposit)),
	};
	Ok(Price { text, redemption, deposit, shares })
}

/// What one share is worth, 18 decimals, rounded down; for reading only.
fn a_share(assets: u128, shares: u128) -> u128 {
	use caliber_finance::math::{mul_div, Rounding, SCALE};
	mul_div(assets, SCALE, shares, Rounding::Down).unwrap_or_default()
}
