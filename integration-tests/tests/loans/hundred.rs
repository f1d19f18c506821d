//! A hundred loans that fall due on one day, and that nobody pays.

use crate::{
	fallen::{begun, counted_for_deposits, make_up_for, Owed, CALLED, OPENS, STOP},
	set_up::{
		ask, lend, next_block_on, on_day, told, usd, vault, with_chain, Rack, PASSER_BY, SAVER,
	},
	sums::net,
};
use caliber_primitives::{
	ids::{ItemId, LoanId},
	units::UsdaiAmount,
};
use caliber_runtime::{Auctions, Lending, Runtime, RuntimeCall, RuntimeOrigin};
use frame_support::weights::Weight;
use pallet_lending::{Call, Event, Loans, Record};
use sp_keyring::Sr25519Keyring;
use sp_runtime::traits::Dispatchable;

const LENT: u128 = 5_000;
const LOANS: u128 = 100;

/// What a call has weighed.
fn weighed(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> Weight {
	let origin = RuntimeOrigin::signed(who.to_account_id());
	let post = call.into().dispatch(origin).expect("it goes through");
	post.actual_weight.expect("it says so")
}

/// The same weight for each of the loans.
fn each_weighs_the_same(loans: &[LoanId], act: impl Fn(LoanId) -> Weight) {
	let weights: Vec<_> = loans.iter().map(|loan| act(*loan)).collect();
	assert!(weights.iter().all(|weight| *weight == weights[0]), "{weights:?}");
}

fn small() -> ItemId {
	let item = Rack { orderly: 10_000, forced: 4_000, ..Rack::default() }.active();
	make_up_for(item, 0);
	item
}

#[test]
fn vault_should_lose_the_sum_and_calls_weigh_no_more_when_a_hundred_loans_default_on_one_day() {
	with_chain(|| {
		let items: Vec<_> = (0..LOANS).map(|_| small()).collect();
		let loans: Vec<_> = items.iter().map(|item| lend(&[*item], ask(LENT))).collect();
		// By the end of grace all marks fall at once, by the calendar and no call.
		let of_all = |one: u128| one * LOANS;
		let start = |lent: u128| begun(LENT) + (LOANS - 1) * net(usd(lent) / 100);
		on_day(STOP);
		let fall = usd(LENT) - usd(3_600);
		let marked = (start(LENT) - of_all(fall), start(LENT));
		let before = vault();
		assert_eq!(before.0, marked.0);
		let accrued = before.1 - marked.1;
		assert!(accrued.abs_diff(of_all(counted_for_deposits(LENT))) <= LOANS, "{accrued}");

		// Called, put up and bought, each in one block.
		on_day(CALLED);
		let (before, owed) = (vault(), Owed::of(LENT));
		each_weighs_the_same(&loans, |loan| weighed(PASSER_BY, Call::call_default { loan }));
		assert_eq!(vault(), before);
		let (mut debts, mut money) = (0, 0);
		for event in told() {
			if let Event::DefaultCalled { debts: one, money: lies, .. } = event {
				debts += one.total().expect("it fits").get();
				money += lies.get();
			}
		}
		assert_eq!((debts, money), (of_all(owed.all()), of_all(owed.money)));
		on_day(OPENS);
		each_weighs_the_same(&loans, |loan| weighed(PASSER_BY, Call::open_sale { loan }));
		on_day(OPENS + 6);
		let before = vault();
		next_block_on(OPENS + 7);
		each_weighs_the_same(&loans, |loan| {
			let lot = Auctions::lot_of(loan).expect("it is on sale");
			let max_price = UsdaiAmount(usd(2_800));
			weighed(SAVER, pallet_auctions::Call::buy { lot, max_price })
		});

		// What redemptions had marked at 3,600 each is money: what was sold, and what lay with the loans.
		let [fee, principal, interest] = owed.divided(owed.money + usd(2_800));
		assert!(principal < owed.principal && interest == 0);
		let lost = of_all(owed.principal - principal);
		let mut sums = (0, 0, 0);
		for event in told() {
			if let Event::DefaultClosed { receipt, lost, covered, .. } = event {
				sums.0 += receipt.principal.get();
				sums.1 += lost.get();
				sums.2 += covered.get();
			}
		}
		assert_eq!((sums.0, sums.1), (of_all(principal), lost));
		// The fund has a hundredth of what was earned.
		let of_fund = (of_all(usd(LENT) / 100) + of_all(fee)) / 100;
		assert!(sums.2.abs_diff(of_fund) <= 2 * LOANS, "{} {of_fund}", sums.2);
		assert_eq!(vault().0, start(LENT) - lost + sums.2);
		assert_eq!(vault().1, start(LENT) - lost + sums.2 + of_all(net(fee)));
		assert!(vault().0 > before.0 && vault().1 < before.1);
		assert_eq!(Lending::book_value(), Ok(Default::default()));
		let over = |loan: &LoanId| matches!(Loans::<Runtime>::get(loan), Some(Record::Closed(_)));
		assert!(loans.iter().all(over));
	});
}
