//! What escrow refuses, by name and without a change.

use crate::{mock::*, Error, EscrowTerms, Milestone, Rules, Unmet};
use caliber_primitives::{
	collateral::FactError,
	dollar::PauseTier,
	ids::{ItemId, LoanId, SiteId},
	roles::{Role, RoleError},
	testing::world,
	units::{RatePerSecond, Seconds, UNIT},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use sp_core::H256;
use sp_runtime::DispatchError;

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

#[test]
fn offer_should_be_refused_when_money_would_wait_on_other_terms() {
	with_chain(|| {
		let offer = |list: &[ItemId], ask, escrow| {
			let list = items(list);
			let escrow = Some(escrow);
			Lending::offer(
				signed(ORIGINATOR),
				BORROWER,
				list,
				ask,
				vec![],
				vec![],
				escrow,
				tomorrow(),
			)
		};
		let lasts = |seconds| EscrowTerms { lasts: Seconds(seconds), ..escrow() };
		let at = |carry| EscrowTerms { carry: RatePerSecond(carry), ..escrow() };
		let longest = product().max_escrow.get();
		for terms in [
			lasts(0),
			lasts(DAY - 1),
			lasts(longest + 1),
			at(product().min_carry.get() - 1),
			at(crate::MAX_RATE.get() + 1),
		] {
			let refused = offer(&[], ask(1_000), terms);
			assert_noop!(refused, Error::<Test>::EscrowOutOfBand);
		}
		let there = item(2_000);
		assert_noop!(offer(&[there], ask(1_000), escrow()), Error::<Test>::ItemsToCome);
		let old = running(ask(1_000));
		let again = crate::Ask { refinances: Some(old), ..ask(1_000) };
		assert_noop!(offer(&[], again, escrow()), Error::<Test>::RefinancesByEscrow);
		for terms in [lasts(DAY), lasts(longest), at(crate::MAX_RATE.get())] {
			assert_ok!(offer(&[], ask(1_000), terms));
		}
		let never = crate::Product { max_escrow: Seconds::ZERO, ..product() };
		Lending::set_product(RuntimeOrigin::root(), caliber_primitives::ids::SkuId(0), never)
			.unwrap();
		assert_noop!(offer(&[], ask(1_000), escrow()), Error::<Test>::EscrowOutOfBand);
	});
}

#[test]
fn escrow_should_be_refused_when_the_offer_or_the_chain_is_not_ready() {
	type Spoil = fn(LoanId);
	let cases: [(Spoil, DispatchError); 11] = [
		(|_| world(|w| w.paused = Some(PauseTier::Intake)), DispatchError::Other("paused")),
		(|_| world(|w| w.shortfall = dollars(1)), DispatchError::Other("shortfall")),
		(|_| world(|w| w.frozen.push(BORROWER)), DispatchError::Other("frozen")),
		(|_| world(|w| w.frozen.push(CURATOR)), Error::<Test>::CuratorFrozen.into()),
		(|_| block_at(tomorrow()), Error::<Test>::OfferExpired.into()),
		(
			|_| world(|w| w.ended.push((ORIGINATOR, Role::Originator, Seconds::ZERO))),
			Error::<Test>::Role(RoleError::Expired).into(),
		),
		(
			|_| {
				let off = crate::Product { enabled: false, ..product() };
				let sku = caliber_primitives::ids::SkuId(0);
				Lending::set_product(RuntimeOrigin::root(), sku, off).unwrap()
			},
			Error::<Test>::ProductDisabled.into(),
		),
		(
			|_| {
				let rules = Rules { debt_ceiling: dollars(699), ..rules() };
				Lending::set_rules(RuntimeOrigin::root(), rules).unwrap()
			},
			Error::<Test>::DebtCeiling.into(),
		),
		(|loan| Lending::unstage(signed(CURATOR), loan).unwrap(), Error::<Test>::NotStaged.into()),
		(
			|_| {
				world(|w| w.assets = Some(dollars(100)));
				let shares = crate::Shares { site: caliber_primitives::units::Ppm(1), ..WHOLE };
				let rules = Rules { shares, ..rules() };
				Lending::set_rules(RuntimeOrigin::root(), rules).unwrap()
			},
			Error::<Test>::SiteShare.into(),
		),
		(|_| world(|w| w.available = dollars(699)), DispatchError::Other("vault is dry")),
	];
	for (n, (spoil, error)) in cases.into_iter().enumerate() {
		with_chain(|| {
			let loan = offered_by_escrow(thousand(), juniors(200, 100), escrow());
			Dollar::set_balance(&BORROWER, 1_000 * UNIT);
			for curator in [CURATOR, OTHER_CURATOR] {
				stage(loan, curator).unwrap();
			}
			spoil(loan);
			let refused = Lending::escrow(signed(BORROWER), loan, hash_of(loan), ORDER);
			assert_eq!(refused, Err(error), "case {n}");
			assert_noop!(Lending::escrow(signed(BORROWER), loan, hash_of(loan), ORDER), error);
		});
	}
}

#[test]
fn escrow_should_be_refused_when_it_is_another_kind_of_offer_or_not_paid_for() {
	with_chain(|| {
		let call = |who, loan, hash| Lending::escrow(signed(who), loan, hash, ORDER);
		let there = offered(ask(1_000));
		assert_noop!(call(BORROWER, there, hash_of(there)), Error::<Test>::NoEscrow);
		let loan = offered_by_escrow(ask(1_000), vec![], escrow());
		assert_noop!(call(STRANGER, loan, hash_of(loan)), Error::<Test>::NotBorrower);
		assert_noop!(call(BORROWER, loan, H256::zero()), Error::<Test>::WrongTerms);
		assert_noop!(call(BORROWER, LoanId(9), H256::zero()), Error::<Test>::UnknownLoan);
		assert_noop!(accept(loan), Error::<Test>::PaidThroughEscrow);
		// A unit less than what the carry takes beside the base.
		let prepaid = 1_000 * u128::from(CARRY.get()) * u128::from(90 * DAY);
		Dollar::set_balance(&BORROWER, prepaid + UNIT / 100 - 1);
		assert!(order(loan).is_err());
		Dollar::set_balance(&BORROWER, prepaid + UNIT / 100);
		assert_ok!(order(loan));
		assert_noop!(call(BORROWER, loan, hash_of(loan)), Error::<Test>::NotOffered);
		assert_noop!(Lending::withdraw_offer(signed(BORROWER), loan), Error::<Test>::NotOffered);
		assert_noop!(repay(loan, 1), Error::<Test>::NotActive);
	});
}

#[test]
fn milestone_should_be_refused_when_it_is_not_the_next_or_by_the_wrong_account() {
	with_chain(|| {
		let loan = waiting();
		let say =
			|who, milestone| Lending::confirm_milestone(signed(who), loan, milestone, H256::zero());
		let (delivered, runs) = (Milestone::Delivered, Milestone::Installed);
		let wrong = Error::<Test>::WrongMilestone;
		assert_noop!(say(CUSTODIAN, Milestone::Ordered), wrong);
		assert_noop!(say(SERVICER, runs), Error::<Test>::WrongMilestone);
		assert_noop!(say(BORROWER, delivered), Error::<Test>::SameWitness);
		let roles =
			[(CUSTODIAN, Role::Custodian), (CUSTODIAN, Role::Servicer), (SERVICER, Role::Servicer)];
		world(|w| w.roles = Some(roles.into()));
		let none = Error::<Test>::Role(RoleError::NotGranted);
		assert_noop!(say(SERVICER, delivered), none);
		assert_ok!(say(CUSTODIAN, delivered));
		assert_noop!(say(CUSTODIAN, delivered), Error::<Test>::WrongMilestone);
		assert_noop!(say(CUSTODIAN, runs), Error::<Test>::SameWitness);
		settle_at(Seconds(START.get() + 90 * DAY));
		assert_noop!(say(SERVICER, runs), Error::<Test>::EscrowOver);
		world(|w| w.roles = None);
		let there = running(ask(1_000));
		let call = Lending::confirm_milestone(signed(CUSTODIAN), there, delivered, H256::zero());
		assert_noop!(call, Error::<Test>::NotEscrowed);
	});
}

#[test]
fn release_should_be_refused_when_what_has_come_does_not_carry_the_loan() {
	type Spoil = fn(ItemId);
	let cases: [(Spoil, Error<Test>, Unmet<AccountId>); 6] = [
		(
			|item| world(|w| w.items.get_mut(&item).unwrap().owner = STRANGER),
			Error::NotOwner,
			Unmet::Owner(ItemId(0)),
		),
		(
			|item| value_of(item.0, |value| value.site = SiteId(1)),
			Error::WrongSite,
			Unmet::Site(ItemId(0)),
		),
		(
			|item| world(|w| w.items.get_mut(&item).unwrap().value = Err(FactError::Deficient)),
			Error::Fact(FactError::Deficient),
			Unmet::Value(ItemId(0), FactError::Deficient),
		),
		(|_| world(|w| w.frozen.push(50)), Error::VendorFrozen, Unmet::FrozenVendor),
		(
			|_| block_at(Seconds(START.get() + 90 * DAY)),
			Error::EscrowOver,
			Unmet::EscrowOver { at: Seconds(START.get() + 90 * DAY) },
		),
		(
			|item| world(|w| w.items.get_mut(&item).unwrap().pledged_to = Some(LoanId(7))),
			Error::Encumbered,
			Unmet::Encumbered(ItemId(0)),
		),
	];
	for (spoil, error, unmet) in cases {
		with_chain(|| {
			let loan = waiting_on(EscrowTerms { vendor: Some(50), ..escrow() });
			installed(loan);
			let rack = item(2_000);
			spoil(rack);
			let said = Lending::eligibility_on(loan, items(&[rack])).unwrap();
			assert_eq!(said.first(), Some(&unmet));
			assert_noop!(release_escrow(loan, &[rack]), error);
			// The money waits on, or goes back.
			assert_ok!(end_escrow(loan, BORROWER));
		});
	}
}

#[test]
fn release_should_be_refused_when_milestones_or_items_are_missing() {
	with_chain(|| {
		let loan = waiting();
		let (rack, small) = (item(2_000), item(1_000));
		let missing = Error::<Test>::MilestoneMissing;
		assert_noop!(release_escrow(loan, &[rack]), missing);
		let delivered = Unmet::Milestone(Milestone::Delivered);
		assert_eq!(Lending::eligibility_on(loan, items(&[rack])), Some(vec![delivered]));
		installed(loan);
		assert_noop!(release_escrow(loan, &[]), Error::<Test>::NoItems);
		assert_noop!(release_escrow(loan, &[rack, rack]), Error::<Test>::DuplicateItem);
		assert_noop!(release_escrow(loan, &[small]), Error::<Test>::LtvTooHigh);
		assert_noop!(
			Lending::release_escrow(signed(STRANGER), loan, items(&[rack])),
			Error::<Test>::NotBorrower
		);
		world(|w| w.paused = Some(PauseTier::Intake));
		assert_noop!(release_escrow(loan, &[rack]), DispatchError::Other("paused"));
		world(|w| w.paused = None);
		assert_ok!(release_escrow(loan, &[rack, small]));
		assert_noop!(release_escrow(loan, &[rack]), Error::<Test>::NotEscrowed);
		assert_noop!(end_escrow(loan, BORROWER), Error::<Test>::NotEscrowed);
	});
}

#[test]
fn money_should_wait_when_a_stranger_would_give_it_back_early() {
	with_chain(|| {
		let loan = waiting();
		settle_at(Seconds(START.get() + 90 * DAY - 1));
		assert_noop!(end_escrow(loan, STRANGER), Error::<Test>::EscrowRuns);
		settle_at(Seconds(START.get() + 90 * DAY));
		assert_ok!(end_escrow(loan, STRANGER));
		assert_noop!(end_escrow(loan, STRANGER), Error::<Test>::NotEscrowed);
	});
}

#[test]
fn payee_should_have_his_role_when_the_loan_begins() {
	with_chain(|| {
		let payee = INSURER;
		let charge =
			crate::Charge { kind: crate::ChargeKind::Premium, payee, rate: 1_000_000_000_000_000 };
		let rack = item(2_000);
		let loan = crate::NextLoan::<Test>::get();
		assert_ok!(Lending::offer(
			signed(ORIGINATOR),
			BORROWER,
			items(&[rack]),
			ask(1_000),
			vec![],
			vec![charge],
			None,
			tomorrow(),
		));
		world(|w| w.ended.push((payee, Role::Insurer, Seconds::MAX)));
		assert_eq!(Lending::eligibility(loan), Some(vec![Unmet::Payee { charge: 0 }]));
		assert_noop!(accept(loan), Error::<Test>::ChargeRole(RoleError::Expired));
		world(|w| w.ended.clear());
		assert_ok!(accept(loan));
	});
}
