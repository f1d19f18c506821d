//! A year, a day at a time: money comes and goes, bills are bought, sold, and mature.

use crate::{mock::*, Book, CurrentResults, Cusip, Purchase, Sale, Stage, Trade};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::Dollar,
	ids::BillId,
	testing::{assert_invariants, fresh, world},
	units::{Day, Ppb, RatePpb, ReserveAmount, UsdaiAmount},
};
use frame_support::assert_ok;
use proptest::prelude::*;

/// What happens on a day.
#[derive(Clone, Copy, Debug)]
struct Flow {
	/// Dollars that come in, or go out below zero.
	thousands: i64,
	/// Where the discount of all bills stands.
	rate: i64,
}

fn flow() -> impl Strategy<Value = Flow> {
	(prop_oneof![8 => -300..330i64, 1 => -4_000..-1_000i64, 1 => 1_000..4_000i64], 20..60i64)
		.prop_map(|(thousands, rate)| Flow { thousands, rate: rate * 1_000_000 })
}

/// Coins that went to custodians and came back, bill by bill.
#[derive(Default)]
struct Flows {
	out: u128,
	back: u128,
}

/// Mints, or redeems: at once as far as the cash above all tickets goes, the rest as a ticket.
fn move_money(flow: Flow) {
	let amount = UsdaiAmount(dollars(u128::from(flow.thousands.unsigned_abs())).get() * 1_000);
	let units = ReserveAmount(amount.get() / 10u128.pow(12));
	world(|w| {
		let cash = w.cash.get(&SLOT).copied().unwrap_or_default();
		if flow.thousands >= 0 {
			w.cash.insert(SLOT, cash.saturating_add(units));
			w.issued = w.issued.saturating_add(amount);
			return;
		}
		// The vault does not redeem what is idle.
		let amount = amount.min(w.issued.saturating_sub(w.available));
		w.issued = w.issued.saturating_sub(amount);
		w.owed = w.owed.saturating_add(amount);
	});
	serve();
}

/// Pays tickets from the cash there is.
fn serve() {
	world(|w| {
		let cash = w.cash.get(&SLOT).copied().unwrap_or_default();
		let units = ReserveAmount(w.owed.get() / 10u128.pow(12)).min(cash);
		w.cash.insert(SLOT, cash.saturating_sub(units));
		w.owed = w.owed.saturating_sub(UsdaiAmount(units.get() * 10u128.pow(12)));
	});
}

/// Everything that anyone would do on a day.
fn trade(today: Day, rate: i64, flows: &mut Flows) {
	let discount = Ppb(u64::try_from(rate).unwrap());
	for line in Book::<Test>::get().0 {
		let record = Allocation::bill(line.bill).unwrap();
		match record.stage {
			Stage::Held(_) if line.position.matures <= today => {
				assert_ok!(Allocation::mature(by(CUSTODIAN), line.bill));
				flows.back += record.purchase.face.get();
			},
			Stage::Selling(ref sold) if sold.sale.settles <= today => {
				flows.back += sold.proceeds.get();
				assert_ok!(Allocation::settle_sale(by(CUSTODIAN), line.bill));
			},
			_ => continue,
		}
		serve();
		// One that brought nothing above its cost is over.
		if Allocation::bill(line.bill).is_some() {
			assert_ok!(Allocation::confirm_maturity(by(AUDITOR), line.bill));
			let _ = Allocation::harvest(by(ANYONE), line.bill);
		}
	}
	for _ in 0..3 {
		let Ok(()) = Allocation::rebalance(by(ANYONE)) else { break };
		let order = *Allocation::orders().0.last().unwrap();
		match order.trade {
			Trade::Buy(tenor) => {
				let price = price(discount, tenor.days()).unwrap();
				let lots = order.amount.get() / (u128::from(price.0) * 10u128.pow(12));
				let terms = Purchase {
					face: coins(lots * 100),
					price,
					settles: today,
					matures: Day(today.0 + tenor.days()),
					cusip: Cusip(*b"912797VC8"),
					..purchase()
				};
				let bill = crate::CurrentTotals::<Test>::get().next_bill;
				if Allocation::fill(by(OPERATOR), order.id, terms).is_ok() {
					// What is bought leaves a tenth of all dollars in cash, and what redeemers are owed.
					let kept = Ledger::issued().get().div_ceil(10) + Ledger::owed().get();
					assert!(Ledger::cash().get() >= kept);
					flows.out += Allocation::bill(bill).unwrap().paid.get();
					for who in [CUSTODIAN, AUDITOR] {
						assert_ok!(Allocation::confirm_settlement(by(who), bill));
					}
				}
			},
			Trade::Sell(bill) => {
				let left = Allocation::bill(bill).unwrap().purchase.matures.0 - today.0 - 1;
				let sale =
					Sale { price: price(discount, left).unwrap(), settles: Day(today.0 + 1) };
				assert_ok!(Allocation::fill_sale(by(OPERATOR), order.id, sale));
			},
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(16))]

	#[test]
	fn every_dollar_should_be_backed_on_every_day_of_a_year(
		days in prop::collection::vec(flow(), 365),
	) {
		chain().execute_with(|| {
			world(|w| w.available = dollars(2_000_000));
			let mut flows = Flows::default();
			for (day, flow) in (0u32..).zip(&days) {
				go(after(day));
				world(|w| w.rate = Some(fresh(RatePpb(flow.rate))));
				move_money(*flow);
				trade(after(day), flow.rate, &mut flows);
				assert_invariants::<Allocation>();
				// No dollar is unbacked, unless the vault has nothing left to bear it with.
				let short = Ledger::shortfall();
				assert!(short.is_zero() || world(|w| w.available.is_zero()), "day {day}: {short:?}");
			}
			// Everything comes to its end.
			go(after(365 + 400));
			for line in Book::<Test>::get().0 {
				let record = Allocation::bill(line.bill).unwrap();
				flows.back += match &record.stage {
					Stage::Selling(sold) => {
						assert_ok!(Allocation::settle_sale(by(CUSTODIAN), line.bill));
						sold.proceeds.get()
					},
					_ => {
						assert_ok!(Allocation::mature(by(CUSTODIAN), line.bill));
						record.purchase.face.get()
					},
				};
				if Allocation::bill(line.bill).is_some() {
					assert_ok!(Allocation::confirm_maturity(by(AUDITOR), line.bill));
				}
			}
			for bill in 0..crate::CurrentTotals::<Test>::get().next_bill.0 {
				let _ = Allocation::harvest(by(ANYONE), BillId(bill));
			}
			// Realised yield is the bills' cash flows, to the unit.
			let results = CurrentResults::<Test>::get();
			let unit = 10i128.pow(12);
			let net = i128::try_from(results.earned.get()).unwrap()
				- i128::try_from(results.lost.get()).unwrap();
			let coins = |units: u128| i128::try_from(units).unwrap();
			assert_eq!(net, (coins(flows.back) - coins(flows.out)) * unit);
			// It went to the vault, less what losses took: nothing else was minted, nothing is left.
			let restored = world(|w| w.restored.iter().map(|amount| amount.get()).sum::<u128>());
			let minted = restored
				+ world(|w| w.harvests.iter().map(|(amount, _)| amount.get()).sum::<u128>());
			let burned = world(|w| w.burned.iter().map(|(_, amount)| amount.get()).sum::<u128>());
			assert_eq!(results.harvested.get(), minted);
			let backing = i128::try_from(Ledger::cash().get()).unwrap();
			let owing = i128::try_from(Ledger::issued().saturating_add(Ledger::owed()).get()).unwrap();
			assert_eq!(backing - owing, net - i128::try_from(minted).unwrap() + i128::try_from(burned).unwrap());
			assert!(backing >= owing || world(|w| w.available.is_zero()));
		});
	}
}
