//! Fees in dollars: who may pay them, what they cost, who gets them, and that the dollar stays
//! backed to the unit whatever becomes of them.

use caliber_finance::fees;
use caliber_integration_tests::{chain, open_block, signed};
use caliber_primitives::{
	delayed::Delayed,
	ids::{assets, ReserveSlot},
	roles::{Role, Scope},
	units::{MicroUsd, ReserveAmount, UsdaiAmount, UNIT},
};
use caliber_runtime::{
	invariants, tx_extension, AccountId, Assets, Authorship, Balances, Executive, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeOrigin, System, TxExtension, Usdai,
};
use caliber_runtime_common::currency::CAL;
use codec::{Compact, Encode};
use frame_support::{
	assert_ok,
	traits::fungibles::{Inspect, Mutate},
};
use pallet_asset_tx_payment::ChargeAssetTxPayment;
use scale_info::TypeDef;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Ferdie};
use sp_runtime::{
	generic,
	traits::Dispatchable,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use xcm::latest::{
	Junction::{GeneralIndex, PalletInstance, Parachain},
	Location,
};

const SLOT: ReserveSlot = ReserveSlot(0);

fn usdai() -> Location {
	caliber_runtime_common::fees::usdai::<Assets>()
}

fn root(call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::root()));
}

fn dollars_of(who: Sr25519Keyring) -> u128 {
	Assets::balance(assets::USDAI, who.to_account_id())
}

/// Charlie has 10,000 dollars, the author of the block as many as given.
fn with_dollars(of_author: u128, test: impl FnOnce()) {
	chain("development").execute_with(|| {
		open_block(1);
		assert_eq!(Authorship::author(), Some(Alice.to_account_id()));
		let (role, scope) = (Role::Auditor, Scope::All);
		root(pallet_roles::Call::grant { who: Bob.to_account_id(), role, scope, until: None });
		let price = MicroUsd(1_000_000);
		let attest = pallet_usdai::Call::attest_price { slot: SLOT, price };
		assert_ok!(as_call(attest).dispatch(RuntimeOrigin::signed(Bob.to_account_id())));
		let (amount, max_fee) = (ReserveAmount(10_000_000_000), UsdaiAmount::MAX);
		let mint = pallet_usdai::Call::mint { slot: SLOT, amount, max_fee };
		assert_ok!(as_call(mint).dispatch(RuntimeOrigin::signed(Charlie.to_account_id())));
		if of_author > 0 {
			give(Alice, of_author);
		}
		test();
		assert_in_order();
	});
}

fn as_call(call: impl Into<RuntimeCall>) -> RuntimeCall {
	call.into()
}

fn give(who: Sr25519Keyring, amount: u128) {
	let (from, to) = (Charlie.to_account_id(), who.to_account_id());
	let keep = frame_support::traits::tokens::Preservation::Preserve;
	assert_ok!(<Assets as Mutate<_>>::transfer(assets::USDAI, &from, &to, amount, keep));
}

fn assert_in_order() {
	let broken: Vec<_> = (0..)
		.map(invariants::page)
		.take_while(|page| !page.is_empty())
		.flatten()
		.filter(|one| !one.holds)
		.collect();
	assert!(broken.is_empty(), "{broken:?}");
}

/// The extension of a transaction that pays in what a place names.
fn paying(place: Location, nonce: u32, tip: u128) -> TxExtension {
	let mut extension = tx_extension(generic::Era::Immortal, nonce, tip);
	extension.8 = ChargeAssetTxPayment::from(tip, Some(place));
	extension
}

fn remark() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![7; 100] }.into()
}

/// Applies a transaction, and says what it cost as the chain's event has it: fee with tip, tip.
fn pay(
	who: Sr25519Keyring,
	extension: TxExtension,
) -> Result<(u128, u128), TransactionValidityError> {
	System::reset_events();
	let _ = Executive::apply_extrinsic(signed(who, remark(), extension))?;
	let paid = System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::AssetTxPayment(pallet_asset_tx_payment::Event::AssetTxFeePaid {
			actual_fee,
			tip,
			..
		}) => Some((actual_fee, tip)),
		_ => None,
	});
	Ok(paid.expect("the chain says what was paid"))
}

#[test]
fn fee_should_go_to_the_author_to_the_unit_when_paid_in_dollars() {
	with_dollars(UNIT, || {
		let issued = Assets::total_issuance(assets::USDAI);
		let cal = Balances::free_balance(Charlie.to_account_id());
		let (before, author) = (dollars_of(Charlie), dollars_of(Alice));

		let (fee, tip) = pay(Charlie, paying(usdai(), 0, CAL / 2)).unwrap();
		assert_eq!(tip, UNIT / 2, "a dollar a CAL");
		assert!(fee > tip && fee < tip + UNIT / 10, "{fee}");
		assert_eq!(dollars_of(Charlie), before - fee);
		assert_eq!(dollars_of(Alice), author + fee);
		assert_eq!(Balances::free_balance(Charlie.to_account_id()), cal);
		assert_eq!(Assets::total_issuance(assets::USDAI), issued);

		// At another price the same transaction costs as much CAL in other dollars.
		let usdai_per_cal = UsdaiAmount(UNIT / 40);
		let rules = pallet_usdai::Rules { usdai_per_cal, ..Usdai::rules() };
		pallet_usdai::State::<Runtime>::mutate(|state| state.rules = Delayed::new(rules));
		let (cheaper, _) = pay(Charlie, paying(usdai(), 1, CAL / 2)).unwrap();
		assert_eq!(cheaper, fee / 40);
	});
}

#[test]
fn fee_should_be_the_one_in_cal_at_the_price_when_paid_in_dollars() {
	with_dollars(UNIT, || {
		let before = Balances::free_balance(Charlie.to_account_id());
		// The chain itself as the place of the asset is CAL.
		let (in_cal, _) = pay(Charlie, paying(Location::here(), 0, 0)).unwrap();
		assert_eq!(before - Balances::free_balance(Charlie.to_account_id()), in_cal);

		let (in_dollars, _) = pay(Charlie, paying(usdai(), 1, 0)).unwrap();
		// A location is longer than none, and its payment a little dearer.
		let expected = fees::in_dollars(in_cal, UsdaiAmount(UNIT), CAL).unwrap().get();
		assert!(
			(expected..expected + expected / 4).contains(&in_dollars),
			"{in_dollars}, {expected}"
		);
	});
}

#[test]
fn account_should_transact_when_it_has_dollars_only() {
	with_dollars(UNIT, || {
		give(Ferdie, UNIT);
		let ferdie = Ferdie.to_account_id();
		let cal = Balances::free_balance(&ferdie);
		assert_ok!(<Balances as frame_support::traits::fungible::Mutate<AccountId>>::burn_from(
			&ferdie,
			cal,
			frame_support::traits::tokens::Preservation::Expendable,
			frame_support::traits::tokens::Precision::Exact,
			frame_support::traits::tokens::Fortitude::Force,
		));
		assert_eq!(
			pay(Ferdie, tx_extension(generic::Era::Immortal, 0, 0)),
			Err(InvalidTransaction::Payment.into())
		);
		assert_ok!(pay(Ferdie, paying(usdai(), 0, 0)));
	});
}

#[test]
fn transaction_should_be_refused_and_cost_nothing_when_it_cannot_pay_so() {
	with_dollars(UNIT, || {
		let pallet =
			|pallet, index| Location::new(0, [PalletInstance(pallet), GeneralIndex(index)]);
		let places = [
			pallet(20, assets::SUSDAI.into()),
			pallet(20, assets::USDC.into()),
			pallet(20, 99),
			pallet(20, u128::MAX),
			// An index that is USDai's once its high bits are cut off.
			pallet(20, 1 << 32 | 1),
			pallet(21, 1),
			Location::new(0, [PalletInstance(20)]),
			Location::new(0, [GeneralIndex(1)]),
			Location::new(1, [PalletInstance(20), GeneralIndex(1)]),
			Location::new(1, [Parachain(1_000), PalletInstance(50), GeneralIndex(1_337)]),
			Location::parent(),
		];
		let before = System::account_nonce(Charlie.to_account_id());
		for place in places {
			let refused = pay(Charlie, paying(place.clone(), 0, 0));
			assert_eq!(refused, Err(InvalidTransaction::Payment.into()), "{place:?}");
		}
		// Without dollars, with too few to keep the account alive, and with too large a tip.
		assert_eq!(pay(Dave, paying(usdai(), 0, 0)), Err(InvalidTransaction::Payment.into()));
		give(Dave, UNIT / 100);
		assert_eq!(pay(Dave, paying(usdai(), 0, 0)), Err(InvalidTransaction::Payment.into()));
		for tip in [20_000 * CAL, u128::MAX / 2] {
			let refused = pay(Charlie, paying(usdai(), 0, tip));
			assert_eq!(refused, Err(InvalidTransaction::Payment.into()), "{tip}");
		}
		// What a frozen account holds stays, fees too.
		let (who, reason) = (Charlie.to_account_id(), pallet_usdai::FreezeReason::Order);
		root(pallet_usdai::Call::freeze { who, reason, until: None });
		assert_eq!(pay(Charlie, paying(usdai(), 0, 0)), Err(InvalidTransaction::Payment.into()));
		assert_eq!(System::account_nonce(Charlie.to_account_id()), before);
	});
}

#[test]
fn dollar_should_stay_backed_to_the_unit_when_fees_and_dust_are_burned() {
	with_dollars(0, || {
		// A fee below the minimum balance reaches no author without dollars.
		let issued = Assets::total_issuance(assets::USDAI);
		let surplus = Usdai::surplus();
		let (fee, _) = pay(Charlie, paying(usdai(), 0, 0)).unwrap();
		assert!(fee < UNIT / 100, "{fee}");
		assert_eq!(dollars_of(Alice), 0);
		assert_eq!(Assets::total_issuance(assets::USDAI), issued - fee);
		assert_eq!(Usdai::surplus(), surplus, "nobody has booked it yet");
		assert_in_order();

		// Neither does what a transfer leaves behind below it.
		give(Dave, UNIT);
		let (id, target) = (Compact(assets::USDAI), Bob.to_account_id().into());
		let amount = UNIT - UNIT / 1_000;
		let transfer = as_call(pallet_assets::Call::transfer { id, target, amount });
		assert_ok!(transfer.dispatch(RuntimeOrigin::signed(Dave.to_account_id())));
		assert_eq!(dollars_of(Dave), 0);
		let burned = issued - Assets::total_issuance(assets::USDAI);
		let dust = burned - fee;
		assert!(dust == 0 || dust == UNIT / 1_000, "{dust}");
		assert_eq!(dollars_of(Bob), UNIT - dust);

		// And nobody can destroy units by the calls of Assets that would.
		for call in [
			pallet_assets::Call::touch { id },
			pallet_assets::Call::refund { id, allow_burn: true },
		] {
			let refused = as_call(call).dispatch(RuntimeOrigin::signed(Charlie.to_account_id()));
			let filtered = frame_system::Error::<Runtime>::CallFiltered;
			assert_eq!(refused.unwrap_err().error, filtered.into());
		}
		assert_eq!(Assets::total_issuance(assets::USDAI), issued - burned);

		let reconcile = as_call(pallet_usdai::Call::reconcile {});
		assert_ok!(reconcile.dispatch(RuntimeOrigin::signed(Bob.to_account_id())));
		assert_eq!(Usdai::surplus(), UsdaiAmount(surplus.get() + burned));
	});
}

/// Polkadot.js Apps lets users choose an asset for the fee where the asset's id is a location, and
/// sends it laid out like this.
#[test]
fn fee_asset_should_be_a_location_when_wallets_name_it() {
	let extension = ChargeAssetTxPayment::<Runtime>::from(0, Some(usdai()));
	let [tip, some, parents, x2] = [0, 1, 0, 2];
	assert_eq!(extension.encode(), [tip, some, parents, x2, 4, 20, 5, 4]);

	let registry = scale_info::meta_type::<ChargeAssetTxPayment<Runtime>>().type_info();
	let TypeDef::Composite(fields) = registry.type_def else { panic!("it is a struct") };
	let id = fields.fields.iter().find(|field| field.name == Some("asset_id")).unwrap();
	let option = id.ty.type_info();
	let place = option.type_params.first().and_then(|parameter| parameter.ty).unwrap();
	let path = place.type_info().path.segments.to_vec();
	assert_eq!(path, ["staging_xcm", "v5", "location", "Location"]);
}
