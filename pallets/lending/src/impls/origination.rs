//! What an offer says, and whether it may become a loan.

use crate::{
	pallet::{Config, Error, Pallet, Products},
	types::{Ask, Items, Junior, Offer, Running, Secured, Security, Sites, Terms},
};
use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};
use caliber_finance::{
	book::{highest_ltv, Aging},
	concentration::hanging,
	instalment::{Loan, Window},
	schedule::MAX_WINDOWS,
};
use caliber_primitives::{
	collateral::{Collateral, CollateralValue},
	ids::{ItemId, LoanId, SiteId},
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
		juniors: Vec<Junior<T::AccountId>>,
		now: Seconds,
	) -> Result<Terms<T::AccountId>, Error<T>> {
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let mut sorted = items.clone();
		sorted.sort();
		let twice = sorted.iter().zip(sorted.iter().skip(1)).any(|(a, b)| a == b);
		ensure!(!twice, Error::<T>::DuplicateItem);

		let product = Products::<T>::get(ask.product).ok_or(Error::<T>::NoProduct)?;
		let tranches = ask.check(&juniors, &product, now)?;
		let fee =
			product.origination_fee.on(ask.principal).map_err(|_| Error::<T>::Uncomputable)?;
		let curators: Vec<_> = juniors.into_iter().map(|junior| junior.curator).collect();
		let curators = BoundedVec::try_from(curators).map_err(|_| Error::<T>::TooManyTranches)?;
		Ok(Terms { borrower, items, ask, tranches, curators, fee, ageing: product.ageing })
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

	/// What stands behind the terms now, and how much is lent on it. Fails when it is not enough.
	pub(crate) fn secure(terms: &Terms<T::AccountId>, now: Seconds) -> Result<Secured, Error<T>> {
		let product = Products::<T>::get(terms.ask.product).ok_or(Error::<T>::NoProduct)?;
		ensure!(product.enabled, Error::<T>::ProductDisabled);
		let mut worth = Vec::new();
		for item in &terms.items {
			worth.push(Self::worth(terms, *item)?);
		}
		let security = worth.iter().map(security_of).try_fold(Security::NOTHING, |all, one| {
			all.with(&one).ok_or(Error::<T>::Uncomputable)
		})?;

		let principal = terms.ask.principal;
		let ltv = security.ltv(principal).map_err(|_| Error::<T>::LtvTooHigh)?;
		ensure!(ltv <= product.max_ltv, Error::<T>::LtvTooHigh);
		let loan = terms.finance(now).map_err(|_| Error::<T>::InvalidTerms)?;
		let curve_ltv = Self::highest_ltv(terms, &loan, &worth, now)?;
		ensure!(curve_ltv <= product.max_curve_ltv, Error::<T>::CurveLtvTooHigh);
		ensure!(security.cover >= product.cover_for(principal), Error::<T>::CoverTooLow);
		let due = loan.schedule().deadline(0).ok_or(Error::<T>::InvalidTerms)?;
		let ends = due.saturating_add(terms.ask.repayment.grace_duration);
		let ends = ends.max(product.covered_until(now));
		ensure!(security.cover_until >= ends, Error::<T>::CoverTooShort);
		let sites = Self::by_site(terms.lent_by_vault(), &security, &worth)?;
		Ok(Secured { security, sites, ltv, curve_ltv })
	}

	/// What one item is worth, once it may stand behind these terms.
	fn worth(terms: &Terms<T::AccountId>, item: ItemId) -> Result<CollateralValue, Error<T>> {
		let owner = T::Collateral::owner(item);
		ensure!(owner.as_ref() == Some(&terms.borrower), Error::<T>::NotOwner);
		ensure!(T::Collateral::standing(item).is_good(), Error::<T>::Deficient);
		let value = T::Collateral::value(item).map_err(Error::<T>::Fact)?;
		ensure!(value.sku == terms.ask.product, Error::<T>::WrongModel);
		Ok(value)
	}

	/// The highest part that the loan will be of what the items are worth at a due date, on the curve
	/// of their model.
	fn highest_ltv(
		terms: &Terms<T::AccountId>,
		loan: &Loan<'_>,
		worth: &[CollateralValue],
		now: Seconds,
	) -> Result<Ppm, Error<T>> {
		let curve = T::Collateral::curve(terms.ask.product);
		let items =
			worth.iter().map(|item| Aging { lendable: item.lendable, age_days: item.age_days });
		let mut places = Box::new([Window::default(); MAX_WINDOWS]);
		highest_ltv(loan, terms.ask.principal, &curve, items, now, &mut places)
			.map_err(|_| Error::<T>::CurveLtvTooHigh)
	}

	/// What of a loan hangs on each site, by what may be lent on the items there.
	fn by_site(
		lent: UsdaiAmount,
		security: &Security,
		worth: &[CollateralValue],
	) -> Result<Sites, Error<T>> {
		let mut there = BTreeMap::<SiteId, Security>::new();
		for item in worth {
			let all = there.entry(item.site).or_insert(Security::NOTHING);
			*all = all.with(&security_of(item)).ok_or(Error::<T>::Uncomputable)?;
		}
		let mut sites = Sites::new();
		for (site, all) in there {
			let part = hanging(lent, all.lendable, security.lendable);
			let part = part.map_err(|_| Error::<T>::Uncomputable)?;
			if !part.is_zero() {
				sites.try_push((site, part)).map_err(|_| Error::<T>::Uncomputable)?;
			}
		}
		Ok(sites)
	}

	/// When the first instalment falls due, and how many there are.
	pub(crate) fn first_due(running: &Running<T::AccountId>) -> Result<(Seconds, u32), Error<T>> {
		let loan = running.finance().map_err(|_| Error::<T>::InvalidTerms)?;
		let due = loan.schedule().deadline(0).ok_or(Error::<T>::InvalidTerms)?;
		Ok((due, loan.schedule().count()))
	}
}

/// What an item is worth, in USDai.
fn security_of(value: &CollateralValue) -> Security {
	Security {
		lendable: usdai_of_cents(value.lendable),
		orderly: usdai_of_cents(value.orderly),
		forced: usdai_of_cents(value.forced),
		cover: usdai_of_cents(value.cover),
		cover_until: value.cover_until,
	}
}
