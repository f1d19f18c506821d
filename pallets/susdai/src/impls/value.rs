//! What the vault is worth: one function for every price.

use crate::{
	pallet::{Config, Error, Pallet, State},
	types::{Nav, Parts, Rules, SharePrice, Snapshot, VaultRecord, VaultState},
};
use caliber_finance::vault::Holdings;
use caliber_primitives::{
	book::{BookError, BookValue, LoanBook},
	units::{Seconds, UsdaiAmount},
	vault::{BillClaims, BillIncome},
};
use frame_support::ensure;

/// The vault with its value at the block's time.
pub(crate) struct Valued {
	pub record: VaultRecord,
	pub rules: Rules,
	pub parts: Parts,
	pub nav: Nav,
	/// Principal of loans that is out.
	pub lent: UsdaiAmount,
	pub now: Seconds,
}

impl Valued {
	/// The price of a share.
	pub(crate) fn price(&self) -> SharePrice {
		self.record.totals.price(self.nav)
	}

	/// All of it, for the history.
	pub(crate) fn snapshot(&self) -> Snapshot {
		Snapshot::of(&self.record.totals, self.parts, self.lent, self.now)
	}
}

impl<T: Config> Pallet<T> {
	/// What the vault owns beside its USDai.
	///
	/// Errors: `BookRolling`.
	fn holdings(now: Seconds) -> Result<Holdings, Error<T>> {
		let BookValue { principal, conservative, optimistic, accrued } =
			T::Book::value(now).map_err(|BookError::Rolling| Error::<T>::BookRolling)?;
		let BillClaims { accreted, returned } = T::Bills::claims();
		Ok(Holdings {
			lent: principal,
			loans_low: conservative,
			loans_high: optimistic,
			accrued,
			bills: accreted,
			returned,
		})
	}

	/// Both values of `totals`.
	///
	/// Errors: `BookRolling`, `Overflow`.
	pub(crate) fn value_of(
		totals: &VaultState,
		rules: &Rules,
		now: Seconds,
	) -> Result<Nav, Error<T>> {
		Ok(Parts::of(totals, Self::holdings(now)?, rules.fee(), now)?.nav()?)
	}

	/// The totals under new rules: with a lower fee the claims on income are worth more.
	///
	/// Errors: `LowerFeeWaits`, `BookRolling`, `Overflow`.
	pub(crate) fn repriced(
		record: &VaultRecord,
		rules: &Rules,
		at_once: bool,
	) -> Result<VaultState, Error<T>> {
		let now = Self::now();
		let old = record.rules.at(now);
		if rules.performance_fee >= old.performance_fee {
			return Ok(record.totals);
		}
		ensure!(at_once, Error::<T>::LowerFeeWaits);
		let (fees, window) = ((old.fee(), rules.fee()), record.windows.length);
		Ok(record.totals.repriced(Self::holdings(now)?, fees, window, now)?)
	}

	/// The vault as it is.
	///
	/// Errors: `BookRolling`, `Overflow`.
	pub(crate) fn valued() -> Result<Valued, Error<T>> {
		let (record, now) = (State::<T>::get(), Self::now());
		let rules = record.rules.at(now);
		let holdings = Self::holdings(now)?;
		let parts = Parts::of(&record.totals, holdings, rules.fee(), now)?;
		Ok(Valued { record, rules, parts, nav: parts.nav()?, lent: holdings.lent, now })
	}
}
