//! How the vault is run.

use caliber_finance::{
	outflow::Outflow,
	queue::Windows,
	vault::{PerformanceFee, VaultState},
};
use caliber_primitives::{
	delayed::{Delayed, Tightens},
	units::{Ppm, Seconds, Shares, UsdaiAmount, UNIT},
};
use serde::{Deserialize, Serialize};

/// What governance may change.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct Rules {
	/// The part of interest and bill income that is a fee: at most 250,000 ppm.
	pub performance_fee: Ppm,
	/// The part of the fee that goes to the reserve fund.
	pub reserve_share: Ppm,
	/// The part of the redemption value that stays idle beside what the queue and open offers
	/// need: at most 500,000 ppm.
	pub buffer: Ppm,
	/// The least that a deposit brings: one unit to 1,000,000 USDai.
	pub min_deposit: UsdaiAmount,
	/// The least that a deposit brings into a vault without a holder: 1,000,001 units to 1,000,000 USDai.
	pub min_first_deposit: UsdaiAmount,
	/// The least that one request asks for, unless it is for all that the owner has: one share to
	/// 1,000,000.
	pub min_request: Shares,
	/// Held for each request until it is claimed in full, and for each operator until he is none
	/// any more, in the smallest unit of CAL: at most 1,000 CAL.
	pub request_deposit: u128,
	/// How long rules wait that bind less than those in force: at most 31 days.
	pub delay: Seconds,
	/// How much of the redemption value strikes pay; what is above stays in the queue. Its floor is at
	/// most 100 million USDai.
	pub outflow: Outflow,
}

impl Default for Rules {
	/// A fee of 10 %, a tenth of it to the reserve fund; 2.5 % stay idle; 0.01 USDai a deposit,
	/// 1,000 the first; one share and 0.1 CAL a request; two days. A quarter of the redemption value is
	/// paid in one strike, or 10,000,000 if that is more, and then nothing in the next.
	fn default() -> Self {
		Self {
			performance_fee: Ppm(100_000),
			reserve_share: Ppm(100_000),
			buffer: Ppm(25_000),
			min_deposit: UsdaiAmount(UNIT / 100),
			min_first_deposit: UsdaiAmount(1_000 * UNIT),
			min_request: Shares(UNIT),
			request_deposit: 100_000_000_000,
			delay: Seconds(172_800),
			outflow: Outflow {
				per_day: Ppm(500_000),
				floor: UsdaiAmount(10_000_000 * UNIT),
				lockdown: Seconds(36 * 3_600),
			},
		}
	}
}

impl Rules {
	/// Whether every field is within its range.
	pub fn in_range(&self) -> bool {
		const MOST: u128 = 1_000_000 * UNIT;
		self.performance_fee <= Ppm(250_000)
			&& self.reserve_share <= Ppm(1_000_000)
			&& self.buffer <= Ppm(500_000)
			&& (1..=MOST).contains(&self.min_deposit.get())
			&& (1_000_001..=MOST).contains(&self.min_first_deposit.get())
			&& (UNIT..=MOST).contains(&self.min_request.get())
			&& self.request_deposit <= 1_000_000_000_000_000
			&& self.delay <= Seconds(31 * 86_400)
			&& self.outflow.in_range(UsdaiAmount(100 * MOST))
	}

	/// What is taken of income.
	pub fn fee(&self) -> PerformanceFee {
		PerformanceFee { rate: self.performance_fee, reserve_share: self.reserve_share }
	}

	/// The least that a deposit brings, into a vault without a holder or a later one.
	pub fn least_deposit(&self, opens: bool) -> UsdaiAmount {
		match opens {
			true => self.min_first_deposit.max(self.min_deposit),
			false => self.min_deposit,
		}
	}
}

impl Tightens for Rules {
	/// A lower fee, of which no less goes to the reserve fund; more that stays idle; no more asked
	/// of a deposit or a request; no shorter delay; no more let out.
	fn only_tightens(&self, old: &Self) -> bool {
		self.performance_fee <= old.performance_fee
			&& self.reserve_share >= old.reserve_share
			&& self.buffer >= old.buffer
			&& self.min_deposit <= old.min_deposit
			&& self.min_first_deposit <= old.min_first_deposit
			&& self.min_request <= old.min_request
			&& self.request_deposit <= old.request_deposit
			&& self.delay >= old.delay
			&& self.outflow.binds_no_less(&old.outflow)
	}
}

/// All that a price needs of the vault, in one value.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct VaultRecord {
	/// Money, shares and queue.
	pub totals: VaultState,
	/// The clock of redemptions.
	pub windows: Windows,
	/// What governance may change.
	pub rules: Delayed<Rules>,
}

impl VaultRecord {
	/// The vault after an act.
	pub fn with(self, totals: VaultState) -> Self {
		Self { totals, ..self }
	}
}
