//! What an offer says, and whether it may become a loan.

use crate::{
	pallet::{Config, Error, Pallet, Products},
	types::{Ask, Items, Offer, Running, Security, Terms},
};
use caliber_primitives::{
	collateral::Collateral,
	ids::{ItemId, LoanId},
	roles::{Role, RoleError, Roles, Subject},
	units::{usdai_of_cents, Ppm, Seconds},
};
use codec::Encode;
use frame_support::{ensure, BoundedVec};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

impl<T: Config> Pallet<T> {
	/// The terms of an offer made now, checked against the product.
	pub(crate) fn terms(
		borrower: T::AccountId,
		items: Items,
		ask: Ask,
		now: Seconds,
	) -> Result<Terms<T::AccountId>, Error<T>> {
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let mut sorted = items.clone();
		sorted.sort();
		let twice = sorted.iter().zip(sorted.iter().skip(1)).any(|(a, b)| a == b);
		ensure!(!twice, Error::<T>::DuplicateItem);

		let product = Products::<T>::get(ask.product).ok_or(Error::<T>::NoProduct)?;
		ask.check(&product, now)?;
		let fee =
			product.origination_fee.on(ask.principal).map_err(|_| Error::<T>::Uncomputable)?;
		let tranches = BoundedVec::try_from(ask.tranches().to_vec());
		let tranches = tranches.map_err(|_| Error::<T>::InvalidTerms)?;
		Ok(Terms { borrower, items, ask, tranches, fee, ageing: product.ageing })
	}

	/// Names the terms of a loan.
	pub(crate) fn hash(loan: LoanId, terms: &Terms<T::AccountId>) -> H256 {
		BlakeTwo256::hash(&(loan, terms).encode())
	}

	/// Whether what the Originator has said still counts.
	pub(crate) fn ensure_backed(offer: &Offer<T::AccountId>) -> Result<(), Error<T>> {
		let backed = T::Roles::was_valid(
			&offer.originator,
			Role::Originator,
			&Subject::CHAIN,
			offer.offered,
		);
		ensure!(backed, Error::<T>::Role(RoleError::Expired));
		Ok(())
	}

	/// What stands behind the terms now, and the principal in parts per million of it. Fails when
	/// it is not enough.
	pub(crate) fn secure(
		terms: &Terms<T::AccountId>,
		now: Seconds,
	) -> Result<(Security, Ppm), Error<T>> {
		let product = Products::<T>::get(terms.ask.product).ok_or(Error::<T>::NoProduct)?;
		ensure!(product.enabled, Error::<T>::ProductDisabled);
		let mut all = Security::NOTHING;
		for item in &terms.items {
			let worth = Self::worth(terms, *item)?;
			all = all.with(&worth).ok_or(Error::<T>::Uncomputable)?;
		}

		let principal = terms.ask.principal;
		let ratio = all.ltv(principal).map_err(|_| Error::<T>::LtvTooHigh)?;
		ensure!(ratio <= product.max_ltv, Error::<T>::LtvTooHigh);
		ensure!(all.cover >= principal, Error::<T>::CoverTooLow);
		let loan = terms.finance(now).map_err(|_| Error::<T>::InvalidTerms)?;
		let due = loan.schedule().deadline(0).ok_or(Error::<T>::InvalidTerms)?;
		let ends = due.saturating_add(terms.ask.repayment.grace_duration);
		ensure!(all.cover_until >= ends, Error::<T>::CoverTooShort);
		Ok((all, ratio))
	}

	/// What one item is worth, once it may stand behind these terms.
	fn worth(terms: &Terms<T::AccountId>, item: ItemId) -> Result<Security, Error<T>> {
		let owner = T::Collateral::owner(item);
		ensure!(owner.as_ref() == Some(&terms.borrower), Error::<T>::NotOwner);
		ensure!(T::Collateral::standing(item).is_good(), Error::<T>::Deficient);
		let value = T::Collateral::value(item).map_err(Error::<T>::Fact)?;
		ensure!(value.sku == terms.ask.product, Error::<T>::WrongModel);
		Ok(Security {
			lendable: usdai_of_cents(value.lendable),
			orderly: usdai_of_cents(value.orderly),
			forced: usdai_of_cents(value.forced),
			cover: usdai_of_cents(value.cover),
			cover_until: value.cover_until,
		})
	}

	/// When the first instalment falls due, and how many there are.
	pub(crate) fn first_due(running: &Running<T::AccountId>) -> Result<(Seconds, u32), Error<T>> {
		let loan = running.finance().map_err(|_| Error::<T>::InvalidTerms)?;
		let due = loan.schedule().deadline(0).ok_or(Error::<T>::InvalidTerms)?;
		Ok((due, loan.schedule().count()))
	}
}
