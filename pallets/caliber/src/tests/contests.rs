//! An insurer refuses, who stands for the claim all the same, and what loans hear of it.

use super::{
	disputes::bond_of,
	insurance::{
		accept, claimed, close, contest, cover, decide, dollars, file, pay, reject, report, status,
		wait, withdraw, CLAIM, LOAN, LOSS, POLICY,
	},
	loan_claims::{bought, of_loan, pledged, LOST},
	schema::assert_conform,
};
use crate::{mock::*, Cause, Claims, Contest, Contests, Error, Event, OpenClaims, Policies};
use caliber_primitives::{
	collateral::{Collateral, Fact, Loss},
	ids::{ClaimId, ItemId},
	roles::{Role, RoleError},
	testing::{on_call, world},
	units::{usdai_of_cents, UsdCents},
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError, DispatchResult};

fn limit() -> UsdCents {
	Policies::<Test>::get(POLICY).unwrap().cover.limit
}

fn open_claims() -> u32 {
	Policies::<Test>::get(POLICY).unwrap().claims
}

/// What `who` has of CAL, and what is held of it for doubts.
fn purse(who: AccountId) -> (u128, u128) {
	use frame_support::traits::fungible::Inspect;
	(Balances::total_balance(&who), bond_of(who))
}

fn grant(who: AccountId, role: Role) {
	world(|w| w.roles.as_mut().unwrap().push((who, role)));
}

#[test]
fn refusal_should_be_final_only_when_its_time_is_over() {
	with_chain(|| {
		let item = claimed();
		assert_ok!(reject(INSURER));
		let pledge = || Caliber::pledge(item, &OWNER, LOAN);
		refused(pledge, Error::<Test>::ClaimOpen);
		refused(|| file(OWNER, item, LOSS), Error::<Test>::ClaimOpen);
		set_time(at(14 * DAY - 1));
		refused(|| close(BUYER), Error::<Test>::TooEarly);
		set_time(at(14 * DAY));
		refused(|| contest(OWNER), Error::<Test>::TooLate);
		assert_ok!(close(BUYER));
		System::assert_last_event(Event::ClaimRefused { claim: CLAIM, by: Some(BUYER) }.into());
		assert_eq!((status(), Caliber::open_claim_of(item)), ("refused", None));
		assert_eq!((open_claims(), limit(), cover(item)), (0, LIMIT, COVER));
		assert_eq!(Claims::<Test>::get(CLAIM).unwrap().status.due(), None);
		assert_ok!(pledge());
	});
}

#[test]
fn limit_should_come_back_when_a_claim_without_its_item_is_refused_for_good() {
	type End = fn() -> DispatchResult;
	let ends: [End; 3] = [
		|| {
			wait(14);
			close(BUYER)
		},
		|| {
			assert_ok!(contest(SERVICER));
			decide(false)
		},
		|| {
			assert_ok!(contest(SERVICER));
			wait(14);
			close(BUYER)
		},
	];
	for end in ends {
		with_chain(|| {
			let item = bought(LOSS);
			let without = UsdCents(LIMIT.get() - LOSS.get());
			assert_ok!(reject(INSURER));
			// It may be owed yet: nobody else is promised it.
			assert_eq!((limit(), open_claims()), (without, 1));
			assert_ok!(end());
			let left = UsdCents(COVER.get() - LOSS.get());
			assert_eq!((limit(), open_claims(), cover(item)), (LIMIT, 0, left));
			let policy = Policies::<Test>::get(POLICY).unwrap();
			assert_eq!(policy.cover.committed, left);
		});
	}
}

#[test]
fn rejected_claim_should_go_on_by_itself_when_its_cover_is_struck() {
	for contested in [false, true] {
		with_chain(|| {
			let item = claimed();
			assert_ok!(reject(INSURER));
			if contested {
				assert_ok!(contest(OWNER));
			}
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
			assert_eq!(Caliber::open_claim_of(item), None);
			assert_eq!(limit(), UsdCents(LIMIT.get() - LOSS.get()));
			// Whose title it was may stand for it, whoever has the item since.
			assert_ok!(Caliber::transfer(signed(OWNER), item, BUYER));
			if !contested {
				refused(|| contest(BUYER), Error::<Test>::NotHolder);
				assert_ok!(contest(OWNER));
			}
			assert_ok!(decide(true));
			assert_ok!(pay(INSURER));
			assert_eq!(dollars(OWNER), DOLLARS + usdai_of_cents(LOSS).get());
			assert_eq!(limit(), UsdCents(LIMIT.get() - LOSS.get()));
		});
	}
}

#[test]
fn refusal_should_be_contested_by_whoever_has_the_loss_or_speaks_for_the_loan() {
	use Error::{ConflictOfRoles, NotAuthorised, NotHolder};
	type Scene = fn();
	let scenes: [(&str, Scene, &[AccountId]); 7] = [
		(
			"filed",
			|| {
				claimed();
			},
			&[OWNER],
		),
		// It is the title's.
		(
			"sold",
			|| {
				let item = claimed();
				assert_ok!(Caliber::transfer(signed(OWNER), item, BUYER));
			},
			&[BUYER],
		),
		(
			"borrower's",
			|| {
				assert_ok!(file(OWNER, pledged(), LOSS));
			},
			&[OWNER, 8, 9, SERVICER],
		),
		(
			"loan's",
			|| {
				assert_ok!(of_loan(pledged(), LOSS, LOST));
			},
			&[8, 9, SERVICER],
		),
		(
			"parted",
			|| {
				bought(LOSS);
			},
			&[8, 9, SERVICER],
		),
		// The hardware is gone: policy and claim know what it was.
		(
			"gone",
			|| {
				let item = bought(LOSS);
				assert_ok!(Caliber::request_retirement(signed(BUYER), item, Cause::Lost));
				assert_ok!(Caliber::retire(signed(REGISTRAR), item, hash(7)));
				assert_eq!(Caliber::holder_of(item), None);
			},
			&[8, 9, SERVICER],
		),
		(
			"seized",
			|| {
				let item = pledged();
				assert_ok!(file(OWNER, item, LOSS));
				assert_ok!(Caliber::seize(item, LOAN));
			},
			&[OWNER, 8, 9, SERVICER],
		),
	];
	for (name, scene, may) in scenes {
		for who in 1..=10 {
			with_chain(|| {
				scene();
				assert_ok!(reject(INSURER));
				// All three roles, and an insurer who has one of them, too.
				for (who, role) in
					[(8, Role::Curator), (9, Role::Originator), (INSURER, Role::Servicer)]
				{
					grant(who, role);
				}
				let loan = Claims::<Test>::get(CLAIM).unwrap().loan.is_some();
				let other: Error<Test> = match loan {
					true => NotAuthorised(RoleError::NotGranted),
					false => NotHolder,
				};
				match may.contains(&who) {
					true => {
						assert_ok!(contest(who));
						assert_eq!((status(), bond_of(who)), ("contested", BOND), "{name}");
					},
					false if who == INSURER => refused(|| contest(who), ConflictOfRoles::<Test>),
					false => refused(|| contest(who), other),
				}
			});
		}
	}
}

#[test]
fn contest_should_hold_a_bond_once_and_in_time() {
	with_chain(|| {
		let item = claimed();
		assert_ok!(reject(INSURER));
		world(|w| w.frozen.push(OWNER));
		refused(|| contest(OWNER), DispatchError::Other("frozen"));
		world(|w| w.frozen.clear());
		let had = purse(OWNER);
		assert_ok!(Balances::transfer_allow_death(signed(OWNER), THIRD, had.0 - 130 - BOND + 1));
		assert!(contest(OWNER).is_err());
		assert_eq!((status(), Caliber::contest_of(CLAIM)), ("rejected", None));
		assert_ok!(Balances::transfer_allow_death(signed(THIRD), OWNER, 5_000));
		set_time(at(14 * DAY - 1));
		assert_ok!(contest(OWNER));
		let ends = at(28 * DAY - 1);
		let (by, bond, evidence) = (OWNER, BOND, hash(7));
		System::assert_last_event(
			Event::ClaimContested { claim: CLAIM, by, bond, evidence, ends }.into(),
		);
		assert_eq!(Caliber::contest_of(CLAIM), Some(Contest { by, bond, evidence }));
		assert_eq!(Claims::<Test>::get(CLAIM).unwrap().status.due(), Some(ends));
		refused(|| contest(OWNER), Error::<Test>::ClaimNotRejected);
		assert_eq!((Caliber::open_claim_of(item), open_claims()), (Some(CLAIM), 1));
		set_time(at(28 * DAY - 2));
		refused(|| close(BUYER), Error::<Test>::TooEarly);
		set_time(ends);
		assert_ok!(close(BUYER));
		assert_eq!((status(), Caliber::open_claim_of(item)), ("refused", None));
	});
}

#[test]
fn claim_should_be_paid_when_governance_finds_that_it_is_owed() {
	with_chain(|| {
		let item = claimed();
		assert_ok!(reject(INSURER));
		assert_ok!(contest(OWNER));
		// Late as it is, nobody has closed it.
		wait(20);
		assert_ok!(decide(true));
		let pay_by = at(50 * DAY);
		System::assert_last_event(Event::ClaimUpheld { claim: CLAIM, pay_by }.into());
		assert_eq!((status(), Caliber::open_claim_of(item)), ("accepted", Some(CLAIM)));
		refused(|| decide(false), Error::<Test>::ClaimNotContested);
		refused(|| reject(INSURER), Error::<Test>::ClaimAnswered);
		set_time(at(50 * DAY - 1));
		refused(|| report(BUYER), Error::<Test>::TooEarly);
		set_time(pay_by);
		assert_ok!(report(BUYER));
		assert_ok!(pay(INSURER));
		assert_eq!(dollars(OWNER), DOLLARS + usdai_of_cents(LOSS).get());
		for say in [|| contest(OWNER), || close(BUYER)] {
			refused(say, Error::<Test>::ClaimNotRejected);
		}
	});
}

#[test]
fn bond_should_go_back_or_be_burned_by_how_the_contest_ends() {
	type End = fn(ItemId) -> DispatchResult;
	let ends: [(&str, End, bool, bool); 6] = [
		("upheld", |_| decide(true), true, true),
		("refused", |_| decide(false), false, false),
		(
			"silence",
			|_| {
				wait(14);
				close(BUYER)
			},
			false,
			false,
		),
		("withdrawn", |_| withdraw(OWNER), true, false),
		// The loan's own takes its place.
		("displaced", |item| of_loan(item, COVER, LOST), true, false),
		("by servicer", |item| file(SERVICER, item, COVER), true, false),
	];
	for (name, end, back, upheld) in ends {
		with_chain(|| {
			let stands = ["displaced", "by servicer"].contains(&name);
			let item = if stands { pledged() } else { active() };
			assert_ok!(file(OWNER, item, LOSS));
			assert_ok!(reject(INSURER));
			let issued = Balances::total_issuance();
			let (had, held) = purse(OWNER);
			assert_ok!(contest(OWNER));
			assert_eq!(purse(OWNER), (had, held + BOND));
			assert_ok!(end(item));
			let burned = if back { 0 } else { BOND };
			assert_eq!(purse(OWNER), (had - burned, held), "{name}");
			assert_eq!(Balances::total_issuance(), issued - burned, "{name}");
			let (claim, by, bond) = (CLAIM, OWNER, BOND);
			let to = back.then_some(OWNER);
			System::assert_has_event(Event::ContestEnded { claim, by, to, bond, upheld }.into());
			assert_eq!(Contests::<Test>::iter().count(), 0, "{name}");
		});
	}
}

#[test]
fn holders_refused_claim_should_make_way_for_the_loans_and_leave_nothing() {
	for contested in [false, true] {
		with_chain(|| {
			let item = pledged();
			assert_ok!(file(OWNER, item, LOSS));
			assert_ok!(reject(INSURER));
			if contested {
				assert_ok!(contest(SERVICER));
			}
			assert_ok!(of_loan(item, COVER, LOST));
			System::assert_has_event(Event::ClaimWithdrawn { claim: CLAIM, by: None }.into());
			assert_eq!(Claims::<Test>::get(CLAIM), None);
			assert_eq!(Caliber::open_claim_of(item), Some(ClaimId(1)));
			assert_eq!((bond_of(SERVICER), open_claims(), limit()), (0, 1, LIMIT));
		});
	}
	// The loan's own does not: it may be owed yet.
	with_chain(|| {
		let item = pledged();
		assert_ok!(of_loan(item, LOSS, LOST));
		assert_ok!(reject(INSURER));
		refused(|| of_loan(item, LOSS, LOST), Error::<Test>::ClaimOpen);
		wait(14);
		assert_ok!(close(BUYER));
		assert_ok!(of_loan(item, LOSS, LOST));
	});
}

#[test]
fn servicer_should_file_for_the_loan_and_its_holder_for_himself() {
	with_chain(|| {
		let item = active();
		refused(|| file(SERVICER, item, LOSS), Error::<Test>::NotHolder);
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		for other in [BUYER, CUSTODIAN, REGISTRAR] {
			refused(|| file(other, item, LOSS), Error::<Test>::NotHolder);
		}
		// Nobody answers what he files.
		grant(INSURER, Role::Servicer);
		refused(|| file(INSURER, item, LOSS), Error::<Test>::ConflictOfRoles);
		world(|w| w.frozen.push(SERVICER));
		refused(|| file(SERVICER, item, LOSS), DispatchError::Other("frozen"));
		world(|w| w.frozen.clear());
		refused(|| file(SERVICER, item, UsdCents(COVER.get() + 1)), Error::<Test>::AboveCover);
		assert_ok!(file(SERVICER, item, LOSS));
		let claim = Claims::<Test>::get(CLAIM).unwrap();
		assert_eq!((claim.claimant, claim.loan), (None, Some(LOAN)));
		assert_eq!(claim.loss, Loss::Casualty(hash(9)));
		refused(|| withdraw(OWNER), Error::<Test>::Encumbered);
		assert_ok!(accept(INSURER));
		assert_ok!(pay(INSURER));
		assert_eq!(world(|w| w.insured.len()), 1);
	});
	// Whoever is both is the holder first.
	with_chain(|| {
		let item = pledged();
		grant(OWNER, Role::Servicer);
		assert_ok!(file(OWNER, item, LOSS));
		assert_eq!(Claims::<Test>::get(CLAIM).unwrap().claimant, Some(OWNER));
	});
	with_chain(|| {
		let item = pledged();
		assert_ok!(Caliber::seize(item, LOAN));
		refused(|| file(OWNER, item, LOSS), Error::<Test>::NotHolder);
		assert_ok!(file(SERVICER, item, LOSS));
		revoke(SERVICER, Role::Servicer);
		refused(|| file(SERVICER, item, LOSS), Error::<Test>::NotHolder);
	});
}

/// How each claim can end, whether its loan is told that no money comes, and whether it does later.
const ENDINGS: [(&str, fn(), bool, bool); 13] = [
	("open", || (), false, false),
	(
		"rejected",
		|| {
			assert_ok!(reject(INSURER));
		},
		false,
		false,
	),
	("contested", || contested(), false, false),
	(
		"closed",
		|| {
			assert_ok!(reject(INSURER));
			wait(14);
			assert_ok!(close(BUYER));
		},
		true,
		false,
	),
	(
		"refused",
		|| {
			contested();
			assert_ok!(decide(false));
		},
		true,
		false,
	),
	(
		"unheard",
		|| {
			contested();
			wait(14);
			assert_ok!(close(BUYER));
		},
		true,
		false,
	),
	("withdrawn", || given_up(), true, false),
	(
		"withdrawn when owed",
		|| {
			assert_ok!(accept(INSURER));
			given_up();
		},
		true,
		false,
	),
	(
		"withdrawn when contested",
		|| {
			contested();
			given_up();
		},
		true,
		false,
	),
	("late", || late(), true, false),
	(
		"late, then withdrawn",
		|| {
			late();
			given_up();
		},
		true,
		false,
	),
	(
		"late, then paid",
		|| {
			late();
			assert_ok!(pay(INSURER));
		},
		true,
		true,
	),
	(
		"upheld and paid",
		|| {
			contested();
			assert_ok!(decide(true));
			assert_ok!(pay(INSURER));
		},
		false,
		true,
	),
];

fn contested() {
	assert_ok!(reject(INSURER));
	assert_ok!(contest(SERVICER));
}

fn late() {
	assert_ok!(accept(INSURER));
	wait(30);
	assert_ok!(report(BUYER));
}

/// The loan is over: anyone says so.
fn given_up() {
	world(|w| w.over.push(LOAN));
	assert_ok!(withdraw(BUYER));
}

#[test]
fn loan_should_be_told_once_of_each_claim_on_residual_value_that_brings_nothing() {
	for (name, end, told, paid) in ENDINGS {
		with_chain(|| {
			bought(LOSS);
			// What is its own is written before it calls across.
			on_call(|method| {
				if method == "give_up" {
					let claim = Claims::<Test>::get(CLAIM);
					let over =
						claim.is_none_or(|claim| claim.status.open().is_none_or(|open| open.late));
					assert!(over && Contests::<Test>::iter().next().is_none());
					assert_eq!(bond_of(SERVICER), 0);
				}
			});
			end();
			let of_loan = (LOAN, usdai_of_cents(LOSS));
			let expected: &[_] = if told { &[of_loan] } else { &[] };
			assert_eq!(world(|w| w.given_up.clone()), expected, "{name}");
			let payouts = world(|w| w.insured.clone());
			assert_eq!(payouts.len(), usize::from(paid), "{name}");
			// What it was told is what it is paid as.
			assert!(payouts.iter().all(|(.., payout)| payout.given_up == told), "{name}");
		});
	}
}

/// What a casualty takes is no loss that a loan has counted on.
#[test]
fn loan_should_hear_of_no_casualty_that_brings_nothing() {
	type End = fn();
	let ends: [End; 3] = [
		|| {
			assert_ok!(reject(INSURER));
			wait(14);
			assert_ok!(close(BUYER));
		},
		|| {
			contested();
			assert_ok!(decide(false));
		},
		late,
	];
	for end in ends {
		with_chain(|| {
			assert_ok!(of_loan(pledged(), LOSS, LOST));
			end();
			assert!(world(|w| w.given_up.is_empty()));
		});
	}
}

#[test]
fn nothing_should_be_kept_of_a_refused_claim_that_is_withdrawn() {
	for contested in [false, true] {
		with_chain(|| {
			let item = claimed();
			assert_ok!(reject(INSURER));
			if contested {
				assert_ok!(contest(OWNER));
			}
			refused(|| withdraw(BUYER), Error::<Test>::NotHolder);
			assert_ok!(withdraw(OWNER));
			System::assert_last_event(
				Event::ClaimWithdrawn { claim: CLAIM, by: Some(OWNER) }.into(),
			);
			assert_eq!((Claims::<Test>::get(CLAIM), OpenClaims::<Test>::get(item)), (None, None));
			assert_eq!((open_claims(), bond_of(OWNER)), (0, 0));
			assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		});
	}
}

#[test]
fn dossier_should_tell_why_a_claim_is_refused_and_who_contests_it() {
	with_chain(|| {
		let item = claimed();
		let claim = || {
			assert_conform();
			let json: serde_json::Value =
				serde_json::from_slice(&Caliber::dossier(item).unwrap()).unwrap();
			json["caliber"]["claim"].clone()
		};
		assert!(claim().get("reason_hash").is_none());
		assert_ok!(reject(INSURER));
		let rejected = claim();
		assert_eq!(rejected["status"], "rejected");
		assert_eq!(rejected["reason_hash"], format!("{:?}", hash(9)));
		assert!(rejected.get("contest").is_none());
		assert_ok!(contest(OWNER));
		let contested = claim();
		assert_eq!(contested["status"], "contested");
		assert_eq!(contested["due"], at(14 * DAY).get());
		assert_eq!(contested["contest"]["bond"], BOND as u64);
		assert_eq!(contested["contest"]["evidence_hash"], format!("{:?}", hash(7)));
	});
}
