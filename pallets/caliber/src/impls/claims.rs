//! Premiums, and claims on cover.

use super::Verdict;
use crate::{
	pallet::{
		Claims, Config, Contests, Error, Event, Items, NextClaim, OpenClaims, Pallet, PartedClaims,
		Policies,
	},
	Claim, ClaimStatus, Insurance, InsuranceRules, Open, Policy, Record, REFUSED_KEPT,
};
use caliber_finance::insurance::{premium, taken_out};
use caliber_primitives::{
	collateral::{Loss, LossPayee, Payout},
	dollar::{pay, Compliance},
	ids::{ClaimId, ItemId, LoanId, PolicyId},
	roles::{Role, Roles},
	units::{usdai_of_cents, Seconds, UsdCents, UsdaiAmount},
};
use frame_support::{ensure, storage::with_storage_layer};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// What is paid to move a policy's paid time to `until`.
	pub(crate) fn premium_to(policy: &Policy<T::AccountId>, until: Seconds) -> Option<UsdaiAmount> {
		let time = until.saturating_sub(policy.paid_until);
		premium(policy.cover.committed, policy.premium, time).ok()
	}

	/// Pays the insurer for cover to `until`.
	pub(crate) fn take_premium(
		payer: T::AccountId,
		id: PolicyId,
		until: Seconds,
	) -> DispatchResult {
		T::Compliance::ensure_free(&payer)?;
		let policy = Policies::<T>::get(id).ok_or(Error::<T>::UnknownPolicy)?;
		let lapsed = policy.has_lapsed(&Self::rules().insurance, Self::now());
		ensure!(!lapsed, Error::<T>::PolicyLapsed);
		let (from, insurer) = (policy.paid_until, policy.insurer.clone());
		let amount = Self::premium_to(&policy, until).ok_or(Error::<T>::PremiumTooHigh)?;
		Self::extend_premium(id, policy, until)?;
		pay::<_, T::Dollar>(&payer, &insurer, amount)?;
		let policy = id;
		Self::deposit_event(Event::PremiumPaid { policy, payer, insurer, amount, from, until });
		Ok(())
	}

	/// The insurer has been paid for cover to `until` elsewhere.
	pub(crate) fn confirm_premium(
		insurer: T::AccountId,
		id: PolicyId,
		until: Seconds,
	) -> DispatchResult {
		let policy = Policies::<T>::get(id).ok_or(Error::<T>::UnknownPolicy)?;
		Self::ensure_insurer(&insurer, &policy)?;
		let from = policy.paid_until;
		Self::extend_premium(id, policy, until)?;
		Self::deposit_event(Event::PremiumAcknowledged { policy: id, insurer, from, until });
		Ok(())
	}

	fn extend_premium(
		id: PolicyId,
		policy: Policy<T::AccountId>,
		until: Seconds,
	) -> Result<(), Error<T>> {
		let now = Self::now();
		let most = now.saturating_add(InsuranceRules::MAX_PREPAID).min(policy.until);
		ensure!(until > policy.paid_until && until <= most, Error::<T>::BadTerm);
		Policies::<T>::insert(id, policy.prepay(until, now));
		Ok(())
	}

	/// The cover of an item that counts now.
	pub(crate) fn cover_in_force(record: &Record<T::AccountId>) -> Result<Insurance, Error<T>> {
		let now = Self::now();
		let insurance = record.insurance.filter(|insurance| now < insurance.until);
		let insurance = insurance.ok_or(Error::<T>::NotCovered)?;
		let policy = Policies::<T>::get(insurance.policy).ok_or(Error::<T>::UnknownPolicy)?;
		ensure!(!policy.has_lapsed(&Self::rules().insurance, now), Error::<T>::NotCovered);
		Ok(insurance)
	}

	/// Files a claim for an item's holder, or for the loan that it stands for.
	pub(crate) fn lodge_claim(
		by: T::AccountId,
		item: ItemId,
		amount: UsdCents,
		evidence: H256,
	) -> DispatchResult {
		T::Compliance::ensure_free(&by)?;
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let loss = Loss::Casualty(evidence);
		if Self::holder(item, &record)? == by {
			return Self::put_claim(Some(by), item, &record, amount, loss);
		}
		let loan = record.state.loan().ok_or(Error::<T>::NotHolder)?;
		let serves = T::Roles::ensure(&by, Role::Servicer, &record.subject(item)).is_ok();
		ensure!(serves, Error::<T>::NotHolder);
		Self::ensure_insures_not(&by, &record)?;
		Self::put_loan_claim(item, loan, amount, loss)
	}

	/// Fails when an item is covered by `who`: he would put his own claim in another's place.
	fn ensure_insures_not(
		who: &T::AccountId,
		record: &Record<T::AccountId>,
	) -> Result<(), Error<T>> {
		let policy = record.insurance.and_then(|insurance| Policies::<T>::get(insurance.policy));
		let insures = policy.is_some_and(|policy| policy.insurer == *who);
		ensure!(!insures, Error::<T>::ConflictOfRoles);
		Ok(())
	}

	/// What of an item's cover is left for a loan's claim on residual value: an open claim that goes on beside
	/// it takes its part first.
	pub(crate) fn residual_floor(item: ItemId, insurance: &Insurance) -> UsdCents {
		let open = OpenClaims::<T>::get(item).and_then(Claims::<T>::get);
		let goes_on = |claim: &Claim<T::AccountId>| {
			let owed = claim.status.open().is_some_and(|open| open.owed);
			claim.policy == insurance.policy && (owed || claim.claimant.is_none())
		};
		let first = open.filter(goes_on).map_or(UsdCents::ZERO, |claim| claim.amount);
		insurance.floor.min(taken_out(insurance.cover, first))
	}

	/// Files a claim on an item's cover: its holder's, or the loan's without a claimant.
	pub(crate) fn put_claim(
		claimant: Option<T::AccountId>,
		item: ItemId,
		record: &Record<T::AccountId>,
		amount: UsdCents,
		loss: Loss,
	) -> DispatchResult {
		// What is asked for or given up is settled first.
		let standing = record.state.is_open() || record.state.loan().is_some();
		ensure!(standing, Error::<T>::Encumbered);
		let insurance = Self::cover_in_force(record)?;
		ensure!(!amount.is_zero(), Error::<T>::BadAmount);
		ensure!(amount <= insurance.cover, Error::<T>::AboveCover);
		Self::ensure_unclaimed(item)?;
		let claim = NextClaim::<T>::get();
		NextClaim::<T>::put(claim.next().ok_or(Error::<T>::NoIdLeft)?);
		let (policy, loan, filed) = (insurance.policy, record.state.loan(), Self::now());
		let deadline = filed.saturating_add(Self::rules().insurance.claim_time);
		OpenClaims::<T>::insert(item, claim);
		Self::count_open(policy, |claims| claims.saturating_add(1));
		Claims::<T>::insert(
			claim,
			Claim {
				item,
				policy,
				loan,
				claimant: claimant.clone(),
				amount,
				loss,
				filed,
				reserved: None,
				status: ClaimStatus::first(deadline),
			},
		);
		Self::deposit_event(Event::ClaimFiled {
			claim,
			item,
			policy,
			loan,
			claimant,
			amount,
			loss,
			deadline,
		});
		Ok(())
	}

	/// Files a loan's claim. All or nothing.
	pub(crate) fn put_loan_claim(
		item: ItemId,
		loan: LoanId,
		amount: UsdCents,
		loss: Loss,
	) -> DispatchResult {
		with_storage_layer(|| {
			let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
			ensure!(record.state.loan() == Some(loan), Error::<T>::NotEncumbered);
			let record = Self::make_way(item, record, loss)?;
			if loss == Loss::Residual {
				ensure!(record.state.seized_for(loan).is_some(), Error::<T>::NotSeized);
				let floor = record.insurance.map(|insurance| insurance.floor);
				ensure!(amount <= floor.ok_or(Error::<T>::NotCovered)?, Error::<T>::AboveFloor);
			}
			Self::put_claim(None, item, &record, amount, loss)
		})
	}

	/// An open claim makes way for a loan's: a holder's goes on by itself when it is owed, and is
	/// withdrawn while it is not; the loan's own on lost hardware goes on beside the one on residual value.
	fn make_way(
		item: ItemId,
		record: Record<T::AccountId>,
		loss: Loss,
	) -> Result<Record<T::AccountId>, DispatchError> {
		let Some(id) = OpenClaims::<T>::get(item) else {
			return Ok(record);
		};
		let (claim, policy) = Self::claim_of_insurer(id)?;
		let is_own = claim.claimant.is_none();
		let beside = loss == Loss::Residual && claim.loss != Loss::Residual;
		ensure!(!is_own || beside, Error::<T>::ClaimOpen);
		match claim.status.open() {
			Some(open) if !is_own && !open.owed => {
				Self::end_claim(id, claim, policy, open, None)?;
				Ok(record)
			},
			_ => {
				let record = Self::part_claim(id, item, record);
				Items::<T>::insert(item, &record);
				Ok(record)
			},
		}
	}

	/// A claim with the insurer that must pay.
	pub(super) fn claim_of_insurer(
		id: ClaimId,
	) -> Result<(Claim<T::AccountId>, Policy<T::AccountId>), Error<T>> {
		let claim = Claims::<T>::get(id).ok_or(Error::<T>::UnknownClaim)?;
		let policy = Policies::<T>::get(claim.policy).ok_or(Error::<T>::UnknownPolicy)?;
		Ok((claim, policy))
	}

	/// Brings a claim to a status; the claim as it is then.
	pub(super) fn write_status(
		id: ClaimId,
		claim: Claim<T::AccountId>,
		status: ClaimStatus,
	) -> Claim<T::AccountId> {
		if status.open().is_none() {
			Self::unlink(id, &claim);
		}
		let claim = Claim { status, ..claim };
		Claims::<T>::insert(id, &claim);
		claim
	}

	/// Tells a loan once that its claim on residual value brings nothing in time. Last: what is our
	/// own is written.
	pub(super) fn tell_loan(claim: &Claim<T::AccountId>) {
		if let (Some(loan), Loss::Residual) = (claim.loan, claim.loss) {
			T::LossPayee::give_up(loan, usdai_of_cents(claim.amount));
		}
	}

	/// A policy knows how many claims on it are open.
	fn count_open(id: PolicyId, count: impl FnOnce(u32) -> u32) {
		Policies::<T>::mutate(id, |policy| {
			if let Some(policy) = policy {
				policy.claims = count(policy.claims);
			}
		});
	}

	/// A claim that is over is nobody's open one. Its policy is written.
	fn unlink(id: ClaimId, claim: &Claim<T::AccountId>) {
		Self::count_open(claim.policy, |claims| claims.saturating_sub(1));
		match claim.reserved {
			Some(_) => {
				if let Some(Policy { insurer, .. }) = Policies::<T>::get(claim.policy) {
					PartedClaims::<T>::remove(insurer, id);
				}
			},
			None => OpenClaims::<T>::remove(claim.item),
		}
	}

	/// The cover of an item that a claim is on.
	fn claimed_cover(
		record: &Record<T::AccountId>,
		claim: &Claim<T::AccountId>,
	) -> Option<Insurance> {
		record.insurance.filter(|insurance| insurance.policy == claim.policy)
	}

	/// Takes a claim's amount out of limit and cover: the policy afterwards, and the item's cover.
	fn take_out(
		claim: &Claim<T::AccountId>,
		policy: Policy<T::AccountId>,
		covered: Option<Insurance>,
	) -> (Policy<T::AccountId>, Option<Insurance>) {
		let cover = covered.map_or(UsdCents::ZERO, |insurance| insurance.cover);
		let (policy, left) = policy.pay(claim.amount, cover);
		(policy, covered.and_then(|insurance| insurance.with_cover(left)))
	}

	/// A claim that is over without money gives back what it had off the limit.
	pub(super) fn give_back(
		policy: Policy<T::AccountId>,
		claim: &Claim<T::AccountId>,
	) -> Policy<T::AccountId> {
		policy.restore(claim.reserved.unwrap_or_default())
	}

	/// The insurer owes a claim: he says so, or has not answered in time.
	pub(crate) fn take_on_claim(by: T::AccountId, id: ClaimId) -> DispatchResult {
		let (claim, policy) = Self::claim_of_insurer(id)?;
		let ClaimStatus::Filed(filed) = claim.status else {
			return Err(Error::<T>::ClaimAnswered.into());
		};
		let now = Self::now();
		ensure!(by == policy.insurer || now >= filed.deadline(), Error::<T>::NotInsurer);
		let pay_by = now.saturating_add(Self::rules().insurance.payment_time);
		Self::write_status(id, claim, filed.accept(pay_by).into());
		Self::deposit_event(Event::ClaimAccepted { claim: id, by, pay_by });
		Ok(())
	}

	/// The insurer refuses a claim in time. It is open until nobody can contest that any more.
	pub(crate) fn turn_down_claim(by: T::AccountId, id: ClaimId, reason: H256) -> DispatchResult {
		let (claim, policy) = Self::claim_of_insurer(id)?;
		Self::ensure_insurer(&by, &policy)?;
		let ClaimStatus::Filed(filed) = claim.status else {
			return Err(Error::<T>::ClaimAnswered.into());
		};
		let now = Self::now();
		let until = now.saturating_add(Self::rules().appraisals.challenge_time);
		let rejected = filed.reject(reason, until, now).ok_or(Error::<T>::TooLate)?;
		Self::write_status(id, claim, rejected.into());
		Self::deposit_event(Event::ClaimRejected { claim: id, insurer: by, reason, until });
		Ok(())
	}

	/// The insurer pays the loan that the item stood for, or whoever holds title; of a claim that
	/// goes on by itself whoever held it then.
	pub(crate) fn settle_claim(insurer: T::AccountId, id: ClaimId) -> DispatchResult {
		let (claim, policy) = Self::claim_of_insurer(id)?;
		ensure!(insurer == policy.insurer, Error::<T>::NotInsurer);
		let owed = claim.status.owed().ok_or(Error::<T>::ClaimNotOwed)?;
		ensure!(Self::is_needed(&claim), Error::<T>::ClaimNotOwed);
		T::Compliance::ensure_free(&insurer)?;
		let Claim { item, amount, loan, loss, .. } = claim;
		let record = Items::<T>::get(item);
		// Whoever is frozen may receive: nobody falls into default because of whom he owes.
		let to = match (loan, &claim.claimant, &record) {
			(Some(_), ..) => None,
			// It goes on by itself: whoever has the item now is no party to it.
			(None, Some(claimant), _) if claim.reserved.is_some() => Some(claimant.clone()),
			(None, _, Some(record)) => Some(Self::holder(item, record)?),
			(None, _, None) => return Err(Error::<T>::UnknownItem.into()),
		};

		let covered = record.as_ref().and_then(|record| Self::claimed_cover(record, &claim));
		let (policy, insurance) = match claim.reserved {
			Some(_) => (policy, covered),
			None => Self::take_out(&claim, policy, covered),
		};
		Policies::<T>::insert(claim.policy, Self::uncount_overdue(policy, owed.late));
		if let (Some(record), true) = (record, insurance != covered) {
			Items::<T>::insert(item, Record { insurance, ..record });
		}
		Self::write_status(id, claim, owed.pay(Self::now()).into());

		let paid = usdai_of_cents(amount);
		let payout = Payout { amount: paid, loss, given_up: owed.late };
		match (loan, &to) {
			(Some(loan), _) => T::LossPayee::receive(loan, &insurer, payout)?,
			(None, Some(holder)) => pay::<_, T::Dollar>(&insurer, holder, paid)?,
			(None, None) => (),
		}
		let left = insurance.map_or(UsdCents::ZERO, |insurance| insurance.cover);
		Self::deposit_event(Event::ClaimPaid { claim: id, item, insurer, loan, to, amount, left });
		Ok(())
	}

	/// The insurer has not paid in time: every item of the policy shows it.
	pub(crate) fn mark_overdue(by: T::AccountId, id: ClaimId) -> DispatchResult {
		let (claim, policy) = Self::claim_of_insurer(id)?;
		let ClaimStatus::Accepted(accepted) = claim.status else {
			return Err(Error::<T>::ClaimNotOwed.into());
		};
		ensure!(Self::is_needed(&claim), Error::<T>::ClaimNotOwed);
		let late = accepted.overdue(Self::now()).ok_or(Error::<T>::TooEarly)?;
		let policy_id = claim.policy;
		Policies::<T>::insert(policy_id, Self::count_overdue(policy));
		let claim = Self::write_status(id, claim, late.into());
		Self::tell_loan(&claim);
		Self::deposit_event(Event::ClaimOverdue { claim: id, policy: policy_id, by });
		Ok(())
	}

	/// Whoever has the money gives up a claim that is no loan's; anyone one that makes up for a
	/// loss that nobody has any more.
	pub(crate) fn give_up_claim(by: T::AccountId, id: ClaimId) -> DispatchResult {
		let (claim, policy) = Self::claim_of_insurer(id)?;
		let open = claim.status.open().ok_or(Error::<T>::ClaimAnswered)?;
		if Self::is_needed(&claim) {
			match (claim.reserved, claim.loan) {
				(Some(_), Some(_)) => return Err(Error::<T>::LoansClaim.into()),
				(Some(_), None) => {
					ensure!(claim.claimant.as_ref() == Some(&by), Error::<T>::NotHolder);
				},
				(None, _) => {
					let record = Self::held_by(&by, claim.item)?;
					ensure!(record.state.loan().is_none(), Error::<T>::Encumbered);
				},
			}
		}
		Self::end_claim(id, claim, policy, open, Some(by))
	}

	/// A claim that was refused long ago is forgotten.
	pub(crate) fn drop_claim(by: T::AccountId, id: ClaimId) -> DispatchResult {
		let claim = Claims::<T>::get(id).ok_or(Error::<T>::UnknownClaim)?;
		let refused = claim.status.refused().ok_or(Error::<T>::ClaimKept)?;
		ensure!(refused <= Self::now().saturating_sub(REFUSED_KEPT), Error::<T>::TooEarly);
		Claims::<T>::remove(id);
		Self::deposit_event(Event::ClaimForgotten { claim: id, by });
		Ok(())
	}

	/// Ends a claim that nobody claims any more. A loan was told of one that is late.
	fn end_claim(
		id: ClaimId,
		claim: Claim<T::AccountId>,
		policy: Policy<T::AccountId>,
		open: Open,
		by: Option<T::AccountId>,
	) -> DispatchResult {
		let policy = Self::uncount_overdue(Self::give_back(policy, &claim), open.late);
		Policies::<T>::insert(claim.policy, policy);
		let contest = Contests::<T>::take(id);
		let claim = match open.withdraw(Self::now()) {
			Some(withdrawn) => Self::write_status(id, claim, withdrawn.into()),
			None => {
				Self::unlink(id, &claim);
				Claims::<T>::remove(id);
				claim
			},
		};
		Self::settle_contest(id, contest, Verdict::Moot)?;
		if !open.late {
			Self::tell_loan(&claim);
		}
		Self::deposit_event(Event::ClaimWithdrawn { claim: id, by });
		Ok(())
	}

	/// Whether a claim makes up for a loss that somebody has. What is left for lenders to claim is
	/// nothing once a loan is over, and it never becomes the borrower's gain.
	fn is_needed(claim: &Claim<T::AccountId>) -> bool {
		claim.loss != Loss::Residual || claim.loan.is_some_and(T::LossPayee::is_owed)
	}

	/// Fails while a claim on the item's cover is open.
	pub(crate) fn ensure_unclaimed(item: ItemId) -> Result<(), Error<T>> {
		ensure!(!OpenClaims::<T>::contains_key(item), Error::<T>::ClaimOpen);
		Ok(())
	}

	/// The claim that is open on an item goes on by itself: the item has a new holder, who is no
	/// party to the claim of a loan, or its cover is struck. The item without what is claimed.
	pub(crate) fn part_from_claim(
		item: ItemId,
		record: Record<T::AccountId>,
	) -> Record<T::AccountId> {
		match OpenClaims::<T>::get(item) {
			Some(id) => Self::part_claim(id, item, record),
			None => record,
		}
	}

	fn part_claim(id: ClaimId, item: ItemId, record: Record<T::AccountId>) -> Record<T::AccountId> {
		let Ok((claim, policy)) = Self::claim_of_insurer(id) else {
			return record;
		};
		// Whoever holds title now has the loss: no later holder has.
		let claimant = match claim.loan {
			Some(_) => claim.claimant.clone(),
			None => Self::holder(item, &record).ok().or(claim.claimant.clone()),
		};
		let limit = policy.cover.limit;
		let covered = Self::claimed_cover(&record, &claim);
		let (policy, insurance) = Self::take_out(&claim, policy, covered);
		let reserved = Some(taken_out(limit, policy.cover.limit));
		PartedClaims::<T>::insert(&policy.insurer, id, ());
		Policies::<T>::insert(claim.policy, policy);
		OpenClaims::<T>::remove(item);
		Claims::<T>::insert(id, Claim { reserved, claimant, ..claim });
		let left = insurance.map_or(UsdCents::ZERO, |insurance| insurance.cover);
		Self::deposit_event(Event::ClaimParted { claim: id, item, left });
		match covered {
			Some(_) => Record { insurance, ..record },
			None => record,
		}
	}
}
