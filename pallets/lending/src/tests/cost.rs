//! What a call reads and writes, counted by the externalities' own trace.

use crate::{mock::*, Ask};
use caliber_primitives::{ids::LoanId, units::Seconds};
use frame_support::traits::Hooks;
use sp_tracing::tracing::{
	self,
	field::{Field, Visit},
	span::{Attributes, Id, Record},
	Event, Metadata, Subscriber,
};
use std::{cell::RefCell, collections::BTreeSet};

std::thread_local! {
	static SEEN: RefCell<(BTreeSet<String>, BTreeSet<String>)> = Default::default();
}

/// Notes the keys that are read and written.
struct Counter;

impl Subscriber for Counter {
	fn enabled(&self, metadata: &Metadata<'_>) -> bool {
		metadata.target() == "state"
	}
	fn new_span(&self, _: &Attributes<'_>) -> Id {
		Id::from_u64(1)
	}
	fn record(&self, _: &Id, _: &Record<'_>) {}
	fn record_follows_from(&self, _: &Id, _: &Id) {}
	fn event(&self, event: &Event<'_>) {
		let mut fields = Fields::default();
		event.record(&mut fields);
		SEEN.with(|seen| {
			let (reads, writes) = &mut *seen.borrow_mut();
			match fields.method.as_str() {
				"Get" | "Exists" => reads.insert(fields.key),
				"Put" | "Append" => writes.insert(fields.key),
				other => panic!("uncounted {other}"),
			};
		});
	}
	fn enter(&self, _: &Id) {}
	fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Fields {
	method: String,
	key: String,
}

impl Visit for Fields {
	fn record_str(&mut self, field: &Field, value: &str) {
		if field.name() == "method" {
			self.method = value.into();
		}
	}
	fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
		if field.name() == "key" {
			self.key = format!("{value:?}");
		}
	}
}

/// How many keys of this pallet `f` reads and writes.
fn count(f: impl FnOnce()) -> (usize, usize) {
	SEEN.with(|seen| *seen.borrow_mut() = Default::default());
	tracing::subscriber::with_default(Counter, f);
	let pallet = sp_io::hashing::twox_128(b"Lending").to_vec();
	let prefix = format!("{:?}", sp_core::hexdisplay::HexDisplay::from(&pallet));
	let ours = |keys: &BTreeSet<String>| keys.iter().filter(|k| k.starts_with(&prefix)).count();
	SEEN.with(|seen| (ours(&seen.borrow().0), ours(&seen.borrow().1)))
}

/// Reads and writes of an instalment paid ahead, of one paid late after the mark fell, of an
/// ordinary block, and of the first one of a day, in a book of so many loans.
fn costs(loans: u32) -> [(usize, usize); 4] {
	let mut ext = chain();
	ext.execute_with(|| {
		world_is_rich();
		for n in 0..loans {
			running(Ask { due_day: (n % 5) as u8 + 1, ..ask(1_000) });
		}
		settle_at(day(20));
		assert!(Lending::book_value().is_ok());
	});
	ext.commit_all().unwrap();
	ext.execute_with(|| {
		let ahead = count(|| repay(LoanId(0), 1).unwrap());
		settle_at(day(46));
		let late = count(|| repay(LoanId(3), 1).unwrap());
		let next = |time: Seconds| {
			Before::set(Now::get());
			Now::set(time.get());
			count(|| {
				Lending::on_initialize(9);
			})
		};
		[ahead, late, next(Seconds(day(46).get() + 2)), next(day(47))]
	})
}

fn world_is_rich() {
	caliber_primitives::testing::world(|w| w.available = dollars(100_000_000));
}

#[test]
fn costs_should_not_depend_on_the_number_of_loans() {
	let few = costs(10);
	assert_eq!(few, costs(1_000));
	let [ahead, late, idle, first_of_day] = few;
	// The book and the loan; the buckets that it leaves, enters and will begin in; and their bits.
	assert_eq!(ahead, (6, 6));
	assert!(late.0 <= 6 && late.1 <= 6, "{late:?}");
	assert_eq!(idle, (1, 0));
	assert!(first_of_day.0 <= 4 && first_of_day.1 <= 1, "{first_of_day:?}");
}
