//! The calendar rolls: stored sums move, loans are not looked at.

use crate::{
	pallet::{Buckets, Calendar, Config, CurrentRules, Event, Pallet, TheBook},
	types::{Book, DayBucket, Days256, AGEING_DAYS, MIN_BLOCK_GAP, STAGES},
	weights::WeightInfo,
	MAX_DAYS_A_BLOCK, MAX_SPAN_A_BLOCK,
};
use caliber_finance::book::Fall;
use caliber_primitives::units::{Day, Seconds};
use frame_support::{traits::UnixTime, weights::Weight};

/// Days that many days back, one chunk of the calendar at a time.
struct Lane {
	back: u32,
	read: Option<(u32, Days256)>,
}

impl Lane {
	/// The day that this lane looks at, when it has a bucket.
	fn hit<T: Config>(&mut self, day: Day) -> Option<Day> {
		let day = day.checked_sub(Day(self.back))?;
		let index = Days256::index(day);
		let chunk = match self.read {
			Some((read, chunk)) if read == index => chunk,
			_ => Calendar::<T>::get(index),
		};
		self.read = Some((index, chunk));
		chunk.has(day).then_some(day)
	}
}

impl<T: Config> Pallet<T> {
	/// Moves the book to the day of a block at `now`, as far as one block may. An ordinary block reads the
	/// book and writes nothing.
	pub(crate) fn roll_book(now: Seconds) -> Weight {
		let before = TheBook::<T>::get();
		let book = Self::with_pause(before, now);
		let (book, days) = Self::rolled(book, book.clock(now).day());
		if book == before {
			return T::WeightInfo::idle();
		}
		TheBook::<T>::put(book);
		T::WeightInfo::roll(days)
	}

	/// The book after time in which no block came was taken off its clock.
	fn with_pause(book: Book, now: Seconds) -> Book {
		// Before the first block there is no time to compare with.
		if book.cursor == Day::ZERO {
			return book;
		}
		let gap = now.saturating_sub(Seconds(T::PreviousTime::now().as_secs()));
		if gap <= MIN_BLOCK_GAP {
			return book;
		}
		let gap = CurrentRules::<T>::get().pause_in(gap);
		let book = book.after_pause(gap);
		if !gap.is_zero() {
			Self::deposit_event(Event::PauseCounted { gap, paused: book.paused });
		}
		book
	}

	/// The book moved towards `today`, and on how many days there was something to do.
	fn rolled(mut book: Book, today: Day) -> (Book, u32) {
		if today <= book.cursor {
			return (book, 0);
		}
		// A book without loans has no buckets.
		if book.loans == 0 {
			book.cursor = today;
			return (book, 0);
		}
		let [first, second] = AGEING_DAYS;
		let mut lanes = [0, first, second].map(|back| Lane { back, read: None });
		let mut busy = 0u32;
		for _ in 0..MAX_SPAN_A_BLOCK {
			let day = book.after_cursor();
			if day > today {
				break;
			}
			let hits = lanes.each_mut().map(|lane| lane.hit::<T>(day));
			if hits.iter().any(Option::is_some) {
				if busy == MAX_DAYS_A_BLOCK {
					break;
				}
				busy = busy.saturating_add(1);
			}
			let Some(next) = Self::step(book, day, hits) else {
				// Sums that cannot be moved: the book stays behind, and whoever needs its value is
				// refused.
				log::error!(target: "runtime::lending", "the book cannot pass day {day:?}");
				break;
			};
			book = next;
		}
		(book, busy)
	}

	/// The book after a day's stored sums have moved. `hits` are the days whose loans begin and
	/// stop today, and those whose loans come to their next stages.
	fn step(book: Book, day: Day, hits: [Option<Day>; STAGES]) -> Option<Book> {
		let buckets = hits.map(|hit| hit.map(Buckets::<T>::get));
		let next = book.passed(day, &buckets)?;
		if hits.first().is_some_and(Option::is_some) {
			Self::touch(day, |bucket| Some(bucket.begun())).ok()?;
		}
		for (stage, (hit, bucket)) in (0u8..).zip(hits.into_iter().zip(buckets)) {
			if let Some((stopped, bucket)) = hit.zip(bucket) {
				Self::tell(stage, stopped, &bucket);
			}
		}
		Some(next)
	}

	fn tell(stage: u8, stopped: Day, bucket: &DayBucket) {
		let loans = bucket.stopping.loans;
		let fall = bucket.stopping.falls().get(usize::from(stage)).copied();
		if let Some(Fall { from, to }) = fall.filter(|_| loans > 0) {
			Self::deposit_event(Event::Aged { stopped, stage, loans, from, to });
		}
	}
}
