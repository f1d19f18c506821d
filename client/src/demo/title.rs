//! Two racks of GPUs get a title each; what they need to be good collateral; and, at the end, the
//! hardware of one in its owner's hands.

use super::{feeds::SKU, stage::Stage};
use crate::{
	chain::{receipt::Receipt, Signer},
	output,
};
use anyhow::{ensure, Context};
use caliber_primitives::{
	ids::{AssetClass, ItemId, PolicyId, SiteId},
	units::{Day, Ppm, Seconds, UsdCents},
};
use caliber_runtime::{Hash, Runtime, RuntimeCall, RuntimeEvent};
use pallet_caliber::{
	Basis, Beat, Beats, Call, Event, Grade, Health, Invoice, InvoicePaper, Method, Serial, Values,
};
use serde_json::json;

const DAY: u64 = 86_400;
/// How long facts are stated for, in days: at most what the rules of a new chain allow.
const CUSTODY_DAYS: u64 = 364;
const TITLE_DAYS: u64 = 1_825;
const POLICY_DAYS: u64 = 1_825;
const APPRAISAL_DAYS: u64 = 89;
/// Processors of a rack, in nodes of eight.
const QUANTITY: u32 = 64;
const NODES: u32 = 8;
/// What a rack cost and is worth, in US cents.
const PRICE: UsdCents = UsdCents(160_000_000);
const FAIR: UsdCents = UsdCents(150_000_000);
const ORDERLY: UsdCents = UsdCents(130_000_000);
const FORCED: UsdCents = UsdCents(100_000_000);
/// Who sold the racks.
const VENDOR: &[u8] = b"Rack Makers Inc., Delaware 7654321";
/// Cover of a rack, and the residual value that the insurer stands for, in US cents.
const COVER: UsdCents = UsdCents(150_000_000);
const FLOOR: UsdCents = UsdCents(52_000_000);

/// Where the racks stand: the development genesis registers it, run by the custodian.
const SITE: SiteId = SiteId(1);

/// Both racks.
#[derive(Debug, Clone, Copy)]
pub struct Racks {
	/// The one that is borrowed on.
	pub first: ItemId,
	/// The other.
	pub second: ItemId,
}

fn call(call: Call<Runtime>) -> RuntimeCall {
	RuntimeCall::Caliber(call)
}

/// A hash that stands for a document outside the chain.
fn document(what: u8) -> Hash {
	Hash::repeat_byte(what)
}

fn dollars(cents: UsdCents) -> String {
	output::fixed(cents.get().into(), 2, 0)
}

/// Tokenises, attests, insures, appraises and activates both racks.
///
/// # Errors
/// When the chain refuses.
pub async fn play(stage: &mut Stage) -> anyhow::Result<Racks> {
	let racks = submit(stage).await?;
	let both = [racks.first, racks.second];
	attest(stage, both).await?;
	insure(stage, both).await?;
	appraise(stage, both).await?;
	activate(stage, racks).await?;
	Ok(racks)
}

async fn submit(stage: &mut Stage) -> anyhow::Result<Racks> {
	let borrower = stage.cast.borrower.clone();
	let rack = |letter: char| -> anyhow::Result<RuntimeCall> {
		let serials: Result<Vec<Serial>, _> = (1..=NODES)
			.map(|node| format!("{letter}{node:03}-H100-8X").into_bytes().try_into())
			.collect();
		let serials = serials.ok().and_then(|serials| serials.try_into().ok());
		Ok(call(Call::submit {
			class: AssetClass::Gpu,
			sku: SKU,
			quantity: QUANTITY,
			serials: serials.context("a serial is too long")?,
			site: SITE,
			document: document(1),
		}))
	};
	let calls = [(&borrower, rack('A')?), (&borrower, rack('B')?)];
	let receipt = stage.chain.run(&calls).await?;
	let items: Vec<ItemId> = receipt
		.events
		.iter()
		.flatten()
		.filter_map(|event| match event {
			RuntimeEvent::Caliber(Event::Submitted { item, .. }) => Some(*item),
			_ => None,
		})
		.collect();
	let [first, second] = items[..] else { anyhow::bail!("two racks gave {items:?}") };
	let text = format!(
		"{} registers rack {} ({QUANTITY} x H100 SXM, {NODES} nodes) and rack {}: an NFT each",
		borrower.name, first.0, second.0
	);
	let figures = json!({ "items": [first.0, second.0], "quantity": QUANTITY, "serials": NODES });
	stage.out.step(receipt.block, "tokenise", &text, figures);
	Ok(Racks { first, second })
}

async fn attest(stage: &mut Stage, items: [ItemId; 2]) -> anyhow::Result<()> {
	let (custodian, registrar) = (stage.cast.custodian.clone(), stage.cast.registrar.clone());
	let now = stage.chain.head().time;
	let mut calls: Vec<(&Signer, RuntimeCall)> = Vec::new();
	for item in items {
		calls.push((&custodian, custody(item, now)));
		calls.push((
			&registrar,
			call(Call::attest_title {
				item,
				document: document(3),
				filing: document(4),
				lapses: Seconds(now + TITLE_DAYS * DAY),
				invoice: Invoice { price: PRICE, date: Seconds(now).day() },
				paper: InvoicePaper {
					hash: document(7),
					vendor: VENDOR.to_vec().try_into().unwrap_or_default(),
				},
			}),
		));
	}
	calls.push((&custodian, heartbeat(&items)));
	let receipt = stage.chain.run(&calls).await?;
	let text = format!(
		"{}: warehouse receipts; {}: title, lien filing, invoices of {} USD",
		custodian.name,
		registrar.name,
		dollars(PRICE)
	);
	stage.out.step(receipt.block, "attest", &text, json!({ "invoice_cents": PRICE.get() }));
	Ok(())
}

/// The custodian's word that he holds the hardware.
fn custody(item: ItemId, now: u64) -> RuntimeCall {
	call(Call::attest_custody {
		item,
		receipt: document(2),
		expires: Seconds(now + CUSTODY_DAYS * DAY),
	})
}

async fn insure(stage: &mut Stage, items: [ItemId; 2]) -> anyhow::Result<()> {
	let insurer = stage.cast.insurer.clone();
	let until = Seconds(stage.chain.head().time + POLICY_DAYS * DAY);
	let limit = UsdCents(COVER.get() * 2);
	let open = call(Call::open_policy {
		class: AssetClass::Gpu,
		limit,
		premium: Ppm(9_000),
		until,
		document: document(5),
	});
	let receipt = stage.chain.run(&[(&insurer, open)]).await?;
	let policy: PolicyId = receipt.find("Caliber.PolicyOpened", |event| match event {
		RuntimeEvent::Caliber(Event::PolicyOpened { policy, .. }) => Some(*policy),
		_ => None,
	})?;
	let cover = |item| call(Call::insure { item, policy, cover: COVER, floor: FLOOR, until });
	let receipt = stage.chain.run(&items.map(|item| (&insurer, cover(item)))).await?;
	let text = format!(
		"{}: policy {} of {} USD covers each rack for {} USD until {}",
		insurer.name,
		policy.0,
		dollars(limit),
		dollars(COVER),
		output::date(until.get())
	);
	let figures = json!({ "policy": policy.0, "cover_cents": COVER.get(), "until": until.get() });
	stage.out.step(receipt.block, "insure", &text, figures);
	Ok(())
}

async fn appraise(stage: &mut Stage, items: [ItemId; 2]) -> anyhow::Result<()> {
	let appraiser = stage.cast.appraiser.clone();
	let effective: Day = Seconds(stage.chain.head().time).day();
	let expires = effective.start().saturating_add(Seconds(APPRAISAL_DAYS * DAY));
	let value = |item| {
		call(Call::appraise {
			item,
			values: Values { fair: FAIR, orderly: ORDERLY, forced: FORCED },
			basis: Basis { method: Method::Market, grade: Grade::New },
			effective,
			expires,
			report: document(6),
		})
	};
	let receipt = stage.chain.run(&items.map(|item| (&appraiser, value(item)))).await?;
	let text = format!(
		"{}: {} USD fair, {} orderly, {} forced, each rack",
		appraiser.name,
		dollars(FAIR),
		dollars(ORDERLY),
		dollars(FORCED)
	);
	let figures = json!({ "orderly_cents": ORDERLY.get(), "forced_cents": FORCED.get() });
	stage.out.step(receipt.block, "appraise", &text, figures);
	Ok(())
}

async fn activate(stage: &mut Stage, racks: Racks) -> anyhow::Result<()> {
	let borrower = stage.cast.borrower.clone();
	for item in [racks.first, racks.second] {
		let question = pallet_caliber::StandingOfViewFunction::<Runtime>::new(item);
		let standing = stage.chain.view(question).await?;
		ensure!(standing.is_good(), "rack {} lacks {:?}", item.0, standing.0);
	}
	let activate = |item| (&borrower, call(Call::activate { item }));
	let receipt = stage.chain.run(&[activate(racks.first), activate(racks.second)]).await?;
	let question = pallet_caliber::ValueOfViewFunction::<Runtime>::new(racks.first);
	let value = stage.chain.view(question).await?;
	let value = value.map_err(|error| anyhow::anyhow!("the rack has no value: {error:?}"))?;
	let text = format!(
		"nothing is missing: a rack lends on {} USD, the least of appraisal, invoice and GPU-hours",
		dollars(value.lendable)
	);
	stage.out.step(
		receipt.block,
		"activate",
		&text,
		json!({ "lendable_cents": value.lendable.get() }),
	);
	Ok(())
}

/// The machines of these racks answer, by the operator of their site.
pub fn heartbeat(items: &[ItemId]) -> RuntimeCall {
	let beat =
		|item: &ItemId| Beat { item: *item, utilisation: Ppm(900_000), health: Health::Good };
	call(Call::heartbeat { beats: Beats::truncate_from(items.iter().map(beat).collect()) })
}

/// The owner of a released rack takes the hardware itself: title is burned.
///
/// # Errors
/// When the chain refuses.
pub async fn redeem(stage: &mut Stage, item: ItemId) -> anyhow::Result<()> {
	let (borrower, custodian) = (stage.cast.borrower.clone(), stage.cast.custodian.clone());
	let insurer = stage.cast.insurer.clone();
	let now = stage.chain.head().time;
	let record =
		stage.chain.view(pallet_caliber::RecordOfViewFunction::<Runtime>::new(item)).await?;
	let insurance = record.and_then(|record| record.insurance).context("the rack has no cover")?;
	// What did not come with the instalments the borrower has paid by wire.
	let policy = insurance.policy;
	let premium = call(Call::acknowledge_premium { policy, until: Seconds(now + DAY) });
	stage.chain.run(&[(&custodian, custody(item, now)), (&insurer, premium)]).await?;
	let ask = call(Call::request_redemption { item });
	let receipt = stage.chain.run(&[(&borrower, ask)]).await?;
	let text = format!("{} asks for the hardware of rack {}", borrower.name, item.0);
	stage.out.step(receipt.block, "ask", &text, json!({ "item": item.0 }));

	let confirm = call(Call::confirm_handover { item, document: document(7) });
	let receipt: Receipt = stage.chain.run(&[(&custodian, confirm)]).await?;
	let serials = receipt.find("Caliber.Redeemed", |event| match event {
		RuntimeEvent::Caliber(Event::Redeemed { serials, .. }) => Some(*serials),
		_ => None,
	})?;
	let record =
		stage.chain.view(pallet_caliber::RecordOfViewFunction::<Runtime>::new(item)).await?;
	ensure!(record.is_none(), "rack {} is still registered", item.0);
	let text = format!(
		"rack {} is redeemed: handed over, title burned, {serials} serials retired for ever",
		item.0
	);
	stage.out.step(
		receipt.block,
		"handover",
		&text,
		json!({ "item": item.0, "state": "redeemed", "serials": serials }),
	);
	Ok(())
}
