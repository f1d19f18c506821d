//! Any order of calls keeps the statements and every unit of money.

use crate::{
	mock::*, Breaker, CurrentGates, Deposit, FreezeReason, Litter, Outflow, Payouts, ReceiptId,
	Receipts, Returned, Rules, State, Terms, TicketBook,
};
use caliber_primitives::{
	dollar::{Bridge, Dollar},
	ids::{
		assets::{PYUSD, USDAI, USDC, USDT},
		ReserveSlot, TicketId,
	},
	testing::{assert_invariants, world},
	units::{Ppm, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{assert_ok, storage::with_storage_layer};
use proptest::prelude::*;
use sp_core::H256;

/// Two more assets, with 12 and with 18 decimals.
const WIDE: u32 = 21;
const WIDEST: u32 = 22;
/// Each asset by its slot, with its decimals.
const ASSETS: [(u32, u32); 5] = [(USDC, 6), (USDT, 6), (PYUSD, 8), (WIDE, 12), (WIDEST, 18)];

#[derive(Clone, Copy, Debug)]
enum Step {
	Mint(u64, u8, u64),
	Redeem(u64, u8, u64),
	Mix(u64, u64),
	Claim(u64),
	Offer(u64, u64),
	Accept(u64, u64),
	Buy(u8, u64),
	Mature(u8, u64),
	Lose(u64),
	Harvest(u64),
	Price(u8, u64),
	Break(u8, u8),
	Freeze(u64),
	Thaw(u64),
	Destroy(u64),
	Reconcile,
	Deposit(u8, u8, u64),
	Payout(u64, u8, u64),
	Confirm(u64, u8),
	Cancel(u64, u8),
	Return(u8, u64),
	Collect(u64),
	Clean(u8),
	Serve,
	State,
	Bridge(u64, bool),
	Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
	use Step::*;
	let (who, slot) = (|| 1..3u64, || 0..5u8);
	// Micro-dollars, up to 400,000 dollars.
	let amount = || 0..400_000_000_000u64;
	prop_oneof![
		6 => (who(), slot(), amount()).prop_map(|(w, s, a)| Mint(w, s, a)),
		4 => (who(), slot(), amount()).prop_map(|(w, s, a)| Redeem(w, s, a)),
		2 => (who(), amount()).prop_map(|(w, a)| Mix(w, a)),
		4 => (0..40u64).prop_map(Claim),
		1 => (0..40u64, who()).prop_map(|(t, w)| Offer(t, w)),
		1 => (0..40u64, who()).prop_map(|(t, w)| Accept(t, w)),
		3 => (slot(), amount()).prop_map(|(s, a)| Buy(s, a)),
		3 => (slot(), 0..10_000_000u64).prop_map(|(s, a)| Mature(s, a)),
		1 => (0..2_000_000u64).prop_map(Lose),
		2 => amount().prop_map(Harvest),
		1 => (slot(), 990_000..1_010_000u64).prop_map(|(s, p)| Price(s, p)),
		1 => (slot(), 0..4u8).prop_map(|(s, b)| Break(s, b)),
		1 => who().prop_map(Freeze),
		2 => who().prop_map(Thaw),
		1 => (0..1_000u64).prop_map(Destroy),
		1 => Just(Reconcile),
		2 => (0..60u8, slot(), amount()).prop_map(|(n, s, a)| Deposit(n, s, a)),
		1 => (who(), slot(), amount()).prop_map(|(w, s, a)| Payout(w, s, a)),
		2 => (0..10u64, any::<u8>()).prop_map(|(p, n)| Confirm(p, n)),
		1 => (0..10u64, any::<u8>()).prop_map(|(p, n)| Cancel(p, n)),
		1 => (slot(), amount()).prop_map(|(s, a)| Return(s, a)),
		1 => who().prop_map(Collect),
		1 => (0..3u8).prop_map(Clean),
		1 => Just(Serve),
		1 => Just(State),
		1 => (amount(), any::<bool>()).prop_map(|(a, out)| Bridge(a, out)),
		3 => (1..40_000u64).prop_map(Wait),
	]
}

/// The chain with all five assets, of which USDC and the widest have a gate.
fn wide_chain() -> sp_io::TestExternalities {
	let mut ext = chain();
	ext.execute_with(|| {
		for (asset, decimals) in &ASSETS[3..] {
			let root = RuntimeOrigin::root;
			let decimals = u8::try_from(*decimals).unwrap();
			assert_ok!(Assets::force_create(root(), *asset, 0, true, SEED));
			let name = || vec![b'$'];
			assert_ok!(Assets::force_set_metadata(root(), *asset, name(), name(), decimals, false));
			for who in [ALICE, BOB, CUSTODIAN] {
				let million = 1_000_000 * 10u128.pow(decimals.into());
				assert_ok!(Assets::mint(RuntimeOrigin::signed(0), *asset, who, million));
			}
			assert_ok!(Assets::mint(RuntimeOrigin::signed(0), *asset, Usdai::pot(), SEED));
			assert_ok!(Usdai::register(root(), *asset, decimals, terms()));
		}
		for slot in [0, 4] {
			assert_ok!(Usdai::open_gate(RuntimeOrigin::root(), ReserveSlot(slot)));
		}
		attest_all_five();
	});
	ext
}

fn attest_all_five() {
	for slot in 0..5 {
		attest(ReserveSlot(slot), 1_000_000);
	}
}

/// Every unit of reserve assets on this chain in 18 decimals: only the gateway makes and unmakes any.
fn reserves_everywhere() -> u128 {
	ASSETS
		.iter()
		.map(|(asset, decimals)| Assets::total_supply(*asset) * 10u128.pow(18 - decimals))
		.sum()
}

/// What the gates count, in 18 decimals.
fn gated() -> u128 {
	let gates = CurrentGates::<Test>::get();
	let scale = |slot: ReserveSlot| 10u128.pow(18 - ASSETS[usize::from(slot.0)].1);
	gates.0.iter().map(|gate| gate.wrapped.circulating.get() * scale(gate.slot)).sum()
}

/// Micro-dollars in the unit of a slot.
fn units(slot: u8, micro: u64) -> ReserveAmount {
	ReserveAmount(u128::from(micro) * 10u128.pow(ASSETS[usize::from(slot)].1 - 6))
}

fn dollars(micro: u64) -> UsdaiAmount {
	UsdaiAmount(u128::from(micro) * UNIT / 1_000_000)
}

/// Custodian and auditor sign the next receipt, or now and then one that was given.
fn both_sign(
	n: u8,
	call: impl Fn(RuntimeOrigin, ReceiptId<AccountId>) -> sp_runtime::DispatchResult,
) {
	let next = Usdai::next_receipt(CUSTODIAN);
	let number = if n.is_multiple_of(4) { u64::from(n) % next.max(1) } else { next };
	for who in [CUSTODIAN, AUDITOR] {
		let id = ReceiptId { custodian: CUSTODIAN, number };
		let _ = with_storage_layer(|| call(signed(who), id));
	}
}

/// The treasury's side: moves its own books first, and back when the dollar refuses.
fn trade(cost: UsdaiAmount, buys: bool, call: impl FnOnce() -> bool) {
	let before = world(|w| w.at_settled_cost);
	world(|w| {
		w.at_settled_cost = match buys {
			true => before.saturating_add(cost),
			false => before.saturating_sub(cost),
		}
	});
	if !call() {
		world(|w| w.at_settled_cost = before);
	}
}

/// A fortieth of all dollars at once, a twentieth a day; then an hour of nothing.
const TIGHT: Outflow =
	Outflow { per_day: Ppm(50_000), floor: usd(1_000), lockdown: Seconds(3_600) };

fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn play(step: Step) {
	match step {
		Step::Mint(who, slot, micro) => {
			let _ = mint(who, ReserveSlot(slot), units(slot, micro));
		},
		Step::Redeem(who, slot, micro) => {
			// An odd amount, so that rounding has something to do.
			let amount = UsdaiAmount(dollars(micro).get() + u128::from(micro % 7));
			let _ = redeem(who, ReserveSlot(slot), amount);
		},
		Step::Mix(who, micro) => {
			let _ = redeem_mix(who, UsdaiAmount(dollars(micro).get() + u128::from(micro % 7)));
		},
		Step::Claim(ticket) => {
			let _ = claim(ticket);
		},
		Step::Offer(ticket, to) => {
			let owner =
				TicketBook::<Test>::get(TicketId(ticket)).map_or(ALICE, |found| found.owner);
			let _ = Usdai::offer_ticket(signed(owner), TicketId(ticket), Some(to));
		},
		Step::Accept(ticket, who) => {
			let _ = Usdai::accept_ticket(signed(who), TicketId(ticket));
		},
		Step::Buy(slot, micro) => {
			trade(dollars(micro), true, || spend(ReserveSlot(slot), units(slot, micro)).is_ok())
		},
		Step::Mature(slot, gain) => {
			// The whole book matures into one asset, with a gain.
			let cost = world(|w| w.at_settled_cost);
			let micro = u64::try_from(cost.get() / 10u128.pow(12)).unwrap() + gain;
			trade(cost, false, || bring_back(ReserveSlot(slot), units(slot, micro)).is_ok());
		},
		Step::Lose(micro) => {
			// Bills lose, and the vault bears what no surplus does, as far as it has something.
			world(|w| w.at_settled_cost = w.at_settled_cost.saturating_sub(dollars(micro)));
			let borne = Usdai::shortfall().min(UsdaiAmount(balance(USDAI, VAULT)));
			let _ =
				with_storage_layer(|| <Usdai as Dollar<AccountId>>::burn_for_loss(&VAULT, borne));
		},
		Step::Harvest(micro) => {
			let _ = harvest(0, UsdaiAmount::MAX, dollars(micro));
		},
		Step::Price(slot, price) => attest(ReserveSlot(slot), price),
		Step::Break(slot, state) => {
			let breaker = match state {
				0 => Breaker::AllOff,
				1 => Breaker::MintingOff,
				_ => Breaker::AllEnabled,
			};
			assert_ok!(Usdai::set_breaker(RuntimeOrigin::root(), ReserveSlot(slot), breaker));
		},
		Step::Freeze(who) => {
			let until = Some(now().saturating_add(caliber_primitives::units::Seconds(5_000)));
			assert_ok!(Usdai::freeze(RuntimeOrigin::root(), who, FreezeReason::Order, until));
		},
		Step::Thaw(who) => {
			let _ = Usdai::unfreeze(RuntimeOrigin::root(), who);
		},
		Step::Destroy(units) => {
			let _ = Assets::burn(RuntimeOrigin::signed(0), USDAI, ALICE, u128::from(units));
		},
		Step::Reconcile => {
			let _ = Usdai::reconcile(RuntimeOrigin::signed(BOB));
		},
		Step::Deposit(n, slot, micro) => {
			let deposit =
				Deposit { slot: ReserveSlot(slot), amount: units(slot, micro), to: ALICE };
			both_sign(n, |by, id| Usdai::attest_deposit(by, id, H256::zero(), deposit.clone()));
		},
		Step::Payout(who, slot, micro) => {
			let _ = with_storage_layer(|| {
				let (slot, amount) = (ReserveSlot(slot), units(slot, micro));
				Usdai::request_payout(signed(who), slot, amount, H256::zero())
			});
		},
		Step::Confirm(payout, n) => {
			both_sign(n, |by, id| Usdai::confirm_payout(by, payout, id, H256::zero()));
		},
		Step::Cancel(payout, n) => {
			both_sign(n, |by, id| Usdai::cancel_payout(by, payout, id, H256::zero()));
		},
		Step::Return(slot, micro) => {
			let returned = Returned { slot: ReserveSlot(slot), amount: units(slot, micro) };
			both_sign(1, |by, id| Usdai::attest_return(by, id, H256::zero(), returned));
		},
		Step::Collect(who) => {
			let _ = Usdai::collect(signed(BOB), who);
		},
		Step::Clean(what) => {
			let first = || ReceiptId { custodian: CUSTODIAN, number: 0 };
			let what = match what {
				0 => Litter::Checkpoints,
				1 => Litter::Freeze(ALICE),
				_ => Litter::Receipt(Receipts::<Test>::iter_keys().next().unwrap_or_else(first)),
			};
			let _ = Usdai::clean(signed(BOB), what);
		},
		Step::Serve => {
			let _ = Usdai::serve(signed(BOB));
		},
		Step::State => {
			let number = Usdai::last_statement().number + 1;
			let gates = Usdai::gates();
			let held: Vec<_> = gates.iter().map(|gate| gate.wrapped.held().unwrap()).collect();
			let held = held.try_into().unwrap();
			assert_ok!(Usdai::post_statement(signed(GUARDIAN), number, held));
			assert!(Usdai::last_statement().good);
		},
		Step::Bridge(micro, out) => {
			let _ = with_storage_layer(|| match out {
				true => <Usdai as Bridge<AccountId>>::bridge_out(&BOB, dollars(micro)),
				false => <Usdai as Bridge<AccountId>>::bridge_in(&BOB, dollars(micro)),
			});
		},
		Step::Wait(seconds) => {
			wait(seconds);
			if seconds % 2 == 0 {
				attest_all_five();
			}
		},
	}
}

/// Steps that are for holders alone: none of them may take from surplus.
fn is_swap(step: &Step) -> bool {
	matches!(step, Step::Mint(..) | Step::Redeem(..) | Step::Mix(..) | Step::Claim(..))
}

/// What an account can lose: balances, tickets and payouts.
fn claims_of(who: AccountId) -> Vec<u128> {
	let tokens = [USDAI].into_iter().chain(ASSETS.map(|(asset, _)| asset));
	let mut all: Vec<u128> = tokens.map(|asset| balance(asset, who)).collect();
	let tickets = TicketBook::<Test>::iter_values().filter(|ticket| ticket.owner == who);
	all.push(tickets.map(|ticket| ticket.stretch.end.get() - ticket.stretch.start.get()).sum());
	all.push(
		u128::try_from(Payouts::<Test>::iter_values().filter(|p| p.who == who).count()).unwrap(),
	);
	all
}

#[test]
fn books_should_be_written_when_units_begin_to_move() {
	let acts: [fn(); 5] = [
		|| mint(ALICE, USDC_SLOT, coins(10)).unwrap(),
		|| redeem(ALICE, USDC_SLOT, usd(10)).unwrap(),
		|| redeem_mix(ALICE, usd(10)).unwrap(),
		|| {
			set_treasury(usd(10), usd(0));
			spend(USDC_SLOT, coins(10)).unwrap()
		},
		|| bring_back(USDC_SLOT, coins(10)).unwrap(),
	];
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		assert_ok!(mint(ALICE, PYUSD_SLOT, ReserveAmount(100_000_000_000)));
		for (place, act) in acts.into_iter().enumerate() {
			let before = ledger();
			let seen = seen_during(act);
			assert!(!seen.is_empty() && ledger() != before, "act {place}");
			assert!(seen.into_iter().all(|books| books == ledger()), "act {place}");
		}
	});
}

#[test]
fn dust_should_be_booked_when_it_is_destroyed_with_a_redemption() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		// Leaves less than the token's minimum balance.
		assert_ok!(redeem(ALICE, USDC_SLOT, UsdaiAmount(10 * UNIT - 1)));
		let left = balance(USDAI, ALICE);
		let circulating = Assets::total_supply(USDAI);
		assert!(left == 0 && circulating <= ledger().issued.get());
		let _ = Usdai::reconcile(RuntimeOrigin::signed(BOB));
		assert_eq!(ledger().issued.get(), circulating);
	});
}

/// One step and everything that it must leave whole.
fn check(step: Step) {
	let (surplus, issued) = (Usdai::surplus(), ledger().issued);
	let (everything, wrapped) = (reserves_everywhere(), gated());
	let short = Usdai::shortfall();
	let waiting = !ledger().owed.is_zero();
	let served = State::<Test>::get().tickets.served;
	let frozen: Vec<_> = [ALICE, BOB]
		.into_iter()
		.filter(|who| Usdai::is_frozen(*who))
		.map(|who| (who, claims_of(who)))
		.collect();
	play(step);
	assert_invariants::<Usdai>();
	// Reserve units come and go through a gate only.
	assert_eq!(reserves_everywhere() + wrapped, everything + gated(), "{step:?}");
	let (after, now_issued) = (Usdai::surplus(), ledger().issued);
	if is_swap(&step) {
		assert!(after >= surplus && Usdai::shortfall() <= short, "{step:?}");
	}
	// Where little may leave, who asks serves those before him.
	let tight = Usdai::rules().redemption == TIGHT;
	if waiting && !tight && matches!(step, Step::Redeem(..) | Step::Mix(..)) {
		// Whoever asks while somebody waits is paid nothing at once.
		assert_eq!(State::<Test>::get().tickets.served, served, "{step:?}");
	}
	if matches!(step, Step::Harvest(_)) {
		let minted = now_issued.get() - issued.get();
		assert_eq!(surplus.get() - after.get(), minted);
		let cushion = now_issued.get() * 2_500 / 1_000_000;
		assert!(minted == 0 || after.get() >= cushion, "{step:?}");
	}
	// Nothing of a frozen account falls by anybody's act. What is destroyed behind its back is the
	// test's doing, and a payout that two have confirmed was paid, or is its balance again.
	for (who, before) in frozen {
		let others = matches!(step, Step::Destroy(_) | Step::Confirm(..) | Step::Cancel(..));
		if !others && !matches!(step, Step::Wait(_) | Step::Thaw(_)) {
			let after = claims_of(who);
			assert!(before.iter().zip(&after).all(|(a, b)| b >= a), "{step:?}");
		}
	}
}

/// Pays everybody out: bills mature, every asset is on, every ticket is claimed.
fn wind_down() {
	for who in [ALICE, BOB] {
		let _ = Usdai::unfreeze(RuntimeOrigin::root(), who);
	}
	for (slot, (_, decimals)) in ASSETS.iter().enumerate() {
		let slot = ReserveSlot(u8::try_from(slot).unwrap());
		let terms = Terms {
			minimum: UsdaiAmount(1),
			..if *decimals == 8 { free_terms() } else { terms() }
		};
		set_terms(slot, terms);
	}
	check(Step::Mature(0, 0));
	for _ in 0..400 {
		if ledger().owed.is_zero() {
			break;
		}
		check(Step::Wait(DAY));
		check(Step::Serve);
	}
	if Usdai::shortfall().is_zero() {
		assert!(ledger().owed.is_zero(), "all cash is here and a ticket waits");
	}
	let open: Vec<_> = TicketBook::<Test>::iter_keys().collect();
	for ticket in open {
		if !Usdai::ticket(ticket).unwrap().claimable.is_empty() {
			assert_ok!(claim(ticket.0));
		}
		assert_invariants::<Usdai>();
	}
}

proptest! {
	#![proptest_config(ProptestConfig { max_shrink_iters: 300, ..ProptestConfig::with_cases(256) })]

	#[test]
	fn money_should_be_conserved_when_calls_come_in_any_order(
		tight in any::<bool>(), steps in prop::collection::vec(step(), 300..320)
	) {
		wide_chain().execute_with(|| {
			if tight {
				let rules = Rules { redemption: TIGHT, egress: TIGHT, ..Usdai::rules() };
				assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), rules));
			}
			for step in steps {
				check(step);
			}
			wind_down();
			let next = Usdai::next_receipt(CUSTODIAN);
			assert!(Receipts::<Test>::iter_keys().all(|id| id.number < next));
		});
	}
}
