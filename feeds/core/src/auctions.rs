//! Results of bill auctions, as Fiscal Data and TreasuryDirect publish them: two endpoints, one
//! auction. All figures are strings. Cash-management bills share the type of the regular ones, and
//! auctions that are announced and not yet held stand among the results without rates.

use crate::{
	calendar::newest,
	cusip::is_cusip,
	json,
	once::once,
	rate,
	source::{Request, Source},
	treasury::belong_together,
	Calendar, FeedError, FeedKey, ObsDay, Tenor,
};
use alloc::{borrow::Cow, string::ToString, vec::Vec};
use caliber_finance::{bills, units::Ppb};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Most rows that are looked at.
const MAX_ROWS: usize = 512;
/// A bill is issued within so many days of its auction.
const ISSUED_WITHIN: u32 = 10;
/// Issue and maturity each move over a holiday and its weekend.
const TERM_SLACK: u32 = 4;
/// From dollars to micro-dollars.
const MICRO: u8 = 6;

/// What an auction of a regular bill came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Auction {
	/// The term that was offered.
	pub tenor: Tenor,
	/// When it was held.
	pub held: ObsDay,
	/// When the bill is paid for.
	pub issued: ObsDay,
	/// When it pays face.
	pub maturity: ObsDay,
	/// High discount rate, parts per billion a year, on 360 days.
	pub discount: i64,
	/// High investment rate, parts per billion a year, on 365 or 366 days.
	pub coupon_equivalent: i64,
	cusip: [u8; 9],
}

impl Auction {
	/// The number of the bill.
	pub fn cusip(&self) -> &str {
		core::str::from_utf8(&self.cusip).unwrap_or_default()
	}

	/// The value of a feed, parts per billion a year.
	///
	/// # Errors
	/// `Absent` for feeds other than the rates of this tenor.
	pub fn rate(&self, feed: FeedKey) -> Result<i128, FeedError> {
		match feed {
			FeedKey::TBillDiscount(tenor) if tenor == self.tenor => Ok(self.discount.into()),
			FeedKey::TBillCouponEq(tenor) if tenor == self.tenor => {
				Ok(self.coupon_equivalent.into())
			},
			_ => Err(FeedError::Absent),
		}
	}
}

/// Asks for the auctions of the last weeks.
///
/// # Errors
/// `Absent` if the source does not publish auctions.
pub fn request(source: Source) -> Result<Request, FeedError> {
	let path = match source {
		Source::FiscalDataAuctions => {
			"/services/api/fiscal_service/v1/accounting/od/auctions_query\
			 ?fields=cusip,security_type,security_term,auction_date,issue_date,maturity_date,\
			 high_discnt_rate,high_investment_rate,price_per100,cash_management_bill_cmb\
			 &filter=security_type:eq:Bill&sort=-auction_date&page%5Bsize%5D=100"
		},
		Source::TreasuryDirect => "/TA_WS/securities/auctioned?format=json&type=Bill&days=35",
		_ => return Err(FeedError::Absent),
	};
	Ok(Request::get(path.to_string(), "application/json"))
}

/// Reads the auctions of regular bills that were held, oldest first.
///
/// # Errors
/// `Absent` if the source does not publish auctions; `TooLarge`, `TooDeep`, `Malformed`; `Refused`
/// if the source says so; `Schema`; `Absent` for half a result; `Number`, `OutOfBounds`, `Date`;
/// `Instrument` if the number or the days of a bill are not those of its term; `Inconsistent` if
/// its rates and its price are not one; `Conflict` if an auction is given twice and differently.
pub fn parse(source: Source, body: &[u8]) -> Result<Vec<Auction>, FeedError> {
	let rows = match source {
		Source::FiscalDataAuctions => {
			let answer: FiscalData<'_, Row<'_>> = json::read(body)?;
			answer.rows()?
		},
		Source::TreasuryDirect => {
			json::read::<Vec<DirectRow<'_>>>(body)?.into_iter().map(Row::from).collect()
		},
		_ => return Err(FeedError::Absent),
	};
	if rows.len() > MAX_ROWS {
		return Err(FeedError::TooLarge);
	}
	let auctions = rows.iter().filter_map(|row| row.read().transpose());
	let auctions = auctions.collect::<Result<Vec<_>, FeedError>>()?;
	once(auctions, |auction| (auction.held, auction.tenor))
}

/// The last auction of a tenor, if it was held when one was due at `now` (Unix seconds) or later.
///
/// # Errors
/// `Future` if any auction was held after today, UTC; `Stale`.
pub fn latest<'a>(
	auctions: &'a [Auction],
	tenor: Tenor,
	now: u64,
	calendar: &Calendar<'_>,
) -> Result<&'a Auction, FeedError> {
	let due = calendar.expected_auction(now, tenor);
	newest(auctions, now, due, |auction| auction.held, |auction| auction.tenor == tenor)
}

/// What the API of Fiscal Data wraps its rows in.
#[derive(Deserialize)]
pub(crate) struct FiscalData<'a, R> {
	data: Option<Vec<R>>,
	#[serde(borrow)]
	error: Option<&'a RawValue>,
}

impl<R> FiscalData<'_, R> {
	pub fn rows(self) -> Result<Vec<R>, FeedError> {
		if self.error.is_some() {
			return Err(FeedError::Refused);
		}
		self.data.ok_or(FeedError::Schema)
	}
}

#[derive(Deserialize)]
struct Row<'a> {
	#[serde(borrow)]
	cusip: Option<&'a RawValue>,
	#[serde(borrow)]
	security_type: Option<&'a RawValue>,
	#[serde(borrow)]
	security_term: Option<&'a RawValue>,
	#[serde(borrow)]
	auction_date: Option<&'a RawValue>,
	#[serde(borrow)]
	issue_date: Option<&'a RawValue>,
	#[serde(borrow)]
	maturity_date: Option<&'a RawValue>,
	#[serde(borrow)]
	high_discnt_rate: Option<&'a RawValue>,
	#[serde(borrow)]
	high_investment_rate: Option<&'a RawValue>,
	#[serde(borrow)]
	price_per100: Option<&'a RawValue>,
	#[serde(borrow)]
	cash_management_bill_cmb: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DirectRow<'a> {
	#[serde(borrow)]
	cusip: Option<&'a RawValue>,
	#[serde(borrow)]
	security_type: Option<&'a RawValue>,
	#[serde(borrow)]
	security_term: Option<&'a RawValue>,
	#[serde(borrow)]
	auction_date: Option<&'a RawValue>,
	#[serde(borrow)]
	issue_date: Option<&'a RawValue>,
	#[serde(borrow)]
	maturity_date: Option<&'a RawValue>,
	#[serde(borrow)]
	high_discount_rate: Option<&'a RawValue>,
	#[serde(borrow)]
	high_investment_rate: Option<&'a RawValue>,
	#[serde(borrow)]
	price_per100: Option<&'a RawValue>,
	#[serde(borrow, rename = "cashManagementBillCMB")]
	cash_management_bill: Option<&'a RawValue>,
}

impl<'a> From<DirectRow<'a>> for Row<'a> {
	fn from(row: DirectRow<'a>) -> Self {
		Self {
			cusip: row.cusip,
			security_type: row.security_type,
			security_term: row.security_term,
			auction_date: row.auction_date,
			issue_date: row.issue_date,
			maturity_date: row.maturity_date,
			high_discnt_rate: row.high_discount_rate,
			high_investment_rate: row.high_investment_rate,
			price_per100: row.price_per100,
			cash_management_bill_cmb: row.cash_management_bill,
		}
	}
}

impl Row<'_> {
	/// The tenor of a regular bill, or `None` for other securities. A row that does not say what it
	/// is could be anything.
	fn tenor(&self) -> Result<Option<Tenor>, FeedError> {
		let known = |raw| json::text(raw)?.ok_or(FeedError::Schema);
		let (kind, term) = (known(self.security_type)?, known(self.security_term)?);
		let regular = match known(self.cash_management_bill_cmb)?.as_ref() {
			"No" => true,
			"Yes" => false,
			_ => return Err(FeedError::Schema),
		};
		let weeks = term.strip_suffix("-Week").and_then(|weeks| weeks.parse().ok());
		let tenor = Tenor::ALL.into_iter().find(|tenor| Some(tenor.weeks()) == weeks);
		Ok(tenor.filter(|_| regular && kind == "Bill"))
	}

	/// What the auction came to, or `None` if this is no regular bill or was not held yet.
	fn read(&self) -> Result<Option<Auction>, FeedError> {
		let Some(tenor) = self.tenor()? else { return Ok(None) };
		let rates = [self.high_discnt_rate, self.high_investment_rate].map(rate::of_json);
		let (discount, coupon_equivalent) = match rates {
			[Err(FeedError::Absent), Err(FeedError::Absent)] => return Ok(None),
			[discount, equivalent] => (discount?, equivalent?),
		};
		let auction = Auction {
			tenor,
			held: json::day(self.auction_date)?.weekday_only()?,
			issued: json::day(self.issue_date)?.weekday_only()?,
			maturity: json::day(self.maturity_date)?.weekday_only()?,
			discount,
			coupon_equivalent,
			cusip: cusip(json::text(self.cusip)?)?,
		};
		auction.check(json::number(self.price_per100, MICRO)?)?;
		Ok(Some(auction))
	}
}

fn cusip(text: Option<Cow<'_, str>>) -> Result<[u8; 9], FeedError> {
	text.filter(|text| is_cusip(text))
		.and_then(|text| text.as_bytes().try_into().ok())
		.ok_or(FeedError::Instrument)
}

impl Auction {
	/// Whether days, rates and the price in micro-dollars belong to one bill of this tenor.
	fn check(&self, price: Option<i128>) -> Result<(), FeedError> {
		let days = self.maturity.0.saturating_sub(self.issued.0);
		let issues = self.held.after(1)..=self.held.after(ISSUED_WITHIN);
		if days.abs_diff(self.tenor.days()) > TERM_SLACK || !issues.contains(&self.issued) {
			return Err(FeedError::Instrument);
		}
		let calculated = u64::try_from(self.discount)
			.ok()
			.and_then(|discount| bills::price(Ppb(discount), days).ok());
		let is_price = match (price, calculated) {
			// A bill sold above face has no price by this formula; the rates are still compared.
			(None, _) | (_, None) => true,
			(Some(given), Some(calculated)) => given == i128::from(calculated.get()),
		};
		let is_one = belong_together(self.discount, self.coupon_equivalent, self.issued, days);
		if !is_price || !is_one {
			return Err(FeedError::Inconsistent);
		}
		Ok(())
	}
}
