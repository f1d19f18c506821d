//! What holds after every block.

use crate::{
	pallet::{
		AtCustodian, Bills, Book, Config, CurrentPolicy, CurrentResults, CurrentTotals, Orders,
		Pallet,
	},
	Bill, Line, Policy, Stage,
};
use alloc::{vec, vec::Vec};
use caliber_primitives::{
	dollar::Dollar,
	ids::BillId,
	invariants::{InvariantId, Invariants},
	units::UsdaiAmount,
	vault::{BillClaims, BillIncome},
};

/// The book never counts more than was paid and has accrued, and nothing is minted beyond it.
pub const AT_COST: InvariantId = InvariantId::new(
	42,
	"bills count at what was paid and has accrued, and no more is minted than they brought",
);
/// The totals are the sums.
pub const SUMS: InvariantId =
	InvariantId::new(100, "settled cost and transit are the sums over the open bills");
/// The book and the records say the same.
pub const AGREED: InvariantId =
	InvariantId::new(101, "the book lists exactly the open bills, on their terms, sorted");
/// The claim is what is left to harvest.
pub const CLAIM: InvariantId = InvariantId::new(
	102,
	"the vault's claim is what paid bills have left, and impaired ones owe it",
);
/// Custodians hold what the bills name them for.
pub const CUSTODY: InvariantId =
	InvariantId::new(103, "each custodian's account is the cost of the open bills that name him");
/// One order a trade.
pub const ORDERED: InvariantId =
	InvariantId::new(104, "orders rise in id, at most one a tenor and a bill can be filled");
/// The policy is possible.
pub const IN_RANGE: InvariantId = InvariantId::new(105, "the policy is in range");
/// The next maturity is the least.
pub const NEXT: InvariantId =
	InvariantId::new(106, "the next maturity is that of the open bill that matures first");

/// What losses have taken was there.
pub const TAKEN: InvariantId = InvariantId::new(
	107,
	"losses have taken no more of the vault's claim than there is: settled, returned, to come",
);

/// The figures of the day are true.
pub const DAILY: InvariantId = InvariantId::new(
	140,
	"today's figures are what the open bills give, and the lower estimate is not above the higher",
);

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let bills: Vec<_> = Bills::<T>::iter().collect();
		vec![
			(AT_COST, Self::counts_at_cost(&bills)),
			(SUMS, Self::totals_are_sums(&bills)),
			(AGREED, Self::book_agrees(&bills)),
			(CLAIM, Self::claim_is_left(&bills)),
			(CUSTODY, Self::custody_agrees(&bills)),
			(ORDERED, Self::orders_are_sound()),
			(IN_RANGE, CurrentPolicy::<T>::get().all(Policy::in_range)),
			(NEXT, Self::next_is_least()),
			(TAKEN, Self::taken_was_there()),
			(DAILY, Self::figures_are_true()),
		]
	}
}

/// By itself, not as the code that is checked does it.
fn sum(amounts: impl Iterator<Item = UsdaiAmount>) -> UsdaiAmount {
	amounts.fold(UsdaiAmount::ZERO, UsdaiAmount::saturating_add)
}

type Records<T> = [(BillId, Bill<<T as frame_system::Config>::AccountId>)];

fn is_open<AccountId>(bill: &Bill<AccountId>) -> bool {
	matches!(bill.stage, Stage::InTransit(_) | Stage::Held(_) | Stage::Selling(_))
}

/// What of a bill's gain can still be minted.
fn left<AccountId>(bill: &Bill<AccountId>) -> UsdaiAmount {
	match &bill.stage {
		Stage::InTransit(_) | Stage::Held(_) | Stage::Selling(_) => bill.gain(),
		Stage::Paid(surplus) | Stage::Settled(surplus) => {
			surplus.income.saturating_add(surplus.returned)
		},
	}
}

impl<T: Config> Pallet<T> {
	fn counts_at_cost(bills: &Records<T>) -> bool {
		let sound = |bill: &Bill<T::AccountId>| {
			bill.cost <= bill.face && left(bill) <= bill.gain() && Self::was_paid(bill)
		};
		let BillClaims { accreted: income, returned } = Self::claims();
		let accounts = CurrentTotals::<T>::get().accounts;
		let gain = sum(bills.iter().map(|(_, bill)| left(bill)));
		let open = || bills.iter().filter(|(_, bill)| is_open(bill)).map(|(_, bill)| bill);
		let today = Self::today();
		let accrued = sum(open()
			.filter(|bill| bill.written_down.is_none())
			.map(|bill| bill.position().straight(today).saturating_sub(bill.cost)));
		let results = CurrentResults::<T>::get();
		let unminted = sum(bills.iter().filter(|(_, b)| !is_open(b)).map(|(_, b)| left(b)));
		bills.iter().all(|(_, bill)| sound(bill))
			&& income.low <= income.high
			&& income.high.saturating_add(returned.high) <= gain
			&& accounts.at_settled_cost.saturating_add(accounts.in_transit)
				<= sum(open().map(|bill| bill.cost))
			&& accounts.pledged <= accrued
			&& results.harvested.saturating_add(unminted) <= results.earned
	}

	/// The coins that were paid for a bill are those of its price, and count as its cost does with
	/// what was written down.
	fn was_paid(bill: &Bill<T::AccountId>) -> bool {
		let lost = bill.written_down.map(|down| down.lost).unwrap_or_default();
		let dollars = T::Dollar::dollars_of(bill.purchase.slot, bill.paid);
		bill.purchase.cost() == Ok(bill.paid) && dollars == Some(bill.cost.saturating_add(lost))
	}

	fn totals_are_sums(bills: &Records<T>) -> bool {
		let accounts = CurrentTotals::<T>::get().accounts;
		let cost_of = |stage: fn(&Stage<T::AccountId>) -> bool| {
			sum(bills.iter().filter(|(_, bill)| stage(&bill.stage)).map(|(_, bill)| bill.cost))
		};
		accounts.in_transit == cost_of(|stage| matches!(stage, Stage::InTransit(_)))
			&& accounts.at_settled_cost
				== cost_of(|stage| matches!(stage, Stage::Held(_) | Stage::Selling(_)))
	}

	fn book_agrees(bills: &Records<T>) -> bool {
		let mut lines: Vec<_> = bills
			.iter()
			.filter(|(_, bill)| is_open(bill))
			.map(|(id, bill)| Line::of(*id, bill))
			.collect();
		lines.sort_by_key(|line| (line.position.matures, line.bill));
		let next = CurrentTotals::<T>::get().next_bill;
		Book::<T>::get().0.into_inner() == lines && bills.iter().all(|(id, _)| *id < next)
	}

	fn claim_is_left(bills: &Records<T>) -> bool {
		let accounts = CurrentTotals::<T>::get().accounts;
		let paid = || {
			bills.iter().filter_map(|(_, bill)| match bill.stage {
				Stage::Paid(surplus) | Stage::Settled(surplus) => Some(surplus),
				_ => None,
			})
		};
		let marked = bills.iter().filter(|(_, bill)| is_open(bill));
		let awaited = marked.filter_map(|(_, bill)| bill.written_down.map(|down| down.returned));
		accounts.settled_surplus == sum(paid().map(|surplus| surplus.income))
			&& accounts.returned == sum(paid().map(|surplus| surplus.returned))
			&& accounts.awaited == sum(awaited)
	}

	fn custody_agrees(bills: &Records<T>) -> bool {
		let accounts: Vec<_> = AtCustodian::<T>::iter().collect();
		let named = |who: &T::AccountId| {
			sum(bills
				.iter()
				.filter(|(_, bill)| is_open(bill) && bill.purchase.custodian == *who)
				.map(|(_, bill)| bill.cost))
		};
		let open = sum(bills.iter().filter(|(_, b)| is_open(b)).map(|(_, b)| b.cost));
		accounts.iter().all(|(who, cost)| !cost.is_empty() && cost.0 == named(who))
			&& sum(accounts.iter().map(|(_, cost)| cost.0)) == open
	}

	fn orders_are_sound() -> bool {
		let all = Orders::<T>::get();
		let next = CurrentTotals::<T>::get().next_order;
		let rising = all.0.iter().zip(all.0.iter().skip(1)).all(|(a, b)| a.id < b.id)
			&& all.0.iter().all(|order| order.id < next);
		let (live, _) = all.split(Self::now());
		let single = live
			.0
			.iter()
			.all(|order| live.0.iter().filter(|other| other.trade == order.trade).count() == 1);
		rising && single
	}

	fn taken_was_there() -> bool {
		let accounts = CurrentTotals::<T>::get().accounts;
		let sound = Book::<T>::get();
		let sound = sound.0.iter().filter(|line| line.position.impaired.is_none());
		let to_come = sum(sound.map(|line| line.position.face.saturating_sub(line.position.cost)));
		accounts.struck <= accounts.settled_surplus
			&& accounts.struck_returned <= accounts.returned
			&& accounts.pledged <= to_come
	}

	/// As far as no feed decides: the lower estimate is as old as the last act or roll. Figures of
	/// another day are not used.
	fn figures_are_true() -> bool {
		let (daily, today) = (CurrentTotals::<T>::get().daily, Self::today());
		let lines = Book::<T>::get().0;
		let income = |line: &Line| {
			let marked = line.position.impaired.unwrap_or_default();
			let above = line.position.straight(today).saturating_sub(line.position.cost);
			above.saturating_sub(marked.dollars).saturating_sub(marked.returned)
		};
		let of = |impaired: bool| {
			let which = |line: &&Line| line.position.impaired.is_some() == impaired;
			sum(lines.iter().filter(which).map(income))
		};
		daily.day != today
			|| (daily.open.low <= daily.open.high
				&& daily.open.high == of(false)
				&& daily.doubtful == of(true))
	}

	fn next_is_least() -> bool {
		let least = Book::<T>::get().0.iter().map(|line| line.position.matures.start()).min();
		CurrentTotals::<T>::get().next_maturity == least
	}
}
