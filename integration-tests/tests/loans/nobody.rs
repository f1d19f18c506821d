//! Hardware that nobody wants: prices fall until somebody does, and what is lost by then is the Curator's,
//! the reserve fund's and the shareholders', in this order.

use crate::{
	fallen::{buy, call, closed, end, lend_beside, lot_of, prices, put_up, rack, unsold, OPENS},
	set_up::{
		ask, by, dollars, next_block_on, on_day, usd, vault, with_chain, CURATOR, PASSER_BY, SAVER,
	},
	sums::net,
};
use caliber_integration_tests::registry::as_root;
use caliber_primitives::{
	ids::{assets, RequestId, ReserveSlot},
	units::{MicroUsd, UsdaiAmount},
};
use caliber_runtime::{Assets, Susdai, Usdai};
use frame_support::assert_ok;
use pallet_lending::{Call, Payee};

/// What the vault lends, and a Curator beside it.
const PARTS: [u128; 2] = [usd(80_000), usd(20_000)];
/// Shares that the reserve fund is given, each of a dollar.
const FUND: u128 = usd(5_000);
/// What stays on its account.
const CENT: u128 = usd(1) / 100;
/// How many days a sale lasts.
const WEEK: u64 = 7;

/// A fifth less, a unit rounded down, so many times.
fn fallen(price: u128, times: u32) -> u128 {
	(0..times).fold(price, |price, _| price * 4 / 5)
}

/// Somebody gives the fund shares, and governance asks for what they are worth.
fn endow() {
	let (id, target) = (assets::SUSDAI.into(), Susdai::reserve_account().into());
	by(SAVER, pallet_assets::Call::transfer { id, target, amount: FUND });
	assert_ok!(as_root(pallet_susdai::Call::request_reserve {}));
}

/// The fund has it. Says how much.
fn endowed() -> u128 {
	by(PASSER_BY, pallet_susdai::Call::claim { request: RequestId(0), hint: None });
	let has = Assets::balance(assets::USDAI, Susdai::reserve_account());
	assert!((FUND..FUND + usd(10)).contains(&has), "{has}");
	has
}

/// A dollar is a dollar.
fn redeems_at_par() {
	let (slot, max_fee) = (ReserveSlot(0), UsdaiAmount::MAX);
	by(SAVER, pallet_usdai::Call::attest_price { slot, price: MicroUsd(1_000_000) });
	assert_eq!(Usdai::shortfall(), UsdaiAmount::ZERO);
	let coins = || reserve_of_saver();
	let (before, had) = (coins(), dollars(SAVER));
	by(SAVER, pallet_usdai::Call::redeem { slot, amount: UsdaiAmount(usd(1_000)), max_fee });
	assert_eq!(had - dollars(SAVER), usd(1_000));
	assert_eq!(coins() - before, 1_000_000_000);
}

fn reserve_of_saver() -> u128 {
	Assets::balance(assets::USDC, SAVER.to_account_id())
}

#[test]
fn loss_should_go_up_the_ranks_when_nobody_buys_time_after_time() {
	// What a forced sale brings in dollars, and how often nobody buys: in the end a cent is asked for.
	for (forced, times) in [(50_000, 8), (10, 31)] {
		with_chain(|| {
			endow();
			let item = rack(forced, 0);
			let loan = lend_beside(&[item], ask(100_000), PARTS[1]);
			on_day(42);
			let fund = endowed();
			let (debts, money) = call(loan);
			let claims: Vec<_> = debts.lenders[..2].iter().map(|claim| claim.principal).collect();
			assert_eq!(claims, PARTS);
			on_day(OPENS);
			let last = usd(forced.into()) * 7 / 10;
			for n in 0..times {
				let expected = (fallen(usd(240_000), n), fallen(last, n).max(CENT));
				assert_eq!(prices(put_up(loan)), expected, "{n}");
				let opened = OPENS + u64::from(n) * (WEEK + 1);
				next_block_on(opened + WEEK);
				assert!(buy(SAVER, lot_of(loan), expected.1 - 1).is_err());
				unsold(loan, opened + WEEK + 1);
			}

			// Then somebody does, in the last second.
			let price = fallen(last, times).max(CENT);
			assert_eq!(price == CENT, times == 31);
			put_up(loan);
			let opened = OPENS + u64::from(times) * (WEEK + 1);
			next_block_on(opened + WEEK);
			let before = vault();
			assert_eq!(buy(SAVER, lot_of(loan), price), Ok(()));

			// The vault has its principal first, and the fund pays what it lacks, as far as it can.
			let end = end(loan);
			let paid = money + price - debts.fee.get();
			assert!(paid < PARTS[0]);
			assert_eq!(end.receipt.principal.get(), paid);
			assert_eq!(end.lost, PARTS[0] - paid);
			let owed_to_fund = (usd(1_000) + debts.fee.get()) / 100;
			assert!(end.covered.abs_diff(fund - CENT + owed_to_fund) <= 2, "{}", end.covered);
			assert!(before.0 <= before.1 && end.surplus == 0);
			let creditors = closed(loan).creditors;
			assert!(creditors.positions[0].stake.owed.is_zero());

			// All that is left to both values is money: what was put in, fees, and nothing of the loan.
			on_day(opened + 40);
			let (redemption, deposit) = vault();
			assert_eq!(redemption, deposit);
			let put_in = usd(1_000_000) - CENT - fund;
			let income = net(usd(1_000)) + net(debts.fee.get());
			assert_eq!(redemption, put_in + income - end.lost + end.covered);
			redeems_at_par();

			// What comes in much later is the lenders' in the same order.
			let curator = Payee::Tranche(1);
			by(SAVER, Call::recover { loan, amount: UsdaiAmount(end.lost + usd(1_000)) });
			let had = dollars(CURATOR);
			by(PASSER_BY, Call::collect { loan, payee: curator });
			assert_eq!(dollars(CURATOR) - had, usd(1_000));
		});
	}
}
