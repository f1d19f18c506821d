//! A Curator who buys hardware with what he is owed.

use crate::{
	fallen::{
		buy, call, closed, end, is_free, lend_beside, owner, pay_in, pledged_again, price_after,
		put_up, rack, OPENS,
	},
	set_up::{
		ask, dollars, on_day, usd, vault, with_chain, BORROWER, CURATOR, DEAR, RATE, SAVER,
		YEAR_FROM_MARCH,
	},
	sums::{fee, in_equal_parts, interest, net, total, Lenders},
};
use caliber_integration_tests::registry::as_signed;
use caliber_primitives::units::{Ppm, UsdaiAmount};
use caliber_runtime::{Lending, Runtime};
use pallet_lending::Error;
use sp_keyring::Sr25519Keyring;
use sp_runtime::DispatchResult;

const LENDERS: Lenders = Lenders { vault: (usd(80_000), RATE), curator: (usd(20_000), DEAR) };

fn credit_bid(
	who: Sr25519Keyring,
	lot: caliber_primitives::ids::LotId,
	most: u128,
) -> DispatchResult {
	let max_price = UsdaiAmount(most);
	as_signed(&who.to_account_id(), pallet_auctions::Call::credit_bid { lot, max_price })
}

#[test]
fn curator_should_pay_others_in_dollars_and_himself_by_set_off_when_he_buys() {
	// By the day on which he buys: less than he is owed is set off, all of it, and more than all is owed.
	for days in [6, 5] {
		with_chain(|| {
			pay_in(CURATOR, 200_000);
			let item = rack(50_000, 0);
			let loan = lend_beside(&[item], ask(100_000), LENDERS.curator.0);
			on_day(42);
			let (debts, money) = call(loan);
			// By hand: what is owed for being late, and what lay with the loan.
			let rate = LENDERS.rate();
			let dues = in_equal_parts(usd(100_000), rate, &YEAR_FROM_MARCH);
			let late = dues[0].interest + interest(usd(100_000), DEAR, 10);
			let late_fee = fee(dues[0].principal + late, Ppm(20_000));
			assert_eq!(debts.fee.get(), late_fee);
			assert_eq!(money, total(&dues[..3]) - usd(50));
			let owed =
				usd(100_000) + late + interest(dues[0].left().get(), rate, 11) + late_fee + 1;
			assert_eq!(debts.total().map(UsdaiAmount::get), Ok(owed));

			on_day(OPENS);
			let lot = put_up(loan);
			on_day(OPENS + days);
			let price = price_after(usd(240_000), usd(35_000), days * 86_400);
			let refused = Err(Error::<Runtime>::NotLender.into());
			assert_eq!(credit_bid(SAVER, lot, price), refused);
			assert!(credit_bid(CURATOR, lot, price - 1).is_err());
			let (had, before) = (dollars(CURATOR), vault());
			assert_eq!(credit_bid(CURATOR, lot, price), Ok(()));

			// The vault has its principal and the fee; what is left of its claims comes before his.
			let vaults = debts.lenders[0].interest;
			let his = [debts.lenders[1].principal, debts.lenders[1].interest];
			let rest = money + price - late_fee - usd(80_000);
			let principal = rest.min(his[0]);
			let of_vault = (rest - principal).min(vaults);
			let interest = (rest - principal - of_vault).min(his[1]);
			assert_eq!(days == 5, interest == his[1]);
			let set_off = principal + interest;
			assert_eq!(had - dollars(CURATOR), price - set_off);
			let end = end(loan);
			assert_eq!((end.lost, end.receipt.principal.get()), (0, usd(80_000)));
			let extra = late_fee + of_vault;
			assert_eq!(end.receipt.accrued.get() + end.receipt.extra.get(), extra);
			let surplus = rest - principal - of_vault - interest;
			assert_eq!(end.surplus, surplus);
			let put_in = usd(1_000_000) - usd(1) / 100;
			let receipt = end.receipt;
			let income = net(receipt.accrued.get()) + net(receipt.extra.get());
			assert_eq!(vault().1, put_in + net(usd(1_000)) + income);
			assert!(vault().0 >= before.0);
			assert_eq!(Lending::book_value(), Ok(Default::default()));

			// Nothing is credited to him beside, and he borrows on what he has.
			let position = &closed(loan).creditors.positions[0];
			assert!(position.stake.owed.is_zero() && is_free(item));
			assert_eq!(owner(item), Some(CURATOR.to_account_id()));
			pledged_again(CURATOR, &[item], 50_000);

			assert!(buy(BORROWER, lot, u128::MAX).is_err());
		});
	}
}
