//! A bundle that is sold in lots: no more of it than pays all that is owed.

use crate::{
	fallen::{
		buy, call, collect, end, filed, insurer_pays, is_free, looked_after, make_up_for, owner,
		pay_in, pledged_again, price_after, prices, put_up, rack, sold_by, Owed, OPENS,
	},
	set_up::{
		ask, by, dollars, lend, on_day, refused, told, usd, with_chain, BORROWER, CURATOR,
		PASSER_BY, SAVER,
	},
};
use caliber_integration_tests::registry::{as_signed, INSURER};
use caliber_primitives::{ids::ItemId, units::UsdaiAmount};
use caliber_runtime::{Lending, Runtime};
use pallet_lending::{Call, Error, Event, Payee, SaleTerms};

const LENT: u128 = 400_000;

/// Eight racks, and how far the price of each is made up for.
fn eight(floor: u64) -> Vec<ItemId> {
	sold_by(SaleTerms { lot: 2, ..SaleTerms::default() });
	let all: Vec<_> = (0..8).map(|_| rack(140_000, 5_000)).collect();
	all.iter().for_each(|item| make_up_for(*item, floor));
	all
}

/// What was sold of the bundle, with more to come.
fn part_sold() -> Option<(Vec<ItemId>, u128)> {
	told().into_iter().find_map(|event| match event {
		Event::PartSold { items, price, .. } => Some((items.to_vec(), price.get())),
		_ => None,
	})
}

#[test]
fn items_should_return_unsold_when_two_lots_of_four_pay_all_that_is_owed() {
	with_chain(|| {
		let all = eight(0);
		let loan = lend(&all, ask(LENT));
		on_day(42);
		let owed = Owed::of(LENT);
		let (debts, money) = call(loan);
		assert_eq!((debts.total(), money), (Ok(UsdaiAmount(owed.all())), owed.money));
		on_day(OPENS);
		let lot = put_up(loan);
		assert_eq!(prices(lot), (usd(480_000), usd(196_000)));
		on_day(OPENS + 7);
		assert_eq!(buy(SAVER, lot, usd(196_000)), Ok(()));
		assert_eq!(part_sold(), Some((all[..2].to_vec(), usd(196_000))));
		assert_eq!(owner(all[0]), Some(SAVER.to_account_id()));
		let redeem = Call::redeem_collateral { loan, max_amount: UsdaiAmount(1) };
		assert_eq!(refused(BORROWER, redeem), Error::<Runtime>::AboveLimit.into());

		// The next lot begins at the prices of the terms, at once.
		let lot = put_up(loan);
		assert_eq!(prices(lot), (usd(480_000), usd(196_000)));
		on_day(OPENS + 12);
		let price = price_after(usd(480_000), usd(196_000), 5 * 86_400);
		assert!(buy(CURATOR, lot, price).is_err());
		assert_eq!(buy(SAVER, lot, price), Ok(()));
		let end = end(loan);
		assert_eq!(end.returned.to_vec(), all[4..]);
		assert_eq!(end.surplus, usd(196_000) + price - owed.redeems());
		assert_eq!((end.lost, Lending::book_value()), (0, Ok(Default::default())));
		let before = dollars(BORROWER);
		collect(loan, Payee::Borrower);
		assert_eq!(dollars(BORROWER) - before, end.surplus);

		// What was not sold is the borrower's, who borrows on it in the same block; so does the buyer.
		assert!(all.iter().all(|item| is_free(*item)));
		pledged_again(BORROWER, &all[4..], 200_000);
		pledged_again(SAVER, &all[..4], 200_000);
	});
}

/// Whoever has made up for lenders' loss of one lot is paid from the next one before the borrower is.
#[test]
fn insurer_should_have_his_money_back_when_a_later_lot_brings_more_than_lenders_lack() {
	with_chain(|| {
		pay_in(INSURER, 100_000);
		let all = eight(120_000);
		let loan = lend(&all, ask(LENT));
		on_day(42);
		let owed = Owed::of(LENT);
		call(loan);
		on_day(OPENS);
		let lot = put_up(loan);
		on_day(OPENS + 7);
		assert_eq!(buy(SAVER, lot, usd(196_000)), Ok(()));
		// 240,000 less the price, half of it for each item.
		let claims = filed();
		let cents: Vec<_> = claims.iter().map(|(_, cents)| *cents).collect();
		assert_eq!(cents, [2_200_000, 2_200_000]);
		claims.into_iter().for_each(|(claim, _)| insurer_pays(claim));
		let left = owed.redeems() - usd(196_000) - usd(44_000);

		let lot = put_up(loan);
		on_day(OPENS + 14);
		assert_eq!(buy(SAVER, lot, usd(196_000)), Ok(()));
		assert_eq!(filed(), []);
		let (end, surplus) = (end(loan), usd(196_000) - left - usd(44_000));
		assert_eq!((end.lost, end.surplus), (0, surplus));
		assert_eq!(end.returned.to_vec(), all[4..]);
		let before = (dollars(INSURER), dollars(BORROWER));
		collect(loan, Payee::Insurer(0));
		collect(loan, Payee::Borrower);
		assert_eq!(dollars(INSURER) - before.0, usd(44_000));
		assert_eq!(dollars(BORROWER) - before.1, surplus);
		let again = Call::collect { loan, payee: Payee::Insurer(0) };
		assert_eq!(refused(PASSER_BY, again), Error::<Runtime>::NothingOwed.into());
		looked_after(&all[2..4]);
		by(PASSER_BY, Call::collect { loan, payee: Payee::Caller });
	});
}

/// A claim of one lot that nobody has paid is moot once a later lot pays all that is owed.
#[test]
fn insurer_should_owe_nothing_when_a_later_lot_pays_lenders_before_he_does() {
	with_chain(|| {
		let all = eight(120_000);
		let loan = lend(&all, ask(LENT));
		on_day(42);
		let owed = Owed::of(LENT);
		call(loan);
		on_day(OPENS);
		let lot = put_up(loan);
		on_day(OPENS + 7);
		assert_eq!(buy(SAVER, lot, usd(196_000)), Ok(()));
		let claims = filed();
		assert_eq!(claims.len(), 2);
		claims.iter().for_each(|(claim, _)| {
			by(INSURER, pallet_caliber::Call::accept_claim { claim: *claim });
		});
		let lot = put_up(loan);
		on_day(OPENS + 14);
		assert_eq!(buy(SAVER, lot, usd(196_000)), Ok(()));
		let end = end(loan);
		assert_eq!((end.lost, end.surplus), (0, usd(392_000) - owed.redeems()));
		assert_eq!((filed(), Lending::book_value()), (vec![], Ok(Default::default())));
		for (claim, _) in claims {
			let pay =
				as_signed(&INSURER.to_account_id(), pallet_caliber::Call::pay_claim { claim });
			assert_eq!(pay, Err(pallet_caliber::Error::<Runtime>::ClaimNotOwed.into()));
			by(PASSER_BY, pallet_caliber::Call::withdraw_claim { claim });
		}
		pledged_again(BORROWER, &all[4..], 200_000);
	});
}
