//! Reports of two blocks for one slot.

use crate::{
	double::{judged_at, proves, DoubleAuthoring, DoubleBlock},
	pallet::{BondedAccount, Call, Config, Fined, Pallet},
};
use alloc::{boxed::Box, vec::Vec};
use frame_support::{
	pallet_prelude::{
		InvalidTransaction, TransactionPriority, TransactionSource, TransactionValidityWithRefund,
		ValidTransaction,
	},
	traits::KeyOwnerProofSystem,
	weights::Weight,
};
use frame_system::{offchain::SubmitTransaction, pallet_prelude::HeaderFor};
use sp_consensus_aura::sr25519::AuthorityId;
use sp_runtime::{key_types::AURA, traits::Convert, DispatchError};
use sp_session::MembershipProof;
use sp_staking::offence::{Offence, OffenceError, ReportOffence};

/// Blocks for which a report waits in the pool.
const LONGEVITY: u64 = 1_800;

impl<T: Config> Pallet<T> {
	/// What makes a transaction of a proof: it holds, and nobody has told it before. Whoever brings it pays
	/// nothing.
	pub(crate) fn authorize_report(
		_: TransactionSource,
		proof: &DoubleBlock<HeaderFor<T>>,
		owner: &MembershipProof,
	) -> TransactionValidityWithRefund {
		let offence = Self::offence(proof, owner).ok_or(InvalidTransaction::BadProof)?;
		let offender = [offence.offender.clone()];
		let is_known = T::Offences::is_known_offence(&offender, &offence.slot);
		// It would cost nothing more.
		let fines = Fined::<T>::get(&offence.offender.0);
		if is_known || fines.cover(offence.session, offence.slash_fraction(1)) {
			return Err(InvalidTransaction::Stale.into());
		}
		ValidTransaction::with_tag_prefix("CaliberDoubleBlock")
			.and_provides((&proof.offender, proof.slot))
			.priority(TransactionPriority::MAX)
			.longevity(LONGEVITY)
			.propagate(true)
			.build()
			.map(|valid| (valid, Weight::zero()))
	}

	/// The offence that a proof shows, if it shows one: both headers are the offender's, and the key was his
	/// in the session of the later one.
	fn offence(
		proof: &DoubleBlock<HeaderFor<T>>,
		owner: &MembershipProof,
	) -> Option<DoubleAuthoring<BondedAccount<T>>> {
		let session = T::SessionAt::convert(judged_at(proof));
		if owner.session != session || !proves(proof) {
			return None;
		}
		let offender = T::KeyOwner::check_proof((AURA, proof.offender.clone()), owner.clone())?;
		let validators = owner.validator_count;
		Some(DoubleAuthoring { slot: proof.slot, session, validators, offender })
	}

	/// Punishes who has made two blocks.
	pub(crate) fn judge(
		proof: &DoubleBlock<HeaderFor<T>>,
		owner: &MembershipProof,
	) -> Result<(), DispatchError> {
		let offence = Self::offence(proof, owner).ok_or(crate::Error::<T>::NoDoubleBlock)?;
		T::Offences::report_offence(Vec::new(), offence).map_err(|error| match error {
			OffenceError::DuplicateReport => crate::Error::<T>::ReportedBefore.into(),
			OffenceError::Other(_) => DispatchError::Unavailable,
		})
	}

	/// That somebody owns a key in the session that runs.
	pub fn key_owner(id: AuthorityId) -> Option<MembershipProof> {
		T::KeyOwner::prove((AURA, id))
	}

	/// Sends a report as a transaction of this node. Nothing when the pool does not take it.
	pub fn submit_report(proof: DoubleBlock<HeaderFor<T>>, owner: MembershipProof) -> Option<()> {
		let call = Call::report_double_block { proof: Box::new(proof), owner };
		let transaction = T::create_authorized_transaction(call.into());
		SubmitTransaction::<T, Call<T>>::submit_transaction(transaction).ok()
	}
}
