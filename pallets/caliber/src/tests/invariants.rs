//! Each statement can fail.

use crate::{
	mock::*, Appraisal, Challenges, Claims, ClaimsOverdue, Contest, Contests, CustodyOffer,
	CustodyOffers, HandOver, HandedOver, Health, HoldReason, Invoices, Items, Lien, LienList,
	Liens, NextClaim, NextItem, OpenClaims, Opinions, OpinionsOf, PartedClaims, Policies, Record,
	SeizedFrom, SerialOf, Sites, Values, BONDS, CLAIMS, COMMITTED, CONTESTED, COVERED, DEPOSITS,
	DISTINCT, ENCUMBERED, HANDED_OVER, ISSUED, LIENED, LOCKED, OFFERED, OVERDUE, PAPERS,
	REDEEMABLE, SERIALS, SITED, SIZED, VALUED,
};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{ClaimId, ItemId, LoanId, PolicyId, SiteId},
	invariants::{InvariantId, Invariants},
	units::UsdCents,
};
use frame_support::{
	assert_ok,
	traits::{
		fungible::MutateHold as Mutate,
		tokens::{nonfungibles_v2::Transfer, Precision},
	},
};

type Corrupt = fn(ItemId);

fn with_record(item: ItemId, change: impl FnOnce(Record<AccountId>) -> Record<AccountId>) {
	Items::<Test>::insert(item, change(record(item)));
}

fn with_policy(change: impl FnOnce(&mut crate::Policy<AccountId>)) {
	Policies::<Test>::mutate(PolicyId(0), |policy| change(policy.as_mut().unwrap()));
}

fn pledge(item: ItemId) {
	assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
}

fn put_offer(item: ItemId, from: AccountId) {
	CustodyOffers::<Test>::insert(
		item,
		CustodyOffer { from, to: SECOND, given: START, until: at(1) },
	);
}

fn put_lien(item: ItemId) {
	let (registrar, filing, given, lapses) = (REGISTRAR, hash(13), START, at(DAY));
	let lien = Lien { registrar, filing, given, lapses };
	Liens::<Test>::insert(item, LienList::default().with(lien));
}

fn put_proof(item: ItemId) {
	let proof = HandOver { document: hash(9), at: START, custodian: CUSTODIAN };
	HandedOver::<Test>::insert(item, proof);
}

fn claim(item: ItemId) {
	assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
}

fn reject(item: ItemId) {
	claim(item);
	assert_ok!(Caliber::reject_claim(signed(INSURER), ClaimId(0), hash(9)));
}

fn contest(item: ItemId) {
	reject(item);
	assert_ok!(Caliber::contest_claim(signed(OWNER), ClaimId(0), hash(9)));
}

fn challenge(item: ItemId) {
	assert_ok!(Caliber::challenge(signed(BUYER), item, APPRAISER, hash(9)));
}

/// Another's opinion of the item.
fn second(item: ItemId, appraiser: AccountId, values: Values) -> Opinions<AccountId> {
	let first = record(item).appraisal.unwrap();
	Opinions { second: Some(Appraisal { appraiser, values, ..first }), ..Default::default() }
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let cases: Vec<(Corrupt, Vec<InvariantId>)> = vec![
		(|_| (), vec![]),
		// A pledged title slips away, and a title lands with the registry.
		(
			|item| {
				let registry = Caliber::account();
				assert_ok!(<Nfts as Transfer<_>>::transfer(&0, &item.0, &registry));
			},
			vec![ENCUMBERED],
		),
		(
			|item| {
				pledge(item);
				let pledged = record(item).state.pledged_for(LoanId(1)).unwrap();
				with_record(item, |r| Record { state: pledged.seize().into(), ..r });
			},
			vec![ENCUMBERED],
		),
		(|item| SeizedFrom::<Test>::insert(item, OWNER), vec![ENCUMBERED]),
		(|_| SeizedFrom::<Test>::insert(ItemId(9), OWNER), vec![ENCUMBERED]),
		(|_| SerialOf::<Test>::remove(crate::leaf(b"SN1001").unwrap()), vec![SERIALS]),
		(|item| SerialOf::<Test>::insert(hash(9), item), vec![SERIALS]),
		(
			|item| {
				assert_ok!(Nfts::burn(signed(OWNER), 0, item.0));
			},
			vec![LOCKED],
		),
		// Another lock than the registry's.
		(
			|item| {
				assert_ok!(<Nfts as Transfer<_>>::disable_transfer(&0, &item.0));
			},
			vec![LOCKED],
		),
		(
			|item| {
				// Title without a record; its deposit and cover hang in the air, too.
				Items::<Test>::remove(item);
			},
			vec![LOCKED, COMMITTED, PAPERS],
		),
		(
			|item| {
				assert_ok!(Caliber::request_redemption(signed(OWNER), item));
				with_record(item, |r| Record { dispute: Some(Fact::Title), ..r });
			},
			vec![REDEEMABLE],
		),
		(
			|item| {
				assert_ok!(Caliber::request_redemption(signed(OWNER), item));
				with_record(item, |r| Record { custody: None, ..r });
			},
			vec![REDEEMABLE],
		),
		(
			|item| {
				assert_ok!(Caliber::request_retirement(signed(OWNER), item, crate::Cause::Lost));
				with_record(item, |r| Record { dispute: Some(Fact::Title), ..r });
			},
			vec![REDEEMABLE],
		),
		(|item| with_record(item, |r| Record { quantity: 0, ..r }), vec![SIZED]),
		(|item| with_record(item, |r| Record { quantity: 100_001, ..r }), vec![SIZED]),
		(|item| with_record(item, |r| Record { sku: ARRAY, ..r }), vec![SIZED]),
		(|_| with_policy(|policy| policy.cover.limit = UsdCents(1)), vec![COVERED]),
		(|_| with_policy(|policy| policy.until = START), vec![COVERED, OVERDUE]),
		(|_| with_policy(|policy| policy.paid_until = at(365 * DAY + 1)), vec![COVERED]),
		(
			|item| {
				with_record(item, |mut r| {
					r.insurance.as_mut().unwrap().cancelled = true;
					r
				})
			},
			vec![COVERED],
		),
		(|_| with_policy(|policy| policy.cover.committed = UsdCents(1)), vec![COMMITTED]),
		(|_| with_policy(|policy| policy.insurer = CUSTODIAN), vec![DISTINCT]),
		(|item| with_record(item, |r| Record { deposit: 1, ..r }), vec![DEPOSITS]),
		// What is held is what is recorded, but not the price of three serials.
		(
			|item| {
				let (reason, less) = (HoldReason::Item.into(), ITEM_DEPOSIT);
				let exact = Precision::Exact;
				assert_ok!(<Balances as Mutate<_>>::release(&reason, &OWNER, less, exact));
				with_record(item, |r| Record { deposit: r.deposit - less, ..r });
			},
			vec![DEPOSITS],
		),
		(|_| with_policy(|policy| policy.claims = 1), vec![OVERDUE]),
		(|_| with_policy(|policy| policy.paid_cover = UsdCents(COVER.get() - 1)), vec![OVERDUE]),
		(
			|item| {
				pledge(item);
				with_policy(|policy| policy.insurer = OWNER);
			},
			vec![DISTINCT],
		),
		(
			|item| {
				pledge(item);
				with_record(item, |mut r| {
					r.appraisal.as_mut().unwrap().appraiser = OWNER;
					r
				})
			},
			vec![DISTINCT],
		),
		(
			|item| {
				pledge(item);
				assert_ok!(Caliber::seize(item, LoanId(1)));
				with_policy(|policy| policy.insurer = OWNER);
			},
			vec![DISTINCT],
		),
		(|_| NextItem::<Test>::put(ItemId(0)), vec![ISSUED]),
		(
			|item| {
				claim(item);
				OpenClaims::<Test>::remove(item);
			},
			vec![CLAIMS],
		),
		(
			|item| {
				claim(item);
				OpenClaims::<Test>::insert(ItemId(9), ClaimId(0));
			},
			vec![CLAIMS],
		),
		(
			|item| {
				reject(item);
				set_time(at(14 * DAY));
				assert_ok!(Caliber::close_claim(signed(BUYER), ClaimId(0)));
				OpenClaims::<Test>::insert(item, ClaimId(0));
			},
			vec![CLAIMS],
		),
		// Refused, it is open still.
		(
			|item| {
				reject(item);
				OpenClaims::<Test>::remove(item);
			},
			vec![CLAIMS],
		),
		(
			|item| {
				contest(item);
				with_policy(|policy| policy.claims = 0);
			},
			vec![OVERDUE],
		),
		(contest, vec![]),
		// Nobody stands for what is contested, and somebody for what is not.
		(
			|item| {
				contest(item);
				Contests::<Test>::remove(ClaimId(0));
			},
			vec![CONTESTED],
		),
		(
			|item| {
				reject(item);
				Contests::<Test>::insert(
					ClaimId(0),
					Contest { by: OWNER, bond: 0, evidence: hash(9) },
				);
			},
			vec![CONTESTED],
		),
		(
			|item| {
				contest(item);
				Contests::<Test>::mutate(ClaimId(0), |given| given.as_mut().unwrap().bond -= 1);
			},
			vec![BONDS],
		),
		// A bond that is counted for one doubt pays for no other.
		(
			|item| {
				contest(item);
				let (reason, exact) = (HoldReason::Challenge.into(), Precision::Exact);
				assert_ok!(<Balances as Mutate<_>>::release(&reason, &OWNER, BOND, exact));
			},
			vec![BONDS],
		),
		(
			|item| {
				claim(item);
				NextClaim::<Test>::kill();
			},
			vec![CLAIMS],
		),
		(
			|item| {
				claim(item);
				PartedClaims::<Test>::insert(INSURER, ClaimId(0), ());
			},
			vec![CLAIMS],
		),
		(
			|item| {
				claim(item);
				Claims::<Test>::mutate(ClaimId(0), |claim| {
					claim.as_mut().unwrap().reserved = Some(COVER);
				});
			},
			vec![CLAIMS],
		),
		(|_| with_policy(|policy| policy.overdue = 1), vec![OVERDUE]),
		(|_| ClaimsOverdue::<Test>::insert(INSURER, 1), vec![OVERDUE]),
		(|_| with_policy(|policy| policy.paid_until = at(401 * DAY)), vec![COVERED, OVERDUE]),
		(
			|item| {
				challenge(item);
				with_record(item, |r| Record { dispute: None, ..r });
			},
			vec![BONDS],
		),
		(
			|item| {
				challenge(item);
				Challenges::<Test>::mutate(item, |given| given.as_mut().unwrap().bond -= 1);
			},
			vec![BONDS],
		),
		(|item| Invoices::<Test>::remove(item), vec![PAPERS]),
		(|_| Invoices::<Test>::insert(ItemId(9), paper()), vec![PAPERS]),
		(|item| with_record(item, |r| Record { opinions: true, ..r }), vec![PAPERS]),
		(|item| OpinionsOf::<Test>::insert(item, second(item, THIRD, VALUES)), vec![PAPERS]),
		(
			|item| {
				OpinionsOf::<Test>::insert(item, second(item, CUSTODIAN, VALUES));
				with_record(item, |r| Record { opinions: true, ..r });
			},
			vec![DISTINCT],
		),
		(
			|item| {
				let values = Values { orderly: UsdCents(1), ..VALUES };
				OpinionsOf::<Test>::insert(item, second(item, THIRD, values));
				with_record(item, |r| Record { opinions: true, ..r });
			},
			vec![VALUED],
		),
		(
			|item| {
				with_record(item, |mut r| {
					let values = Values { forced: VALUES.fair, ..VALUES };
					r.appraisal.as_mut().unwrap().values = values;
					r
				})
			},
			vec![VALUED],
		),
		(|item| put_offer(item, CUSTODIAN), vec![]),
		(|item| put_offer(item, SECOND), vec![OFFERED]),
		(|_| put_offer(ItemId(9), CUSTODIAN), vec![OFFERED]),
		(
			|item| {
				assert_ok!(Caliber::request_redemption(signed(OWNER), item));
				put_offer(item, CUSTODIAN);
			},
			vec![OFFERED],
		),
		(put_lien, vec![LIENED]),
		(|item| with_record(item, |r| Record { liened: true, ..r }), vec![LIENED]),
		(|_| put_lien(ItemId(9)), vec![LIENED]),
		(put_proof, vec![HANDED_OVER]),
		(|_| put_proof(ItemId(9)), vec![HANDED_OVER]),
		(|_| Sites::<Test>::remove(SiteId(7)), vec![SITED]),
		(
			|item| {
				assert_ok!(beat(OPERATOR, item, Health::Good));
				let unvouched = |r| Record { custody: None, site: SiteId(3), ..r };
				with_record(item, unvouched);
			},
			vec![SITED],
		),
	];
	for (place, (corrupt, expected)) in cases.into_iter().enumerate() {
		chain().execute_with(|| {
			let item = active();
			corrupt(item);
			let broken: Vec<_> = Caliber::invariants()
				.into_iter()
				.filter(|(_, holds)| !holds)
				.map(|(id, _)| id)
				.collect();
			assert_eq!(broken, expected, "case {place}");
		});
	}
}
