//! The simulated world, and what disturbs it.

use crate::{
	armed::{Arming, Armory},
	auctions::auctions,
	bills,
	clock::Clock,
	date::{Day, SECONDS},
	pages::as_of,
	rates::{months, Overnight},
	scenario::{Age, Case, Effect},
	source::Source,
	truth,
	view::View,
};
use serde::Deserialize;
use serde_json::{json, Value};

/// How old a stale answer is.
const STALE: i64 = 10 * SECONDS;
/// Days within which every source has something new.
const STEPS: i64 = 45;

/// The simulated world.
#[derive(Debug)]
pub struct World {
	seed: u64,
	added: usize,
	clock: Clock,
	armory: Armory,
}

/// The body of `POST /control/clock`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetClock {
	unix: i64,
}

impl World {
	/// Undisturbed, with so many GPU models beyond those that exist.
	pub fn new(seed: u64, added: usize, clock: Clock) -> Self {
		Self { seed, added, clock, armory: Armory::default() }
	}

	/// The seed.
	pub fn seed(&self) -> u64 {
		self.seed
	}

	/// The moment of the simulation.
	pub fn unix(&self) -> i64 {
		self.clock.unix()
	}

	/// GPU models beyond those that exist.
	pub fn added(&self) -> usize {
		self.added
	}

	/// The case for a question, and for how long it has been armed, in the time of the simulation.
	pub fn case(&self, source: Source, path: &str) -> Option<(&'static Case, i64)> {
		let unix = self.unix();
		let armed = self.armory.find(source, path, unix)?;
		Some((armed.case, unix - armed.since))
	}

	/// What a source shows to a question.
	pub fn view(&self, source: Source, path: &str) -> View {
		let unix = self.unix();
		let armed = self.armory.find(source, path, unix);
		let effect = armed.map_or(Effect::None, |armed| armed.case.effect);
		let shown = match (effect, armed) {
			(Effect::Age(Age::TenDays), _) => unix - STALE,
			(Effect::Age(Age::Step), _) => step_back(source, self.seed, unix),
			(Effect::Age(Age::Frozen), Some(armed)) => unix.min(armed.since),
			_ => unix,
		};
		let amount = armed.and_then(|armed| armed.arming.amount);
		View { seed: self.seed, unix: shown, added: self.added, effect, amount }
	}

	/// Sets the clock: `{"unix": seconds}`. Time then stands still, unless a speed was asked for.
	pub fn set_clock(&mut self, body: &[u8]) -> Result<Value, String> {
		let SetClock { unix } = serde_json::from_slice(body).map_err(|e| e.to_string())?;
		self.clock.set(unix)?;
		Ok(json!({ "unix": unix }))
	}

	/// Arms or lifts a case: `{"source": kind, "fault": name}` and the other members of an
	/// [`Arming`].
	pub fn set_fault(&mut self, body: &[u8]) -> Result<Value, String> {
		let arming: Arming = serde_json::from_slice(body).map_err(|e| e.to_string())?;
		let answer = json!(arming);
		self.arm(arming)?;
		Ok(answer)
	}

	/// Arms or lifts a case.
	///
	/// # Errors
	/// As [`Armory::arm`].
	pub fn arm(&mut self, arming: Arming) -> Result<(), String> {
		self.armory.arm(arming, self.clock.unix())
	}

	/// What is armed.
	pub fn faults(&self) -> Vec<&Arming> {
		self.armory.list()
	}

	/// What an honest reader finds now.
	pub fn truth(&self) -> Value {
		truth::truth(self)
	}
}

/// The days of the newest figures of a source.
fn newest(source: Source, seed: u64, unix: i64) -> Vec<Day> {
	let today = Day::of(unix);
	match source {
		Source::BillXml | Source::BillCsv | Source::ParXml | Source::ParCsv => {
			vec![bills::last_published(seed, unix)]
		},
		Source::Auctions | Source::Direct => auctions(seed, unix, today.plus(-STEPS))
			.into_iter()
			.filter(|auction| auction.weeks == Some(13) && auction.out() <= unix)
			.map(|auction| auction.held)
			.take(1)
			.collect(),
		Source::Averages => months(unix, 1),
		Source::NyFed => Overnight::ALL.map(|rate| rate.last_published(unix)).into(),
		Source::Fred | Source::FredCsv => {
			crate::pages::SERIES.map(|series| series.last_published(seed, unix)).into()
		},
		Source::Vast | Source::Runpod | Source::Ornn | Source::Lambda | Source::SfCompute => {
			vec![today]
		},
		Source::ResaleA | Source::ResaleB | Source::ResaleC => vec![as_of(unix)],
	}
}

/// The same time of the last day on which every figure was older.
fn step_back(source: Source, seed: u64, unix: i64) -> i64 {
	let now = newest(source, seed, unix);
	(1..STEPS)
		.map(|days| unix - days * SECONDS)
		.find(|then| {
			let then = newest(source, seed, *then);
			now.len() == then.len() && now.iter().zip(&then).all(|(now, then)| then < now)
		})
		.unwrap_or(unix)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::clock::AsOf;

	fn world(day: &str) -> World {
		World::new(1, 0, Clock::new(day.parse::<AsOf>().unwrap(), None))
	}

	#[test]
	fn world_should_show_the_past_when_a_source_is_stale() {
		let mut world = world("2026-08-11");
		let fresh = world.truth();
		assert_eq!(fresh["tbill_13w"]["date"], "2026-08-11");
		world.set_fault(br#"{"source":"ust-bill-xml","fault":"stale"}"#).unwrap();
		assert_eq!(world.truth()["tbill_13w"]["date"], "2026-07-31");
		assert_eq!(world.truth()["gpu_hour_micro_usd"], fresh["gpu_hour_micro_usd"]);
		world.set_fault(br#"{"source":"ust-bill-xml","fault":"off"}"#).unwrap();
		assert_eq!(world.truth(), fresh);
	}

	#[test]
	fn world_should_stop_for_a_source_when_its_answers_are_frozen() {
		let mut world = world("2026-08-11");
		world.set_fault(br#"{"source":"ust-bill-xml","fault":"frozen-cdn"}"#).unwrap();
		world.set_clock(br#"{"unix":1787400000}"#).unwrap();
		let truth = world.truth();
		assert_eq!(truth["tbill_13w"]["date"], "2026-08-11");
		assert_eq!(truth["unix"], 1_787_400_000);
		assert_eq!(world.case(Source::BillXml, "").map(|(_, age)| age), Some(907_201));
	}

	#[test]
	fn step_back_should_show_older_figures_of_every_source_when_days_pass() {
		for n in 0..9 {
			let unix = 1_786_492_799 + n * 250_000;
			for source in Source::ALL {
				let (now, then) =
					(newest(source, 2, unix), newest(source, 2, step_back(source, 2, unix)));
				assert!(
					!now.is_empty() && now.iter().zip(&then).all(|(now, then)| then < now),
					"{source} {unix}"
				);
			}
		}
	}

	#[test]
	fn world_should_stay_as_it_is_when_a_command_is_wrong() {
		let mut world = world("2026-08-11");
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
