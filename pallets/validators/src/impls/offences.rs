//! Punishment.

use crate::{
	pallet::{Bonded, Config, Event, Fined, HoldReason, Pallet, Validators},
	weights::WeightInfo,
	Standing,
};
use caliber_finance::fees::slash;
use caliber_primitives::units::Ppb;
use frame_support::{
	traits::{
		fungible::hold::{Balanced, Inspect},
		Imbalance, OnUnbalanced,
	},
	weights::Weight,
};
use sp_runtime::{traits::Get, Perbill};
use sp_staking::{
	offence::{OffenceDetails, OnOffenceHandler},
	SessionIndex,
};

impl<T: Config> OnOffenceHandler<T::AccountId, (T::AccountId, u128), Weight> for Pallet<T> {
	/// Slashes the fraction of each offender's bond and ejects it, the last validator excepted: it
	/// pays but stays, for somebody must make blocks. Offenders are named again whenever another
	/// joins them: what the worst offence of a session has cost already is not taken twice.
	fn on_offence(
		offenders: &[OffenceDetails<T::AccountId, (T::AccountId, u128)>],
		fractions: &[Perbill],
		session: SessionIndex,
	) -> Weight {
		for (details, fraction) in offenders.iter().zip(fractions) {
			let (who, bond) = &details.offender;
			if !Bonded::<T>::contains_key(who) {
				continue;
			}
			let (fines, more) = Fined::<T>::get(who).with(session, *fraction);
			if let Some(more) = more {
				Fined::<T>::insert(who, fines);
				Self::punish(who, *bond, more);
			}
		}
		T::WeightInfo::on_offence(u32::try_from(offenders.len()).unwrap_or(u32::MAX))
	}
}

impl<T: Config> Pallet<T> {
	fn punish(who: &T::AccountId, bond: u128, fraction: Perbill) {
		let reason = HoldReason::Bond.into();
		let held = T::Currency::balance_on_hold(&reason, who);
		let amount = slash(bond, Ppb(u64::from(fraction.deconstruct())), held);
		let only_one = {
			let set = Validators::<T>::get();
			set.len() == 1 && set.contains(who)
		};
		let free_from = match Bonded::<T>::get(who) {
			// An offence of the past does not prolong the wait of one who has left.
			Some(Standing::Leaving(free_from)) => free_from,
			_ if only_one => T::Session::get(),
			_ => Self::expel(who),
		};
		let (credit, _) = T::Currency::slash(&reason, who, amount);
		let amount = credit.peek();
		T::OnSlash::on_unbalanced(credit);
		Self::deposit_event(Event::Slashed { who: who.clone(), amount, free_from });
	}
}
