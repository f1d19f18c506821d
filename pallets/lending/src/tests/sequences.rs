//! Any order of loans, payments and jumps in time keeps the book what the rules say it is.

use super::model::{assert_book, expected};
use crate::{mock::*, Ask, MAX_WINDOWS};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_primitives::{
	book::BookValue,
	collateral::LossPayee,
	ids::LoanId,
	testing::world,
	units::{usdai_of_cents, RatePerSecond, Seconds, UsdCents},
};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	Lend { ask: Ask, forced: u64, orderly: u64, cover_days: u64 },
	Repay(u32, u32),
	Insure(u32, u32),
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
	)
		.prop_map(|((whole, part), rate, duration_days, due_day, utc_offset_seconds, r)| {
			let (simple, principal_in_stub, more, grace) = r;
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
					grace_rate: RatePerSecond(rate + more),
					grace_duration: Seconds(grace),
				},
				..ask
			}
		})
}

fn step() -> impl Strategy<Value = Step> {
	let wait = prop_oneof![
		3 => 1u64..90_000,
		3 => (1u64..12).prop_map(|days| days * DAY),
		2 => 86_400u64..5_000_000,
		1 => 5_000_000u64..40_000_000,
	];
	prop_oneof![
		2 => (terms(), 0u64..6_000_000, 0u64..6_000_000, 1u64..1_500)
			.prop_map(|(ask, forced, more, cover_days)| Step::Lend {
				ask,
				forced,
				orderly: forced + more,
				cover_days,
			}),
		4 => (0u32..12, 1..=MAX_WINDOWS).prop_map(|(loan, windows)| Step::Repay(loan, windows)),
		4 => (0u32..12, 1u32..3).prop_map(|(loan, windows)| Step::Repay(loan, windows)),
		2 => (0u32..12, 1u32..10_000_000).prop_map(|(loan, cents)| Step::Insure(loan, cents)),
		4 => wait.prop_map(Step::Wait),
	]
}

fn lend(ask: Ask, forced: u64, orderly: u64, cover_days: u64) {
	let item = world(|w| w.items.len() as u32);
	let loan = offered(Ask { ..ask });
	value_of(item, |value| {
		value.lendable = UsdCents(value.lendable.get() + 10_000);
		value.cover = UsdCents(value.cover.get() + 10_000);
		value.forced = UsdCents(forced * 100);
		value.orderly = UsdCents(orderly * 100);
		value.cover_until = Seconds(Now::get() + cover_days * DAY);
	});
	let _ = frame_support::storage::with_storage_layer(|| accept(loan));
}

/// A payment takes nothing from anybody: what a price counts falls by no more than comes in.
fn assert_payment(before: BookValue, loan: LoanId, windows: u32) {
	let received = world(|w| w.receipts.len());
	if repay(loan, windows).is_err() {
		return;
	}
	let after = Lending::book_value().unwrap();
	let receipt = world(|w| w.receipts[received].1);
	let (principal, accrued) = (receipt.principal.get(), receipt.accrued.get());
	assert_eq!(after.principal.get() + principal, before.principal.get());
	assert!(after.conservative.get() + principal >= before.conservative.get());
	let deposit = |value: BookValue| value.optimistic.get() + value.accrued.get();
	assert!(
		deposit(after) + principal + accrued + receipt.extra.get() >= deposit(before),
		"the price of deposits fell on a payment"
	);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn book_should_be_the_sum_over_loans_when_loans_payments_and_days_come_in_any_order(
		gap in prop_oneof![Just(u64::MAX), 60u64..3_000_000],
		steps in prop::collection::vec(step(), 40..80)
	) {
		chain().execute_with(|| {
			let rules = crate::Rules { max_block_gap: Seconds(gap), ..rules() };
			Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
			let mut now = START.get();
			for step in steps {
				match step {
					Step::Lend { ask, forced, orderly, cover_days } => {
						lend(ask, forced, orderly, cover_days)
					},
					Step::Repay(loan, windows) => match Lending::book_value() {
						Ok(before) => assert_payment(before, LoanId(loan), windows),
						Err(_) => drop(repay(LoanId(loan), windows)),
					},
					Step::Insure(loan, cents) => {
						let amount = usdai_of_cents(UsdCents(cents.into()));
						let _ = frame_support::storage::with_storage_layer(|| {
							Lending::receive(LoanId(loan), &INSURER, amount)
						});
					},
					Step::Wait(seconds) => {
						now += seconds;
						block_at(Seconds(now));
					},
				}
				assert_book();
				caliber_primitives::testing::assert_invariants::<Lending>();
			}
			settle_at(Seconds(now));
			assert_eq!(Lending::book_value(), Ok(expected()));
			world(|w| for item in w.items.values() {
				// Debt and pledge come and go together.
				let debt = item.pledged_to.map(|l| Lending::loan(l).is_some());
				assert_ne!(debt, Some(false));
			});
		});
	}
}
