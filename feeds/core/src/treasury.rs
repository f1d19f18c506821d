//! Daily bill rates of the US Treasury: an Atom feed of OData entries, one for each day of a month.

use crate::{
	decimal,
	source::{text_of, Request},
	Calendar, FeedError, FeedKey, ObsDay, Tenor,
};
use alloc::{format, vec::Vec};
use caliber_finance::{
	bills,
	units::{Day, Ppb},
};
use roxmltree::{Document, Node, ParsingOptions};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const DATA: &str = "http://schemas.microsoft.com/ado/2007/08/dataservices";
const META: &str = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";
/// A month has about 3,500 nodes.
const MAX_NODES: u32 = 20_000;
/// A month has about 1,200 attributes; the check for repeated ones is quadratic.
const MAX_ATTRIBUTES: usize = 8_192;
/// A feed has six.
const MAX_DEPTH: u32 = 16;
/// From percent to parts per billion.
const PERCENT: u8 = 7;
/// Days that the bill last auctioned may be away from its nominal term: auctioned up to a week
/// before it is issued, on the run for a week after.
const WEEKLY_SLACK: u32 = 10;
/// A 52-week bill stays on the run for four weeks.
const YEARLY_SLACK: u32 = 38;
/// Two basis points in parts per billion: both figures are rounded to one.
const TOLERANCE: u64 = 200_000;

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

/// Asks for the month that `day` lies in. To find what is due, ask with
/// [`Calendar::expected`].
pub fn request(day: ObsDay) -> Request {
	let (year, month, _) = day.civil();
	Request::get(
		format!(
			"/resource-center/data-chart-center/interest-rates/pages/xml\
			 ?data=daily_treasury_bill_rates&field_tdr_date_value_month={year:04}{month:02}"
		),
		"application/xml, text/xml",
	)
}

/// Reads the days of a feed, oldest first.
///
/// # Errors
/// `TooLarge`, `TooDeep`; `Malformed` for anything that is not XML, and for any document type;
/// `Schema` if it is not a feed of bill rates; `Date` for an entry without a day, or on a weekend;
/// `Conflict` if a day or a figure is given twice and differently.
pub fn parse(body: &[u8]) -> Result<Vec<BillDay>, FeedError> {
	let text = text_of(body)?;
	if text.bytes().filter(|b| *b == b'=').count() > MAX_ATTRIBUTES {
		return Err(FeedError::TooDeep);
	}
	let options =
		ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
	let document = Document::parse_with_options(text, options).map_err(|error| match error {
		roxmltree::Error::NodesLimitReached => FeedError::TooDeep,
		_ => FeedError::Malformed,
	})?;
	let feed = document.root_element();
	check_depth(feed)?;
	if !feed.has_tag_name((ATOM, "feed")) {
		return Err(FeedError::Schema);
	}
	let mut days = feed
		.children()
		.filter(|node| node.has_tag_name((ATOM, "entry")))
		.map(|entry| {
			let properties = child(entry, (ATOM, "content"))
				.and_then(|content| child(content, (META, "properties")))
				.ok_or(FeedError::Schema)?;
			bill_day(properties)
		})
		.collect::<Result<Vec<_>, _>>()?;
	days.sort_by_key(|day| day.day);
	days.dedup();
	if days.windows(2).any(|pair| matches!(pair, [a, b] if a.day == b.day)) {
		return Err(FeedError::Conflict);
	}
	Ok(days)
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
	if days.iter().any(|day| day.day > ObsDay::of(now)) {
		return Err(FeedError::Future);
	}
	days.iter()
		.filter(|day| day.has_quotes())
		.max_by_key(|day| day.day)
		.filter(|day| day.day >= calendar.expected(now))
		.ok_or(FeedError::Stale)
}

fn bill_day(properties: Node<'_, '_>) -> Result<BillDay, FeedError> {
	let mut fields: Vec<(&str, Node<'_, '_>)> = properties
		.children()
		.filter(|node| node.tag_name().namespace() == Some(DATA))
		.map(|node| (node.tag_name().name(), node))
		.collect();
	fields.sort_by_key(|(name, _)| *name);
	if fields.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
		return Err(FeedError::Conflict);
	}
	let field = |name: &str| {
		fields.iter().find(|(n, _)| *n == name).map_or(Ok(None), |(_, node)| cell(*node))
	};
	let day = ObsDay::from_iso(field("INDEX_DATE")?.ok_or(FeedError::Date)?)?;
	if day.is_weekend() {
		return Err(FeedError::Date);
	}
	let quotes = Tenor::ALL
		.into_iter()
		.map(|tenor| {
			let weeks = tenor.weeks();
			let quote = Cells {
				discount: field(&format!("ROUND_B1_CLOSE_{weeks}WK_2"))?,
				coupon_equivalent: field(&format!("ROUND_B1_YIELD_{weeks}WK_2"))?,
				maturity: field(&format!("MATURITY_DATE_{weeks}WK"))?,
				cusip: field(&format!("CUSIP_{weeks}WK"))?,
			};
			Ok((tenor, quote.read(day, tenor)))
		})
		.collect::<Result<_, FeedError>>()?;
	Ok(BillDay { day, quotes })
}

/// What is written in the columns of one tenor.
struct Cells<'a> {
	discount: Option<&'a str>,
	coupon_equivalent: Option<&'a str>,
	maturity: Option<&'a str>,
	cusip: Option<&'a str>,
}

impl Cells<'_> {
	fn read(&self, day: ObsDay, tenor: Tenor) -> Result<BillQuote, FeedError> {
		let discount = rate(self.discount, FeedKey::TBillDiscount(tenor))?;
		let coupon_equivalent = rate(self.coupon_equivalent, FeedKey::TBillCouponEq(tenor))?;
		let maturity = self.maturity.map(ObsDay::from_iso).transpose()?;
		if maturity.is_some_and(|maturity| !is_term(day, maturity, tenor))
			|| self.cusip.is_some_and(|cusip| !is_cusip(cusip))
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

fn rate(text: Option<&str>, feed: FeedKey) -> Result<i64, FeedError> {
	let value = decimal::plain(text.ok_or(FeedError::Absent)?, PERCENT)?;
	if !feed.admits(value) {
		return Err(FeedError::OutOfBounds);
	}
	i64::try_from(value).map_err(|_| FeedError::OutOfBounds)
}

/// The text of a field, or `None` for the spellings of nothing.
fn cell<'a>(node: Node<'a, '_>) -> Result<Option<&'a str>, FeedError> {
	let mut children = node.children();
	let text = match (children.next(), children.next()) {
		(None, _) => "",
		(Some(only), None) if only.is_text() => only.text().unwrap_or_default().trim(),
		// Text that something else stands amidst of could be read as another number.
		_ => return Err(FeedError::Schema),
	};
	let null = node.attribute((META, "null")) == Some("true");
	Ok(if null || matches!(text, "" | "N/A" | "null" | ".") { None } else { Some(text) })
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: (&str, &str)) -> Option<Node<'a, 'i>> {
	node.children().find(|node| node.has_tag_name(name))
}

/// The parser holds the tree in one list; the walk does not recurse either.
fn check_depth(root: Node<'_, '_>) -> Result<(), FeedError> {
	let (mut node, mut depth) = (root, 0u32);
	loop {
		if let Some(first) = node.first_child() {
			node = first;
			depth = depth.saturating_add(1);
			if depth > MAX_DEPTH {
				return Err(FeedError::TooDeep);
			}
			continue;
		}
		loop {
			if node == root {
				return Ok(());
			}
			if let Some(next) = node.next_sibling() {
				node = next;
				break;
			}
			let Some(parent) = node.parent() else { return Ok(()) };
			node = parent;
			depth = depth.saturating_sub(1);
		}
	}
}

/// Whether a bill that matures then can be the last one auctioned in this tenor.
fn is_term(day: ObsDay, maturity: ObsDay, tenor: Tenor) -> bool {
	let early = if tenor == Tenor::W52 { YEARLY_SLACK } else { WEEKLY_SLACK };
	let least = day.after(tenor.days().saturating_sub(early));
	let most = day.after(tenor.days().saturating_add(WEEKLY_SLACK));
	(least..=most).contains(&maturity)
}

/// Nine characters whose last is the check digit: letters count from 10, each second one doubles,
/// digits are added up.
fn is_cusip(text: &str) -> bool {
	let values: Option<Vec<u32>> =
		text.chars().map(|c| c.to_digit(36).filter(|_| !c.is_ascii_lowercase())).collect();
	let Some([head @ .., check]) = values.as_deref() else { return false };
	let sum: u32 = head
		.iter()
		.zip([1, 2].into_iter().cycle())
		.map(|(value, weight)| value.saturating_mul(weight))
		.map(|v| v.div_euclid(10).saturating_add(v.rem_euclid(10)))
		.fold(0, u32::saturating_add);
	head.len() == 8 && sum.saturating_add(*check).rem_euclid(10) == 0
}

/// Whether the coupon equivalent, calculated anew from the discount, is the one that was published.
/// Columns that were swapped, and tenors that were mixed up, show here.
fn is_one_price(day: ObsDay, tenor: Tenor, quote: &BillQuote) -> bool {
	let Ok(discount) = u64::try_from(quote.discount) else {
		// Below zero, at most -1 %, the two are never further apart than the tolerance.
		return quote.discount.abs_diff(quote.coupon_equivalent) <= TOLERANCE;
	};
	let (issue, days) = match quote.maturity {
		None => (day, tenor.days()),
		// Bought today it is paid for tomorrow, or at its issue if that is still to come.
		Some(maturity) => (
			maturity.before(tenor.days()),
			maturity.0.saturating_sub(Calendar::US.next(day).0).min(tenor.days()),
		),
	};
	bills::price(Ppb(discount), days)
		.and_then(|price| bills::investment_yield(price, days, bills::year_days(Day(issue.0))))
		.ok()
		.and_then(|yearly| i64::try_from(yearly.get()).ok())
		.is_some_and(|yearly| yearly.abs_diff(quote.coupon_equivalent) <= TOLERANCE)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn is_cusip_should_tell_real_ones_when_one_character_differs() {
		for cusip in ["912797VC8", "912797VA2", "912797VH7", "912797VE4", "912797VK0", "912797VL8"]
		{
			assert!(is_cusip(cusip), "{cusip}");
		}
		for cusip in ["912797QJ2", "912797vc8", "912797VC", "912797VC88", "912797V-8", "", "\u{e9}"]
		{
			assert!(!is_cusip(cusip), "{cusip}");
		}
	}

	#[test]
	fn request_should_ask_for_the_month_when_the_day_lies_in_it() {
		let asked = request(ObsDay(20_676));
		assert_eq!(
			asked.path_and_query,
			"/resource-center/data-chart-center/interest-rates/pages/xml?data=daily_treasury_bill_rates&field_tdr_date_value_month=202608",
		);
		assert!(asked.headers.contains(&("Accept-Encoding", "identity")));
		assert!(asked.body.is_empty());
	}
}
