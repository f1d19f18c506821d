use crate::math::wide;
use caliber_finance::{
	bills::{investment_yield, price, year_days},
	treasury::{
		apr, cap_of, cost, income, is_whole, is_whole_lots, ladder, next_purchase, total, Accounts,
		Custody, LadderYield, Liquidity, Mark, Position, PriceCheck, Rung, Surplus, LOT,
	},
	units::{Day, MicroUsd, Ppb, Ppm, ReserveAmount, UsdaiAmount},
	vault::AccretedIncome,
	FinanceError,
};
use primitive_types::U512;
use proptest::prelude::*;

const MILLION: u128 = 1_000_000;
/// 100 dollars in micro-dollars.
const FACE: u128 = 100_000_000;
/// The year of 360 days in parts per billion.
const BANK_YEAR: u128 = 360_000_000_000;

/// An amount up to a million millions of dollars.
fn money() -> impl Strategy<Value = u128> {
	(0u128..10u128.pow(30), 0u32..100).prop_map(|(amount, shift)| amount >> shift)
}

/// The floor of a quotient of products.
fn floor(factors: &[u128], divisors: &[u128]) -> u128 {
	let product = |all: &[u128]| all.iter().fold(U512::one(), |p, factor| p * wide(*factor));
	(product(factors) / product(divisors)).as_u128()
}

/// Price for 100 dollars of face, half up, where there is one: 31 CFR 356 appendix B.
fn price_of(discount: u128, days: u128) -> Option<u128> {
	let part = BANK_YEAR.checked_sub(discount * days)?;
	Some((2 * FACE * part + BANK_YEAR) / (2 * BANK_YEAR))
}

/// A bill on terms that a treasury can have: paid for at its price, the cost rounded up.
fn bill() -> impl Strategy<Value = Position> {
	let terms = (0u32..400, 1u32..=366, 1u64..=100_000_000, money(), any::<bool>());
	terms.prop_map(|(settles, days, micro, face, settled)| Position {
		settles: Day(settles),
		matures: Day(settles + days),
		price: MicroUsd(micro),
		cost: UsdaiAmount((face * u128::from(micro)).div_ceil(FACE)),
		face: UsdaiAmount(face),
		settled,
		impaired: None,
	})
}

fn mark() -> impl Strategy<Value = Option<Mark>> {
	let mark = (0u64..2_000_000_000, 0u32..800)
		.prop_map(|(discount, day)| Mark { discount: Ppb(discount), day: Day(day) });
	prop::option::of(mark)
}

fn left(bill: &Position, day: Day) -> u128 {
	let from = day.0.max(bill.settles.0);
	u128::from(bill.matures.0) - u128::from(from.min(bill.matures.0))
}

/// The straight line by its definition, and at face from maturity on.
fn straight_of(bill: &Position, day: Day) -> u128 {
	let (days, left) = (u128::from(bill.matures.0 - bill.settles.0), left(bill, day));
	let weight = u128::from(bill.price.get()) * left + FACE * (days - left);
	floor(&[bill.face.get(), weight], &[FACE, days])
}

fn market_of(bill: &Position, mark: Option<Mark>) -> u128 {
	let Some(mark) = mark else { return bill.cost.get() };
	match left(bill, mark.day) {
		0 => bill.face.get(),
		left => price_of(u128::from(mark.discount.get()), left)
			.map_or(bill.cost.get(), |micro| floor(&[bill.face.get(), micro], &[FACE])),
	}
}

/// A bill of a story: its cost, its gain, and how far it has come.
#[derive(Clone, Copy, Debug)]
struct Told {
	cost: u128,
	gain: u128,
	stage: u8,
	minted: u128,
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn accounts_should_be_the_sums_over_bills_when_these_go_their_way(
		bills in prop::collection::vec((money(), money()), 1..12),
		steps in prop::collection::vec((any::<prop::sample::Index>(), money()), 0..60),
		cash in money(),
	) {
		let mut told: Vec<Told> = bills
			.into_iter()
			.map(|(cost, gain)| Told { cost, gain, stage: 0, minted: 0 })
			.collect();
		let mut accounts = Accounts::default();
		for (pick, amount) in steps {
			let count = told.len();
			let bill = &mut told[pick.index(count)];
			let (cost, gain) = (UsdaiAmount(bill.cost), UsdaiAmount(bill.gain));
			accounts = match bill.stage {
				0 => accounts.bought(cost).unwrap(),
				1 => accounts.settled(cost).unwrap(),
				2 => {
					let proceeds = cost.saturating_add(gain);
					let (accounts, surplus) = accounts.closed(cost, proceeds, None).unwrap();
					prop_assert_eq!(surplus, Surplus::of(gain));
					accounts
				},
				_ => {
					let surplus = Surplus::of(UsdaiAmount(bill.gain - bill.minted));
					let minted = surplus.minted(UsdaiAmount(amount).min(surplus.total())).unwrap();
					let kept = surplus.without(minted).unwrap();
					let minted = minted.total().get();
					prop_assert_eq!(kept.total().get() + minted, surplus.total().get());
					bill.minted += minted;
					let (accounts, asked) = accounts.taken(surplus).unwrap();
					prop_assert_eq!(asked, surplus);
					accounts.put_back(kept).unwrap()
				},
			};
			bill.stage = (bill.stage + 1).min(3);

			let sum = |stage: u8, of: fn(&Told) -> u128| -> u128 {
				told.iter().filter(|bill| bill.stage == stage).map(of).sum()
			};
			prop_assert_eq!(accounts.in_transit.get(), sum(1, |bill| bill.cost));
			prop_assert_eq!(accounts.at_settled_cost.get(), sum(2, |bill| bill.cost));
			prop_assert_eq!(accounts.settled_surplus.get(), sum(3, |bill| bill.gain - bill.minted));
			let bills = sum(1, |bill| bill.cost) + sum(2, |bill| bill.cost);
			prop_assert_eq!(accounts.at_cost().get(), bills);
			prop_assert_eq!(accounts.backing(UsdaiAmount(cash)).get(), cash + bills);
			let open = AccretedIncome { low: UsdaiAmount(1), high: UsdaiAmount(3) };
			let claim = accounts.claim(open, UsdaiAmount::ZERO);
			prop_assert_eq!(claim.low.get(), accounts.settled_surplus.get() + 1);
			prop_assert_eq!(claim.high.get(), accounts.settled_surplus.get() + 3);
		}
	}

	#[test]
	fn accounts_should_refuse_when_one_has_too_little_or_too_much(
		transit in money(), held in money(), surplus in money(), more in 1u128..,
	) {
		let accounts = Accounts {
			at_settled_cost: UsdaiAmount(held),
			in_transit: UsdaiAmount(transit),
			settled_surplus: UsdaiAmount(surplus),
			..Default::default()
		};
		let over = |amount: u128| amount.checked_add(more).map(UsdaiAmount);
		let above = |amount: u128| UsdaiAmount(u128::MAX - amount + 1);
		if let Some(cost) = over(transit) {
			prop_assert_eq!(accounts.settled(cost), None);
		}
		if let Some(cost) = over(held) {
			prop_assert_eq!(accounts.closed(cost, cost, None), None);
			prop_assert_eq!(Custody(UsdaiAmount(held)).without(cost), None);
		}
		if let Some(left) = over(surplus) {
			prop_assert_eq!(accounts.taken(Surplus::of(left)), None);
			prop_assert_eq!(Surplus::of(UsdaiAmount(surplus)).minted(left), None);
		}
		prop_assert!(transit == 0 || accounts.bought(above(transit.max(1))).is_none());
		let back = accounts.put_back(Surplus::of(above(surplus.max(1))));
		prop_assert!(surplus == 0 || back.is_none());
		prop_assert!(surplus == 0 || accounts
			.closed(UsdaiAmount::ZERO, above(surplus.max(1)), None)
			.is_none());
		prop_assert!(held == 0 || Custody(UsdaiAmount(held)).with(above(held.max(1))).is_none());
	}

	#[test]
	fn custody_should_count_what_is_in_it_when_bills_come_and_go(
		costs in prop::collection::vec(money(), 1..20),
	) {
		let mut custody = Custody::default();
		for cost in &costs {
			custody = custody.with(UsdaiAmount(*cost)).unwrap();
		}
		prop_assert_eq!(custody.0.get(), costs.iter().sum::<u128>());
		prop_assert_eq!(custody.is_empty(), costs.iter().all(|cost| *cost == 0));
		for cost in costs.iter().rev() {
			custody = custody.without(UsdaiAmount(*cost)).unwrap();
		}
		prop_assert!(custody.is_empty());
	}

	#[test]
	fn cost_should_be_the_least_that_pays_the_price_when_rounded_up(
		micro in 0u64..=100_000_000, face: u128,
	) {
		let cost = cost(MicroUsd(micro), ReserveAmount(face)).unwrap().get();
		let due = wide(face) * wide(u128::from(micro));
		prop_assert!(wide(cost) * wide(FACE) >= due);
		prop_assert!(cost == 0 || (wide(cost) - 1) * wide(FACE) < due);
		prop_assert!(cost <= face);
	}

	#[test]
	fn price_should_agree_when_its_discount_is_within_the_tolerance(
		fed in 0u64..1_200_000_000, tolerance in 0u64..50_000_000, days in 1u32..=366,
		off in -60_000_000i64..60_000_000,
	) {
		let paid = price_of(u128::from(fed.saturating_add_signed(off)), u128::from(days));
		let paid = paid.unwrap_or_default().min(FACE);
		let limit = |discount: u64| price_of(u128::from(discount), u128::from(days));
		let most = limit(fed.saturating_sub(tolerance));
		let want = match (most, limit(fed + tolerance)) {
			(None, _) => Err(FinanceError::InvalidDiscount),
			(Some(most), _) if paid > most => Ok(PriceCheck::TooDear),
			(_, None) => Err(FinanceError::InvalidDiscount),
			(_, Some(least)) if paid < least => Ok(PriceCheck::TooCheap),
			_ => Ok(PriceCheck::Agrees),
		};
		let paid = MicroUsd(u64::try_from(paid).unwrap());
		prop_assert_eq!(PriceCheck::of(paid, Ppb(fed), Ppb(tolerance), days), want);
		if want.is_ok() && off.unsigned_abs() <= tolerance {
			prop_assert_eq!(want, Ok(PriceCheck::Agrees));
		}
	}

	#[test]
	fn bill_should_be_worth_its_definition_when_days_pass(
		bill in bill(), mark in mark(), today in 0u32..800,
	) {
		let today = Day(today);
		prop_assert_eq!(bill.straight(today).get(), straight_of(&bill, today));
		prop_assert_eq!(bill.market(mark).get(), market_of(&bill, mark));
		prop_assert_eq!(u128::from(bill.days_left(today)), left(&bill, today));
		let gain = bill.face.get() - bill.cost.get();
		prop_assert_eq!(bill.gain().get(), gain);
		let days = u128::from(bill.days());
		prop_assert_eq!(bill.yearly().get(), floor(&[gain, 365], &[days]));
	}

	#[test]
	fn income_should_be_the_sums_over_bills_when_each_is_valued_by_itself(
		bills in prop::collection::vec((bill(), mark()), 0..12), today in 0u32..800,
	) {
		let today = Day(today);
		let high: u128 = bills
			.iter()
			.map(|(bill, _)| straight_of(bill, today).saturating_sub(bill.cost.get()))
			.sum();
		let settled = || bills.iter().filter(|(bill, _)| bill.settled);
		let worth: u128 = settled()
			.map(|(bill, mark)| straight_of(bill, today).min(market_of(bill, *mark)))
			.sum();
		let cost: u128 = settled().map(|(bill, _)| bill.cost.get()).sum();
		let got = income(today, bills.iter().copied());
		prop_assert_eq!(got.high.get(), high);
		prop_assert_eq!(got.low.get(), worth.saturating_sub(cost));
		prop_assert!(got.low <= got.high);

		// The order of the bills does not matter, and a settlement makes nobody a gift.
		prop_assert_eq!(income(today, bills.iter().rev().copied()), got);
		let confirmed = bills.iter().map(|(bill, mark)| (Position { settled: true, ..*bill }, *mark));
		prop_assert_eq!(income(today, confirmed).high, got.high);
		let gains: u128 = bills.iter().map(|(bill, _)| bill.face.get() - bill.cost.get()).sum();
		prop_assert!(got.high.get() <= gains);
	}

	#[test]
	fn apr_should_be_what_running_bills_earn_of_the_backing_when_these_are_settled(
		bills in prop::collection::vec(bill(), 0..12), today in 0u32..800, backing in money(),
	) {
		let runs = |bill: &&Position| bill.settled && today < bill.matures.0;
		let yearly: u128 = bills
			.iter()
			.filter(runs)
			.map(|bill| (bill.face.get() - bill.cost.get()) * 365 / u128::from(bill.days()))
			.sum();
		let rate = (wide(yearly) * wide(1_000_000_000)).checked_div(wide(backing));
		let want = rate.filter(|rate| *rate <= U512::from(u64::MAX)).map_or(0, |rate| rate.as_u64());
		let got = apr(Day(today), bills.iter().copied(), UsdaiAmount(backing));
		prop_assert_eq!(got, Ppb(want));
	}

	#[test]
	fn spendable_should_leave_floor_and_promises_in_cash_when_anything_is_left(
		cash in money(), owed in money(), issued in money(), floor in 0u32..=1_000_000,
		ordered in money(), committed in money(), queued in money(), coming in money(),
	) {
		let now = Liquidity {
			cash: UsdaiAmount(cash),
			owed: UsdaiAmount(owed),
			issued: UsdaiAmount(issued),
			committed: UsdaiAmount(committed),
			queued: UsdaiAmount(queued),
		};
		let spendable = now.spendable(Ppm(floor)).unwrap().get();
		// The most x for which cash - owed - x still is the floor's part of what is issued.
		let keeps = |x: u128| {
			let promised = owed + committed + x;
			let rest = cash.checked_sub(promised).filter(|rest| *rest >= queued);
			rest.is_some_and(|rest| wide(rest) * wide(MILLION) >= wide(issued) * wide(floor.into()))
		};
		let lack = now.lack(UsdaiAmount(coming)).get();
		prop_assert!(cash + coming + lack >= owed && (lack == 0 || cash + coming + lack == owed));
		prop_assert!(spendable == 0 || keeps(spendable));
		prop_assert!(!keeps(spendable + 1));
		let free = now.free(Ppm(floor), UsdaiAmount(ordered)).unwrap().get();
		prop_assert!(free == 0 && spendable <= ordered || free + ordered == spendable);
	}

	#[test]
	fn cap_should_be_the_most_that_is_within_the_part_when_rounded_down(
		backing: u128, cap in 0u32..=1_000_000,
	) {
		let got = cap_of(UsdaiAmount(backing), Ppm(cap)).unwrap().get();
		let bound = wide(backing) * wide(cap.into());
		prop_assert!(wide(got) * wide(MILLION) <= bound);
		prop_assert!((wide(got) + 1) * wide(MILLION) > bound);
	}

	#[test]
	fn part_should_be_refused_when_it_is_above_the_whole(amount in money(), over in 1_000_001u32..) {
		let error = Err(FinanceError::RateAboveOne);
		let amount = UsdaiAmount(amount);
		let none = UsdaiAmount::ZERO;
		let now =
			Liquidity { cash: amount, owed: none, issued: amount, committed: none, queued: none };
		prop_assert_eq!(now.spendable(Ppm(over)), error);
		prop_assert_eq!(now.free(Ppm(over), amount), error);
		prop_assert_eq!(cap_of(amount, Ppm(over)), error);
		let rungs = ladder([((), Ppm(over))], |()| amount, |()| amount, amount);
		prop_assert_eq!(rungs, Err(FinanceError::RateAboveOne));
	}

	#[test]
	fn what_waits_should_be_paid_behind_others_when_bills_bring_money(
		cash in money(), owed in money(), amount in money(),
		faces in prop::collection::vec(money(), 0..6),
	) {
		let none = UsdaiAmount::ZERO;
		let (committed, queued, issued) = (none, none, none);
		let (cash, owed) = (UsdaiAmount(cash), UsdaiAmount(owed));
		let liquidity = Liquidity { cash, owed, issued, committed, queued };
		let (now, mut waiting) = liquidity.payable(UsdaiAmount(amount));
		let (mut brought, mut paid) = (cash.get(), now.get());
		for face in faces {
			let (after, part) = waiting.paid(UsdaiAmount(face));
			waiting = after;
			(brought, paid) = (brought + face, paid + part.get());
			// All that has come in pays those before first.
			prop_assert_eq!(paid, amount.min(brought.saturating_sub(owed.get())));
			prop_assert_eq!(waiting.rest.get() + paid, amount);
		}
	}

	#[test]
	fn ladder_should_share_all_money_by_weight_when_it_is_whole(
		cuts in prop::array::uniform5(0u32..=1_000_000),
		held in prop::array::uniform6(money()), ordered in prop::array::uniform6(money()),
		free in money(),
	) {
		let mut edges = cuts.to_vec();
		edges.extend([0, 1_000_000]);
		edges.sort_unstable();
		let weights: [(usize, Ppm); 6] =
			core::array::from_fn(|place| (place, Ppm(edges[place + 1] - edges[place])));
		prop_assert!(is_whole(weights.map(|(_, weight)| weight)));

		let amount = |of: [u128; 6]| move |place: usize| UsdaiAmount(of[place]);
		let rungs = ladder(weights, amount(held), amount(ordered), UsdaiAmount(free)).unwrap();
		let all = held.iter().chain(&ordered).sum::<u128>() + free;
		for (place, rung) in rungs.iter().enumerate() {
			let weight = weights[place].1;
			let want = Rung {
				tenor: place,
				weight,
				held: UsdaiAmount(held[place]),
				ordered: UsdaiAmount(ordered[place]),
				target: UsdaiAmount(floor(&[all, weight.get().into()], &[MILLION])),
			};
			prop_assert_eq!(*rung, want);
			prop_assert_eq!(rung.filled().get(), held[place] + ordered[place]);
			let lack = rung.target.get().saturating_sub(held[place] + ordered[place]);
			prop_assert_eq!(rung.lack().get(), lack);
		}
		let targets: u128 = rungs.iter().map(|rung| rung.target.get()).sum();
		prop_assert!(targets <= all && all - targets < 6);
		prop_assert_eq!(total(rungs.iter().map(|rung| rung.target)).get(), targets);
	}

	#[test]
	fn purchase_should_be_the_largest_lack_without_an_order_when_it_is_worth_one(
		rungs in prop::collection::vec((0u128..50, 0u128..30, prop::option::of(1u128..9)), 0..7),
		free in 0u128..60, smallest in 0u128..20, largest in 0u128..40,
	) {
		let rungs: Vec<Rung<usize>> = rungs
			.into_iter()
			.enumerate()
			.map(|(tenor, (target, held, ordered))| Rung {
				tenor,
				weight: Ppm(0),
				held: UsdaiAmount(held),
				ordered: UsdaiAmount(ordered.unwrap_or_default()),
				target: UsdaiAmount(target),
			})
			.collect();
		let limits = (UsdaiAmount(smallest), UsdaiAmount(largest));
		let got = next_purchase(&rungs, |_| UsdaiAmount::MAX, UsdaiAmount(free), limits.0, limits.1);
		let mut open: Vec<(u128, usize)> = rungs
			.iter()
			.filter(|rung| rung.ordered.get() == 0)
			.map(|rung| (rung.target.get().saturating_sub(rung.held.get()), rung.tenor))
			.collect();
		open.sort_by_key(|(lack, tenor)| (u128::MAX - lack, *tenor));
		let want = open
			.first()
			.map(|(lack, tenor)| (*tenor, UsdaiAmount(*lack.min(&free).min(&largest))))
			.filter(|(_, amount)| amount.get() >= smallest);
		prop_assert_eq!(got, want);
	}

	#[test]
	fn yield_should_weigh_coupon_equivalents_of_what_the_floor_leaves_when_rungs_are_added(
		rungs in prop::collection::vec((0u32..=1_000_000, 0u64..200_000_000, 1u32..=366), 0..7),
		today in 0u32..40_000, floor in 0u32..=1_000_000,
	) {
		let today = Day(today);
		let mut ladder = LadderYield::default();
		let mut sum = U512::zero();
		for (weight, discount, days) in rungs {
			ladder = ladder.with(Ppm(weight), Ppb(discount), days, today).unwrap();
			let micro = price(Ppb(discount), days).unwrap();
			let rate = investment_yield(micro, days, year_days(today)).unwrap();
			sum += wide(rate.get().into()) * wide(weight.into());
		}
		let want = sum * wide((1_000_000 - floor).into()) / wide(MILLION * MILLION);
		prop_assert_eq!(ladder.above_floor(Ppm(floor)), Ok(Ppb(want.as_u64())));
		prop_assert_eq!(ladder.above_floor(Ppm(1_000_000)), Ok(Ppb(0)));
		prop_assert_eq!(ladder.above_floor(Ppm(u32::MAX)), Ok(Ppb(0)));
	}

	#[test]
	fn face_should_be_whole_lots_when_it_is_hundreds_of_dollars(
		lots in 0u128..10u128.pow(12), odd in 1u128..100 * 10u128.pow(18),
	) {
		let hundred = 100 * 10u128.pow(18);
		prop_assert_eq!(LOT, UsdaiAmount(hundred));
		prop_assert_eq!(is_whole_lots(UsdaiAmount(lots * hundred)), lots > 0);
		prop_assert!(!is_whole_lots(UsdaiAmount(lots * hundred + odd)));
	}
}

#[test]
fn sums_should_be_held_at_the_largest_amount_when_they_pass_it() {
	let (most, one) = (UsdaiAmount::MAX, UsdaiAmount(1));
	assert_eq!(total([most, one]), most);
	assert_eq!(total([]), UsdaiAmount::ZERO);
	let accounts = Accounts {
		at_settled_cost: most,
		in_transit: one,
		settled_surplus: most,
		..Default::default()
	};
	assert_eq!((accounts.at_cost(), accounts.backing(one)), (most, most));
	let claim = accounts.claim(AccretedIncome { low: one, high: one }, one);
	assert_eq!((claim.low, claim.high), (most, most));
	assert!(!is_whole([Ppm(999_999)]) && !is_whole([Ppm(u32::MAX); 2]) && !is_whole([]));
}

#[test]
fn bill_should_be_worth_its_cost_when_its_terms_are_none() {
	let bill = Position {
		settles: Day(10),
		matures: Day(10 + 367),
		price: MicroUsd(99_000_000),
		cost: UsdaiAmount(99),
		face: UsdaiAmount(100),
		settled: true,
		impaired: None,
	};
	let mark = Mark { discount: Ppb(36_250_000), day: Day(10) };
	assert_eq!((bill.straight(Day(11)), bill.market(Some(mark))), (bill.cost, bill.cost));
	assert_eq!(bill.straight(bill.matures), bill.face);
	let dear = Position { matures: Day(38), price: MicroUsd(100_000_001), ..bill };
	assert_eq!(dear.straight(Day(11)), dear.cost);
	let none = Position { matures: Day(10), ..bill };
	assert_eq!((none.yearly(), none.straight(Day(0))), (UsdaiAmount::ZERO, none.face));
	let lossy = Position { cost: UsdaiAmount(101), ..bill };
	assert_eq!(lossy.gain(), UsdaiAmount::ZERO);
}

#[test]
fn price_should_agree_up_to_and_with_its_limits() {
	// A discount of 3.6 % over 100 days: a dollar of a hundred, and one cent a basis point and more.
	let check = |paid| PriceCheck::of(MicroUsd(paid), Ppb(36_000_000), Ppb(3_600_000), 100);
	let limits = [98_900_000, 99_100_000];
	assert_eq!(limits.map(|paid| check(paid).unwrap()), [PriceCheck::Agrees; 2]);
	assert_eq!(check(limits[0] - 1), Ok(PriceCheck::TooCheap));
	assert_eq!(check(limits[1] + 1), Ok(PriceCheck::TooDear));
	// A sale has the lower one, and the face.
	let sale = |paid| PriceCheck::of_sale(MicroUsd(paid), Ppb(36_000_000), Ppb(3_600_000), 100);
	let limits = [98_900_000, 100_000_000];
	assert_eq!(limits.map(|paid| sale(paid).unwrap()), [PriceCheck::Agrees; 2]);
	assert_eq!(sale(limits[0] - 1), Ok(PriceCheck::TooCheap));
	assert_eq!(sale(limits[1] + 1), Ok(PriceCheck::TooDear));
}

#[test]
fn purchase_should_be_the_first_rung_when_two_lack_the_same() {
	let of = |tenor, target| Rung {
		tenor,
		weight: Ppm(0),
		held: UsdaiAmount(0),
		ordered: UsdaiAmount(0),
		target: UsdaiAmount(target),
	};
	let rungs = [of('a', 1), of('b', 2), of('c', 2)];
	let bought =
		next_purchase(&rungs, |_| UsdaiAmount(9), UsdaiAmount(9), UsdaiAmount(1), UsdaiAmount(9));
	assert_eq!(bought, Some(('b', UsdaiAmount(2))));
}

#[test]
fn error_should_come_in_order_when_arguments_are_out_of_range() {
	use FinanceError::{InvalidDays, InvalidDiscount, Overflow};
	let check = |fed, days| PriceCheck::of(MicroUsd(99_000_000), Ppb(fed), Ppb(1), days);
	assert_eq!(check(u64::MAX, 0), Err(InvalidDays));
	assert_eq!(check(u64::MAX, 367), Err(InvalidDays));
	assert_eq!(check(u64::MAX, 1), Err(InvalidDiscount));
	let yields = |fed, days| LadderYield::default().with(Ppm(1), Ppb(fed), days, Day(0));
	assert_eq!(yields(u64::MAX, 0), Err(InvalidDays));
	assert_eq!(yields(u64::MAX, 1), Err(InvalidDiscount));
	let dear = MicroUsd(100_000_001);
	assert_eq!(cost(dear, ReserveAmount::MAX), Err(Overflow));
	// A price of a few micro-dollars in a year: a yield of millions of percent, many times over.
	let steep = |weight| LadderYield::default().with(Ppm(weight), Ppb(999_999_000), 360, Day(0));
	assert!(steep(u32::MAX).is_ok_and(|all| all.above_floor(Ppm(0)).is_ok()));
}
