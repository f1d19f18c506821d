//! The table of models.

use crate::{MAX_CENTS, WHOLE};
use alloc::{string::String, vec::Vec};
use caliber_finance::{
	collateral::{collateral_value, depreciation, CurvePoint, Valuation},
	math::{mul_div, Rounding, MILLION},
	FinanceError,
};
use caliber_primitives::{
	ids::{AssetClass, SkuId},
	prices::{Observed, Tier},
	units::{MicroUsd, Ppm, Seconds, UsdCents},
};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};

/// Hours in a month: 8,760 / 12.
const HOURS_PER_MONTH: u128 = 730;
/// Micro-dollars in a cent, times the scale of a ratio.
const MICRO_PPM_PER_CENT: u128 = 10_000 * MILLION;
/// What may be lent on a model without a market price, of its forced liquidation value.
const WITHOUT_MARKET: u128 = MILLION / 2;

/// The most units of one item.
pub const MAX_QUANTITY: u32 = 100_000;

/// Printable text of one model, without quotes and backslashes.
pub type Text = BoundedVec<u8, ConstU32<32>>;

/// Points of a depreciation curve.
pub type Curve = BoundedVec<CurvePoint, ConstU32<16>>;

/// What the income of a unit is worth: the months after which its price must have come back.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeModel {
	/// Which GPU-hour price is read.
	pub tier: Tier,
	/// The part of all hours that is rented out.
	pub utilisation: Ppm,
	/// The months that count.
	pub payback_months: u16,
}

impl IncomeModel {
	/// The income of `quantity` units over the payback time, in US cents, rounded down. The
	/// confidence of the price is taken off it.
	pub fn value(&self, quantity: u32, hour: Observed<MicroUsd>) -> Result<u128, FinanceError> {
		let hour = hour.value.saturating_sub(hour.confidence);
		// 10 + 16 + 20 bits and 32 of the quantity: far below 128.
		let weight = HOURS_PER_MONTH
			.saturating_mul(u128::from(self.payback_months))
			.saturating_mul(u128::from(self.utilisation.get()))
			.saturating_mul(u128::from(quantity));
		mul_div(u128::from(hour.get()), weight, MICRO_PPM_PER_CENT, Rounding::Down)
	}
}

/// A row of the table of models.
#[frame_support::stored]
pub struct Sku {
	/// What people call it.
	pub name: Text,
	/// What kind of hardware it is.
	pub class: AssetClass,
	/// How it is built: SXM, PCIe, NVL.
	pub form_factor: Text,
	/// Memory of a unit, in GB.
	pub memory_gb: u32,
	/// Useful life, in days.
	pub useful_life_days: u32,
	/// What is left of the invoice price by age.
	pub curve: Curve,
	/// What is taken off every value.
	pub haircut: Ppm,
	/// The market bound that every value needs. Without one at most half of the forced
	/// liquidation value is lent on.
	pub income: Option<IncomeModel>,
	/// How old a heartbeat may be, where the standing asks for one.
	pub heartbeat: Option<Seconds>,
}

/// What is known of the worth of one item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Worth {
	/// Appraised orderly liquidation value, in US cents.
	pub orderly: UsdCents,
	/// Appraised forced liquidation value, in US cents.
	pub forced: UsdCents,
	/// Invoice price, in US cents.
	pub price: UsdCents,
	/// Age of the invoice, in days.
	pub age_days: u32,
	/// Value of the income, in US cents, where the model asks for it.
	pub income: Option<u128>,
}

impl Sku {
	/// Whether texts are plain, the curve falls, and every ratio is one.
	pub fn is_sound(&self) -> bool {
		let plain = |text: &Text| {
			!text.is_empty()
				&& text.iter().all(|b| matches!(b, b' '..=b'~') && !matches!(b, b'"' | b'\\'))
		};
		let ratio = |ppm: Ppm| ppm <= WHOLE;
		plain(&self.name)
			&& plain(&self.form_factor)
			&& self.useful_life_days > 0
			&& depreciation(&self.curve, 0).is_ok()
			&& self.curve.iter().all(|point| ratio(point.retained))
			&& ratio(self.haircut)
			&& self.income.is_none_or(|model| {
				ratio(model.utilisation)
					&& model.payback_months > 0
					&& self.class == AssetClass::Gpu
			}) && self.heartbeat.is_none_or(|age| !age.is_zero())
	}

	/// The least of appraisal, aged invoice and market bound, less the haircut, rounded down, in
	/// US cents.
	pub fn lendable(&self, worth: &Worth) -> Result<UsdCents, FinanceError> {
		let part =
			|of: UsdCents, ppm: u128| mul_div(u128::from(of.get()), ppm, MILLION, Rounding::Down);
		let retained = depreciation(&self.curve, worth.age_days)?;
		let aged = part(worth.price, u128::from(retained.get()))?;
		let bound = match worth.income {
			Some(income) => income,
			None => part(worth.forced, WITHOUT_MARKET)?,
		};
		let lendable = collateral_value(&Valuation {
			appraisal: aged.min(u128::from(worth.orderly.get())),
			resale: None,
			income: Some(bound),
			confidence: 0,
			haircut: self.haircut,
		})?;
		u64::try_from(lendable).map(UsdCents).map_err(|_| FinanceError::Overflow)
	}
}

/// Whether a stated amount is above zero and at most [`MAX_CENTS`].
pub fn is_sound_amount(cents: UsdCents) -> bool {
	!cents.is_zero() && cents <= MAX_CENTS
}

/// A row of the table of models as a genesis writes it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkuRow {
	/// Its id.
	pub id: SkuId,
	/// What people call it, at most 32 plain characters.
	pub name: String,
	/// What kind of hardware it is.
	pub class: AssetClass,
	/// How it is built, at most 32 plain characters.
	pub form_factor: String,
	/// Memory of a unit, in GB.
	pub memory_gb: u32,
	/// Useful life, in days.
	pub useful_life_days: u32,
	/// What is left of the invoice price by age, at most 16 points.
	pub curve: Vec<CurvePoint>,
	/// What is taken off every value.
	pub haircut: Ppm,
	/// The market bound.
	pub income: Option<IncomeModel>,
	/// How old a heartbeat may be.
	pub heartbeat: Option<Seconds>,
}

impl SkuRow {
	/// The row as it is stored, or `None` when it is too long or unsound.
	pub fn into_sku(self) -> Option<(SkuId, Sku)> {
		let sku = Sku {
			name: self.name.into_bytes().try_into().ok()?,
			class: self.class,
			form_factor: self.form_factor.into_bytes().try_into().ok()?,
			memory_gb: self.memory_gb,
			useful_life_days: self.useful_life_days,
			curve: self.curve.try_into().ok()?,
			haircut: self.haircut,
			income: self.income,
			heartbeat: self.heartbeat,
		};
		sku.is_sound().then_some((self.id, sku))
	}
}
