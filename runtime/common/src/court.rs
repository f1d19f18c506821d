//! What becomes of a reporter who has signed two values for one thing.

use crate::{AccountId, Balance};
use alloc::vec::Vec;
use caliber_primitives::{ids::ReporterIndex, prices::Convict};
use core::marker::PhantomData;
use frame_support::{dispatch::DispatchResult, traits::UnixTime};
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
	place: u16,
	at: u64,
	session: SessionIndex,
	reporters: u32,
}

impl Offence<(AccountId, Balance)> for FeedEquivocation {
	const ID: Kind = *b"caliber:feeds:eq";
	type Slot = (u64, u16);

	fn offenders(&self) -> Vec<(AccountId, Balance)> {
		[self.offender.clone()].into()
	}

	fn session_index(&self) -> SessionIndex {
		self.session
	}

	fn validator_set_count(&self) -> u32 {
		self.reporters
	}

	/// Each conviction is one of its own: whoever was convicted before is not judged again with it.
	fn slot(&self) -> (u64, u16) {
		(self.at, self.place)
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
		+ pallet_timestamp::Config
		+ pallet_balances::Config<Balance = Balance>
		+ frame_system::Config<AccountId = AccountId>,
{
	fn convict(who: &AccountId, place: ReporterIndex, reporters: u32) -> DispatchResult {
		let bond = pallet_validators::BondOf::<R>::convert(who.clone()).unwrap_or_default();
		if bond == 0 {
			return Ok(());
		}
		let session = pallet_session::CurrentIndex::<R>::get();
		let at = pallet_timestamp::Pallet::<R>::now().as_secs();
		let offender = (who.clone(), bond);
		let offence = FeedEquivocation { offender, place: place.0, at, session, reporters };
		pallet_offences::Pallet::<R>::report_offence(Vec::new(), offence)
			.map_err(|_| DispatchError::Unavailable)
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
