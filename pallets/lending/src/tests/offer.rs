//! Offers: made, refused, taken back.

use crate::{mock::*, Ask, Error, Event, Loans, Record, Rules};
use caliber_finance::instalment::RepaymentTerms;
use caliber_primitives::{
	book::LoanBook,
	dollar::PauseTier,
	ids::{ItemId, LoanId, SkuId},
	roles::{Role, RoleError},
	testing::world,
	units::{RatePerSecond, Seconds, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn offer(ask: Ask) -> DispatchResult {
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	Lending::offer(origin, BORROWER, items(&[ItemId(0)]), ask, vec![], vec![], None, tomorrow())
}

#[test]
fn offer_should_be_stored_told_and_set_aside_when_an_originator_makes_it() {
	with_chain(|| {
		let loan = offered(ask(1_000));
		let Some(Record::Offered(offer)) = Lending::record(loan) else { panic!("no offer") };
		assert_eq!(offer.terms.borrower, BORROWER);
		assert_eq!(offer.terms.fee, dollars(10));
		assert_eq!(offer.terms.tranches.len(), 1);
		assert_eq!(offer.terms.ageing, product().ageing);
		assert_eq!((offer.offered, offer.expires), (START, tomorrow()));
		assert_eq!(Lending::committed(), dollars(1_000));
		System::assert_last_event(
			Event::Offered {
				loan,
				originator: ORIGINATOR,
				terms: offer.terms,
				terms_hash: offer.terms_hash,
				expires: offer.expires,
			}
			.into(),
		);
	});
}

#[test]
fn offers_should_have_hashes_of_their_own_when_their_terms_are_the_same() {
	with_chain(|| {
		item(5_000);
		assert_ok!(offer(ask(1_000)));
		assert_ok!(offer(ask(1_000)));
		assert_ne!(hash_of(LoanId(0)), hash_of(LoanId(1)));
		assert_eq!(Lending::committed(), dollars(2_000));
	});
}

#[test]
fn offer_should_be_refused_when_the_product_does_not_allow_it() {
	let good = ask(1_000);
	let repayment = |change: fn(&mut RepaymentTerms)| {
		let mut ask = good;
		change(&mut ask.repayment);
		ask
	};
	let cases = [
		(Ask { product: SkuId(1), ..good }, Error::<Test>::NoProduct),
		(
			Ask { principal: UsdaiAmount(dollars(1).get() - 1), ..good },
			Error::<Test>::PrincipalTooSmall,
		),
		(Ask { rate: RatePerSecond(1_585_489_598), ..good }, Error::<Test>::RateOutOfBand),
		(Ask { rate: RatePerSecond(9_512_937_596), ..good }, Error::<Test>::RateOutOfBand),
		(Ask { duration_days: 29, ..good }, Error::<Test>::TermOutOfBand),
		(Ask { duration_days: 1_201, ..good }, Error::<Test>::TermOutOfBand),
		(repayment(|r| r.grace_duration = Seconds(DAY - 1)), Error::<Test>::GraceOutOfBand),
		(repayment(|r| r.grace_duration = Seconds(30 * DAY + 1)), Error::<Test>::GraceOutOfBand),
		(
			repayment(|r| r.grace_rate = RatePerSecond(RATE.get() - 1)),
			Error::<Test>::GraceOutOfBand,
		),
		(
			repayment(|r| r.grace_rate = RatePerSecond(31_709_791_985)),
			Error::<Test>::GraceOutOfBand,
		),
		(Ask { due_day: 32, ..good }, Error::<Test>::InvalidTerms),
		(Ask { utc_offset_seconds: 50_401, ..good }, Error::<Test>::InvalidTerms),
	];
	with_chain(|| {
		item(5_000);
		for (ask, error) in cases {
			assert_noop!(offer(ask), error);
		}
		let off = crate::Product { enabled: false, ..product() };
		assert_ok!(Lending::set_product(RuntimeOrigin::root(), SkuId(0), off));
		assert_noop!(offer(good), Error::<Test>::ProductDisabled);
	});
}

#[test]
fn offer_should_be_refused_when_its_frame_is_wrong() {
	with_chain(|| {
		let make = |borrower, list: &[ItemId], expires| {
			let origin = RuntimeOrigin::signed(ORIGINATOR);
			Lending::offer(origin, borrower, items(list), ask(1_000), vec![], vec![], None, expires)
		};
		let one = [ItemId(0)];
		let longest = Seconds(START.get() + Rules::default().max_offer_life.get());
		let past = Seconds(longest.get() + 1);
		assert_noop!(make(ORIGINATOR, &one, tomorrow()), Error::<Test>::OwnOffer);
		assert_noop!(make(BORROWER, &one, START), Error::<Test>::InvalidExpiry);
		assert_noop!(make(BORROWER, &one, past), Error::<Test>::InvalidExpiry);
		assert_noop!(make(BORROWER, &[], tomorrow()), Error::<Test>::NoItems);
		assert_noop!(
			make(BORROWER, &[ItemId(3), ItemId(0), ItemId(3)], tomorrow()),
			Error::<Test>::DuplicateItem
		);
		world(|w| w.roles = Some(vec![(ORIGINATOR, Role::Curator)]));
		assert_noop!(make(BORROWER, &one, tomorrow()), Error::<Test>::Role(RoleError::NotGranted));
		world(|w| w.roles = None);
		assert_ok!(make(BORROWER, &one, longest));
		world(|w| w.paused = Some(PauseTier::Intake));
		assert!(make(BORROWER, &one, tomorrow()).is_err());
	});
}

#[test]
fn offer_should_be_withdrawn_by_its_parties_at_once_and_by_anyone_when_expired() {
	let cases =
		[(ORIGINATOR, 0, true), (BORROWER, 0, true), (STRANGER, 0, false), (STRANGER, 1, true)];
	for (who, days, allowed) in cases {
		with_chain(|| {
			let loan = offered(ask(1_000));
			block_at(Seconds(START.get() + days * DAY));
			let result = Lending::withdraw_offer(RuntimeOrigin::signed(who), loan);
			if allowed {
				assert_ok!(result);
				assert_eq!(Loans::<Test>::get(loan), None);
				assert_eq!(Lending::committed(), UsdaiAmount::ZERO);
				System::assert_last_event(
					Event::OfferWithdrawn { loan, by: who, principal: dollars(1_000) }.into(),
				);
			} else {
				assert_eq!(result, Err(Error::<Test>::NotYours.into()));
				assert_eq!(Lending::committed(), dollars(1_000));
			}
		});
	}
}

#[test]
fn withdrawal_should_be_refused_when_there_is_no_offer() {
	with_chain(|| {
		let withdraw = |loan| Lending::withdraw_offer(RuntimeOrigin::signed(ORIGINATOR), loan);
		assert_noop!(withdraw(LoanId(0)), Error::<Test>::UnknownLoan);
		let loan = running(ask(1_000));
		assert_noop!(withdraw(loan), Error::<Test>::NotOffered);
	});
}
