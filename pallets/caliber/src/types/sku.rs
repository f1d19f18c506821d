//! The table of models.

use crate::{Grade, Hardware, Invoice, MAX_CENTS, WHOLE};
use alloc::{string::String, vec::Vec};
use caliber_finance::{
	collateral::{
		aged, depreciation, income_value, lendable, resale_value, worth_of_all, CurvePoint, Market,
		Rental, ResaleWorth, Worth,
	},
	FinanceError,
};
pub use caliber_primitives::collateral::Curve;
use caliber_primitives::{
	ids::{AssetClass, SkuId},
	prices::{Condition, Observed, Tier},
	units::{Day, MicroUsd, Ppm, Seconds, UsdCents},
};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};

/// The most units of one item.
pub const MAX_QUANTITY: u32 = 100_000;

/// Printable text of one model, without quotes and backslashes.
pub type Text = BoundedVec<u8, ConstU32<32>>;

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
	/// The [`income_value`] of `quantity` units at this price of an hour, in US cents.
	pub fn value(&self, quantity: u32, hour: Observed<MicroUsd>) -> Result<u128, FinanceError> {
		income_value(&Rental {
			hour: hour.value,
			confidence: hour.confidence,
			utilisation: self.utilisation,
			months: self.payback_months,
			units: quantity,
		})
	}
}

/// What a unit brings when it is sold again, by its condition, in parts of what a new one brings.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resale {
	/// Unused.
	pub new: Ppm,
	/// Overhauled, with a warranty.
	pub refurbished: Ppm,
	/// In working order.
	pub used: Ppm,
	/// Not in working order.
	pub for_parts: Ppm,
}

impl Resale {
	/// What a unit of a grade brings.
	pub const fn of(&self, grade: Grade) -> Ppm {
		match grade {
			Grade::New => self.new,
			Grade::Refurbished => self.refurbished,
			Grade::Used => self.used,
			Grade::ForParts => self.for_parts,
		}
	}

	/// What a unit brings in a condition that has a price.
	pub const fn known(&self, condition: Condition) -> Ppm {
		match condition {
			Condition::New => self.new,
			Condition::Refurbished => self.refurbished,
			Condition::Used => self.used,
		}
	}

	/// Whether they fall from at most one.
	fn is_sound(&self) -> bool {
		self.new <= WHOLE
			&& self.refurbished <= self.new
			&& self.used <= self.refurbished
			&& self.for_parts <= self.used
	}
}

/// A row of the table of models.
#[frame_support::stored]
pub struct Sku {
	/// What people call it.
	pub name: Text,
	/// What it is, by class.
	pub hardware: Hardware,
	/// The day on which it came to market.
	pub released: Day,
	/// Useful life, in days.
	pub useful_life_days: u32,
	/// What is left of the invoice price by age.
	pub curve: Curve,
	/// What its condition takes off a resale price.
	pub resale: Resale,
	/// What is taken off every value.
	pub haircut: Ppm,
	/// The income that bounds every value. Without it and without a resale price at most half of
	/// the forced liquidation value is lent on, of two opinions.
	pub income: Option<IncomeModel>,
	/// How old a heartbeat may be, where the standing asks for one.
	pub heartbeat: Option<Seconds>,
	/// The condition whose resale price bounds every value, by the factors of `resale`.
	pub resale_feed: Option<Condition>,
	/// The most that an invoice may say of a unit, in US cents.
	pub max_price: UsdCents,
}

impl Sku {
	/// What kind of hardware it is.
	pub const fn class(&self) -> AssetClass {
		self.hardware.class()
	}

	/// Whether its name is plain, no measure is zero, curve and resale factors fall, and every
	/// ratio is one.
	pub fn is_sound(&self) -> bool {
		let ratio = |ppm: Ppm| ppm <= WHOLE;
		is_plain(&self.name)
			&& self.hardware.is_sound()
			&& self.useful_life_days > 0
			&& depreciation(&self.curve, 0).is_ok()
			&& self.curve.iter().all(|point| ratio(point.retained))
			&& self.resale.is_sound()
			&& ratio(self.haircut)
			&& self.income.is_none_or(|model| {
				ratio(model.utilisation)
					&& model.payback_months > 0
					&& self.class() == AssetClass::Gpu
			}) && self.heartbeat.is_none_or(|age| !age.is_zero())
			&& self.resale_feed.is_none_or(|fed| !self.resale.known(fed).is_zero())
			&& is_sound_amount(self.max_price)
	}

	/// Whether a market bounds its values.
	pub const fn has_market(&self) -> bool {
		self.income.is_some() || self.resale_feed.is_some()
	}

	/// The most that an invoice may say of so many units.
	pub fn most_paid(&self, quantity: u32) -> UsdCents {
		worth_of_all(self.max_price, quantity)
	}

	/// What units cost by their invoice, aged on the curve of the model; without one the most that
	/// an invoice may say.
	pub fn curve_value(
		&self,
		quantity: u32,
		invoice: Option<&Invoice>,
		today: Day,
	) -> Result<u128, FinanceError> {
		match invoice {
			Some(Invoice { price, date }) => {
				aged(&self.curve, *price, today.saturating_sub(*date).get())
			},
			None => aged(&self.curve, self.most_paid(quantity), 0),
		}
	}

	/// The [`resale_value`] of `quantity` units of a grade at this price of the condition that is
	/// fed.
	pub fn resale_value(
		&self,
		quantity: u32,
		grade: Grade,
		fed: Condition,
		unit: Observed<UsdCents>,
	) -> Result<ResaleWorth, FinanceError> {
		resale_value(&Market {
			unit: unit.value,
			confidence: unit.confidence,
			known: self.resale.known(fed),
			actual: self.resale.of(grade),
			units: quantity,
		})
	}

	/// What may be lent on an item of the model, see [`lendable`].
	pub fn lendable(&self, worth: &Worth) -> Result<UsdCents, FinanceError> {
		lendable(&self.curve, self.haircut, worth)
	}
}

/// Whether a text is printable, without quotes and backslashes, and not empty.
pub fn is_plain(text: &[u8]) -> bool {
	!text.is_empty() && text.iter().all(|b| matches!(b, b' '..=b'~') && !matches!(b, b'"' | b'\\'))
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
	/// What it is, by class.
	pub hardware: Hardware,
	/// The day on which it came to market.
	pub released: Day,
	/// Useful life, in days.
	pub useful_life_days: u32,
	/// What is left of the invoice price by age, at most 16 points.
	pub curve: Vec<CurvePoint>,
	/// What its condition takes off a resale price.
	pub resale: Resale,
	/// What is taken off every value.
	pub haircut: Ppm,
	/// The market bound.
	pub income: Option<IncomeModel>,
	/// How old a heartbeat may be.
	pub heartbeat: Option<Seconds>,
	/// The condition whose resale price is fed.
	pub resale_feed: Option<Condition>,
	/// The most that an invoice may say of a unit, in US cents.
	pub max_price: UsdCents,
}

impl SkuRow {
	/// The row as it is stored, or `None` when it is too long or unsound.
	pub fn into_sku(self) -> Option<(SkuId, Sku)> {
		let sku = Sku {
			name: self.name.into_bytes().try_into().ok()?,
			hardware: self.hardware,
			released: self.released,
			useful_life_days: self.useful_life_days,
			curve: self.curve.try_into().ok()?,
			resale: self.resale,
			haircut: self.haircut,
			income: self.income,
			heartbeat: self.heartbeat,
			resale_feed: self.resale_feed,
			max_price: self.max_price,
		};
		sku.is_sound().then_some((self.id, sku))
	}
}
