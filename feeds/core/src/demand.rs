//! What the chain demands of every statement about a feed, whatever else it knows: told to the
//! reporter, so that he does not sign what would be refused at once.

use crate::{FeedError, FeedKey};
use caliber_finance::{
	prices::{is_part, Band},
	units::Ppm,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// The widest band and the fewest prices.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Demand {
	/// Half the width of the band at most, as a part of the value.
	pub max_conf: Ppm,
	/// Prices that the value must rest on.
	pub min_prices: u16,
}

/// What does not meet it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unmet {
	/// The value, or an end of the band around it, cannot be true.
	OutOfBounds,
	/// The band is too wide.
	TooUnsure,
	/// It rests on too few prices.
	TooFew {
		/// Those that there are.
		have: u16,
		/// Those needed.
		need: u16,
	},
}

impl Demand {
	/// Of an official rate: no band, and the one figure that there is.
	pub const OFFICIAL: Self = Self { max_conf: Ppm(0), min_prices: 1 };

	/// Whether a value, with half the width of its band and the prices that it rests on, meets it.
	///
	/// # Errors
	/// What does not.
	pub fn check(self, feed: FeedKey, value: i64, conf: u64, n: u16) -> Result<(), Unmet> {
		let Band { least, most } = Band::around(value.into(), conf);
		if !feed.admits(least) || !feed.admits(most) {
			return Err(Unmet::OutOfBounds);
		}
		if !is_part(conf, self.max_conf, value) {
			return Err(Unmet::TooUnsure);
		}
		if n < self.min_prices {
			return Err(Unmet::TooFew { have: n, need: self.min_prices });
		}
		Ok(())
	}
}

impl From<Unmet> for FeedError {
	fn from(unmet: Unmet) -> Self {
		match unmet {
			Unmet::OutOfBounds => Self::OutOfBounds,
			Unmet::TooUnsure => Self::TooUnsure,
			Unmet::TooFew { have, need } => Self::TooFew { have, need },
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{Tenor, Tier};

	#[test]
	fn check_should_name_what_is_missing_when_a_value_does_not_meet_the_demand() {
		let bill = FeedKey::TBillDiscount(Tenor::W13);
		let gpu = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };
		let prices = Demand { max_conf: Ppm(250_000), min_prices: 5 };
		let few = |have, need| Err(Unmet::TooFew { have, need });
		for (demand, feed, (value, conf, n), want) in [
			(Demand::OFFICIAL, bill, (37_400_000, 0, 1), Ok(())),
			(Demand::OFFICIAL, bill, (-10_000_000, 0, 1), Ok(())),
			(Demand::OFFICIAL, bill, (37_400_000, 1, 1), Err(Unmet::TooUnsure)),
			(Demand::OFFICIAL, bill, (37_400_000, 0, 0), few(0, 1)),
			(Demand::OFFICIAL, bill, (3_750_000_000, 0, 1), Err(Unmet::OutOfBounds)),
			(prices, gpu, (3_000_000, 750_000, 5), Ok(())),
			(prices, gpu, (3_000_000, 750_001, 5), Err(Unmet::TooUnsure)),
			(prices, gpu, (3_000_000, 750_000, 4), few(4, 5)),
			// An end of the band is no price.
			(prices, gpu, (55_000, 6_000, 5), Err(Unmet::OutOfBounds)),
			(prices, gpu, (i64::MAX, u64::MAX, 5), Err(Unmet::OutOfBounds)),
		] {
			assert_eq!(demand.check(feed, value, conf, n), want, "{feed:?} {value} {conf} {n}");
		}
	}
}
