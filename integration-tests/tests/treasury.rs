//! The treasury on the whole runtime: a real bill, a forced sale, a maturity that nobody can buy
//! into, and what each call costs.

use caliber_feeds_core::{FeedKey, Tenor};
use caliber_integration_tests::{
	chain,
	counting::{charged, Counting},
	feeds::say,
	initialize_at,
	measure::{measure, unfiltered, Cost},
	redeem, set_time,
};
use caliber_primitives::{
	dollar::Dollar as _,
	ids::{BillId, OrderId, ReserveSlot, TicketId},
	roles::{Role, Scope},
	units::{
		Day, MicroUsd, Ppb, Ppm, ReserveAmount, Seconds, Shares, UsdaiAmount, SECONDS_PER_DAY, UNIT,
	},
};
use caliber_runtime::{
	invariants, AccountId, Allocation, Executive, Runtime, RuntimeCall, RuntimeOrigin, Susdai,
	System, Usdai,
};
use caliber_runtime_common::weights::pallet_allocation::WeightInfo as Charged;
use frame_support::{assert_ok, weights::Weight};
use pallet_allocation::{Cusip, Ladder, Policy, Purchase, Sale, Trade, WeightInfo};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::traits::Dispatchable;

const SLOT: ReserveSlot = ReserveSlot(0);
/// 18 August 2026.
const TODAY: Day = Day(20_683);
const OPERATOR: Sr25519Keyring = Dave;
const CUSTODIAN: Sr25519Keyring = Eve;
const AUDITOR: Sr25519Keyring = Ferdie;
const DISCOUNT: i64 = 36_250_000;

fn usd(whole: u128) -> UsdaiAmount {
	UsdaiAmount(whole * UNIT)
}

fn coins(whole: u128) -> ReserveAmount {
	ReserveAmount(whole * 1_000_000)
}

fn after(days: u32) -> Day {
	Day(TODAY.0 + days)
}

fn call(who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::signed(who.to_account_id())));
}

fn root(call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::root()));
}

fn open_at(day: Day) {
	set_time(initialize_at(Seconds(u64::from(day.0) * SECONDS_PER_DAY + 43_200)));
}

/// Ends the block with every invariant of the chain, and opens one at noon of `day`.
fn go(day: Day) {
	close();
	open_at(day);
}

fn close() {
	let pages = (0..).map(invariants::page).take_while(|page| !page.is_empty());
	for report in pages.flatten() {
		assert!(report.holds, "{report:?}");
	}
	Executive::finalize_block();
}

/// Has every bill's feed say `discount` now.
fn feed(discount: i64) {
	for tenor in Tenor::ALL {
		say(FeedKey::TBillDiscount(tenor), discount);
	}
}

fn attest_price() {
	call(Bob, pallet_usdai::Call::attest_price { slot: SLOT, price: MicroUsd(1_000_000) });
}

/// The whole ladder in one tenor, no cushion, and roles; `issued` dollars are Charlie's.
fn opened(tenor: Tenor, issued: u128) {
	open_at(TODAY);
	let grants = [
		(Bob, Role::Auditor),
		(OPERATOR, Role::TreasuryOperator),
		(CUSTODIAN, Role::Custodian),
		(AUDITOR, Role::Auditor),
	];
	for (who, role) in grants {
		let who = who.to_account_id();
		root(pallet_roles::Call::grant { who, role, scope: Scope::All, until: None });
	}
	let part = |of| if of == tenor { Ppm(1_000_000) } else { Ppm(0) };
	let ladder = Ladder {
		w4: part(Tenor::W4),
		w8: part(Tenor::W8),
		w13: part(Tenor::W13),
		w17: part(Tenor::W17),
		w26: part(Tenor::W26),
		w52: part(Tenor::W52),
	};
	let policy = Policy { ladder, ..Allocation::policy() };
	root(pallet_allocation::Call::set_policy { policy });
	pallet_usdai::State::<Runtime>::mutate(|state| state.rules.current.cushion = Ppm(0));
	attest_price();
	feed(DISCOUNT);
	let (amount, max_fee) = (coins(issued), UsdaiAmount::MAX);
	call(Charlie, pallet_usdai::Call::mint { slot: SLOT, amount, max_fee });
}

fn deposit(who: Sr25519Keyring, amount: u128) {
	let (assets, min_shares) = (usd(amount), Shares::ZERO);
	call(who, pallet_susdai::Call::deposit { assets, min_shares });
}

/// Orders and buys a bill today.
fn buy(cusip: [u8; 9], face: u128, discount: u64, days: u32) -> BillId {
	let bill = pallet_allocation::CurrentTotals::<Runtime>::get().next_bill;
	call(Charlie, pallet_allocation::Call::rebalance {});
	let order = Allocation::orders().0.last().unwrap().id;
	let today = Seconds(pallet_timestamp::Now::<Runtime>::get() / 1_000).day();
	let purchase = Purchase {
		slot: SLOT,
		custodian: CUSTODIAN.to_account_id(),
		cusip: Cusip(cusip),
		face: coins(face),
		price: caliber_finance::bills::price(Ppb(discount), days).unwrap(),
		settles: today,
		matures: Day(today.0 + days),
	};
	call(OPERATOR, pallet_allocation::Call::fill { order, purchase });
	for who in [CUSTODIAN, AUDITOR] {
		call(who, pallet_allocation::Call::confirm_settlement { bill });
	}
	bill
}

/// The face comes in and goes to the vault.
fn pay(bill: BillId) {
	call(CUSTODIAN, pallet_allocation::Call::mature { bill });
	call(AUDITOR, pallet_allocation::Call::confirm_maturity { bill });
	call(Charlie, pallet_allocation::Call::harvest { bill });
}

/// What a share is worth to who leaves, 18 decimals.
fn worth(shares: Shares) -> u128 {
	Susdai::convert_to_assets(shares).unwrap().get()
}

#[test]
fn bill_of_the_example_should_bring_its_published_figures_to_the_vault() {
	chain("development").execute_with(|| {
		opened(Tenor::W4, 10_000_000);
		deposit(Charlie, 5_000_000);
		let before = Susdai::total_assets().unwrap().redemption.get();
		let bill = buy(*b"912797VC8", 1_000_000, 36_250_000, 28);
		let cost = Allocation::bill(bill).unwrap().cost.get();
		assert_eq!(cost, 997_180_560_000 * 10u128.pow(12));
		go(after(1));
		// 100.69 a day.
		assert_eq!(Allocation::income().high.get() / 10u128.pow(16), 10_069);
		go(after(28));
		pay(bill);
		let gain = 2_819_440_000 * 10u128.pow(12);
		assert_eq!(pallet_allocation::CurrentResults::<Runtime>::get().harvested.get(), gain);
		assert_eq!(Allocation::apr_realised(), Some(Ppb(36_857_331)));
		assert_eq!(Usdai::surplus(), UsdaiAmount::ZERO);
		// The vault has it, less its fee of a tenth.
		let earned = Susdai::total_assets().unwrap().redemption.get() - before;
		let fee = Susdai::rules().fee().rate.get();
		assert_eq!(earned, gain - gain * u128::from(fee) / 1_000_000);
		close();
	});
}

#[test]
fn forced_sale_should_be_borne_by_the_vault_while_every_redeemer_is_paid_in_full() {
	chain("development").execute_with(|| {
		// 15 millions of 52-week bills at 3.85 percent behind a hundred million dollars.
		opened(Tenor::W52, 100_000_000);
		deposit(Charlie, 2_000_000);
		feed(38_500_000);
		let bill = buy(*b"912797VC8", 15_607_000, 38_500_000, 364);
		// After 14 days rates are a point higher, and 98 millions leave at once.
		go(after(14));
		feed(48_500_000);
		attest_price();
		let (slot, max_fee) = (SLOT, UsdaiAmount::MAX);
		let amount = usd(98_000_000);
		call(Charlie, pallet_usdai::Call::redeem { slot, amount, max_fee });
		let owed = Usdai::owed();
		assert!(owed > usd(12_900_000) && owed < usd(13_000_000), "{owed:?}");
		call(Bob, pallet_allocation::Call::rebalance {});
		let order = *Allocation::orders().0.last().unwrap();
		assert_eq!(order.trade, Trade::Sell(bill));
		let price = caliber_finance::bills::price(Ppb(48_500_000), 350).unwrap();
		let sale = Sale { price, settles: after(14) };
		call(OPERATOR, pallet_allocation::Call::fill_sale { order: order.id, sale });
		let idle = pallet_susdai::State::<Runtime>::get().totals.idle;
		call(CUSTODIAN, pallet_allocation::Call::settle_sale { bill });
		// 128,367.575 dollars, and not one of them is a redeemer's.
		let loss = UsdaiAmount(128_367_575 * 10u128.pow(15));
		assert_eq!(pallet_susdai::State::<Runtime>::get().totals.idle, idle.saturating_sub(loss));
		assert_eq!((Usdai::owed(), Usdai::shortfall()), Default::default());
		assert_eq!(Usdai::backing(), Usdai::issued());
		call(Charlie, pallet_usdai::Call::claim { ticket: TicketId(0), hint: None });
		let usdc = caliber_primitives::ids::assets::USDC;
		let paid = caliber_runtime::Assets::balance(usdc, Charlie.to_account_id());
		assert_eq!(paid, coins(98_000_000).get());
		close();
	});
}

#[test]
fn maturity_should_be_worth_eight_days_to_who_comes_eight_days_before() {
	chain("development").execute_with(|| {
		// A hundred million dollars, 25 of them in one bill of 26 weeks.
		opened(Tenor::W26, 100_000_000);
		deposit(Charlie, 20_000_000);
		let bill = buy(*b"912797VC8", 25_000_000, 36_250_000, 182);
		let gain = Allocation::bill(bill).unwrap().gain().get();
		go(after(174));
		feed(DISCOUNT);
		attest_price();
		let (amount, max_fee) = (coins(20_000_000), UsdaiAmount::MAX);
		call(Bob, pallet_usdai::Call::mint { slot: SLOT, amount, max_fee });
		let before = pallet_susdai::State::<Runtime>::get().totals.shares;
		deposit(Bob, 20_000_000);
		let all = pallet_susdai::State::<Runtime>::get().totals.shares;
		let bought = all.saturating_sub(before);
		go(after(182));
		pay(bill);
		let earned = worth(bought) as i128 - usd(20_000_000).get() as i128;
		// His part of what 8 of the 182 days bring net of the fee, and never a maturity's.
		let net = gain * 9 / 10;
		let wide = |figure: u128| sp_core::U256::from(figure);
		let eight = wide(net * 8) * wide(bought.get()) / wide(all.get() * 182);
		let eight = eight.as_u128();
		assert!(earned <= eight as i128, "{earned} above {eight}");
		assert!(earned >= eight as i128 * 98 / 100, "{earned} far below {eight}");
		assert!(earned < (net / 20) as i128);
		close();
	});
}

#[test]
fn backing_should_be_counted_bill_by_bill_when_the_totals_are_wrong() {
	use caliber_primitives::invariants::Invariants;
	chain("development").execute_with(|| {
		let backed = || {
			invariants::Across::invariants().into_iter().find(|(id, _)| *id == invariants::BACKED)
		};
		opened(Tenor::W4, 10_000_000);
		let bill = buy(*b"912797VC8", 1_000_000, 36_250_000, 28);
		assert!(backed().unwrap().1);
		// The totals still count it.
		pallet_allocation::Bills::<Runtime>::remove(bill);
		assert!(Usdai::shortfall().is_zero());
		assert!(!backed().unwrap().1);
	});
}

type Weights = Charged<Counting>;

/// One call after the other, each measured: a bill that matures, one that is sold, one that fails.
fn costs() -> Vec<(&'static str, Cost, (u64, u64))> {
	let mut chain = chain("development");
	chain.execute_with(|| {
		opened(Tenor::W4, 50_000_000);
		deposit(Charlie, 2_000_000);
		// Requests wait, so that the floor asks what a share is worth.
		call(Charlie, redeem(&Charlie.to_account_id(), Shares(1_000_000 * UNIT)));
		for _ in 0..8 {
			buy(*b"912797VC8", 1_000_000, 36_250_000, 28);
		}
	});
	let mut costs = Vec::new();
	let who = |key: Sr25519Keyring| -> AccountId { key.to_account_id() };
	let mut cost = |name,
	                chain: &mut sp_io::TestExternalities,
	                key,
	                call: RuntimeCall,
	                weight: fn() -> Weight| {
		let (done, cost) = measure(chain, || unfiltered(&who(key), call));
		assert_ok!(done);
		costs.push((name, cost, charged(weight)));
	};
	let next = |chain: &mut sp_io::TestExternalities| {
		chain.execute_with(pallet_allocation::CurrentTotals::<Runtime>::get)
	};
	let order = next(&mut chain).next_order;
	let bill = next(&mut chain).next_bill;
	let rebalance = || pallet_allocation::Call::rebalance {}.into();
	cost("rebalance", &mut chain, Charlie, rebalance(), Weights::rebalance);
	let purchase = |bill: &str| Purchase {
		slot: SLOT,
		custodian: CUSTODIAN.to_account_id(),
		cusip: Cusip(bill.as_bytes().try_into().unwrap()),
		face: coins(1_000_000),
		price: MicroUsd(99_718_056),
		settles: TODAY,
		matures: after(28),
	};
	let fill = |order: OrderId| {
		pallet_allocation::Call::fill { order, purchase: purchase("912797VC8") }.into()
	};
	cost("fill", &mut chain, OPERATOR, fill(order), Weights::fill);
	let confirm = || pallet_allocation::Call::confirm_settlement { bill }.into();
	cost("confirm", &mut chain, CUSTODIAN, confirm(), Weights::confirm_settlement);
	cost("settle", &mut chain, AUDITOR, confirm(), Weights::confirm_settlement);
	// One that fails: it is given back, and one that is late.
	let unwound = next(&mut chain).next_bill;
	chain.execute_with(|| {
		for _ in 0..2 {
			call(Charlie, pallet_allocation::Call::rebalance {});
			let order = Allocation::orders().0.last().unwrap().id;
			let purchase = purchase("912797VC8");
			call(OPERATOR, pallet_allocation::Call::fill { order, purchase });
		}
	});
	let unwind = || pallet_allocation::Call::unwind { bill: unwound }.into();
	cost("say that it never came", &mut chain, AUDITOR, unwind(), Weights::unwind);
	cost("unwind", &mut chain, CUSTODIAN, unwind(), Weights::unwind);
	chain.execute_with(|| {
		go(after(6));
		feed(DISCOUNT);
	});
	let late = unwound.next().unwrap();
	let impair = pallet_allocation::Call::impair { bill: late }.into();
	cost("impair", &mut chain, Bob, impair, Weights::impair);
	// Redeemers wait: the first bill is sold.
	chain.execute_with(|| {
		attest_price();
		let (slot, max_fee) = (SLOT, UsdaiAmount::MAX);
		let amount = Usdai::cash().saturating_add(usd(2_000));
		call(Charlie, pallet_usdai::Call::redeem { slot, amount, max_fee });
		assert!(!Usdai::owed().is_zero());
	});
	let order = next(&mut chain).next_order;
	cost("order a sale", &mut chain, Charlie, rebalance(), Weights::rebalance);
	let sold = chain.execute_with(|| match Allocation::orders().0.last().unwrap().trade {
		Trade::Sell(bill) => bill,
		Trade::Buy(_) => panic!("a purchase"),
	});
	let price = caliber_finance::bills::price(Ppb(38_000_000), 22).unwrap();
	let sale = Sale { price, settles: after(6) };
	let fill_sale = pallet_allocation::Call::fill_sale { order, sale }.into();
	cost("fill_sale", &mut chain, OPERATOR, fill_sale, Weights::fill_sale);
	let cancel = || pallet_allocation::Call::cancel_sale { bill: sold }.into();
	cost("say that it fell through", &mut chain, CUSTODIAN, cancel(), Weights::cancel_sale);
	let settle_sale = pallet_allocation::Call::settle_sale { bill: sold }.into();
	cost("settle_sale", &mut chain, CUSTODIAN, settle_sale, Weights::settle_sale);
	chain.execute_with(|| {
		go(after(28));
		// Their gains redeem the income that bears the loss.
		for bill in [1, 2, 3, 4].map(BillId) {
			call(CUSTODIAN, pallet_allocation::Call::mature { bill });
		}
	});
	let mature = pallet_allocation::Call::mature { bill }.into();
	cost("mature", &mut chain, CUSTODIAN, mature, Weights::mature);
	let confirm = pallet_allocation::Call::confirm_maturity { bill }.into();
	cost("confirm_maturity", &mut chain, AUDITOR, confirm, Weights::confirm_maturity);
	let harvest = pallet_allocation::Call::harvest { bill }.into();
	cost("harvest", &mut chain, Charlie, harvest, Weights::harvest);
	chain.execute_with(|| {
		System::reset_events();
		close();
	});
	costs
}

#[test]
fn calls_should_read_and_write_no_more_than_they_are_charged_for() {
	let costs = costs();
	for (name, cost, (reads, writes)) in &costs {
		println!("{name}: {cost:?}, charged {reads}/{writes}");
	}
	for (name, cost, (reads, writes)) in costs {
		// The clock is the block's, and charged as well.
		assert!(cost.reads as u64 <= reads, "{name}: {cost:?}, charged {reads} reads");
		assert!(cost.writes as u64 <= writes, "{name}: {cost:?}, charged {writes} writes");
	}
}
