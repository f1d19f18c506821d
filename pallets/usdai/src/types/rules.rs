//! The parameters of the dollar.

use super::{Bounds, Refusal};
use caliber_finance::math::{mul_div, Rounding, MILLION};
use caliber_primitives::units::{Ppm, Seconds, UsdaiAmount, UNIT};
use serde::{Deserialize, Serialize};

/// How fast a path may issue.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
	/// The most that a call issues, of issuance.
	pub per_call: Ppm,
	/// The most that any window issues, of issuance; the bucket holds half of it.
	pub per_window: Ppm,
	/// A call may issue and the bucket holds at least this much, so that a young chain can start.
	pub floor: UsdaiAmount,
}

impl Limit {
	/// The widest window: 20 % of issuance.
	pub const MAX_PER_WINDOW: Ppm = Ppm(200_000);
	/// The highest floor: 100 million dollars.
	pub const MAX_FLOOR: UsdaiAmount = UsdaiAmount(100_000_000 * UNIT);

	/// Whether a call fits the bucket and each figure is at most its maximum.
	pub fn in_range(&self) -> bool {
		self.per_window <= Self::MAX_PER_WINDOW
			&& self.per_call <= self.half_window()
			&& self.floor <= Self::MAX_FLOOR
	}

	/// The bounds in amounts while so much is issued, rounded down.
	pub fn bounds(&self, issued: UsdaiAmount, window: Seconds) -> Result<Bounds, Refusal> {
		let at_least_floor = |part: Ppm| -> Result<UsdaiAmount, Refusal> {
			let part = mul_div(issued.get(), u128::from(part.get()), MILLION, Rounding::Down)?;
			Ok(self.floor.max(UsdaiAmount(part)))
		};
		Ok(Bounds {
			call: at_least_floor(self.per_call)?,
			capacity: at_least_floor(self.half_window())?,
			window,
		})
	}

	fn half_window(&self) -> Ppm {
		Ppm(self.per_window.get() / 2)
	}
}

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
	/// The highest cushion: 5 % of issuance.
	pub const MAX_CUSHION: Ppm = Ppm(50_000);
	/// The longest window and the oldest price: 31 days.
	pub const MAX_TIME: Seconds = Seconds(31 * 86_400);

	/// Whether every figure lies in its range: limits as [`Limit::in_range`], at most
	/// [`Self::MAX_CUSHION`], times from a second to [`Self::MAX_TIME`].
	pub fn in_range(&self) -> bool {
		let times = Seconds(1)..=Self::MAX_TIME;
		self.mint.in_range()
			&& self.harvest.in_range()
			&& self.cushion <= Self::MAX_CUSHION
			&& times.contains(&self.window)
			&& times.contains(&self.price_max_age)
	}
}
