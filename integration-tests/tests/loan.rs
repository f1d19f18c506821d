//! A loan on the whole runtime: what the vault may lend of its money.

use caliber_feeds_core::{Condition, FeedKey, Tier};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_integration_tests::{
	feeds::say,
	redeem,
	registry::{active, as_signed, day, grant, registry, SKU},
};
use caliber_primitives::{
	ids::{LoanId, ReserveSlot},
	roles::Role,
	units::{MicroUsd, RatePerSecond, ReserveAmount, Seconds, Shares, UsdaiAmount, UNIT},
};
use caliber_runtime::{Assets, Runtime, Susdai};
use frame_support::assert_ok;
use pallet_lending::{Ask, Loans, Offer, Record};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, One, Two};
use sp_runtime::DispatchResult;

const BORROWER: Sr25519Keyring = Bob;
const ORIGINATOR: Sr25519Keyring = One;
const SAVER: Sr25519Keyring = Alice;
const AUDITOR: Sr25519Keyring = Two;

fn usd(whole: u128) -> UsdaiAmount {
	UsdaiAmount(whole * UNIT)
}

/// Has `principal` offered on a rack of the borrower's own, with a reserve of three instalments, and says how the borrower fares when he
/// accepts.
fn borrow(principal: UsdaiAmount, serial: &str) -> DispatchResult {
	let item = active(&BORROWER.to_account_id(), &[serial]);
	let rate = RatePerSecond(4_122_272_958);
	let ask = Ask {
		product: SKU,
		principal,
		rate,
		duration_days: 365,
		due_day: 1,
		utc_offset_seconds: 0,
		repayment: RepaymentTerms {
			model: Model::Amortized,
			principal_in_stub: false,
			interest_only: 0,
			balloon: UsdaiAmount::ZERO,
			grace_rate: rate,
			grace_duration: Seconds(10 * 86_400),
		},
		reserve: 3,
		refinances: None,
	};
	let loan = pallet_lending::NextLoan::<Runtime>::get();
	let offer = pallet_lending::Call::offer {
		borrower: BORROWER.to_account_id(),
		items: vec![item].try_into().unwrap(),
		ask,
		juniors: vec![],
		charges: vec![],
		escrow: None,
		expires: day(1),
	};
	assert_ok!(as_signed(&ORIGINATOR.to_account_id(), offer));
	let Some(Record::Offered(Offer { terms_hash, .. })) = Loans::<Runtime>::get(loan) else {
		panic!("it is offered")
	};
	as_signed(&BORROWER.to_account_id(), pallet_lending::Call::accept { loan, terms_hash })
}

/// The vault has 100,000 dollars, 30,000 of which are asked back.
fn with_vault(test: impl FnOnce()) {
	registry().execute_with(|| {
		grant(&ORIGINATOR.to_account_id(), Role::Originator);
		grant(&AUDITOR.to_account_id(), Role::Auditor);
		say(FeedKey::GpuHour { sku: SKU.0, tier: Tier::OnDemand }, 2_400_000);
		say(FeedKey::GpuResale { sku: SKU.0, condition: Condition::Used }, 2_400_000);
		let (slot, price) = (ReserveSlot(0), MicroUsd(1_000_000));
		let attest = pallet_usdai::Call::attest_price { slot, price };
		assert_ok!(as_signed(&AUDITOR.to_account_id(), attest));
		let saver = SAVER.to_account_id();
		let (amount, max_fee) = (ReserveAmount(100_001_000_000), UsdaiAmount::MAX);
		assert_ok!(as_signed(&saver, pallet_usdai::Call::mint { slot, amount, max_fee }));
		let (assets, min_shares) = (usd(100_000), Shares::ZERO);
		assert_ok!(as_signed(&saver, pallet_susdai::Call::deposit { assets, min_shares }));
		assert_ok!(as_signed(&saver, redeem(&saver, Shares(30_000 * UNIT))));
		test();
	});
}

#[test]
fn borrower_should_be_paid_all_that_is_free_and_not_a_unit_more_when_others_redeem() {
	with_vault(|| {
		// A share is worth a little more than a dollar since the first purchase.
		let free = Susdai::free_liquidity();
		// 30,000 are asked for, and 2.5 % of 100,000 stay idle.
		assert!(free > usd(67_499) && free <= usd(67_500), "{free:?}");
		let dry = borrow(UsdaiAmount(free.get() + 1), "LOAN-1");
		assert_eq!(dry, Err(pallet_susdai::Error::<Runtime>::OutOfLiquidity.into()));
		// What was refused is still offered, and holds the vault's money until it ends.
		let withdraw = pallet_lending::Call::withdraw_offer { loan: LoanId(0) };
		assert_ok!(as_signed(&ORIGINATOR.to_account_id(), withdraw));
		let before = Assets::balance(1, BORROWER.to_account_id());
		assert_ok!(borrow(free, "LOAN-2"));
		let paid = Assets::balance(1, BORROWER.to_account_id()) - before;
		let Some(Record::Active(running)) = Loans::<Runtime>::get(LoanId(1)) else {
			panic!("it runs")
		};
		// Three instalments and a bit of principal are about a quarter of a year's loan.
		let reserve = running.pots.reserve.get();
		assert!(reserve * 4 > free.get() && reserve * 3 < free.get(), "{reserve}");
		// The reserve is the first money that comes to the account, which has a cent of its own.
		let kept = free.get().div_ceil(100) + reserve + UNIT / 100;
		assert_eq!(paid, free.get() - kept);
		// All but the fee, which has come in since and vests.
		assert!(Susdai::free_liquidity() <= usd(700));
	});
}
