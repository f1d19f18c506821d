//! The tables and the par curve of the Treasury, true and false.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{
	treasury::{
		latest, par,
		par::{ParDay, Term},
		parse, parse_csv, BillDay,
	},
	Calendar, FeedError, ObsDay, Tenor,
};

const BILLS: &str = include_str!("fixtures/treasury_bills_2026.csv");
const BILLS_XML: &str = include_str!("fixtures/treasury_bills_202608.xml");
const PAR: &str = include_str!("fixtures/treasury_par_2026.csv");
const PAR_XML: &str = include_str!("fixtures/treasury_par_202202.xml");
const HOLIDAY_XML: &str = include_str!("fixtures/treasury_par_holiday.xml");

fn day(text: &str) -> ObsDay {
	ObsDay::from_iso(text).unwrap()
}

fn bills(text: &str) -> Result<Vec<BillDay>, FeedError> {
	parse_csv(text.as_bytes())
}

/// The two quotes of a tenor on the oldest day.
fn quotes(text: &str, tenor: Tenor) -> Result<(i64, i64), FeedError> {
	bills(text)?[0].quote(tenor).map(|q| (q.discount, q.coupon_equivalent))
}

fn changed(text: &str, old: &str, new: &str) -> String {
	assert_eq!(text.matches(old).count(), 1, "{old}");
	text.replace(old, new)
}

#[test]
fn csv_should_give_what_the_feed_gives_when_both_are_of_one_day() {
	let rows = bills(BILLS).unwrap();
	let days: Vec<_> = rows.iter().map(|row| row.day).collect();
	assert_eq!(days, ["2026-08-11", "2026-09-14"].map(day));
	let feed = parse(BILLS_XML.as_bytes()).unwrap();
	for tenor in Tenor::ALL {
		assert_eq!(rows[0].quote(tenor), feed[0].quote(tenor), "{tenor:?}");
	}
	let quote = rows[1].quote(Tenor::W13).unwrap();
	assert_eq!((quote.discount, quote.coupon_equivalent), (39_700_000, 40_700_000));
	let now = day("2026-09-14").start() + 86_399;
	assert_eq!(latest(&rows, now, &Calendar::US).map(|row| row.day), Ok(day("2026-09-14")));
	assert_eq!(latest(&rows, now + 86_400, &Calendar::US).err(), Some(FeedError::Stale));
	assert_eq!(latest(&rows, now - 86_400, &Calendar::US).err(), Some(FeedError::Future));
}

#[test]
fn csv_should_drop_one_tenor_when_its_cell_is_null_or_false() {
	for (cell, error) in [
		("", FeedError::Absent),
		(" ", FeedError::Absent),
		("N/A", FeedError::Absent),
		("null", FeedError::Absent),
		(".", FeedError::Absent),
		("NaN", FeedError::Number),
		("1e999", FeedError::Number),
		("374e-2", FeedError::Number),
		("\"3,74\"", FeedError::Number),
		("375", FeedError::OutOfBounds),
		("-1.01", FeedError::OutOfBounds),
		("0.0374", FeedError::Inconsistent),
		("3.79", FeedError::Inconsistent),
		// The coupon equivalent in the place of the discount.
		("3.83", FeedError::Inconsistent),
	] {
		let text = changed(BILLS, ",3.74,", &format!(",{cell},"));
		assert_eq!(quotes(&text, Tenor::W13), Err(error), "{cell}");
		assert_eq!(quotes(&text, Tenor::W26), Ok((38_300_000, 39_600_000)), "{cell}");
	}
	let zero = changed(BILLS, ",3.74,3.83,", ",0.00,0.00,");
	assert_eq!(quotes(&zero, Tenor::W13), Ok((0, 0)));
	let below = changed(BILLS, ",3.74,3.83,", ",-0.05,-0.05,");
	assert_eq!(quotes(&below, Tenor::W13), Ok((-500_000, -500_000)));
}

#[test]
fn csv_should_find_columns_by_name_when_they_are_moved() {
	// Columns swapped in the header are swapped in what is read, and show.
	let swapped = BILLS
		.replace("13 WEEKS BANK DISCOUNT", "HELD")
		.replace("13 WEEKS COUPON EQUIVALENT", "13 WEEKS BANK DISCOUNT")
		.replace("HELD", "13 WEEKS COUPON EQUIVALENT");
	assert_eq!(quotes(&swapped, Tenor::W13), Err(FeedError::Inconsistent));
	let mixed =
		BILLS.replace("\"52 W", "\"HELD").replace("\"4 W", "\"52 W").replace("\"HELD", "\"4 W");
	assert_eq!(quotes(&mixed, Tenor::W4), Err(FeedError::Inconsistent));
	let reordered = "\"13 WEEKS COUPON EQUIVALENT\",\"13 WEEKS BANK DISCOUNT\",Date\r\n\
		3.83,3.74,08/11/2026\r\n";
	assert_eq!(quotes(reordered, Tenor::W13), Ok((37_400_000, 38_300_000)));
	assert_eq!(quotes(reordered, Tenor::W4), Err(FeedError::Absent));
	for (old, new, error) in [
		("Date,", "Day,", FeedError::Schema),
		("\"6 WEEKS BANK", "\"4 WEEKS BANK", FeedError::Conflict),
	] {
		assert_eq!(bills(&changed(BILLS, old, new)).err(), Some(error), "{new}");
	}
	assert_eq!(bills(&BILLS.replace("WEEKS", "WK")).err(), Some(FeedError::Schema));
}

#[test]
fn csv_should_refuse_the_source_when_dates_are_false_or_doubled() {
	for date in ["2026-08-11", "8/11/2026", "02/31/2026", "08/11/26", "08/15/2026", ""] {
		let text = changed(BILLS, "08/11/2026", date);
		assert_eq!(bills(&text).err(), Some(FeedError::Date), "{date}");
	}
	let row = BILLS.lines().last().unwrap();
	assert_eq!(bills(&format!("{BILLS}{row}\n")).map(|days| days.len()), Ok(2));
	let other = row.replace("3.74", "3.75");
	assert_eq!(bills(&format!("{BILLS}{other}\n")).err(), Some(FeedError::Conflict));
}

#[test]
fn csv_should_refuse_when_the_body_is_another_document() {
	let html = "<!DOCTYPE html>\n<html><body>Access Denied</body></html>\n";
	for (body, error) in [
		("", FeedError::Schema),
		(html, FeedError::Schema),
		("{\"error\":1}\n", FeedError::Schema),
		("Date,\"1 Mo\"\n", FeedError::Schema),
		("Date,\"4 WEEKS BANK DISCOUNT\n", FeedError::Malformed),
	] {
		assert_eq!(bills(body).err(), Some(error), "{body}");
	}
	assert_eq!(par::parse_csv(BILLS.as_bytes()).err(), Some(FeedError::Schema));
	let long = BILLS.to_owned() + &" ".repeat(262_144);
	assert_eq!(bills(&long).err(), Some(FeedError::TooLarge));
}

#[test]
fn csv_should_never_give_another_value_when_the_body_is_cut_at_any_byte() {
	let (want, curve) = (bills(BILLS).unwrap(), par::parse_csv(PAR.as_bytes()).unwrap());
	for cut in 0..BILLS.len() {
		let got = bills(&BILLS[..cut]).unwrap_or_default();
		assert!(got.iter().all(|day| want.contains(day)), "cut at {cut}");
	}
	for cut in 0..PAR.len() {
		let got = par::parse_csv(&PAR.as_bytes()[..cut]).unwrap_or_default();
		assert!(got.iter().all(|day| curve.contains(day)), "cut at {cut}");
	}
}

fn terms(days: Result<Vec<ParDay>, FeedError>) -> Vec<(ObsDay, Vec<(Term, i64)>)> {
	let of_day = |day: &ParDay| {
		Term::ALL.into_iter().filter_map(|term| Some((term, day.rate(term).ok()?))).collect()
	};
	days.unwrap().iter().map(|day| (day.day, of_day(day))).collect()
}

#[test]
fn par_should_give_the_published_yields_when_either_form_is_true() {
	let want = [
		(
			day("2026-06-25"),
			vec![(Term::M1, 37_000_000), (Term::M3, 38_400_000), (Term::Y10, 44_000_000)],
		),
		(day("2026-06-26"), vec![]),
	];
	assert_eq!(terms(par::parse_csv(PAR.as_bytes())), want);
	// The field for display says 0, and is no rate of 30 years.
	let want = [(day("2022-02-01"), vec![(Term::M3, 1_900_000), (Term::Y10, 18_100_000)])];
	assert_eq!(terms(par::parse(PAR_XML.as_bytes())), want);
	assert_eq!(terms(par::parse(HOLIDAY_XML.as_bytes())), [(day("2010-10-11"), vec![])]);
}

#[test]
fn par_should_read_each_term_from_its_own_column_when_all_are_there() {
	let (mut header, mut cells) = (String::from("Date"), String::from("06/25/2026"));
	let mut fields = String::new();
	for (at, (field, column)) in [
		("1MONTH", "1 Mo"),
		("1_5MONTH", "1.5 Month"),
		("2MONTH", "2 Mo"),
		("3MONTH", "3 Mo"),
		("4MONTH", "4 Mo"),
		("6MONTH", "6 Mo"),
		("1YEAR", "1 Yr"),
		("2YEAR", "2 Yr"),
		("3YEAR", "3 Yr"),
		("5YEAR", "5 Yr"),
		("7YEAR", "7 Yr"),
		("10YEAR", "10 Yr"),
		("20YEAR", "20 Yr"),
		("30YEAR", "30 Yr"),
	]
	.into_iter()
	.enumerate()
	{
		header += &format!(",\"{column}\"");
		cells += &format!(",3.{at:02}");
		fields += &format!("<d:BC_{field}>3.{at:02}</d:BC_{field}>");
	}
	let start = PAR_XML.find("<d:BC_1MONTH").unwrap();
	let end = PAR_XML.find("<d:BC_30YEARDISPLAY").unwrap();
	let xml = [&PAR_XML[..start], &fields, &PAR_XML[end..]].concat();
	for days in
		[par::parse_csv(format!("{header}\n{cells}\n").as_bytes()), par::parse(xml.as_bytes())]
	{
		let day = &days.unwrap()[0];
		for (at, term) in (0i64..).zip(Term::ALL) {
			assert_eq!(day.rate(term), Ok(30_000_000 + at * 100_000), "{term:?}");
		}
	}
}

#[test]
fn par_latest_should_skip_a_day_without_yields_when_it_is_a_holiday() {
	let days = par::parse_csv(PAR.as_bytes()).unwrap();
	let now = day("2026-06-26").start() + 12 * 3_600;
	let newest = |now| par::latest(&days, now, &Calendar::US).map(|found| found.day);
	assert_eq!(newest(now), Ok(day("2026-06-25")));
	assert_eq!(newest(now + 12 * 3_600), Err(FeedError::Stale));
	assert_eq!(newest(now - 86_400), Err(FeedError::Future));
}

#[test]
fn par_should_refuse_when_figures_or_dates_are_false() {
	let m3 = |cell: &str| {
		let text = changed(PAR_XML, ">0.19<", &format!(">{cell}<"));
		par::parse(text.as_bytes()).unwrap()[0].rate(Term::M3)
	};
	for (cell, want) in [
		("", Err(FeedError::Absent)),
		("N/A", Err(FeedError::Absent)),
		("-0.05", Ok(-500_000)),
		("0", Ok(0)),
		("NaN", Err(FeedError::Number)),
		("19", Ok(190_000_000)),
		("21", Err(FeedError::OutOfBounds)),
	] {
		assert_eq!(m3(cell), want, "{cell}");
	}
	let dated = |date: &str| par::parse(PAR_XML.replace("2022-02-01", date).as_bytes()).err();
	assert_eq!(dated("2022-02-05"), Some(FeedError::Date));
	assert_eq!(dated("2022-02-31"), Some(FeedError::Date));
	// Bill rates are no curve, nor a curve bill rates.
	assert_eq!(par::parse(BILLS_XML.as_bytes()).err(), Some(FeedError::Date));
	assert_eq!(parse(PAR_XML.as_bytes()).err(), Some(FeedError::Date));
}

#[test]
fn request_should_ask_for_the_curve_when_the_month_or_year_is_known() {
	assert_eq!(
		par::request(day("2022-02-01")).path_and_query,
		"/resource-center/data-chart-center/interest-rates/pages/xml?data=daily_treasury_yield_curve&field_tdr_date_value_month=202202",
	);
	assert_eq!(
		par::request_csv(day("2022-02-01")).path_and_query,
		"/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/2022/all?type=daily_treasury_yield_curve&field_tdr_date_value=2022&page&_format=csv",
	);
}

/// A bill stays on the run while others of its kind grow old: one of 52 weeks for four, so that the
/// table shows it with 338 days left. At the rates of 2000 and 2007 that is more than two basis
/// points of coupon equivalent.
#[test]
fn quote_should_be_taken_when_a_bill_of_its_tenor_may_have_that_many_days_left() {
	use caliber_feeds_core::checks::bill_pair;
	use caliber_finance::{bills, units::Ppb};
	let digits = |ppb: u64| (ppb + 50_000) / 100_000;
	let percent = |ppb: u64| format!("{}.{:02}", digits(ppb) / 100, digits(ppb) % 100);
	for tenor in Tenor::ALL {
		let least = tenor.days() - if tenor == Tenor::W52 { 28 } else { 6 };
		for discount in (0..=120_000_000u64).step_by(2_500_000) {
			for (days, year) in [least, tenor.days() - 3, tenor.days(), tenor.days() + 1]
				.into_iter()
				.flat_map(|days| [(days, 365), (days, 366)])
			{
				let price = bills::price(Ppb(discount), days).unwrap();
				let exact = bills::investment_yield(price, days, year).unwrap().get();
				let row = format!(
					"Date,\"{weeks} WEEKS BANK DISCOUNT\",\"{weeks} WEEKS COUPON EQUIVALENT\"\n\
					 08/11/2026,{},{}\n",
					percent(discount),
					percent(exact),
					weeks = tenor.weeks()
				);
				let (discount, exact) = (digits(discount) * 100_000, digits(exact) * 100_000);
				let name = format!("{tenor:?} {discount} {days} {year}");
				let want = (i64::try_from(discount).unwrap(), i64::try_from(exact).unwrap());
				assert_eq!(quotes(&row, tenor), Ok(want), "{name}");
				assert_eq!(bill_pair(tenor, discount.into(), exact.into()), Ok(()), "{name}");
			}
		}
	}
	// The bounds bite: columns that were swapped, and another tenor's yield.
	for (tenor, discount, exact, want) in [
		(Tenor::W52, 70_000_000, 75_200_000, Ok(())),
		(Tenor::W52, 70_000_000, 74_900_000, Ok(())),
		(Tenor::W52, 70_000_000, 76_000_000, Err(FeedError::Inconsistent)),
		(Tenor::W52, 70_000_000, 74_000_000, Err(FeedError::Inconsistent)),
		(Tenor::W52, 75_200_000, 70_000_000, Err(FeedError::Inconsistent)),
		(Tenor::W13, 37_400_000, 38_300_000, Ok(())),
		(Tenor::W13, 38_300_000, 37_400_000, Err(FeedError::Inconsistent)),
		(Tenor::W4, 36_400_000, 37_000_000, Ok(())),
		(Tenor::W4, 37_000_000, 36_400_000, Err(FeedError::Inconsistent)),
		(Tenor::W4, 0, 0, Ok(())),
		(Tenor::W4, -500_000, -500_000, Ok(())),
		(Tenor::W4, -500_000, 500_000, Err(FeedError::Inconsistent)),
		(Tenor::W4, i128::MAX, 0, Err(FeedError::OutOfBounds)),
	] {
		assert_eq!(bill_pair(tenor, discount, exact), want, "{tenor:?} {discount} {exact}");
	}
}
