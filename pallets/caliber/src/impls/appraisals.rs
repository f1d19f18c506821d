//! Appraisals: their places and their bounds.

use crate::{
	pallet::{Config, CurrentRules, Error, Event, Items, OpinionsOf, Pallet, Skus},
	Appraisal, Basis, Earlier, Opinions, Place, Record, ResaleWorth, Rules, Sku, Values,
};
use caliber_finance::collateral::{above_market, rises_beyond};
use caliber_primitives::{
	collateral::{Fact, FactError},
	ids::ItemId,
	prices::Prices,
	units::{Day, Seconds},
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The item has these values from that day to that second.
	pub(crate) fn put_appraisal(
		appraiser: T::AccountId,
		item: ItemId,
		(values, basis): (Values, Basis),
		(effective, expires): (Day, Seconds),
		report: H256,
	) -> DispatchResult {
		let given = Self::now();
		ensure!(values.are_sound() && effective <= given.day(), Error::<T>::BadValue);
		ensure!(expires > given, Error::<T>::BadTerm);
		let loaded = Self::ensure_may_speak(item, &appraiser, Fact::Appraisal)?;
		let rules = loaded.rules;
		Self::ensure_term(expires, effective.start(), rules.appraisals.life)?;
		let (judged, counts) = (loaded.judged(), loaded.counts(item));
		let (place, unbound) =
			judged.place(&appraiser, &values, &counts).ok_or(Error::<T>::FactInForce)?;
		// What counts at that place until now.
		let before = judged
			.appraisal(place)
			.filter(|old| !unbound && judged.is_in_force(old, &counts))
			.and_then(|old| {
				let before = loaded.opinions.as_ref().and_then(|all| all.before(place));
				old.counted(before, given)
			});
		Self::ensure_in_bounds(&loaded.record, &values, basis, before.as_ref(), &rules)?;
		let lower = before.as_ref().is_some_and(|before| values.lend_at_most(&before.values));
		let window = match lower {
			true => Seconds::ZERO,
			false => rules.appraisals.challenge_window,
		};
		// The rules keep a window within 32 bits.
		let wait = u32::try_from(window.get()).unwrap_or(u32::MAX);
		let appraisal = Appraisal {
			appraiser: appraiser.clone(),
			values,
			effective,
			expires,
			report,
			given,
			wait,
			basis,
		};
		let counts_from = appraisal.from();
		let before = before.filter(|_| wait > 0);
		Self::write_appraisal(item, loaded.record, loaded.opinions, place, appraisal, before);
		Self::deposit_event(Event::Appraised {
			item,
			appraiser,
			values,
			basis,
			effective,
			counts_from,
			expires,
			report,
			second: place == Place::Second,
		});
		Ok(())
	}

	/// Fails when the orderly value rises too far above what counts, or lies too far above the
	/// market. A feed that is not fresh bounds nothing here: it refuses the value itself.
	fn ensure_in_bounds(
		record: &Record<T::AccountId>,
		values: &Values,
		basis: Basis,
		before: Option<&Earlier>,
		rules: &Rules,
	) -> Result<(), Error<T>> {
		let gate = rules.appraisals.gate;
		let jumps =
			before.is_some_and(|before| rises_beyond(values.orderly, before.values.orderly, gate));
		ensure!(!jumps, Error::<T>::MoveTooLarge);
		let sku = Skus::<T>::get(record.sku).ok_or(Error::<T>::UnknownSku)?;
		if let Ok(Some(resale)) = Self::resale_worth(record, &sku, basis) {
			let margin = rules.appraisals.market_margin;
			let above = above_market(values.orderly, resale.value, margin);
			ensure!(!above, Error::<T>::AboveMarket);
		}
		Ok(())
	}

	/// What an item brings when it is sold again, if its model asks for that.
	pub(crate) fn resale_worth(
		record: &Record<T::AccountId>,
		sku: &Sku,
		basis: Basis,
	) -> Result<Option<ResaleWorth>, FactError> {
		let Some(fed) = sku.resale_feed else {
			return Ok(None);
		};
		let unit = T::Prices::resale(record.sku, fed).fresh().map_err(FactError::Feed)?;
		let worth = sku.resale_value(record.quantity, basis.grade, fed, unit);
		worth.map(Some).map_err(|_| FactError::Uncomputable)
	}

	fn write_appraisal(
		item: ItemId,
		record: Record<T::AccountId>,
		opinions: Option<Opinions<T::AccountId>>,
		place: Place,
		appraisal: Appraisal<T::AccountId>,
		before: Option<Earlier>,
	) {
		let opinions = opinions.unwrap_or_default();
		let state = record.state.attested();
		let (record, opinions) = match place {
			Place::First => (
				Record { appraisal: Some(appraisal), state, ..record },
				Opinions { before_first: before, ..opinions },
			),
			Place::Second => (
				Record { state, ..record },
				Opinions { second: Some(appraisal), before_second: before, ..opinions },
			),
		};
		Self::write_opinions(item, record, opinions);
	}

	/// Writes an item with what is kept of its appraisers beside it.
	pub(crate) fn write_opinions(
		item: ItemId,
		record: Record<T::AccountId>,
		opinions: Opinions<T::AccountId>,
	) {
		match opinions.is_empty() {
			true if record.opinions => OpinionsOf::<T>::remove(item),
			true => (),
			false => OpinionsOf::<T>::insert(item, &opinions),
		}
		Items::<T>::insert(item, Record { opinions: !opinions.is_empty(), ..record });
	}

	/// What binds appraisals and insurers now.
	pub(crate) fn rules() -> Rules {
		CurrentRules::<T>::get()
	}
}
