//! Hardware that is insured for a price: its insurer makes up for what a sale has brought too little, and
//! has it back before the borrower has anything.

use crate::{
	fallen::{
		begun, bounty, buy, call, called, closed, collect, counted_for_deposits, end, filed,
		insurer_pays, make_up_for, next_block_at, owner, pay_in, pledged_again, price_after,
		prices, put_up, rack, Owed, CALLED, OPENS, STOP,
	},
	set_up::{
		appraise, ask, by, dollars, happened, lend, on_day, refused, resale_brings, review, usd,
		vault, with_chain, BORROWER, SAVER,
	},
	sums::net,
};
use caliber_integration_tests::registry::{as_signed, INSURER, SKU};
use caliber_primitives::units::UsdaiAmount;
use caliber_runtime::{Lending, Runtime};
use pallet_lending::{Call, Error, Event, Payee, Pot};

/// What was lent, so that a little more than 50,000 is owed once what lies with the loan is taken.
const LENT: u128 = 70_000;
/// Units: speeds and fees are rounded when a loan's part of interest is paid or awaited.
const ROUNDING: u128 = 2;

/// Month 12 of protocol.md 8 in thousands: debt 50.0, floor 62.5, market 40, sale 36.
#[test]
fn insurer_should_pay_what_lenders_lack_and_no_more_when_a_sale_brings_less_than_the_floor() {
	with_chain(|| {
		pay_in(INSURER, 100_000);
		let item = rack(140_000, 62_500);
		let loan = lend(&[item], ask(LENT));
		// A part of an instalment waits in the lockbox, so that 50,000 are left to pay.
		on_day(STOP);
		let part = Owed::of(LENT).redeems() - usd(50_000);
		by(BORROWER, Call::fund_lockbox { loan, amount: UsdaiAmount(part) });
		happened(Event::Funded {
			loan,
			by: BORROWER.to_account_id(),
			pot: Pot::Lockbox,
			amount: UsdaiAmount(part),
			pots: Lending::pots(loan).expect("it runs"),
		});
		on_day(CALLED);
		let owed = Owed::of(LENT);
		let (debts, money) = call(loan);
		assert_eq!(debts.total().map(UsdaiAmount::get), Ok(owed.all()));
		assert_eq!((owed.all() - money, money), (usd(50_000), owed.money + part));

		// Prices have fallen to 40,000; a forced sale brings 30,000, of which nine tenths count.
		resale_brings(SKU, 500_000);
		appraise(item, 40_000, 30_000, CALLED);
		assert_eq!(review(loan), 0);
		on_day(OPENS);
		let (start, held) = (begun(LENT), usd(LENT));
		let redemption = start - held + usd(27_000);
		let deposit = start + counted_for_deposits(LENT);
		assert_eq!(vault(), (redemption, deposit));
		let lot = put_up(loan);
		assert_eq!(prices(lot), (usd(48_000), usd(21_000)));

		// Four ninths of the way down from 48,000 to 21,000 somebody buys for 36,000.
		next_block_at(OPENS, 268_800);
		assert_eq!(price_after(usd(48_000), usd(21_000), 268_800), usd(36_000));
		assert_eq!(buy(SAVER, lot, usd(36_000)), Ok(()));
		let [(claim, cents)] = filed()[..] else { panic!("one claim") };
		assert_eq!(cents, 1_400_000);
		let (end, parts) = (end(loan), owed.divided(money + usd(36_000)));
		assert_eq!(parts, [owed.fee, held + owed.interest - usd(14_000), 0]);
		assert_eq!((end.lost, end.covered, end.surplus, end.returned.len()), (0, 0, 0, 0));
		assert_eq!(end.receipt.principal.get(), parts[1]);

		// Redemptions have money and no more; deposits count what is claimed, of the interest what they have
		// counted of it before.
		let (lack, counted) = (usd(14_000) - owed.interest, counted_for_deposits(LENT));
		let counts = start + net(owed.fee) + counted;
		assert_eq!(vault().0, start - lack);
		assert!(vault().1 <= counts && vault().1 + ROUNDING >= counts);
		let call = Call::collect { loan, payee: Payee::Borrower };
		assert_eq!(refused(BORROWER, call), Error::<Runtime>::NothingOwed.into());

		// He says that he owes it, and pays in time.
		on_day(60);
		let (before, his) = (vault(), dollars(INSURER));
		insurer_pays(claim);
		assert_eq!(his - dollars(INSURER), usd(14_000));
		assert!(vault().0.abs_diff(before.0 + lack + counted) <= ROUNDING);
		assert!(vault().1.abs_diff(before.1 + net(owed.interest) - counted) <= ROUNDING);
		assert_eq!(Lending::book_value(), Ok(Default::default()));
		on_day(95);
		let all = start + net(owed.fee) + net(owed.interest);
		assert!(vault().0 == vault().1 && vault().0.abs_diff(all) <= ROUNDING);

		// Nobody is owed anything but the insurer.
		let creditors = closed(loan).creditors;
		assert!(!creditors.is_owed());
		assert_eq!(creditors.subrogees[0].due, UsdaiAmount(usd(14_000)));
		assert_eq!(creditors.caller.owed, UsdaiAmount(bounty(LENT)));
		collect(loan, Payee::Caller);
		assert_eq!(owner(item), Some(SAVER.to_account_id()));
		appraise(item, 40_000, 30_000, 95);
		pledged_again(SAVER, &[item], 10_000);
	});
}

/// How an insurer's part is bounded: by what the sale lacks of the floor, or by what lenders lack.
#[test]
fn claim_should_be_the_lesser_of_both_lacks_when_hardware_is_sold() {
	for (floor, least_day) in [(40_000, 7), (60_000, 7), (100_000, 7), (100_000, 6), (20_000, 7)] {
		with_chain(|| {
			let item = rack(50_000, 5_000);
			make_up_for(item, floor);
			let loan = lend(&[item], ask(LENT));
			let owed = called(loan, LENT);
			on_day(OPENS);
			let lot = put_up(loan);
			on_day(OPENS + least_day);
			let price = price_after(usd(240_000), usd(35_000), least_day * 86_400);
			assert_eq!(buy(SAVER, lot, price), Ok(()));
			let short = owed.redeems().saturating_sub(price);
			let claim = usd(floor.into()).saturating_sub(price).min(short) / (usd(1) / 100);
			let claim = u64::try_from(claim).expect("it fits");
			let amounts: Vec<_> = filed().into_iter().map(|(_, cents)| cents).collect();
			assert_eq!(amounts, Vec::from_iter((claim > 0).then_some(claim)), "{floor}");
			// What nobody makes up for is lost: interest first, of which the vault loses no principal.
			let end = end(loan);
			let lack = short.saturating_sub(owed.interest);
			let paid = u128::from(claim) * (usd(1) / 100);
			assert_eq!(end.lost, lack.saturating_sub(paid), "{floor}");
		});
	}
}

/// Whoever makes up for a loss has no more of it than is left: what others have paid meanwhile is his again.
#[test]
fn insurer_should_have_back_what_others_paid_meanwhile_when_he_pays_a_whole_claim() {
	for recovered in [10_000, 20_000] {
		with_chain(|| {
			pay_in(INSURER, 100_000);
			let item = rack(50_000, 100_000);
			let loan = lend(&[item], ask(LENT));
			let owed = called(loan, LENT);
			on_day(OPENS);
			let lot = put_up(loan);
			on_day(OPENS + 7);
			assert_eq!(buy(SAVER, lot, usd(35_000)), Ok(()));
			let short = owed.redeems() - usd(35_000);
			let [(claim, cents)] = filed()[..] else { panic!("one claim") };
			let claimed = u128::from(cents) * (usd(1) / 100);
			assert_eq!(claimed, short - short % (usd(1) / 100));

			// The borrower finds money: no more is taken than is owed, by the lenders' ranks.
			on_day(60);
			let (before, paid) = (dollars(BORROWER), usd(recovered).min(short));
			let lack = short - owed.interest;
			let start = vault();
			by(BORROWER, Call::recover { loan, amount: UsdaiAmount(usd(recovered)) });
			assert_eq!(before - dollars(BORROWER), paid);
			let interest = net(paid.saturating_sub(lack)).min(counted_for_deposits(LENT));
			assert!((vault().0 - start.0).abs_diff(paid.min(lack) + interest) <= ROUNDING);
			let his = dollars(INSURER);
			by(INSURER, pallet_caliber::Call::accept_claim { claim });
			let pay = pallet_caliber::Call::pay_claim { claim };
			if paid == short {
				// Nobody has the loss any more.
				let refused = as_signed(&INSURER.to_account_id(), pay);
				assert_eq!(refused, Err(pallet_caliber::Error::<Runtime>::ClaimNotOwed.into()));
				by(BORROWER, pallet_caliber::Call::withdraw_claim { claim });
				assert_eq!(dollars(INSURER), his);
			} else {
				by(INSURER, pay);
				assert_eq!(his - dollars(INSURER), claimed);
				collect(loan, Payee::Insurer(0));
				let left = short - paid;
				assert_eq!(his - dollars(INSURER), left);
				let due = closed(loan).creditors.subrogees[0].due;
				assert_eq!(due, UsdaiAmount(left));
			}
			let call = Call::collect { loan, payee: Payee::Borrower };
			assert_eq!(refused(BORROWER, call), Error::<Runtime>::NothingOwed.into());
			assert_eq!(Lending::book_value(), Ok(Default::default()));
			on_day(95);
			let all = begun(LENT) + net(owed.fee) + net(owed.interest);
			assert!(vault().0 == vault().1 && vault().0.abs_diff(all) <= ROUNDING, "{recovered}");
		});
	}
}
