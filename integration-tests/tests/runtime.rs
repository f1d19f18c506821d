//! The standalone runtime as a whole.

use caliber_integration_tests::{chain, open_block, signed};
use caliber_runtime::*;
use caliber_runtime_common::{currency::CAL, limits::RuntimeBlockLength, time::SLOT_MILLIS};
use codec::Compact;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchClass,
	traits::{Contains, GetCallMetadata, KeyOwnerProofSystem, PalletInfoAccess, StorageInfoTrait},
};
use sp_core::crypto::key_types::{AURA, AUTHORITY_DISCOVERY, GRANDPA, IM_ONLINE};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Ferdie};
use sp_runtime::{
	generic,
	traits::{Dispatchable, TransactionExtension},
};

/// The validators of `local_fast`.
const FOUR: [Sr25519Keyring; 4] = [Alice, Bob, Charlie, Dave];

fn transfer(to: Sr25519Keyring, value: Balance) -> RuntimeCall {
	let dest = to.to_account_id().into();
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, value })
}

#[test]
fn pallets_should_keep_their_indices_when_others_join() {
	let expected = [
		("System", 0, System::index()),
		("Timestamp", 1, Timestamp::index()),
		("Balances", 2, Balances::index()),
		("TransactionPayment", 3, TransactionPayment::index()),
		("AssetTxPayment", 4, AssetTxPayment::index()),
		("Utility", 5, Utility::index()),
		("Multisig", 6, Multisig::index()),
		("Proxy", 7, Proxy::index()),
		("Authorship", 10, Authorship::index()),
		("Session", 12, Session::index()),
		("Historical", 13, Historical::index()),
		("Offences", 14, Offences::index()),
		("Aura", 15, Aura::index()),
		("Grandpa", 16, Grandpa::index()),
		("ImOnline", 17, ImOnline::index()),
		("AuthorityDiscovery", 18, AuthorityDiscovery::index()),
		("Validators", 11, Validators::index()),
		("Assets", 20, Assets::index()),
		("Nfts", 22, Nfts::index()),
		("Council", 30, Council::index()),
		("CouncilMembership", 31, CouncilMembership::index()),
		("Scheduler", 32, Scheduler::index()),
		("Preimage", 33, Preimage::index()),
		("TechnicalCommittee", 34, TechnicalCommittee::index()),
		("TechnicalMembership", 35, TechnicalMembership::index()),
		("Referenda", 36, Referenda::index()),
		("ConvictionVoting", 37, ConvictionVoting::index()),
		("Parameters", 38, Parameters::index()),
		("Sudo", 39, Sudo::index()),
		("SafeMode", 40, SafeMode::index()),
		("TxPause", 41, TxPause::index()),
		("Migrations", 42, Migrations::index()),
		("Roles", 50, Roles::index()),
		("Caliber", 51, Caliber::index()),
		("Feeds", 52, Feeds::index()),
		("Usdai", 53, Usdai::index()),
		("Allocation", 54, Allocation::index()),
		("Susdai", 56, Susdai::index()),
		("Lending", 55, Lending::index()),
		("Auctions", 57, Auctions::index()),
		("Safeguards", 58, Safeguards::index()),
	];
	for (name, index, actual) in expected {
		assert_eq!(actual, index, "{name}");
	}
}

/// The longest entries, with what hashers put into their keys and without the prefix that all
/// entries of a map share.
#[test]
fn item_and_its_title_should_fit_960_bytes_and_a_serial_60_when_all_is_said() {
	let all = AllPalletsWithSystem::storage_info();
	let longest = |pallet: &str, storage: &str| {
		let entry = all.iter().find(|entry| {
			entry.pallet_name == pallet.as_bytes() && entry.storage_name == storage.as_bytes()
		});
		entry.and_then(|entry| entry.max_size).expect("it is bounded")
	};
	let item: u32 = [
		longest("Caliber", "Items"),
		longest("Nfts", "Item"),
		longest("Nfts", "ItemConfigOf"),
		longest("Nfts", "Account"),
	]
	.into_iter()
	.sum();
	assert!(item <= 960, "{item}");
	// Those with title documents have the paper of their invoice beside it.
	let titled = item + longest("Caliber", "Invoices");
	assert!(titled <= 1_072, "{titled}");
	// What few items have for a time: other opinions, liens, offers, doubts, claims.
	let rare = ["OpinionsOf", "Liens", "CustodyOffers", "Challenges", "OpenClaims", "SeizedFrom"];
	let rare: u32 = rare.into_iter().map(|storage| longest("Caliber", storage)).sum();
	assert!(rare <= 1_072, "{rare}");
	let serial = longest("Caliber", "SerialOf");
	assert!(serial <= 60, "{serial}");
}

#[test]
fn extensions_should_come_in_the_agreed_order_when_a_wallet_builds_a_transaction() {
	let names = <TxExtension as TransactionExtension<RuntimeCall>>::metadata()
		.into_iter()
		.map(|extension| extension.identifier)
		.collect::<Vec<_>>();
	assert_eq!(
		names,
		[
			"AuthorizeCall",
			"CheckNonZeroSender",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckNonce",
			"CheckWeight",
			"ChargeAssetTxPayment",
			"CheckMetadataHash",
			"WeightReclaim",
		]
	);
}

#[test]
fn preset_should_give_its_validators_every_key_when_built() {
	for (preset, validators) in
		[("development", &[Alice][..]), ("local_testnet", &[Alice, Bob]), ("local_fast", &FOUR)]
	{
		chain(preset).execute_with(|| {
			let mut accounts = validators.iter().map(|who| who.to_account_id()).collect::<Vec<_>>();
			let mut actual = Session::validators();
			accounts.sort();
			actual.sort();
			assert_eq!(actual, accounts, "{preset}");
			assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), validators.len());
			assert_eq!(Grandpa::grandpa_authorities().len(), validators.len());
			assert_eq!(pallet_im_online::Keys::<Runtime>::get().len(), validators.len());
			assert_eq!(AuthorityDiscovery::authorities().len(), validators.len());
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(Alice.to_account_id()));
			assert_eq!(Balances::free_balance(Ferdie.to_account_id()), 1_000_000 * CAL);
		});
	}
	assert_eq!(presets::names().len(), 3);
	assert_eq!(presets::get(&"moon".into()), None);
}

#[test]
fn invariants_should_hold_page_by_page_when_a_chain_begins() {
	for preset in ["development", "local_testnet", "local_fast"] {
		chain(preset).execute_with(|| {
			open_block(1);
			let pages = (0..).map(invariants::page).take_while(|page| !page.is_empty());
			let reports = pages.collect::<Vec<_>>();
			assert_eq!(reports.len(), 11, "{preset}");
			for report in reports.concat() {
				assert!(report.holds, "{preset}: {report:?}");
			}
		});
	}
}

#[test]
fn assets_should_belong_to_keyless_accounts_when_a_chain_begins() {
	chain("development").execute_with(|| {
		use frame_support::traits::fungibles::roles::Inspect;
		let keys = Sr25519Keyring::iter().map(|who| who.to_account_id()).collect::<Vec<_>>();
		for id in [1, 2, 10] {
			for role in
				[Assets::owner(id), Assets::issuer(id), Assets::admin(id), Assets::freezer(id)]
			{
				let role = role.expect("the asset exists");
				assert!(!keys.contains(&role), "{id}");
			}
		}
	});
}

#[test]
fn genesis_keys_should_be_provable_when_an_equivocation_is_reported() {
	chain("local_testnet").execute_with(|| {
		open_block(1);
		let aura = Alice.public().to_vec();
		let grandpa = sp_keyring::Ed25519Keyring::Bob.public().to_vec();
		for (kind, key) in [
			(AURA, aura.clone()),
			(GRANDPA, grandpa),
			(IM_ONLINE, aura.clone()),
			(pallet_feeds::KEY_TYPE, aura.clone()),
			(AUTHORITY_DISCOVERY, aura),
		] {
			let proof = Historical::prove((kind, key.clone())).expect("the key is of this session");
			assert!(Historical::check_proof((kind, key), proof).is_some());
		}
		let stranger = (AURA, Charlie.public().to_vec());
		let proof = Historical::prove(stranger.clone()).expect("absence has a proof, too");
		assert!(Historical::check_proof(stranger, proof).is_none());
	});
}

#[test]
fn validators_should_stay_when_sessions_pass() {
	chain("local_testnet").execute_with(|| {
		let before = Session::validators();
		for number in 1..=2 * caliber_runtime_common::time::SESSION_BLOCKS {
			open_block(number);
			Executive::finalize_block();
		}
		assert_eq!(Session::current_index(), 2);
		assert_eq!(Session::validators(), before);
		assert!(Historical::prove((AURA, Alice.public().to_vec())).is_some());
	});
}

#[test]
fn fee_should_go_to_the_author_when_a_transfer_is_paid_in_cal() {
	chain("development").execute_with(|| {
		open_block(1);
		let author = Authorship::author().expect("the block has an author");
		assert_eq!(author, Alice.to_account_id());
		let issuance = Balances::total_issuance();
		let before = Balances::free_balance(&author);
		let extension = tx_extension(generic::Era::Immortal, 0, 0);
		let transfer = signed(Bob, transfer(Charlie, CAL), extension);
		assert_ok!(Executive::apply_extrinsic(transfer).unwrap());

		let start = 1_000_000 * CAL;
		let fee = start - CAL - Balances::free_balance(Bob.to_account_id());
		assert!(fee > 0 && fee < CAL / 10, "{fee}");
		assert_eq!(Balances::free_balance(author), before + fee);
		assert_eq!(Balances::free_balance(Charlie.to_account_id()), start + CAL);
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

#[test]
fn base_filter_should_refuse_what_destroys_units_or_moves_title_otherwise_when_called() {
	use pallet_assets::Call as Assets;
	use pallet_nfts::Call as Nfts;
	chain("development").execute_with(|| {
		let who: Address = Bob.to_account_id().into();
		for (id, admitted) in [(1, false), (2, false), (10, true), (3, true)] {
			let id = Compact(id);
			for call in [
				Assets::touch { id },
				Assets::touch_other { id, who: who.clone() },
				Assets::refund { id, allow_burn: true },
				Assets::refund_other { id, who: who.clone() },
			] {
				assert_eq!(BaseFilter::contains(&RuntimeCall::Assets(call)), admitted, "{id:?}");
			}
			let transfer = Assets::transfer { id, target: who.clone(), amount: 1 };
			assert!(BaseFilter::contains(&RuntimeCall::Assets(transfer)));
		}
		let (collection, item) = (0, 0);
		for call in [
			Nfts::transfer { collection, item, dest: who.clone() },
			Nfts::burn { collection, item },
			Nfts::create { admin: who.clone(), config: Default::default() },
			Nfts::mint { collection, item, mint_to: who.clone(), witness_data: None },
			Nfts::approve_transfer { collection, item, delegate: who, maybe_deadline: None },
		] {
			let call = RuntimeCall::Nfts(call);
			assert!(!BaseFilter::contains(&call), "{:?}", call.get_call_metadata());
		}
		let (item, to) = (Default::default(), Bob.to_account_id());
		let transfer = RuntimeCall::Caliber(pallet_caliber::Call::transfer { item, to });
		assert!(BaseFilter::contains(&transfer));
	});
}

#[test]
fn safe_mode_should_stop_transfers_but_not_its_own_end_when_entered() {
	chain("development").execute_with(|| {
		open_block(1);
		let bob = || RuntimeOrigin::signed(Bob.to_account_id());
		let paused = RuntimeCall::TxPause(pallet_tx_pause::Call::pause {
			full_name: (
				b"SafeMode".to_vec().try_into().unwrap(),
				b"force_exit".to_vec().try_into().unwrap(),
			),
		});
		assert_noop!(
			paused.dispatch(RuntimeOrigin::root()).map_err(|error| error.error),
			pallet_tx_pause::Error::<Runtime>::Unpausable
		);
		let enter = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_enter {});
		assert_ok!(enter.dispatch(RuntimeOrigin::root()));
		assert_noop!(
			transfer(Charlie, CAL).dispatch(bob()).map_err(|error| error.error),
			frame_system::Error::<Runtime>::CallFiltered
		);
		let exit = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_exit {});
		assert_ok!(exit.dispatch(RuntimeOrigin::root()));
		assert_ok!(transfer(Charlie, CAL).dispatch(bob()));
	});
}

#[test]
fn limits_should_leave_room_for_operations_when_users_fill_a_block() {
	let weights = caliber_runtime_common::limits::RuntimeBlockWeights::get();
	assert!(weights.clone().validate().is_ok());
	let normal = weights.get(DispatchClass::Normal).max_total.unwrap();
	assert!(normal.ref_time() < weights.max_block.ref_time());
	// A block at the limit executes in at most half of a slot.
	assert!(weights.max_block.ref_time() / 1_000_000_000 <= SLOT_MILLIS / 2);
	let length = RuntimeBlockLength::get();
	assert!(length.max.get(DispatchClass::Normal) < length.max.get(DispatchClass::Operational));
	assert_eq!(length.max_header_size(), 100 * 1024);
}

/// What runs on while the brakes are on must be answered.
const ANSWERS: [&str; 11] = [
	"accept_claim",
	"acknowledge_premium",
	"cancel_redemption",
	"confirm_handover",
	"contest_claim",
	"decide_claim",
	"pay_claim",
	"pay_premium",
	"refuse_redemption",
	"reject_claim",
	"resolve",
];

/// What pays a loan, and pays out what is somebody's already.
const PAYMENTS: [&str; 17] = [
	"advance_charges",
	"buy_out",
	"collect",
	"draw_reserve",
	"end_escrow",
	"fund_lockbox",
	"fund_reserve",
	"lift_breach",
	"open_sale",
	"prepay",
	"recover",
	"redeem_collateral",
	"repay",
	"repay_many",
	"review",
	"sweep",
	"unstage",
];

/// What goes on by a clock that nothing stops.
const SALES: [&str; 8] = [
	"attest_proceeds",
	"buy",
	"close_sale",
	"credit_bid",
	"overbid",
	"refund",
	"settle",
	"settle_sale",
];

/// The calls of a pallet that work in safe mode, in the order of their names; no pause can name those,
/// and no others.
fn never_paused(pallet: &str, index: usize) -> Vec<&'static str> {
	use caliber_runtime_common::safety::NeverPaused;
	use codec::Decode;
	let index = u8::try_from(index).expect("it is small");
	let full = |text: &str| text.as_bytes().to_vec().try_into().expect("it is short");
	let mut names = Vec::new();
	for call in 0..=u8::MAX {
		let decoded = [0, 1].into_iter().find_map(|filler| {
			let mut bytes = vec![filler; 4_096];
			bytes[..2].copy_from_slice(&[index, call]);
			RuntimeCall::decode(&mut bytes.as_slice()).ok()
		});
		let Some(call) = decoded else { continue };
		let about = call.get_call_metadata();
		assert_eq!(about.pallet_name, pallet);
		let name = about.function_name;
		let never = NeverPaused::<Runtime>::contains(&(full(pallet), full(name)));
		assert_eq!(SafeModeCalls::contains(&call), never, "{name}");
		if never {
			names.push(name);
		}
	}
	names.sort_unstable();
	names
}

#[test]
fn answers_and_payments_should_work_whatever_is_paused() {
	assert_eq!(never_paused("Caliber", Caliber::index()), ANSWERS);
	assert_eq!(never_paused("Lending", Lending::index()), PAYMENTS);
	assert_eq!(never_paused("Auctions", Auctions::index()), SALES);
}

/// The pallet's own books cannot see a hold that nothing stands behind.
#[test]
fn stranded_hold_should_be_seen_when_nothing_stands_behind_it() {
	use caliber_primitives::invariants::Invariants;
	use caliber_runtime::invariants::{Across, HELD};
	use frame_support::traits::fungible::MutateHold;
	let reasons: [RuntimeHoldReason; 6] = [
		pallet_caliber::HoldReason::Item.into(),
		pallet_caliber::HoldReason::Challenge.into(),
		pallet_usdai::HoldReason::Ticket.into(),
		pallet_usdai::HoldReason::Payout.into(),
		pallet_susdai::HoldReason::Request.into(),
		pallet_susdai::HoldReason::Operator.into(),
	];
	for reason in reasons {
		chain("development").execute_with(|| {
			let broken =
				|| Across::invariants().into_iter().any(|(id, holds)| id == HELD && !holds);
			assert!(!broken());
			let who = Alice.to_account_id();
			assert_ok!(Balances::hold(&reason, &who, 1));
			assert!(broken());
		});
	}
}
