//! Any order of loans, payments and jumps in time keeps the book what the rules say it is.

use super::model::{assert_book, called, expected, revalued};
use crate::{
	mock::*, Ask, Cause, Defaulted, EscrowTerms, Junior, Milestone, Payee, Record, MAX_WINDOWS,
};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_primitives::{
	auction::{OnLot, Outcome},
	book::BookValue,
	collateral::{Fact, Insured, LossPayee, Monitored},
	ids::{ItemId, LoanId, LotId},
	testing::world,
	units::{usdai_of_cents, RatePerSecond, Seconds, UsdCents, UsdaiAmount, UNIT},
	vault::Receipt,
};
use frame_support::{storage::with_storage_layer, traits::fungible::Mutate};
use proptest::prelude::*;
use sp_runtime::DispatchResult;

#[derive(Clone, Debug)]
enum Step {
	Lend { ask: Ask, juniors: (u128, u128), forced: u64, orderly: u64, cover_days: u64 },
	Withdraw(u32),
	Collect(u32, u8),
	Transfer(u32, u8),
	Repay(u32, u32),
	Insure(u32, u32),
	Fund(u32, u32),
	Refill(u32, u32),
	Sweep(u32),
	Draw(u32),
	Prepay(u32, u32),
	RepayMany(Vec<u32>),
	Review(u32),
	Advance(u32),
	Refinance(u32, u128),
	Market(u32, u32, bool),
	Order { ask: Ask, juniors: (u128, u128), lasts: u64, carry: u64 },
	Deliver(u32),
	GiveBack(u32, bool),
	Default(u32),
	Sale(u32),
	Sold(u32, u32),
	Unsold(u32),
	Redeem(u32),
	Recover(u32, u32),
	Stay(u32, u64),
	BuyOut(u32),
	Credit(u32, u32),
	Insurers(u32, u32, bool),
	Breach(u32, bool),
	Wait(u64),
}

fn terms() -> impl Strategy<Value = Ask> {
	(
		(1u128..5_000_000, 0u128..1_000_000_000_000_000_000),
		1_585_489_599u64..9_512_937_595,
		30u32..1_200,
		1u8..=31,
		-43_200i32..50_400,
		(any::<bool>(), any::<bool>(), 0u64..1_000_000_000, 86_400u64..=2_592_000),
		(
			prop_oneof![2 => Just(0), 1 => 0u32..6],
			prop_oneof![2 => Just(0), 1 => 0u128..500],
			0u32..=4,
		),
	)
		.prop_map(
			|((whole, part), rate, duration_days, due_day, utc_offset_seconds, r, later)| {
				let (simple, principal_in_stub, more, grace) = r;
				let (interest_only, balloon, reserve) = later;
				let mut ask = ask(whole);
				ask.principal.0 += part;
				Ask {
					rate: RatePerSecond(rate),
					duration_days,
					due_day,
					utc_offset_seconds,
					repayment: RepaymentTerms {
						model: if simple { Model::Simple } else { Model::Amortized },
						principal_in_stub,
						interest_only,
						balloon: UsdaiAmount(ask.principal.get() * balloon / 1_000),
						grace_rate: RatePerSecond(rate + more),
						grace_duration: Seconds(grace),
					},
					reserve,
					..ask
				}
			},
		)
}

fn step() -> impl Strategy<Value = Step> {
	let wait = prop_oneof![
		3 => 1u64..90_000,
		3 => (1u64..12).prop_map(|days| days * DAY),
		2 => 86_400u64..5_000_000,
		1 => 5_000_000u64..40_000_000,
	];
	prop_oneof![
		4 => (
			terms(),
			(0u128..400, 0u128..400),
			0u64..6_000_000,
			0u64..6_000_000,
			1u64..1_500,
		)
			.prop_map(|(ask, juniors, forced, more, cover_days)| Step::Lend {
				ask,
				juniors,
				forced,
				orderly: forced + more,
				cover_days,
			}),
		4 => (0u32..12, 1..=MAX_WINDOWS).prop_map(|(loan, windows)| Step::Repay(loan, windows)),
		4 => (0u32..12, 1u32..3).prop_map(|(loan, windows)| Step::Repay(loan, windows)),
		2 => (0u32..12, 1u32..10_000_000).prop_map(|(loan, cents)| Step::Insure(loan, cents)),
		2 => (0u32..12, 1u32..50_000_000).prop_map(|(loan, cents)| Step::Fund(loan, cents)),
		1 => (0u32..12, 1u32..50_000_000).prop_map(|(loan, cents)| Step::Refill(loan, cents)),
		2 => (0u32..12).prop_map(Step::Sweep),
		2 => (0u32..12).prop_map(Step::Draw),
		2 => (0u32..12, 1u32..500_000_000).prop_map(|(loan, cents)| Step::Prepay(loan, cents)),
		1 => prop::collection::vec(0u32..12, 1..6).prop_map(Step::RepayMany),
		4 => (0u32..12).prop_map(Step::Review),
		2 => (0u32..12).prop_map(Step::Advance),
		2 => (0u32..12, 100u128..2_000).prop_map(|(loan, part)| Step::Refinance(loan, part)),
		2 => (terms(), (0u128..400, 0u128..400), DAY..180 * DAY, 1_585_489_599u64..9_512_937_595)
			.prop_map(|(ask, juniors, lasts, carry)| Step::Order { ask, juniors, lasts, carry }),
		2 => (0u32..6).prop_map(Step::Deliver),
		1 => (0u32..6, any::<bool>()).prop_map(|(loan, own)| Step::GiveBack(loan, own)),
		3 => (0u32..12).prop_map(Step::Default),
		2 => (0u32..6).prop_map(Step::Sale),
		1 => (0u32..6, 0u32..400_000_000).prop_map(|(loan, cents)| Step::Sold(loan, cents)),
		1 => (0u32..6).prop_map(Step::Unsold),
		1 => (0u32..6).prop_map(Step::Redeem),
		1 => (0u32..6, 0u32..50_000_000).prop_map(|(loan, cents)| Step::Recover(loan, cents)),
		1 => (0u32..6, 0u64..6_000_000).prop_map(|(loan, lasts)| Step::Stay(loan, lasts)),
		1 => (0u32..6).prop_map(Step::BuyOut),
		1 => (0u32..6, 0u32..400_000_000).prop_map(|(loan, cents)| Step::Credit(loan, cents)),
		3 => (0u32..6, 0u32..50_000_000, any::<bool>())
			.prop_map(|(loan, cents, pays)| Step::Insurers(loan, cents, pays)),
		2 => (0u32..12, any::<bool>()).prop_map(|(loan, is)| Step::Breach(loan, is)),
		3 => (0u32..12, 0u32..150, prop::bool::weighted(0.2))
			.prop_map(|(item, percent, lapsed)| Step::Market(item, percent, lapsed)),
		1 => (0u32..12).prop_map(Step::Withdraw),
		3 => (0u32..12, 0u8..4).prop_map(|(loan, tranche)| Step::Collect(loan, tranche)),
		1 => (0u32..12, 0u8..4).prop_map(|(loan, tranche)| Step::Transfer(loan, tranche)),
		4 => wait.prop_map(Step::Wait),
	]
}

/// One of the loans that run, whatever the number; without any, the loan with this number.
fn pick(n: u32) -> LoanId {
	pick_of(n, |record| matches!(record, Record::Active(_)))
}

/// One of those whose money waits, likewise.
fn pick_waiting(n: u32) -> LoanId {
	pick_of(n, |record| matches!(record, Record::Escrowed(_)))
}

/// One of those in default, likewise.
fn pick_defaulted(n: u32) -> LoanId {
	pick_of(n, |record| matches!(record, Record::Defaulted(_)))
}

/// One of those that ended in default, likewise.
fn pick_closed(n: u32) -> LoanId {
	pick_of(n, |record| matches!(record, Record::Closed(_)))
}

/// What items are worth now.
fn values(items: &[ItemId]) -> Vec<Monitored> {
	world(|w| items.iter().map(|item| w.items[item].monitored).collect())
}

/// A loan in default is looked at: its values are those of its items.
fn review_default(n: u32) {
	let loan = pick_defaulted(n);
	let reviewed = Lending::review(RuntimeOrigin::signed(STRANGER), loan);
	if let (Ok(_), Some(Record::Defaulted(defaulted))) = (reviewed, Lending::record(loan)) {
		let values = values(&defaulted.terms.items);
		let beside = defaulted.money.get() + defaulted.creditors.expected.get();
		revalued(loan, &values, UsdaiAmount(beside));
	}
}

/// What has to do with a loan in default.
fn dispose(step: Step) {
	let amount = |cents: u32| usdai_of_cents(UsdCents(cents.into()));
	let signed = RuntimeOrigin::signed(STRANGER);
	let _ = match step {
		Step::Default(loan) => {
			let loan = pick(loan);
			let running = Lending::record(loan);
			let is_called = call_default(loan);
			if let (Ok(()), Some(Record::Active(running))) = (is_called, running) {
				let items = running.terms.items.clone();
				called(loan, running);
				// An event of default is looked at again.
				if let Some(Record::Defaulted(Defaulted { cause: Cause::Event(_), .. })) =
					Lending::record(loan)
				{
					revalued(loan, &values(&items), UsdaiAmount::ZERO);
				}
			}
			is_called
		},
		Step::Sale(loan) => open_sale(pick_defaulted(loan)),
		Step::Sold(loan, cents) => sold(pick_defaulted(loan), amount(cents).get()),
		Step::Unsold(loan) => {
			Lending::closed(pick_defaulted(loan), LotId(0), Outcome::Unsold).map(|_| ())
		},
		Step::Recover(loan, cents) => with_storage_layer(|| {
			let call = Lending::recover(signed, pick_closed(loan), amount(cents));
			paying(|| Ok(call.map(Into::into)?))
		}),
		Step::BuyOut(loan) => with_storage_layer(|| {
			let insurer = RuntimeOrigin::signed(INSURER);
			let loan = pick_defaulted(loan);
			paying(|| Lending::buy_out(insurer, loan, UsdaiAmount::MAX))
		}),
		Step::Credit(loan, cents) => set_off(pick_defaulted(loan), amount(cents)),
		Step::Insurers(loan, cents, pays) => insurers(pick_closed(loan), amount(cents), pays),
		Step::Breach(loan, is) => with_storage_layer(|| {
			let servicer = RuntimeOrigin::signed(SERVICER);
			match is {
				true => Lending::report_breach(servicer, pick(loan), ORDER),
				false => Lending::lift_breach(servicer, pick(loan)),
			}
		}),
		Step::Stay(loan, lasts) => with_storage_layer(|| {
			let registrar = RuntimeOrigin::signed(REGISTRAR);
			Lending::stay_sale(registrar, pick_defaulted(loan), Seconds(lasts))
		}),
		_ => Ok(()),
	};
}

/// A Curator buys for so much, less what he would have of it.
fn set_off(loan: LoanId, price: UsdaiAmount) -> DispatchResult {
	let offset = <Lending as OnLot<_>>::offset(loan, &CURATOR, price)?;
	with_storage_layer(|| {
		let due = price.get() - offset.get();
		if due > 0 {
			Dollar::mint_into(&Lending::account(), due)?;
		}
		let sale = Outcome::Sold { buyer: CURATOR, price, offset };
		paying(|| Ok(Lending::closed(loan, LotId(0), sale).map(|_| ().into())?))
	})
}

/// Insurers pay so much of what they are to pay for a loan that was closed, or need not: deposits count
/// what is paid as they counted the claim.
fn insurers(loan: LoanId, amount: UsdaiAmount, pays: bool) -> DispatchResult {
	let Some(Record::Closed(before)) = Lending::record(loan) else { return Ok(()) };
	let amount = amount.min(before.creditors.expected);
	if amount.is_zero() {
		return Ok(());
	}
	if !pays {
		Lending::give_up(loan, amount);
		return Ok(());
	}
	let (counted, received) = (Lending::book_value(), world(|w| w.receipts.len()));
	with_storage_layer(|| {
		paying(|| Ok(Lending::receive(loan, &INSURER, residual(amount)).map(Into::into)?))
	})?;
	let paid = |of: fn(&Receipt) -> UsdaiAmount| -> u128 {
		world(|w| w.receipts[received..].iter().map(|(_, receipt)| of(receipt).get()).sum())
	};
	if let (Ok(before), Ok(after)) = (counted, Lending::book_value()) {
		let principal = after.optimistic.get() + paid(|receipt| receipt.principal);
		assert_eq!(principal, before.optimistic.get());
		// A speed has lost a unit when it was made, and loses one again.
		let interest = after.accrued.get() + paid(|receipt| receipt.accrued);
		assert!(interest <= before.accrued.get() && interest + 2 >= before.accrued.get());
	}
	Ok(())
}

fn pick_of(n: u32, fits: fn(&Record<AccountId>) -> bool) -> LoanId {
	let fits = |id: &u32| Lending::record(LoanId(*id)).is_some_and(|record| fits(&record));
	let all: Vec<_> = (0..crate::NextLoan::<Test>::get().0).filter(fits).collect();
	LoanId(all.get(n as usize % all.len().max(1)).copied().unwrap_or(n))
}

/// Both Curators add so many thousandths of the principal, none or too little not at all.
fn tranches(ask: &Ask, juniors: (u128, u128)) -> Vec<Junior<AccountId>> {
	let part = |thousandths| UsdaiAmount(ask.principal.get() * thousandths / 1_000);
	let tranches = [(CURATOR, juniors.0, 1), (OTHER_CURATOR, juniors.1, 2)];
	let tranches = tranches.map(|(curator, thousandths, times)| Junior {
		curator,
		amount: part(thousandths),
		rate: RatePerSecond(times * ask.rate.get()),
	});
	tranches.into_iter().filter(|junior| junior.amount >= dollars(1)).collect()
}

fn stage_all(loan: LoanId) {
	for curator in [CURATOR, OTHER_CURATOR] {
		let _ = frame_support::storage::with_storage_layer(|| stage(loan, curator));
	}
}

/// Money is to wait for hardware.
fn order_with(mut ask: Ask, juniors: (u128, u128), lasts: u64, carry: u64) {
	ask.repayment.grace_rate.0 *= 2;
	let terms = EscrowTerms { lasts: Seconds(lasts), carry: RatePerSecond(carry), ..escrow() };
	let loan = offered_by_escrow(ask, tranches(&ask, juniors), terms);
	stage_all(loan);
	let _ = order(loan);
}

/// The hardware has come.
fn deliver(loan: LoanId) {
	let Some(Record::Escrowed(escrowed)) = Lending::record(loan) else { return };
	let rack = item((escrowed.offer.terms.ask.principal.get() / UNIT) as u64 * 2 + 100);
	let _ = frame_support::storage::with_storage_layer(|| {
		let milestones = [(CUSTODIAN, Milestone::Delivered), (SERVICER, Milestone::Installed)];
		for (by, milestone) in milestones {
			let signed = RuntimeOrigin::signed(by);
			Lending::confirm_milestone(signed, loan, milestone, ORDER)?;
		}
		release_escrow(loan, &[rack])
	});
}

fn lend(mut ask: Ask, juniors: (u128, u128), forced: u64, orderly: u64, cover_days: u64) {
	let item = world(|w| w.items.len() as u32);
	ask.repayment.grace_rate.0 *= 2;
	let loan = offered_with(ask, tranches(&ask, juniors));
	stage_all(loan);
	value_of(item, |value| {
		value.lendable = UsdCents(value.lendable.get() + 10_000);
		value.cover = UsdCents(value.cover.get() + 10_000);
		value.forced = UsdCents(forced * 100);
		value.orderly = UsdCents(orderly * 100);
		value.cover_until = Seconds(Now::get() + cover_days * DAY);
	});
	world(|w| {
		let item = w.items.get_mut(&ItemId(item)).unwrap();
		let floor = usdai_of_cents(item.value.unwrap().cover);
		item.insured = Some(Insured { insurer: INSURER, floor });
	});
	let _ = frame_support::storage::with_storage_layer(|| accept(loan));
}

/// A payment takes nothing from anybody: what a price counts falls by no more than comes in.
fn assert_payment(pay: impl FnOnce() -> DispatchResult) {
	let before = Lending::book_value();
	let received = world(|w| w.receipts.len());
	if frame_support::storage::with_storage_layer(pay).is_err() {
		return;
	}
	let (Ok(before), Ok(after)) = (before, Lending::book_value()) else { return };
	let receipts = world(|w| w.receipts[received..].to_vec());
	let sum = |of: fn(&Receipt) -> UsdaiAmount| -> u128 {
		receipts.iter().map(|(_, receipt)| of(receipt).get()).sum()
	};
	let (principal, accrued) = (sum(|r| r.principal), sum(|r| r.accrued));
	assert_eq!(after.principal.get() + principal, before.principal.get());
	assert!(after.conservative.get() + principal >= before.conservative.get());
	let deposit = |value: BookValue| value.optimistic.get() + value.accrued.get();
	assert!(
		deposit(after) + principal + accrued + sum(|r| r.extra) >= deposit(before),
		"the price of deposits fell on a payment"
	);
}

/// A loan is replaced by one of so many thousandths of its principal.
fn refinanced(old: LoanId, part: u128) -> DispatchResult {
	let Some(Record::Active(running)) = Lending::record(old) else { return Ok(()) };
	let mut ask = running.terms.ask;
	ask.principal.0 = ask.principal.get() / 1_000 * part;
	ask.reserve = 2;
	let new = crate::NextLoan::<Test>::get();
	frame_support::storage::with_storage_layer(|| {
		replace(old, ask, vec![])?;
		refinance(new)
	})
}

/// An item of a loan is worth so much of its value, and a fact about it may lapse.
fn market(item: u32, percent: u32, lapsed: bool) {
	world(|w| {
		let Some(item) = w.items.get_mut(&ItemId(item)) else { return };
		let value = item.value.unwrap();
		let moved = UsdCents(value.lendable.get() / 2 * u64::from(percent) / 100);
		item.monitored.market = moved;
		item.monitored.with_income = moved;
		item.monitored.orderly = UsdCents(value.orderly.get() * u64::from(percent) / 100);
		item.monitored.forced = UsdCents(value.forced.get() * u64::from(percent) / 100);
		item.monitored.lapsed = lapsed.then_some(Fact::Insurance);
	})
}

/// Does what has to do with a loan's money.
fn pay(step: Step) {
	let signed = RuntimeOrigin::signed(STRANGER);
	let amount = |cents: u32| usdai_of_cents(UsdCents(cents.into()));
	// What comes in for a loan that was closed is no payment: the book does not know that any more.
	if let Step::Insure(loan, cents) = step {
		let loan = pick(loan);
		if matches!(Lending::record(loan), Some(Record::Closed(_))) {
			let _ = with_storage_layer(|| {
				let received = Lending::receive(loan, &INSURER, casualty(amount(cents)));
				paying(|| Ok(received.map(Into::into)?))
			});
			return;
		}
	}
	assert_payment(|| match step {
		Step::Repay(loan, windows) => repay(pick(loan), windows),
		Step::Prepay(loan, cents) => prepay(pick(loan), amount(cents)),
		Step::Insure(loan, cents) => {
			Lending::receive(pick(loan), &INSURER, casualty(amount(cents)))
		},
		Step::Fund(loan, cents) => {
			paying(|| Lending::fund_lockbox(signed, pick(loan), amount(cents)))
		},
		Step::Refill(loan, cents) => Lending::fund_reserve(signed, pick(loan), amount(cents)),
		Step::Sweep(loan) => paying(|| Lending::sweep(signed, pick(loan))),
		Step::Draw(loan) => paying(|| Lending::draw_reserve(signed, pick(loan))),
		Step::Advance(loan) => {
			let loan = if loan % 2 == 0 { pick(loan) } else { pick_defaulted(loan) };
			Lending::advance_charges(signed, loan)
		},
		Step::Redeem(loan) => redeem(pick_defaulted(loan), STRANGER),
		Step::GiveBack(loan, own) => {
			end_escrow(pick_waiting(loan), if own { BORROWER } else { STRANGER })
		},
		Step::RepayMany(loans) => {
			let loans: Vec<_> = loans.into_iter().map(pick).collect();
			paying(|| Lending::repay_many(signed, loans.try_into().unwrap()))
		},
		_ => Ok(()),
	});
}

proptest! {
	#![proptest_config(ProptestConfig { max_shrink_iters: 300, ..ProptestConfig::with_cases(256) })]

	#[test]
	fn book_should_be_the_sum_over_loans_when_loans_payments_and_days_come_in_any_order(
		gap in prop_oneof![Just(u64::MAX), 60u64..3_000_000],
		steps in prop::collection::vec(step(), 300)
	) {
		chain().execute_with(|| {
			let rules = crate::Rules { max_block_gap: Seconds(gap), ..rules() };
			Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
			let mut now = START.get();
			for who in [BORROWER, CURATOR, OTHER_CURATOR, STRANGER, INSURER] {
				Dollar::set_balance(&who, 100_000_000 * UNIT);
			}
			for step in steps {
				match step {
					Step::Lend { ask, juniors, forced, orderly, cover_days } => {
						lend(ask, juniors, forced, orderly, cover_days)
					},
					Step::Withdraw(loan) => {
						let signed = RuntimeOrigin::signed(BORROWER);
						let _ = Lending::withdraw_offer(signed, LoanId(loan));
					},
					Step::Collect(loan, tranche) => {
						let signed = RuntimeOrigin::signed(INSURER);
						let _ = Lending::collect(signed, pick(loan), Payee::Tranche(tranche));
					},
					Step::Transfer(loan, tranche) => {
						let signed = RuntimeOrigin::signed(CURATOR);
						let _ =
							Lending::transfer_position(signed, pick(loan), tranche, INSURER);
					},
					Step::Wait(seconds) => {
						now += seconds;
						block_at(Seconds(now));
					},
					Step::Review(loan) => {
						let signed = RuntimeOrigin::signed(STRANGER);
						let _ = Lending::review(signed.clone(), pick(loan));
						review_default(loan);
					},
					Step::Refinance(loan, part) => {
						let _ = refinanced(pick(loan), part);
					},
					Step::Market(item, percent, lapsed) => market(item, percent, lapsed),
					Step::Order { ask, juniors, lasts, carry } => {
						order_with(ask, juniors, lasts, carry)
					},
					Step::Deliver(loan) => deliver(pick_waiting(loan)),
					step @ (Step::Default(_)
					| Step::Sale(_)
					| Step::Sold(..)
					| Step::Unsold(_)
					| Step::Recover(..)
					| Step::BuyOut(_)
					| Step::Credit(..)
					| Step::Insurers(..)
					| Step::Breach(..)
					| Step::Stay(..)) => dispose(step),
					step => pay(step),
				}
				assert_book();
				caliber_primitives::testing::assert_invariants::<Lending>();
			}
			settle_at(Seconds(now));
			assert_eq!(Lending::book_value(), Ok(expected()));
			world(|w| for item in w.items.values() {
				// Debt and pledge come and go together.
				let debt = item.pledged_to.map(|l| match Lending::record(l) {
					Some(Record::Active(_)) => !item.seized,
					Some(Record::Defaulted(_)) => item.seized,
					_ => false,
				});
				assert_ne!(debt, Some(false));
			});
		});
	}
}
