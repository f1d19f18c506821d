//! A loan comes into the book and leaves it: the only two ways.

use crate::{
	pallet::{Buckets, Calendar, Config, Error, Pallet},
	types::{Book, DayBucket, Days256, Entry},
};
use caliber_primitives::units::Day;

impl<T: Config> Pallet<T> {
	/// The book with a loan's entry; the buckets of its days are written.
	pub(crate) fn enter(book: Book, entry: &Entry) -> Result<Book, Error<T>> {
		Self::touch(entry.stop, |bucket| bucket.with_stop(entry))?;
		if entry.start > book.cursor {
			Self::touch(entry.start, |bucket| bucket.with_start(entry))?;
		}
		book.with(entry).ok_or(Error::<T>::Uncomputable)
	}

	/// The book without a loan's entry; the buckets of its days are written.
	pub(crate) fn leave(book: Book, entry: &Entry) -> Result<Book, Error<T>> {
		Self::touch(entry.stop, |bucket| bucket.without_stop(entry))?;
		if entry.start > book.cursor {
			Self::touch(entry.start, |bucket| bucket.without_start(entry))?;
		}
		book.without(entry).ok_or(Error::<T>::Uncomputable)
	}

	/// Changes the bucket of a day. The day's bit changes only when the bucket comes or goes.
	pub(crate) fn touch(
		day: Day,
		change: impl FnOnce(DayBucket) -> Option<DayBucket>,
	) -> Result<(), Error<T>> {
		let old = Buckets::<T>::get(day);
		let new = change(old).ok_or(Error::<T>::Uncomputable)?;
		match new.is_empty() {
			true => Buckets::<T>::remove(day),
			false => Buckets::<T>::insert(day, new),
		}
		if old.is_empty() != new.is_empty() {
			let index = Days256::index(day);
			let chunk = Calendar::<T>::get(index).with(day, !new.is_empty());
			match chunk.is_empty() {
				true => Calendar::<T>::remove(index),
				false => Calendar::<T>::insert(index, chunk),
			}
		}
		Ok(())
	}
}
