//! Two racks that share a serial number cannot both live, whatever one transaction does.

use caliber_integration_tests::registry::{
	active, as_root, as_signed, attest_custody, registry, serials, submit, submitted, CUSTODIAN,
	REGISTRAR,
};
use caliber_primitives::ids::ItemId;
use caliber_runtime::{AccountId, Caliber, Runtime, RuntimeCall, RuntimeEvent, System};
use frame_support::assert_ok;
use pallet_caliber::{Call as Registry, Cause, Error, Items, SerialOf};
use pallet_utility::Call as Utility;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{Bob, Two};
use sp_runtime::DispatchError;

/// Everything about racks that live: how many there are, and that no serial is counted twice.
fn live() -> usize {
	let named: usize = SerialOf::<Runtime>::iter_values()
		.filter(|item| Items::<Runtime>::contains_key(item))
		.count();
	let counted = Items::<Runtime>::iter_values().map(|record| usize::from(record.serials.count));
	assert_eq!(named, counted.sum::<usize>());
	Items::<Runtime>::iter_keys().count()
}

fn exists() -> DispatchError {
	Error::<Runtime>::SerialExists.into()
}

fn bob() -> AccountId {
	Bob.to_account_id()
}

fn all(calls: Vec<Registry<Runtime>>) -> Utility<Runtime> {
	Utility::batch_all { calls: calls.into_iter().map(RuntimeCall::from).collect() }
}

/// The failures that a batch reports of its parts.
fn failures() -> Vec<DispatchError> {
	let failed = |event| match event {
		RuntimeEvent::Utility(pallet_utility::Event::ItemFailed { error }) => Some(error),
		_ => None,
	};
	System::events().into_iter().filter_map(|record| failed(record.event)).collect()
}

#[test]
fn racks_should_not_both_live_when_one_transaction_makes_both() {
	registry().execute_with(|| {
		// All or nothing: the first is gone with the second.
		let twice = all(vec![submit(&["SN-1"]), submit(&["sn1"])]);
		assert_eq!(as_signed(&bob(), twice), Err(exists()));
		assert_eq!((live(), Caliber::item_of(serials(&["SN-1"])[0].clone())), (0, None));
		// As much as can be: the first stays, every other is refused.
		let many = ["SN-1", "sn1", "00SN 1", "S-N-1"].map(|text| submit(&[text]).into()).to_vec();
		assert_ok!(as_signed(&bob(), Utility::force_batch { calls: many }));
		assert_eq!((live(), failures()), (1, vec![exists(); 3]));
		// Taken back and given to a new title at once.
		let next = vec![
			Registry::withdraw_submission { item: ItemId(0), serials: serials(&["SN-1"]) },
			submit(&["SN-1", "SN-2"]),
			submit(&["SN-2"]),
		];
		assert_eq!(as_signed(&bob(), all(next.clone())), Err(exists()));
		assert_eq!(live(), 1);
		assert_ok!(as_signed(&bob(), all(next[..2].to_vec())));
		assert_eq!(live(), 1);
		let other = as_signed(&Two.to_account_id(), submit(&["sn-2"]));
		assert_eq!(other, Err(exists()));
	});
}

#[test]
fn racks_should_not_both_live_when_lots_are_recast_in_one_transaction() {
	registry().execute_with(|| {
		let (one, other) = (submitted(&bob(), &["SN-1", "SN-2"]), submitted(&bob(), &["SN-3"]));
		let lot = ItemId(2);
		let part = Registry::split {
			item: one,
			kept: serials(&["SN-1"]),
			moved: serials(&["SN-2"]),
			quantity: 4,
		};
		let join =
			|into, from, texts: &[&str]| Registry::merge { into, from, serials: serials(texts) };
		// The lot that was parted joins another and is then claimed by its old item again.
		let wrong = Err(DispatchError::from(Error::<Runtime>::WrongSerials));
		let greedy = all(vec![
			part.clone(),
			join(other, lot, &["SN-2", "SN-3"]),
			join(one, other, &["SN-1", "SN-2", "SN-2"]),
		]);
		assert_eq!(as_signed(&bob(), greedy), wrong);
		let fresh = all(vec![part.clone(), submit(&["SN-2"])]);
		assert_eq!(as_signed(&bob(), fresh), Err(exists()));
		assert_eq!(live(), 2);
		let honest = all(vec![
			part,
			join(other, lot, &["SN-2", "SN-3"]),
			join(one, other, &["SN-3", "SN-1", "SN-2"]),
		]);
		assert_ok!(as_signed(&bob(), honest));
		assert_eq!(live(), 1);
	});
}

#[test]
fn racks_should_not_both_live_when_one_is_handed_over_or_gone() {
	for gone in [false, true] {
		registry().execute_with(|| {
			let item = active(&bob(), &["SN-1", "SN-2"]);
			let (ask, end, by) = match gone {
				false => (
					Registry::request_redemption { item },
					Registry::confirm_handover { item, document: H256::repeat_byte(9) },
					CUSTODIAN,
				),
				true => (
					Registry::request_retirement { item, cause: Cause::Destroyed },
					Registry::retire { item, evidence: H256::zero() },
					REGISTRAR,
				),
			};
			assert_ok!(as_signed(&bob(), all(vec![ask])));
			// While it waits, and after it has ended.
			assert_eq!(as_signed(&Two.to_account_id(), submit(&["SN-1"])), Err(exists()));
			assert_ok!(as_signed(&by.to_account_id(), end));
			assert_eq!(live(), 0);
			let dead = Err(DispatchError::from(Error::<Runtime>::SerialTombstoned));
			for text in ["SN-1", "sn 2", "000SN-1"] {
				assert_eq!(as_signed(&bob(), submit(&[text])), dead);
				assert_eq!(as_signed(&Two.to_account_id(), submit(&["NEW", text])), dead);
			}
			// Nobody can bring it back to its old title.
			let unknown = Err(DispatchError::from(Error::<Runtime>::UnknownItem));
			let back = Registry::withdraw_submission { item, serials: serials(&["SN-1", "SN-2"]) };
			assert_eq!(as_root(back), unknown);
			let custody = as_signed(&CUSTODIAN.to_account_id(), attest_custody(item));
			assert_eq!(custody, unknown);
		});
	}
}
