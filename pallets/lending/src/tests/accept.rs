//! An offer becomes a loan.

use crate::{mock::*, Error, Event, Loans, Record, Rules, Status, MAX_ITEMS};
use caliber_primitives::{
	book::LoanBook,
	collateral::{Deficiency, Fact, FactError, Lack, Standing},
	dollar::PauseTier,
	ids::{ItemId, LoanId, SkuId},
	roles::{Role, RoleError},
	testing::{on_call, world, MockItem},
	units::{usdai_of_cents, Ppm, Seconds, UsdCents, UsdaiAmount},
	vault::Receipt,
};
use frame_support::{assert_noop, assert_ok};

#[test]
fn accept_should_pledge_draw_and_keep_the_fee() {
	with_chain(|| {
		let loan = offered(ask(1_000));
		let before = world(|w| w.available);
		assert_ok!(accept(loan));
		world(|w| {
			assert_eq!(w.items[&ItemId(0)].pledged_to, Some(loan));
			assert_eq!(w.draws, vec![(BORROWER, dollars(1_000))]);
			let fee = Receipt { extra: dollars(10), ..Default::default() };
			assert_eq!(w.receipts, vec![(BORROWER, fee)]);
			assert_eq!(w.available.get(), before.get() - dollars(990).get());
		});
		assert_eq!(Lending::committed(), UsdaiAmount::ZERO);
		let value = Lending::book_value().unwrap();
		assert_eq!(
			(value.principal, value.conservative, value.optimistic, value.accrued),
			(dollars(1_000), dollars(1_000), dollars(1_000), UsdaiAmount::ZERO)
		);
		// 1 January 2027, and three years of them.
		let first_due = day(31);
		System::assert_last_event(
			Event::Accepted {
				loan,
				borrower: BORROWER,
				principal: dollars(1_000),
				fee: dollars(10),
				reserve: UsdaiAmount::ZERO,
				lendable: dollars(2_000),
				ltv: Ppm(500_000),
				curve_ltv: Ppm(500_000),
				cover: dollars(2_000),
				first_due,
				windows: 36,
				terms_hash: hash_of(loan),
			}
			.into(),
		);
		let details = Lending::loan(loan).unwrap();
		assert_eq!(
			(details.status, details.windows_paid, details.windows),
			(Status::Current, 0, 36)
		);
		assert_eq!((details.next_due, details.balance), (first_due, dollars(1_000)));
	});
}

#[test]
fn accept_should_take_a_bundle_when_one_item_is_not_enough() {
	with_chain(|| {
		let list: Vec<_> = (0..MAX_ITEMS).map(|_| item(100)).collect();
		let origin = RuntimeOrigin::signed(ORIGINATOR);
		// 70 % of 12,800 dollars.
		assert_ok!(Lending::offer(
			origin,
			BORROWER,
			items(&list),
			ask(8_960),
			vec![],
			vec![],
			None,
			tomorrow(),
		));
		assert_ok!(accept(LoanId(0)));
		world(|w| assert!(list.iter().all(|i| w.items[i].pledged_to == Some(LoanId(0)))));
	});
}

#[test]
fn accept_should_be_refused_when_it_is_not_the_borrowers_offer_or_not_these_terms() {
	with_chain(|| {
		let loan = offered(ask(1_000));
		let by = |who, hash| Lending::accept(RuntimeOrigin::signed(who), loan, hash);
		assert_noop!(by(STRANGER, hash_of(loan)), Error::<Test>::NotBorrower);
		assert_noop!(by(BORROWER, Default::default()), Error::<Test>::WrongTerms);
		assert_noop!(
			Lending::accept(RuntimeOrigin::signed(BORROWER), LoanId(9), Default::default()),
			Error::<Test>::UnknownLoan
		);
		assert_ok!(accept(loan));
		assert_noop!(by(BORROWER, hash_of(loan)), Error::<Test>::NotOffered);
		let late = offered(ask(1_000));
		block_at(tomorrow());
		let hash = hash_of(late);
		assert_noop!(
			Lending::accept(RuntimeOrigin::signed(BORROWER), late, hash),
			Error::<Test>::OfferExpired
		);
	});
}

#[test]
fn accept_should_be_refused_when_the_item_does_not_carry_it() {
	type Spoil = fn();
	let cases: [(Spoil, Error<Test>); 9] = [
		(|| world(|w| w.items.get_mut(&ItemId(0)).unwrap().owner = STRANGER), Error::NotOwner),
		(
			|| {
				let lack = Deficiency { fact: Fact::Insurance, lack: Lack::Expired };
				let standing = Standing(vec![lack].try_into().unwrap());
				world(|w| w.items.get_mut(&ItemId(0)).unwrap().standing = standing)
			},
			Error::Deficient,
		),
		(
			|| world(|w| w.items.get_mut(&ItemId(0)).unwrap().value = Err(FactError::Deficient)),
			Error::Fact(FactError::Deficient),
		),
		(|| value_of(0, |v| v.sku = SkuId(1)), Error::WrongModel),
		// A thousand is lent on 1,428.57 at 70 %.
		(|| value_of(0, |v| v.lendable = UsdCents(142_857)), Error::LtvTooHigh),
		(|| value_of(0, |v| v.lendable = UsdCents(0)), Error::LtvTooHigh),
		(|| value_of(0, |v| v.cover = UsdCents(99_999)), Error::CoverTooLow),
		(
			|| value_of(0, |v| v.cover_until = Seconds(day(31 + GRACE_DAYS).get() - 1)),
			Error::CoverTooShort,
		),
		(
			|| {
				let off = crate::Product { enabled: false, ..product() };
				Lending::set_product(RuntimeOrigin::root(), SkuId(0), off).unwrap()
			},
			Error::ProductDisabled,
		),
	];
	for (spoil, error) in cases {
		with_chain(|| {
			let loan = offered(ask(1_000));
			spoil();
			let hash = hash_of(loan);
			assert_noop!(Lending::accept(RuntimeOrigin::signed(BORROWER), loan, hash), error);
		});
	}
}

#[test]
fn accept_should_lend_to_the_cent_when_value_and_cover_just_carry_it() {
	with_chain(|| {
		let loan = offered(ask(1_000));
		value_of(0, |v| {
			v.lendable = UsdCents(142_858);
			v.cover = UsdCents(100_000);
			v.cover_until = day(31 + GRACE_DAYS);
		});
		assert_ok!(accept(loan));
	});
}

#[test]
fn accept_should_be_refused_when_money_or_people_do_not_allow_it() {
	let refused = |loan: LoanId| {
		let hash = hash_of(loan);
		let result = Lending::accept(RuntimeOrigin::signed(BORROWER), loan, hash);
		let error = result.unwrap_err().error;
		assert!(matches!(Lending::record(loan), Some(Record::Offered(_))));
		error
	};
	with_chain(|| {
		let loan = offered(ask(1_000));
		let rules = Rules { debt_ceiling: dollars(999), ..rules() };
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), rules));
		// A call that fails leaves nothing: here only the error is asked for.
		let error = frame_support::storage::with_storage_layer(|| {
			Lending::accept(RuntimeOrigin::signed(BORROWER), loan, hash_of(loan))
				.map(|_| ())
				.map_err(|e| e.error)
		});
		assert_eq!(error, Err(Error::<Test>::DebtCeiling.into()));
	});
	with_chain(|| {
		let loan = offered(ask(1_000));
		world(|w| w.roles = Some(vec![]));
		assert_eq!(refused(loan), Error::<Test>::Role(RoleError::Expired).into());
		world(|w| w.roles = Some(vec![(ORIGINATOR, Role::Originator)]));
		world(|w| w.frozen = vec![BORROWER]);
		assert_eq!(refused(loan), "frozen".into());
		world(|w| w.frozen = vec![]);
		world(|w| w.paused = Some(PauseTier::Intake));
		assert_eq!(refused(loan), "paused".into());
		world(|w| (w.paused, w.shortfall) = (None, UsdaiAmount(1)));
		assert_eq!(refused(loan), "shortfall".into());
	});
	chain().execute_with(|| {
		let loan = offered(ask(1_000));
		world(|w| w.available = UsdaiAmount(dollars(1_000).get() - 1));
		let result = frame_support::storage::with_storage_layer(|| {
			Lending::accept(RuntimeOrigin::signed(BORROWER), loan, hash_of(loan))
				.map(|_| ())
				.map_err(|e| e.error)
		});
		assert_eq!(result, Err("vault is dry".into()));
		assert!(matches!(Lending::record(loan), Some(Record::Offered(_))));
	});
}

#[test]
fn accept_should_write_its_own_storage_before_it_calls_across() {
	with_chain(|| {
		let loan = offered(ask(1_000));
		on_call(|method| {
			assert!(["pledge", "draw", "receive"].contains(&method), "{method}");
			assert!(matches!(Loans::<Test>::get(LoanId(0)), Some(Record::Active(_))));
			assert_eq!(Lending::book_value().unwrap().principal, dollars(1_000));
			assert_eq!(Lending::committed(), UsdaiAmount::ZERO);
		});
		assert_ok!(accept(loan));
	});
}

#[test]
fn security_should_be_what_the_registry_says_when_accepted() {
	with_chain(|| {
		let loan = offered(ask(1_000));
		let mut value = MockItem::new(BORROWER, UsdCents(200_000)).value.unwrap();
		value.orderly = UsdCents(150_000);
		value.forced = UsdCents(120_000);
		value.cover_until = day(50);
		value_of(0, |v| *v = value);
		assert_ok!(accept(loan));
		let Some(Record::Active(running)) = Lending::record(loan) else { panic!("no loan") };
		assert_eq!(running.security.orderly, usdai_of_cents(UsdCents(150_000)));
		assert_eq!(running.security.forced, usdai_of_cents(UsdCents(120_000)));
		assert_eq!(running.security.cover_until, day(50));
	});
}
