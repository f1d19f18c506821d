//! What is done with loans and measured. A call of the pallet is a row of [`ACTS`] more.

use crate::world::{
	clock, eve_of, free_item, hash_of, newest, next_stop, offer, roll, World, BORROWER, CURATOR,
	ORIGINATOR,
};
use caliber_integration_tests::{measure::unfiltered, registry::day};
use caliber_primitives::{
	ids::{ItemId, LoanId},
	units::{Day, Seconds},
};
use caliber_runtime::{Lending, Runtime, Susdai};
use caliber_runtime_common::currency::CAL;
use frame_support::assert_ok;
use pallet_caliber::NextItem;
use pallet_lending::{Call, Loans, Record, TheBook};
use sp_keyring::Sr25519Keyring::{self, Dave};

/// An act. What is not measured is done before it.
pub struct Act {
	/// What it is.
	pub name: &'static str,
	/// What has to be done first.
	pub before: fn(&Loan),
	/// The act itself.
	pub act: fn(&Loan),
}

/// The loans that acts are about.
#[derive(Clone, Copy)]
pub struct Loan {
	/// Among the others; some instalments of it are paid.
	pub middle: LoanId,
	/// Among the others; only the last instalment is left.
	pub other: LoanId,
}

impl From<&World> for Loan {
	fn from(world: &World) -> Self {
		Self { middle: world.middle, other: world.other }
	}
}

fn call(who: Sr25519Keyring, call: Call<Runtime>) {
	assert_ok!(unfiltered(&who.to_account_id(), call));
}

fn nothing(_: &Loan) {}

fn transfer(_: &Loan) {
	let (dest, value) = (Dave.to_account_id().into(), CAL);
	let transfer = pallet_balances::Call::<Runtime>::transfer_keep_alive { dest, value };
	assert_ok!(unfiltered(&BORROWER.to_account_id(), transfer));
}

fn make_offer(_: &Loan) {
	let item = ItemId(NextItem::<Runtime>::get().0 - 1);
	call(ORIGINATOR, offer(item, 12));
}

fn stage(_: &Loan) {
	let (loan, terms_hash) = (newest(), hash_of(newest()));
	call(CURATOR, Call::stage { loan, terms_hash });
}

/// In the order in which they are done, each after all before it. The first is what the others are
/// held against.
pub const ACTS: &[Act] = &[
	Act { name: "a transfer of CAL", before: nothing, act: transfer },
	Act {
		name: "`offer`",
		before: |_| {
			free_item();
		},
		act: make_offer,
	},
	Act { name: "`stage`", before: nothing, act: stage },
	Act {
		name: "`unstage`",
		before: nothing,
		act: |_| call(CURATOR, Call::unstage { loan: newest() }),
	},
	Act {
		name: "`withdraw_offer`, staged",
		before: stage,
		act: |_| call(ORIGINATOR, Call::withdraw_offer { loan: newest() }),
	},
	Act {
		name: "`accept`",
		before: |at| {
			make_offer(at);
			stage(at);
		},
		act: |_| {
			let (loan, terms_hash) = (newest(), hash_of(newest()));
			call(BORROWER, Call::accept { loan, terms_hash });
			assert!(matches!(Loans::<Runtime>::get(loan), Some(Record::Active(_))));
		},
	},
	Act {
		name: "`repay`, one instalment",
		before: nothing,
		act: |at| call(BORROWER, Call::repay { loan: at.middle, windows: 1 }),
	},
	Act {
		name: "`repay`, the last instalment",
		before: |at| {
			let windows = Lending::loan(at.other).expect("it runs").windows - 1;
			call(BORROWER, Call::repay { loan: at.other, windows });
		},
		act: |at| {
			call(BORROWER, Call::repay { loan: at.other, windows: 1 });
			assert!(matches!(Loans::<Runtime>::get(at.other), Some(Record::Repaid(_))));
		},
	},
	Act {
		name: "`collect`",
		before: nothing,
		act: |at| call(Dave, Call::collect { loan: at.middle, tranche: 1 }),
	},
	Act {
		name: "`transfer_position`",
		before: nothing,
		act: |at| {
			let (loan, tranche, to) = (at.middle, 1, Dave.to_account_id());
			call(CURATOR, Call::transfer_position { loan, tranche, to });
		},
	},
	Act {
		name: "value of the book, and the vault's price",
		before: nothing,
		act: |_| {
			assert!(Lending::book_value().is_ok());
			assert!(Susdai::share_price().is_some());
		},
	},
	Act {
		name: "a block",
		before: |_| clock(Seconds(day(0).get() + 100)),
		act: |_| {
			roll();
		},
	},
	Act {
		name: "the first block of a day on which loans fall due",
		before: |_| eve_of(next_stop()),
		act: |_| {
			let before = TheBook::<Runtime>::get().cursor;
			roll();
			assert_eq!(TheBook::<Runtime>::get().cursor, Day(before.0 + 1));
		},
	},
];
