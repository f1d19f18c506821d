//! Everything that stands between an offer and a loan is told at once, and `accept` agrees.

use crate::{mock::*, Dependence, Error, Product, Rules, Shares, Unmet};
use caliber_primitives::{
	collateral::{Deficiency, Fact, FactError, Lack, Standing},
	dollar::PauseTier,
	ids::{ItemId, LoanId, SkuId},
	roles::Role,
	testing::world,
	units::{Ppm, Seconds, UsdCents, UsdaiAmount},
};
use frame_support::{assert_ok, storage::with_storage_layer};
use sp_runtime::DispatchError;

type Lacks = Vec<Unmet<AccountId>>;

fn change_product(change: impl FnOnce(&mut Product)) {
	let mut product = product();
	change(&mut product);
	assert_ok!(Lending::set_product(RuntimeOrigin::root(), SkuId(0), product));
}

fn change_rules(change: impl FnOnce(&mut Rules)) {
	let mut rules = rules();
	change(&mut rules);
	assert_ok!(Lending::set_rules(RuntimeOrigin::root(), rules));
}

fn of_item(change: impl FnOnce(&mut caliber_primitives::testing::MockItem)) {
	world(|w| change(w.items.get_mut(&ItemId(0)).unwrap()))
}

fn poor() -> Standing {
	let lack = Deficiency { fact: Fact::Insurance, lack: Lack::Expired };
	Standing(vec![lack].try_into().unwrap())
}

#[test]
fn eligibility_should_name_what_accept_is_refused_for() {
	let item = ItemId(0);
	let half = Some(Ppm(500_000));
	let cases: Vec<(fn(), Lacks, DispatchError)> = vec![
		(
			|| block_at(tomorrow()),
			vec![Unmet::Expired { at: Seconds(START.get() + DAY) }],
			Error::<Test>::OfferExpired.into(),
		),
		(
			|| world(|w| w.roles = Some(vec![])),
			vec![Unmet::Originator],
			Error::<Test>::Role(caliber_primitives::roles::RoleError::Expired).into(),
		),
		(
			|| change_product(|p| p.enabled = false),
			vec![Unmet::Product { known: true }],
			Error::<Test>::ProductDisabled.into(),
		),
		(
			|| crate::Products::<Test>::remove(SkuId(0)),
			vec![Unmet::Product { known: false }],
			Error::<Test>::NoProduct.into(),
		),
		(
			|| of_item(|i| i.owner = STRANGER),
			vec![Unmet::Owner(item)],
			Error::<Test>::NotOwner.into(),
		),
		(
			|| of_item(|i| i.pledged_to = Some(LoanId(7))),
			vec![Unmet::Encumbered(item)],
			Error::<Test>::Encumbered.into(),
		),
		(
			|| of_item(|i| i.standing = poor()),
			vec![Unmet::Standing(item)],
			Error::<Test>::Deficient.into(),
		),
		(
			|| of_item(|i| i.value = Err(FactError::Deficient)),
			vec![Unmet::Value(item, FactError::Deficient)],
			Error::<Test>::Fact(FactError::Deficient).into(),
		),
		(
			|| value_of(0, |v| v.sku = SkuId(1)),
			vec![Unmet::Model(item)],
			Error::<Test>::WrongModel.into(),
		),
		(
			|| change_product(|p| (p.max_ltv, p.max_curve_ltv) = (Ppm(499_999), Ppm(500_000))),
			vec![Unmet::Ltv { ltv: half, most: Ppm(499_999) }],
			Error::<Test>::LtvTooHigh.into(),
		),
		(
			|| world(|w| w.curve = Default::default()),
			vec![Unmet::CurveLtv { ltv: None, most: Ppm(850_000) }],
			Error::<Test>::CurveLtvTooHigh.into(),
		),
		(
			|| value_of(0, |v| v.cover = UsdCents(99_999)),
			vec![Unmet::Cover {
				cover: UsdaiAmount(99_999 * 10u128.pow(16)),
				least: dollars(1_000),
			}],
			Error::<Test>::CoverTooLow.into(),
		),
		(
			|| value_of(0, |v| v.cover_until = day(40)),
			vec![Unmet::CoverUntil { until: day(40), least: day(31 + GRACE_DAYS) }],
			Error::<Test>::CoverTooShort.into(),
		),
		(
			|| change_rules(|r| r.debt_ceiling = dollars(999)),
			vec![Unmet::DebtCeiling { book: dollars(1_000), most: dollars(999) }],
			Error::<Test>::DebtCeiling.into(),
		),
		(
			|| {
				world(|w| w.assets = Some(dollars(10_000)));
				change_rules(|r| r.shares = Shares { model: Ppm(100_000), ..WHOLE });
			},
			vec![Unmet::Share {
				on: Dependence::Model(SkuId(0)),
				hangs: dollars(1_000),
				most: dollars(250),
			}],
			Error::<Test>::ModelShare.into(),
		),
		(|| world(|w| w.frozen = vec![BORROWER]), vec![Unmet::Frozen], "frozen".into()),
		(|| world(|w| w.paused = Some(PauseTier::Intake)), vec![Unmet::Paused], "paused".into()),
		(|| world(|w| w.shortfall = UsdaiAmount(1)), vec![Unmet::Shortfall], "shortfall".into()),
		(
			|| world(|w| (w.assets, w.available) = (Some(dollars(10_000)), dollars(999))),
			vec![Unmet::Liquidity { amount: dollars(1_000) }],
			"vault is dry".into(),
		),
	];
	for (n, (spoil, unmet, error)) in cases.into_iter().enumerate() {
		with_chain(|| {
			let loan = offered(ask(1_000));
			assert_eq!(Lending::eligibility(loan), Some(vec![]));
			spoil();
			assert_eq!(Lending::eligibility(loan), Some(unmet), "case {n}");
			assert_eq!(with_storage_layer(|| accept(loan)), Err(error), "case {n}");
		});
	}
}

#[test]
fn eligibility_should_name_all_at_once_in_the_order_of_accept() {
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		assert_ok!(stage(loan, CURATOR));
		value_of(0, |v| (v.lendable, v.cover) = (UsdCents(100_000), UsdCents(0)));
		change_rules(|r| {
			r.debt_ceiling = dollars(1);
			r.shares = Shares { curator: Ppm(1), ..WHOLE };
		});
		world(|w| {
			w.assets = Some(dollars(10_000));
			w.available = UsdaiAmount::ZERO;
			w.roles = Some(vec![(CURATOR, Role::Curator)]);
		});
		let whole = Some(Ppm(1_000_000));
		// A millionth of a quarter of the vault.
		let most = UsdaiAmount(dollars(2_500).get() / 1_000_000);
		let share =
			|curator| Unmet::Share { on: Dependence::Curator(curator), hangs: dollars(700), most };
		let expected: Lacks = vec![
			Unmet::Tranche { tranche: 2, curator: OTHER_CURATOR, amount: dollars(100) },
			Unmet::Originator,
			Unmet::Ltv { ltv: whole, most: Ppm(700_000) },
			Unmet::CurveLtv { ltv: whole, most: Ppm(850_000) },
			Unmet::Cover { cover: UsdaiAmount::ZERO, least: dollars(1_000) },
			Unmet::DebtCeiling { book: dollars(700), most: dollars(1) },
			share(CURATOR),
			share(OTHER_CURATOR),
			Unmet::Liquidity { amount: dollars(700) },
		];
		assert_eq!(Lending::eligibility(loan), Some(expected));
		assert_eq!(accept(loan), Err(Error::<Test>::NotStaged.into()));
		// Items that have no value hide what could only be said of all.
		of_item(|i| i.owner = STRANGER);
		let left = Lending::eligibility(loan).unwrap();
		assert_eq!(left[2..], [Unmet::Owner(ItemId(0)), Unmet::Liquidity { amount: dollars(700) }]);
	});
}

#[test]
fn frozen_capital_should_stay_where_it_is_when_its_offer_is_accepted() {
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		for curator in [CURATOR, OTHER_CURATOR] {
			assert_ok!(stage(loan, curator));
		}
		world(|w| w.frozen = vec![OTHER_CURATOR]);
		let unmet = vec![Unmet::FrozenCurator { tranche: 2 }];
		assert_eq!(Lending::eligibility(loan), Some(unmet));
		assert_eq!(accept(loan), Err(Error::<Test>::CuratorFrozen.into()));
		// He holds nobody up: the other takes his back, and the offer can be withdrawn.
		assert_ok!(Lending::unstage(RuntimeOrigin::signed(CURATOR), loan));
		assert_ok!(Lending::withdraw_offer(RuntimeOrigin::signed(BORROWER), loan));
	});
}

#[test]
fn eligibility_should_be_of_offers_only() {
	with_chain(|| {
		let loan = running(ask(1_000));
		assert_eq!(Lending::eligibility(loan), None);
		assert_eq!(Lending::eligibility(LoanId(9)), None);
	});
}

#[test]
fn eligibility_should_say_that_the_calendar_is_behind() {
	with_chain(|| {
		// Fourteen months pass: the book takes several blocks, a fresh offer waits for them.
		running(ask(1_000));
		block_at(day(430));
		assert!(Lending::book_value().is_err());
		let loan = offered(ask(1_000));
		assert_eq!(Lending::eligibility(loan), Some(vec![Unmet::Rolling]));
		assert_eq!(accept(loan), Err(Error::<Test>::BookRolling.into()));
	});
}

#[test]
fn max_borrow_should_be_what_accept_takes_and_a_unit_more_not() {
	with_chain(|| {
		let list = [item(1_000), item(333)];
		value_of(1, |v| v.cover = UsdCents(20_000));
		// 70 % of 1,333 is 933.10, and 1,200 are covered.
		let most = Lending::max_borrow(items(&list)).unwrap();
		assert_eq!(most, UsdaiAmount(9_331 * 10u128.pow(17)));
		let offer = |principal| {
			let ask = crate::Ask { principal, ..ask(0) };
			let loan = crate::NextLoan::<Test>::get();
			let origin = RuntimeOrigin::signed(ORIGINATOR);
			Lending::offer(origin, BORROWER, items(&list), ask, vec![], vec![], None, tomorrow())
				.unwrap();
			loan
		};
		let above = offer(UsdaiAmount(most.get() + 1));
		let lacks = Lending::eligibility(above).unwrap();
		assert!(matches!(lacks[..], [Unmet::Ltv { .. }]), "{lacks:?}");
		assert_ok!(accept(offer(most)));
		value_of(0, |v| v.cover = UsdCents(30_000));
		assert_eq!(Lending::max_borrow(items(&list)), Some(dollars(500)));
	});
}

#[test]
fn max_borrow_should_be_unknown_when_nothing_can_be_lent_on_the_items() {
	with_chain(|| {
		let list = [item(1_000), item(1_000)];
		let most = || Lending::max_borrow(items(&list));
		assert_eq!(Lending::max_borrow(items(&[])), None);
		assert_eq!(Lending::max_borrow(items(&[ItemId(9)])), None);
		assert_eq!(Lending::max_borrow(items(&[ItemId(0), ItemId(0)])), None);
		value_of(1, |v| v.sku = SkuId(1));
		assert_eq!(most(), None);
		value_of(0, |v| v.sku = SkuId(1));
		assert_eq!(most(), None, "no product");
		let off = Product { enabled: false, ..product() };
		assert_ok!(Lending::set_product(RuntimeOrigin::root(), SkuId(1), off));
		assert_eq!(most(), None);
		assert_ok!(Lending::set_product(RuntimeOrigin::root(), SkuId(1), product()));
		assert_eq!(most(), Some(dollars(1_400)));
		of_item(|i| i.value = Err(FactError::Deficient));
		assert_eq!(most(), None);
	});
}
