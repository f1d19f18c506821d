//! CSV from strangers: a table whose columns are found by their names.

use crate::{json::is_nothing, source::text_of, FeedError};
use alloc::{string::String, vec, vec::Vec};
use csv_core::{ReadRecordResult, Reader};

/// Most columns. The widest true table has 15.
const MAX_COLUMNS: usize = 64;
/// Longest row, in bytes.
const MAX_ROW: usize = 4_096;

/// A table with a header.
pub(crate) struct Table {
	header: Vec<String>,
	rows: Vec<Vec<String>>,
}

/// A row of a table.
pub(crate) struct Row<'a> {
	header: &'a [String],
	cells: &'a [String],
}

impl Table {
	/// Reads a table. A last row without a line end may have been cut off, so it does not count;
	/// one that is cut before its last column is refused with the rest.
	///
	/// # Errors
	/// `TooLarge`; `Malformed` if it is no text, or a quote is left open; `TooDeep`; `Malformed` if
	/// a row is longer or shorter than the header; `Conflict` if two columns have one name.
	pub fn read(body: &[u8]) -> Result<Self, FeedError> {
		let text = text_of(body)?;
		if text.matches('"').count().checked_rem(2) != Some(0) {
			return Err(FeedError::Malformed);
		}
		let text = text.strip_prefix('\u{feff}').unwrap_or(text);
		let mut records = records(text)?;
		if !text.ends_with('\n') {
			records.pop();
		}
		let mut records = records.into_iter();
		let header = records.next().unwrap_or_default();
		let rows: Vec<_> = records.collect();
		if rows.iter().any(|row| row.len() != header.len()) {
			return Err(FeedError::Malformed);
		}
		let mut names: Vec<&String> = header.iter().collect();
		names.sort_unstable();
		if names.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
			return Err(FeedError::Conflict);
		}
		Ok(Self { header, rows })
	}

	pub fn has(&self, column: &str) -> bool {
		self.header.iter().any(|name| name == column)
	}

	/// The name of the column that stands there, from 0.
	pub fn name(&self, at: usize) -> Option<&str> {
		self.header.get(at).map(String::as_str)
	}

	pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
		self.rows.iter().map(|cells| Row { header: &self.header, cells })
	}
}

impl Row<'_> {
	/// What stands in a column, or `None` for the spellings of nothing.
	pub fn cell(&self, column: &str) -> Option<&str> {
		let (_, cell) = self.header.iter().zip(self.cells).find(|(name, _)| *name == column)?;
		Some(cell.as_str()).filter(|cell| !is_nothing(cell))
	}
}

fn records(text: &str) -> Result<Vec<Vec<String>>, FeedError> {
	let mut reader = Reader::new();
	let mut input = text.as_bytes();
	let (mut row, mut ends) = (vec![0; MAX_ROW], vec![0; MAX_COLUMNS]);
	let (mut length, mut columns) = (0usize, 0usize);
	let mut records = Vec::new();
	loop {
		let (Some(free), Some(free_ends)) = (row.get_mut(length..), ends.get_mut(columns..)) else {
			return Err(FeedError::TooDeep);
		};
		let (result, read, written, ended) = reader.read_record(input, free, free_ends);
		input = input.get(read..).unwrap_or_default();
		length = length.saturating_add(written);
		columns = columns.saturating_add(ended);
		match result {
			ReadRecordResult::InputEmpty => {},
			ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
				return Err(FeedError::TooDeep)
			},
			ReadRecordResult::Record => {
				records.push(cells(&row, ends.get(..columns).unwrap_or_default())?);
				(length, columns) = (0, 0);
			},
			ReadRecordResult::End => return Ok(records),
		}
	}
}

fn cells(row: &[u8], ends: &[usize]) -> Result<Vec<String>, FeedError> {
	let mut start = 0;
	ends.iter()
		.map(|end| {
			let bytes = row.get(start..*end).ok_or(FeedError::Malformed)?;
			start = *end;
			let text = core::str::from_utf8(bytes).map_err(|_| FeedError::Malformed)?;
			Ok(text.trim().into())
		})
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn second(text: &str) -> Result<Option<String>, FeedError> {
		let table = Table::read(text.as_bytes())?;
		let cell = table.rows().next().and_then(|row| row.cell("b").map(String::from));
		Ok(cell)
	}

	#[test]
	fn read_should_find_cells_by_name_when_spellings_differ() {
		for (text, want) in [
			("a,b\n1,2\n", Some("2")),
			("b,a\n2,1\n", Some("2")),
			("\u{feff}a,\"b\"\r\n\"1\",\"2\"\r\n", Some("2")),
			("a,b\n\n1, 2 \n", Some("2")),
			("a,b\n1,\"2,\"\"0\"\n", Some("2,\"0")),
			("a,b\n1,\n", None),
			("a,b\n1,N/A\n", None),
			("a,b\n1,.\n", None),
			("a,c\n1,2\n", None),
			("a,b\n", None),
			("", None),
			// Perhaps 23.
			("a,b\n1,2", None),
		] {
			assert_eq!(second(text), Ok(want.map(String::from)), "{text}");
		}
	}

	#[test]
	fn read_should_refuse_when_the_table_is_not_one() {
		let wide = "a,".repeat(64) + "b\n";
		let long = "a,b\n1,".to_owned() + &"2".repeat(4_100) + "\n";
		for (text, error) in [
			("a,b\n1\n", FeedError::Malformed),
			("a,b\n1,\"2\n", FeedError::Malformed),
			("a,b\n1,2,3\n", FeedError::Malformed),
			("a,b,b\n1,2,3\n", FeedError::Conflict),
			(&wide, FeedError::TooDeep),
			(&long, FeedError::TooDeep),
		] {
			assert_eq!(second(text), Err(error), "{text}");
		}
		assert_eq!(Table::read(&[0xff]).err(), Some(FeedError::Malformed));
		assert_eq!(Table::read(&[b','; 262_145]).err(), Some(FeedError::TooLarge));
	}
}
