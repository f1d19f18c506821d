//! What the machines say, by the operator of their site.

use crate::{
	pallet::{Config, Error, Event, Items, Pallet},
	Beat, Beats, Heartbeat, Record, State, WHOLE,
};
use caliber_primitives::{collateral::Fact, roles::Role, units::Seconds};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The machines of all these items answer.
	pub(crate) fn hear_machines(operator: T::AccountId, beats: Beats) -> DispatchResult {
		let (at, gap) = (Self::now(), Self::rules().heartbeat_gap);
		beats.into_iter().try_for_each(|beat| Self::put_heartbeat(&operator, beat, at, gap))
	}

	fn put_heartbeat(
		operator: &T::AccountId,
		Beat { item, utilisation, health }: Beat,
		at: Seconds,
		gap: Seconds,
	) -> DispatchResult {
		let loaded = Self::load(item)?;
		let record = &loaded.record;
		let site = Self::ensure_site(record.site)?;
		ensure!(site.operator == *operator, Error::<T>::NotOperator);
		ensure!(!matches!(record.state, State::Submitted(_)), Error::<T>::NotVouched);
		ensure!(utilisation <= WHOLE, Error::<T>::BadRatio);
		// It may be the custodian, but nobody else who has spoken.
		ensure!(!loaded.judged().conflicts(operator, Role::Custodian), Error::<T>::ConflictOfRoles);
		ensure!(record.dispute != Some(Fact::Telemetry), Error::<T>::Disputed);
		let last = record.heartbeat.map(|last| last.at);
		let early = last
			.filter(|last| *last >= site.operator_since)
			.is_some_and(|last| at < last.saturating_add(gap));
		ensure!(!early, Error::<T>::TooSoon);
		let heartbeat = Some(Heartbeat { at, utilisation, health });
		Items::<T>::insert(item, Record { heartbeat, ..loaded.record });
		let operator = operator.clone();
		Self::deposit_event(Event::Heartbeat { item, operator, at, utilisation, health });
		Ok(())
	}
}
