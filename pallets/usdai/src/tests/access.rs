//! Who is frozen, what is paused, and who may say so.

use crate::{
	mock::*, Breaker, Deposit, Error, Event, FreezeReason, Litter, ReceiptId, Returned, Rules,
	GUARDIAN_REST, MAX_GUARDIAN_FREEZE,
};
use caliber_primitives::{
	dollar::{Compliance, PauseTier},
	ids::{ReserveSlot, TicketId},
	roles::{Role, RoleError},
	testing::world,
	units::{MicroUsd, Seconds, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::DispatchError::BadOrigin;

fn freeze(by: RuntimeOrigin, until: Option<Seconds>) -> sp_runtime::DispatchResult {
	Usdai::freeze(by, ALICE, FreezeReason::Order, until)
}

fn after(seconds: u64) -> Option<Seconds> {
	Some(now().saturating_add(Seconds(seconds)))
}

#[test]
fn freeze_should_stop_minting_and_redemption_until_it_ends() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		assert_ok!(freeze(RuntimeOrigin::signed(GUARDIAN), after(100)));
		System::assert_last_event(
			Event::Frozen {
				who: ALICE,
				reason: FreezeReason::Order,
				until: after(100),
				by: Some(GUARDIAN),
			}
			.into(),
		);
		assert!(Usdai::is_frozen(ALICE) && Usdai::ensure_free(&ALICE).is_err());
		let frozen = || Error::<Test>::AccountFrozen;
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), frozen());
		refused(|| redeem(ALICE, USDC_SLOT, usd(1)), frozen());
		refused(|| redeem_mix(ALICE, usd(1)), frozen());
		assert_ok!(mint(BOB, USDC_SLOT, coins(10)));
		wait(99);
		assert!(Usdai::is_frozen(ALICE));
		wait(1);
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
	});
}

#[test]
fn guardian_should_only_add_to_a_freeze() {
	with_chain(|| {
		let guardian = || RuntimeOrigin::signed(GUARDIAN);
		let wrong = Error::<Test>::WrongTerm;
		assert_noop!(freeze(guardian(), None), wrong);
		let wrong = || Error::<Test>::WrongTerm;
		assert_noop!(freeze(guardian(), after(MAX_GUARDIAN_FREEZE.get() + 1)), wrong());
		assert_noop!(freeze(guardian(), after(0)), wrong());
		assert_ok!(freeze(guardian(), after(100)));
		assert_noop!(freeze(guardian(), after(100)), wrong());
		assert_noop!(freeze(guardian(), after(99)), wrong());
		assert_ok!(freeze(guardian(), after(MAX_GUARDIAN_FREEZE.get())));
		// Governance may shorten, and freeze for ever.
		assert_ok!(freeze(RuntimeOrigin::root(), after(10)));
		wait(10);
		assert!(!Usdai::is_frozen(ALICE));
		assert_ok!(freeze(guardian(), after(5)));
		assert_ok!(freeze(RuntimeOrigin::root(), None));
		assert_noop!(freeze(guardian(), after(100)), wrong());
		assert_noop!(freeze(RuntimeOrigin::root(), after(0)), wrong());
	});
}

#[test]
fn guardian_should_not_renew_a_freeze_beyond_thirty_days_in_all() {
	let most = MAX_GUARDIAN_FREEZE.get();
	with_chain(|| {
		let guardian = |until| freeze(RuntimeOrigin::signed(GUARDIAN), after(until));
		let wrong = || Error::<Test>::WrongTerm;
		assert_ok!(guardian(most / 2));
		wait(most / 3);
		// Ten days are gone: twenty are left.
		refused(|| guardian(most * 2 / 3 + 1), wrong());
		assert_ok!(guardian(most * 2 / 3));
		wait(most * 2 / 3);
		assert!(!Usdai::is_frozen(ALICE));
		// It has ended, and so have his thirty days.
		refused(|| guardian(1), wrong());
		wait(GUARDIAN_REST.get() - 1);
		refused(|| guardian(1), wrong());
		wait(1);
		assert_ok!(guardian(most));
		// Nor does he begin anew when governance has freed the account.
		wait(most - 10);
		assert_ok!(Usdai::unfreeze(RuntimeOrigin::root(), ALICE));
		refused(|| guardian(11), wrong());
		assert_ok!(guardian(10));
		assert_ok!(freeze(RuntimeOrigin::root(), after(most * 9)));
	});
}

#[test]
fn unfreeze_should_free_at_once() {
	with_chain(|| {
		let unfreeze = || Usdai::unfreeze(RuntimeOrigin::root(), ALICE);
		assert_noop!(unfreeze(), Error::<Test>::NotFrozen);
		assert_ok!(freeze(RuntimeOrigin::root(), None));
		assert_ok!(unfreeze());
		assert!(!Usdai::is_frozen(ALICE));
		System::assert_last_event(Event::Unfrozen { who: ALICE }.into());
	});
}

#[test]
fn accounts_of_the_chain_should_not_be_frozen() {
	with_chain(|| {
		for who in [VAULT, Usdai::pot()] {
			assert_noop!(
				Usdai::freeze(RuntimeOrigin::root(), who, FreezeReason::Sanctions, None),
				Error::<Test>::AccountProtected
			);
		}
	});
}

#[test]
fn pause_should_close_its_tier_and_those_below() {
	let tiers = [PauseTier::Intake, PauseTier::Exit, PauseTier::Transfer];
	for (paused, open) in
		[(0, [false, true, true]), (1, [false, false, true]), (2, [false, false, false])]
	{
		with_chain(|| {
			assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
			assert_ok!(Usdai::pause(RuntimeOrigin::signed(GUARDIAN), tiers[paused]));
			assert_eq!(tiers.map(|tier| Usdai::ensure_open(tier).is_ok()), open);
			refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::TierPaused);
			for exit in [|| redeem(ALICE, USDC_SLOT, usd(1)), || redeem_mix(ALICE, usd(1))] {
				match open[1] {
					true => exit().unwrap(),
					false => refused(exit, Error::<Test>::TierPaused),
				}
			}
			assert_eq!(Usdai::quote_redeem(USDC_SLOT, usd(1)).is_some(), open[1]);
			assert_eq!(Usdai::quote_redeem_mix(usd(1)).is_some(), open[1]);
		});
	}
}

#[test]
fn pause_should_only_add_and_be_lifted_whole() {
	with_chain(|| {
		let pause = |tier| Usdai::pause(RuntimeOrigin::signed(GUARDIAN), tier);
		let unpause = || Usdai::unpause(RuntimeOrigin::root());
		assert_noop!(unpause(), Error::<Test>::NotPaused);
		assert_ok!(pause(PauseTier::Exit));
		System::assert_last_event(
			Event::PauseSet { tier: PauseTier::Exit, by: Some(GUARDIAN) }.into(),
		);
		assert_noop!(pause(PauseTier::Exit), Error::<Test>::AlreadyPaused);
		assert_noop!(pause(PauseTier::Intake), Error::<Test>::AlreadyPaused);
		assert_ok!(pause(PauseTier::Transfer));
		assert_ok!(unpause());
		System::assert_last_event(Event::PauseLifted { tier: PauseTier::Transfer }.into());
		assert!(Usdai::is_open(PauseTier::Intake));
		assert_ok!(Usdai::pause(RuntimeOrigin::root(), PauseTier::Intake));
	});
}

#[test]
fn every_call_should_be_refused_when_the_origin_has_no_right() {
	with_chain(|| {
		world(|w| w.roles = Some(vec![(GUARDIAN, Role::Guardian), (AUDITOR, Role::Auditor)]));
		let not_granted = || Error::<Test>::Role(RoleError::NotGranted);
		for (who, guard, auditor) in [(GUARDIAN, true, false), (AUDITOR, false, true)] {
			let o = || RuntimeOrigin::signed(who);
			assert_noop!(Usdai::unfreeze(o(), ALICE), BadOrigin);
			assert_noop!(Usdai::unpause(o()), BadOrigin);
			assert_noop!(Usdai::register(o(), 1, 18, terms()), BadOrigin);
			assert_noop!(Usdai::set_terms(o(), USDC_SLOT, terms()), BadOrigin);
			assert_noop!(Usdai::set_rules(o(), rules()), BadOrigin);
			assert_noop!(Usdai::open_gate(o(), USDC_SLOT), BadOrigin);
			assert_noop!(Usdai::set_allowed(o(), ALICE, true), BadOrigin);
			assert_noop!(Usdai::move_custody(o(), ALICE, BOB, usd(0)), BadOrigin);
			if !guard {
				assert_noop!(freeze(o(), after(1)), not_granted());
				assert_noop!(Usdai::pause(o(), PauseTier::Intake), not_granted());
				let off = Usdai::set_breaker(o(), USDC_SLOT, Breaker::AllOff);
				assert_noop!(off, not_granted());
			}
			if !auditor {
				let attest = Usdai::attest_price(o(), USDC_SLOT, MicroUsd(1_000_000));
				assert_noop!(attest, not_granted());
				let state = Usdai::post_statement(o(), 1, Default::default());
				assert_noop!(state, not_granted());
			}
		}
		for none in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let o = || none.clone();
			let max = UsdaiAmount::MAX;
			assert_noop!(Usdai::mint(o(), USDC_SLOT, coins(1), max), BadOrigin);
			assert_noop!(Usdai::redeem(o(), USDC_SLOT, usd(1), max), BadOrigin);
			assert_noop!(Usdai::redeem_mix(o(), usd(1), max), BadOrigin);
			assert_noop!(Usdai::reconcile(o()), BadOrigin);
			assert_noop!(Usdai::attest_price(o(), USDC_SLOT, MicroUsd(1)), BadOrigin);
			let (ticket, hash) = (TicketId(0), H256::zero());
			assert_noop!(Usdai::claim(o(), ticket, None), BadOrigin);
			assert_noop!(Usdai::offer_ticket(o(), ticket, None), BadOrigin);
			assert_noop!(Usdai::accept_ticket(o(), ticket), BadOrigin);
			let deposit = Deposit { slot: USDC_SLOT, amount: coins(1), to: ALICE };
			let id = || ReceiptId { custodian: ALICE, number: 0 };
			assert_noop!(Usdai::attest_deposit(o(), id(), hash, deposit), BadOrigin);
			assert_noop!(Usdai::request_payout(o(), USDC_SLOT, coins(1), hash), BadOrigin);
			assert_noop!(Usdai::confirm_payout(o(), 0, id(), hash), BadOrigin);
			assert_noop!(Usdai::cancel_payout(o(), 0, id(), hash), BadOrigin);
			let returned = Returned { slot: USDC_SLOT, amount: coins(1) };
			assert_noop!(Usdai::attest_return(o(), id(), hash, returned), BadOrigin);
			assert_noop!(Usdai::clean(o(), Litter::Checkpoints), BadOrigin);
			assert_noop!(Usdai::post_statement(o(), 1, Default::default()), BadOrigin);
		}
		let none = RuntimeOrigin::none;
		assert_noop!(Usdai::set_breaker(none(), USDC_SLOT, Breaker::AllOff), BadOrigin);
		assert_noop!(freeze(RuntimeOrigin::none(), None), BadOrigin);
		assert_noop!(Usdai::pause(RuntimeOrigin::none(), PauseTier::Intake), BadOrigin);
	});
}

#[test]
fn breaker_should_only_be_switched_off_by_a_guardian_and_on_by_governance() {
	with_chain(|| {
		let guardian =
			|slot, breaker| Usdai::set_breaker(RuntimeOrigin::signed(GUARDIAN), slot, breaker);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		assert_noop!(guardian(USDC_SLOT, Breaker::AllEnabled), Error::<Test>::OnlyMore);
		assert_noop!(guardian(ReserveSlot(9), Breaker::AllOff), Error::<Test>::UnknownReserve);
		assert_ok!(guardian(USDC_SLOT, Breaker::MintingOff));
		System::assert_last_event(
			Event::BreakerSet { slot: USDC_SLOT, breaker: Breaker::MintingOff, by: Some(GUARDIAN) }
				.into(),
		);
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::MintingOff);
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
		assert_ok!(guardian(USDC_SLOT, Breaker::AllOff));
		refused(|| redeem(ALICE, USDC_SLOT, usd(1)), Error::<Test>::RedemptionOff);
		assert_noop!(guardian(USDC_SLOT, Breaker::MintingOff), Error::<Test>::OnlyMore);
		let root = RuntimeOrigin::root();
		assert_ok!(Usdai::set_breaker(root, USDC_SLOT, Breaker::AllEnabled));
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
	});
}

#[test]
fn allow_list_should_bind_minting_and_redemption_only_while_the_rules_ask_for_it() {
	with_chain(|| {
		let root = RuntimeOrigin::root;
		let allow = |who, allowed| Usdai::set_allowed(root(), who, allowed);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		assert_ok!(Usdai::set_rules(root(), Rules { allow_list: true, ..rules() }));
		let error = || Error::<Test>::NotAllowed;
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), error());
		refused(|| redeem(ALICE, USDC_SLOT, usd(1)), error());
		refused(|| redeem_mix(ALICE, usd(1)), error());
		assert_ok!(allow(ALICE, true));
		System::assert_last_event(Event::AllowanceSet { who: ALICE, allowed: true }.into());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
		assert_ok!(redeem_mix(ALICE, usd(1)));
		refused(|| mint(BOB, USDC_SLOT, coins(10)), error());
		assert_ok!(allow(ALICE, false));
		refused(|| redeem(ALICE, USDC_SLOT, usd(1)), error());
		assert_ok!(Usdai::set_rules(root(), rules()));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
	});
}
