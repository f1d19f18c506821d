//! What holds after every block. Every loan is walked, and what the book says by sums is worked out
//! loan by loan.

use crate::{
	pallet::{Based, Buckets, Calendar, Config, Exposures, Loans, Pallet, TheBook},
	types::{
		Accrual, Book, Closed, Creditors, DayBucket, Dependence, Entry, Exposure, Record, Running,
		Speed, Starting,
	},
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec,
	vec::Vec,
};
use caliber_primitives::{
	ids::ItemId,
	invariants::{InvariantId, Invariants},
	units::{Day, UsdaiAmount},
};
use frame_support::traits::fungible::Inspect;

/// The book is the sum over loans.
pub const SUMS: InvariantId =
	InvariantId::new(22, "the book's sums are those over its loans, to the unit");
/// A loan that runs owes something and has instalments left.
pub const STATUS: InvariantId =
	InvariantId::new(23, "a loan that runs owes principal and has instalments left");
/// Principal is somebody's.
pub const PRINCIPAL_PARTS: InvariantId = InvariantId::new(
	24,
	"principal that all tranches have left is the balance, at most what was lent",
);
/// Debt is pledged for, each item once.
pub const DEBT_AND_PLEDGE: InvariantId = InvariantId::new(
	32,
	"a loan that runs or is in default has items, and no item stands behind two",
);
/// Buckets are the sums over loans.
pub const BUCKETS: InvariantId =
	InvariantId::new(100, "each day's bucket is the sum over the loans of that day");
/// The calendar knows the buckets.
pub const CALENDAR: InvariantId =
	InvariantId::new(101, "a day's bit is set when the day has a bucket");
/// Open offers are set aside.
pub const COMMITTED: InvariantId =
	InvariantId::new(102, "what is committed is what open offers ask the vault for");
/// Marks never rise above the debt.
pub const ORDERED: InvariantId = InvariantId::new(
	103,
	"redemptions count at most what deposits count, and that is at most the principal",
);

/// What hangs on whom and what is the sum over loans.
pub const EXPOSURES: InvariantId = InvariantId::new(
	105,
	"what hangs on each borrower, site and model is the sum over the loans that are not over",
);

/// The book counts what the vault has in each loan.
pub const PRINCIPAL: InvariantId = InvariantId::new(
	107,
	"a loan counts with the principal that the vault has in it, a closed one with what insurers are to pay, and lenders are owed what they have left",
);
/// Default is called on what the book has marked.
pub const MARKED: InvariantId =
	InvariantId::new(30, "the interest of a loan in default has stopped and its mark fallen");
/// Money in escrow is known.
pub const ESCROW: InvariantId = InvariantId::new(
	108,
	"what the vault has in escrow is the sum over the offers whose money waits there",
);
/// A reserve waits to be filled.
pub const REFILL: InvariantId =
	InvariantId::new(104, "a reserve has a date to be filled by only while something is missing");
/// The account has what it holds for others.
pub const HELD: InvariantId = InvariantId::new(
	106,
	"the account has all money of loans, staged capital and credits, and its base",
);

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let book = TheBook::<T>::get();
		let records: Vec<_> = Loans::<T>::iter_values().collect();
		let running: Vec<_> = records
			.iter()
			.filter_map(|record| match record {
				Record::Active(running) => Some(running),
				_ => None,
			})
			.collect();
		let booked: Vec<_> = records.iter().filter_map(entry).collect();
		let buckets: BTreeMap<_, _> = Buckets::<T>::iter().collect();
		let marked: BTreeSet<_> = Calendar::<T>::iter()
			.flat_map(|(index, chunk)| chunk.days(index).collect::<Vec<_>>())
			.collect();
		vec![
			(SUMS, sum_of_entries(&book, &booked) == Some(book)),
			(STATUS, running.iter().all(|loan| is_alive(loan))),
			(PRINCIPAL_PARTS, running.iter().all(|loan| parts_add_up(loan))),
			(DEBT_AND_PLEDGE, each_item_once(&records)),
			(BUCKETS, buckets_of(&book, &booked).as_ref() == Some(&buckets)),
			(CALENDAR, buckets.keys().copied().collect::<BTreeSet<_>>() == marked),
			(COMMITTED, committed(&records) == Some(book.committed)),
			(ORDERED, booked.iter().all(|entry| is_ordered(entry))),
			(PRINCIPAL, records.iter().all(is_counted_whole)),
			(MARKED, records.iter().all(|record| is_marked(&book, record))),
			(ESCROW, escrowed(&records) == Some(book.escrowed)),
			(REFILL, running.iter().all(|loan| is_refilled_or_missing(loan))),
			(HELD, Self::holds(&records)),
			(EXPOSURES, hanging(&records).as_ref() == Some(&Exposures::<T>::iter().collect())),
		]
	}
}

impl<T: Config> Pallet<T> {
	fn holds(records: &[Record<T::AccountId>]) -> bool {
		let base = Based::<T>::get().then(|| UsdaiAmount(T::Dollar::minimum_balance()));
		let pots = records.iter().filter_map(|record| match record {
			Record::Active(running) => Some(running.pots.total().unwrap_or(UsdaiAmount::MAX)),
			Record::Escrowed(escrowed) => Some(escrowed.holds().unwrap_or(UsdaiAmount::MAX)),
			Record::Defaulted(d) => Some(d.money.saturating_add(d.creditors.held())),
			Record::Closed(closed) => Some(closed.creditors.held()),
			_ => None,
		});
		let staged = records.iter().filter_map(|record| match record {
			Record::Offered(offer) => Some(offer),
			_ => None,
		});
		let staged = staged.flat_map(|offer| offer.stakes().map(|(_, amount)| amount));
		let positions = records.iter().filter_map(Record::positions).flatten();
		let credits = positions.map(|position| position.stake.owed);
		let charged = records.iter().flat_map(Record::credits).map(|credit| credit.owed);
		let all = base.into_iter().chain(pots).chain(staged);
		let mut all = all.chain(credits).chain(charged);
		let held = all.try_fold(UsdaiAmount::ZERO, |sum, amount| sum.checked_add(amount));
		held.is_some_and(|held| held.get() <= T::Dollar::balance(&Self::account()))
	}
}

/// What a loan that runs or waits counts in the book.
fn entry<A>(record: &Record<A>) -> Option<&Entry> {
	match record {
		Record::Active(running) => Some(&running.entry),
		Record::Escrowed(escrowed) => Some(&escrowed.entry),
		Record::Defaulted(defaulted) => Some(&defaulted.entry),
		Record::Closed(closed) => closed.entry.as_ref(),
		_ => None,
	}
}

/// The items that stand behind a loan.
fn items<A: Clone + Ord>(record: &Record<A>) -> Option<&[ItemId]> {
	match record {
		Record::Active(running) => Some(&running.terms.items),
		Record::Defaulted(defaulted) => Some(defaulted.left()),
		_ => None,
	}
}

/// The book as it would be if each loan were counted by itself, without any sum moving.
fn sum_of_entries(book: &Book, booked: &[&Entry]) -> Option<Book> {
	let mut sum = Book {
		cursor: book.cursor,
		paused: book.paused,
		committed: book.committed,
		escrowed: book.escrowed,
		..Default::default()
	};
	for entry in booked {
		let wide = entry.speed.wide();
		sum.loans = sum.loans.checked_add(1)?;
		sum.principal = sum.principal.checked_add(entry.principal)?;
		sum.conservative = sum.conservative.checked_add(entry.conservative(book.cursor))?;
		sum.optimistic = sum.optimistic.checked_add(entry.optimistic(book.cursor))?;
		let Accrual { speed, moment, frozen } = &mut sum.accrual;
		if entry.stop <= book.cursor {
			*frozen = frozen.checked_add(entry.earned(entry.stop.start()))?;
		} else if entry.start <= book.cursor {
			*speed = speed.checked_add(wide)?;
			// What it would have earned since the first second of all.
			*moment =
				moment.checked_add(Speed::earned(entry.speed, Day(0), entry.start.start()))?;
		}
	}
	Some(sum)
}

/// The buckets that the loans' entries make.
fn buckets_of(book: &Book, booked: &[&Entry]) -> Option<BTreeMap<Day, DayBucket>> {
	let mut buckets = BTreeMap::<Day, DayBucket>::new();
	for entry in booked {
		let stop = buckets.entry(entry.stop).or_default();
		*stop = stop.with_stop(entry)?;
		if entry.start > book.cursor {
			let start = buckets.entry(entry.start).or_default();
			let Starting { loans, speed } = start.starting;
			start.starting = Starting {
				loans: loans.checked_add(1)?,
				speed: speed.checked_add(entry.speed.wide())?,
			};
		}
	}
	Some(buckets)
}

fn is_alive<A>(loan: &Running<A>) -> bool {
	let windows = loan.terms.finance(loan.progress.origination).map(|l| l.schedule().count());
	!loan.progress.balance.is_zero()
		&& windows.is_ok_and(|windows| loan.progress.windows_paid < windows)
}

fn parts_add_up<A>(loan: &Running<A>) -> bool {
	let juniors = loan.positions.iter().map(|position| position.stake.principal);
	let parts = juniors.chain([loan.progress.vault]);
	let sum = { parts }.try_fold(UsdaiAmount::ZERO, |sum, part| sum.checked_add(part));
	let balance = loan.progress.balance;
	sum == Some(balance) && balance <= loan.terms.ask.principal
}

fn is_refilled_or_missing<A>(loan: &Running<A>) -> bool {
	loan.watch.refill_by.is_none() || !loan.pots.missing().is_zero()
}

fn each_item_once<A: Clone + Ord>(records: &[Record<A>]) -> bool {
	let mut seen = BTreeSet::new();
	let mut each = records.iter().filter_map(items);
	each.all(|items| !items.is_empty() && items.iter().all(|item| seen.insert(*item)))
}

/// The book counts the vault's principal and no interest that nobody is to pay, and each lender has the
/// principal that he is owed.
fn is_counted_whole<A: Clone + Ord>(record: &Record<A>) -> bool {
	let are_owed = |creditors: &Creditors<A>| {
		let Creditors { positions, debts, .. } = creditors;
		let owed = debts.lenders.iter().skip(1).map(|claim| UsdaiAmount(claim.principal));
		positions.iter().zip(owed).all(|(position, owed)| position.stake.principal == owed)
	};
	match record {
		Record::Active(running) => running.entry.principal == running.progress.vault,
		Record::Defaulted(d) => {
			let vault = d.creditors.debts.lenders.first().map(|claim| UsdaiAmount(claim.principal));
			vault == Some(d.entry.principal) && are_owed(&d.creditors)
		},
		Record::Closed(closed) => {
			let Closed { creditors, entry, .. } = closed;
			let none = (UsdaiAmount::ZERO, UsdaiAmount::ZERO);
			let counts = entry.map_or(none, |entry| (entry.principal, entry.whole_interest()));
			let awaited = creditors.awaited();
			counts.0 == awaited.0 && counts.1 <= awaited.1 && are_owed(creditors)
		},
		_ => true,
	}
}

/// The mark of a loan in default has fallen.
fn is_marked<A>(book: &Book, record: &Record<A>) -> bool {
	match record {
		Record::Defaulted(defaulted) => defaulted.entry.stop <= book.cursor,
		Record::Closed(closed) => closed.entry.is_none_or(|entry| {
			entry.stop <= book.cursor && entry.low.iter().all(|low| low.is_zero())
		}),
		_ => true,
	}
}

fn committed<A>(records: &[Record<A>]) -> Option<UsdaiAmount> {
	records.iter().try_fold(UsdaiAmount::ZERO, |sum, record| match record {
		Record::Offered(offer) => sum.checked_add(offer.terms.lent_by_vault()),
		_ => Some(sum),
	})
}

fn escrowed<A>(records: &[Record<A>]) -> Option<UsdaiAmount> {
	records.iter().try_fold(UsdaiAmount::ZERO, |sum, record| match record {
		Record::Escrowed(escrowed) => sum.checked_add(escrowed.entry.principal),
		_ => Some(sum),
	})
}

/// What hangs on whom and what, loan by loan; nothing that is nothing.
fn hanging<A: Clone + Ord>(records: &[Record<A>]) -> Option<BTreeMap<Dependence<A>, Exposure>> {
	let hangs = |record: &Record<A>| match record {
		Record::Active(running) => running.hangs(),
		Record::Escrowed(escrowed) => escrowed.hangs(),
		Record::Defaulted(defaulted) => defaulted.hangs(),
		_ => Vec::new(),
	};
	let mut sums = BTreeMap::<_, Exposure>::new();
	for (on, part) in records.iter().flat_map(hangs) {
		let sum = sums.entry(on).or_default();
		sum.lent = sum.lent.checked_add(part)?;
	}
	Some(sums)
}

fn is_ordered(entry: &Entry) -> bool {
	let falling = entry.low.iter().zip(entry.low.iter().skip(1)).all(|(a, b)| b <= a);
	entry.start <= entry.stop
		&& falling
		&& entry.low.iter().all(|low| *low <= entry.high)
		&& entry.high <= entry.principal
}
