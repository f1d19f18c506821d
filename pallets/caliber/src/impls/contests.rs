//! An insurer's refusal is not the last word: whoever has the loss, or speaks for those who lent,
//! stands for the claim with CAL, and governance decides (protocol.md 7.6).

use super::Verdict;
use crate::{
	pallet::{Config, Contests, Error, Event, HoldReason, Items, Pallet, Policies},
	Claim, ClaimStatus, Contest, Policy, Refused,
};
use caliber_primitives::{
	dollar::Compliance,
	ids::ClaimId,
	roles::{Role, RoleError, Roles, Subject},
};
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate as _, Get},
};
use sp_core::H256;
use sp_runtime::DispatchResult;

/// Who may say for a loan that its claim is owed.
const SPEAKERS: [Role; 3] = [Role::Servicer, Role::Curator, Role::Originator];

impl<T: Config> Pallet<T> {
	/// Stands for a claim that its insurer has refused.
	pub(crate) fn put_contest(by: T::AccountId, id: ClaimId, evidence: H256) -> DispatchResult {
		T::Compliance::ensure_free(&by)?;
		let (claim, policy) = Self::claim_of_insurer(id)?;
		// He would be done with the contests of others.
		ensure!(by != policy.insurer, Error::<T>::ConflictOfRoles);
		Self::ensure_may_contest(&by, &claim, &policy)?;
		let ClaimStatus::Rejected(rejected) = claim.status else {
			return Err(Error::<T>::ClaimNotRejected.into());
		};
		let now = Self::now();
		let ends = now.saturating_add(Self::rules().appraisals.challenge_time);
		let contested = rejected.contest(ends, now).ok_or(Error::<T>::TooLate)?;
		let bond = T::ChallengeBond::get();
		Contests::<T>::insert(id, Contest { by: by.clone(), bond, evidence });
		Self::write_status(id, claim, contested.into());
		T::Currency::hold(&HoldReason::Challenge.into(), &by, bond)?;
		Self::deposit_event(Event::ClaimContested { claim: id, by, bond, evidence, ends });
		Ok(())
	}

	/// Fails unless the money would be his, or he speaks for the loan that it would be.
	fn ensure_may_contest(
		by: &T::AccountId,
		claim: &Claim<T::AccountId>,
		policy: &Policy<T::AccountId>,
	) -> Result<(), Error<T>> {
		let record = Items::<T>::get(claim.item);
		let claimant = match (claim.loan, claim.reserved, &record) {
			// It is the title's, whoever filed it.
			(None, None, Some(record)) => Self::holder(claim.item, record).ok(),
			_ => claim.claimant.clone(),
		};
		if claimant.as_ref() == Some(by) {
			return Ok(());
		}
		ensure!(claim.loan.is_some(), Error::<T>::NotHolder);
		// Of an item that is gone its policy knows the class, and nobody else has its id.
		let gone = Subject { class: Some(policy.class), site: None, item: Some(claim.item) };
		let about = record.map_or(gone, |record| record.subject(claim.item));
		let speaks = SPEAKERS.into_iter().any(|role| T::Roles::ensure(by, role, &about).is_ok());
		ensure!(speaks, Error::<T>::NotAuthorised(RoleError::NotGranted));
		Ok(())
	}

	/// Governance decides whether a contested claim is owed.
	pub(crate) fn end_contest(id: ClaimId, owed: bool) -> DispatchResult {
		let (claim, policy) = Self::claim_of_insurer(id)?;
		let ClaimStatus::Contested(contested) = claim.status else {
			return Err(Error::<T>::ClaimNotContested.into());
		};
		let now = Self::now();
		if !owed {
			return Self::refuse_for_good(id, claim, policy, contested.refuse(now), None);
		}
		let pay_by = now.saturating_add(Self::rules().insurance.payment_time);
		let contest = Contests::<T>::take(id);
		Self::write_status(id, claim, contested.uphold(pay_by).into());
		Self::settle_contest(id, contest, Verdict::Upheld)?;
		Self::deposit_event(Event::ClaimUpheld { claim: id, pay_by });
		Ok(())
	}

	/// Nobody has contested a refusal in time, or governance has been silent about it.
	pub(crate) fn close_refusal(by: T::AccountId, id: ClaimId) -> DispatchResult {
		let (claim, policy) = Self::claim_of_insurer(id)?;
		let now = Self::now();
		let refused = match claim.status {
			ClaimStatus::Rejected(rejected) => rejected.close(now),
			ClaimStatus::Contested(contested) => contested.close(now),
			_ => return Err(Error::<T>::ClaimNotRejected.into()),
		};
		let refused = refused.ok_or(Error::<T>::TooEarly)?;
		Self::refuse_for_good(id, claim, policy, refused, Some(by))
	}

	/// A claim is over without money: what it had off the limit goes back, a bond to nobody.
	fn refuse_for_good(
		id: ClaimId,
		claim: Claim<T::AccountId>,
		policy: Policy<T::AccountId>,
		refused: Refused,
		by: Option<T::AccountId>,
	) -> DispatchResult {
		Policies::<T>::insert(claim.policy, Self::give_back(policy, &claim));
		let contest = Contests::<T>::take(id);
		let claim = Self::write_status(id, claim, refused.into());
		Self::settle_contest(id, contest, Verdict::Refused)?;
		Self::tell_loan(&claim);
		Self::deposit_event(Event::ClaimRefused { claim: id, by });
		Ok(())
	}

	/// Ends a contest that was taken.
	pub(super) fn settle_contest(
		claim: ClaimId,
		contest: Option<Contest<T::AccountId>>,
		verdict: Verdict,
	) -> DispatchResult {
		let Some(Contest { by, bond, .. }) = contest else {
			return Ok(());
		};
		let to = Self::settle_bond(&by, bond, verdict)?;
		let upheld = verdict == Verdict::Upheld;
		Self::deposit_event(Event::ContestEnded { claim, by, to, bond, upheld });
		Ok(())
	}
}
