//! The sources that are simulated, by the names that configuration files have for them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Source {
	/// The Treasury's bill rates of a month, or a year.
	BillXml,
	/// The same as a table.
	BillCsv,
	/// The Treasury's par yield curve of a month, or a year.
	ParXml,
	/// The same as a table.
	ParCsv,
	/// Fiscal Data's results of auctions.
	Auctions,
	/// Fiscal Data's averages of all bills.
	Averages,
	/// TreasuryDirect's results of auctions.
	Direct,
	/// The New York Fed's SOFR and EFFR.
	NyFed,
	/// FRED's observations.
	Fred,
	/// FRED's table without a key.
	FredCsv,
	/// Vast's offers.
	Vast,
	/// RunPod's GPU types.
	Runpod,
	/// Ornn's daily index.
	Ornn,
	/// Lambda's instance types.
	Lambda,
	/// SF Compute's quotes.
	SfCompute,
	/// A broker's catalogue.
	ResaleA,
	/// That of a second broker.
	ResaleB,
	/// That of a third broker.
	ResaleC,
}

/// What an answer is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
	/// An Atom feed.
	Xml,
	/// A table.
	Csv,
	/// JSON.
	Json,
}

impl Source {
	/// Every source.
	pub const ALL: [Self; 18] = [
		Self::BillXml,
		Self::BillCsv,
		Self::ParXml,
		Self::ParCsv,
		Self::Auctions,
		Self::Averages,
		Self::Direct,
		Self::NyFed,
		Self::Fred,
		Self::FredCsv,
		Self::Vast,
		Self::Runpod,
		Self::Ornn,
		Self::Lambda,
		Self::SfCompute,
		Self::ResaleA,
		Self::ResaleB,
		Self::ResaleC,
	];

	/// Name, media type of its answers and a path to it.
	const fn row(self) -> (&'static str, &'static str, &'static str) {
		const XML: &str = "application/xml";
		const CSV: &str = "text/csv; charset=utf-8";
		const JSON: &str = "application/json";
		const FEED: &str = "/resource-center/data-chart-center/interest-rates/pages/xml";
		const TABLE: &str =
			"/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/{year}/all";
		match self {
			Self::BillXml => ("ust-bill-xml", XML, FEED),
			Self::BillCsv => ("ust-bill-csv", CSV, TABLE),
			Self::ParXml => ("ust-par-xml", XML, FEED),
			Self::ParCsv => ("ust-par-csv", CSV, TABLE),
			Self::Auctions => (
				"fiscaldata-auctions",
				JSON,
				"/services/api/fiscal_service/v1/accounting/od/auctions_query",
			),
			Self::Averages => (
				"fiscaldata-averages",
				JSON,
				"/services/api/fiscal_service/v2/accounting/od/avg_interest_rates",
			),
			Self::Direct => ("treasurydirect-auctioned", JSON, "/TA_WS/securities/auctioned"),
			Self::NyFed => ("nyfed", JSON, "/api/rates/secured/sofr/last/{n}.json"),
			Self::Fred => ("fred-observations", JSON, "/fred/series/observations"),
			Self::FredCsv => ("fred-csv", CSV, "/graph/fredgraph.csv"),
			Self::Vast => ("vast-bundles", JSON, "/api/v0/bundles/"),
			Self::Runpod => ("runpod-graphql", "application/json; charset=utf-8", "/graphql"),
			Self::Ornn => ("ornn-daily", JSON, "/api/daily-index-simple"),
			Self::Lambda => ("lambda-instance-types", JSON, "/api/v1/instance-types"),
			Self::SfCompute => ("sfcompute-quote", JSON, "/v0/quote"),
			Self::ResaleA => ("resale-catalogue", JSON, "/resale-a/v1/resale-catalogue.json"),
			Self::ResaleB => ("resale-catalogue-b", JSON, "/resale-b/v1/resale-catalogue.json"),
			Self::ResaleC => ("resale-catalogue-c", JSON, "/resale-c/v1/resale-catalogue.json"),
		}
	}

	/// Its name in configuration files.
	pub const fn kind(self) -> &'static str {
		self.row().0
	}

	/// The media type of its answers.
	pub const fn media(self) -> &'static str {
		self.row().1
	}

	/// Where it is asked, as documents write it.
	pub const fn path(self) -> &'static str {
		self.row().2
	}

	/// What its answers are written in.
	pub fn form(self) -> Form {
		match self.media() {
			"application/xml" => Form::Xml,
			media if media.starts_with("text/csv") => Form::Csv,
			_ => Form::Json,
		}
	}

	/// The source of this name.
	pub fn from_kind(kind: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|source| source.kind() == kind)
	}
}

impl fmt::Display for Source {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(self.kind())
	}
}

impl From<Source> for &'static str {
	fn from(source: Source) -> Self {
		source.kind()
	}
}

impl TryFrom<String> for Source {
	type Error = String;

	fn try_from(kind: String) -> Result<Self, String> {
		Self::from_kind(&kind).ok_or_else(|| {
			let kinds: Vec<_> = Self::ALL.iter().map(|source| source.kind()).collect();
			format!("no source is called {kind}; there are {}", kinds.join(", "))
		})
	}
}
