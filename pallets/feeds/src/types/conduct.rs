//! How a reporter has behaved.

use crate::crypto::AuthorityId;
use caliber_feeds_core::ObsDay;
use caliber_primitives::units::{Seconds, SECONDS_PER_DAY};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Strikes that bar a reporter.
pub const STRIKES: u32 = 3;
/// Days that a strike counts.
pub const STRIKE_DAYS: u32 = 30;

/// What is known of a reporter, whatever his key and his place.
#[frame_support::stored]
#[derive(Default)]
pub struct Conduct {
	/// His last feed key.
	pub key: Option<AuthorityId>,
	/// How often it has been replaced.
	pub generation: u16,
	/// The days on which he was wrong, oldest first: one strike a day at most.
	pub strikes: BoundedVec<ObsDay, ConstU32<STRIKES>>,
	/// His reports do not count up to this moment.
	pub barred_until: Seconds,
	/// Whether he has signed two values for one thing.
	pub convicted: bool,
	/// What he fetched up to this moment is not held against him any more.
	pub forgiven: Seconds,
}

/// What a strike came to.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Strikes {
	/// Strikes that count.
	pub count: u32,
	/// Until when he is barred, if he is.
	pub barred_until: Option<Seconds>,
}

impl Conduct {
	/// With the key of a new session.
	pub fn with_key(self, key: AuthorityId) -> Self {
		match &self.key {
			Some(known) if *known == key => self,
			None => Self { key: Some(key), ..self },
			Some(_) => Self { key: Some(key), generation: self.generation.wrapping_add(1), ..self },
		}
	}

	/// After being wrong at `now`: the third strike of 30 days bars until the first of them no
	/// longer counts. A second one on the same day changes nothing.
	pub fn struck(mut self, now: Seconds) -> (Self, Option<Strikes>) {
		let today = ObsDay::of(now.get());
		self.strikes.retain(|day| day.after(STRIKE_DAYS) > today);
		if self.strikes.last() == Some(&today) {
			return (self, None);
		}
		if self.strikes.is_full() {
			self.strikes.remove(0);
		}
		// Room was made.
		let _ = self.strikes.try_push(today);
		let barred_until = self.strikes.first().filter(|_| self.strikes.is_full()).map(|first| {
			Seconds(first.after(STRIKE_DAYS).start().min(u64::MAX.saturating_sub(SECONDS_PER_DAY)))
		});
		let count = u32::try_from(self.strikes.len()).unwrap_or(STRIKES);
		let barred = barred_until.map_or(self.barred_until, |until| until.max(self.barred_until));
		(Self { barred_until: barred, ..self }, Some(Strikes { count, barred_until }))
	}

	/// Barred until governance lets him in again.
	pub fn barred(self) -> Self {
		Self { barred_until: Seconds(u64::MAX), ..self }
	}

	/// Let in again at `now`, without strikes.
	pub fn forgiven(self, now: Seconds) -> Self {
		let barred_until = self.barred_until.min(now);
		let strikes = BoundedVec::new();
		Self { strikes, barred_until, convicted: false, forgiven: now, ..self }
	}
}
