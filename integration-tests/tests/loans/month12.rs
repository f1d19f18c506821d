//! A forced sale in month 12 by the figures of the stress that the limits were chosen by: 70 % of cost lent
//! for 36 months at 15 %, hardware that is worth 62 % of cost in an orderly sale and 0.65 of that in a
//! forced one.

use crate::{
	fallen::{
		buy, call, collect, end, lend_beside, next_block_at, price_after, prices, put_up, rack,
	},
	set_up::{
		appraise, ask, by, dollars, lend, on_day, refused, running, usd, with_chain, BORROWER,
		CURATOR, DEAR, PASSER_BY, SAVER,
	},
	sums::{fee, interest, level, total},
};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_primitives::units::{Ppm, RatePerSecond, UsdaiAmount};
use caliber_runtime::{Lending, Runtime};
use pallet_lending::{Ask, Call, Error, Payee};

/// What the hardware has cost, in dollars, of which seven tenths are lent.
const COST: u64 = 180_000;
const LENT: u128 = 126_000;
/// 15 % a year.
const FIFTEEN: RatePerSecond = RatePerSecond(4_756_468_798);
/// From 1 March 2026 to 1 March 2029.
const WINDOWS: [u64; 36] = [
	31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29,
	31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28,
];
/// The 13th instalment was due on 1 April 2027.
const DUE: u64 = 365 + 31;

/// 62 % of cost, and 0.65 of that: 40.3 %.
const ORDERLY: u64 = COST * 62 / 100;
const FORCED: u64 = COST * 403 / 1_000;

fn asked() -> Ask {
	let asked = ask(LENT);
	let repayment = RepaymentTerms { model: Model::Amortized, ..asked.repayment };
	Ask { rate: FIFTEEN, duration_days: 1_096, repayment, ..asked }
}

/// In tenths of a percent, rounded.
fn per_mille(amount: u128, of: u128) -> u128 {
	(amount * 1_000 + of / 2) / of
}

#[test]
fn forced_sale_should_bring_each_tranche_what_the_stress_says_when_a_loan_fails_in_month_twelve() {
	// With a first loss of a tenth of cost, and without: then the vault bears it.
	for first_loss in [usd(COST.into()) / 10, 0] {
		with_chain(|| {
			let item = rack(140_000, 0);
			let loan = match first_loss {
				0 => lend(&[item], asked()),
				_ => lend_beside(&[item], asked(), first_loss),
			};
			let dues = level(usd(LENT), FIFTEEN, &WINDOWS);
			let mut on = 0;
			for (n, due) in dues[..12].iter().enumerate() {
				on += WINDOWS[n];
				on_day(on);
				by(BORROWER, Call::repay { loan, windows: 1 });
				assert_eq!(running(loan).progress.balance, due.left(), "{n}");
			}
			// The debt is 50.1 % of cost, and 80.7 % of what an orderly sale would bring.
			let balance = dues[12].balance;
			assert!((498..=503).contains(&per_mille(balance, usd(COST.into()))), "{balance}");
			assert!((802..=811).contains(&per_mille(balance, usd(ORDERLY.into()))), "{balance}");

			// Nobody pays on 1 April 2027. What is owed, by hand.
			on_day(DUE + 10);
			assert_eq!(
				refused(PASSER_BY, Call::call_default { loan }),
				Error::<Runtime>::NoDefault.into()
			);
			appraise(item, ORDERLY, FORCED, DUE + 10);
			on_day(DUE + 11);
			let (debts, money) = call(loan);
			let late = dues[12].interest + interest(balance, DEAR, 10);
			let late_fee = fee(dues[12].principal + late, Ppm(20_000));
			let since = interest(dues[12].left().get(), FIFTEEN, 11) + 1;
			assert_eq!(debts.fee.get(), late_fee);
			assert_eq!(debts.total().map(UsdaiAmount::get), Ok(balance + late + since + late_fee));
			assert_eq!(money, total(&dues[..3]) - usd(63));

			// It is sold for what a forced sale brings, or a few dollars less.
			on_day(DUE + 21);
			let lot = put_up(loan);
			let start = usd(ORDERLY.into()) * 12 / 10;
			let floor = usd(FORCED.into()) * 7 / 10;
			assert_eq!(prices(lot), (start, floor));
			let fall = start - usd(FORCED.into());
			let slots = (fall * 7 * 14_400).div_ceil(start - floor);
			let seconds = u64::try_from(slots * 6).expect("it fits");
			next_block_at(DUE + 21 + seconds / 86_400, seconds % 86_400);
			let price = price_after(start, floor, seconds);
			assert!(price <= usd(FORCED.into()) && price + usd(2) > usd(FORCED.into()));
			assert_eq!(buy(SAVER, lot, price), Ok(()));

			// The fee, then the vault, then the Curator.
			let end = end(loan);
			let claims = [debts.lenders[0].principal, debts.lenders[1].principal];
			assert_eq!(claims[0] + claims[1], balance);
			let vault_part = (usd(LENT) - first_loss) * 1_000 / usd(LENT);
			assert!(per_mille(claims[0], balance).abs_diff(vault_part) <= 1);
			let rest = money + price - late_fee;
			let paid = [rest.min(claims[0]), rest.saturating_sub(claims[0]).min(claims[1])];
			assert_eq!(end.receipt.principal.get(), paid[0]);
			assert_eq!(end.lost, claims[0] - paid[0]);
			assert_eq!(end.surplus, 0);
			let lacks = balance - paid[0] - paid[1];
			// About ten points of cost less the reserve of three instalments, which is seven of them.
			assert!((20..=30).contains(&per_mille(lacks, usd(COST.into()))), "{lacks}");
			match first_loss {
				0 => assert_eq!(end.lost, lacks),
				_ => {
					assert_eq!(end.lost, 0);
					let had = dollars(CURATOR);
					collect(loan, Payee::Tranche(1));
					// Twelve instalments, and what is left of the principal.
					let instalments = total(&dues[..12]);
					let curators = dollars(CURATOR) - had;
					let his = instalments / 7;
					assert!((curators - paid[1]).abs_diff(his) < 100, "{curators} {his}");
				},
			}
			assert_eq!(Lending::book_value(), Ok(Default::default()));
		});
	}
}
