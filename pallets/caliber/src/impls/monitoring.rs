//! How an item stands behind a loan that runs.

use super::facts::Loaded;
use crate::{
	pallet::{Config, Pallet},
	Appraisal, Earlier, Grade, Place, Sku, Values,
};
use caliber_finance::collateral::{after_haircut, later, scaled, scaled_price};
use caliber_primitives::{
	collateral::{Fact, Lack, Monitored},
	ids::ItemId,
	prices::{Observed, Prices},
	units::{Day, Ppm, Seconds, UsdCents},
};

/// What appraisers have said last.
struct Last {
	/// The lowest, less the haircut of one that was stale.
	values: Values,
	/// What that is by now.
	orderly: UsdCents,
	/// The worst condition.
	grade: Grade,
	/// Whether it is in force.
	in_force: bool,
}

/// An amount that its type cannot hold is above every other.
fn cents(amount: u128) -> UsdCents {
	u64::try_from(amount).map_or(UsdCents::MAX, UsdCents)
}

impl<T: Config> Loaded<T> {
	/// How it stands, were prices so many parts per million of what they are. Nothing without an
	/// appraisal.
	pub(crate) fn monitored(&self, item: ItemId, sku: &Sku, prices: Ppm) -> Option<Monitored> {
		let record = &self.record;
		let Some(title) = record.title.as_ref() else {
			// Without an invoice nothing has an age.
			return Some(Monitored { lapsed: self.lapsed(item), ..Default::default() });
		};
		let invoiced = title.invoice.date;
		let today = Pallet::<T>::now().day();
		// What a value of a day is by now.
		let by_now = |value: UsdCents, spoken: Day| {
			let age = |day: Day| day.saturating_sub(invoiced).get();
			later(&sku.curve, value, age(spoken), age(today)).unwrap_or(UsdCents::ZERO)
		};
		let Last { values, orderly, grade, in_force } = self.last_said(item, by_now)?;
		let (resale, is_fresh) = match sku.resale_feed {
			None => (None, in_force),
			Some(_) => self.last_resale(sku, grade, prices, by_now),
		};
		let market = resale.map_or(orderly, |resale| resale.min(orderly));
		let income = self.last_income(sku, prices, by_now);
		let covered = record.insurance.filter(|_| self.is_good(item, Fact::Insurance));
		let (cover, cover_until) = covered
			.zip(self.judged().covers_until())
			.map_or((UsdCents::ZERO, Seconds::ZERO), |(insurance, until)| (insurance.cover, until));
		Some(Monitored {
			market,
			with_income: income.map_or(market, |income| income.min(market)),
			is_fresh,
			orderly: values.orderly,
			forced: values.forced,
			cover,
			cover_until,
			lapsed: self.lapsed(item),
		})
	}

	/// What counts of its appraisals or, where none does, did last.
	fn last_said(&self, item: ItemId, by_now: impl Fn(UsdCents, Day) -> UsdCents) -> Option<Last> {
		let (judged, counts, rules) = (self.judged(), self.counts(item), &self.rules.appraisals);
		let now = judged.now;
		let in_force = self.worth(item).is_some();
		let runs = |given: &Appraisal<_>| in_force && judged.is_in_force(given, &counts);
		let first = judged.appraisal(Place::First);
		// Beside one in force another that ran out stays until somebody has spoken since.
		let stays = |given: &Appraisal<_>| {
			let is_last = first.is_none_or(|first| first.given < given.expires);
			!in_force || (is_last && judged.is_believed(given, &counts))
		};
		let said = || {
			let places = [Place::First, Place::Second].into_iter();
			let given = places.filter_map(|place| Some((place, judged.appraisal(place)?)));
			given.filter(|(_, given)| runs(given) || stays(given))
		};
		// A raise that waits does not count because what counts meanwhile has run out.
		let counted = |(place, given): (Place, &Appraisal<_>)| {
			let before = self.opinions.as_ref().and_then(|all| all.of(place).before);
			let Appraisal { values, expires, basis, .. } = *given;
			let alone = Earlier { values, grade: basis.grade, expires };
			given.last(before, now).unwrap_or(alone)
		};
		// One that ran out is as stale as it was in its last second.
		let was_stale = |given: &Appraisal<_>| {
			given.is_stale(rules, now.min(given.expires.saturating_sub(Seconds(1))))
		};
		let haircut = match said().any(|(_, given)| was_stale(given)) {
			true => rules.stale_haircut,
			false => Ppm::ZERO,
		};
		let kept = |value| after_haircut(value, haircut).unwrap_or(UsdCents::ZERO);
		let least = said().map(|said| counted(said).values).reduce(|a, b| a.least(&b))?;
		let [fair, orderly, forced] = [least.fair, least.orderly, least.forced].map(kept);
		let old = said().filter(|(_, given)| !runs(given));
		let aged = old.map(|said| by_now(counted(said).values.orderly, said.1.effective));
		Some(Last {
			values: Values { fair, orderly, forced },
			orderly: aged.fold(orderly, UsdCents::min),
			grade: said().map(|said| counted(said).grade).max()?,
			in_force,
		})
	}

	/// What it brings when it is sold again by the last price that is known, and whether that is
	/// fresh.
	fn last_resale(
		&self,
		sku: &Sku,
		grade: Grade,
		prices: Ppm,
		by_now: impl Fn(UsdCents, Day) -> UsdCents,
	) -> (Option<UsdCents>, bool) {
		let Some(fed) = sku.resale_feed else { return (None, true) };
		let reading = T::Prices::resale(self.record.sku, fed);
		let is_fresh = reading.fresh().is_ok();
		let Some(price) = reading.last() else { return (None, false) };
		let moved = Observed {
			value: scaled(price.value, prices),
			confidence: scaled(price.confidence, prices),
			..price
		};
		let worth = sku.resale_value(self.record.quantity, grade, fed, moved);
		let worth = worth.map_or(UsdCents::ZERO, |worth| cents(worth.value));
		match is_fresh {
			true => (Some(worth), true),
			false => (Some(by_now(worth, price.observed_at.day())), false),
		}
	}

	/// What it earns by the last price that is known.
	fn last_income(
		&self,
		sku: &Sku,
		prices: Ppm,
		by_now: impl Fn(UsdCents, Day) -> UsdCents,
	) -> Option<UsdCents> {
		let model = sku.income?;
		let reading = T::Prices::gpu_hour(self.record.sku, model.tier);
		let hour = reading.last()?;
		let moved = Observed {
			value: scaled_price(hour.value, prices),
			confidence: scaled_price(hour.confidence, prices),
			..hour
		};
		let worth = cents(model.value(self.record.quantity, moved).ok()?);
		Some(match reading.fresh() {
			Ok(_) => worth,
			Err(_) => by_now(worth, hour.observed_at.day()),
		})
	}

	/// The first fact that has to be renewed. What only stands in the way of a new loan is none.
	fn lapsed(&self, item: ItemId) -> Option<Fact> {
		let is_lapse = |lack| {
			use Lack::*;
			matches!(
				lack,
				Missing | Expired | GiverInvalid | Silent | Failed | Liened | Lapsed | Unsited
			)
		};
		let standing = self.judged().standing(self.counts(item));
		standing.0.into_iter().find(|found| is_lapse(found.lack)).map(|found| found.fact)
	}
}
