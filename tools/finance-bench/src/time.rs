//! Times two ways of doing the same in turn, so that both meet the same moods of the machine.

use anyhow::Result;
use std::time::{Duration, Instant};

const SAMPLES: usize = 500;
/// Long enough for the clock, short enough to fall between the interruptions of a busy machine.
const SAMPLE: Duration = Duration::from_micros(200);

pub type Run<'a> = &'a mut dyn FnMut(u32) -> Result<()>;

/// The least time of one round of each, in nanoseconds. Other programs only ever add to it, so the
/// least is what the work itself takes.
pub fn least(mut runs: [Run; 2]) -> Result<[f64; 2]> {
	let mut rounds = [1; 2];
	for (run, rounds) in runs.iter_mut().zip(&mut rounds) {
		while timed(run, *rounds)? < SAMPLE {
			*rounds *= 2;
		}
	}
	let mut least = [Duration::MAX; 2];
	for _ in 0..SAMPLES {
		for ((run, rounds), least) in runs.iter_mut().zip(rounds).zip(&mut least) {
			*least = timed(run, rounds)?.min(*least);
		}
	}
	let nanos = |least: Duration, rounds: u32| least.as_secs_f64() * 1e9 / f64::from(rounds);
	Ok([nanos(least[0], rounds[0]), nanos(least[1], rounds[1])])
}

fn timed(run: &mut Run, rounds: u32) -> Result<Duration> {
	let start = Instant::now();
	run(rounds)?;
	Ok(start.elapsed())
}
