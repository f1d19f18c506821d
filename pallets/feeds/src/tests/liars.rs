//! At most f liars of n change nothing that matters.

use crate::{mock::*, Feeds as Known, Refusal};
use caliber_feeds_core::Source;
use proptest::prelude::*;

/// What one reporter does.
#[derive(Clone, Copy, Debug)]
struct Lie {
	value: u64,
	conf: u64,
	venues: usize,
}

fn lie() -> impl Strategy<Value = Lie> {
	(50_000u64..50_000_000, any::<u64>(), 0usize..4).prop_map(|(value, conf, venues)| {
		// As wide as the pool lets through.
		let most = value / 4;
		let room = (value - 50_000).min(50_000_000 - value);
		Lie { value, conf: conf % (most.min(room) + 1), venues }
	})
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn market_should_stay_within_honest_votes_when_at_most_f_lie(
		f in 1u16..4,
		honest in prop::collection::vec((2_900_000u64..3_100_000, 0u64..400_000), 10),
		lies in prop::collection::vec(lie(), 3),
		order in Just((0..10u16).collect::<Vec<_>>()).prop_shuffle(),
	) {
		let n = 3 * f + 1;
		Chain::new(n).run(|| {
			let mut votes = Vec::new();
			for reporter in order.into_iter().filter(|reporter| *reporter < n) {
				let report = if reporter < f {
					let Lie { value, conf, venues } = lies[usize::from(reporter)];
					gpu_from(reporter, value, conf, &Source::GPU_VENUES[..venues])
				} else {
					let (value, conf) = honest[usize::from(reporter)];
					votes.extend([value - conf, value, value + conf]);
					gpu(reporter, value, conf)
				};
				let signature = sign(&report);
				match authorize(&report, signature) {
					Ok(()) => submit(report).unwrap(),
					// A liar without a source, or who comes after the end.
					Err(Refusal::WrongSources) => assert!(reporter < f),
					Err(refusal) => panic!("{refusal:?}"),
				}
				if Known::<Test>::get(GPU).unwrap().current.is_some() {
					break;
				}
			}
			let price = Known::<Test>::get(GPU).unwrap().current.unwrap().agreed().value;
			let price = u64::try_from(price).unwrap();
			assert!(votes.iter().min() <= Some(&price) && Some(&price) <= votes.iter().max());
		});
	}

	#[test]
	fn official_should_be_true_or_open_when_at_most_f_lie(
		f in 1u16..4,
		lies in prop::collection::vec(0i64..200_000_000, 3),
		silent in 0u16..10,
		order in Just((0..10u16).collect::<Vec<_>>()).prop_shuffle(),
	) {
		let n = 3 * f + 1;
		let truth = 37_400_000;
		Chain::new(n).run(|| {
			for reporter in order.into_iter().filter(|reporter| *reporter < n) {
				let value = if reporter < f { lies[usize::from(reporter)] } else { truth };
				if reporter != silent && submit(bill(reporter, TUESDAY, value)).is_err() {
					break;
				}
				let current = Known::<Test>::get(BILL).unwrap().current;
				assert!(current.is_none_or(|current| current.agreed().value == truth));
			}
		});
	}

	#[test]
	fn statements_should_hold_and_time_should_not_go_back_when_anything_is_reported(
		steps in prop::collection::vec(
			(0u16..5, any::<bool>(), 0i64..3, 0u32..3, 0u64..100_000, any::<bool>()), 40..80,
		),
	) {
		Chain::new(4).run(|| {
			let mut last = [0; 2];
			for (reporter, official, choice, back, seconds, next) in steps {
				let report = if official {
					let day = caliber_feeds_core::ObsDay::of(Feeds::now().get()).before(back);
					bill(reporter, day, 30_000_000 + choice * 8_000_000)
				} else {
					let value = 3_000_000 + choice.unsigned_abs() * 600_000;
					gpu_from(reporter, value, 0, &Source::GPU_VENUES[..3 - usize::from(choice == 1)])
				};
				let _ = submit(report);
				for (key, last) in [BILL, GPU].into_iter().zip(&mut last) {
					if let Some(current) = Known::<Test>::get(key).unwrap().current {
						assert!(*last <= current.agreed().observed.get());
						*last = current.agreed().observed.get();
					}
				}
				if next {
					wait(seconds);
				}
			}
		});
	}
}
