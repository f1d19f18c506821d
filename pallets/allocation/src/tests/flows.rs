//! Any order of calls to dollar, vault and treasury keeps every unit where it belongs.

use super::whole::*;
use crate::{CurrentResults, CurrentTotals, Sale, Stage, Trade};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::Dollar as _,
	ids::{assets::USDAI, BillId, RequestId, ReserveSlot, TicketId},
	testing::{assert_invariants, fresh, world},
	units::{Day, Ppb, RatePpb, Seconds, Shares, UsdaiAmount, UNIT},
	vault::Vault as _,
};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
enum Step {
	Mint(u128, u8, u64),
	Redeem(u128, u8, u64),
	Mix(u128, u64),
	Claim(u64),
	Deposit(u128, u64),
	Leave(u128, u64),
	Fetch(u64),
	PayFees,
	Destroy(u64),
	Reconcile,
	Rebalance,
	Fill { slot: u8, part: u32, settles: u32, off: i64 },
	Confirm(u128, u32),
	Mature(u32),
	ConfirmMaturity(u32),
	Harvest(u32),
	FillSale { settles: u32, off: i64 },
	SettleSale(u32),
	CancelSale(u128, u32),
	Unwind(u128, u32),
	Impair(u128, u32),
	WriteOff(u32),
	Wait(u32),
	Rate(i64),
}

fn step() -> impl Strategy<Value = Step> {
	use Step::*;
	let (who, slot, bill) = (|| 0..3u128, || 0..4u8, any::<u32>);
	let which = |who: u128| HOLDERS[usize::try_from(who).unwrap()];
	// Micro-dollars, up to two millions.
	let micro = || 0..2_000_000_000_000u64;
	prop_oneof![
		4 => (who(), slot(), micro()).prop_map(move |(w, s, a)| Mint(which(w), s, a)),
		6 => (who(), slot(), micro()).prop_map(move |(w, s, a)| Redeem(which(w), s, a)),
		2 => (who(), micro()).prop_map(move |(w, a)| Mix(which(w), a)),
		3 => (0..40u64).prop_map(Claim),
		2 => (who(), micro()).prop_map(move |(w, a)| Deposit(which(w), a)),
		2 => (who(), micro()).prop_map(move |(w, a)| Leave(which(w), a)),
		2 => (0..20u64).prop_map(Fetch),
		1 => Just(PayFees),
		1 => (1..1_000u64).prop_map(Destroy),
		1 => Just(Reconcile),
		5 => Just(Rebalance),
		6 => (slot(), 1..100u32, 0..3u32, -2_600_000..2_600_000i64)
			.prop_map(|(slot, part, settles, off)| Fill { slot, part, settles, off }),
		12 => (CUSTODIAN..=AUDITOR, bill()).prop_map(|(w, b)| Confirm(w, b)),
		8 => bill().prop_map(Mature),
		8 => bill().prop_map(ConfirmMaturity),
		8 => bill().prop_map(Harvest),
		4 => (0..3u32, -2_600_000..2_600_000i64)
			.prop_map(|(settles, off)| FillSale { settles, off }),
		3 => bill().prop_map(SettleSale),
		2 => (CUSTODIAN..=AUDITOR, bill()).prop_map(|(w, b)| CancelSale(w, b)),
		2 => (CUSTODIAN..=AUDITOR, bill()).prop_map(|(w, b)| Unwind(w, b)),
		1 => (AUDITOR..=ANYONE, bill()).prop_map(|(w, b)| Impair(w, b)),
		1 => bill().prop_map(WriteOff),
		5 => (1..30u32).prop_map(Wait),
		1 => (0..60_000_000i64).prop_map(Rate),
	]
}

fn dollars(micro: u64) -> UsdaiAmount {
	// An odd amount, so that rounding has something to do.
	UsdaiAmount(u128::from(micro) * UNIT / 1_000_000 + u128::from(micro % 7))
}

/// One of the bills that were ever bought.
fn some(pick: u32) -> BillId {
	BillId(pick % CurrentTotals::<Whole>::get().next_bill.0.max(1))
}

fn rate() -> i64 {
	world(|w| w.rate).and_then(|reading| reading.last()).unwrap().value.0
}

fn fill(slot: ReserveSlot, part: u32, settles: Day, off: i64) -> Option<crate::Call<Whole>> {
	let (order, trade, amount) = order_of(true)?;
	let Trade::Buy(tenor) = trade else { return None };
	let discount = Ppb(u64::try_from(rate() + off).unwrap_or(0));
	let cash = Usdai::dollars_of(slot, Usdai::cash_in(slot)).unwrap();
	let amount = UsdaiAmount(amount.min(cash).get() / 100 * u128::from(part));
	let purchase = bill_for(slot, amount, discount, settles, tenor.days());
	Some(crate::Call::fill { order, purchase })
}

fn fill_sale(settles: Day, off: i64) -> Option<crate::Call<Whole>> {
	let (order, trade, _) = order_of(false)?;
	let Trade::Sell(bill) = trade else { return None };
	let left = record(bill)?.purchase.matures.0.checked_sub(settles.0)?;
	let price = price(Ppb(u64::try_from(rate() + off).unwrap_or(0)), left).ok()?;
	Some(crate::Call::fill_sale { order, sale: Sale { price, settles } })
}

/// Plays a step; most are refused. Gives whether this one was not.
fn play(step: Step, today: &mut Day) -> bool {
	use crate::Call;
	let day = |more: u32| Day(today.0 + more);
	match step {
		Step::Mint(who, slot, micro) => {
			let slot = ReserveSlot(slot);
			mint(who, slot, units(slot, dollars(micro).get())).is_ok()
		},
		Step::Redeem(who, slot, micro) => redeem(who, ReserveSlot(slot), dollars(micro)).is_ok(),
		Step::Mix(who, micro) => {
			let (amount, max_fee) = (dollars(micro), UsdaiAmount::MAX);
			sign(who, pallet_usdai::Call::redeem_mix { amount, max_fee }).is_ok()
		},
		Step::Claim(ticket) => {
			let ticket = TicketId(ticket);
			sign(ANYONE, pallet_usdai::Call::claim { ticket, hint: None }).is_ok()
		},
		Step::Deposit(who, micro) => deposit(who, dollars(micro)).is_ok(),
		Step::Leave(who, micro) => {
			let shares = Shares(dollars(micro).get());
			sign(who, pallet_susdai::Call::request_redeem { shares, controller: who, owner: who })
				.is_ok()
		},
		Step::Fetch(request) => {
			let request = RequestId(request);
			sign(ANYONE, pallet_susdai::Call::claim { request, hint: None }).is_ok()
		},
		Step::PayFees => sign(ANYONE, pallet_susdai::Call::pay_fees {}).is_ok(),
		Step::Destroy(units) => {
			let (id, amount) = (USDAI, u128::from(units));
			let who = HOLDERS[1];
			amount <= balance(USDAI, who)
				&& sign(99, pallet_assets::Call::burn { id, who, amount }).is_ok()
		},
		Step::Reconcile => sign(ANYONE, pallet_usdai::Call::reconcile {}).is_ok(),
		Step::Rebalance => sign(ANYONE, Call::rebalance {}).is_ok(),
		Step::Fill { slot, part, settles, off } => fill(ReserveSlot(slot), part, day(settles), off)
			.is_some_and(|call| sign(OPERATOR, call).is_ok()),
		Step::Confirm(who, pick) => {
			sign(who, Call::confirm_settlement { bill: some(pick) }).is_ok()
		},
		Step::Mature(pick) => sign(CUSTODIAN, Call::mature { bill: some(pick) }).is_ok(),
		Step::ConfirmMaturity(pick) => {
			sign(AUDITOR, Call::confirm_maturity { bill: some(pick) }).is_ok()
		},
		Step::Harvest(pick) => sign(ANYONE, Call::harvest { bill: some(pick) }).is_ok(),
		Step::FillSale { settles, off } => {
			fill_sale(day(settles), off).is_some_and(|call| sign(OPERATOR, call).is_ok())
		},
		Step::SettleSale(pick) => sign(CUSTODIAN, Call::settle_sale { bill: some(pick) }).is_ok(),
		Step::CancelSale(who, pick) => sign(who, Call::cancel_sale { bill: some(pick) }).is_ok(),
		Step::Unwind(who, pick) => sign(who, Call::unwind { bill: some(pick) }).is_ok(),
		Step::Impair(who, pick) => sign(who, Call::impair { bill: some(pick) }).is_ok(),
		Step::WriteOff(pick) => govern(Call::write_off { bill: some(pick) }).is_ok(),
		Step::Wait(days) => {
			today.0 += days;
			go(*today);
			true
		},
		Step::Rate(rate) => {
			world(|w| w.rate = Some(fresh(RatePpb(rate))));
			true
		},
	}
}

/// The dollar's equation, with tokens and records on one side (protocol.md 4.1): cash, bills at
/// settled cost and what is in transit are what is issued, promised and above that.
fn assert_equation() {
	let accounts = CurrentTotals::<Whole>::get().accounts;
	let has = Buckets::now().total() + accounts.pledged.get() + Usdai::shortfall().get();
	assert_eq!(has, Usdai::issued().get() + pending_out() + Usdai::surplus().get());
	// What is gone behind the ledger's back is reconciled later; no more exists than was issued.
	assert!(Assets::total_supply(USDAI) <= Usdai::issued().get());
}

/// Everything that was minted less everything that was burned, by the receipts of it.
fn receipts() -> i128 {
	let signed = |amount: UsdaiAmount| i128::try_from(amount.get()).unwrap();
	System::events()
		.into_iter()
		.map(|record| match record.event {
			RuntimeEvent::Usdai(event) => match event {
				pallet_usdai::Event::Minted { quote, .. } => signed(quote.minted),
				pallet_usdai::Event::SurplusMinted { minted, .. } => signed(minted),
				pallet_usdai::Event::Redeemed { amount, .. }
				| pallet_usdai::Event::MixRedeemed { amount, .. }
				| pallet_usdai::Event::TicketIssued { amount, .. }
				| pallet_usdai::Event::BurnedForLoss { amount, .. } => -signed(amount),
				pallet_usdai::Event::Reconciled { destroyed, .. } => -signed(destroyed),
				_ => 0,
			},
			_ => 0,
		})
		.sum()
}

/// A bucket changes only in the calls that are listed for it, and a move between two leaves their
/// sum.
fn assert_buckets(step: Step, before: Buckets, after: Buckets, cash_is_served: bool) {
	let changes = |cash: bool, bills: bool, transit: bool| {
		assert!(cash || before.cash == after.cash, "{step:?} moved cash");
		assert!(bills || before.bills == after.bills, "{step:?} moved bills");
		assert!(transit || before.transit == after.transit, "{step:?} moved transit");
	};
	match step {
		Step::Mint(..) | Step::Redeem(..) | Step::Mix(..) => changes(true, false, false),
		Step::Fill { .. } => {
			changes(true, false, true);
			assert_eq!(before.total(), after.total(), "{step:?}");
		},
		Step::Confirm(..) => {
			changes(false, true, true);
			assert_eq!(before.total(), after.total(), "{step:?}");
		},
		Step::Mature(_) | Step::SettleSale(_) => {
			changes(true, true, false);
			// What comes in is the cost and the gain; a loss of a sale is what is lacking of it.
			let gains = matches!(step, Step::Mature(_)) && !cash_is_served;
			assert!(!gains || after.total() >= before.total(), "{step:?}");
		},
		Step::Unwind(..) => changes(true, false, true),
		Step::Impair(..) | Step::WriteOff(_) => {
			changes(false, true, true);
			assert!(after.total() <= before.total(), "{step:?}");
		},
		_ => assert_eq!(before, after, "{step:?}"),
	}
}

/// What a step may not do to who enters: only time, income and certain losses move the price of a
/// deposit. Gives the value and the shares that it is divided by.
fn price_of_deposit() -> (sp_core::U256, sp_core::U256) {
	let price = Susdai::share_price().unwrap();
	(price.nav.deposit.get().into(), price.shares.get().into())
}

fn check(step: Step, today: &mut Day) {
	let before = Buckets::now();
	let (waits, whole) = (!Usdai::owed().is_zero(), Usdai::shortfall().is_zero());
	let (value, shares) = price_of_deposit();
	let served = pallet_usdai::State::<Whole>::get().tickets.served;
	let done = play(step, today);
	assert_invariants::<Usdai>();
	assert_invariants::<Allocation>();
	assert_invariants::<Susdai>();
	assert_equation();
	assert_buckets(step, before, Buckets::now(), waits);
	if done && matches!(step, Step::Fill { .. }) {
		// What is bought leaves the floor in cash: a tenth of what is issued, or what the queue of
		// the vault takes, and all that redeemers are owed.
		let issued = Usdai::issued().get();
		let floor = issued.div_ceil(10).max(Susdai::queued_within(Seconds(7 * 86_400)).get());
		assert!(Usdai::cash().get() >= pending_out() + floor, "{step:?}");
	}
	if waits && matches!(step, Step::Redeem(..) | Step::Mix(..)) {
		// Whoever asks while somebody waits is paid nothing at once.
		assert_eq!(pallet_usdai::State::<Whole>::get().tickets.served, served, "{step:?}");
	}
	let certain = matches!(step, Step::SettleSale(_) | Step::Unwind(..) | Step::WriteOff(_));
	if whole && Usdai::shortfall().is_zero() && !certain {
		let (now, all) = price_of_deposit();
		assert!(now * shares >= value * all, "{step:?} lowered the price of deposits");
	}
}

proptest! {
	#![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::with_cases(256) })]

	#[test]
	fn every_unit_should_be_where_it_belongs_when_dollar_vault_and_treasury_work_together(
		steps in prop::collection::vec(step(), 300..330),
	) {
		chain().execute_with(|| {
			let mut today = TODAY;
			for step in steps {
				check(step, &mut today);
			}
			// Every unit has its receipt.
			let net = u128::try_from(receipts()).unwrap();
			assert_eq!(net, Usdai::issued().get());
			// All that bills brought went to the dollar or the vault.
			check(Step::Wait(400), &mut today);
			for bill in 0..CurrentTotals::<Whole>::get().next_bill.0 {
				for step in [
					Step::Confirm(CUSTODIAN, bill),
					Step::Confirm(AUDITOR, bill),
					Step::SettleSale(bill),
					Step::Mature(bill),
					Step::ConfirmMaturity(bill),
				] {
					check(step, &mut today);
				}
			}
			assert_eq!((Buckets::now().bills, Buckets::now().transit), (0, 0));
			let stages = crate::Bills::<Whole>::iter_values().map(|bill| bill.stage);
			assert!(stages.into_iter().all(|stage| matches!(stage, Stage::Settled(_))));
			let results = CurrentResults::<Whole>::get();
			assert!(results.harvested <= results.earned);
			// Nobody waits while there is cash, and who was served is paid.
			if Usdai::shortfall().is_zero() {
				assert_eq!(pending_out(), 0);
			}
			let open: Vec<_> = pallet_usdai::TicketBook::<Whole>::iter_keys().collect();
			for TicketId(ticket) in open {
				if !Usdai::ticket(TicketId(ticket)).unwrap().claimable.is_empty() {
					check(Step::Claim(ticket), &mut today);
				}
			}
		});
	}
}
