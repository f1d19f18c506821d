//! What the hardware cost.

use crate::{mock::*, Error, Invoice, InvoicePaper, Invoices};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{ItemId, LoanId},
	units::{Day, UsdCents},
};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

fn state(item: ItemId, price: u64, date: Day, vendor: &[u8]) -> DispatchResult {
	let invoice = Invoice { price: UsdCents(price), date };
	let paper = InvoicePaper { hash: hash(8), vendor: vendor.to_vec().try_into().unwrap() };
	Caliber::attest_title(signed(REGISTRAR), item, hash(3), hash(4), at(DAY), invoice, paper)
}

#[test]
fn invoice_should_be_refused_when_price_date_or_vendor_cannot_be_right() {
	with_chain(|| {
		let item = submitted(&["A"]);
		// Eight units at 240,000 dollars; the model came to market on day 19,437.
		let (most, first, name) = (8 * 24_000_000, Day(19_437), b"Vendor Inc.".as_slice());
		refused(|| state(item, most + 1, first, name), Error::<Test>::InvoiceAboveCap);
		refused(|| state(item, most, Day(19_436), name), Error::<Test>::InvoiceBeforeRelease);
		for vendor in [b"".as_slice(), b"A \"B\"", b"A\\B", b"A\nB", "Ä".as_bytes()] {
			refused(|| state(item, most, first, vendor), Error::<Test>::BadText);
		}
		assert_ok!(state(item, most, first, &[b'x'; 64]));
		assert_ok!(state(item, most, first, name));
		assert_eq!(Caliber::invoice_of(item), Some(paper()));
	});
}

#[test]
fn paper_should_go_with_its_invoice() {
	type End = fn(ItemId);
	let ends: [End; 5] = [
		|item| {
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Invoice, hash(9)));
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		},
		|item| {
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Title, hash(9)));
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		},
		|item| {
			assert_ok!(Caliber::request_redemption(signed(OWNER), item));
			assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9)));
		},
		|item| {
			assert_ok!(Caliber::request_retirement(signed(OWNER), item, crate::Cause::Lost));
			assert_ok!(Caliber::retire(signed(SECOND), item, hash(7)));
		},
		|item| {
			let (kept, moved) = (serials(&["SN-1001"]), serials(&["SN-1002", "SN-1003"]));
			assert_ok!(Caliber::split(signed(OWNER), item, kept, moved, 4));
		},
	];
	for end in ends {
		with_chain(|| {
			let item = active();
			assert_eq!(Invoices::<Test>::iter().collect::<Vec<_>>(), [(item, paper())]);
			end(item);
			assert_eq!(Invoices::<Test>::iter().count(), 0);
		});
	}
}

/// What was lent against does not rise by one word.
#[test]
fn invoice_should_not_be_raised_when_the_item_stands_for_a_loan() {
	with_chain(|| {
		let item = active();
		let (price, today) = (PRICE.get(), START.day());
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
		set_time(at(DAY / 2));
		let tomorrow = Day(today.get() + 1);
		let say = |price, date| {
			let invoice = Invoice { price: UsdCents(price), date };
			let (origin, end) = (signed(REGISTRAR), at(9 * DAY));
			Caliber::attest_title(origin, item, hash(3), hash(4), end, invoice, paper())
		};
		refused(|| say(price + 1, today), Error::<Test>::InvoiceRaised);
		set_time(at(DAY));
		refused(|| say(price, tomorrow), Error::<Test>::InvoiceRaised);
		assert_ok!(say(price, today));
		assert_ok!(say(price - 1, today));
		assert_ok!(Caliber::release(item, LoanId(1)));
		assert_ok!(say(price + 1, tomorrow));
	});
}
