//! Hardware on the command line: submitted, attested, insured, appraised, activated, shown,
//! redeemed.
//!
//! | question | module |
//! |---|---|
//! | What does a file say? | [`mod@file`] |
//! | How is a dossier printed? | [`mod@show`] |

pub mod file;
mod show;

use crate::{
	chain::{receipt::Receipt, Chain, Signer},
	cli::{GpuCommand, Key, Node},
	feeds::connect,
	output,
};
use anyhow::Context;
use caliber_primitives::ids::{ItemId, PolicyId};
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use codec::Encode;
use file::File;
use pallet_caliber::{Call, Event, ValueOfViewFunction};
use std::path::Path;

/// Does what was typed.
///
/// # Errors
/// When a file is wrong, no node answers, or the chain refuses; says why and what helps.
pub async fn run(command: GpuCommand) -> anyhow::Result<()> {
	match command {
		GpuCommand::Submit { file, key, node } => submit(&file, &key, &node).await,
		GpuCommand::Attest { what, item, file, key, node } => {
			let call = File::read(&file)?.attestation(ItemId(item), what)?;
			let receipt = sign(&node, &key, vec![call]).await?;
			said(&receipt, &format!("{what:?} of item {item} is attested").to_lowercase());
			Ok(())
		},
		GpuCommand::Insure { item, file, key, node } => insure(item, &file, &key, &node).await,
		GpuCommand::Appraise { item, file, key, node } => {
			let call = File::read(&file)?.appraisal(ItemId(item))?;
			let receipt = sign(&node, &key, vec![call]).await?;
			said(&receipt, &format!("item {item} is appraised"));
			Ok(())
		},
		GpuCommand::Activate { item, key, node } => {
			let activate = vec![Call::activate { item: ItemId(item) }];
			let receipt = sign(&node, &key, activate).await;
			let receipt = receipt.with_context(|| {
				format!("item {item} cannot be pledged; `caliber gpu show {item}` tells why")
			})?;
			said(&receipt, &format!("item {item} can be pledged"));
			Ok(())
		},
		GpuCommand::Show { item, json, node } => show(item, json, &node).await,
		GpuCommand::Redeem { item, step, key, node } => {
			let id = ItemId(item);
			let (call, text) = match (step.confirm, step.cancel) {
				(Some(document), _) => {
					let document = file::Document(document).hash(Path::new(""))?;
					let call = Call::confirm_handover { item: id, document };
					(call, "is handed over: title is burned")
				},
				(_, true) => (Call::cancel_redemption { item: id }, "is not asked for any more"),
				_ => {
					(Call::request_redemption { item: id }, "is asked for: its custodian confirms")
				},
			};
			let receipt = sign(&node, &key, vec![call]).await?;
			said(&receipt, &format!("the hardware of item {item} {text}"));
			Ok(())
		},
	}
}

/// Says what has happened, and in which block.
fn said(receipt: &Receipt, text: &str) {
	println!("block {}: {text}", receipt.block.number);
}

/// Signs calls, in this order, and waits until they are in a block.
async fn sign(node: &Node, key: &Key, calls: Vec<Call<Runtime>>) -> anyhow::Result<Receipt> {
	let signer = Signer::of(key)?;
	let mut chain = connect(node).await?;
	let calls: Vec<_> =
		calls.into_iter().map(|call| (&signer, RuntimeCall::Caliber(call))).collect();
	chain.run(&calls).await
}

async fn submit(file: &Path, key: &Key, node: &Node) -> anyhow::Result<()> {
	let call = File::read(file)?.submission()?;
	let receipt = sign(node, key, vec![call]).await?;
	let (item, serials, deposit) = receipt.find("Caliber.Submitted", |event| match event {
		RuntimeEvent::Caliber(Event::Submitted { item, serials, deposit, .. }) => {
			Some((*item, *serials, *deposit))
		},
		_ => None,
	})?;
	let deposit = output::fixed(deposit, 12, 4);
	said(&receipt, &format!("item {} with {serials} serials; {deposit} CAL held", item.0));
	Ok(())
}

async fn insure(item: u32, file: &Path, key: &Key, node: &Node) -> anyhow::Result<()> {
	let file = File::read(file)?;
	let mut opened: Option<PolicyId> = None;
	if let Some(policy) = file.policy()? {
		// Looked at before anything is signed.
		file.cover(ItemId(item), Some(PolicyId::default()))?;
		dossier(&connect(node).await?, item).await?;
		let receipt = sign(node, key, vec![policy]).await?;
		let policy = receipt.find("Caliber.PolicyOpened", |event| match event {
			RuntimeEvent::Caliber(Event::PolicyOpened { policy, .. }) => Some(*policy),
			_ => None,
		})?;
		said(&receipt, &format!("policy {} is open", policy.0));
		opened = Some(policy);
	}
	let insured = sign(node, key, vec![file.cover(ItemId(item), opened)?]).await;
	let receipt = match opened {
		Some(PolicyId(policy)) => insured.with_context(|| {
			format!(
				"policy {policy} stays open: for the next try put policy = {policy} into \
				 [insurance] and take [policy] out"
			)
		})?,
		None => insured?,
	};
	said(&receipt, &format!("item {item} is insured"));
	Ok(())
}

/// The dossier of an item that there is.
async fn dossier(chain: &Chain, item: u32) -> anyhow::Result<String> {
	let id = ItemId(item).encode();
	let dossier: Option<Vec<u8>> = chain.api("RegistryApi_dossier", &id).await?;
	let dossier = dossier.with_context(|| {
		format!("there is no item {item}: it was never submitted, or has been redeemed or retired")
	})?;
	String::from_utf8(dossier).context("the dossier is no text")
}

async fn show(item: u32, json: bool, node: &Node) -> anyhow::Result<()> {
	let chain = connect(node).await?;
	let id = ItemId(item);
	let text = dossier(&chain, item).await?;
	if json {
		println!("{text}");
		return Ok(());
	}
	let eligibility = chain.api::<Option<_>>("RegistryApi_eligibility", &id.encode()).await?;
	let value = chain.view(ValueOfViewFunction::<Runtime>::new(id)).await?;
	print!(
		"{}",
		show::page(show::Answers {
			dossier: serde_json::from_str(&text).context("the dossier is no JSON")?,
			eligibility: eligibility.context("the item is gone")?,
			value,
		})
	);
	Ok(())
}
