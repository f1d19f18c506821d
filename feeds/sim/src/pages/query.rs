//! The questions that the API of Fiscal Data understands: fields, filter, sort and page.

use super::{Page, Question};

/// Names and values, all of them texts.
type Members = Vec<(&'static str, String)>;

/// What a template is filled in with.
pub type Values = Vec<(&'static str, String)>;

/// A row: what it is found and sorted by, and what is shown of it.
#[derive(Clone)]
pub struct Row {
	truth: Members,
	shown: Members,
}

impl Row {
	/// From a template that has one member a line.
	pub fn new(template: &'static str, truth: &Values, shown: &Values) -> Self {
		Self { truth: members(template, truth), shown: members(template, shown) }
	}
}

fn members(template: &'static str, values: &Values) -> Members {
	let values: Vec<(&str, &dyn ToString)> =
		values.iter().map(|(name, value)| (*name, value as &dyn ToString)).collect();
	let member = |line: &'static str| {
		let (name, value) = line.split_once(':')?;
		Some((name.trim_matches('"'), super::fill(value.trim_matches('"'), &values)))
	};
	template.lines().filter_map(member).collect()
}

fn cell<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
	members.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

/// `field:operator:value`, or `field:in:(value,value)`.
struct Filter<'a> {
	field: &'a str,
	operator: &'a str,
	values: Vec<&'a str>,
}

impl<'a> Filter<'a> {
	fn read(text: &'a str) -> Option<Self> {
		let (field, rest) = text.split_once(':')?;
		let (operator, value) = rest.split_once(':')?;
		let values = match operator {
			"in" => value.strip_prefix('(')?.strip_suffix(')')?.split(',').collect(),
			"eq" | "lt" | "lte" | "gt" | "gte" => vec![value],
			_ => return None,
		};
		Some(Self { field, operator, values })
	}

	/// Dates compare as texts do.
	fn admits(&self, row: &Row) -> bool {
		let Some(cell) = cell(&row.truth, self.field) else { return false };
		self.values.iter().any(|value| match self.operator {
			"lt" => cell < *value,
			"lte" => cell <= *value,
			"gt" => cell > *value,
			"gte" => cell >= *value,
			_ => cell == *value,
		})
	}
}

/// Splits at commas that stand outside of brackets.
fn split(text: &str) -> Vec<&str> {
	let mut depth = 0i32;
	text.split(|c: char| {
		depth += i32::from(c == '(') - i32::from(c == ')');
		c == ',' && depth == 0
	})
	.collect()
}

fn refuse(what: &str) -> Page {
	let message = format!("Invalid query parameter: {what}.");
	let error = serde_json::json!({ "error": "Invalid Query Param", "message": message });
	Page::refusal(400, &error.to_string())
}

/// The rows that are asked for, as the API wraps them.
pub fn select(question: &Question, rows: Vec<Row>) -> Result<String, Page> {
	let known: Vec<&'static str> = rows
		.first()
		.map(|row| row.truth.iter().map(|(name, _)| *name).collect())
		.unwrap_or_default();
	let wanted = match question.get("fields") {
		Some(fields) => split(fields),
		None => known.clone(),
	};
	let filters: Option<Vec<Filter<'_>>> = question
		.get("filter")
		.map_or(Some(Vec::new()), |text| split(text).into_iter().map(Filter::read).collect());
	let filters = filters.ok_or_else(|| refuse("filter"))?;
	let order = split(question.get("sort").unwrap_or("record_date"));
	let fields = filters.iter().map(|filter| filter.field);
	let sorted = order.iter().map(|field| field.trim_start_matches('-'));
	if let Some(unknown) =
		wanted.iter().copied().chain(fields).chain(sorted).find(|field| !known.contains(field))
	{
		return Err(refuse(unknown));
	}
	let number = |name, usual: usize| match question.get(name) {
		None => Ok(usual),
		Some(text) => text.parse().ok().filter(|n| *n > 0).ok_or_else(|| refuse(name)),
	};
	let (size, at) = (number("page[size]", 100)?, number("page[number]", 1)?);

	let mut found: Vec<Row> =
		rows.into_iter().filter(|row| filters.iter().all(|filter| filter.admits(row))).collect();
	for field in order.iter().rev() {
		match field.strip_prefix('-') {
			Some(field) => found.sort_by(|a, b| cell(&b.truth, field).cmp(&cell(&a.truth, field))),
			None => found.sort_by(|a, b| cell(&a.truth, field).cmp(&cell(&b.truth, field))),
		}
	}
	let (total, pages) = (found.len(), found.len().div_ceil(size).max(1));
	let shown: Vec<String> = found
		.iter()
		.skip((at - 1).saturating_mul(size))
		.take(size)
		.map(|row| {
			let member = |name: &&str| {
				format!("\"{name}\":\"{}\"", cell(&row.shown, name).unwrap_or("null"))
			};
			format!("{{{}}}", wanted.iter().map(member).collect::<Vec<_>>().join(","))
		})
		.collect();
	let each = |value: &dyn Fn(&str) -> String| -> String {
		wanted
			.iter()
			.map(|name| format!("\"{name}\":\"{}\"", value(name)))
			.collect::<Vec<_>>()
			.join(",")
	};
	let link = |page: usize| format!("\"&page%5Bnumber%5D={page}&page%5Bsize%5D={size}\"");
	let next = if at < pages { link(at + 1) } else { "null".into() };
	let previous = if at > 1 { link(at - 1) } else { "null".into() };
	Ok(format!(
		"{{\"data\":[{}],\"meta\":{{\"count\":{},\"labels\":{{{}}},\"dataTypes\":{{{}}},\
		 \"dataFormats\":{{{}}},\"total-count\":{total},\"total-pages\":{pages}}},\
		 \"links\":{{\"self\":{},\"first\":{},\"prev\":{previous},\"next\":{next},\"last\":{}}}}}",
		shown.join(",\n"),
		shown.len(),
		each(&label),
		each(&data_type),
		each(&data_format),
		link(at),
		link(1),
		link(pages),
	))
}

fn label(name: &str) -> String {
	let word = |word: &str| {
		let (first, rest) = word.split_at(word.len().min(1));
		first.to_uppercase() + rest
	};
	name.split('_').map(word).collect::<Vec<_>>().join(" ")
}

fn data_type(name: &str) -> String {
	match name {
		_ if name.ends_with("_date") => "DATE",
		_ if name.ends_with("_rate") || name.ends_with("_amt") => "PERCENTAGE",
		_ if name.contains("price") => "CURRENCY",
		_ => "STRING",
	}
	.into()
}

fn data_format(name: &str) -> String {
	match data_type(name).as_str() {
		"DATE" => "YYYY-MM-DD",
		"PERCENTAGE" => "10.2%",
		"CURRENCY" => "$10.20",
		_ => "String",
	}
	.into()
}

#[cfg(test)]
mod tests {
	use super::super::get;
	use super::*;
	use serde_json::Value;

	fn ask(query: &str) -> Result<Value, u16> {
		const TEMPLATE: &str = "\"record_date\":\"{{day}}\"\n\"kind\":\"{{kind}}\"";
		let row = |(day, kind): (&str, &str)| {
			let values = vec![("day", day.to_string()), ("kind", kind.to_string())];
			Row::new(TEMPLATE, &values, &values)
		};
		let rows = [("2026-01-02", "a"), ("2026-01-03", "b"), ("2026-01-01", "a")].map(row);
		select(&get(&format!("/x?{query}")), rows.to_vec())
			.map(|text| serde_json::from_str(&text).unwrap())
			.map_err(|page| page.status)
	}

	#[test]
	fn select_should_obey_when_the_question_is_understood() {
		for (query, want) in [
			("", "2026-01-01 2026-01-02 2026-01-03"),
			("sort=-record_date", "2026-01-03 2026-01-02 2026-01-01"),
			("sort=-kind,record_date", "2026-01-03 2026-01-01 2026-01-02"),
			("filter=kind:eq:a", "2026-01-01 2026-01-02"),
			("filter=kind:in:(b,c),record_date:gt:2026-01-01", "2026-01-03"),
			("filter=record_date:gte:2026-01-02,record_date:lte:2026-01-02", "2026-01-02"),
			("filter=record_date:lt:2026-01-02", "2026-01-01"),
			("page[size]=2", "2026-01-01 2026-01-02"),
			("page[size]=2&page[number]=2", "2026-01-03"),
			("page[number]=3", ""),
		] {
			let answer = ask(query).unwrap();
			let days: Vec<_> = answer["data"]
				.as_array()
				.unwrap()
				.iter()
				.map(|row| row["record_date"].as_str().unwrap())
				.collect();
			assert_eq!(days.join(" "), want, "{query}");
			assert_eq!(answer["meta"]["count"], days.len());
		}
		let answer = ask("fields=kind&filter=kind:eq:a&page[size]=1").unwrap();
		assert_eq!(answer["data"][0], serde_json::json!({ "kind": "a" }));
		assert_eq!(
			(&answer["meta"]["total-count"], &answer["meta"]["total-pages"]),
			(&2.into(), &2.into())
		);
		assert_eq!(answer["links"]["next"], "&page%5Bnumber%5D=2&page%5Bsize%5D=1");
		assert_eq!(answer["links"]["prev"], Value::Null);
		assert_eq!(answer["meta"]["labels"]["kind"], "Kind");
	}

	#[test]
	fn select_should_refuse_when_the_question_is_not_understood() {
		for query in [
			"fields=x",
			"filter=x:eq:1",
			"filter=kind",
			"filter=kind:like:a",
			"filter=kind:in:a",
			"sort=-x",
			"page[size]=0",
			"page[size]=x",
			"page[number]=-1",
		] {
			assert_eq!(ask(query), Err(400), "{query}");
		}
	}
}
