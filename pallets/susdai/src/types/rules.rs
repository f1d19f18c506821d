//! How the vault is run.

use caliber_finance::{
	math::{mul_div, Rounding, MILLION},
	FinanceError,
};
use caliber_primitives::units::{Ppm, Seconds, Shares, UsdaiAmount, UNIT};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

const DAY: u64 = 86_400;

/// The clock of redemptions. Fixed at genesis: a request keeps the dates that it was made under.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct Windows {
	/// When the first window opens; what is requested before waits for this moment.
	pub start: Seconds,
	/// How long a window is open: a minute to 366 days.
	pub length: Seconds,
	/// From a window's end to the first strike that may serve it: at most a window.
	pub delay: Seconds,
	/// From one strike to the next: a second to a day, and a day on a public chain.
	pub strike_every: Seconds,
}

impl Default for Windows {
	/// 30 days from 1970 on, a day of delay, a strike a day.
	fn default() -> Self {
		Self {
			start: Seconds::ZERO,
			length: Seconds(30 * DAY),
			delay: Seconds(DAY),
			strike_every: Seconds(DAY),
		}
	}
}

impl Windows {
	/// Whether every field is within its range.
	pub fn in_range(&self) -> bool {
		(60..=366 * DAY).contains(&self.length.get())
			&& self.delay <= self.length
			&& (1..=DAY).contains(&self.strike_every.get())
	}

	/// How many windows have ended at `moment`, which is also the number of the window then open.
	/// Window 0 is the time before the start; a window's last moment belongs to the next one.
	pub fn ended(&self, moment: Seconds) -> u64 {
		let Some(since) = moment.checked_sub(self.start) else { return 0 };
		since.get().checked_div(self.length.get()).unwrap_or_default().saturating_add(1)
	}

	/// How many windows had ended a delay ago: what was requested in them may be served.
	pub fn matured(&self, now: Seconds) -> u64 {
		now.checked_sub(self.delay).map_or(0, |moment| self.ended(moment))
	}

	/// When a window ends.
	pub fn end_of(&self, window: u64) -> Seconds {
		self.start.saturating_add(Seconds(window.saturating_mul(self.length.get())))
	}

	/// The first strike that may serve what is requested in a window.
	pub fn first_strike(&self, window: u64) -> Seconds {
		let matured = self.end_of(window).saturating_add(self.delay);
		self.strike_after(matured.saturating_sub(Seconds(1)))
	}

	/// The first strike after `moment`.
	pub fn strike_after(&self, moment: Seconds) -> Seconds {
		let every = self.strike_every.get();
		let past = moment.get().checked_div(every).unwrap_or_default();
		Seconds(past.saturating_add(1).saturating_mul(every))
	}
}

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

	/// What is left of a claim on income once the fee is taken, the fee rounded up: it values what
	/// is not paid yet. Together with [`Self::split`], which rounds down, no payment lowers a
	/// value that it was part of.
	pub fn net(&self, gross: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		let fee = self.fee_on(gross, Rounding::Up)?;
		Ok(gross.saturating_sub(fee))
	}

	/// How income that has been paid is divided: fee and the fund's part of it are rounded down.
	pub fn split(&self, gross: UsdaiAmount) -> Result<Income, FinanceError> {
		let whole = self.fee_on(gross, Rounding::Down)?;
		let share = u128::from(self.reserve_share.get());
		let reserve = UsdaiAmount(mul_div(whole.get(), share, MILLION, Rounding::Down)?);
		Ok(Income { net: gross.saturating_sub(whole), fee: whole.saturating_sub(reserve), reserve })
	}

	fn fee_on(&self, gross: UsdaiAmount, rounding: Rounding) -> Result<UsdaiAmount, FinanceError> {
		let rate = u128::from(self.performance_fee.get());
		mul_div(gross.get(), rate, MILLION, rounding).map(UsdaiAmount)
	}
}

/// Income that has been paid, divided.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
)]
pub struct Income {
	/// For the shares.
	pub net: UsdaiAmount,
	/// For the fee account.
	pub fee: UsdaiAmount,
	/// For the reserve fund.
	pub reserve: UsdaiAmount,
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
