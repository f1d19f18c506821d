//! What moved a price.

use super::*;
use caliber_finance::vault::{Explained, Flows};

impl World {
	fn snapshot(&self) -> Snapshot {
		let parts = Parts::of(&self.state, self.holdings, FEE, self.now).unwrap();
		assert_eq!(parts.nav(), Ok(self.nav()));
		Snapshot::of(&self.state, parts, self.holdings.lent, self.now)
	}
}

/// What else moves idle money.
#[derive(Clone, Copy, Debug)]
enum Act {
	Event(super::world::Event),
	Step(Step),
	Wait(u64),
	Bear(u128),
	Restore(u128),
	Cover(u128),
	PayFees,
	Give(u128),
}

fn act() -> impl Strategy<Value = Act> {
	let amount = || prop_oneof![0..1_000u128, 0..100 * UNIT];
	prop_oneof![
		4 => event().prop_map(Act::Event),
		4 => step().prop_map(Act::Step),
		2 => (0..20 * DAY).prop_map(Act::Wait),
		1 => amount().prop_map(Act::Bear),
		1 => amount().prop_map(Act::Restore),
		1 => amount().prop_map(Act::Cover),
		1 => Just(Act::PayFees),
		1 => amount().prop_map(Act::Give),
	]
}

fn run(world: &mut World, actor: &mut Actor, act: Act) {
	let state = world.state;
	world.state = match act {
		Act::Event(event) => return world.happen(event),
		Act::Step(step) => return actor.play(world, step),
		Act::Wait(time) => return world.now = Seconds(world.now.get() + time),
		Act::Bear(amount) => state.borne(UsdaiAmount(amount)).unwrap_or(state),
		Act::Restore(amount) => state.restored(UsdaiAmount(amount)).unwrap(),
		Act::Cover(loss) => {
			world.cover(UsdaiAmount(loss));
			return;
		},
		Act::PayFees => return world.pay_fees(),
		Act::Give(amount) => state.given(UsdaiAmount(amount)).unwrap(),
	};
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn causes_should_add_up_to_the_move_of_either_price_when_anything_happens(
		acts in prop::collection::vec(act(), 1..40), from in 0usize..40,
	) {
		let mut world = World::opened(1_000 * UNIT);
		let mut actor = Actor { usdai: 10_000 * UNIT, ..Default::default() };
		let mut first = world.snapshot();
		for (n, act) in acts.iter().enumerate() {
			if n == from {
				first = world.snapshot();
			}
			run(&mut world, &mut actor, *act);
			let state = world.state;
			prop_assert_eq!(state.flows.idle(state.queue.paid), Some(state.idle));
		}
		let last = world.snapshot();
		for side in [Side::Redemption, Side::Deposit] {
			let told = first.explain(&last, side).unwrap();
			prop_assert_eq!(told.before, first.price(side).unwrap());
			prop_assert_eq!(told.after, last.price(side).unwrap());
			let moved = last.price(side).unwrap() as i128 - first.price(side).unwrap() as i128;
			prop_assert_eq!(told.total(), Some(moved));
		}
		let nav = last.parts.nav().unwrap();
		prop_assert_eq!(
			last.price(Side::Deposit).unwrap(),
			scale(nav.deposit.get(), UNIT, last.shares.get())
		);
		prop_assert_eq!(
			last.price(Side::Redemption).unwrap(),
			scale(nav.redemption.get(), UNIT, last.shares.get())
		);
	}
}

/// Ten hundredths of a USDai a share.
const TENTH: i128 = UNIT as i128 / 10;

#[test]
fn cause_should_be_named_when_it_is_the_only_one() {
	type Case = (fn(&mut World), Explained, Explained);
	let nothing = Explained { before: UNIT, after: UNIT, ..Default::default() };
	let of = |cause: fn(&mut Explained) -> &mut i128, by: i128| {
		let mut told = nothing;
		*cause(&mut told) = by;
		told.after = (UNIT as i128 + by) as u128;
		told
	};
	let of_both = |loans: i128, support: i128| Explained {
		loans,
		support,
		after: (UNIT as i128 + loans + support) as u128,
		..nothing
	};
	let cases: [Case; 14] = [
		(|_| {}, nothing, nothing),
		// Ten for 100 shares, at the price: nothing moves.
		(
			|world| {
				world.deposit(usd(10)).unwrap();
			},
			nothing,
			nothing,
		),
		(
			|world| world.holdings.accrued = usd(10),
			nothing,
			of(|told| &mut told.interest, 9 * TENTH / 10),
		),
		(
			|world| world.receive(Receipt { accrued: usd(10), ..Default::default() }),
			of(|told| &mut told.interest, 9 * TENTH / 10),
			of(|told| &mut told.interest, 9 * TENTH / 10),
		),
		(
			|world| world.receive(Receipt { extra: usd(10), ..Default::default() }),
			nothing,
			of(|told| &mut told.extra, 9 * TENTH / 10),
		),
		(
			|world| world.holdings.bills = AccretedIncome { low: usd(10), high: usd(20) },
			of(|told| &mut told.bills, 9 * TENTH / 10),
			of(|told| &mut told.bills, 18 * TENTH / 10),
		),
		(
			|world| world.state = world.state.harvested(usd(10), FEE).unwrap().0,
			of(|told| &mut told.bills, 9 * TENTH / 10),
			of(|told| &mut told.bills, 9 * TENTH / 10),
		),
		(
			|world| {
				world.lend(usd(40), UsdaiAmount::ZERO);
				world.holdings.loans_low = usd(20);
				world.holdings.loans_high = usd(30);
			},
			of(|told| &mut told.loans, -2 * TENTH),
			of(|told| &mut told.loans, -TENTH),
		),
		(
			|world| {
				world.lend(usd(40), UsdaiAmount::ZERO);
				world.holdings.lent = usd(30);
				world.holdings.loans_low = usd(30);
				world.holdings.loans_high = usd(30);
				world.receive(Receipt { principal: usd(10), ..Default::default() });
			},
			nothing,
			nothing,
		),
		// Deposits count the fund, which holds 3 of the 10 in doubt.
		(
			|world| {
				world.lend(usd(40), UsdaiAmount::ZERO);
				world.holdings.loans_low = usd(20);
				world.holdings.loans_high = usd(30);
				world.fill(3 * UNIT);
			},
			of(|told| &mut told.loans, -2 * TENTH),
			of_both(-TENTH, 3 * TENTH / 10),
		),
		// The same once it has paid them.
		(
			|world| {
				world.lend(usd(40), UsdaiAmount::ZERO);
				world.fill(3 * UNIT);
				world.close(usd(40), usd(40), usd(40), usd(30));
			},
			of_both(-TENTH, 3 * TENTH / 10),
			of_both(-TENTH, 3 * TENTH / 10),
		),
		(
			|world| {
				world.state = world.state.borne(usd(10)).unwrap();
				world.holdings.returned.high = usd(10);
			},
			of(|told| &mut told.reserves, -TENTH),
			nothing,
		),
		(
			|world| world.state = world.state.restored(usd(10)).unwrap(),
			of(|told| &mut told.reserves, TENTH),
			of(|told| &mut told.reserves, TENTH),
		),
		(
			|world| {
				world.fill(20 * UNIT);
				assert_eq!(world.cover(usd(6)), Cover { owed: usd(0), paid: usd(6) });
				world.state = world.state.given(usd(4)).unwrap();
			},
			of(|told| &mut told.support, TENTH),
			of(|told| &mut told.support, TENTH),
		),
	];
	for (n, (happens, redemption, deposit)) in cases.into_iter().enumerate() {
		let mut world = World::opened(100 * UNIT);
		let before = world.snapshot();
		happens(&mut world);
		let after = world.snapshot();
		assert_eq!(before.explain(&after, Side::Redemption), Ok(redemption), "case {n}");
		assert_eq!(before.explain(&after, Side::Deposit), Ok(deposit), "case {n}");
	}
}

#[test]
fn reserve_fund_should_pay_with_what_it_is_owed_first_and_never_more_than_the_loss() {
	let cases = [
		(0, 9, (0, 0)),
		(4, 9, (4, 0)),
		(5, 9, (5, 0)),
		(8, 9, (5, 3)),
		(14, 9, (5, 9)),
		(99, 9, (5, 9)),
		(99, 0, (5, 0)),
	];
	for (loss, holds, (owed, paid)) in cases {
		let (reserve, fund) = (usd(5), usd(holds));
		let state = VaultState { reserve, fund, idle: usd(90), ..Default::default() };
		let (after, cover) = state.covered(usd(loss)).unwrap();
		assert_eq!(cover, Cover { owed: usd(owed), paid: usd(paid) }, "{loss}");
		assert_eq!(cover.total(), usd(owed + paid));
		assert_eq!((after.idle, after.reserve), (usd(90 + owed + paid), usd(5 - owed)));
		assert_eq!(after.fund, usd(holds - paid));
	}
}

#[test]
fn fund_should_count_what_came_to_it_but_for_what_has_to_stay() {
	let base = BASE.get();
	// What it could pay and what its account had; what comes; what it can pay then.
	let cases = [
		((0, 0), 0, 0),
		((0, 0), base, 0),
		((0, 0), base + 7, 7),
		((7, base + 7), 5, 12),
		((0, base), 5, 5),
		// Strangers' money stays, and is nothing but the minimum balance.
		((0, base / 2), base, base / 2),
		((0, 9 * base), 5, 5),
		((7, 9 * base), 5, 12),
		((7, 9 * base), 0, 7),
	];
	for ((fund, balance), comes, expected) in cases {
		let account = FundAccount { balance: UsdaiAmount(balance), base: BASE };
		let state = VaultState { fund: UsdaiAmount(fund), ..Default::default() };
		let after = state.funded(UsdaiAmount(comes), account).unwrap();
		assert_eq!(after, VaultState { fund: UsdaiAmount(expected), ..state }, "{comes}");
		let owed = VaultState { reserve: UsdaiAmount(comes), fee: usd(1), ..state };
		assert_eq!(owed.fees_paid(account), Ok(after));
	}
	let full = FundAccount { balance: UsdaiAmount::MAX, base: BASE };
	assert_eq!(VaultState::default().funded(usd(1), full), Err(FinanceError::Overflow));
}

#[test]
fn share_should_earn_simple_interest_when_its_price_moves() {
	const YEAR: u64 = 365 * DAY;
	let mut world = World::opened(100 * UNIT);
	let first = world.snapshot();
	assert_eq!(first.apr_ppm(&first), Err(FinanceError::Insolvent), "no time has passed");
	world.now = Seconds(YEAR);
	assert_eq!(first.apr_ppm(&world.snapshot()), Ok(0));
	world.receive(Receipt { accrued: usd(10), ..Default::default() });
	assert_eq!(first.apr_ppm(&world.snapshot()), Ok(90_000));
	world.now = Seconds(YEAR / 2);
	assert_eq!(first.apr_ppm(&world.snapshot()), Ok(180_000));
	world.now = Seconds(7 * DAY);
	assert_eq!(first.apr_ppm(&world.snapshot()), Ok(4_692_857), "of 4,692,857.14");
	world.now = Seconds(YEAR / 2);
	world.state = world.state.borne(usd(59)).unwrap();
	assert_eq!(first.apr_ppm(&world.snapshot()), Ok(-1_000_000));
	let half = world.snapshot();
	world.state = world.state.borne(usd(50)).unwrap();
	world.now = Seconds(YEAR);
	let nothing = world.snapshot();
	assert_eq!(half.apr_ppm(&nothing), Ok(-2_000_000));
	world.now = Seconds(2 * YEAR);
	assert_eq!(nothing.apr_ppm(&world.snapshot()), Err(FinanceError::Insolvent));
}

#[test]
fn utilisation_should_be_the_lent_part_rounded_down() {
	let cases = [((0, 0), 0), ((0, 5), 0), ((1, 2), 333_333), ((5, 0), 1_000_000)];
	for ((lent, idle), ppm) in cases {
		let snapshot = Snapshot {
			lent: usd(lent),
			parts: Parts { idle: usd(idle), ..Default::default() },
			..Default::default()
		};
		assert_eq!(snapshot.utilisation(), Ppm(ppm), "{lent} of {idle}");
	}
	let all = Snapshot { lent: UsdaiAmount::MAX, ..Default::default() };
	assert_eq!(all.utilisation(), Ppm(1_000_000));
}

#[test]
fn price_should_be_one_without_shares_and_zero_when_more_has_not_vested_than_there_is() {
	let none = Snapshot::default();
	assert_eq!(none.price(Side::Redemption), Ok(UNIT));
	let parts = Parts { idle: usd(1), unvested: usd(2), ..Default::default() };
	let short = Snapshot { shares: Shares(UNIT), parts, ..Default::default() };
	assert_eq!([Side::Redemption, Side::Deposit].map(|side| short.price(side)), [Ok(0), Ok(UNIT)]);
	let vested = Snapshot { parts: Parts { unvested: usd(0), ..parts }, ..short };
	let told = short.explain(&vested, Side::Redemption).unwrap();
	assert_eq!((told.extra, told.total()), (UNIT as i128, Some(UNIT as i128)));
	let huge = Parts { idle: UsdaiAmount::MAX, ..Default::default() };
	let flows = Flows { given: UsdaiAmount::MAX, ..Default::default() };
	let huge = Snapshot { shares: Shares(1), parts: huge, flows, ..Default::default() };
	assert_eq!(huge.price(Side::Deposit), Err(FinanceError::Overflow));
	assert_eq!(none.explain(&huge, Side::Deposit), Err(FinanceError::Overflow));
}

#[test]
fn explanations_should_add_up_cause_by_cause() {
	let one = Explained {
		before: 1,
		exchange: 1,
		interest: 2,
		extra: 3,
		bills: 4,
		loans: -5,
		reserves: 6,
		support: 7,
		after: 19,
	};
	let two = Explained {
		before: 19,
		exchange: 10,
		interest: 20,
		extra: 30,
		bills: 40,
		loans: 50,
		reserves: 60,
		support: 70,
		after: 299,
	};
	let both = Explained {
		before: 1,
		exchange: 11,
		interest: 22,
		extra: 33,
		bills: 44,
		loans: 45,
		reserves: 66,
		support: 77,
		after: 299,
	};
	assert_eq!((one.and_then(two), both.total()), (Some(both), Some(298)));
	let much = Explained { interest: i128::MAX, ..Default::default() };
	assert_eq!((much.and_then(much), much.total()), (None, Some(i128::MAX)));
}
