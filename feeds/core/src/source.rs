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
/// changes its meaning; 2 to 9 are kept for further official sources, 12 to 19 for venues, 20 and
/// up for resale.
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
	/// Vast.ai, offers of a marketplace, JSON.
	#[codec(index = 10)]
	VastBundles,
	/// RunPod, list prices by GPU type, GraphQL.
	#[codec(index = 11)]
	RunpodGraphql,
	/// Lambda, list prices by instance type, JSON.
	#[codec(index = 13)]
	LambdaInstances,
}

impl Source {
	/// Every source, by id.
	pub const ALL: [Self; 4] =
		[Self::UstBillXml, Self::VastBundles, Self::RunpodGraphql, Self::LambdaInstances];
	/// The venues that tell the price of a GPU-hour.
	pub const GPU_VENUES: [Self; 3] =
		[Self::VastBundles, Self::RunpodGraphql, Self::LambdaInstances];

	/// The stable id.
	pub const fn id(self) -> u8 {
		match self {
			Self::UstBillXml => 1,
			Self::VastBundles => 10,
			Self::RunpodGraphql => 11,
			Self::LambdaInstances => 13,
		}
	}

	/// Its bit in a source mask.
	pub const fn mask(self) -> u32 {
		match self {
			Self::UstBillXml => 1 << 1,
			Self::VastBundles => 1 << 10,
			Self::RunpodGraphql => 1 << 11,
			Self::LambdaInstances => 1 << 13,
		}
	}

	/// The name in configuration files.
	pub const fn kind(self) -> &'static str {
		match self {
			Self::UstBillXml => "ust-bill-xml",
			Self::VastBundles => "vast-bundles",
			Self::RunpodGraphql => "runpod-graphql",
			Self::LambdaInstances => "lambda-instance-types",
		}
	}

	/// The source with this name in configuration files.
	pub fn from_kind(kind: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|source| source.kind() == kind)
	}

	/// The base URL of the real service. Configuration may name another.
	pub const fn base(self) -> &'static str {
		match self {
			Self::UstBillXml => "https://home.treasury.gov",
			Self::VastBundles => "https://console.vast.ai",
			Self::RunpodGraphql => "https://api.runpod.io",
			Self::LambdaInstances => "https://cloud.lambda.ai",
		}
	}

	/// Media types of a true answer.
	pub const fn media_types(self) -> &'static [&'static str] {
		match self {
			Self::UstBillXml => &["application/xml", "text/xml", "application/atom+xml"],
			Self::VastBundles | Self::RunpodGraphql | Self::LambdaInstances => {
				&["application/json", "application/graphql-response+json"]
			},
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
		let rows = Source::ALL.map(|s| (s.id(), s.mask(), s.kind()));
		assert_eq!(
			rows,
			[
				(1, 0x2, "ust-bill-xml"),
				(10, 0x400, "vast-bundles"),
				(11, 0x800, "runpod-graphql"),
				(13, 0x2000, "lambda-instance-types"),
			]
		);
		for source in Source::ALL {
			assert_eq!(source.encode(), [source.id()]);
			assert_eq!(source.mask(), 1 << source.id());
			assert_eq!(Source::from_kind(source.kind()), Some(source));
		}
		assert_eq!(Source::from_kind("metadata"), None);
	}

	#[test]
	fn check_head_should_refuse_when_the_answer_is_not_a_plain_200() {
		let (xml, json) = (Source::UstBillXml, Source::VastBundles);
		for (source, status, media, encoding, want) in [
			(xml, 200, Some("text/xml; charset=UTF-8"), None, Ok(())),
			(xml, 200, Some("Application/XML"), Some("identity"), Ok(())),
			(json, 200, Some("application/json"), Some(""), Ok(())),
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
