//! What a day's first block does before any transaction: the calendar rolls, then the vault strikes.

use caliber_integration_tests::{chain, close_block, initialize_at, redeem, set_time};
use caliber_primitives::{
	ids::ReserveSlot,
	roles::{Role, Scope},
	units::{MicroUsd, ReserveAmount, Seconds, Shares, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System};
use frame_support::assert_ok;
use frame_system::Phase;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie};
use sp_runtime::traits::Dispatchable;

/// 1 March 2026.
const TODAY: u64 = 20_513 * SECONDS_PER_DAY;

fn call(who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::signed(who.to_account_id())));
}

/// Every strike of the block, with its phase.
fn strikes() -> Vec<(Phase, Shares)> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Susdai(pallet_susdai::Event::Struck { shares, .. }) => {
				Some((record.phase, shares))
			},
			_ => None,
		})
		.collect()
}

/// One saver has staked 10,000 USDai and asks for 1,000 shares. Returns when they may be served.
fn request() -> Seconds {
	let slot = ReserveSlot(0);
	assert_ok!(RuntimeCall::Roles(pallet_roles::Call::grant {
		who: Bob.to_account_id(),
		role: Role::Auditor,
		scope: Scope::All,
		until: None,
	})
	.dispatch(RuntimeOrigin::root()));
	call(Bob, pallet_usdai::Call::attest_price { slot, price: MicroUsd(1_000_000) });
	let (amount, max_fee) = (ReserveAmount(10_000_000_000), UsdaiAmount::MAX);
	call(Charlie, pallet_usdai::Call::mint { slot, amount, max_fee });
	let (assets, min_shares) = (UsdaiAmount(9_000 * UNIT), Shares::ZERO);
	call(Charlie, pallet_susdai::Call::deposit { assets, min_shares });
	call(Charlie, redeem(&Charlie.to_account_id(), Shares(1_000 * UNIT)));
	let requested = |event| match event {
		RuntimeEvent::Susdai(pallet_susdai::Event::RedeemRequested { first_strike, .. }) => {
			Some(first_strike)
		},
		_ => None,
	};
	let mut events = System::events().into_iter().map(|record| record.event);
	events.find_map(requested).expect("the request says when it is served")
}

#[test]
fn first_block_of_a_day_should_roll_and_strike_before_transactions_when_a_window_has_closed() {
	chain("development").execute_with(|| {
		set_time(initialize_at(Seconds(TODAY)));
		let first_strike = request();
		close_block();
		assert_eq!(first_strike.get() % SECONDS_PER_DAY, 0);

		let mut day = Seconds(TODAY).day().start().get() + SECONDS_PER_DAY;
		while day < first_strike.get() {
			set_time(initialize_at(Seconds(day)));
			assert_eq!(strikes(), [], "day {}", day / SECONDS_PER_DAY);
			close_block();
			day += SECONDS_PER_DAY;
		}

		let slot = initialize_at(first_strike);
		let book = pallet_lending::TheBook::<Runtime>::get();
		assert_eq!(book.cursor, first_strike.day());
		assert_eq!(strikes(), [(Phase::Initialization, Shares(1_000 * UNIT))]);
		set_time(slot);
		close_block();

		// The day's second block finds nothing left to do.
		set_time(initialize_at(Seconds(first_strike.get() + 2)));
		assert_eq!(strikes(), []);
		close_block();
	});
}
