//! How the vault is run.

use caliber_finance::{queue::Windows, vault::PerformanceFee};
use caliber_primitives::units::{Ppm, Shares, UsdaiAmount, UNIT};
use serde::{Deserialize, Serialize};

/// What governance may change.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct Rules {
	/// The part of interest and bill income that is a fee: at most 250,000 ppm.
	pub performance_fee: Ppm,
	/// The part of the fee that goes to the reserve fund.
	pub reserve_share: Ppm,
	/// The least that a deposit brings: one unit to 1,000,000 USDai.
	pub min_deposit: UsdaiAmount,
	/// The least that the first deposit brings: 1,000,001 units to 1,000,000 USDai.
	pub min_first_deposit: UsdaiAmount,
	/// The least that one request asks for: one share to 1,000,000.
	pub min_request: Shares,
	/// Held for each request until it is claimed in full, in the smallest unit of CAL: at most
	/// 1,000 CAL.
	pub request_deposit: u128,
}

impl Default for Rules {
	/// A fee of 10 %, a tenth of it to the reserve fund; 0.01 USDai a deposit, 1,000 the first;
	/// one share and 0.1 CAL a request.
	fn default() -> Self {
		Self {
			performance_fee: Ppm(100_000),
			reserve_share: Ppm(100_000),
			min_deposit: UsdaiAmount(UNIT / 100),
			min_first_deposit: UsdaiAmount(1_000 * UNIT),
			min_request: Shares(UNIT),
			request_deposit: 100_000_000_000,
		}
	}
}

impl Rules {
	/// Whether every field is within its range.
	pub fn in_range(&self) -> bool {
		const MOST: u128 = 1_000_000 * UNIT;
		self.performance_fee <= Ppm(250_000)
			&& self.reserve_share <= Ppm(1_000_000)
			&& (1..=MOST).contains(&self.min_deposit.get())
			&& (1_000_001..=MOST).contains(&self.min_first_deposit.get())
			&& (UNIT..=MOST).contains(&self.min_request.get())
			&& self.request_deposit <= 1_000_000_000_000_000
	}

	/// What is taken of income.
	pub fn fee(&self) -> PerformanceFee {
		PerformanceFee { rate: self.performance_fee, reserve_share: self.reserve_share }
	}
}

/// Clock and rules, in one value.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Settings {
	/// The clock of redemptions.
	pub windows: Windows,
	/// What governance may change.
	pub rules: Rules,
}
