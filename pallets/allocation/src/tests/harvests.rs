//! Surplus becomes dollars of the vault.

use crate::{mock::*, Bills, CurrentTotals, Error, Event, Purchase};
use caliber_primitives::{
	dollar::{Dollar, SettledSurplus},
	testing::{fresh, world, Mock},
	units::{MicroUsd, RatePpb, UsdaiAmount},
	vault::{BillIncome, Vault, YieldSource},
};
use frame_support::{assert_noop, assert_ok};

#[test]
fn harvest_should_mint_the_whole_surplus_to_the_vault_when_nothing_is_kept() {
	with_chain(|| {
		let bill = settled();
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		let surplus = SettledSurplus { bill, limit: GAIN, amount: GAIN };
		assert_eq!(world(|w| w.minted.clone()), vec![(Mock::account(), surplus)]);
		assert_eq!(world(|w| w.harvests.clone()), vec![(GAIN, YieldSource::Bills)]);
		assert_eq!(Allocation::claims().accreted, Default::default());
		assert_eq!(Ledger::surplus(), UsdaiAmount::ZERO);
		assert!(!Bills::<Test>::contains_key(bill));
		System::assert_last_event(
			Event::Harvested {
				bill,
				minted: GAIN,
				returned: UsdaiAmount::ZERO,
				left: UsdaiAmount::ZERO,
			}
			.into(),
		);
		assert_noop!(Allocation::harvest(by(ANYONE), bill), Error::<Test>::UnknownBill);
	});
}

#[test]
fn harvest_should_leave_in_the_claim_what_the_cushion_keeps() {
	with_chain(|| {
		let bill = settled();
		let kept = dollars(2_000);
		let minted = GAIN.saturating_sub(kept);
		Cushion::set(kept.get());
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		assert_eq!(CurrentTotals::<Test>::get().accounts.settled_surplus, kept);
		assert_eq!(Allocation::claims().accreted.high, kept);
		System::assert_last_event(
			Event::Harvested { bill, minted, returned: UsdaiAmount::ZERO, left: kept }.into(),
		);
		assert_noop!(Allocation::harvest(by(ANYONE), bill), Error::<Test>::KeptByCushion);
		Cushion::set(0);
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		assert_eq!(world(|w| w.harvests.clone()).len(), 2);
		let sum = world(|w| w.harvests.iter().map(|(amount, _)| amount.get()).sum::<u128>());
		assert_eq!(sum, GAIN.get());
		// The limit named to the dollar stays the bill's whole gain.
		assert!(world(|w| w.minted.iter().all(|(_, surplus)| surplus.limit == GAIN)));
	});
}

#[test]
fn harvest_should_be_refused_when_the_face_is_not_paid_and_confirmed() {
	with_chain(|| {
		let bill = bought();
		let refused = || {
			assert_noop!(Allocation::harvest(by(ANYONE), bill), Error::<Test>::NotConfirmed);
		};
		refused();
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::confirm_settlement(by(who), bill));
			refused();
		}
		go(MATURITY);
		refused();
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		refused();
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
	});
}

#[test]
fn harvest_should_have_nothing_to_do_when_a_bill_was_bought_at_par() {
	with_chain(|| {
		world(|w| w.rate = Some(fresh(RatePpb(0))));
		let order = order();
		let par = Purchase { price: MicroUsd(100_000_000), ..purchase() };
		assert_ok!(Allocation::fill(by(OPERATOR), order, par));
		let bill = caliber_primitives::ids::BillId(0);
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::confirm_settlement(by(who), bill));
		}
		go(MATURITY);
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert!(!Bills::<Test>::contains_key(bill));
	});
}
