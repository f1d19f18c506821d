//! What a sale brings too little insurers make up for, and have their money back before the borrower has
//! any (protocol.md 7.3).

use crate::{mock::*, Closed, Error, Event, Payee, Record};
use caliber_primitives::{
	book::BookValue,
	collateral::{Insured, Loss, LossPayee},
	ids::{ItemId, LoanId},
	testing::{on_call, world},
	units::{UsdaiAmount, UNIT},
};
use frame_support::{
	assert_noop, assert_ok, storage::with_storage_layer, traits::fungible::Mutate,
};
use sp_runtime::{DispatchError, DispatchResult};

const OTHER_INSURER: AccountId = 12;

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// An item's cover makes up for what a sale brings below so many dollars.
fn insure(item: u32, insurer: AccountId, floor: u64) {
	let insured = Insured { insurer, floor: dollars(floor.into()) };
	world(|w| w.items.get_mut(&ItemId(item)).unwrap().insured = Some(insured));
}

/// In default, up for sale, insured with a floor of so many dollars.
fn for_sale(floor: u64) -> LoanId {
	let item = world(|w| w.items.len() as u32);
	let loan = overdue();
	insure(item, INSURER, floor);
	call_default(loan).unwrap();
	settle_at(caliber_primitives::units::Seconds(Now::get() + 10 * DAY));
	open_sale(loan).unwrap();
	loan
}

fn debts(loan: LoanId) -> u128 {
	let Some(Record::Defaulted(defaulted)) = Lending::record(loan) else { panic!("it runs") };
	defaulted.creditors.owed().unwrap().get()
}

fn claims() -> Vec<(ItemId, u128)> {
	world(|w| w.claims.iter().map(|(item, _, amount, _)| (*item, amount.get())).collect())
}

fn pays(loan: LoanId, insurer: AccountId, amount: u128) -> DispatchResult {
	let payout = residual(UsdaiAmount(amount));
	with_storage_layer(|| paying(|| Ok(Lending::receive(loan, &insurer, payout).map(Into::into)?)))
}

fn recover(loan: LoanId, amount: u128) -> DispatchResult {
	let call = || Lending::recover(signed(STRANGER), loan, UsdaiAmount(amount));
	with_storage_layer(|| paying(|| Ok(call().map(Into::into)?)))
}

fn value() -> BookValue {
	Lending::book_value().unwrap()
}

fn covered() -> Vec<u128> {
	world(|w| w.covered.iter().map(|amount| amount.get()).collect())
}

/// min(floor - proceeds, claims still unpaid), in whole cents.
#[test]
fn claim_should_be_for_what_the_sale_lacks_as_far_as_lenders_are_short() {
	let mut all = 0;
	with_chain(|| all = debts(for_sale(800)));
	let cents = |amount: u128| amount / (UNIT / 100) * (UNIT / 100);
	let cases = [
		// Floor, price, claim.
		(800, 500 * UNIT, 300 * UNIT),
		(800, 800 * UNIT, 0),
		(800, 900 * UNIT, 0),
		// Lenders are short of less.
		(2_000, 900 * UNIT, cents(all - 900 * UNIT)),
		(2_000, all, 0),
		(2_000, all - 1, 0),
		(0, 500 * UNIT, 0),
	];
	for (floor, price, claim) in cases {
		with_chain(|| {
			let loan = for_sale(floor);
			assert_ok!(sold(loan, price));
			let expected: Vec<_> = (claim > 0).then_some((ItemId(0), claim)).into_iter().collect();
			assert_eq!(claims(), expected, "{floor} {price}");
			assert_eq!(closed(loan).creditors.expected.get(), claim);
		});
	}
}

/// Protocol.md 8: debt 50.0, floor 62.5, sale 36: the claim pays 14.0 and the borrower gets nothing.
#[test]
fn claim_should_pay_fourteen_when_fifty_are_owed_and_the_sale_brings_thirty_six() {
	let claim = caliber_finance::recovery::residual(
		UsdaiAmount(62_500_000 * UNIT),
		UsdaiAmount(36_000_000 * UNIT),
		UsdaiAmount(14_000_000 * UNIT),
	);
	assert_eq!(claim.get(), 14_000_000 * UNIT);
}

#[test]
fn deposits_should_count_what_insurers_are_to_pay_until_it_is_paid_or_lost() {
	with_chain(|| {
		let loan = for_sale(800);
		assert_ok!(sold(loan, 500 * UNIT));
		// Of 300 the vault is short of 200 and half a dollar of bounty: principal comes by seniority.
		let short = 200 * UNIT + UNIT / 2;
		let awaited = UsdaiAmount(short);
		let counted = BookValue { optimistic: awaited, principal: awaited, ..value() };
		assert_eq!(value(), counted);
		assert!(value().conservative.is_zero());
		assert_eq!(covered(), [0u128; 0]);
		// It comes: what deposits count does not move, cash takes its place.
		assert_ok!(pays(loan, INSURER, 300 * UNIT));
		let (_, receipt) = world(|w| *w.receipts.last().unwrap());
		assert_eq!(receipt.principal, awaited);
		assert_eq!(value(), BookValue::default());
		assert_eq!(covered(), [0u128; 0]);
		assert!(closed(loan).entry.is_none());
	});
	with_chain(|| {
		let loan = for_sale(800);
		assert_ok!(sold(loan, 500 * UNIT));
		// The insurer need not pay, or does not: the loss is real, and the reserve fund hears of it.
		Lending::give_up(loan, dollars(300));
		assert_eq!(value(), BookValue::default());
		assert_eq!(covered(), [200 * UNIT + UNIT / 2]);
		let (lost, none) = (UsdaiAmount(200 * UNIT + UNIT / 2), UsdaiAmount::ZERO);
		let told = Event::ClaimGivenUp { loan, amount: dollars(300), lost, covered: none };
		System::assert_has_event(told.into());
		// He pays late after all: it is divided as what comes in late.
		let late =
			caliber_primitives::collateral::Payout { given_up: true, ..residual(dollars(300)) };
		let receive = || paying(|| Ok(Lending::receive(loan, &INSURER, late).map(Into::into)?));
		assert_ok!(receive());
		assert_eq!(closed(loan).creditors.expected, none);
		assert_eq!(closed(loan).creditors.lent(), none);
	});
}

#[test]
fn only_what_no_insurer_is_to_pay_should_be_lost_when_the_loan_is_closed() {
	with_chain(|| {
		let loan = for_sale(600);
		assert_ok!(sold(loan, 500 * UNIT));
		// A hundred is awaited, the rest of the vault's principal is lost.
		assert_eq!(covered(), [100 * UNIT + UNIT / 2]);
		Lending::give_up(loan, dollars(100));
		assert_eq!(covered(), [100 * UNIT + UNIT / 2, 100 * UNIT]);
	});
}

#[test]
fn insurers_should_have_their_money_back_before_the_borrower_has_any() {
	with_chain(|| {
		let loan = for_sale(800);
		let all = debts(loan);
		assert_ok!(sold(loan, 500 * UNIT));
		assert_ok!(pays(loan, INSURER, 300 * UNIT));
		// What is left of the claims, then his 300, then the borrower's.
		let left = all - 800 * UNIT;
		assert_ok!(recover(loan, left + 100 * UNIT));
		let late = casualty(dollars(250));
		let receive =
			|| paying(|| Ok(Lending::receive(loan, &OTHER_INSURER, late).map(Into::into)?));
		Dollar::mint_into(&OTHER_INSURER, 1_000 * UNIT).unwrap();
		assert_ok!(receive());
		let over = closed(loan);
		assert_eq!(over.creditors.surplus, dollars(50));
		let his = &over.creditors.subrogees[0];
		assert_eq!((his.insurer, his.due.get(), his.owed), (INSURER, 0, dollars(300)));
		assert_noop!(recover(loan, 1), Error::<Test>::NothingOwed);
		let before = Dollar::free_balance(INSURER);
		assert_ok!(Lending::collect(signed(STRANGER), loan, Payee::Insurer(0)));
		assert_eq!(Dollar::free_balance(INSURER) - before, 300 * UNIT);
		let collect = |place| Lending::collect(signed(STRANGER), loan, Payee::Insurer(place));
		assert_noop!(collect(0), Error::<Test>::NothingOwed);
		assert_noop!(collect(1), Error::<Test>::UnknownInsurer);
	});
}

/// A recovery came between claim and payment: what is too much comes back to whoever has paid it.
#[test]
fn claim_should_never_become_a_surplus_of_the_borrower() {
	with_chain(|| {
		let loan = for_sale(800);
		let all = debts(loan);
		assert_ok!(sold(loan, 500 * UNIT));
		assert_ok!(recover(loan, all - 500 * UNIT - 4 * UNIT));
		assert_ok!(pays(loan, INSURER, 300 * UNIT));
		let over = closed(loan);
		assert!(over.creditors.surplus.is_zero() && !over.creditors.is_owed());
		let his = &over.creditors.subrogees[0];
		assert_eq!((his.due, his.owed), (dollars(4), dollars(296)));
		assert!(!<Lending as LossPayee<_>>::is_owed(loan));
	});
}

#[test]
fn closing_should_not_fail_when_no_claim_can_be_filed() {
	with_chain(|| {
		let loan = for_sale(800);
		world(|w| w.refuses_claims = true);
		assert_ok!(sold(loan, 500 * UNIT));
		let Closed { creditors, entry, .. } = closed(loan);
		assert!(creditors.expected.is_zero() && entry.is_none());
		assert_eq!(covered(), [200 * UNIT + UNIT / 2]);
		let error = DispatchError::Unavailable;
		let told = Event::NotClaimed { loan, item: ItemId(0), amount: dollars(300), error };
		System::assert_has_event(told.into());
	});
}

/// The item is the chain's when the claim is filed, and all of the loan is written by then.
#[test]
fn claim_should_be_filed_once_the_loan_is_written_and_before_the_item_goes() {
	with_chain(|| {
		let loan = for_sale(800);
		on_call(|method| {
			let loan = LoanId(0);
			let is_closed = matches!(Lending::record(loan), Some(Record::Closed(_)));
			assert!(is_closed, "{method}");
			if method == "claim_cover" {
				assert!(world(|w| w.items[&ItemId(0)].seized));
				assert_eq!(closed(loan).creditors.expected, dollars(300));
			}
		});
		assert_ok!(sold(loan, 500 * UNIT));
		on_call(|_| ());
		assert_eq!(world(|w| w.claims[0].3), Loss::Residual);
	});
}
