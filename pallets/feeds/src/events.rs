//! What is told.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A reporter has voted.
		Reported {
			/// About what.
			feed: FeedKey,
			/// In which round.
			round: RoundId,
			/// The set that the reporter is of.
			set: SetId,
			/// Who.
			reporter: ReporterIndex,
			/// The day that the value speaks of.
			day: ObsDay,
			/// In the unit of the feed.
			value: i64,
			/// Half the width of the band around it, same unit.
			conf: u64,
			/// His sources, one bit each.
			sources: u32,
			/// Hash of the figures that it rests on.
			evidence: [u8; 32],
		},
		/// A statement of a report that counted otherwise did not count.
		PassedOver {
			/// About what.
			feed: FeedKey,
			/// The set that the reporter is of.
			set: SetId,
			/// Who.
			reporter: ReporterIndex,
			/// Why.
			refusal: Refusal,
		},
		/// Enough reporters agreed, and the next round is open.
		RoundClosed {
			/// About what.
			feed: FeedKey,
			/// What they agreed on.
			agreed: Agreed,
			/// What became of it.
			outcome: Outcome,
		},
		/// What they agreed on corrects an official rate for the same day. What has been bought at
		/// the former one is not touched.
		RoundRevised {
			/// About what.
			feed: FeedKey,
			/// For which day.
			day: ObsDay,
			/// The value before.
			from: i64,
			/// The value now.
			to: i64,
			/// How often the day has been revised.
			revision: u8,
		},
		/// A value whose delay is over is in force.
		FeedUpdated {
			/// Which feed.
			feed: FeedKey,
			/// The value.
			agreed: Agreed,
		},
		/// A newer value is missing, since too few reporters agree. The value in force is still
		/// fresh, but ages.
		QuorumLost {
			/// Which feed.
			feed: FeedKey,
			/// Reporters who agree in the open round.
			have: u32,
			/// Reporters needed.
			need: u32,
		},
		/// Enough reporters have voted, but on too few venues: the round stays open.
		SourceDiversityLost {
			/// Which feed.
			feed: FeedKey,
			/// Venues in the union of the sources.
			have: u32,
			/// Venues needed.
			need: u32,
		},
		/// The value in force is soft stale: no new loan and no purchase rests on it.
		FeedSoftStale {
			/// Which feed.
			feed: FeedKey,
			/// The day that its value speaks of.
			day: ObsDay,
		},
		/// The value in force is hard stale: it serves monitoring only.
		FeedHardStale {
			/// Which feed.
			feed: FeedKey,
			/// The day that its value speaks of.
			day: ObsDay,
		},
		/// A feed was frozen or thawed; the next round is open.
		FrozenSet {
			/// Which.
			feed: FeedKey,
			/// Whether it is frozen.
			frozen: bool,
		},
		/// Governance has decided about a doubtful value.
		Settled {
			/// Which feed.
			feed: FeedKey,
			/// The value that was in doubt.
			agreed: Agreed,
			/// What became of it; nothing if it was dropped.
			outcome: Option<Outcome>,
		},
		/// A feed is registered, or run otherwise than before.
		FeedSet {
			/// Which.
			feed: FeedKey,
			/// How it is run.
			rules: FeedRules,
		},
		/// Other keys report from now on.
		ReportersChanged {
			/// The set.
			set: SetId,
			/// How many there are.
			reporters: u32,
			/// How many must agree.
			quorum: u32,
		},
		/// A reporter was wrong when others agreed.
		ReporterStruck {
			/// Who.
			who: T::AccountId,
			/// About what.
			feed: FeedKey,
			/// His strikes, and whether he is barred.
			strikes: Strikes,
		},
		/// A reporter has signed two values for one thing. He is barred, slashed and ejected.
		ReporterConvicted {
			/// Who.
			who: T::AccountId,
			/// His key.
			key: FeedKeyBytes,
			/// About what.
			feed: FeedKey,
			/// Who has shown it.
			by: T::AccountId,
		},
		/// A reporter was barred, or let in again.
		BarredSet {
			/// Who.
			who: T::AccountId,
			/// Whether he is barred.
			barred: bool,
		},
		/// The bond market is closed on these days too.
		ClosuresSet {
			/// All that are decreed.
			days: Vec<ObsDay>,
		},
	}
}
