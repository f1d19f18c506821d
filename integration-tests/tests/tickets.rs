//! What tickets cost does not depend on how many wait.

use caliber_integration_tests::{
	chain,
	measure::{measure, unfiltered, Cost},
	open_block,
};
use caliber_primitives::{
	dollar::Dollar,
	ids::{ReserveSlot, TicketId},
	roles::{Role, Scope},
	units::{MicroUsd, ReserveAmount, UsdaiAmount, UNIT},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall, RuntimeOrigin, Usdai};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Eve};
use sp_runtime::traits::Dispatchable;

const SLOT: ReserveSlot = ReserveSlot(0);

/// What bills the dollar is backed by, in whole dollars.
fn set_bills(dollars: u128) {
	pallet_allocation::CurrentTotals::<Runtime>::mutate(|totals| {
		totals.accounts.at_settled_cost = UsdaiAmount(dollars * UNIT);
	});
}

/// So many tickets of a dollar wait, when cash comes in for all of them and the last one is claimed.
fn costs(tickets: u32) -> [(&'static str, Cost); 3] {
	let mut chain = chain("development");
	let charlie = Charlie.to_account_id();
	let all = u128::from(tickets) + 10;
	let amount = ReserveAmount(all * 1_000_000);
	let max_fee = UsdaiAmount::MAX;
	let redeem = pallet_usdai::Call::redeem { slot: SLOT, amount: UsdaiAmount(UNIT), max_fee };
	chain.execute_with(|| {
		open_block(1);
		let grant = pallet_roles::Call::grant {
			who: Bob.to_account_id(),
			role: Role::Auditor,
			scope: Scope::All,
			until: None,
		};
		assert_ok!(RuntimeCall::from(grant).dispatch(RuntimeOrigin::root()));
		let price = MicroUsd(1_000_000);
		let attest = pallet_usdai::Call::attest_price { slot: SLOT, price };
		assert_ok!(unfiltered(&Bob.to_account_id(), attest));
		let mint = pallet_usdai::Call::mint { slot: SLOT, amount, max_fee };
		assert_ok!(unfiltered(&charlie, mint));
		set_bills(all);
		assert_ok!(<Usdai as Dollar<AccountId>>::spend_cash(SLOT, amount, &Eve.to_account_id()));
		for _ in 0..tickets {
			assert_ok!(unfiltered(&charlie, redeem.clone()));
		}
	});
	let (done, issue) = measure(&mut chain, || unfiltered(&charlie, redeem));
	assert_ok!(done);
	let (done, service) = measure(&mut chain, || {
		set_bills(0);
		<Usdai as Dollar<AccountId>>::return_cash(SLOT, amount, &Eve.to_account_id())
	});
	assert_ok!(done);
	let ticket = TicketId((tickets - 1).into());
	let hint = chain.execute_with(|| {
		let status = Usdai::ticket(ticket).expect("it was issued");
		assert!(status.pending.is_zero());
		Some(status.hint)
	});
	let claim = pallet_usdai::Call::claim { ticket, hint };
	let (done, claim) = measure(&mut chain, || unfiltered(&charlie, claim));
	assert_ok!(done);
	[("redeem", issue), ("return_cash", service), ("claim", claim)]
}

#[test]
fn tickets_should_cost_the_same_when_50_000_of_them_wait() {
	let (one, many) = (costs(1), costs(50_000));
	for ((name, one), (_, many)) in one.into_iter().zip(many) {
		println!("{name}: {one:?} with one ticket, {many:?} with 50,000");
		assert!(many.reads * 10 <= one.reads * 11, "{name}: {one:?}, {many:?}");
		assert!(many.writes * 10 <= one.writes * 11, "{name}: {one:?}, {many:?}");
	}
}
