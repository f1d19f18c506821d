//! Each statement can fail.

use crate::{
	mock::*, Arranged, ArrangedSales, Bid, LotOf, Lots, NextLot, OpenLot, Refunds, HELD, NUMBERED,
	ONE_A_LOAN, PRICED, WELL_FORMED,
};
use caliber_primitives::{
	auction::LotSpec,
	ids::{LoanId, LotId},
	invariants::{InvariantId, Invariants},
	testing::world,
	units::{Seconds, UsdaiAmount},
};
use codec::{Decode, Encode};
use frame_support::{assert_ok, traits::fungible::Mutate};

/// The lot that storage would hold, however wrong.
fn corrupt(spec: LotSpec) -> OpenLot<AccountId> {
	OpenLot::decode(&mut (SELLER, spec).encode().as_slice()).unwrap()
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let with = |spoil: fn(&mut LotSpec)| {
		let mut bad = spec(1);
		spoil(&mut bad);
		Lots::<Test>::insert(LotId(0), corrupt(bad));
	};
	let cases: [(&dyn Fn(), Vec<InvariantId>); 11] = [
		(&|| (), vec![]),
		(&|| with(|s| s.items.clear()), vec![WELL_FORMED]),
		(&|| with(|s| s.items[1] = s.items[0]), vec![WELL_FORMED]),
		(&|| with(|s| s.floor = UsdaiAmount::ZERO), vec![WELL_FORMED]),
		(&|| with(|s| s.start = dollars(99)), vec![WELL_FORMED, PRICED]),
		(&|| with(|s| s.lasts = Seconds::ZERO), vec![WELL_FORMED, PRICED]),
		(&|| with(|s| s.lasts = Seconds::MAX), vec![WELL_FORMED, PRICED]),
		(&|| with(|s| s.loan = LoanId(2)), vec![ONE_A_LOAN]),
		(&|| LotOf::<Test>::remove(LoanId(1)), vec![ONE_A_LOAN]),
		(&|| LotOf::<Test>::insert(LoanId(2), LotId(0)), vec![ONE_A_LOAN]),
		(&|| NextLot::<Test>::put(LotId(0)), vec![NUMBERED]),
	];
	for (n, (spoil, expected)) in cases.into_iter().enumerate() {
		let broken = chain().execute_with(|| {
			open();
			spoil();
			broken()
		});
		assert_eq!(broken, expected, "case {n}");
	}
}

fn broken() -> Vec<InvariantId> {
	Auctions::invariants().into_iter().filter(|(_, ok)| !ok).map(|(id, _)| id).collect()
}

#[test]
fn invariants_should_name_what_is_wrong_when_arranged_sales_are_corrupt() {
	let (auction, sale) = (LotId(0), LotId(1));
	let with = |spoil: fn(&mut Arranged<AccountId>)| {
		ArrangedSales::<Test>::mutate(sale, |sale| spoil(sale.as_mut().unwrap()));
	};
	// A lot of loan 1, a sale of loan 2, a bid of 205 and one of 300 dollars.
	let held = dollars(505).get();
	let has = |balance| {
		Dollar::set_balance(&Auctions::account(), balance);
	};
	let cases: [(&dyn Fn(), Vec<InvariantId>); 16] = [
		(&|| (), vec![]),
		// Whoever gives the account money breaks nothing.
		(&|| has(held + 1), vec![]),
		(&|| has(held - 1), vec![HELD]),
		(&|| has(0), vec![HELD]),
		(&|| Refunds::<Test>::insert(5, UsdaiAmount(1)), vec![HELD]),
		(&|| Refunds::<Test>::insert(5, UsdaiAmount::MAX), vec![HELD]),
		(&|| with(|sale| sale.best.as_mut().unwrap().price.0 += 1), vec![HELD]),
		(&|| with(|sale| sale.best = Some(Bid { bidder: 3, price: dollars(301) })), vec![HELD]),
		(&|| LotOf::<Test>::remove(LoanId(2)), vec![ONE_A_LOAN]),
		(&|| LotOf::<Test>::insert(LoanId(2), auction), vec![ONE_A_LOAN]),
		(&|| LotOf::<Test>::insert(LoanId(3), sale), vec![ONE_A_LOAN]),
		(&|| with(|sale| sale.aside.loan = LoanId(3)), vec![ONE_A_LOAN]),
		// Of a loan that is sold by auction.
		(&|| with(|sale| sale.aside.loan = LoanId(1)), vec![ONE_A_LOAN]),
		(&|| ArrangedSales::<Test>::remove(sale), vec![ONE_A_LOAN]),
		(
			&|| {
				let twice = ArrangedSales::<Test>::get(sale).unwrap();
				NextLot::<Test>::put(LotId(3));
				ArrangedSales::<Test>::insert(LotId(2), Arranged { best: None, ..twice });
			},
			vec![ONE_A_LOAN],
		),
		(&|| NextLot::<Test>::put(sale), vec![NUMBERED]),
	];
	for (n, (spoil, expected)) in cases.into_iter().enumerate() {
		let broken = chain().execute_with(|| {
			world(|w| w.aside = Some(NONE));
			open();
			let signed = RuntimeOrigin::signed;
			let price = dollars(200);
			assert_ok!(Auctions::arrange_sale(signed(1), LoanId(2), 2, price, Default::default()));
			assert_ok!(Auctions::overbid(signed(3), sale, dollars(205)));
			assert_ok!(Auctions::overbid(signed(4), sale, dollars(300)));
			spoil();
			broken()
		});
		assert_eq!(broken, expected, "case {n}");
	}
}
