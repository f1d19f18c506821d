//! An item as text: JSON in the shape of ERC-721 metadata, integers only.

use crate::{
	pallet::{
		Challenges, Claims, Config, Invoices, Items, Liens, OpenClaims, OpinionsOf, Pallet,
		Policies, Sites, Skus,
	},
	Appraisal, Hardware, PowerSource, Premises, Record, State,
};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{AssetClass, ItemId},
};
use codec::Encode;

/// The schema that every dossier names.
const SCHEMA: &str = "caliber.dossier.v1";

/// Attributes, in order. Every text is one of ours, hexadecimal, or a model's, which has neither
/// quotes nor backslashes.
#[derive(Default)]
struct Attributes(Vec<String>);

impl Attributes {
	fn number(&mut self, name: &str, value: impl Into<u64>) {
		self.0.push(format!(r#"{{"trait_type":"{name}","value":{}}}"#, value.into()));
	}

	fn text(&mut self, name: &str, value: &str) {
		self.0.push(format!(r#"{{"trait_type":"{name}","value":"{value}"}}"#));
	}

	fn bytes(&mut self, name: &str, value: &impl Encode) {
		let hex: String = value.encode().iter().map(|byte| format!("{byte:02x}")).collect();
		self.text(name, &format!("0x{hex}"));
	}
}

impl Attributes {
	fn appraisal<AccountId: Encode>(&mut self, which: &str, appraisal: &Appraisal<AccountId>) {
		let name = |of: &str| format!("{which}{of}");
		self.bytes(&name("appraiser"), &appraisal.appraiser);
		self.text(&name("appraisal_method"), appraisal.basis.method.name());
		self.text(&name("condition"), appraisal.basis.grade.name());
		self.number(&name("fair_usd_cents"), appraisal.values.fair.get());
		self.number(&name("orderly_usd_cents"), appraisal.values.orderly.get());
		self.number(&name("forced_usd_cents"), appraisal.values.forced.get());
		self.number(&name("appraisal_date"), appraisal.effective.start().get());
		self.number(&name("appraisal_counts_from"), appraisal.from().get());
		self.number(&name("appraisal_expires"), appraisal.expires.get());
		self.bytes(&name("appraisal_report_hash"), &appraisal.report);
	}

	fn hardware(&mut self, hardware: &Hardware) {
		match hardware {
			Hardware::Gpu { form_factor, memory_gib, interconnect } => {
				self.text("form_factor", form_factor.name());
				self.number("memory_gib", *memory_gib);
				self.text("interconnect", interconnect.name());
			},
			Hardware::Storage { medium, terabytes } => {
				self.text("medium", medium.name());
				self.number("terabytes", *terabytes);
			},
			Hardware::Bandwidth { medium, port_mbps } => {
				self.text("medium", medium.name());
				self.number("port_mbps", *port_mbps);
			},
			Hardware::Energy { source, kilowatts } => {
				self.text("power_source", source.name());
				self.number("kilowatts", *kilowatts);
				if let PowerSource::Battery { kilowatt_hours } = source {
					self.number("kilowatt_hours", *kilowatt_hours);
				}
			},
		}
	}
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

/// Plain text of a model. Nothing else is ever stored.
fn plain(text: &[u8]) -> String {
	String::from_utf8_lossy(text).to_string()
}

impl<T: Config> Pallet<T> {
	/// The item's dossier.
	pub(crate) fn write_dossier(item: ItemId) -> Option<Vec<u8>> {
		let record = Items::<T>::get(item)?;
		let sku = Skus::<T>::get(record.sku)?;
		let owner = Self::holder(item, &record).ok()?;
		let model = plain(&sku.name);

		let mut all = Attributes::default();
		all.text("class", class_name(record.class));
		all.text("model", &model);
		all.hardware(&sku.hardware);
		all.number("released", sku.released.start().get());
		all.number("useful_life_days", sku.useful_life_days);
		all.number("quantity", record.quantity);
		all.number("serial_count", record.serials.count);
		all.bytes("serial_root", &record.serials.root);
		all.number("site", record.site.0);
		all.bytes("document_hash", &record.document);
		all.bytes("owner", &owner);
		all.text("state", record.state.name());
		if let Some(loan) = record.state.loan() {
			all.number("loan", loan.0);
		}
		if let Some(fact) = record.dispute {
			all.text("disputed", fact_name(fact));
		}
		if let Some(custody) = &record.custody {
			all.bytes("custodian", &custody.custodian);
			all.bytes("warehouse_receipt_hash", &custody.receipt);
			all.number("custody_expires", custody.expires.get());
		}
		if let Some(title) = &record.title {
			all.bytes("registrar", &title.registrar);
			all.bytes("title_document_hash", &title.document);
			all.bytes("lien_filing_hash", &title.filing);
			all.number("lien_lapses", title.lapses.get());
			all.number("invoice_usd_cents", title.invoice.price.get());
			all.number("invoice_date", title.invoice.date.start().get());
		}
		if let Some(paper) = Invoices::<T>::get(item) {
			all.bytes("invoice_hash", &paper.hash);
			all.text("vendor", &plain(&paper.vendor));
		}
		if let Some(insurance) = &record.insurance {
			all.number("policy", insurance.policy.0);
			all.number("cover_usd_cents", insurance.cover.get());
			all.number("residual_floor_usd_cents", insurance.floor.get());
			all.number("cover_until", insurance.until.get());
			if let Some(policy) = Policies::<T>::get(insurance.policy) {
				all.bytes("insurer", &policy.insurer);
				all.number("premium_paid_until", policy.paid_until.get());
				all.number("claims_overdue", policy.overdue);
			}
		}
		if let Some((id, claim)) =
			OpenClaims::<T>::get(item).and_then(|id| Some((id, Claims::<T>::get(id)?)))
		{
			all.number("claim", id.0);
			all.text("claim_status", claim.status.name());
			all.number("claim_usd_cents", claim.amount.get());
		}
		if let Some(appraisal) = &record.appraisal {
			all.appraisal("", appraisal);
		}
		if let Some(second) = OpinionsOf::<T>::get(item).and_then(|opinions| opinions.second) {
			all.appraisal("second_", &second);
		}
		if let Some(challenge) = Challenges::<T>::get(item) {
			all.bytes("challenged_appraiser", &challenge.appraiser);
			all.bytes("challenge_evidence_hash", &challenge.evidence);
			all.number("challenge_ends", challenge.ends.get());
		}
		if let Some(heartbeat) = record.heartbeat {
			all.number("heartbeat", heartbeat.at.get());
			all.number("utilisation_ppm", heartbeat.utilisation.get());
			all.text("health", heartbeat.health.name());
		}
		Self::write_whereabouts(&mut all, item, &record);

		let name = format!("{model} x {} #{}", record.quantity, item.0);
		let about = "Title to hardware under the CALIBER standard. Times are Unix seconds.";
		Some(
			format!(
				r#"{{"schema":"{SCHEMA}","name":"{name}","description":"{about}","attributes":[{}]}}"#,
				all.0.join(",")
			)
			.into_bytes(),
		)
	}

	/// Site, offer of custody, lien and redemption.
	fn write_whereabouts(all: &mut Attributes, item: ItemId, record: &Record<T::AccountId>) {
		if let Some(site) = Sites::<T>::get(record.site) {
			all.number("site_tier", site.tier.number());
			all.bytes("site_operator", &site.operator);
			match site.premises {
				Premises::Owned { deed } => all.bytes("site_deed_hash", &deed),
				Premises::Leased { waiver } => all.bytes("landlord_waiver_hash", &waiver),
			}
		}
		if let Some(custody) = &record.custody {
			all.number("custody_confirmed", custody.given.get());
		}
		if let Some(offer) = Self::open_offer(item, Self::now()) {
			all.bytes("custody_offered_to", &offer.to);
			all.number("custody_offer_until", offer.until.get());
		}
		if let Some(lien) = Liens::<T>::get(item) {
			all.bytes("other_lien_filing_hash", &lien.filing);
			all.bytes("other_lien_registrar", &lien.registrar);
			all.number("other_lien_recorded", lien.given.get());
		}
		if let State::Redeeming(redeeming) = record.state {
			all.number("redemption_deadline", redeeming.deadline().get());
		}
	}
}
