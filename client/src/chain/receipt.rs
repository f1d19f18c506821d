//! What became of transactions. In a block is not yet done: each dispatch result is looked at.

use super::{call, Block, Chain, Signer};
use anyhow::{bail, Context};
use caliber_runtime::{Hash, RuntimeCall, RuntimeEvent};
use codec::DecodeAll;
use frame_support::storage::storage_prefix;
use frame_system::{EventRecord, Phase};
use scale_info::{PortableRegistry, TypeDef};
use sp_runtime::{DispatchError, TokenError};
use std::fmt;
use subxt::{
	config::substrate::H256,
	ext::scale_value::{scale::decode_as_type, Value, ValueDef},
};

/// How many blocks may be made until a transaction is in one.
const BLOCKS: u32 = 5;
/// The same on a chain that makes its own, counted from the last one that is final.
const LIVE_BLOCKS: u32 = 60;

/// Transactions that succeeded, in one block.
#[derive(Debug)]
pub struct Receipt {
	/// Their block, the last one where there are several.
	pub block: Block,
	/// The events of each, in the order in which they were given.
	pub events: Vec<Vec<RuntimeEvent>>,
}

impl Receipt {
	/// The first event that `pick` takes.
	///
	/// # Errors
	/// Names `what` when there is none.
	pub fn find<E>(
		&self,
		what: &str,
		pick: impl Fn(&RuntimeEvent) -> Option<E>,
	) -> anyhow::Result<E> {
		self.events
			.iter()
			.flatten()
			.find_map(pick)
			.with_context(|| format!("block {}: no event {what}", self.block.number))
	}
}

/// A refusal by the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
	/// What was called.
	pub call: String,
	/// The error's name, as `Pallet.Error`.
	pub error: String,
	/// What its documentation says.
	pub says: String,
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} was refused: {}: {}", self.call, self.error, self.says)
	}
}

impl std::error::Error for Refusal {}

impl Chain {
	/// Signs and submits calls, makes a block of them, and reads what came of them.
	///
	/// # Errors
	/// A [`Refusal`] for the first call that fails.
	pub async fn run(&mut self, calls: &[(&Signer, RuntimeCall)]) -> anyhow::Result<Receipt> {
		let (block, outcomes) = self.perform(calls).await?;
		let mut events = Vec::with_capacity(outcomes.len());
		for outcome in outcomes {
			events.push(outcome?);
		}
		Ok(Receipt { block, events })
	}

	/// One call that is meant to be refused.
	///
	/// # Errors
	/// When it succeeds.
	pub async fn refused(
		&mut self,
		signer: &Signer,
		call: RuntimeCall,
	) -> anyhow::Result<(Block, Refusal)> {
		let name = call::name(&call);
		let (block, outcomes) = self.perform(&[(signer, call)]).await?;
		match outcomes.into_iter().next() {
			Some(Err(refusal)) => Ok((block, refusal)),
			_ => bail!("{name} of {} succeeded where it had to be refused", signer.name),
		}
	}

	async fn perform(
		&mut self,
		calls: &[(&Signer, RuntimeCall)],
	) -> anyhow::Result<(Block, Vec<Result<Vec<RuntimeEvent>, Refusal>>)> {
		let mut pending = Vec::with_capacity(calls.len());
		for (signer, call) in calls {
			let bytes = self.sign(signer, call).await?;
			self.methods.author_submit_extrinsic(&bytes).await.with_context(|| {
				format!("{} of {} was not admitted", call::name(call), signer.name)
			})?;
			pending.push((bytes, call::name(call)));
		}
		let mut outcomes: Vec<Option<Result<Vec<RuntimeEvent>, Refusal>>> = vec![None; calls.len()];
		let (seen, blocks) = match self.sealed {
			true => (self.last_final().await?, BLOCKS),
			false => (self.head.number, LIVE_BLOCKS),
		};
		while self.head.number < seen.saturating_add(blocks) {
			let block = self.next_block().await?;
			let (bodies, events) = self.content(block).await?;
			for ((bytes, name), outcome) in pending.iter().zip(&mut outcomes) {
				if let Some(index) = bodies.iter().position(|body| body == bytes) {
					*outcome = Some(self.outcome(u32::try_from(index)?, name, &events));
				}
			}
			if outcomes.iter().all(Option::is_some) {
				return Ok((block, outcomes.into_iter().flatten().collect()));
			}
		}
		let missing = pending.iter().zip(&outcomes).find(|(_, outcome)| outcome.is_none());
		let missing = missing.map(|((_, name), _)| name.as_str()).unwrap_or_default();
		bail!("{missing} is in none of {blocks} blocks; the node's log says why");
	}

	/// Makes a block and returns it with all of its events.
	///
	/// # Errors
	/// When the node does not.
	pub async fn seal(&mut self) -> anyhow::Result<(Block, Vec<RuntimeEvent>)> {
		let block = self.new_block().await?;
		let (_, events) = self.content(block).await?;
		Ok((block, events.into_iter().map(|record| record.event).collect()))
	}

	async fn content(
		&self,
		block: Block,
	) -> anyhow::Result<(Vec<Vec<u8>>, Vec<EventRecord<RuntimeEvent, Hash>>)> {
		let at = Some(H256(block.hash.0));
		let body =
			self.methods.chain_get_block(at).await.context("the node does not tell a block")?;
		let body = body.context("the block is gone")?.block.extrinsics;
		let events = self
			.methods
			.state_get_storage(&storage_prefix(b"System", b"Events"), at)
			.await
			.context("the node does not tell the events")?;
		let events = match events {
			None => Vec::new(),
			Some(bytes) => DecodeAll::decode_all(&mut &bytes[..])
				.context("the events are of another type; build the client with its node")?,
		};
		Ok((body.into_iter().map(|bytes| bytes.0).collect(), events))
	}

	fn outcome(
		&self,
		index: u32,
		call: &str,
		records: &[EventRecord<RuntimeEvent, Hash>],
	) -> Result<Vec<RuntimeEvent>, Refusal> {
		let events: Vec<_> = records
			.iter()
			.filter(|record| record.phase == Phase::ApplyExtrinsic(index))
			.map(|record| record.event.clone())
			.collect();
		let failure = events.iter().find_map(|event| match event {
			RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
				dispatch_error, ..
			}) => Some(*dispatch_error),
			RuntimeEvent::Sudo(pallet_sudo::Event::Sudid { sudo_result }) => sudo_result.err(),
			_ => None,
		});
		match failure {
			None => Ok(events),
			Some(error) => Err(self.refusal(call, error)),
		}
	}

	/// Names an error, and the reasons nested in it, by the node's metadata.
	fn refusal(&self, call: &str, error: DispatchError) -> Refusal {
		let named = match error {
			DispatchError::Module(module) => self.named(module.index, &module.error),
			DispatchError::Token(token) => Some((format!("Token.{token:?}"), remedy(token).into())),
			_ => None,
		};
		let (error, says) =
			named.unwrap_or_else(|| (format!("{error:?}"), "see the node's log".into()));
		Refusal { call: call.into(), error, says }
	}

	fn named(&self, pallet: u8, error: &[u8]) -> Option<(String, String)> {
		let metadata = self.layout.metadata_ref();
		let pallet = metadata.pallet_by_error_index(pallet)?;
		let types = metadata.types();
		let value = decode_as_type(&mut &error[..], pallet.error_ty_id()?, types).ok()?;
		let mut says = Vec::new();
		let name = spell(&value, types, &mut says);
		// What is nested explains more, where the metadata say anything about it.
		let says = says.into_iter().rev().find(|text| !text.is_empty()).unwrap_or_default();
		Some((format!("{}.{name}", pallet.name()), says))
	}
}

/// What is wrong with an amount, and what to do.
fn remedy(error: TokenError) -> &'static str {
	match error {
		TokenError::FundsUnavailable => {
			"The account has less than that which is free. Give less, or get more."
		},
		TokenError::NotExpendable => {
			"So little would be left that the account would end. Give all of it, or less."
		},
		TokenError::BelowMinimum => "It is too little for the receiver's account. Give more.",
		TokenError::Frozen => "The account may not move it now.",
		other => other.into(),
	}
}

/// The name of an error with the reasons nested in it; `says` gets the documentation of each,
/// innermost last.
fn spell(value: &Value<u32>, types: &PortableRegistry, says: &mut Vec<String>) -> String {
	match &value.value {
		ValueDef::Variant(variant) => {
			let docs = types.resolve(value.context).and_then(|found| match &found.type_def {
				TypeDef::Variant(all) => all.variants.iter().find(|v| v.name == variant.name),
				_ => None,
			});
			says.extend(docs.map(|found| found.docs.join(" ").trim().to_string()));
			let inner = variant.values.values().map(|value| spell(value, types, says));
			let inner: Vec<_> = inner.filter(|name| !name.is_empty()).collect();
			match inner.is_empty() {
				true => variant.name.clone(),
				false => format!("{}({})", variant.name, inner.join(", ")),
			}
		},
		ValueDef::Composite(fields) => {
			let fields = fields.values().map(|value| spell(value, types, says));
			fields.collect::<Vec<_>>().join(", ")
		},
		ValueDef::Primitive(primitive) => format!("{primitive:?}"),
		ValueDef::BitSequence(_) => String::new(),
	}
}
