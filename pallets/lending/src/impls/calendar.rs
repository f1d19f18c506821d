//! The calendar rolls: stored sums move, loans are not looked at.

use crate::{
	pallet::{Buckets, Calendar, Config, CurrentRules, Event, Pallet, TheBook},
	types::{Book, DayBucket, Days256, Starting, AGEING_DAYS, MIN_BLOCK_GAP, STAGES},
	weights::WeightInfo,
	MAX_DAYS_A_BLOCK, MAX_SPAN_A_BLOCK,
};
use caliber_primitives::units::{Day, Seconds, UsdaiAmount};
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
	fn with_pause(mut book: Book, now: Seconds) -> Book {
		// Before the first block there is no time to compare with.
		if book.cursor == Day::ZERO {
			return book;
		}
		let gap = now.saturating_sub(Seconds(T::PreviousTime::now().as_secs()));
		if gap <= MIN_BLOCK_GAP {
			return book;
		}
		let gap = CurrentRules::<T>::get().pause_in(gap);
		if !gap.is_zero() {
			book.paused = book.paused.saturating_add(gap);
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
				match Self::step(book, day, hits) {
					Some(next) => book = next,
					None => {
						// Sums that cannot be moved: the book stays behind, and whoever needs its
						// value is refused.
						log::error!(target: "runtime::lending", "the book cannot pass day {day:?}");
						break;
					},
				}
			}
			book.cursor = day;
		}
		(book, busy)
	}

	/// The book after a day's stored sums have moved. `hits` are the days whose loans begin and
	/// stop today, and those whose loans come to their next stages.
	fn step(book: Book, day: Day, hits: [Option<Day>; STAGES]) -> Option<Book> {
		let [today, first, second] = hits;
		let mut next = book;
		let mut aged = [None; STAGES];
		let [on_stop, on_first, on_second] = &mut aged;
		if let Some(bucket) = today.map(Buckets::<T>::get) {
			let stopping = &bucket.stopping;
			let [mark, ..] = stopping.low;
			next = next.started(day, &bucket.starting)?.stopped(day, stopping)?;
			*on_stop = Some((day, stopping.loans, stopping.principal, mark));
		}
		if let Some((stopped, bucket)) = Self::bucket_of(first) {
			let [from, to, _] = bucket.stopping.low;
			next = next.aged(from, to)?;
			*on_first = Some((stopped, bucket.stopping.loans, from, to));
		}
		if let Some((stopped, bucket)) = Self::bucket_of(second) {
			let [_, from, to] = bucket.stopping.low;
			next = next.aged(from, to)?;
			*on_second = Some((stopped, bucket.stopping.loans, from, to));
		}
		if today.is_some() {
			Self::touch(day, |bucket| Some(DayBucket { starting: Starting::default(), ..bucket }))
				.ok()?;
		}
		for (stage, step) in (0u8..).zip(aged) {
			Self::tell(stage, step);
		}
		Some(next)
	}

	fn bucket_of(day: Option<Day>) -> Option<(Day, DayBucket)> {
		day.map(|day| (day, Buckets::<T>::get(day)))
	}

	fn tell(stage: u8, step: Option<(Day, u32, UsdaiAmount, UsdaiAmount)>) {
		match step {
			Some((stopped, loans, from, to)) if loans > 0 => {
				Self::deposit_event(Event::Aged { stopped, stage, loans, from, to });
			},
			_ => {},
		}
	}
}
