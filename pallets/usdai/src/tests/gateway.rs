//! Money outside: deposits and payouts.

use crate::{
	mock::*, AtCustodian, CurrentGates, Deposit, Error, Event, Exposure, FreezeReason, Payouts,
	ReceiptId, Receipts, Rules,
};
use caliber_primitives::{
	dollar::PauseTier,
	ids::{assets::USDC, ReserveSlot},
	roles::{Role, RoleError},
	testing::world,
	units::{Ppm, ReserveAmount},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_core::H256;
use sp_runtime::DispatchResult;

/// Another auditor.
const EXAMINER: AccountId = 7;

/// A chain with one custodian, two auditors and a gate for USDC.
pub fn with_gate<R>(test: impl FnOnce() -> R) -> R {
	with_chain(|| {
		let roles = [
			(CUSTODIAN, Role::Custodian),
			(AUDITOR, Role::Auditor),
			(EXAMINER, Role::Auditor),
			(GUARDIAN, Role::Guardian),
		];
		world(|w| w.roles = Some(roles.to_vec()));
		assert_ok!(Usdai::open_gate(RuntimeOrigin::root(), USDC_SLOT));
		test()
	})
}

pub fn reference(n: u8) -> H256 {
	H256::repeat_byte(n)
}

/// The custodian's `n`-th receipt, from 1 on.
pub fn receipt(n: u8) -> ReceiptId<AccountId> {
	ReceiptId { custodian: CUSTODIAN, number: u64::from(n) - 1 }
}

pub fn sign(who: AccountId, n: u8, dollars: u128) -> DispatchResult {
	let deposit = Deposit { slot: USDC_SLOT, amount: coins(dollars), to: ALICE };
	Usdai::attest_deposit(RuntimeOrigin::signed(who), receipt(n), reference(n), deposit)
}

/// Both sign.
pub fn deposit(n: u8, dollars: u128) -> DispatchResult {
	sign(CUSTODIAN, n, dollars)?;
	frame_support::storage::with_storage_layer(|| sign(AUDITOR, n, dollars))
}

pub fn confirm(who: AccountId, payout: u64, n: u8) -> DispatchResult {
	Usdai::confirm_payout(RuntimeOrigin::signed(who), payout, receipt(n), reference(n))
}

pub fn request(who: AccountId, dollars: u128) -> DispatchResult {
	let account = H256::repeat_byte(99);
	Usdai::request_payout(RuntimeOrigin::signed(who), USDC_SLOT, coins(dollars), account)
}

pub fn held() -> ReserveAmount {
	CurrentGates::<Test>::get().0[0].wrapped.held().unwrap()
}

#[test]
fn deposit_should_wrap_money_when_both_have_signed() {
	with_gate(|| {
		let before = (held(), ledger().issued, balance(USDC, ALICE));
		assert_ok!(sign(CUSTODIAN, 1, 500));
		assert_eq!((held(), balance(USDC, ALICE)), (before.0, before.2));
		assert_ok!(sign(AUDITOR, 1, 500));
		System::assert_last_event(
			Event::Deposited {
				receipt: receipt(1),
				slot: USDC_SLOT,
				amount: coins(500),
				to: ALICE,
				auditor: AUDITOR,
			}
			.into(),
		);
		// No dollar of ours is made by it.
		assert_eq!(ledger().issued, before.1);
		assert_eq!(balance(USDC, ALICE), before.2 + coins(500).get());
		assert_eq!(held().get(), before.0.get() + coins(500).get());
		assert_eq!(AtCustodian::<Test>::get(CUSTODIAN).0, usd(500));
		assert!(Receipts::<Test>::iter().next().is_none());
		assert_eq!(Usdai::next_receipt(CUSTODIAN), 1);
	});
}

#[test]
fn reference_should_count_once_whatever_receipt_it_comes_under() {
	with_gate(|| {
		let say = |who, n, reference| {
			let deposit = Deposit { slot: USDC_SLOT, amount: coins(500), to: ALICE };
			Usdai::attest_deposit(RuntimeOrigin::signed(who), receipt(n), reference, deposit)
		};
		assert_ok!(deposit(1, 500));
		assert_ok!(say(CUSTODIAN, 2, reference(1)));
		refused(|| say(AUDITOR, 2, reference(1)), Error::<Test>::ReferenceBooked);
		// Its custodian finds out that it was another transfer.
		assert_ok!(say(CUSTODIAN, 2, reference(2)));
		assert_ok!(say(AUDITOR, 2, reference(2)));
	});
}

#[test]
fn deposit_should_be_refused_when_it_is_not_signed_as_it_must_be() {
	with_gate(|| {
		refused(|| sign(AUDITOR, 1, 500), Error::<Test>::NoReceipt);
		refused(|| sign(BOB, 1, 500), Error::<Test>::Role(RoleError::NotGranted));
		assert_ok!(sign(CUSTODIAN, 1, 500));
		refused(|| sign(AUDITOR, 1, 501), Error::<Test>::ReceiptDiffers);
		refused(|| sign(CUSTODIAN, 3, 500), Error::<Test>::WrongReceipt);
		refused(|| sign(BOB, 1, 500), Error::<Test>::Role(RoleError::NotGranted));
		assert_ok!(sign(AUDITOR, 1, 500));
		for who in [CUSTODIAN, AUDITOR, EXAMINER] {
			refused(|| sign(who, 1, 500), Error::<Test>::ReceiptUsed);
		}
		// The one who signs is not the one who gets it.
		for to in [CUSTODIAN, AUDITOR] {
			let deposit = Deposit { slot: USDC_SLOT, amount: coins(1), to };
			let (id, n) = (receipt(if to == CUSTODIAN { 2 } else { 3 }), reference(10));
			let sign = |who| {
				let by = RuntimeOrigin::signed(who);
				Usdai::attest_deposit(by, id.clone(), n, deposit.clone())
			};
			assert_ok!(sign(CUSTODIAN));
			refused(|| sign(AUDITOR), Error::<Test>::NotDistinct);
		}
		let to = ALICE;
		for (slot, amount, error) in [
			(USDT_SLOT, coins(1), Error::<Test>::NoGate),
			(ReserveSlot(9), coins(1), Error::<Test>::NoGate),
			(USDC_SLOT, coins(0), Error::<Test>::ZeroAmount),
		] {
			let deposit = Deposit { slot, amount, to };
			let sign = || {
				let by = RuntimeOrigin::signed(CUSTODIAN);
				Usdai::attest_deposit(by, receipt(4), reference(3), deposit.clone())
			};
			refused(sign, error);
		}
	});
}

#[test]
fn deposit_should_be_refused_when_the_custodian_lost_his_grant_before_it_is_confirmed() {
	with_gate(|| {
		assert_ok!(sign(CUSTODIAN, 1, 500));
		world(|w| w.ended = vec![(CUSTODIAN, Role::Custodian, now())]);
		refused(|| sign(AUDITOR, 1, 500), Error::<Test>::ReceiptDoubtful);
	});
}

#[test]
fn deposit_should_be_refused_when_its_receiver_is_frozen_or_intake_is_paused() {
	with_gate(|| {
		assert_ok!(sign(CUSTODIAN, 1, 500));
		assert_ok!(Usdai::freeze(RuntimeOrigin::root(), ALICE, FreezeReason::Order, None));
		refused(|| sign(AUDITOR, 1, 500), Error::<Test>::AccountFrozen);
		assert_ok!(Usdai::unfreeze(RuntimeOrigin::root(), ALICE));
		assert_ok!(Usdai::pause(RuntimeOrigin::root(), PauseTier::Intake));
		refused(|| sign(AUDITOR, 1, 500), Error::<Test>::TierPaused);
		assert_ok!(Usdai::unpause(RuntimeOrigin::root()));
		assert_ok!(sign(AUDITOR, 1, 500));
	});
}

#[test]
fn deposits_should_be_refused_when_they_pass_a_cap() {
	with_gate(|| {
		let error = Error::<Test>::CapExceeded;
		assert_ok!(sign(CUSTODIAN, 1, 1_000_001));
		refused(|| sign(AUDITOR, 1, 1_000_001), error);
		assert_ok!(deposit(2, 600_000));
		assert_ok!(sign(CUSTODIAN, 3, 500_000));
		refused(|| sign(AUDITOR, 3, 500_000), Error::<Test>::FuseFull);
		// Paying out again makes no room: the fuse counts gross.
		assert_ok!(request(ALICE, 600_000));
		assert_ok!(confirm(CUSTODIAN, 0, 4));
		assert_ok!(confirm(AUDITOR, 0, 4));
		refused(|| sign(AUDITOR, 3, 500_000), Error::<Test>::FuseFull);
		wait(8_641);
		assert_ok!(sign(AUDITOR, 3, 500_000));
		// What one custodian may hold.
		let exposure = Exposure { part: Ppm(0), floor: usd(600_000) };
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), Rules { exposure, ..rules() }));
		wait(86_400);
		assert_ok!(sign(CUSTODIAN, 5, 100_001));
		refused(|| sign(AUDITOR, 5, 100_001), Error::<Test>::AboveExposure);
		assert_ok!(deposit(6, 100_000));
	});
}

#[test]
fn payout_should_burn_at_once_and_end_when_both_have_signed() {
	with_gate(|| {
		assert_ok!(deposit(1, 500));
		let before = (held(), balance(USDC, ALICE));
		assert_ok!(request(ALICE, 300));
		System::assert_last_event(
			Event::PayoutRequested {
				payout: 0,
				who: ALICE,
				slot: USDC_SLOT,
				amount: coins(300),
				account: H256::repeat_byte(99),
			}
			.into(),
		);
		assert_eq!((held(), balance(USDC, ALICE)), (before.0, before.1 - coins(300).get()));
		assert_eq!(Balances::total_balance_on_hold(&ALICE), DEPOSIT);
		refused(|| confirm(AUDITOR, 0, 2), Error::<Test>::NoReceipt);
		assert_ok!(confirm(CUSTODIAN, 0, 2));
		assert_ok!(confirm(AUDITOR, 0, 2));
		System::assert_last_event(
			Event::PaidOut { receipt: receipt(2), payout: 0, auditor: AUDITOR }.into(),
		);
		assert_eq!(held().get(), before.0.get() - coins(300).get());
		assert_eq!(AtCustodian::<Test>::get(CUSTODIAN).0, usd(200));
		assert_eq!(Balances::total_balance_on_hold(&ALICE), 0);
		assert!(Payouts::<Test>::get(0).is_none());
		refused(|| confirm(CUSTODIAN, 0, 3), Error::<Test>::NoSuchPayout);
	});
}

#[test]
fn payout_should_be_refused_when_it_is_not_there_to_be_paid() {
	with_gate(|| {
		refused(|| request(ALICE, 0), Error::<Test>::ZeroAmount);
		assert_noop!(request(ALICE, 1_000_001), sp_runtime::TokenError::FundsUnavailable);
		let account = H256::zero();
		let other =
			Usdai::request_payout(RuntimeOrigin::signed(ALICE), USDT_SLOT, coins(1), account);
		assert_noop!(other, Error::<Test>::NoGate);
		assert_ok!(Usdai::freeze(RuntimeOrigin::root(), ALICE, FreezeReason::Order, None));
		refused(|| request(ALICE, 1), Error::<Test>::AccountFrozen);
		assert_ok!(Usdai::unfreeze(RuntimeOrigin::root(), ALICE));
		assert_ok!(request(ALICE, 10));
		// A receipt of a deposit is none of a payout.
		assert_ok!(sign(CUSTODIAN, 1, 10));
		refused(|| confirm(AUDITOR, 0, 1), Error::<Test>::ReceiptDiffers);
		// The custodian has nothing, says the chain.
		assert_ok!(confirm(CUSTODIAN, 0, 2));
		refused(|| confirm(AUDITOR, 0, 2), Error::<Test>::BelowExposure);
	});
}

#[test]
fn gate_should_open_once_for_an_asset_that_there_is() {
	with_gate(|| {
		let open = |slot| Usdai::open_gate(RuntimeOrigin::root(), slot);
		assert_noop!(open(USDC_SLOT), Error::<Test>::GateOpen);
		assert_noop!(open(ReserveSlot(9)), Error::<Test>::UnknownReserve);
		assert_ok!(open(USDT_SLOT));
		let gates = Usdai::gates();
		assert_eq!(gates.iter().map(|gate| gate.slot).collect::<Vec<_>>(), [USDC_SLOT, USDT_SLOT]);
		assert_eq!(gates[1].wrapped.circulating, coins(3_000_000));
	});
}

#[test]
fn receipt_should_be_corrected_by_its_custodian_and_spoiled_by_nobody() {
	with_gate(|| {
		let other = VAULT;
		world(|w| w.roles.as_mut().unwrap().push((other, Role::Custodian)));
		// Another custodian uses the same reference first, under a number of his own.
		let id = ReceiptId { custodian: other, number: 0 };
		let stray = Deposit { slot: USDC_SLOT, amount: coins(9), to: BOB };
		let by = || RuntimeOrigin::signed(other);
		assert_ok!(Usdai::attest_deposit(by(), id, reference(1), stray.clone()));
		// He cannot write into this one's: to him it is a receipt that an auditor may use.
		let into = Usdai::attest_deposit(by(), receipt(1), reference(1), stray);
		assert_noop!(into, Error::<Test>::Role(RoleError::NotGranted));
		assert_ok!(sign(CUSTODIAN, 1, 50));
		assert_ok!(sign(CUSTODIAN, 1, 500));
		refused(|| sign(AUDITOR, 1, 50), Error::<Test>::ReceiptDiffers);
		assert_ok!(sign(AUDITOR, 1, 500));
		refused(|| sign(CUSTODIAN, 1, 500), Error::<Test>::ReceiptUsed);
		// The same reference under the next number is another receipt, which no auditor signs.
		assert_ok!(deposit(2, 500));
	});
}
