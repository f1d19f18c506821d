//! Each statement can fail.

use crate::{
	mock::*, Accounts, AtCustodian, Bill, Bills, Book, CurrentPolicy, CurrentResults,
	CurrentTotals, Custody, Daily, Order, OrderList, Orders, Stage, Surplus, Totals, Trade, AGREED,
	AT_COST, CLAIM, CUSTODY, DAILY, IN_RANGE, NEXT, ORDERED, SUMS, TAKEN,
};
use caliber_primitives::{
	ids::{BillId, OrderId},
	invariants::{InvariantId, Invariants},
	prices::Tenor,
	units::{Ppm, Seconds, UsdaiAmount},
};

/// Two bills held, one paid and partly harvested, one order; then something is corrupted.
fn broken_by(corrupt: fn()) -> Vec<InvariantId> {
	chain().execute_with(|| {
		Cushion::set(dollars(1_000).get());
		let paid = settled();
		Allocation::harvest(by(ANYONE), paid).unwrap();
		go(TODAY);
		held();
		bought();
		order();
		caliber_primitives::testing::assert_invariants::<Allocation>();
		corrupt();
		Allocation::invariants().into_iter().filter(|(_, holds)| !holds).map(|(id, _)| id).collect()
	})
}

const PAID_BILL: BillId = BillId(0);
const HELD_BILL: BillId = BillId(1);

fn totals(change: fn(Totals) -> Totals) {
	CurrentTotals::<Test>::mutate(|totals| *totals = change(*totals));
}

fn accounts(change: fn(Accounts) -> Accounts) {
	CurrentTotals::<Test>::mutate(|totals| totals.accounts = change(totals.accounts));
}

fn figures(change: fn(&mut Daily)) {
	CurrentTotals::<Test>::mutate(|totals| change(&mut totals.daily));
}

fn record(id: BillId, change: fn(&mut Bill<AccountId>)) {
	Bills::<Test>::mutate(id, |bill| change(bill.as_mut().unwrap()));
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let cases: Vec<(&str, fn(), Vec<InvariantId>)> = vec![
		("nothing", || (), vec![]),
		(
			"a book above cost",
			|| {
				accounts(|t| Accounts {
					at_settled_cost: t.at_settled_cost.saturating_add(COST),
					..t
				})
			},
			vec![AT_COST, SUMS],
		),
		(
			"a book below cost",
			|| accounts(|t| Accounts { at_settled_cost: UsdaiAmount(0), ..t }),
			vec![SUMS],
		),
		(
			"transit below cost",
			|| accounts(|t| Accounts { in_transit: UsdaiAmount(1), ..t }),
			vec![SUMS],
		),
		(
			"more left than the gain",
			|| {
				record(PAID_BILL, |bill| {
					bill.stage = Stage::Settled(Surplus::of(GAIN.saturating_add(1.into())))
				});
				accounts(|t| Accounts { settled_surplus: GAIN.saturating_add(1.into()), ..t });
			},
			vec![AT_COST],
		),
		(
			"a claim that no bill has",
			|| accounts(|t| Accounts { settled_surplus: dollars(1_001), ..t }),
			vec![CLAIM],
		),
		("a record gone", || Bills::<Test>::remove(PAID_BILL), vec![CLAIM]),
		(
			"an open record gone",
			|| Bills::<Test>::remove(HELD_BILL),
			vec![AT_COST, SUMS, AGREED, CUSTODY],
		),
		(
			"a line on other terms",
			|| Book::<Test>::mutate(|book| book.0[0].position.price = 1.into()),
			vec![AGREED],
		),
		(
			"lines out of order",
			|| Book::<Test>::mutate(|book| book.0.iter_mut().for_each(|line| line.bill.0 ^= 3)),
			vec![AGREED],
		),
		("a bill of the future", || totals(|t| Totals { next_bill: HELD_BILL, ..t }), vec![AGREED]),
		(
			"a custodian with too little",
			|| AtCustodian::<Test>::insert(CUSTODIAN, Custody(COST)),
			vec![CUSTODY],
		),
		(
			"a custodian with nothing",
			|| AtCustodian::<Test>::insert(9, Custody::default()),
			vec![CUSTODY],
		),
		(
			"two orders of one tenor",
			|| {
				let standing = |id| Order {
					id: OrderId(id),
					trade: Trade::Buy(Tenor::W4),
					amount: UsdaiAmount(1),
					expires: Seconds::MAX,
				};
				Orders::<Test>::put(OrderList(vec![standing(0), standing(1)].try_into().unwrap()));
			},
			vec![ORDERED],
		),
		(
			"an order of the future",
			|| totals(|t| Totals { next_order: OrderId(0), ..t }),
			vec![ORDERED],
		),
		(
			"an impossible policy",
			|| CurrentPolicy::<Test>::mutate(|all| all.current.custodian_cap = Ppm(0)),
			vec![IN_RANGE],
		),
		(
			"more struck than settled",
			|| accounts(|t| Accounts { struck: dollars(1_001), ..t }),
			vec![TAKEN],
		),
		(
			"more returned than any bill brought",
			|| accounts(|t| Accounts { returned: UsdaiAmount(1), ..t }),
			vec![CLAIM],
		),
		(
			"more struck of what came back than came",
			|| accounts(|t| Accounts { struck_returned: UsdaiAmount(1), ..t }),
			vec![TAKEN],
		),
		(
			"something awaited of no bill",
			|| accounts(|t| Accounts { awaited: UsdaiAmount(1), ..t }),
			vec![CLAIM],
		),
		(
			"more pledged than to come",
			|| accounts(|t| Accounts { pledged: dollars(5_639), ..t }),
			vec![AT_COST, TAKEN],
		),
		(
			"more pledged than has accrued",
			|| accounts(|t| Accounts { pledged: UsdaiAmount(1), ..t }),
			vec![AT_COST],
		),
		(
			"a bill dearer than its price",
			|| record(HELD_BILL, |bill| bill.paid.0 += 1),
			vec![AT_COST],
		),
		(
			"a bill at more than was paid",
			|| record(HELD_BILL, |bill| bill.cost.0 += 1),
			vec![AT_COST, SUMS, AGREED, CUSTODY],
		),
		(
			"more minted than was earned",
			|| CurrentResults::<Test>::mutate(|all| all.harvested = all.earned),
			vec![AT_COST],
		),
		("a higher estimate of no line", || figures(|d| d.open.high.0 += 1), vec![DAILY]),
		("a lower estimate above it", || figures(|d| d.open.low.0 += 1), vec![AT_COST, DAILY]),
		("doubtful income of no line", || figures(|d| d.doubtful.0 += 1), vec![DAILY]),
		(
			"wrong figures that nobody uses",
			|| {
				figures(|d| {
					d.day.0 -= 1;
					d.open.high.0 += 1;
				})
			},
			vec![],
		),
		(
			"a line that changed alone",
			|| Book::<Test>::mutate(|book| book.0[0].position.cost.0 -= 1),
			vec![AGREED, DAILY],
		),
		("a wrong next maturity", || totals(|t| Totals { next_maturity: None, ..t }), vec![NEXT]),
	];
	for (name, corrupt, expected) in cases {
		assert_eq!(broken_by(corrupt), expected, "{name}");
	}
}
