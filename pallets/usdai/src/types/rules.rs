//! The parameters of the dollar.

use caliber_finance::{dollar::Limits, fuse::Limit};
use caliber_primitives::units::{Ppm, Seconds, UsdaiAmount, UNIT};
use serde::{Deserialize, Serialize};

/// How the dollar is run.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
	/// How fast reserves may be swapped for dollars, redemptions set off.
	pub mint: Limit,
	/// How fast settled surplus may be harvested, nothing set off.
	pub harvest: Limit,
	/// In which a fuse refills.
	pub window: Seconds,
	/// What a harvest leaves in surplus, of issuance.
	pub cushion: Ppm,
	/// How old a price may be.
	pub price_max_age: Seconds,
}

impl Default for Rules {
	/// Mint 0.5 % of issuance a call and 2 % a day, at least 1,000,000; harvest 1 % a call and 2 %
	/// a day, at least 100,000; 25 basis points of cushion; prices of a day.
	fn default() -> Self {
		Self {
			mint: Limit {
				per_call: Ppm(5_000),
				per_window: Ppm(20_000),
				floor: UsdaiAmount(1_000_000 * UNIT),
			},
			harvest: Limit {
				per_call: Ppm(10_000),
				per_window: Ppm(20_000),
				floor: UsdaiAmount(100_000 * UNIT),
			},
			window: Seconds(86_400),
			cushion: Ppm(2_500),
			price_max_age: Seconds(86_400),
		}
	}
}

impl Rules {
	/// The widest window of a limit: 20 % of issuance.
	pub const MAX_PER_WINDOW: Ppm = Ppm(200_000);
	/// The highest floor of a limit: 100 million dollars.
	pub const MAX_FLOOR: UsdaiAmount = UsdaiAmount(100_000_000 * UNIT);
	/// The highest cushion: 5 % of issuance.
	pub const MAX_CUSHION: Ppm = Ppm(50_000);
	/// The longest window and the oldest price: 31 days.
	pub const MAX_TIME: Seconds = Seconds(31 * 86_400);

	/// Whether every figure lies in its range: limits whose bucket holds a call, up to
	/// [`Self::MAX_PER_WINDOW`] and [`Self::MAX_FLOOR`]; a cushion up to [`Self::MAX_CUSHION`];
	/// times from a second to [`Self::MAX_TIME`].
	pub fn in_range(&self) -> bool {
		let times = Seconds(1)..=Self::MAX_TIME;
		let limits = [self.mint, self.harvest];
		let in_range = |limit: &Limit| {
			limit.per_window <= Self::MAX_PER_WINDOW
				&& limit.fits_a_call()
				&& limit.floor <= Self::MAX_FLOOR
		};
		limits.iter().all(in_range)
			&& self.cushion <= Self::MAX_CUSHION
			&& times.contains(&self.window)
			&& times.contains(&self.price_max_age)
	}

	/// How fast each path may issue.
	pub fn limits(&self) -> Limits {
		Limits { mint: self.mint, harvest: self.harvest, window: self.window }
	}
}
