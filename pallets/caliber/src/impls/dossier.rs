//! An item as text: JSON in the shape of ERC-721 metadata with a block of its own, integers only.
//! `docs/schemas/dossier.v2.json` says what is in it; a field that is new here is new there.

use super::facts::Loaded;
use crate::{
	pallet::{
		Challenges, Claims, Config, Contests, CustodyOffers, Invoices, Liens, LostDisputes,
		OpenClaims, Pallet, Sites, Skus,
	},
	Appraisal, Beside, Challenge, Claim, Contest, Custody, CustodyOffer, Earlier, Fall, Hardware,
	Heartbeat, Insurance, InvoicePaper, LienList, Lost, Opinions, Policy, PowerSource, Premises,
	Site, Sku, State, Title, Values,
};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use caliber_primitives::{
	collateral::Loss,
	ids::{AssetClass, ClaimId, ItemId, SiteId},
	units::{Seconds, UsdCents},
};
use codec::Encode;
use sp_core::H256;

/// The schema that every dossier names and keeps.
pub const DOSSIER_SCHEMA: &str = "caliber.dossier.v2";

/// Blake2-256 of the schema's file, `docs/schemas/dossier.v2.json`.
pub const DOSSIER_SCHEMA_HASH: H256 = H256([
	0x48, 0xa1, 0xd1, 0x56, 0xe6, 0x6f, 0x66, 0x5b, 0x53, 0x7c, 0x75, 0xff, 0xc4, 0xb8, 0x5c, 0x1c,
	0xbf, 0xdc, 0x80, 0x75, 0xd4, 0x73, 0x16, 0x43, 0xb1, 0x5e, 0x3b, 0x19, 0xb4, 0x81, 0x03, 0xb8,
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
		let object = object
			.number("tier", site.tier.number())
			.bytes("operator", &site.operator)
			.time("operator_since", site.operator_since)
			.maybe(site.by, |object, by| {
				object.bytes("registrar", &by).time("registered", site.given)
			});
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

fn liens(liens: LienList<impl Encode>) -> Object {
	let each = liens.filed.iter().map(|lien| {
		Object::default()
			.bytes("filing_hash", &lien.filing)
			.bytes("registrar", &lien.registrar)
			.time("recorded", lien.given)
			.time("lapses", lien.lapses)
			.finish()
	});
	Object::default()
		.field("filings", format_args!("[{}]", each.collect::<Vec<_>>().join(",")))
		.maybe(liens.cleared, |object, release| {
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
			let offer = Object::default()
				.bytes("from", &offer.from)
				.bytes("to", &offer.to)
				.time("made", offer.given)
				.time("until", offer.until);
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
		.field("notice_given", insurance.cancelled)
		.maybe(policy, |object, policy| {
			object
				.bytes("insurer", &policy.insurer)
				.bytes("policy_document_hash", &policy.document)
				.cents("policy_limit_usd_cents", policy.cover.limit)
				.cents("policy_committed_usd_cents", policy.cover.committed)
				.time("policy_until", policy.until)
				.number("premium_ppm", policy.premium.get())
				.time("premium_paid_until", policy.paid_until)
				.cents("premium_paid_cover_usd_cents", policy.paid_cover)
				.number("claims_open", policy.claims)
				.number("claims_overdue", policy.overdue)
		})
}

fn claim<Account: Encode>(
	id: ClaimId,
	claim: &Claim<Account>,
	contest: Option<Contest<Account>>,
) -> Object {
	let object = Object::default()
		.number("id", id.0)
		.text("status", claim.status.name())
		.cents("amount_usd_cents", claim.amount)
		.time("filed", claim.filed)
		.maybe(claim.status.due(), |object, due| object.time("due", due))
		.maybe(claim.status.reason(), |object, reason| object.bytes("reason_hash", &reason))
		.maybe(contest, |object, Contest { by, bond, evidence }| {
			let contest = Object::default()
				.bytes("by", &by)
				.field("bond", bond)
				.bytes("evidence_hash", &evidence);
			object.object("contest", contest)
		})
		.maybe(claim.loan, |object, loan| object.number("loan", loan.0))
		.maybe(claim.claimant.as_ref(), |object, who| object.bytes("claimant", who));
	match claim.loss {
		Loss::Casualty(evidence) => {
			object.text("loss", "casualty").bytes("evidence_hash", &evidence)
		},
		Loss::Residual => object.text("loss", "residual"),
	}
}

/// An appraisal, what counts while it waits, what it has fallen from, and the fair value of the
/// report that it is a part of.
fn appraisal(appraisal: &Appraisal<impl Encode>, Beside { before, fall, whole }: Beside) -> Object {
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
		.maybe(appraisal.confirmed.then_some(true), |object, so| object.field("confirmed", so))
		.time("expires", appraisal.expires)
		.maybe(before, |object, before| {
			let Earlier { values: Values { fair, orderly, forced }, grade, expires } = before;
			let before = Object::default()
				.text("condition", grade.name())
				.cents("fair_usd_cents", fair)
				.cents("orderly_usd_cents", orderly)
				.cents("forced_usd_cents", forced)
				.time("expires", expires);
			object.object("before", before)
		})
		.maybe(fall, |object, Fall { from, at }| {
			let fall = Object::default().cents("orderly_usd_cents", from).time("stated", at);
			object.object("fallen_from", fall)
		})
		.maybe(whole, |object, whole| object.cents("report_fair_usd_cents", whole))
}

fn challenge(challenge: &Challenge<impl Encode>) -> Object {
	Object::default()
		.maybe(challenge.appraiser.as_ref(), |object, whose| object.bytes("appraiser", whose))
		.bytes("by", &challenge.by)
		.field("bond", challenge.bond)
		.bytes("evidence_hash", &challenge.evidence)
		.time("ends", challenge.ends)
}

/// Who lost disputes of late.
fn lost(lost: &Lost<impl Encode>) -> String {
	let each = lost.0.iter().map(|(by, fact, until)| {
		let of = Object::default().bytes("by", by).text("fact", fact.name());
		of.time("until", *until).finish()
	});
	format!("[{}]", each.collect::<Vec<_>>().join(","))
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
			.maybe(record.state.loan(), |object, loan| object.number("loan", loan.0))
			.maybe(self.borrower.as_ref(), |object, who| object.bytes("seized_from", who));
		let object = match record.state {
			State::Redeeming(redeeming) => object.time("redemption_deadline", redeeming.deadline()),
			State::Retiring(retiring) => object.text("retirement_cause", retiring.cause().name()),
			_ => object,
		};
		let deposit =
			Object::default().bytes("depositor", &record.depositor).field("amount", record.deposit);
		let object = object
			.maybe(record.dispute, |object, fact| object.text("disputed", fact.name()))
			.object("hardware", hardware(sku, record.quantity, model))
			.object("serials", serials)
			.object("deposit", deposit)
			.object("site", site(record.site, Sites::<T>::get(record.site)))
			.bytes("document_hash", &record.document);
		self.statements(item, object)
	}

	/// Adds what others have stated.
	fn statements(&self, item: ItemId, object: Object) -> Object {
		let record = &self.record;
		let open = OpenClaims::<T>::get(item)
			.and_then(|id| Some((id, Claims::<T>::get(id)?, Contests::<T>::get(id))));
		let Opinions { of_first, second, of_second } = self.opinions.clone().unwrap_or_default();
		let disputes = LostDisputes::<T>::get(item);
		object
			.maybe(record.title.as_ref(), |object, of| {
				object.object("title", title(of, Invoices::<T>::get(item)))
			})
			.maybe(Liens::<T>::get(item), |object, of| object.object("other_liens", liens(of)))
			.maybe(record.custody.as_ref(), |object, of| {
				object.object("custody", custody(of, CustodyOffers::<T>::get(item)))
			})
			.maybe(record.heartbeat.as_ref(), |object, of| object.object("machines", machines(of)))
			.maybe(record.insurance.as_ref(), |object, of| {
				object.object("insurance", insurance(of, self.policy.as_ref()))
			})
			.maybe(open, |object, (id, of, by)| object.object("claim", claim(id, &of, by)))
			.maybe(record.appraisal.as_ref(), |object, of| {
				object.object("appraisal", appraisal(of, of_first))
			})
			.maybe(second, |object, of| {
				object.object("second_appraisal", appraisal(&of, of_second))
			})
			.maybe(Challenges::<T>::get(item), |object, of| {
				object.object("challenge", challenge(&of))
			})
			.maybe((!disputes.0.is_empty()).then_some(disputes), |object, of| {
				object.field("lost_disputes", lost(&of))
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
