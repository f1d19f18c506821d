//! Each statement can fail.

use crate::{
	mock::*, Agreed, Conducts, Current, CurrentSet, DayValue, FeedRules, Feeds as Known, History,
	MarketRules, Pending, Rounds, Sets, Suspect, BACKED, DISTINCT, KNOWN, OPEN, REMEMBERED, RULED,
	SORTED, TIMED,
};
use caliber_feeds_core::FeedKey;
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
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
	Known::<Test>::mutate(key, |feed| {
		let feed = feed.as_mut().unwrap();
		let mut agreed = *feed.current.unwrap().agreed();
		change(&mut agreed);
		feed.current = Some(Current::set_up(agreed));
	});
}

fn changed(change: fn(&mut Agreed), put: fn(&mut crate::Feed, Agreed)) {
	Known::<Test>::mutate(GPU, |feed| {
		let feed = feed.as_mut().unwrap();
		let mut agreed = *feed.current.unwrap().agreed();
		change(&mut agreed);
		put(feed, agreed);
	});
}

fn pending(change: fn(&mut Agreed)) {
	changed(change, |feed, agreed| feed.pending = Some(Pending { agreed, until: at(9) }));
}

fn suspect(change: fn(&mut Agreed)) {
	changed(change, |feed, agreed| feed.suspect = Some(Suspect { agreed, confirmations: 0 }));
}

fn remembered() -> DayValue {
	History::<Test>::get(GPU, DayValue::slot(TUESDAY)).unwrap()
}

fn remember(change: fn(&mut DayValue)) {
	let mut said = remembered();
	change(&mut said);
	History::<Test>::insert(GPU, DayValue::slot(TUESDAY), said);
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let cases: [(fn(), Option<InvariantId>); 30] = [
		(|| {}, None),
		(|| pending(|_| {}), None),
		(|| suspect(|_| {}), None),
		(|| current(BILL, |a| a.value = 200_000_001), Some(BACKED)),
		(|| current(GPU, |a| a.value = 49_999), Some(BACKED)),
		(|| current(GPU, |a| a.reporters = 2), Some(BACKED)),
		(|| current(GPU, |a| a.sources = 3 << 10), Some(BACKED)),
		(|| current(GPU, |a| (a.reporters, a.quorum) = (0, 0)), Some(BACKED)),
		(|| pending(|a| a.value = 0), Some(BACKED)),
		(|| suspect(|a| a.value = 0), Some(BACKED)),
		(|| current(GPU, |a| a.observed = at(31)), Some(TIMED)),
		(|| current(GPU, |a| a.accepted = at(1)), Some(TIMED)),
		(|| pending(|a| a.observed = Seconds(1)), Some(TIMED)),
		(|| suspect(|a| a.observed = Seconds(1)), Some(TIMED)),
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
		(
			|| {
				CurrentSet::<Test>::mutate(|set| set.reporters[1] = set.reporters[0].clone());
				Sets::<Test>::mutate(SetId(1), |members| {
					let members = members.as_mut().unwrap();
					members[1] = members[0].clone();
				});
			},
			Some(DISTINCT),
		),
		(|| CurrentSet::<Test>::mutate(|set| set.reporters[1].generation = 1), Some(KNOWN)),
		(|| CurrentSet::<Test>::mutate(|set| set.reporters[1].barred_until = at(1)), Some(KNOWN)),
		(|| Sets::<Test>::remove(SetId(1)), Some(KNOWN)),
		(|| Conducts::<Test>::remove(1), None),
		(|| Conducts::<Test>::mutate(1, |conduct| conduct.generation = 7), Some(KNOWN)),
		(|| remember(|said| said.value = 0), Some(REMEMBERED)),
		(|| remember(|said| said.day = TUESDAY.before(1)), Some(REMEMBERED)),
		(|| remember(|said| said.accepted = at(1)), Some(REMEMBERED)),
		(|| History::<Test>::insert(FeedKey::Sofr, 276, remembered()), Some(REMEMBERED)),
	];
	for (n, (corrupt, expected)) in cases.into_iter().enumerate() {
		assert_eq!(broken_by(corrupt), Vec::from_iter(expected), "case {n}");
	}
}
