//! The published schema of dossiers, and whether dossiers keep it.

use crate::{mock::*, Items, DOSSIER_SCHEMA, DOSSIER_SCHEMA_HASH};
use boon::{Compiler, SchemaIndex, Schemas};
use frame_support::assert_ok;
use serde_json::{json, Value};
use sp_runtime::traits::{BlakeTwo256, Hash};

/// The file that is published.
const FILE: &str = include_str!("../../../../docs/schemas/dossier.v2.json");
const ID: &str = "urn:caliber:dossier:v2";

fn compiled() -> (Schemas, SchemaIndex) {
	let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
	compiler.add_resource(ID, serde_json::from_str(FILE).unwrap()).unwrap();
	let index = compiler.compile(ID, &mut schemas).unwrap();
	(schemas, index)
}

thread_local! {
	static SCHEMA: (Schemas, SchemaIndex) = compiled();
}

/// What is wrong with a dossier, if anything is.
fn fault(dossier: &Value) -> Option<String> {
	SCHEMA.with(|(schemas, index)| {
		schemas.validate(dossier, *index).err().map(|error| format!("{error:#}"))
	})
}

/// Fails unless the dossier of every item that there is keeps the schema.
pub(super) fn assert_conform() {
	for item in Items::<Test>::iter_keys() {
		let dossier = Caliber::dossier(item).unwrap();
		let json = serde_json::from_slice(&dossier).unwrap();
		assert_eq!(fault(&json), None, "{}", String::from_utf8_lossy(&dossier));
	}
}

#[test]
fn schema_should_be_the_one_whose_hash_is_on_chain() {
	let schema: Value = serde_json::from_str(FILE).unwrap();
	assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
	assert_eq!(schema["$id"], ID);
	let names = &schema["properties"]["caliber"]["properties"]["schema"]["const"];
	assert_eq!(names, DOSSIER_SCHEMA);
	assert_eq!(BlakeTwo256::hash(FILE.as_bytes()), DOSSIER_SCHEMA_HASH);
}

/// Every object of the schema says which fields it has.
#[test]
fn schema_should_admit_no_field_that_it_does_not_name() {
	fn walk(value: &Value, place: &str) {
		if value["type"] == "object" {
			assert_eq!(value["additionalProperties"], false, "{place}");
		}
		match value {
			Value::Object(fields) => {
				fields.iter().for_each(|(name, value)| walk(value, &format!("{place}/{name}")));
			},
			Value::Array(all) => all.iter().for_each(|value| walk(value, place)),
			_ => {},
		}
	}
	walk(&serde_json::from_str(FILE).unwrap(), "");
}

#[test]
fn schema_should_refuse_a_dossier_when_a_field_is_wrong_strange_or_gone() {
	with_chain(|| {
		let item = active();
		assert_ok!(beat(OPERATOR, item, crate::Health::Good));
		let dossier: Value = serde_json::from_slice(&Caliber::dossier(item).unwrap()).unwrap();
		assert_eq!(fault(&dossier), None);
		let wrong = [
			("/name", json!("")),
			("/caliber/schema", json!("caliber.dossier.v1")),
			("/caliber/schema_hash", json!("0x00")),
			("/caliber/owner", json!("5Grw")),
			("/caliber/state", json!("pledged")),
			("/caliber/state", json!("submitted")),
			("/caliber/hardware/class", json!("storage")),
			("/caliber/hardware/quantity", json!(0)),
			("/caliber/serials/count", json!(65)),
			("/caliber/title/lapses", json!("tomorrow")),
			("/caliber/title/invoice/price_usd_cents", json!(1.5)),
			("/caliber/custody/expires", json!(-1)),
			("/caliber/insurance/cover_usd_cents", json!(100_000_000_000_001_u64)),
			("/caliber/appraisal/report_hash", json!(null)),
			("/attributes/0/value", json!("cloud")),
			("/attributes", json!([])),
		];
		for (path, value) in wrong {
			let mut dossier = dossier.clone();
			*dossier.pointer_mut(path).unwrap() = value;
			assert!(fault(&dossier).is_some(), "{path}");
		}
		let objects = [
			"",
			"/caliber",
			"/caliber/hardware",
			"/caliber/serials",
			"/caliber/deposit",
			"/caliber/title",
			"/caliber/title/invoice",
			"/caliber/site",
			"/caliber/custody",
			"/caliber/machines",
			"/caliber/insurance",
			"/caliber/appraisal",
			"/attributes/0",
		];
		let optional = ["title", "custody", "insurance", "appraisal", "machines"];
		for path in objects {
			let with = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
				let mut dossier = dossier.clone();
				change(dossier.pointer_mut(path).unwrap().as_object_mut().unwrap());
				fault(&dossier)
			};
			let strange = with(&|fields| {
				fields.insert("strange".into(), json!(1));
			});
			assert!(strange.is_some(), "{path}");
			let fields = dossier.pointer(path).unwrap().as_object().unwrap();
			for name in fields.keys() {
				let gone = with(&|fields| {
					fields.remove(name);
				});
				assert_eq!(gone.is_none(), optional.contains(&name.as_str()), "{path}/{name}");
			}
		}
	});
}
