//! `docs/performance.md`: parts of it are printed by tests, everything else is written by hand.

use std::{env, fs, path::PathBuf};

/// Tests write their parts when it is set, as `make performance` does.
const WRITE: &str = "CALIBER_PERFORMANCE";

fn file() -> PathBuf {
	[env!("CARGO_MANIFEST_DIR"), "../docs/performance.md"].iter().collect()
}

/// What stands before a part and after it.
fn split<'a>(page: &'a str, part: &str) -> Option<(&'a str, &'a str, &'a str)> {
	let (before, rest) = page.split_once(&format!("<!-- {part}: printed -->\n"))?;
	let (inside, after) = rest.split_once(&format!("<!-- {part}: end -->"))?;
	Some((before, inside, after))
}

/// Writes a part of the page when tests write, and tells whether the page says the same.
///
/// # Panics
/// When the page has no such part.
pub fn says(part: &str, text: &str) -> bool {
	let text = format!("\n{}\n\n", text.trim());
	let page = fs::read_to_string(file()).expect("the page is there");
	let (before, inside, after) = split(&page, part).expect("the page has the part");
	if inside == text {
		return true;
	}
	if env::var_os(WRITE).is_some() {
		let (from, to) = (format!("<!-- {part}: printed -->\n"), format!("<!-- {part}: end -->"));
		fs::write(file(), [before, &from, &text, &to, after].concat()).expect("it is written");
		return true;
	}
	false
}

/// A number as people read it: 12345 is 12,345.
pub fn grouped(number: impl ToString) -> String {
	let digits = number.to_string();
	let places = digits.len();
	let mut text = String::new();
	for (place, digit) in digits.chars().enumerate() {
		if place > 0 && (places - place).is_multiple_of(3) {
			text.push(',');
		}
		text.push(digit);
	}
	text
}
