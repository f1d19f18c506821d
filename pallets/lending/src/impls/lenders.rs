//! Capital of Curators.

use crate::{
	pallet::{Config, Error, Loans, Pallet},
	types::{owed, Offer, Positions, Record},
};
use caliber_primitives::{
	dollar::pay,
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
	vault::{Receipt, Vault},
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Writes an offer with all tranches of a Curator staged, or none of them; returns what moves by
	/// that.
	pub(crate) fn put_stake(
		loan: LoanId,
		offer: Offer<T::AccountId>,
		curator: &T::AccountId,
		since: Option<Seconds>,
	) -> Result<UsdaiAmount, Error<T>> {
		let (offer, amount) = offer.staging(curator, since);
		ensure!(!amount.is_zero(), Error::<T>::NothingToStage);
		Loans::<T>::insert(loan, Record::Offered(offer));
		Ok(amount)
	}

	/// Takes all that is `due` from `payer`: the vault's part to the vault, the juniors' part to the
	/// pallet's account. It leaves him at once, so that whoever has just enough can pay.
	pub(crate) fn pass_on(
		payer: &T::AccountId,
		due: UsdaiAmount,
		juniors: UsdaiAmount,
		receipt: Receipt,
	) -> DispatchResult {
		if juniors.is_zero() {
			return T::Vault::receive(payer, receipt);
		}
		// Juniors have staged, so that the account has its minimum balance beside this.
		pay::<_, T::Dollar>(payer, &Self::account(), due)?;
		T::Vault::receive(&Self::account(), receipt)
	}

	/// Writes what is left of an offer that was withdrawn: nothing once all is collected.
	pub(crate) fn put_withdrawn(loan: LoanId, positions: Positions<T::AccountId>) {
		match owed(&positions).is_zero() {
			true => Loans::<T>::remove(loan),
			false => Loans::<T>::insert(loan, Record::Withdrawn(positions)),
		}
	}
}
