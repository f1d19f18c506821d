//! The facts about an item.

use crate::Basis;
use caliber_finance::collateral::{worth_of_units, worth_together};
use caliber_primitives::{
	ids::PolicyId,
	units::{Day, Seconds, UsdCents},
};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;

/// Who holds the hardware.
#[frame_support::stored]
pub struct Custody<AccountId> {
	/// The Custodian.
	pub custodian: AccountId,
	/// Hash of the warehouse receipt.
	pub receipt: H256,
	/// When it was stated.
	pub given: Seconds,
	/// The first second in which it counts no more.
	pub expires: Seconds,
}

/// Who owns the hardware, and whose lien it is under.
#[frame_support::stored]
pub struct Title<AccountId> {
	/// The Registrar.
	pub registrar: AccountId,
	/// Hash of the title documents.
	pub document: H256,
	/// Hash of debtor, office, number and date of the lien filing.
	pub filing: H256,
	/// What was paid for it.
	pub invoice: Invoice,
	/// When it was stated.
	pub given: Seconds,
	/// The first second in which the filing has lapsed.
	pub lapses: Seconds,
}

/// What the hardware cost.
#[frame_support::stored]
#[derive(Copy)]
pub struct Invoice {
	/// Price of the whole item, in US cents.
	pub price: UsdCents,
	/// Day of the invoice.
	pub date: Day,
}

/// A name that a dossier can show: plain characters without quotes and backslashes.
pub type Name = BoundedVec<u8, ConstU32<64>>;

/// The paper behind an invoice, kept beside the record.
#[frame_support::stored]
pub struct InvoicePaper {
	/// Hash of the invoice.
	pub hash: H256,
	/// Who sold the hardware: name and registration, 1 to 64 plain characters.
	pub vendor: Name,
}

/// What pays when the hardware is lost.
#[frame_support::stored]
#[derive(Copy)]
pub struct Insurance {
	/// The policy.
	pub policy: PolicyId,
	/// Cover of the whole item, in US cents.
	pub cover: UsdCents,
	/// The value that residual cover makes up for when a sale brings less, in US cents.
	pub floor: UsdCents,
	/// When it was bound.
	pub given: Seconds,
	/// The first second without cover; never after the policy's.
	pub until: Seconds,
	/// Whether the insurer has given notice that it ends then.
	pub cancelled: bool,
}

impl Insurance {
	/// With so much cover left, and a floor that is no higher; nothing without cover.
	pub fn with_cover(self, cover: UsdCents) -> Option<Self> {
		(!cover.is_zero()).then_some(Self { cover, floor: self.floor.min(cover), ..self })
	}
}

/// What the hardware is worth, by premise; all of the whole item and in US cents.
#[frame_support::stored]
#[derive(Copy)]
pub struct Values {
	/// Fair market value.
	pub fair: UsdCents,
	/// Orderly liquidation value, never above fair.
	pub orderly: UsdCents,
	/// Forced liquidation value, never above orderly.
	pub forced: UsdCents,
}

impl Values {
	/// Whether they are in order, above zero, and at most [`crate::MAX_CENTS`].
	pub fn are_sound(&self) -> bool {
		!self.forced.is_zero()
			&& self.forced <= self.orderly
			&& self.orderly <= self.fair
			&& self.fair <= crate::MAX_CENTS
	}

	/// Of some of so many equal units, each rounded down. `None` when nothing is left of one.
	pub fn of_units(&self, units: u32, of: u32) -> Option<Self> {
		let part = |whole| worth_of_units(whole, units, of).ok();
		let values = Self {
			fair: part(self.fair)?,
			orderly: part(self.orderly)?,
			forced: part(self.forced)?,
		};
		values.are_sound().then_some(values)
	}

	/// Of two lots in one. `None` above [`crate::MAX_CENTS`].
	pub fn with(&self, other: &Self) -> Option<Self> {
		let values = Self {
			fair: worth_together(self.fair, other.fair)?,
			orderly: worth_together(self.orderly, other.orderly)?,
			forced: worth_together(self.forced, other.forced)?,
		};
		values.are_sound().then_some(values)
	}

	/// Whether none is above those of `other`.
	pub fn at_most(&self, other: &Self) -> bool {
		self.fair <= other.fair && self.orderly <= other.orderly && self.forced <= other.forced
	}
}

/// What an appraiser has signed.
#[frame_support::stored]
pub struct Appraisal<AccountId> {
	/// The Appraiser.
	pub appraiser: AccountId,
	/// The values.
	pub values: Values,
	/// The day that they speak of.
	pub effective: Day,
	/// The first second in which they count no more.
	pub expires: Seconds,
	/// Hash of the report.
	pub report: H256,
	/// When it was stated.
	pub given: Seconds,
	/// How long after that it waits before it counts, in seconds.
	pub wait: u32,
	/// What it rests on.
	pub basis: Basis,
	/// Whether a challenge of it was not upheld: there is no other.
	pub confirmed: bool,
}

impl<AccountId: Clone + PartialEq> Appraisal<AccountId> {
	/// Of some of so many equal units. `None` when nothing is left of a value.
	pub fn of_units(&self, units: u32, of: u32) -> Option<Self> {
		Some(Self { values: self.values.of_units(units, of)?, ..self.clone() })
	}

	/// Of two lots in one. `None` when a value is too large.
	pub fn with(&self, other: &Self) -> Option<Self> {
		let confirmed = self.confirmed || other.confirmed;
		Some(Self { values: self.values.with(&other.values)?, confirmed, ..self.clone() })
	}

	/// Whether both are from one report, whatever the values.
	pub fn same_report(&self, other: &Self) -> bool {
		self.appraiser == other.appraiser
			&& self.effective == other.effective
			&& self.expires == other.expires
			&& self.report == other.report
			&& self.given == other.given
			&& self.wait == other.wait
			&& self.basis == other.basis
	}
}
