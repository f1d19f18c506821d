//! The treasury's accounts, act by act and figure by figure.

use caliber_finance::{
	treasury::{duration_room, money_days, Position},
	treasury::{Accounts, Custody, Results, Running, Standing, Surplus, WriteDown},
	units::{Day, MicroUsd, Ppb, UsdaiAmount},
	vault::{AccretedIncome, Returned},
};

const fn usd(amount: u128) -> UsdaiAmount {
	UsdaiAmount(amount)
}

/// Every figure is one of its own.
const ALL: Accounts = Accounts {
	at_settled_cost: usd(1_000),
	in_transit: usd(200),
	settled_surplus: usd(50),
	pledged: usd(7),
	struck: usd(11),
	returned: usd(40),
	struck_returned: usd(3),
	awaited: usd(25),
};
const MUCH: UsdaiAmount = UsdaiAmount::MAX;

fn surplus(income: u128, returned: u128) -> Surplus {
	Surplus { income: usd(income), returned: usd(returned) }
}

/// Name, act, the accounts after ten of it, and so much of it that it is refused.
type Act = (&'static str, fn(UsdaiAmount) -> Option<Accounts>, Accounts, u128);

#[test]
fn accounts_should_change_the_figures_of_the_act_and_no_other() {
	let acts: [Act; 7] = [
		("bought", |a| ALL.bought(a), Accounts { in_transit: usd(210), ..ALL }, u128::MAX),
		(
			"settled",
			|a| ALL.settled(a),
			Accounts { in_transit: usd(190), at_settled_cost: usd(1_010), ..ALL },
			201,
		),
		("returning", |a| ALL.returning(a), Accounts { in_transit: usd(210), ..ALL }, u128::MAX),
		("arrived", |a| ALL.arrived(a), Accounts { in_transit: usd(190), ..ALL }, 201),
		(
			"written down",
			|a| ALL.written_down(a),
			Accounts { at_settled_cost: usd(990), ..ALL },
			1_001,
		),
		("awaiting", |a| ALL.awaiting(a), Accounts { awaited: usd(35), ..ALL }, u128::MAX),
		(
			"put back",
			|a| ALL.put_back(Surplus { income: a, returned: usd(4) }),
			Accounts { settled_surplus: usd(60), returned: usd(44), ..ALL },
			u128::MAX,
		),
	];
	for (name, act, after, beyond) in acts {
		assert_eq!(act(usd(10)), Some(after), "{name}");
		assert_eq!(act(usd(beyond)), None, "{name}");
	}
	assert_eq!(ALL.put_back(Surplus { income: usd(1), returned: MUCH }), None);
}

#[test]
fn closing_should_divide_what_a_bill_brings() {
	// A plain bill: its income redeems what is pledged first.
	let (after, brought) = ALL.closed(usd(100), usd(130), None).unwrap();
	let expected =
		Accounts { at_settled_cost: usd(900), settled_surplus: usd(73), pledged: usd(0), ..ALL };
	assert_eq!((after, brought), (expected, surplus(23, 0)));
	let (after, brought) = ALL.closed(usd(100), usd(105), None).unwrap();
	let expected = Accounts { at_settled_cost: usd(900), pledged: usd(2), ..ALL };
	assert_eq!((after, brought), (expected, surplus(0, 0)));
	// An impaired one: the dollar's part, the vault's idle money, then income.
	let marked = WriteDown { lost: usd(30), dollars: usd(5), returned: usd(20) };
	let (after, brought) = ALL.closed(usd(100), usd(140), Some(marked)).unwrap();
	let expected = Accounts {
		at_settled_cost: usd(900),
		settled_surplus: usd(58),
		pledged: usd(0),
		returned: usd(60),
		awaited: usd(5),
		..ALL
	};
	assert_eq!((after, brought), (expected, surplus(8, 20)));
	assert_eq!(ALL.closed(usd(1_001), usd(0), None), None);
	let more = WriteDown { returned: usd(26), ..marked };
	assert_eq!(ALL.closed(usd(100), usd(0), Some(more)), None);
}

#[test]
fn surplus_should_be_taken_without_what_losses_struck() {
	let (after, left) = ALL.taken(surplus(20, 10)).unwrap();
	let expected = Accounts {
		settled_surplus: usd(30),
		struck: usd(0),
		returned: usd(30),
		struck_returned: usd(0),
		..ALL
	};
	assert_eq!((after, left), (expected, surplus(9, 7)));
	let (after, left) = ALL.taken(surplus(4, 2)).unwrap();
	assert_eq!((after.struck, after.struck_returned, left), (usd(7), usd(1), surplus(0, 0)));
	assert_eq!(ALL.taken(surplus(51, 0)), None);
	assert_eq!(ALL.taken(surplus(0, 41)), None);
	// Parts of it.
	let all = surplus(20, 10);
	assert_eq!((all.total(), Surplus::of(usd(3))), (usd(30), surplus(3, 0)));
	assert!(!all.is_zero() && !surplus(0, 1).is_zero() && surplus(0, 0).is_zero());
	assert_eq!(all.minted(usd(4)), Some(surplus(0, 4)));
	assert_eq!(all.minted(usd(10)), Some(surplus(0, 10)));
	assert_eq!(all.minted(usd(30)), Some(all));
	assert_eq!(all.minted(usd(31)), None);
	assert_eq!(all.without(surplus(5, 10)), Some(surplus(15, 0)));
	assert_eq!((all.without(surplus(21, 0)), all.without(surplus(0, 11))), (None, None));
}

#[test]
fn claims_should_be_without_what_losses_took() {
	let open = AccretedIncome { low: usd(100), high: usd(120) };
	// Of income: 50 settled, 18 struck or pledged.
	let claim = ALL.claim(open, usd(9));
	assert_eq!(claim, AccretedIncome { low: usd(132), high: usd(161) });
	assert_eq!(ALL.claim_back(), Returned { low: usd(37), high: usd(62) });
	assert_eq!(ALL.settled_claim(), usd(39 + 37));
	let standing = |surplus| Standing { surplus: usd(surplus), shortfall: usd(0) };
	let free = Accounts { pledged: usd(0), ..ALL };
	assert!(free.is_backed(standing(76)) && !free.is_backed(standing(75)));
	assert!(!ALL.is_backed(standing(1_000)));
	assert_eq!((ALL.counted(), ALL.at_cost()), (usd(1_007), usd(1_207)));
	assert_eq!(ALL.backing(usd(5)), usd(1_212));
	let custody = Custody(usd(8));
	assert_eq!(custody.with(usd(2)), Some(Custody(usd(10))));
	assert_eq!((custody.without(usd(8)), custody.without(usd(9))), (Some(Custody(usd(0))), None));
	assert!(!custody.is_empty() && Custody::default().is_empty());
}

fn bill(cost: u128, face: u128, settles: u32, matures: u32) -> Position {
	Position {
		cost: usd(cost),
		face: usd(face),
		settles: Day(settles),
		matures: Day(matures),
		price: MicroUsd(0),
		settled: true,
		impaired: None,
	}
}

#[test]
fn report_should_weigh_running_bills_and_count_results() {
	// Earns 100 on 1,000 in 100 days, and 365 on 3,000 in a year.
	let bills = [bill(1_000, 1_100, 10, 110), bill(3_000, 3_365, 10, 375), bill(9, 9, 0, 5)];
	let running = Running::of(Day(20), bills.iter().copied());
	// A year's 365 of each.
	let expected = Running {
		bills: 2,
		cost: usd(4_000),
		face: usd(4_465),
		weighted_yield: Ppb(182_500_000),
		// (1,000 * 90 + 3,000 * 355) / 4,000 = 288.75.
		days_to_maturity: Day(289),
	};
	assert_eq!(running, expected);
	assert_eq!(money_days(Day(20), bills), 90_000 + 1_065_000);
	assert_eq!(Running::of(Day(400), bills.iter().copied()), Running::default());
	// 4,000 days of money may be bound, 1,000 are: 3,000 in bills of ten days.
	assert_eq!(duration_room(1_000, usd(100), Day(40), 10), usd(300));
	assert_eq!(duration_room(4_001, usd(100), Day(40), 10), usd(0));
	assert_eq!(duration_room(0, usd(100), Day(40), 0), MUCH);
	// What was earned, lost and worked.
	let first = Results::default().closed(&bills[0], usd(1_100), Day(110));
	let expected = Results { earned: usd(100), worked: 100_000, ..Default::default() };
	assert_eq!(first, expected);
	let second = first.closed(&bills[1], usd(2_990), Day(20));
	let expected = Results { lost: usd(10), worked: 130_000, ..expected };
	assert_eq!(second, expected);
	let third = second.written_down(usd(2)).minted(usd(60));
	assert_eq!(third, Results { lost: usd(12), harvested: usd(60), ..expected });
	// 88 on 130,000 dollar days: 24.7 % a year; since the first nothing but losses.
	let rate = third.realised(&Results::default()).unwrap();
	assert_eq!(rate, Ppb(u64::try_from(88u128 * 365_000_000_000 / 130_000).unwrap()));
	assert_eq!(third.realised(&first), Some(Ppb(0)));
	assert_eq!(first.realised(&first), None);
}

#[test]
fn sums_and_differences_should_be_exact_or_refused() {
	use caliber_finance::{
		treasury::{difference, sum, total},
		vault::Receipt,
		FinanceError,
	};
	assert_eq!(sum([usd(1), usd(20), usd(300)]), Ok(usd(321)));
	assert_eq!(sum([]), Ok(usd(0)));
	assert_eq!(sum([MUCH, usd(0)]), Ok(MUCH));
	assert_eq!(sum([MUCH, usd(1)]), Err(FinanceError::Overflow));
	assert_eq!(total([MUCH, usd(1)]), MUCH);
	for (one, other, above) in [(5, 3, (2, 0)), (3, 5, (0, 2)), (4, 4, (0, 0))] {
		assert_eq!(difference(usd(one), usd(other)), (usd(above.0), usd(above.1)));
	}
	let receipt = |p, a, e| Receipt { principal: usd(p), accrued: usd(a), extra: usd(e) };
	assert_eq!(receipt(1, 2, 3).with(receipt(10, 20, 30)), Ok(receipt(11, 22, 33)));
	for more in [receipt(1, 0, 0), receipt(0, 1, 0), receipt(0, 0, 1)] {
		let all = Receipt { principal: MUCH, accrued: MUCH, extra: MUCH };
		assert_eq!(all.with(more), Err(FinanceError::Overflow));
	}
}
