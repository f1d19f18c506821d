//! How cover shrinks and ends, and who may say so.

use crate::{mock::*, Error, Event, Insurance, InsuranceRules, Rules};
use caliber_primitives::{
	collateral::{Collateral, Deficiency, Fact, Lack},
	eligibility::{Cure, Work},
	ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId},
	roles::{Role, RoleError},
	testing::world,
	units::{Ppm, Seconds, UsdCents},
};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

const POLICY: PolicyId = PolicyId(0);
const LOAN: LoanId = LoanId(5);
/// How long cover goes on after a notice, in days.
const NOTICE: u64 = 60;
/// When the cover of the tests ends.
const END: Seconds = Seconds(START.get() + 400 * DAY);

type Act = fn(ItemId);

fn cover(item: ItemId) -> Insurance {
	record(item).insurance.unwrap()
}

fn insured(item: ItemId, policy: PolicyId, terms: (u64, u64), until: Seconds) -> DispatchResult {
	let (cover, floor) = (UsdCents(terms.0), UsdCents(terms.1));
	Caliber::insure(signed(INSURER), item, policy, cover, floor, until)
}

fn cancel(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::cancel_cover(signed(who), item)
}

/// A policy of [`SECOND`]'s.
fn second_policy() -> PolicyId {
	let id = crate::NextPolicy::<Test>::get();
	let (gpu, until) = (AssetClass::Gpu, at(900 * DAY));
	assert_ok!(Caliber::open_policy(signed(SECOND), gpu, LIMIT, Ppm(1), until, hash(5)));
	id
}

/// What rests on cover.
const RESTED_ON: [(&str, Act); 3] = [
	("pledged", |item| {
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
	}),
	("seized", |item| {
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		assert_ok!(Caliber::seize(item, LOAN));
	}),
	("redeeming", |item| {
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
	}),
];

#[test]
fn cover_should_not_shrink_when_a_loan_or_a_hand_over_rests_on_it() {
	for (name, rest) in RESTED_ON {
		with_chain(|| {
			let item = active();
			let (c, f) = (COVER.get(), FLOOR.get());
			// Another policy of his whose premium is paid for less time, and ends when it does.
			let (gpu, end) = (AssetClass::Gpu, at(380 * DAY));
			assert_ok!(Caliber::open_policy(signed(INSURER), gpu, LIMIT, Ppm(1), end, hash(5)));
			rest(item);
			let before = cover(item);
			for (policy, terms, until) in [
				(POLICY, (c - 1, f), END),
				(POLICY, (1, 0), END),
				(POLICY, (c, f - 1), END),
				(POLICY, (c, f), Seconds(END.get() - 1)),
				(POLICY, (c, f), at(1)),
				(PolicyId(1), (c, f), end),
			] {
				refused(|| insured(item, policy, terms, until), Error::<Test>::CoverCut);
			}
			assert_eq!(cover(item), before, "{name}");
			assert_ok!(insured(item, POLICY, (c + 1, f + 1), END));
			refused(|| insured(item, POLICY, (c, f), END), Error::<Test>::CoverCut);
		});
	}
	with_chain(|| {
		let item = active();
		assert_ok!(insured(item, POLICY, (1, 0), at(DAY)));
	});
}

#[test]
fn cover_should_be_bound_anew_for_less_when_it_has_run_out_or_its_giver_does_not_count() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		let policy = second_policy();
		let less = || {
			let (cover, floor) = (UsdCents(1), UsdCents(0));
			Caliber::insure(signed(SECOND), item, policy, cover, floor, at(900 * DAY))
		};
		refused(less, Error::<Test>::FactInForce);
		// A role that was taken away ends no cover: whoever follows gives no less.
		revoke(INSURER, Role::Insurer);
		refused(less, Error::<Test>::CoverCut);
		let no_less = || Caliber::insure(signed(SECOND), item, policy, COVER, FLOOR, at(900 * DAY));
		assert_ok!(frame_support::storage::with_transaction(|| {
			sp_runtime::TransactionOutcome::Rollback(no_less())
		}));
		world(|w| w.roles.as_mut().unwrap().retain(|grant| *grant != (INSURER, Role::Insurer)));
		assert_ok!(less());
	});
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		set_time(END);
		let policy = policy_to(at(900 * DAY));
		assert_ok!(insured(item, policy, (1, 0), at(500 * DAY)));
	});
}

/// A policy of [`INSURER`]'s that ends then.
fn policy_to(end: Seconds) -> PolicyId {
	let id = crate::NextPolicy::<Test>::get();
	let gpu = AssetClass::Gpu;
	assert_ok!(Caliber::open_policy(signed(INSURER), gpu, LIMIT, Ppm(1), end, hash(5)));
	id
}

#[test]
fn cover_should_end_after_notice_and_show_it_meanwhile() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		refused(|| cancel(SECOND, item), Error::<Test>::NotInsurer);
		refused(|| cancel(INSURER, ItemId(9)), Error::<Test>::UnknownItem);
		let bare = submitted(&["B"]);
		refused(|| cancel(INSURER, bare), Error::<Test>::NotCovered);
		assert_ok!(cancel(INSURER, item));
		let until = at(NOTICE * DAY);
		System::assert_last_event(
			Event::CoverCancelled { item, policy: POLICY, insurer: INSURER, until }.into(),
		);
		refused(|| cancel(INSURER, item), Error::<Test>::CoverCancelled);
		let value = Caliber::value_of(item).unwrap();
		assert_eq!((value.cover, value.cover_until), (COVER, until));
		// Sixty days ahead, where other ends show thirty.
		let lack = Lack::Cancelled;
		let standing = Caliber::standing_of(item).0.into_inner();
		assert_eq!(standing, [Deficiency { fact: Fact::Insurance, lack }]);
		let need = Caliber::eligibility(item).unwrap().needs.remove(0);
		assert_eq!((need.lacks, need.ends), (vec![lack], Some(until)));
		assert_eq!(need.cure, Cure::AnyOf(Role::Insurer));
		for who in [INSURER, SECOND] {
			let tasks = Caliber::queue_of(&who, None).tasks;
			assert!(tasks.iter().any(|t| t.item == item && t.work == Work::State(Fact::Insurance)));
		}
		set_time(Seconds(until.get() - 1));
		assert_eq!(Caliber::value_of(item).unwrap().cover, COVER);
		set_time(until);
		assert_eq!(Caliber::value_of(item).unwrap().cover, UsdCents(0));
	});
}

#[test]
fn nothing_new_should_be_lent_when_cover_is_cancelled() {
	with_chain(|| {
		let item = active();
		assert_ok!(cancel(INSURER, item));
		let pledge = || Caliber::pledge(item, &OWNER, LOAN);
		refused(pledge, Error::<Test>::NotInStanding);
		// It still covers a hand-over in its time.
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		// What was said stands until the cover is longer again.
		let (c, f) = (COVER.get(), FLOOR.get());
		assert_ok!(insured(item, POLICY, (c, f), at(NOTICE * DAY)));
		refused(pledge, Error::<Test>::NotInStanding);
		assert_ok!(insured(item, POLICY, (c, f), END));
		assert_ok!(pledge());
	});
}

#[test]
fn another_insurer_should_follow_for_no_less_when_cover_is_cancelled() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		let policy = second_policy();
		let follow = |cover| {
			let until = at(NOTICE * DAY);
			Caliber::insure(signed(SECOND), item, policy, cover, FLOOR, until)
		};
		refused(|| follow(COVER), Error::<Test>::FactInForce);
		assert_ok!(cancel(INSURER, item));
		refused(|| follow(UsdCents(COVER.get() - 1)), Error::<Test>::CoverCut);
		assert_ok!(follow(COVER));
		assert_eq!(crate::Policies::<Test>::get(POLICY).unwrap().cover.committed, UsdCents(0));
	});
}

#[test]
fn notice_should_need_the_role_and_move_no_end_back() {
	with_chain(|| {
		let item = active();
		set_time(Seconds(END.get() - DAY));
		let grant = (INSURER, Role::Insurer);
		world(|w| w.roles.as_mut().unwrap().retain(|other| *other != grant));
		let error = Error::<Test>::NotAuthorised(RoleError::NotGranted);
		refused(|| cancel(INSURER, item), error);
		world(|w| w.roles.as_mut().unwrap().push(grant));
		assert_ok!(cancel(INSURER, item));
		assert_eq!(cover(item).until, END);
	});
	with_chain(|| {
		let insurance = InsuranceRules { notice: Seconds(1), ..InsuranceRules::default() };
		let rules = Rules { insurance, ..rules() };
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		let item = active();
		assert_ok!(cancel(INSURER, item));
		assert_eq!(cover(item).until, at(1));
	});
}

#[test]
fn insurer_should_promise_nothing_new_while_he_owes_a_claim_for_too_long() {
	with_chain(|| {
		let item = active();
		let other = attested(&["B"]);
		let (c, f) = (COVER.get(), FLOOR.get());
		let open = || {
			let (gpu, until) = (AssetClass::Gpu, at(900 * DAY));
			Caliber::open_policy(signed(INSURER), gpu, LIMIT, Ppm(1), until, hash(5))
		};
		assert_ok!(open());
		let claims = [ClaimId(0), ClaimId(1)];
		for claim in claims {
			let item = [item, other][claim.0 as usize];
			assert_ok!(Caliber::file_claim(signed(OWNER), item, UsdCents(1), hash(9)));
			assert_ok!(Caliber::accept_claim(signed(INSURER), claim));
		}
		set_time(at(30 * DAY));
		let third = submitted(&["C"]);
		let insure = || insured(third, PolicyId(2), (c, f), END);
		let tasks = || Caliber::queue_of(&INSURER, None).tasks;
		let due =
			|item| tasks().iter().any(|t| t.item == item && t.work == Work::State(Fact::Insurance));
		assert!(due(third));
		for claim in claims {
			assert_ok!(Caliber::report_overdue_claim(signed(BUYER), claim));
		}
		// Neither under the policy nor under another one, old or new, until each is paid.
		for claim in claims {
			refused(open, Error::<Test>::InsurerInDefault);
			refused(insure, Error::<Test>::InsurerInDefault);
			refused(|| insured(item, PolicyId(2), (c, f), END), Error::<Test>::InsurerInDefault);
			assert!(!due(third));
			assert_ok!(Caliber::pay_claim(signed(INSURER), claim));
		}
		assert_ok!(open());
		assert_ok!(insure());
	});
}

#[test]
fn insurer_without_the_role_should_owe_and_pay_but_neither_refuse_nor_revive() {
	with_chain(|| {
		let item = active();
		let claim = ClaimId(0);
		assert_ok!(Caliber::file_claim(signed(OWNER), item, UsdCents(1), hash(9)));
		world(|w| w.roles.as_mut().unwrap().retain(|grant| *grant != (INSURER, Role::Insurer)));
		let gone = || Error::<Test>::NotAuthorised(RoleError::NotGranted);
		refused(|| Caliber::reject_claim(signed(INSURER), claim, hash(9)), gone());
		let revive = || Caliber::acknowledge_premium(signed(INSURER), POLICY, at(370 * DAY));
		set_time(at(10 * DAY));
		refused(revive, gone());
		assert_ok!(Caliber::accept_claim(signed(INSURER), claim));
		assert_ok!(Caliber::pay_claim(signed(INSURER), claim));
	});
}

/// One insurer's notice says nothing of another's cover.
#[test]
fn notice_should_not_stick_to_the_next_insurers_cover() {
	with_chain(|| {
		let item = active();
		assert_ok!(cancel(INSURER, item));
		let policy = second_policy();
		let until = at(NOTICE * DAY);
		assert_ok!(Caliber::insure(signed(SECOND), item, policy, COVER, FLOOR, until));
		assert!(!cover(item).cancelled);
		assert!(Caliber::standing_of(item).is_good());
	});
}

#[test]
fn cover_that_has_ended_should_go_back_to_its_policy_when_nothing_rests_on_it() {
	let free = |item| Caliber::free_ended_cover(signed(BUYER), item);
	let committed = || crate::Policies::<Test>::get(POLICY).unwrap().cover.committed;
	with_chain(|| {
		let item = active();
		refused(|| free(ItemId(9)), Error::<Test>::UnknownItem);
		assert_ok!(cancel(INSURER, item));
		let end = at(NOTICE * DAY);
		set_time(Seconds(end.get() - 1));
		refused(|| free(item), Error::<Test>::TooEarly);
		set_time(end);
		// Charged for until somebody says so.
		let due = || Caliber::premium_due(POLICY, at(400 * DAY)).unwrap();
		assert!(!due().is_zero());
		assert_ok!(free(item));
		System::assert_last_event(
			Event::EndedCoverFreed { item, policy: POLICY, cover: COVER, by: BUYER }.into(),
		);
		assert_eq!((record(item).insurance, committed()), (None, UsdCents(0)));
		assert!(due().is_zero());
		refused(|| free(item), Error::<Test>::NotCovered);
	});
	for (name, rest) in RESTED_ON {
		with_chain(|| {
			let item = active();
			rest(item);
			set_time(END);
			refused(|| free(item), Error::<Test>::Encumbered);
			assert_eq!(committed(), COVER, "{name}");
		});
	}
	with_chain(|| {
		let (claimed, doubted) = (active(), attested(&["B"]));
		assert_ok!(Caliber::file_claim(signed(OWNER), claimed, COVER, hash(9)));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), doubted, Fact::Insurance, hash(9)));
		set_time(END);
		refused(|| free(claimed), Error::<Test>::ClaimOpen);
		refused(|| free(doubted), Error::<Test>::Disputed);
	});
}

#[test]
fn policy_should_be_forgotten_when_it_is_over_and_unused() {
	with_chain(|| {
		let item = active();
		let close = || Caliber::close_policy(signed(BUYER), POLICY);
		refused(close, Error::<Test>::TooEarly);
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		set_time(END);
		refused(close, Error::<Test>::PolicyInUse);
		assert_ok!(Caliber::withdraw_claim(signed(OWNER), ClaimId(0)));
		refused(close, Error::<Test>::PolicyInUse);
		assert_ok!(Caliber::free_ended_cover(signed(BUYER), item));
		assert_ok!(close());
		System::assert_last_event(
			Event::PolicyClosed { policy: POLICY, insurer: INSURER, by: BUYER }.into(),
		);
		refused(close, Error::<Test>::UnknownPolicy);
	});
	// A claim that goes on by itself is still its policy's.
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::file_claim(signed(OWNER), item, COVER, hash(9)));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		set_time(END);
		let close = || Caliber::close_policy(signed(BUYER), POLICY);
		refused(close, Error::<Test>::PolicyInUse);
		assert_ok!(Caliber::withdraw_claim(signed(OWNER), ClaimId(0)));
		assert_ok!(close());
	});
}

/// Whoever pays for nothing has nothing paid.
#[test]
fn paid_time_should_be_used_up_faster_when_more_is_covered_than_it_is_paid_for() {
	with_chain(|| {
		let paid = || crate::Policies::<Test>::get(POLICY).unwrap().paid_until;
		policy(LIMIT);
		let (one, two) = (submitted(&["A"]), submitted(&["B"]));
		// The first year counts as paid for all that a policy may cover; its end is the policy's.
		assert_eq!(paid(), at(365 * DAY));
		assert_ok!(insure(INSURER, one, POLICY));
		assert_ok!(insure(INSURER, two, POLICY));
		assert_eq!(paid(), at(365 * DAY));
		// Cover that was freed and is bound again is paid for.
		assert_ok!(insured(two, POLICY, (1, 0), END));
		assert_ok!(insured(two, POLICY, (COVER.get(), 0), END));
		assert_eq!(paid(), at(365 * DAY));
	});
	with_chain(|| {
		let id = policy_to(at(800 * DAY));
		let paid = || {
			let policy = crate::Policies::<Test>::get(id).unwrap();
			(policy.paid_until, policy.paid_cover)
		};
		set_time(at(360 * DAY));
		// 5 days paid for the limit, and 100 for nothing.
		assert_ok!(Caliber::pay_premium(signed(BUYER), id, at(465 * DAY)));
		let mean = UsdCents(LIMIT.get() * 5 / 105);
		assert_eq!(paid(), (at(465 * DAY), mean));
		let item = submitted(&["A"]);
		assert_ok!(insured(item, id, (COVER.get(), 0), at(800 * DAY)));
		let lasts = 105 * DAY * mean.get() / COVER.get();
		assert_eq!(paid(), (Seconds(at(360 * DAY).get() + lasts), COVER));
		// What is owed already does not come back.
		set_time(at(400 * DAY));
		assert_ok!(insured(item, id, (2 * COVER.get(), 0), at(800 * DAY)));
		assert_eq!(paid(), (Seconds(at(360 * DAY).get() + lasts), UsdCents(2 * COVER.get())));
	});
}

/// A shorter grace is not over before the longer one would have been.
#[test]
fn policy_should_lapse_no_earlier_when_governance_shortens_the_grace() {
	with_chain(|| {
		let item = attested_to(at(900 * DAY));
		set_time(at(400 * DAY));
		let lapsed = || {
			let standing = Caliber::standing_of(item).0;
			standing.iter().any(|each| each.lack == Lack::Lapsed)
		};
		let grace = |days| {
			let rules = Caliber::rules();
			let premium_grace = Seconds(days * DAY);
			let insurance = InsuranceRules { premium_grace, ..rules.insurance };
			assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), Rules { insurance, ..rules }));
		};
		grace(1);
		assert!(!lapsed());
		// Shortened twice, the longest binds on.
		grace(2);
		set_time(Seconds(at(425 * DAY).get() - 1));
		assert!(!lapsed());
		set_time(at(425 * DAY));
		assert!(lapsed());
		assert_ok!(Caliber::acknowledge_premium(signed(INSURER), PolicyId(0), at(470 * DAY)));
		set_time(at(472 * DAY));
		assert!(lapsed());
		// A longer one counts at once.
		grace(90);
		assert!(!lapsed());
	});
}

/// An item under a policy that ends then.
fn attested_to(end: Seconds) -> ItemId {
	let item = submitted(&["A"]);
	let policy = policy_to(end);
	assert_ok!(insured(item, policy, (COVER.get(), FLOOR.get()), end));
	item
}
