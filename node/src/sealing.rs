//! Blocks on demand, on development chains.

use futures::{stream, Stream, StreamExt};
use sc_consensus_manual_seal::EngineCommand;
use sc_service::ChainType;
use std::{
	fmt::{Display, Formatter},
	pin::Pin,
	str::FromStr,
	time::Duration,
};

/// When a block is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
	/// When a transaction arrives, and on request.
	Instant,
	/// On request only.
	Manual,
	/// At this pace, and on request.
	Interval(Duration),
}

impl Display for Sealing {
	fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
		match self {
			Self::Instant => formatter.write_str("instant"),
			Self::Manual => formatter.write_str("manual"),
			Self::Interval(pace) => write!(formatter, "interval={}", pace.as_millis()),
		}
	}
}

impl FromStr for Sealing {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		match text {
			"instant" => Ok(Self::Instant),
			"manual" => Ok(Self::Manual),
			_ => text
				.strip_prefix("interval=")
				.and_then(|millis| millis.parse().ok())
				.filter(|millis| *millis > 0)
				.map(|millis| Self::Interval(Duration::from_millis(millis)))
				.ok_or_else(|| "use instant, manual or interval=<ms>".into()),
		}
	}
}

impl Sealing {
	/// Refuses chains on which blocks have to be made by their validators.
	///
	/// # Errors
	///
	/// Says which chains allow sealing.
	pub fn ensure_allowed_on(self, chain: &ChainType) -> Result<(), String> {
		match chain {
			ChainType::Development => Ok(()),
			other => Err(format!(
				"--sealing and the dev RPC work on development chains only, this one is of type \
				 {other:?}; leave the flag out or use --dev"
			)),
		}
	}

	/// The commands of this mode, beside those that come by RPC.
	pub fn commands<Hash: Send + 'static>(
		self,
		transactions: impl Stream<Item = Hash> + Send + 'static,
	) -> Pin<Box<dyn Stream<Item = EngineCommand<Hash>> + Send>> {
		match self {
			// Several transactions in one block leave commands that find the pool empty: those
			// make no block.
			Self::Instant => transactions.map(|_| seal(false)).boxed(),
			Self::Manual => stream::pending().boxed(),
			Self::Interval(pace) => stream::unfold((), move |()| async move {
				tokio::time::sleep(pace).await;
				Some((seal(true), ()))
			})
			.boxed(),
		}
	}
}

fn seal<Hash>(create_empty: bool) -> EngineCommand<Hash> {
	EngineCommand::SealNewBlock { create_empty, finalize: true, parent_hash: None, sender: None }
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn sealing_should_parse_exactly_its_three_modes_when_typed() {
		for (text, parsed) in [
			("instant", Some(Sealing::Instant)),
			("manual", Some(Sealing::Manual)),
			("interval=250", Some(Sealing::Interval(Duration::from_millis(250)))),
			("interval=0", None),
			("interval=", None),
			("interval=-1", None),
			("interval", None),
			("Instant", None),
			("", None),
		] {
			assert_eq!(text.parse::<Sealing>().ok(), parsed, "{text}");
			assert!(parsed.is_none_or(|sealing| sealing.to_string() == text));
		}
	}

	#[test]
	fn sealing_should_be_refused_in_one_line_when_the_chain_is_not_for_development() {
		assert_eq!(Sealing::Manual.ensure_allowed_on(&ChainType::Development), Ok(()));
		for chain in [ChainType::Live, ChainType::Local, ChainType::Custom("x".into())] {
			let refusal = Sealing::Manual.ensure_allowed_on(&chain).unwrap_err();
			assert!(refusal.contains("development chains only"), "{refusal}");
			assert_eq!(refusal.lines().count(), 1);
		}
	}

	#[test]
	fn instant_mode_should_ask_for_no_empty_block_when_a_transaction_arrives() {
		let commands = Sealing::Instant.commands(stream::iter([1u8, 2]));
		let commands = futures::executor::block_on(commands.collect::<Vec<_>>());
		assert_eq!(commands.len(), 2);
		for command in commands {
			let EngineCommand::SealNewBlock { create_empty, finalize, .. } = command else {
				panic!("an instant chain only seals")
			};
			assert!(!create_empty && finalize);
		}
	}
}
