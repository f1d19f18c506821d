//! Doubts about facts: whoever stands for one with CAL, and how it ends.

use super::facts::Loaded;
use crate::{
	pallet::{
		Challenges, Config, Error, Event, HoldReason, Items, LostDisputes, OpinionsOf, Pallet,
	},
	Appraisal, Beside, Challenge, Opinions, Place, Record, State,
};
use caliber_primitives::{collateral::Fact, dollar::Compliance, ids::ItemId};
use frame_support::{
	ensure,
	traits::{
		fungible::hold::Mutate as _,
		tokens::{Fortitude, Precision},
		Get,
	},
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

/// How a doubt ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
	/// Governance has found it right.
	Upheld,
	/// Governance has found it wrong, or was silent for too long.
	Refused,
	/// It does not matter any more.
	Moot,
}

impl<T: Config> Pallet<T> {
	/// Doubts an appraisal in force.
	pub(crate) fn put_challenge(
		by: T::AccountId,
		item: ItemId,
		appraiser: T::AccountId,
		evidence: H256,
	) -> DispatchResult {
		T::Compliance::ensure_free(&by)?;
		// He would be done with the doubts of others.
		ensure!(by != appraiser, Error::<T>::ConflictOfRoles);
		let now = Self::now();
		let loaded = Self::load(item)?;
		ensure!(loaded.record.dispute.is_none(), Error::<T>::Disputed);
		let state = loaded.record.state;
		let open = state.vouched().is_some() || matches!(state, State::Pledged(_));
		ensure!(open, Error::<T>::Encumbered);
		let judged = loaded.judged();
		let challenged = [Place::First, Place::Second]
			.into_iter()
			.filter_map(|place| judged.appraisal(place))
			.find(|given| given.appraiser == appraiser && now < given.expires)
			.ok_or(Error::<T>::FactMissing)?;
		// Nobody locks the item by one report again and again.
		ensure!(!challenged.confirmed, Error::<T>::ChallengedBefore);
		let bond = T::ChallengeBond::get();
		let ends = now.saturating_add(loaded.rules.appraisals.challenge_time);
		let whose = Some(appraiser.clone());
		let challenge = Challenge { by: by.clone(), appraiser: whose, bond, evidence, ends };
		Challenges::<T>::insert(item, challenge);
		Items::<T>::insert(item, Record { dispute: Some(Fact::Appraisal), ..loaded.record });
		T::Currency::hold(&HoldReason::Challenge.into(), &by, bond)?;
		Self::deposit_event(Event::Challenged { item, appraiser, by, bond, evidence, ends });
		Ok(())
	}

	/// A registrar doubts a fact. A challenge does not keep him from it: it gives way.
	pub(crate) fn put_dispute(
		by: T::AccountId,
		item: ItemId,
		fact: Fact,
		evidence: H256,
	) -> DispatchResult {
		T::Compliance::ensure_free(&by)?;
		let now = Self::now();
		let Loaded { record, rules, .. } = Self::hear_registrar(item, &by)?;
		ensure!(!Self::is_in_dispute(item, &record), Error::<T>::Disputed);
		ensure!(record.has(fact), Error::<T>::FactMissing);
		let again = LostDisputes::<T>::get(item).binds(&by, now);
		ensure!(!again, Error::<T>::DisputedBefore);
		let state = match record.state {
			State::Redeeming(redeeming) => {
				Self::deposit_event(Event::RedemptionCancelled { item });
				redeeming.cancel().into()
			},
			State::Retiring(retiring) => {
				Self::deposit_event(Event::RetirementCancelled { item });
				retiring.cancel().into()
			},
			other => other,
		};
		let moot = Self::take_challenge(item, &record);
		let bond = T::ChallengeBond::get();
		let ends = now.saturating_add(rules.appraisals.challenge_time);
		let dispute = Challenge { by: by.clone(), appraiser: None, bond, evidence, ends };
		Challenges::<T>::insert(item, dispute);
		Items::<T>::insert(item, Record { dispute: Some(fact), state, ..record });
		Self::settle(item, moot, Verdict::Moot)?;
		T::Currency::hold(&HoldReason::Challenge.into(), &by, bond)?;
		let ends = Some(ends);
		Self::deposit_event(Event::FactDisputed { item, fact, by, bond, evidence, ends });
		Ok(())
	}

	/// Ends a dispute. A fact found wrong is struck, of two appraisals the challenged one.
	pub(crate) fn end_dispute(item: ItemId, verdict: Verdict) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let fact = record.dispute.ok_or(Error::<T>::NotDisputed)?;
		let record = Record { dispute: None, ..record };
		let doubt = Challenges::<T>::take(item);
		let upheld = verdict == Verdict::Upheld;
		match (upheld, doubt.as_ref().and_then(|doubt| doubt.appraiser.as_ref())) {
			(true, Some(appraiser)) => Self::strike_appraisal(item, record, appraiser),
			(true, None) => {
				// What is claimed of cover is owed all the same.
				let record = match fact {
					Fact::Insurance => Self::part_from_claim(item, record),
					_ => record,
				};
				Self::forget_papers(item, &record, fact);
				Items::<T>::insert(item, record.strike(fact));
			},
			(false, Some(appraiser)) => Self::confirm_appraisal(item, record, appraiser),
			(false, None) => {
				if let Some(Challenge { by, .. }) = &doubt {
					Self::keep_from_disputing(item, by, fact);
				}
				Items::<T>::insert(item, record);
			},
		}
		Self::settle(item, doubt, verdict)?;
		Self::deposit_event(Event::DisputeResolved { item, fact, upheld });
		Ok(())
	}

	/// Whoever lost a dispute does not lock the item by another, whatever fact it is about.
	pub(crate) fn keep_from_disputing(item: ItemId, by: &T::AccountId, fact: Fact) {
		let now = Self::now();
		let until = now.saturating_add(Self::rules().appraisals.dispute_rest);
		LostDisputes::<T>::mutate(item, |lost| lost.add(by.clone(), fact, until, now));
	}

	/// Ends a doubt that governance has not decided in time, as if it were not upheld.
	pub(crate) fn let_dispute_expire(item: ItemId) -> DispatchResult {
		let doubt = Challenges::<T>::get(item).ok_or(Error::<T>::NoDoubt)?;
		ensure!(Self::now() >= doubt.ends, Error::<T>::TooEarly);
		Self::end_dispute(item, Verdict::Refused)
	}

	/// Whether a dispute keeps the hardware where it is. A challenge does not: what an item is
	/// worth is no matter of who has it.
	pub(crate) fn is_in_dispute(item: ItemId, record: &Record<T::AccountId>) -> bool {
		record.dispute.is_some() && Self::challenge_in(item, record).is_none()
	}

	/// The challenge of an item's appraisal.
	fn challenge_in(
		item: ItemId,
		record: &Record<T::AccountId>,
	) -> Option<Challenge<T::AccountId>> {
		let doubted = record.dispute == Some(Fact::Appraisal);
		let doubt = doubted.then(|| Challenges::<T>::get(item)).flatten();
		doubt.filter(|doubt| doubt.appraiser.is_some())
	}

	/// Takes the challenge of an item that goes on without it; [`Self::settle`] gives its bond back
	/// once the item is written.
	pub(crate) fn take_challenge(
		item: ItemId,
		record: &Record<T::AccountId>,
	) -> Option<Challenge<T::AccountId>> {
		let challenge = Self::challenge_in(item, record)?;
		Challenges::<T>::remove(item);
		Some(challenge)
	}

	/// The appraisal of one giver was challenged and stands.
	fn confirm_appraisal(item: ItemId, mut record: Record<T::AccountId>, appraiser: &T::AccountId) {
		let his = |given: &&mut Appraisal<_>| given.appraiser == *appraiser;
		match record.appraisal.as_mut().filter(his) {
			Some(first) => first.confirmed = true,
			None => OpinionsOf::<T>::mutate_extant(item, |all| {
				if let Some(second) = all.second.as_mut().filter(his) {
					second.confirmed = true;
				}
			}),
		}
		Items::<T>::insert(item, record);
	}

	/// Without the appraisal of one giver. The other one takes its place.
	fn strike_appraisal(item: ItemId, record: Record<T::AccountId>, appraiser: &T::AccountId) {
		let Opinions { of_first, second, of_second } =
			record.opinions.then(|| OpinionsOf::<T>::get(item)).flatten().unwrap_or_default();
		let (appraisal, of_first) = match record.appraisal.clone() {
			Some(first) if first.appraiser != *appraiser => (Some(first), of_first),
			// Nobody values what he holds.
			_ => {
				let holder = Self::holder(item, &record).ok();
				(second.filter(|given| holder.as_ref() != Some(&given.appraiser)), of_second)
			},
		};
		let of_first = if appraisal.is_some() { of_first } else { Beside::default() };
		let opinions = Opinions { of_first, ..Default::default() };
		Self::write_opinions(item, Record { appraisal, ..record }, opinions);
	}

	/// Ends a doubt.
	pub(crate) fn settle(
		item: ItemId,
		doubt: Option<Challenge<T::AccountId>>,
		verdict: Verdict,
	) -> DispatchResult {
		let Some(Challenge { by, bond, .. }) = doubt else {
			return Ok(());
		};
		let to = Self::settle_bond(&by, bond, verdict)?;
		let upheld = verdict == Verdict::Upheld;
		Self::deposit_event(Event::DoubtEnded { item, by, to, bond, upheld });
		Ok(())
	}

	/// Who has a bond: it goes back when its doubt was right or does not matter any more; otherwise
	/// to nobody: whoever gained by it could have a friend doubt for nothing, or see to silence.
	pub(super) fn settle_bond(
		by: &T::AccountId,
		bond: u128,
		verdict: Verdict,
	) -> Result<Option<T::AccountId>, DispatchError> {
		let reason = HoldReason::Challenge.into();
		let (exact, force) = (Precision::BestEffort, Fortitude::Force);
		match verdict {
			Verdict::Upheld | Verdict::Moot => {
				T::Currency::release(&reason, by, bond, exact)?;
				Ok(Some(by.clone()))
			},
			Verdict::Refused => {
				T::Currency::burn_held(&reason, by, bond, exact, force)?;
				Ok(None)
			},
		}
	}
}
