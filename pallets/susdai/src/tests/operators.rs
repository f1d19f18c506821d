//! Acting for another, and requests that change hands.

use crate::{mock::*, Error, Event, Operators, Requests, MAX_TIP};
use caliber_primitives::{
	dollar::PauseTier,
	ids::RequestId,
	testing::world,
	units::{Shares, UsdaiAmount, UNIT},
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError, DispatchError::BadOrigin, DispatchResult, TokenError};

const ID: RequestId = RequestId(0);
const FROZEN: DispatchError = DispatchError::Other("frozen");
const PAUSED: DispatchError = DispatchError::Other("paused");

fn set(who: AccountId, operator: AccountId, approved: bool) -> DispatchResult {
	Susdai::set_operator(RuntimeOrigin::signed(who), operator, approved)
}

fn ask(by: AccountId, controller: AccountId, owner: AccountId) -> DispatchResult {
	bare(Susdai::request_redeem(RuntimeOrigin::signed(by), shares(10), controller, owner))
}

fn offer(by: AccountId, to: Option<AccountId>) -> DispatchResult {
	Susdai::offer_request(RuntimeOrigin::signed(by), ID, to)
}

fn accept(by: AccountId) -> DispatchResult {
	Susdai::accept_request(RuntimeOrigin::signed(by), ID, shares(10))
}

fn tip(by: AccountId, whole: u128) -> DispatchResult {
	Susdai::set_tip(RuntimeOrigin::signed(by), ID, usd(whole))
}

fn claim_tipped(by: AccountId) -> DispatchResult {
	Susdai::claim_tipped(RuntimeOrigin::signed(by), ID, None)
}

fn operators_deposit(who: AccountId) -> u128 {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&crate::HoldReason::Operator.into(), &who)
}

#[test]
fn operator_should_be_one_until_he_is_dismissed() {
	with_vault(100, || {
		refused(|| ask(2, 1, 1), Error::<Test>::NotOperator);
		assert_ok!(set(1, 2, true));
		System::assert_last_event(
			Event::OperatorSet { controller: 1, operator: 2, approved: true }.into(),
		);
		assert!(Susdai::is_operator(1, 2) && !Susdai::is_operator(2, 1));
		assert_eq!(operators_deposit(1), rules().request_deposit);
		assert_ok!(ask(2, 1, 1));
		assert_ok!(set(1, 2, false));
		assert_eq!((Susdai::is_operator(1, 2), operators_deposit(1)), (false, 0));
		refused(|| ask(2, 1, 1), Error::<Test>::NotOperator);
	});
}

#[test]
fn operator_should_be_refused_when_self_said_twice_frozen_paused_or_without_a_deposit() {
	with_vault(100, || {
		refused(|| set(1, 1, true), Error::<Test>::OperatorIsSelf);
		refused(|| set(1, 2, false), Error::<Test>::AlreadySo);
		refused(|| Susdai::set_operator(RuntimeOrigin::root(), 2, true), BadOrigin);
		refused(|| set(77, 2, true), TokenError::FundsUnavailable);
		world(|w| w.paused = Some(PauseTier::Exit));
		refused(|| set(1, 2, true), PAUSED);
		world(|w| w.paused = None);
		assert_ok!(set(1, 2, true));
		refused(|| set(1, 2, true), Error::<Test>::AlreadySo);
		world(|w| w.frozen = vec![1]);
		refused(|| set(1, 2, false), FROZEN);
		world(|w| w.frozen = vec![]);
		// Trust can be taken back while exits are paused.
		world(|w| w.paused = Some(PauseTier::Transfer));
		assert_ok!(set(1, 2, false));
	});
}

#[test]
fn request_should_be_for_the_controller_that_both_agree_to() {
	with_vault(100, || {
		// By whom, for whom, of whom; with 2 an operator of 1 and 3.
		assert_ok!(set(1, 2, true));
		assert_ok!(set(3, 2, true));
		refused(|| ask(1, 3, 1), Error::<Test>::NotOperator);
		refused(|| ask(3, 3, 1), Error::<Test>::NotOperator);
		refused(|| ask(2, 4, 1), Error::<Test>::NotOperator);
		assert_ok!(ask(2, 3, 1));
		System::assert_last_event(
			Event::RedeemRequested {
				request: ID,
				controller: 3,
				owner: 1,
				by: 2,
				shares: shares(10),
				ahead: Shares::ZERO,
				first_strike: at(31 * DAY),
			}
			.into(),
		);
		assert_eq!((held(1), held(2), held(3)), (0, rules().request_deposit, 0));
		assert_ok!(ask(2, 2, 1));
		day(31);
		let before = dollars(3);
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(9), ID, None));
		assert_eq!(dollars(3), before.saturating_add(usd(10)));
		assert_eq!(held(2), rules().request_deposit, "of the second one");
	});
}

#[test]
fn frozen_account_should_stop_each_step_whatever_its_part_is() {
	with_vault(100, || {
		assert_ok!(set(1, 2, true));
		assert_ok!(set(3, 2, true));
		assert_ok!(ask(2, 1, 1));
		assert_ok!(offer(2, Some(4)));
		assert_ok!(tip(1, 1));
		day(31);
		let redeem = |by, to| Susdai::redeem(RuntimeOrigin::signed(by), ID, shares(1), to, None);
		let withdraw = |by, to| Susdai::withdraw(RuntimeOrigin::signed(by), ID, usd(1), to, None);
		type Step<'a> = (&'a str, Box<dyn Fn() -> DispatchResult>, Vec<AccountId>);
		let steps: Vec<Step> = vec![
			("request", Box::new(|| ask(2, 3, 1)), vec![1, 2, 3]),
			("operator", Box::new(|| set(1, 5, true)), vec![1]),
			("redeem", Box::new(move || redeem(2, 5)), vec![1, 2, 5]),
			("withdraw", Box::new(move || withdraw(2, 5)), vec![1, 2, 5]),
			("claim", Box::new(|| Susdai::claim(RuntimeOrigin::signed(5), ID, None)), vec![1]),
			("tipped", Box::new(|| claim_tipped(5)), vec![1, 5]),
			("tip", Box::new(|| tip(2, 2)), vec![1, 2]),
			("offer", Box::new(|| offer(2, None)), vec![1, 2]),
			("accept", Box::new(|| accept(4)), vec![1, 4]),
		];
		for (name, step, parts) in steps {
			for who in parts {
				world(|w| w.frozen = vec![who.try_into().unwrap()]);
				println!("{name} with {who} frozen");
				refused(&*step, FROZEN);
			}
			world(|w| w.frozen = vec![6, 7, 8]);
			use frame_support::storage::{with_transaction, TransactionOutcome};
			let passes = with_transaction(|| TransactionOutcome::Rollback(step()));
			assert_eq!(passes, Ok(()), "{name}");
		}
	});
}

#[test]
fn request_should_change_hands_when_its_receiver_accepts_it() {
	with_vault(100, || {
		assert_ok!(lend(usd(94)));
		assert_ok!(ask(1, 1, 1));
		assert_ok!(tip(1, 3));
		refused(|| accept(4), Error::<Test>::NotOffered);
		assert_ok!(offer(1, Some(4)));
		System::assert_last_event(Event::RequestOffered { request: ID, to: Some(4) }.into());
		refused(|| accept(5), Error::<Test>::NotOffered);
		assert_ok!(offer(1, None));
		refused(|| accept(4), Error::<Test>::NotOffered);
		assert_ok!(offer(1, Some(4)));
		day(31);
		// Six are served: they go with it.
		let (old, new) = (dollars(1), dollars(4));
		assert_ok!(accept(4));
		System::assert_last_event(Event::RequestAccepted { request: ID, from: 1, to: 4 }.into());
		assert_eq!((held(1), held(4)), (0, rules().request_deposit));
		let request = Requests::<Test>::get(ID).unwrap();
		assert_eq!((request.tip, request.offered), (UsdaiAmount::ZERO, None));
		refused(|| offer(1, Some(1)), Error::<Test>::NotOperator);
		refused(|| accept(4), Error::<Test>::NotOffered);
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(1), ID, None));
		assert_eq!((dollars(1), dollars(4)), (old, new.saturating_add(usd(6))));
	});
}

#[test]
fn request_should_stay_when_it_is_gone_unknown_paused_or_without_a_deposit() {
	with_vault(100, || {
		assert_ok!(ask(1, 1, 1));
		refused(
			|| Susdai::offer_request(RuntimeOrigin::signed(1), RequestId(1), None),
			Error::<Test>::NoSuchRequest,
		);
		refused(
			|| Susdai::accept_request(RuntimeOrigin::signed(1), RequestId(1), Shares::ZERO),
			Error::<Test>::NoSuchRequest,
		);
		refused(|| Susdai::offer_request(RuntimeOrigin::root(), ID, None), BadOrigin);
		refused(|| Susdai::accept_request(RuntimeOrigin::root(), ID, Shares::ZERO), BadOrigin);
		assert_ok!(offer(1, Some(77)));
		refused(|| accept(77), TokenError::FundsUnavailable);
		world(|w| w.paused = Some(PauseTier::Transfer));
		refused(|| offer(1, Some(5)), PAUSED);
		refused(|| accept(77), PAUSED);
		world(|w| w.paused = None);
	});
}

#[test]
fn tip_should_be_paid_to_who_claims_the_last_of_a_request() {
	with_vault(100, || {
		assert_ok!(lend(usd(94)));
		assert_ok!(ask(1, 1, 1));
		refused(|| claim_tipped(5), Error::<Test>::NoTip);
		refused(|| tip(5, 1), Error::<Test>::NotOperator);
		refused(|| tip(1, 11), Error::<Test>::OutOfRange);
		refused(|| Susdai::set_tip(RuntimeOrigin::root(), ID, usd(1)), BadOrigin);
		assert_eq!(MAX_TIP, usd(10));
		assert_ok!(tip(1, 1));
		System::assert_last_event(Event::TipSet { request: ID, tip: usd(1) }.into());
		refused(|| claim_tipped(5), Error::<Test>::NotClaimable);
		day(31);
		// Only six of ten are served: nobody is tipped, and who only claims gets nothing.
		refused(|| claim_tipped(5), Error::<Test>::NoTip);
		let (owner, keeper) = (dollars(1), dollars(5));
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(5), ID, None));
		assert_eq!((dollars(1), dollars(5)), (owner.saturating_add(usd(6)), keeper));
		assert_ok!(deposit(2, usd(20)));
		day(32);
		assert_ok!(claim_tipped(5));
		System::assert_last_event(
			Event::Claimed {
				request: ID,
				controller: 1,
				receiver: 1,
				by: 5,
				shares: shares(4),
				assets: usd(3),
				tip: usd(1),
				done: true,
			}
			.into(),
		);
		assert_eq!(dollars(1), owner.saturating_add(usd(9)));
		assert_eq!(dollars(5), keeper.saturating_add(usd(1)));
		refused(|| claim_tipped(5), Error::<Test>::NoSuchRequest);
	});
}

#[test]
fn tip_should_be_at_most_what_is_left_to_be_paid() {
	with_vault(100, || {
		assert_ok!(request(1, Shares(UNIT)));
		assert_ok!(tip(1, 10));
		day(31);
		let (owner, keeper) = (dollars(1), dollars(5));
		assert_ok!(claim_tipped(5));
		assert_eq!((dollars(1), dollars(5)), (owner, keeper.saturating_add(usd(1))));
	});
}

#[test]
fn operators_shares_should_never_be_another_operators() {
	with_vault(100, || {
		assert_ok!(deposit(3, usd(10)));
		assert_ok!(set(1, 2, true));
		// Not the other way round, and not for whom the operator's holder is an operator.
		assert_ok!(set(3, 1, true));
		refused(|| ask(1, 2, 2), Error::<Test>::NotOperator);
		refused(|| ask(2, 3, 3), Error::<Test>::NotOperator);
		assert_eq!(Operators::<Test>::iter().count(), 2);
	});
}

#[test]
fn offer_should_be_none_when_its_operator_is_dismissed() {
	with_vault(100, || {
		assert_ok!(set(1, 2, true));
		assert_ok!(ask(1, 1, 1));
		assert_ok!(offer(2, Some(4)));
		assert_ok!(set(1, 2, false));
		refused(|| accept(4), Error::<Test>::NotOffered);
		// It can be withdrawn while transfers are paused, but not made.
		world(|w| w.paused = Some(PauseTier::Transfer));
		refused(|| offer(1, Some(5)), PAUSED);
		assert_ok!(offer(1, None));
		assert_eq!(Requests::<Test>::get(ID).unwrap().offered, None);
	});
}

#[test]
fn request_should_not_be_taken_when_more_of_it_was_claimed_than_expected() {
	with_vault(100, || {
		assert_ok!(lend(usd(94)));
		assert_ok!(ask(1, 1, 1));
		assert_ok!(offer(1, Some(4)));
		day(31);
		// A stranger claims six of ten for the controller.
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(9), ID, None));
		refused(|| accept(4), Error::<Test>::ClaimedSince);
		let four = || Susdai::accept_request(RuntimeOrigin::signed(4), ID, shares(4));
		assert_ok!(four());
	});
}

#[test]
fn deposit_should_stay_when_who_put_it_down_takes_the_request() {
	with_vault(100, || {
		assert_ok!(set(1, 2, true));
		assert_ok!(ask(2, 1, 1));
		assert_ok!(offer(1, Some(2)));
		let free = Balances::free_balance(2);
		assert_ok!(accept(2));
		assert_eq!((held(2), Balances::free_balance(2)), (rules().request_deposit, free));
	});
}
