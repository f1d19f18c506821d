//! Hardware is sold lot by lot, and no more of it than pays all that is owed.

use crate::{mock::*, Error, Event, Product, Record, SaleTerms};
use caliber_primitives::{
	auction::{OnLot, Outcome},
	collateral::{Insured, LossPayee},
	ids::{ItemId, LoanId, LotId, SkuId},
	testing::world,
	units::{Seconds, UsdCents, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok};

/// Four items of 1,000 orderly and 400 forced behind a loan of a thousand, sold two at a time.
fn for_sale() -> LoanId {
	let sale = SaleTerms { lot: 2, ..Default::default() };
	let set = |sku| Lending::set_product(RuntimeOrigin::root(), sku, Product { sale, ..product() });
	set(SkuId(0)).unwrap();
	let loan = overdue_on(4, |item| {
		(item.monitored.orderly, item.monitored.forced) = (UsdCents(100_000), UsdCents(40_000));
	});
	call_default(loan).unwrap();
	settle_at(Seconds(Now::get() + 10 * DAY));
	loan
}

fn defaulted(loan: LoanId) -> crate::Defaulted<AccountId> {
	match Lending::record(loan) {
		Some(Record::Defaulted(defaulted)) => defaulted,
		other => panic!("not in default: {other:?}"),
	}
}

fn owners() -> Vec<AccountId> {
	world(|w| w.items.values().map(|item| item.owner).collect())
}

#[test]
fn lots_should_be_sold_one_after_the_other_until_all_is_paid() {
	with_chain(|| {
		let loan = for_sale();
		let all = defaulted(loan).creditors.owed().unwrap().get();
		assert_ok!(open_sale(loan));
		let lot = world(|w| w.lots.last().unwrap().1.clone());
		assert_eq!(lot.items, items(&[ItemId(0), ItemId(1)]));
		// 120 % of 2,000 and 70 % of 800: two items' worth.
		assert_eq!((lot.start, lot.floor), (dollars(2_400), dollars(560)));
		// Nobody buys, then somebody does: the next lot begins at the prices of the terms again.
		assert_ok!(Lending::closed(loan, LotId(0), Outcome::Unsold));
		assert_ok!(open_sale(loan));
		assert_ok!(sold(loan, 600 * UNIT));
		let left = defaulted(loan);
		assert_eq!((left.sold, left.rounds, left.on_sale), (2, 0, false));
		assert_eq!(left.creditors.owed().unwrap().get(), all - 600 * UNIT);
		assert_eq!(owners()[..2], [BUYER, BUYER]);
		// Half a dollar of bounty first: the vault has the rest, and its book as much less.
		let (_, receipt) = world(|w| *w.receipts.last().unwrap());
		assert_eq!(receipt.principal.get(), 600 * UNIT - UNIT / 2);
		assert_eq!(left.entry.principal.get(), 100 * UNIT + UNIT / 2);
		assert_ok!(open_sale(loan));
		let lot = world(|w| w.lots.last().unwrap().1.clone());
		assert_eq!((lot.items, lot.start), (items(&[ItemId(2), ItemId(3)]), dollars(2_400)));
		assert_ok!(sold(loan, 700 * UNIT));
		assert_eq!(closed(loan).creditors.surplus.get(), 1_300 * UNIT - all);
		assert_eq!(owners(), [BUYER; 4]);
	});
}

#[test]
fn items_that_need_not_be_sold_should_be_the_borrowers_again() {
	with_chain(|| {
		let loan = for_sale();
		let all = defaulted(loan).creditors.owed().unwrap().get();
		assert_ok!(sold(loan, all));
		assert!(!closed(loan).creditors.is_owed());
		assert_eq!(owners(), [BUYER, BUYER, BORROWER, BORROWER]);
		let returned = items(&[ItemId(2), ItemId(3)]);
		let told = System::events().into_iter().any(|record| {
			matches!(record.event, RuntimeEvent::Lending(Event::DefaultClosed { returned: ref r, .. })
				if *r == returned)
		});
		assert!(told);
	});
}

#[test]
fn rest_should_be_redeemed_for_what_is_left_once_a_lot_is_sold() {
	with_chain(|| {
		let loan = for_sale();
		let all = defaulted(loan).creditors.owed().unwrap().get();
		assert_ok!(sold(loan, 600 * UNIT));
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(redeem(loan, STRANGER));
		assert_eq!(before - Dollar::free_balance(STRANGER), all - 600 * UNIT);
		assert_eq!(owners(), [BUYER, BUYER, BORROWER, BORROWER]);
	});
}

#[test]
fn marks_should_be_those_of_the_rest_once_a_lot_is_sold() {
	with_chain(|| {
		let loan = for_sale();
		world(|w| {
			for item in w.items.values_mut() {
				(item.monitored.orderly, item.monitored.forced) =
					(UsdCents(3_000), UsdCents(2_000));
				item.monitored.cover = UsdCents(0);
			}
		});
		assert_ok!(sold(loan, 400 * UNIT));
		// The vault is short of 300 and half a dollar: two items count 60 to deposits, and 40 less the haircut
		// to redemptions.
		let value = Lending::book_value().unwrap();
		assert_eq!(value.principal.get(), 300 * UNIT + UNIT / 2);
		assert_eq!(value.optimistic, dollars(60));
		let kept = 1_000_000 - product().ageing.forced_haircut.get();
		assert_eq!(value.conservative.get(), 40 * UNIT * u128::from(kept) / 1_000_000);
	});
}

/// Each lot's cover makes up for what that lot has brought too little, together for no more than is owed.
#[test]
fn claims_should_be_filed_lot_by_lot() {
	with_chain(|| {
		let loan = for_sale();
		let all = defaulted(loan).creditors.owed().unwrap().get();
		for (item, floor) in [(0, 300), (1, 500), (2, 400), (3, 400)] {
			let insured = Insured { insurer: INSURER, floor: dollars(floor) };
			world(|w| w.items.get_mut(&ItemId(item)).unwrap().insured = Some(insured));
		}
		assert_ok!(sold(loan, 600 * UNIT));
		// 200 too little, in proportion to the floors.
		let filed = || -> Vec<_> {
			world(|w| w.claims.iter().map(|(item, _, amount, _)| (item.0, amount.get())).collect())
		};
		assert_eq!(filed(), [(0, 75 * UNIT), (1, 125 * UNIT)]);
		let value = Lending::book_value().unwrap();
		assert_eq!(value.optimistic, value.principal);
		// It comes while the rest is for sale: principal is paid at once.
		let owed = defaulted(loan).creditors.owed().unwrap().get();
		let payout = residual(dollars(200));
		assert_ok!(paying(|| Ok(Lending::receive(loan, &INSURER, payout).map(Into::into)?)));
		assert_eq!(defaulted(loan).creditors.owed().unwrap().get(), owed - 200 * UNIT);
		assert_ok!(sold(loan, 100 * UNIT));
		// 700 too little, but no more is owed.
		let short = all - 900 * UNIT;
		let cents = short / (UNIT / 100) * (UNIT / 100);
		let claimed: u128 = filed()[2..].iter().map(|(_, amount)| amount).sum();
		assert_eq!(claimed, cents);
	});
}

#[test]
fn lot_should_not_be_sold_twice() {
	with_chain(|| {
		let loan = for_sale();
		let all = defaulted(loan).creditors.owed().unwrap().get();
		assert_ok!(sold(loan, all));
		assert_noop!(open_sale(loan), Error::<Test>::NotDefaulted);
		let again = Outcome::Sold { buyer: BUYER, price: dollars(1), offset: UsdaiAmount::ZERO };
		assert_noop!(Lending::closed(loan, LotId(1), again), Error::<Test>::NotDefaulted);
	});
}
