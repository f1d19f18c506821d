//! A hundred loans that fall due on one day, and that nobody pays.

use crate::{
	fallen::{begun, counted_for_deposits, end, make_up_for, Owed, CALLED, OPENS, STOP},
	set_up::{ask, begun_chain, lend, next_block_on, on_day, usd, vault, Rack, PASSER_BY, SAVER},
	sums::net,
};
use caliber_integration_tests::{
	close_block,
	measure::{measure, Cost},
};
use caliber_primitives::{
	ids::{ItemId, LoanId},
	units::UsdaiAmount,
};
use caliber_runtime::{Auctions, Lending, Runtime, RuntimeCall, RuntimeOrigin};
use frame_support::weights::Weight;
use pallet_lending::{Call, Loans, Record};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::traits::Dispatchable;

const LENT: u128 = 5_000;
const LOANS: u128 = 100;

/// So much for each of them.
const fn of_all(one: u128) -> u128 {
	one * LOANS
}

/// What a call has weighed.
fn weighed(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> Weight {
	let origin = RuntimeOrigin::signed(who.to_account_id());
	let post = call.into().dispatch(origin).expect("it goes through");
	post.actual_weight.expect("it says so")
}

/// An act on every loan in one block. It weighs the same each time, and the last ones read and write no more
/// than the first; the very last may clear the day that was theirs.
fn on_each(chain: &mut TestExternalities, loans: &[LoanId], act: impl Fn(LoanId) -> Weight) {
	let [first, rest @ .., late, last] = loans else { panic!("there are many") };
	let (weight, begins) = measure(chain, || act(*first));
	chain.execute_with(|| rest.iter().for_each(|loan| assert_eq!(act(*loan), weight)));
	let entries = |cost: Cost| (cost.reads, cost.writes);
	for (loan, more) in [(*late, 0), (*last, 1)] {
		let (same, ends) = measure(chain, || act(loan));
		assert_eq!(same, weight);
		let ((reads, writes), begun) = (entries(ends), entries(begins));
		assert!(reads <= begun.0 + more && writes <= begun.1 + more, "{begins:?} {ends:?}");
		// Nodes of the trie differ a little with the keys.
		assert!(ends.proof * 10 < begins.proof * 12, "{begins:?} {ends:?}");
	}
}

fn small() -> ItemId {
	let item = Rack { orderly: 10_000, forced: 4_000, ..Rack::default() }.active();
	make_up_for(item, 0);
	item
}

/// A hundred loans on the day on which their grace is over. All marks fall by the calendar and no call.
fn on_the_last_day() -> Vec<LoanId> {
	let items: Vec<_> = (0..LOANS).map(|_| small()).collect();
	let loans: Vec<_> = items.iter().map(|item| lend(&[*item], ask(LENT))).collect();
	on_day(STOP);
	let (redemption, deposit) = vault();
	assert_eq!(redemption, all_begun() - of_all(usd(LENT) - usd(3_600)));
	let accrued = deposit - all_begun();
	assert!(accrued.abs_diff(of_all(counted_for_deposits(LENT))) <= LOANS, "{accrued}");
	loans
}

/// What the shares had from the origination of them all.
fn all_begun() -> u128 {
	begun(LENT) + (LOANS - 1) * net(usd(LENT) / 100)
}

#[test]
fn vault_should_lose_the_sum_and_calls_cost_no_more_when_a_hundred_loans_default_on_one_day() {
	let mut chain = begun_chain();
	let owed = Owed::of(LENT);
	let loans = chain.execute_with(on_the_last_day);
	let before = chain.execute_with(|| {
		on_day(CALLED);
		vault()
	});

	// Called, put up and bought: each in one block.
	on_each(&mut chain, &loans, |loan| weighed(PASSER_BY, Call::call_default { loan }));
	chain.execute_with(|| {
		assert_eq!(vault(), before);
		let sums = loans.iter().map(|loan| match Loans::<Runtime>::get(loan) {
			Some(Record::Defaulted(one)) => (one.creditors.owed().expect("it fits"), one.money),
			other => panic!("it is not called: {other:?}"),
		});
		let sums = sums.fold((0, 0), |all, one| (all.0 + one.0.get(), all.1 + one.1.get()));
		assert_eq!(sums, (of_all(owed.all()), of_all(owed.money)));
		on_day(OPENS);
	});
	on_each(&mut chain, &loans, |loan| weighed(PASSER_BY, Call::open_sale { loan }));
	chain.execute_with(|| {
		on_day(OPENS + 6);
		next_block_on(OPENS + 7);
	});

	// What redemptions had marked at 3,600 each is money: what was sold, and what lay with the loans.
	let [fee, principal, interest] = owed.divided(owed.money + usd(2_800));
	assert!(principal < owed.principal && interest == 0);
	let lost = owed.principal - principal;
	let covered = core::cell::Cell::new(0);
	on_each(&mut chain, &loans, |loan| {
		let lot = Auctions::lot_of(loan).expect("it is on sale");
		let max_price = UsdaiAmount(usd(2_800));
		let weight = weighed(SAVER, pallet_auctions::Call::buy { lot, max_price });
		let end = end(loan);
		assert_eq!((end.receipt.principal.get(), end.lost, end.surplus), (principal, lost, 0));
		covered.set(covered.get() + end.covered);
		weight
	});
	chain.execute_with(|| {
		// The fund has a hundredth of what was earned.
		let (covered, of_fund) = (covered.get(), (of_all(usd(LENT) / 100) + of_all(fee)) / 100);
		assert!(covered.abs_diff(of_fund) <= 2 * LOANS, "{covered} {of_fund}");
		let left = all_begun() - of_all(lost) + covered;
		assert_eq!(vault(), (left, left + of_all(net(fee))));
		assert!(vault().0 > before.0 && vault().1 < before.1);
		assert_eq!(Lending::book_value(), Ok(Default::default()));
		let over = |loan: &LoanId| matches!(Loans::<Runtime>::get(loan), Some(Record::Closed(_)));
		assert!(loans.iter().all(over));
		close_block();
	});
}
