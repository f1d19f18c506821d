//! An item as text.

use super::{collateral::in_every_state, schema::assert_conform};
use crate::{
	mock::*, Appraisal, Cause, Challenge, Claim, Cover, Custody, CustodyOffer, CustodyOffers,
	Earlier, Hardware, Health, Heartbeat, Insurance, Invoice, InvoicePaper, Lien, LinkMedium,
	LostDisputes, Opinions, OpinionsOf, Policy, PowerSource, Premises, Record, Release, SerialSet,
	Site, SiteTier, Sku, Skus, StorageMedium, Title, Values, DOSSIER_SCHEMA_HASH,
};
use caliber_primitives::{
	collateral::{Collateral, Fact, Loss},
	ids::{AssetClass, ItemId, LoanId, SiteId, SkuId},
	units::{usdai_of_cents, Seconds, UsdCents},
};
use frame_support::assert_ok;
use serde_json::Value;
use sp_runtime::traits::{BlakeTwo256, Hash};

fn dossier(item: ItemId) -> Value {
	serde_json::from_slice(&Caliber::dossier(item).unwrap()).unwrap()
}

/// What lies at a path of the registry's own block, or null.
fn part(json: &Value, path: &str) -> Value {
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
		assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13)));
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
			("/other_lien/filing_hash", format!("{:?}", hash(13)).into()),
			("/other_lien/registrar", "0x0300000000000000".into()),
			("/other_lien/recorded", START.get().into()),
			("/other_lien/cleared", Value::Null),
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
			("/other_lien/filing_hash", format!("{:?}", hash(13)).into()),
			("/other_lien/cleared_by", "0x0300000000000000".into()),
			("/other_lien/release_hash", format!("{:?}", hash(14)).into()),
			("/other_lien/cleared", START.get().into()),
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
			assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13)));
			assert_conform();
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, fact, hash(9)));
			assert_conform();
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
			assert_conform();
		}
	});
}

fn named(who: AccountId) -> Value {
	let bytes: String = who.to_le_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
	format!("0x{bytes}").into()
}

fn hashed(hash: sp_core::H256) -> Value {
	format!("{hash:?}").into()
}

/// Fails unless the dossier has each of these, and nothing at all that is not named here.
fn assert_all(json: &Value, path: &str, mut expected: Vec<(&str, Value)>) {
	let of = json["caliber"].pointer(path).unwrap_or_else(|| panic!("{path} is missing"));
	let mut told: Vec<_> = of.as_object().unwrap().keys().map(String::as_str).collect();
	expected.sort_by_key(|(name, _)| *name);
	told.sort_unstable();
	assert_eq!(told, expected.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "{path}");
	for (name, value) in expected.into_iter().filter(|(_, value)| !value.is_null()) {
		assert_eq!(of[name], value, "{path}/{name}");
	}
}

/// Each field of a record, of its policy and of what is kept beside it is taken apart here: one that
/// is new does not compile before it is told, or it is said why not.
#[test]
fn dossier_should_tell_everything_that_is_known_of_an_item() {
	with_chain(|| {
		// A raise that waits, a doubt, notice, a claim, an offer, a lien that was cleared, machines.
		let item = active();
		let mut rules = Caliber::rules();
		rules.appraisals.challenge_window = Seconds(DAY);
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		let high = Values { orderly: UsdCents(21_000_000), ..VALUES };
		let (day, end) = (START.day(), at(90 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, high, BASIS, day, end, hash(6)));
		let mut opinions = OpinionsOf::<Test>::get(item).unwrap();
		opinions.second = record(item).appraisal.map(|one| Appraisal { appraiser: THIRD, ..one });
		opinions.before_second = opinions.before_first;
		(opinions.whole_first, opinions.whole_second) = (Some(PRICE), Some(COVER));
		OpinionsOf::<Test>::insert(item, &opinions);
		assert_ok!(Caliber::set_site(
			signed(SECOND),
			SiteId(7),
			SiteTier::II,
			OPERATOR,
			Premises::Owned { deed: hash(8) }
		));
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13)));
		assert_ok!(Caliber::clear_lien(signed(SECOND), item, hash(14)));
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		assert_ok!(Caliber::cancel_cover(signed(INSURER), item));
		assert_ok!(Caliber::dispute(signed(SECOND), item, Fact::Title, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		assert_ok!(offer(CUSTODIAN, item, BUYER));
		assert_ok!(Caliber::challenge(signed(BUYER), item, THIRD, hash(7)));
		assert_conform();
		let json = dossier(item);
		let unread = Value::Null;

		let Record {
			class,
			sku: _, // its name and data
			quantity,
			serials: SerialSet { count, root },
			site,
			document,
			depositor,
			deposit,
			custody,
			title,
			insurance,
			appraisal,
			heartbeat,
			liened: _,   // the lien itself
			dispute: _,  // the fact and its doubt
			state: _,    // its name, and what belongs to it
			opinions: _, // the opinions themselves
		} = record(item);
		assert_eq!(part(&json, "/hardware/class"), "gpu");
		assert_eq!(class, AssetClass::Gpu);
		assert_eq!(part(&json, "/hardware/quantity"), quantity);
		assert_eq!(part(&json, "/document_hash"), hashed(document));
		assert_all(&json, "/serials", vec![("count", count.into()), ("root", hashed(root))]);
		let amount = u64::try_from(deposit).unwrap();
		let held = vec![("depositor", named(depositor)), ("amount", amount.into())];
		assert_all(&json, "/deposit", held);

		let Site { tier, operator, operator_since, premises, by, given } =
			Caliber::site_of(site).unwrap();
		assert_all(
			&json,
			"/site",
			vec![
				("id", site.0.into()),
				("tier", tier.number().into()),
				("operator", named(operator)),
				("operator_since", operator_since.get().into()),
				("registrar", named(by.unwrap())),
				("registered", given.get().into()),
				("deed_hash", hashed(premises.document())),
			],
		);

		let Custody { custodian, receipt, given, expires } = custody.unwrap();
		assert_all(
			&json,
			"/custody",
			vec![
				("custodian", named(custodian)),
				("warehouse_receipt_hash", hashed(receipt)),
				("stated", given.get().into()),
				("expires", expires.get().into()),
				("offer", unread.clone()),
			],
		);
		let CustodyOffer { from, to, given, until } = CustodyOffers::<Test>::get(item).unwrap();
		assert_all(
			&json,
			"/custody/offer",
			vec![
				("from", named(from)),
				("to", named(to)),
				("made", given.get().into()),
				("until", until.get().into()),
			],
		);

		let Title { registrar, document, filing, invoice, given, lapses } = title.unwrap();
		assert_all(
			&json,
			"/title",
			vec![
				("registrar", named(registrar)),
				("document_hash", hashed(document)),
				("lien_filing_hash", hashed(filing)),
				("invoice", unread.clone()),
				("stated", given.get().into()),
				("lapses", lapses.get().into()),
			],
		);
		let (Invoice { price, date }, InvoicePaper { hash: bill, vendor }) =
			(invoice, Caliber::invoice_of(item).unwrap());
		assert_all(
			&json,
			"/title/invoice",
			vec![
				("price_usd_cents", price.get().into()),
				("date", date.start().get().into()),
				("hash", hashed(bill)),
				("vendor", String::from_utf8(vendor.to_vec()).unwrap().into()),
			],
		);
		let Lien { registrar, filing, given, cleared } = Caliber::lien_of(item).unwrap();
		let Release { registrar: by, document, at: released } = cleared.unwrap();
		assert_all(
			&json,
			"/other_lien",
			vec![
				("registrar", named(registrar)),
				("filing_hash", hashed(filing)),
				("recorded", given.get().into()),
				("cleared_by", named(by)),
				("release_hash", hashed(document)),
				("cleared", released.get().into()),
			],
		);

		let Insurance { policy, cover, floor, given, until, cancelled } = insurance.unwrap();
		let Policy {
			insurer,
			class: of_class,
			cover: Cover { limit, committed },
			premium,
			until: policy_until,
			document,
			paid_until,
			paid_cover,
			overdue,
			claims,
		} = Caliber::policy_of(policy).unwrap();
		assert_eq!(of_class, class);
		assert!(cancelled && claims == 1);
		assert_all(
			&json,
			"/insurance",
			vec![
				("policy", policy.0.into()),
				("cover_usd_cents", cover.get().into()),
				("residual_floor_usd_cents", floor.get().into()),
				("bound", given.get().into()),
				("until", until.get().into()),
				("notice_given", cancelled.into()),
				("insurer", named(insurer)),
				("policy_document_hash", hashed(document)),
				("policy_limit_usd_cents", limit.get().into()),
				("policy_committed_usd_cents", committed.get().into()),
				("policy_until", policy_until.get().into()),
				("premium_ppm", premium.get().into()),
				("premium_paid_until", paid_until.get().into()),
				("premium_paid_cover_usd_cents", paid_cover.get().into()),
				("claims_open", claims.into()),
				("claims_overdue", overdue.into()),
			],
		);
		let id = Caliber::open_claim_of(item).unwrap();
		let Claim {
			item: of_item,
			policy: of_policy,
			loan,
			claimant,
			amount,
			loss,
			filed,
			reserved, // nothing while it is the item's
			status,
		} = Caliber::claim(id).unwrap();
		assert_eq!((of_item, of_policy, loan, reserved), (item, policy, None, None));
		assert_eq!(loss, Loss::Casualty(hash(9)));
		assert_all(
			&json,
			"/claim",
			vec![
				("id", id.0.into()),
				("status", status.name().into()),
				("amount_usd_cents", amount.get().into()),
				("filed", filed.get().into()),
				("due", status.due().unwrap().get().into()),
				("claimant", named(claimant.unwrap())),
				("loss", "casualty".into()),
				("evidence_hash", hashed(hash(9))),
			],
		);

		let Opinions { before_first, second, before_second, whole_first, whole_second } = opinions;
		for (path, given, before, whole) in [
			("/appraisal", appraisal, before_first, whole_first),
			("/second_appraisal", second, before_second, whole_second),
		] {
			let given = given.unwrap();
			let from = given.from();
			let Appraisal { appraiser, values, effective, expires, report, given, wait, basis } =
				given;
			assert_eq!(from, Seconds(given.get() + u64::from(wait)));
			assert_all(
				&json,
				path,
				vec![
					("appraiser", named(appraiser)),
					("method", basis.method.name().into()),
					("condition", basis.grade.name().into()),
					("fair_usd_cents", values.fair.get().into()),
					("orderly_usd_cents", values.orderly.get().into()),
					("forced_usd_cents", values.forced.get().into()),
					("effective", effective.start().get().into()),
					("report_hash", hashed(report)),
					("stated", given.get().into()),
					("counts_from", from.get().into()),
					("expires", expires.get().into()),
					("before", unread.clone()),
					("report_fair_usd_cents", whole.unwrap().get().into()),
				],
			);
			let Earlier { values, grade, expires } = before.unwrap();
			assert_all(
				&json,
				&format!("{path}/before"),
				vec![
					("condition", grade.name().into()),
					("fair_usd_cents", values.fair.get().into()),
					("orderly_usd_cents", values.orderly.get().into()),
					("forced_usd_cents", values.forced.get().into()),
					("expires", expires.get().into()),
				],
			);
		}
		let Challenge { by, appraiser, bond, evidence, ends } =
			Caliber::challenge_of(item).unwrap();
		let bond = u64::try_from(bond).unwrap();
		assert_all(
			&json,
			"/challenge",
			vec![
				("by", named(by)),
				("appraiser", named(appraiser.unwrap())),
				("bond", bond.into()),
				("evidence_hash", hashed(evidence)),
				("ends", ends.get().into()),
			],
		);
		let Heartbeat { at: heard, utilisation, health } = heartbeat.unwrap();
		assert_all(
			&json,
			"/machines",
			vec![
				("heard", heard.get().into()),
				("utilisation_ppm", utilisation.get().into()),
				("health", health.name().into()),
			],
		);
		let (by, _, until) = LostDisputes::<Test>::get(item).0[0];
		let lost = vec![("by", named(by)), ("fact", "title".into()), ("until", until.get().into())];
		assert_all(&json, "/lost_disputes/0", lost);
		assert_eq!(part(&json, "/disputed"), "appraisal");
	});
	// What only some states have.
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::request_retirement(signed(OWNER), item, Cause::Sold));
		assert_eq!(part(&dossier(item), "/retirement_cause"), "sold");
		assert_ok!(Caliber::cancel_retirement(signed(OWNER), item));
		assert_ok!(Caliber::activate(signed(OWNER), item));
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(5)));
		assert_ok!(Caliber::seize(item, LoanId(5)));
		assert_eq!(part(&dossier(item), "/seized_from"), named(OWNER));
		let amount = usdai_of_cents(FLOOR);
		assert_ok!(Caliber::claim_cover(item, LoanId(5), amount, Loss::Residual));
		let json = dossier(item);
		assert_eq!(
			(part(&json, "/claim/loan"), part(&json, "/claim/loss")),
			(5.into(), "residual".into())
		);
		assert_conform();
	});
}
