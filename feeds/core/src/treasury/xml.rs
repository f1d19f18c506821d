//! Atom feeds of OData entries, one for each day, as the Treasury serves them.

use crate::{json::is_nothing, source::text_of, FeedError, ObsDay};
use alloc::{string::String, vec::Vec};
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
/// The fields of an entry, each name once.
pub(super) struct Fields<'a, 'i>(Vec<(&'a str, Node<'a, 'i>)>);

impl Fields<'_, '_> {
	/// What stands in a field, or `Ok(None)` for the spellings of nothing.
	pub fn get(&self, name: &str) -> Result<Option<String>, FeedError> {
		let Some((_, node)) = self.0.iter().find(|(n, _)| *n == name) else { return Ok(None) };
		cell(*node).map(|text| text.map(String::from))
	}

	/// A weekday.
	pub fn day(&self, name: &str) -> Result<ObsDay, FeedError> {
		ObsDay::from_iso(&self.get(name)?.ok_or(FeedError::Date)?)?.weekday_only()
	}
}

/// Reads each entry of a feed.
pub(super) fn entries<T>(
	body: &[u8],
	read: impl Fn(&Fields<'_, '_>) -> Result<T, FeedError>,
) -> Result<Vec<T>, FeedError> {
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
	feed.children()
		.filter(|node| node.has_tag_name((ATOM, "entry")))
		.map(|entry| {
			let properties = child(entry, (ATOM, "content"))
				.and_then(|content| child(content, (META, "properties")))
				.ok_or(FeedError::Schema)?;
			read(&fields(properties)?)
		})
		.collect()
}

fn fields<'a, 'i>(properties: Node<'a, 'i>) -> Result<Fields<'a, 'i>, FeedError> {
	let mut fields: Vec<(&str, Node<'_, '_>)> = properties
		.children()
		.filter(|node| node.tag_name().namespace() == Some(DATA))
		.map(|node| (node.tag_name().name(), node))
		.collect();
	fields.sort_by_key(|(name, _)| *name);
	if fields.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
		return Err(FeedError::Conflict);
	}
	Ok(Fields(fields))
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
	Ok(if null || is_nothing(text) { None } else { Some(text) })
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
