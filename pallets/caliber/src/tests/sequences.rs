//! Any order of calls keeps the statements, titles and deposits.

use crate::{mock::*, Items, SerialOf};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{AssetClass, ItemId, LoanId, PolicyId, SiteId},
	testing::assert_invariants,
	units::{Ppm, UsdCents},
};
use frame_support::traits::Locker;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug)]
enum Step {
	Submit(u64, u8),
	Withdraw(u32, u8),
	Attest(u32),
	Insure(u32, u32, u64),
	Activate(u32),
	Transfer(u32, u64),
	Pledge(u32, u32),
	Release(u32, u32),
	Seize(u32, u32),
	Deliver(u32, u32, u64),
	Dispute(u32, usize),
	Resolve(u32, bool),
	Request(u32),
	Cancel(u32),
	Confirm(u32),
	Wait(u64),
}

const ITEMS: u32 = 4;

fn step() -> impl Strategy<Value = Step> {
	let item = 0..ITEMS;
	let loan = 0..2u32;
	let who = prop::sample::select(vec![OWNER, BUYER, APPRAISER]);
	prop_oneof![
		3 => (who.clone(), 0..5u8).prop_map(|(w, s)| Step::Submit(w, s)),
		1 => (item.clone(), 0..5u8).prop_map(|(i, s)| Step::Withdraw(i, s)),
		4 => item.clone().prop_map(Step::Attest),
		4 => (item.clone(), 0..2u32, 0..60u64).prop_map(|(i, p, c)| Step::Insure(i, p, c)),
		4 => item.clone().prop_map(Step::Activate),
		2 => (item.clone(), who.clone()).prop_map(|(i, w)| Step::Transfer(i, w)),
		4 => (item.clone(), loan.clone()).prop_map(|(i, l)| Step::Pledge(i, l)),
		2 => (item.clone(), loan.clone()).prop_map(|(i, l)| Step::Release(i, l)),
		1 => (item.clone(), loan.clone()).prop_map(|(i, l)| Step::Seize(i, l)),
		1 => (item.clone(), loan, who).prop_map(|(i, l, w)| Step::Deliver(i, l, w)),
		1 => (item.clone(), 0..6usize).prop_map(|(i, f)| Step::Dispute(i, f)),
		2 => (item.clone(), any::<bool>()).prop_map(|(i, u)| Step::Resolve(i, u)),
		2 => item.clone().prop_map(Step::Request),
		1 => item.clone().prop_map(Step::Cancel),
		2 => item.prop_map(Step::Confirm),
		1 => (1..40u64).prop_map(Step::Wait),
	]
}

fn serial_text(n: u8) -> String {
	format!("SN-{n}")
}

/// Each step may be refused; what matters is what it leaves.
fn take(step: Step, now: &mut u64) {
	let later = at((*now + 80) * DAY);
	match step {
		Step::Submit(who, n) => {
			let list = serials(&[&serial_text(n)]);
			let class = AssetClass::Gpu;
			let _ = Caliber::submit(signed(who), class, H100, 1, list, SiteId(1), hash(1));
		},
		Step::Withdraw(i, n) => {
			let item = ItemId(i);
			let who = holder(item).unwrap_or(OWNER);
			let list = serials(&[&serial_text(n)]);
			let _ = Caliber::withdraw_submission(signed(who), item, list);
		},
		Step::Attest(i) => {
			let item = ItemId(i);
			let today = at(*now * DAY).day();
			let _ = Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), later);
			let _ = title(REGISTRAR, item);
			let _ = Caliber::appraise(signed(APPRAISER), item, VALUES, today, later, hash(6));
		},
		Step::Insure(i, p, millions) => {
			let (policy, cover) = (PolicyId(p), UsdCents(millions * 1_000_000));
			let _ = Caliber::insure(signed(INSURER), ItemId(i), policy, cover, cover, later);
		},
		Step::Activate(i) => {
			let _ = Caliber::activate(signed(OWNER), ItemId(i));
		},
		Step::Transfer(i, to) => {
			if let Some(from) = holder(ItemId(i)) {
				let _ = transfer(ItemId(i), from, to);
			}
		},
		Step::Pledge(i, l) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::pledge(ItemId(i), &who, LoanId(l));
			}
		},
		Step::Release(i, l) => {
			let _ = Caliber::release(ItemId(i), LoanId(l));
		},
		Step::Seize(i, l) => {
			let _ = Caliber::seize(ItemId(i), LoanId(l));
		},
		Step::Deliver(i, l, to) => {
			let _ = Caliber::deliver(ItemId(i), LoanId(l), &to);
		},
		Step::Dispute(i, f) => {
			let fact: Fact = crate::FACTS[f];
			let _ = Caliber::dispute(signed(SECOND), ItemId(i), fact);
		},
		Step::Resolve(i, upheld) => {
			let _ = Caliber::resolve(RuntimeOrigin::root(), ItemId(i), upheld);
		},
		Step::Request(i) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::request_redemption(signed(who), ItemId(i));
			}
		},
		Step::Cancel(i) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::cancel_redemption(signed(who), ItemId(i));
			}
		},
		Step::Confirm(i) => {
			let _ = Caliber::confirm_handover(signed(CUSTODIAN), ItemId(i));
		},
		Step::Wait(days) => {
			*now += days;
			set_time(at(*now * DAY));
		},
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn statements_should_hold_and_titles_should_stay_when_calls_come_in_any_order(
		steps in prop::collection::vec(step(), 150..250)
	) {
		chain().execute_with(|| {
			for _ in 0..2 {
				let (class, end) = (AssetClass::Gpu, at(1_800 * DAY));
				let opened =
					Caliber::open_policy(signed(INSURER), class, LIMIT, Ppm(1), end, hash(5));
				assert_eq!(opened, Ok(()));
			}
			let cal = pallet_balances::TotalIssuance::<Test>::get();
			let mut now = 0;
			// A serial whose item was redeemed names it for ever.
			let mut tombstones = BTreeMap::new();
			for step in steps {
				let locked: Vec<_> = (0..ITEMS)
					.filter(|i| Caliber::is_locked(0, *i))
					.map(|i| (i, holder(ItemId(i))))
					.collect();
				take(step, &mut now);
				assert_invariants::<Caliber>();
				// A locked title moves by seizure and delivery alone, and burns by hand-over.
				for (i, before) in locked {
					let moved = holder(ItemId(i)) != before;
					let may = matches!(
						step,
						Step::Seize(j, _) | Step::Deliver(j, ..) | Step::Confirm(j) if i == j
					) || matches!(step, Step::Submit(..)) && before.is_none();
					assert!(!moved || may, "{step:?} moved {i}");
				}
				for (leaf, item) in SerialOf::<Test>::iter() {
					if !Items::<Test>::contains_key(item) {
						tombstones.insert(leaf, item);
					}
				}
				for (leaf, item) in &tombstones {
					assert_eq!(SerialOf::<Test>::get(leaf), Some(*item));
					assert!(!Items::<Test>::contains_key(item));
				}
				assert_eq!(pallet_balances::TotalIssuance::<Test>::get(), cal);
			}
		});
	}
}
