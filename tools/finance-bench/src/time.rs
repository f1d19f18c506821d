//! Times two ways of doing the same in turn, so that both meet the same moods of the machine.

use anyhow::Result;
use std::time::{Duration, Instant};

const SAMPLES: usize = 51;
/// Long enough for the clock, short enough for the scheduler.
const SAMPLE: Duration = Duration::from_millis(2);

pub type Run<'a> = &'a mut dyn FnMut(u32) -> Result<()>;

/// The median time of one round of each, in nanoseconds.
pub fn medians(mut runs: [Run; 2]) -> Result<[f64; 2]> {
	let mut rounds = [1; 2];
	for (run, rounds) in runs.iter_mut().zip(&mut rounds) {
		while timed(run, *rounds)? < SAMPLE {
			*rounds *= 2;
		}
	}
	let mut samples = [const { Vec::new() }; 2];
	for _ in 0..SAMPLES {
		for ((run, rounds), samples) in runs.iter_mut().zip(rounds).zip(&mut samples) {
			samples.push(timed(run, rounds)?);
		}
	}
	let mut medians = [0.0; 2];
	for ((samples, rounds), median) in samples.iter_mut().zip(rounds).zip(&mut medians) {
		samples.sort_unstable();
		*median = samples[SAMPLES / 2].as_secs_f64() * 1e9 / f64::from(rounds);
	}
	Ok(medians)
}

fn timed(run: &mut Run, rounds: u32) -> Result<Duration> {
	let start = Instant::now();
	run(rounds)?;
	Ok(start.elapsed())
}
