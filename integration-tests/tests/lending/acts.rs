//! What is done with loans and measured. A further call of the pallet is a further row of [`ACTS`].

use crate::world::{
	clock, eve_of, free_item, hash_of, newest, next_stop, offer, offer_to_come, roll, At, BORROWER,
	CURATOR, ORIGINATOR, SERVICER,
};
use caliber_integration_tests::{
	measure::unfiltered,
	registry::{day, CUSTODIAN},
};
use caliber_primitives::{
	ids::ItemId,
	units::{Day, Seconds, UsdaiAmount, UNIT},
};
use caliber_runtime::{Lending, Runtime, Susdai};
use caliber_runtime_common::currency::CAL;
use frame_support::assert_ok;
use pallet_caliber::NextItem;
use pallet_lending::{Call, Loans, Milestone, Payee, Record, TheBook};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Dave};

/// An act. What is not measured is done before it.
pub struct Act {
	/// What it is.
	pub name: &'static str,
	/// Reads/writes, and bytes of proof, that we allow it.
	pub budget: &'static str,
	/// What has to be done first.
	pub before: fn(&At),
	/// The act itself.
	pub act: fn(&At),
}

fn call(who: Sr25519Keyring, call: Call<Runtime>) {
	assert_ok!(unfiltered(&who.to_account_id(), call));
}

fn nothing(_: &At) {}

fn transfer(_: &At) {
	let (dest, value) = (Dave.to_account_id().into(), CAL);
	let transfer = pallet_balances::Call::<Runtime>::transfer_keep_alive { dest, value };
	assert_ok!(unfiltered(&BORROWER.to_account_id(), transfer));
}

fn make_offer(_: &At) {
	let item = ItemId(NextItem::<Runtime>::get().0 - 1);
	call(ORIGINATOR, offer(item, 12));
}

fn stage(_: &At) {
	let (loan, terms_hash) = (newest(), hash_of(newest()));
	call(CURATOR, Call::stage { loan, terms_hash });
}

fn confirm(who: Sr25519Keyring, milestone: Milestone) {
	let (loan, evidence) = (newest(), H256::zero());
	call(who, Call::confirm_milestone { loan, milestone, evidence });
}

fn wait_for(at: &At) {
	call(ORIGINATOR, offer_to_come());
	stage(at);
	let (loan, terms_hash) = (newest(), hash_of(newest()));
	call(BORROWER, Call::escrow { loan, terms_hash, order: H256::zero() });
}

/// In the order in which they are done, each after all before it. The first is what the others are
/// held against.
pub const ACTS: &[Act] = &[
	Act { name: "a transfer of CAL", budget: "", before: nothing, act: transfer },
	Act {
		name: "`offer`",
		budget: "",
		before: |_| {
			free_item();
		},
		act: make_offer,
	},
	Act { name: "`stage`", budget: "", before: nothing, act: stage },
	Act {
		name: "`unstage`",
		budget: "",
		before: nothing,
		act: |_| call(CURATOR, Call::unstage { loan: newest() }),
	},
	Act {
		name: "`withdraw_offer`, staged",
		budget: "",
		before: stage,
		act: |_| call(ORIGINATOR, Call::withdraw_offer { loan: newest() }),
	},
	Act {
		name: "`accept`",
		budget: "28/17; 16,000",
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
		name: "`escrow`",
		budget: "",
		before: |at| {
			call(ORIGINATOR, offer_to_come());
			stage(at);
		},
		act: |_| {
			let (loan, terms_hash) = (newest(), hash_of(newest()));
			call(BORROWER, Call::escrow { loan, terms_hash, order: H256::zero() });
		},
	},
	Act {
		name: "`confirm_milestone`",
		budget: "",
		before: nothing,
		act: |_| confirm(CUSTODIAN, Milestone::Delivered),
	},
	Act {
		name: "`release_escrow`",
		budget: "",
		before: |_| {
			confirm(SERVICER, Milestone::Installed);
			free_item();
		},
		act: |_| {
			let (loan, item) = (newest(), ItemId(NextItem::<Runtime>::get().0 - 1));
			let items = vec![item].try_into().expect("one fits");
			call(BORROWER, Call::release_escrow { loan, items });
			assert!(matches!(Loans::<Runtime>::get(loan), Some(Record::Active(_))));
		},
	},
	Act {
		name: "`end_escrow`",
		budget: "",
		before: wait_for,
		act: |_| {
			let loan = newest();
			call(BORROWER, Call::end_escrow { loan });
			assert!(matches!(Loans::<Runtime>::get(loan), Some(Record::Withdrawn(_))));
		},
	},
	Act {
		name: "`repay`, one instalment",
		budget: "11/10; 12,000",
		before: nothing,
		act: |at| call(BORROWER, Call::repay { loan: at.middle, windows: 1 }),
	},
	Act {
		name: "`repay`, the last instalment",
		budget: "17/15",
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
		budget: "",
		before: nothing,
		act: |at| call(Dave, Call::collect { loan: at.middle, payee: Payee::Tranche(1) }),
	},
	Act {
		name: "`fund_lockbox`",
		budget: "",
		before: nothing,
		act: |at| call(BORROWER, Call::fund_lockbox { loan: at.middle, amount: UsdaiAmount(UNIT) }),
	},
	Act {
		name: "`sweep`, before the due date",
		budget: "",
		before: nothing,
		act: |at| call(Dave, Call::sweep { loan: at.middle }),
	},
	Act {
		name: "`prepay`, a dollar",
		budget: "",
		before: nothing,
		act: |at| call(BORROWER, Call::prepay { loan: at.middle, amount: UsdaiAmount(UNIT) }),
	},
	Act {
		name: "`review`",
		budget: "",
		before: nothing,
		act: |at| call(Dave, Call::review { loan: at.middle }),
	},
	Act {
		name: "`transfer_position`",
		budget: "",
		before: nothing,
		act: |at| {
			let (loan, tranche, to) = (at.middle, 1, Dave.to_account_id());
			call(CURATOR, Call::transfer_position { loan, tranche, to });
		},
	},
	Act {
		name: "value of the book, and the vault's price",
		budget: "4/0",
		before: nothing,
		act: |_| {
			assert!(Lending::book_value().is_ok());
			assert!(Susdai::share_price().is_some());
		},
	},
	Act {
		name: "a block",
		budget: "2/0",
		before: |_| clock(Seconds(day(0).get() + 100)),
		act: |_| {
			roll();
		},
	},
	Act {
		name: "the first block of a day on which loans fall due",
		budget: "",
		before: |_| eve_of(next_stop()),
		act: |_| {
			let before = TheBook::<Runtime>::get().cursor;
			roll();
			assert_eq!(TheBook::<Runtime>::get().cursor, Day(before.0 + 1));
		},
	},
];
