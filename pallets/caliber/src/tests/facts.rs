//! Who may state what.

use crate::{
	mock::*, AppraisalRules, Error, Event, Invoice, InvoicePaper, Policies, Rules, State, Values,
};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId, SiteId},
	roles::{Role, RoleError},
	testing::world,
	units::{Day, Ppm, Seconds, UsdCents},
};
use frame_support::{assert_ok, storage::with_storage_layer};
use sp_core::H256;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

/// Who states a fact, and how.
type Say = fn(AccountId, ItemId) -> DispatchResult;

/// Insures under the first policy, or under one of its own when another insurer speaks.
fn say_insurance(who: AccountId, item: ItemId) -> DispatchResult {
	let own = match who {
		INSURER => PolicyId(0),
		_ => crate::NextPolicy::<Test>::get(),
	};
	let (class, premium, until) = (AssetClass::Gpu, Ppm(1), at(400 * DAY));
	with_storage_layer(|| {
		if who != INSURER {
			Caliber::open_policy(signed(who), class, LIMIT, premium, until, hash(5))?;
		}
		insure(who, item, own)
	})
}

const SAID: [(Fact, Role, AccountId, Say); 4] = [
	(Fact::Custody, Role::Custodian, CUSTODIAN, custody),
	(Fact::Title, Role::Registrar, REGISTRAR, title),
	(Fact::Insurance, Role::Insurer, INSURER, say_insurance),
	(Fact::Appraisal, Role::Appraiser, APPRAISER, appraise),
];

#[test]
fn facts_should_be_stored_and_told_when_their_givers_state_them() {
	with_chain(|| {
		let item = submitted(&["SN1"]);
		assert_ok!(custody(CUSTODIAN, item));
		System::assert_last_event(
			Event::CustodyAttested {
				item,
				custodian: CUSTODIAN,
				receipt: hash(2),
				expires: at(300 * DAY),
			}
			.into(),
		);
		assert!(matches!(record(item).state, State::Attested(_)));
		assert_ok!(title(REGISTRAR, item));
		System::assert_last_event(
			Event::TitleAttested {
				item,
				registrar: REGISTRAR,
				document: hash(3),
				filing: hash(4),
				price: PRICE,
				date: START.day(),
				lapses: at(1_000 * DAY),
				invoice: hash(8),
				vendor: paper().vendor,
			}
			.into(),
		);
		let policy = policy(LIMIT);
		assert_ok!(insure(INSURER, item, policy));
		System::assert_last_event(
			Event::Insured {
				item,
				policy,
				insurer: INSURER,
				cover: COVER,
				floor: FLOOR,
				until: at(400 * DAY),
				committed: COVER,
			}
			.into(),
		);
		assert_ok!(appraise(APPRAISER, item));
		System::assert_last_event(
			Event::Appraised {
				item,
				appraiser: APPRAISER,
				values: VALUES,
				basis: BASIS,
				effective: START.day(),
				counts_from: START,
				expires: at(90 * DAY),
				report: hash(6),
				second: false,
			}
			.into(),
		);
		assert_ok!(Caliber::activate(signed(BUYER), item));
		System::assert_last_event(Event::Activated { item }.into());
	});
}

#[test]
fn fact_should_be_refused_when_its_giver_has_no_role_holds_title_or_has_spoken_before() {
	for (fact, role, giver, say) in SAID {
		with_chain(|| {
			let item = attested(&["SN1"]);
			refused(|| say(BUYER, item), Error::<Test>::NotAuthorised(RoleError::NotGranted));
			// The holder, and every other giver, with the role on top of their own.
			let others = SAID.into_iter().filter(|said| said.0 != fact).map(|said| said.2);
			for who in others.chain([OWNER]) {
				world(|w| w.roles.as_mut().unwrap().push((who, role)));
				refused(|| say(who, item), Error::<Test>::ConflictOfRoles);
			}
			refused(|| say(giver, ItemId(9)), Error::<Test>::UnknownItem);
			assert_ok!(say(giver, item));
		});
	}
}

#[test]
fn fact_in_force_should_be_replaced_by_its_giver_only() {
	for (fact, role, giver, say) in SAID {
		with_chain(|| {
			let item = attested(&["SN1"]);
			if fact != Fact::Appraisal {
				refused(|| say(SECOND, item), Error::<Test>::FactInForce);
			}
			// Somebody else may speak once the giver does not count any more.
			world(|w| w.roles.as_mut().unwrap().retain(|grant| *grant != (giver, role)));
			assert_ok!(say(SECOND, item));
		});
		// What he said before his role was taken away counts; he could not say it again.
		with_chain(|| {
			let item = attested(&["SN1"]);
			revoke(giver, role);
			assert_eq!(Caliber::standing_of(item), Default::default());
			let expired = Error::<Test>::NotAuthorised(RoleError::Expired);
			refused(|| say(giver, item), expired);
			assert_ok!(say(SECOND, item));
		});
	}
	with_chain(|| {
		let item = attested(&["SN1"]);
		set_time(at(300 * DAY));
		assert_ok!(Caliber::attest_custody(signed(SECOND), item, hash(2), at(310 * DAY)));
	});
}

#[test]
fn appraisal_in_force_should_give_way_to_anothers_when_no_value_is_higher() {
	with_chain(|| {
		let item = attested(&["SN1"]);
		let say = |values| {
			Caliber::appraise(
				signed(SECOND),
				item,
				values,
				BASIS,
				START.day(),
				at(9 * DAY),
				hash(6),
			)
		};
		let higher = Values { fair: UsdCents(22_000_001), ..VALUES };
		refused(|| say(higher), Error::<Test>::FactInForce);
		assert_ok!(say(Values { forced: UsdCents(1), ..VALUES }));
		assert_eq!(record(item).appraisal.unwrap().appraiser, SECOND);
	});
}

/// H39: whoever borrowed on it is no stranger to it, though the registry holds title.
#[test]
fn borrower_should_state_nothing_about_what_was_seized_from_him_before_it_is_sold() {
	with_chain(|| {
		let item = active();
		assert_ok!(transfer(item, OWNER, SECOND));
		assert_ok!(Caliber::pledge(item, &SECOND, LoanId(1)));
		assert_ok!(Caliber::seize(item, LoanId(1)));
		// All facts are free to be stated by another, but for the borrower.
		let all = [Role::Custodian, Role::Registrar, Role::Insurer, Role::Appraiser];
		let givers = [CUSTODIAN, REGISTRAR, INSURER, APPRAISER].into_iter().zip(all);
		world(|w| w.ended = givers.map(|(who, role)| (who, role, START)).collect());
		let says: [Say; 5] = [
			custody,
			title,
			|who, item| insure(who, item, PolicyId(0)),
			appraise,
			|who, item| Caliber::record_lien(signed(who), item, hash(1), at(900 * DAY)),
		];
		for say in says {
			refused(|| say(SECOND, item), Error::<Test>::ConflictOfRoles);
		}
		assert_ok!(Caliber::deliver(item, LoanId(1), &BUYER));
		assert_ok!(custody(SECOND, item));
	});
}

#[test]
fn disputed_fact_should_not_be_stated_anew_before_it_is_resolved() {
	let given = [Fact::Custody, Fact::Title, Fact::Invoice, Fact::Insurance, Fact::Appraisal];
	for fact in given {
		with_chain(|| {
			let item = attested(&["SN1"]);
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, fact, hash(9)));
			let stated = if fact == Fact::Invoice { Fact::Title } else { fact };
			for (other, _, giver, say) in SAID {
				match other == stated {
					true => refused(|| say(giver, item), Error::<Test>::Disputed),
					false => {
						assert_ok!(say(giver, item));
					},
				}
			}
		});
	}
}

#[test]
fn term_should_lie_in_the_future_and_within_the_life_of_its_kind() {
	with_chain(|| {
		let item = attested(&["SN1"]);
		let rules = Rules {
			custody_life: Seconds(10),
			title_life: Seconds(20),
			policy_life: Seconds(30),
			redemption_time: Seconds(10),
			appraisals: AppraisalRules {
				fresh: Seconds(DAY),
				life: Seconds(2 * DAY),
				min_life: Seconds(1),
				challenge_window: Seconds::ZERO,
				..Default::default()
			},
			..Rules::default()
		};
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		assert_eq!(Caliber::rules(), rules);
		let invoice = Invoice { price: PRICE, date: START.day() };
		let yesterday = Day(START.day().get() - 1);
		let (class, premium) = (AssetClass::Gpu, Ppm(1));
		let say = |kind: usize, end| match kind {
			0 => Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), end),
			1 => Caliber::attest_title(
				signed(REGISTRAR),
				item,
				hash(3),
				hash(4),
				end,
				invoice,
				paper(),
			),
			2 => Caliber::open_policy(signed(INSURER), class, LIMIT, premium, end, hash(5)),
			_ => Caliber::appraise(signed(APPRAISER), item, VALUES, BASIS, yesterday, end, hash(6)),
		};
		// The appraisal's life counts from its effective day.
		for (kind, last) in [(0, 10), (1, 20), (2, 30), (3, DAY)] {
			refused(|| say(kind, at(0)), Error::<Test>::BadTerm);
			refused(|| say(kind, at(last + 1)), Error::<Test>::BadTerm);
			assert_ok!(say(kind, at(1)));
			assert_ok!(say(kind, at(last)));
		}
	});
}

#[test]
fn value_should_be_refused_when_it_is_zero_out_of_order_too_high_or_in_the_future() {
	with_chain(|| {
		let item = attested(&["SN1"]);
		let tomorrow = Day(START.day().get() + 1);
		let too_much = UsdCents(crate::MAX_CENTS.get() + 1);
		let appraised = |fair, orderly, forced, day| {
			let values = Values {
				fair: UsdCents(fair),
				orderly: UsdCents(orderly),
				forced: UsdCents(forced),
			};
			Caliber::appraise(signed(APPRAISER), item, values, BASIS, day, at(DAY), hash(6))
		};
		let today = START.day();
		for (fair, orderly, forced, day) in
			[(3, 2, 0, today), (3, 1, 2, today), (2, 3, 1, today), (too_much.get(), 2, 1, today)]
		{
			refused(|| appraised(fair, orderly, forced, day), Error::<Test>::BadValues);
		}
		refused(|| appraised(3, 2, 1, tomorrow), Error::<Test>::InFuture);
		let titled = |price, date| {
			let invoice = Invoice { price, date };
			Caliber::attest_title(
				signed(REGISTRAR),
				item,
				hash(3),
				hash(4),
				at(DAY),
				invoice,
				paper(),
			)
		};
		for price in [UsdCents(0), too_much] {
			refused(|| titled(price, today), Error::<Test>::BadAmount);
		}
		refused(|| titled(PRICE, tomorrow), Error::<Test>::InFuture);
		let opened = |limit, premium| {
			let (class, premium) = (AssetClass::Gpu, Ppm(premium));
			Caliber::open_policy(signed(INSURER), class, limit, premium, at(DAY), hash(5))
		};
		for limit in [UsdCents(0), too_much] {
			refused(|| opened(limit, 1), Error::<Test>::BadAmount);
		}
		refused(|| opened(LIMIT, 1_000_001), Error::<Test>::BadRatio);
		assert_ok!(opened(crate::MAX_CENTS, 1_000_000));
		let insured = |cover, floor| {
			Caliber::insure(signed(INSURER), item, PolicyId(0), cover, floor, at(DAY))
		};
		refused(|| insured(UsdCents(0), UsdCents(0)), Error::<Test>::BadAmount);
		refused(|| insured(UsdCents(5), UsdCents(6)), Error::<Test>::FloorAboveCover);
	});
}

#[test]
fn cover_of_a_policy_should_never_pass_its_limit_and_move_with_its_items() {
	with_chain(|| {
		let policy = policy(LIMIT);
		let items = ["A", "B", "C"].map(|text| submitted(&[text]));
		let insured = |item, cover| {
			let (cover, floor) = (UsdCents(cover), UsdCents(0));
			Caliber::insure(signed(INSURER), item, policy, cover, floor, at(DAY))
		};
		let committed = |id| Policies::<Test>::get(id).unwrap().cover.committed.get();
		assert_ok!(insured(items[0], 20_000_000));
		assert_ok!(insured(items[1], 20_000_000));
		refused(|| insured(items[2], 10_000_001), Error::<Test>::CoverExceeded);
		assert_ok!(insured(items[2], 10_000_000));
		refused(|| insured(items[0], 20_000_001), Error::<Test>::CoverExceeded);
		assert_ok!(insured(items[0], 15_000_000));
		assert_eq!(committed(policy), 45_000_000);
		// Another policy takes an item over.
		let second = super::super::mock::policy(LIMIT);
		assert_ok!(insure(INSURER, items[1], second));
		assert_eq!((committed(policy), committed(second)), (25_000_000, 20_000_000));
	});
}

#[test]
fn cover_should_be_refused_when_the_policy_does_not_fit() {
	with_chain(|| {
		let item = submitted(&["A"]);
		let policy = policy(LIMIT);
		let insured =
			|who, policy, until| Caliber::insure(signed(who), item, policy, COVER, FLOOR, until);
		refused(|| insured(SECOND, policy, at(DAY)), Error::<Test>::NotInsurer);
		refused(|| insured(INSURER, PolicyId(7), at(DAY)), Error::<Test>::UnknownPolicy);
		refused(|| insured(INSURER, policy, at(400 * DAY + 1)), Error::<Test>::PolicyTooShort);
		refused(|| insured(INSURER, policy, at(0)), Error::<Test>::BadTerm);
		let other = crate::NextPolicy::<Test>::get();
		let class = AssetClass::Energy;
		assert_ok!(Caliber::open_policy(signed(INSURER), class, LIMIT, Ppm(1), at(DAY), hash(5)));
		refused(|| insured(INSURER, other, at(DAY)), Error::<Test>::WrongClass);
		assert_ok!(insured(INSURER, policy, at(400 * DAY)));
	});
}

#[test]
fn calls_should_be_refused_when_not_signed_by_whom_they_need() {
	with_chain(|| {
		let item = active();
		let none = RuntimeOrigin::none;
		let invoice = Invoice { price: PRICE, date: START.day() };
		let sku = crate::Skus::<Test>::get(H100).unwrap();
		let gpu = AssetClass::Gpu;
		let calls: [DispatchResult; 29] = [
			Caliber::submit(none(), gpu, H100, 8, serials(&["X"]), Default::default(), hash(1)),
			Caliber::withdraw_submission(none(), item, serials(&["X"])),
			Caliber::attest_custody(none(), item, hash(2), at(1)),
			Caliber::attest_title(none(), item, hash(3), hash(4), at(1), invoice, paper()),
			Caliber::open_policy(none(), gpu, LIMIT, Ppm(1), at(1), hash(5)),
			Caliber::insure(none(), item, PolicyId(0), COVER, FLOOR, at(1)),
			Caliber::appraise(none(), item, VALUES, BASIS, START.day(), at(1), hash(6)),
			Caliber::activate(none(), item),
			Caliber::heartbeat(none(), Default::default()),
			Caliber::dispute(none(), item, Fact::Title, hash(9)),
			Caliber::resolve(signed(OWNER), item, true),
			Caliber::request_redemption(none(), item),
			Caliber::confirm_handover(none(), item, hash(9)),
			Caliber::set_sku(signed(OWNER), H100, sku),
			Caliber::set_rules(signed(OWNER), Rules::default()),
			Caliber::pay_premium(none(), PolicyId(0), at(1)),
			Caliber::acknowledge_premium(none(), PolicyId(0), at(1)),
			Caliber::file_claim(none(), item, COVER, hash(9)),
			Caliber::accept_claim(none(), ClaimId(0)),
			Caliber::reject_claim(none(), ClaimId(0), hash(9)),
			Caliber::pay_claim(none(), ClaimId(0)),
			Caliber::report_overdue_claim(none(), ClaimId(0)),
			Caliber::withdraw_claim(none(), ClaimId(0)),
			Caliber::contest_claim(none(), ClaimId(0), hash(9)),
			Caliber::decide_claim(signed(OWNER), ClaimId(0), true),
			Caliber::close_claim(none(), ClaimId(0)),
			Caliber::challenge(none(), item, APPRAISER, hash(9)),
			Caliber::cancel_cover(none(), item),
			Caliber::expire_dispute(none(), item),
		];
		for (place, result) in calls.into_iter().enumerate() {
			assert_eq!(result, Err(BadOrigin), "{place}");
		}
		refused(|| Caliber::cancel_redemption(none(), item), BadOrigin);
		refused(
			|| {
				Caliber::set_rules(
					RuntimeOrigin::root(),
					Rules { title_life: Seconds(Rules::MAX_LIFE.get() + 1), ..Rules::default() },
				)
			},
			Error::<Test>::OutOfRange,
		);
	});
}

/// A hash of nothing is no document that anybody could look up.
#[test]
fn statements_should_be_refused_when_the_hash_of_a_document_is_zero() {
	with_chain(|| {
		let zero = H256::zero();
		let item = active();
		let (day, end) = (START.day(), at(90 * DAY));
		let invoice = Invoice { price: PRICE, date: day };
		let title = |document, filing, paper| {
			let end = at(1_000 * DAY);
			Caliber::attest_title(signed(REGISTRAR), item, document, filing, end, invoice, paper)
		};
		let unread = InvoicePaper { hash: zero, ..paper() };
		let no = |result: DispatchResult| assert_eq!(result, Err(Error::<Test>::NoDocument.into()));
		no(Caliber::attest_custody(signed(CUSTODIAN), item, zero, at(300 * DAY)));
		no(title(zero, hash(4), paper()));
		no(title(hash(3), zero, paper()));
		no(title(hash(3), hash(4), unread));
		let gpu = AssetClass::Gpu;
		no(Caliber::open_policy(signed(INSURER), gpu, LIMIT, Ppm(1), end, zero));
		no(Caliber::appraise(signed(APPRAISER), item, VALUES, BASIS, day, end, zero));
		no(Caliber::record_lien(signed(REGISTRAR), item, zero, end));
		assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13), end));
		no(Caliber::clear_lien(signed(REGISTRAR), item, zero));
		assert_ok!(Caliber::clear_lien(signed(REGISTRAR), item, hash(14)));
		assert_ok!(offer(CUSTODIAN, item, SECOND));
		no(Caliber::accept_custody(signed(SECOND), item, zero, SiteId(8), at(300 * DAY)));
		assert_ok!(accept(SECOND, item, 8));
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		no(Caliber::confirm_handover(signed(SECOND), item, zero));
	});
}
