//! What governance sets.

use crate::{
	pallet::{Config, CurrentRules, Error, Event, Pallet, Skus},
	Rules, Sku,
};
use caliber_primitives::ids::SkuId;
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Writes a row of the table of models.
	pub(crate) fn put_sku(id: SkuId, sku: Sku) -> DispatchResult {
		let same_class = Skus::<T>::get(id).is_none_or(|old| old.class() == sku.class());
		ensure!(sku.is_sound() && same_class, Error::<T>::UnsoundSku);
		Skus::<T>::insert(id, &sku);
		Self::deposit_event(Event::SkuSet { id, sku });
		Ok(())
	}

	/// Changes the rules.
	pub(crate) fn put_rules(rules: Rules) -> DispatchResult {
		ensure!(rules.in_range(), Error::<T>::OutOfRange);
		let now = Self::now();
		CurrentRules::<T>::mutate(|old| *old = old.replace(rules, now));
		Self::deposit_event(Event::RulesSet { rules });
		Ok(())
	}
}
