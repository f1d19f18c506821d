//! Idle cash goes into a T-bill, comes back with its income, and the vault harvests that.

use super::{feeds::Said, stage::Stage};
use crate::output;
use anyhow::Context;
use caliber_finance::bills;
use caliber_primitives::{
	ids::{BillId, OrderId},
	units::{Day, MicroUsd, Ppb, Ppm, ReserveAmount},
};
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use pallet_allocation::{Cusip, Ladder, Policy, Purchase};
use serde_json::json;

/// Days of a 13-week bill.
const DAYS: u32 = 91;
const SECONDS_PER_DAY: u64 = 86_400;
/// Units of USDai in one of USDC.
const SCALE: u128 = 1_000_000_000_000;
/// A hundred dollars of USDC.
const LOT: u128 = 100_000_000;

/// The bill that was bought.
#[derive(Debug, Clone, Copy)]
pub struct Bought {
	/// Its id.
	pub bill: BillId,
	/// The moment at which it matures, Unix seconds.
	pub matures: u64,
}

/// Orders by the policy, buys at the fed rate, settles.
///
/// # Errors
/// When the chain refuses.
pub async fn buy(stage: &mut Stage, said: Said) -> anyhow::Result<Bought> {
	let cast = &stage.cast;
	let (saver, operator) = (cast.saver.clone(), cast.operator.clone());
	let (custodian, auditor) = (cast.custodian.clone(), cast.auditor.clone());
	let policy = policy(stage).await?;

	let rebalance = RuntimeCall::Allocation(pallet_allocation::Call::rebalance {});
	let receipt = stage.chain.run(&[(&saver, rebalance)]).await?;
	let (order, amount): (OrderId, u128) =
		receipt.find("Allocation.Ordered", |event| match event {
			RuntimeEvent::Allocation(pallet_allocation::Event::Ordered {
				order, amount, ..
			}) => Some((*order, amount.get())),
			_ => None,
		})?;
	let text = format!(
		"the policy orders 13-week bills for up to {} USDai of idle cash",
		output::money(amount)
	);
	let figures = json!({
		"amount": amount.to_string(),
		"liquid_floor_ppm": policy.liquid_floor.get(),
		"custodian_cap_ppm": policy.custodian_cap.get(),
	});
	stage.out.step(receipt.block, "order", &text, figures);

	let price = bills::price(Ppb(said.discount_ppb), DAYS).map_err(anyhow::Error::new)?;
	let backing = stage.chain.view(pallet_usdai::BackingViewFunction::<Runtime>::new()).await?;
	let cap = policy.cap_of(backing).map_err(anyhow::Error::new)?.get();
	// What the money buys at this price, in whole hundreds of dollars.
	let budget = amount.min(cap).min(super::BILL_BUDGET) / SCALE;
	let face = budget / u128::from(price.get()) * 100_000_000 / LOT * LOT;
	let today = u32::try_from(stage.chain.head().time / SECONDS_PER_DAY)?;
	let purchase = Purchase {
		slot: super::dollar::USDC_SLOT,
		custodian: custodian.account.clone(),
		cusip: cusip(*b"912797TR")?,
		face: ReserveAmount(face),
		price: MicroUsd(price.get()),
		settles: Day(today),
		matures: Day(today + DAYS),
	};
	let fill = RuntimeCall::Allocation(pallet_allocation::Call::fill { order, purchase });
	let receipt = stage.chain.run(&[(&operator, fill)]).await?;
	let (bill, paid) = receipt.find("Allocation.Filled", |event| match event {
		RuntimeEvent::Allocation(pallet_allocation::Event::Filled { bill, paid, .. }) => {
			Some((*bill, paid.get()))
		},
		_ => None,
	})?;
	let text = format!(
		"bill of {} at {} for 100, {} USDC to the {}",
		output::fixed(face, 6, 2),
		output::fixed(price.get().into(), 6, 6),
		output::fixed(paid, 6, 2),
		custodian.name
	);
	let figures = json!({
		"bill": bill.0,
		"discount_ppb": said.discount_ppb,
		"price_micro": price.get(),
		"days": DAYS,
		"face": face.to_string(),
		"paid": paid.to_string(),
	});
	stage.out.step(receipt.block, "buy", &text, figures);

	let confirm = || RuntimeCall::Allocation(pallet_allocation::Call::confirm_settlement { bill });
	let calls = [(&custodian, confirm()), (&auditor, confirm())];
	let receipt = stage.chain.run(&calls).await?;
	let cost = receipt.find("Allocation.BillSettled", |event| match event {
		RuntimeEvent::Allocation(pallet_allocation::Event::BillSettled {
			at_settled_cost, ..
		}) => Some(at_settled_cost.get()),
		_ => None,
	})?;
	let text = format!(
		"{} and {} confirm: {} of bills at cost back the dollar",
		custodian.name,
		auditor.name,
		output::money(cost)
	);
	let figures = json!({ "bill": bill.0, "at_settled_cost": cost.to_string() });
	stage.out.step(receipt.block, "settle", &text, figures);
	Ok(Bought { bill, matures: u64::from(today + DAYS) * SECONDS_PER_DAY })
}

/// The policy in force, with all of the ladder in the one tenor whose rate is fed.
async fn policy(stage: &mut Stage) -> anyhow::Result<Policy> {
	let policy = stage.chain.view(pallet_allocation::PolicyViewFunction::<Runtime>::new()).await?;
	let none = Ppm(0);
	let ladder =
		Ladder { w4: none, w8: none, w13: Ppm(1_000_000), w17: none, w26: none, w52: none };
	if policy.ladder == ladder {
		return Ok(policy);
	}
	let policy = Policy { ladder, ..policy };
	let set = RuntimeCall::Allocation(pallet_allocation::Call::set_policy { policy });
	let call = RuntimeCall::Sudo(pallet_sudo::Call::sudo { call: Box::new(set) });
	let governance = stage.cast.governance.clone();
	let receipt = stage.chain.run(&[(&governance, call)]).await?;
	let text = "governance puts the whole ladder into 13 weeks, the tenor that is fed";
	stage.out.step(receipt.block, "policy", text, json!({ "w13_ppm": 1_000_000 }));
	Ok(policy)
}

/// The face comes in; both sides confirm; the surplus is minted to the vault.
///
/// # Errors
/// When the chain refuses.
pub async fn mature(stage: &mut Stage, bought: Bought) -> anyhow::Result<()> {
	let cast = &stage.cast;
	let (custodian, auditor) = (cast.custodian.clone(), cast.auditor.clone());
	let saver = cast.saver.clone();
	let bill = bought.bill;
	let calls = [
		(&custodian, RuntimeCall::Allocation(pallet_allocation::Call::mature { bill })),
		(&auditor, RuntimeCall::Allocation(pallet_allocation::Call::confirm_maturity { bill })),
	];
	let receipt = stage.chain.run(&calls).await?;
	let (face, surplus) = receipt.find("Allocation.BillMatured", |event| match event {
		RuntimeEvent::Allocation(pallet_allocation::Event::BillMatured {
			face, surplus, ..
		}) => Some((face.get(), surplus.get())),
		_ => None,
	})?;
	let text = format!(
		"the bill pays {} USDC, {} above its cost",
		output::fixed(face, 6, 2),
		output::money(surplus)
	);
	let figures = json!({
		"bill": bill.0,
		"face": face.to_string(),
		"surplus": surplus.to_string(),
	});
	stage.out.step(receipt.block, "mature", &text, figures);

	let before = super::dollar::price(stage).await?;
	let harvest = RuntimeCall::Allocation(pallet_allocation::Call::harvest { bill });
	let receipt = stage.chain.run(&[(&saver, harvest)]).await?;
	let (minted, left) = receipt.find("Allocation.Harvested", |event| match event {
		RuntimeEvent::Allocation(pallet_allocation::Event::Harvested { minted, left, .. }) => {
			Some((minted.get(), left.get()))
		},
		_ => None,
	})?;
	let income = receipt.find("Susdai.Harvested", |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::Harvested { income, .. }) => Some(*income),
		_ => None,
	})?;
	let after = super::dollar::price(stage).await?;
	let text = format!(
		"{} USDai minted to the vault, {} kept as cushion; share {} before and {} after",
		output::money(minted),
		output::money(left),
		before.text,
		after.text
	);
	let figures = json!({
		"bill": bill.0,
		"minted": minted.to_string(),
		"left": left.to_string(),
		"net": income.net.get().to_string(),
		"fee": income.fee.get().to_string(),
		"reserve": income.reserve.get().to_string(),
		"redemption_before": before.redemption.to_string(),
		"redemption_after": after.redemption.to_string(),
	});
	stage.out.step(receipt.block, "harvest", &text, figures);
	Ok(())
}

/// A CUSIP with its check digit.
fn cusip(body: [u8; 8]) -> anyhow::Result<Cusip> {
	let mut sum = 0;
	for (place, character) in body.into_iter().enumerate() {
		let value = char::from(character).to_digit(36).context("a CUSIP has letters and digits")?;
		let value = if place % 2 == 1 { value * 2 } else { value };
		sum += value / 10 + value % 10;
	}
	let check = u8::try_from((10 - sum % 10) % 10)? + b'0';
	let [a, b, c, d, e, f, g, h] = body;
	Ok(Cusip([a, b, c, d, e, f, g, h, check]))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn cusip_should_end_with_the_published_check_digit_when_made() {
		assert_eq!(cusip(*b"91282CHT").unwrap().0, *b"91282CHT1");
		assert!(cusip(*b"912797TR").unwrap().is_valid());
	}
}
