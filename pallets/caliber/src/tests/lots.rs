//! Lots: one made two, two made one.

use super::collateral::in_every_state;
use crate::{
	leaf, mock::*, Appraisal, Error, Event, Items, Policies, Record, SerialOf, SerialSet, State,
	Values, MAX_CENTS,
};
use caliber_primitives::{
	collateral::{Collateral, Fact, Lack},
	ids::{AssetClass, ItemId, LoanId, PolicyId, SiteId},
	roles::Role,
	testing::world,
	units::{Seconds, UsdCents},
};
use frame_support::assert_ok;
use sp_runtime::{
	DispatchError::{self, BadOrigin},
	DispatchResult,
};

const ALL: [&str; 3] = ["SN-1001", "SN-1002", "SN-1003"];

fn split(who: AccountId, item: ItemId, lists: [&[&str]; 2], quantity: u32) -> DispatchResult {
	let [kept, moved] = lists.map(serials);
	Caliber::split(signed(who), item, kept, moved, quantity)
}

fn merge(who: AccountId, into: ItemId, from: ItemId, texts: &[&str]) -> DispatchResult {
	Caliber::merge(signed(who), into, from, serials(texts))
}

fn set_of(texts: &[&str]) -> SerialSet {
	let leaves: Vec<_> = texts.iter().map(|text| leaf(text.as_bytes()).unwrap()).collect();
	SerialSet::of(&leaves).unwrap()
}

fn deposit(serials: u128) -> u128 {
	ITEM_DEPOSIT + serials * SERIAL_DEPOSIT
}

fn committed() -> UsdCents {
	Policies::<Test>::get(PolicyId(0)).unwrap().cover.committed
}

fn names(item: ItemId, texts: &[&str]) -> bool {
	texts.iter().all(|text| Caliber::item_of(serial(text)) == Some((item, true)))
}

#[test]
fn split_should_move_serials_units_and_a_part_of_the_appraisal() {
	with_chain(|| {
		let item = active();
		let before = record(item);
		assert_eq!(committed(), COVER);
		assert_ok!(split(OWNER, item, [&["sn 1003"], &["SN1001", "0SN-1002"]], 5));
		let new = ItemId(1);
		let (kept_set, moved_set) = (set_of(&ALL[2..]), set_of(&ALL[..2]));
		System::assert_last_event(
			Event::Split {
				item,
				new,
				owner: OWNER,
				kept_quantity: 3,
				moved_quantity: 5,
				kept_serials: 1,
				moved_serials: 2,
				kept_root: kept_set.root,
				moved_root: moved_set.root,
				kept_deposit: deposit(1),
				moved_deposit: deposit(2),
			}
			.into(),
		);
		assert!(names(item, &ALL[2..]) && names(new, &ALL[..2]));
		assert_eq!((holder(item), holder(new)), (Some(OWNER), Some(OWNER)));
		assert_eq!(held(OWNER), deposit(1) + deposit(2));
		// The cover is the policy's again: neither lot has it.
		assert_eq!(committed(), UsdCents(0));
		// 3 and 5 eighths of 220,000, 200,000 and 140,000 dollars.
		let parts = [
			(item, 3, kept_set, [8_250_000, 7_500_000, 5_250_000]),
			(new, 5, moved_set, [13_750_000, 12_500_000, 8_750_000]),
		];
		for (lot, quantity, serials, [fair, orderly, forced]) in parts {
			let cents = UsdCents;
			let values =
				Values { fair: cents(fair), orderly: cents(orderly), forced: cents(forced) };
			assert_eq!(
				record(lot),
				Record {
					quantity,
					serials,
					deposit: deposit(serials.count.into()),
					custody: None,
					title: None,
					insurance: None,
					appraisal: before.appraisal.clone().map(|old| Appraisal { values, ..old }),
					state: State::first().attested(),
					opinions: true,
					..before.clone()
				}
			);
			// What the report of the whole lot said is kept beside it.
			let beside = crate::OpinionsOf::<Test>::get(lot).unwrap();
			let of_first = crate::Beside { whole: Some(VALUES.fair), ..Default::default() };
			assert_eq!(beside, crate::Opinions { of_first, ..Default::default() });
		}
	});
}

#[test]
fn lots_should_need_every_fact_but_the_appraisal_anew_before_they_are_pledged() {
	with_chain(|| {
		let item = active();
		assert_ok!(split(OWNER, item, [&ALL[..1], &ALL[1..]], 5));
		for lot in [item, ItemId(1)] {
			let lacks: Vec<_> =
				Caliber::standing_of(lot).0.iter().map(|d| (d.fact, d.lack)).collect();
			let missing = [Fact::Title, Fact::Custody, Fact::Insurance, Fact::Invoice];
			assert_eq!(lacks, missing.map(|fact| (fact, Lack::Missing)));
			let pledge = || Caliber::pledge(lot, &OWNER, LoanId(1));
			refused(pledge, Error::<Test>::NotActive);
			assert_ok!(custody(CUSTODIAN, lot));
			assert_ok!(title(REGISTRAR, lot));
			// An appraisal in force still gives way to its own appraiser or a lower one only.
			refused(|| appraise(SECOND, lot), Error::<Test>::FactInForce);
			assert_ok!(insure(INSURER, lot, PolicyId(0)));
			assert_ok!(Caliber::activate(signed(BUYER), lot));
			assert_ok!(pledge());
		}
		assert_eq!(committed(), UsdCents(2 * COVER.get()));
	});
}

#[test]
fn split_should_leave_a_submission_one_when_nobody_has_vouched() {
	with_chain(|| {
		let item = submitted(&["A", "B"]);
		assert_ok!(split(OWNER, item, [&["A"], &["B"]], 1));
		let new = ItemId(1);
		assert_eq!((record(item).state, record(new).state), (State::first(), State::first()));
		assert_ok!(Caliber::withdraw_submission(signed(OWNER), new, serials(&["B"])));
		assert_ok!(Caliber::withdraw_submission(signed(OWNER), item, serials(&["A"])));
		assert_eq!(held(OWNER), 0);
		assert_eq!(SerialOf::<Test>::iter().count(), 0);
	});
}

#[test]
fn lots_should_be_split_and_merged_only_while_nothing_encumbers_them() {
	with_chain(|| {
		let other = attested(&["Z", "ZZ"]);
		for (state, item, _) in in_every_state() {
			let error = match state {
				"pledged" | "seized" | "redeeming" | "retiring" => Error::<Test>::Encumbered,
				"disputed" => Error::Disputed,
				_ => continue,
			};
			let error = DispatchError::from(error);
			let mine = holder(item).unwrap();
			refused(|| split(mine, item, [&["A"], &["Z"]], 1), error);
			if mine == OWNER {
				refused(|| merge(mine, other, item, &["Z"]), error);
				refused(|| merge(mine, item, other, &["Z"]), error);
			}
		}
		assert_ok!(split(OWNER, other, [&["Z"], &["ZZ"]], 1));
	});
}

#[test]
fn split_should_be_refused_when_the_lots_are_not_all_of_the_item() {
	with_chain(|| {
		let item = active();
		let other = submitted(&["X"]);
		let cases: [([&[&str]; 2], u32, Error<Test>); 14] = [
			([&ALL[..2], &ALL[2..]], 0, Error::BadQuantity),
			([&ALL[..2], &ALL[2..]], 8, Error::BadQuantity),
			([&ALL[..2], &ALL[2..]], 9, Error::BadQuantity),
			([&ALL[..2], &ALL[2..]], u32::MAX, Error::BadQuantity),
			([&ALL, &[]], 1, Error::BadSerial),
			([&[], &ALL], 1, Error::BadSerial),
			([&ALL[..2], &["SN/1"]], 1, Error::BadSerial),
			([&ALL[..1], &ALL[2..]], 1, Error::WrongSerials),
			([&ALL[..2], &ALL[1..]], 1, Error::WrongSerials),
			([&ALL[..1], &["sn1002", "SN 1002"]], 1, Error::WrongSerials),
			([&["SN1001", "00sn1001"], &ALL[2..]], 1, Error::WrongSerials),
			([&["SN1001", "X"], &ALL[2..]], 1, Error::WrongSerials),
			([&["SN1001", "NEW"], &ALL[2..]], 1, Error::WrongSerials),
			([&["SN1001", "SN1002", "X"], &ALL[2..]], 1, Error::WrongSerials),
		];
		for (lists, quantity, error) in cases {
			refused(|| split(OWNER, item, lists, quantity), error);
		}
		let lists: [&[&str]; 2] = [&ALL[..2], &ALL[2..]];
		refused(|| split(BUYER, item, lists, 1), Error::<Test>::NotHolder);
		refused(|| split(OWNER, ItemId(9), lists, 1), Error::<Test>::UnknownItem);
		let [kept, moved] = lists.map(serials);
		refused(|| Caliber::split(RuntimeOrigin::root(), item, kept, moved, 1), BadOrigin);
		world(|w| w.frozen.push(OWNER));
		assert!(split(OWNER, item, lists, 1).is_err());
		world(|w| w.frozen.clear());
		// What one unit is worth of so little is nothing.
		let cent = UsdCents(7);
		let values = Values { fair: cent, orderly: cent, forced: cent };
		let (day, end) = (START.day(), at(90 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, values, BASIS, day, end, hash(6)));
		refused(|| split(OWNER, item, lists, 1), Error::<Test>::BadLot);
		refused(|| split(OWNER, other, [&["X"], &["X"]], 1), Error::<Test>::WrongSerials);
	});
}

#[test]
fn deposits_should_be_the_holders_once_he_splits_or_merges() {
	with_chain(|| {
		let item = submitted(&["A", "B", "C"]);
		assert_ok!(transfer(item, OWNER, BUYER));
		assert_eq!((held(OWNER), held(BUYER)), (deposit(3), 0));
		assert_ok!(split(BUYER, item, [&["A"], &["B", "C"]], 4));
		assert_eq!((held(OWNER), held(BUYER)), (0, deposit(1) + deposit(2)));
		for lot in [item, ItemId(1)] {
			assert_ok!(transfer(lot, BUYER, OWNER));
		}
		assert_ok!(merge(OWNER, ItemId(1), item, &["C", "B", "A"]));
		assert_eq!((held(OWNER), held(BUYER)), (deposit(3), 0));
		// Who has no CAL can do neither.
		let poor = 77;
		assert_ok!(transfer(ItemId(1), OWNER, poor));
		refused(
			|| split(poor, ItemId(1), [&["A"], &["B", "C"]], 4),
			sp_runtime::TokenError::FundsUnavailable,
		);
	});
}

#[test]
fn merge_should_leave_one_item_that_all_serials_name() {
	with_chain(|| {
		let (into, from) = (submitted(&["A", "B"]), submitted(&["C"]));
		assert_ok!(custody(CUSTODIAN, into));
		assert_ok!(insure(INSURER, into, policy(LIMIT)));
		assert_ok!(title(REGISTRAR, from));
		assert_ok!(insure(INSURER, from, PolicyId(0)));
		assert_ok!(merge(OWNER, into, from, &["c", "B", "A"]));
		let set = set_of(&["C", "B", "A"]);
		System::assert_last_event(
			Event::Merged {
				into,
				from,
				owner: OWNER,
				quantity: 16,
				serials: 3,
				serial_root: set.root,
				deposit: deposit(3),
			}
			.into(),
		);
		assert!(names(into, &["A", "B", "C"]));
		assert_eq!((holder(into), holder(from)), (Some(OWNER), None));
		assert!(!Items::<Test>::contains_key(from));
		assert_eq!((held(OWNER), committed()), (deposit(3), UsdCents(0)));
		let lot = record(into);
		assert_eq!((lot.quantity, lot.serials, lot.state), (16, set, State::first().attested()));
		assert_eq!(
			(lot.custody, lot.title, lot.insurance, lot.appraisal),
			(None, None, None, None)
		);
		// Its id is not given again.
		assert_eq!(submitted(&["D"]), ItemId(2));
		refused(|| merge(OWNER, into, from, &["A", "B", "C"]), Error::<Test>::UnknownItem);
	});
}

#[test]
fn merge_should_be_refused_when_the_lots_are_not_alike() {
	let other = |class, sku, site, who| {
		let item = crate::NextItem::<Test>::get();
		assert_ok!(Caliber::submit(signed(who), class, sku, 1, serials(&["B"]), site, hash(1)));
		item
	};
	let (gpu, site) = (AssetClass::Gpu, SiteId(7));
	let twin = crate::SkuRow { id: caliber_primitives::ids::SkuId(2), ..skus().remove(0) };
	type Make<'a> = &'a dyn Fn() -> ItemId;
	let cases: [(Make<'_>, Error<Test>); 5] = [
		(&|| other(AssetClass::Storage, ARRAY, site, OWNER), Error::UnlikeLots),
		(&|| other(gpu, twin.id, site, OWNER), Error::UnlikeLots),
		(&|| other(gpu, H100, SiteId(8), OWNER), Error::UnlikeLots),
		(&|| other(gpu, H100, site, BUYER), Error::NotHolder),
		(
			&|| {
				let item = other(gpu, H100, site, OWNER);
				assert_ok!(custody(CUSTODIAN, item));
				item
			},
			Error::UnlikeLots,
		),
	];
	for (make, error) in cases {
		with_chain(|| {
			let (_, sku) = twin.clone().into_sku().unwrap();
			assert_ok!(Caliber::set_sku(RuntimeOrigin::root(), twin.id, sku));
			let (into, from) = (submitted(&["A"]), make());
			refused(|| merge(OWNER, into, from, &["A", "B"]), error);
			refused(|| merge(OWNER, into, into, &["A"]), Error::<Test>::UnlikeLots);
		});
	}
}

#[test]
fn merge_should_be_refused_when_the_serials_are_not_those_of_both() {
	with_chain(|| {
		let (into, from) = (submitted(&["A", "B"]), submitted(&["C"]));
		submitted(&["X"]);
		let cases: [&[&str]; 7] = [
			&[],
			&["A", "B"],
			&["A", "C"],
			&["A", "B", "b", "C"],
			&["A", "A", "C"],
			&["A", "B", "X"],
			&["A", "B", "NEW"],
		];
		for texts in cases {
			refused(|| merge(OWNER, into, from, texts), Error::<Test>::WrongSerials);
		}
		refused(|| merge(OWNER, into, from, &["A", "B", "C/"]), Error::<Test>::BadSerial);
		refused(|| merge(BUYER, into, from, &["A", "B", "C"]), Error::<Test>::NotHolder);
		let list = serials(&["A", "B", "C"]);
		refused(|| Caliber::merge(RuntimeOrigin::root(), into, from, list), BadOrigin);
		world(|w| w.frozen.push(OWNER));
		assert!(merge(OWNER, into, from, &["A", "B", "C"]).is_err());
		world(|w| w.frozen.clear());
		assert_ok!(merge(OWNER, into, from, &["A", "B", "C"]));
	});
}

#[test]
fn merge_should_be_refused_when_a_lot_would_be_too_large() {
	let numbered = |from: u32, to: u32| (from..to).map(|n| format!("N{n}")).collect::<Vec<_>>();
	let submit = |texts: &[String], quantity| {
		let item = crate::NextItem::<Test>::get();
		let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
		let (class, list) = (AssetClass::Gpu, serials(&texts));
		assert_ok!(Caliber::submit(signed(OWNER), class, H100, quantity, list, SiteId(7), hash(1)));
		item
	};
	with_chain(|| {
		let (most, one) = (submit(&numbered(0, 63), 99_999), submit(&numbered(63, 64), 1));
		let (two, many) = (submit(&numbered(64, 66), 1), submit(&numbered(66, 67), 2));
		let full = numbered(0, 64);
		let texts: Vec<&str> = full.iter().map(String::as_str).collect();
		refused(|| merge(OWNER, most, two, &texts), Error::<Test>::TooManySerials);
		refused(|| merge(OWNER, most, many, &texts), Error::<Test>::BadQuantity);
		assert_ok!(merge(OWNER, most, one, &texts));
		assert_eq!((record(most).serials, record(most).quantity), (set_of(&texts), 100_000));
	});
}

#[test]
fn appraisals_should_be_summed_within_a_report_and_never_lost_otherwise() {
	with_chain(|| {
		let item = active();
		let whole = record(item).appraisal.unwrap();
		// Thirds of eight units: what is rounded off is gone.
		let odd = Values { fair: UsdCents(1_007), orderly: UsdCents(1_001), forced: UsdCents(999) };
		let (day, end) = (START.day(), at(90 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, odd, BASIS, day, end, hash(6)));
		assert_ok!(split(OWNER, item, [&ALL[..1], &ALL[1..]], 5));
		let new = ItemId(1);
		let values = |item| record(item).appraisal.unwrap().values;
		assert_eq!(
			[item, new].map(|lot| values(lot).orderly),
			[UsdCents(1_001 * 3 / 8), UsdCents(1_001 * 5 / 8)]
		);
		assert_ok!(merge(OWNER, item, new, &ALL));
		assert_eq!(
			record(item).appraisal,
			Some(Appraisal {
				values: Values {
					fair: UsdCents(1_006),
					orderly: UsdCents(1_000),
					forced: UsdCents(998),
				},
				..whole
			})
		);
		// Beside a lot that has none it would be lost, either way round.
		let other = submitted(&["B"]);
		assert_ok!(custody(CUSTODIAN, other));
		let all = ["B", ALL[0], ALL[1], ALL[2]];
		refused(|| merge(OWNER, item, other, &all), Error::<Test>::Appraised);
		refused(|| merge(OWNER, other, item, &all), Error::<Test>::Appraised);
		// Nor is it joined with one of another report.
		let huge = Values { fair: MAX_CENTS, orderly: MAX_CENTS, forced: MAX_CENTS };
		let sku = crate::Skus::<Test>::get(H100).unwrap();
		let dear = crate::Sku { max_price: MAX_CENTS, ..sku };
		assert_ok!(Caliber::set_sku(RuntimeOrigin::root(), H100, dear));
		let appraise_other = |report| {
			Caliber::appraise(signed(APPRAISER), other, huge, BASIS, day, end, hash(report))
		};
		assert_ok!(appraise_other(7));
		refused(|| merge(OWNER, item, other, &all), Error::<Test>::Appraised);
		assert_ok!(appraise_other(6));
		refused(|| merge(OWNER, item, other, &all), Error::<Test>::BadLot);
		// Once both have expired neither counts.
		set_time(Seconds(end.get() - 1));
		refused(|| merge(OWNER, item, other, &all), Error::<Test>::BadLot);
		// (That they are of one report does not matter then: they would be worth too much.)
		set_time(end);
		refused(|| merge(OWNER, item, other, &all), Error::<Test>::BadLot);
		assert_ok!(Caliber::appraise(
			signed(APPRAISER),
			other,
			VALUES,
			BASIS,
			end.day(),
			Seconds(end.get() + 8 * DAY),
			hash(6)
		));
		set_time(Seconds(end.get() + 8 * DAY));
		assert_ok!(merge(OWNER, item, other, &all));
		assert_eq!(record(item).appraisal, None);
	});
}

/// Whoever splits and merges a lot does not free its appraiser from his own word.
#[test]
fn gate_should_hold_when_a_lot_is_merged_after_its_appraisal_has_expired() {
	with_chain(|| {
		let item = active();
		assert_ok!(split(OWNER, item, [&ALL[..1], &ALL[1..]], 4));
		set_time(at(90 * DAY));
		assert_ok!(merge(OWNER, item, ItemId(1), &ALL));
		assert_eq!(record(item).appraisal.unwrap().values, VALUES);
		let (day, end) = (Caliber::now().day(), at(100 * DAY));
		let say = |orderly: u64| {
			let [fair, orderly] = [orderly, orderly].map(UsdCents);
			let values = Values { fair, orderly, forced: VALUES.forced };
			Caliber::appraise(signed(APPRAISER), item, values, BASIS, day, end, hash(6))
		};
		refused(|| say(22_000_001), Error::<Test>::MoveTooLarge);
		assert_ok!(say(22_000_000));
	});
}

/// Two opinions are needed of what one report found large, in however many lots.
#[test]
fn lots_should_need_a_second_opinion_when_the_whole_report_does() {
	with_chain(|| {
		let mut rules = Caliber::rules();
		rules.appraisals.second_opinion_above = UsdCents(15_000_000);
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		let item = active_of_two();
		assert_ok!(split(OWNER, item, [&ALL[..1], &ALL[1..]], 4));
		let missing = |item: ItemId| {
			let standing = Caliber::standing_of(item).0;
			standing.iter().any(|each| each.lack == Lack::OpinionMissing)
		};
		let halves = [item, ItemId(1)];
		world(|w| w.ended = vec![(THIRD, Role::Appraiser, START)]);
		assert!(halves.into_iter().all(missing));
		world(|w| w.ended.clear());
		assert!(!halves.into_iter().any(missing));
		// Quarters and the half that was merged again are of the same report.
		assert_ok!(split(OWNER, ItemId(1), [&ALL[1..2], &ALL[2..]], 2));
		assert_ok!(merge(OWNER, item, ItemId(2), &[ALL[0], ALL[2]]));
		world(|w| w.ended = vec![(THIRD, Role::Appraiser, START)]);
		assert!(halves.into_iter().all(missing));
		let whole = crate::OpinionsOf::<Test>::get(item).unwrap();
		assert_eq!(
			(whole.of_first.whole, whole.of_second.whole),
			(Some(VALUES.fair), Some(VALUES.fair))
		);
		// A report of the lot itself is measured by itself.
		world(|w| w.ended.clear());
		let low =
			Values { fair: UsdCents(9_000_000), ..record(ItemId(1)).appraisal.unwrap().values };
		let low = Values { orderly: low.forced, ..low };
		let (day, end) = (START.day(), at(60 * DAY));
		let say = |who| Caliber::appraise(signed(who), ItemId(1), low, BASIS, day, end, hash(7));
		assert_ok!(say(APPRAISER));
		assert_ok!(say(THIRD));
		world(|w| w.ended = vec![(THIRD, Role::Appraiser, START)]);
		assert!(missing(item) && !missing(ItemId(1)));
	});
}

/// An active item that two appraisers value alike.
fn active_of_two() -> ItemId {
	let item = attested(&ALL);
	assert_ok!(appraise(THIRD, item));
	assert_ok!(Caliber::activate(signed(OWNER), item));
	item
}

#[test]
fn title_of_a_lot_should_move_and_be_redeemed_by_itself() {
	with_chain(|| {
		let item = active();
		assert_ok!(split(OWNER, item, [&ALL[..1], &ALL[1..]], 5));
		let new = ItemId(1);
		assert_ok!(transfer(new, OWNER, BUYER));
		for lot in [item, new] {
			assert_ok!(custody(CUSTODIAN, lot));
			assert_ok!(title(REGISTRAR, lot));
			assert_ok!(insure(INSURER, lot, PolicyId(0)));
			assert_ok!(Caliber::activate(signed(OWNER), lot));
		}
		assert_ok!(Caliber::request_redemption(signed(BUYER), new));
		assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), new, hash(9)));
		assert_eq!(Caliber::item_of(serial(ALL[1])), Some((new, false)));
		assert!(names(item, &ALL[..1]));
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
	});
}
