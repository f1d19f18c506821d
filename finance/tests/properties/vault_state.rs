mod history;
mod world;

use crate::outflow::OPEN;
use caliber_finance::{
	outflow::Outflow,
	queue::{Checkpoint, Interval, Portion, Windows},
	shares::LOCKED_SHARES,
	units::{Ppm, Seconds, Shares, UsdaiAmount},
	vault::{
		AccretedIncome, Cover, FundAccount, Holdings, Nav, Parts, PerformanceFee, Receipt,
		Returned, SharePrice, Side, Snapshot, VaultState,
	},
	FinanceError,
};
use primitive_types::U256;
use proptest::prelude::*;
use world::{event, step, Actor, Step, World};

const UNIT: u128 = 1_000_000_000_000_000_000;
const DAY: u64 = 86_400;
const MILLION: u128 = 1_000_000;
/// Ten per cent of income, a tenth of that to the reserve fund.
const FEE: PerformanceFee = PerformanceFee { rate: Ppm(100_000), reserve_share: Ppm(100_000) };
const BASE: UsdaiAmount = UsdaiAmount(UNIT / 100);

fn wide(number: u128) -> U256 {
	U256::from(number)
}

/// `floor(a * b / c)`.
fn scale(a: u128, b: u128, c: u128) -> u128 {
	(wide(a) * wide(b) / wide(c)).as_u128()
}

fn usd(whole: u128) -> UsdaiAmount {
	UsdaiAmount(whole * UNIT)
}

fn amount() -> impl Strategy<Value = u128> {
	(0u128..10u128.pow(27), 0u32..80).prop_map(|(amount, shift)| amount >> shift)
}

fn fees() -> impl Strategy<Value = PerformanceFee> {
	(0u32..=1_000_000, 0u32..=1_000_000)
		.prop_map(|(rate, share)| PerformanceFee { rate: Ppm(rate), reserve_share: Ppm(share) })
}

fn holdings() -> impl Strategy<Value = Holdings> {
	(amount(), amount(), amount(), amount(), amount(), amount()).prop_map(
		|(low, gap, accrued, bills, more, doubt)| Holdings {
			lent: UsdaiAmount(low + gap + doubt),
			loans_low: UsdaiAmount(low),
			loans_high: UsdaiAmount(low + gap),
			accrued: UsdaiAmount(accrued),
			bills: AccretedIncome { low: UsdaiAmount(bills), high: UsdaiAmount(bills + more) },
			returned: Returned { low: UsdaiAmount(more), high: UsdaiAmount(more + gap) },
		},
	)
}

/// Whether neither price fell, exactly.
fn no_price_fell((before, s): (Nav, Shares), (after, t): (Nav, Shares)) -> bool {
	let holds = |a: UsdaiAmount, b: UsdaiAmount| {
		wide(b.get()) * wide(s.get()) >= wide(a.get()) * wide(t.get())
	};
	holds(before.redemption, after.redemption) && holds(before.deposit, after.deposit)
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn values_should_be_the_sums_of_their_parts_when_computed_apart(
		(idle, owed, fund) in (amount(), amount(), amount()), holdings in holdings(), fee in fees(),
		extra in amount(), wait in 0..40 * DAY,
	) {
		let [idle_usdai, reserve, holds] = [idle, owed, fund].map(UsdaiAmount);
		let mut state =
			VaultState { idle: idle_usdai, reserve, fund: holds, ..Default::default() };
		state.vesting =
			state.vesting.joined(UsdaiAmount(extra), Seconds(30 * DAY), Seconds(0)).unwrap();
		let nav = Parts::of(&state, holdings, fee, Seconds(wait)).unwrap().nav().unwrap();
		let kept = MILLION - u128::from(fee.rate.get());
		let net = |gross: UsdaiAmount| scale(gross.get(), kept, MILLION);
		let rest = wide(u128::from((30 * DAY).saturating_sub(wait)));
		let window = wide(u128::from(30 * DAY));
		let unvested = ((wide(extra) * rest + window - 1) / window).as_u128();
		let low = idle + holdings.loans_low.get() + net(holdings.bills.low) + holdings.returned.low.get();
		let high = idle
			+ holdings.loans_high.get()
			+ net(holdings.accrued)
			+ net(holdings.bills.high)
			+ holdings.returned.high.get()
			+ (owed + fund).min(holdings.lent.get() - holdings.loans_high.get());
		prop_assert_eq!(nav.redemption.get(), low.saturating_sub(unvested));
		prop_assert_eq!(nav.deposit.get(), high);
		prop_assert!(nav.deposit >= nav.redemption);
	}

	#[test]
	fn lower_fee_should_be_worth_something_to_redemptions_as_it_vests(
		idle in amount(), holdings in holdings(), rates in (0u32..=500_000, 0u32..=500_000),
	) {
		let (old, new) = (rates.0.max(rates.1), rates.0.min(rates.1));
		let fee = |rate| PerformanceFee { rate: Ppm(rate), ..FEE };
		let (window, now) = (Seconds(30 * DAY), Seconds(DAY));
		let vesting = Default::default();
		let state = VaultState { idle: UsdaiAmount(idle), vesting, ..Default::default() };
		let value = |state: &VaultState, rate, at| {
			Parts::of(state, holdings, fee(rate), at).unwrap().nav().unwrap().redemption
		};
		let repriced = state.repriced(holdings, (fee(old), fee(new)), window, now).unwrap();
		prop_assert_eq!(VaultState { vesting, ..repriced }, state);
		prop_assert_eq!(value(&repriced, new, now), value(&state, old, now));
		let vested = Seconds(31 * DAY);
		prop_assert_eq!(value(&repriced, new, vested), value(&state, new, vested));
		// A higher fee costs them at once.
		let raised = state.repriced(holdings, (fee(new), fee(old)), window, now).unwrap();
		prop_assert_eq!(raised, state);
	}

	#[test]
	fn income_should_be_divided_to_the_unit_and_lower_no_value_when_paid(
		gross in amount(), paid in 0u128..=1_000_000, fee in fees(),
	) {
		let paid = scale(gross, paid, MILLION);
		let income = fee.split(UsdaiAmount(paid)).unwrap();
		let (net, taken, reserve) = (income.net.get(), income.fee.get(), income.reserve.get());
		prop_assert_eq!(net + taken + reserve, paid);
		let whole = scale(paid, u128::from(fee.rate.get()), MILLION);
		prop_assert_eq!(taken + reserve, whole);
		prop_assert_eq!(reserve, scale(whole, u128::from(fee.reserve_share.get()), MILLION));
		// The claim falls by what is paid, and idle money replaces it.
		let claim = |gross: u128| fee.net(UsdaiAmount(gross)).unwrap().get();
		prop_assert!(claim(gross - paid) + net >= claim(gross));
		prop_assert!(claim(gross - paid) + net <= claim(gross) + 2);
	}

	#[test]
	fn nobody_should_gain_when_time_and_bookings_stand_still(
		(low, gap, accrued) in (0..2_000u128, 0..500u128, 0..100u128),
		(earned, unvested, queued) in (0..100u128, 0..900u128, 0..200u128),
		odd in 0..UNIT,
		steps in prop::collection::vec(step(), 30..60),
	) {
		let mut world = World::opened(1_000 * UNIT + odd);
		world.holdings = Holdings {
			lent: UsdaiAmount((low * 1_003 + 2 * gap) * UNIT / 1_000 + 2 * odd),
			loans_low: UsdaiAmount(low * 1_003 * UNIT / 1_000),
			loans_high: UsdaiAmount((low * 1_003 + gap) * UNIT / 1_000 + odd),
			accrued: UsdaiAmount(accrued * UNIT + odd),
			bills: AccretedIncome { low: usd(earned), high: usd(2 * earned) },
			returned: Returned { low: usd(gap % 7), high: usd(gap % 11) },
		};
		world.fill(gap % 3 * UNIT / 8 + odd);
		world.state.vesting.amount = UsdaiAmount(unvested * UNIT + odd);
		world.state.vesting.until = Seconds(30 * DAY);
		if queued > 0 {
			world.request(Shares(queued * UNIT + odd));
		}
		let mut actor = Actor { usdai: 10_000 * UNIT, ..Default::default() };
		// A strike rounds the end of each request down: one that shares it with the request
		// before may get the unit that that one lost.
		let most = actor.wealth(&world) + u128::from(queued > 0);
		for step in steps {
			let before = (world.nav(), world.state.shares);
			actor.play(&mut world, step);
			let after = (world.nav(), world.state.shares);
			prop_assert!(no_price_fell(before, after), "{:?} lowered a price", step);
			let wealth = actor.wealth(&world);
			prop_assert!(wealth <= most, "{:?} made {} of {}", step, wealth, most);
		}
	}

	#[test]
	fn nobody_should_beat_one_who_stayed_when_time_and_bookings_move(
		(lent, odd) in (0..900u128, 0..UNIT),
		events in prop::collection::vec((event(), 0..6 * DAY, step()), 30..60),
	) {
		let mut world = World::opened(1_000 * UNIT + odd);
		world.lend(usd(lent), UsdaiAmount::ZERO);
		let stayed = world.deposit(UsdaiAmount(10_000 * UNIT + odd)).unwrap().get();
		let mut actor = Actor { usdai: 10_000 * UNIT + odd, ..Default::default() };
		actor.play(&mut world, Step::Deposit(actor.usdai));
		let mut strikes = 0;
		for (event, wait, step) in events {
			world.happen(event);
			world.now = world.now.saturating_add(Seconds(wait));
			actor.play(&mut world, step);
			strikes += u128::from(matches!(step, Step::Strike));
			// With all that he has outside he comes back, and compares shares.
			let nav = world.nav();
			let outside = actor.outside(&world);
			let returned = scale(outside, world.state.shares.get(), nav.deposit.get());
			let held = actor.inside(&world) + returned;
			// A strike may give a request the unit of rounding of the one before.
			prop_assert!(held <= stayed + strikes, "{held} shares, {stayed} of who stayed");
		}
	}

	/// Whatever is in doubt of each loan, and whether or not the fund can pay for it.
	#[test]
	fn deposits_should_count_as_much_before_and_after_a_closing_when_a_sale_brings_its_estimate(
		loans in prop::collection::vec((amount(), 0u128..=1_000_000, 0u128..=1_000_000), 1..6),
		(idle, owed, fund, missed) in (amount(), amount(), amount(), amount()),
	) {
		let mut world = World::default();
		(world.state.idle, world.state.reserve) = (UsdaiAmount(idle), UsdaiAmount(owed));
		world.fill(fund);
		let loan = |(lent, high, low)| {
			let high = scale(lent, high, MILLION);
			[lent, high, scale(high, low, MILLION)].map(UsdaiAmount)
		};
		let loans: Vec<_> = loans.into_iter().map(loan).collect();
		for [lent, high, low] in &loans {
			world.book(*lent, *high, *low);
		}
		let value = world.nav().deposit;
		for [lent, high, low] in loans {
			// What a sale misses or brings beyond it moves the value by no more than that.
			for (brings, rises) in [
				(high.saturating_sub(UsdaiAmount(missed)), false),
				(high.saturating_add(UsdaiAmount(missed)).min(lent), true),
			] {
				let mut other = world.clone();
				other.close(lent, high, low, brings);
				let (after, by) = (other.nav().deposit, brings.get().abs_diff(high.get()));
				prop_assert!(after.get().abs_diff(value.get()) <= by);
				let moves = if rises { after >= value } else { after <= value };
				prop_assert!(moves, "{after:?} of {value:?}");
			}
			world.close(lent, high, low, high);
			prop_assert_eq!(world.nav().deposit, value);
		}
		prop_assert_eq!(world.nav(), Nav { redemption: value, deposit: value });
	}

	#[test]
	fn money_should_be_conserved_when_anything_happens(
		steps in prop::collection::vec((0..11u8, 1..5_000 * UNIT, 0..5 * DAY), 20..80),
	) {
		let mut world = World::default();
		let mut actor = Actor { usdai: u128::MAX / 2, ..Default::default() };
		let (mut account, mut gifts) = (0u128, 0u128);
		for (kind, amount, wait) in steps {
			let (owned, opened) = (actor.usdai, !world.state.shares.is_zero());
			match kind {
				0 => actor.play(&mut world, Step::Deposit(amount)),
				1 => actor.play(&mut world, Step::Mint(amount)),
				2 => actor.play(&mut world, Step::Request(amount.min(actor.shares))),
				3 => actor.play(&mut world, Step::Strike),
				4 => actor.play(&mut world, Step::Claim(amount as usize % 12)),
				5 => {
					if world.lend(UsdaiAmount(amount), UsdaiAmount(0)) {
						account -= amount;
					}
				},
				6 => {
					let principal = world.holdings.loans_low.min(UsdaiAmount(amount));
					let left = world.holdings.loans_low.saturating_sub(principal);
					world.holdings.lent = left;
					world.holdings.loans_low = left;
					world.holdings.loans_high = left;
					let (accrued, extra) = (UsdaiAmount(amount / 7), UsdaiAmount(amount / 9));
					let receipt = Receipt { principal, accrued, extra };
					account += receipt.total().unwrap().get();
					world.receive(receipt);
				},
				7 => {
					account -= world.state.fee.get() + world.state.reserve.get();
					world.pay_fees();
				},
				8 => account += world.cover(UsdaiAmount(amount / 9)).paid.get(),
				// Somebody sends the fund money.
				9 => {
					let fund = world.state.fund;
					world.account += amount;
					gifts += amount;
					prop_assert_eq!(world.state.fund, fund);
				},
				_ => world.now = world.now.saturating_add(Seconds(wait)),
			}
			account = account + owned - actor.usdai;
			if !opened && !world.state.shares.is_zero() {
				account -= BASE.get();
			}
			prop_assert_eq!(world.state.held(), Some(UsdaiAmount(account)));
			// The fund pays all that came to it and no gift, but for the minimum balance, once.
			let (fund, has) = (world.state.fund.get(), world.account);
			prop_assert!(fund == 0 || fund + BASE.get() <= has, "{fund} of {has}");
			prop_assert!(fund + gifts <= has && has <= fund + gifts + BASE.get());
			if !world.state.shares.is_zero() {
				let pending = world.state.queue.pending().get();
				let others = LOCKED_SHARES.get() + world.fund;
				prop_assert_eq!(world.state.shares.get(), others + actor.shares + pending);
				let gift = UsdaiAmount(account + BASE.get() + amount);
				prop_assert_eq!(world.state.unbooked(gift, BASE), Some(UsdaiAmount(amount)));
				let short = UsdaiAmount(account + BASE.get() - 1);
				prop_assert_eq!(world.state.unbooked(short, BASE), None);
			}
			let requests = actor.requests.iter().flatten();
			let claimable: u128 = requests.map(|request| world.settled(*request).1.get()).sum();
			prop_assert_eq!(world.state.pot.get(), claimable);
		}
	}

	#[test]
	fn queue_should_be_paid_in_full_when_all_that_is_free_was_lent(
		idle in 1_000 * UNIT..9_000 * UNIT, low in 0..5_000 * UNIT,
		queued in UNIT..1_000 * UNIT, committed in 0..500 * UNIT,
	) {
		let mut world = World::opened(idle);
		world.holdings.lent = UsdaiAmount(low);
		world.holdings.loans_low = UsdaiAmount(low);
		world.holdings.loans_high = UsdaiAmount(low);
		world.request(Shares(queued));
		let committed = UsdaiAmount(committed);
		let free = world.state.free(world.nav(), committed, Ppm(0)).unwrap();
		let fenced = world.state.fenced(world.nav()).unwrap();
		let owed = wide(queued) * wide(idle + low);
		prop_assert!(wide(fenced.get()) * wide(idle) >= owed);
		prop_assert!(wide(fenced.get() - 1) * wide(idle) < owed);
		let window = world.windows.length;
		for term in [0, 1, window.get() / 3, window.get(), u64::MAX] {
			let within = world.state.fenced_within(world.nav(), window, Seconds(term)).unwrap();
			let spread = wide(fenced.get()) * wide(term.min(window.get()).into());
			let (part, whole) = (wide(within.get()), wide(window.get().into()));
			prop_assert!(part * whole >= spread && (part == wide(0) || (part - 1) * whole < spread));
		}
		let all = free.saturating_add(fenced).saturating_add(committed);
		prop_assert!(all == world.state.idle || free.is_zero());
		prop_assert!(free.is_zero() || !world.lend(UsdaiAmount(free.get() + 1), committed));
		prop_assert!(free.is_zero() || world.lend(free, committed));
		let price = (world.nav(), world.state.shares);
		let portion = world.strike_now();
		let paid = portion.map_or(0, |portion| portion.assets.get());
		if fenced <= price.0.redemption && !free.is_zero() {
			prop_assert_eq!(portion.unwrap().shares, Shares(queued));
			prop_assert_eq!(paid, (owed / wide(idle)).as_u128());
		}
		prop_assert!(no_price_fell(price, (world.nav(), world.state.shares)));
	}
}

/// What a queue of 20 is paid on day 31 by a vault of 100 whose loan of 10 is marked to 4, with a
/// high estimate of `high`.
fn paid_at_mark(high: u128) -> UsdaiAmount {
	let mut world = World::opened(100 * UNIT);
	let interval = world.request(Shares(20 * UNIT));
	assert!(world.lend(usd(10), UsdaiAmount::ZERO));
	world.holdings.loans_low = usd(4);
	world.holdings.loans_high = usd(high);
	world.now = Seconds(31 * DAY);
	world.strike().unwrap();
	world.settled(interval).1
}

#[test]
fn strike_should_pay_the_same_when_before_or_after_default() {
	let expected = UsdaiAmount(188 * UNIT / 10);
	assert_eq!((paid_at_mark(10), paid_at_mark(8)), (expected, expected));
}

#[test]
fn buyer_should_gain_nothing_over_one_who_waited_when_a_loan_recovers() {
	let recover = |world: &mut World| {
		world.holdings = Holdings::default();
		world.receive(Receipt { principal: usd(18), ..Default::default() });
	};
	let mut early = World::opened(100 * UNIT);
	assert!(early.lend(usd(20), UsdaiAmount::ZERO));
	early.holdings.loans_low = usd(8);
	early.holdings.loans_high = usd(18);
	let mut late = early.clone();
	let bought = early.deposit(usd(88)).unwrap();
	recover(&mut early);
	recover(&mut late);
	let waited = late.deposit(usd(88)).unwrap();
	assert_eq!(bought, waited);
	let worth = |world: &World, of| world.state.price(world.nav()).assets_of(of).unwrap();
	assert!(worth(&early, bought) <= usd(88));
	assert_eq!(worth(&early, bought), worth(&late, waited));
}

#[test]
fn depositor_should_earn_eight_days_when_he_comes_eight_days_before_a_maturity() {
	// 100M of 26-week bills that cost 98M: 2M over 182 days.
	let income = |days: u128| UsdaiAmount(2_000_000 * UNIT * days / 182);
	let mut world = World::opened(100_000_000 * UNIT);
	world.holdings.bills = AccretedIncome { low: income(174), high: income(174) };
	let before = world.nav().deposit.get();
	let shares = world.deposit(usd(100_000_000)).unwrap();
	world.holdings.bills = AccretedIncome { low: income(182), high: income(182) };
	let line = world.nav();
	// Maturity: the claim turns into USDai.
	world.holdings.bills = AccretedIncome::default();
	world.receive(Receipt { accrued: income(182), ..Default::default() });
	assert_eq!(world.nav(), line);

	world.request(shares);
	let paid = world.strike_now().unwrap().assets.get();
	let gained = paid - 100_000_000 * UNIT;
	let eight_days = 1_800_000 * UNIT * 8 / 182;
	let part = scale(eight_days, 100_000_000 * UNIT, 100_000_000 * UNIT + before);
	assert!(gained.abs_diff(part) <= 2, "{gained} is not {part}");
}

#[test]
fn income_should_vest_net_of_fee_unless_deposits_counted_it() {
	let mut world = World::opened(100 * UNIT);
	world.receive(Receipt { principal: usd(20), accrued: usd(10), extra: usd(20) });
	// The fee of 3 is out of both values; 18 count for deposits and vest for redemptions.
	assert_eq!((world.state.fee.get(), world.state.reserve.get()), (27 * UNIT / 10, 3 * UNIT / 10));
	assert_eq!(world.state.idle, usd(147));
	for (day, redemption) in [(0, 129), (15, 138), (30, 147)] {
		world.now = Seconds(day * DAY);
		assert_eq!(world.nav(), Nav { redemption: usd(redemption), deposit: usd(147) });
	}
}

#[test]
fn strike_should_pass_the_day_when_shares_are_worth_nothing() {
	let mut world = World::opened(100 * UNIT);
	world.request(Shares(20 * UNIT));
	world.state = world.state.drawn(usd(100)).unwrap();
	world.now = Seconds(31 * DAY);
	assert_eq!(world.strike(), None);
	assert_eq!(world.state.queue.next_strike, Seconds(32 * DAY));
	assert_eq!(world.state.queue.served, Shares::ZERO);
	let nav = world.nav();
	assert!(world.state.price(nav).wiped_out());
	assert_eq!(world.deposit(usd(1)), Err(FinanceError::Insolvent));
	assert_eq!(world.mint(Shares(UNIT)), Err(FinanceError::Insolvent));
}

#[test]
fn shares_should_not_be_sold_when_redemptions_count_nothing() {
	let mut world = World::opened(100 * UNIT);
	world.state = world.state.drawn(usd(100)).unwrap();
	world.holdings.loans_high = usd(90);
	assert_eq!(world.nav(), Nav { redemption: usd(0), deposit: usd(90) });
	assert_eq!(world.deposit(usd(1)), Err(FinanceError::Insolvent));
	assert_eq!(world.mint(Shares(UNIT)), Err(FinanceError::Insolvent));
	// Locked shares alone are nobody's loss.
	let price = world.state.price(Nav::default());
	assert!(price.wiped_out() && !SharePrice { shares: LOCKED_SHARES, ..price }.wiped_out());
}

#[test]
fn strike_should_serve_nothing_when_what_is_due_is_worth_less_than_a_unit() {
	let mut world = World::opened(100 * UNIT);
	world.request(Shares(1));
	world.state = world.state.drawn(usd(50)).unwrap();
	assert_eq!(world.strike_now(), None);
	assert_eq!(world.state.queue.served, Shares::ZERO);
	world.request(Shares(1));
	assert_eq!(world.strike_now(), Some(Portion { shares: Shares(2), assets: UsdaiAmount(1) }));
}

#[test]
fn free_should_be_what_the_queue_and_promises_leave_when_both_are_there() {
	let mut world = World::opened(100 * UNIT);
	world.request(Shares(20 * UNIT));
	let free = |promised| world.state.free(world.nav(), usd(promised), Ppm(0)).unwrap();
	assert_eq!([0, 30, 79, 80, 81].map(free), [80, 50, 1, 0, 0].map(usd));
	// A tenth of 100 stays.
	let buffered = |promised| world.state.free(world.nav(), usd(promised), Ppm(100_000)).unwrap();
	assert_eq!([0, 30, 69, 70, 71].map(buffered), [70, 40, 1, 0, 0].map(usd));
	let covers =
		|promised, part| world.state.covers(world.nav(), usd(promised), Ppm(part)).unwrap();
	assert_eq!([70, 71].map(|promised| covers(promised, 100_000)), [true, false]);
	assert_eq!([80, 81].map(|promised| covers(promised, 0)), [true, false]);
	assert!(!covers(80, 1), "of a part as small as it is");
}

#[test]
fn vault_should_keep_more_and_serve_less_when_a_part_does_not_divide() {
	let nav = |units| Nav { redemption: UsdaiAmount(units), deposit: UsdaiAmount(units) };
	let state =
		|idle| VaultState { idle: UsdaiAmount(idle), shares: Shares(3), ..Default::default() };
	// Half of three units is two.
	let half = Ppm(500_000);
	assert_eq!(state(3).free(nav(3), UsdaiAmount::ZERO, half), Ok(UsdaiAmount(1)));
	assert_eq!(state(2).covers(nav(3), UsdaiAmount::ZERO, half), Ok(true));
	assert_eq!(state(1).covers(nav(3), UsdaiAmount::ZERO, half), Ok(false));
	// Five of seven units pay two of three shares, and those are worth four.
	let windows = Windows::default();
	let (queued, _) = state(5).requested(Shares(3), &windows, Seconds(0)).unwrap();
	let due = Seconds(60 * DAY);
	let (struck, checkpoint) = queued.struck(nav(7), &windows, &OPEN, due).unwrap();
	let checkpoint = checkpoint.unwrap();
	assert_eq!((checkpoint.shares_after, checkpoint.assets_after), (Shares(2), UsdaiAmount(4)));
	assert_eq!(struck.idle, UsdaiAmount(1));
}

#[test]
fn strike_should_pay_what_may_leave_and_nothing_more_until_the_valve_opens() {
	let nav = |units| Nav { redemption: UsdaiAmount(units), deposit: UsdaiAmount(units) };
	let state = VaultState { idle: UsdaiAmount(900), shares: Shares(1_000), ..Default::default() };
	let limit =
		Outflow { per_day: Ppm(500_000), floor: UsdaiAmount(0), lockdown: Seconds(36 * 3_600) };
	let windows = Windows::default();
	let (queued, _) = state.requested(Shares(800), &windows, Seconds(0)).unwrap();
	let strike = |state: VaultState, units, now| {
		let (struck, checkpoint) = state.struck(nav(units), &windows, &limit, now).unwrap();
		(struck, checkpoint.map(|checkpoint| checkpoint.portion().assets))
	};
	// A quarter of the value at once.
	let due = Seconds(60 * DAY);
	let (first, paid) = strike(queued, 1_000, due);
	assert_eq!((paid, first.queue.pending()), (Some(UsdaiAmount(250)), Shares(550)));
	let (second, paid) = strike(first, 750, Seconds(61 * DAY));
	assert_eq!((paid, second.idle), (None, UsdaiAmount(650)));
	// A quarter of the rest, two days after.
	let (third, paid) = strike(second, 750, Seconds(62 * DAY));
	assert_eq!((paid, third.pot), (Some(UsdaiAmount(187)), UsdaiAmount(437)));
}

#[test]
fn first_purchase_should_lock_shares_and_leave_earlier_income_to_the_reserve_fund() {
	let mut world = World::default();
	world.holdings.bills = AccretedIncome { low: usd(9), high: usd(10) };
	let price = world.state.price(world.nav());
	let purchase = price.deposit(usd(100), BASE).unwrap();
	let counted = 100 * UNIT - BASE.get();
	assert_eq!(purchase.shares.get(), counted - LOCKED_SHARES.get());
	assert_eq!((purchase.base, purchase.locked), (BASE, LOCKED_SHARES));
	assert_eq!(purchase.earlier.get(), 9 * UNIT);
	assert_eq!(price.mint(purchase.shares, BASE), Ok(purchase));
	let state = world.state.bought(purchase).unwrap();
	assert_eq!((state.idle.get(), state.shares.get()), (counted, counted + 9 * UNIT));
	let below = UsdaiAmount(BASE.get() - 1);
	assert_eq!(price.deposit(below, BASE), Err(FinanceError::BelowMinimum));
	assert_eq!(price.deposit(BASE, BASE), Err(FinanceError::ZeroAmount));
}

#[test]
fn share_should_cost_one_dollar_again_when_only_the_locked_ones_are_left() {
	// Of A+, the price of a share is one while it is above, and what it is when it is below.
	for (assets, bought, earlier) in
		[(500_000, 200, 0), (1_000_000, 100, 0), (1_000_001, 100, 1), (9_000_000, 100, 8_000_000)]
	{
		let nav = Nav { redemption: UsdaiAmount(assets), deposit: UsdaiAmount(assets) };
		let price = SharePrice { nav, shares: LOCKED_SHARES };
		let purchase = price.deposit(UsdaiAmount(100), BASE).unwrap();
		assert_eq!((purchase.shares, purchase.earlier), (Shares(bought), Shares(earlier)));
		assert_eq!(purchase.opens(), earlier > 0);
		assert_eq!(price.mint(Shares(bought), BASE), Ok(purchase), "{assets}");
		let others = SharePrice { shares: Shares(LOCKED_SHARES.get() + 1), ..price };
		assert!(!others.deposit(UsdaiAmount(1_000), BASE).unwrap().opens());
	}
	let nav = Nav { redemption: UsdaiAmount(1), deposit: UsdaiAmount::ZERO };
	let empty = SharePrice { nav, shares: LOCKED_SHARES };
	assert_eq!(empty.deposit(usd(1), BASE), Err(FinanceError::Insolvent));
	assert!(!empty.is_empty() && SharePrice { nav: Nav::default(), ..empty }.is_empty());
	assert!(!SharePrice { nav: Nav::default(), shares: Shares::ZERO }.is_empty());
}

#[test]
fn vault_should_say_so_when_a_figure_does_not_fit() {
	let full = VaultState { idle: UsdaiAmount::MAX, pot: UsdaiAmount(1), ..Default::default() };
	assert_eq!(full.held(), None);
	assert_eq!(full.unbooked(UsdaiAmount::MAX, BASE), None);
	assert_eq!(full.claimed(UsdaiAmount(2)), Err(FinanceError::Overflow));
	assert_eq!(VaultState::default().drawn(UsdaiAmount(1)), None);
	let receipt = Receipt { principal: UsdaiAmount(1), ..Default::default() };
	let received = full.received(receipt, FEE, Seconds(DAY), Seconds(0));
	assert_eq!(received, Err(FinanceError::Overflow));
	let loans = Holdings { loans_high: UsdaiAmount(1), ..Default::default() };
	let parts = Parts::of(&full, loans, FEE, Seconds(0)).unwrap();
	assert_eq!(parts.nav(), Err(FinanceError::Overflow));
	let steep = PerformanceFee { rate: Ppm(1_000_001), ..FEE };
	assert_eq!(steep.net(usd(1)), Err(FinanceError::RateAboveOne));
	assert_eq!(steep.split(usd(1)), Err(FinanceError::RateAboveOne));
	let shared = PerformanceFee { reserve_share: Ppm(1_000_001), ..FEE };
	assert_eq!(shared.split(usd(1)), Err(FinanceError::RateAboveOne));
}
