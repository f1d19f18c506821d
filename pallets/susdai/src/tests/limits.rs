//! What can be done at most: never an error, always accepted, and one more refused (I-15).

use crate::mock::*;
use caliber_primitives::{
	dollar::PauseTier,
	ids::RequestId,
	testing::{world, World},
	units::{Shares, UsdaiAmount, UNIT},
};
use frame_support::{assert_ok, storage::with_storage_layer, traits::fungible::Mutate};
use proptest::prelude::*;
use sp_runtime::DispatchResult;

/// What a call says that is undone.
fn tried(call: impl FnOnce() -> DispatchResult) -> DispatchResult {
	use frame_support::storage::{with_transaction, TransactionOutcome};
	with_transaction(|| TransactionOutcome::Rollback(with_storage_layer(call)))
}

/// That each limit of the account is accepted, and one unit more refused.
fn limits_hold(who: AccountId) {
	let assets = Susdai::max_deposit(who);
	if !assets.is_zero() {
		assert_ok!(tried(|| deposit(who, assets)));
	}
	assert!(tried(|| deposit(who, assets.saturating_add(UsdaiAmount(1)))).is_err());
	let of = Susdai::max_mint(who);
	if !of.is_zero() {
		assert_ok!(tried(|| mint(who, of)));
	}
	assert!(tried(|| mint(who, of.saturating_add(Shares(1)))).is_err());
	let of = Susdai::max_request(who);
	if !of.is_zero() {
		assert_ok!(tried(|| request(who, of)));
	}
	assert!(tried(|| request(who, of.saturating_add(Shares(1)))).is_err());
}

/// The same of what was served of a request.
fn claims_hold(who: AccountId, id: RequestId) {
	let of = Susdai::max_redeem(id);
	let redeem = |of| Susdai::redeem(RuntimeOrigin::signed(who), id, of, who, None);
	if !of.is_zero() {
		assert_ok!(tried(|| redeem(of)));
	}
	assert!(tried(|| redeem(of.saturating_add(Shares(1)))).is_err());
	let assets = Susdai::max_withdraw(id);
	let withdraw = |assets| Susdai::withdraw(RuntimeOrigin::signed(who), id, assets, who, None);
	if !assets.is_zero() {
		assert_ok!(tried(|| withdraw(assets)));
	}
	assert!(tried(|| withdraw(assets.saturating_add(UsdaiAmount(1)))).is_err());
}

#[test]
fn limits_should_be_nothing_when_nothing_can_be_done() {
	let causes: [fn(&mut World); 3] =
		[|w| w.frozen = vec![1], |w| w.paused = Some(PauseTier::Transfer), |w| w.rolling = true];
	for cause in causes {
		with_vault(100, || {
			world(cause);
			assert_eq!((Susdai::max_deposit(1), Susdai::max_mint(1)), Default::default());
			assert_eq!(Susdai::max_request(1), Shares::ZERO);
			assert!(tried(|| deposit(1, usd(1))).is_err());
			assert!(tried(|| request(1, shares(1))).is_err());
		});
	}
	with_vault(100, || {
		world(|w| w.frozen = vec![1]);
		assert_eq!(Susdai::max_request(1), Shares::ZERO);
		world(|w| w.frozen = vec![]);
		world(|w| w.paused = Some(PauseTier::Intake));
		assert_eq!(Susdai::max_request(1), shares_of(1));
		world(|w| w.paused = Some(PauseTier::Exit));
		assert_eq!(Susdai::max_request(1), Shares::ZERO);
	});
	with_vault(100, || {
		assert_ok!(lend(usd(100)));
		set_book(usd(100), usd(0), usd(50));
		assert_eq!((Susdai::max_deposit(2), Susdai::max_mint(2)), Default::default());
	});
	with_vault(100, || {
		assert_ok!(request(1, shares(20)));
		day(31);
		world(|w| w.frozen = vec![1]);
		let id = RequestId(0);
		assert_eq!((Susdai::max_redeem(id), Susdai::max_withdraw(id)), Default::default());
		assert_eq!(Susdai::claimable_redeem_request(id), shares(20));
	});
	with_vault(100, || {
		let unknown = RequestId(9);
		assert_eq!(Susdai::max_redeem(unknown), Shares::ZERO);
		assert_eq!(Susdai::max_withdraw(unknown), UsdaiAmount::ZERO);
		assert_eq!(Susdai::pending_redeem_request(unknown), Shares::ZERO);
		assert_eq!(Susdai::claimable_redeem_request(unknown), Shares::ZERO);
		assert_eq!(Susdai::request_status(unknown), None);
	});
}

#[test]
fn limits_should_hold_before_the_first_deposit() {
	with_chain(|| {
		limits_hold(1);
		assert_eq!(Susdai::max_deposit(1), usd(1_000_000));
		assert_ok!(mint(1, Susdai::max_mint(1)));
		assert_eq!(dollars(1), UsdaiAmount::ZERO);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn limits_should_be_accepted_and_one_more_refused_at_any_price(
		(lost, gap) in (0..1_000u128, 0..1_000u128),
		(has, odd) in (0..3 * UNIT, 0..1_000u128),
		of in UNIT..500 * UNIT,
		(left, more) in (0..1_000u128, 0..1_000u128),
	) {
		with_vault(1_000, || {
			assert_ok!(request(1, Shares(of)));
			assert_ok!(lend(usd(400)));
			let low = milli(400_000 - lost * 399).saturating_add(UsdaiAmount(odd));
			set_book(usd(400), low, low.saturating_add(milli(gap)));
			let _ = <Dollar as Mutate<_>>::mint_into(&20, has);
			for who in [1, 2, 20] {
				limits_hold(who);
			}
			set_idle(milli(600 * left).saturating_add(UsdaiAmount(odd)));
			day(31);
			claims_hold(1, RequestId(0));
			set_idle(milli(600 * more));
			day(32);
			claims_hold(1, RequestId(0));
			let part = Susdai::max_withdraw(RequestId(0)).get() / 3;
			let _ = Susdai::withdraw(RuntimeOrigin::signed(1), RequestId(0), UsdaiAmount(part), 1, None);
			claims_hold(1, RequestId(0));
		});
	}
}
