//! New titles, and those taken back.

use crate::{leaf, mock::*, normalise, Error, Event, Items, NextItem, SerialOf, SerialSet, State};
use caliber_primitives::{
	ids::{AssetClass, ItemId, SiteId, SkuId},
	testing::world,
};
use frame_support::assert_ok;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError::BadOrigin,
};

#[test]
fn submit_should_give_title_and_hold_a_deposit_when_all_is_well() {
	with_chain(|| {
		let item = submitted(&["SN-1", "SN-2"]);
		let set = SerialSet::of(&[leaf(b"SN-1").unwrap(), leaf(b"SN-2").unwrap()]).unwrap();
		let deposit = ITEM_DEPOSIT + 2 * SERIAL_DEPOSIT;
		assert_eq!(holder(item), Some(OWNER));
		assert_eq!(held(OWNER), deposit);
		assert_eq!(record(item).state, State::first());
		assert_eq!(record(item).serials, set);
		assert_eq!(NextItem::<Test>::get(), ItemId(1));
		System::assert_last_event(
			Event::Submitted {
				item,
				owner: OWNER,
				class: AssetClass::Gpu,
				sku: H100,
				quantity: 8,
				serials: 2,
				serial_root: set.root,
				site: SiteId(7),
				document: hash(1),
				deposit,
			}
			.into(),
		);
	});
}

#[test]
fn submit_should_be_refused_when_an_argument_is_wrong() {
	with_chain(|| {
		let submit = |class, sku, quantity, texts: &[&str]| {
			let list = serials(texts);
			Caliber::submit(signed(OWNER), class, sku, quantity, list, SiteId(7), hash(1))
		};
		let gpu = AssetClass::Gpu;
		let cases: [(_, _, _, &[&str], _); 9] = [
			(gpu, SkuId(3), 8, &["SN1"], Error::<Test>::UnknownSku),
			(AssetClass::Energy, H100, 8, &["SN1"], Error::WrongClass),
			(gpu, H100, 0, &["SN1"], Error::BadQuantity),
			(gpu, H100, crate::MAX_QUANTITY + 1, &["SN1"], Error::BadQuantity),
			(gpu, H100, 8, &[], Error::BadSerial),
			(gpu, H100, 8, &["SN/1"], Error::BadSerial),
			(gpu, H100, 8, &["0-00 0"], Error::BadSerial),
			(gpu, H100, 8, &[""], Error::BadSerial),
			(gpu, H100, 8, &["SN1", "sn-1"], Error::SerialExists),
		];
		for (class, sku, quantity, texts, error) in cases {
			refused(|| submit(class, sku, quantity, texts), error);
		}
		let poor = || {
			let list = serials(&["SN1"]);
			Caliber::submit(signed(77), gpu, H100, 8, list, SiteId(7), hash(1))
		};
		refused(poor, sp_runtime::TokenError::FundsUnavailable);
		world(|w| w.frozen.push(OWNER));
		assert!(submit(gpu, H100, 8, &["SN1"]).is_err());
		assert!(Items::<Test>::iter().next().is_none());
	});
}

#[test]
fn submit_should_be_refused_when_the_hardware_has_title_in_any_spelling() {
	with_chain(|| {
		let item = submitted(&["1654-922 006536", "AB-12"]);
		for spelling in ["1654922006536", "01654-922006536", "0001654922006536", "ab12", "Ab 1-2 "]
		{
			refused(|| submit_as(BUYER, &["NEW1", spelling]), Error::<Test>::SerialExists);
			assert_eq!(Caliber::item_of(serial(spelling)), Some((item, true)));
		}
		assert_eq!(Caliber::item_of(serial("NEW1")), None);
		assert_ok!(submit_as(BUYER, &["AB-120"]));
	});
}

#[test]
fn serials_should_have_one_spelling() {
	let cases: [(&[u8], Option<&[u8]>); 6] = [
		(b" 00ab-1 2 ", Some(b"AB12")),
		(b"0", None),
		(b"-0-10", Some(b"10")),
		(b"A0", Some(b"A0")),
		(b"a_b", None),
		("ä1".as_bytes(), None),
	];
	for (typed, spelled) in cases {
		assert_eq!(normalise(typed).as_deref(), spelled, "{typed:?}");
	}
}

#[test]
fn root_should_be_that_of_the_tree_when_computed_by_hand() {
	let leaves: Vec<_> = ["A", "B", "C"].map(|text| leaf(text.as_bytes()).unwrap()).into();
	assert_eq!(leaves[0], BlakeTwo256::hash(b"\0A"));
	let node = |l: &[u8], r: &[u8]| BlakeTwo256::hash(&[&[1], l, r].concat());
	let left = node(leaves[0].as_bytes(), leaves[1].as_bytes());
	let root = node(left.as_bytes(), leaves[2].as_bytes());
	assert_eq!(SerialSet::of(&leaves), Some(SerialSet { count: 3, root }));
	assert_eq!(SerialSet::of(&leaves[..1]).unwrap().root, leaves[0]);
	assert_eq!(SerialSet::of(&[]), None);
	assert_eq!(SerialSet::of(&vec![leaves[0]; 65]), None);
}

#[test]
fn withdrawal_should_free_serials_and_deposit_when_nobody_has_vouched() {
	with_chain(|| {
		let list = serials(&["SN1", "SN2"]);
		let item = submitted(&["SN1", "SN2"]);
		assert_ok!(Caliber::withdraw_submission(signed(OWNER), item, list.clone()));
		let deposit = ITEM_DEPOSIT + 2 * SERIAL_DEPOSIT;
		System::assert_last_event(
			Event::SubmissionWithdrawn { item, owner: OWNER, deposit }.into(),
		);
		assert_eq!((held(OWNER), holder(item)), (0, None));
		assert!(SerialOf::<Test>::iter().next().is_none());
		refused(
			|| Caliber::withdraw_submission(signed(OWNER), item, list.clone()),
			Error::<Test>::UnknownItem,
		);
		// The id is not given again; governance may take a submission back, too.
		let again = submitted(&["SN1", "SN2"]);
		assert_ne!(again, item);
		assert_ok!(Caliber::withdraw_submission(RuntimeOrigin::root(), again, list));
	});
}

#[test]
fn withdrawal_should_be_refused_when_it_is_anothers_or_somebody_has_vouched() {
	with_chain(|| {
		let item = submitted(&["SN1", "SN2"]);
		let withdraw =
			|who, texts: &[&str]| Caliber::withdraw_submission(who, item, serials(texts));
		refused(|| withdraw(signed(BUYER), &["SN1", "SN2"]), Error::<Test>::NotHolder);
		refused(|| withdraw(RuntimeOrigin::none(), &["SN1", "SN2"]), BadOrigin);
		for texts in [&["SN2", "SN1"][..], &["SN1"], &["SN1", "SN2", "SN3"], &[]] {
			refused(|| withdraw(signed(OWNER), texts), Error::<Test>::WrongSerials);
		}
		assert_ok!(custody(CUSTODIAN, item));
		refused(|| withdraw(signed(OWNER), &["SN1", "SN2"]), Error::<Test>::AlreadyAttested);
		refused(
			|| withdraw(RuntimeOrigin::root(), &["SN1", "SN2"]),
			Error::<Test>::AlreadyAttested,
		);
	});
}

#[test]
fn amendment_should_replace_the_document_and_nothing_else() {
	with_chain(|| {
		let item = submitted(&["SN1", "SN2"]);
		let before = record(item);
		assert_ok!(Caliber::amend(signed(OWNER), item, hash(9)));
		System::assert_last_event(Event::Amended { item, document: hash(9) }.into());
		assert_eq!(record(item), crate::Record { document: hash(9), ..before });
		// Who holds title may, whoever submitted.
		assert_ok!(transfer(item, OWNER, BUYER));
		refused(|| Caliber::amend(signed(OWNER), item, hash(8)), Error::<Test>::NotHolder);
		assert_ok!(Caliber::amend(signed(BUYER), item, hash(8)));
	});
}

#[test]
fn amendment_should_be_refused_when_it_is_anothers_or_somebody_has_vouched() {
	with_chain(|| {
		for (state, item, _) in super::collateral::in_every_state() {
			let amend = || Caliber::amend(signed(holder(item).unwrap()), item, hash(9));
			match state {
				"submitted" => {
					assert_ok!(amend());
				},
				_ => refused(amend, Error::<Test>::AlreadyAttested),
			}
			refused(|| Caliber::amend(signed(77), item, hash(9)), Error::<Test>::NotHolder);
		}
		refused(|| Caliber::amend(signed(OWNER), ItemId(99), hash(9)), Error::<Test>::UnknownItem);
		let origin = RuntimeOrigin::root();
		refused(|| Caliber::amend(origin, ItemId(0), hash(9)), BadOrigin);
	});
}

/// A deposit and a title are his, but he may not move either.
#[test]
fn submission_should_be_neither_withdrawn_nor_amended_when_its_holder_is_frozen() {
	with_chain(|| {
		let item = submitted(&["A"]);
		world(|w| w.frozen.push(OWNER));
		let frozen = sp_runtime::DispatchError::Other("frozen");
		let withdraw = |origin| Caliber::withdraw_submission(origin, item, serials(&["A"]));
		refused(|| withdraw(signed(OWNER)), frozen);
		refused(|| Caliber::amend(signed(OWNER), item, hash(2)), frozen);
		assert_ok!(withdraw(RuntimeOrigin::root()));
	});
}
