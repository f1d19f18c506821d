//! A dossier leaves nothing out.

use super::{
	dossier::{dossier, part},
	schema::assert_conform,
};
use crate::{
	mock::*, Appraisal, Beside, Cause, Challenge, Claim, Cover, Custody, CustodyOffer,
	CustodyOffers, Earlier, Fall, Health, Heartbeat, Insurance, Invoice, InvoicePaper, Items, Lien,
	LienList, LostDisputes, Opinions, OpinionsOf, Policy, Premises, Record, Release, SerialSet,
	Site, SiteTier, Title, Values,
};
use caliber_primitives::{
	collateral::{Collateral, Fact, Loss},
	ids::{AssetClass, LoanId, SiteId},
	units::{usdai_of_cents, Seconds, UsdCents},
};
use frame_support::assert_ok;
use serde_json::Value;

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

/// Each field of a record, of its policy and of what is kept beside it is taken apart here: one
/// that is new does not compile before it is told, or it is said why not.
#[test]
fn dossier_should_tell_everything_that_is_known_of_an_item() {
	with_chain(|| {
		// A raise that waits, a doubt, notice, a claim, an offer, a lien that was cleared,
		// machines.
		let item = active();
		let mut rules = Caliber::rules();
		rules.appraisals.challenge_window = Seconds(DAY);
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		let high = Values { orderly: UsdCents(21_000_000), ..VALUES };
		let (day, end) = (START.day(), at(90 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, high, BASIS, day, end, hash(6)));
		let mut opinions = OpinionsOf::<Test>::get(item).unwrap();
		let one = record(item).appraisal.map(|one| Appraisal { confirmed: true, ..one });
		opinions.second = one.clone().map(|one| Appraisal { appraiser: THIRD, ..one });
		let with_one = Record { appraisal: one, ..record(item) };
		Items::<Test>::insert(item, with_one);
		opinions.of_first.fall = Some(Fall { from: PRICE, at: START });
		opinions.of_first.whole = Some(PRICE);
		opinions.of_second = Beside { whole: Some(COVER), ..opinions.of_first };
		OpinionsOf::<Test>::insert(item, &opinions);
		assert_ok!(Caliber::set_site(
			signed(SECOND),
			SiteId(7),
			SiteTier::II,
			OPERATOR,
			Premises::Owned { deed: hash(8) }
		));
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13), at(900 * DAY)));
		assert_ok!(Caliber::clear_lien(signed(SECOND), item, hash(14)));
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		assert_ok!(Caliber::cancel_cover(signed(INSURER), item));
		assert_ok!(Caliber::dispute(signed(SECOND), item, Fact::Title, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		assert_ok!(offer(CUSTODIAN, item, BUYER));
		OpinionsOf::<Test>::mutate(item, |all| {
			all.as_mut().unwrap().second.as_mut().unwrap().confirmed = false;
		});
		assert_ok!(Caliber::challenge(signed(BUYER), item, THIRD, hash(7)));
		OpinionsOf::<Test>::mutate(item, |all| {
			all.as_mut().unwrap().second.as_mut().unwrap().confirmed = true;
		});
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
		let LienList { filed, cleared } = Caliber::liens_of(item).unwrap();
		let Lien { registrar, filing, given, lapses } = filed[0].clone();
		assert_all(
			&json,
			"/other_liens/filings/0",
			vec![
				("registrar", named(registrar)),
				("filing_hash", hashed(filing)),
				("recorded", given.get().into()),
				("lapses", lapses.get().into()),
			],
		);
		let Release { registrar: by, document, at: released } = cleared.unwrap();
		assert_all(
			&json,
			"/other_liens",
			vec![
				("filings", unread.clone()),
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

		let Opinions { of_first, second, of_second } = opinions;
		for (path, given, Beside { before, fall, whole }) in
			[("/appraisal", appraisal, of_first), ("/second_appraisal", second, of_second)]
		{
			let given = given.unwrap();
			let from = given.from();
			let Appraisal {
				appraiser,
				values,
				effective,
				expires,
				report,
				given,
				wait,
				basis,
				confirmed,
			} = given;
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
					("confirmed", confirmed.into()),
					("expires", expires.get().into()),
					("before", unread.clone()),
					("fallen_from", unread.clone()),
					("report_fair_usd_cents", whole.unwrap().get().into()),
				],
			);
			let Fall { from, at } = fall.unwrap();
			assert_all(
				&json,
				&format!("{path}/fallen_from"),
				vec![("orderly_usd_cents", from.get().into()), ("stated", at.get().into())],
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
