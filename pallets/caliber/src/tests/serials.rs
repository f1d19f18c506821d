//! No hardware has two titles, by whatever path.

use crate::{mock::*, Cause, Error, Items, SerialOf};
use caliber_primitives::ids::ItemId;
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
