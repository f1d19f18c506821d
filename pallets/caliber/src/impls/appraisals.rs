//! Appraisals: their places, their bounds, and the doubts about them.

use crate::{
	pallet::{
		Challenges, Config, CurrentRules, Error, Event, HoldReason, Items, OpinionsOf, Pallet, Skus,
	},
	Appraisal, Basis, Challenge, Earlier, Opinions, Place, Record, ResaleWorth, Rules, Sku, State,
	Values,
};
use caliber_finance::collateral::{above_market, rises_beyond};
use caliber_primitives::{
	collateral::{Fact, FactError},
	dollar::Compliance,
	ids::ItemId,
	prices::Prices,
	units::{Day, Seconds},
};
use frame_support::{
	ensure,
	traits::{
		fungible::hold::Mutate as _,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
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

	/// Doubts an appraisal in force.
	pub(crate) fn put_challenge(
		by: T::AccountId,
		item: ItemId,
		appraiser: T::AccountId,
		evidence: H256,
	) -> DispatchResult {
		T::Compliance::ensure_free(&by)?;
		let now = Self::now();
		let loaded = Self::load(item)?;
		ensure!(loaded.record.dispute.is_none(), Error::<T>::Disputed);
		let state = loaded.record.state;
		let open = state.vouched().is_some() || matches!(state, State::Pledged(_));
		ensure!(open, Error::<T>::Encumbered);
		let judged = loaded.judged();
		let challenged = [Place::First, Place::Second]
			.into_iter()
			.filter_map(|place| judged.appraisal(place))
			.any(|given| given.appraiser == appraiser && now < given.expires);
		ensure!(challenged, Error::<T>::FactMissing);
		let bond = T::ChallengeBond::get();
		let ends = now.saturating_add(loaded.rules.appraisals.challenge_time);
		let challenge =
			Challenge { by: by.clone(), appraiser: appraiser.clone(), bond, evidence, ends };
		Challenges::<T>::insert(item, challenge);
		Items::<T>::insert(item, Record { dispute: Some(Fact::Appraisal), ..loaded.record });
		T::Currency::hold(&HoldReason::Challenge.into(), &by, bond)?;
		Self::deposit_event(Event::Challenged { item, appraiser, by, bond, evidence, ends });
		Ok(())
	}

	/// Ends a dispute. A fact found wrong is struck, of two appraisals the challenged one.
	pub(crate) fn end_dispute(item: ItemId, upheld: bool) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let fact = record.dispute.ok_or(Error::<T>::NotDisputed)?;
		let record = Record { dispute: None, ..record };
		let challenge = Challenges::<T>::take(item);
		match (upheld, &challenge) {
			(true, Some(challenge)) => Self::strike_appraisal(item, record, &challenge.appraiser),
			(true, None) => {
				Self::forget_papers(item, &record, fact);
				Items::<T>::insert(item, record.strike(fact));
			},
			(false, _) => Items::<T>::insert(item, record),
		}
		if let Some(challenge) = challenge {
			Self::settle_bond(item, challenge, upheld)?;
		}
		Self::deposit_event(Event::DisputeResolved { item, fact, upheld });
		Ok(())
	}

	/// Ends a challenge that governance has not decided in time, as if it were not upheld.
	pub(crate) fn end_challenge(item: ItemId) -> DispatchResult {
		let challenge = Challenges::<T>::get(item).ok_or(Error::<T>::NotChallenged)?;
		ensure!(Self::now() >= challenge.ends, Error::<T>::TooEarly);
		Self::end_dispute(item, false)
	}

	/// Without the appraisal of one giver. The other one takes its place.
	fn strike_appraisal(item: ItemId, record: Record<T::AccountId>, appraiser: &T::AccountId) {
		let Opinions { before_first, second, before_second } =
			record.opinions.then(|| OpinionsOf::<T>::get(item)).flatten().unwrap_or_default();
		let first = record.appraisal.clone();
		let (appraisal, before_first) = match first {
			Some(first) if first.appraiser != *appraiser => (Some(first), before_first),
			_ => (second, before_second),
		};
		let opinions = Opinions { before_first, ..Default::default() };
		Self::write_opinions(item, Record { appraisal, ..record }, opinions);
	}

	/// A bond goes back when the doubt was right, to the appraiser when it was not.
	fn settle_bond(
		item: ItemId,
		challenge: Challenge<T::AccountId>,
		upheld: bool,
	) -> DispatchResult {
		let Challenge { by, appraiser, bond, .. } = challenge;
		let reason = HoldReason::Challenge.into();
		let to = match upheld {
			true => by.clone(),
			false => appraiser,
		};
		match to == by {
			true => T::Currency::release(&reason, &by, bond, Precision::BestEffort)?,
			false => T::Currency::transfer_on_hold(
				&reason,
				&by,
				&to,
				bond,
				Precision::BestEffort,
				Restriction::Free,
				Fortitude::Force,
			)?,
		};
		Self::deposit_event(Event::ChallengeEnded { item, by, to, bond, upheld });
		Ok(())
	}

	/// What binds appraisals and insurers now.
	pub(crate) fn rules() -> Rules {
		CurrentRules::<T>::get()
	}
}
