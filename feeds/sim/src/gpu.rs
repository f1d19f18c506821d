//! GPU models, what each venue calls them, and what they cost by the hour and when sold on.

use crate::{
	bills::BASIS,
	date::Day,
	noise::{pick, shift, walk, ORIGIN},
};
use serde::Deserialize;
use std::sync::LazyLock;

/// Parts per million in one.
const MILLION: i64 = 1_000_000;
/// Most models that can be added: with them a broker's catalogue still fits 2,048 quotes and
/// 256 KiB.
pub const MOST_ADDED: usize = 100;

/// A model.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
	/// Its name here.
	pub slug: String,
	/// `gpu_name` at Vast.
	pub vast: Option<String>,
	/// `gpu_ram` at Vast, MiB.
	#[serde(default)]
	pub vram: i64,
	/// At RunPod.
	pub runpod: Option<Runpod>,
	/// At Lambda.
	pub lambda: Option<Lambda>,
	/// `gpuType` at Ornn.
	pub ornn: Option<String>,
	/// `instance_type` at SF Compute.
	#[serde(default)]
	pub sfcompute: Vec<String>,
	/// `sku` in resale catalogues.
	pub resale: Option<String>,
	/// What an hour costs.
	pub hour: Hour,
	/// What a new one is sold on for, dollars.
	#[serde(default)]
	pub resale_usd: i64,
}

/// RunPod's words for a model.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Runpod {
	/// `id`.
	pub id: String,
	/// `displayName`.
	pub display: String,
	/// `memoryInGb`.
	pub memory: i64,
	/// `stockStatus`.
	pub stock: Option<String>,
}

/// Lambda's words for a model.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Lambda {
	/// What follows `gpu_8x_`.
	pub name: String,
	/// The description of one GPU.
	pub description: String,
	/// GPUs of the instances.
	pub sizes: Vec<i64>,
}

/// What an hour of one GPU costs at each venue; 0 where it is not offered.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hour {
	/// The listing in the middle at Vast, hundreds of micro-dollars.
	pub vast: i64,
	/// At RunPod on machines of others, cents.
	pub community: i64,
	/// At RunPod in data centres, cents.
	pub secure: i64,
	/// At Lambda for each size of instance, cents.
	pub lambda: Vec<i64>,
	/// Ornn's index, cents.
	pub ornn: i64,
	/// In SF Compute's order book, cents.
	pub sfcompute: i64,
}

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
	serde_json::from_str(include_str!("../fixtures/gpu_models.json"))
		.expect("the models are part of the program and tested")
});

/// The models on offer: those of the fixture, and `added` invented ones, known to every venue.
pub fn models(added: usize) -> Vec<Model> {
	let mut models = MODELS.clone();
	models.extend((1i64..).take(added.min(MOST_ADDED)).map(invented));
	models
}

fn invented(n: i64) -> Model {
	let name = format!("SIM {n:03}");
	let cents = 50 + 7 * n;
	Model {
		slug: format!("sim_{n:03}"),
		vast: Some(name.clone()),
		vram: 81_559,
		runpod: Some(Runpod {
			id: format!("NVIDIA {name}"),
			display: name.clone(),
			memory: 80,
			stock: Some("High".into()),
		}),
		lambda: Some(Lambda {
			name: format!("sim_{n:03}"),
			description: name.clone(),
			sizes: vec![8],
		}),
		ornn: Some(name),
		sfcompute: vec![format!("sim{n:03}")],
		resale: Some(format!("sim-{n:03}")),
		hour: Hour {
			vast: cents * 100,
			community: cents + 5,
			secure: cents + 15,
			lambda: vec![cents + 25],
			ornn: cents + 2,
			sfcompute: cents - 5,
		},
		resale_usd: 5_000 + 400 * n,
	}
}

impl Model {
	/// What an hour costs on a day, UTC.
	pub fn hour(&self, seed: u64, day: Day) -> Hour {
		let level = MILLION
			+ walk(seed, "gpu", day, 5_000, 80_000, |_| true)
			+ shift(seed, "gpu shift", 20_000)
			+ self.own(seed, day);
		let of = |venue: &str, price: i64| {
			let own = if day == ORIGIN { 0 } else { pick(seed, venue, day.0, 10_000) };
			(price * (level + own) + MILLION / 2) / MILLION
		};
		let hour = &self.hour;
		Hour {
			vast: of("vast", hour.vast),
			community: of("runpod", hour.community),
			secure: of("runpod", hour.secure),
			lambda: hour.lambda.iter().map(|cents| of("lambda", *cents)).collect(),
			ornn: of("ornn", hour.ornn),
			sfcompute: of("sfcompute", hour.sfcompute),
		}
	}

	/// What one is sold on for in a condition, cents: used at 72 % of new, by a broker whose quotes
	/// are `bias` basis points off the market.
	pub fn resale(&self, seed: u64, day: Day, condition: Condition, bias: i64) -> i64 {
		let level = MILLION
			+ walk(seed, "resale", day, 2_000, 100_000, |_| true)
			+ shift(seed, "resale shift", 20_000)
			+ self.own(seed, day);
		let percent = match condition {
			Condition::New => 100,
			Condition::Refurbished => 85,
			Condition::Used => 72,
		};
		let cents = self.resale_usd * percent * level / MILLION;
		cents * (BASIS + bias) / BASIS
	}

	fn own(&self, seed: u64, day: Day) -> i64 {
		walk(seed, &self.slug, day, 1_000, 20_000, |_| true)
	}
}

impl Hour {
	/// The median of what a venue asks, micro-dollars, or `None` where nothing is on offer.
	pub fn vast(&self) -> Option<i64> {
		Some(self.vast * 100).filter(|price| *price > 0)
	}

	/// As [`Hour::vast`].
	pub fn runpod(&self) -> Option<i64> {
		median([self.community, self.secure].into_iter().filter(|cents| *cents > 0))
	}

	/// As [`Hour::vast`].
	pub fn lambda(&self) -> Option<i64> {
		median(self.lambda.iter().copied())
	}

	/// As [`Hour::vast`].
	pub fn ornn(&self) -> Option<i64> {
		median([self.ornn].into_iter().filter(|cents| *cents > 0))
	}

	/// As [`Hour::vast`].
	pub fn sfcompute(&self) -> Option<i64> {
		median([self.sfcompute].into_iter().filter(|cents| *cents > 0))
	}
}

/// The median of prices in cents, micro-dollars.
fn median(cents: impl Iterator<Item = i64>) -> Option<i64> {
	middle(cents.map(|cents| cents * 10_000).collect())
}

/// The value in the middle, or half-way between two, rounded down.
pub fn middle(mut values: Vec<i64>) -> Option<i64> {
	values.sort_unstable();
	let half = values.len() / 2;
	match (values.get(half.wrapping_sub(1)), values.get(half)) {
		(Some(a), Some(b)) if values.len().is_multiple_of(2) => Some(a + (b - a) / 2),
		(_, only) => only.copied(),
	}
}

/// In which hardware is sold on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Condition {
	/// Never used.
	New,
	/// Tested and repaired.
	Refurbished,
	/// As taken out of service.
	Used,
}

impl Condition {
	/// All of them.
	pub const ALL: [Self; 3] = [Self::New, Self::Refurbished, Self::Used];

	/// The word for it in catalogues.
	pub fn word(self) -> &'static str {
		match self {
			Self::New => "new",
			Self::Refurbished => "refurbished",
			Self::Used => "used",
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn models_should_have_names_of_their_own_when_many_are_added() {
		let models = models(1_000);
		assert_eq!(models.len(), 11 + MOST_ADDED);
		let mut slugs: Vec<_> = models.iter().map(|model| &model.slug).collect();
		slugs.sort_unstable();
		slugs.dedup();
		assert_eq!(slugs.len(), models.len());
		for model in &models {
			let sizes = model.lambda.as_ref().map_or(0, |lambda| lambda.sizes.len());
			assert_eq!(sizes, model.hour.lambda.len(), "{}", model.slug);
			assert_eq!(model.vast.is_some(), model.hour.vast().is_some());
			assert_eq!(model.runpod.is_some(), model.hour.runpod().is_some());
			assert_eq!(model.ornn.is_some(), model.hour.ornn().is_some());
			assert_eq!(!model.sfcompute.is_empty(), model.hour.sfcompute().is_some());
			assert_eq!(model.resale.is_some(), model.resale_usd > 0);
		}
	}

	#[test]
	fn hour_should_be_the_published_one_when_the_seed_is_zero() {
		let hour = models(0)[0].hour(0, ORIGIN);
		assert_eq!(hour, models(0)[0].hour);
		assert_eq!(
			(hour.vast(), hour.runpod(), hour.lambda()),
			(Some(2_402_400), Some(3_090_000), Some(4_140_000))
		);
	}

	#[test]
	fn prices_should_move_little_by_little_when_days_pass() {
		for model in models(2).iter().filter(|model| model.runpod.is_some()) {
			for seed in 0..4 {
				let price = |day| model.hour(seed, day).secure;
				for n in 100..400 {
					let (old, new) = (price(ORIGIN.plus(n)), price(ORIGIN.plus(n + 1)));
					assert!((new - old).abs() * 20 < new + 20, "{} {old} {new}", model.slug);
				}
				assert_ne!(model.hour(seed, ORIGIN), model.hour(seed + 1, ORIGIN));
			}
		}
	}

	#[test]
	fn middle_should_be_half_way_when_there_are_two() {
		for (values, want) in
			[(vec![], None), (vec![3], Some(3)), (vec![4, 1], Some(2)), (vec![9, 1, 5], Some(5))]
		{
			assert_eq!(middle(values), want);
		}
	}
}
