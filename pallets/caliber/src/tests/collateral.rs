//! What lenders do with an item, and what it is worth to them.

use crate::{mock::*, Error, Event, Items, Skus, State, Values};
use caliber_primitives::{
	collateral::{Collateral, CollateralValue, Fact, FactError, Loss},
	ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId, SiteId, SkuId},
	prices::{FeedFault, Observed, Reading},
	testing::{fresh, world},
	units::{usdai_of_cents, MicroUsd, Seconds, UsdCents, UsdaiAmount},
};
use frame_support::{assert_ok, traits::Locker};

pub(super) const LOAN: LoanId = LoanId(5);
const OTHER: LoanId = LoanId(6);

/// An item in each state that the lock must know, by name.
pub(super) fn in_every_state() -> Vec<(&'static str, ItemId, bool)> {
	let next = |texts: &[&str]| {
		let item = attested(texts);
		assert_ok!(Caliber::activate(signed(OWNER), item));
		item
	};
	let submitted = submitted(&["A"]);
	let attested = attested(&["B"]);
	let active = next(&["C"]);
	let pledged = next(&["D"]);
	assert_ok!(Caliber::pledge(pledged, &OWNER, LOAN));
	let released = next(&["E"]);
	assert_ok!(Caliber::pledge(released, &OWNER, LOAN));
	assert_ok!(Caliber::release(released, LOAN));
	let seized = next(&["F"]);
	assert_ok!(Caliber::pledge(seized, &OWNER, LOAN));
	assert_ok!(Caliber::seize(seized, LOAN));
	let redeeming = next(&["G"]);
	assert_ok!(Caliber::request_redemption(signed(OWNER), redeeming));
	let retiring = next(&["I"]);
	assert_ok!(Caliber::request_retirement(signed(OWNER), retiring, crate::Cause::Lost));
	let disputed = next(&["H"]);
	assert_ok!(Caliber::dispute(signed(REGISTRAR), disputed, Fact::Title, hash(9)));
	vec![
		("submitted", submitted, false),
		("attested", attested, false),
		("active", active, false),
		("pledged", pledged, true),
		("released", released, false),
		("seized", seized, true),
		("redeeming", redeeming, true),
		("retiring", retiring, true),
		("disputed", disputed, true),
	]
}

#[test]
fn title_should_move_and_burn_only_in_an_open_state() {
	with_chain(|| {
		for (state, item, locked) in in_every_state() {
			assert_eq!(Caliber::is_locked(0, item.0), locked, "{state}");
			let owner = holder(item).unwrap();
			let moved = transfer(item, owner, BUYER);
			let burned = Nfts::burn(signed(BUYER), 0, item.0);
			if locked {
				let error = pallet_nfts::Error::<Test>::ItemLocked;
				assert_eq!(moved, Err(error.into()), "{state}");
				assert!(burned.is_err(), "{state}");
				assert_eq!(holder(item), Some(owner), "{state}");
			} else {
				assert_ok!(moved);
				// A holder who burns what is open would leave the record behind: the runtime admits
				// no call of `Nfts` but transfers. Put the title back for the statements.
				assert_ok!(burned);
				let record = record(item);
				assert_ok!(Caliber::issue_title(record.class, item, &OWNER, 0));
			}
		}
	});
}

#[test]
fn title_should_be_locked_when_it_is_unknown_or_of_another_class() {
	with_chain(|| {
		let item = active();
		assert!(!Caliber::is_locked(0, item.0));
		assert!(Caliber::is_locked(1, item.0));
		assert!(Caliber::is_locked(0, 99));
	});
}

#[test]
fn approved_accounts_should_not_get_past_the_lock() {
	with_chain(|| {
		let item = active();
		assert_ok!(Nfts::approve_transfer(signed(OWNER), 0, item.0, BUYER, None));
		assert_ok!(Nfts::set_price(signed(OWNER), 0, item.0, Some(1), None));
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		let locked = pallet_nfts::Error::<Test>::ItemLocked;
		refused(|| Nfts::transfer(signed(BUYER), 0, item.0, BUYER), locked);
		assert!(Nfts::buy_item(signed(BUYER), 0, item.0, 1).is_err());
		assert_eq!(holder(item), Some(OWNER));
	});
}

#[test]
fn pledge_should_lock_and_release_should_free_for_the_next_loan() {
	with_chain(|| {
		let item = active();
		for loan in [LOAN, OTHER] {
			assert_ok!(Caliber::pledge(item, &OWNER, loan));
			System::assert_last_event(Event::Pledged { item, loan, borrower: OWNER }.into());
			assert_eq!(Caliber::encumbrances().collect::<Vec<_>>(), [(item, loan)]);
			assert_ok!(Caliber::release(item, loan));
			System::assert_last_event(Event::Released { item, loan }.into());
			assert_eq!(Caliber::encumbrances().next(), None);
			assert!(matches!(record(item).state, State::Released(_)));
			assert_eq!(holder(item), Some(OWNER));
		}
	});
}

#[test]
fn pledge_should_be_refused_when_the_item_is_not_free_or_not_good() {
	with_chain(|| {
		for (state, item, _) in in_every_state() {
			let pledge = || Caliber::pledge(item, &holder(item).unwrap(), OTHER);
			match state {
				"active" | "released" => {
					assert_ok!(pledge());
				},
				"submitted" | "attested" => refused(pledge, Error::<Test>::NotActive),
				"disputed" => refused(pledge, Error::<Test>::Disputed),
				_ => refused(pledge, Error::<Test>::Encumbered),
			}
		}
		refused(|| Caliber::pledge(ItemId(99), &OWNER, LOAN), Error::<Test>::UnknownItem);
	});
	with_chain(|| {
		let item = active();
		refused(|| Caliber::pledge(item, &BUYER, LOAN), Error::<Test>::NotHolder);
		world(|w| w.frozen.push(OWNER));
		assert!(Caliber::pledge(item, &OWNER, LOAN).is_err());
		world(|w| w.frozen.clear());
		set_time(at(90 * DAY));
		refused(|| Caliber::pledge(item, &OWNER, LOAN), Error::<Test>::NotInStanding);
	});
}

#[test]
fn loan_should_touch_only_what_is_encumbered_for_it() {
	with_chain(|| {
		let item = active();
		let not = Error::<Test>::NotEncumbered;
		let amount = UsdaiAmount(1);
		refused(|| Caliber::release(item, LOAN), Error::<Test>::NotEncumbered);
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		refused(|| Caliber::release(item, OTHER), Error::<Test>::NotEncumbered);
		refused(|| Caliber::seize(item, OTHER), Error::<Test>::NotEncumbered);
		refused(|| Caliber::deliver(item, LOAN, &BUYER), Error::<Test>::NotEncumbered);
		refused(
			|| Caliber::claim_cover(item, OTHER, amount, Loss::Residual),
			Error::<Test>::NotEncumbered,
		);
		assert_ok!(Caliber::seize(item, LOAN));
		refused(|| Caliber::release(item, LOAN), Error::<Test>::NotEncumbered);
		refused(|| Caliber::seize(item, LOAN), Error::<Test>::NotEncumbered);
		refused(|| Caliber::deliver(item, OTHER, &BUYER), not);
	});
}

#[test]
fn seizure_should_take_title_and_delivery_should_give_it_to_whom_it_names() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		// A stay halts disposal, not the seizure.
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Title, hash(9)));
		assert_ok!(Caliber::seize(item, LOAN));
		System::assert_last_event(Event::Seized { item, loan: LOAN, from: OWNER }.into());
		assert_eq!(holder(item), Some(Caliber::account()));
		assert_eq!(record(item).dispute, Some(Fact::Title));
		refused(|| Caliber::deliver(item, LOAN, &BUYER), Error::<Test>::Disputed);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		let claim = |cents: u64| {
			Caliber::claim_cover(item, LOAN, usdai_of_cents(UsdCents(cents)), Loss::Residual)
		};
		refused(|| claim(FLOOR.get() + 1), Error::<Test>::AboveFloor);
		refused(
			|| Caliber::claim_cover(item, LOAN, UsdaiAmount(1), Loss::Residual),
			Error::<Test>::BadAmount,
		);
		assert_ok!(claim(FLOOR.get()));
		System::assert_last_event(
			Event::ClaimFiled {
				claim: ClaimId(0),
				item,
				policy: PolicyId(0),
				loan: Some(LOAN),
				claimant: None,
				amount: FLOOR,
				loss: Loss::Residual,
				deadline: at(30 * DAY),
			}
			.into(),
		);
		refused(|| claim(1), Error::<Test>::ClaimOpen);
		assert_ok!(Caliber::deliver(item, LOAN, &BUYER));
		System::assert_last_event(Event::Delivered { item, loan: LOAN, to: BUYER }.into());
		assert_eq!(holder(item), Some(BUYER));
		// It is the buyer's to pledge, sell or redeem.
		assert_ok!(Caliber::pledge(item, &BUYER, OTHER));
	});
}

fn worth(item: ItemId) -> u64 {
	Caliber::value_of(item).unwrap().lendable.get()
}

#[test]
fn value_should_be_the_least_of_appraisal_aged_invoice_and_income_less_the_haircut() {
	with_chain(|| {
		let item = active();
		assert_eq!(
			Caliber::value_of(item),
			Ok(CollateralValue {
				class: AssetClass::Gpu,
				sku: H100,
				site: SiteId(7),
				age_days: 0,
				lendable: UsdCents(18_000_000),
				orderly: VALUES.orderly,
				forced: VALUES.forced,
				cover: COVER,
				cover_until: at(400 * DAY),
			})
		);
		assert_eq!(Caliber::curve(H100), Skus::<Test>::get(H100).unwrap().curve);
		assert!(Caliber::curve(SkuId(999)).is_empty());
		// 2.00 dollars an hour: 2 * 730 * 24 * 8 * 0.65 = 182,208 dollars, less a tenth.
		world(|w| w.gpu_hour = Some(fresh(MicroUsd(2_000_000))));
		assert_eq!(worth(item), 16_398_720);
		// The confidence comes off the price.
		let hour = Observed {
			value: MicroUsd(2_500_000),
			confidence: MicroUsd(500_000),
			observed_at: START,
			accepted_at: START,
		};
		world(|w| w.gpu_hour = Some(Reading::Fresh(hour)));
		assert_eq!(worth(item), 16_398_720);
		// Rental data can only lower it.
		world(|w| w.gpu_hour = Some(fresh(MicroUsd(u64::MAX))));
		assert_eq!(worth(item), 18_000_000);
		// 80 days old: 240,000 * (1 - 0.2 * 80 / 365) = 229,479; the appraisal still binds. After
		// 365 days 192,000 are left of the invoice.
		set_time(at(80 * DAY));
		assert_eq!(worth(item), 18_000_000);
		set_time(at(365 * DAY));
		let (day, end) = (at(365 * DAY).day(), at(400 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, VALUES, BASIS, day, end, hash(6)));
		assert_eq!(worth(item), 17_280_000);
	});
}

#[test]
fn value_should_be_refused_with_the_feeds_reason_when_it_is_not_fresh() {
	with_chain(|| {
		let item = active();
		let Reading::Fresh(seen) = fresh(MicroUsd(2_500_000)) else { panic!("not fresh") };
		for (reading, fault) in [
			(Reading::SoftStale(seen), FeedFault::SoftStale),
			(Reading::HardStale(seen), FeedFault::HardStale),
			(Reading::Suspect(seen), FeedFault::Suspect),
			(Reading::Frozen(seen), FeedFault::Frozen),
			(Reading::Missing, FeedFault::Missing),
		] {
			world(|w| w.gpu_hour = Some(reading));
			assert_eq!(Caliber::value_of(item), Err(FactError::Feed(fault)));
		}
	});
}

#[test]
fn value_should_need_appraisal_and_invoice_and_count_cover_only_in_force() {
	with_chain(|| {
		assert_eq!(Caliber::value_of(ItemId(9)), Err(FactError::UnknownItem));
		let item = submitted(&["A"]);
		assert_eq!(Caliber::value_of(item), Err(FactError::Deficient));
		assert_ok!(title(REGISTRAR, item));
		assert_eq!(Caliber::value_of(item), Err(FactError::Deficient));
		assert_ok!(appraise(APPRAISER, item));
		let cover = |item| Caliber::value_of(item).unwrap();
		assert_eq!((cover(item).cover, cover(item).cover_until), (UsdCents(0), Seconds(0)));
		let policy = policy(LIMIT);
		assert_ok!(Caliber::insure(signed(INSURER), item, policy, COVER, FLOOR, at(10)));
		assert_eq!(cover(item).cover, COVER);
		set_time(at(10));
		assert_eq!(cover(item).cover, UsdCents(0));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Invoice, hash(9)));
		assert_eq!(Caliber::value_of(item), Err(FactError::Deficient));
		set_time(at(90 * DAY));
		assert_eq!(Caliber::value_of(item), Err(FactError::Deficient));
	});
}

#[test]
fn value_should_be_half_of_the_forced_one_at_most_when_the_model_has_no_market() {
	with_chain(|| {
		let item = crate::NextItem::<Test>::get();
		let class = AssetClass::Storage;
		let list = serials(&["A"]);
		assert_ok!(Caliber::submit(signed(OWNER), class, ARRAY, 6, list, SiteId(1), hash(1)));
		assert_ok!(title(REGISTRAR, item));
		assert_ok!(appraise(APPRAISER, item));
		world(|w| w.gpu_hour = None);
		assert_eq!(Caliber::value_of(item), Err(FactError::Deficient));
		// Of two opinions the lower forced one counts.
		let values = Values { forced: UsdCents(13_000_000), ..VALUES };
		let (day, end) = (START.day(), at(90 * DAY));
		assert_ok!(Caliber::appraise(signed(THIRD), item, values, BASIS, day, end, hash(6)));
		assert_eq!(worth(item), 5_850_000);
	});
}

#[test]
fn policy_of_a_pledged_item_should_be_renewable() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LOAN));
		assert_ok!(insure(INSURER, item, PolicyId(0)));
		assert_ok!(custody(CUSTODIAN, item));
		assert_eq!(record(item).state.loan(), Some(LOAN));
		assert_eq!(Items::<Test>::iter().count(), 1);
	});
}

#[test]
fn item_should_be_free_when_it_is_active_or_released_and_in_no_other_state() {
	with_chain(|| {
		for (name, item, _) in in_every_state() {
			let state = Items::<Test>::get(item).map(|record| record.state);
			let free = matches!(state, Some(State::Active(_) | State::Released(_)));
			assert_eq!(Caliber::is_free(item), free, "{name}");
		}
		assert!(!Caliber::is_free(ItemId(9_999)));
	});
}
