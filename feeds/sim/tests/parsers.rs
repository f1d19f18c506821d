//! What the parsers of the chain read is what was served, to the digit.

mod common;

use caliber_feeds_core::{
	ask::{self, Role},
	averages,
	checks::{beside, Beside},
	combine::Combined,
	gpu::VenueQuote,
	nyfed,
	sku::SKUS,
	source::{Method, Request},
	treasury, Calendar, Condition, FeedError, FeedKey, ObsDay, Source, Tenor, Tier,
};
use common::{folder, Answer, Sim, KEY};
use serde_json::Value;
use std::{cell::RefCell, collections::BTreeMap};

const US: Calendar<'static> = Calendar::US;

/// Every feed that a source publishes.
fn feeds() -> Vec<FeedKey> {
	let bills = Tenor::ALL.map(|t| [FeedKey::TBillDiscount(t), FeedKey::TBillCouponEq(t)]);
	let mut feeds: Vec<FeedKey> = bills.concat();
	feeds.extend([FeedKey::Sofr, FeedKey::Effr]);
	for sku in SKUS {
		feeds.push(FeedKey::GpuHour { sku: sku.id, tier: Tier::OnDemand });
		for condition in [Condition::New, Condition::Refurbished, Condition::Used] {
			feeds.push(FeedKey::GpuResale { sku: sku.id, condition });
		}
	}
	feeds
}

/// What the truth calls a feed.
fn name(feed: FeedKey) -> String {
	match feed {
		FeedKey::TBillDiscount(tenor) => format!("TBillDiscount.{tenor:?}"),
		FeedKey::TBillCouponEq(tenor) => format!("TBillCouponEq.{tenor:?}"),
		FeedKey::Sofr | FeedKey::Effr => format!("{feed:?}"),
		FeedKey::GpuHour { sku, tier } => format!("GpuHour.{sku}.{tier:?}"),
		FeedKey::GpuResale { sku, condition } => format!("GpuResale.{sku}.{condition:?}"),
	}
}

/// A simulation at one moment, each question asked once.
struct Moment<'a> {
	sim: &'a Sim,
	truth: Value,
	now: u64,
	answers: RefCell<BTreeMap<(String, Vec<u8>), Answer>>,
}

impl<'a> Moment<'a> {
	fn of(sim: &'a Sim) -> Self {
		let truth = sim.truth();
		let now = truth["unix"].as_u64().unwrap();
		Self { sim, truth, now, answers: RefCell::default() }
	}

	/// The body, if its head is that of a true answer.
	fn body(&self, source: Source, request: &Request) -> Result<Vec<u8>, FeedError> {
		let path = format!("{}{}", folder(source.kind()), request.path_and_query);
		let key = (path.clone(), request.body.clone());
		let mut answers = self.answers.borrow_mut();
		let answer = answers.entry(key).or_insert_with(|| {
			let method = match request.method {
				Method::Get => "GET",
				Method::Post => "POST",
			};
			let mut headers = request.headers.clone();
			headers.push(("Authorization", "Bearer any"));
			self.sim.ask(method, &path, &headers, &request.body)
		});
		let (media, encoding) = (answer.header("content-type"), answer.header("content-encoding"));
		source.check_head(answer.status, media, encoding)?;
		Ok(answer.body.clone())
	}

	/// As the worker asks for a feed.
	fn asked(&self, source: Source, feed: FeedKey) -> Result<Vec<u8>, FeedError> {
		self.body(source, &ask::request(source, feed, self.now, &US, KEY)?)
	}

	/// What the truth says that a source says: day and value.
	fn said(&self, kind: &str, feed: FeedKey) -> Option<(u32, i128)> {
		let said = &self.truth["feeds"][name(feed)]["sources"][kind];
		let day = said["obs_day"].as_u64()?.try_into().unwrap();
		Some((day, said["value"].as_i64().unwrap().into()))
	}

	/// Compares an official rate.
	fn check_rate(&self, source: Source, feed: FeedKey) {
		let at = format!("{feed:?} {source:?} {}", self.now);
		let (day, value) = self.said(source.kind(), feed).expect(&at);
		let due = ask::expected(feed, self.now, &US);
		let read =
			self.asked(source, feed).and_then(|body| ask::rate(source, feed, &body, self.now, &US));
		match read {
			Ok(extract) if extract.obs_day.0 == day => assert_eq!(extract.value, value, "{at}"),
			// The newest is out and not due yet.
			Ok(extract) => assert!(due <= extract.obs_day && extract.obs_day.0 < day, "{at}"),
			Err(error) => {
				assert_eq!(error, FeedError::Stale, "{at}");
				// Auctions are not held every day, and the H.15 release comes a day later.
				let is_late =
					!matches!(source, Source::UstBillXml | Source::UstBillCsv | Source::NyFed);
				assert!(is_late && day != due.0, "{at}");
			},
		}
	}

	/// Compares a market price.
	fn check_price(&self, source: Source, feed: FeedKey) -> Option<VenueQuote> {
		let at = format!("{feed:?} {source:?} {}", self.now);
		let body = match self.asked(source, feed) {
			Err(FeedError::Absent) => {
				assert_eq!(self.said(source.kind(), feed), None, "{at}");
				return None;
			},
			body => body.expect(&at),
		};
		let (day, value) = self.said(source.kind(), feed).expect(&at);
		let quote = ask::price(source, feed, &body, self.now, &US).expect(&at);
		assert_eq!(i128::from(quote.value), value, "{at}");
		assert_eq!(quote.day.map_or(day, |day| day.0), day, "{at}");
		Some(quote)
	}

	/// The newest day of the Treasury, asked for by its own month and year: on a month's first day
	/// that is not yet the one that is due.
	fn check_newest_bills(&self) {
		let newest =
			ObsDay(self.truth["tbill_13w"]["obs_day"].as_u64().unwrap().try_into().unwrap());
		assert_eq!(self.truth["tbill_13w"]["date"], newest.to_string());
		let xml = self.body(Source::UstBillXml, &treasury::request(newest)).unwrap();
		let csv = self.body(Source::UstBillCsv, &treasury::request_csv(newest)).unwrap();
		for (source, days) in [
			(Source::UstBillXml, treasury::parse(&xml).unwrap()),
			(Source::UstBillCsv, treasury::parse_csv(&csv).unwrap()),
		] {
			let day = treasury::latest(&days, self.now, &US).unwrap();
			assert_eq!(day.day, newest);
			for tenor in Tenor::ALL {
				let weeks = tenor.weeks().to_string();
				for (feed, name) in [
					(FeedKey::TBillDiscount(tenor), "discount_ppb"),
					(FeedKey::TBillCouponEq(tenor), "coupon_equivalent_ppb"),
				] {
					let want = self.truth["bills"][name][&weeks].as_i64().map(i128::from);
					assert_eq!(day.rate(feed).ok(), want, "{newest} {source:?} {feed:?}");
				}
			}
			// The curve of the same day says the same of the same terms.
			self.check_curve(day.day);
		}
	}

	fn check_curve(&self, newest: ObsDay) {
		use treasury::par::{self, Term};
		let xml = self.body(Source::UstParXml, &par::request(newest)).unwrap();
		let csv = self.body(Source::UstParCsv, &par::request_csv(newest)).unwrap();
		for (kind, days) in [
			("ust-par-xml", par::parse(&xml).unwrap()),
			("ust-par-csv", par::parse_csv(&csv).unwrap()),
		] {
			let day = par::latest(&days, self.now, &US).unwrap();
			assert_eq!(day.day, newest);
			let fields = [
				"1MONTH", "1_5MONTH", "2MONTH", "3MONTH", "4MONTH", "6MONTH", "1YEAR", "2YEAR",
				"3YEAR", "5YEAR", "7YEAR", "10YEAR", "20YEAR", "30YEAR",
			];
			for (term, field) in Term::ALL.into_iter().zip(fields) {
				let want = self.truth["beside"][kind]["rates_ppb"][format!("BC_{field}")].as_i64();
				assert_eq!(day.rate(term).ok(), want, "{newest} {term:?}");
			}
		}
	}

	/// What stands beside the rates: the average of all bills, the target range, each other.
	fn check_beside(&self) {
		let body = self.body(Source::FiscalDataAverages, &averages::request()).unwrap();
		let months = averages::parse(&body).unwrap();
		let average = *averages::latest(&months, self.now, &US).unwrap();
		let want = &self.truth["beside"]["average"];
		assert_eq!(u64::from(average.month_end.0), want["obs_day"]);
		assert_eq!(average.rate, want["rate_ppb"]);
		let body = self.asked(Source::NyFed, FeedKey::Effr).unwrap();
		let fixings = nyfed::parse(&body, FeedKey::Effr).unwrap();
		let target = nyfed::latest(&fixings, self.now, &US).unwrap().target;
		let range = &self.truth["beside"]["target_ppb"];
		assert_eq!(target, range[0].as_i64().zip(range[1].as_i64()));
		let value = |feed| self.truth["feeds"][name(feed)]["value"].as_i64().map(i128::from);
		let sofr = value(FeedKey::Sofr).and_then(|rate| i64::try_from(rate).ok());
		let known = Beside { sofr, target };
		for feed in feeds() {
			// Some bills were not sold yet.
			let Some(value) = value(feed) else { continue };
			assert_eq!(beside(feed, value, &known), Ok(()), "{feed:?} {}", self.now);
		}
	}

	/// Compares everything that is served with the truth.
	fn check(&self) {
		self.check_newest_bills();
		self.check_beside();
		for feed in feeds() {
			let mut quotes = Vec::new();
			for (source, role) in ask::roles(feed) {
				match role {
					Role::Primary | Role::Secondary { .. } => {
						// The table of a year is long; all its tenors have been compared above.
						let is_again = *source == Source::UstBillCsv
							&& feed != FeedKey::TBillDiscount(Tenor::W13);
						if !is_again && self.said(source.kind(), feed).is_some() {
							self.check_rate(*source, feed);
						}
					},
					Role::Venue => quotes.extend(self.check_price(*source, feed)),
				}
			}
			if !quotes.is_empty() {
				self.check_market(feed, &quotes);
			}
		}
	}

	/// What the venues come to, close enough together for the chain to take it.
	fn check_market(&self, feed: FeedKey, quotes: &[VenueQuote]) {
		let combined = Combined::market(feed, ObsDay::of(self.now), quotes).unwrap();
		let said = combined.observe(0, self.now, |_| [0; 32]);
		assert_eq!(
			said.value,
			i128::from(self.truth["feeds"][name(feed)]["value"].as_i64().unwrap())
		);
		assert!(i128::from(said.conf) * 4 <= said.value, "{said:?}");
		if feed == (FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand }) {
			let open: Vec<_> =
				quotes.iter().filter(|q| Source::GPU_VENUES.contains(&q.source)).copied().collect();
			assert_eq!(open.iter().map(|quote| quote.n).collect::<Vec<_>>(), [21, 2, 4]);
			let combined = Combined::market(feed, ObsDay::of(self.now), &open).unwrap();
			let said = combined.observe(0, self.now, |_| [0; 32]);
			let median = &self.truth["gpu_hour_micro_usd"]["h100_sxm"]["median"];
			assert_eq!(said.value, i128::from(median.as_i64().unwrap()));
		}
	}
}

fn start_of(day: &str) -> u64 {
	u64::from(ObsDay::from_iso(day).unwrap().0) * 86_400
}

#[test]
fn parsers_should_read_the_truth_when_the_day_is_an_odd_one() {
	let sim = Sim::start(&["--seed", "3", "--as-of", "2026-08-11"]);
	for day in [
		"2026-08-11",
		// First of a month: on a business day, a weekend, a Monday after one.
		"2026-09-01",
		"2026-10-01",
		"2026-11-01",
		"2027-02-01",
		"2027-03-01",
		// Ends of months and of years, and what follows.
		"2026-08-31",
		"2026-12-31",
		"2027-01-01",
		"2027-01-04",
		// Weekends, Columbus Day, Veterans Day, Thanksgiving, Christmas.
		"2026-08-15",
		"2026-08-16",
		"2026-10-12",
		"2026-11-11",
		"2026-11-26",
		"2026-11-27",
		"2026-12-25",
		// Good Friday and the days around it.
		"2027-03-25",
		"2027-03-26",
		"2027-03-29",
		// A leap day, the nights of the clocks, a day of mourning.
		"2028-02-29",
		"2026-11-02",
		"2027-03-15",
		"2025-01-09",
		"2025-01-10",
	] {
		// After midnight; overnight rates out, not final; bills out, not due; all due.
		for second in [600, 73_200, 77_400, 85_800] {
			sim.clock(start_of(day) + second);
			Moment::of(&sim).check();
		}
	}
}

#[test]
fn parsers_should_read_the_truth_when_seeds_and_days_change() {
	for seed in ["0", "1", "77"] {
		let sim = Sim::start(&["--seed", seed, "--as-of", "2026-08-11"]);
		Moment::of(&sim).check();
		// Over holidays, Good Friday and a leap day, at another hour each time.
		for hour in (0..24 * 600).step_by(719) {
			sim.clock(1_786_492_800 + hour * 3_600);
			Moment::of(&sim).check();
		}
	}
}

#[test]
fn parsers_should_read_the_truth_when_the_clock_is_the_real_one() {
	Moment::of(&Sim::start(&["--seed", "4", "--gpus", "100"])).check();
}
