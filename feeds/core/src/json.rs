//! JSON from strangers: numbers stay text until they are read exactly.

use crate::{decimal, source::text_of, FeedError, ObsDay};
use alloc::{borrow::Cow, vec::Vec};
use core::fmt;
use serde::{
	de::{MapAccess, Visitor},
	Deserialize, Deserializer,
};
use serde_json::value::RawValue;

/// Deepest nesting of objects and lists. True answers have up to six.
const MAX_DEPTH: u32 = 16;

/// Reads a body as `T`.
///
/// # Errors
/// `TooLarge`, `TooDeep`; `Malformed` if it is no JSON; `Schema` if it is none of this shape.
pub(crate) fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, FeedError> {
	let text = text_of(body)?;
	check_depth(text)?;
	serde_json::from_str(text).map_err(|error| match error.classify() {
		serde_json::error::Category::Data => FeedError::Schema,
		_ => FeedError::Malformed,
	})
}

/// Skipped parts are not bounded by the parser, so depth is counted before it starts.
fn check_depth(text: &str) -> Result<(), FeedError> {
	let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
	for byte in text.bytes() {
		match byte {
			_ if escaped => escaped = false,
			b'\\' if quoted => escaped = true,
			b'"' => quoted = !quoted,
			b'{' | b'[' if !quoted => {
				depth = depth.saturating_add(1);
				if depth > MAX_DEPTH {
					return Err(FeedError::TooDeep);
				}
			},
			b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
			_ => {},
		}
	}
	Ok(())
}

/// A number, given as one or as a string, times 10^`scale`. `Ok(None)` for the spellings of
/// nothing: missing, `null`, `""`, `"null"`, `"N/A"`, `"."`.
pub(crate) fn number(raw: Option<&RawValue>, scale: u8) -> Result<Option<i128>, FeedError> {
	let Some(raw) = raw else { return Ok(None) };
	let raw = raw.get();
	let text = if raw.starts_with('"') {
		serde_json::from_str(raw).map_err(|_| FeedError::Number)?
	} else {
		Cow::Borrowed(raw)
	};
	match text.as_ref() {
		text if is_nothing(text) => Ok(None),
		text => decimal::scientific(text, scale).map(Some),
	}
}

/// A string, or `Ok(None)` for the spellings of nothing.
pub(crate) fn text<'a>(raw: Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, FeedError> {
	let Some(raw) = raw else { return Ok(None) };
	let Text(text) = serde_json::from_str(raw.get()).map_err(|_| FeedError::Schema)?;
	Ok(Some(text).filter(|text| !is_nothing(text)))
}

/// A day, `YYYY-MM-DD` with or without midnight.
pub(crate) fn day(raw: Option<&RawValue>) -> Result<ObsDay, FeedError> {
	ObsDay::from_iso(&text(raw)?.ok_or(FeedError::Date)?)
}

/// Whether a text is one of the spellings of nothing.
pub(crate) fn is_nothing(text: &str) -> bool {
	matches!(text, "" | "null" | "N/A" | ".")
}

/// A positive whole number of things.
pub(crate) fn count(raw: Option<&RawValue>) -> Result<u16, FeedError> {
	let text = raw.ok_or(FeedError::Absent)?.get();
	text.parse().ok().filter(|n| *n > 0).ok_or(FeedError::Number)
}

/// The members of an object in their order, so that a name given twice is seen.
pub(crate) struct Members<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Collect;
		impl<'de> Visitor<'de> for Collect {
			type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("an object")
			}

			fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
				let mut members = Vec::new();
				while let Some((Text(name), value)) = map.next_entry()? {
					members.push((name, value));
				}
				Ok(members)
			}
		}
		deserializer.deserialize_map(Collect).map(Members)
	}
}

/// A string that is borrowed when it has no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::string::String;

	fn parsed(json: &str) -> Result<Option<i128>, FeedError> {
		number(read::<Option<&RawValue>>(json.as_bytes())?, 6)
	}

	#[test]
	fn number_should_be_exact_when_it_is_spelled_either_way() {
		for (json, want) in [
			("2.4024", Ok(Some(2_402_400))),
			("\"2.4024\"", Ok(Some(2_402_400))),
			("0", Ok(Some(0))),
			("1e-05", Ok(Some(10))),
			("null", Ok(None)),
			("\"null\"", Ok(None)),
			("\"\"", Ok(None)),
			("\".\"", Ok(None)),
			("\"N/A\"", Ok(None)),
			("1e999", Err(FeedError::Number)),
			("\"NaN\"", Err(FeedError::Number)),
			("true", Err(FeedError::Number)),
			("[1]", Err(FeedError::Number)),
			("NaN", Err(FeedError::Malformed)),
			("Infinity", Err(FeedError::Malformed)),
			("2.", Err(FeedError::Malformed)),
			("", Err(FeedError::Malformed)),
		] {
			assert_eq!(parsed(json), want, "{json}");
		}
	}

	#[test]
	fn read_should_refuse_when_the_body_is_nested_too_deeply() {
		for depth in [17, 200, 100_000] {
			let body = "[".repeat(depth) + &"]".repeat(depth);
			assert_eq!(parsed(&body), Err(FeedError::TooDeep));
		}
		let brackets_in_a_string = String::from("\"\\\"") + &"[".repeat(100) + "\"";
		assert_eq!(parsed(&brackets_in_a_string), Err(FeedError::Number));
	}
}
