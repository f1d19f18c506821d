//! A frozen account: nothing of both tokens, nor of what backs them, leaves it by any path (I-45),
//! and what a pause of transfers stops.

use caliber_integration_tests::{chain, open_block, redeem};
use caliber_primitives::{
	dollar::{Bridge, PauseTier},
	ids::{assets, ReserveSlot, TicketId},
	roles::{Role, Scope},
	units::{MicroUsd, ReserveAmount, Shares, UsdaiAmount, UNIT},
};
use caliber_runtime::{
	AccountId, Address, Assets, BaseFilter, Runtime, RuntimeCall, RuntimeOrigin, Usdai,
};
use codec::Compact;
use frame_support::{
	assert_ok,
	storage::with_storage_layer,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		Contains,
	},
};
use pallet_usdai::FreezeReason;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult};

const SLOT: ReserveSlot = ReserveSlot(0);
const TOKENS: [u32; 3] = [assets::USDAI, assets::SUSDAI, assets::USDC];

fn dispatch(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who.to_account_id());
	with_storage_layer(|| call.into().dispatch(origin).map(|_| ()).map_err(|error| error.error))
}

fn root(call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::root()));
}

fn address(who: Sr25519Keyring) -> Address {
	who.to_account_id().into()
}

fn dollars(dollars: u128) -> UsdaiAmount {
	UsdaiAmount(dollars * UNIT)
}

/// Charlie has dollars, shares and reserve dollars, and lets Dave move some of each.
fn with_charlie(test: impl FnOnce()) {
	chain("development").execute_with(|| {
		open_block(1);
		let (role, scope) = (Role::Auditor, Scope::All);
		root(pallet_roles::Call::grant { who: Bob.to_account_id(), role, scope, until: None });
		let price = MicroUsd(1_000_000);
		assert_ok!(dispatch(Bob, pallet_usdai::Call::attest_price { slot: SLOT, price }));
		let (amount, max_fee) = (ReserveAmount(10_000_000_000), UsdaiAmount::MAX);
		assert_ok!(dispatch(Charlie, pallet_usdai::Call::mint { slot: SLOT, amount, max_fee }));
		let (assets, min_shares) = (dollars(5_000), Shares::ZERO);
		assert_ok!(dispatch(Charlie, pallet_susdai::Call::deposit { assets, min_shares }));
		for id in TOKENS {
			let (id, delegate) = (Compact(id), address(Dave));
			let amount = 1_000_000_000;
			assert_ok!(dispatch(
				Charlie,
				pallet_assets::Call::approve_transfer { id, delegate, amount }
			));
		}
		test()
	});
}

fn freeze(who: Sr25519Keyring) {
	let (who, reason) = (who.to_account_id(), FreezeReason::Order);
	root(pallet_usdai::Call::freeze { who, reason, until: None });
}

fn balances(who: &AccountId) -> [u128; 3] {
	TOKENS.map(|id| Assets::balance(id, who))
}

/// Every call by which an account could lose units of one of the tokens.
fn paths(id: u32) -> Vec<(Sr25519Keyring, RuntimeCall)> {
	use pallet_assets::Call;
	let (id, target, amount) = (Compact(id), address(Dave), 20_000_000_000_000_000);
	let owner = address(Charlie);
	vec![
		(Charlie, Call::transfer { id, target: target.clone(), amount }.into()),
		(Charlie, Call::transfer_keep_alive { id, target: target.clone(), amount }.into()),
		(Charlie, Call::transfer_all { id, dest: target.clone(), keep_alive: false }.into()),
		(
			Dave,
			Call::transfer_approved { id, owner, destination: target, amount: 20_000_000 }.into(),
		),
	]
}

#[test]
fn frozen_account_should_keep_everything_when_every_path_is_tried() {
	with_charlie(|| {
		let who = Charlie.to_account_id();
		let before = balances(&who);
		assert!(before.iter().all(|balance| *balance > 0), "{before:?}");
		freeze(Charlie);
		let max_fee = UsdaiAmount::MAX;
		let calls: Vec<RuntimeCall> = vec![
			pallet_usdai::Call::redeem { slot: SLOT, amount: dollars(1), max_fee }.into(),
			pallet_usdai::Call::redeem_mix { amount: dollars(1), max_fee }.into(),
			pallet_usdai::Call::mint { slot: SLOT, amount: ReserveAmount(5_000_000), max_fee }
				.into(),
			pallet_usdai::Call::request_payout {
				slot: SLOT,
				amount: ReserveAmount(1),
				account: Default::default(),
			}
			.into(),
			pallet_susdai::Call::deposit { assets: dollars(1), min_shares: Shares::ZERO }.into(),
			redeem(&Charlie.to_account_id(), Shares(10 * UNIT)).into(),
			pallet_usdai::Call::offer_ticket { ticket: TicketId(0), to: None }.into(),
		];
		let paths = TOKENS.into_iter().flat_map(paths);
		for (by, call) in paths.chain(calls.into_iter().map(|call| (Charlie, call))) {
			// To transfer all of nothing is no error.
			let of_nothing =
				matches!(call, RuntimeCall::Assets(pallet_assets::Call::transfer_all { .. }));
			assert!(dispatch(by, call.clone()).is_err() || of_nothing, "{call:?}");
			// In a batch it is the same call.
			let batch = pallet_utility::Call::force_batch { calls: vec![call.clone()] };
			let _ = dispatch(by, batch);
			assert_eq!(balances(&who), before, "{call:?}");
		}
		// What pays fees, XCM and pallets use.
		for id in TOKENS {
			let (keep, exact, polite) =
				(Preservation::Expendable, Precision::Exact, Fortitude::Polite);
			assert!(Assets::burn_from(id, &who, 1, keep, exact, polite).is_err());
			let to = Dave.to_account_id();
			assert!(<Assets as Mutate<_>>::transfer(id, &who, &to, 1, keep).is_err());
			assert_eq!(Assets::reducible_balance(id, &who, keep, polite), 0);
		}
		assert!(<Usdai as Bridge<_>>::bridge_out(&who, dollars(1)).is_err());
		assert_eq!(balances(&who), before);
		// Others may still pay him, and when he is free everything works again.
		let dest = address(Charlie);
		let id = Compact(assets::USDC);
		let pay = pallet_assets::Call::transfer { id, target: dest, amount: 1_000_000 };
		assert_ok!(dispatch(Dave, pay));
		root(pallet_usdai::Call::unfreeze { who: who.clone() });
		let some = [(assets::USDAI, UNIT), (assets::SUSDAI, UNIT), (assets::USDC, 1_000_000)];
		for (id, amount) in some {
			let (id, target) = (Compact(id), address(Dave));
			assert_ok!(dispatch(Charlie, pallet_assets::Call::transfer { id, target, amount }));
		}
	});
}

#[test]
fn pause_of_transfers_should_stop_both_tokens_and_not_the_reserves() {
	with_charlie(|| {
		let is_admitted = |id| {
			paths(id).into_iter().map(|(_, call)| BaseFilter::contains(&call)).collect::<Vec<_>>()
		};
		let all = |admitted: bool| vec![admitted; 4];
		for (tier, tokens) in [
			(None, true),
			(Some(PauseTier::Intake), true),
			(Some(PauseTier::Exit), true),
			(Some(PauseTier::Transfer), false),
		] {
			if let Some(tier) = tier {
				root(pallet_usdai::Call::pause { tier });
			}
			assert_eq!(is_admitted(assets::USDAI), all(tokens), "{tier:?}");
			assert_eq!(is_admitted(assets::SUSDAI), all(tokens), "{tier:?}");
			assert_eq!(is_admitted(assets::USDC), all(true), "{tier:?}");
		}
		let (_, call) = paths(assets::USDAI).remove(0);
		let error: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(dispatch(Charlie, call), Err(error));
		// Dollars that pallets move, as repayment does, go on.
		let (from, to) = (Charlie.to_account_id(), Dave.to_account_id());
		let amount = dollars(1).get();
		let keep = Preservation::Preserve;
		assert_ok!(<Assets as Mutate<_>>::transfer(assets::USDAI, &from, &to, amount, keep));
		root(pallet_usdai::Call::unpause {});
		assert_eq!(is_admitted(assets::USDAI), all(true));
	});
}
