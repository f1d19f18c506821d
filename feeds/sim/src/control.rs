//! What disturbs the simulation, and what is true in it.

use crate::{
	date::{Day, SECONDS},
	market::{self, GpuHour},
};
use serde::{Deserialize, Serialize};
use serde_json::{json, Map, Value};
use std::{
	collections::BTreeMap,
	str::FromStr,
	time::{SystemTime, UNIX_EPOCH},
};

/// A source that is simulated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Source {
	/// The Treasury's daily bill rates.
	#[serde(rename = "ust-bill-xml")]
	Treasury,
	/// Vast's offers.
	#[serde(rename = "vast-bundles")]
	Vast,
	/// RunPod's GPU types.
	#[serde(rename = "runpod-graphql")]
	Runpod,
	/// Lambda's instance types.
	#[serde(rename = "lambda-instance-types")]
	Lambda,
}

/// How a source misbehaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fault {
	/// Status 500 and an HTML page.
	Status500,
	/// No answer until the fault is lifted.
	Hang,
	/// Status 200, the right type, and half of the body followed by something else.
	Garbage,
	/// The answer of ten days before.
	Stale,
	/// None.
	Off,
}

/// How old a stale answer is.
const STALE: i64 = 10 * SECONDS;
/// Times that the simulation can be set to: the years 2000 to 2099.
const TIMES: std::ops::Range<i64> = 946_684_800..4_102_444_800;

/// The moment that the simulation shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AsOf {
	/// The clock of the machine.
	Now,
	/// A moment, Unix seconds, at which time stands still.
	At(i64),
}

impl AsOf {
	/// A moment, or an error that says which ones there are.
	pub fn at(unix: i64) -> Result<Self, String> {
		if !TIMES.contains(&unix) {
			return Err(format!("{unix} is not a time in the years 2000 to 2099"));
		}
		Ok(Self::At(unix))
	}

	/// The Unix time.
	pub fn unix(self) -> i64 {
		match self {
			Self::At(unix) => unix,
			Self::Now => SystemTime::now()
				.duration_since(UNIX_EPOCH)
				.ok()
				.and_then(|since| i64::try_from(since.as_secs()).ok())
				.unwrap_or_default()
				.clamp(TIMES.start, TIMES.end - 1),
		}
	}
}

/// `now`, Unix seconds, or a date: its last second, UTC, when its rates are out.
impl FromStr for AsOf {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		if text == "now" {
			return Ok(Self::Now);
		}
		if let Ok(unix) = text.parse() {
			return Self::at(unix);
		}
		let day: Day = text
			.parse()
			.map_err(|()| "give Unix seconds, a date as YYYY-MM-DD, or now".to_string())?;
		Self::at((day.0 + 1) * SECONDS - 1)
	}
}

/// The simulated world.
#[derive(Debug)]
pub struct World {
	seed: u64,
	as_of: AsOf,
	faults: BTreeMap<Source, Fault>,
}

/// The body of `POST /control/clock`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetClock {
	unix: i64,
}

/// The body of `POST /control/scenario`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFault {
	source: Source,
	fault: Fault,
}

impl World {
	/// Without faults.
	pub fn new(seed: u64, as_of: AsOf) -> Self {
		Self { seed, as_of, faults: BTreeMap::new() }
	}

	/// The seed.
	pub fn seed(&self) -> u64 {
		self.seed
	}

	/// How a source misbehaves now.
	pub fn fault(&self, source: Source) -> Fault {
		self.faults.get(&source).copied().unwrap_or(Fault::Off)
	}

	/// The moment that a source shows.
	pub fn shown(&self, source: Source) -> i64 {
		let late = if self.fault(source) == Fault::Stale { STALE } else { 0 };
		self.as_of.unix() - late
	}

	/// Sets the clock: `{"unix": seconds}`. Time then stands still.
	pub fn set_clock(&mut self, body: &[u8]) -> Result<Value, String> {
		let SetClock { unix } = serde_json::from_slice(body).map_err(|e| e.to_string())?;
		self.as_of = AsOf::at(unix)?;
		Ok(json!({ "unix": unix }))
	}

	/// Arms or lifts a fault: `{"source": kind, "fault": name}`.
	pub fn set_fault(&mut self, body: &[u8]) -> Result<Value, String> {
		let SetFault { source, fault } = serde_json::from_slice(body).map_err(|e| e.to_string())?;
		self.faults.insert(source, fault);
		Ok(json!({ "source": source, "fault": fault }))
	}

	/// What an honest reader finds now: bill rates in parts per billion, GPU-hours in micro-dollars.
	/// A stale source shows its old values; what other faults hide is what would be shown.
	pub fn truth(&self) -> Value {
		let day = market::last_published(self.seed, self.shown(Source::Treasury));
		let bills = market::bills(self.seed, day);
		let rates = |value: fn(&market::Bill) -> i64| -> Map<String, Value> {
			bills.iter().map(|b| (b.weeks.to_string(), json!(value(b) * 100_000))).collect()
		};
		let discounts = rates(|bill| bill.discount);
		let equivalents = rates(|bill| bill.coupon_equivalent);
		json!({
			"seed": self.seed,
			"unix": self.as_of.unix(),
			"faults": self.faults,
			"tbill_13w": {
				"date": day.to_string(),
				"obs_day": day.0,
				"discount_ppb": discounts.get("13"),
				"coupon_equivalent_ppb": equivalents.get("13"),
			},
			"bills": { "discount_ppb": discounts, "coupon_equivalent_ppb": equivalents },
			"gpu_hour_micro_usd": { "h100_sxm": self.h100() },
		})
	}

	fn h100(&self) -> Map<String, Value> {
		let of = |source| GpuHour::of(self.seed, Day::of(self.shown(source)));
		let (vast, runpod, lambda) = (of(Source::Vast), of(Source::Runpod), of(Source::Lambda));
		GpuHour { vast: vast.vast, lambda: lambda.lambda, ..runpod }
			.medians()
			.map(|(name, value)| (name.to_string(), json!(value)))
			.into_iter()
			.collect()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn as_of_should_be_read_when_spelled_in_any_way() {
		assert_eq!("now".parse(), Ok(AsOf::Now));
		assert_eq!("1786492800".parse(), Ok(AsOf::At(1_786_492_800)));
		assert_eq!("2026-08-11".parse(), Ok(AsOf::At(1_786_492_799)));
		for wrong in ["", "tomorrow", "2026-02-30", "-1", "0", "99999999999999", "1999-12-31"] {
			assert!(wrong.parse::<AsOf>().is_err(), "{wrong}");
		}
		assert!(TIMES.contains(&AsOf::Now.unix()));
	}

	#[test]
	fn world_should_show_the_past_when_a_source_is_stale() {
		let mut world = World::new(1, AsOf::At(1_786_492_799));
		let fresh = world.truth();
		assert_eq!(fresh["tbill_13w"]["date"], "2026-08-11");
		world.set_fault(br#"{"source":"ust-bill-xml","fault":"stale"}"#).unwrap();
		assert_eq!(world.truth()["tbill_13w"]["date"], "2026-07-31");
		assert_eq!(world.truth()["gpu_hour_micro_usd"], fresh["gpu_hour_micro_usd"]);
		world.set_fault(br#"{"source":"ust-bill-xml","fault":"off"}"#).unwrap();
		assert_eq!(world.truth()["tbill_13w"], fresh["tbill_13w"]);
	}

	#[test]
	fn world_should_stay_as_it_is_when_a_command_is_wrong() {
		let mut world = World::new(1, AsOf::At(1_786_492_799));
		let before = world.truth();
		for body in ["", "{}", r#"{"unix":"x"}"#, r#"{"unix":1}"#, r#"{"unix":1786492800,"x":1}"#] {
			assert!(world.set_clock(body.as_bytes()).is_err(), "{body}");
		}
		for body in
			["{}", r#"{"source":"fred","fault":"off"}"#, r#"{"source":"vast-bundles","fault":"x"}"#]
		{
			assert!(world.set_fault(body.as_bytes()).is_err(), "{body}");
		}
		assert_eq!(world.truth(), before);
	}
}
