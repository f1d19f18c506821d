//! Why an answer of a source is not used.

use core::fmt;

/// Why an answer, or a part of it, is not used. None of them is ever replaced by an older value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FeedError {
	/// The status is not 200. Redirects are not followed; wait and ask again.
	Status(u16),
	/// The content type is none that this source answers with: most often an error page.
	ContentType,
	/// The body is compressed although identity was asked for.
	Encoding,
	/// The body is larger than any true answer.
	TooLarge,
	/// The body is nested deeper, or holds more elements, than any true answer.
	TooDeep,
	/// The body is not well-formed: cut off, or not the format of this source.
	Malformed,
	/// The body is well-formed and not what this source publishes; its format may have changed.
	Schema,
	/// The source says that it cannot answer.
	Refused,
	/// The source publishes no value here.
	Absent,
	/// A number is spelled in a way that no source uses, or does not fit.
	Number,
	/// A value that cannot be true.
	OutOfBounds,
	/// A date that does not exist, or on which nothing is published.
	Date,
	/// An observation dated later than today.
	Future,
	/// The newest observation is older than the one that is due.
	Stale,
	/// One body gives two values for the same thing.
	Conflict,
	/// The quote belongs to another instrument than the column says.
	Instrument,
	/// Discount and coupon equivalent do not belong to one price.
	Inconsistent,
	/// The value is further from what another source says of the same market than it can be.
	Implausible,
	/// Too few offers are left to speak of a price, or too few sources to speak of a rate.
	TooFew {
		/// Those left.
		have: u16,
		/// Those needed.
		need: u16,
	},
	/// The prices of the sources lie further apart than the chain lets a reporter be unsure.
	TooUnsure,
	/// Sources give different values for the same thing.
	Disagree,
	/// No source has given a value.
	NoSource,
}

impl fmt::Display for FeedError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Status(code) => return write!(f, "the source answered with status {code}"),
			Self::ContentType => "the answer has an unexpected content type",
			Self::Encoding => "the answer is compressed",
			Self::TooLarge => "the answer is too large",
			Self::TooDeep => "the answer is nested too deeply",
			Self::Malformed => "the answer is not well-formed",
			Self::Schema => "the answer does not have the format of this source",
			Self::Refused => "the source refused the question",
			Self::Absent => "the source gives no value",
			Self::Number => "a number in the answer cannot be read",
			Self::OutOfBounds => "a value is outside its bounds",
			Self::Date => "a date in the answer is not possible",
			Self::Future => "the answer speaks of a day to come",
			Self::Stale => "the answer is older than the observation that is due",
			Self::Conflict => "the answer contradicts itself",
			Self::Instrument => "the quote belongs to another instrument",
			Self::Inconsistent => "discount and coupon equivalent do not fit together",
			Self::TooFew { have, need } => {
				return write!(f, "only {have} usable offers or sources of {need} needed")
			},
			Self::Implausible => "a value is too far from what another source says",
			Self::TooUnsure => "the prices lie further apart than the chain allows",
			Self::Disagree => "the sources contradict each other",
			Self::NoSource => "no source gave a value",
		})
	}
}

impl core::error::Error for FeedError {}
