//! The Treasury's feed, true and false.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{
	treasury::{latest, parse, BillDay},
	Calendar, FeedError, FeedKey, ObsDay, Tenor,
};

const AUGUST: &str = include_str!("fixtures/treasury_bills_202608.xml");
const SEPTEMBER: &str = include_str!("fixtures/treasury_bills_202609.xml");
const W13: &str = r#"<d:ROUND_B1_CLOSE_13WK_2 m:type="Edm.Double">3.74</d:ROUND_B1_CLOSE_13WK_2>"#;

fn day(text: &str) -> ObsDay {
	ObsDay::from_iso(text).unwrap()
}

fn days(text: &str) -> Result<Vec<BillDay>, FeedError> {
	parse(text.as_bytes())
}

/// The two quotes of a tenor on the only day of August.
fn quotes(text: &str, tenor: Tenor) -> Result<(i64, i64), FeedError> {
	days(text)?[0].quote(tenor).map(|q| (q.discount, q.coupon_equivalent))
}

/// August with another text once in the place of one that is there.
fn august(old: &str, new: &str) -> String {
	assert_eq!(AUGUST.matches(old).count(), 1, "{old}");
	AUGUST.replace(old, new)
}

fn with_w13(cell: &str) -> String {
	august(W13, &W13.replace("3.74", cell))
}

#[test]
fn parse_should_give_the_published_curve_when_the_feed_is_true() {
	for (tenor, want) in [
		(Tenor::W4, Ok((36_400_000, 37_000_000))),
		(Tenor::W6, Err(FeedError::Absent)),
		(Tenor::W8, Ok((36_800_000, 37_500_000))),
		(Tenor::W13, Ok((37_400_000, 38_300_000))),
		(Tenor::W17, Err(FeedError::Absent)),
		(Tenor::W26, Ok((38_300_000, 39_600_000))),
		(Tenor::W52, Ok((38_500_000, 40_200_000))),
	] {
		assert_eq!(quotes(AUGUST, tenor), want, "{tenor:?}");
	}
	let september = days(SEPTEMBER).unwrap();
	assert_eq!(september.len(), 2);
	assert_eq!(september[1].day, day("2026-09-14"));
	let quote = september[1].quote(Tenor::W13).unwrap();
	assert_eq!((quote.discount, quote.coupon_equivalent), (39_700_000, 40_700_000));
	assert_eq!(quote.maturity, Some(day("2026-12-17")));
	// A discount without its coupon equivalent cannot be checked, so it is not used.
	assert_eq!(september[0].quote(Tenor::W4), Err(FeedError::Absent));
}

#[test]
fn rate_should_answer_for_bill_feeds_when_asked_by_key() {
	let day = &days(AUGUST).unwrap()[0];
	assert_eq!(day.rate(FeedKey::TBillDiscount(Tenor::W13)), Ok(37_400_000));
	assert_eq!(day.rate(FeedKey::TBillCouponEq(Tenor::W13)), Ok(38_300_000));
	assert_eq!(day.rate(FeedKey::Sofr), Err(FeedError::Absent));
}

#[test]
fn parse_should_drop_one_tenor_when_its_cell_is_null_or_no_number() {
	for (cell, error) in [
		("", FeedError::Absent),
		("  ", FeedError::Absent),
		("N/A", FeedError::Absent),
		("null", FeedError::Absent),
		(".", FeedError::Absent),
		("NaN", FeedError::Number),
		("Infinity", FeedError::Number),
		("1e999", FeedError::Number),
		("374e-2", FeedError::Number),
		("3,74", FeedError::Number),
		("+3.74", FeedError::Number),
		("1234567890123456789012345678901234567890", FeedError::Number),
		("375", FeedError::OutOfBounds),
		("20.01", FeedError::OutOfBounds),
		("-1.01", FeedError::OutOfBounds),
		// A fraction where percent is meant, and one basis point too many.
		("0.0374", FeedError::Inconsistent),
		("3.79", FeedError::Inconsistent),
	] {
		let text = with_w13(cell);
		assert_eq!(quotes(&text, Tenor::W13), Err(error), "{cell}");
		assert_eq!(quotes(&text, Tenor::W26), Ok((38_300_000, 39_600_000)), "{cell}");
	}
	let null = august(
		W13,
		r#"<d:ROUND_B1_CLOSE_13WK_2 m:type="Edm.Double" m:null="true">3.74</d:ROUND_B1_CLOSE_13WK_2>"#,
	);
	assert_eq!(quotes(&null, Tenor::W13), Err(FeedError::Absent));
	assert_eq!(quotes(&august(W13, ""), Tenor::W13), Err(FeedError::Absent));
}

#[test]
fn parse_should_accept_when_the_rate_is_zero_or_below() {
	let both = |discount: &str, equivalent: &str| {
		with_w13(discount).replace(
			r#"<d:ROUND_B1_YIELD_13WK_2 m:type="Edm.Double">3.83<"#,
			&format!(r#"<d:ROUND_B1_YIELD_13WK_2 m:type="Edm.Double">{equivalent}<"#),
		)
	};
	assert_eq!(quotes(&both("0.00", "0.00"), Tenor::W13), Ok((0, 0)));
	assert_eq!(quotes(&both("-0.05", "-0.05"), Tenor::W13), Ok((-500_000, -500_000)));
	assert_eq!(quotes(&both("-0.05", "0.05"), Tenor::W13), Err(FeedError::Inconsistent));
}

#[test]
fn parse_should_refuse_a_tenor_when_the_quote_is_of_another_instrument() {
	let swapped = |weeks: u32| {
		AUGUST
			.replace(&format!("CLOSE_{weeks}WK_2"), "HELD")
			.replace(&format!("YIELD_{weeks}WK_2"), &format!("CLOSE_{weeks}WK_2"))
			.replace("HELD", &format!("YIELD_{weeks}WK_2"))
	};
	for (weeks, tenor) in [(4, Tenor::W4), (13, Tenor::W13), (52, Tenor::W52)] {
		assert_eq!(quotes(&swapped(weeks), tenor), Err(FeedError::Inconsistent), "{weeks}");
	}
	// The columns of 4 and 52 weeks, exchanged whole.
	let mixed = AUGUST.replace("_52WK", "_HELD").replace("_4WK", "_52WK").replace("_HELD", "_4WK");
	assert_eq!(quotes(&mixed, Tenor::W4), Err(FeedError::Inconsistent));
	assert_eq!(quotes(&mixed, Tenor::W52), Err(FeedError::Inconsistent));

	let september = |old: &str, new: &str| days(&SEPTEMBER.replace(old, new)).unwrap();
	for (old, new, error) in [
		// A cash-management bill of six weeks in the column of 13.
		("2026-12-17T00:00:00", "2026-10-29T00:00:00", FeedError::Instrument),
		("2026-12-17T00:00:00", "2026-12-32T00:00:00", FeedError::Date),
		("912797VH7", "912797VH6", FeedError::Instrument),
	] {
		assert_eq!(september(old, new)[1].quote(Tenor::W13), Err(error), "{new}");
	}
}

#[test]
fn parse_should_refuse_the_source_when_dates_are_impossible() {
	let index = r#"<d:INDEX_DATE m:type="Edm.DateTime">2026-08-11T00:00:00</d:INDEX_DATE>"#;
	for date in
		["2026-02-31T00:00:00", "26-08-11T00:00:00", "08/11/2026", "2026-08-15T00:00:00", "", "N/A"]
	{
		let text = august(index, &index.replace("2026-08-11T00:00:00", date));
		assert_eq!(days(&text), Err(FeedError::Date), "{date}");
	}
	assert_eq!(days(&august(index, "")), Err(FeedError::Date));
}

#[test]
fn parse_should_refuse_the_source_when_it_contradicts_itself() {
	let start = AUGUST.find("  <entry>").unwrap();
	let end = AUGUST.find("</feed>").unwrap();
	let entry = &AUGUST[start..end];
	let twice = |second: &str| days(&format!("{}{second}</feed>", &AUGUST[..end]));
	assert_eq!(twice(entry).map(|days| days.len()), Ok(1));
	assert_eq!(twice(&entry.replace("3.74", "3.75")), Err(FeedError::Conflict));
	assert_eq!(days(&august(W13, &format!("{W13}{W13}"))), Err(FeedError::Conflict));
}

#[test]
fn parse_should_refuse_when_the_body_is_another_document() {
	let html = "<html xmlns='http://www.w3.org/1999/xhtml'><body>Access Denied</body></html>";
	for (body, error) in [
		("", FeedError::Malformed),
		("{\"error\":\"rate limited\"}", FeedError::Malformed),
		("<!DOCTYPE html><html><body>captcha</body></html>", FeedError::Malformed),
		(html, FeedError::Schema),
		("<feed/>", FeedError::Schema),
		("<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>", FeedError::Schema),
	] {
		assert_eq!(days(body), Err(error), "{body}");
	}
	let empty = "<feed xmlns='http://www.w3.org/2005/Atom'></feed>";
	assert_eq!(days(empty), Ok(vec![]));
	// Another namespace is another format.
	assert_eq!(
		days(&AUGUST.replace("ado/2007/08/dataservices\"", "other\"")),
		Err(FeedError::Date)
	);
	assert_eq!(parse(&[0xff, 0xfe, 0x3c]), Err(FeedError::Malformed));
}

#[test]
fn parse_should_refuse_when_the_body_is_an_attack() {
	let bomb = "<!DOCTYPE f [<!ENTITY a \"9\"><!ENTITY b \"&a;&a;&a;\">]>";
	let declared = AUGUST.replacen("?>", &format!("?>{bomb}"), 1);
	assert_eq!(days(&declared), Err(FeedError::Malformed));
	assert_eq!(days(&with_w13("3.7&b;")), Err(FeedError::Malformed));

	let deep = |levels: usize| {
		let inner = "<a>".repeat(levels) + &"</a>".repeat(levels);
		days(&format!("<feed xmlns='http://www.w3.org/2005/Atom'>{inner}</feed>"))
	};
	assert_eq!(deep(16), Ok(vec![]));
	assert_eq!(deep(17), Err(FeedError::TooDeep));
	assert_eq!(deep(9_000), Err(FeedError::TooDeep));
	assert_eq!(deep(30_000), Err(FeedError::TooDeep));

	let wide: String = (0..20_000).map(|n| format!(" a{n}=''")).collect();
	assert_eq!(days(&format!("<feed{wide}/>")), Err(FeedError::TooDeep));
	let long = AUGUST.to_owned() + &" ".repeat(262_144);
	assert_eq!(days(&long), Err(FeedError::TooLarge));
	// What stands amidst a number must not cut it off.
	assert_eq!(days(&with_w13("3<!-- -->.74")), Err(FeedError::Schema));
	assert_eq!(days(&with_w13("3<b/>.74")), Err(FeedError::Schema));
}

#[test]
fn parse_should_never_give_another_value_when_the_body_is_cut_at_any_byte() {
	for whole in [AUGUST, SEPTEMBER] {
		let want = days(whole).unwrap();
		for cut in 0..whole.len() {
			if let Ok(got) = days(&whole[..cut]) {
				assert_eq!(got, want, "cut at {cut}");
			}
		}
	}
}

#[test]
fn latest_should_give_the_day_that_is_due_when_time_passes() {
	let september = days(SEPTEMBER).unwrap();
	let newest = |text: &str, hour: u64| {
		let now = day(text).start() + hour * 3_600;
		latest(&september, now, &Calendar::US).map(|found| found.day)
	};
	// Published in the afternoon, looked at on the same evening and until the next one is due.
	assert_eq!(newest("2026-09-14", 21), Ok(day("2026-09-14")));
	assert_eq!(newest("2026-09-15", 23), Ok(day("2026-09-14")));
	assert_eq!(newest("2026-09-16", 0), Err(FeedError::Stale));
	// Before its own day a value does not exist.
	assert_eq!(newest("2026-09-13", 12), Err(FeedError::Future));
	// A day whose columns are all empty is no observation.
	let blank = SEPTEMBER.replace("3.97", "N/A");
	let now = day("2026-09-15").start();
	assert_eq!(latest(&days(&blank).unwrap(), now, &Calendar::US), Err(FeedError::Stale));
	assert_eq!(latest(&[], now, &Calendar::US), Err(FeedError::Stale));
}
