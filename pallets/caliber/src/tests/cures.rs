//! Nobody is told to cure what he cannot.

use super::eligibility::{needs, tasks};
use crate::{mock::*, Error};
use caliber_primitives::{
	collateral::{Fact, Lack},
	eligibility::{Cure, Work},
	ids::{AssetClass, ClaimId, ItemId},
	roles::Role,
	testing::world,
	units::{Ppm, Seconds},
};
use frame_support::assert_ok;

/// What stands in the way of a cure is told with it, and nobody is told to say what is not heard.
#[test]
fn queue_should_send_nobody_whose_word_would_be_refused() {
	let insurance = |item| needs(item).into_iter().find(|need| need.0 == Fact::Insurance).unwrap();
	let (claim, role) = (ClaimId(0), Role::Insurer);
	let covers = |item, who: &[AccountId]| {
		for other in [INSURER, SECOND] {
			let told = tasks(other).contains(&(item, Work::State(Fact::Insurance)));
			assert_eq!(told, who.contains(&other), "{other}");
		}
	};
	// Silence ends no custody: nobody follows whoever can break it, anybody whoever cannot.
	with_chain(|| {
		let item = active();
		set_time(Seconds(at(92 * DAY).get() + 1));
		let custodies = || [CUSTODIAN, SECOND].map(|who| tasks(who).contains(&silent(item)));
		assert_eq!((custodies(), cure_of(item)), ([true, false], his()));
		refused(|| custody(SECOND, item), Error::<Test>::FactInForce);
		revoke(CUSTODIAN, Role::Custodian);
		let any = Cure::AnyOf(Role::Custodian);
		assert_eq!((custodies(), cure_of(item)), ([false, true], any));
		assert_ok!(custody(SECOND, item));
	});
	// Cover under a claim is its insurer's to renew, or the claim ends first.
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		assert_ok!(Caliber::cancel_cover(signed(INSURER), item));
		let (_, lacks, _, cure) = insurance(item);
		assert_eq!(lacks, [Lack::Cancelled, Lack::Claimed]);
		assert_eq!(cure, Cure::Giver(role, INSURER));
		covers(item, &[INSURER]);
		refused(|| say_other(item), Error::<Test>::ClaimOpen);
		revoke(INSURER, role);
		assert_eq!(insurance(item).3, Cure::Claim(claim));
		covers(item, &[]);
	});
	// He owes it for too long, and covers nothing before he has paid.
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		assert_ok!(Caliber::accept_claim(signed(INSURER), claim));
		set_time(at(30 * DAY));
		assert_ok!(Caliber::report_overdue_claim(signed(BUYER), claim));
		let (_, lacks, _, cure) = insurance(item);
		assert_eq!((lacks, cure), (vec![Lack::Defaulting, Lack::Claimed], Cure::Claim(claim)));
		covers(item, &[]);
	});
	// His word does not count any more, and nobody else's is heard.
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		world(|w| w.ended.push((INSURER, role, START)));
		let (_, lacks, _, cure) = insurance(item);
		assert_eq!((lacks, cure), (vec![Lack::GiverInvalid, Lack::Claimed], Cure::Claim(claim)));
		covers(item, &[]);
		refused(|| say_other(item), Error::<Test>::ClaimOpen);
	});
	// Nobody hands hardware over without the role.
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		assert_eq!(tasks(CUSTODIAN), [(item, Work::HandOver)]);
		revoke(CUSTODIAN, Role::Custodian);
		assert_eq!(tasks(CUSTODIAN), []);
	});
}

fn silent(item: ItemId) -> (ItemId, Work) {
	(item, Work::State(Fact::Custody))
}

fn his() -> Cure<AccountId> {
	Cure::Giver(Role::Custodian, CUSTODIAN)
}

/// Who cures the custody of an item.
fn cure_of(item: ItemId) -> Cure<AccountId> {
	needs(item).into_iter().find(|need| need.0 == Fact::Custody).unwrap().3
}

/// Another insurer covers an item.
fn say_other(item: ItemId) -> sp_runtime::DispatchResult {
	let policy = crate::NextPolicy::<Test>::get();
	frame_support::storage::with_storage_layer(|| {
		let (gpu, end) = (AssetClass::Gpu, at(400 * DAY));
		Caliber::open_policy(signed(SECOND), gpu, LIMIT, Ppm(1), end, hash(5))?;
		insure(SECOND, item, policy)
	})
}

/// Whoever owes much has all of it before him.
#[test]
fn queue_should_hold_every_claim_of_an_insurer_when_many_go_on_without_their_items() {
	chain().execute_with(|| {
		let item = active();
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		let claim = crate::Claims::<Test>::get(ClaimId(0)).unwrap();
		for id in (1..=1_000).map(ClaimId) {
			crate::Claims::<Test>::insert(id, &claim);
			crate::PartedClaims::<Test>::insert(INSURER, id, ());
		}
		let answers = |who| {
			let works = tasks(who).into_iter().map(|(_, work)| work);
			works.filter(|work| matches!(work, Work::AnswerClaim(_))).count()
		};
		assert_eq!((answers(INSURER), answers(SECOND)), (1_001, 0));
	});
}
