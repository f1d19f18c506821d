//! An instalment that comes after its grace.

use crate::{
	set_up::{
		ask, by, dollars, happened, lend, on_day, repay, running, told, usd, vault, with_chain,
		Rack, BORROWER, DEAR, RATE, SAVER, YEAR_FROM_MARCH,
	},
	sums::{counted, fee, in_equal_parts, interest, net, net_of_claim},
};
use caliber_finance::math::{mul_div, Rounding};
use caliber_integration_tests::registry::day;
use caliber_primitives::{
	units::{Ppm, Shares, UsdaiAmount},
	vault::Receipt,
};
use caliber_runtime::{Lending, Susdai};
use pallet_lending::{Call, Event, Status};

/// What a forced sale would bring, less a tenth: what redemptions count once grace is over.
const MARK: u128 = usd(45_000);

#[test]
fn mark_should_fall_and_come_back_and_give_no_buyer_a_gain_when_an_instalment_is_late_and_cured() {
	with_chain(|| {
		let item = Rack { forced: 50_000, ..Rack::default() }.active();
		let loan = lend(&[item], ask(100_000));
		let whole = usd(100_000);
		let first = in_equal_parts(whole, RATE, &YEAR_FROM_MARCH)[0];
		let before = vault().1;
		let pots = running(loan).pots;

		// Nobody pays on 1 April. For ten days that costs the borrower, and nobody else.
		let accrued = |days| counted(whole, RATE, days);
		for on in 31..=40 {
			on_day(on);
			let status = if on == 31 { Status::Current } else { Status::Late };
			assert_eq!(Lending::loan(loan).map(|loan| loan.status), Some(status));
			let due = Lending::next_due(loan).expect("it runs");
			assert_eq!(due.interest.get(), first.interest + interest(whole, DEAR, on - 31));
			assert_eq!(vault(), (before, before + net_of_claim(accrued(on))), "day {on}");
			assert_eq!(told(), []);
		}

		// On the day on which grace is over interest stops, and the mark falls by itself; what
		// deposits buy into does not.
		on_day(41);
		let (stopped, from, to) = (day(41).day(), UsdaiAmount(whole), UsdaiAmount(MARK));
		assert_eq!(told(), [Event::Aged { stopped, stage: 0, loans: 1, from, to }]);
		let held = before + net_of_claim(accrued(41));
		assert_eq!(vault(), (before - (whole - MARK), held));

		// Somebody buys at that price: that of a loan that is whole.
		on_day(42);
		let shares = || Susdai::share_price().expect("the book does not roll").shares.get();
		let (all, bought) = (shares(), usd(50_000));
		let (assets, min_shares) = (UsdaiAmount(bought), Shares::ZERO);
		by(SAVER, pallet_susdai::Call::deposit { assets, min_shares });
		let his = shares() - all;
		assert_eq!(his, mul_div(bought, all, held, Rounding::Down).expect("it fits"));

		// Thirteen days late: grace interest for ten, and a fee of 2 % of all of it.
		on_day(44);
		let grace = interest(whole, DEAR, 10);
		let late_fee = fee(first.total() + grace, Ppm(20_000));
		let paid = dollars(BORROWER);
		repay(loan, 1);
		assert_eq!(paid - dollars(BORROWER), first.total() + grace + late_fee);
		// The book had counted interest to the end of grace.
		let accrued = accrued(41);
		let extra = first.interest + grace + late_fee - accrued;
		happened(Event::Paid {
			loan,
			payer: Some(BORROWER.to_account_id()),
			windows: 1,
			principal: UsdaiAmount(first.principal),
			interest: UsdaiAmount(first.interest + grace),
			receipt: Receipt {
				principal: UsdaiAmount(first.principal),
				accrued: UsdaiAmount(accrued),
				extra: UsdaiAmount(extra),
			},
			fees: UsdaiAmount(late_fee),
			advances: UsdaiAmount::ZERO,
			beside: UsdaiAmount::ZERO,
			spent: UsdaiAmount::ZERO,
			pots,
			balance: first.left(),
		});

		// The mark is back at once, and the next window has run since 1 April. What came beside what
		// was counted vests.
		let since = counted(first.left().get(), RATE, 13);
		let redemption = before + bought + net(accrued);
		let deposit = redemption + net(extra) + net_of_claim(since);
		assert_eq!(vault(), (redemption, deposit));

		// All is repaid, and all has vested: whoever bought below the mark has his part of the
		// penalty, and nothing of the 55,000 that came back.
		let amount = UsdaiAmount::MAX;
		by(BORROWER, Call::prepay { loan, amount });
		let rest = interest(first.left().get(), RATE, 13) + 1;
		on_day(80);
		let settled = redemption + net(extra) + net(since) + net(rest - since);
		assert_eq!(vault(), (settled, settled));
		let worth = mul_div(his, settled, shares(), Rounding::Down).expect("it fits");
		assert!(worth > bought && worth - bought < usd(60), "{}", worth - bought);
		// Of the mark it would have been this.
		let part = mul_div(whole - MARK, his, shares(), Rounding::Down).expect("it fits");
		assert!(part > usd(2_500), "{part}");
	});
}
