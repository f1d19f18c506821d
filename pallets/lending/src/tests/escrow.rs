//! Money waits for hardware that is still to come: it is ordered, delivered, installed, verified; or
//! it goes back.

use crate::{
	mock::*, Ask, Dependence, EscrowTerms, Event, Exposures, Loans, Milestone, Payee, Record,
	TheBook,
};
use caliber_primitives::{
	book::{BookValue, LoanBook},
	ids::{ItemId, LoanId, SiteId},
	testing::world,
	units::{Seconds, UsdaiAmount, UNIT},
	vault::Receipt,
};
use frame_support::{assert_ok, traits::fungible::Mutate};
use sp_core::H256;

/// Carry of so many dollars over so many seconds, rounded up.
fn carry(whole: u128, seconds: u64) -> u128 {
	let parts = whole * UNIT * u128::from(CARRY.get()) * u128::from(seconds);
	parts.div_ceil(UNIT)
}

/// What lies in the pallet's account besides its base.
fn lies() -> u128 {
	Dollar::free_balance(Lending::account()).saturating_sub(UNIT / 100)
}

fn value() -> BookValue {
	Lending::book_value().unwrap()
}

fn last_receipt() -> (AccountId, Receipt) {
	world(|w| *w.receipts.last().unwrap())
}

/// The event of the pallet that came last but `n`.
fn told(n: usize) -> Event<Test> {
	let ours = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Lending(event) => Some(event),
		_ => None,
	});
	let all: Vec<_> = ours.collect();
	all[all.len() - 1 - n].clone()
}

#[test]
fn escrow_should_hold_all_money_at_face_and_earn_carry_when_the_borrower_orders() {
	with_chain(|| {
		Dollar::set_balance(&BORROWER, 1_000 * UNIT);
		let loan = waiting();
		let before = Dollar::free_balance(BORROWER);
		// Of 2,000 dollars he has laid down the carry of all tranches for ninety days, and opened the
		// account.
		let prepaid: u128 = [700, 200, 100].map(|part| carry(part, 90 * DAY)).iter().sum();
		assert_eq!(before, 2_000 * UNIT - prepaid);
		assert_eq!(lies(), 1_000 * UNIT + prepaid);
		assert_eq!(world(|w| w.draws.clone()), vec![(Lending::account(), dollars(700))]);
		let book = TheBook::<Test>::get();
		assert_eq!((book.committed, book.escrowed), (UsdaiAmount::ZERO, dollars(700)));
		assert_eq!(<Lending as LoanBook>::escrowed(), dollars(700));
		assert!(matches!(
			told(0),
			Event::Escrowed { order, until, .. }
				if order == ORDER && until == Seconds(START.get() + 90 * DAY)
		));

		// At face for both prices; the vault's carry counts from midnight on, for deposits only.
		for days in [1, 45, 89] {
			settle_at(day(days));
			let BookValue { principal, conservative, optimistic, accrued } = value();
			assert_eq!([principal, conservative, optimistic], [dollars(700); 3]);
			let since = (days - 1) * DAY;
			assert_eq!(accrued.get(), 700 * u128::from(CARRY.get()) * u128::from(since));
		}
		// Long after its end the mark has not moved, and nothing more is earned.
		settle_at(day(400));
		assert_eq!([value().conservative, value().optimistic], [dollars(700); 2]);
		assert_eq!(value().accrued.get(), 700 * u128::from(CARRY.get()) * u128::from(89 * DAY));
		assert!(matches!(Lending::record(loan), Some(Record::Escrowed(_))));
	});
}

#[test]
fn loan_should_begin_when_hardware_was_delivered_installed_and_verified() {
	with_chain(|| {
		let vendor = 50;
		let loan = waiting_on(EscrowTerms { vendor: Some(vendor), ..escrow() });
		let ordered = Dollar::free_balance(BORROWER);
		settle_at(day(10));
		installed(loan);
		let reached: Vec<_> = match Lending::record(loan).unwrap() {
			Record::Escrowed(escrowed) => escrowed.reached.iter().map(|r| (r.by, r.at)).collect(),
			_ => panic!("nothing waits"),
		};
		assert_eq!(reached, vec![(BORROWER, START), (CUSTODIAN, day(10)), (SERVICER, day(10))]);

		let rack = item(2_000);
		assert_eq!(Lending::eligibility_on(loan, items(&[rack])), Some(vec![]));
		let before = value();
		let at = day(40).get() + 5;
		settle_at(Seconds(at));
		assert_ok!(release_escrow(loan, &[rack]));

		// The vendor has the principal less the fee of a hundredth, the borrower what he had laid down
		// for the time that is left.
		let waited = at - START.get();
		assert_eq!(Dollar::free_balance(vendor), 990 * UNIT);
		let parts = [700, 200, 100].map(|part| (carry(part, 90 * DAY), carry(part, waited)));
		let unused: u128 = parts.iter().map(|(whole, part)| whole - part).sum();
		assert_eq!(Dollar::free_balance(BORROWER), ordered + unused);
		// The vault has its carry and the fee; what its price had counted is no new income.
		let (from, receipt) = last_receipt();
		assert_eq!((from, receipt.principal), (Lending::account(), UsdaiAmount::ZERO));
		let accrued = 700 * u128::from(CARRY.get()) * u128::from(at - day(1).get());
		assert_eq!(receipt.accrued.get(), accrued);
		assert_eq!(receipt.extra.get(), carry(700, waited) - accrued + 10 * UNIT);

		// It runs from now on, on what has come, and by the hash that was agreed on.
		let running = active(loan);
		assert_eq!(running.terms.items.to_vec(), vec![rack]);
		assert_eq!(running.progress.origination, Seconds(at));
		assert_eq!(world(|w| w.items[&rack].pledged_to), Some(loan));
		let owed: Vec<_> = running.positions.iter().map(|p| p.stake.owed.get()).collect();
		assert_eq!(owed, vec![carry(200, waited), carry(100, waited)]);
		assert_eq!(lies(), owed.iter().sum::<u128>());
		assert_eq!(TheBook::<Test>::get().escrowed, UsdaiAmount::ZERO);
		assert_eq!(value().principal, before.principal);
		assert!(matches!(told(1), Event::EscrowReleased { to, paid, .. }
			if to == vendor && paid == dollars(990)));
		assert!(matches!(told(0), Event::Accepted { terms_hash, windows: 36 | 37, .. }
			if terms_hash == hash_of(loan)));
		// And lives as any other.
		Dollar::set_balance(&STRANGER, 1_000 * UNIT);
		settle_at(day(62));
		assert_ok!(repay(loan, 1));
	});
}

#[test]
fn borrower_should_be_paid_less_the_reserve_when_there_is_no_vendor() {
	with_chain(|| {
		let ask = Ask { reserve: 3, ..thousand() };
		let loan = offered_by_escrow(ask, vec![], escrow());
		Dollar::set_balance(&BORROWER, 100 * UNIT);
		assert_ok!(order(loan));
		installed(loan);
		settle_at(Seconds(START.get() + DAY));
		assert_ok!(release_escrow(loan, &[item(2_000)]));
		let kept = active(loan).pots.reserve.get();
		assert_eq!(kept, active(loan).terms.reserve(Seconds(START.get() + DAY)).unwrap().get());
		assert!(kept > 60 * UNIT);
		let has = 1_090 * UNIT - UNIT / 100 - kept - carry(1_000, DAY);
		assert_eq!(Dollar::free_balance(BORROWER), has);
	});
}

#[test]
fn money_should_go_back_when_it_has_waited_too_long() {
	with_chain(|| {
		let loan = waiting();
		installed(loan);
		let laid_down = Dollar::free_balance(BORROWER);
		settle_at(Seconds(START.get() + 90 * DAY));
		let before = value();
		assert_ok!(end_escrow(loan, STRANGER));

		// The vault has all it lent and its carry, to the unit of what its price had counted.
		let (_, receipt) = last_receipt();
		assert_eq!(receipt.principal, dollars(700));
		assert_eq!(receipt.accrued, before.accrued);
		assert_eq!((receipt.accrued.get() + receipt.extra.get()), carry(700, 90 * DAY));
		assert_eq!(value(), BookValue::default());
		assert_eq!(Dollar::free_balance(BORROWER), laid_down);
		assert_eq!(Exposures::<Test>::iter().count(), 0);
		assert!(matches!(told(0), Event::EscrowEnded { by: STRANGER, unused, .. }
			if unused.is_zero()));

		// Curators collect theirs, and nothing is left.
		for (tranche, curator, lent) in [(1, CURATOR, 200), (2, OTHER_CURATOR, 100)] {
			let before = Dollar::free_balance(curator);
			let signed = RuntimeOrigin::signed(STRANGER);
			assert_ok!(Lending::collect(signed, loan, Payee::Tranche(tranche)));
			let has = before + lent * UNIT + carry(lent, 90 * DAY);
			assert_eq!(Dollar::free_balance(curator), has);
		}
		assert!(Loans::<Test>::get(loan).is_none() && lies() == 0);
	});
}

#[test]
fn borrower_should_have_the_rest_of_the_carry_when_he_gives_the_money_back() {
	with_chain(|| {
		let loan = waiting();
		let before = Dollar::free_balance(BORROWER);
		let at = day(20).get();
		settle_at(Seconds(at));
		world(|w| w.paused = Some(caliber_primitives::dollar::PauseTier::Intake));
		assert_ok!(end_escrow(loan, BORROWER));
		let parts =
			[700, 200, 100].map(|part| carry(part, 90 * DAY) - carry(part, at - START.get()));
		assert_eq!(Dollar::free_balance(BORROWER), before + parts.iter().sum::<u128>());
	});
}

#[test]
fn escrow_should_wait_longer_when_the_chain_has_stood_still() {
	chain().execute_with(|| {
		let rules = crate::Rules { max_block_gap: Seconds(3_600), ..rules() };
		Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
		let loan = waiting();
		let signed = |who| RuntimeOrigin::signed(who);
		// Thirty days without a block count for nobody.
		settle_at(Seconds(START.get() + 30 * DAY));
		let hourly = |hours: u64| {
			for _ in 0..hours {
				block_at(Seconds(Now::get() + 3_600));
			}
		};
		hourly(90 * 24 - 1);
		assert!(Lending::end_escrow(signed(STRANGER), loan).is_err());
		let milestone = Milestone::Delivered;
		let evidence = H256::zero();
		assert_ok!(Lending::confirm_milestone(signed(CUSTODIAN), loan, milestone, evidence));
		hourly(1);
		assert_ok!(end_escrow(loan, STRANGER));
		let (_, receipt) = last_receipt();
		assert_eq!(receipt.accrued.get() + receipt.extra.get(), carry(700, 90 * DAY));
	});
}

#[test]
fn site_should_carry_all_of_it_when_the_items_are_not_known_yet() {
	with_chain(|| {
		let hangs = |site| Exposures::<Test>::get(Dependence::Site(SiteId(site))).lent;
		let loan = waiting_on(EscrowTerms { site: SiteId(3), ..escrow() });
		assert_eq!([hangs(3), hangs(0)], [dollars(700), dollars(0)]);
		installed(loan);
		let rack = item(2_000);
		value_of(rack.0, |value| value.site = SiteId(3));
		assert_ok!(release_escrow(loan, &[rack]));
		assert_eq!([hangs(3), hangs(0)], [dollars(700), dollars(0)]);
		assert_eq!(Exposures::<Test>::get(Dependence::Borrower(BORROWER)).lent, dollars(700));
	});
}

#[test]
fn offers_should_ask_nothing_of_items_when_they_are_still_to_come() {
	with_chain(|| {
		let loan = offered_by_escrow(ask(1_000), vec![], escrow());
		assert_eq!(Lending::eligibility(loan), Some(vec![]));
		assert_eq!(Lending::eligibility_on(loan, items(&[ItemId(0)])), None);
		world(|w| w.available = dollars(999));
		let liquidity = crate::Unmet::Liquidity { amount: dollars(1_000) };
		assert_eq!(Lending::eligibility(loan), Some(vec![liquidity]));
		assert_eq!(Lending::eligibility(LoanId(9)), None);
	});
}
