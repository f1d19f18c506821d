//! Who cannot make dollars: nobody forces what pallet-assets knows of them, Root included (I-5).

use caliber_integration_tests::{chain, open_block};
use caliber_primitives::ids::assets;
use caliber_runtime::{Address, Assets, Runtime, RuntimeCall, RuntimeOrigin, Susdai, Usdai};
use codec::Compact;
use frame_support::{
	assert_noop, assert_ok,
	traits::fungibles::{roles::Inspect as _, Inspect},
};
use pallet_assets::Call;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
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

/// What Root may dispatch in the name of any account, keyless ones too.
#[test]
fn dollars_should_be_made_by_nobody_when_root_speaks_for_the_account_that_issues_them() {
	chain("development").execute_with(|| {
		open_block(1);
		let root = |call: RuntimeCall| call.dispatch(RuntimeOrigin::root());
		for (issuer, ids) in [
			(Usdai::pot(), vec![assets::USDAI, assets::USDC]),
			(Susdai::vault_account(), vec![assets::SUSDAI]),
		] {
			for id in ids {
				assert_eq!(Assets::issuer(id), Some(issuer.clone()));
				let before = (Assets::total_issuance(id), pallet_assets::Asset::<Runtime>::get(id));
				for call in forced(id) {
					let call = Box::new(RuntimeCall::from(call));
					let signed = frame_system::RawOrigin::Signed(issuer.clone());
					let (as_origin, inner) = (Box::new(signed.into()), call.clone());
					let other = pallet_utility::Call::dispatch_as { as_origin, call: inner };
					let _ = root(other.into());
					let who = issuer.clone().into();
					let _ = root(pallet_sudo::Call::sudo_as { who, call: call.clone() }.into());
					let _ = RuntimeCall::from(pallet_sudo::Call::sudo_as {
						who: issuer.clone().into(),
						call: call.clone(),
					})
					.dispatch(RuntimeOrigin::signed(Alice.to_account_id()));
					let after =
						(Assets::total_issuance(id), pallet_assets::Asset::<Runtime>::get(id));
					assert_eq!(before, after, "{call:?}");
				}
			}
		}
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
