//! Who may report.

use crate::{mock::*, CurrentSet, Event, MAX_REPORTERS};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	prices::Reporters,
};
use frame_support::{assert_ok, traits::Hooks};
use sp_core::{crypto::Pair, H256};

fn bytes(reporter: u16) -> [u8; 32] {
	pair(reporter).public().into_inner().0
}

#[test]
fn set_should_change_only_when_the_keys_do() {
	Chain::new(4).run(|| {
		assert_eq!(<Feeds as Reporters>::set(), (SetId(1), 4));
		new_session(0..4);
		assert_eq!(<Feeds as Reporters>::set(), (SetId(1), 4));
		assert!(events().is_empty());
		new_session(1..8);
		assert_eq!(<Feeds as Reporters>::set(), (SetId(2), 7));
		let changed = Event::ReportersChanged { set: SetId(2), reporters: 7, quorum: 5 };
		assert_eq!(events(), [changed]);
		assert_eq!(<Feeds as Reporters>::key(ReporterIndex(0)), Some(bytes(1)));
		assert_eq!(<Feeds as Reporters>::key(ReporterIndex(7)), None);
		// What is not the keys stays.
		let set = CurrentSet::<Test>::get();
		assert_eq!((set.genesis, set.dev), (GENESIS, false));
	});
}

#[test]
fn set_should_be_cut_when_there_are_more_validators_than_reporters() {
	Chain::new(4).run(|| {
		new_session(0..150);
		assert_eq!(<Feeds as Reporters>::set(), (SetId(2), MAX_REPORTERS));
	});
}

#[test]
fn genesis_hash_should_be_taken_in_block_one_only() {
	Chain::new(4).run(|| {
		assert_eq!(CurrentSet::<Test>::get().genesis, GENESIS);
		frame_system::BlockHash::<Test>::insert(0, H256([1; 32]));
		for block in [2, 3, 1_000] {
			assert!(Feeds::on_initialize(block) == Default::default());
		}
		assert_eq!(CurrentSet::<Test>::get().genesis, GENESIS);
	});
}

#[test]
fn views_should_agree_with_the_state() {
	Chain::new(4).run(|| {
		assert_ok!(submit(bill(2, TUESDAY, 37_400_000)));
		let status = Feeds::round(BILL);
		assert_eq!((status.number.0, status.set, status.votes, status.quorum), (0, SetId(1), 1, 3));
		assert_eq!(Feeds::reporters(), (SetId(1), (0..4).map(bytes).collect()));
		let mut feeds = Feeds::feeds();
		feeds.sort_by_key(|(key, _)| *key);
		assert_eq!(feeds, [(BILL, bill_rules()), (GPU, gpu_rules())]);
	});
}
