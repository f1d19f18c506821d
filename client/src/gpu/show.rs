//! A dossier as a banker reads it.

use crate::output;
use caliber_primitives::{
	collateral::{CollateralValue, FactError, Lack},
	eligibility::{Cure, Eligibility, Need},
	roles::Role,
};
use caliber_runtime::AccountId;
use serde_json::{Map, Value};
use std::fmt::Write;

/// Where the second column begins.
const COLUMN: usize = 13;

/// What is known of an item, and what it is worth now.
pub struct Answers {
	/// Its dossier.
	pub dossier: Value,
	/// What it still needs.
	pub eligibility: Eligibility<AccountId>,
	/// What may be lent on it.
	pub value: Result<CollateralValue, FactError>,
}

/// An object of the dossier, of which fields are taken one by one, so that what is left is known.
struct Fields(Map<String, Value>);

impl Fields {
	fn of(value: Value) -> Self {
		match value {
			Value::Object(fields) => Self(fields),
			_ => Self(Map::new()),
		}
	}

	fn object(&mut self, name: &str) -> Option<Self> {
		self.0.remove(name).map(Self::of)
	}

	fn list(&mut self, name: &str) -> Vec<Self> {
		match self.0.remove(name) {
			Some(Value::Array(all)) => all.into_iter().map(Self::of).collect(),
			_ => Vec::new(),
		}
	}

	fn has(&self, name: &str) -> bool {
		self.0.contains_key(name)
	}

	fn text(&mut self, name: &str) -> String {
		match self.0.remove(name) {
			Some(Value::String(text)) => text,
			Some(other) => other.to_string(),
			None => "unknown".into(),
		}
	}

	fn number(&mut self, name: &str) -> u64 {
		self.0.remove(name).and_then(|value| value.as_u64()).unwrap_or_default()
	}

	fn date(&mut self, name: &str) -> String {
		output::date(self.number(name))
	}

	fn dollars(&mut self, name: &str) -> String {
		output::fixed(self.number(name).into(), 2, 2)
	}

	/// An account as wallets spell it.
	fn account(&mut self, name: &str) -> String {
		let text = self.text(name);
		let bytes = text.strip_prefix("0x").and_then(|digits| {
			let byte = |at| digits.get(at..at + 2).and_then(|d| u8::from_str_radix(d, 16).ok());
			(0..digits.len()).step_by(2).map(byte).collect::<Option<Vec<_>>>()
		});
		match bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()) {
			Some(bytes) => AccountId::new(bytes).to_string(),
			None => text,
		}
	}

	/// Whatever has no place of its own, in one line.
	fn rest(self) -> Option<String> {
		let plain = |value: Value| match value {
			Value::String(text) => text,
			other => other.to_string(),
		};
		let all = self.0.into_iter().map(|(name, value)| {
			format!("{}: {}", name.replace('_', " "), plain(value).replace('_', " "))
		});
		Some(all.collect::<Vec<_>>().join(", ")).filter(|line| !line.is_empty())
	}
}

/// Lines in two columns.
#[derive(Default)]
struct Page(String);

impl Page {
	/// A line under a heading; several under one leave its column empty.
	fn line(&mut self, heading: &str, text: impl AsRef<str>) {
		let _ = writeln!(self.0, "{heading:COLUMN$}{}", text.as_ref());
	}

	/// A part of the dossier: its lines, and what has none.
	fn part(&mut self, heading: &str, lines: Vec<String>, rest: Fields) {
		for (at, line) in lines.into_iter().chain(rest.rest()).enumerate() {
			self.line(if at == 0 { heading } else { "" }, line);
		}
	}
}

/// The dossier, line by line.
pub fn page(answers: Answers) -> String {
	let Answers { dossier, eligibility, value } = answers;
	let mut page = Page::default();
	let mut all = Fields::of(dossier);
	let name = all.text("name");
	let mut item = all.object("caliber").unwrap_or(Fields(Map::new()));
	let state = item.text("state");
	let state = match (item.has("loan"), item.has("redemption_deadline")) {
		(true, _) => format!("{state}, loan {}", item.number("loan")),
		(_, true) => format!("{state}, to be handed over by {}", item.date("redemption_deadline")),
		_ if item.has("retirement_cause") => {
			format!("{state}, said to be {}", item.text("retirement_cause"))
		},
		_ => state,
	};
	page.line(&name, format!(" ({state})"));
	page.line(&"-".repeat(name.chars().count()), "");

	hardware(&mut page, &mut item);
	let owner = item.account("owner");
	page.line("Owner", owner);
	if item.has("seized_from") {
		page.line("", format!("seized from {}", item.account("seized_from")));
	}
	if let Some(mut of) = item.object("deposit") {
		let cal = output::fixed(of.number("amount").into(), 12, 4);
		page.line("", format!("{cal} CAL held of {}", of.account("depositor")));
	}
	title(&mut page, &mut item);
	liens(&mut page, &mut item);
	custody(&mut page, &mut item);
	telemetry(&mut page, &mut item);
	insurance(&mut page, &mut item);
	appraisals(&mut page, &mut item);
	page.line("Lends on", lendable(value));
	standing(&mut page, &eligibility);
	page.line("Dossier", format!("{}, item {}", item.text("schema"), item.number("item")));
	for known in ["schema_hash", "collection", "disputed"] {
		item.0.remove(known);
	}
	page.part("Besides", Vec::new(), item);
	// No blanks at the ends of lines.
	let lines: Vec<_> = page.0.lines().map(str::trim_end).collect();
	lines.join("\n") + "\n"
}

fn hardware(page: &mut Page, item: &mut Fields) {
	let mut of = item.object("hardware").unwrap_or(Fields(Map::new()));
	let mut serials = item.object("serials").unwrap_or(Fields(Map::new()));
	let units = output::fixed(of.number("quantity").into(), 0, 0);
	let lines = vec![
		format!("{units} x {} ({})", of.text("model"), of.text("class")),
		format!(
			"on the market since {}, useful for {} days",
			of.date("released"),
			output::fixed(of.number("useful_life_days").into(), 0, 0)
		),
		match serials.number("count") {
			1 => format!("one serial number, under {}", serials.text("root")),
			many => format!("{many} serial numbers, under {}", serials.text("root")),
		},
		format!("described by {}", item.text("document_hash")),
	];
	page.part("Hardware", lines, of);
	site(page, item);
}

fn site(page: &mut Page, item: &mut Fields) {
	let mut of = item.object("site").unwrap_or(Fields(Map::new()));
	let id = of.number("id");
	if !of.has("tier") {
		return page.part("Site", vec![format!("{id}, which nobody has registered")], of);
	}
	let mut lines =
		vec![format!("{id}, tier {}, run by {}", of.number("tier"), of.account("operator"))];
	match of.number("operator_since") {
		// Since the genesis.
		0 => (),
		since => lines.push(format!("since {}", output::date(since))),
	}
	if of.has("registrar") {
		lines.push(format!(
			"registered by {} on {}",
			of.account("registrar"),
			of.date("registered")
		));
	}
	if of.has("deed_hash") {
		lines.push(format!("owned, deed {}", of.text("deed_hash")));
	}
	if of.has("landlord_waiver_hash") {
		lines.push(format!("leased, landlord's waiver {}", of.text("landlord_waiver_hash")));
	}
	page.part("Site", lines, of);
}

fn title(page: &mut Page, item: &mut Fields) {
	let Some(mut of) = item.object("title") else {
		return page.line("Title", "nobody has attested it");
	};
	let mut invoice = of.object("invoice").unwrap_or(Fields(Map::new()));
	let lines = vec![
		format!("attested by {} on {}", of.account("registrar"), of.date("stated")),
		format!("lien filing lapses {}", of.date("lapses")),
		format!("documents {}", of.text("document_hash")),
		format!("filing {}", of.text("lien_filing_hash")),
	];
	page.part("Title", lines, of);
	let lines = vec![
		format!(
			"{} USD on {} to {}",
			invoice.dollars("price_usd_cents"),
			invoice.date("date"),
			invoice.text("vendor")
		),
		format!("invoice {}", invoice.text("hash")),
	];
	page.part("Invoice", lines, invoice);
}

/// Also of an item whose title nobody states any more.
fn liens(page: &mut Page, item: &mut Fields) {
	let Some(mut of) = item.object("other_liens") else {
		return;
	};
	let filed = |mut lien: Fields| {
		let found = format!(
			"of another, found by {} on {}, lapses {}",
			lien.account("registrar"),
			lien.date("recorded"),
			lien.date("lapses")
		);
		[found, format!("filing {}", lien.text("filing_hash"))]
	};
	let mut lines: Vec<_> = of.list("filings").into_iter().flat_map(filed).collect();
	if of.has("cleared") {
		lines.push(format!(
			"cleared by {} on {}, release {}",
			of.account("cleared_by"),
			of.date("cleared"),
			of.text("release_hash")
		));
	}
	page.part("Lien", lines, of);
}

fn custody(page: &mut Page, item: &mut Fields) {
	let Some(mut of) = item.object("custody") else {
		return page.line("Custody", "nobody has attested it");
	};
	let mut lines = vec![
		format!("held by {}, last confirmed {}", of.account("custodian"), of.date("stated")),
		format!("until {}", of.date("expires")),
		format!("warehouse receipt {}", of.text("warehouse_receipt_hash")),
	];
	if let Some(mut offer) = of.object("offer") {
		let (from, made) = (offer.account("from"), offer.date("made"));
		let (to, until) = (offer.account("to"), offer.date("until"));
		lines.push(format!("offered by {from} on {made} to {to} until {until}"));
	}
	page.part("Custody", lines, of);
}

fn telemetry(page: &mut Page, item: &mut Fields) {
	let Some(mut of) = item.object("machines") else {
		return page.line("Telemetry", "the machines have not answered");
	};
	let line = format!(
		"{}, {} busy, last answered {}",
		of.text("health"),
		output::percent(of.number("utilisation_ppm").into()),
		of.date("heard")
	);
	page.part("Telemetry", vec![line], of);
}

fn insurance(page: &mut Page, item: &mut Fields) {
	let Some(mut of) = item.object("insurance") else {
		return page.line("Insurance", "nobody covers it");
	};
	let mut lines = vec![
		format!("{} USD under policy {}", of.dollars("cover_usd_cents"), of.number("policy")),
		format!("residual value to {} USD", of.dollars("residual_floor_usd_cents")),
		format!("bound by {} on {}", of.account("insurer"), of.date("bound")),
		format!("until {}, policy until {}", of.date("until"), of.date("policy_until")),
		format!(
			"the policy covers {} of at most {} USD",
			of.dollars("policy_committed_usd_cents"),
			of.dollars("policy_limit_usd_cents")
		),
		format!(
			"premium {} a year, paid to {} for {} USD",
			output::percent(of.number("premium_ppm").into()),
			of.date("premium_paid_until"),
			of.dollars("premium_paid_cover_usd_cents")
		),
		format!("policy document {}", of.text("policy_document_hash")),
	];
	if of.text("notice_given") == "true" {
		lines.push("its insurer has given notice: it ends then".into());
	}
	match of.number("claims_open") {
		0 => (),
		many => lines.push(format!("claims open on the policy: {many}")),
	}
	match of.number("claims_overdue") {
		0 => (),
		many => lines.push(format!("its insurer owes {many} claims for too long")),
	}
	page.part("Insurance", lines, of);
	if let Some(mut of) = item.object("claim") {
		let mut lines = vec![format!(
			"{} of {} USD for {} loss, {}",
			of.number("id"),
			of.dollars("amount_usd_cents"),
			of.text("loss"),
			of.text("status")
		)];
		lines.push(format!("filed {}, due {}", of.date("filed"), of.date("due")));
		if of.has("claimant") {
			lines.push(format!("filed by {}", of.account("claimant")));
		}
		if of.has("loan") {
			lines.push(format!("paid to loan {}", of.number("loan")));
		}
		if of.has("evidence_hash") {
			lines.push(format!("evidence {}", of.text("evidence_hash")));
		}
		page.part("Claim", lines, of);
	}
}

fn appraisals(page: &mut Page, item: &mut Fields) {
	match item.object("appraisal") {
		Some(of) => appraisal(page, "Appraisal", of),
		None => page.line("Appraisal", "nobody has appraised it"),
	}
	if let Some(of) = item.object("second_appraisal") {
		appraisal(page, "Another", of);
	}
	if let Some(mut of) = item.object("challenge") {
		let (heading, whose) = match of.has("appraiser") {
			true => ("Challenge", format!("of {} ", of.account("appraiser"))),
			false => ("Dispute", format!("of {} ", item.text("disputed"))),
		};
		let lines = vec![
			format!("{whose}until {}", of.date("ends")),
			format!(
				"by {}, who stands for it with {} CAL",
				of.account("by"),
				output::fixed(of.number("bond").into(), 12, 4)
			),
			format!("evidence {}", of.text("evidence_hash")),
		];
		page.part(heading, lines, of);
	}
}

fn appraisal(page: &mut Page, heading: &str, mut of: Fields) {
	let mut lines = vec![
		format!("{:>15} USD fair market", of.dollars("fair_usd_cents")),
		format!("{:>15} USD orderly liquidation", of.dollars("orderly_usd_cents")),
		format!("{:>15} USD forced liquidation", of.dollars("forced_usd_cents")),
		format!("as of {} by {}", of.date("effective"), of.account("appraiser")),
		format!(
			"condition {}, by the {} method",
			of.text("condition").replace('_', " "),
			of.text("method")
		),
		format!(
			"stated {}, counts from {} until {}",
			of.date("stated"),
			of.date("counts_from"),
			of.date("expires")
		),
		format!("report {}", of.text("report_hash")),
	];
	if of.has("report_fair_usd_cents") {
		let whole = of.dollars("report_fair_usd_cents");
		lines.push(format!("a part of what the report finds worth {whole} USD fair market"));
	}
	if let Some(mut before) = of.object("before") {
		lines.push(format!(
			"before it {} fair market, {} orderly, {} forced, condition {}, until {}",
			before.dollars("fair_usd_cents"),
			before.dollars("orderly_usd_cents"),
			before.dollars("forced_usd_cents"),
			before.text("condition").replace('_', " "),
			before.date("expires")
		));
	}
	if let Some(mut fall) = of.object("fallen_from") {
		let (from, at) = (fall.dollars("orderly_usd_cents"), fall.date("stated"));
		lines.push(format!("has fallen from {from} USD orderly, last on {at}"));
	}
	if of.has("confirmed") {
		of.text("confirmed");
		lines.push("a challenge of it was not upheld".into());
	}
	page.part(heading, lines, of);
}

fn lendable(value: Result<CollateralValue, FactError>) -> String {
	match value {
		Ok(value) => format!("{} USD", output::fixed(value.lendable.get().into(), 2, 2)),
		Err(FactError::UnknownItem) => "nothing: it is unknown".into(),
		Err(FactError::Deficient) => "nothing: appraisal or invoice does not count".into(),
		Err(FactError::Feed(fault)) => format!("nothing: its market price is unusable ({fault:?})"),
		Err(FactError::Uncomputable) => "nothing: its numbers cannot be computed with".into(),
	}
}

fn standing(page: &mut Page, eligibility: &Eligibility<AccountId>) {
	let (wrong, soon): (Vec<_>, Vec<_>) =
		eligibility.needs.iter().partition(|need| !need.lacks.is_empty());
	let today = output::date(eligibility.now.get());
	page.line(
		"Standing",
		match wrong.len() {
			0 => format!("good on {today}: nothing is missing"),
			1 => format!("NOT good on {today}: one fact does not count"),
			many => format!("NOT good on {today}: {many} facts do not count"),
		},
	);
	for need in wrong {
		page.line("", format!("- {}: {}", need.fact.name(), lacks(need)));
		page.line("", format!("  cure: {}", cure(&need.cure, "states it anew")));
	}
	if soon.is_empty() {
		page.line("Ends soon", format!("nothing before {}", output::date(eligibility.until.get())));
	}
	for (at, need) in soon.into_iter().enumerate() {
		let ends = need.ends.map(|ends| output::date(ends.get())).unwrap_or_default();
		let line = format!("{} on {ends}: {}", need.fact.name(), cure(&need.cure, "can renew it"));
		page.line(if at == 0 { "Ends soon" } else { "" }, line);
	}
}

fn lacks(need: &Need<AccountId>) -> String {
	let ended = need.ends.map(|ends| output::date(ends.get())).unwrap_or_default();
	let each = need.lacks.iter().map(|lack| match lack {
		Lack::Missing => "nobody has stated it".to_string(),
		Lack::Expired => format!("it ended on {ended}"),
		Lack::Disputed => "it is in dispute".to_string(),
		Lack::GiverInvalid => "whoever stated it does not count any more".to_string(),
		Lack::Silent => "its giver has not said so again for too long".to_string(),
		Lack::Failed => "the machines have failed".to_string(),
		Lack::Liened => "the hardware is under another's lien".to_string(),
		Lack::Pending => "it can still be challenged".to_string(),
		Lack::Stale => "it is too old for a new loan".to_string(),
		Lack::OpinionMissing => "a second appraiser must speak".to_string(),
		Lack::Apart => "two appraisers are too far apart".to_string(),
		Lack::Lapsed => "the premium is owed for too long".to_string(),
		Lack::Cautious => "it has just fallen far".to_string(),
		Lack::Unsited => "nobody whose word counts has registered the site".to_string(),
		Lack::Defaulting => "the insurer owes a claim for too long".to_string(),
		Lack::Cancelled => format!("the insurer has given notice, it ends on {ended}"),
		Lack::Claimed => "a claim on it is open".to_string(),
	});
	each.collect::<Vec<_>>().join("; ")
}

fn cure(cure: &Cure<AccountId>, does: &str) -> String {
	match cure {
		Cure::AnyOf(role) => format!("any {} for the item {does}", role_name(*role)),
		Cure::Giver(role, who) => format!("{} {who} {does}", role_name(*role)),
		Cure::Governance => "governance resolves the dispute".into(),
		Cure::Operator(who) => format!("operator {who} answers for the machines"),
		Cure::Premium(policy) => format!("anyone pays the premium of policy {}", policy.0),
		Cure::Release(who) => {
			format!("registrar {who}, or another one for the item, leaves the lien's release")
		},
		Cure::Acknowledge(policy, who) => {
			format!("insurer {who} says that the premium of policy {} is paid", policy.0)
		},
		Cure::Register(site) => format!("a registrar for site {} registers it anew", site.0),
		Cure::Claim(claim) => {
			format!("the insurer answers and pays claim {}, or it is withdrawn", claim.0)
		},
		Cure::Time(from) => format!("time: it counts from {} on", output::date(from.get())),
	}
}

fn role_name(role: Role) -> String {
	format!("{role:?}").to_lowercase()
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_integration_tests::registry::{
		active, appraise, as_root, as_signed, attest_custody, attest_title, grant, heartbeat,
		insure, registry, submitted, APPRAISER, CUSTODIAN, INSURER, REGISTRAR, SECOND_APPRAISER,
		SKU, TODAY,
	};
	use caliber_primitives::{
		collateral::Collateral,
		ids::{ItemId, LoanId},
	};
	use caliber_runtime::{Caliber, Runtime};

	fn answers(item: ItemId) -> Answers {
		let dossier = Caliber::dossier(item).unwrap();
		Answers {
			dossier: serde_json::from_slice(&dossier).unwrap(),
			eligibility: Caliber::eligibility(item).unwrap(),
			value: <Caliber as Collateral<AccountId>>::value(item),
		}
	}

	fn bob() -> AccountId {
		crate::chain::Signer::development("bob", "//Bob").unwrap().account
	}

	/// What the documentation shows is what the program prints.
	fn assert_shown(page: &str) {
		let documentation = include_str!("../../../docs/registry.md");
		let block = format!("```text\n{page}```");
		assert!(documentation.contains(&block), "docs/registry.md must show:\n{block}");
	}

	/// A market price is no matter of the registry's. Without one two appraisers must speak.
	fn without_market() {
		let mut sku = pallet_caliber::Skus::<Runtime>::get(SKU).unwrap();
		sku.income = None;
		sku.resale_feed = None;
		assert_eq!(as_root(pallet_caliber::Call::set_sku { id: SKU, sku }), Ok(()));
		grant(&SECOND_APPRAISER.to_account_id(), Role::Appraiser);
	}

	#[test]
	fn page_should_show_a_full_item_as_documented() {
		registry().execute_with(|| {
			without_market();
			let item = submitted(&bob(), &["A001-H100-8X"]);
			for (who, call) in [
				(CUSTODIAN, attest_custody(item)),
				(CUSTODIAN, heartbeat(item)),
				(REGISTRAR, attest_title(item)),
				(INSURER, insure(item)),
				(APPRAISER, appraise(item)),
				(SECOND_APPRAISER, appraise(item)),
				(SECOND_APPRAISER, pallet_caliber::Call::activate { item }),
			] {
				assert_eq!(as_signed(&who.to_account_id(), call), Ok(()));
			}
			<Caliber as Collateral<_>>::pledge(item, &bob(), LoanId(3)).unwrap();
			assert_shown(&page(answers(item)));
		});
	}

	#[test]
	fn page_should_show_what_a_deficient_item_lacks_as_documented() {
		registry().execute_with(|| {
			without_market();
			let item = submitted(&bob(), &["B001-H100-8X"]);
			for (who, call) in [(CUSTODIAN, attest_custody(item)), (REGISTRAR, attest_title(item))]
			{
				assert_eq!(as_signed(&who.to_account_id(), call), Ok(()));
			}
			let doubt = pallet_roles::Call::doubt {
				who: CUSTODIAN.to_account_id(),
				role: Role::Custodian,
				since: TODAY,
			};
			assert_eq!(as_root(doubt), Ok(()));
			assert_shown(&page(answers(item)));
		});
	}

	#[test]
	fn page_should_hide_nothing_when_the_dossier_has_a_field_that_it_does_not_know() {
		registry().execute_with(|| {
			let item = active(&bob(), &["A"]);
			let plain = page(answers(item));
			assert!(!plain.contains("Besides"));
			for path in [
				"",
				"/title",
				"/title/invoice",
				"/site",
				"/custody",
				"/insurance",
				"/appraisal",
				"/hardware",
			] {
				let mut answers = answers(item);
				let of = answers.dossier["caliber"].pointer_mut(path).unwrap();
				of["shade"] = "grey".into();
				let page = page(answers);
				assert!(page.contains("shade: grey"), "{path}: {page}");
			}
		});
	}

	#[test]
	fn money_and_dates_should_be_readable_when_printed() {
		registry().execute_with(|| {
			let page = page(answers(active(&bob(), &["A"])));
			for text in ["220,000.00 USD fair", "240,000.00 USD on 2026-03-01", "2023-03-21"] {
				assert!(page.contains(text), "{text}: {page}");
			}
		});
	}
}
