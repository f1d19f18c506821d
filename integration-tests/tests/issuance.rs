//! Who cannot make dollars: nobody forces what pallet-assets knows of them, Root included (I-5).

use caliber_integration_tests::{chain, open_block};
use caliber_primitives::{ids::assets, units::UNIT};
use caliber_runtime::{invariants, Address, Assets, Runtime, RuntimeCall, RuntimeOrigin, Usdai};
use codec::Compact;
use frame_support::{
	assert_noop, assert_ok,
	traits::fungibles::{roles::Inspect as _, Inspect},
};
use pallet_assets::Call;
use sp_keyring::Sr25519Keyring::{Bob, Charlie};
use sp_runtime::{traits::Dispatchable, DispatchError};

const TOKENS: [u32; 3] = [assets::USDAI, assets::SUSDAI, assets::USDC];

/// Every call by which an asset is made, unmade, frozen or given to somebody, and units of it made
/// or destroyed.
fn forced(id: u32) -> Vec<Call<Runtime>> {
	let (id, who): (_, Address) = (Compact(id), Charlie.to_account_id().into());
	let to = || who.clone();
	let text = || b"USDai".to_vec();
	vec![
		Call::force_create { id, owner: to(), is_sufficient: true, min_balance: 1 },
		Call::force_asset_status {
			id,
			owner: to(),
			issuer: to(),
			admin: to(),
			freezer: to(),
			min_balance: 1,
			is_sufficient: true,
			is_frozen: false,
		},
		Call::force_set_metadata {
			id,
			name: text(),
			symbol: text(),
			decimals: 2,
			is_frozen: false,
		},
		Call::force_clear_metadata { id },
		Call::start_destroy { id },
		Call::transfer_ownership { id, owner: to() },
		Call::set_team { id, issuer: to(), admin: to(), freezer: to() },
		Call::set_min_balance { id, min_balance: 1 },
		Call::mint { id, beneficiary: to(), amount: 1 },
		Call::burn { id, who: to(), amount: 1 },
		Call::freeze_asset { id },
		Call::set_metadata { id, name: text(), symbol: text(), decimals: 2 },
		Call::clear_metadata { id },
	]
}

#[test]
fn assets_should_be_forced_by_nobody_when_root_or_an_account_tries() {
	chain("development").execute_with(|| {
		open_block(1);
		for id in TOKENS.into_iter().chain([4_711]) {
			let before = (Assets::total_issuance(id), pallet_assets::Asset::<Runtime>::get(id));
			for call in forced(id) {
				let call = RuntimeCall::from(call);
				let by_root = call.clone().dispatch(RuntimeOrigin::root());
				assert_eq!(by_root.map_err(|e| e.error), Err(DispatchError::BadOrigin), "{call:?}");
				for who in [Bob, Charlie] {
					let by = RuntimeOrigin::signed(who.to_account_id());
					assert!(call.clone().dispatch(by).is_err(), "{call:?}");
				}
			}
			let after = (Assets::total_issuance(id), pallet_assets::Asset::<Runtime>::get(id));
			assert_eq!(before, after);
		}
	});
}

/// What is the holders' alone is no call of the issuer's, signed by him, by a proxy or from a batch.
#[test]
fn issuer_should_be_refused_when_he_calls_by_himself() {
	chain("development").execute_with(|| {
		open_block(1);
		let issuer = Usdai::pot();
		assert_eq!(Assets::issuer(assets::USDAI), Some(issuer.clone()));
		for call in forced(assets::USDAI) {
			let call = RuntimeCall::from(call);
			let done = call.clone().dispatch(RuntimeOrigin::signed(issuer.clone()));
			let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
			assert_eq!(done.map_err(|refused| refused.error), Err(filtered), "{call:?}");
		}
	});
}

/// Root can do everything, as it can replace the code: by `dispatch_as` it speaks for the issuer.
/// Whoever looks then sees that more exists than was issued and is backed, and nothing books it.
#[test]
fn dollars_beyond_the_ledger_should_be_seen_when_root_makes_them() {
	chain("development").execute_with(|| {
		open_block(1);
		let broken = || {
			let pages = (0..).map(invariants::page).take_while(|page| !page.is_empty());
			pages.flatten().filter(|one| !one.holds).map(|one| one.number).collect::<Vec<_>>()
		};
		assert!(broken().is_empty());
		let (id, beneficiary) = (Compact(assets::USDAI), Charlie.to_account_id().into());
		let mint = RuntimeCall::from(Call::mint { id, beneficiary, amount: UNIT });
		let issuer = frame_system::RawOrigin::Signed(Usdai::pot());
		let (as_origin, call) = (Box::new(issuer.into()), Box::new(mint));
		let speak = RuntimeCall::from(pallet_utility::Call::dispatch_as { as_origin, call });
		assert_ok!(speak.dispatch(RuntimeOrigin::root()));
		assert_eq!(Assets::total_issuance(assets::USDAI), UNIT);
		let (issued, backed) = (pallet_usdai::ISSUED.number, invariants::BACKED.number);
		assert_eq!(broken(), [issued, backed]);
		let reconcile = RuntimeCall::from(pallet_usdai::Call::reconcile {});
		assert!(reconcile.dispatch(RuntimeOrigin::signed(Bob.to_account_id())).is_err());
	});
}

#[test]
fn reserves_should_be_registered_when_the_cash_has_their_minimum() {
	chain("development").execute_with(|| {
		open_block(1);
		let pot = Usdai::pot();
		assert!(Assets::balance(assets::USDC, &pot) >= Assets::minimum_balance(assets::USDC));
		let slot = caliber_primitives::ids::ReserveSlot(0);
		let open = RuntimeCall::from(pallet_usdai::Call::open_gate { slot });
		assert_ok!(open.clone().dispatch(RuntimeOrigin::root()));
		assert_noop!(
			open.dispatch(RuntimeOrigin::root()),
			pallet_usdai::Error::<Runtime>::GateOpen
		);
	});
}
