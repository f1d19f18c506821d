//! What the vault costs: within its budgets, and the same for any number of requests and strikes.

mod costs;
#[cfg(target_os = "linux")]
mod instructions;

use caliber_integration_tests::{
	chain,
	counting::{charged, Counting},
	initialize_at,
	measure::{measure, unfiltered, Cost},
	redeem, set_time,
};
use caliber_primitives::{
	ids::{assets, RequestId},
	units::{Seconds, Shares, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use caliber_runtime::{AccountId, Assets, Balances, Runtime, Susdai};
use caliber_runtime_common::weights::pallet_susdai::WeightInfo as OfVault;
use frame_support::{
	assert_ok,
	traits::{
		fungible::Mutate as _,
		fungibles::{Inspect, Mutate},
		Hooks,
	},
};
use pallet_susdai::{Checkpoint, Checkpoints, Hint, Requests, State, WeightInfo};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave};

/// 1 March 2026.
const TODAY: u64 = 20_513 * SECONDS_PER_DAY;

fn bob() -> AccountId {
	Bob.to_account_id()
}

/// A vault of a million, of which Bob holds all; Charlie and Dave have dollars.
fn vault() -> sp_io::TestExternalities {
	let mut chain = chain("development");
	chain.execute_with(|| {
		set_time(initialize_at(Seconds(TODAY)));
		for who in [Bob, Charlie, Dave] {
			let who = who.to_account_id();
			assert_ok!(<Assets as Mutate<_>>::mint_into(assets::USDAI, &who, 2_000_000 * UNIT));
			assert_ok!(Balances::mint_into(&who, 1_000_000 * UNIT));
		}
		assert_ok!(unfiltered(&bob(), stake(1_000_000)));
	});
	chain
}

/// A request of Bob's for one share.
fn ask() -> pallet_susdai::Call<Runtime> {
	redeem(&bob(), Shares(UNIT))
}

fn stake(dollars: u128) -> pallet_susdai::Call<Runtime> {
	let assets = UsdaiAmount(dollars * UNIT);
	pallet_susdai::Call::deposit { assets, min_shares: Shares::ZERO }
}

/// The clock is at the first strike after the window, and the calendar of loans is rolled.
fn mature() {
	let mature = Susdai::window().1;
	pallet_timestamp::Now::<Runtime>::put(mature.get() * 1_000);
	pallet_aura::CurrentSlot::<Runtime>::put(sp_consensus_aura::Slot::from(mature.get() / 2));
	// On its own account.
	for _ in 0..8 {
		<caliber_runtime::Lending as Hooks<_>>::on_initialize(1);
	}
}

/// A vault whose first request was served by so many strikes, and the hint that finds them all.
fn struck(strikes: u32) -> (sp_io::TestExternalities, Hint) {
	let mut chain = vault();
	let hint = chain.execute_with(|| {
		assert_ok!(unfiltered(&bob(), ask()));
		let step = UNIT / u128::from(strikes);
		for n in 0..strikes {
			let at = |n: u32| u128::from(n) * step;
			Checkpoints::<Runtime>::insert(
				n,
				Checkpoint {
					shares_before: Shares(at(n)),
					shares_after: Shares(at(n + 1)),
					assets_before: UsdaiAmount(at(n)),
					assets_after: UsdaiAmount(at(n + 1)),
					at: Seconds(TODAY),
				},
			);
		}
		let served = step * u128::from(strikes);
		State::<Runtime>::mutate(|record| {
			let totals = &mut record.totals;
			totals.queue.served = Shares(served);
			totals.queue.paid = UsdaiAmount(served);
			totals.queue.checkpoints = strikes;
			totals.pot = UsdaiAmount(served);
		});
		Requests::<Runtime>::mutate(RequestId(0), |request| {
			let request = request.as_mut().expect("it stands");
			request.interval.end = Shares(served - 1);
		});
		Hint { first: 0, last: strikes - 1 }
	});
	(chain, hint)
}

fn claim(request: RequestId, hint: Hint) -> pallet_susdai::Call<Runtime> {
	pallet_susdai::Call::claim { request, hint: Some(hint) }
}
