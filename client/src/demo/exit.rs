//! A saver leaves through a window: request, strike, claim, and back to reserve dollars.

use super::stage::Stage;
use crate::output;
use anyhow::Context;
use caliber_primitives::{ids::assets::SUSDAI, units::Shares};
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use serde_json::json;

/// Requests a part of the saver's shares, waits for the strike, claims, and redeems the dollars.
///
/// # Errors
/// When the chain refuses.
pub async fn play(stage: &mut Stage) -> anyhow::Result<()> {
	let saver = stage.cast.saver.clone();
	let held = super::ledger::balance(&stage.chain, SUSDAI, &saver.account).await?;
	let shares = held / 100 * super::EXIT_PERCENT;
	let call = RuntimeCall::Susdai(pallet_susdai::Call::request_redeem {
		shares: Shares(shares),
		controller: saver.account.clone(),
		owner: saver.account.clone(),
	});
	let receipt = stage.chain.run(&[(&saver, call)]).await?;
	let (request, first_strike) = receipt.find("Susdai.RedeemRequested", |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::RedeemRequested {
			request,
			first_strike,
			..
		}) => Some((*request, first_strike.get())),
		_ => None,
	})?;
	let text = format!(
		"{} asks for {} sUSDai; the window is served on {}",
		saver.name,
		output::money(shares),
		output::date(first_strike)
	);
	let figures = json!({
		"request": request.0,
		"shares": shares.to_string(),
		"first_strike": first_strike,
	});
	stage.out.step(receipt.block, "request", &text, figures);

	let strike = |event: &RuntimeEvent| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::Struck {
			shares,
			assets,
			redemption,
			outstanding,
			..
		}) => Some([shares.get(), assets.get(), redemption.get(), outstanding.get()]),
		_ => None,
	};
	let (block, events) = stage.travel_to(first_strike).await?;
	let mut struck = events.iter().find_map(strike);
	if struck.is_none() {
		// The calendar had to catch up first: then anybody may ask for the strike.
		super::months::roll(stage).await?;
		let service = RuntimeCall::Susdai(pallet_susdai::Call::service {});
		let receipt = stage.chain.run(&[(&saver, service)]).await?;
		struck = receipt.events.iter().flatten().find_map(strike);
	}
	let [served, assets, redemption, outstanding] = struck.context("the strike served nothing")?;
	let text =
		format!("{} sUSDai served for {} USDai", output::money(served), output::money(assets));
	let figures = json!({
		"shares": served.to_string(),
		"assets": assets.to_string(),
		"redemption": redemption.to_string(),
		"outstanding": outstanding.to_string(),
	});
	stage.out.step(block, "strike", &text, figures);

	let question = pallet_susdai::RequestStatusViewFunction::<Runtime>::new(request);
	let status = stage.chain.view(question).await?.context("the request is gone")?;
	let call = RuntimeCall::Susdai(pallet_susdai::Call::claim { request, hint: Some(status.hint) });
	let receipt = stage.chain.run(&[(&saver, call)]).await?;
	let claimed = receipt.find("Susdai.Claimed", |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::Claimed { assets, done: true, .. }) => {
			Some(assets.get())
		},
		_ => None,
	})?;
	let text = format!("{} is paid {} USDai", saver.name, output::money(claimed));
	let figures = json!({ "request": request.0, "assets": claimed.to_string() });
	stage.out.step(receipt.block, "claim", &text, figures);

	super::dollar::redeem(stage, &saver, claimed, "and is out").await?;

	let receipt =
		stage.chain.run(&[(&saver, RuntimeCall::Susdai(pallet_susdai::Call::pay_fees {}))]).await?;
	let (fee, reserve) = receipt.find("Susdai.FeesPaid", |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::FeesPaid { fee, reserve }) => {
			Some((fee.get(), reserve.get()))
		},
		_ => None,
	})?;
	let text = format!(
		"performance fees: {} USDai to the chain's treasury, {} to the reserve fund",
		output::money(fee),
		output::money(reserve)
	);
	let figures = json!({ "fee": fee.to_string(), "reserve": reserve.to_string() });
	stage.out.step(receipt.block, "fees", &text, figures);
	Ok(())
}
