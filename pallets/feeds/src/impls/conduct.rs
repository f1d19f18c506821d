//! What becomes of reporters who are wrong, and of those who lie.

use super::key_bytes;
use crate::{
	crypto::AuthoritySignature,
	pallet::{Conducts, Config, CurrentSet, Error, Event, Pallet, Sets},
	types::{Conduct, Report},
};
use caliber_feeds_core::FeedKey;
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	prices::Convict,
	units::Seconds,
};
use frame_support::{ensure, pallet_prelude::*, traits::EnsureOrigin};
use frame_system::pallet_prelude::OriginFor;
use sp_application_crypto::RuntimeAppPublic;

impl<T: Config> Pallet<T> {
	/// Safety may do what reduces risk; governance may do all.
	pub(crate) fn ensure_may(origin: OriginFor<T>, reduces_risk: bool) -> DispatchResult {
		match T::GovernanceOrigin::try_origin(origin) {
			Ok(_) => Ok(()),
			Err(origin) if reduces_risk => {
				T::SafetyOrigin::ensure_origin(origin)?;
				Ok(())
			},
			Err(_) => Err(DispatchError::BadOrigin),
		}
	}

	/// Stores how a reporter has behaved, in the set in force too if he is of it.
	pub(crate) fn put_conduct(who: &T::AccountId, conduct: Conduct) {
		let mut set = CurrentSet::<T>::get();
		let place = conduct.key.as_ref().and_then(|key| set.place(key));
		let reporter = place.and_then(|place| set.reporters.get_mut(usize::from(place.0)));
		if let Some(reporter) = reporter {
			if reporter.barred_until != conduct.barred_until {
				reporter.barred_until = conduct.barred_until;
				CurrentSet::<T>::put(set);
			}
		}
		Conducts::<T>::insert(who, conduct);
	}

	/// Strikes reporters of a set who were wrong about a feed.
	pub(crate) fn strike(feed: FeedKey, set: SetId, wrong: &[ReporterIndex], now: Seconds) {
		if wrong.is_empty() {
			return;
		}
		let members = Sets::<T>::get(set).unwrap_or_default();
		for index in wrong {
			let Some((who, _)) = members.get(usize::from(index.0)) else { continue };
			let (conduct, strikes) = Conducts::<T>::get(who).struck(now);
			if let Some(strikes) = strikes {
				Self::put_conduct(who, conduct);
				Self::deposit_event(Event::ReporterStruck { who: who.clone(), feed, strikes });
			}
		}
	}

	/// Convicts who has signed two contradicting reports.
	pub(crate) fn convict(
		by: T::AccountId,
		(first, first_signature): (Report, AuthoritySignature),
		(second, second_signature): (Report, AuthoritySignature),
	) -> DispatchResult {
		let feed = first.contradicts(&second).ok_or(Error::<T>::NoContradiction)?;
		let members = Sets::<T>::get(first.set).ok_or(Error::<T>::UnknownSet)?;
		let (who, key) =
			members.get(usize::from(first.reporter.0)).ok_or(Error::<T>::UnknownSet)?;
		let conduct = Conducts::<T>::get(who);
		let is_known = first.fetched().max(second.fetched()) <= conduct.forgiven;
		ensure!(!conduct.convicted && !is_known, Error::<T>::AlreadyConvicted);
		let genesis = CurrentSet::<T>::get().genesis;
		let signed = |report: &Report, signature| key.verify(&report.payload(&genesis), signature);
		ensure!(
			signed(&first, &first_signature) && signed(&second, &second_signature),
			Error::<T>::NotSigned
		);
		Self::put_conduct(who, Conduct { convicted: true, ..conduct.barred() });
		let reporters = u32::try_from(members.len()).unwrap_or(u32::MAX);
		T::Convict::convict(who, first.reporter, reporters)?;
		let (who, key) = (who.clone(), key_bytes(key));
		Self::deposit_event(Event::ReporterConvicted { who, key, feed, by });
		Ok(())
	}
}
