//! An item as text: JSON in the shape of ERC-721 metadata with a block of its own, integers only.
//! `docs/schemas/dossier.v2.json` says what is in it; a field that is new here is new there.

use super::facts::Loaded;
use crate::{
	pallet::{Config, Pallet, Skus},
	Appraisal, Custody, Hardware, Insurance, PowerSource, Sku, Title,
};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{AssetClass, ItemId},
	units::{Seconds, UsdCents},
};
use codec::Encode;
use sp_core::H256;

/// The schema that every dossier names and keeps.
pub const DOSSIER_SCHEMA: &str = "caliber.dossier.v2";

/// Blake2-256 of the schema's file, `docs/schemas/dossier.v2.json`.
pub const DOSSIER_SCHEMA_HASH: H256 = H256([
	0x41, 0x7c, 0xbe, 0x38, 0xea, 0x8b, 0xc1, 0xba, 0x8f, 0xf7, 0x24, 0xc3, 0xa4, 0xe7, 0xe4, 0xbf,
	0x00, 0x2e, 0xcc, 0x90, 0x0c, 0xba, 0xc0, 0x37, 0xe0, 0x7c, 0x8f, 0x13, 0x6c, 0xcc, 0xee, 0x03,
]);

/// What ERC-721 readers show.
const ABOUT: &str = "Title to hardware under the CALIBER standard. Times are Unix seconds.";

/// A JSON object in the making. Every text is one of ours, hexadecimal, or a model's, which has
/// neither quotes nor backslashes.
#[derive(Default)]
struct Object(Vec<String>);

impl Object {
	fn field(mut self, name: &str, value: impl core::fmt::Display) -> Self {
		self.0.push(format!(r#""{name}":{value}"#));
		self
	}

	fn number(self, name: &str, value: impl Into<u64>) -> Self {
		self.field(name, value.into())
	}

	fn cents(self, name: &str, value: UsdCents) -> Self {
		self.number(name, value.get())
	}

	fn time(self, name: &str, value: Seconds) -> Self {
		self.number(name, value.get())
	}

	fn text(self, name: &str, value: &str) -> Self {
		self.field(name, format_args!(r#""{value}""#))
	}

	/// An account or a hash.
	fn bytes(self, name: &str, value: &impl Encode) -> Self {
		let hex: String = value.encode().iter().map(|byte| format!("{byte:02x}")).collect();
		self.text(name, &format!("0x{hex}"))
	}

	/// What may not be there.
	fn maybe<V>(self, value: Option<V>, write: impl FnOnce(Self, V) -> Self) -> Self {
		match value {
			Some(value) => write(self, value),
			None => self,
		}
	}

	fn object(self, name: &str, value: Self) -> Self {
		let text = value.finish();
		self.field(name, text)
	}

	fn finish(self) -> String {
		format!("{{{}}}", self.0.join(","))
	}
}

/// An attribute as ERC-721 readers list it.
fn attribute(name: &str, write: impl FnOnce(Object) -> Object) -> String {
	write(Object::default().text("trait_type", name)).finish()
}

/// What is true of every unit.
fn hardware(sku: &Sku, quantity: u32, model: &str) -> Object {
	let object = Object::default().text("class", class_name(sku.class())).text("model", model);
	let object = match &sku.hardware {
		Hardware::Gpu { form_factor, memory_gib, interconnect } => object
			.text("form_factor", form_factor.name())
			.number("memory_gib", *memory_gib)
			.text("interconnect", interconnect.name()),
		Hardware::Storage { medium, terabytes } => {
			object.text("medium", medium.name()).number("terabytes", *terabytes)
		},
		Hardware::Bandwidth { medium, port_mbps } => {
			object.text("medium", medium.name()).number("port_mbps", *port_mbps)
		},
		Hardware::Energy { source, kilowatts } => {
			let object = object.text("power_source", source.name()).number("kilowatts", *kilowatts);
			match source {
				PowerSource::Battery { kilowatt_hours } => {
					object.number("kilowatt_hours", *kilowatt_hours)
				},
				PowerSource::Generator | PowerSource::Solar => object,
			}
		},
	};
	object
		.time("released", sku.released.start())
		.number("useful_life_days", sku.useful_life_days)
		.number("quantity", quantity)
}

fn title(title: &Title<impl Encode>) -> Object {
	let invoice = Object::default()
		.cents("price_usd_cents", title.invoice.price)
		.time("date", title.invoice.date.start());
	Object::default()
		.bytes("registrar", &title.registrar)
		.bytes("document_hash", &title.document)
		.bytes("lien_filing_hash", &title.filing)
		.time("stated", title.given)
		.time("lapses", title.lapses)
		.object("invoice", invoice)
}

fn custody(custody: &Custody<impl Encode>, heartbeat: Option<Seconds>) -> Object {
	Object::default()
		.bytes("custodian", &custody.custodian)
		.bytes("warehouse_receipt_hash", &custody.receipt)
		.time("stated", custody.given)
		.time("expires", custody.expires)
		.maybe(heartbeat, |object, at| object.time("heartbeat", at))
}

fn insurance(insurance: &Insurance, insurer: Option<&impl Encode>) -> Object {
	Object::default()
		.number("policy", insurance.policy.0)
		.maybe(insurer, |object, insurer| object.bytes("insurer", insurer))
		.cents("cover_usd_cents", insurance.cover)
		.cents("residual_floor_usd_cents", insurance.floor)
		.time("bound", insurance.given)
		.time("until", insurance.until)
}

fn appraisal(appraisal: &Appraisal<impl Encode>) -> Object {
	Object::default()
		.bytes("appraiser", &appraisal.appraiser)
		.cents("fair_usd_cents", appraisal.values.fair)
		.cents("orderly_usd_cents", appraisal.values.orderly)
		.cents("forced_usd_cents", appraisal.values.forced)
		.time("effective", appraisal.effective.start())
		.bytes("report_hash", &appraisal.report)
		.time("stated", appraisal.given)
		.time("expires", appraisal.expires)
}

/// What a class is called.
const fn class_name(class: AssetClass) -> &'static str {
	match class {
		AssetClass::Gpu => "gpu",
		AssetClass::Storage => "storage",
		AssetClass::Bandwidth => "bandwidth",
		AssetClass::Energy => "energy",
	}
}

/// What a fact is called.
const fn fact_name(fact: Fact) -> &'static str {
	match fact {
		Fact::Title => "title",
		Fact::Custody => "custody",
		Fact::Insurance => "insurance",
		Fact::Appraisal => "appraisal",
		Fact::Invoice => "invoice",
		Fact::Telemetry => "telemetry",
	}
}

impl<T: Config> Loaded<T> {
	/// The block that is the registry's own: all that is known.
	fn block(&self, item: ItemId, sku: &Sku, model: &str) -> Object {
		let record = &self.record;
		let serials = Object::default()
			.number("count", record.serials.count)
			.bytes("root", &record.serials.root);
		Object::default()
			.text("schema", DOSSIER_SCHEMA)
			.bytes("schema_hash", &DOSSIER_SCHEMA_HASH)
			.number("item", item.0)
			.number("collection", record.class.collection())
			.bytes("owner", &self.owner)
			.text("state", record.state.name())
			.maybe(record.state.loan(), |object, loan| object.number("loan", loan.0))
			.maybe(record.dispute, |object, fact| object.text("disputed", fact_name(fact)))
			.object("hardware", hardware(sku, record.quantity, model))
			.object("serials", serials)
			.number("site", record.site.0)
			.bytes("document_hash", &record.document)
			.maybe(record.title.as_ref(), |object, of| object.object("title", title(of)))
			.maybe(record.custody.as_ref(), |object, of| {
				object.object("custody", custody(of, record.heartbeat))
			})
			.maybe(record.insurance.as_ref(), |object, of| {
				object.object("insurance", insurance(of, self.insurer()))
			})
			.maybe(record.appraisal.as_ref(), |object, of| {
				object.object("appraisal", appraisal(of))
			})
	}
}

impl<T: Config> Pallet<T> {
	/// The item's dossier. It changes only with what is stored, so that its hash does, too.
	pub(crate) fn write_dossier(item: ItemId) -> Option<Vec<u8>> {
		let loaded = Self::load(item).ok()?;
		let record = &loaded.record;
		let sku = Skus::<T>::get(record.sku)?;
		// Plain text. Nothing else is ever stored.
		let model = String::from_utf8_lossy(&sku.name).to_string();
		let attributes = [
			attribute("class", |object| object.text("value", class_name(record.class))),
			attribute("model", |object| object.text("value", &model)),
			attribute("quantity", |object| object.number("value", record.quantity)),
			attribute("state", |object| object.text("value", record.state.name())),
		];
		let dossier = Object::default()
			.text("name", &format!("{model} x {} #{}", record.quantity, item.0))
			.text("description", ABOUT)
			.field("attributes", format_args!("[{}]", attributes.join(",")))
			.object("caliber", loaded.block(item, &sku, &model));
		Some(dossier.finish().into_bytes())
	}
}
