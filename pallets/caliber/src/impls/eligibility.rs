//! What an item still needs and who can give it; what waits for whom. For views and runtime APIs:
//! the queue walks storage, in pages.

use super::facts::{role_of, Loaded};
use crate::{
	pallet::{Claims, Config, Items, OpenClaims, Pallet, PartedClaims, Policies},
	ClaimStatus, Place, State, FACTS,
};
use alloc::vec::Vec;
use caliber_primitives::{
	collateral::{Fact, Lack},
	eligibility::{Cure, Eligibility, Need, Pending, Task, Work},
	ids::{ClaimId, ItemId},
	roles::{Role, Roles},
	units::{Seconds, SECONDS_PER_DAY},
};

/// How long ahead the end of a fact is told: thirty days.
const SOON: Seconds = Seconds(30 * SECONDS_PER_DAY);

impl<T: Config> Loaded<T> {
	/// What is wrong with a fact, in the order of the standing.
	fn lacks(&self, item: ItemId, fact: Fact) -> Vec<Lack> {
		self.judged_for_pledge(item).wrong(fact, &self.counts(item)).collect()
	}

	/// Whether `who` could speak as `role` about the item now.
	fn may_speak(&self, item: ItemId, who: &T::AccountId, role: Role) -> bool {
		T::Roles::ensure(who, role, &self.record.subject(item)).is_ok()
			&& !self.judged().conflicts(who, role)
			&& (role != Role::Insurer || Pallet::<T>::ensure_pays(who).is_ok())
	}

	/// Who can cure a fact of which this is wrong.
	fn cure(&self, item: ItemId, fact: Fact, lacks: &[Lack]) -> Cure<T::AccountId> {
		if lacks.contains(&Lack::Disputed) {
			return Cure::Governance;
		}
		let role = role_of(fact);
		match (fact, lacks) {
			(Fact::Telemetry, _) => return self.cure_of_machines(),
			(Fact::Custody, [Lack::Unsited]) => return Cure::Register(self.record.site),
			(Fact::Title, [Lack::Liened]) => {
				let liens = Pallet::<T>::recorded_liens(item, &self.record);
				let last = liens.as_ref().and_then(|liens| liens.filed.last());
				return last
					.map_or(Cure::AnyOf(role), |lien| Cure::Release(lien.registrar.clone()));
			},
			(Fact::Insurance, [Lack::Claimed]) => return self.cure_of_claimed(item),
			// Only its insurer can say that it is paid, while he is one.
			(Fact::Insurance, [Lack::Lapsed] | [Lack::Lapsed, Lack::Claimed]) => {
				let insured = self.record.insurance.zip(self.policy.as_ref());
				let insurer = insured.filter(|(_, policy)| {
					Pallet::<T>::ensure_insurer(&policy.insurer, policy).is_ok()
				});
				return match insurer {
					Some((insurance, policy)) => {
						Cure::Acknowledge(insurance.policy, policy.insurer.clone())
					},
					None if lacks.contains(&Lack::Claimed) => self.cure_of_claimed(item),
					None => Cure::AnyOf(role),
				};
			},
			(Fact::Appraisal, [Lack::Cautious]) => {
				let end = self.judged().caution(self.counts(item));
				return Cure::Time(end.unwrap_or_default());
			},
			(Fact::Appraisal, [Lack::Pending]) => return Cure::Time(self.counts_from()),
			_ => (),
		}
		// Under an open claim nobody but its insurer covers the item.
		let claimed = lacks.contains(&Lack::Claimed);
		let another =
			lacks.contains(&Lack::OpinionMissing) || lacks.contains(&Lack::Cancelled) && !claimed;
		let judged = self.judged();
		// Nobody need speak anew while a premium can be paid.
		if let (Fact::Insurance, [], true, Some(insurance)) =
			(fact, lacks, judged.is_premium_next(), self.record.insurance)
		{
			return Cure::Premium(insurance.policy);
		}
		let giver = match lacks {
			[] | [Lack::Stale] => self.next_end(item, fact).map(|(giver, _)| giver),
			_ => judged.stated(fact).map(|(giver, _)| giver),
		};
		match giver.filter(|giver| !another && self.may_speak(item, giver, role)) {
			Some(giver) => Cure::Giver(role, giver.clone()),
			None if claimed => self.cure_of_claimed(item),
			None => Cure::AnyOf(role),
		}
	}

	/// Who can end the claim that is open on it: until then nobody else covers it.
	fn cure_of_claimed(&self, item: ItemId) -> Cure<T::AccountId> {
		OpenClaims::<T>::get(item).map_or(Cure::AnyOf(Role::Insurer), Cure::Claim)
	}

	/// Who can have the machines answer: their operator, once somebody who counts has named one who
	/// may.
	fn cure_of_machines(&self) -> Cure<T::AccountId> {
		let judged = self.judged();
		let operator = judged.site.map(|site| &site.operator);
		match operator.filter(|who| judged.sited && !judged.conflicts(who, Role::Custodian)) {
			Some(operator) => Cure::Operator(operator.clone()),
			None => Cure::Register(self.record.site),
		}
	}

	/// Whoever must speak first lest something be wrong with a fact, and before which second.
	fn next_end(&self, item: ItemId, fact: Fact) -> Option<(&T::AccountId, Seconds)> {
		let endings = self.judged().endings(fact, &self.counts(item));
		endings.into_iter().flatten().min_by_key(|(_, ends)| *ends)
	}

	/// From when on the last of its appraisals counts.
	fn counts_from(&self) -> Seconds {
		let judged = self.judged();
		let from = |place| judged.appraisal(place).map(|appraisal| appraisal.from());
		from(Place::First).max(from(Place::Second)).unwrap_or_default()
	}

	/// Every fact that something is wrong with or will be by `until`.
	fn needs(&self, item: ItemId, until: Seconds) -> Vec<Need<T::AccountId>> {
		let judged = self.judged();
		let mut needs: Vec<_> = FACTS
			.into_iter()
			.filter(|fact| judged.asks_for(*fact))
			.filter_map(|fact| {
				let lacks = self.lacks(item, fact);
				let ends = match lacks.is_empty() {
					true => self.next_end(item, fact).map(|(_, ends)| ends),
					false => judged.stated(fact).and_then(|(_, ends)| ends),
				};
				let matters = !lacks.is_empty() || ends.is_some_and(|ends| ends <= until);
				matters.then(|| Need { fact, ends, cure: self.cure(item, fact, &lacks), lacks })
			})
			.collect();
		// A stable sort: what is wrong keeps its order.
		needs.sort_by_key(|need| match need.lacks.is_empty() {
			true => need.ends,
			false => None,
		});
		needs
	}

	/// Whether what is wrong with a fact is its giver's alone to cure: it is in force, or a claim
	/// on it is open.
	fn is_his(&self, item: ItemId, need: &Need<T::AccountId>) -> bool {
		let wrong = !need.lacks.is_empty();
		wrong && (need.lacks.contains(&Lack::Claimed) || self.is_good(item, need.fact))
	}

	/// What `who` could do about the item.
	fn work_of(&self, item: ItemId, who: &T::AccountId, until: Seconds) -> Vec<Work> {
		let mut work = self.dealings(item, who);
		work.extend(self.facts_for(item, who, until));
		work
	}

	/// What waits for `who` beyond facts: hardware on offer, claims.
	fn dealings(&self, item: ItemId, who: &T::AccountId) -> Vec<Work> {
		let offered = Pallet::<T>::open_offer(item, Pallet::<T>::now())
			.filter(|offer| offer.to == *who)
			.map(|_| Work::AcceptCustody);
		let claim = OpenClaims::<T>::get(item).and_then(|id| Pallet::<T>::claim_for(id, who));
		offered.into_iter().chain(claim.map(|task| task.work)).collect()
	}

	/// What `who` could state about the item, hand over or end.
	fn facts_for(&self, item: ItemId, who: &T::AccountId, until: Seconds) -> Vec<Work> {
		match self.record.state {
			State::Retiring(_) => {
				let may = self.may_speak(item, who, Role::Registrar);
				return may.then_some(Work::Retire).into_iter().collect();
			},
			State::Redeeming(_)
				if self.ensure_redeemable(item).ok().as_ref() == Some(who)
					&& self.may_speak(item, who, Role::Custodian) =>
			{
				return [Work::HandOver].into_iter().collect();
			},
			_ => {},
		}
		let own = |fact| self.judged().stated(fact).is_some_and(|(giver, _)| giver == who);
		let may = |role| self.may_speak(item, who, role);
		self.needs(item, until)
			.into_iter()
			// Title and invoice are stated together.
			.filter(|need| need.fact != Fact::Invoice)
			.filter_map(|need| match need.cure {
				Cure::Governance | Cure::Time(_) | Cure::Premium(_) => None,
				// A site is registered, whatever item stands there; a claim is listed by itself.
				Cure::Register(_) | Cure::Claim(_) => None,
				Cure::Release(_) => may(Role::Registrar).then_some(Work::ClearLien),
				Cure::Acknowledge(policy, ref insurer) => {
					(insurer == who).then_some(Work::AcknowledgePremium(policy))
				},
				Cure::Operator(ref operator) => {
					let vouched = !matches!(self.record.state, State::Submitted(_));
					let renewed = need.lacks.is_empty().then_some(need.ends).flatten();
					let work = renewed
						.map_or(Work::State(need.fact), |ends| Work::Renew(need.fact, ends));
					(operator == who && vouched).then_some(work)
				},
				// Nobody else's word is taken for it.
				Cure::Giver(_, ref giver) if self.is_his(item, &need) => {
					(giver == who).then_some(Work::State(need.fact))
				},
				// Its giver cannot say it again: whoever follows him may do so before it ends.
				Cure::AnyOf(role)
					if need.lacks.is_empty() && need.fact != Fact::Appraisal && !own(need.fact) =>
				{
					need.ends.filter(|_| may(role)).map(|ends| Work::Renew(need.fact, ends))
				},
				_ if need.lacks.is_empty() => {
					let ends = self
						.judged()
						.endings(need.fact, &self.counts(item))
						.into_iter()
						.flatten()
						.find_map(|(giver, ends)| (giver == who && ends <= until).then_some(ends))?;
					may(role_of(need.fact)).then_some(Work::Renew(need.fact, ends))
				},
				// A second opinion is another's.
				Cure::AnyOf(_) if need.lacks.contains(&Lack::OpinionMissing) && own(need.fact) => {
					None
				},
				Cure::AnyOf(role) | Cure::Giver(role, _) => {
					may(role).then_some(Work::State(need.fact))
				},
			})
			.collect()
	}
}

impl<T: Config> Pallet<T> {
	/// What stands between an item and a pledge, now and soon.
	pub(crate) fn judge_eligibility(item: ItemId) -> Option<Eligibility<T::AccountId>> {
		let loaded = Self::load(item).ok()?;
		let now = Self::now();
		let until = now.saturating_add(SOON);
		Some(Eligibility { now, until, needs: loaded.needs(item, until) })
	}

	/// What a claim asks of `who`, if it is on a policy of his.
	fn claim_for(id: ClaimId, who: &T::AccountId) -> Option<Task> {
		let claim = Claims::<T>::get(id)?;
		let work = match claim.status {
			ClaimStatus::Filed(_) => Work::AnswerClaim(id),
			ClaimStatus::Accepted(_) | ClaimStatus::Overdue(_) => Work::PayClaim(id),
			_ => return None,
		};
		let his = Policies::<T>::get(claim.policy).is_some_and(|policy| policy.insurer == *who);
		his.then_some(Task { item: claim.item, work })
	}

	/// What waits for `who`: his claims that go on without their items, with the first page, then
	/// what is found from the item after `after` on in the order of their keys. Looks at a bounded
	/// number of items: views and runtime APIs ask it, no call does.
	pub fn queue_of(who: &T::AccountId, after: Option<ItemId>) -> Pending {
		let until = Self::now().saturating_add(SOON);
		let mut keys = match after {
			None => Items::<T>::iter_keys(),
			// The key need not exist any more.
			Some(item) => Items::<T>::iter_keys_from(Items::<T>::hashed_key_for(item)),
		};
		let most = usize::try_from(Pending::MAX_EXAMINED).unwrap_or(usize::MAX);
		let parted = after.is_none().then(|| PartedClaims::<T>::iter_key_prefix(who));
		let parted = parted.into_iter().flatten();
		let mut tasks: Vec<_> = parted.filter_map(|id| Self::claim_for(id, who)).collect();
		let (mut found, mut last) = (0, None);
		for item in keys.by_ref().take(most) {
			last = Some(item);
			let work = Self::load(item).map(|loaded| loaded.work_of(item, who, until));
			let before = tasks.len();
			tasks.extend(work.into_iter().flatten().map(|work| Task { item, work }));
			if tasks.len() > before {
				found = u32::saturating_add(found, 1);
			}
			if found >= Pending::MAX_ITEMS {
				break;
			}
		}
		Pending { tasks, next: last.filter(|_| keys.next().is_some()) }
	}
}
