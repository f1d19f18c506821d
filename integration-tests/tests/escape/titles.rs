//! Every call of pallet-nfts.

use super::*;

/// Every call of pallet-nfts, aimed at `item` and meant to give it to a stranger or to alter it,
/// with what it would end with if its holder could call it at all: `None` if it would succeed, but
/// concern another thing than the item.
pub fn every_title_call(item: ItemId) -> Vec<(Titles<Runtime>, Option<DispatchError>)> {
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
