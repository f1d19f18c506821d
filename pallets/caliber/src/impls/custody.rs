//! Custody that passes from one custodian to another, and custody that is stated anew.

use super::facts::Loaded;
use crate::{
	pallet::{Config, CustodyOffers, Error, Event, Items, Pallet},
	Custody, CustodyOffer, ItemList, Record, State,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{ItemId, SiteId},
	roles::{Role, Roles, Subject},
	units::Seconds,
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Whoever holds the hardware would give it to `to`.
	pub(crate) fn offer_hardware(
		from: T::AccountId,
		item: ItemId,
		to: T::AccountId,
		until: Seconds,
	) -> DispatchResult {
		let given = Self::now();
		Self::ensure_term(until, given, Self::rules().custody_life)?;
		let loaded = Self::ensure_may_speak(item, &from, Fact::Custody)?;
		Self::ensure_custodian(&loaded.record, &from)?;
		ensure!(loaded.is_good(item, Fact::Custody), Error::<T>::NotInStanding);
		// Its holder has asked this custodian for it.
		ensure!(!matches!(loaded.record.state, State::Redeeming(_)), Error::<T>::Encumbered);
		let offer = CustodyOffer { from: from.clone(), to: to.clone(), given, until };
		CustodyOffers::<T>::insert(item, offer);
		Self::deposit_event(Event::CustodyOffered { item, from, to, until });
		Ok(())
	}

	/// Whoever offered the hardware keeps it.
	pub(crate) fn keep_hardware(who: T::AccountId, item: ItemId) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		Self::ensure_custodian(&record, &who)?;
		let offer = CustodyOffers::<T>::take(item).ok_or(Error::<T>::NoOffer)?;
		let CustodyOffer { from, to, .. } = offer;
		Self::deposit_event(Event::CustodyOfferWithdrawn { item, from, to });
		Ok(())
	}

	/// The hardware that was offered is here.
	pub(crate) fn take_hardware(
		to: T::AccountId,
		item: ItemId,
		receipt: H256,
		site: SiteId,
		expires: Seconds,
	) -> DispatchResult {
		let given = Self::now();
		Self::ensure_documents(&[receipt])?;
		let loaded = Self::load(item)?;
		let life = loaded.rules.custody_life;
		Self::ensure_term(expires, given, life)?;
		let offer = Self::open_offer(item, given)
			.filter(|offer| offer.to == to)
			.ok_or(Error::<T>::NoOffer)?;
		Self::ensure_site(site)?;
		let about = Subject { site: Some(site), ..loaded.record.subject(item) };
		T::Roles::ensure(&to, Role::Custodian, &about).map_err(Error::<T>::NotAuthorised)?;
		ensure!(!loaded.judged().conflicts(&to, Role::Custodian), Error::<T>::ConflictOfRoles);
		ensure!(loaded.record.dispute != Some(Fact::Custody), Error::<T>::Disputed);
		// Hardware does not leave by a key that has been taken away, whatever it said before.
		let bound = T::Roles::ensure(&offer.from, Role::Custodian, &loaded.record.subject(item))
			.is_ok() && loaded.counts(item)(&offer.from, Role::Custodian, offer.given);
		ensure!(bound && loaded.is_good(item, Fact::Custody), Error::<T>::NotInStanding);
		Self::ensure_custody_kept(&loaded, item, &to, expires, life)?;
		let record = loaded.record;
		// What the machines said where they were says nothing of where they are.
		let same = record.site == site;
		CustodyOffers::<T>::remove(item);
		Items::<T>::insert(
			item,
			Record {
				site,
				custody: Some(Custody { custodian: to.clone(), receipt, given, expires }),
				heartbeat: record.heartbeat.filter(|_| same),
				..record
			},
		);
		let CustodyOffer { from, .. } = offer;
		Self::deposit_event(Event::CustodyTransferred { item, from, to, site, receipt, expires });
		Ok(())
	}

	/// The hardware of these items is still here.
	pub(crate) fn restate_custody(who: T::AccountId, items: ItemList) -> DispatchResult {
		let at = Self::now();
		items.into_iter().try_for_each(|item| {
			let record = Self::ensure_may_speak(item, &who, Fact::Custody)?.record;
			Self::ensure_custodian(&record, &who)?;
			let custody = record.custody.ok_or(Error::<T>::NotCustodian)?;
			ensure!(at < custody.expires, Error::<T>::NotInStanding);
			let custody = Custody { given: custody.given.max(at), ..custody };
			Items::<T>::insert(item, Record { custody: Some(custody), ..record });
			let custodian = who.clone();
			Self::deposit_event(Event::CustodyConfirmed { item, custodian, at });
			Ok(())
		})
	}

	/// Fails when custody in force that a loan or a hand-over rests on would be cut, or the
	/// hardware that its holder has asked for would be another's to hand over: that takes the role
	/// of whoever was asked.
	pub(crate) fn ensure_custody_kept(
		loaded: &Loaded<T>,
		item: ItemId,
		custodian: &T::AccountId,
		expires: Seconds,
		life: Seconds,
	) -> Result<(), Error<T>> {
		let (record, now) = (&loaded.record, Self::now());
		let (Some(old), true) = (record.custody.as_ref(), record.is_rested_on()) else {
			return Ok(());
		};
		let counts = T::Roles::ensure(&old.custodian, Role::Custodian, &record.subject(item))
			.is_ok() && loaded.counts(item)(&old.custodian, Role::Custodian, old.given);
		let asked = matches!(record.state, State::Redeeming(_)) && old.custodian != *custodian;
		ensure!(!(asked && counts), Error::<T>::Encumbered);
		// The rules may have been shortened since.
		let least = old.expires.min(now.saturating_add(life));
		let cut = counts && now < old.expires && expires < least;
		ensure!(!cut, Error::<T>::CustodyCut);
		Ok(())
	}

	/// The offer of an item's custody that may be accepted at `now`.
	pub(crate) fn open_offer(item: ItemId, now: Seconds) -> Option<CustodyOffer<T::AccountId>> {
		CustodyOffers::<T>::get(item).filter(|offer| now < offer.until)
	}

	/// Fails unless `who` holds the hardware.
	pub(crate) fn ensure_custodian(
		record: &Record<T::AccountId>,
		who: &T::AccountId,
	) -> Result<(), Error<T>> {
		let custodian = record.custody.as_ref().map(|custody| &custody.custodian);
		ensure!(custodian == Some(who), Error::<T>::NotCustodian);
		Ok(())
	}
}
