//! What an honest reader finds, in the units of the chain: parts per billion for rates,
//! micro-dollars for GPU-hours, cents for resale. A case that changes a value or shows another
//! moment changes the truth; what other cases hide is what would be shown.

use crate::{
	auctions::{auctions, Auction},
	bills::{self, bills, Bill, TENORS},
	control::World,
	date::Day,
	gpu::{middle, models, Condition, Hour},
	pages::{as_of, resale_value, Series, SERIES},
	rates::{average, months, par, target, Overnight, TERMS},
	source::Source,
	view::View,
};
use serde_json::{json, Map, Value};

/// Parts per billion in a basis point, and in a thousandth of a percent.
const BASIS: i64 = 100_000;
const MILLI: i64 = 10_000;
/// Days within which every tenor is auctioned.
const AUCTIONED: i64 = 35;
/// The venues that ask for no key.
const OPEN: [Source; 3] = [Source::Vast, Source::Runpod, Source::Lambda];
const VENUES: [Source; 5] =
	[Source::Vast, Source::Runpod, Source::Ornn, Source::Lambda, Source::SfCompute];
const BROKERS: [Source; 3] = [Source::ResaleA, Source::ResaleB, Source::ResaleC];

/// What a source says.
struct Said {
	source: Source,
	day: Day,
	value: i64,
}

/// All that is served.
pub fn truth(world: &World) -> Value {
	let view = bill_view(world, Source::BillXml);
	let day = bills::last_published(view.seed, view.unix);
	let quotes = shown_bills(&view, day);
	let rates = |value: fn(&Bill) -> i64| -> Map<String, Value> {
		quotes.iter().map(|b| (b.weeks.to_string(), json!(value(b) * BASIS))).collect()
	};
	let discounts = rates(|bill| bill.discount);
	let equivalents = rates(|bill| bill.coupon_equivalent);
	json!({
		"seed": world.seed(),
		"unix": world.unix(),
		"faults": world.faults(),
		"tbill_13w": {
			"date": day.to_string(),
			"obs_day": day.0,
			"discount_ppb": discounts.get("13"),
			"coupon_equivalent_ppb": equivalents.get("13"),
		},
		"bills": { "discount_ppb": discounts, "coupon_equivalent_ppb": equivalents },
		"gpu_hour_micro_usd": open_venues(world),
		"feeds": feeds(world),
		"beside": beside(world),
	})
}

fn bill_view(world: &World, source: Source) -> View {
	world.view(
		source,
		&format!("{}?data=daily_treasury_bill_rates&type=daily_treasury_bill_rates", source.path()),
	)
}

fn shown_bills(view: &View, day: Day) -> Vec<Bill> {
	let bills = bills(view.seed, day).into_iter();
	bills.map(|bill| view.at(bill.weeks == 13).bill(bill)).collect()
}

/// Every feed by its key, with what each source says of it.
fn feeds(world: &World) -> Map<String, Value> {
	let mut feeds = Map::new();
	let mut put = |key: String, unit: &str, is_market: bool, said: Vec<Said>| {
		let Some(first) = said.first() else { return };
		let values = said.iter().map(|said| said.value).collect();
		let value = if is_market { middle(values) } else { Some(first.value) };
		let sources: Map<String, Value> = said
			.iter()
			.map(|said| {
				let says = json!({ "obs_day": said.day.0, "value": said.value });
				(said.source.kind().to_string(), says)
			})
			.collect();
		let obs_day = said.iter().map(|said| said.day.0).max();
		let feed = json!({ "unit": unit, "obs_day": obs_day, "value": value, "sources": sources });
		feeds.insert(key, feed);
	};
	for weeks in TENORS {
		put(format!("TBillDiscount.W{weeks}"), "ppb", false, bill_rate(world, weeks, true));
		put(format!("TBillCouponEq.W{weeks}"), "ppb", false, bill_rate(world, weeks, false));
	}
	for rate in Overnight::ALL {
		let name = match rate {
			Overnight::Sofr => "Sofr",
			Overnight::Effr => "Effr",
		};
		put(name.into(), "ppb", false, overnight(world, rate));
	}
	for (row, model) in (1..).zip(models(world.added())) {
		let hours = VENUES.map(|source| {
			let view = world.view(source, source.path());
			let day = if source == Source::Ornn { view.today().plus(-1) } else { view.today() };
			let value = asked(source, &model.hour(view.seed, day))?;
			Some(Said { source, day, value })
		});
		let hours = hours.into_iter().flatten().collect();
		put(format!("GpuHour.{row}.OnDemand"), "micro_usd", true, hours);
		for condition in Condition::ALL.into_iter().filter(|_| model.resale.is_some()) {
			let said = BROKERS.map(|source| {
				let view = world.view(source, source.path());
				let day = as_of(view.unix);
				let value = resale_value(source, view.seed, day, &model, condition);
				Said { source, day, value }
			});
			put(format!("GpuResale.{row}.{condition:?}"), "usd_cents", true, said.into());
		}
	}
	feeds
}

fn asked(source: Source, hour: &Hour) -> Option<i64> {
	match source {
		Source::Vast => hour.vast(),
		Source::Runpod => hour.runpod(),
		Source::Ornn => hour.ornn(),
		Source::Lambda => hour.lambda(),
		_ => hour.sfcompute(),
	}
}

/// A rate of the bill of so many weeks: of the Treasury, of the last auction, of the H.15 release.
fn bill_rate(world: &World, weeks: i64, is_discount: bool) -> Vec<Said> {
	let mut all: Vec<Said> = [Source::BillXml, Source::BillCsv]
		.into_iter()
		.filter_map(|source| {
			let view = bill_view(world, source);
			let day = bills::last_published(view.seed, view.unix);
			let bill = shown_bills(&view, day).into_iter().find(|bill| bill.weeks == weeks)?;
			let rate = if is_discount { bill.discount } else { bill.coupon_equivalent };
			Some(Said { source, day, value: rate * BASIS })
		})
		.collect();
	all.extend([Source::Auctions, Source::Direct].into_iter().filter_map(|source| {
		let view = world.view(source, source.path());
		let auction = auctions(view.seed, view.unix, view.today().plus(-AUCTIONED))
			.into_iter()
			.find(|auction| auction.weeks == Some(weeks) && auction.out() <= view.unix)?;
		let discount = view.at(weeks == 13).rate(auction.discount, 10);
		let auction = Auction { discount, ..auction };
		let rate = if is_discount { discount } else { auction.investment_rate() };
		Some(Said { source, day: auction.held, value: rate * MILLI })
	}));
	if is_discount {
		all.extend(fred(world, |series| series == Series::Bill(weeks)));
	}
	all
}

fn overnight(world: &World, rate: Overnight) -> Vec<Said> {
	let path = match rate {
		Overnight::Sofr => "/api/rates/secured/sofr/last/5.json",
		Overnight::Effr => "/api/rates/unsecured/effr/last/5.json",
	};
	let view = world.view(Source::NyFed, path).of_series(rate == Overnight::Sofr);
	let day = rate.last_published(view.unix);
	let value = view.rate(rate.rate(view.seed, day), 1) * BASIS;
	let mut all = vec![Said { source: Source::NyFed, day, value }];
	all.extend(fred(world, |series| series == Series::Overnight(rate)));
	all
}

/// What FRED says of the series that is looked for, in both its forms.
fn fred(world: &World, is_it: impl Fn(Series) -> bool) -> Vec<Said> {
	let Some(series) = SERIES.into_iter().find(|series| is_it(*series)) else { return Vec::new() };
	[(Source::Fred, "series_id"), (Source::FredCsv, "id")]
		.into_iter()
		.filter_map(|(source, name)| {
			let path = format!("{}?{name}={}", source.path(), series.id());
			let view = world.view(source, &path);
			let view = view.of_series(series == Series::Overnight(Overnight::Sofr));
			let day = series.last_published(view.seed, view.unix);
			let value = view.rate(series.value(view.seed, day)?, 1) * BASIS;
			Some(Said { source, day, value })
		})
		.collect()
}

/// GPU-hours at the venues that ask for no key, and their median, by model.
fn open_venues(world: &World) -> Map<String, Value> {
	models(world.added())
		.into_iter()
		.map(|model| {
			let venues = OPEN.map(|source| {
				let view = world.view(source, source.path());
				Some((source, asked(source, &model.hour(view.seed, view.today()))?))
			});
			let venues: Vec<(Source, i64)> = venues.into_iter().flatten().collect();
			let median = middle(venues.iter().map(|(_, value)| *value).collect());
			let mut prices: Map<String, Value> =
				venues.iter().map(|(source, value)| (source.kind().into(), json!(value))).collect();
			prices.insert("median".into(), json!(median));
			(model.slug, Value::Object(prices))
		})
		.collect()
}

/// What answers for no feed and bounds those that do.
fn beside(world: &World) -> Value {
	let effr = world.view(Source::NyFed, "/api/rates/unsecured/effr/last/5.json");
	let (from, to) = target(effr.seed, Overnight::Effr.last_published(effr.unix));
	let averages = world.view(Source::Averages, Source::Averages.path());
	let average = months(averages.unix, 1).first().map(|end| {
		let rate = averages.rate(average(averages.seed, *end), 10) * MILLI;
		json!({ "month_end": end.to_string(), "obs_day": end.0, "rate_ppb": rate })
	});
	let curve = |source: Source| {
		let path = format!(
			"{}?data=daily_treasury_yield_curve&type=daily_treasury_yield_curve",
			source.path()
		);
		let view = world.view(source, &path);
		let day = bills::last_published(view.seed, view.unix);
		let rates: Map<String, Value> = TERMS
			.iter()
			.zip(par(view.seed, day))
			.enumerate()
			.map(|(at, (term, rate))| {
				let rate = rate.map(|rate| view.at(at == 3).rate(rate, 1) * BASIS);
				(term.field.to_string(), json!(rate))
			})
			.collect();
		json!({ "obs_day": day.0, "rates_ppb": rates })
	};
	json!({
		"target_ppb": [from * BASIS, to * BASIS],
		"average": average,
		"ust-par-xml": curve(Source::ParXml),
		"ust-par-csv": curve(Source::ParCsv),
	})
}
