//! Sources, what they are asked, and which answers are looked at.

use crate::FeedError;
use alloc::{string::String, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Largest body that is looked at, in bytes. A month of bill rates has about 60,000.
pub const MAX_BODY: usize = 262_144;
/// Name under which questions are asked.
pub const USER_AGENT: &str = "caliber-feeds/1";

/// A publisher of rates or prices. Its id is its bit in the source mask of the chain and never
/// changes its meaning; 8 and 9 are kept for further official sources, 15 to 19 for venues, 23 to
/// 27 for resale. From 28 up are those that answer for no feed and are read for people.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Source {
	/// US Treasury, daily bill rates of a month, XML.
	#[codec(index = 1)]
	UstBillXml,
	/// Fiscal Data, results of bill auctions, JSON.
	#[codec(index = 2)]
	FiscalDataAuctions,
	/// New York Fed, SOFR and EFFR, JSON.
	#[codec(index = 3)]
	NyFed,
	/// US Treasury, daily bill rates of a year, CSV.
	#[codec(index = 4)]
	UstBillCsv,
	/// TreasuryDirect, results of bill auctions, JSON.
	#[codec(index = 5)]
	TreasuryDirect,
	/// FRED, observations of a series, JSON. Needs a key.
	#[codec(index = 6)]
	Fred,
	/// FRED, the same without a key, CSV.
	#[codec(index = 7)]
	FredCsv,
	/// Vast.ai, offers of a marketplace, JSON.
	#[codec(index = 10)]
	VastBundles,
	/// RunPod, list prices by GPU type, GraphQL.
	#[codec(index = 11)]
	RunpodGraphql,
	/// Ornn, daily index of transactions, JSON. Licensed, needs a key.
	#[codec(index = 12)]
	OrnnDaily,
	/// Lambda, list prices by instance type, JSON.
	#[codec(index = 13)]
	LambdaInstances,
	/// SF Compute, quote for a block of its order book, JSON. Needs a key.
	#[codec(index = 14)]
	SfComputeQuote,
	/// A catalogue of brokers' quotes for hardware, JSON: docs/resale-catalogue.md.
	#[codec(index = 20)]
	ResaleCatalogue,
	/// The same of a second publisher.
	#[codec(index = 21)]
	ResaleCatalogueB,
	/// The same of a third.
	#[codec(index = 22)]
	ResaleCatalogueC,
	/// US Treasury, par yield curve of a month, XML.
	#[codec(index = 28)]
	UstParXml,
	/// US Treasury, par yield curve of a year, CSV.
	#[codec(index = 29)]
	UstParCsv,
	/// Fiscal Data, average rate of all bills outstanding at a month's end, JSON.
	#[codec(index = 30)]
	FiscalDataAverages,
}

/// What is fixed about a source.
struct Row {
	id: u8,
	kind: &'static str,
	base: &'static str,
	media: &'static [&'static str],
}

const fn row(
	id: u8,
	kind: &'static str,
	base: &'static str,
	media: &'static [&'static str],
) -> Row {
	Row { id, kind, base, media }
}

const TREASURY: &str = "https://home.treasury.gov";
const FISCAL_DATA: &str = "https://api.fiscaldata.treasury.gov";
/// Nobody's: whoever asks a catalogue names its publisher.
const CATALOGUE: &str = "https://resale.invalid";

const XML: &[&str] = &["application/xml", "text/xml", "application/atom+xml"];
const CSV: &[&str] = &["text/csv", "application/csv"];
const JSON: &[&str] = &["application/json"];
const VENUE: &[&str] = &["application/json", "application/graphql-response+json"];

impl Source {
	/// Every source, by id.
	pub const ALL: [Self; 18] = [
		Self::UstBillXml,
		Self::FiscalDataAuctions,
		Self::NyFed,
		Self::UstBillCsv,
		Self::TreasuryDirect,
		Self::Fred,
		Self::FredCsv,
		Self::VastBundles,
		Self::RunpodGraphql,
		Self::OrnnDaily,
		Self::LambdaInstances,
		Self::SfComputeQuote,
		Self::ResaleCatalogue,
		Self::ResaleCatalogueB,
		Self::ResaleCatalogueC,
		Self::UstParXml,
		Self::UstParCsv,
		Self::FiscalDataAverages,
	];
	/// The catalogues of what hardware is sold on for: three publishers, so that no two of them
	/// make a price.
	pub const CATALOGUES: [Self; 3] =
		[Self::ResaleCatalogue, Self::ResaleCatalogueB, Self::ResaleCatalogueC];
	/// The venues that tell the price of a GPU-hour to anyone, without a contract about it.
	pub const GPU_VENUES: [Self; 3] =
		[Self::VastBundles, Self::RunpodGraphql, Self::LambdaInstances];

	const fn row(self) -> Row {
		match self {
			Self::UstBillXml => row(1, "ust-bill-xml", TREASURY, XML),
			Self::FiscalDataAuctions => row(2, "fiscaldata-auctions", FISCAL_DATA, JSON),
			Self::NyFed => row(3, "nyfed", "https://markets.newyorkfed.org", JSON),
			Self::UstBillCsv => row(4, "ust-bill-csv", TREASURY, CSV),
			Self::TreasuryDirect => {
				row(5, "treasurydirect-auctioned", "https://www.treasurydirect.gov", JSON)
			},
			Self::Fred => row(6, "fred-observations", "https://api.stlouisfed.org", JSON),
			Self::FredCsv => row(7, "fred-csv", "https://fred.stlouisfed.org", CSV),
			Self::VastBundles => row(10, "vast-bundles", "https://console.vast.ai", VENUE),
			Self::RunpodGraphql => row(11, "runpod-graphql", "https://api.runpod.io", VENUE),
			Self::OrnnDaily => row(12, "ornn-daily", "https://api.ornnai.com", JSON),
			Self::LambdaInstances => {
				row(13, "lambda-instance-types", "https://cloud.lambda.ai", VENUE)
			},
			Self::SfComputeQuote => row(14, "sfcompute-quote", "https://api.sfcompute.com", JSON),
			Self::ResaleCatalogue => row(20, "resale-catalogue", CATALOGUE, JSON),
			Self::ResaleCatalogueB => row(21, "resale-catalogue-b", CATALOGUE, JSON),
			Self::ResaleCatalogueC => row(22, "resale-catalogue-c", CATALOGUE, JSON),
			Self::UstParXml => row(28, "ust-par-xml", TREASURY, XML),
			Self::UstParCsv => row(29, "ust-par-csv", TREASURY, CSV),
			Self::FiscalDataAverages => row(30, "fiscaldata-averages", FISCAL_DATA, JSON),
		}
	}

	/// The stable id.
	pub const fn id(self) -> u8 {
		self.row().id
	}

	/// Its bit in a source mask.
	pub const fn mask(self) -> u32 {
		1u32.wrapping_shl(u32::from_be_bytes([0, 0, 0, self.id()]))
	}

	/// The name in configuration files.
	pub const fn kind(self) -> &'static str {
		self.row().kind
	}

	/// The source with this name in configuration files.
	pub fn from_kind(kind: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|source| source.kind() == kind)
	}

	/// The base URL of the real service. Configuration may name another, and must name one for a
	/// resale catalogue, which anyone may publish.
	pub const fn base(self) -> &'static str {
		self.row().base
	}

	/// Media types of a true answer.
	pub const fn media_types(self) -> &'static [&'static str] {
		self.row().media
	}

	/// The source whose figures these are. Two spellings of one publication are one witness, and so
	/// are two who print the result of one auction.
	pub const fn publication(self) -> Self {
		match self {
			Self::TreasuryDirect => Self::FiscalDataAuctions,
			Self::FredCsv => Self::Fred,
			Self::UstBillCsv => Self::UstBillXml,
			Self::UstParCsv => Self::UstParXml,
			other => other,
		}
	}

	/// Whether the head of an answer lets its body be read: status 200, a media type of this
	/// source, no compression.
	///
	/// # Errors
	/// `Status`, `ContentType`, `Encoding`, in this order.
	pub fn check_head(
		self,
		status: u16,
		content_type: Option<&str>,
		content_encoding: Option<&str>,
	) -> Result<(), FeedError> {
		if status != 200 {
			return Err(FeedError::Status(status));
		}
		let media = content_type.and_then(|t| t.split(';').next()).unwrap_or_default().trim();
		if !self.media_types().iter().any(|known| known.eq_ignore_ascii_case(media)) {
			return Err(FeedError::ContentType);
		}
		match content_encoding.map(str::trim) {
			None | Some("") => Ok(()),
			Some(name) if name.eq_ignore_ascii_case("identity") => Ok(()),
			Some(_) => Err(FeedError::Encoding),
		}
	}
}

/// Method of a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
	/// GET.
	Get,
	/// POST, with a JSON body.
	Post,
}

/// A question to a source. The node puts the base URL before it, and keys into the headers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
	/// GET or POST.
	pub method: Method,
	/// Begins with a slash.
	pub path_and_query: String,
	/// Names and values.
	pub headers: Vec<(&'static str, &'static str)>,
	/// Empty for GET.
	pub body: Vec<u8>,
}

impl Request {
	pub(crate) fn get(path_and_query: String, accept: &'static str) -> Self {
		Self { method: Method::Get, path_and_query, headers: headers(accept), body: Vec::new() }
	}

	pub(crate) fn post_json(path: &str, body: String) -> Self {
		let mut headers = headers("application/json");
		headers.push(("Content-Type", "application/json"));
		Self { method: Method::Post, path_and_query: path.into(), headers, body: body.into_bytes() }
	}
}

fn headers(accept: &'static str) -> Vec<(&'static str, &'static str)> {
	alloc::vec![("Accept", accept), ("Accept-Encoding", "identity"), ("User-Agent", USER_AGENT)]
}

/// The text of a body, if it is not larger than [`MAX_BODY`].
pub(crate) fn text_of(body: &[u8]) -> Result<&str, FeedError> {
	if body.len() > MAX_BODY {
		return Err(FeedError::TooLarge);
	}
	core::str::from_utf8(body).map_err(|_| FeedError::Malformed)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn source_should_keep_id_bit_and_name_when_listed() {
		let rows = Source::ALL.map(|s| (s.id(), s.kind()));
		assert_eq!(
			rows,
			[
				(1, "ust-bill-xml"),
				(2, "fiscaldata-auctions"),
				(3, "nyfed"),
				(4, "ust-bill-csv"),
				(5, "treasurydirect-auctioned"),
				(6, "fred-observations"),
				(7, "fred-csv"),
				(10, "vast-bundles"),
				(11, "runpod-graphql"),
				(12, "ornn-daily"),
				(13, "lambda-instance-types"),
				(14, "sfcompute-quote"),
				(20, "resale-catalogue"),
				(21, "resale-catalogue-b"),
				(22, "resale-catalogue-c"),
				(28, "ust-par-xml"),
				(29, "ust-par-csv"),
				(30, "fiscaldata-averages"),
			]
		);
		assert!(Source::ALL.is_sorted());
		for source in Source::ALL {
			assert_eq!(source.encode(), [source.id()]);
			assert_eq!(source.mask(), 1 << source.id());
			assert_eq!(Source::from_kind(source.kind()), Some(source));
			assert!(source.base().starts_with("https://") && !source.base().ends_with('/'));
		}
		assert_eq!(Source::from_kind("metadata"), None);
	}

	#[test]
	fn check_head_should_refuse_when_the_answer_is_not_a_plain_200() {
		let (xml, json, csv) = (Source::UstBillXml, Source::VastBundles, Source::FredCsv);
		for (source, status, media, encoding, want) in [
			(xml, 200, Some("text/xml; charset=UTF-8"), None, Ok(())),
			(xml, 200, Some("Application/XML"), Some("identity"), Ok(())),
			(json, 200, Some("application/json"), Some(""), Ok(())),
			(csv, 200, Some("text/csv; charset=utf-8"), None, Ok(())),
			(csv, 200, Some("application/csv"), None, Ok(())),
			(csv, 200, Some("text/html"), None, Err(FeedError::ContentType)),
			(xml, 204, Some("text/xml"), None, Err(FeedError::Status(204))),
			(xml, 302, Some("text/xml"), None, Err(FeedError::Status(302))),
			(json, 429, Some("text/plain"), None, Err(FeedError::Status(429))),
			(json, 503, None, None, Err(FeedError::Status(503))),
			(xml, 200, Some("text/html; charset=UTF-8"), None, Err(FeedError::ContentType)),
			(json, 200, Some("text/html"), None, Err(FeedError::ContentType)),
			(xml, 200, Some("application/json"), None, Err(FeedError::ContentType)),
			(xml, 200, None, None, Err(FeedError::ContentType)),
			(xml, 200, Some("application/xml-dtd"), None, Err(FeedError::ContentType)),
			(json, 200, Some("application/json"), Some("gzip"), Err(FeedError::Encoding)),
			(json, 200, Some("application/json"), Some("identity, br"), Err(FeedError::Encoding)),
		] {
			assert_eq!(source.check_head(status, media, encoding), want, "{media:?} {encoding:?}");
		}
	}
}
