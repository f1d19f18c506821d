//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The report does not count. The reason names the remedy.
		Refused(Refusal),
		/// No such feed is registered. See the view `feeds`.
		UnknownFeed,
		/// The feed is frozen, or thawed, already; the reporter barred, or let in. Nothing needs to
		/// be done.
		NothingChanges,
		/// There is nothing to write down about this feed. Ask the view `needs_poke` first.
		NothingToPoke,
		/// A rule is out of its range, or of the other class than the feed. See [`FeedRules`].
		BadRules,
		/// No value of this feed is in doubt. See the view `status`.
		NothingInDoubt,
		/// The two reports are not of one key, or do not contradict each other. Show two signed
		/// statements about one feed, round, day and correction that differ.
		NoContradiction,
		/// The set is too long ago, or never was. Evidence counts for the last 16 sets.
		UnknownSet,
		/// A signature is not the reporter's. Show both reports as they were signed.
		NotSigned,
		/// This reporter has been convicted already, or it was before governance let him in again.
		/// Nothing needs to be done.
		AlreadyConvicted,
		/// The days are not in order, one each. Sort them.
		BadClosures,
	}

	impl<T> From<Refusal> for Error<T> {
		fn from(refusal: Refusal) -> Self {
			Self::Refused(refusal)
		}
	}
}
