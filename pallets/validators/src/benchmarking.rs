//! Each call in its worst case: a set that is one short of full.

use super::*;
use crate::pallet::{Bonded, Call, CurrentRules, Validators as Set};
use alloc::{boxed::Box, vec, vec::Vec};
use codec::Decode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin, Get},
	BoundedVec,
};
use frame_system::{pallet_prelude::HeaderFor, RawOrigin};
use sp_consensus_aura::{
	digests::CompatibleDigestItem,
	sr25519::{AuthorityId, AuthoritySignature},
	Slot,
};
use sp_runtime::{
	generic::DigestItem,
	traits::{Header as _, TrailingZeroInput},
	Perbill, RuntimeAppPublic,
};
use sp_session::MembershipProof;
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	fn rich<T: Config>(n: u32) -> T::AccountId
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let who = account("validator", n, 0);
		let stake = CurrentRules::<T>::get().bond;
		let _ = <T::Currency as Mutate<_>>::mint_into(&who, stake.saturating_mul(2));
		who
	}

	fn fill<T: Config>(n: u32) -> Result<Vec<T::AccountId>, BenchmarkError>
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let mut set = Vec::new();
		for i in 0..n {
			let who = rich::<T>(i);
			Pallet::<T>::hold_bond(&who)?;
			Bonded::<T>::insert(&who, Standing::Validator);
			set.push(who);
		}
		set.sort();
		Set::<T>::put(BoundedVec::try_from(set.clone()).map_err(|_| "too many")?);
		Ok(set)
	}

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	#[benchmark]
	fn bond() {
		let who = rich::<T>(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert_eq!(Bonded::<T>::get(who), Some(Standing::Candidate));
	}

	#[benchmark]
	fn leave() -> Result<(), BenchmarkError> {
		let who = fill::<T>(T::MaxValidators::get())?.remove(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert!(!Set::<T>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn withdraw_bond() -> Result<(), BenchmarkError> {
		let who = fill::<T>(2)?.remove(0);
		Bonded::<T>::insert(&who, Standing::Leaving(0));
		Set::<T>::kill();
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert_eq!(Bonded::<T>::get(who), None);
		Ok(())
	}

	#[benchmark]
	fn admit() -> Result<(), BenchmarkError> {
		let set = fill::<T>(T::MaxValidators::get())?;
		let who = set.first().cloned().ok_or("empty")?;
		Set::<T>::mutate(|s| s.remove(0));
		Bonded::<T>::insert(&who, Standing::Candidate);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		assert!(Set::<T>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn remove() -> Result<(), BenchmarkError> {
		let who = fill::<T>(T::MaxValidators::get())?.remove(0);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		assert!(!Set::<T>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn set_rules() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let max_validators = T::MaxValidators::get();
		let rules = Rules { min_validators: 2, max_validators, ..Default::default() };
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, rules);
		assert_eq!(CurrentRules::<T>::get(), rules);
		Ok(())
	}

	/// Two sealed headers of an author of a full session, and who that is.
	fn double<T: Config>(
	) -> Result<(T::AccountId, Box<DoubleBlock<HeaderFor<T>>>, MembershipProof), BenchmarkError>
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let slot = Slot::from(7);
		let offender = AuthorityId::generate_pair(None);
		let most = T::MaxValidators::get();
		fill::<T>(most)?;
		let who = T::SetUpSession::set_up_session(most, offender.clone());
		let owner = Pallet::<T>::key_owner(offender.clone()).ok_or("nobody's key")?;
		let sealed = |state: u8| {
			let root = Decode::decode(&mut TrailingZeroInput::new(&[state]));
			let mut header = HeaderFor::<T>::new(
				1u32.into(),
				Default::default(),
				root.map_err(|_| "no root")?,
				Default::default(),
				Default::default(),
			);
			let says = CompatibleDigestItem::<AuthoritySignature>::aura_pre_digest(slot);
			header.digest_mut().push(says);
			let seal = offender.sign(&header.hash().as_ref()).ok_or("no signature")?;
			header.digest_mut().push(DigestItem::aura_seal(seal));
			Ok::<_, BenchmarkError>(header)
		};
		let (first_header, second_header) = (sealed(1)?, sealed(2)?);
		let proof = DoubleBlock { offender, slot, first_header, second_header };
		Ok((who, Box::new(proof), owner))
	}

	#[benchmark]
	fn authorize_report() -> Result<(), BenchmarkError> {
		let (_, proof, owner) = double::<T>()?;
		let call = Call::<T>::report_double_block { proof, owner };
		#[block]
		{
			use frame_support::traits::Authorize;
			let source = sp_runtime::transaction_validity::TransactionSource::External;
			call.authorize(source).ok_or("nothing to authorise")?.map_err(|_| "refused")?;
		}
		Ok(())
	}

	#[benchmark]
	fn report_double_block() -> Result<(), BenchmarkError> {
		let (who, proof, owner) = double::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, proof, owner);
		assert!(matches!(Bonded::<T>::get(who), Some(Standing::Leaving(_))));
		Ok(())
	}

	#[benchmark]
	fn on_offence(n: Linear<1, 16>) -> Result<(), BenchmarkError> {
		let set = fill::<T>(T::MaxValidators::get())?;
		let stake = CurrentRules::<T>::get().bond;
		let offenders: Vec<_> = set
			.iter()
			.take(usize::try_from(n).unwrap_or(0))
			.map(|who| OffenceDetails { offender: (who.clone(), stake), reporters: vec![] })
			.collect();
		let fractions = vec![Perbill::from_percent(20); offenders.len()];
		#[block]
		{
			<Pallet<T> as OnOffenceHandler<_, _, _>>::on_offence(&offenders, &fractions, 0);
		}
		assert!(Set::<T>::get().len() < set.len());
		Ok(())
	}
}
