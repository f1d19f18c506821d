//! Daily bill rates of the US Treasury, by month as an Atom feed of OData entries and by year as a
//! CSV table, newest row first; and its par yield curve in the same two forms, see [`par`].

pub mod par;
mod xml;

use crate::{
	calendar::newest,
	csv::Table,
	cusip::is_cusip,
	once::once,
	rate::{self, BASIS_POINT},
	source::Request,
	Calendar, FeedError, FeedKey, ObsDay, Tenor,
};
use alloc::{format, string::String, vec::Vec};
use caliber_finance::{
	bills,
	units::{Day, Ppb},
};

/// The column of the day in both tables.
const CSV_DATE: &str = "Date";
/// Days that the bill last auctioned may be away from its nominal term: auctioned up to a week
/// before it is issued, on the run for a week after.
const WEEKLY_SLACK: u32 = 10;
/// A 52-week bill stays on the run for four weeks.
const YEARLY_SLACK: u32 = 38;
/// Days that a bill has run at most when the next one of its tenor is auctioned; one of 52 weeks.
const WEEKLY_RUN: u32 = 7;
const YEARLY_RUN: u32 = 30;
/// Days by which a holiday makes a bill longer than its nominal term.
const HOLIDAY_SLACK: u32 = 2;
/// The days that the year after an issue can have.
const YEARS: (u32, u32) = (365, 366);
/// Two basis points: both figures are rounded to one.
pub(crate) const TOLERANCE: u64 = BASIS_POINT.saturating_mul(2);

/// The two quotes of one bill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BillQuote {
	/// Bank discount, parts per billion a year, on 360 days.
	pub discount: i64,
	/// Coupon equivalent, parts per billion a year, on 365 or 366 days.
	pub coupon_equivalent: i64,
	/// When the bill matures, if the Treasury says so.
	pub maturity: Option<ObsDay>,
}

/// What was published for one day. Tenors stand for themselves: one that is missing or wrong says
/// why and does not spoil the others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BillDay {
	/// The day that the quotes speak of.
	pub day: ObsDay,
	quotes: Vec<(Tenor, Result<BillQuote, FeedError>)>,
}

impl BillDay {
	/// The quotes of a tenor.
	///
	/// # Errors
	/// `Absent` for the spellings of nothing; `Number`, `OutOfBounds`, `Date`, `Instrument`,
	/// `Inconsistent` for figures that are not those of this tenor.
	pub fn quote(&self, tenor: Tenor) -> Result<BillQuote, FeedError> {
		self.quotes
			.iter()
			.find(|(t, _)| *t == tenor)
			.map_or(Err(FeedError::Absent), |(_, quote)| *quote)
	}

	/// The value of a feed, parts per billion a year.
	///
	/// # Errors
	/// As [`BillDay::quote`]; `Absent` for feeds other than bill rates.
	pub fn rate(&self, feed: FeedKey) -> Result<i128, FeedError> {
		match feed {
			FeedKey::TBillDiscount(tenor) => self.quote(tenor).map(|q| q.discount.into()),
			FeedKey::TBillCouponEq(tenor) => self.quote(tenor).map(|q| q.coupon_equivalent.into()),
			_ => Err(FeedError::Absent),
		}
	}

	fn has_quotes(&self) -> bool {
		self.quotes.iter().any(|(_, quote)| quote.is_ok())
	}
}

/// Asks for the month that `day` lies in, as XML. To find what is due, ask with
/// [`Calendar::expected`].
pub fn request(day: ObsDay) -> Request {
	xml_request("daily_treasury_bill_rates", day)
}

/// Asks for the year that `day` lies in, as CSV.
pub fn request_csv(day: ObsDay) -> Request {
	csv_request("daily_treasury_bill_rates", day)
}

fn xml_request(data: &str, day: ObsDay) -> Request {
	let (year, month, _) = day.civil();
	Request::get(
		format!(
			"/resource-center/data-chart-center/interest-rates/pages/xml\
			 ?data={data}&field_tdr_date_value_month={year:04}{month:02}"
		),
		"application/xml, text/xml",
	)
}

fn csv_request(data: &str, day: ObsDay) -> Request {
	let (year, _, _) = day.civil();
	Request::get(
		format!(
			"/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv\
			 /{year:04}/all?type={data}&field_tdr_date_value={year:04}&page&_format=csv"
		),
		"text/csv",
	)
}

/// Reads the days of a feed, oldest first.
///
/// # Errors
/// `TooLarge`, `TooDeep`; `Malformed` for anything that is not XML, and for any document type;
/// `Schema` if it is not a feed of bill rates; `Date` for an entry without a day, or on a weekend;
/// `Conflict` if a day or a figure is given twice and differently.
pub fn parse(body: &[u8]) -> Result<Vec<BillDay>, FeedError> {
	let days = xml::entries(body, |fields| {
		let day = fields.day("INDEX_DATE")?;
		bill_day(day, |tenor| {
			let weeks = tenor.weeks();
			Ok(Cells {
				discount: fields.get(&format!("ROUND_B1_CLOSE_{weeks}WK_2"))?,
				coupon_equivalent: fields.get(&format!("ROUND_B1_YIELD_{weeks}WK_2"))?,
				maturity: fields.get(&format!("MATURITY_DATE_{weeks}WK"))?,
				cusip: fields.get(&format!("CUSIP_{weeks}WK"))?,
			})
		})
	})?;
	once(days, |day| day.day)
}

/// Reads the days of a CSV table, oldest first. It does not say when a bill matures, so discount
/// and coupon equivalent are held against each other over all the days that a bill on the run of
/// this tenor may have left.
///
/// # Errors
/// `TooLarge`; `Malformed` for anything that is not a table; `TooDeep`; `Conflict` if a column
/// stands twice; `Schema` if it is no table of bill rates; `Date` for a row without a day, or on a
/// weekend; `Conflict` if a day is given twice and differently.
pub fn parse_csv(body: &[u8]) -> Result<Vec<BillDay>, FeedError> {
	let table = Table::read(body)?;
	let discount = |tenor: Tenor| format!("{} WEEKS BANK DISCOUNT", tenor.weeks());
	let equivalent = |tenor: Tenor| format!("{} WEEKS COUPON EQUIVALENT", tenor.weeks());
	let is_whole = |tenor| table.has(&discount(tenor)) && table.has(&equivalent(tenor));
	if !table.has(CSV_DATE) || !Tenor::ALL.into_iter().any(is_whole) {
		return Err(FeedError::Schema);
	}
	let days = table
		.rows()
		.map(|row| {
			let day = ObsDay::from_us(row.cell(CSV_DATE).ok_or(FeedError::Date)?)?;
			bill_day(day.weekday_only()?, |tenor| {
				Ok(Cells {
					discount: row.cell(&discount(tenor)).map(String::from),
					coupon_equivalent: row.cell(&equivalent(tenor)).map(String::from),
					maturity: None,
					cusip: None,
				})
			})
		})
		.collect::<Result<_, FeedError>>()?;
	once(days, |day| day.day)
}

/// The newest day with quotes, if it is the one that is due at `now` (Unix seconds) or later.
///
/// # Errors
/// `Future` if any day is later than today, UTC; `Stale` if the newest is older than the one due.
pub fn latest<'d>(
	days: &'d [BillDay],
	now: u64,
	calendar: &Calendar<'_>,
) -> Result<&'d BillDay, FeedError> {
	newest(days, now, calendar.expected(now), |day| day.day, BillDay::has_quotes)
}

fn bill_day(
	day: ObsDay,
	cells: impl Fn(Tenor) -> Result<Cells, FeedError>,
) -> Result<BillDay, FeedError> {
	let quotes = Tenor::ALL
		.into_iter()
		.map(|tenor| Ok((tenor, cells(tenor)?.read(day, tenor))))
		.collect::<Result<_, FeedError>>()?;
	Ok(BillDay { day, quotes })
}

/// What is written in the columns of one tenor.
struct Cells {
	discount: Option<String>,
	coupon_equivalent: Option<String>,
	maturity: Option<String>,
	cusip: Option<String>,
}

impl Cells {
	fn read(&self, day: ObsDay, tenor: Tenor) -> Result<BillQuote, FeedError> {
		let discount = rate::of_text(self.discount.as_deref())?;
		let coupon_equivalent = rate::of_text(self.coupon_equivalent.as_deref())?;
		let maturity = self.maturity.as_deref().map(ObsDay::from_iso).transpose()?;
		if maturity.is_some_and(|maturity| !is_term(day, maturity, tenor))
			|| self.cusip.as_deref().is_some_and(|cusip| !is_cusip(cusip))
		{
			return Err(FeedError::Instrument);
		}
		let quote = BillQuote { discount, coupon_equivalent, maturity };
		if !is_one_price(day, tenor, &quote) {
			return Err(FeedError::Inconsistent);
		}
		Ok(quote)
	}
}

/// Whether a bill that matures then can be the last one auctioned in this tenor.
fn is_term(day: ObsDay, maturity: ObsDay, tenor: Tenor) -> bool {
	let early = if tenor == Tenor::W52 { YEARLY_SLACK } else { WEEKLY_SLACK };
	let least = day.after(tenor.days().saturating_sub(early));
	let most = day.after(tenor.days().saturating_add(WEEKLY_SLACK));
	(least..=most).contains(&maturity)
}

/// Whether the coupon equivalent, calculated anew from the discount, is the one that was published.
/// Columns that were swapped, and tenors that were mixed up, show here.
fn is_one_price(day: ObsDay, tenor: Tenor, quote: &BillQuote) -> bool {
	let BillQuote { discount, coupon_equivalent, maturity } = *quote;
	match maturity {
		None => may_belong_together(tenor, discount, coupon_equivalent),
		// Bought today it is paid for tomorrow, or at its issue if that is still to come.
		Some(maturity) => belong_together(
			discount,
			coupon_equivalent,
			maturity.before(tenor.days()),
			maturity.0.saturating_sub(Calendar::US.next(day).0).min(tenor.days()),
		),
	}
}

/// Whether discount and coupon equivalent, parts per billion, are those of one price of a bill
/// issued then, and paid for so many days before it matures.
pub(crate) fn belong_together(
	discount: i64,
	coupon_equivalent: i64,
	issue: ObsDay,
	days: u32,
) -> bool {
	let year = bills::year_days(Day(issue.0));
	is_between(discount, coupon_equivalent, (days, year), (days, year))
}

/// The same of a bill of which only the tenor is known: the last one auctioned, with any number of
/// days left that such a bill may have.
pub(crate) fn may_belong_together(tenor: Tenor, discount: i64, coupon_equivalent: i64) -> bool {
	let run = if tenor == Tenor::W52 { YEARLY_RUN } else { WEEKLY_RUN };
	let least = tenor.days().saturating_sub(run);
	let most = tenor.days().saturating_add(HOLIDAY_SLACK).min(bills::MAX_DAYS);
	is_between(discount, coupon_equivalent, (least, YEARS.0), (most, YEARS.1))
}

/// Whether a coupon equivalent is, but for rounding, between those that follow from a discount over
/// the fewest and over the most days to maturity, in the shortest and in the longest year: it grows
/// with both.
fn is_between(discount: i64, coupon_equivalent: i64, least: (u32, u32), most: (u32, u32)) -> bool {
	let Ok(rate) = u64::try_from(discount) else {
		// Below zero, at most -1 %, the two are never further apart than the tolerance.
		return discount.abs_diff(coupon_equivalent) <= TOLERANCE;
	};
	let yearly = |(days, year)| {
		let price = bills::price(Ppb(rate), days).ok()?;
		let yearly = bills::investment_yield(price, days, year).ok()?;
		i64::try_from(yearly.get()).ok()
	};
	yearly(least).zip(yearly(most)).is_some_and(|(least, most)| {
		let floor = least.saturating_sub_unsigned(TOLERANCE);
		(floor..=most.saturating_add_unsigned(TOLERANCE)).contains(&coupon_equivalent)
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn request_should_ask_for_the_month_when_the_day_lies_in_it() {
		let asked = request(ObsDay(20_676));
		assert_eq!(
			asked.path_and_query,
			"/resource-center/data-chart-center/interest-rates/pages/xml?data=daily_treasury_bill_rates&field_tdr_date_value_month=202608",
		);
		assert!(asked.headers.contains(&("Accept-Encoding", "identity")));
		assert!(asked.body.is_empty());
		let asked = request_csv(ObsDay(20_676));
		assert_eq!(
			asked.path_and_query,
			"/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/2026/all?type=daily_treasury_bill_rates&field_tdr_date_value=2026&page&_format=csv",
		);
	}
}
