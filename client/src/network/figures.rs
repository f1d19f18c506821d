//! Missed slots, and how long a block takes to be final.

use super::watch::{Seen, Told};
use anyhow::{ensure, Context};
use caliber_runtime_common::time::SLOT_MILLIS;
use serde_json::{json, Value};

/// The most slots that may be missed, parts per 10,000: 1 %.
const MOST_MISSED: u64 = 100;
/// Milliseconds that half of all blocks may take to be final: three slots.
const MOST_P50: u64 = 3 * SLOT_MILLIS;
/// The same for 95 of 100: five slots.
const MOST_P95: u64 = 5 * SLOT_MILLIS;

/// Milliseconds from the beginning of a block's slot, over all blocks and nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lag {
	/// In half of all cases at most.
	pub p50: u64,
	/// In 95 of 100 cases at most.
	pub p95: u64,
	/// The most.
	pub most: u64,
}

/// What was seen of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
	nodes: usize,
	seconds: u64,
	first: u32,
	last: u32,
	/// Slots from the first of these blocks to the last.
	slots: u64,
	missed: u64,
	best: Lag,
	r#final: Lag,
}

impl Lag {
	/// Of what was told. The p-th of n sorted figures is the one at p of n, rounded up.
	fn of<'a>(told: impl Iterator<Item = &'a Told>) -> Option<Self> {
		let mut all: Vec<u64> = told.map(|told| told.after).collect();
		all.sort_unstable();
		let at = |percent: usize| {
			let place = all.len().saturating_mul(percent).div_ceil(100).saturating_sub(1);
			all.get(place).copied()
		};
		Some(Self { p50: at(50)?, p95: at(95)?, most: at(100)? })
	}

	fn text(&self) -> String {
		let Self { p50, p95, most } = *self;
		let one =
			|name: &str, millis| format!("{name} {} slots ({} s)", slots(millis), fixed(millis));
		[one("p50", p50), one("p95", p95), one("most", most)].join(", ")
	}

	fn json(&self) -> Value {
		json!({ "p50_ms": self.p50, "p95_ms": self.p95, "most_ms": self.most })
	}
}

/// Milliseconds as seconds, with two decimals.
fn fixed(millis: u64) -> String {
	let hundredths = millis.div_ceil(10);
	format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Milliseconds as slots, with two decimals.
fn slots(millis: u64) -> String {
	fixed(millis.saturating_mul(1_000).div_ceil(SLOT_MILLIS))
}

impl Figures {
	/// Of what nodes have told in so many seconds.
	///
	/// # Errors
	/// When they told of no block that became final.
	pub fn of(seen: &[Seen], seconds: u64) -> anyhow::Result<Self> {
		let nothing = "no block became final; watch for longer";
		let all = || seen.iter().flat_map(|node| &node.r#final);
		ensure!(seen.iter().all(|node| !node.r#final.is_empty()), nothing);
		let first = all().min_by_key(|told| told.number).context(nothing)?;
		let last = all().max_by_key(|told| told.number).context(nothing)?;
		let slots = last.slot.saturating_sub(first.slot);
		let blocks = u64::from(last.number.saturating_sub(first.number));
		Ok(Self {
			nodes: seen.len(),
			seconds,
			first: first.number,
			last: last.number,
			slots,
			missed: slots.saturating_sub(blocks),
			best: Lag::of(seen.iter().flat_map(|node| &node.best)).context(nothing)?,
			r#final: Lag::of(all()).context(nothing)?,
		})
	}

	/// Missed slots, parts per 10,000, rounded down.
	fn missed(&self) -> u64 {
		self.missed.saturating_mul(10_000).checked_div(self.slots).unwrap_or_default()
	}

	/// For people.
	pub fn text(&self) -> String {
		let missed = self.missed();
		format!(
			"{} nodes, {} seconds, final blocks {} to {}\n\
			 slots    {}, missed {} ({}.{:02} %)\n\
			 seen     {}\n\
			 final    {}\n",
			self.nodes,
			self.seconds,
			self.first,
			self.last,
			self.slots,
			self.missed,
			missed / 100,
			missed % 100,
			self.best.text(),
			self.r#final.text()
		)
	}

	/// For programs.
	pub fn json(&self) -> Value {
		json!({
			"nodes": self.nodes,
			"seconds": self.seconds,
			"first_block": self.first,
			"last_block": self.last,
			"slots": self.slots,
			"missed": self.missed,
			"slot_ms": SLOT_MILLIS,
			"seen": self.best.json(),
			"final": self.r#final.json(),
		})
	}

	/// What is not as it should be.
	pub fn broken(&self) -> Vec<String> {
		let mut broken = Vec::new();
		if self.missed.saturating_mul(10_000) > self.slots.saturating_mul(MOST_MISSED) {
			broken.push(format!("{} of {} slots were missed", self.missed, self.slots));
		}
		for (name, lag, most) in
			[("p50", self.r#final.p50, MOST_P50), ("p95", self.r#final.p95, MOST_P95)]
		{
			if lag > most {
				broken.push(format!(
					"finality took {} slots at {name}, {} are allowed",
					slots(lag),
					most / SLOT_MILLIS
				));
			}
		}
		broken
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn told(blocks: impl Iterator<Item = (u32, u64, u64)>) -> Vec<Told> {
		blocks.map(|(number, slot, after)| Told { number, slot, after }).collect()
	}

	fn seen(finality: u64) -> Seen {
		let blocks = |after: u64| (1..=100).map(move |n| (n, 500 + u64::from(n), after));
		Seen { best: told(blocks(300)), r#final: told(blocks(finality)) }
	}

	#[test]
	fn figures_should_be_those_of_all_nodes_when_they_tell() {
		let figures = Figures::of(&[seen(4_000), seen(5_000)], 200).unwrap();
		assert_eq!((figures.slots, figures.missed), (99, 0));
		assert_eq!(figures.r#final, Lag { p50: 4_000, p95: 5_000, most: 5_000 });
		assert!(figures.broken().is_empty());
		let text = figures.text();
		assert!(text.contains("missed 0 (0.00 %)"), "{text}");
		assert!(text.contains("final    p50 2.00 slots (4.00 s), p95 2.50 slots"), "{text}");
		assert_eq!(figures.json()["final"]["p95_ms"], 5_000);
	}

	#[test]
	fn network_should_be_refused_when_it_is_slow() {
		let broken = Figures::of(&[seen(11_000)], 200).unwrap().broken();
		assert_eq!(broken.len(), 2, "{broken:?}");
		assert!(broken[1].contains("5.50 slots at p95, 5 are allowed"), "{broken:?}");
		// Two slots without a block.
		let mut late = seen(4_000);
		late.r#final.last_mut().unwrap().slot += 2;
		let broken = Figures::of(&[late], 200).unwrap().broken();
		assert_eq!(broken, ["2 of 101 slots were missed"]);
		let silent = Seen { r#final: Vec::new(), ..seen(0) };
		assert!(Figures::of(&[seen(4_000), silent], 200).is_err());
		assert!(Figures::of(&[], 200).is_err());
	}
}
