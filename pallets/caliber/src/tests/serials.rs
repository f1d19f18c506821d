//! No hardware has two titles, by whatever path.

use super::collateral::{in_every_state, LOAN};
use crate::{mock::*, Cause, Error, Items, SerialOf};
use caliber_primitives::{collateral::Collateral, ids::ItemId};
use frame_support::assert_ok;
use sp_runtime::DispatchError;

/// One serial number, as different people type it.
const SPELLINGS: [&str; 8] =
	["SN-77A", "sn-77a", "Sn77A", " SN 77 A ", "S-N-7-7-A", "00SN77A", "-0-sn77a", "000 sn 77-a-"];

/// Everybody tries to get a second title for it, in every spelling, alone and beside others.
fn nobody_gets_it(error: Error<Test>) {
	let error: DispatchError = error.into();
	for text in SPELLINGS {
		for who in [OWNER, BUYER] {
			refused(|| submit_as(who, &[text]), error);
			refused(|| submit_as(who, &["FRESH", text]), error);
		}
	}
}

/// How many live items the serial names: its key names one, so it is in the count of one alone.
fn live() -> u32 {
	let named = SPELLINGS.map(|text| Caliber::item_of(serial(text)));
	assert!(named.windows(2).all(|pair| pair[0] == pair[1]), "{named:?}");
	u32::from(named[0].is_some_and(|(item, live)| live && Items::<Test>::contains_key(item)))
}

fn split(item: ItemId, kept: &[&str], moved: &[&str]) -> sp_runtime::DispatchResult {
	Caliber::split(signed(OWNER), item, serials(kept), serials(moved), 1)
}

fn merge(into: ItemId, from: ItemId, texts: &[&str]) -> sp_runtime::DispatchResult {
	Caliber::merge(signed(OWNER), into, from, serials(texts))
}

#[test]
fn racks_that_share_a_serial_should_never_both_live() {
	with_chain(|| {
		// Submitted, taken back, submitted by another, taken back, submitted again.
		let item = submitted(&["SN-77A", "B", "C"]);
		nobody_gets_it(Error::SerialExists);
		let list = serials(&["SN-77A", "B", "C"]);
		assert_ok!(Caliber::withdraw_submission(signed(OWNER), item, list));
		assert_eq!(live(), 0);
		let other = crate::NextItem::<Test>::get();
		assert_ok!(submit_as(BUYER, &["0sn77a"]));
		nobody_gets_it(Error::SerialExists);
		assert_ok!(Caliber::withdraw_submission(signed(BUYER), other, serials(&["sn77a"])));
		let item = submitted(&["SN-77A", "B", "C"]);
		// Split: neither lot can name it as well, and no list can name it twice.
		for text in SPELLINGS {
			let wrong = Error::<Test>::WrongSerials;
			refused(|| split(item, &["SN-77A", "B"], &["C", text]), wrong);
			refused(|| split(item, &["B", "C"], &["SN-77A", text]), Error::<Test>::WrongSerials);
		}
		assert_ok!(split(item, &["B", "C"], &["sn 77a"]));
		let lot = ItemId(item.0 + 1);
		assert_eq!(Caliber::item_of(serial("SN77A")), Some((lot, true)));
		nobody_gets_it(Error::SerialExists);
		// The old lot cannot be split by what it has no more, nor another by what it never had.
		refused(|| split(item, &["B", "C"], &["SN77A"]), Error::<Test>::WrongSerials);
		let strange = submitted(&["X", "Y"]);
		refused(|| split(strange, &["X", "Y"], &["SN77A"]), Error::<Test>::WrongSerials);
		refused(|| split(strange, &["X"], &["SN77A"]), Error::<Test>::WrongSerials);
		// Merge: it comes once, in whatever spelling, and only from its own lot.
		for text in SPELLINGS {
			let wrong = Error::<Test>::WrongSerials;
			refused(|| merge(item, lot, &["B", "C", "SN77A", text]), wrong);
			refused(|| merge(item, strange, &["B", "C", "X", text]), Error::<Test>::WrongSerials);
		}
		assert_ok!(merge(item, lot, &["B", "00sn-77a", "C"]));
		assert_eq!((live(), Caliber::item_of(serial("SN77A"))), (1, Some((item, true))));
		nobody_gets_it(Error::SerialExists);
		// Amended, it names what it named.
		assert_ok!(Caliber::amend(signed(OWNER), item, hash(9)));
		nobody_gets_it(Error::SerialExists);
	});
}

#[test]
fn serial_should_never_come_back_when_its_hardware_was_redeemed_or_is_gone() {
	for gone in [false, true] {
		with_chain(|| {
			// It has been in two lots before.
			let item = submitted(&["SN-77A", "B"]);
			assert_ok!(split(item, &["B"], &["SN-77A"]));
			assert_ok!(merge(item, ItemId(1), &["SN-77A", "B"]));
			assert_ok!(custody(CUSTODIAN, item));
			assert_ok!(title(REGISTRAR, item));
			assert_ok!(insure(INSURER, item, policy(LIMIT)));
			assert_ok!(appraise(APPRAISER, item));
			assert_ok!(Caliber::activate(signed(OWNER), item));
			// Whoever has had it vouched for cannot take it back.
			let list = serials(&["SN-77A", "B"]);
			let back = || Caliber::withdraw_submission(signed(OWNER), item, list.clone());
			refused(back, Error::<Test>::AlreadyAttested);
			assert_ok!(split(item, &["B"], &["SN-77A"]));
			let lot = ItemId(2);
			let list = serials(&["SN-77A"]);
			let back = || Caliber::withdraw_submission(signed(OWNER), lot, list.clone());
			refused(back, Error::<Test>::AlreadyAttested);
			if gone {
				assert_ok!(Caliber::request_retirement(signed(OWNER), lot, Cause::Lost));
				nobody_gets_it(Error::SerialExists);
				assert_ok!(Caliber::retire(signed(REGISTRAR), lot, hash(7)));
			} else {
				assert_ok!(custody(CUSTODIAN, lot));
				assert_ok!(title(REGISTRAR, lot));
				assert_ok!(insure(INSURER, lot, caliber_primitives::ids::PolicyId(0)));
				assert_ok!(Caliber::activate(signed(OWNER), lot));
				assert_ok!(Caliber::request_redemption(signed(OWNER), lot));
				nobody_gets_it(Error::SerialExists);
				assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), lot, hash(9)));
			}
			assert_eq!((live(), Caliber::item_of(serial("SN77A"))), (0, Some((lot, false))));
			nobody_gets_it(Error::SerialTombstoned);
			// Nor through a lot that lives.
			for text in SPELLINGS {
				let wrong = Error::<Test>::WrongSerials;
				refused(|| split(item, &["B"], &[text]), wrong);
				refused(|| split(item, &[text], &["B"]), Error::<Test>::WrongSerials);
			}
			let (one, other) = (submitted(&["X"]), submitted(&["Y"]));
			refused(|| merge(one, other, &["X", "SN77A"]), Error::<Test>::WrongSerials);
			refused(|| merge(one, other, &["X", "Y", "SN77A"]), Error::<Test>::WrongSerials);
			refused(|| merge(one, lot, &["X", "SN77A"]), Error::<Test>::UnknownItem);
			assert_eq!(SerialOf::<Test>::iter().count(), 4);
		});
	}
}

/// Its one-letter serials are those of [`in_every_state`].
fn serial_of(state: &str) -> &'static str {
	match state {
		"submitted" => "a",
		"attested" => "b",
		"active" => "c",
		"pledged" => "d",
		"released" => "e",
		"seized" => "f",
		"redeeming" => "g",
		"disputed" => "h",
		_ => "i",
	}
}

#[test]
fn serial_should_name_one_item_when_that_is_in_any_state_or_hand() {
	with_chain(|| {
		let taken = DispatchError::from(Error::<Test>::SerialExists);
		let (mine, other) = (submitted(&["X", "Y"]), submitted(&["Z"]));
		for (state, item, locked) in in_every_state() {
			let text = serial_of(state);
			let nobody = || {
				for who in [OWNER, BUYER, SECOND] {
					refused(|| submit_as(who, &["FRESH", &format!("00{text}")]), taken);
				}
				let wrong = Error::<Test>::WrongSerials;
				refused(|| split(mine, &["X", "Y"], &[text]), wrong);
				refused(|| split(mine, &["X"], &[text]), Error::<Test>::WrongSerials);
				refused(|| merge(mine, other, &["X", "Y", text]), Error::<Test>::WrongSerials);
				assert_eq!(Caliber::item_of(serial(text)), Some((item, true)), "{state}");
			};
			nobody();
			// Whoever has title next has that of the same item.
			if !locked {
				assert_ok!(transfer(item, OWNER, BUYER));
				nobody();
			}
		}
		// Delivered from a sale, and given up for redemption or retirement: still one.
		let [pledged, seized, redeeming, retiring] =
			["d", "f", "g", "i"].map(|text| Caliber::item_of(serial(text)).unwrap().0);
		assert_ok!(Caliber::deliver(seized, LOAN, &BUYER));
		assert_ok!(Caliber::seize(pledged, LOAN));
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), redeeming));
		assert_ok!(Caliber::cancel_retirement(signed(OWNER), retiring));
		for text in ["d", "f", "g", "i"] {
			refused(|| submit_as(OWNER, &[text]), taken);
		}
	});
}

#[test]
fn serial_should_be_free_again_only_when_nothing_of_a_submission_remains() {
	with_chain(|| {
		// Twice in one list is once too often, whatever the spelling, and takes nothing.
		for text in SPELLINGS {
			refused(|| submit_as(OWNER, &["SN-77A", text]), Error::<Test>::SerialExists);
		}
		// A submission that fails at its last serial keeps none of the others.
		let one = submitted(&["SN-77A"]);
		refused(|| submit_as(BUYER, &["P", "Q", "sn77a"]), Error::<Test>::SerialExists);
		refused(|| submit_as(BUYER, &["P", "Q", "no?"]), Error::<Test>::BadSerial);
		let two = crate::NextItem::<Test>::get();
		assert_ok!(submit_as(BUYER, &["P", "Q"]));
		// Governance takes it back for its holder: free, and one at a time again.
		let back = |item, texts: &[&str]| {
			Caliber::withdraw_submission(RuntimeOrigin::root(), item, serials(texts))
		};
		refused(|| back(one, &["P"]), Error::<Test>::WrongSerials);
		refused(|| back(two, &["Q", "P"]), Error::<Test>::WrongSerials);
		assert_ok!(back(one, &["00-SN-77A"]));
		assert_ok!(submit_as(BUYER, &["SN-77A"]));
		nobody_gets_it(Error::SerialExists);
		// An id is never used again, so that no tombstone can come to life.
		refused(|| back(one, &["SN-77A"]), Error::<Test>::UnknownItem);
	});
}
