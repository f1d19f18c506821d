//! A reserve that pays an instalment, and is filled again.

use crate::{
	set_up::{
		ask, by, collateral, dollars, fill_reserve, happened, lend, on_day, refused, running, told,
		usd, with_chain, Rack, BORROWER, DEAR, PASSER_BY, RATE, YEAR_FROM_MARCH,
	},
	sums::{counted, fee, in_equal_parts, interest, total},
};
use caliber_integration_tests::registry::day;
use caliber_primitives::{
	ids::LoanId,
	units::{Ppm, UsdaiAmount},
	vault::Receipt,
};
use caliber_runtime::{Lending, Runtime};
use pallet_lending::{Call, CollateralStatus, Error, Event, Pot, Pots};

/// Five basis points of a hundred thousand.
const BOUNTY: u128 = usd(50);

/// An instalment that what lies with the loan has paid, all of it the vault's.
fn paid_by_pots(loan: LoanId, due: Paid, pots: Pots) -> Event<Runtime> {
	let Paid { principal, interest, fees, counted, balance } = due;
	Event::Paid {
		loan,
		payer: None,
		windows: 1,
		principal: UsdaiAmount(principal),
		interest: UsdaiAmount(interest),
		receipt: Receipt {
			principal: UsdaiAmount(principal),
			accrued: UsdaiAmount(counted),
			extra: UsdaiAmount(interest + fees - counted),
		},
		fees: UsdaiAmount(fees),
		advances: UsdaiAmount::ZERO,
		beside: UsdaiAmount::ZERO,
		spent: UsdaiAmount(principal + interest + fees),
		pots,
		balance,
	}
}

/// Of what.
struct Paid {
	principal: u128,
	interest: u128,
	fees: u128,
	counted: u128,
	balance: UsdaiAmount,
}

#[test]
fn reserve_should_pay_lenders_and_be_filled_again_when_its_borrower_is_late_once() {
	with_chain(|| {
		let item = Rack { forced: 50_000, ..Rack::default() }.active();
		let loan = lend(&[item], ask(100_000));
		let dues = in_equal_parts(usd(100_000), RATE, &YEAR_FROM_MARCH);
		let required = total(&dues[..3]);
		let holds = |reserve, lockbox| Pots {
			reserve: UsdaiAmount(reserve),
			required: UsdaiAmount(required),
			lockbox: UsdaiAmount(lockbox),
			..Pots::default()
		};
		assert_eq!(running(loan).pots, holds(required, 0));

		// For a day after the date the borrower may still pay himself.
		let draw = || Call::draw_reserve { loan };
		on_day(31);
		assert_eq!(refused(PASSER_BY, draw()), Error::<Runtime>::NotLate.into());
		on_day(32);
		by(PASSER_BY, draw());
		let grace = interest(usd(100_000), DEAR, 1);
		let fees = fee(dues[0].total() + grace, Ppm(20_000));
		let drawn = dues[0].total() + grace + fees;
		let left = required - drawn - BOUNTY;
		assert_eq!(dollars(PASSER_BY), BOUNTY);
		let pots = holds(left, 0);
		let late = Paid {
			principal: dues[0].principal,
			interest: dues[0].interest + grace,
			fees,
			counted: counted(usd(100_000), RATE, 32),
			balance: dues[0].left(),
		};
		happened(paid_by_pots(loan, late, pots));
		let (by_whom, amount, bounty) =
			(PASSER_BY.to_account_id(), UsdaiAmount(drawn), UsdaiAmount(BOUNTY));
		happened(Event::ReserveDrawn { loan, by: by_whom, amount, bounty, pots });

		// Lenders are paid, but the mark falls by the borrower's own last payment.
		on_day(41);
		let (stopped, from, to) = (day(41).day(), dues[0].left(), UsdaiAmount(usd(45_000)));
		assert_eq!(told(), [Event::Aged { stopped, stage: 0, loans: 1, from, to }]);

		// The lessee pays rent: the next instalment, and half of what is missing.
		on_day(60);
		let missing = required - left;
		let half = missing / 2;
		let amount = UsdaiAmount(dues[1].total() + half);
		by(BORROWER, Call::fund_lockbox { loan, amount });
		let (payer, pots) = (BORROWER.to_account_id(), holds(left, amount.get()));
		happened(Event::Funded { loan, by: payer, pot: Pot::Lockbox, amount, pots });
		// It waits for the date. Then the instalment comes first, the reserve second.
		on_day(61);
		by(PASSER_BY, Call::sweep { loan });
		let second = Paid {
			principal: dues[1].principal,
			interest: dues[1].interest,
			fees: 0,
			// The mark had fallen on 11 April: what was earned later the book had not counted.
			counted: counted(dues[1].balance, RATE, 10),
			balance: dues[1].left(),
		};
		happened(paid_by_pots(loan, second, holds(left, half)));
		let (amount, pots) = (UsdaiAmount(half), holds(left + half, 0));
		happened(Event::Refilled { loan, amount, pots });
		assert_eq!(dollars(PASSER_BY), BOUNTY);
		// The borrower's own money has paid: the mark is back.
		let book = Lending::book_value().expect("the book does not roll");
		assert_eq!(book.conservative, dues[1].left());
		assert_eq!(collateral(loan), CollateralStatus::Sound);

		// A reserve that is not full by the next date is seen, until it is.
		on_day(62);
		assert_eq!(collateral(loan), CollateralStatus::Watch);
		let amount = UsdaiAmount(missing - half);
		assert_eq!(fill_reserve(loan), amount.get());
		let (payer, pots) = (BORROWER.to_account_id(), holds(required, 0));
		happened(Event::Funded { loan, by: payer, pot: Pot::Reserve, amount, pots });
		assert_eq!(collateral(loan), CollateralStatus::Sound);
	});
}
