//! Each statement fails when the storage it speaks of is broken by hand.

use crate::{invariants::*, mock::*, Bonded, Standing, Validators as Set};
use caliber_primitives::invariants::{InvariantId, Invariants};

fn breaks(id: InvariantId, harm: fn()) {
	let mut repaired = sp_io::TestExternalities::default();
	repaired.execute_with(|| assert!(Validators::broken().is_empty()));
	with_chain(|| {
		let outcome = frame_support::storage::with_transaction(|| {
			harm();
			let holds = Validators::invariants().into_iter().find(|(i, _)| *i == id).unwrap().1;
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(holds))
		});
		assert_eq!(outcome, Ok(false), "{} still holds", id.says);
	});
}

#[test]
fn sorted_should_break_when_an_account_is_there_twice() {
	breaks(SORTED, || Set::<Test>::put(frame_support::BoundedVec::truncate_from(vec![2, 2])));
}

#[test]
fn agreed_should_break_when_a_standing_has_no_seat() {
	breaks(AGREED, || Bonded::<Test>::insert(7, Standing::Validator));
}

#[test]
fn bonded_should_break_when_a_candidate_holds_nothing() {
	breaks(BONDED, || Bonded::<Test>::insert(7, Standing::Candidate));
}
