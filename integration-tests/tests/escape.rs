//! Collateral cannot escape: whoever tries whatever, by whatever way, is refused by name, and
//! titles and records stay as they are, bit for bit.

use caliber_integration_tests::{
	initialize_at,
	registry::{
		active, as_root, as_signed, attest_custody, day, grant, paper, registry, serials, submit,
		submitted, APPRAISER, BASIS, CUSTODIAN, INSURER, REGISTRAR, SKU, TODAY,
	},
};
use caliber_primitives::{
	collateral::Collateral,
	ids::{AssetClass, ItemId, LoanId, PolicyId, SiteId},
	roles::{Role, RoleError, Scope},
	units::{Ppm, Seconds, UsdCents},
};
use caliber_runtime::{
	AccountId, Address, BaseFilter, Caliber, Executive, Multisig, Nfts, OriginCaller, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeOrigin, Signature, System,
};
use codec::Encode;
use frame_support::{
	assert_ok,
	dispatch::RawOrigin,
	storage::{with_transaction, TransactionOutcome},
	traits::{Contains, GetCallName, UnfilteredDispatchable},
	weights::Weight,
	BoundedVec,
};
use pallet_caliber::{Call as Registry, Cause, Error, Invoice, Items, Rules, Skus, State, Values};
use pallet_nfts::{
	AttributeNamespace, Call as Titles, CancelAttributesApprovalWitness, CollectionConfig,
	CollectionSettings, DestroyWitness, ItemConfig, ItemSettings, ItemTip, MintSettings,
	PreSignedAttributes, PreSignedMint,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, One, Two};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeSet;

/// The collection of GPUs.
const COLLECTION: u32 = 0;
const LOAN: LoanId = LoanId(7);
/// Serials of the item that is attacked, and of another of the same holder.
const OURS: [&str; 2] = ["SN-1", "SN-2"];
const OTHERS: [&str; 1] = ["SN-9"];

/// What is attacked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Phase {
	Pledged,
	Seized,
}

const PHASES: [Phase; 2] = [Phase::Pledged, Phase::Seized];

fn filtered() -> DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

fn titles(error: pallet_nfts::Error<Runtime>) -> DispatchError {
	error.into()
}

fn registry_says(error: Error<Runtime>) -> DispatchError {
	error.into()
}

/// Every entry of titles and records.
fn state() -> Vec<(Vec<u8>, Vec<u8>)> {
	let mut entries = Vec::new();
	for pallet in ["Nfts", "Caliber"] {
		let prefix = sp_io::hashing::twox_128(pallet.as_bytes());
		let mut key = prefix.to_vec();
		while let Some(next) = sp_io::storage::next_key(&key).filter(|key| key.starts_with(&prefix))
		{
			entries.push((
				next.clone(),
				sp_io::storage::get(&next).expect("the key is there").to_vec(),
			));
			key = next;
		}
	}
	assert!(entries.len() > 10);
	entries
}

/// Does something and forgets it.
fn forgotten(act: impl FnOnce()) {
	let done: Result<(), DispatchError> = with_transaction(|| {
		act();
		TransactionOutcome::Rollback(Ok(()))
	});
	assert_ok!(done);
}

/// Fails unless the attempt is refused so and leaves everything as it was.
fn refused(what: &str, attempt: impl FnOnce() -> DispatchResult, error: DispatchError) {
	forgotten(|| {
		let before = state();
		assert_eq!(attempt(), Err(error), "{what}");
		assert!(state() == before, "{what}");
	});
}

/// Two racks of `holder`'s, of which the first is collateral: its id and the other's.
fn collateral(holder: &AccountId, phase: Phase) -> (ItemId, ItemId) {
	let endow = pallet_balances::Call::force_set_balance {
		who: holder.clone().into(),
		new_free: 1_000_000 * caliber_runtime_common::currency::CAL,
	};
	assert_ok!(as_root(endow));
	let (item, other) = (active(holder, &OURS), active(holder, &OTHERS));
	assert_ok!(<Caliber as Collateral<_>>::pledge(item, holder, LOAN));
	if phase == Phase::Seized {
		assert_ok!(<Caliber as Collateral<_>>::seize(item, LOAN));
	}
	let holder = match phase {
		Phase::Pledged => Some(holder.clone()),
		Phase::Seized => Some(Caliber::account()),
	};
	assert_eq!(Nfts::owner(COLLECTION, item.0), holder);
	(item, other)
}

fn address(who: Sr25519Keyring) -> Address {
	who.to_account_id().into()
}

fn text<S: frame_support::traits::Get<u32>>(text: &str) -> BoundedVec<u8, S> {
	text.as_bytes().to_vec().try_into().expect("it is short")
}

fn sign(who: Sr25519Keyring, what: &impl Encode) -> Signature {
	who.sign(&what.encode()).into()
}

/// Every call of pallet-nfts, aimed at `item` and meant to give it to a stranger or to alter it,
/// with what it would end with if its holder could call it at all: `None` if it would succeed, but
/// concern another thing than the item.
fn every_title_call(item: ItemId) -> Vec<(Titles<Runtime>, Option<DispatchError>)> {
	use pallet_nfts::Error as No;
	let (collection, item) = (COLLECTION, item.0);
	let stranger = || address(One);
	let no = |error| Some(titles(error));
	let off = || no(No::MethodDisabled);
	let barred = || no(No::NoPermission);
	let never = || Some(DispatchError::BadOrigin);
	let config = || CollectionConfig {
		settings: CollectionSettings::all_enabled(),
		max_supply: None,
		mint_settings: MintSettings::default(),
	};
	let witness = DestroyWitness { item_metadatas: 0, item_configs: 2, attributes: 0 };
	let whose = || AttributeNamespace::ItemOwner;
	let mint_data = Box::new(PreSignedMint {
		collection,
		item,
		attributes: vec![],
		metadata: vec![],
		only_account: None,
		deadline: u32::MAX,
		mint_price: None,
	});
	let data = PreSignedAttributes {
		collection,
		item,
		attributes: vec![(b"a".to_vec(), b"b".to_vec())],
		namespace: AttributeNamespace::Account(One.to_account_id()),
		deadline: u32::MAX,
	};
	let signed_mint = sign(One, &mint_data);
	let signed_data = sign(One, &data);
	let tip = ItemTip { collection, item, receiver: One.to_account_id(), amount: 0 };
	vec![
		(Titles::transfer { collection, item, dest: stranger() }, no(No::ItemLocked)),
		(Titles::burn { collection, item }, no(No::ItemLocked)),
		(Titles::create { admin: stranger(), config: config() }, never()),
		(Titles::force_create { owner: stranger(), config: config() }, never()),
		(Titles::destroy { collection, witness }, barred()),
		(
			Titles::mint { collection, item, mint_to: stranger(), witness_data: None },
			no(No::AlreadyExists),
		),
		(
			Titles::force_mint {
				collection,
				item,
				mint_to: stranger(),
				item_config: ItemConfig { settings: ItemSettings::all_enabled() },
			},
			barred(),
		),
		(Titles::redeposit { collection, items: vec![item] }, barred()),
		(Titles::lock_item_transfer { collection, item }, barred()),
		(Titles::unlock_item_transfer { collection, item }, barred()),
		(
			Titles::lock_collection {
				collection,
				lock_settings: CollectionSettings::all_enabled(),
			},
			barred(),
		),
		(Titles::transfer_ownership { collection, new_owner: stranger() }, no(No::Unaccepted)),
		(
			Titles::set_team {
				collection,
				issuer: Some(stranger()),
				admin: Some(stranger()),
				freezer: Some(stranger()),
			},
			barred(),
		),
		(Titles::force_collection_owner { collection, owner: stranger() }, never()),
		(Titles::force_collection_config { collection, config: config() }, never()),
		(
			Titles::approve_transfer {
				collection,
				item,
				delegate: stranger(),
				maybe_deadline: None,
			},
			off(),
		),
		(Titles::cancel_approval { collection, item, delegate: stranger() }, no(No::NotDelegate)),
		(Titles::clear_all_transfer_approvals { collection, item }, None),
		(
			Titles::lock_item_properties {
				collection,
				item,
				lock_metadata: true,
				lock_attributes: true,
			},
			barred(),
		),
		(
			Titles::set_attribute {
				collection,
				maybe_item: Some(item),
				namespace: whose(),
				key: text("a"),
				value: text("b"),
			},
			off(),
		),
		(
			Titles::force_set_attribute {
				set_as: Some(One.to_account_id()),
				collection,
				maybe_item: Some(item),
				namespace: whose(),
				key: text("a"),
				value: text("b"),
			},
			never(),
		),
		(
			Titles::clear_attribute {
				collection,
				maybe_item: Some(item),
				namespace: whose(),
				key: text("a"),
			},
			no(No::AttributeNotFound),
		),
		(Titles::approve_item_attributes { collection, item, delegate: stranger() }, off()),
		(
			Titles::cancel_item_attributes_approval {
				collection,
				item,
				delegate: stranger(),
				witness: CancelAttributesApprovalWitness { account_attributes: 0 },
			},
			off(),
		),
		(Titles::set_metadata { collection, item, data: text("mine") }, barred()),
		(Titles::clear_metadata { collection, item }, barred()),
		(Titles::set_collection_metadata { collection, data: text("mine") }, barred()),
		(Titles::clear_collection_metadata { collection }, barred()),
		(Titles::set_accept_ownership { maybe_collection: Some(collection) }, None),
		(Titles::set_collection_max_supply { collection, max_supply: 0 }, barred()),
		(
			Titles::update_mint_settings { collection, mint_settings: MintSettings::default() },
			barred(),
		),
		(Titles::set_price { collection, item, price: Some(1), whitelisted_buyer: None }, off()),
		(Titles::buy_item { collection, item, bid_price: u128::MAX }, off()),
		(Titles::pay_tips { tips: vec![tip].try_into().expect("one fits") }, None),
		(
			Titles::create_swap {
				offered_collection: collection,
				offered_item: item,
				desired_collection: collection,
				maybe_desired_item: None,
				maybe_price: None,
				duration: 1,
			},
			off(),
		),
		(
			Titles::cancel_swap { offered_collection: collection, offered_item: item },
			no(No::UnknownSwap),
		),
		(
			Titles::claim_swap {
				send_collection: collection,
				send_item: item + 1,
				receive_collection: collection,
				receive_item: item,
				witness_price: None,
			},
			off(),
		),
		(
			Titles::mint_pre_signed {
				mint_data,
				signature: signed_mint,
				signer: One.to_account_id(),
			},
			barred(),
		),
		(
			Titles::set_attributes_pre_signed {
				data,
				signature: signed_data,
				signer: One.to_account_id(),
			},
			off(),
		),
	]
}

#[test]
fn collateral_should_stay_when_any_call_of_the_titles_pallet_is_tried() {
	let mut names = BTreeSet::new();
	for phase in PHASES {
		registry().execute_with(|| {
			let (item, _) = collateral(&Bob.to_account_id(), phase);
			for (call, _) in every_title_call(item) {
				names.insert(call.get_call_name());
				let call = RuntimeCall::from(call);
				assert!(!BaseFilter::contains(&call));
				for who in [Bob, One, CUSTODIAN, REGISTRAR, INSURER, APPRAISER] {
					let what = format!("{phase:?}: {who:?} {call:?}");
					refused(&what, || as_signed(&who.to_account_id(), call.clone()), filtered());
				}
			}
		});
	}
	let all: BTreeSet<_> = Titles::<Runtime>::get_call_names().iter().copied().collect();
	assert_eq!(names, all);
}

/// The filter is one wall. Behind it stand the registry's lock, the features that are off, and the
/// keyless account that the collections belong to.
#[test]
fn collateral_should_stay_when_the_filter_is_passed_by() {
	for phase in PHASES {
		registry().execute_with(|| {
			let (item, _) = collateral(&Bob.to_account_id(), phase);
			let about = || {
				(
					Items::<Runtime>::get(item),
					pallet_nfts::Item::<Runtime>::get(COLLECTION, item.0).encode(),
					pallet_nfts::ItemConfigOf::<Runtime>::get(COLLECTION, item.0).encode(),
					pallet_nfts::Collection::<Runtime>::get(COLLECTION).encode(),
				)
			};
			for (call, error) in every_title_call(item) {
				let call = RuntimeCall::from(call);
				for who in [Bob, One] {
					let what = format!("{phase:?}: {who:?} {call:?}");
					let origin = RuntimeOrigin::signed(who.to_account_id());
					let dispatch = || call.clone().dispatch_bypass_filter(origin);
					forgotten(|| {
						let before = about();
						let done = dispatch().map(|_| ()).map_err(|refused| refused.error);
						// What only a holder is told, others are not.
						if phase == Phase::Pledged && who == Bob {
							assert_eq!(done.err(), error, "{what}");
						}
						assert_eq!(about(), before, "{what}");
					});
				}
			}
		});
	}
}

/// What somebody tries through the registry's own doors.
fn registry_cases(
	item: ItemId,
	other: ItemId,
) -> Vec<(&'static str, AccountId, Registry<Runtime>, [DispatchError; 2])> {
	use Error as No;
	let no = registry_says;
	let unauthorised = no(No::NotAuthorised(RoleError::NotGranted));
	let governance = DispatchError::BadOrigin;
	let both = |error| [error, error];
	// Who has lost title hears that first.
	let lost = |error| [no(error), no(No::NotHolder)];
	let who = |who: Sr25519Keyring| who.to_account_id();
	let (end, hash) = (day(30), H256::zero());
	let values = Values { fair: UsdCents(3), orderly: UsdCents(2), forced: UsdCents(1) };
	let sku = Skus::<Runtime>::get(SKU).expect("the preset has it");
	let swapped: Vec<&str> = OURS.iter().chain(&OTHERS).copied().collect();
	vec![
		(
			"take it back",
			who(Bob),
			Registry::withdraw_submission { item, serials: serials(&OURS) },
			lost(No::AlreadyAttested),
		),
		(
			"take another's back",
			who(One),
			Registry::withdraw_submission { item, serials: serials(&OURS) },
			both(no(No::NotHolder)),
		),
		("give it away", who(Bob), Registry::transfer { item, to: who(One) }, lost(No::Encumbered)),
		("take it", who(One), Registry::transfer { item, to: who(One) }, both(no(No::NotHolder))),
		("a second title", who(Bob), submit(&["0sn 1"]), both(no(No::SerialExists))),
		(
			"a second title for a stranger",
			who(One),
			submit(&["FRESH", "Sn-2"]),
			both(no(No::SerialExists)),
		),
		(
			"another description",
			who(Bob),
			Registry::amend { item, document: hash },
			lost(No::AlreadyAttested),
		),
		(
			"split",
			who(Bob),
			Registry::split {
				item,
				kept: serials(&OURS[..1]),
				moved: serials(&OURS[1..]),
				quantity: 1,
			},
			lost(No::Encumbered),
		),
		(
			"merge into it",
			who(Bob),
			Registry::merge { into: item, from: other, serials: serials(&swapped) },
			lost(No::Encumbered),
		),
		(
			"merge it away",
			who(Bob),
			Registry::merge { into: other, from: item, serials: serials(&swapped) },
			lost(No::Encumbered),
		),
		(
			"its serials in another lot",
			who(Bob),
			Registry::split {
				item: other,
				kept: serials(&OTHERS),
				moved: serials(&OURS[..1]),
				quantity: 1,
			},
			both(no(No::WrongSerials)),
		),
		(
			"ask for the hardware",
			who(Bob),
			Registry::request_redemption { item },
			lost(No::Encumbered),
		),
		(
			"a stranger asks for the hardware",
			who(One),
			Registry::request_redemption { item },
			both(no(No::NotHolder)),
		),
		(
			"give up what nobody asked for",
			who(Bob),
			Registry::cancel_redemption { item },
			lost(No::NotRedeeming),
		),
		(
			"hand it over unasked",
			who(CUSTODIAN),
			Registry::confirm_handover { item, document: hash },
			both(no(No::NotRedeeming)),
		),
		(
			"refuse what nobody asked for",
			who(CUSTODIAN),
			Registry::refuse_redemption { item, reason: hash },
			both(no(No::NotRedeeming)),
		),
		(
			"call governance for what nobody asked for",
			who(One),
			Registry::escalate_redemption { item },
			both(no(No::NotRedeeming)),
		),
		(
			"claim another's insurance money",
			who(One),
			Registry::file_claim { item, amount: UsdCents(1), evidence: hash },
			both(no(No::NotHolder)),
		),
		(
			"carry it off",
			who(One),
			Registry::accept_custody { item, receipt: hash, site: SiteId(1), expires: end },
			both(no(No::NoOffer)),
		),
		(
			"say that it is gone",
			who(Bob),
			Registry::request_retirement { item, cause: Cause::Lost },
			lost(No::Encumbered),
		),
		(
			"say no more that it is gone",
			who(Bob),
			Registry::cancel_retirement { item },
			lost(No::NotRetiring),
		),
		(
			"end it",
			who(REGISTRAR),
			Registry::retire { item, evidence: hash },
			both(no(No::NotRetiring)),
		),
		(
			"end it without a role",
			who(Bob),
			Registry::retire { item, evidence: hash },
			both(unauthorised),
		),
		("activate it", who(One), Registry::activate { item }, both(no(No::NotAttested))),
		(
			"resolve no dispute",
			who(Bob),
			Registry::resolve { item, upheld: true },
			both(governance),
		),
		(
			"dispute one's own",
			who(Bob),
			Registry::dispute {
				item,
				fact: caliber_primitives::collateral::Fact::Title,
				evidence: hash,
			},
			both(unauthorised),
		),
		("hold it oneself", who(Bob), attest_custody(item), both(unauthorised)),
		("hold it as a stranger", who(One), attest_custody(item), both(unauthorised)),
		(
			"hold it as a second custodian",
			who(Two),
			attest_custody(item),
			both(no(No::FactInForce)),
		),
		(
			"hold it as its registrar",
			who(REGISTRAR),
			attest_custody(item),
			both(no(No::ConflictOfRoles)),
		),
		(
			"answer for the machines",
			who(Two),
			caliber_integration_tests::registry::heartbeat(item),
			both(no(No::NotOperator)),
		),
		(
			"own it on paper",
			who(One),
			Registry::attest_title {
				item,
				document: hash,
				filing: hash,
				lapses: end,
				invoice: Invoice { price: UsdCents(1), date: TODAY.day() },
				paper: paper(),
			},
			both(unauthorised),
		),
		(
			"insure it",
			who(One),
			Registry::insure {
				item,
				policy: PolicyId(0),
				cover: UsdCents(1),
				floor: UsdCents(1),
				until: end,
			},
			both(unauthorised),
		),
		(
			"cut its cover",
			who(INSURER),
			Registry::insure {
				item,
				policy: PolicyId(0),
				cover: UsdCents(1),
				floor: UsdCents(1),
				until: day(1_000),
			},
			both(no(No::CoverCut)),
		),
		("end its cover", who(One), Registry::cancel_cover { item }, both(no(No::NotInsurer))),
		(
			"open a policy",
			who(Bob),
			Registry::open_policy {
				class: AssetClass::Gpu,
				limit: UsdCents(1),
				premium: Ppm(1),
				until: end,
				document: hash,
			},
			both(unauthorised),
		),
		(
			"value it",
			who(One),
			Registry::appraise {
				item,
				values,
				basis: BASIS,
				effective: TODAY.day(),
				expires: end,
				report: hash,
			},
			both(unauthorised),
		),
		("change its model", who(Bob), Registry::set_sku { id: SKU, sku }, both(governance)),
		(
			"change the rules",
			who(Bob),
			Registry::set_rules { rules: Rules::default() },
			both(governance),
		),
	]
}

#[test]
fn collateral_should_stay_when_the_registry_s_own_calls_are_tried() {
	for (place, phase) in PHASES.into_iter().enumerate() {
		registry().execute_with(|| {
			grant(&Two.to_account_id(), Role::Custodian);
			grant(&REGISTRAR.to_account_id(), Role::Custodian);
			let bob = Bob.to_account_id();
			let (item, other) = collateral(&bob, phase);
			for (name, who, call, errors) in registry_cases(item, other) {
				let what = format!("{phase:?}: {name}");
				refused(&what, || as_signed(&who, call.clone()), errors[place]);
			}
			// Governance has no way past the loan either.
			for (call, error) in [
				(
					Registry::withdraw_submission { item, serials: serials(&OURS) },
					Error::AlreadyAttested,
				),
				(Registry::resolve { item, upheld: true }, Error::NotDisputed),
			] {
				refused("root", || as_root(call.clone()), registry_says(error));
			}
			// Nor another loan, nor this one twice.
			let encumbered = match phase {
				Phase::Pledged => Error::Encumbered,
				Phase::Seized => Error::NotHolder,
			};
			let pledge = || <Caliber as Collateral<_>>::pledge(item, &bob, LoanId(8));
			refused("pledge", pledge, registry_says(encumbered));
			let wrong = registry_says(Error::NotEncumbered);
			let strange = LoanId(8);
			refused("release", || <Caliber as Collateral<_>>::release(item, strange), wrong);
			refused("seize", || <Caliber as Collateral<_>>::seize(item, strange), wrong);
			refused("deliver", || <Caliber as Collateral<_>>::deliver(item, strange, &bob), wrong);
		});
	}
}

/// A borrower who has got himself the role that he lacks.
#[test]
fn collateral_should_keep_its_facts_when_its_borrower_has_every_role() {
	registry().execute_with(|| {
		let bob = Bob.to_account_id();
		let (item, _) = collateral(&bob, Phase::Pledged);
		let roles = [Role::Custodian, Role::Registrar, Role::Insurer, Role::Appraiser];
		roles.into_iter().for_each(|role| grant(&bob, role));
		let conflict = registry_says(Error::ConflictOfRoles);
		for call in [
			attest_custody(item),
			caliber_integration_tests::registry::attest_title(item),
			caliber_integration_tests::registry::insure(item),
			caliber_integration_tests::registry::appraise(item),
			Registry::retire { item, evidence: H256::zero() },
		] {
			refused(&format!("{call:?}"), || as_signed(&bob, call.clone()), conflict);
		}
	});
}

/// Ways to have a call dispatched in the name of an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
	Direct,
	Batch,
	BatchAll,
	ForceBatch,
	IfElse,
	AsDerivative,
	Proxy,
	ProxyAnnounced,
	PureProxy,
	Multisig1,
	Multisig2,
	DispatchAs,
	DispatchAsFallible,
	SudoAs,
	ScheduledDispatchAs,
	ScheduledNamed,
}

const WAYS: [Way; 16] = [
	Way::Direct,
	Way::Batch,
	Way::BatchAll,
	Way::ForceBatch,
	Way::IfElse,
	Way::AsDerivative,
	Way::Proxy,
	Way::ProxyAnnounced,
	Way::PureProxy,
	Way::Multisig1,
	Way::Multisig2,
	Way::DispatchAs,
	Way::DispatchAsFallible,
	Way::SudoAs,
	Way::ScheduledDispatchAs,
	Way::ScheduledNamed,
];

/// What a batch does besides.
fn harmless() -> RuntimeCall {
	frame_system::Call::remark_with_event { remark: b"harmless".to_vec() }.into()
}

fn remarks() -> usize {
	let remarked = |event: &RuntimeEvent| {
		matches!(event, RuntimeEvent::System(frame_system::Event::Remarked { .. }))
	};
	System::events().iter().filter(|record| remarked(&record.event)).count()
}

/// The first failure that a wrapper reports in its event.
fn reported() -> DispatchResult {
	let result = System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::Utility(event) => match event {
			pallet_utility::Event::BatchInterrupted { error, .. }
			| pallet_utility::Event::ItemFailed { error }
			| pallet_utility::Event::IfElseFallbackCalled { main_error: error } => Some(error),
			pallet_utility::Event::DispatchedAs { result } => result.err(),
			_ => None,
		},
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => result.err(),
		RuntimeEvent::Multisig(pallet_multisig::Event::MultisigExecuted { result, .. }) => {
			result.err()
		},
		RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => result.err(),
		RuntimeEvent::Sudo(
			pallet_sudo::Event::Sudid { sudo_result: result }
			| pallet_sudo::Event::SudoAsDone { sudo_result: result },
		) => result.err(),
		RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => result.err(),
		_ => None,
	});
	result.map_or(Ok(()), Err)
}

/// Bob and Two, as a multisig wants them.
fn signatories() -> [AccountId; 2] {
	let mut both = [Bob.to_account_id(), Two.to_account_id()];
	both.sort();
	both
}

impl Way {
	/// In whose name it dispatches.
	fn holder(self) -> AccountId {
		let bob = Bob.to_account_id();
		match self {
			Self::AsDerivative => pallet_utility::derivative_account_id(bob, 7),
			Self::PureProxy => {
				pallet_proxy::Pallet::<Runtime>::pure_account(&bob, &Default::default(), 0, None)
			},
			Self::Multisig1 => Multisig::multi_account_id(&signatories(), 1),
			Self::Multisig2 => Multisig::multi_account_id(&signatories(), 2),
			_ => bob,
		}
	}

	/// Whether the base filter judges what it dispatches; only root has ways that it does not.
	fn is_filtered(self) -> bool {
		!matches!(
			self,
			Self::DispatchAs
				| Self::DispatchAsFallible
				| Self::SudoAs
				| Self::ScheduledDispatchAs
				| Self::ScheduledNamed
		)
	}

	/// Has `call` dispatched. What the wrapper swallows is its result, too.
	fn dispatch(self, call: RuntimeCall) -> DispatchResult {
		use pallet_utility::Call as Utility;
		let bob = &Bob.to_account_id();
		let one = &One.to_account_id();
		let call = Box::new(call);
		let calls = || vec![harmless(), (*call).clone(), harmless()];
		let as_bob = || Box::new(OriginCaller::system(RawOrigin::Signed(self.holder())));
		let delegate = || One.to_account_id().into();
		System::reset_events();
		match self {
			Self::Direct => as_signed(bob, *call)?,
			Self::Batch => as_signed(bob, Utility::batch { calls: calls() })?,
			Self::BatchAll => as_signed(bob, Utility::batch_all { calls: calls() })?,
			Self::ForceBatch => as_signed(bob, Utility::force_batch { calls: calls() })?,
			Self::IfElse => {
				as_signed(bob, Utility::if_else { main: call, fallback: Box::new(harmless()) })?
			},
			Self::AsDerivative => as_signed(bob, Utility::as_derivative { index: 7, call })?,
			Self::Proxy => {
				let proxy_type = Default::default();
				let add =
					pallet_proxy::Call::add_proxy { delegate: delegate(), proxy_type, delay: 0 };
				assert_ok!(as_signed(bob, add));
				let real = address(Bob);
				let force_proxy_type = None;
				as_signed(one, pallet_proxy::Call::proxy { real, force_proxy_type, call })?
			},
			Self::ProxyAnnounced => {
				let proxy_type = Default::default();
				let add =
					pallet_proxy::Call::add_proxy { delegate: delegate(), proxy_type, delay: 1 };
				assert_ok!(as_signed(bob, add));
				use sp_runtime::traits::{BlakeTwo256, Hash};
				let call_hash = BlakeTwo256::hash_of(&call);
				let announce = pallet_proxy::Call::announce { real: address(Bob), call_hash };
				assert_ok!(as_signed(one, announce));
				System::set_block_number(System::block_number() + 1);
				let execute = pallet_proxy::Call::proxy_announced {
					delegate: delegate(),
					real: address(Bob),
					force_proxy_type: None,
					call,
				};
				as_signed(two(), execute)?
			},
			Self::PureProxy => {
				let real = self.holder().into();
				as_signed(bob, pallet_proxy::Call::proxy { real, force_proxy_type: None, call })?
			},
			Self::Multisig1 => {
				let other_signatories = vec![Two.to_account_id()];
				let multi = pallet_multisig::Call::as_multi_threshold_1 { other_signatories, call };
				as_signed(bob, multi)?
			},
			Self::Multisig2 => {
				let maybe_timepoint = Multisig::timepoint();
				let multi =
					|other: Sr25519Keyring, maybe_timepoint| pallet_multisig::Call::as_multi {
						threshold: 2,
						other_signatories: vec![other.to_account_id()],
						maybe_timepoint,
						call: call.clone(),
						max_weight: Weight::MAX,
					};
				assert_ok!(as_signed(bob, multi(Two, None)));
				as_signed(two(), multi(Bob, Some(maybe_timepoint)))?
			},
			Self::DispatchAs => as_root(Utility::dispatch_as { as_origin: as_bob(), call })?,
			Self::DispatchAsFallible => {
				as_root(Utility::dispatch_as_fallible { as_origin: as_bob(), call })?
			},
			Self::SudoAs => {
				let who = self.holder().into();
				as_signed(&Alice.to_account_id(), pallet_sudo::Call::sudo_as { who, call })?
			},
			Self::ScheduledDispatchAs | Self::ScheduledNamed => {
				let call = Utility::dispatch_as { as_origin: as_bob(), call };
				let (when, priority) = (System::block_number() + 1, 0);
				let (call, maybe_periodic) = (Box::new(call.into()), None);
				let schedule = match self {
					Self::ScheduledNamed => pallet_scheduler::Call::schedule_named {
						id: [1; 32],
						when,
						maybe_periodic,
						priority,
						call,
					},
					_ => pallet_scheduler::Call::schedule { when, maybe_periodic, priority, call },
				};
				assert_ok!(as_root(schedule));
				next_block();
			},
		}
		reported()
	}
}

fn two() -> &'static AccountId {
	static TWO: std::sync::LazyLock<AccountId> = std::sync::LazyLock::new(|| Two.to_account_id());
	&TWO
}

/// Ends the block and begins the next: what was scheduled is dispatched.
fn next_block() {
	Executive::finalize_block();
	initialize_at(TODAY.saturating_add(Seconds(2)));
}

/// The chain with a rack that is collateral and one that is free, both of the way's holder.
fn on_the_way(way: Way, phase: Phase, test: impl FnOnce(ItemId, ItemId)) {
	registry().execute_with(|| {
		if way == Way::PureProxy {
			let create = pallet_proxy::Call::create_pure {
				proxy_type: Default::default(),
				delay: 0,
				index: 0,
			};
			assert_ok!(as_signed(&Bob.to_account_id(), create));
		}
		let (item, other) = collateral(&way.holder(), phase);
		test(item, other);
	});
}

fn transfer(item: ItemId) -> RuntimeCall {
	Registry::transfer { item, to: One.to_account_id() }.into()
}

/// No way is blocked by itself: it does something harmless, moves a free title, and splits a free
/// lot.
#[test]
fn every_way_should_work_when_nothing_is_encumbered() {
	for way in WAYS {
		on_the_way(way, Phase::Pledged, |_, free| {
			forgotten(|| {
				assert_ok!(way.dispatch(harmless()));
				assert!(remarks() > 0, "{way:?}");
			});
			forgotten(|| {
				assert_eq!(Nfts::owner(COLLECTION, free.0), Some(way.holder()));
				assert_eq!(way.dispatch(transfer(free)), Ok(()), "{way:?}");
				assert_eq!(Nfts::owner(COLLECTION, free.0), Some(One.to_account_id()), "{way:?}");
			});
			forgotten(|| {
				let call = Registry::request_redemption { item: free };
				assert_eq!(way.dispatch(call.into()), Ok(()), "{way:?}");
				let record = Items::<Runtime>::get(free).expect("it is there");
				assert!(matches!(record.state, State::Redeeming(_)), "{way:?}");
			});
		});
	}
}

#[test]
fn collateral_should_stay_when_a_call_comes_by_another_way() {
	let mut cases = 0;
	for (place, phase) in PHASES.into_iter().enumerate() {
		for way in WAYS {
			on_the_way(way, phase, |item, other| {
				let wall = |behind| match way.is_filtered() {
					true => filtered(),
					false => behind,
				};
				let mut attempts = Vec::new();
				for (call, error) in every_title_call(item) {
					let wanted = matches!(
						call,
						Titles::transfer { .. }
							| Titles::burn { .. } | Titles::set_price { .. }
							| Titles::create_swap { .. }
							| Titles::approve_transfer { .. }
							| Titles::set_attribute { .. }
							| Titles::set_metadata { .. }
							| Titles::mint_pre_signed { .. }
							| Titles::set_attributes_pre_signed { .. }
							| Titles::set_team { .. }
					);
					// Whose title it is is asked before what is off.
					let whose = matches!(call, Titles::set_attributes_pre_signed { .. });
					let error = match phase {
						Phase::Seized if whose => Some(titles(pallet_nfts::Error::NoPermission)),
						_ => error,
					};
					if wanted {
						attempts.push((call.into(), wall(error.expect("it is about the item"))));
					}
				}
				let bob = Bob.to_account_id();
				for (_, who, call, errors) in registry_cases(item, other) {
					let his =
						matches!(
							call,
							Registry::withdraw_submission { .. }
								| Registry::transfer { .. }
								| Registry::amend { .. } | Registry::split { .. }
								| Registry::merge { .. } | Registry::request_redemption { .. }
								| Registry::request_retirement { .. }
						);
					if his && who == bob {
						attempts.push((call.into(), errors[place]));
					}
				}
				for (call, error) in attempts {
					let what = format!("{phase:?}, {way:?}: {call:?}");
					refused(&what, || way.dispatch(call), error);
					cases += 1;
				}
			});
		}
	}
	assert!(cases > 500, "{cases}");
}

/// Root itself holds no title and has no force in the titles' pallet: a scheduled call, too.
#[test]
fn collateral_should_stay_when_root_or_the_council_call_the_titles_pallet() {
	for phase in PHASES {
		registry().execute_with(|| {
			let (item, _) = collateral(&Bob.to_account_id(), phase);
			for (call, _) in every_title_call(item) {
				let call = RuntimeCall::from(call);
				let what = format!("{phase:?}: {call:?}");
				refused(&what, || as_root(call.clone()), DispatchError::BadOrigin);
				refused(
					&what,
					|| {
						System::reset_events();
						let maybe_periodic = None;
						let when = System::block_number() + 1;
						let call = Box::new(call.clone());
						let schedule = pallet_scheduler::Call::schedule {
							when,
							maybe_periodic,
							priority: 0,
							call,
						};
						// Nobody but root schedules.
						let refused = as_signed(&Bob.to_account_id(), schedule.clone());
						assert_eq!(refused, Err(DispatchError::BadOrigin));
						assert_ok!(as_root(schedule));
						next_block();
						reported()
					},
					DispatchError::BadOrigin,
				);
			}
			// A council of one decides at once.
			let council = pallet_collective::Call::<Runtime, _>::set_members {
				new_members: vec![Bob.to_account_id()],
				prime: None,
				old_count: 0,
			};
			assert_ok!(as_root(RuntimeCall::Council(council)));
			let grant_by_council = RuntimeCall::Roles(pallet_roles::Call::grant {
				who: Two.to_account_id(),
				role: Role::Auditor,
				scope: Scope::All,
				until: None,
			});
			for (call, error) in [
				(grant_by_council, None),
				(Titles::burn { collection: COLLECTION, item: item.0 }.into(), Some(filtered())),
				(transfer(item), Some(DispatchError::BadOrigin)),
				(
					Registry::withdraw_submission { item, serials: serials(&OURS) }.into(),
					Some(registry_says(Error::AlreadyAttested)),
				),
			] {
				forgotten(|| {
					let before = state();
					System::reset_events();
					let length_bound = u32::MAX;
					let proposal = Box::new(call.clone());
					let motion = pallet_collective::Call::<Runtime, _>::propose {
						threshold: 1,
						proposal,
						length_bound,
					};
					let motion = RuntimeCall::Council(motion);
					assert_ok!(as_signed(&Bob.to_account_id(), motion));
					assert_eq!(reported().err(), error, "{phase:?}: {call:?}");
					assert!(state() == before);
				});
			}
		});
	}
}

/// A rack without a title under it is none, and one that nobody pledged goes where its holder
/// sends it: the walls are around collateral alone.
#[test]
fn title_should_move_and_come_back_when_nothing_stands_against_it() {
	registry().execute_with(|| {
		let item = submitted(&Bob.to_account_id(), &OURS);
		assert_ok!(as_signed(&Bob.to_account_id(), transfer(item)));
		assert_eq!(Nfts::owner(COLLECTION, item.0), Some(One.to_account_id()));
		let unknown = || as_signed(&Bob.to_account_id(), transfer(ItemId(9)));
		refused("unknown", unknown, registry_says(Error::UnknownItem));
	});
}

/// What is free, too, when its holder or receiver is frozen, when transfers are paused, and when
/// nobody could ever send it back.
#[test]
fn free_title_should_stay_when_an_account_is_frozen_or_transfers_are_paused() {
	use pallet_usdai::{Call as Money, FreezeReason};
	let bob = &Bob.to_account_id();
	let freeze = |who: Sr25519Keyring| Money::freeze {
		who: who.to_account_id(),
		reason: FreezeReason::Order,
		until: None,
	};
	let frozen = pallet_usdai::Error::<Runtime>::AccountFrozen.into();
	let paused = pallet_usdai::Error::<Runtime>::TierPaused.into();
	let brakes: [(Money<Runtime>, DispatchError); 3] = [
		(freeze(Bob), frozen),
		(freeze(One), frozen),
		(Money::pause { tier: caliber_primitives::dollar::PauseTier::Transfer }, paused),
	];
	for (brake, error) in brakes {
		registry().execute_with(|| {
			let item = active(bob, &OURS);
			let what = format!("{brake:?}");
			assert_ok!(as_root(brake));
			refused(&what, || as_signed(bob, transfer(item)), error);
			let title =
				Titles::transfer { collection: COLLECTION, item: item.0, dest: address(One) };
			refused(&what, || as_signed(bob, title), filtered());
		});
	}
	registry().execute_with(|| {
		let item = active(bob, &OURS);
		let give = Registry::transfer { item, to: Caliber::account() };
		refused("to the registry", || as_signed(bob, give), registry_says(Error::BadReceiver));
	});
}
