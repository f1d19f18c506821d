//! A year of the dollar, the vault and the treasury as they are, a day at a time: holders come and
//! go, bills are bought, sold, late, and pay.

use super::whole::*;
use crate::{Book, CurrentResults, CurrentTotals, Policies, Policy, Sale, Stage, Trade};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::Dollar as _,
	ids::{BillId, ReserveSlot, TicketId},
	testing::{assert_invariants, fresh, world},
	units::{Day, Ppb, Ppm, RatePpb, UsdaiAmount, UNIT},
};
use frame_support::assert_ok;
use proptest::prelude::*;

/// What happens on a day.
#[derive(Clone, Copy, Debug)]
struct Flow {
	/// Who comes, or goes below zero, with so many thousand dollars.
	who: usize,
	thousands: i64,
	/// In which asset.
	slot: u8,
	/// Where the discount of all bills stands.
	rate: i64,
	/// How many days late the custodian pays what is due.
	late: u32,
}

fn flow() -> impl Strategy<Value = Flow> {
	let thousands = prop_oneof![8 => -300..330i64, 1 => -4_000..-1_000i64, 1 => 1_000..4_000i64];
	(0..3usize, thousands, 0..4u8, 20..60i64, prop_oneof![6 => Just(0u32), 1 => 1..4u32]).prop_map(
		|(who, thousands, slot, rate, late)| Flow {
			who,
			thousands,
			slot,
			rate: rate * 1_000_000,
			late,
		},
	)
}

/// Coins that went to custodians and came back, in dollars.
#[derive(Default)]
struct Coins {
	out: u128,
	back: u128,
}

impl Coins {
	fn came(&mut self, slot: ReserveSlot, amount: u128) {
		self.back += amount * scale(slot);
	}
}

/// A holder mints or redeems. While nobody waits and the asset's cash goes that far he is paid at
/// once, all that he is owed less the fee; else he has a ticket.
fn move_money(flow: Flow) {
	let (who, slot) = (HOLDERS[flow.who], ReserveSlot(flow.slot));
	let whole = usd(u128::from(flow.thousands.unsigned_abs()) * 1_000);
	if flow.thousands > 0 {
		let done = mint(who, slot, units(slot, whole.get()));
		// Nothing is minted while the vault has nothing left to bear a loss with.
		assert!(done.is_ok() || !Usdai::shortfall().is_zero(), "{done:?}");
		return;
	}
	let amount = whole.get().min(balance(caliber_primitives::ids::assets::USDAI, who) / 2);
	if amount < UNIT {
		return;
	}
	let (asset, _) = RESERVES[usize::from(slot.0)];
	let held = balance(asset, who);
	let (waits, tickets) = (!Usdai::owed().is_zero(), tickets());
	let cash = Usdai::dollars_of(slot, Usdai::cash_in(slot)).unwrap();
	let within = !waits && amount <= cash.get() && Usdai::shortfall().is_zero();
	let done = redeem(who, slot, UsdaiAmount(amount));
	if within {
		assert_ok!(done);
		let fee = amount.div_ceil(1_000);
		assert_eq!(balance(asset, who) - held, units(slot, amount - fee).get());
	} else if waits {
		// Whoever comes later is behind him.
		assert_ok!(done);
		assert_eq!((balance(asset, who), self::tickets()), (held, tickets + 1));
	}
}

fn tickets() -> u64 {
	pallet_usdai::State::<Whole>::get().tickets.tickets
}

/// Every ticket is served whole before the next one gets anything.
fn assert_in_order() {
	let mut open: Vec<_> = pallet_usdai::TicketBook::<Whole>::iter_keys().collect();
	open.sort();
	let mut waits = false;
	for ticket in open {
		let status = Usdai::ticket(ticket).unwrap();
		assert!(!waits || status.claimable.is_empty(), "{ticket:?} is paid before another");
		waits |= !status.pending.is_zero();
	}
}

/// Pays what is due of the open bills.
fn pay(today: Day, late: u32, coins: &mut Coins) {
	use crate::Call;
	for line in Book::<Whole>::get().0 {
		let bill = line.bill;
		let record = record(bill).unwrap();
		let slot = record.purchase.slot;
		match record.stage {
			Stage::Held(_) if Day(line.position.matures.0 + late) <= today => {
				assert_ok!(sign(CUSTODIAN, Call::mature { bill }));
				coins.came(slot, record.purchase.face.get());
			},
			Stage::Selling(ref sold) if Day(sold.sale.settles.0 + late) <= today => {
				coins.came(slot, sold.proceeds.get());
				assert_ok!(sign(CUSTODIAN, Call::settle_sale { bill }));
			},
			_ => continue,
		}
		if self::record(bill).is_some() {
			assert_ok!(sign(AUDITOR, Call::confirm_maturity { bill }));
			let _ = sign(ANYONE, Call::harvest { bill });
		}
	}
}

/// Everything that anyone would do on a day.
fn trade(today: Day, flow: Flow, coins: &mut Coins) {
	use crate::Call;
	let discount = Ppb(u64::try_from(flow.rate).unwrap());
	pay(today, flow.late, coins);
	for line in Book::<Whole>::get().0 {
		// Whoever sees that something is late says so; it pays later all the same.
		let _ = sign(ANYONE, Call::impair { bill: line.bill });
	}
	for _ in 0..3 {
		let Ok(()) = sign(ANYONE, Call::rebalance {}) else { break };
		let order = *Allocation::orders().0.last().unwrap();
		match order.trade {
			Trade::Buy(tenor) => {
				let slot = slots()
					.max_by_key(|slot| Usdai::dollars_of(*slot, Usdai::cash_in(*slot)).unwrap());
				let slot = slot.unwrap();
				let cash = Usdai::dollars_of(slot, Usdai::cash_in(slot)).unwrap();
				let purchase =
					bill_for(slot, order.amount.min(cash), discount, today, tenor.days());
				let bill = CurrentTotals::<Whole>::get().next_bill;
				let fill = Call::fill { order: order.id, purchase };
				if sign(OPERATOR, fill).is_ok() {
					coins.out += record(bill).unwrap().paid.get() * scale(slot);
					for who in [CUSTODIAN, AUDITOR] {
						assert_ok!(sign(who, Call::confirm_settlement { bill }));
					}
				}
			},
			Trade::Sell(bill) => {
				let left = record(bill).unwrap().purchase.matures.0 - today.0 - 1;
				let sale =
					Sale { price: price(discount, left).unwrap(), settles: Day(today.0 + 1) };
				assert_ok!(sign(OPERATOR, Call::fill_sale { order: order.id, sale }));
			},
		}
	}
}

/// A day's grace: what the custodian pays late is impaired first.
fn be_strict() {
	let policy = Policy { grace: Day(1), impaired_at: Ppm(900_000), ..Allocation::policy() };
	crate::CurrentPolicy::<Whole>::put(Policies::new(policy));
}

fn idle() -> UsdaiAmount {
	pallet_susdai::State::<Whole>::get().totals.idle
}

proptest! {
	#![proptest_config(ProptestConfig { max_shrink_iters: 20, ..ProptestConfig::with_cases(8) })]

	#[test]
	fn every_ticket_should_be_paid_in_order_and_every_dollar_backed_in_a_year(
		days in prop::collection::vec(flow(), 365),
	) {
		chain().execute_with(|| {
			be_strict();
			let mut coins = Coins::default();
			let mut minted = CurrentResults::<Whole>::get().harvested;
			for (day, flow) in (1u32..).zip(&days) {
				let today = Day(TODAY.0 + day);
				go(today);
				world(|w| w.rate = Some(fresh(RatePpb(flow.rate))));
				move_money(*flow);
				assert_in_order();
				trade(today, *flow, &mut coins);
				assert_in_order();
				assert_invariants::<Usdai>();
				assert_invariants::<Allocation>();
				assert_invariants::<Susdai>();
				// No dollar is unbacked, unless the vault has nothing left to bear it with.
				let short = Usdai::shortfall();
				assert!(short.is_zero() || idle().is_zero(), "day {day}: {short:?}");
				let results = CurrentResults::<Whole>::get();
				assert!(results.harvested >= minted && results.harvested <= results.earned);
				minted = results.harvested;
			}
			// Everything comes to its end, and every ticket is paid.
			let end = Day(TODAY.0 + 365 + 400);
			go(end);
			pay(end, 0, &mut coins);
			prop_assert!(Book::<Whole>::get().0.is_empty());
			prop_assert!(Usdai::owed().is_zero());
			prop_assert_eq!(pending_out(), 0);
			let open: Vec<TicketId> = pallet_usdai::TicketBook::<Whole>::iter_keys().collect();
			for ticket in open {
				assert_ok!(sign(ANYONE, pallet_usdai::Call::claim { ticket, hint: None }));
			}
			prop_assert_eq!(pallet_usdai::TicketBook::<Whole>::iter().count(), 0);
			// Realised yield is the bills' cash flows, to the unit.
			let results = CurrentResults::<Whole>::get();
			let signed = |amount: u128| i128::try_from(amount).unwrap();
			let net = signed(results.earned.get()) - signed(results.lost.get());
			prop_assert_eq!(net, signed(coins.back) - signed(coins.out));
			prop_assert!(coins.out > usd(5_000_000).get(), "hardly anything was bought");
			Ok(())
		})?;
	}
}

/// The bills that a year has seen, so that the test above is about something.
#[test]
fn year_should_see_sales_and_late_payments_when_it_is_played() {
	chain().execute_with(|| {
		be_strict();
		let mut coins = Coins::default();
		let base = Flow { who: 0, thousands: 0, slot: 0, rate: 36_000_000, late: 0 };
		for day in 1..90u32 {
			go(Day(TODAY.0 + day));
			let flow = match day {
				20 => Flow { thousands: -9_000, ..base },
				40..=60 => Flow { late: 3, ..base },
				_ => base,
			};
			world(|w| w.rate = Some(fresh(RatePpb(flow.rate))));
			move_money(flow);
			trade(Day(TODAY.0 + day), flow, &mut coins);
		}
		let events = System::events();
		let seen = |which: fn(&crate::Event<Whole>) -> bool| {
			events.iter().any(|record| match &record.event {
				RuntimeEvent::Allocation(event) => which(event),
				_ => false,
			})
		};
		assert!(seen(|event| matches!(event, crate::Event::SaleSettled { .. })));
		assert!(seen(|event| matches!(event, crate::Event::Impaired { .. })));
		assert!(seen(|event| matches!(event, crate::Event::Harvested { .. })));
		assert!(seen(|event| matches!(event, crate::Event::LossCharged { .. })));
		assert!(CurrentTotals::<Whole>::get().next_bill > BillId(5));
	});
}
