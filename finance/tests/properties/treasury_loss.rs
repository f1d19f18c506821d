//! Losses of the treasury, and what it reports.

use crate::math::wide;
use caliber_finance::{
	treasury::{
		cost, doubtful, duration_room, money_days, next_purchase, proceeds, Accounts, Charge,
		Impairment, Position, PriceCheck, Results, Rung, Running, Standing, Surplus, WriteDown,
	},
	units::{Day, MicroUsd, Ppb, Ppm, ReserveAmount, UsdaiAmount},
	vault::AccretedIncome,
	FinanceError,
};
use proptest::prelude::*;

/// An amount up to a million millions of dollars.
fn money() -> impl Strategy<Value = u128> {
	(0u128..10u128.pow(30), 0u32..100).prop_map(|(amount, shift)| amount >> shift)
}

fn usd(amount: u128) -> UsdaiAmount {
	UsdaiAmount(amount)
}

/// A bill that costs less than its face.
fn bill() -> impl Strategy<Value = Position> {
	let terms = (0u32..400, 1u32..=366, money(), money(), any::<(bool, bool)>());
	terms.prop_map(|(settles, days, cost, gain, (settled, impaired))| Position {
		settles: Day(settles),
		matures: Day(settles + days),
		price: MicroUsd(99_000_000),
		cost: usd(cost),
		face: usd(cost + gain),
		settled,
		impaired: impaired.then(WriteDown::default),
	})
}

/// A dollar as the treasury sees it.
#[derive(Clone, Copy, Debug)]
struct World {
	cash: u128,
	owing: u128,
	accounts: Accounts,
}

impl World {
	fn standing(&self) -> Standing {
		let backing = self.accounts.backing(usd(self.cash)).get();
		Standing {
			surplus: usd(backing.saturating_sub(self.owing)),
			shortfall: usd(self.owing.saturating_sub(backing)),
		}
	}
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn loss_should_be_borne_by_surplus_then_claim_then_idle_money(
		cash in money(), cost in money(), surplus in money(), settled in money(),
		recovered in 0u32..=1_000_000, low in money(), more in money(), pledged in money(),
		idle in money(),
	) {
		// Nobody lacks anything before, and what was pledged is covered.
		let high = low + more;
		let pledged = pledged.min(low);
		let accounts = Accounts {
			at_settled_cost: usd(cost),
			settled_surplus: usd(settled.min(surplus)),
			pledged: usd(pledged),
			..Default::default()
		};
		let backing = cash.checked_add(cost + pledged).unwrap();
		let surplus = surplus.min(backing);
		let settled = settled.min(surplus);
		let accounts = Accounts { settled_surplus: usd(settled), ..accounts };
		let world = World { cash, owing: backing - surplus, accounts };
		prop_assert_eq!(world.standing().surplus.get(), surplus);

		// The bill is sold for less than its cost.
		let Impairment { left: back, lost } = Impairment::of(usd(cost), Ppm(recovered)).unwrap();
		prop_assert_eq!(back.get() + lost.get(), cost);
		prop_assert_eq!(back.get(), (wide(cost) * wide(recovered.into()) / wide(1_000_000)).as_u128());
		let back = back.get();
		let (accounts, left) = accounts.closed(usd(cost), usd(back), None).unwrap();
		prop_assert_eq!(left, Surplus::default());
		// It is counted on its way, and once only when it has come.
		let coming = accounts.returning(usd(back)).unwrap();
		let standing = World { accounts: coming, ..world }.standing();
		prop_assert_eq!(coming.arrived(usd(back)), Some(accounts));
		prop_assert_eq!(accounts.arrived(usd(1)), None);
		let world = World { cash: cash + back, accounts, ..world };
		prop_assert_eq!(standing, world.standing());
		let loss = cost - back;
		let open = AccretedIncome { low: usd(low), high: usd(high) };
		let (accounts, charge) = world.accounts.charged(usd(loss), open, world.standing());

		// All of it is borne once, in the order of the protocol.
		prop_assert_eq!(charge.total().get(), loss);
		prop_assert_eq!(charge.surplus.get(), loss.min(surplus));
		prop_assert_eq!(charge.income.get(), (loss - charge.surplus.get()).min(low - pledged));
		// What is pledged backs the dollar, idle money that burns is not owing any more, and the
		// rest is shortfall.
		let burned = charge.idle.get().min(idle).min(world.owing);
		let after = World { accounts, owing: world.owing - burned, ..world };
		prop_assert_eq!(after.standing().shortfall.get(), charge.idle.get() - burned);
		prop_assert_eq!(after.standing().surplus.get(), surplus.saturating_sub(loss));
		// No claim is left that no surplus backs.
		let settled_claim = accounts.settled_claim().get();
		prop_assert_eq!(charge.struck, accounts.struck);
		prop_assert!(settled_claim <= surplus.saturating_sub(loss));
		prop_assert_eq!(settled_claim, settled.min(surplus.saturating_sub(loss)));
		prop_assert_eq!(
			accounts.claim(open, usd(7)).high.get(),
			high + 7 - accounts.pledged.get() + settled_claim
		);

		// The gains of other bills redeem the pledge before they are anybody's.
		let gain = usd(high);
		let (paid, surplus) = accounts.bought(gain).and_then(|a| a.settled(gain)).unwrap()
			.closed(gain, usd(2 * high), None).unwrap();
		prop_assert_eq!(paid.pledged, UsdaiAmount::ZERO);
		prop_assert_eq!(surplus, Surplus::of(usd(high - accounts.pledged.get())));
		// And a struck claim is minted to nobody.
		let whole = Surplus::of(paid.settled_surplus);
		let (rest, asked) = paid.taken(whole).unwrap();
		prop_assert_eq!(asked.total().get(), paid.settled_surplus.get() - paid.struck.get());
		prop_assert_eq!((rest.struck, rest.settled_surplus), (UsdaiAmount::ZERO, UsdaiAmount::ZERO));
	}

	#[test]
	fn impaired_bill_should_give_back_what_each_bore_when_it_pays_after_all(
		cash in money(), cost in money(), gain in money(), earned in 0u32..=1_000_000,
		part in 0u32..=1_000_000, extra in money(), settled in money(), back in money(),
		low in money(), idle in money(), pledged in money(),
	) {
		// The bill has earned a part of its gain, and another one has income as well. What earlier
		// losses have pledged is covered by both together.
		let accrued = (wide(gain) * wide(earned.into()) / wide(1_000_000)).as_u128();
		let pledged = pledged.min(low + accrued);
		let accounts = Accounts {
			at_settled_cost: usd(cost),
			settled_surplus: usd(settled),
			returned: usd(back),
			pledged: usd(pledged),
			..Default::default()
		};
		let surplus = settled + back + extra;
		let cash = cash + surplus + idle;
		let backing = accounts.backing(usd(cash)).get();
		let world = World { cash, owing: backing - surplus, accounts };
		let both = |more: u128| AccretedIncome { low: usd(low + more), high: usd(low + more) };
		// What who enters counts: idle money, income and what comes back.
		let count = |world: &World, idle: u128, open: AccretedIncome, doubtful: u128| {
			let income = world.accounts.claim(open, usd(doubtful)).high.get();
			(income, idle + world.accounts.claim_back().high.get())
		};
		let before = count(&world, idle, both(accrued), 0);

		// It is marked impaired, and others bear the loss.
		let Impairment { left, lost } = Impairment::of(usd(cost), Ppm(part)).unwrap();
		let world = World { accounts: world.accounts.written_down(lost).unwrap(), ..world };
		let (accounts, mut charge) = world.accounts.charged(lost, both(0), world.standing());
		let charged = charge.total();
		charge.idle = charge.idle.min(usd(idle));
		let nobody = charged.get() - charge.total().get();
		let marked = charge.write_down(lost, charged);
		let accounts = accounts.awaiting(marked.returned).unwrap();
		let world = World { accounts, owing: world.owing - charge.idle.get(), ..world };
		prop_assert_eq!(world.standing().shortfall.get(), nobody);
		let position = |today: u128| {
			let line = usd(cost + today).saturating_sub(left);
			marked.divided(line).income.get()
		};
		let now_idle = idle - charge.idle.get();
		// While somebody bears it, who enters pays as before, to the unit and by either kind.
		if nobody == 0 {
			prop_assert_eq!(count(&world, now_idle, both(0), position(accrued)), before);
		}
		// Who leaves counts no more than before.
		let open = both(0);
		prop_assert!(world.accounts.claim(open, usd(0)).low <= usd(before.0));

		// It pays its face after all.
		let (paid, got) = world.accounts.closed(left, usd(cost + gain), Some(marked)).unwrap();
		let after = World { cash: cash + cost + gain, accounts: paid, ..world };
		prop_assert_eq!(paid.awaited, UsdaiAmount::ZERO);
		if nobody == 0 {
			let (income, money) = count(&after, now_idle, both(0), 0);
			prop_assert_eq!((income + accrued, money), (before.0 + gain, before.1));
			// Surplus has what it bore back as well: the rest is the vault's claim.
			let dollar = after.standing().surplus.get() - paid.settled_claim().get();
			prop_assert_eq!(dollar, extra);
		}
		// All that is harvested of it is what was left, what comes back first.
		let half = usd(got.total().get() / 2);
		let part = got.minted(half).unwrap();
		prop_assert_eq!(part.total(), half);
		prop_assert_eq!(part.returned, half.min(got.returned));
		let rest = got.without(part).unwrap();
		prop_assert_eq!(rest.total().get() + half.get(), got.total().get());
		prop_assert_eq!(got.minted(usd(got.total().get() + 1)), None);
	}

	#[test]
	fn pledge_should_be_a_loss_when_the_bills_do_not_have_it_any_more(
		pledged in money(), high in money(), surplus in money(), lacking in money(),
	) {
		let accounts = Accounts { pledged: usd(pledged), ..Default::default() };
		let open = AccretedIncome { low: usd(0), high: usd(high) };
		let uncovered = pledged.saturating_sub(high);
		for standing in [
			Standing { surplus: usd(surplus), shortfall: usd(0) },
			Standing { surplus: usd(0), shortfall: usd(lacking) },
		] {
			let (after, charge) = accounts.charged(usd(0), open, standing);
			prop_assert_eq!(after.pledged.get(), pledged - uncovered);
			prop_assert_eq!(charge.total().get(), uncovered);
			prop_assert_eq!(charge.surplus.get(), uncovered.min(standing.surplus.get()));
		}
	}

	#[test]
	fn sale_should_agree_when_it_is_not_below_the_fed_price_less_the_tolerance(
		fed in 0u64..400_000_000, tolerance in 0u64..10_000_000, days in 1u32..=366,
		off in -2_000_000i64..2_000_000,
	) {
		let least = caliber_finance::bills::price(Ppb(fed + tolerance), days).unwrap();
		let sold = MicroUsd(least.get().saturating_add_signed(off));
		let want = match (off < 0, sold.get() > 100_000_000) {
			(true, _) => PriceCheck::TooCheap,
			(_, true) => PriceCheck::TooDear,
			_ => PriceCheck::Agrees,
		};
		prop_assert_eq!(PriceCheck::of_sale(sold, Ppb(fed), Ppb(tolerance), days), Ok(want));
	}

	#[test]
	fn proceeds_should_be_the_most_that_the_price_pays_when_rounded_down(
		micro in 0u64..=100_000_000, face: u128,
	) {
		let got = proceeds(MicroUsd(micro), ReserveAmount(face)).unwrap();
		let due = wide(face) * wide(micro.into());
		prop_assert!(wide(got.get()) * wide(100_000_000) <= due);
		prop_assert!((wide(got.get()) + 1) * wide(100_000_000) > due);
		// Who buys and sells at one price loses at most a unit.
		let paid = cost(MicroUsd(micro), ReserveAmount(face)).unwrap();
		prop_assert!(paid.get() - got.get() <= 1);
	}

	#[test]
	fn running_should_weigh_by_cost_when_bills_run(
		bills in prop::collection::vec(bill(), 0..12), today in 0u32..800,
	) {
		let today = Day(today);
		let runs: Vec<Position> = bills
			.iter()
			.filter(|b| b.settled && b.impaired.is_none() && today < b.matures)
			.copied()
			.collect();
		let got = Running::of(today, bills.iter().copied());
		let cost: u128 = runs.iter().map(|bill| bill.cost.get()).sum();
		let yearly: u128 = runs.iter().map(|bill| bill.yearly().get()).sum();
		let days: u128 =
			runs.iter().map(|bill| bill.cost.get() * u128::from(bill.days_left(today))).sum();
		prop_assert_eq!(usize::try_from(got.bills).unwrap(), runs.len());
		prop_assert_eq!(got.cost.get(), cost);
		prop_assert_eq!(got.face.get(), runs.iter().map(|bill| bill.face.get()).sum::<u128>());
		let weighted = (wide(yearly) * wide(1_000_000_000)).checked_div(wide(cost));
		let weighted = weighted.filter(|rate| *rate <= wide(u64::MAX.into()));
		prop_assert_eq!(u128::from(got.weighted_yield.get()), weighted.map_or(0, |rate| rate.as_u128()));
		let average = if cost == 0 { 0 } else { days.div_ceil(cost) };
		prop_assert_eq!(u128::from(got.days_to_maturity.get()), average);
	}

	#[test]
	fn room_should_be_the_most_that_keeps_the_average_within_the_longest(
		bills in prop::collection::vec(bill(), 0..6), today in 0u32..800, backing in money(),
		longest in 0u32..=366, days in 1u32..=366,
	) {
		let bound = money_days(Day(today), bills);
		let room = duration_room(bound, usd(backing), Day(longest), days).get();
		let within = |amount: u128| {
			wide(bound) + wide(amount) * wide(days.into()) <= wide(backing) * wide(longest.into())
		};
		prop_assert!(room == 0 || within(room));
		prop_assert!(!within(room + 1));
		prop_assert_eq!(duration_room(bound, usd(backing), Day(longest), 0), UsdaiAmount::MAX);
	}

	#[test]
	fn results_should_be_the_yield_on_money_and_days_when_bills_have_paid(
		bills in prop::collection::vec((bill(), money(), 0u32..400), 1..8), down in money(),
		first in 0usize..8,
	) {
		let mut results = Results::default();
		let mut before = results;
		let (mut earned, mut lost, mut worked) = (0u128, 0u128, 0u128);
		for (place, (bill, proceeds, late)) in bills.iter().enumerate() {
			if place == first.min(bills.len() - 1) {
				(before, earned, lost, worked) = (results, 0, 0, 0);
			}
			results = results.closed(bill, usd(*proceeds), Day(bill.settles.get() + late));
			earned += proceeds.saturating_sub(bill.cost.get());
			lost += bill.cost.get().saturating_sub(*proceeds);
			worked += bill.cost.get() * u128::from(*late);
		}
		results = results.written_down(usd(down)).minted(usd(7));
		prop_assert_eq!(results.harvested, usd(7));
		let net = earned.saturating_sub(lost + down);
		let want = (wide(net) * wide(365_000_000_000)).checked_div(wide(worked));
		let want = want.filter(|rate| *rate <= wide(u64::MAX.into()));
		prop_assert_eq!(results.realised(&before), want.map(|rate| Ppb(rate.as_u64())));
	}
}

#[test]
fn realised_yield_should_be_the_published_one_when_the_bill_of_the_example_has_paid() {
	// 912797VC8: a million of face at 3.625 % for 28 days; published: 3.686 %.
	let unit = 10u128.pow(12);
	let bill = Position {
		settles: Day(20_683),
		matures: Day(20_711),
		price: MicroUsd(99_718_056),
		cost: usd(997_180_560_000 * unit),
		face: usd(1_000_000_000_000 * unit),
		settled: true,
		impaired: None,
	};
	let results = Results::default().closed(&bill, bill.face, bill.matures);
	assert_eq!(results.realised(&Results::default()), Some(Ppb(36_857_331)));
	// A day: 100.694285 dollars.
	let day = |n| bill.straight(Day(bill.settles.get() + n)).saturating_sub(bill.cost).get();
	assert_eq!(day(1) / 10u128.pow(12), 100_694_285);
	assert_eq!(day(28), 2_819_440_000 * unit);
	// Impaired it is worth what is left of it to who leaves, and its line to who enters.
	let lost = WriteDown { lost: bill.cost, returned: bill.cost, ..Default::default() };
	let marked = Position { cost: usd(0), impaired: Some(lost), ..bill };
	let none = caliber_finance::treasury::income(Day(20_700), [(marked, None)]);
	assert_eq!(none, AccretedIncome::default());
	assert_eq!(doubtful(Day(20_700), [marked, bill]).get(), day(17));
	assert!(!marked.runs(Day(20_700)));
}

#[test]
fn loss_of_the_example_should_be_taken_by_cushion_and_vault() {
	// 15 millions of 52-week bills at 3.85 %, sold after 14 days at 4.85 %.
	use caliber_finance::bills::price;
	let face = ReserveAmount(15_607_000_000_000);
	let paid = cost(price(Ppb(38_500_000), 364).unwrap(), face).unwrap();
	let back = proceeds(price(Ppb(48_500_000), 350).unwrap(), face).unwrap();
	let loss = paid.get() - back.get();
	// Fifteen millions were paid; 96.107222 a hundred of face, of which 95.284722 come back.
	assert_eq!(paid.get() / 1_000_000, 14_999_454);
	assert_eq!(loss, 128_367_575_000);
	let dollars = |amount: u128| usd(amount * 10u128.pow(12));
	let accounts = Accounts::default();
	let standing = Standing { surplus: dollars(0), shortfall: dollars(loss - 100_000_000_000) };
	let (_, charge) = accounts.charged(dollars(loss), AccretedIncome::default(), standing);
	let want = Charge {
		surplus: dollars(100_000_000_000),
		income: dollars(0),
		idle: dollars(loss - 100_000_000_000),
		..Default::default()
	};
	assert_eq!(charge, want);
}

#[test]
fn purchase_should_be_a_shorter_rung_when_the_longest_lack_has_no_room() {
	let of = |tenor, target| Rung {
		tenor,
		weight: Ppm(0),
		held: usd(0),
		ordered: usd(0),
		target: usd(target),
	};
	let rungs = [of(4u32, 5), of(52, 9)];
	let room = |tenor| usd(if tenor == 52 { 1 } else { 9 });
	assert_eq!(next_purchase(&rungs, room, usd(9), usd(2), usd(9)), Some((4, usd(5))));
	assert_eq!(next_purchase(&rungs, |_| usd(0), usd(9), usd(1), usd(9)), None);
}

#[test]
fn error_should_be_told_when_an_argument_is_out_of_range() {
	assert_eq!(Impairment::of(usd(1), Ppm(1_000_001)), Err(FinanceError::RateAboveOne));
	let sale = |fed, days| PriceCheck::of_sale(MicroUsd(1), Ppb(fed), Ppb(0), days);
	assert_eq!(sale(1, 0), Err(FinanceError::InvalidDays));
	assert_eq!(sale(u64::MAX, 1), Err(FinanceError::InvalidDiscount));
	let dear = MicroUsd(100_000_001);
	assert_eq!(proceeds(dear, ReserveAmount::MAX), Err(FinanceError::Overflow));
}
