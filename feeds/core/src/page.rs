//! An answer about official rates, read once however many feeds it speaks of.

use crate::{
	ask::{expected, role},
	auctions::{self, Auction},
	fred::{self, Point},
	nyfed::{self, Fixing},
	treasury::{self, BillDay},
	Calendar, Extract, FeedError, FeedKey, ObsDay, Source,
};
use alloc::vec::Vec;

/// What an answer says, and who gave it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
	source: Source,
	content: Content,
}

/// One page of bills tells fourteen feeds; those of overnight rates and of series tell one each.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Content {
	Bills(Vec<BillDay>),
	Auctions(Vec<Auction>),
	Fixings(Vec<Fixing>),
	Points(Vec<Point>),
}

impl Page {
	/// Reads the answer to what the source was asked about a feed.
	///
	/// # Errors
	/// `Absent` if the source cannot answer for this feed; those of its parser.
	pub fn read(source: Source, feed: FeedKey, body: &[u8]) -> Result<Self, FeedError> {
		role(feed, source).ok_or(FeedError::Absent)?;
		let content = match source {
			Source::UstBillXml => Content::Bills(treasury::parse(body)?),
			Source::UstBillCsv => Content::Bills(treasury::parse_csv(body)?),
			Source::FiscalDataAuctions | Source::TreasuryDirect => {
				Content::Auctions(auctions::parse(source, body)?)
			},
			Source::NyFed => Content::Fixings(nyfed::parse(body, feed)?),
			Source::Fred => Content::Points(fred::parse(body)?),
			Source::FredCsv => Content::Points(fred::parse_csv(body, feed)?),
			_ => return Err(FeedError::Absent),
		};
		Ok(Self { source, content })
	}

	/// What it says of one of its feeds.
	///
	/// # Errors
	/// `Absent` if it says nothing of this feed; `Future` if it speaks of a day to come at `now`,
	/// Unix seconds; `Stale` if it does not know the day that is due.
	pub fn rate(
		&self,
		feed: FeedKey,
		now: u64,
		calendar: &Calendar<'_>,
	) -> Result<Extract, FeedError> {
		let due = expected(feed, now, calendar);
		let (obs_day, value) = match &self.content {
			Content::Bills(days) => {
				let day = treasury::latest(days, now, calendar).map_err(|error| {
					// A day of which every figure is wrong is there, and not late.
					let of_due = days.iter().filter(|day| day.day >= due);
					let mut wrong = of_due.filter_map(|day| day.rate(feed).err());
					let wrong = wrong.find(|wrong| *wrong != FeedError::Absent);
					wrong.filter(|_| error == FeedError::Stale).unwrap_or(error)
				})?;
				(day.day, day.rate(feed)?)
			},
			Content::Auctions(held) => {
				let (FeedKey::TBillDiscount(tenor) | FeedKey::TBillCouponEq(tenor)) = feed else {
					return Err(FeedError::Absent);
				};
				auctions::latest(held, tenor, now, calendar)?;
				// It stands for the day's rate on the day of the auction only, and only once the
				// publisher's own is due.
				let of_due = |auction: &&Auction| (auction.tenor, auction.held) == (tenor, due);
				let auction = held.iter().find(of_due).ok_or(FeedError::Stale)?;
				(auction.held, auction.rate(feed)?)
			},
			Content::Fixings(fixings) => {
				let fixing = nyfed::latest(fixings, now, calendar)?;
				(fixing.day, fixing.rate.into())
			},
			Content::Points(points) => {
				let point = fred::of_day(points, now, due)?;
				(point.day, point.rate.into())
			},
		};
		Ok(Extract { source: self.source, feed, obs_day, value, conf: 0, n: 1 })
	}

	/// Whether it tells any of its feeds, asked for or not: one wrong figure does not make a source
	/// one that fails.
	pub fn tells_any(&self, now: u64, calendar: &Calendar<'_>) -> bool {
		match &self.content {
			Content::Bills(days) => treasury::latest(days, now, calendar).is_ok(),
			Content::Auctions(held) => !held.is_empty(),
			Content::Fixings(fixings) => nyfed::latest(fixings, now, calendar).is_ok(),
			Content::Points(points) => !points.is_empty(),
		}
	}

	/// The newest target range of federal funds that it tells, parts per billion a year, and the day
	/// that it is of.
	pub fn target(&self) -> Option<(ObsDay, (i64, i64))> {
		let Content::Fixings(fixings) = &self.content else { return None };
		fixings.last().and_then(|fixing| Some((fixing.day, fixing.target?)))
	}
}
