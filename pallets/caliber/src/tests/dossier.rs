//! An item as text.

use super::{collateral::in_every_state, schema::assert_conform};
use crate::{
	mock::*, Hardware, LinkMedium, PowerSource, Sku, Skus, StorageMedium, DOSSIER_SCHEMA_HASH,
};
use caliber_primitives::{
	collateral::Collateral,
	ids::{ItemId, LoanId, SiteId, SkuId},
};
use frame_support::assert_ok;
use serde_json::Value;
use sp_runtime::traits::{BlakeTwo256, Hash};

pub(super) fn dossier(item: ItemId) -> Value {
	serde_json::from_slice(&Caliber::dossier(item).unwrap()).unwrap()
}

/// What lies at a path of the registry's own block, or null.
pub(super) fn part(json: &Value, path: &str) -> Value {
	json["caliber"].pointer(path).cloned().unwrap_or(Value::Null)
}

#[test]
fn dossier_should_be_erc721_metadata_with_a_block_of_its_own() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(5)));
		let json = dossier(item);
		assert_eq!(json["name"], "H100 SXM 80 GB x 8 #0");
		let attributes: Vec<_> = json["attributes"]
			.as_array()
			.unwrap()
			.iter()
			.map(|each| (each["trait_type"].as_str().unwrap(), each["value"].clone()))
			.collect();
		assert_eq!(
			attributes,
			[
				("class", "gpu".into()),
				("model", "H100 SXM 80 GB".into()),
				("quantity", 8.into()),
				("state", Value::from("pledged")),
			]
		);
		for (path, value) in [
			("/schema", Value::from("caliber.dossier.v2")),
			("/schema_hash", format!("{DOSSIER_SCHEMA_HASH:?}").into()),
			("/item", 0.into()),
			("/hardware/form_factor", "sxm".into()),
			("/hardware/memory_gib", 80.into()),
			("/hardware/interconnect", "nv_link".into()),
			("/hardware/released", 1_679_356_800.into()),
			("/serials/count", 3.into()),
			("/serials/root", format!("{:?}", record(item).serials.root).into()),
			("/owner", "0x0100000000000000".into()),
			("/state", "pledged".into()),
			("/loan", 5.into()),
			("/title/registrar", "0x0300000000000000".into()),
			("/title/invoice/price_usd_cents", PRICE.get().into()),
			("/custody/custodian", "0x0200000000000000".into()),
			("/insurance/insurer", "0x0400000000000000".into()),
			("/insurance/cover_usd_cents", COVER.get().into()),
			("/appraisal/orderly_usd_cents", VALUES.orderly.get().into()),
			("/appraisal/expires", at(90 * DAY).get().into()),
		] {
			assert_eq!(json["caliber"].pointer(path), Some(&value), "{path}");
		}
		for path in ["/disputed", "/machines"] {
			assert_eq!(json["caliber"].pointer(path), None, "{path}");
		}
		let bytes = Caliber::dossier(item).unwrap();
		assert_eq!(Caliber::dossier_hash(item), Some(BlakeTwo256::hash(&bytes)));
		assert!(bytes.len() < 8_192, "{}", bytes.len());
		// Time alone changes nothing of it.
		set_time(at(80 * DAY));
		assert_eq!(Caliber::dossier(item), Some(bytes));
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
		assert_conform();
		let json = dossier(item);
		for (name, value) in [
			("/title/invoice/hash", Value::from(format!("{:?}", hash(8)))),
			("/title/invoice/vendor", "Vendor Inc.".into()),
			("/insurance/insurer", "0x0400000000000000".into()),
			("/insurance/premium_paid_until", at(365 * DAY).get().into()),
			("/insurance/claims_overdue", 0.into()),
			("/claim/id", 0.into()),
			("/claim/status", "filed".into()),
			("/claim/amount_usd_cents", COVER.get().into()),
			("/appraisal/method", "market".into()),
			("/appraisal/condition", "used".into()),
			("/appraisal/counts_from", START.get().into()),
			("/second_appraisal/appraiser", "0x0900000000000000".into()),
			("/second_appraisal/orderly_usd_cents", VALUES.orderly.get().into()),
			("/challenge/appraiser", "0x0900000000000000".into()),
			("/challenge/evidence_hash", format!("{:?}", hash(7)).into()),
			("/challenge/ends", at(14 * DAY).get().into()),
			("/disputed", "appraisal".into()),
		] {
			assert_eq!(part(&json, name), value, "{name}");
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
				r#"{"name":"H100 SXM 80 GB x 8 #0","#,
				r#""description":"Title to hardware under the CALIBER standard. "#,
				r#"Times are Unix seconds.","attributes":["#,
				r#"{"trait_type":"class","value":"gpu"},"#,
				r#"{"trait_type":"model","value":"H100 SXM 80 GB"},"#,
				r#"{"trait_type":"quantity","value":8},"#,
				r#"{"trait_type":"state","value":"submitted"}],"#,
				r#""caliber":{"schema":"caliber.dossier.v2","#,
				&format!(r#""schema_hash":"{DOSSIER_SCHEMA_HASH:?}","#),
				r#""item":0,"collection":0,"owner":"0x0100000000000000","state":"submitted","#,
				r#""hardware":{"class":"gpu","model":"H100 SXM 80 GB","form_factor":"sxm","#,
				r#""memory_gib":80,"interconnect":"nv_link","released":1679356800,"#,
				r#""useful_life_days":1825,"quantity":8},"#,
				&format!(r#""serials":{{"count":1,"root":"{root:?}"}},"#),
				r#""deposit":{"depositor":"0x0100000000000000","amount":110},"#,
				r#""site":{"id":7,"tier":3,"operator":"0x0700000000000000","operator_since":0,"#,
				&format!(r#""landlord_waiver_hash":"{:?}"}},"#, hash(9)),
				&format!(r#""document_hash":"{:?}"}}}}"#, hash(1)),
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
			assert_conform();
			let json = dossier(ItemId(0));
			for (name, value) in attributes {
				assert_eq!(json["caliber"]["hardware"][name], *value, "{hardware:?} {name}");
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
		assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13), at(900 * DAY)));
		let json = dossier(item);
		for (name, value) in [
			("/site/id", Value::from(7)),
			("/site/tier", 3.into()),
			("/site/operator", "0x0700000000000000".into()),
			("/site/landlord_waiver_hash", format!("{:?}", hash(9)).into()),
			("/site/deed_hash", Value::Null),
			("/custody/stated", START.get().into()),
			("/custody/offer/to", "0x0600000000000000".into()),
			("/custody/offer/until", at(300 * DAY).get().into()),
			("/machines/heard", START.get().into()),
			("/machines/utilisation_ppm", 900_000.into()),
			("/machines/health", "degraded".into()),
			("/other_liens/filings/0/filing_hash", format!("{:?}", hash(13)).into()),
			("/other_liens/filings/0/registrar", "0x0300000000000000".into()),
			("/other_liens/filings/0/recorded", START.get().into()),
			("/other_liens/cleared", Value::Null),
			("/redemption_deadline", Value::Null),
		] {
			assert_eq!(part(&json, name), value, "{name}");
		}
		assert_ok!(Caliber::clear_lien(signed(REGISTRAR), item, hash(14)));
		assert_ok!(Caliber::withdraw_custody_offer(signed(CUSTODIAN), item));
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		let json = dossier(item);
		for (name, value) in [
			("/custody/offer/to", Value::Null),
			("/other_liens/filings/0/filing_hash", format!("{:?}", hash(13)).into()),
			("/other_liens/cleared_by", "0x0300000000000000".into()),
			("/other_liens/release_hash", format!("{:?}", hash(14)).into()),
			("/other_liens/cleared", START.get().into()),
			("/redemption_deadline", at(30 * DAY).get().into()),
		] {
			assert_eq!(part(&json, name), value, "{name}");
		}
		assert_conform();
		assert!(Caliber::dossier(item).unwrap().len() < 8_192);
	});
}

#[test]
fn dossier_should_keep_its_schema_in_every_state_and_for_every_fact_that_is_missing() {
	with_chain(|| {
		let _ = in_every_state();
		assert_conform();
		for (n, fact) in crate::FACTS.into_iter().enumerate() {
			let item = attested(&[&format!("X{n}")]);
			assert_ok!(beat(OPERATOR, item, crate::Health::Failed));
			assert_ok!(offer(CUSTODIAN, item, BUYER));
			assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13), at(900 * DAY)));
			assert_conform();
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, fact, hash(9)));
			assert_conform();
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
			assert_conform();
		}
	});
}
