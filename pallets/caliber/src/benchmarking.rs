//! Each call in its worst case: an item of the largest model with every fact.

mod scenes;

use super::*;
use crate::{
	impls::{largest_sku, SKU},
	pallet::{
		Challenges, Claims, Contests, CurrentRules, CustodyOffers, HandedOver, Items, Liens,
		LostDisputes, NextClaim, OpenClaims, Policies, SeizedFrom, SerialOf, Sites, Skus,
	},
};
use alloc::vec::Vec;
use caliber_primitives::{
	collateral::{Collateral, Fact, Loss},
	ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId, SiteId},
	roles::{Role, Roles},
	units::{usdai_of_cents, Ppm, Seconds, UsdCents},
};
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, EnsureOrigin, Get};
use frame_system::RawOrigin;
use sp_core::H256;
use sp_runtime::DispatchResult;

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::{scenes::*, *};

	#[benchmark]
	fn submit(s: Linear<1, MAX_SERIALS>) -> Result<(), BenchmarkError> {
		let owner = rich::<T>();
		Pallet::<T>::set_up_model();
		let item = NextItem::<T>::get();
		let list = serials(s);
		#[extrinsic_call]
		_(
			RawOrigin::Signed(owner.clone()),
			AssetClass::Gpu,
			SKU,
			1_000,
			list,
			SiteId(0),
			H256::zero(),
		);
		assert_eq!(<Pallet<T> as Collateral<_>>::owner(item), Some(owner));
		Ok(())
	}

	#[benchmark]
	fn withdraw_submission(s: Linear<1, MAX_SERIALS>) -> Result<(), BenchmarkError> {
		let (owner, item) = submitted::<T>(s)?;
		let list = serials(s);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item, list);
		assert!(!Items::<T>::contains_key(item));
		assert!(SerialOf::<T>::iter_values().all(|named| named != item));
		Ok(())
	}

	#[benchmark]
	fn attest_custody() -> Result<(), BenchmarkError> {
		// Of what was seized, from another, who does not count and had offered it.
		let (_, item) = active::<T>()?;
		seize::<T>(item)?;
		let who = Pallet::<T>::set_up_giver(Role::Custodian);
		offered_by_gone::<T>(item, &who);
		let expires = soon::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, H256::repeat_byte(1), expires);
		assert_eq!(Items::<T>::get(item).and_then(|r| r.custody).map(|c| c.expires), Some(expires));
		Ok(())
	}

	#[benchmark]
	fn attest_title() -> Result<(), BenchmarkError> {
		let (_, item) = active::<T>()?;
		seize::<T>(item)?;
		let who = Pallet::<T>::set_up_giver(Role::Registrar);
		let lapses = soon::<T>();
		let invoice = Invoice { price: VALUE, date: Pallet::<T>::now().day() };
		let (document, filing) = (H256::repeat_byte(1), H256::repeat_byte(2));
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, document, filing, lapses, invoice, paper());
		assert_eq!(Items::<T>::get(item).and_then(|r| r.title).map(|t| t.lapses), Some(lapses));
		Ok(())
	}

	#[benchmark]
	fn open_policy() -> Result<(), BenchmarkError> {
		let who = Pallet::<T>::set_up_giver(Role::Insurer);
		let policy = NextPolicy::<T>::get();
		let until = soon::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), AssetClass::Gpu, VALUE, Ppm(1), until, H256::repeat_byte(1));
		assert!(Policies::<T>::contains_key(policy));
		Ok(())
	}

	#[benchmark]
	fn insure() -> Result<(), BenchmarkError> {
		let (who, item, policy, until) = insured_by_gone::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, policy, VALUE, VALUE, until);
		assert_eq!(Policies::<T>::get(policy).map(|p| p.cover.committed), Some(VALUE));
		assert_eq!(
			Policies::<T>::get(PolicyId(0)).map(|p| p.cover.committed),
			Some(UsdCents::ZERO)
		);
		Ok(())
	}

	#[benchmark]
	fn appraise() -> Result<(), BenchmarkError> {
		// What was seized is worth more again: its curve and its market are asked.
		let (_, item) = active::<T>()?;
		seize::<T>(item)?;
		// Others can challenge it, whatever the state's rules say.
		CurrentRules::<T>::put(RulesInForce::new(Rules::default()));
		let who = Pallet::<T>::set_up_giver(Role::Appraiser);
		let expires = Pallet::<T>::now().saturating_add(Rules::default().appraisals.min_life);
		let more = UsdCents(VALUE.get().saturating_add(1));
		let values = Values { fair: more, orderly: more, forced: more };
		let today = Pallet::<T>::now().day();
		let basis = Basis { method: Method::Income, grade: Grade::Used };
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, values, basis, today, expires, H256::repeat_byte(1));
		let appraisal = Items::<T>::get(item).and_then(|r| r.appraisal);
		assert!(appraisal.is_some_and(|a| a.expires == expires && a.wait > 0));
		Ok(())
	}

	#[benchmark]
	fn activate() -> Result<(), BenchmarkError> {
		let (owner, item) = attested::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item);
		assert!(Items::<T>::get(item).is_some_and(|r| r.state.free().is_some()));
		Ok(())
	}

	#[benchmark]
	fn heartbeat(n: Linear<0, MAX_BATCH>) -> Result<(), BenchmarkError> {
		// Each at a site of its own; the clock of a benchmark may stand at zero.
		let who = Pallet::<T>::set_up_giver(Role::Custodian);
		let rules = Rules { heartbeat_gap: Seconds::ZERO, ..Rules::default() };
		CurrentRules::<T>::put(RulesInForce::new(rules));
		let beats = beats::<T>(n, &who)?;
		frame_system::Pallet::<T>::reset_events();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), beats);
		assert_eq!(frame_system::Pallet::<T>::event_count(), n);
		Ok(())
	}

	#[benchmark]
	fn dispute() -> Result<(), BenchmarkError> {
		// Its holder waits for the hardware, and a challenge gives way.
		let (owner, item) = challenged::<T>()?;
		Pallet::<T>::request_redemption(RawOrigin::Signed(owner).into(), item)?;
		let who = Pallet::<T>::set_up_giver(Role::Registrar);
		with_bond::<T>(&who);
		lost::<T>(item);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, Fact::Insurance, H256::zero());
		assert_eq!(Items::<T>::get(item).and_then(|r| r.dispute), Some(Fact::Insurance));
		Ok(())
	}

	#[benchmark]
	fn resolve() -> Result<(), BenchmarkError> {
		// A claim on the cover that is struck goes on by itself.
		let (_, item, claim) = claimed::<T>()?;
		disputed::<T>(item, Fact::Insurance)?;
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, item, true);
		assert!(Items::<T>::get(item).is_some_and(|record| record.insurance.is_none()));
		assert!(Claims::<T>::get(claim).is_some_and(|claim| claim.reserved.is_some()));
		Ok(())
	}

	#[benchmark]
	fn request_redemption() -> Result<(), BenchmarkError> {
		let (owner, item) = challenged::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item);
		assert!(Items::<T>::get(item).is_some_and(|r| matches!(r.state, State::Redeeming(_))));
		Ok(())
	}

	#[benchmark]
	fn cancel_redemption() -> Result<(), BenchmarkError> {
		let (owner, item) = active::<T>()?;
		Pallet::<T>::request_redemption(RawOrigin::Signed(owner.clone()).into(), item)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item);
		assert!(Items::<T>::get(item).is_some_and(|r| r.state.free().is_some()));
		Ok(())
	}

	#[benchmark]
	fn confirm_handover() -> Result<(), BenchmarkError> {
		let (owner, item) = challenged::<T>()?;
		Pallet::<T>::request_redemption(RawOrigin::Signed(owner).into(), item)?;
		let who = Pallet::<T>::set_up_giver(Role::Custodian);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, H256::repeat_byte(1));
		assert!(!Items::<T>::contains_key(item) && HandedOver::<T>::contains_key(item));
		Ok(())
	}

	#[benchmark]
	fn set_sku() -> Result<(), BenchmarkError> {
		Pallet::<T>::set_up_model();
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, SKU, largest_sku());
		assert!(Skus::<T>::contains_key(SKU));
		Ok(())
	}

	#[benchmark]
	fn set_rules() -> Result<(), BenchmarkError> {
		// A silence and a grace that are shortened.
		let insurance = InsuranceRules { premium_grace: Seconds(1), ..Default::default() };
		let rules = Rules { custody_silence: Seconds(1), insurance, ..Default::default() };
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, rules);
		assert_eq!(CurrentRules::<T>::get().set, rules);
		Ok(())
	}

	#[benchmark]
	fn amend() -> Result<(), BenchmarkError> {
		let (owner, item) = submitted::<T>(1)?;
		let document = H256::repeat_byte(1);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item, document);
		assert_eq!(Items::<T>::get(item).map(|r| r.document), Some(document));
		Ok(())
	}

	#[benchmark]
	fn split(s: Linear<2, MAX_SERIALS>) -> Result<(), BenchmarkError> {
		// All but one serial move.
		let holder = buyer::<T>();
		let (item, mut moved) = bought::<T>(&holder, s, 0)?;
		let kept = SerialList::truncate_from(moved.pop().into_iter().collect());
		let new = NextItem::<T>::get();
		#[extrinsic_call]
		_(RawOrigin::Signed(holder), item, kept, moved, 500);
		let moved = Items::<T>::get(new).map(|record| u32::from(record.serials.count));
		assert_eq!(moved, Some(s.saturating_sub(1)));
		Ok(())
	}

	#[benchmark]
	fn merge(s: Linear<2, MAX_SERIALS>) -> Result<(), BenchmarkError> {
		// All but one serial move; each lot has a policy of its own, and each deposit is another
		// seller's.
		let holder = buyer::<T>();
		let (into, mut list) = bought::<T>(&holder, 1, 0)?;
		let (from, more) = bought::<T>(&holder, s.saturating_sub(1), 1)?;
		for serial in more {
			let _ = list.try_push(serial);
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(holder), into, from, list);
		assert_eq!(Items::<T>::get(into).map(|r| u32::from(r.serials.count)), Some(s));
		assert!(!Items::<T>::contains_key(from));
		Ok(())
	}

	#[benchmark]
	fn request_retirement() -> Result<(), BenchmarkError> {
		let (owner, item) = challenged::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item, Cause::Lost);
		assert!(Items::<T>::get(item).is_some_and(|r| matches!(r.state, State::Retiring(_))));
		Ok(())
	}

	#[benchmark]
	fn cancel_retirement() -> Result<(), BenchmarkError> {
		let (owner, item) = active::<T>()?;
		let origin = RawOrigin::Signed(owner.clone()).into();
		Pallet::<T>::request_retirement(origin, item, Cause::Lost)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item);
		assert!(Items::<T>::get(item).is_some_and(|r| matches!(r.state, State::Attested(_))));
		Ok(())
	}

	#[benchmark]
	fn retire() -> Result<(), BenchmarkError> {
		let (owner, item) = challenged::<T>()?;
		let origin = RawOrigin::Signed(owner).into();
		Pallet::<T>::request_retirement(origin, item, Cause::Lost)?;
		let who = Pallet::<T>::set_up_giver(Role::Registrar);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, H256::zero());
		assert!(!Items::<T>::contains_key(item));
		Ok(())
	}

	#[benchmark]
	fn set_site() -> Result<(), BenchmarkError> {
		let site = SiteId(0);
		Pallet::<T>::set_up_site(site);
		let who = Pallet::<T>::set_up_giver(Role::Registrar);
		let operator: T::AccountId = account("operator", 0, 0);
		let premises = Premises::Leased { waiver: H256::repeat_byte(2) };
		#[extrinsic_call]
		_(RawOrigin::Signed(who), site, SiteTier::I, operator.clone(), premises);
		assert_eq!(Sites::<T>::get(site).map(|s| s.operator), Some(operator));
		Ok(())
	}

	#[benchmark]
	fn offer_custody() -> Result<(), BenchmarkError> {
		let (who, item) = offered::<T>()?;
		let to: T::AccountId = account("next", 0, 0);
		let until = soon::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, to.clone(), until);
		assert_eq!(CustodyOffers::<T>::get(item).map(|offer| offer.to), Some(to));
		Ok(())
	}

	#[benchmark]
	fn withdraw_custody_offer() -> Result<(), BenchmarkError> {
		let (who, item) = offered::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item);
		assert!(!CustodyOffers::<T>::contains_key(item));
		Ok(())
	}

	#[benchmark]
	fn accept_custody() -> Result<(), BenchmarkError> {
		let (who, item) = offered::<T>()?;
		let site = SiteId(1);
		Pallet::<T>::set_up_site(site);
		let expires = soon::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, H256::repeat_byte(1), site, expires);
		assert_eq!(Items::<T>::get(item).map(|r| r.site), Some(site));
		Ok(())
	}

	#[benchmark]
	fn confirm_custody(n: Linear<0, MAX_BATCH>) -> Result<(), BenchmarkError> {
		let who = Pallet::<T>::set_up_giver(Role::Custodian);
		let items = ItemList::truncate_from(many::<T>(n, &who)?);
		frame_system::Pallet::<T>::reset_events();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), items);
		assert_eq!(frame_system::Pallet::<T>::event_count(), n);
		Ok(())
	}

	#[benchmark]
	fn record_lien() -> Result<(), BenchmarkError> {
		// Of what was seized; whoever lost disputes are as many as there may be.
		let (_, item) = active::<T>()?;
		seize::<T>(item)?;
		let who = Pallet::<T>::set_up_giver(Role::Registrar);
		lost::<T>(item);
		let lapses = soon::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, H256::repeat_byte(1), lapses);
		assert!(Liens::<T>::get(item).is_some_and(|liens| liens.cleared.is_none()));
		Ok(())
	}

	#[benchmark]
	fn clear_lien() -> Result<(), BenchmarkError> {
		let (_, item) = active::<T>()?;
		seize::<T>(item)?;
		let who = Pallet::<T>::set_up_giver(Role::Registrar);
		uncleared::<T>(item);
		lost::<T>(item);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, H256::repeat_byte(1));
		assert!(Liens::<T>::get(item).is_some_and(|liens| liens.cleared.is_some()));
		Ok(())
	}

	#[benchmark]
	fn refuse_redemption() -> Result<(), BenchmarkError> {
		let (owner, item) = active::<T>()?;
		Pallet::<T>::request_redemption(RawOrigin::Signed(owner).into(), item)?;
		let who = Pallet::<T>::set_up_giver(Role::Custodian);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, H256::zero());
		assert!(Items::<T>::get(item).is_some_and(|r| r.state.free().is_some()));
		Ok(())
	}

	#[benchmark]
	fn escalate_redemption() -> Result<(), BenchmarkError> {
		let (owner, item) = challenged::<T>()?;
		let record = Items::<T>::get(item).ok_or("no item")?;
		let free = record.state.free().ok_or("not free")?;
		let state = free.request(Pallet::<T>::now()).into();
		Items::<T>::insert(item, Record { state, ..record });
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item);
		assert_eq!(Items::<T>::get(item).and_then(|r| r.dispute), Some(Fact::Custody));
		Ok(())
	}

	#[benchmark]
	fn pay_premium() -> Result<(), BenchmarkError> {
		let policy = unpaid::<T>()?;
		let payer = buyer::<T>();
		with_dollars::<T>(&payer)?;
		let until = soon::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(payer), policy, until);
		assert_eq!(Policies::<T>::get(policy).map(|p| p.paid_until), Some(until));
		Ok(())
	}

	#[benchmark]
	fn acknowledge_premium() -> Result<(), BenchmarkError> {
		let policy = unpaid::<T>()?;
		let who = Pallet::<T>::set_up_giver(Role::Insurer);
		let until = soon::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), policy, until);
		assert_eq!(Policies::<T>::get(policy).map(|p| p.paid_until), Some(until));
		Ok(())
	}

	#[benchmark]
	fn file_claim() -> Result<(), BenchmarkError> {
		// For a loan, in the place of a claim of the holder's that is contested.
		let (_, item, _) = contested::<T>()?;
		pledge::<T>(item)?;
		let who = buyer::<T>();
		T::Roles::set_up_grant(&who, Role::Servicer);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, VALUE, H256::zero());
		assert!(OpenClaims::<T>::contains_key(item));
		assert_eq!(Contests::<T>::iter().count(), 0);
		Ok(())
	}

	#[benchmark]
	fn accept_claim() -> Result<(), BenchmarkError> {
		let (_, _, claim) = claimed::<T>()?;
		let who = Pallet::<T>::set_up_giver(Role::Insurer);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), claim);
		assert!(Claims::<T>::get(claim).is_some_and(|claim| claim.status.owed().is_some()));
		Ok(())
	}

	#[benchmark]
	fn reject_claim() -> Result<(), BenchmarkError> {
		let (_, _, claim) = claimed::<T>()?;
		let who = Pallet::<T>::set_up_giver(Role::Insurer);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), claim, H256::zero());
		assert!(Claims::<T>::get(claim).is_some_and(|claim| claim.status.reason().is_some()));
		Ok(())
	}

	#[benchmark]
	fn pay_claim() -> Result<(), BenchmarkError> {
		// Whoever holds title has no dollars before.
		let (_, item, claim) = owed::<T>()?;
		Pallet::<T>::report_overdue_claim(RawOrigin::Signed(buyer::<T>()).into(), claim)?;
		let who = Pallet::<T>::set_up_giver(Role::Insurer);
		with_dollars::<T>(&who)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who), claim);
		assert!(is_over::<T>(claim));
		assert!(Items::<T>::get(item).is_some_and(|record| record.insurance.is_none()));
		Ok(())
	}

	#[benchmark]
	fn report_overdue_claim() -> Result<(), BenchmarkError> {
		let (owner, _, claim) = owed::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), claim);
		assert!(Claims::<T>::get(claim)
			.and_then(|claim| claim.status.open())
			.is_some_and(|open| open.late));
		Ok(())
	}

	#[benchmark]
	fn withdraw_claim() -> Result<(), BenchmarkError> {
		// A bond is more than a debt.
		let (owner, _, claim) = contested::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), claim);
		assert!(!Claims::<T>::contains_key(claim) && !Contests::<T>::contains_key(claim));
		Ok(())
	}

	#[benchmark]
	fn cancel_cover() -> Result<(), BenchmarkError> {
		let (_, item) = active::<T>()?;
		let who = Pallet::<T>::set_up_giver(Role::Insurer);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item);
		assert!(Items::<T>::get(item).and_then(|r| r.insurance).is_some_and(|i| i.cancelled));
		Ok(())
	}

	#[benchmark]
	fn free_ended_cover() -> Result<(), BenchmarkError> {
		let (item, _) = uncovered::<T>()?;
		let who: T::AccountId = account("anyone", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item);
		assert!(Items::<T>::get(item).is_some_and(|r| r.insurance.is_none()));
		Ok(())
	}

	#[benchmark]
	fn close_policy() -> Result<(), BenchmarkError> {
		let (item, policy) = uncovered::<T>()?;
		let who: T::AccountId = account("anyone", 0, 0);
		Pallet::<T>::free_ended_cover(RawOrigin::Signed(who.clone()).into(), item)?;
		over::<T>(policy);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), policy);
		assert!(!Policies::<T>::contains_key(policy));
		Ok(())
	}

	#[benchmark]
	fn forget_claim() -> Result<(), BenchmarkError> {
		let (owner, claim) = refused::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), claim);
		assert!(!Claims::<T>::contains_key(claim));
		Ok(())
	}

	#[benchmark]
	fn challenge() -> Result<(), BenchmarkError> {
		let (_, item) = active::<T>()?;
		let who = doubter::<T>();
		let appraiser = Pallet::<T>::set_up_second();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), item, appraiser, H256::zero());
		assert!(Challenges::<T>::contains_key(item));
		Ok(())
	}

	#[benchmark]
	fn expire_dispute() -> Result<(), BenchmarkError> {
		// A registrar's: he is remembered with as many as there may be.
		let (_, item) = active::<T>()?;
		disputed::<T>(item, Fact::Title)?;
		lost::<T>(item);
		undecided::<T>(item);
		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), item);
		assert!(!Challenges::<T>::contains_key(item));
		Ok(())
	}

	#[benchmark]
	fn end_title(s: Linear<1, MAX_SERIALS>) -> Result<(), BenchmarkError> {
		let (item, list) = untitled::<T>(s)?;
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, item, list);
		assert!(!Items::<T>::contains_key(item));
		Ok(())
	}

	#[benchmark]
	fn contest_claim() -> Result<(), BenchmarkError> {
		// Of the loan's, by the last of those who may.
		let (_, item) = active::<T>()?;
		pledge::<T>(item)?;
		let claim = NextClaim::<T>::get();
		let loss = Loss::Casualty(H256::zero());
		Pallet::<T>::put_loan_claim(item, LoanId(0), VALUE, loss)?;
		reject::<T>(claim)?;
		let who = originator::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), claim, H256::zero());
		assert!(Contests::<T>::contains_key(claim));
		Ok(())
	}

	#[benchmark]
	fn decide_claim() -> Result<(), BenchmarkError> {
		let (_, claim) = unheard::<T>()?;
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, claim, false);
		assert!(is_over::<T>(claim) && !Contests::<T>::contains_key(claim));
		Ok(())
	}

	#[benchmark]
	fn close_claim() -> Result<(), BenchmarkError> {
		let (owner, claim) = unheard::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), claim);
		assert!(is_over::<T>(claim) && !Contests::<T>::contains_key(claim));
		Ok(())
	}

	#[benchmark]
	fn transfer() -> Result<(), BenchmarkError> {
		let (owner, item) = active::<T>()?;
		let to: T::AccountId = account("receiver", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), item, to.clone());
		assert_eq!(<Pallet<T> as Collateral<_>>::owner(item), Some(to));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
