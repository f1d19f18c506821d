//! The way out: the holder asks, the custodian hands over or refuses, and governance decides when
//! he does neither.

use super::Verdict;
use crate::{
	pallet::{Config, Error, Event, HandedOver, Items, Pallet},
	HandOver, Record, Redeeming, State,
};
use caliber_primitives::{
	collateral::Fact,
	dollar::Compliance,
	ids::ItemId,
	roles::{Role, Roles},
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The holder wants the hardware.
	pub(crate) fn ask_for_hardware(holder: T::AccountId, item: ItemId) -> DispatchResult {
		T::Compliance::ensure_free(&holder)?;
		let loaded = Self::load(item)?;
		ensure!(loaded.owner == holder, Error::<T>::NotHolder);
		let free = Self::ensure_unencumbered(loaded.record.state)?;
		Self::ensure_unclaimed(item)?;
		let custodian = loaded.ensure_redeemable(item)?;
		let now = Self::now();
		ensure!(Self::open_offer(item, now).is_none(), Error::<T>::CustodyOnOffer);
		let deadline = now.saturating_add(Self::rules().redemption_time);
		let held_until = loaded.record.custody.as_ref().map(|custody| custody.expires);
		let lasts =
			held_until >= Some(deadline) && loaded.judged().covers_until() >= Some(deadline);
		ensure!(lasts, Error::<T>::EndsTooSoon);
		let record = loaded.record;
		Items::<T>::insert(item, Record { state: free.request(deadline).into(), ..record });
		Self::deposit_event(Event::RedemptionRequested { item, holder, custodian, deadline });
		Ok(())
	}

	/// The holder does not want it any more.
	pub(crate) fn leave_hardware(holder: T::AccountId, item: ItemId) -> DispatchResult {
		let record = Self::held_by(&holder, item)?;
		let redeeming = Self::ensure_redeeming(&record)?;
		Items::<T>::insert(item, Record { state: redeeming.cancel().into(), ..record });
		Self::deposit_event(Event::RedemptionCancelled { item });
		Ok(())
	}

	/// The custodian has found that the holder may not have it.
	pub(crate) fn refuse_hardware(
		custodian: T::AccountId,
		item: ItemId,
		reason: H256,
	) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let redeeming = Self::ensure_redeeming(&record)?;
		Self::ensure_custodian(&record, &custodian)?;
		T::Roles::ensure(&custodian, Role::Custodian, &record.subject(item))
			.map_err(Error::<T>::NotAuthorised)?;
		ensure!(Self::now() < redeeming.deadline(), Error::<T>::TooLate);
		Items::<T>::insert(item, Record { state: redeeming.cancel().into(), ..record });
		Self::deposit_event(Event::RedemptionRefused { item, custodian, reason });
		Ok(())
	}

	/// The holder has the hardware.
	pub(crate) fn hand_over(who: T::AccountId, item: ItemId, document: H256) -> DispatchResult {
		Self::ensure_documents(&[document])?;
		let loaded = Self::load(item)?;
		let redeeming = Self::ensure_redeeming(&loaded.record)?;
		let custodian = loaded.ensure_redeemable(item)?;
		ensure!(custodian == who, Error::<T>::NotCustodian);
		T::Roles::ensure(&who, Role::Custodian, &loaded.record.subject(item))
			.map_err(Error::<T>::NotAuthorised)?;
		let holder = loaded.owner;
		T::Compliance::ensure_free(&holder)?;
		let moot = Self::take_challenge(item, &loaded.record);
		let state = redeeming.hand_over().into();
		let record = Record { state, dispute: None, ..loaded.record };
		Items::<T>::insert(item, &record);
		Self::free_cover(&record);
		let proof = HandOver { document, at: Self::now(), custodian: who };
		HandedOver::<T>::insert(item, proof);
		let serials = record.serials.count;
		let deposit = Self::burn_title(item, record, &holder)?;
		Self::settle(item, moot, Verdict::Moot)?;
		Self::deposit_event(Event::Redeemed {
			item,
			holder,
			custodian,
			document,
			serials,
			deposit,
		});
		Ok(())
	}

	/// The custodian has let the deadline pass: his custody is in doubt.
	pub(crate) fn call_governance(by: T::AccountId, item: ItemId) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let redeeming = Self::ensure_redeeming(&record)?;
		ensure!(Self::now() >= redeeming.deadline(), Error::<T>::TooEarly);
		let custodian = record.custody.as_ref().map(|custody| custody.custodian.clone());
		let moot = Self::take_challenge(item, &record);
		let (state, fact) = (redeeming.cancel().into(), Fact::Custody);
		Items::<T>::insert(item, Record { dispute: Some(fact), state, ..record });
		Self::settle(item, moot, Verdict::Moot)?;
		Self::deposit_event(Event::RedemptionEscalated { item, custodian, by: by.clone() });
		// The clock is the evidence: it takes no bond, and does not end by itself.
		let (evidence, bond, ends) = (H256::zero(), 0, None);
		Self::deposit_event(Event::FactDisputed { item, fact, by, bond, evidence, ends });
		Ok(())
	}

	fn ensure_redeeming(record: &Record<T::AccountId>) -> Result<Redeeming, Error<T>> {
		match record.state {
			State::Redeeming(redeeming) => Ok(redeeming),
			_ => Err(Error::<T>::NotRedeeming),
		}
	}
}
