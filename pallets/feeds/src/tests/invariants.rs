//! Each statement can fail.

use crate::{
	mock::*, Agreed, CurrentSet, FeedRules, Feeds as Known, MarketRules, Rounds, BACKED, DISTINCT,
	OPEN, RULED, SORTED, TIMED,
};
use caliber_feeds_core::FeedKey;
use caliber_primitives::{
	ids::ReporterIndex,
	invariants::{InvariantId, Invariants},
	units::{Ppm, Seconds},
};

/// The statements that `corrupt` breaks, on a chain with both values and a vote of reporter 3.
fn broken_by(corrupt: fn()) -> Vec<InvariantId> {
	Chain::new(4).ext().execute_with(|| {
		for reporter in 0..3 {
			submit(gpu(reporter, 3_000_000, 0)).unwrap();
			submit(bill(reporter, TUESDAY, 37_400_000)).unwrap();
		}
		submit(gpu(1, 3_000_000, 0)).unwrap();
		submit(gpu(3, 3_000_000, 0)).unwrap();
		corrupt();
		Feeds::invariants().into_iter().filter(|(_, holds)| !holds).map(|(id, _)| id).collect()
	})
}

fn current(key: FeedKey, change: fn(&mut Agreed)) {
	Known::<Test>::mutate(key, |feed| change(feed.as_mut().unwrap().current.as_mut().unwrap()));
}

fn pending(change: fn(&mut Agreed)) {
	Known::<Test>::mutate(GPU, |feed| {
		let feed = feed.as_mut().unwrap();
		let mut agreed = feed.current.unwrap();
		change(&mut agreed);
		feed.pending = Some(agreed);
	});
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let cases: [(fn(), Option<InvariantId>); 18] = [
		(|| {}, None),
		(|| pending(|_| {}), None),
		(|| current(BILL, |a| a.value = 200_000_001), Some(BACKED)),
		(|| current(GPU, |a| a.value = 49_999), Some(BACKED)),
		(|| current(GPU, |a| a.reporters = 2), Some(BACKED)),
		(|| current(GPU, |a| a.sources = 3 << 10), Some(BACKED)),
		(|| current(GPU, |a| (a.reporters, a.quorum) = (0, 0)), Some(BACKED)),
		(|| pending(|a| a.value = 0), Some(BACKED)),
		(|| current(GPU, |a| a.observed = at(31)), Some(TIMED)),
		(|| current(GPU, |a| a.accepted = at(1)), Some(TIMED)),
		(|| pending(|a| a.observed = Seconds(1)), Some(TIMED)),
		(|| Rounds::<Test>::mutate(GPU, |r| r.votes.as_mut().reverse()), Some(SORTED)),
		(|| Rounds::<Test>::mutate(GPU, |r| r.votes[1].reporter = ReporterIndex(1)), Some(SORTED)),
		(|| Rounds::<Test>::mutate(GPU, |r| r.votes[1].reporter = ReporterIndex(4)), Some(SORTED)),
		(
			|| {
				Known::<Test>::mutate(GPU, |feed| {
					let rules = MarketRules { gate: Ppm(0), ..MarketRules::GPU_HOUR };
					feed.as_mut().unwrap().rules = FeedRules::Market(rules);
				})
			},
			Some(RULED),
		),
		(|| Rounds::<Test>::insert(FeedKey::Sofr, crate::Round::default()), Some(RULED)),
		(
			|| {
				Rounds::<Test>::mutate(GPU, |round| {
					let mut vote = round.votes[0];
					vote.reporter = ReporterIndex(2);
					round.votes.try_insert(1, vote).unwrap();
				})
			},
			Some(OPEN),
		),
		(|| CurrentSet::<Test>::mutate(|set| set.keys[1] = set.keys[0].clone()), Some(DISTINCT)),
	];
	for (n, (corrupt, expected)) in cases.into_iter().enumerate() {
		assert_eq!(broken_by(corrupt), Vec::from_iter(expected), "case {n}");
	}
}
