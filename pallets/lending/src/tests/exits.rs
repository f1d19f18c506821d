//! Ways out of a default beside a lot that somebody buys: the insurer, lenders, a Liquidator (protocol.md
//! 7.3 to 7.5).

use crate::{mock::*, Consent, Error, Event, Payee, Record};
use caliber_primitives::{
	auction::{Aside, OnLot, Outcome},
	collateral::Insured,
	ids::{ItemId, LoanId, LotId},
	roles::{Role, RoleError},
	testing::world,
	units::{Seconds, UsdCents, UsdaiAmount, UNIT},
};
use frame_support::{
	assert_noop, assert_ok, storage::with_storage_layer, traits::fungible::Mutate,
};
use sp_runtime::{DispatchError, DispatchResult};

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn defaulted(loan: LoanId) -> crate::Defaulted<AccountId> {
	match Lending::record(loan) {
		Some(Record::Defaulted(defaulted)) => defaulted,
		other => panic!("not in default: {other:?}"),
	}
}

fn owed(loan: LoanId) -> u128 {
	defaulted(loan).creditors.owed().unwrap().get()
}

/// In default, its item insured.
fn called() -> LoanId {
	let loan = overdue();
	let insured = Insured { insurer: INSURER, floor: dollars(800) };
	world(|w| w.items.get_mut(&ItemId(loan.0)).unwrap().insured = Some(insured));
	call_default(loan).unwrap();
	loan
}

/// The same once the notice is over.
fn noticed() -> LoanId {
	let loan = called();
	settle_at(Seconds(Now::get() + 10 * DAY));
	loan
}

fn buy_out(by: AccountId, loan: LoanId, most: u128) -> DispatchResult {
	let call = || Lending::buy_out(signed(by), loan, UsdaiAmount(most));
	with_storage_layer(|| paying(call))
}

#[test]
fn insurer_should_buy_out_for_the_claims_or_the_orderly_value_whichever_is_more() {
	// 2,000 in an orderly sale, or 500.
	for (cents, price) in [(200_000, Some(2_000 * UNIT)), (50_000, None)] {
		with_chain(|| {
			let loan = called();
			world(|w| w.items.get_mut(&ItemId(0)).unwrap().monitored.orderly = UsdCents(cents));
			let all = owed(loan);
			let price = price.unwrap_or(all);
			assert_noop!(buy_out(INSURER, loan, price - 1), Error::<Test>::AboveLimit);
			Dollar::mint_into(&INSURER, price).unwrap();
			let before = Dollar::free_balance(INSURER);
			assert_ok!(buy_out(INSURER, loan, price));
			assert_eq!(before - Dollar::free_balance(INSURER), price);
			assert_eq!(world(|w| w.items[&ItemId(0)].owner), INSURER);
			let over = closed(loan);
			assert!(!over.creditors.is_owed() && over.creditors.expected.is_zero());
			assert_eq!(over.creditors.surplus.get(), price - all);
			assert!(world(|w| w.claims.is_empty() && w.covered.is_empty()));
			let amount = UsdaiAmount(price);
			System::assert_has_event(Event::BoughtOut { loan, insurer: INSURER, amount }.into());
		});
	}
}

#[test]
fn buy_out_should_be_refused_when_it_is_not_the_insurers_or_too_late() {
	with_chain(|| {
		let loan = running(thousand());
		assert_noop!(buy_out(INSURER, loan, u128::MAX), Error::<Test>::NotDefaulted);
		let missing = LoanId(7);
		assert_noop!(buy_out(INSURER, missing, u128::MAX), Error::<Test>::UnknownLoan);
	});
	with_chain(|| {
		let loan = noticed();
		assert_noop!(buy_out(STRANGER, loan, u128::MAX), Error::<Test>::NotInsurer);
		let stay = |lasts| Lending::stay_sale(signed(REGISTRAR), loan, Seconds(lasts));
		assert_ok!(stay(DAY));
		assert_noop!(buy_out(INSURER, loan, u128::MAX), Error::<Test>::Stayed);
		assert_ok!(stay(0));
		assert_ok!(open_sale(loan));
		assert_noop!(buy_out(INSURER, loan, u128::MAX), Error::<Test>::SaleGoesOn);
		assert_ok!(Lending::closed(loan, LotId(0), Outcome::Unsold));
		assert_noop!(buy_out(INSURER, loan, u128::MAX), Error::<Test>::BuyOutOver);
	});
	with_chain(|| {
		// One of two items is another's.
		let loan = overdue_on(2, |item| {
			item.insured = Some(Insured { insurer: INSURER, floor: dollars(1) });
		});
		world(|w| w.items.get_mut(&ItemId(1)).unwrap().insured = None);
		call_default(loan).unwrap();
		assert_noop!(buy_out(INSURER, loan, u128::MAX), Error::<Test>::NotInsurer);
	});
}

/// The lot is sold to a lender, who has paid the price less what he would have of it.
fn credit(loan: LoanId, buyer: AccountId, price: u128) -> Result<u128, DispatchError> {
	let price = UsdaiAmount(price);
	let offset = <Lending as OnLot<_>>::offset(loan, &buyer, price)?;
	let due = price.get() - offset.get();
	if due > 0 {
		Dollar::mint_into(&Lending::account(), due).unwrap();
	}
	let sale = Outcome::Sold { buyer, price, offset };
	let close = || paying(|| Ok(Lending::closed(loan, LotId(0), sale).map(|_| ().into())?));
	with_storage_layer(close)?;
	Ok(due)
}

/// Whoever comes before him, the fee too, is paid in dollars; he has of the price what he would have had.
#[test]
fn lender_should_set_off_only_what_the_waterfall_would_pay_him() {
	let mut all = 0;
	with_chain(|| all = owed(noticed()));
	// Bounty and the vault's 700 of principal come before the 200 of the first Curator.
	let first = 700 * UNIT + UNIT / 2;
	let cases = [
		(CURATOR, 500 * UNIT, 0),
		(CURATOR, first, 0),
		(CURATOR, first + 1, 1),
		(CURATOR, 800 * UNIT, 800 * UNIT - first),
		(CURATOR, first + 200 * UNIT, 200 * UNIT),
		(CURATOR, first + 250 * UNIT, 200 * UNIT),
		(OTHER_CURATOR, first + 200 * UNIT, 0),
		(OTHER_CURATOR, first + 250 * UNIT, 50 * UNIT),
	];
	for (lender, price, offset) in cases {
		with_chain(|| {
			let loan = noticed();
			let plain = {
				let debts = defaulted(loan).creditors.debts;
				debts.divide(UsdaiAmount(price)).paid
			};
			assert_eq!(credit(loan, lender, price), Ok(price - offset), "{lender} {price}");
			let over = closed(loan);
			let tranche = if lender == CURATOR { 1 } else { 2 };
			for (place, position) in (1usize..).zip(&over.creditors.positions) {
				let part = plain.lenders[place].total().unwrap();
				let his = if place == tranche { part - offset } else { part };
				assert_eq!(position.stake.owed.get(), his, "{lender} {price} {place}");
			}
			let (_, receipt) = world(|w| *w.receipts.last().unwrap());
			assert_eq!(
				receipt.total().unwrap().get(),
				plain.lenders[0].total().unwrap() + plain.fee.get()
			);
			assert_eq!(world(|w| w.items[&ItemId(0)].owner), lender);
		});
	}
	with_chain(|| {
		// All of it: he pays what is not his, and is left with nothing to collect.
		let loan = noticed();
		let his = defaulted(loan).creditors.debts.lenders[1].total().unwrap();
		assert_eq!(credit(loan, CURATOR, all), Ok(all - his));
		let collect = Lending::collect(signed(CURATOR), loan, Payee::Tranche(1));
		assert_noop!(collect, Error::<Test>::NothingOwed);
		assert_eq!(credit(LoanId(1), CURATOR, 1), Err(Error::<Test>::UnknownLoan.into()));
	});
	with_chain(|| {
		let loan = noticed();
		assert_eq!(credit(loan, STRANGER, all), Err(Error::<Test>::NotLender.into()));
	});
}

fn agree(who: AccountId, loan: LoanId, tranche: u8, least: Option<u128>) -> DispatchResult {
	let least = least.map(UsdaiAmount);
	let origin = if who == 0 { RuntimeOrigin::root() } else { signed(who) };
	with_storage_layer(|| Lending::agree_to_sale(origin, loan, tranche, least))
}

fn aside(loan: LoanId, price: u128) -> Result<(AccountId, Aside), DispatchError> {
	with_storage_layer(|| <Lending as OnLot<_>>::set_aside(loan, UsdaiAmount(price)))
}

#[test]
fn sale_off_the_chain_should_come_after_an_auction_or_with_consent_of_who_loses() {
	let refused = |error: Error<Test>| Err(DispatchError::from(error));
	with_chain(|| {
		let loan = called();
		assert_eq!(aside(loan, 900 * UNIT), refused(Error::NoticeRuns));
		settle_at(Seconds(Now::get() + 10 * DAY));
		assert_eq!(aside(loan, 900 * UNIT), refused(Error::NotAgreed));
		// Vault and first Curator are whole at 950 but for interest: all have to agree.
		for (who, tranche) in [(0, 0), (CURATOR, 1), (OTHER_CURATOR, 2)] {
			assert_eq!(aside(loan, 900 * UNIT), refused(Error::NotAgreed));
			assert_ok!(agree(who, loan, tranche, Some(900 * UNIT)));
		}
		assert_eq!(aside(loan, 900 * UNIT - 1), refused(Error::NotAgreed));
		assert_ok!(agree(CURATOR, loan, 1, None));
		assert_eq!(aside(loan, 900 * UNIT), refused(Error::NotAgreed));
		assert_ok!(agree(CURATOR, loan, 1, Some(800 * UNIT)));
		let set = Aside { loan, items: items(&[ItemId(0)]) };
		assert_eq!(aside(loan, 900 * UNIT), Ok((Lending::account(), set)));
		assert_eq!(aside(loan, 900 * UNIT), refused(Error::SaleGoesOn));
		assert_noop!(open_sale(loan), Error::<Test>::SaleGoesOn);
		// Its proceeds do not come: the price was not tried.
		assert_ok!(Lending::closed(loan, LotId(0), Outcome::Lapsed));
		assert_eq!((defaulted(loan).rounds, defaulted(loan).on_sale), (0, false));
	});
	with_chain(|| {
		// After one whose proceeds did not come an auction is next: nobody holds the hardware off the market
		// again and again.
		let loan = noticed();
		let unsold = || Lending::closed(loan, LotId(0), Outcome::Unsold);
		assert_ok!(open_sale(loan));
		assert_ok!(unsold());
		assert_ok!(aside(loan, 900 * UNIT));
		assert_ok!(Lending::closed(loan, LotId(0), Outcome::Lapsed));
		assert_eq!(aside(loan, 900 * UNIT), refused(Error::NotAgreed));
		assert_ok!(open_sale(loan));
		assert_ok!(unsold());
		assert_ok!(aside(loan, 900 * UNIT));
	});
	with_chain(|| {
		// Who loses nothing need not agree.
		let loan = noticed();
		let all = owed(loan);
		assert_ok!(aside(loan, all));
	});
	with_chain(|| {
		// Nobody has bought: not below the floor that the next auction would have.
		let loan = noticed();
		assert_ok!(open_sale(loan));
		assert_ok!(Lending::closed(loan, LotId(0), Outcome::Unsold));
		assert_eq!(aside(loan, 280 * UNIT - 1), refused(Error::BelowFloor));
		world(|w| w.disputed.push(ItemId(0)));
		assert_eq!(aside(loan, 280 * UNIT), refused(Error::ItemDisputed));
		world(|w| w.disputed.clear());
		assert_ok!(aside(loan, 280 * UNIT));
		// Whoever pays all ends it.
		assert_ok!(redeem(loan, STRANGER));
		assert_eq!(world(|w| w.cancelled.clone()), vec![loan]);
	});
}

#[test]
fn consent_should_be_the_tranches_own() {
	with_chain(|| {
		let loan = noticed();
		let cases = [
			(STRANGER, 1, Error::<Test>::NotHolder),
			(OTHER_CURATOR, 1, Error::NotHolder),
			(CURATOR, 0, Error::UnknownTranche),
			(CURATOR, 3, Error::UnknownTranche),
			(0, 1, Error::NotHolder),
		];
		for (who, tranche, error) in cases {
			assert_noop!(agree(who, loan, tranche, Some(1)), error);
		}
		assert_ok!(agree(CURATOR, loan, 1, Some(1)));
		assert_ok!(agree(CURATOR, loan, 1, Some(2)));
		let consent = Consent { tranche: 1, least: UsdaiAmount(2) };
		assert_eq!(defaulted(loan).consents.to_vec(), vec![consent]);
		let told = Event::SaleAgreed { loan, tranche: 1, least: Some(UsdaiAmount(2)) };
		System::assert_has_event(told.into());
		let running = running(thousand());
		assert_noop!(agree(0, running, 0, None), Error::<Test>::NotDefaulted);
	});
}

fn report(by: AccountId, loan: LoanId) -> DispatchResult {
	with_storage_layer(|| Lending::report_breach(signed(by), loan, ORDER))
}

fn lift(by: AccountId, loan: LoanId) -> DispatchResult {
	with_storage_layer(|| Lending::lift_breach(signed(by), loan))
}

fn review(loan: LoanId) {
	Lending::review(signed(STRANGER), loan).unwrap();
}

fn wait(days: u64) {
	settle_at(Seconds(Now::get() + days * DAY));
}

#[test]
fn breach_should_be_an_event_of_default_once_its_time_is_over() {
	with_chain(|| {
		let loan = running_with_juniors();
		let status = || Lending::health(loan).unwrap().collateral;
		assert_eq!(status(), crate::CollateralStatus::Sound);
		assert_ok!(report(SERVICER, loan));
		let until = Seconds(Now::get() + 14 * DAY);
		let told = Event::BreachReported { loan, by: SERVICER, evidence: ORDER, until };
		System::assert_has_event(told.into());
		assert_eq!(status(), crate::CollateralStatus::Watch);
		assert_noop!(report(SERVICER, loan), Error::<Test>::BreachReported);
		wait(14);
		review(loan);
		assert_eq!(status(), crate::CollateralStatus::Watch);
		assert_noop!(call_default(loan), Error::<Test>::NoDefault);
		settle_at(Seconds(Now::get() + 1));
		review(loan);
		assert_eq!(status(), crate::CollateralStatus::Impaired(crate::Risk::Breach));
		// It is cured after all.
		assert_ok!(lift(SERVICER, loan));
		System::assert_has_event(Event::BreachLifted { loan, by: SERVICER }.into());
		assert_noop!(lift(SERVICER, loan), Error::<Test>::NoBreach);
		assert_noop!(call_default(loan), Error::<Test>::NoDefault);
		review(loan);
		assert_eq!(status(), crate::CollateralStatus::Sound);
		assert_ok!(report(SERVICER, loan));
		wait(15);
		review(loan);
		assert_ok!(call_default(loan));
		assert_eq!(defaulted(loan).cause, crate::Cause::Event(crate::Risk::Breach));
	});
}

#[test]
fn breach_should_count_while_its_servicer_does_and_be_no_partys_word() {
	with_chain(|| {
		let loan = running_with_juniors();
		for party in [BORROWER, CURATOR] {
			assert_noop!(report(party, loan), Error::<Test>::NoPartysWord);
			assert_noop!(lift(party, loan), Error::<Test>::NoPartysWord);
		}
		assert_noop!(report(SERVICER, LoanId(9)), Error::<Test>::UnknownLoan);
		assert_ok!(report(SERVICER, loan));
		wait(15);
		world(|w| w.ended.push((SERVICER, Role::Servicer, Seconds::ZERO)));
		assert_noop!(report(SERVICER, loan), Error::<Test>::Role(RoleError::Expired));
		review(loan);
		assert_eq!(Lending::health(loan).unwrap().collateral, crate::CollateralStatus::Sound);
		assert_noop!(call_default(loan), Error::<Test>::NoDefault);
		assert!(active(loan).breach.is_none() && active(loan).watch.breach_until.is_none());
	});
}
