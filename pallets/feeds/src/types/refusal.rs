//! Why a report does not count.

use caliber_feeds_core::Unmet;
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::fmt;
use frame_support::PalletError;
use scale_info::TypeInfo;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// The reasons, each in the words that people read, wherever they read it.
macro_rules! refusals {
	($(#[doc = $says:literal] $name:ident = $index:tt,)+) => {
		/// Why a report does not count. The pool shows its index as the code of a custom error.
		#[derive(
			Encode, Decode, DecodeWithMemTracking, TypeInfo, PalletError, Clone, Copy, PartialEq, Eq,
			Debug,
		)]
		#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
		pub enum Refusal {
			$(#[doc = $says] #[codec(index = $index)] $name,)+
		}

		impl fmt::Display for Refusal {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str(match self { $(Self::$name => $says.trim_ascii(),)+ })
			}
		}
	};
}

refusals! {
	/// The set of reporters is another by now. Sign for the set in force.
	OtherSet = 1,
	/// The set has no reporter of this index. Look your key up in the set in force.
	NotReporter = 2,
	/// Nobody may report on this key. Report on registered feeds only.
	UnknownFeed = 3,
	/// Governance has frozen the feed. Wait until it is thawed.
	FeedFrozen = 4,
	/// The round is closed or not open yet. Report in the open round.
	RoundClosed = 5,
	/// The report's time is over. Sign a new one.
	Expired = 6,
	/// The report would live for too long. Let it expire within an hour.
	LivesTooLong = 7,
	/// The figures were fetched too long ago, or after the block. Set the clock and fetch anew.
	FetchedAtWrongTime = 8,
	/// The day is still to come. Dates come from the source, in UTC.
	FutureDay = 9,
	/// The day is not newer than what the feed knows, or too long ago. Fetch the day that is due.
	OldDay = 10,
	/// The value, or the band around it, cannot be true. Check unit and instrument.
	OutOfBounds = 11,
	/// The band is wider than the feed allows, or an official rate has one. Ask more venues.
	BadConfidence = 12,
	/// It rests on no source, or on one that does not publish this. Name the right sources.
	WrongSources = 13,
	/// This reporter has said this already. A correction bears the next number, up to 3.
	AlreadyReported = 14,
	/// The signature is not the reporter's, or for another chain. Sign with the set's key.
	BadSignature = 15,
	/// The reporter is barred. Wait until the bar ends, or ask governance to be let in again.
	Barred = 16,
	/// There is no statement, or they are not in the order of their feeds, one each. Sort them.
	Disordered = 17,
	/// A coupon equivalent without its discount of the same day. Report both together.
	Unpaired = 18,
	/// A coupon equivalent that its discount does not give. Check the columns and the tenor.
	Inconsistent = 19,
	/// The last value is in doubt, and a poll must pass before another counts. Fetch anew then.
	TooSoon = 20,
	/// The value rests on fewer prices than the feed asks for. Ask more, or wait for more offers.
	TooFewPrices = 21,
	/// The reporter's key has been replaced. Sign with the key in force and its generation.
	OtherKey = 22,
}

impl Refusal {
	/// The code that the pool shows.
	pub fn code(self) -> u8 {
		self.encode().first().copied().unwrap_or_default()
	}

	/// Whether it is only that the chain's clock is behind, as where the chain stood still: the same
	/// report may be taken as soon as that has caught up.
	pub fn passes(self) -> bool {
		matches!(self, Self::LivesTooLong | Self::FutureDay)
	}

	/// The reason behind a code.
	pub fn of_code(code: u8) -> Option<Self> {
		Self::decode(&mut [code].as_slice()).ok()
	}
}

impl From<Unmet> for Refusal {
	fn from(unmet: Unmet) -> Self {
		match unmet {
			Unmet::OutOfBounds => Self::OutOfBounds,
			Unmet::TooUnsure => Self::BadConfidence,
			Unmet::TooFew { .. } => Self::TooFewPrices,
		}
	}
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		InvalidTransaction::Custom(refusal.code()).into()
	}
}
