//! An item as text: JSON in the shape of ERC-721 metadata with a block of its own, integers only.
//! `docs/schemas/dossier.v2.json` says what is in it; a field that is new here is new there.

use super::facts::Loaded;
use crate::{
	pallet::{
		Challenges, Claims, Config, CustodyOffers, Invoices, Liens, OpenClaims, Pallet, Sites, Skus,
	},
	Appraisal, Challenge, Claim, Custody, CustodyOffer, Hardware, Heartbeat, Insurance,
	InvoicePaper, Lien, Policy, PowerSource, Premises, Site, Sku, State, Title,
};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{AssetClass, ClaimId, ItemId, SiteId},
	units::{Seconds, UsdCents},
};
use codec::Encode;
use sp_core::H256;

/// The schema that every dossier names and keeps.
pub const DOSSIER_SCHEMA: &str = "caliber.dossier.v2";

/// Blake2-256 of the schema's file, `docs/schemas/dossier.v2.json`.
pub const DOSSIER_SCHEMA_HASH: H256 = H256([
	0x67, 0xd7, 0xb0, 0xb0, 0x29, 0x80, 0x2a, 0x1f, 0x09, 0x4b, 0xbb, 0xa8, 0xb3, 0x06, 0x95, 0xab,
	0x11, 0xa4, 0x13, 0xd2, 0x20, 0x84, 0x5f, 0x7e, 0xf5, 0xb8, 0xed, 0x9a, 0x5a, 0x40, 0x49, 0x23,
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

/// Text that is plain: nothing else is ever stored.
fn plain(text: &[u8]) -> String {
	String::from_utf8_lossy(text).to_string()
}

fn site(id: SiteId, site: Option<Site<impl Encode>>) -> Object {
	Object::default().number("id", id.0).maybe(site, |object, site| {
		let object = object.number("tier", site.tier.number()).bytes("operator", &site.operator);
		match site.premises {
			Premises::Owned { deed } => object.bytes("deed_hash", &deed),
			Premises::Leased { waiver } => object.bytes("landlord_waiver_hash", &waiver),
		}
	})
}

fn title(title: &Title<impl Encode>, paper: Option<InvoicePaper>) -> Object {
	let invoice = Object::default()
		.cents("price_usd_cents", title.invoice.price)
		.time("date", title.invoice.date.start())
		.maybe(paper, |object, paper| {
			object.bytes("hash", &paper.hash).text("vendor", &plain(&paper.vendor))
		});
	Object::default()
		.bytes("registrar", &title.registrar)
		.bytes("document_hash", &title.document)
		.bytes("lien_filing_hash", &title.filing)
		.time("stated", title.given)
		.time("lapses", title.lapses)
		.object("invoice", invoice)
}

fn lien(lien: Lien<impl Encode>) -> Object {
	Object::default()
		.bytes("filing_hash", &lien.filing)
		.bytes("registrar", &lien.registrar)
		.time("recorded", lien.given)
		.maybe(lien.cleared, |object, release| {
			object
				.bytes("cleared_by", &release.registrar)
				.bytes("release_hash", &release.document)
				.time("cleared", release.at)
		})
}

fn custody(custody: &Custody<impl Encode>, offer: Option<CustodyOffer<impl Encode>>) -> Object {
	Object::default()
		.bytes("custodian", &custody.custodian)
		.bytes("warehouse_receipt_hash", &custody.receipt)
		.time("stated", custody.given)
		.time("expires", custody.expires)
		.maybe(offer, |object, offer| {
			let offer = Object::default().bytes("to", &offer.to).time("until", offer.until);
			object.object("offer", offer)
		})
}

fn machines(heartbeat: &Heartbeat) -> Object {
	Object::default()
		.time("heard", heartbeat.at)
		.number("utilisation_ppm", heartbeat.utilisation.get())
		.text("health", heartbeat.health.name())
}

fn insurance(insurance: &Insurance, policy: Option<&Policy<impl Encode>>) -> Object {
	Object::default()
		.number("policy", insurance.policy.0)
		.cents("cover_usd_cents", insurance.cover)
		.cents("residual_floor_usd_cents", insurance.floor)
		.time("bound", insurance.given)
		.time("until", insurance.until)
		.maybe(policy, |object, policy| {
			object
				.bytes("insurer", &policy.insurer)
				.time("premium_paid_until", policy.paid_until)
				.number("claims_overdue", policy.overdue)
		})
}

fn claim(id: ClaimId, claim: &Claim<impl Encode>) -> Object {
	Object::default()
		.number("id", id.0)
		.text("status", claim.status.name())
		.cents("amount_usd_cents", claim.amount)
}

fn appraisal(appraisal: &Appraisal<impl Encode>) -> Object {
	Object::default()
		.bytes("appraiser", &appraisal.appraiser)
		.text("method", appraisal.basis.method.name())
		.text("condition", appraisal.basis.grade.name())
		.cents("fair_usd_cents", appraisal.values.fair)
		.cents("orderly_usd_cents", appraisal.values.orderly)
		.cents("forced_usd_cents", appraisal.values.forced)
		.time("effective", appraisal.effective.start())
		.bytes("report_hash", &appraisal.report)
		.time("stated", appraisal.given)
		.time("counts_from", appraisal.from())
		.time("expires", appraisal.expires)
}

fn challenge(challenge: &Challenge<impl Encode>) -> Object {
	Object::default()
		.maybe(challenge.appraiser.as_ref(), |object, whose| object.bytes("appraiser", whose))
		.bytes("evidence_hash", &challenge.evidence)
		.time("ends", challenge.ends)
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
		let object = Object::default()
			.text("schema", DOSSIER_SCHEMA)
			.bytes("schema_hash", &DOSSIER_SCHEMA_HASH)
			.number("item", item.0)
			.number("collection", record.class.collection())
			.bytes("owner", &self.owner)
			.text("state", record.state.name())
			.maybe(record.state.loan(), |object, loan| object.number("loan", loan.0));
		let object = match record.state {
			State::Redeeming(redeeming) => object.time("redemption_deadline", redeeming.deadline()),
			_ => object,
		};
		let object = object
			.maybe(record.dispute, |object, fact| object.text("disputed", fact_name(fact)))
			.object("hardware", hardware(sku, record.quantity, model))
			.object("serials", serials)
			.object("site", site(record.site, Sites::<T>::get(record.site)))
			.bytes("document_hash", &record.document);
		self.statements(item, object)
	}

	/// Adds what others have stated.
	fn statements(&self, item: ItemId, object: Object) -> Object {
		let record = &self.record;
		let open = OpenClaims::<T>::get(item).and_then(|id| Some((id, Claims::<T>::get(id)?)));
		let second = self.opinions.as_ref().and_then(|opinions| opinions.second.as_ref());
		object
			.maybe(record.title.as_ref(), |object, of| {
				object.object("title", title(of, Invoices::<T>::get(item)))
			})
			.maybe(Liens::<T>::get(item), |object, of| object.object("other_lien", lien(of)))
			.maybe(record.custody.as_ref(), |object, of| {
				object.object("custody", custody(of, CustodyOffers::<T>::get(item)))
			})
			.maybe(record.heartbeat.as_ref(), |object, of| object.object("machines", machines(of)))
			.maybe(record.insurance.as_ref(), |object, of| {
				object.object("insurance", insurance(of, self.policy.as_ref()))
			})
			.maybe(open, |object, (id, of)| object.object("claim", claim(id, &of)))
			.maybe(record.appraisal.as_ref(), |object, of| {
				object.object("appraisal", appraisal(of))
			})
			.maybe(second, |object, of| object.object("second_appraisal", appraisal(of)))
			.maybe(Challenges::<T>::get(item), |object, of| {
				object.object("challenge", challenge(&of))
			})
	}
}

impl<T: Config> Pallet<T> {
	/// The item's dossier. It changes only with what is stored, so that its hash does, too.
	pub(crate) fn write_dossier(item: ItemId) -> Option<Vec<u8>> {
		let loaded = Self::load(item).ok()?;
		let record = &loaded.record;
		let sku = Skus::<T>::get(record.sku)?;
		let model = plain(&sku.name);
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
