//! What a source shows: a moment of a seed, and the case that its newest figures are subject to.

use crate::{
	bills::Bill,
	date::{american, Day},
	scenario::{Effect, Rows, Spelling, Value, WrongDate},
};

/// A moment as one source shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct View {
	/// Determines all values.
	pub seed: u64,
	/// The moment, Unix seconds.
	pub unix: i64,
	/// GPU models beyond those that exist.
	pub added: usize,
	/// What is wrong.
	pub effect: Effect,
	/// How much, in the unit of the case.
	pub amount: Option<i64>,
}

impl View {
	/// The day, UTC.
	pub fn today(&self) -> Day {
		Day::of(self.unix)
	}

	/// The view of a figure, which is subject to the case only if it is the one that cases are
	/// about.
	pub fn at(self, is_target: bool) -> Self {
		if is_target {
			self
		} else {
			Self { effect: Effect::None, ..self }
		}
	}

	/// The view of a series, SOFR or another.
	pub fn of_series(self, is_sofr: bool) -> Self {
		self.at(is_sofr || !matches!(self.effect, Effect::Value(Value::Spike(_))))
	}

	/// Whether rows are wrong in this way.
	pub fn has(&self, rows: Rows) -> bool {
		self.effect == Effect::Rows(rows)
	}

	/// A rate, in units of which a basis point has `of_basis`.
	pub fn rate(&self, units: i64, of_basis: i64) -> i64 {
		match self.effect {
			Effect::Value(Value::To(to)) => to * of_basis,
			Effect::Value(Value::Add(by) | Value::Spike(by)) => {
				units + self.amount.unwrap_or(by) * of_basis
			},
			_ => units,
		}
	}

	/// A bill.
	pub fn bill(&self, bill: Bill) -> Bill {
		let discount = self.rate(bill.discount, 1);
		bill.at(discount)
	}

	/// A figure between tags, commas or quotes.
	pub fn text(&self, figure: String) -> String {
		let Effect::Spelling(spelling) = self.effect else { return figure };
		match spelling {
			Spelling::Word(word) | Spelling::Nothing(word) => word.into(),
			Spelling::Null => String::new(),
			Spelling::Minus => format!("-{figure}"),
			Spelling::NoPoint => figure.replace('.', ""),
			Spelling::Forty => "1234567890".repeat(4),
			Spelling::Hundredth => shifted(&figure, -2),
			Spelling::Hundredfold => shifted(&figure, 2),
		}
	}

	/// A figure that is a JSON number.
	pub fn bare(&self, figure: String) -> String {
		match self.effect {
			Effect::Spelling(Spelling::Nothing(word)) => format!("\"{word}\""),
			_ => self.text(figure),
		}
	}

	/// `YYYY-MM-DD`.
	pub fn day(&self, day: Day) -> String {
		match self.effect {
			Effect::Date(WrongDate::Future) => day.plus(7).to_string(),
			Effect::Date(WrongDate::February31) => format!("{:04}-02-31", day.civil().0),
			Effect::Date(WrongDate::ShortYear) => day.to_string().split_off(2),
			_ => day.to_string(),
		}
	}

	/// `MM/DD/YYYY`.
	pub fn american(&self, day: Day) -> String {
		match self.effect {
			Effect::Date(WrongDate::Future) => american(day.plus(7)),
			Effect::Date(WrongDate::February31) => format!("02/31/{:04}", day.civil().0),
			Effect::Date(WrongDate::ShortYear) => {
				let text = american(day);
				let (of_year, year) = text.split_at(6);
				format!("{of_year}{}", &year[2..])
			},
			_ => american(day),
		}
	}

	/// The end of a month.
	pub fn month_end(&self, day: Day) -> String {
		match self.effect {
			Effect::Date(WrongDate::Future) => day.plus(70).month_end().to_string(),
			_ => self.day(day),
		}
	}
}

/// Whole units with so many decimal places.
pub fn decimal(units: i64, places: usize) -> String {
	let digits = format!("{:0width$}", units.unsigned_abs(), width = places + 1);
	let (whole, fraction) = digits.split_at(digits.len() - places);
	let point = if places == 0 { "" } else { "." };
	format!("{}{whole}{point}{fraction}", if units < 0 { "-" } else { "" })
}

/// A decimal without the zeros at its end, as programs print floats.
pub fn float(units: i64, places: usize) -> String {
	let text = decimal(units, places);
	if text.contains('.') {
		text.trim_end_matches('0').trim_end_matches('.').into()
	} else {
		text
	}
}

/// A decimal with its point moved by two places to the right, or to the left.
fn shifted(figure: &str, by: isize) -> String {
	let (whole, fraction) = figure.split_once('.').unwrap_or((figure, ""));
	let (whole, fraction) = match by {
		..0 => {
			let padded = format!("{whole:0>3}");
			let (left, right) = padded.split_at(padded.len() - 2);
			(left.to_string(), format!("{right}{fraction}"))
		},
		_ => {
			let padded = format!("{fraction:0<2}");
			let (left, right) = padded.split_at(2);
			(format!("{whole}{left}"), right.to_string())
		},
	};
	if fraction.is_empty() {
		whole
	} else {
		format!("{whole}.{fraction}")
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn decimal_should_have_its_places_when_the_value_is_small() {
		for (units, places, want, float_want) in [
			(374, 2, "3.74", "3.74"),
			(370, 2, "3.70", "3.7"),
			(300, 2, "3.00", "3"),
			(4, 2, "0.04", "0.04"),
			(-5, 2, "-0.05", "-0.05"),
			(0, 3, "0.000", "0"),
			(1_230, 0, "1230", "1230"),
		] {
			assert_eq!(decimal(units, places), want);
			assert_eq!(float(units, places), float_want);
		}
	}

	#[test]
	fn shifted_should_move_the_point_when_there_is_one_or_none() {
		for (figure, less, more) in [
			("3.75", "0.0375", "375"),
			("3.735000", "0.03735000", "373.5000"),
			("4", "0.04", "400"),
			("1234.5", "12.345", "123450"),
		] {
			assert_eq!((shifted(figure, -2), shifted(figure, 2)), (less.into(), more.into()));
		}
	}
}
