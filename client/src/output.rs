//! The timeline: lines that people read, or one JSON object a line.

use crate::chain::Block;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{json, Map, Value};
use std::io::{IsTerminal, Write};

/// Where the second of two columns begins.
const COLUMN: usize = 17;

/// Where the timeline goes.
pub struct Output {
	json: bool,
	steps: u32,
	bar: ProgressBar,
}

impl Output {
	/// To standard output; progress to standard error where that is a terminal.
	pub fn new(json: bool) -> Self {
		let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
		let hidden = json || !std::io::stderr().is_terminal();
		if hidden {
			bar.set_draw_target(ProgressDrawTarget::hidden());
		}
		let style = ProgressStyle::with_template("{spinner} {msg} {wide_bar} {pos}/{len}");
		bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
		Self { json, steps: 0, bar }
	}

	/// Shows what is being done, out of how many parts.
	pub fn progress(&self, what: &str, done: u64, of: u64) {
		self.bar.set_length(of);
		self.bar.set_position(done);
		self.bar.set_message(what.to_string());
	}

	/// Takes progress away.
	pub fn done(&self) {
		self.bar.finish_and_clear();
	}

	/// How many steps were printed.
	pub fn steps(&self) -> u32 {
		self.steps
	}

	/// One step of the timeline: what happened in a block, in words and in exact figures.
	pub fn step(&mut self, block: Block, act: &str, text: &str, figures: Value) {
		self.steps = self.steps.saturating_add(1);
		if self.json {
			let mut line = Map::new();
			line.insert("step".into(), json!(self.steps));
			line.insert("block".into(), json!(block.number));
			line.insert("time".into(), json!(block.time));
			line.insert("act".into(), json!(act));
			line.insert("text".into(), json!(text));
			line.insert("figures".into(), figures);
			self.line(&Value::Object(line).to_string());
		} else {
			let date = date(block.time);
			let line =
				format!("{:>3}  block {:>4}  {date}  {act:<9} {text}", self.steps, block.number);
			self.line(&line);
		}
	}

	/// A line beside the timeline.
	pub fn note(&self, kind: &str, text: &str, figures: Value) {
		if self.json {
			self.line(&json!({ "note": kind, "text": text, "figures": figures }).to_string());
		} else {
			self.line(text);
		}
	}

	fn line(&self, line: &str) {
		self.bar.suspend(|| {
			let mut out = std::io::stdout().lock();
			// Whoever closed the pipe wants no more lines.
			let _ = writeln!(out, "{line}");
		});
	}
}

/// The date of a moment in Unix seconds, as `YYYY-MM-DD`.
pub fn date(time: u64) -> String {
	let (year, month, day) = civil(i64::try_from(time / 86_400).unwrap_or(0));
	format!("{year:04}-{month:02}-{day:02}")
}

/// A moment in Unix seconds, to the minute: `YYYY-MM-DD HH:MM`, UTC.
pub fn moment(time: u64) -> String {
	format!("{} {:02}:{:02}", date(time), time % 86_400 / 3_600, time % 3_600 / 60)
}

/// A length of time, in hours with one decimal.
pub fn hours(seconds: u64) -> String {
	format!("{} hours", fixed(u128::from(seconds) * 10 / 3_600, 1, 1))
}

/// Year, month and day of a day since 1970-01-01.
pub fn civil(day: i64) -> (i64, i64, i64) {
	// Years that begin in March, in cycles of 400.
	let z = day + 719_468;
	let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
	let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
	let of_year = of_era - (365 * year + year / 4 - year / 100);
	let month = (5 * of_year + 2) / 153;
	let of_month = of_year - (153 * month + 2) / 5 + 1;
	let month = if month < 10 { month + 3 } else { month - 9 };
	(era * 400 + year + i64::from(month <= 2), month, of_month)
}

/// An amount with 18 decimals, to the cent, rounded down: `1,234,567.89`.
pub fn money(amount: u128) -> String {
	fixed(amount, 18, 2)
}

/// An amount with so many decimals, of which `shown` are kept, rounded down.
pub fn fixed(amount: u128, decimals: u32, shown: u32) -> String {
	let unit = 10u128.pow(decimals);
	let fraction = amount % unit / 10u128.pow(decimals - shown);
	let whole = group(amount / unit);
	if shown == 0 {
		return whole;
	}
	format!("{whole}.{fraction:0width$}", width = usize::try_from(shown).unwrap_or(0))
}

/// A part in parts per million, as a percentage with two decimals.
pub fn percent(ppm: u128) -> String {
	format!("{} %", fixed(ppm, 4, 2))
}

/// Lines in two columns: what they are about, and what they say.
pub fn columns(lines: &[(&str, String)]) -> String {
	lines.iter().map(|(heading, line)| format!("{heading:COLUMN$}{line}\n")).collect()
}

/// Rows in columns as wide as their widest cell.
pub fn table(rows: &[Vec<String>]) -> String {
	let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
	let wide = |column: usize| {
		let cells = rows.iter().filter_map(|row| row.get(column));
		cells.map(String::len).max().unwrap_or_default()
	};
	let widths: Vec<usize> = (0..columns).map(wide).collect();
	let line = |row: &Vec<String>| {
		let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
		format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
	};
	rows.iter().map(line).collect()
}

/// The first row of a table.
pub fn heading(names: &[&str]) -> Vec<String> {
	names.iter().map(ToString::to_string).collect()
}

fn group(number: u128) -> String {
	let digits = number.to_string();
	let mut grouped = String::new();
	for (at, digit) in digits.chars().enumerate() {
		if at > 0 && (digits.len() - at).is_multiple_of(3) {
			grouped.push(',');
		}
		grouped.push(digit);
	}
	grouped
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn money_should_be_grouped_and_rounded_down_when_printed() {
		for (amount, text) in [
			(0, "0.00"),
			(999_999_999_999_999_999, "0.99"),
			(1_234_567_899_999_999_999_999_999, "1,234,567.89"),
			(1_000 * 10u128.pow(18), "1,000.00"),
		] {
			assert_eq!(money(amount), text);
		}
		assert_eq!(fixed(5_000_000_000_000, 6, 2), "5,000,000.00");
		assert_eq!(fixed(1_000_000_000_000_000_001, 18, 6), "1.000000");
		assert_eq!(fixed(12, 0, 0), "12");
		assert_eq!(percent(700_000), "70.00 %");
	}

	#[test]
	fn date_should_be_the_civil_one_when_printed() {
		for (time, text) in [
			(0, "1970-01-01"),
			(1_798_761_599, "2026-12-31"),
			(1_798_761_600, "2027-01-01"),
			(1_835_395_200, "2028-02-29"),
		] {
			assert_eq!(date(time), text);
		}
		assert_eq!(moment(1_798_761_659), "2027-01-01 00:00");
		assert_eq!(moment(1_798_761_660 + 13 * 3_600), "2027-01-01 13:01");
		assert_eq!((hours(172_800), hours(90)), ("48.0 hours".into(), "0.0 hours".into()));
	}

	#[test]
	fn table_should_be_as_wide_as_its_cells_when_printed() {
		let row = |cells: [&str; 2]| heading(&cells);
		assert_eq!(table(&[row(["A", "WIDE"]), row(["long", "x"])]), "A     WIDE\nlong  x\n");
		assert_eq!(table(&[]), "");
	}
}
