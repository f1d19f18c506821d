//! What becomes of a reporter who has signed two values for one thing.

use crate::{AccountId, Balance};
use alloc::vec::Vec;
use caliber_primitives::{ids::SetId, prices::Convict};
use core::marker::PhantomData;
use frame_support::dispatch::DispatchResult;
use sp_runtime::{traits::Convert, DispatchError, Perbill};
use sp_staking::{
	offence::{Kind, Offence, ReportOffence},
	SessionIndex,
};

/// The part of a bond that an equivocation costs: 20 %.
const SLASHED: Perbill = Perbill::from_percent(20);

/// Two signed values for one feed, round, day and correction.
#[derive(Clone)]
pub struct FeedEquivocation {
	offender: (AccountId, Balance),
	set: SetId,
	session: SessionIndex,
	reporters: u32,
}

impl Offence<(AccountId, Balance)> for FeedEquivocation {
	const ID: Kind = *b"caliber:feeds:eq";
	type Slot = u32;

	fn offenders(&self) -> Vec<(AccountId, Balance)> {
		[self.offender.clone()].into()
	}

	fn session_index(&self) -> SessionIndex {
		self.session
	}

	fn validator_set_count(&self) -> u32 {
		self.reporters
	}

	/// One offence of a reporter counts in each set.
	fn slot(&self) -> u32 {
		self.set.0
	}

	fn slash_fraction(&self, _: u32) -> Perbill {
		SLASHED
	}
}

/// Reports equivocations to pallet-offences. Who has no bond any more has nothing to lose there.
pub struct FeedCourt<R>(PhantomData<R>);

impl<R> Convict<AccountId> for FeedCourt<R>
where
	R: pallet_offences::Config<IdentificationTuple = (AccountId, Balance)>
		+ pallet_session::Config
		+ pallet_validators::Config
		+ pallet_balances::Config<Balance = Balance>
		+ frame_system::Config<AccountId = AccountId>,
{
	fn convict(who: &AccountId, set: SetId, reporters: u32) -> DispatchResult {
		let Some(bond) = pallet_validators::BondOf::<R>::convert(who.clone()) else {
			return Ok(());
		};
		let session = pallet_session::CurrentIndex::<R>::get();
		let offence = FeedEquivocation { offender: (who.clone(), bond), set, session, reporters };
		pallet_offences::Pallet::<R>::report_offence(Vec::new(), offence)
			.map_err(|_| DispatchError::Other("the offence of this set is known already"))
	}

	/// A bonded account.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up(who: &AccountId) {
		use frame_support::traits::fungible::Mutate;
		let funds = crate::currency::CAL.saturating_mul(1_000_000);
		let origin = frame_system::RawOrigin::Signed(who.clone());
		let _ = pallet_balances::Pallet::<R>::mint_into(who, funds);
		let _ = pallet_validators::Pallet::<R>::bond(origin.into());
	}
}
