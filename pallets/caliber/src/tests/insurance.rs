//! Premiums, and claims on cover.

use crate::{mock::*, Cause, Claim, ClaimStatus, Claims, Error, Event, InsuranceRules, Policies};
use caliber_primitives::{
	collateral::{Collateral, Fact, Lack, Loss},
	ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId},
	testing::world,
	units::{usdai_of_cents, Ppm, Seconds, UsdCents, UsdaiAmount},
};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

pub(super) const POLICY: PolicyId = PolicyId(0);
pub(super) const CLAIM: ClaimId = ClaimId(0);
pub(super) const LOAN: LoanId = LoanId(5);
/// What is claimed of [`COVER`].
pub(super) const LOSS: UsdCents = UsdCents(5_000_000);

fn lacks(item: ItemId) -> Vec<(Fact, Lack)> {
	Caliber::standing_of(item).0.iter().map(|d| (d.fact, d.lack)).collect()
}

pub(super) fn cover(item: ItemId) -> UsdCents {
	Caliber::value_of(item).unwrap().cover
}

pub(super) fn file(who: AccountId, item: ItemId, amount: UsdCents) -> DispatchResult {
	Caliber::file_claim(signed(who), item, amount, hash(9))
}

pub(super) fn accept(who: AccountId) -> DispatchResult {
	Caliber::accept_claim(signed(who), CLAIM)
}

pub(super) fn reject(who: AccountId) -> DispatchResult {
	Caliber::reject_claim(signed(who), CLAIM, hash(9))
}

pub(super) fn pay(who: AccountId) -> DispatchResult {
	Caliber::pay_claim(signed(who), CLAIM)
}

pub(super) fn report(who: AccountId) -> DispatchResult {
	Caliber::report_overdue_claim(signed(who), CLAIM)
}

pub(super) fn withdraw(who: AccountId) -> DispatchResult {
	Caliber::withdraw_claim(signed(who), CLAIM)
}

pub(super) fn contest(who: AccountId) -> DispatchResult {
	Caliber::contest_claim(signed(who), CLAIM, hash(7))
}

pub(super) fn decide(owed: bool) -> DispatchResult {
	Caliber::decide_claim(RuntimeOrigin::root(), CLAIM, owed)
}

pub(super) fn close(who: AccountId) -> DispatchResult {
	Caliber::close_claim(signed(who), CLAIM)
}

/// Lets so many days pass.
pub(super) fn wait(days: u64) {
	set_time(Caliber::now().saturating_add(Seconds(days * DAY)));
}

pub(super) fn status() -> &'static str {
	Claims::<Test>::get(CLAIM).unwrap().status.name()
}

pub(super) fn dollars(who: AccountId) -> u128 {
	Dollar::free_balance(who)
}

/// An active item with a claim of [`LOSS`] on it.
pub(super) fn claimed() -> ItemId {
	let item = active();
	assert_ok!(file(OWNER, item, LOSS));
	item
}

#[test]
fn policy_should_cover_nothing_when_its_premium_is_owed_for_too_long() {
	with_chain(|| {
		let item = active();
		let InsuranceRules { first_premium, premium_grace, .. } = InsuranceRules::default();
		let paid = at(first_premium.get());
		assert_eq!(Policies::<Test>::get(POLICY).unwrap().paid_until, paid);
		// The appraisal is renewed so that the item has a value.
		let grace = paid.saturating_add(premium_grace);
		assert!(grace > at(400 * DAY));
		let long = |until| {
			Caliber::open_policy(
				signed(INSURER),
				AssetClass::Gpu,
				LIMIT,
				Ppm(15_000),
				until,
				hash(5),
			)
		};
		assert_ok!(long(at(1_000 * DAY)));
		set_time(at(300 * DAY));
		let policy = PolicyId(1);
		let until = at(900 * DAY);
		assert_ok!(Caliber::insure(signed(INSURER), item, policy, COVER, FLOOR, until));
		let (day, end) = (at(400 * DAY).day(), at(480 * DAY));
		set_time(at(400 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, VALUES, BASIS, day, end, hash(6)));
		set_time(Seconds(grace.get() - 1));
		assert!(!lacks(item).contains(&(Fact::Insurance, Lack::Lapsed)));
		assert_eq!(cover(item), COVER);
		set_time(grace);
		assert!(lacks(item).contains(&(Fact::Insurance, Lack::Lapsed)));
		assert_eq!(cover(item), UsdCents(0));
		refused(|| file(OWNER, item, LOSS), Error::<Test>::NotCovered);
		// Then only the insurer can say that it is paid.
		let later = at(500 * DAY);
		let pay = || Caliber::pay_premium(signed(BUYER), policy, later);
		refused(pay, Error::<Test>::PolicyLapsed);
		assert_ok!(Caliber::acknowledge_premium(signed(INSURER), policy, later));
		assert_eq!(cover(item), COVER);
	});
}

#[test]
fn cover_should_end_with_the_premium_when_that_ends_first() {
	with_chain(|| {
		let item = active();
		let (class, premium) = (AssetClass::Gpu, Ppm(15_000));
		assert_ok!(Caliber::open_policy(
			signed(INSURER),
			class,
			LIMIT,
			premium,
			at(1_000 * DAY),
			hash(5)
		));
		let (policy, until) = (PolicyId(1), at(900 * DAY));
		assert_ok!(Caliber::insure(signed(INSURER), item, policy, COVER, FLOOR, until));
		let ends = || {
			let value = Caliber::value_of(item).unwrap();
			let stated = record(item).insurance.unwrap().until;
			(value.cover_until, stated)
		};
		// A year is paid, and 60 days of grace follow.
		assert_eq!(ends(), (at(425 * DAY), until));
		assert_ok!(Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), at(365 * DAY)));
		set_time(at(365 * DAY));
		assert_ok!(Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), at(700 * DAY)));
		// Nobody asks for hardware whose cover lapses before it must be handed over.
		set_time(at(395 * DAY + 1));
		let request = || Caliber::request_redemption(signed(OWNER), item);
		refused(request, Error::<Test>::EndsTooSoon);
		assert_ok!(Caliber::pay_premium(signed(BUYER), policy, at(500 * DAY)));
		assert_ok!(request());
		let (day, end) = (at(395 * DAY).day(), at(480 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, VALUES, BASIS, day, end, hash(6)));
		assert_eq!(ends(), (at(560 * DAY), until));
	});
}

#[test]
fn premium_should_be_paid_by_anyone_for_the_cover_and_the_time() {
	with_chain(|| {
		active();
		set_time(at(10 * DAY));
		// 200,000 dollars at 1.5 % for 10 of 365 days.
		let (from, until) = (at(365 * DAY), at(375 * DAY));
		let due = 200_000 * 15 * 10 * caliber_primitives::units::UNIT / 1_000 / 365 + 1;
		assert_eq!(Caliber::premium_due(POLICY, until), Some(UsdaiAmount(due)));
		assert_ok!(Caliber::pay_premium(signed(BUYER), POLICY, until));
		System::assert_last_event(
			Event::PremiumPaid {
				policy: POLICY,
				payer: BUYER,
				insurer: INSURER,
				amount: UsdaiAmount(due),
				from,
				until,
			}
			.into(),
		);
		assert_eq!((dollars(BUYER), dollars(INSURER)), (DOLLARS - due, DOLLARS + due));
		assert_eq!(Policies::<Test>::get(POLICY).unwrap().paid_until, until);
		// Not twice, at most a year ahead, and never beyond the policy's end.
		let refuse = |until| {
			let (bad, insurer) = (Error::<Test>::BadTerm, signed(INSURER));
			refused(|| Caliber::pay_premium(signed(BUYER), POLICY, until), bad);
			let bad = Error::<Test>::BadTerm;
			refused(|| Caliber::acknowledge_premium(insurer, POLICY, until), bad);
		};
		refuse(until);
		refuse(Seconds(until.get() + 1));
		set_time(at(100 * DAY));
		refuse(at(400 * DAY + 1));
		let acknowledge =
			|who, policy| Caliber::acknowledge_premium(signed(who), policy, at(400 * DAY));
		refused(|| acknowledge(SECOND, POLICY), Error::<Test>::NotInsurer);
		refused(|| acknowledge(INSURER, PolicyId(9)), Error::<Test>::UnknownPolicy);
		assert_ok!(acknowledge(INSURER, POLICY));
		System::assert_last_event(
			Event::PremiumAcknowledged {
				policy: POLICY,
				insurer: INSURER,
				from: until,
				until: at(400 * DAY),
			}
			.into(),
		);
		let unknown = || Caliber::pay_premium(signed(BUYER), PolicyId(9), at(DAY));
		refused(unknown, Error::<Test>::UnknownPolicy);
		assert_eq!(Caliber::premium_due(PolicyId(9), at(DAY)), None);
	});
}

#[test]
fn premium_should_move_nothing_when_the_payer_cannot_pay_or_is_frozen() {
	with_chain(|| {
		active();
		set_time(at(10 * DAY));
		let pay = |who| Caliber::pay_premium(signed(who), POLICY, at(375 * DAY));
		assert!(pay(77).is_err());
		world(|w| w.frozen.push(BUYER));
		assert!(pay(BUYER).is_err());
		assert_eq!(Policies::<Test>::get(POLICY).unwrap().paid_until, at(365 * DAY));
	});
}

#[test]
fn claim_should_pay_the_holder_and_lower_cover_and_limit() {
	with_chain(|| {
		let item = claimed();
		let filed = Claim {
			item,
			policy: POLICY,
			loan: None,
			claimant: Some(OWNER),
			amount: LOSS,
			loss: Loss::Casualty(hash(9)),
			filed: START,
			reserved: None,
			status: ClaimStatus::first(at(30 * DAY)),
		};
		assert_eq!(Caliber::claim(CLAIM), Some(filed.clone()));
		assert_eq!(Caliber::open_claim_of(item), Some(CLAIM));
		// Who has bought it meanwhile has the money.
		assert_ok!(transfer(item, OWNER, BUYER));
		refused(|| accept(BUYER), Error::<Test>::NotInsurer);
		assert_ok!(accept(INSURER));
		let pay_by = at(30 * DAY);
		System::assert_last_event(
			Event::ClaimAccepted { claim: CLAIM, by: INSURER, pay_by }.into(),
		);
		refused(|| pay(SECOND), Error::<Test>::NotInsurer);
		assert_ok!(pay(INSURER));
		let left = UsdCents(COVER.get() - LOSS.get());
		System::assert_last_event(
			Event::ClaimPaid {
				claim: CLAIM,
				item,
				insurer: INSURER,
				loan: None,
				to: Some(BUYER),
				amount: LOSS,
				left,
			}
			.into(),
		);
		let loss = usdai_of_cents(LOSS).get();
		assert_eq!((dollars(INSURER), dollars(BUYER)), (DOLLARS - loss, DOLLARS + loss));
		let policy = Policies::<Test>::get(POLICY).unwrap();
		assert_eq!(policy.cover.limit, UsdCents(LIMIT.get() - LOSS.get()));
		assert_eq!((policy.cover.committed, cover(item)), (left, left));
		assert_eq!(record(item).insurance.unwrap().floor, FLOOR);
		// It is kept, and another can be filed.
		assert_eq!((status(), Caliber::open_claim_of(item)), ("paid", None));
		assert_eq!(Claims::<Test>::get(CLAIM).unwrap().loss, filed.loss);
		assert_ok!(file(BUYER, item, left));
		assert_eq!(Caliber::open_claim_of(item), Some(ClaimId(1)));
		assert_ok!(Caliber::accept_claim(signed(INSURER), ClaimId(1)));
		assert_ok!(Caliber::pay_claim(signed(INSURER), ClaimId(1)));
		assert_eq!(lacks(item), [(Fact::Insurance, Lack::Missing)]);
		assert_eq!(record(item).insurance, None);
	});
}

#[test]
fn claim_should_count_as_accepted_when_the_insurer_does_not_answer() {
	with_chain(|| {
		claimed();
		set_time(at(30 * DAY - 1));
		refused(|| accept(OWNER), Error::<Test>::NotInsurer);
		set_time(at(30 * DAY));
		refused(|| reject(INSURER), Error::<Test>::TooLate);
		assert_ok!(accept(OWNER));
		System::assert_last_event(
			Event::ClaimAccepted { claim: CLAIM, by: OWNER, pay_by: at(60 * DAY) }.into(),
		);
	});
}

#[test]
fn claim_should_be_rejected_by_its_insurer_with_a_reason_in_time() {
	with_chain(|| {
		let item = claimed();
		refused(|| reject(SECOND), Error::<Test>::NotInsurer);
		set_time(at(30 * DAY - 1));
		assert_ok!(reject(INSURER));
		// 14 days are left to contest it, and it is open so long.
		let until = at(44 * DAY - 1);
		System::assert_last_event(
			Event::ClaimRejected { claim: CLAIM, insurer: INSURER, reason: hash(9), until }.into(),
		);
		assert_eq!((status(), Caliber::open_claim_of(item)), ("rejected", Some(CLAIM)));
		assert_eq!(Claims::<Test>::get(CLAIM).unwrap().status.due(), Some(until));
		assert_eq!(Policies::<Test>::get(POLICY).unwrap().claims, 1);
		assert_eq!(cover(item), COVER);
	});
}

#[test]
fn every_item_of_a_policy_should_show_a_claim_that_is_not_paid_in_time() {
	type End = fn() -> DispatchResult;
	let ends: [End; 2] = [|| pay(INSURER), || withdraw(OWNER)];
	for end in ends {
		with_chain(|| {
			let item = claimed();
			let other = submitted(&["B"]);
			assert_ok!(insure(INSURER, other, POLICY));
			assert_ok!(accept(INSURER));
			set_time(at(30 * DAY - 1));
			refused(|| report(OWNER), Error::<Test>::TooEarly);
			set_time(at(30 * DAY));
			assert_ok!(report(BUYER));
			System::assert_last_event(
				Event::ClaimOverdue { claim: CLAIM, policy: POLICY, by: BUYER }.into(),
			);
			for item in [item, other] {
				assert!(lacks(item).contains(&(Fact::Insurance, Lack::Defaulting)));
			}
			assert_eq!(cover(item), UsdCents(0));
			assert_ok!(end());
			assert_eq!(Policies::<Test>::get(POLICY).unwrap().overdue, 0);
			assert!(!lacks(other).contains(&(Fact::Insurance, Lack::Defaulting)));
			assert_eq!(lacks(item), []);
		});
	}
}

/// Brings a new claim to a state.
fn bring_to(state: &str) {
	claimed();
	match state {
		"filed" => (),
		"rejected" | "contested" | "refused" => {
			assert_ok!(reject(INSURER));
		},
		_ => {
			assert_ok!(accept(INSURER));
		},
	}
	match state {
		"overdue" => {
			wait(30);
			assert_ok!(report(OWNER));
		},
		"contested" => {
			assert_ok!(contest(OWNER));
		},
		"refused" => {
			wait(14);
			assert_ok!(close(BUYER));
		},
		"paid" => {
			assert_ok!(pay(INSURER));
		},
		"withdrawn" => {
			assert_ok!(withdraw(OWNER));
		},
		_ => (),
	}
	assert_eq!(status(), state);
}

#[test]
fn claim_should_move_only_along_its_states() {
	type Move = fn() -> DispatchResult;
	let open: &[&str] = &["filed", "accepted", "overdue", "rejected", "contested"];
	// What is said of it, the refusal by name, whence, and after how many days.
	type Says = fn() -> Error<Test>;
	let moves: [(Move, Says, &[&str], u64); 9] = [
		(|| accept(INSURER), || Error::ClaimAnswered, &["filed"], 0),
		(|| reject(INSURER), || Error::ClaimAnswered, &["filed"], 0),
		(|| pay(INSURER), || Error::ClaimNotOwed, &["accepted", "overdue"], 0),
		(|| report(OWNER), || Error::ClaimNotOwed, &["accepted"], 30),
		(|| withdraw(OWNER), || Error::ClaimAnswered, open, 0),
		(|| contest(OWNER), || Error::ClaimNotRejected, &["rejected"], 0),
		(|| decide(true), || Error::ClaimNotContested, &["contested"], 0),
		(|| decide(false), || Error::ClaimNotContested, &["contested"], 0),
		(|| close(BUYER), || Error::ClaimNotRejected, &["rejected", "contested"], 14),
	];
	for state in
		["filed", "accepted", "overdue", "rejected", "contested", "refused", "paid", "withdrawn"]
	{
		for (go, error, from, days) in moves {
			with_chain(|| {
				bring_to(state);
				wait(days);
				match from.contains(&state) {
					true => {
						assert_ok!(go());
					},
					false => refused(go, error()),
				}
			});
		}
	}
	with_chain(|| {
		for (go, ..) in moves {
			refused(go, Error::<Test>::UnknownClaim);
		}
	});
}

#[test]
fn item_should_stay_as_it_is_while_a_claim_on_it_is_open() {
	with_chain(|| {
		let item = claimed();
		let other = submitted(&["B"]);
		let open = || Error::<Test>::ClaimOpen;
		let lists = || (serials(&["SN-1001"]), serials(&["SN-1002", "SN-1003"]));
		refused(|| file(OWNER, item, LOSS), open());
		refused(|| Caliber::pledge(item, &OWNER, LOAN), open());
		refused(|| Caliber::request_redemption(signed(OWNER), item), open());
		refused(|| Caliber::request_retirement(signed(OWNER), item, Cause::Lost), open());
		let (kept, moved) = lists();
		refused(|| Caliber::split(signed(OWNER), item, kept, moved, 4), open());
		let all = || serials(&["SN-1001", "SN-1002", "SN-1003", "B"]);
		refused(|| Caliber::merge(signed(OWNER), item, other, all()), open());
		refused(|| Caliber::merge(signed(OWNER), other, item, all()), open());
		refused(|| withdraw(BUYER), Error::<Test>::NotHolder);
		assert_ok!(withdraw(OWNER));
		System::assert_last_event(Event::ClaimWithdrawn { claim: CLAIM, by: Some(OWNER) }.into());
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		// A claim of collateral is its loan's.
		assert_ok!(file(OWNER, item, LOSS));
		assert_eq!(Claims::<Test>::get(ClaimId(1)).unwrap().loan, Some(LOAN));
	});
}

#[test]
fn claim_should_be_refused_when_nothing_covers_it() {
	with_chain(|| {
		let item = active();
		refused(|| file(OWNER, ItemId(9), LOSS), Error::<Test>::UnknownItem);
		refused(|| file(BUYER, item, LOSS), Error::<Test>::NotHolder);
		refused(|| file(OWNER, item, UsdCents(0)), Error::<Test>::BadAmount);
		let above = UsdCents(COVER.get() + 1);
		refused(|| file(OWNER, item, above), Error::<Test>::AboveCover);
		world(|w| w.frozen.push(OWNER));
		assert!(file(OWNER, item, LOSS).is_err());
		world(|w| w.frozen.clear());
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		refused(|| file(OWNER, item, LOSS), Error::<Test>::Encumbered);
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		let bare = submitted(&["B"]);
		refused(|| file(OWNER, bare, LOSS), Error::<Test>::NotCovered);
		set_time(at(400 * DAY));
		refused(|| file(OWNER, item, LOSS), Error::<Test>::NotCovered);
		assert_eq!(Claims::<Test>::iter().count(), 0);
	});
}

#[test]
fn payment_should_change_nothing_when_the_insurer_has_too_little_or_is_frozen() {
	with_chain(|| {
		let item = active();
		assert_ok!(file(OWNER, item, COVER));
		assert_ok!(accept(INSURER));
		world(|w| w.frozen.push(INSURER));
		assert!(pay(INSURER).is_err());
		world(|w| w.frozen.clear());
		let spent = DOLLARS - usdai_of_cents(COVER).get() + 1;
		assert_ok!(Dollar::transfer_allow_death(signed(INSURER), BUYER, spent));
		refused(|| pay(INSURER), sp_runtime::TokenError::FundsUnavailable);
		assert_eq!((status(), cover(item)), ("accepted", COVER));
		// He may give all that he has, and a plank more than that keeps him from nothing.
		assert_ok!(Dollar::transfer_allow_death(signed(BUYER), INSURER, 2));
		assert_ok!(pay(INSURER));
		assert_eq!(dollars(INSURER), 0);
	});
}

#[test]
fn payment_should_break_no_promise_when_the_cover_was_struck_since() {
	with_chain(|| {
		let item = active();
		assert_ok!(file(OWNER, item, COVER));
		assert_ok!(accept(INSURER));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		// What is claimed has left the limit: it is promised to nobody else.
		let left = UsdCents(LIMIT.get() - COVER.get());
		let cover = || Policies::<Test>::get(POLICY).unwrap().cover;
		assert_eq!((cover().limit, cover().committed), (left, UsdCents(0)));
		assert_eq!((record(item).insurance, Caliber::open_claim_of(item)), (None, None));
		assert_ok!(insure(INSURER, submitted(&["B"]), POLICY));
		let more = submitted(&["C"]);
		refused(|| insure(INSURER, more, POLICY), Error::<Test>::CoverExceeded);
		assert_ok!(pay(INSURER));
		assert_eq!((cover().limit, cover().committed), (left, COVER));
		assert_eq!(dollars(OWNER), DOLLARS + usdai_of_cents(COVER).get());
	});
}

/// Whoever is frozen keeps nobody from paying what he owes.
#[test]
fn claim_should_be_paid_when_whoever_has_the_money_is_frozen() {
	with_chain(|| {
		claimed();
		assert_ok!(accept(INSURER));
		world(|w| w.frozen.push(OWNER));
		set_time(at(30 * DAY));
		assert_ok!(pay(INSURER));
		assert_eq!(dollars(OWNER), DOLLARS + usdai_of_cents(LOSS).get());
		refused(|| report(BUYER), Error::<Test>::ClaimNotOwed);
	});
}

/// The loss was his who held title when the cover was struck, whoever has the item since.
#[test]
fn parted_claim_should_be_whose_title_it_was_when_the_item_is_seized_or_sold() {
	type Then = fn(ItemId);
	let seized: Then = |item| {
		assert_ok!(insure(INSURER, item, policy(LIMIT)));
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		assert_ok!(Caliber::seize(item, LOAN));
		assert_eq!(holder(item), Some(Caliber::account()));
	};
	let sold: Then = |item| {
		assert_ok!(Caliber::transfer(signed(OWNER), item, BUYER));
	};
	for then in [seized, sold] {
		let parted = || {
			// It was bought with the claim.
			let item = active();
			assert_ok!(Caliber::transfer(signed(OWNER), item, SECOND));
			assert_ok!(file(SECOND, item, LOSS));
			assert_ok!(Caliber::transfer(signed(SECOND), item, OWNER));
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
			then(item);
			assert_ok!(accept(INSURER));
		};
		with_chain(|| {
			parted();
			assert_ok!(pay(INSURER));
			assert_eq!(dollars(OWNER), DOLLARS + usdai_of_cents(LOSS).get());
			assert_eq!([SECOND, BUYER].map(dollars), [DOLLARS; 2]);
			assert_eq!(dollars(Caliber::account()), 0);
		});
		with_chain(|| {
			parted();
			for other in [SECOND, BUYER, Caliber::account()] {
				refused(|| withdraw(other), Error::<Test>::NotHolder);
			}
			assert_ok!(withdraw(OWNER));
		});
	}
}

/// The item of a claim whose cover was struck may end before the claim does.
#[test]
fn parted_claim_should_be_its_claimants_when_the_item_is_no_more() {
	let ended = || {
		let item = claimed();
		assert_ok!(accept(INSURER));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		assert_ok!(Caliber::request_retirement(signed(OWNER), item, Cause::Lost));
		assert_ok!(Caliber::retire(signed(REGISTRAR), item, hash(7)));
	};
	with_chain(|| {
		ended();
		assert_ok!(pay(INSURER));
		assert_eq!(dollars(OWNER), DOLLARS + usdai_of_cents(LOSS).get());
	});
	with_chain(|| {
		ended();
		refused(|| withdraw(BUYER), Error::<Test>::NotHolder);
		assert_ok!(withdraw(OWNER));
		assert_eq!(Policies::<Test>::get(POLICY).unwrap().cover.limit, LIMIT);
	});
}

#[test]
fn claim_should_be_forgotten_when_it_was_refused_a_year_ago_and_no_other() {
	for state in ["filed", "accepted", "overdue", "rejected", "contested", "paid", "withdrawn"] {
		with_chain(|| {
			bring_to(state);
			set_time(at(2_000 * DAY));
			let forget = || Caliber::forget_claim(signed(BUYER), CLAIM);
			refused(forget, Error::<Test>::ClaimKept);
		});
	}
	with_chain(|| {
		bring_to("refused");
		let forget = || Caliber::forget_claim(signed(BUYER), CLAIM);
		set_time(at((14 + 365) * DAY - 1));
		refused(forget, Error::<Test>::TooEarly);
		set_time(at((14 + 365) * DAY));
		assert_ok!(forget());
		System::assert_last_event(Event::ClaimForgotten { claim: CLAIM, by: BUYER }.into());
		refused(forget, Error::<Test>::UnknownClaim);
	});
}

#[test]
fn cover_should_be_renewed_under_a_claim_that_it_does_not_touch() {
	with_chain(|| {
		let item = claimed();
		let more = policy(LIMIT);
		let end = at(400 * DAY);
		let cover =
			|policy, cover| Caliber::insure(signed(INSURER), item, policy, cover, UsdCents(0), end);
		refused(|| cover(more, COVER), Error::<Test>::ClaimOpen);
		refused(|| cover(POLICY, UsdCents(LOSS.get() - 1)), Error::<Test>::ClaimOpen);
		assert_ok!(cover(POLICY, LOSS));
		assert_ok!(accept(INSURER));
		assert_ok!(pay(INSURER));
		assert_eq!(record(item).insurance, None);
	});
}

#[test]
fn claim_should_leave_nothing_when_it_is_withdrawn_before_it_is_answered() {
	with_chain(|| {
		let item = active();
		for n in 0..3 {
			assert_ok!(file(OWNER, item, LOSS));
			assert_ok!(Caliber::withdraw_claim(signed(OWNER), ClaimId(n)));
			assert_eq!((Claims::<Test>::iter().count(), Caliber::open_claim_of(item)), (0, None));
		}
		refused(|| withdraw(OWNER), Error::<Test>::UnknownClaim);
	});
}
