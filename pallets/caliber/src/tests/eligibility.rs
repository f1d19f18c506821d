//! What an item still needs and from whom, and what waits for whom.

use crate::{mock::*, AppraisalRules, Cause, Error, Health, Rules};
use caliber_primitives::{
	collateral::{Collateral, Fact, Lack, Loss},
	eligibility::{Cure, Eligibility, Need, Pending, Task, Work},
	ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId, SiteId},
	roles::Role,
	units::{usdai_of_cents, Ppm, Seconds, UsdCents},
};
use frame_support::assert_ok;
use std::collections::BTreeSet;

fn eligibility(item: ItemId) -> Eligibility<AccountId> {
	Caliber::eligibility(item).unwrap()
}

pub(super) type Short = (Fact, Vec<Lack>, Option<Seconds>, Cure<AccountId>);

pub(super) fn needs(item: ItemId) -> Vec<Short> {
	let short = |need: Need<_>| (need.fact, need.lacks, need.ends, need.cure);
	eligibility(item).needs.into_iter().map(short).collect()
}

pub(super) fn tasks(who: AccountId) -> Vec<(ItemId, Work)> {
	let Pending { tasks, next } = Caliber::queue_of(&who, None);
	assert_eq!(next, None);
	let mut tasks: Vec<_> = tasks.into_iter().map(|Task { item, work }| (item, work)).collect();
	tasks.sort_by_key(|(item, _)| *item);
	tasks
}

/// The same as the standing, whatever is wrong.
fn assert_agrees(item: ItemId) {
	let told: BTreeSet<_> = eligibility(item)
		.needs
		.into_iter()
		.flat_map(|need| need.lacks.into_iter().map(move |lack| (need.fact, lack)))
		.collect();
	let standing = Caliber::standing_of(item).0;
	assert_eq!(told, standing.iter().map(|each| (each.fact, each.lack)).collect());
	assert_eq!(eligibility(item).is_good(), standing.is_empty());
}

#[test]
fn eligibility_should_name_whoever_can_cure_when_nobody_has_spoken() {
	with_chain(|| {
		let item = submitted(&["A"]);
		let any = |fact, role| (fact, vec![Lack::Missing], None, Cure::AnyOf(role));
		assert_eq!(
			needs(item),
			[
				any(Fact::Title, Role::Registrar),
				any(Fact::Custody, Role::Custodian),
				any(Fact::Insurance, Role::Insurer),
				any(Fact::Appraisal, Role::Appraiser),
				any(Fact::Invoice, Role::Registrar),
			]
		);
		assert_agrees(item);
		assert_eq!(Caliber::eligibility(ItemId(9)), None);
	});
}

#[test]
fn eligibility_should_tell_the_date_and_the_giver_when_a_fact_ends_soon() {
	with_chain(|| {
		let item = active();
		assert_eq!(needs(item), []);
		let ends = |days, fact, role, giver| {
			(fact, vec![], Some(at(days * DAY)), Cure::Giver(role, giver))
		};
		// Thirty days ahead, to the second.
		set_time(at(60 * DAY - 1));
		assert_eq!(needs(item), []);
		set_time(at(60 * DAY));
		let appraisal = ends(90, Fact::Appraisal, Role::Appraiser, APPRAISER);
		assert_eq!(needs(item), [appraisal]);
		assert!(eligibility(item).is_good());
		// What is wrong comes first, then what ends next.
		set_time(at(380 * DAY));
		let gone = |days, fact, role, giver| {
			(fact, vec![Lack::Expired], Some(at(days * DAY)), Cure::Giver(role, giver))
		};
		assert_eq!(
			needs(item),
			[
				(
					Fact::Custody,
					vec![Lack::Expired, Lack::Silent],
					Some(at(300 * DAY)),
					Cure::Giver(Role::Custodian, CUSTODIAN)
				),
				gone(90, Fact::Appraisal, Role::Appraiser, APPRAISER),
				ends(400, Fact::Insurance, Role::Insurer, INSURER),
			]
		);
		assert_agrees(item);
		// Whoever has lost his role cannot cure it.
		revoke(CUSTODIAN, Role::Custodian);
		assert_eq!(
			needs(item)[0],
			(
				Fact::Custody,
				vec![Lack::Expired, Lack::Silent],
				Some(at(300 * DAY)),
				Cure::AnyOf(Role::Custodian)
			)
		);
		assert_agrees(item);
	});
}

#[test]
fn eligibility_should_send_to_governance_when_a_fact_is_in_dispute() {
	with_chain(|| {
		for fact in [Fact::Title, Fact::Custody, Fact::Insurance, Fact::Appraisal, Fact::Invoice] {
			let item = attested(&[&format!("{fact:?}")]);
			assert_ok!(Caliber::dispute(signed(SECOND), item, fact, hash(9)));
			let all = needs(item);
			assert!(matches!(&all[..], [(of, lacks, _, Cure::Governance)]
				if *of == fact && *lacks == [Lack::Disputed]));
			assert_agrees(item);
			for who in [REGISTRAR, CUSTODIAN, INSURER, APPRAISER, SECOND] {
				assert!(!tasks(who).iter().any(|(of, _)| *of == item), "{fact:?} {who}");
			}
		}
	});
}

#[test]
fn eligibility_should_ask_the_operator_when_the_machines_are_silent() {
	with_chain(|| {
		let item = crate::NextItem::<Test>::get();
		let (class, list) = (AssetClass::Storage, serials(&["A"]));
		assert_ok!(Caliber::submit(signed(OWNER), class, ARRAY, 1, list, SiteId(1), hash(1)));
		let telemetry = || needs(item).into_iter().find(|need| need.0 == Fact::Telemetry);
		let his = || Cure::Operator(OPERATOR);
		assert_eq!(telemetry(), Some((Fact::Telemetry, vec![Lack::Missing], None, his())));
		// Machines have no say before somebody has vouched for the hardware.
		assert_eq!(tasks(OPERATOR), []);
		refused(|| beat(OPERATOR, item, Health::Good), Error::<Test>::NotVouched);
		assert_ok!(custody(CUSTODIAN, item));
		assert_eq!(tasks(OPERATOR), [(item, Work::State(Fact::Telemetry))]);
		assert_eq!(tasks(CUSTODIAN), []);
		assert_ok!(beat(OPERATOR, item, Health::Good));
		let end = Seconds(START.get() + DAY);
		assert_eq!(telemetry(), Some((Fact::Telemetry, vec![], Some(end), his())));
		assert_eq!(tasks(OPERATOR), [(item, Work::Renew(Fact::Telemetry, end))]);
		set_time(end);
		assert_eq!(telemetry().unwrap().1, [Lack::Expired]);
		assert_eq!(tasks(OPERATOR), [(item, Work::State(Fact::Telemetry))]);
		assert_ok!(beat(OPERATOR, item, Health::Failed));
		assert_eq!(telemetry().unwrap().1, [Lack::Failed]);
		assert_eq!(tasks(OPERATOR), [(item, Work::State(Fact::Telemetry))]);
		assert_agrees(item);
	});
}

#[test]
fn queue_should_hold_what_an_account_could_state_and_the_chain_would_take() {
	with_chain(|| {
		let item = submitted(&["A"]);
		let state = |fact| vec![(item, Work::State(fact))];
		assert_eq!(tasks(OWNER), []);
		assert_eq!(tasks(CUSTODIAN), state(Fact::Custody));
		assert_eq!(tasks(REGISTRAR), state(Fact::Title));
		assert_eq!(tasks(INSURER), state(Fact::Insurance));
		assert_eq!(tasks(APPRAISER), state(Fact::Appraisal));
		// Whoever has every role may choose one; then the others are closed to him.
		let all = [Fact::Title, Fact::Custody, Fact::Insurance, Fact::Appraisal];
		assert_eq!(tasks(SECOND), all.map(|fact| (item, Work::State(fact))));
		assert_ok!(custody(SECOND, item));
		assert_eq!(tasks(SECOND), []);
		refused(|| title(SECOND, item), Error::<Test>::ConflictOfRoles);
		assert_eq!(tasks(CUSTODIAN), []);
		refused(|| custody(CUSTODIAN, item), Error::<Test>::FactInForce);
		assert_ok!(title(REGISTRAR, item));
		assert_ok!(insure(INSURER, item, policy(LIMIT)));
		assert_ok!(appraise(APPRAISER, item));
		for who in [REGISTRAR, INSURER, APPRAISER, SECOND] {
			assert_eq!(tasks(who), []);
		}
		// Its own giver renews; another may only when it has run out.
		set_time(at(89 * DAY));
		assert_eq!(tasks(APPRAISER), [(item, Work::Renew(Fact::Appraisal, at(90 * DAY)))]);
		let silent = Seconds(at(92 * DAY).get() + 1);
		assert_eq!(tasks(SECOND), [(item, Work::Renew(Fact::Custody, silent))]);
		set_time(at(90 * DAY));
		assert_eq!(tasks(APPRAISER), state(Fact::Appraisal));
		// What he said counts, but he cannot say it again: another follows him.
		revoke(SECOND, Role::Custodian);
		assert_eq!(tasks(CUSTODIAN), [(item, Work::Renew(Fact::Custody, silent))]);
		assert_eq!(tasks(SECOND), []);
		assert_ok!(custody(CUSTODIAN, item));
		assert_eq!(tasks(SECOND), state(Fact::Appraisal));
		// Nobody values his own.
		assert_ok!(transfer(item, OWNER, APPRAISER));
		assert_eq!(tasks(APPRAISER), []);
	});
}

#[test]
fn queue_should_hold_what_waits_for_hand_over_or_for_its_end() {
	with_chain(|| {
		let (asked, gone) = (active(), attested(&["B"]));
		assert_ok!(Caliber::request_redemption(signed(OWNER), asked));
		assert_ok!(Caliber::request_retirement(signed(OWNER), gone, Cause::Lost));
		assert_eq!(tasks(CUSTODIAN), [(asked, Work::HandOver)]);
		assert_eq!(tasks(REGISTRAR), [(gone, Work::Retire)]);
		assert_eq!(tasks(SECOND), [(gone, Work::Retire)]);
		assert_eq!((tasks(INSURER), tasks(APPRAISER)), (vec![], vec![]));
		assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), asked, hash(9)));
		assert_ok!(Caliber::retire(signed(REGISTRAR), gone, hash(7)));
		assert_eq!((tasks(CUSTODIAN), tasks(REGISTRAR)), (vec![], vec![]));
		// Collateral needs its facts as much as any.
		let pledged = attested(&["C"]);
		assert_ok!(Caliber::activate(signed(OWNER), pledged));
		assert_ok!(Caliber::pledge(pledged, &OWNER, LoanId(1)));
		set_time(at(89 * DAY));
		assert_eq!(tasks(APPRAISER), [(pledged, Work::Renew(Fact::Appraisal, at(90 * DAY)))]);
	});
}

#[test]
fn queue_should_hold_offers_claims_and_other_opinions_for_whom_they_wait() {
	with_chain(|| {
		let item = active();
		assert_ok!(offer(CUSTODIAN, item, SECOND));
		assert_eq!(tasks(SECOND), [(item, Work::AcceptCustody)]);
		assert_ok!(Caliber::withdraw_custody_offer(signed(CUSTODIAN), item));
		assert_eq!(tasks(SECOND), []);
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		let claim = ClaimId(0);
		assert_eq!(tasks(INSURER), [(item, Work::AnswerClaim(claim))]);
		assert_ok!(Caliber::accept_claim(signed(INSURER), claim));
		assert_eq!(tasks(INSURER), [(item, Work::PayClaim(claim))]);
		assert_eq!(tasks(APPRAISER), []);
		let large = AppraisalRules { second_opinion_above: UsdCents(1), ..Default::default() };
		let rules = Rules { appraisals: large, ..Rules::default() };
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		let need = needs(item);
		let claimed =
			(Fact::Insurance, vec![Lack::Claimed], Some(at(400 * DAY)), Cure::Claim(claim));
		assert_eq!(need[0], claimed);
		assert!(matches!(&need[1..], [(Fact::Appraisal, lacks, _, Cure::AnyOf(Role::Appraiser))]
			if *lacks == [Lack::OpinionMissing]));
		assert_agrees(item);
		assert_eq!(tasks(APPRAISER), []);
		assert_eq!(tasks(THIRD), [(item, Work::State(Fact::Appraisal))]);
	});
}

#[test]
fn queue_should_come_in_bounded_pages_that_miss_nothing() {
	with_chain(|| {
		pallet_balances::Pallet::<Test>::force_set_balance(
			RuntimeOrigin::root(),
			OWNER,
			10_000_000,
		)
		.unwrap();
		let all: BTreeSet<_> = (0..150).map(|n| submitted(&[&format!("N{n}")])).collect();
		let (mut seen, mut after, mut pages) = (BTreeSet::new(), None, Vec::new());
		loop {
			let Pending { tasks, next } = Caliber::queue_of(&CUSTODIAN, after);
			pages.push(tasks.len());
			for task in tasks {
				assert_eq!(task.work, Work::State(Fact::Custody));
				assert!(seen.insert(task.item), "{task:?} twice");
			}
			// The item at which a page ended may be gone when the next is asked for.
			if let (Some(item), 2) = (next, pages.len()) {
				let list = serials(&[&format!("N{}", item.0)]);
				assert_ok!(Caliber::withdraw_submission(signed(OWNER), item, list));
			}
			match next {
				Some(_) => after = next,
				None => break,
			}
		}
		assert_eq!((pages, seen), (vec![64, 64, 22], all));
		// What has nothing for an account is passed over, a thousand at a time.
		for item in 0..3 {
			let _ = custody(CUSTODIAN, ItemId(item));
		}
		let Pending { tasks, next } = Caliber::queue_of(&OWNER, None);
		assert_eq!((tasks, next), (vec![], None));
	});
}

#[test]
fn queue_should_look_at_a_thousand_items_and_go_on() {
	with_chain(|| {
		pallet_balances::Pallet::<Test>::force_set_balance(
			RuntimeOrigin::root(),
			OWNER,
			10_000_000,
		)
		.unwrap();
		for n in 0..1_001 {
			let _ = submitted(&[&format!("N{n}")]);
		}
		let Pending { tasks, next } = Caliber::queue_of(&OWNER, None);
		assert_eq!(tasks, []);
		let rest = Caliber::queue_of(&OWNER, Some(next.unwrap()));
		assert_eq!((rest.tasks, rest.next), (vec![], None));
	});
}

#[test]
fn eligibility_should_agree_with_the_standing_in_every_state() {
	with_chain(|| {
		for (_, item, _) in super::collateral::in_every_state() {
			assert_agrees(item);
		}
		let cover = PolicyId(0);
		assert_ok!(Caliber::open_policy(
			signed(INSURER),
			AssetClass::Gpu,
			LIMIT,
			Ppm(1),
			at(500 * DAY),
			hash(5)
		));
		let item = submitted(&["Z"]);
		assert_ok!(custody(CUSTODIAN, item));
		let _ = insure(INSURER, item, cover);
		for days in [0, 89, 90, 299, 300, 401, 1_001] {
			set_time(at(days * DAY));
			assert_agrees(item);
		}
	});
}

/// Needs of a moment, without lacks: fact, end and cure.
fn soon(item: ItemId) -> Vec<(Fact, Seconds, Cure<AccountId>)> {
	let needs = needs(item).into_iter().filter(|(_, lacks, ..)| lacks.is_empty());
	needs.map(|(fact, _, ends, cure)| (fact, ends.unwrap(), cure)).collect()
}

#[test]
fn eligibility_should_tell_thirty_days_ahead_what_will_be_in_the_way() {
	with_chain(|| {
		// Both appraisers speak of a large item; a policy's premium is paid for a year.
		let large = AppraisalRules {
			second_opinion_above: UsdCents(1),
			fresh: Seconds(100 * DAY),
			challenge_window: Seconds::ZERO,
			..Default::default()
		};
		let rules = Rules { appraisals: large, ..Rules::default() };
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		let item = attested(&["A"]);
		let say = |who, effective, ends| {
			let (day, end) = (at(effective * DAY).day(), at(ends * DAY));
			Caliber::appraise(signed(who), item, VALUES, BASIS, day, end, hash(6))
		};
		assert_ok!(say(APPRAISER, 0, 120));
		assert_ok!(say(THIRD, 0, 80));
		let (gpu, end) = (AssetClass::Gpu, at(1_000 * DAY));
		assert_ok!(Caliber::open_policy(signed(INSURER), gpu, LIMIT, Ppm(1), end, hash(5)));
		assert_ok!(Caliber::insure(signed(INSURER), item, PolicyId(1), COVER, FLOOR, end));
		let by = |role, who| Cure::Giver(role, who);
		// The second opinion runs out first, and is its giver's to renew.
		let second = (Fact::Appraisal, at(80 * DAY), by(Role::Appraiser, THIRD));
		set_time(Seconds(at(50 * DAY).get() - 1));
		assert_eq!(soon(item), []);
		set_time(at(50 * DAY));
		assert_eq!(soon(item), [second]);
		assert_eq!(tasks(THIRD), [(item, Work::Renew(Fact::Appraisal, at(80 * DAY)))]);
		assert_eq!(tasks(APPRAISER), []);
		assert_ok!(say(THIRD, 50, 160));
		// The custodian has been silent since the first day.
		let silent = Seconds(at(92 * DAY).get() + 1);
		let custody = (Fact::Custody, silent, by(Role::Custodian, CUSTODIAN));
		set_time(Seconds(silent.get() - 30 * DAY));
		assert_eq!(soon(item), [custody]);
		assert_eq!(tasks(CUSTODIAN), [(item, Work::Renew(Fact::Custody, silent))]);
		let items = vec![item].try_into().unwrap();
		assert_ok!(Caliber::confirm_custody(signed(CUSTODIAN), items));
		assert_eq!(soon(item), []);
		// The first opinion is stale before it runs out.
		set_time(at(70 * DAY));
		let first = (Fact::Appraisal, at(100 * DAY), by(Role::Appraiser, APPRAISER));
		assert_eq!(soon(item), [first]);
		assert_eq!(tasks(APPRAISER), [(item, Work::Renew(Fact::Appraisal, at(100 * DAY)))]);
		set_time(at(100 * DAY));
		let stale = needs(item).into_iter().find(|need| need.0 == Fact::Appraisal).unwrap();
		assert_eq!((stale.1, stale.3), (vec![Lack::Stale], by(Role::Appraiser, APPRAISER)));
		// The premium is paid for a year, and 60 days of grace follow.
		set_time(at(395 * DAY));
		let premium = (Fact::Insurance, at(425 * DAY), Cure::Premium(PolicyId(1)));
		assert!(soon(item).contains(&premium));
		assert!(!tasks(INSURER).iter().any(|(of, _)| *of == item));
		assert_ok!(Caliber::pay_premium(signed(BUYER), PolicyId(1), at(396 * DAY)));
		assert!(!soon(item).iter().any(|(fact, ..)| *fact == Fact::Insurance));
	});
}

#[test]
fn second_opinion_should_not_be_told_to_end_when_nobody_needs_it() {
	with_chain(|| {
		let item = crate::NextItem::<Test>::get();
		let large = |above| AppraisalRules {
			second_opinion_above: UsdCents(above),
			challenge_window: Seconds::ZERO,
			..Default::default()
		};
		let set = |above| {
			let rules = Rules { appraisals: large(above), ..Rules::default() };
			Caliber::set_rules(RuntimeOrigin::root(), rules)
		};
		assert_ok!(set(1));
		assert_eq!(attested(&["A"]), item);
		let (day, end) = (START.day(), at(20 * DAY));
		assert_ok!(Caliber::appraise(signed(THIRD), item, VALUES, BASIS, day, end, hash(6)));
		assert_eq!(soon(item).len(), 1);
		assert_ok!(set(u64::MAX));
		assert_eq!(soon(item), []);
		assert_eq!(tasks(THIRD), []);
	});
}

#[test]
fn claim_should_wait_for_the_insurer_of_its_policy_whatever_became_of_the_item() {
	let loan = LoanId(1);
	let claim = ClaimId(0);
	type Then = fn(ItemId);
	let cases: [Then; 3] = [
		// Its cover was found wrong.
		|item| {
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		},
		|item| {
			assert_ok!(Caliber::deliver(item, LoanId(1), &BUYER));
		},
		// Sold, and gone.
		|item| {
			assert_ok!(Caliber::deliver(item, LoanId(1), &BUYER));
			assert_ok!(Caliber::request_redemption(signed(BUYER), item));
			assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9)));
		},
	];
	for then in cases {
		with_chain(|| {
			let item = active();
			assert_ok!(Caliber::pledge(item, &OWNER, loan));
			assert_ok!(Caliber::seize(item, loan));
			let amount = usdai_of_cents(FLOOR);
			assert_ok!(Caliber::claim_cover(item, loan, amount, Loss::Residual));
			then(item);
			let claims = || {
				let mut tasks = tasks(INSURER);
				tasks.retain(|(_, work)| !matches!(work, Work::State(_)));
				tasks
			};
			assert_eq!(claims(), [(item, Work::AnswerClaim(claim))]);
			assert_ok!(Caliber::accept_claim(signed(INSURER), claim));
			assert_eq!(claims(), [(item, Work::PayClaim(claim))]);
			assert_eq!(tasks(BUYER), []);
			assert_ok!(Caliber::pay_claim(signed(INSURER), claim));
			assert_eq!(claims(), []);
		});
	}
}

/// Whoever is told to cure it can.
#[test]
fn eligibility_should_name_what_cures_a_lien_a_lapse_and_a_site() {
	with_chain(|| {
		let item = active();
		let ends = record(item).title.unwrap().lapses;
		assert_ok!(Caliber::record_lien(signed(SECOND), item, hash(13), at(900 * DAY)));
		let liened = (Fact::Title, vec![Lack::Liened], Some(ends), Cure::Release(SECOND));
		assert_eq!(needs(item), [liened]);
		for who in [REGISTRAR, SECOND] {
			assert_eq!(tasks(who), [(item, Work::ClearLien)]);
		}
		assert_ok!(Caliber::clear_lien(signed(REGISTRAR), item, hash(14)));
		assert_eq!(needs(item), []);
	});
	with_chain(|| {
		let item = submitted(&["A"]);
		let policy = PolicyId(0);
		let (gpu, end) = (AssetClass::Gpu, at(900 * DAY));
		assert_ok!(Caliber::open_policy(signed(INSURER), gpu, LIMIT, Ppm(1), end, hash(5)));
		assert_ok!(Caliber::insure(signed(INSURER), item, policy, COVER, FLOOR, end));
		set_time(at(425 * DAY));
		let cure = || needs(item).into_iter().find(|need| need.0 == Fact::Insurance).unwrap().3;
		assert_eq!(cure(), Cure::Acknowledge(policy, INSURER));
		assert_eq!(tasks(INSURER), [(item, Work::AcknowledgePremium(policy))]);
		refused(
			|| Caliber::pay_premium(signed(BUYER), policy, at(500 * DAY)),
			Error::<Test>::PolicyLapsed,
		);
		revoke(INSURER, Role::Insurer);
		assert_eq!(cure(), Cure::AnyOf(Role::Insurer));
	});
	with_chain(|| {
		let item = active();
		assert_ok!(beat(OPERATOR, item, Health::Failed));
		let cure = || needs(item).into_iter().find(|need| need.0 == Fact::Telemetry).unwrap().3;
		assert_eq!(cure(), Cure::Operator(OPERATOR));
		// An operator who holds title is no voice for the machines.
		assert_ok!(Caliber::transfer(signed(OWNER), item, OPERATOR));
		assert_eq!(cure(), Cure::Register(SiteId(7)));
		assert_eq!(tasks(OPERATOR), []);
	});
}

#[test]
fn queue_should_be_the_same_as_a_view() {
	with_chain(|| {
		submitted(&["A"]);
		let queue = Caliber::queue_of(&CUSTODIAN, None);
		assert_eq!(queue.tasks.len(), 1);
		assert_eq!(Caliber::pending_for(CUSTODIAN, None), queue);
	});
}
