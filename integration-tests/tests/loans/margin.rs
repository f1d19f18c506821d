//! A margin call: cured, and not.

use crate::{
	set_up::{
		ask, by, collateral, dollars, fill_reserve, happened, hear_from, lend, on_day,
		resale_brings, review, running, usd, vault, with_chain, Rack, BORROWER, PASSER_BY, RATE,
		YEAR_FROM_MARCH,
	},
	sums::{counted, in_equal_parts, interest, ltv, net},
};
use caliber_integration_tests::registry::{day, SKU};
use caliber_primitives::{
	ids::LoanId,
	units::{Ppm, UsdaiAmount},
	vault::Receipt,
};
use caliber_runtime::Runtime;
use pallet_lending::{Call, CollateralStatus, Event, Findings, Pots, Risk};

/// What a used unit is sold for once the market has fallen, in cents: 108,000 dollars for eight.
const LOW: i64 = 1_350_000;
const EIGHT: u64 = 10_800_000;

/// A review by the passer-by that found this.
fn reviewed(loan: LoanId, ltv: Ppm, collateral: CollateralStatus, bounty: u128) -> Event<Runtime> {
	// What the rack earns is more than what it is sold for.
	let found = Findings { ltv, ltv_with_income: ltv, is_fresh: true, lapsed: None };
	let (by, bounty) = (PASSER_BY.to_account_id(), UsdaiAmount(bounty));
	Event::Reviewed { loan, by, found, collateral, impairment: None, bounty }
}

#[test]
fn margin_should_be_called_for_a_bounty_and_taken_back_when_the_borrower_repays_enough() {
	with_chain(|| {
		let loan = lend(&[Rack::default().active()], ask(100_000));
		let before = running(loan).pots;
		let high = ltv(usd(100_000), EIGHT);
		assert_eq!(high, Ppm(925_926));

		// A first reading calls nothing, nor does a second one too soon.
		on_day(10);
		resale_brings(SKU, LOW);
		assert_eq!(review(loan), 0);
		happened(reviewed(loan, high, CollateralStatus::Watch, 0));
		on_day(13);
		assert_eq!(review(loan), 0);
		happened(reviewed(loan, high, CollateralStatus::Watch, 0));

		// A week after the first anyone may call margin, and is paid by the reserve: once.
		on_day(17);
		let bounty = usd(50);
		assert_eq!(review(loan), bounty);
		let called = CollateralStatus::MarginCall { until: day(31) };
		happened(reviewed(loan, high, called, bounty));
		let reserve = UsdaiAmount(before.reserve.get() - bounty);
		let pots = Pots { reserve, ..before };
		assert_eq!(running(loan).pots, pots);
		on_day(18);
		assert_eq!(review(loan), 0);
		assert_eq!(collateral(loan), called);

		// The borrower repays 3,000 with interest to date.
		on_day(20);
		let (part, had) = (usd(3_000), dollars(BORROWER));
		by(BORROWER, Call::prepay { loan, amount: UsdaiAmount(part) });
		// A unit more than is due keeps what deposits count from falling.
		let cost = interest(part, RATE, 20) + 1;
		assert_eq!(had - dollars(BORROWER), part + cost);
		let accrued = counted(part, RATE, 20);
		happened(Event::Paid {
			loan,
			payer: Some(BORROWER.to_account_id()),
			windows: 0,
			principal: UsdaiAmount(part),
			interest: UsdaiAmount(cost),
			receipt: Receipt {
				principal: UsdaiAmount(part),
				accrued: UsdaiAmount(accrued),
				extra: UsdaiAmount(cost - accrued),
			},
			fees: UsdaiAmount::ZERO,
			advances: UsdaiAmount::ZERO,
			beside: UsdaiAmount::ZERO,
			spent: UsdaiAmount::ZERO,
			pots,
			balance: UsdaiAmount(usd(97_000)),
		});
		// The call stands until somebody looks.
		assert_eq!(collateral(loan), called);
		assert_eq!(review(loan), 0);
		happened(reviewed(loan, ltv(usd(97_000), EIGHT), CollateralStatus::Sound, 0));
		assert_eq!(running(loan).watch.call_until, None);

		// And does not come back on the same prices.
		on_day(28);
		assert_eq!(review(loan), 0);
		assert_eq!(collateral(loan), CollateralStatus::Sound);
	});
}

#[test]
fn rent_should_repay_principal_until_a_call_is_cured_when_its_borrower_does_not() {
	with_chain(|| {
		let item = Rack { forced: 50_000, ..Rack::default() }.active();
		let loan = lend(&[item], ask(100_000));
		let balance = in_equal_parts(usd(100_000), RATE, &YEAR_FROM_MARCH)[1].balance;
		// 84,000 dollars for eight: less than the debt.
		let (unit, eight) = (1_050_000, 8_400_000);
		on_day(10);
		resale_brings(SKU, unit);
		assert_eq!(review(loan), 0);
		on_day(17);
		assert_eq!(review(loan), usd(50));
		hear_from(&[item]);
		on_day(31);
		by(BORROWER, Call::repay { loan, windows: 1 });
		assert_eq!(collateral(loan), CollateralStatus::MarginCall { until: day(31) });

		// Two weeks are over. The debt is above the whole value: that is an event of default.
		on_day(32);
		assert_eq!(collateral(loan), CollateralStatus::Uncured);
		let (redemption, deposit) = vault();
		assert_eq!(review(loan), usd(50));
		assert_eq!(collateral(loan), CollateralStatus::Impaired(Risk::Market));
		assert_eq!(vault(), (redemption - (balance - usd(45_000)), deposit));

		// From now on rent repays principal, with a day's interest on it, on any day.
		let rent = usd(20_000);
		by(BORROWER, Call::fund_lockbox { loan, amount: UsdaiAmount(rent) });
		by(PASSER_BY, Call::sweep { loan });
		let part = balance - running(loan).progress.balance.get();
		let cost = interest(part, RATE, 1) + 1;
		// Not more than was there, nor a few units less.
		assert!((rent - 3..=rent).contains(&(part + cost)), "{}", rent - part - cost);
		assert_eq!(running(loan).pots.lockbox.get(), rent - part - cost);
		// The mark is what it was: for redemptions all of it is a gain on that.
		let earned = net(counted(part, RATE, 1));
		assert_eq!(vault().0, redemption - balance + usd(45_000) + part + earned);

		// That is enough: the next look takes back the call, and the event with it.
		let left = balance - part;
		assert_eq!(review(loan), 0);
		happened(reviewed(loan, ltv(left, eight), CollateralStatus::Watch, 0));
		assert_eq!(vault().0, redemption + earned);
		assert_eq!(fill_reserve(loan), usd(100));
		assert_eq!(collateral(loan), CollateralStatus::Sound);
	});
}
