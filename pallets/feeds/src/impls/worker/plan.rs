//! When a feed is asked for, and whether there is anything to say about it.

use crate::types::{Feed, FeedRules, Vote, MAX_CORRECTIONS};
use alloc::vec::Vec;
use caliber_feeds_core::{
	sku::{Sku, SKUS},
	Calendar, FeedKey, ObsDay, Source, Tier,
};
use caliber_primitives::units::Seconds;
use codec::{Decode, Encode};
use sp_runtime::offchain::storage::StorageValueRef;

/// First wait after a failure: 10 minutes; each further one is twice as long.
const BACK_OFF: u64 = 600;
/// After so many failures in a row the wait grows no more: 6 hours.
const MOST_FAILURES: u8 = 5;
const LONGEST_WAIT: u64 = 21_600;
/// A report that no block has taken by then is sent again: half a minute.
const RESEND: u64 = 30;

/// What a feed is asked for by the worker.
pub(super) enum Subject {
	/// A rate of the Treasury's.
	Bill,
	/// A GPU-hour of one model.
	GpuHour(Sku<'static>),
}

impl Subject {
	/// `None` for feeds that no parser knows.
	pub fn of(key: FeedKey) -> Option<Self> {
		match key {
			FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_) => Some(Self::Bill),
			FeedKey::GpuHour { sku, tier: Tier::OnDemand } => {
				SKUS.into_iter().find(|known| known.id == sku).map(Self::GpuHour)
			},
			_ => None,
		}
	}

	/// Who can be asked.
	pub fn sources(&self) -> &'static [Source] {
		match self {
			Self::Bill => &[Source::UstBillXml],
			Self::GpuHour(_) => &Source::GPU_VENUES,
		}
	}
}

/// As which correction a reporter who said `last` in the open round should speak now; `None` if
/// there is nothing to say. `asks` are the sources of this node.
pub(super) fn correction(feed: &Feed, last: Option<&Vote>, asks: u32, now: Seconds) -> Option<u8> {
	let open = feed.suspect.is_some();
	let newest = feed.newest();
	match feed.rules {
		FeedRules::Official(_) => {
			let due = Calendar::US.expected(now.get());
			let known = newest.is_some_and(|newest| newest.day >= due) && !open;
			let said = last.is_some_and(|last| last.day >= due);
			(!known && !said).then_some(0)
		},
		FeedRules::Market(rules) => {
			let today = ObsDay::of(now.get());
			let fresh = |observed: Seconds| now < observed.saturating_add(rules.poll);
			if !open && newest.is_some_and(|newest| fresh(newest.observed)) {
				return None;
			}
			match last {
				Some(last) if last.day == today => last
					.correction
					.checked_add(1)
					.filter(|next| *next <= MAX_CORRECTIONS && asks & !last.sources != 0),
				Some(last) if last.day > today => None,
				_ => Some(0),
			}
		},
	}
}

/// When a feed is asked for next, kept in the node's own store.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Schedule {
	not_before: Seconds,
	/// Fetches in a row that were not complete.
	failures: u8,
}

impl Schedule {
	fn name(key: FeedKey) -> Vec<u8> {
		(b"caliber::feeds::schedule::", key).encode()
	}

	pub fn of(key: FeedKey) -> Self {
		StorageValueRef::persistent(&Self::name(key)).get().ok().flatten().unwrap_or_default()
	}

	pub fn store(&self, key: FeedKey) {
		StorageValueRef::persistent(&Self::name(key)).set(self);
	}

	/// A wait is never longer than `poll`: one that seems to be is of a chain whose clock ran
	/// further.
	pub fn is_due(&self, now: Seconds, poll: Seconds) -> bool {
		self.not_before <= now || self.not_before > now.saturating_add(poll)
	}

	/// After a fetch, which was complete or not.
	pub fn after(self, complete: bool, now: Seconds, poll: Seconds) -> Self {
		let failures =
			if complete { 0 } else { self.failures.saturating_add(1).min(MOST_FAILURES) };
		let wait = match failures.checked_sub(1) {
			None => RESEND,
			Some(doublings) => {
				let factor = 1u64.checked_shl(doublings.into()).unwrap_or(u64::MAX);
				BACK_OFF.saturating_mul(factor).min(LONGEST_WAIT)
			},
		};
		Self { not_before: now.saturating_add(Seconds(wait).min(poll)), failures }
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn schedule_should_back_off_up_to_the_poll_when_fetches_fail() {
		let (now, poll) = (Seconds(1_000_000), Seconds(3_600));
		let mut schedule = Schedule::default();
		for wait in [600, 1_200, 2_400, 3_600, 3_600, 3_600] {
			schedule = schedule.after(false, now, poll);
			assert_eq!(schedule.not_before, now.saturating_add(Seconds(wait)));
		}
		assert_eq!(schedule.after(true, now, poll).not_before, Seconds(1_000_030));
		assert_eq!(schedule.after(true, now, Seconds(10)).not_before, Seconds(1_000_010));
	}

	#[test]
	fn schedule_should_be_due_when_the_wait_is_over_or_the_clock_went_back() {
		let (now, poll) = (Seconds(1_000_000), Seconds(3_600));
		let schedule = Schedule::default().after(false, now, poll);
		for (moment, due) in [
			(1_000_000, false),
			(1_000_599, false),
			(1_000_600, true),
			(9_000_000, true),
			(997_000, false),
			(996_999, true),
			(0, true),
		] {
			assert_eq!(schedule.is_due(Seconds(moment), poll), due, "{moment}");
		}
	}
}
