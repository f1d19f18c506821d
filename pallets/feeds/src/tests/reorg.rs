//! Blocks that are no longer part of the chain.

use super::web::World;
use crate::{mock::*, Call, Feeds as Known, Rounds};
use caliber_primitives::ids::ReporterIndex;
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::Authorize,
};
use sp_runtime::{
	transaction_validity::{TransactionSource, TransactionTag},
	DispatchError,
};

/// What happens in blocks that are left for others: the state is the one before them afterwards,
/// and the node's own store is not.
fn retracted<R>(blocks: impl FnOnce() -> R) -> R {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(blocks()))).unwrap()
}

/// By which the pool knows that two reports are about the same.
fn tags(calls: &[Call<Test>]) -> Vec<TransactionTag> {
	let of = |call: &Call<Test>| {
		let call = RuntimeCall::from(call.clone());
		call.authorize(TransactionSource::Local).unwrap().unwrap().0.provides
	};
	calls.iter().flat_map(of).collect()
}

#[test]
fn report_should_be_sent_again_when_the_block_that_took_it_is_retracted() {
	// One that closes its rounds, and one that is a vote among others.
	for (chain, closes) in [(Chain::dev(), true), (Chain::new(4), false)] {
		World::run(chain, |world| {
			world.work();
			let first = world.sent();
			let (tags_of_first, asked) = (tags(&first), world.asked().len());
			assert_eq!((tags_of_first.len(), asked), (2, 4));
			retracted(|| {
				assert_eq!(World::take_in(first.clone()).len(), 1);
				assert_eq!(Rounds::<Test>::get(BILL).number.0, u32::from(closes));
				// The chain has it: there is nothing to do, and the pool would not take it twice.
				wait(30);
				world.work();
				assert!(world.sent().is_empty() && world.asked().is_empty());
				for call in &first {
					let call = RuntimeCall::from(call.clone());
					assert!(call.authorize(TransactionSource::Local).unwrap().is_err());
				}
			});
			assert!(Known::<Test>::get(BILL).unwrap().current.is_none());
			assert!(Rounds::<Test>::get(BILL).vote_of(ReporterIndex(0)).is_none());
			// The pool may bring it back by itself: it is as good as it was, under the same tags.
			assert_eq!(tags(&first), tags_of_first);
			// If it does not, the worker does, in the same words, and asks nobody.
			wait(30);
			world.work();
			let again = world.sent();
			assert_eq!(tags(&again), tags_of_first);
			assert!(world.asked().is_empty());
			let said = |calls: &[Call<Test>]| -> Vec<_> {
				let reports = calls.iter().filter_map(|call| match call {
					Call::report { report, .. } => Some(report.clone()),
					_ => None,
				});
				reports.collect()
			};
			assert_eq!(said(&again), said(&first));
			assert_eq!(World::take_in(again).len(), 1);
			assert_eq!(Rounds::<Test>::get(BILL).vote_of(ReporterIndex(0)).is_none(), closes);
			assert_eq!(Known::<Test>::get(BILL).unwrap().current.is_some(), closes);
		});
	}
}

#[test]
fn report_should_be_fetched_for_anew_when_it_was_retracted_too_late_to_be_sent_again() {
	World::run(Chain::dev(), |world| {
		world.work();
		let first = world.sent();
		retracted(|| assert_eq!(World::take_in(first).len(), 1));
		world.asked();
		wait(601);
		world.work();
		assert_eq!(world.asked().len(), 4);
		// The same value under the same name, fetched later.
		let heard = world.heard();
		assert_eq!(heard.iter().map(|said| said.fetched_at).max(), Some(at(601).get()));
		assert!(Known::<Test>::get(BILL).unwrap().current.is_some());
	});
}
