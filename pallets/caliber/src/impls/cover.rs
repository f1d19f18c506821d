//! Cover is never taken off by surprise: what a loan or a hand-over rests on shrinks by notice
//! only.

use super::facts::Loaded;
use crate::{
	is_sound_amount,
	pallet::{Claims, ClaimsOverdue, Config, Error, Event, Items, OpenClaims, Pallet, Policies},
	Claim, Cover, Insurance, Policy, Record, WHOLE,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{AssetClass, ItemId, PolicyId},
	roles::{Role, Roles, Subject},
	units::{Ppm, Seconds, UsdCents},
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Fails unless a policy's insurer speaks, who is still one for its class.
	pub(crate) fn ensure_insurer(
		who: &T::AccountId,
		policy: &Policy<T::AccountId>,
	) -> Result<(), Error<T>> {
		ensure!(policy.insurer == *who, Error::<T>::NotInsurer);
		let about = Subject { class: Some(policy.class), ..Subject::CHAIN };
		T::Roles::ensure(who, Role::Insurer, &about).map_err(Error::<T>::NotAuthorised)
	}

	/// A policy that items of one class share.
	pub(crate) fn put_policy(
		insurer: T::AccountId,
		class: AssetClass,
		(limit, premium, until): (UsdCents, Ppm, Seconds),
		document: H256,
	) -> DispatchResult {
		let about = Subject { class: Some(class), ..Subject::CHAIN };
		T::Roles::ensure(&insurer, Role::Insurer, &about).map_err(Error::<T>::NotAuthorised)?;
		Self::ensure_pays(&insurer)?;
		Self::ensure_documents(&[document])?;
		ensure!(is_sound_amount(limit), Error::<T>::BadAmount);
		ensure!(premium <= WHOLE, Error::<T>::BadRatio);
		let (now, rules) = (Self::now(), Self::rules());
		Self::ensure_term(until, now, rules.policy_life)?;
		let paid_until = now.saturating_add(rules.insurance.first_premium).min(until);
		let policy = Self::take_policy_id()?;
		Policies::<T>::insert(
			policy,
			Policy {
				insurer: insurer.clone(),
				class,
				cover: Cover::new(limit),
				premium,
				until,
				document,
				paid_until,
				// The first time counts as paid whatever it covers.
				paid_cover: limit,
				overdue: 0,
				claims: 0,
			},
		);
		Self::deposit_event(Event::PolicyOpened {
			policy,
			insurer,
			class,
			limit,
			premium,
			until,
			document,
			paid_until,
		});
		Ok(())
	}

	/// Fails while an insurer owes a claim for too long: a new promise would hide the old one.
	pub(crate) fn ensure_pays(insurer: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(!ClaimsOverdue::<T>::contains_key(insurer), Error::<T>::InsurerInDefault);
		Ok(())
	}

	/// One more claim that an insurer owes for too long.
	pub(crate) fn count_overdue(policy: Policy<T::AccountId>) -> Policy<T::AccountId> {
		ClaimsOverdue::<T>::mutate(&policy.insurer, |count| *count = count.saturating_add(1));
		Policy { overdue: policy.overdue.saturating_add(1), ..policy }
	}

	/// One less, if he did.
	pub(crate) fn uncount_overdue(
		policy: Policy<T::AccountId>,
		late: bool,
	) -> Policy<T::AccountId> {
		if !late {
			return policy;
		}
		ClaimsOverdue::<T>::mutate_exists(&policy.insurer, |count| {
			*count = count.and_then(|count| count.checked_sub(1)).filter(|count| *count > 0);
		});
		Policy { overdue: policy.overdue.saturating_sub(1), ..policy }
	}

	/// The item, if `insurer` may cover it: nobody else does, or whoever does has given notice.
	pub(crate) fn hear_insurer(
		item: ItemId,
		insurer: &T::AccountId,
	) -> Result<Loaded<T>, sp_runtime::DispatchError> {
		let loaded = Self::ensure_may_speak(item, insurer, Fact::Insurance)?;
		let ends = loaded.record.insurance.is_some_and(|insurance| insurance.cancelled);
		let taken = Self::is_anothers(&loaded, item, insurer, Fact::Insurance);
		ensure!(ends || !taken, Error::<T>::FactInForce);
		Ok(loaded)
	}

	/// Fails when new cover takes something off cover that a loan or a hand-over rests on. His own
	/// binds an insurer while it runs, another's while it counts.
	pub(crate) fn ensure_kept(
		loaded: &Loaded<T>,
		item: ItemId,
		new: &Insurance,
		terms: &Policy<T::AccountId>,
	) -> Result<(), Error<T>> {
		let (record, rules) = (&loaded.record, &loaded.rules.insurance);
		let (Some(old), Some(policy), true) =
			(record.insurance, &loaded.policy, record.is_rested_on())
		else {
			return Ok(());
		};
		let until = policy.covers_until(&old, rules);
		let binds = match policy.insurer == terms.insurer {
			true => Self::now() < until,
			false => loaded.is_good(item, Fact::Insurance),
		};
		// More cover under the same policy uses up its paid time faster, which cuts nothing: it
		// goes on for the grace at least, and anyone can pay.
		let kept = new.cover >= old.cover
			&& new.floor >= old.floor
			&& new.until >= old.until
			&& (new.policy == old.policy || terms.covers_until(new, rules) >= until);
		ensure!(kept || !binds, Error::<T>::CoverCut);
		Ok(())
	}

	/// Fails while a claim on the item's cover is open, but for cover under the same policy that is
	/// no less than what is claimed.
	pub(crate) fn ensure_claim_kept(item: ItemId, new: &Insurance) -> Result<(), Error<T>> {
		let open = OpenClaims::<T>::get(item).and_then(Claims::<T>::get);
		let kept = |claim: Claim<_>| claim.policy == new.policy && claim.amount <= new.cover;
		ensure!(open.is_none_or(kept), Error::<T>::ClaimOpen);
		Ok(())
	}

	/// Cover that has ended burdens its policy no more.
	pub(crate) fn strike_ended_cover(by: T::AccountId, item: ItemId) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let Insurance { policy, cover, until, .. } =
			record.insurance.ok_or(Error::<T>::NotCovered)?;
		ensure!(Self::now() >= until, Error::<T>::TooEarly);
		ensure!(!record.is_rested_on(), Error::<T>::Encumbered);
		ensure!(record.dispute != Some(Fact::Insurance), Error::<T>::Disputed);
		Self::ensure_unclaimed(item)?;
		Self::free_cover(&record);
		Items::<T>::insert(item, Record { insurance: None, ..record });
		Self::deposit_event(Event::EndedCoverFreed { item, policy, cover, by });
		Ok(())
	}

	/// A policy that is over, and that nothing rests on, is forgotten.
	pub(crate) fn forget_policy(by: T::AccountId, id: PolicyId) -> DispatchResult {
		let policy = Policies::<T>::get(id).ok_or(Error::<T>::UnknownPolicy)?;
		ensure!(Self::now() >= policy.until, Error::<T>::TooEarly);
		ensure!(policy.is_unused(), Error::<T>::PolicyInUse);
		Policies::<T>::remove(id);
		let (policy, insurer) = (id, policy.insurer);
		Self::deposit_event(Event::PolicyClosed { policy, insurer, by });
		Ok(())
	}

	/// The insurer gives notice: cover ends once the time of the rules has passed.
	pub(crate) fn end_cover(insurer: T::AccountId, item: ItemId) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let old = record.insurance.ok_or(Error::<T>::NotCovered)?;
		let policy = Policies::<T>::get(old.policy).ok_or(Error::<T>::UnknownPolicy)?;
		ensure!(policy.insurer == insurer, Error::<T>::NotInsurer);
		T::Roles::ensure(&insurer, Role::Insurer, &record.subject(item))
			.map_err(Error::<T>::NotAuthorised)?;
		ensure!(!old.cancelled, Error::<T>::CoverCancelled);
		let until = old.until.min(Self::now().saturating_add(Self::rules().insurance.notice));
		let insurance = Some(Insurance { until, cancelled: true, ..old });
		Items::<T>::insert(item, Record { insurance, ..record });
		Self::deposit_event(Event::CoverCancelled { item, policy: old.policy, insurer, until });
		Ok(())
	}
}
