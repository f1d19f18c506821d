//! The laws of money that waits for hardware.

use caliber_finance::{
	book::{Book, Carried, Entry, Escrow, Parts},
	tranches::{Claim, Tranche, MAX_TRANCHES},
	units::{Day, RatePerSecond, Seconds, UsdaiAmount},
	FinanceError,
};
use num_bigint::BigUint;
use proptest::prelude::*;

const DAY: u64 = 86_400;
const SCALE: u64 = 1_000_000_000_000_000_000;

fn escrow() -> impl Strategy<Value = Escrow> {
	(0u64..1 << 36, 1u64..400 * DAY, 0u64..40_000_000_000).prop_map(|(since, lasts, carry)| {
		let until = Seconds(since + lasts);
		Escrow { since: Seconds(since), until, carry: RatePerSecond(carry) }
	})
}

fn tranches() -> impl Strategy<Value = Vec<Tranche>> {
	let tranche = (1u128..1 << 86).prop_map(|amount| Tranche { amount, rate: RatePerSecond(1) });
	prop::collection::vec(tranche, 1..=8)
}

/// `ceil(amount * carry * time / 10^18)`, with numbers of any length.
fn carry_of(amount: u128, carry: u64, time: u64) -> BigUint {
	let undivided = BigUint::from(amount) * carry * time;
	(undivided + SCALE - 1u32) / SCALE
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn waiting_money_should_stay_at_face_whatever_day_comes(
		escrow in escrow(), vault in 1u128..1 << 86, days in 0u32..1 << 20,
	) {
		let vault = UsdaiAmount(vault);
		let entry = escrow.entry(vault).unwrap();
		prop_assert!(entry.start <= entry.stop);
		let (since, until) = (escrow.since.get(), escrow.until.get());
		prop_assert_eq!(entry.start.start().get(), since.div_ceil(DAY) * DAY);
		prop_assert_eq!(entry.stop.get(), entry.start.get().max((until / DAY) as u32));
		let day = Day(days);
		prop_assert_eq!((entry.conservative(day), entry.optimistic(day)), (vault, vault));
	}

	#[test]
	fn carry_should_be_what_each_tranche_earns_rounded_up(
		escrow in escrow(), tranches in tranches(), wait in 0u64..500 * DAY,
	) {
		let now = Seconds(escrow.since.get() + wait);
		let mut parts = Parts::default();
		let Carried { total, receipt } = escrow.carried_by(&tranches, now, &mut parts).unwrap();
		let time = now.get().min(escrow.until.get()) - escrow.since.get();
		let mut sum = BigUint::default();
		for (part, tranche) in parts.lenders.iter().zip(&tranches) {
			let expected = carry_of(tranche.amount, escrow.carry.get(), time);
			prop_assert_eq!((part.principal, BigUint::from(part.interest)), (0, expected.clone()));
			sum += expected;
		}
		let rest = &parts.lenders[tranches.len()..];
		prop_assert!(rest.iter().all(|part| *part == Claim::default()));
		prop_assert_eq!(BigUint::from(total.get()), sum);
		// The vault's part is what its price had counted, and what that had rounded away.
		let vault = parts.lenders[0].interest;
		let entry: Entry = escrow.entry(UsdaiAmount(tranches[0].amount)).unwrap();
		let accrued = entry.accrued(now).unwrap();
		prop_assert_eq!((receipt.principal, receipt.accrued), (UsdaiAmount::ZERO, accrued));
		prop_assert_eq!(receipt.total().unwrap().get(), vault);
		// Nobody has to lay down more.
		let prepaid = escrow.prepaid(&tranches).unwrap();
		prop_assert!(total <= prepaid);
		prop_assert_eq!(total == prepaid, carry_is_flat(&escrow, &tranches, now));
	}

	#[test]
	fn book_should_know_what_waits_when_it_comes_and_goes(
		escrow in escrow(), vault in 1u128..1 << 86, other in 0u128..1 << 86,
	) {
		let vault = UsdaiAmount(vault);
		let book = Book { cursor: escrow.since.day(), ..Book::default() };
		let before = book.with_escrow(UsdaiAmount(other)).unwrap();
		let entry = escrow.entry(vault).unwrap();
		let with = before.with(&entry).and_then(|book| book.with_escrow(vault)).unwrap();
		prop_assert_eq!((with.escrowed.get(), with.principal), (other + vault.get(), vault));
		let without = with.without(&entry).and_then(|book| book.without_escrow(vault));
		prop_assert_eq!(without, Some(before));
		prop_assert_eq!(before.without_escrow(UsdaiAmount(other + 1)), None);
		prop_assert_eq!(with.with_escrow(UsdaiAmount::MAX), None);
	}
}

/// Whether what is left of the time earns nothing any more, by rounding.
fn carry_is_flat(escrow: &Escrow, tranches: &[Tranche], now: Seconds) -> bool {
	let at = |tranche: &Tranche, now| escrow.carried(UsdaiAmount(tranche.amount), now).unwrap();
	tranches.iter().all(|tranche| at(tranche, now) == at(tranche, escrow.until))
}

#[test]
fn carry_should_be_refused_when_it_does_not_fit() {
	let most = Tranche { amount: u128::MAX, rate: RatePerSecond(1) };
	let year = Escrow {
		since: Seconds(0),
		until: Seconds(365 * DAY),
		carry: RatePerSecond(31_709_791_984),
	};
	assert_eq!(year.entry(UsdaiAmount(u128::MAX)), Err(FinanceError::Overflow));
	let mut parts = Parts::default();
	let two = [most, most];
	let refused = year.carried_by(&two, Seconds(365 * DAY), &mut parts);
	assert_eq!(refused, Err(FinanceError::Overflow));
	let many = [Tranche { amount: 1, ..most }; MAX_TRANCHES + 1];
	assert_eq!(year.prepaid(&many), Err(FinanceError::TooManyTranches));
	// A million at 7 % for 90 days.
	let escrow =
		Escrow { since: Seconds(0), until: Seconds(90 * DAY), carry: RatePerSecond(2_219_685_438) };
	let million = Tranche { amount: 1_000_000 * u128::from(SCALE), ..most };
	assert_eq!(escrow.prepaid(&[million]), Ok(UsdaiAmount(17_260_273_965_888_000_000_000)));
}
