//! Any order of calls keeps the statements, makes and loses no dollar, and ends each lot once.

use crate::{mock::*, Lots};
use caliber_primitives::{
	auction::{Auctioneer, LotSpec, Outcome},
	ids::{ItemId, LoanId, LotId},
	testing::assert_invariants,
	units::{Seconds, UsdaiAmount},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug)]
enum Step {
	Open { loan: u32, floor: u128, above: u128, wait: u64, lasts: u64 },
	Buy { who: u64, lot: u32, max: u128 },
	Settle { lot: u32 },
	Cancel { lot: u32 },
	Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		2 => (0..4u32, 0..400u128, 0..400u128, 0..20u64, 0..60u64).prop_map(
			|(loan, floor, above, wait, lasts)| Step::Open { loan, floor, above, wait, lasts }
		),
		4 => (1..7u64, 0..12u32, 0..900u128).prop_map(|(who, lot, max)| Step::Buy { who, lot, max }),
		2 => (0..12u32).prop_map(|lot| Step::Settle { lot }),
		1 => (0..12u32).prop_map(|lot| Step::Cancel { lot }),
		3 => (0..40u64).prop_map(Step::Wait),
	]
}

fn total() -> u128 {
	(1..=6).chain([SELLER]).map(Dollar::free_balance).sum()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn money_should_only_pass_from_buyer_to_seller_when_calls_come_in_any_order(
		steps in prop::collection::vec(step(), 60..120)
	) {
		chain().execute_with(|| {
			let (all, mut now, mut sold) = (total(), 0u64, 0u128);
			let mut specs = BTreeMap::<LotId, LotSpec>::new();
			let mut cancelled = BTreeSet::<LotId>::new();
			for step in steps {
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
					Step::Buy { who, lot, max } => {
						let (lot, before) = (LotId(lot), Dollar::free_balance(who));
						let asked = Auctions::price(lot);
						let signed = RuntimeOrigin::signed(who);
						if Auctions::buy(signed, lot, UsdaiAmount(max)).is_ok() {
							let paid = before - Dollar::free_balance(who);
							let spec = &specs[&lot];
							assert_eq!(asked, Some(UsdaiAmount(paid)));
							assert!(paid <= max && spec.floor.get() <= paid);
							assert!(paid <= spec.start.get());
							sold += paid;
						} else {
							assert_eq!(Dollar::free_balance(who), before);
						}
					},
					Step::Settle { lot } => {
						let _ = Auctions::settle(RuntimeOrigin::signed(1), LotId(lot));
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
				}
				assert_invariants::<Auctions>();
				assert_eq!(total(), all);
				assert_eq!(Dollar::free_balance(SELLER), sold);
			}
			// Each lot is open, cancelled, or was told of once.
			let told: BTreeSet<_> = heard().iter().map(|(lot, _)| *lot).collect();
			assert_eq!(told.len(), heard().len());
			for lot in specs.keys() {
				let ends =
					[Lots::<Test>::contains_key(lot), cancelled.contains(lot), told.contains(lot)];
				assert_eq!(ends.iter().filter(|end| **end).count(), 1);
			}
			let proceeds: u128 = heard()
				.into_iter()
				.map(|(_, outcome)| match outcome {
					Outcome::Sold { price, .. } => price.get(),
					Outcome::Unsold | Outcome::Lapsed => 0,
				})
				.sum();
			assert_eq!(proceeds, sold);
		});
	}
}
