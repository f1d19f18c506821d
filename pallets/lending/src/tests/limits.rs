//! What a product asks for beyond today's value, and how much of the book may hang on one.

use crate::{mock::*, Ask, Dependence, Error, Event, Exposures, Product, Rules, Shares};
use caliber_finance::instalment::Debt;
use caliber_primitives::{
	collateral::CurvePoint,
	ids::{ItemId, LoanId, SiteId, SkuId},
	testing::{world, MockItem},
	units::{Ppm, Seconds, UsdCents, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};
use sp_runtime::DispatchError;

fn curve(points: &[(u32, u32)]) {
	let points = points
		.iter()
		.map(|(age_days, retained)| CurvePoint { age_days: *age_days, retained: Ppm(*retained) });
	world(|w| w.curve = points.collect::<Vec<_>>().try_into().unwrap());
}

fn refused(loan: LoanId) -> DispatchError {
	with_storage_layer(|| accept(loan)).unwrap_err()
}

fn curve_ltv_of(loan: LoanId) -> Ppm {
	let accepted = System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::Lending(Event::Accepted { loan: which, curve_ltv, .. }) if which == loan => {
			Some(curve_ltv)
		},
		_ => None,
	});
	accepted.unwrap()
}

/// A single instalment, due on 1 January: 31 days from now, the last of which has begun.
fn one_month(principal: u128) -> crate::Ask {
	crate::Ask { duration_days: 30, ..ask(principal) }
}

#[test]
fn accept_should_be_refused_when_the_items_will_be_worth_too_little_at_a_due_date() {
	// A thousand on 2,000 now; 85 % of 1,176.48 then, to the cent.
	for (age, then, fits) in [(0, 588_235, false), (0, 588_240, true), (10, 588_240, true)] {
		with_chain(|| {
			curve(&[(age, 1_000_000), (age + 31, then), (age + 32, 0)]);
			let loan = offered(one_month(1_000));
			value_of(0, |value| value.age_days = age);
			if fits {
				assert_ok!(accept(loan));
				assert_eq!(curve_ltv_of(loan), Ppm(849_994));
			} else {
				assert_eq!(refused(loan), Error::<Test>::CurveLtvTooHigh.into());
			}
		});
	}
}

#[test]
fn accept_should_be_refused_when_the_curve_leaves_nothing_or_is_unknown() {
	for points in [&[(0, 1_000_000), (31, 0)][..], &[(0, 0)], &[]] {
		with_chain(|| {
			curve(points);
			assert_eq!(refused(offered(one_month(1_000))), Error::<Test>::CurveLtvTooHigh.into());
		});
	}
}

#[test]
fn curve_ltv_should_be_the_highest_of_all_due_dates_when_worked_out_one_by_one() {
	with_chain(|| {
		// It falls fast at first, and slower than the debt later.
		curve(&[(0, 1_000_000), (400, 500_000), (1_500, 300_000)]);
		let loan = offered(ask(1_000));
		value_of(0, |value| value.age_days = 100);
		let terms = match Lending::record(loan) {
			Some(crate::Record::Offered(offer)) => offer.terms,
			_ => panic!("no offer"),
		};
		let finance = terms.finance(START).unwrap();
		let retained = |age: u128| match age {
			0..=400 => 1_000_000 - 1_250 * age,
			_ => 500_000 - 200_000 * (age - 400) / 1_100,
		};
		let mut debt = Debt { windows_paid: 0, balance: dollars(1_000) };
		let mut highest = (0, 0);
		for k in 0..36 {
			let due = finance.schedule().deadline(k).unwrap();
			let days = u128::from((due.get() - START.get()).div_ceil(DAY));
			let cents = 200_000 * retained(100 + days) / retained(100);
			let ltv = (debt.balance.get() * 1_000_000).div_ceil(cents * 10u128.pow(16));
			highest = highest.max((ltv, k));
			debt.balance.0 -= finance.window(debt).unwrap().principal.get();
			debt.windows_paid += 1;
		}
		assert!(highest.1 > 0 && highest.1 < 35, "neither the first nor the last");
		assert_ok!(accept(loan));
		assert_eq!(u128::from(curve_ltv_of(loan).get()), highest.0);
	});
}

#[test]
fn cover_should_be_what_the_product_asks_for_when_that_is_more_than_the_principal() {
	let cases = [(120_000, 365, true), (119_999, 365, false), (120_000, 364, false)];
	for (cents, days, fits) in cases {
		with_chain(|| {
			let product = Product { min_cover: Ppm(1_200_000), min_cover_days: 365, ..product() };
			assert_ok!(Lending::set_product(RuntimeOrigin::root(), SkuId(0), product));
			let loan = offered(ask(1_000));
			value_of(0, |value| {
				value.cover = UsdCents(cents);
				value.cover_until = Seconds(START.get() + days * DAY);
			});
			let expected = match (fits, cents) {
				(true, _) => Ok(()),
				(_, 120_000) => Err(Error::<Test>::CoverTooShort.into()),
				_ => Err(Error::<Test>::CoverTooLow.into()),
			};
			assert_eq!(with_storage_layer(|| accept(loan)), expected);
		});
	}
}

/// A vault of 10,000, of which 2,500 stand for the book while it is small.
fn with_shares(shares: Shares, test: impl FnOnce()) {
	with_chain(|| {
		world(|w| w.assets = Some(dollars(10_000)));
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), Rules { shares, ..rules() }));
		test();
	});
}

fn hangs(on: Dependence<AccountId>) -> UsdaiAmount {
	Exposures::<Test>::get(on).lent
}

#[test]
fn accept_should_be_refused_when_too_much_hangs_on_one() {
	let fifth = Ppm(200_000);
	let cases: [(Shares, Error<Test>); 3] = [
		(Shares { borrower: fifth, ..WHOLE }, Error::BorrowerShare),
		(Shares { site: fifth, ..WHOLE }, Error::SiteShare),
		(Shares { model: fifth, ..WHOLE }, Error::ModelShare),
	];
	for (shares, error) in cases {
		let error = DispatchError::from(error);
		with_shares(shares, || {
			// A fifth of 2,500.
			let above = crate::Ask { principal: UsdaiAmount(dollars(500).get() + 1), ..ask(500) };
			assert_eq!(refused(offered(above)), error);
			assert_ok!(accept(offered(ask(300))));
			assert_eq!(refused(offered(ask(201))), error);
			assert_ok!(accept(offered(ask(200))));
			assert_eq!(refused(offered(ask(1))), error);
		});
	}
}

#[test]
fn share_should_be_of_the_book_when_that_is_more_than_a_quarter_of_the_vault() {
	let fifth = Ppm(200_000);
	with_shares(WHOLE, || {
		assert_ok!(accept(offered(ask(4_000))));
		let shares = Shares { site: fifth, ..WHOLE };
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), Rules { shares, ..rules() }));
		// On another site a fifth of the book with the loan: of 5,000.
		let elsewhere = |principal| {
			let loan = offered(ask(principal));
			let item = world(|w| w.items.len() as u32 - 1);
			value_of(item, |value| value.site = SiteId(7));
			loan
		};
		assert_eq!(refused(elsewhere(1_001)), Error::<Test>::SiteShare.into());
		assert_ok!(accept(elsewhere(1_000)));
		assert_eq!(hangs(Dependence::Site(SiteId(7))), dollars(1_000));
		assert_eq!(hangs(Dependence::Site(SiteId(0))), dollars(4_000));
	});
}

#[test]
fn loan_should_hang_on_its_sites_by_what_stands_there_until_it_is_over() {
	with_chain(|| {
		// What nothing is lent on counts nowhere.
		let list: Vec<ItemId> = [600, 1_000, 400, 0].map(item).into();
		for (item, site) in [(0, 3), (1, 5), (2, 3), (3, 9)] {
			value_of(item, |value| value.site = SiteId(site));
		}
		let origin = RuntimeOrigin::signed(ORIGINATOR);
		assert_ok!(Lending::offer(
			origin,
			BORROWER,
			items(&list),
			one_month(999),
			vec![],
			vec![],
			None,
			tomorrow(),
		));
		assert_ok!(accept(LoanId(0)));
		let half = UsdaiAmount(dollars(999).get() / 2);
		let all = [
			(Dependence::Borrower(BORROWER), dollars(999)),
			(Dependence::Model(SkuId(0)), dollars(999)),
			(Dependence::Site(SiteId(3)), half),
			(Dependence::Site(SiteId(5)), half),
		];
		for (on, part) in all.clone() {
			assert_eq!(hangs(on), part);
		}
		assert_eq!(Exposures::<Test>::iter().count(), 4);
		// What changes at the registry changes nothing of what was counted.
		value_of(1, |value| value.site = SiteId(9));
		assert_ok!(repay(LoanId(0), 1));
		for (on, _) in all {
			assert!(!Exposures::<Test>::contains_key(on));
		}
	});
}

#[test]
fn offers_should_stay_below_the_ceiling_with_all_that_is_lent() {
	with_chain(|| {
		let rules = Rules { debt_ceiling: dollars(1_500), ..rules() };
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), rules));
		let old = running(ask(1_000));
		offered(ask(400));
		let offer = |list: &[ItemId], ask| {
			let origin = RuntimeOrigin::signed(ORIGINATOR);
			let list = items(list);
			Lending::offer(origin, BORROWER, list, ask, vec![], vec![], None, tomorrow())
		};
		let item = item(1_000);
		let over = Ask { principal: UsdaiAmount(100 * UNIT + 1), ..ask(100) };
		assert_noop!(offer(&[item], over), Error::<Test>::DebtCeiling);
		assert_ok!(offer(&[item], ask(100)));
		assert_noop!(offer(&[item], ask(1)), Error::<Test>::DebtCeiling);
		// What one replaces is paid off first.
		assert_ok!(replace(old, ask(1_000), vec![]));
	});
}

#[test]
fn bundle_should_hang_on_as_many_sites_as_it_has_items_when_each_stands_alone() {
	with_chain(|| {
		let list: Vec<ItemId> = (0..crate::MAX_ITEMS).map(|_| item(100)).collect();
		for (n, id) in list.iter().enumerate() {
			value_of(id.0, |value| value.site = SiteId(n as u32));
		}
		let origin = RuntimeOrigin::signed(ORIGINATOR);
		assert_ok!(Lending::offer(
			origin,
			BORROWER,
			items(&list),
			ask(6_400),
			vec![],
			vec![],
			None,
			tomorrow(),
		));
		assert_ok!(accept(LoanId(0)));
		assert_eq!(hangs(Dependence::Site(SiteId(127))), dollars(50));
		assert_eq!(Exposures::<Test>::iter().count(), 130);
	});
}

#[test]
fn shares_of_others_should_be_free_when_one_is_full() {
	with_shares(Shares { borrower: Ppm(200_000), ..WHOLE }, || {
		assert_ok!(accept(offered(ask(500))));
		let other = MockItem::new(STRANGER, UsdCents(100_000));
		let item = world(|w| {
			let id = ItemId(w.items.len() as u32);
			w.items.insert(id, other);
			id
		});
		let origin = RuntimeOrigin::signed(ORIGINATOR);
		assert_ok!(Lending::offer(
			origin,
			STRANGER,
			items(&[item]),
			ask(500),
			vec![],
			vec![],
			None,
			tomorrow(),
		));
		let hash = hash_of(LoanId(1));
		assert_ok!(Lending::accept(RuntimeOrigin::signed(STRANGER), LoanId(1), hash));
		assert_eq!(hangs(Dependence::Model(SkuId(0))), dollars(1_000));
	});
}

#[test]
fn whole_should_be_no_limit_when_a_loan_is_partly_repaid() {
	with_shares(WHOLE, || {
		world(|w| w.assets = Some(UsdaiAmount::ZERO));
		let loan = offered(ask(1_000));
		assert_ok!(accept(loan));
		settle_at(day(31));
		assert_ok!(repay(loan, 12));
		// More was lent than is out.
		assert_ok!(accept(offered(ask(100))));
		let all = Shares { borrower: Ppm(999_999), ..WHOLE };
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), Rules { shares: all, ..rules() }));
		assert_eq!(refused(offered(ask(100))), Error::<Test>::BorrowerShare.into());
	});
}
