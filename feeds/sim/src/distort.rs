//! Answers that are none: what the cases make of a finished page.

use crate::{
	pages::{Page, GRAPHQL_ERRORS},
	scenario::Text,
	source::{Form, Source},
};

/// Elements within each other, and lists.
const XML_DEPTH: usize = 10_000;
const JSON_DEPTH: usize = 200;
/// Entities, each of ten of the one before.
const LAUGHS: u32 = 9;

/// The page as the case has it.
pub fn distort(text: Text, source: Source, page: Page) -> Page {
	let captcha = "Are you a robot? Please enable JavaScript and solve the captcha";
	match text {
		Text::Garbage => Page { body: garbage(&page.body), ..page },
		Text::Html => Page::html(200, captcha),
		Text::DisguisedHtml => Page { body: Page::html(200, captcha).body, ..page },
		Text::JsonError => Page { body: json_error(source).into(), ..page },
		Text::GraphqlErrors => Page { body: GRAPHQL_ERRORS.into(), ..page },
		Text::Dtd => with_doctype(page, "<!DOCTYPE feed [<!ENTITY rate \"3.74\">]>\n", ""),
		Text::EntityBomb => {
			let entities: String = (1..=LAUGHS)
				.map(|n| {
					let ten = format!("&lol{};", n - 1).repeat(10);
					format!("<!ENTITY lol{n} \"{ten}\">\n")
				})
				.collect();
			let doctype = format!("<!DOCTYPE feed [\n<!ENTITY lol0 \"lol\">\n{entities}]>\n");
			with_doctype(page, &doctype, &format!("<subtitle>&lol{LAUGHS};</subtitle>\n"))
		},
		Text::Depth => Page { body: deep(source.form(), &page.body), ..page },
	}
}

fn garbage(body: &str) -> String {
	let half = body.chars().take(body.chars().count() / 2).collect::<String>();
	half + "\u{0}<html>upstream connect error"
}

/// A document type after the declaration, and something that uses it in the feed.
fn with_doctype(page: Page, doctype: &str, within: &str) -> Page {
	let body = page.body.replacen("?>\n", &format!("?>\n{doctype}"), 1);
	let body = body.replacen("<link rel", &format!("{within}<link rel"), 1);
	Page { body, ..page }
}

fn deep(form: Form, body: &str) -> String {
	if form == Form::Xml {
		let nest = "<deep>".repeat(XML_DEPTH) + &"</deep>".repeat(XML_DEPTH);
		return body.replacen("<link rel", &format!("{nest}\n<link rel"), 1);
	}
	let nest = "[".repeat(JSON_DEPTH) + &"]".repeat(JSON_DEPTH);
	match body.split_at_checked(1) {
		Some(("{", rest)) => format!("{{\"deep\":{nest},{rest}"),
		Some(("[", rest)) => format!("[{nest},{rest}"),
		_ => nest,
	}
}

/// What each source says when it cannot answer, with the status of a true answer.
fn json_error(source: Source) -> &'static str {
	match source {
		Source::Auctions | Source::Averages => {
			r#"{"error":"Internal Server Error","message":"The dataset is being updated."}"#
		},
		Source::Fred => {
			r#"{"error_code":500,"error_message":"Internal Server Error.  Please try again."}"#
		},
		Source::Vast => {
			r#"{"success":false,"error":"rate_limited","msg":"API requests too frequent"}"#
		},
		Source::Ornn => r#"{"success":false,"error":"Subscription expired"}"#,
		Source::Lambda => {
			r#"{"error":{"code":"global/invalid-api-key","message":"API key was invalid, expired, or deleted.","suggestion":"Check your API key."}}"#
		},
		Source::SfCompute => {
			r#"{"error":{"type":"authentication_error","message":"Invalid authorization."}}"#
		},
		_ => r#"{"error":"Service Unavailable","message":"Please try again later."}"#,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn deep_should_stay_well_formed_when_the_body_is() {
		for body in ["{\"a\":1}", "[{}]"] {
			let text = deep(Form::Json, body);
			assert!(text.contains(&"[".repeat(JSON_DEPTH)));
			assert_eq!(text.matches(['[', '{']).count(), text.matches([']', '}']).count());
		}
		let text = deep(Form::Xml, "<feed><link rel=\"self\" /></feed>");
		assert_eq!(text.matches("<deep>").count(), XML_DEPTH);
		assert_eq!(text.matches("</deep>").count(), XML_DEPTH);
	}
}
