//! Any order of calls keeps the statements, titles and deposits.

use super::schema::assert_conform;
use crate::{leaf, mock::*, Cause, Items, NextItem, SerialList, SerialOf, SerialSet, Values};
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
	Submit(u64, u8, u8),
	Withdraw(u32),
	Amend(u32, u8),
	Split(u32, u8, u32),
	Merge(u32, u32),
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
	Retiring(u32),
	Remain(u32),
	Retire(u32),
	Wait(u64),
}

const ITEMS: u32 = 8;

fn step() -> impl Strategy<Value = Step> {
	let item = 0..ITEMS;
	let loan = 0..2u32;
	let who = prop::sample::select(vec![OWNER, BUYER, APPRAISER]);
	prop_oneof![
		3 => (who.clone(), 0..SERIALS, 1..5u8).prop_map(|(w, s, n)| Step::Submit(w, s, n)),
		1 => item.clone().prop_map(Step::Withdraw),
		1 => (item.clone(), any::<u8>()).prop_map(|(i, d)| Step::Amend(i, d)),
		3 => (item.clone(), any::<u8>(), 0..6u32).prop_map(|(i, m, q)| Step::Split(i, m, q)),
		3 => (item.clone(), item.clone()).prop_map(|(i, j)| Step::Merge(i, j)),
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
		2 => item.clone().prop_map(Step::Confirm),
		1 => item.clone().prop_map(Step::Retiring),
		1 => item.clone().prop_map(Step::Remain),
		1 => item.prop_map(Step::Retire),
		1 => (1..40u64).prop_map(Step::Wait),
	]
}

const SERIALS: u8 = 12;

/// What the chain only keeps the root of: the serials of each item, in order, and its units.
#[derive(Default)]
struct Lots(BTreeMap<u32, (Vec<u8>, u32)>);

impl Lots {
	/// Each item has what it was given, and all that was given to an item is there.
	fn check(&self) {
		let mut items: Vec<_> = Items::<Test>::iter_keys().map(|item| item.0).collect();
		items.sort();
		assert_eq!(items, self.0.keys().copied().collect::<Vec<_>>());
		for (item, (numbers, units)) in &self.0 {
			let leaves: Vec<_> =
				numbers.iter().map(|n| leaf(serial_text(*n).as_bytes()).unwrap()).collect();
			let record = record(ItemId(*item));
			assert_eq!(Some(record.serials), SerialSet::of(&leaves));
			assert_eq!(record.quantity, *units);
			for leaf in leaves {
				assert_eq!(SerialOf::<Test>::get(leaf), Some(ItemId(*item)));
			}
		}
	}

	fn numbers(&self, item: u32) -> Vec<u8> {
		self.0.get(&item).map(|(numbers, _)| numbers.clone()).unwrap_or_default()
	}
}

fn serial_text(n: u8) -> String {
	format!("SN-{n}")
}

fn list(numbers: &[u8]) -> SerialList {
	numbers.iter().map(|n| serial(&serial_text(*n))).collect::<Vec<_>>().try_into().unwrap()
}

/// Of the values of all items that may be split or merged, the sum by premise.
fn appraised() -> [u64; 3] {
	Items::<Test>::iter_values().filter_map(|record| record.appraisal).fold([0; 3], |sum, given| {
		let Values { fair, orderly, forced } = given.values;
		[sum[0] + fair.get(), sum[1] + orderly.get(), sum[2] + forced.get()]
	})
}

/// Each step may be refused; what matters is what it leaves.
fn take(step: Step, lots: &mut Lots, now: &mut u64) {
	let later = at((*now + 80) * DAY);
	match step {
		Step::Submit(who, first, count) => {
			let numbers: Vec<_> = (first..SERIALS.min(first + count)).collect();
			let (class, units) = (AssetClass::Gpu, 2 * numbers.len() as u32);
			let next = NextItem::<Test>::get();
			let serials = list(&numbers);
			if Caliber::submit(signed(who), class, H100, units, serials, SiteId(1), hash(1)).is_ok()
			{
				lots.0.insert(next.0, (numbers, units));
			}
		},
		Step::Withdraw(i) => {
			let item = ItemId(i);
			let who = holder(item).unwrap_or(OWNER);
			let serials = list(&lots.numbers(i));
			if Caliber::withdraw_submission(signed(who), item, serials).is_ok() {
				lots.0.remove(&i);
			}
		},
		Step::Amend(i, document) => {
			let who = holder(ItemId(i)).unwrap_or(OWNER);
			let _ = Caliber::amend(signed(who), ItemId(i), hash(document));
		},
		Step::Split(i, mask, units) => {
			let who = holder(ItemId(i)).unwrap_or(OWNER);
			let numbers = lots.numbers(i);
			let (moved, kept): (Vec<_>, Vec<_>) =
				numbers.into_iter().partition(|n| mask >> (n % 8) & 1 == 1);
			let next = NextItem::<Test>::get();
			let before = appraised();
			let lists = (list(&kept), list(&moved));
			if Caliber::split(signed(who), ItemId(i), lists.0, lists.1, units).is_ok() {
				let left = lots.0[&i].1 - units;
				lots.0.insert(i, (kept, left));
				lots.0.insert(next.0, (moved, units));
			}
			assert!(appraised().iter().zip(before).all(|(after, before)| *after <= before));
		},
		Step::Merge(i, j) => {
			let who = holder(ItemId(i)).unwrap_or(OWNER);
			let numbers = [lots.numbers(i), lots.numbers(j)].concat();
			let before = appraised();
			if Caliber::merge(signed(who), ItemId(i), ItemId(j), list(&numbers)).is_ok() {
				let units = lots.0[&i].1 + lots.0[&j].1;
				lots.0.remove(&j);
				lots.0.insert(i, (numbers, units));
			}
			assert!(appraised().iter().zip(before).all(|(after, before)| *after <= before));
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
			if Caliber::confirm_handover(signed(CUSTODIAN), ItemId(i)).is_ok() {
				lots.0.remove(&i);
			}
		},
		Step::Retiring(i) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::request_retirement(signed(who), ItemId(i), Cause::Lost);
			}
		},
		Step::Remain(i) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::cancel_retirement(signed(who), ItemId(i));
			}
		},
		Step::Retire(i) => {
			if Caliber::retire(signed(REGISTRAR), ItemId(i), hash(7)).is_ok() {
				lots.0.remove(&i);
			}
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
			let mut lots = Lots::default();
			// A serial whose item was redeemed or retired names it for ever.
			let mut tombstones = BTreeMap::new();
			for (n, step) in steps.into_iter().enumerate() {
				let locked: Vec<_> = (0..ITEMS)
					.filter(|i| Caliber::is_locked(0, *i))
					.map(|i| (i, holder(ItemId(i))))
					.collect();
				take(step, &mut lots, &mut now);
				assert_invariants::<Caliber>();
				lots.check();
				if n % 16 == 0 {
					assert_conform();
				}
				// Nothing is held but for what lives.
				let deposits: u128 = Items::<Test>::iter_values().map(|record| record.deposit).sum();
				let all_held: u128 = (1..10).map(held).sum();
				assert_eq!(all_held, deposits);
				// A locked title moves by seizure and delivery alone, and burns by hand-over and
				// retirement.
				for (i, before) in locked {
					let moved = holder(ItemId(i)) != before;
					let may = matches!(
						step,
						Step::Seize(j, _) | Step::Deliver(j, ..) | Step::Confirm(j) | Step::Retire(j)
							if i == j
					) || matches!(step, Step::Submit(..) | Step::Split(..)) && before.is_none();
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
