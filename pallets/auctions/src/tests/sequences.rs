//! Any order of calls keeps the statements, makes and loses no dollar, and ends each lot once.

use crate::{mock::*, ArrangedSales, Lots, OPEN_TIME, SETTLE_TIME};
use caliber_primitives::{
	auction::{Auctioneer, LotSpec, Outcome},
	ids::{ItemId, LoanId, LotId},
	testing::{assert_invariants, world},
	units::{Seconds, UsdaiAmount},
};
use frame_support::traits::fungible::Mutate;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug)]
enum Step {
	Open {
		loan: u32,
		floor: u128,
		above: u128,
		wait: u64,
		lasts: u64,
	},
	Buy {
		who: u64,
		lot: u32,
		max: u128,
	},
	CreditBid {
		who: u64,
		lot: u32,
		max: u128,
	},
	Settle {
		lot: u32,
	},
	Cancel {
		lot: u32,
	},
	Wait(u64),
	Arrange {
		who: u64,
		loan: u32,
		buyer: u64,
		price: u128,
	},
	/// So much above the least bid, or below it.
	Overbid {
		who: u64,
		sale: u32,
		above: i128,
	},
	Attest {
		who: u64,
		sale: u32,
	},
	SettleSale {
		who: u64,
		sale: u32,
	},
	CloseSale {
		sale: u32,
	},
	Refund {
		who: u64,
	},
	/// Freezes him; when he is, thaws all.
	Freeze {
		who: u64,
	},
}

fn step() -> impl Strategy<Value = Step> {
	let (who, lot) = (|| 1..7u64, || 0..12u32);
	let wait = prop_oneof![
		8 => 0..40u64,
		2 => 0..2 * OPEN_TIME.get(),
		1 => Just(OPEN_TIME.get() + 1),
		1 => Just(SETTLE_TIME.get()),
	];
	let lasts = prop_oneof![0..60u64, 0..2 * OPEN_TIME.get()];
	prop_oneof![
		4 => (0..4u32, 0..400u128, 0..400u128, 0..20u64, lasts).prop_map(
			|(loan, floor, above, wait, lasts)| Step::Open { loan, floor, above, wait, lasts }
		),
		4 => (who(), lot(), 0..900u128).prop_map(|(who, lot, max)| Step::Buy { who, lot, max }),
		3 => (who(), lot(), 0..900u128)
			.prop_map(|(who, lot, max)| Step::CreditBid { who, lot, max }),
		2 => lot().prop_map(|lot| Step::Settle { lot }),
		1 => lot().prop_map(|lot| Step::Cancel { lot }),
		4 => wait.prop_map(Step::Wait),
		6 => (who(), 0..4u32, who(), 1..900u128)
			.prop_map(|(who, loan, buyer, price)| Step::Arrange { who, loan, buyer, price }),
		4 => (who(), lot(), -1..20i128)
			.prop_map(|(who, sale, above)| Step::Overbid { who, sale, above }),
		12 => (who(), lot()).prop_map(|(who, sale)| Step::Attest { who, sale }),
		8 => (who(), lot()).prop_map(|(who, sale)| Step::SettleSale { who, sale }),
		4 => lot().prop_map(|sale| Step::CloseSale { sale }),
		3 => who().prop_map(|who| Step::Refund { who }),
		1 => who().prop_map(|who| Step::Freeze { who }),
	]
}

/// One of those that are there, or any.
fn one_of(lots: impl Iterator<Item = LotId>, n: u32) -> LotId {
	let lots: BTreeSet<_> = lots.collect();
	let count = u32::try_from(lots.len()).unwrap().max(1);
	lots.into_iter().nth((n % count) as usize).unwrap_or(LotId(n))
}

/// A lot that has not ended.
fn lot_of(n: u32) -> LotId {
	one_of(Lots::<Test>::iter_keys(), n)
}

/// A sale that was arranged and has not ended.
fn sale(n: u32) -> LotId {
	one_of(ArrangedSales::<Test>::iter_keys(), n)
}

/// What an account has with the chain: bids that stand, and those that were beaten.
fn with_chain_of(who: AccountId) -> u128 {
	let bids = ArrangedSales::<Test>::iter_values().filter_map(|sale| sale.best);
	let bids = bids.filter(|bid| bid.bidder == who).map(|bid| bid.price.get());
	bids.sum::<u128>() + Auctions::refundable(who).get()
}

const BIDDERS: std::ops::RangeInclusive<AccountId> = 1..=6;

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn money_should_only_pass_from_buyer_to_seller_when_calls_come_in_any_order(
		steps in prop::collection::vec(step(), 100..160)
	) {
		chain().execute_with(|| {
			world(|w| {
				w.aside = Some(UsdaiAmount(1));
				w.keeper = Some(6);
				w.lenders = [(1, UsdaiAmount(50)), (2, UsdaiAmount::MAX)].into();
			});
			// Little enough that bids run out of it now and then.
			for who in BIDDERS {
				Dollar::set_balance(&who, 3_000);
			}
			let (mut now, mut sold) = (0u64, 0u128);
			let mut spent = BTreeMap::<AccountId, u128>::new();
			let mut specs = BTreeMap::<LotId, LotSpec>::new();
			let mut arranged = BTreeSet::<LotId>::new();
			let mut cancelled = BTreeSet::<LotId>::new();
			for step in steps {
				let signed = RuntimeOrigin::signed;
				match step {
					Step::Open { loan, floor, above, wait, lasts } => {
						let spec = LotSpec {
							loan: LoanId(loan),
							items: vec![ItemId(loan)].try_into().unwrap(),
							start: UsdaiAmount(floor + above),
							floor: UsdaiAmount(floor),
							opens: at(now + wait),
							lasts: Seconds(lasts),
						};
						if let Ok(lot) = <Auctions as Auctioneer<_>>::open(&SELLER, spec.clone()) {
							specs.insert(lot, spec);
						}
					},
					Step::Buy { who, lot, max } | Step::CreditBid { who, lot, max } => {
						let (lot, before) = (lot_of(lot), Dollar::free_balance(who));
						let (asked, max) = (Auctions::price(lot), UsdaiAmount(max));
						let part = match step {
							Step::Buy { .. } => Some(NONE),
							_ => world(|w| w.lenders.get(&who).copied()),
						};
						let bought = match step {
							Step::Buy { .. } => Auctions::buy(signed(who), lot, max),
							_ => Auctions::credit_bid(signed(who), lot, max),
						};
						if bought.is_ok() {
							let paid = before - Dollar::free_balance(who);
							let (spec, price) = (&specs[&lot], asked.unwrap());
							assert!(price <= max && (spec.floor..=spec.start).contains(&price));
							assert_eq!(paid, price.get().saturating_sub(part.unwrap().get()));
							sold += paid;
							*spent.entry(who).or_default() += paid;
						} else {
							assert_eq!(Dollar::free_balance(who), before);
						}
					},
					Step::Settle { lot } => {
						let _ = Auctions::settle(signed(1), lot_of(lot));
					},
					Step::Cancel { lot } => {
						if cancel(LotId(lot)).is_ok() {
							cancelled.insert(LotId(lot));
						}
					},
					Step::Wait(seconds) => {
						now += seconds;
						set_time(at(now));
					},
					Step::Arrange { who, loan, buyer, price } => {
						let (loan, price) = (LoanId(loan), UsdaiAmount(price));
						let evidence = Default::default();
						if Auctions::arrange_sale(signed(who), loan, buyer, price, evidence).is_ok() {
							assert!(who != buyer && ![who, buyer].contains(&6) && price.get() > 0);
							assert!(arranged.insert(Auctions::lot_of(loan).unwrap()));
						}
					},
					Step::Overbid { who, sale: n, above } => {
						let lot = sale(n);
						let before = Auctions::arranged(lot);
						let least = before.as_ref().map_or(NONE, |sale| sale.least());
						let price = UsdaiAmount(least.get().saturating_add_signed(above));
						if Auctions::overbid(signed(who), lot, price).is_ok() {
							let before = before.unwrap();
							let best = before.best.map_or(before.price, |bid| bid.price);
							assert!(50 * price.get() >= 51 * best.get());
							assert!(who != 6 && who != before.liquidator && at(now) <= before.until);
						}
					},
					Step::Attest { who, sale: n } => {
						let lot = sale(n);
						let price = Auctions::arranged(lot).map_or(NONE, |sale| sale.price);
						let _ = Auctions::attest_proceeds(signed(who), lot, price, Default::default());
					},
					Step::SettleSale { who, sale: n } => {
						let before = Auctions::arranged(sale(n));
						// Mostly by whom it is for.
						let who = match &before {
							Some(sale) if who > 2 => sale.liquidator,
							_ => who,
						};
						if Auctions::settle_sale(signed(who), sale(n)).is_ok() {
							let before = before.unwrap();
							let parties = [before.attested[0], before.attested[1], Some(who), Some(6)];
							let parties = parties.into_iter().chain([Some(before.buyer)]);
							let parties: BTreeSet<_> = parties.map(Option::unwrap).collect();
							assert_eq!(parties.len(), 5);
							assert!(before.best.is_none() && at(now) > before.until);
							sold += before.price.get();
							*spent.entry(who).or_default() += before.price.get();
						}
					},
					Step::CloseSale { sale: n } => {
						let before = Auctions::arranged(sale(n));
						if Auctions::close_sale(signed(1), sale(n)).is_ok() {
							let before = before.unwrap();
							assert!(at(now) > before.until);
							if let Some(best) = before.best {
								sold += best.price.get();
								*spent.entry(best.bidder).or_default() += best.price.get();
							}
						}
					},
					Step::Refund { who } => {
						let (owed, before) = (Auctions::refundable(who), Dollar::free_balance(who));
						let got = match Auctions::refund(signed(1), who) {
							Ok(()) => owed.get(),
							Err(_) => 0,
						};
						assert_eq!(Dollar::free_balance(who), before + got);
					},
					Step::Freeze { who } => world(|w| match w.frozen.contains(&who) {
						true => w.frozen.clear(),
						false => w.frozen.push(who),
					}),
				}
				assert_invariants::<Auctions>();
				// Nobody's money has become another's, and what lies with the chain is somebody's.
				let mut held = 0;
				for who in BIDDERS {
					let (lies, spent) = (with_chain_of(who), spent.get(&who).copied());
					let all = Dollar::free_balance(who) + lies + spent.unwrap_or_default();
					assert_eq!(all, 3_000, "{who}");
					held += lies;
				}
				assert_eq!(Dollar::free_balance(Auctions::account()), held);
				assert_eq!(Dollar::free_balance(SELLER), sold);
			}
			// Each lot is open, cancelled, or was told of once.
			let told: BTreeSet<_> = heard().iter().map(|(lot, _)| *lot).collect();
			assert_eq!(told.len(), heard().len());
			for lot in specs.keys().chain(&arranged) {
				let is_open = Lots::<Test>::contains_key(lot);
				let is_arranged = ArrangedSales::<Test>::contains_key(lot);
				let ends = [is_open, is_arranged, cancelled.contains(lot), told.contains(lot)];
				assert_eq!(ends.iter().filter(|end| **end).count(), 1);
				let is_other =
					(is_open && arranged.contains(lot)) || (is_arranged && specs.contains_key(lot));
				assert!(!is_other);
			}
			let proceeds: u128 = heard()
				.into_iter()
				.map(|(lot, outcome)| match outcome {
					Outcome::Sold { price, offset, .. } => {
						assert!(offset.is_zero() || specs.contains_key(&lot));
						price.get() - offset.get()
					},
					Outcome::Unsold => {
						assert!(specs.contains_key(&lot));
						0
					},
					Outcome::Lapsed => {
						assert!(arranged.contains(&lot));
						0
					},
				})
				.sum();
			assert_eq!(proceeds, sold);
		});
	}
}
