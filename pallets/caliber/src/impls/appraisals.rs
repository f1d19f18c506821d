//! Appraisals: their places and their bounds.

use super::facts::Loaded;
use crate::{
	pallet::{Config, CurrentRules, Error, Event, Items, OpinionsOf, Pallet, Skus},
	Appraisal, Basis, Beside, Earlier, Fall, Grade, Judged, Opinions, Place, Record, ResaleWorth,
	Rules, Seat, Sku, Values,
};
use caliber_finance::collateral::{above_market, rises_beyond};
use caliber_primitives::{
	collateral::{Fact, FactError},
	ids::ItemId,
	prices::Prices,
	roles::Role,
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
		Self::ensure_documents(&[report])?;
		ensure!(values.are_sound(), Error::<T>::BadValues);
		ensure!(effective <= given.day(), Error::<T>::InFuture);
		ensure!(expires > given, Error::<T>::BadTerm);
		let loaded = Self::ensure_may_speak(item, &appraiser, Fact::Appraisal)?;
		let rules = loaded.rules;
		Self::ensure_term(expires, effective.start(), rules.appraisals.life)?;
		let least = given.saturating_add(rules.appraisals.min_life);
		ensure!(expires >= least, Error::<T>::BadTerm);
		let (judged, counts) = (loaded.judged(), loaded.counts(item));
		let seat = judged.seat(&appraiser, &values, &counts).ok_or(Error::<T>::FactInForce)?;
		let before = Self::replaced(&loaded, &judged, &counts, seat);
		let lower = before
			.is_some_and(|before| given < before.expires && before.bounds(&values, basis.grade));
		let gate = rules.appraisals.gate;
		let jumps =
			before.is_some_and(|before| rises_beyond(values.orderly, before.values.orderly, gate));
		ensure!(!jumps, Error::<T>::MoveTooLarge);
		// Whoever says less than what counts is not kept from it because the market has fallen
		// more.
		let less = judged
			.worth(&counts)
			.is_some_and(|(counted, grade)| values.lend_at_most(&counted) && basis.grade >= grade);
		if !lower && !less {
			Self::ensure_near_market(&loaded.record, &values, basis, &rules)?;
		}
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
			confirmed: false,
		};
		let counts_from = appraisal.from();
		let fallen = loaded.opinions.as_ref().map(|all| all.of(seat.from()));
		let fall = Fall::to(
			values.orderly,
			before.map(|before| before.values.orderly),
			fallen.and_then(|beside| beside.fall.as_ref()).filter(|_| !seat.unbound),
			given,
			rules.appraisals.caution,
		);
		let beside = Beside { before: before.filter(|_| wait > 0), fall, whole: None };
		let second = seat.place == Place::Second;
		Self::write_appraisal(item, loaded.record, loaded.opinions, seat, appraisal, beside);
		Self::deposit_event(Event::Appraised {
			item,
			appraiser,
			values,
			basis,
			effective,
			counts_from,
			expires,
			report,
			second,
		});
		Ok(())
	}

	/// What an appraisal is measured by: what counts at its place, or counted last when that was
	/// its giver's own. That it ran out frees nobody from his own word.
	fn replaced(
		loaded: &Loaded<T>,
		judged: &Judged<'_, T::AccountId>,
		counts: impl Fn(&T::AccountId, Role, Seconds) -> bool,
		seat: Seat,
	) -> Option<Earlier> {
		let from = seat.from();
		let old = judged
			.appraisal(from)
			.filter(|old| !seat.unbound && judged.is_believed(old, counts))?;
		let before = loaded.opinions.as_ref().and_then(|all| all.of(from).before);
		match seat.own {
			Some(_) => old.last(before, judged.now),
			None if judged.now < old.expires => old.counted(before, judged.now),
			None => None,
		}
	}

	/// Fails when the orderly value lies too far above the curve of the model or above the market.
	/// A feed that is not fresh bounds nothing here: it refuses the value itself.
	fn ensure_near_market(
		record: &Record<T::AccountId>,
		values: &Values,
		basis: Basis,
		rules: &Rules,
	) -> Result<(), Error<T>> {
		let sku = Skus::<T>::get(record.sku).ok_or(Error::<T>::UnknownSku)?;
		let margin = rules.appraisals.market_margin;
		let invoice = record.title.as_ref().map(|title| &title.invoice);
		let curve = sku.curve_value(record.quantity, invoice, Self::now().day());
		let above = curve.is_ok_and(|worth| above_market(values.orderly, worth, margin));
		ensure!(!above, Error::<T>::AboveCurve);
		if let Ok(Some(resale)) = Self::resale_worth(record, &sku, basis.grade) {
			let above = above_market(values.orderly, resale.value, margin);
			ensure!(!above, Error::<T>::AboveMarket);
		}
		Ok(())
	}

	/// What an item brings when it is sold again, if its model asks for that.
	pub(crate) fn resale_worth(
		record: &Record<T::AccountId>,
		sku: &Sku,
		grade: Grade,
	) -> Result<Option<ResaleWorth>, FactError> {
		let Some(fed) = sku.resale_feed else {
			return Ok(None);
		};
		let unit = T::Prices::resale(record.sku, fed).fresh().map_err(FactError::Feed)?;
		let worth = sku.resale_value(record.quantity, grade, fed, unit);
		worth.map(Some).map_err(|_| FactError::Uncomputable)
	}

	fn write_appraisal(
		item: ItemId,
		record: Record<T::AccountId>,
		opinions: Option<Opinions<T::AccountId>>,
		seat: Seat,
		appraisal: Appraisal<T::AccountId>,
		beside: Beside,
	) {
		let opinions = match (opinions.unwrap_or_default(), seat) {
			// His own was the second: it moves.
			(opinions, Seat { place: Place::First, own: Some(Place::Second), .. }) => {
				Opinions { of_first: opinions.of_first, ..Default::default() }
			},
			(opinions, _) => opinions,
		};
		let state = record.state.attested();
		let (record, opinions) = match seat.place {
			Place::First => (
				Record { appraisal: Some(appraisal), state, ..record },
				Opinions { of_first: beside, ..opinions },
			),
			Place::Second => (
				Record { state, ..record },
				Opinions { second: Some(appraisal), of_second: beside, ..opinions },
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
		CurrentRules::<T>::get().at(Self::now())
	}
}
