//! The hostile cases: what can be wrong with an answer, by name. The one table of them; the program
//! prints it with `--list-scenarios`, and docs/feed-sim.md repeats it.

use crate::source::Source::{self, *};

/// A way in which sources misbehave.
#[derive(Debug, PartialEq, Eq)]
pub struct Case {
	/// The name by which it is armed.
	pub name: &'static str,
	/// The number of the hostile case that it shows.
	pub number: u8,
	/// The sources that can misbehave so.
	pub fits: &'static [Source],
	/// What their answers are like.
	pub does: &'static str,
	/// What makes them so.
	pub effect: Effect,
}

/// Where a case takes hold of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
	/// Nowhere.
	None,
	/// The moment that is shown.
	Age(Age),
	/// The value of the newest figure; the truth says so too.
	Value(Value),
	/// The spelling of the newest figure.
	Spelling(Spelling),
	/// The date of the newest figure.
	Date(WrongDate),
	/// The newest rows.
	Rows(Rows),
	/// The finished text.
	Text(Text),
	/// The way to the reader.
	Wire(Wire),
}

/// Which moment an old answer is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
	/// Ten days before.
	TenDays,
	/// The last one before the newest figure came out.
	Step,
	/// The one at which the case was armed.
	Frozen,
}

/// Basis points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
	/// Exactly so many.
	To(i64),
	/// So many more than is true, or as many as the arming says.
	Add(i64),
	/// The same, for SOFR alone.
	Spike(i64),
}

/// What stands in the place of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelling {
	/// A text that is no number, between quotes where the true one would be.
	Word(&'static str),
	/// A text that is no JSON number either, and gets quotes of its own there.
	Nothing(&'static str),
	/// `m:null="true"`.
	Null,
	/// A minus sign before it.
	Minus,
	/// The digits without the point.
	NoPoint,
	/// Forty digits.
	Forty,
	/// A hundredth of it.
	Hundredth,
	/// A hundred times as much.
	Hundredfold,
}

/// Dates that cannot be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WrongDate {
	/// A week to come, or the end of the month after next.
	Future,
	/// 31 February.
	February31,
	/// Two digits for the year.
	ShortYear,
}

/// Rows that are not what they seem.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rows {
	/// One twice, with two values.
	Conflict,
	/// One twice, once flagged as the revision of the other.
	Revised,
	/// One without values.
	Blank,
	/// Two columns in each other's place.
	Swapped,
	/// The bill of 4 weeks as that of 13.
	FourAsThirteen,
	/// A cash-management bill as that of 13 weeks.
	CashAsRegular,
	/// A check digit that is none.
	CheckDigit,
	/// H100 PCIe under the name of H100 SXM.
	PcieAsSxm,
	/// The price of eight GPUs as that of one.
	Machine,
	/// Many cheap offers that nobody means.
	Fakes,
	/// Nothing on offer.
	Gone,
}

/// Texts that are no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Text {
	/// Half of the body, and something else.
	Garbage,
	/// An HTML page.
	Html,
	/// An HTML page that says it is an answer.
	DisguisedHtml,
	/// An error of the source, as JSON.
	JsonError,
	/// An error of GraphQL.
	GraphqlErrors,
	/// A document type.
	Dtd,
	/// A document type whose entities multiply.
	EntityBomb,
	/// 10,000 elements within each other, or 200 lists.
	Depth,
}

/// What happens on the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wire {
	/// A status, a media type and a text.
	Status(u16, &'static str, &'static str),
	/// 302 to another host.
	Redirect,
	/// No answer until the case is lifted.
	Hang,
	/// One byte a second.
	Slow,
	/// 50 MB.
	Huge,
	/// 50 MB in few bytes.
	GzipBomb,
	/// No Content-Length.
	NoLength,
	/// A Content-Length of a thousand bytes too many.
	LongLength,
	/// A Content-Length of half the bytes.
	ShortLength,
	/// The end after so many bytes.
	Cut,
	/// A reset in the middle.
	Reset,
}

const ALL: &[Source] = &Source::ALL;
const XML: &[Source] = &[BillXml, ParXml];
const JSON: &[Source] = &[
	Auctions, Averages, Direct, NyFed, Fred, Vast, Runpod, Ornn, Lambda, SfCompute, ResaleA,
	ResaleB, ResaleC,
];
const RATES: &[Source] =
	&[BillXml, BillCsv, ParXml, ParCsv, Auctions, Averages, Direct, NyFed, Fred, FredCsv];
const PRICES: &[Source] = &[Vast, Runpod, Ornn, Lambda, SfCompute, ResaleA, ResaleB, ResaleC];
const DATED: &[Source] = &[
	BillXml, BillCsv, ParXml, ParCsv, Auctions, Averages, Direct, NyFed, Fred, FredCsv, Ornn,
	SfCompute, ResaleA, ResaleB, ResaleC,
];
const BILLS: &[Source] = &[BillXml, BillCsv, Auctions, Direct];
const OF_DAYS: &[Source] = &[BillXml, BillCsv, ParXml, ParCsv, Auctions, Direct, Fred, FredCsv];

const fn case(
	name: &'static str,
	number: u8,
	fits: &'static [Source],
	effect: Effect,
	does: &'static str,
) -> Case {
	Case { name, number, fits, does, effect }
}

use Effect::{Age as A, Date as D, Rows as R, Spelling as S, Text as T, Value as V, Wire as W};

/// Every case, by the number of the hostile case that it shows.
pub const CASES: &[Case] = &[
	case("number-nan", 1, ALL, S(Spelling::Word("NaN")), "the newest figure is NaN"),
	case("number-infinity", 1, ALL, S(Spelling::Word("Infinity")), "the newest figure is Infinity"),
	case("number-overflow", 1, ALL, S(Spelling::Word("1e999")), "the newest figure is 1e999"),
	case(
		"number-null-text",
		1,
		ALL,
		S(Spelling::Nothing("null")),
		"the newest figure is the four-letter text null",
	),
	case("number-dot", 1, ALL, S(Spelling::Nothing(".")), "the newest figure is a point"),
	case("number-empty", 1, ALL, S(Spelling::Nothing("")), "the newest figure is an empty text"),
	case(
		"number-m-null",
		1,
		XML,
		S(Spelling::Null),
		"the newest figure is an empty element with m:null=\"true\"",
	),
	case(
		"negative-rate",
		2,
		RATES,
		V(Value::To(-5)),
		"the newest rate is -0.05 %, with the price and coupon equivalent that follow",
	),
	case("negative-price", 2, PRICES, S(Spelling::Minus), "H100 SXM prices have a minus sign"),
	case(
		"rate-without-point",
		3,
		RATES,
		S(Spelling::NoPoint),
		"the newest rate is 375 instead of 3.75",
	),
	case("forty-digits", 3, ALL, S(Spelling::Forty), "the newest figure has forty digits"),
	case(
		"fraction-for-percent",
		4,
		RATES,
		S(Spelling::Hundredth),
		"the newest rate is 0.0375 instead of 3.75",
	),
	case(
		"cents-for-dollars",
		4,
		PRICES,
		S(Spelling::Hundredfold),
		"H100 SXM prices are a hundred times what they should be",
	),
	case(
		"true-zero",
		5,
		RATES,
		V(Value::To(0)),
		"the newest rate is 0, with the price and coupon equivalent that follow",
	),
	case(
		"cut-body",
		6,
		ALL,
		W(Wire::Cut),
		"the body ends after `amount` bytes, or half of them, short of its Content-Length",
	),
	case(
		"connection-reset",
		6,
		ALL,
		W(Wire::Reset),
		"the connection is reset in the middle of the body",
	),
	case(
		"garbage",
		7,
		ALL,
		T(Text::Garbage),
		"status 200, the right media type, half of the body followed by something else",
	),
	case("html-page", 7, ALL, T(Text::Html), "status 200 and an HTML page with a captcha"),
	case(
		"html-disguised",
		7,
		ALL,
		T(Text::DisguisedHtml),
		"the same page under the right media type",
	),
	case(
		"json-error",
		7,
		JSON,
		T(Text::JsonError),
		"status 200 and the source's own error as JSON",
	),
	case("graphql-errors", 7, &[Runpod], T(Text::GraphqlErrors), "status 200, errors and no data"),
	case(
		"status500",
		8,
		ALL,
		W(Wire::Status(
			500,
			"text/html; charset=utf-8",
			"<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>\n",
		)),
		"500 and an HTML page",
	),
	case("no-content", 8, ALL, W(Wire::Status(204, "", "")), "204"),
	case("redirect", 8, ALL, W(Wire::Redirect), "302 to another host"),
	case(
		"too-many-requests",
		8,
		ALL,
		W(Wire::Status(429, "text/plain; charset=utf-8", "Too many requests\n")),
		"429 as plain text, without Retry-After",
	),
	case(
		"unavailable",
		8,
		ALL,
		W(Wire::Status(
			503,
			"text/plain; charset=utf-8",
			"upstream connect error or disconnect/reset before headers\n",
		)),
		"503",
	),
	case("hang", 9, ALL, W(Wire::Hang), "no answer until the case is lifted"),
	case("slow-loris", 9, ALL, W(Wire::Slow), "the body comes one byte a second"),
	case("huge-body", 10, ALL, W(Wire::Huge), "the body is followed by 50 MB of blanks"),
	case(
		"gzip-bomb",
		10,
		ALL,
		W(Wire::GzipBomb),
		"the same in few bytes, with Content-Encoding: gzip",
	),
	case(
		"missing-length",
		10,
		ALL,
		W(Wire::NoLength),
		"HTTP/1.0 without Content-Length; the end of the connection ends the body",
	),
	case(
		"long-length",
		10,
		ALL,
		W(Wire::LongLength),
		"Content-Length is a thousand bytes more than come",
	),
	case(
		"short-length",
		10,
		ALL,
		W(Wire::ShortLength),
		"Content-Length is half of the body, and half of it comes",
	),
	case("xml-dtd", 11, XML, T(Text::Dtd), "a document type before the feed"),
	case(
		"xml-entity-bomb",
		11,
		XML,
		T(Text::EntityBomb),
		"entities that expand to a billion laughs",
	),
	case("xml-depth", 11, XML, T(Text::Depth), "10,000 elements within each other"),
	case("json-depth", 11, JSON, T(Text::Depth), "200 lists within each other"),
	case("stale", 12, ALL, A(Age::TenDays), "the answer of ten days before"),
	case("yesterday", 12, ALL, A(Age::Step), "the answer before the newest figure came out"),
	case(
		"frozen-cdn",
		12,
		ALL,
		A(Age::Frozen),
		"the answer of the moment of arming, with a growing Age",
	),
	case(
		"future-date",
		13,
		DATED,
		D(WrongDate::Future),
		"the newest figure is dated a week or more ahead",
	),
	case(
		"february-31",
		13,
		DATED,
		D(WrongDate::February31),
		"the newest figure is dated 31 February",
	),
	case(
		"two-digit-year",
		13,
		DATED,
		D(WrongDate::ShortYear),
		"the year of the newest figure has two digits",
	),
	case(
		"duplicate-conflict",
		14,
		ALL,
		R(Rows::Conflict),
		"the newest figure stands twice, with two values",
	),
	case(
		"revised-pair",
		14,
		&[NyFed],
		R(Rows::Revised),
		"the newest rate stands twice, as first posted and flagged as revised",
	),
	case(
		"columns-swapped",
		16,
		BILLS,
		R(Rows::Swapped),
		"the newest discount and coupon equivalent stand in each other's place",
	),
	case(
		"four-weeks-as-thirteen",
		16,
		BILLS,
		R(Rows::FourAsThirteen),
		"the newest bill of 4 weeks stands as that of 13",
	),
	case(
		"cash-bill-as-regular",
		16,
		&[Auctions, Direct],
		R(Rows::CashAsRegular),
		"a cash-management bill stands as the newest of 13 weeks",
	),
	case(
		"cusip-digit",
		16,
		&[BillXml, Auctions, Direct],
		R(Rows::CheckDigit),
		"the check digit of the newest bill of 13 weeks is wrong",
	),
	case(
		"pcie-as-sxm",
		16,
		&[Vast, Runpod, Lambda, ResaleA, ResaleB, ResaleC],
		R(Rows::PcieAsSxm),
		"H100 PCIe is offered as H100 SXM",
	),
	case(
		"machine-price",
		16,
		&[Vast, Runpod, Ornn, Lambda],
		R(Rows::Machine),
		"the price of eight H100 SXM stands as that of one",
	),
	case(
		"fake-listings",
		20,
		&[Vast],
		R(Rows::Fakes),
		"forty H100 SXM at `amount` percent of the price, or at half of it",
	),
	case("venue-gone", 21, PRICES, R(Rows::Gone), "a true answer without any GPU"),
	case(
		"empty-row",
		22,
		OF_DAYS,
		R(Rows::Blank),
		"the newest day has a row without values, as on a holiday",
	),
	case(
		"sofr-spike",
		23,
		&[NyFed, Fred, FredCsv],
		V(Value::Spike(282)),
		"the newest SOFR is `amount` basis points more, or 282 as from 2.43 to 5.25",
	),
	case(
		"revision",
		24,
		RATES,
		V(Value::Add(2)),
		"the newest rate is `amount` basis points more than before, or 2, for the same day",
	),
];

/// No case.
pub const OFF: &str = "off";

impl Case {
	/// The case of this name.
	pub fn named(name: &str) -> Option<&'static Self> {
		CASES.iter().find(|case| case.name == name)
	}

	/// The sources that it fits, in words.
	pub fn sources(&self) -> String {
		if self.fits == ALL {
			return "all".into();
		}
		self.fits.iter().map(|source| source.kind()).collect::<Vec<_>>().join(", ")
	}
}

/// The table as documents print it.
pub fn table() -> String {
	let rows = CASES.iter().map(|case| {
		format!("| `{}` | {} | {} | {} |\n", case.name, case.number, case.does, case.sources())
	});
	let head = "| scenario | case | what the answer is like | sources |\n|---|---|---|---|\n";
	std::iter::once(head.to_string()).chain(rows).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn case_should_have_one_stable_name_when_the_table_is_whole() {
		for (at, case) in CASES.iter().enumerate() {
			let is_kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
			assert!(case.name.chars().all(is_kebab) && case.name != OFF, "{}", case.name);
			assert!(!case.does.contains('|') && !case.fits.is_empty(), "{}", case.name);
			let first = CASES.iter().position(|other| other.name == case.name);
			assert_eq!(first, Some(at), "{}", case.name);
		}
		assert!(CASES.is_sorted_by_key(|case| case.number));
		for number in (1..=14).chain([16]).chain(20..=24) {
			assert!(CASES.iter().any(|case| case.number == number), "{number}");
		}
		for name in ["status500", "hang", "garbage", "stale"] {
			assert_eq!(Case::named(name).map(|case| case.fits), Some(ALL), "{name}");
		}
		assert_eq!(Case::named(OFF), None);
	}
}
