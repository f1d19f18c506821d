//! What the vault is worth: one function for every price.

use crate::{
	pallet::{Config, CurrentSettings, Error, Pallet, State},
	types::{Nav, Rules, Settings, SharePrice, VaultState},
};
use caliber_finance::vault::Holdings;
use caliber_primitives::{
	book::{BookError, BookValue, LoanBook},
	units::Seconds,
	vault::BillIncome,
};

/// The vault with its value at the block's time.
pub(crate) struct Valued {
	pub state: VaultState,
	pub settings: Settings,
	pub nav: Nav,
	pub now: Seconds,
}

impl Valued {
	/// The price of a share.
	pub(crate) fn price(&self) -> SharePrice {
		self.state.price(self.nav)
	}
}

impl<T: Config> Pallet<T> {
	/// Both values of `state`.
	///
	/// Errors: `BookRolling`, `Overflow`.
	pub(crate) fn value_of(
		state: &VaultState,
		rules: &Rules,
		now: Seconds,
	) -> Result<Nav, Error<T>> {
		let book = T::Book::value(now).map_err(|BookError::Rolling| Error::<T>::BookRolling)?;
		let BookValue { conservative, optimistic, accrued, .. } = book;
		let holdings = Holdings {
			loans_low: conservative,
			loans_high: optimistic,
			accrued,
			bills: T::Bills::accreted(),
			returned: T::Bills::returned(),
		};
		Ok(Nav::of(state, holdings, rules.fee(), now)?)
	}

	/// The vault as it is.
	///
	/// Errors: `BookRolling`, `Overflow`.
	pub(crate) fn valued() -> Result<Valued, Error<T>> {
		let (state, settings) = (State::<T>::get(), CurrentSettings::<T>::get());
		let now = Self::now();
		let nav = Self::value_of(&state, &settings.rules, now)?;
		Ok(Valued { state, settings, nav, now })
	}
}
