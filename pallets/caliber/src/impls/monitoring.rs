//! How an item stands behind a loan that runs.

use super::facts::Loaded;
use crate::{
	pallet::{Config, Pallet},
	Grade, Place, Sku,
};
use caliber_finance::collateral::{later, scaled, scaled_price};
use caliber_primitives::{
	collateral::{Fact, Lack, Monitored},
	ids::ItemId,
	prices::{Observed, Prices},
	units::{Day, Ppm, Seconds, UsdCents},
};

impl<T: Config> Loaded<T> {
	/// How it stands, were prices so many parts per million of what they are. Nothing without
	/// appraisal or invoice.
	pub(crate) fn monitored(&self, item: ItemId, sku: &Sku, prices: Ppm) -> Option<Monitored> {
		let record = &self.record;
		let invoiced = record.title.as_ref()?.invoice.date;
		let today = Pallet::<T>::now().day();
		// What a value of a day is by now.
		let by_now = |value: UsdCents, spoken: Day| {
			let age = |day: Day| day.saturating_sub(invoiced).get();
			later(&sku.curve, value, age(spoken), age(today)).unwrap_or(UsdCents::ZERO)
		};
		let places = [Place::First, Place::Second];
		let stated = || places.into_iter().filter_map(|place| self.judged().appraisal(place));
		let grade = stated().map(|appraisal| appraisal.basis.grade).max()?;
		let last = stated().map(|appraisal| appraisal.values).reduce(|a, b| a.least(&b))?;
		let aged = || stated().map(|a| by_now(a.values.orderly, a.effective)).min();
		let in_force = self.worth(item);
		let orderly = match in_force {
			Some((values, _)) => values.orderly,
			None => aged()?,
		};
		let grade = in_force.map_or(grade, |(_, grade)| grade);
		let (resale, is_fresh) = match sku.resale_feed {
			None => (None, in_force.is_some()),
			Some(_) => self.last_resale(sku, grade, prices, by_now),
		};
		let market = resale.map_or(orderly, |resale| resale.min(orderly));
		let income = self.last_income(sku, prices);
		let (values, _) = in_force.unwrap_or((last, grade));
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
		let worth = worth.ok().and_then(|worth| u64::try_from(worth.value).ok().map(UsdCents));
		let worth = worth.unwrap_or(UsdCents::ZERO);
		match is_fresh {
			true => (Some(worth), true),
			false => (Some(by_now(worth, price.observed_at.day())), false),
		}
	}

	/// What it earns by the last price that is known.
	fn last_income(&self, sku: &Sku, prices: Ppm) -> Option<UsdCents> {
		let model = sku.income?;
		let hour = T::Prices::gpu_hour(self.record.sku, model.tier).last()?;
		let moved = Observed {
			value: scaled_price(hour.value, prices),
			confidence: scaled_price(hour.confidence, prices),
			..hour
		};
		let worth = model.value(self.record.quantity, moved).ok()?;
		u64::try_from(worth).ok().map(UsdCents)
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
