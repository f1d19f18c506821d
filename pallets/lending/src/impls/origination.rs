//! What an offer says, and whether it may become a loan.

use crate::{
	pallet::{Config, Error, Pallet, Products},
	types::{Ask, Items, Offer, Running, Security, Terms},
};
use caliber_finance::collateral::ltv;
use caliber_primitives::{
	collateral::Collateral,
	ids::{ItemId, LoanId},
	roles::{Role, RoleError, Roles, Subject},
	units::{usdai_of_cents, Ppm, Seconds, UsdaiAmount},
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
		let mut all = Security { cover_until: Seconds::MAX, ..Default::default() };
		for item in &terms.items {
			Self::add_item(&mut all, terms, *item)?;
		}

		let principal = terms.ask.principal;
		let ratio = ltv(principal.get(), all.lendable.get()).map_err(|_| Error::<T>::LtvTooHigh)?;
		let ratio = u32::try_from(ratio).map(Ppm).map_err(|_| Error::<T>::LtvTooHigh)?;
		ensure!(ratio <= product.max_ltv, Error::<T>::LtvTooHigh);
		ensure!(all.cover >= principal, Error::<T>::CoverTooLow);
		let loan = terms.finance(now).map_err(|_| Error::<T>::InvalidTerms)?;
		let due = loan.schedule().deadline(0).ok_or(Error::<T>::InvalidTerms)?;
		let ends = due.saturating_add(terms.ask.repayment.grace_duration);
		ensure!(all.cover_until >= ends, Error::<T>::CoverTooShort);
		Ok((all, ratio))
	}

	/// Adds what one item is worth.
	fn add_item(
		all: &mut Security,
		terms: &Terms<T::AccountId>,
		item: ItemId,
	) -> Result<(), Error<T>> {
		let owner = T::Collateral::owner(item);
		ensure!(owner.as_ref() == Some(&terms.borrower), Error::<T>::NotOwner);
		ensure!(T::Collateral::standing(item).is_good(), Error::<T>::Deficient);
		let value = T::Collateral::value(item).map_err(Error::<T>::Fact)?;
		ensure!(value.sku == terms.ask.product, Error::<T>::WrongModel);
		let add = |sum: &mut UsdaiAmount, cents| *sum = sum.saturating_add(usdai_of_cents(cents));
		add(&mut all.lendable, value.lendable);
		add(&mut all.orderly, value.orderly);
		add(&mut all.forced, value.forced);
		add(&mut all.cover, value.cover);
		all.cover_until = all.cover_until.min(value.cover_until);
		Ok(())
	}

	/// When the first instalment falls due, and how many there are.
	pub(crate) fn first_due(running: &Running<T::AccountId>) -> Result<(Seconds, u32), Error<T>> {
		let loan = running
			.terms
			.finance(running.progress.origination)
			.map_err(|_| Error::<T>::InvalidTerms)?;
		let due = loan.schedule().deadline(0).ok_or(Error::<T>::InvalidTerms)?;
		Ok((due, loan.schedule().count()))
	}
}
