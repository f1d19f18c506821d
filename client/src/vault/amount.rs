//! Amounts of USDai and shares as people write and read them. Both have 18 decimals.

use crate::output;

const DECIMALS: usize = 18;

/// An amount, or all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
	/// All there is.
	All,
	/// So much.
	Exactly(u128),
}

/// An amount above nothing, or `all`.
///
/// # Errors
/// Says how one is written.
pub fn wanted(text: &str) -> Result<Wanted, String> {
	match text {
		"all" => Ok(Wanted::All),
		number => positive(number).map(Wanted::Exactly),
	}
}

/// An amount above nothing.
///
/// # Errors
/// Says how one is written.
pub fn positive(text: &str) -> Result<u128, String> {
	match parse(text)? {
		0 => Err("that is nothing: give more".into()),
		amount => Ok(amount),
	}
}

/// An amount: `1234.5`, or as it is printed, `1,234.50`.
///
/// # Errors
/// Says how one is written.
pub fn parse(text: &str) -> Result<u128, String> {
	let plain = ungrouped(text)
		.ok_or("write 1234.5 or 1,234.50: a comma alone may part thousands or decimals")?;
	let (whole, fraction) = match plain.split_once('.') {
		None => (plain.as_str(), "0"),
		Some(parts) => parts,
	};
	let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
	if !is_number(whole) || !is_number(fraction) {
		return Err("write a number such as 1234.5".into());
	}
	if fraction.len() > DECIMALS {
		return Err(format!("give {DECIMALS} decimals at most"));
	}
	let units = format!("{whole}{fraction:0<DECIMALS$}");
	units.parse().map_err(|_| "that is more than there can be: give less".into())
}

/// The number without commas between its thousands; nothing when it cannot be known that they are
/// that, as of `1,234`.
fn ungrouped(text: &str) -> Option<String> {
	if !text.contains(',') {
		return Some(text.into());
	}
	let (whole, fraction) = match text.split_once('.') {
		None => (text, None),
		Some((whole, fraction)) => (whole, Some(fraction)),
	};
	let groups: Vec<&str> = whole.split(',').collect();
	let (first, others) = groups.split_first()?;
	let grouped = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
	let clear = match fraction {
		None => others.len() > 1,
		Some(fraction) => !fraction.contains(','),
	};
	(grouped && clear).then(|| text.replace(',', ""))
}

/// An amount to the last unit, with two decimals at least: it can be typed as it is printed.
pub fn exact(amount: u128) -> String {
	let full = output::fixed(amount, 18, 18);
	let (whole, fraction) = full.split_once('.').unwrap_or((&full, ""));
	format!("{whole}.{:0<2}", fraction.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
	use super::*;

	const UNIT: u128 = 1_000_000_000_000_000_000;

	#[test]
	fn amount_should_be_exact_when_it_is_read() {
		for (text, amount) in [
			("0", 0),
			("1", UNIT),
			("007", 7 * UNIT),
			("12.5", 25 * UNIT / 2),
			("0.000000000000000001", 1),
			("1,234.50", 2_469 * UNIT / 2),
			("1,234,567", 1_234_567 * UNIT),
			("999,999,999.000000000000000001", 999_999_999 * UNIT + 1),
			("340282366920938463463.374607431768211455", u128::MAX),
		] {
			assert_eq!(parse(text), Ok(amount), "{text}");
		}
		assert_eq!(wanted("all"), Ok(Wanted::All));
		assert_eq!(wanted("0.5"), Ok(Wanted::Exactly(UNIT / 2)));
	}

	#[test]
	fn amount_should_be_refused_with_the_remedy_when_it_is_none() {
		for (text, remedy) in [
			("", "such as"),
			(".", "such as"),
			(".5", "such as"),
			("5.", "such as"),
			("-1", "such as"),
			("+1", "such as"),
			("1e3", "such as"),
			("1 000", "such as"),
			("1.2.3", "such as"),
			("0x10", "such as"),
			("\u{661}", "such as"),
			("1,5", "comma"),
			("1,234", "comma"),
			("1234,567.8", "comma"),
			("1,23,456", "comma"),
			(",123.4", "comma"),
			("1.000,50", "comma"),
			("0.0000000000000000001", "18 decimals"),
			("340282366920938463463.374607431768211456", "give less"),
			("0.00", "give more"),
		] {
			let error = positive(text).unwrap_err();
			assert!(error.contains(remedy), "{text}: {error}");
		}
		assert!(wanted("ALL").is_err());
	}

	#[test]
	fn amount_should_come_back_when_it_is_typed_as_it_is_printed() {
		for (amount, text) in [
			(0, "0.00"),
			(1, "0.000000000000000001"),
			(UNIT, "1.00"),
			(UNIT / 10, "0.10"),
			(1_234_567 * UNIT + UNIT / 8, "1,234,567.125"),
		] {
			assert_eq!(exact(amount), text);
			assert_eq!(parse(text), Ok(amount));
		}
		assert_eq!(parse(&exact(u128::MAX)), Ok(u128::MAX));
	}
}
