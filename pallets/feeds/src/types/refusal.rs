//! Why a report does not count.

use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::PalletError;
use scale_info::TypeInfo;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// Why a report does not count. The pool shows its index as the code of a custom error.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, PalletError, Clone, Copy, PartialEq, Eq, Debug,
)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Refusal {
	/// The set of reporters is another by now. Sign for the set in force.
	#[codec(index = 1)]
	OtherSet,
	/// The set has no reporter of this index. Look your key up in the set in force.
	#[codec(index = 2)]
	NotReporter,
	/// Nobody may report on this key. Report on registered feeds only.
	#[codec(index = 3)]
	UnknownFeed,
	/// Governance has frozen the feed. Wait until it is thawed.
	#[codec(index = 4)]
	FeedFrozen,
	/// The round is closed or not open yet. Report in the open round.
	#[codec(index = 5)]
	RoundClosed,
	/// The report's time is over. Sign a new one.
	#[codec(index = 6)]
	Expired,
	/// The report would live for too long. Let it expire within an hour.
	#[codec(index = 7)]
	LivesTooLong,
	/// The figures were fetched too long ago, or after the block. Set the clock and fetch anew.
	#[codec(index = 8)]
	FetchedAtWrongTime,
	/// The day is still to come. Dates come from the source, in UTC.
	#[codec(index = 9)]
	FutureDay,
	/// The day is not newer than what the feed knows, or too long ago. Fetch the day that is due.
	#[codec(index = 10)]
	OldDay,
	/// The value, or the band around it, cannot be true. Check unit and instrument.
	#[codec(index = 11)]
	OutOfBounds,
	/// The band is wider than the feed allows, or an official rate has one. Ask more venues.
	#[codec(index = 12)]
	BadConfidence,
	/// It rests on no source, or on one that does not publish this. Name the right sources.
	#[codec(index = 13)]
	WrongSources,
	/// This reporter has said this already. A correction bears the next number, up to 3.
	#[codec(index = 14)]
	AlreadyReported,
	/// The signature is not the reporter's, or for another chain. Sign with the set's key.
	#[codec(index = 15)]
	BadSignature,
	/// The reporter is barred. Wait until the bar ends, or ask governance to be let in again.
	#[codec(index = 16)]
	Barred,
	/// There is no statement, or they are not in the order of their feeds, one each. Sort them.
	#[codec(index = 17)]
	Disordered,
	/// A coupon equivalent without its discount of the same day. Report both together.
	#[codec(index = 18)]
	Unpaired,
	/// A coupon equivalent that its discount does not give. Check the columns and the tenor.
	#[codec(index = 19)]
	Inconsistent,
	/// The last value is in doubt, and a poll must pass before another counts. Fetch anew then.
	#[codec(index = 20)]
	TooSoon,
	/// The value rests on fewer prices than the feed asks for. Ask more, or wait for more offers.
	#[codec(index = 21)]
	TooFewPrices,
	/// The reporter's key has been replaced. Sign with the key in force and its generation.
	#[codec(index = 22)]
	OtherKey,
}

impl Refusal {
	/// The code that the pool shows.
	pub fn code(self) -> u8 {
		self.encode().first().copied().unwrap_or_default()
	}
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		InvalidTransaction::Custom(refusal.code()).into()
	}
}
