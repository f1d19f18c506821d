//! Arguments of every magnitude. Half of all evenly drawn numbers are above half of the range; here
//! each width is as likely as any other, and what has a range is mostly drawn from it.

use arbitrary::{Arbitrary, Result, Unstructured};
use caliber_finance::{
	outflow::Outflow,
	schedule::ScheduleTerms,
	tranches::{Claim, Tranche},
	units::{
		Day, MicroUsd, Ppb, Ppm, RatePerSecond, ReserveAmount, Seconds, Shares, UsdCents,
		UsdaiAmount,
	},
};
use primitive_types::U512;

/// The fuzzer's bytes.
pub type Bytes<'a, 'b> = &'a mut Unstructured<'b>;

/// A value at full width, so that a law can be written without an overflow.
pub fn wide(value: u128) -> U512 {
	U512::from(value)
}

pub fn total(values: impl IntoIterator<Item = u128>) -> U512 {
	values.into_iter().fold(U512::zero(), |sum, value| sum + value)
}

pub fn number(u: Bytes) -> Result<u128> {
	let width = u.int_in_range(0..=127)?;
	Ok(u128::arbitrary(u)? >> width)
}

pub fn long(u: Bytes) -> Result<u64> {
	let width = u.int_in_range(0..=63)?;
	Ok(u64::arbitrary(u)? >> width)
}

pub fn short(u: Bytes) -> Result<u32> {
	let width = u.int_in_range(0..=31)?;
	Ok(u32::arbitrary(u)? >> width)
}

/// Once in sixteen times out of range.
fn sometimes(u: Bytes) -> Result<bool> {
	u.ratio(1, 16)
}

pub fn number_or_none(u: Bytes) -> Result<Option<u128>> {
	bool::arbitrary(u)?.then(|| number(u)).transpose()
}

pub fn list<'b, T>(
	u: &mut Unstructured<'b>,
	most: usize,
	one: impl Fn(&mut Unstructured<'b>) -> Result<T>,
) -> Result<Vec<T>> {
	let length = u.int_in_range(0..=most)?;
	(0..length).map(|_| one(u)).collect()
}

/// Longer than the longest that is allowed.
pub fn numbers(u: Bytes) -> Result<Vec<u128>> {
	list(u, 34, number)
}

pub fn amount(u: Bytes) -> Result<UsdaiAmount> {
	number(u).map(UsdaiAmount)
}

/// Such that sums of a few fit 128 bits.
pub fn sensible(u: Bytes) -> Result<UsdaiAmount> {
	number(u).map(|number| UsdaiAmount(number >> 16))
}

pub fn shares(u: Bytes) -> Result<Shares> {
	number(u).map(Shares)
}

pub fn reserve_amount(u: Bytes) -> Result<ReserveAmount> {
	number(u).map(ReserveAmount)
}

pub fn seconds(u: Bytes) -> Result<Seconds> {
	long(u).map(Seconds)
}

pub fn outflow(u: Bytes) -> Result<Outflow> {
	Ok(Outflow { per_day: ppm(u)?, floor: amount(u)?, lockdown: seconds(u)? })
}

pub fn day(u: Bytes) -> Result<Day> {
	short(u).map(Day)
}

pub fn cents(u: Bytes) -> Result<UsdCents> {
	long(u).map(UsdCents)
}

pub fn micro(u: Bytes) -> Result<MicroUsd> {
	long(u).map(MicroUsd)
}

/// A price of a bill, or of a dollar.
pub fn price(u: Bytes) -> Result<MicroUsd> {
	if sometimes(u)? {
		return micro(u);
	}
	u.int_in_range(1..=100_000_000).map(MicroUsd)
}

pub fn ppm(u: Bytes) -> Result<Ppm> {
	if sometimes(u)? {
		return short(u).map(Ppm);
	}
	u.int_in_range(0..=1_000_000).map(Ppm)
}

pub fn ppb(u: Bytes) -> Result<Ppb> {
	long(u).map(Ppb)
}

pub fn rate(u: Bytes) -> Result<RatePerSecond> {
	if sometimes(u)? {
		return long(u).map(RatePerSecond);
	}
	u.int_in_range(1..=20_000_000_000).map(RatePerSecond)
}

/// Days of a bill.
pub fn days(u: Bytes) -> Result<u32> {
	if sometimes(u)? {
		return short(u);
	}
	u.int_in_range(1..=366)
}

pub fn decimals(u: Bytes) -> Result<u8> {
	u.int_in_range(0..=20)
}

pub fn claims(u: Bytes) -> Result<Vec<Claim>> {
	list(u, 34, |u| Ok(Claim { principal: number(u)?, interest: number(u)? }))
}

pub fn tranches(u: Bytes) -> Result<Vec<Tranche>> {
	list(u, 34, |u| Ok(Tranche { amount: number(u)?, rate: rate(u)? }))
}

pub fn schedule(u: Bytes) -> Result<ScheduleTerms> {
	let origination = seconds(u)?;
	Ok(match sometimes(u)? {
		true => ScheduleTerms {
			origination,
			due_day: u8::arbitrary(u)?,
			duration_days: short(u)?,
			utc_offset_seconds: i32::arbitrary(u)?,
		},
		false => ScheduleTerms {
			origination,
			due_day: u.int_in_range(1..=31)?,
			duration_days: u.int_in_range(1..=4_000)?,
			utc_offset_seconds: u.int_in_range(-43_200..=50_400)?,
		},
	})
}
