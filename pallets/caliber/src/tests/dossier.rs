//! An item as text.

use crate::{mock::*, Hardware, LinkMedium, PowerSource, Sku, Skus, StorageMedium};
use caliber_primitives::{
	collateral::Collateral,
	ids::{ItemId, LoanId, SiteId, SkuId},
};
use frame_support::assert_ok;
use serde_json::Value;
use sp_runtime::traits::{BlakeTwo256, Hash};

fn dossier(item: ItemId) -> Value {
	serde_json::from_slice(&Caliber::dossier(item).unwrap()).unwrap()
}

fn attribute(dossier: &Value, name: &str) -> Value {
	dossier["attributes"]
		.as_array()
		.unwrap()
		.iter()
		.find(|attribute| attribute["trait_type"] == name)
		.map_or(Value::Null, |attribute| attribute["value"].clone())
}

#[test]
fn dossier_should_be_erc721_metadata_with_its_own_schema() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(5)));
		let json = dossier(item);
		assert_eq!(json["schema"], "caliber.dossier.v1");
		assert_eq!(json["name"], "H100 SXM 80 GB x 8 #0");
		for (name, value) in [
			("class", Value::from("gpu")),
			("form_factor", "sxm".into()),
			("memory_gib", 80.into()),
			("interconnect", "nv_link".into()),
			("released", 1_679_356_800.into()),
			("quantity", 8.into()),
			("serial_count", 3.into()),
			("serial_root", format!("{:?}", record(item).serials.root).into()),
			("owner", "0x0100000000000000".into()),
			("state", "pledged".into()),
			("loan", 5.into()),
			("disputed", Value::Null),
			("invoice_usd_cents", PRICE.get().into()),
			("cover_usd_cents", COVER.get().into()),
			("orderly_usd_cents", VALUES.orderly.get().into()),
			("appraisal_expires", at(90 * DAY).get().into()),
			("heartbeat", Value::Null),
		] {
			assert_eq!(attribute(&json, name), value, "{name}");
		}
		let bytes = Caliber::dossier(item).unwrap();
		assert_eq!(Caliber::dossier_hash(item), Some(BlakeTwo256::hash(&bytes)));
		assert!(bytes.len() < 4_096);
	});
}

#[test]
fn dossier_should_tell_of_papers_premiums_claims_and_other_opinions() {
	with_chain(|| {
		let item = active();
		let second = crate::Opinions {
			second: record(item)
				.appraisal
				.map(|first| crate::Appraisal { appraiser: THIRD, ..first }),
			..Default::default()
		};
		crate::OpinionsOf::<Test>::insert(item, second);
		crate::Items::<Test>::mutate(item, |record| record.as_mut().unwrap().opinions = true);
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		assert_ok!(Caliber::challenge(signed(BUYER), item, THIRD, hash(7)));
		let json = dossier(item);
		for (name, value) in [
			("invoice_hash", Value::from(format!("{:?}", hash(8)))),
			("vendor", "Vendor Inc.".into()),
			("insurer", "0x0400000000000000".into()),
			("premium_paid_until", at(365 * DAY).get().into()),
			("claims_overdue", 0.into()),
			("claim", 0.into()),
			("claim_status", "filed".into()),
			("claim_usd_cents", COVER.get().into()),
			("appraisal_method", "market".into()),
			("condition", "used".into()),
			("appraisal_counts_from", START.get().into()),
			("second_appraiser", "0x0700000000000000".into()),
			("second_orderly_usd_cents", VALUES.orderly.get().into()),
			("challenged_appraiser", "0x0700000000000000".into()),
			("challenge_evidence_hash", format!("{:?}", hash(7)).into()),
			("challenge_ends", at(14 * DAY).get().into()),
			("disputed", "appraisal".into()),
		] {
			assert_eq!(attribute(&json, name), value, "{name}");
		}
	});
}

#[test]
fn dossier_should_be_short_when_nobody_has_spoken_and_none_when_unknown() {
	with_chain(|| {
		let item = submitted(&["A"]);
		let text = String::from_utf8(Caliber::dossier(item).unwrap()).unwrap();
		let root = record(item).serials.root;
		assert_eq!(
			text,
			[
				r#"{"schema":"caliber.dossier.v1","name":"H100 SXM 80 GB x 8 #0","#,
				r#""description":"Title to hardware under the CALIBER standard. "#,
				r#"Times are Unix seconds.","attributes":["#,
				r#"{"trait_type":"class","value":"gpu"},"#,
				r#"{"trait_type":"model","value":"H100 SXM 80 GB"},"#,
				r#"{"trait_type":"form_factor","value":"sxm"},"#,
				r#"{"trait_type":"memory_gib","value":80},"#,
				r#"{"trait_type":"interconnect","value":"nv_link"},"#,
				r#"{"trait_type":"released","value":1679356800},"#,
				r#"{"trait_type":"useful_life_days","value":1825},"#,
				r#"{"trait_type":"quantity","value":8},"#,
				r#"{"trait_type":"serial_count","value":1},"#,
				&format!(r#"{{"trait_type":"serial_root","value":"{root:?}"}},"#),
				r#"{"trait_type":"site","value":7},"#,
				&format!(r#"{{"trait_type":"document_hash","value":"{:?}"}},"#, hash(1)),
				r#"{"trait_type":"owner","value":"0x0100000000000000"},"#,
				r#"{"trait_type":"state","value":"submitted"},"#,
				r#"{"trait_type":"site_tier","value":3},"#,
				r#"{"trait_type":"site_operator","value":"0x0700000000000000"},"#,
				&format!(r#"{{"trait_type":"landlord_waiver_hash","value":"{:?}"}}]}}"#, hash(9)),
			]
			.concat()
		);
		assert_eq!((Caliber::dossier(ItemId(9)), Caliber::dossier_hash(ItemId(9))), (None, None));
	});
}

#[test]
fn dossier_should_tell_what_is_particular_to_its_class() {
	let cases: [(_, &[(&str, Value)]); 5] = [
		(
			Hardware::Storage { medium: StorageMedium::Tape, terabytes: 500 },
			&[("class", "storage".into()), ("medium", "tape".into()), ("terabytes", 500.into())],
		),
		(
			Hardware::Bandwidth { medium: LinkMedium::Fibre, port_mbps: 400_000 },
			&[
				("class", "bandwidth".into()),
				("medium", "fibre".into()),
				("port_mbps", 400_000.into()),
			],
		),
		(
			Hardware::Energy {
				source: PowerSource::Battery { kilowatt_hours: 4_000 },
				kilowatts: 1_000,
			},
			&[
				("class", "energy".into()),
				("power_source", "battery".into()),
				("kilowatts", 1_000.into()),
				("kilowatt_hours", 4_000.into()),
			],
		),
		(
			Hardware::Energy { source: PowerSource::Generator, kilowatts: 2_500 },
			&[("power_source", "generator".into()), ("kilowatt_hours", Value::Null)],
		),
		(
			Hardware::Energy { source: PowerSource::Solar, kilowatts: 90 },
			&[("power_source", "solar".into()), ("kilowatts", 90.into())],
		),
	];
	for (hardware, attributes) in cases {
		with_chain(|| {
			let model = Skus::<Test>::get(ARRAY).unwrap();
			let (sku, class) = (SkuId(20), hardware.class());
			let row = Sku { hardware, ..model };
			assert_ok!(Caliber::set_sku(RuntimeOrigin::root(), sku, row));
			let list = serials(&["A"]);
			assert_ok!(Caliber::submit(signed(OWNER), class, sku, 1, list, SiteId(1), hash(1)));
			let json = dossier(ItemId(0));
			for (name, value) in attributes {
				assert_eq!(attribute(&json, name), *value, "{hardware:?} {name}");
			}
		});
	}
}

#[test]
fn dossier_should_tell_where_it_stands_and_what_is_under_way() {
	with_chain(|| {
		let item = active();
		assert_ok!(beat(OPERATOR, item, crate::Health::Degraded));
		assert_ok!(offer(CUSTODIAN, item, BUYER));
		assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13)));
		let json = dossier(item);
		for (name, value) in [
			("site", Value::from(7)),
			("site_tier", 3.into()),
			("site_operator", "0x0700000000000000".into()),
			("landlord_waiver_hash", format!("{:?}", hash(9)).into()),
			("site_deed_hash", Value::Null),
			("custody_confirmed", START.get().into()),
			("custody_offered_to", "0x0600000000000000".into()),
			("custody_offer_until", at(300 * DAY).get().into()),
			("heartbeat", START.get().into()),
			("utilisation_ppm", 900_000.into()),
			("health", "degraded".into()),
			("other_lien_filing_hash", format!("{:?}", hash(13)).into()),
			("other_lien_registrar", "0x0300000000000000".into()),
			("other_lien_recorded", START.get().into()),
			("redemption_deadline", Value::Null),
		] {
			assert_eq!(attribute(&json, name), value, "{name}");
		}
		assert_ok!(Caliber::clear_lien(signed(REGISTRAR), item, hash(14)));
		assert_ok!(Caliber::withdraw_custody_offer(signed(CUSTODIAN), item));
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		let json = dossier(item);
		for (name, value) in [
			("custody_offered_to", Value::Null),
			("other_lien_filing_hash", Value::Null),
			("redemption_deadline", at(30 * DAY).get().into()),
		] {
			assert_eq!(attribute(&json, name), value, "{name}");
		}
		assert!(Caliber::dossier(item).unwrap().len() < 4_096);
	});
}
