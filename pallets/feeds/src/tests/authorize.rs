//! Which reports the pool takes.

use crate::{mock::*, Error, Refusal, Report, RoundId, Rounds};
use caliber_feeds_core::{FeedKey, ObsDay, Source, Tenor};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::Seconds,
};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, traits::Authorize};
use frame_system::RawOrigin;
use sp_core::{crypto::Pair, H256};
use sp_runtime::{transaction_validity::TransactionSource, DispatchError};

/// A good report after a change, signed after it.
fn judged(mut report: Report, change: impl FnOnce(&mut Report)) -> Result<(), Refusal> {
	change(&mut report);
	let signature = sign(&report);
	let verdict = authorize(&report, signature.clone());
	let dispatched = Feeds::report(RawOrigin::Authorized.into(), report, signature)
		.map(|_| ())
		.map_err(|refused| refused.error);
	assert_eq!(dispatched, verdict.map_err(|refusal| Error::<Test>::from(refusal).into()));
	verdict
}

#[test]
fn report_should_be_refused_by_name_when_something_is_wrong() {
	type Change = fn(&mut Report);
	let bills: [(Change, Refusal); 22] = [
		(|r| r.key_generation = 1, Refusal::OtherKey),
		(|r| r.statements.clear(), Refusal::Disordered),
		(
			|r| {
				let twice = r.statements[0];
				r.statements.try_push(twice).unwrap();
			},
			Refusal::Disordered,
		),
		(|r| r.set = SetId(0), Refusal::OtherSet),
		(|r| r.reporter = ReporterIndex(4), Refusal::NotReporter),
		(|r| said(r).feed = FeedKey::TBillDiscount(Tenor::W4), Refusal::UnknownFeed),
		(|r| r.statements[0].round = RoundId(1), Refusal::RoundClosed),
		(|r| r.expires = at(0).saturating_sub(Seconds(1)), Refusal::Expired),
		(|r| r.expires = at(3_601), Refusal::LivesTooLong),
		(|r| said(r).fetched_at -= 901, Refusal::FetchedAtWrongTime),
		(|r| said(r).fetched_at += 121, Refusal::FetchedAtWrongTime),
		(|r| said(r).fetched_at = u64::MAX, Refusal::FetchedAtWrongTime),
		(|r| said(r).obs_day = TUESDAY.after(1), Refusal::FutureDay),
		(|r| said(r).obs_day = ObsDay(u32::MAX), Refusal::FutureDay),
		(|r| said(r).obs_day = TUESDAY.before(10), Refusal::OldDay),
		(|r| said(r).obs_day = ObsDay(0), Refusal::OldDay),
		// 375 for 3.75 %, and the largest number.
		(|r| said(r).value = 3_750_000_000, Refusal::OutOfBounds),
		(|r| said(r).value = i128::MAX, Refusal::OutOfBounds),
		(|r| said(r).value = -10_000_001, Refusal::OutOfBounds),
		(|r| said(r).conf = 1, Refusal::BadConfidence),
		(|r| said(r).sources |= Source::VastBundles.mask(), Refusal::WrongSources),
		(|r| said(r).round = 1, Refusal::AlreadyReported),
	];
	let gpus: [(Change, Refusal); 9] = [
		(|r| said(r).value = 49_999, Refusal::OutOfBounds),
		(|r| said(r).value = -1, Refusal::OutOfBounds),
		// The band may not reach out of the bounds either.
		(|r| (said(r).value, said(r).conf) = (55_000, 6_000), Refusal::OutOfBounds),
		(|r| said(r).conf = u64::MAX, Refusal::OutOfBounds),
		(|r| said(r).conf = 750_001, Refusal::BadConfidence),
		(|r| said(r).sources = 0, Refusal::WrongSources),
		(|r| said(r).sources = 1 << 31, Refusal::WrongSources),
		(|r| said(r).n = 0, Refusal::TooFewPrices),
		(|r| said(r).obs_day = TUESDAY.before(2), Refusal::OldDay),
	];
	Chain::new(4).run(|| {
		for (change, refusal) in bills {
			assert_eq!(judged(bill(0, TUESDAY, 37_400_000), change), Err(refusal));
		}
		for (change, refusal) in gpus {
			assert_eq!(judged(gpu(0, 3_000_000, 1), change), Err(refusal), "{refusal:?}");
		}
		assert_eq!(judged(bill(0, TUESDAY, 37_400_000), |_| {}), Ok(()));
		assert_eq!(judged(gpu(0, 3_000_000, 750_000), |_| {}), Ok(()));
	});
}

#[test]
fn report_should_be_taken_when_at_the_edge() {
	type Change = fn(&mut Report);
	let edges: [Change; 6] = [
		|r| r.expires = at(0),
		|r| r.expires = at(3_600),
		|r| said(r).fetched_at -= 900,
		|r| said(r).fetched_at += 120,
		|r| said(r).value = 0,
		|r| said(r).value = -10_000_000,
	];
	for edge in edges {
		Chain::new(4).run(|| assert_eq!(judged(bill(0, TUESDAY, 1), edge), Ok(())));
	}
}

#[test]
fn report_should_be_refused_when_the_signature_is_not_for_it() {
	Chain::new(4).run(|| {
		let report = bill(0, TUESDAY, 37_400_000);
		let key = pair(0);
		let bad = [
			// Another chain, another reporter, another text, no label.
			key.sign(&report.payload(&H256([8; 32]))),
			pair(1).sign(&report.payload(&GENESIS)),
			key.sign(&bill(0, TUESDAY, 37_300_000).payload(&GENESIS)),
			key.sign(&(GENESIS, &report).encode()),
		];
		for signature in bad {
			assert_eq!(authorize(&report, signature), Err(Refusal::BadSignature));
		}
		assert_eq!(authorize(&report, sign(&report)), Ok(()));
	});
}

#[test]
fn report_should_be_refused_when_it_comes_again_or_its_round_is_over() {
	Chain::new(4).run(|| {
		let first = bill(0, TUESDAY, 37_400_000);
		assert_ok!(submit(first.clone()));
		assert_noop!(submit(first.clone()), Error::<Test>::Refused(Refusal::AlreadyReported));
		// An equivocation is no correction, and a bill has no reason for one.
		let other = bill(0, TUESDAY, 37_500_000);
		assert_noop!(submit(other), Error::<Test>::Refused(Refusal::AlreadyReported));
		for reporter in 1..3 {
			assert_ok!(submit(bill(reporter, TUESDAY, 37_400_000)));
		}
		assert_eq!(Rounds::<Test>::get(BILL).number, RoundId(1));
		let late = Report { reporter: ReporterIndex(3), ..first };
		assert_noop!(submit(late), Error::<Test>::Refused(Refusal::OldDay));
		// A market price of the same day is taken in the next round only.
		let stale = gpu(3, 3_000_000, 0);
		for reporter in 0..3 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		assert_noop!(submit(stale), Error::<Test>::Refused(Refusal::RoundClosed));
		assert_ok!(submit(gpu(3, 3_000_000, 0)));
	});
}

#[test]
fn report_should_be_refused_when_the_feed_is_frozen() {
	Chain::new(4).run(|| {
		let signed = bill(0, TUESDAY, 37_400_000);
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), BILL, true));
		assert_noop!(submit(signed.clone()), Error::<Test>::Refused(Refusal::FeedFrozen));
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), BILL, false));
		assert_noop!(submit(signed), Error::<Test>::Refused(Refusal::RoundClosed));
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
	});
}

#[test]
fn report_should_be_refused_when_the_origin_is_not_authorised() {
	Chain::new(4).run(|| {
		let report = bill(0, TUESDAY, 37_400_000);
		let signature = sign(&report);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(
				Feeds::report(origin, report.clone(), signature.clone()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn set_frozen_should_be_refused_when_not_governance_or_nothing_changes() {
	Chain::new(4).run(|| {
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(Feeds::set_frozen(origin, BILL, true), DispatchError::BadOrigin);
		}
		let root = RuntimeOrigin::root;
		assert_noop!(Feeds::set_frozen(root(), BILL, false), Error::<Test>::NothingChanges);
		assert_noop!(Feeds::set_frozen(root(), FeedKey::Sofr, true), Error::<Test>::UnknownFeed);
	});
}

#[test]
fn pool_should_hold_one_report_for_each_reporter_and_round() {
	Chain::new(4).run(|| {
		let valid = |report: Report| {
			let signature = sign(&report);
			let call = RuntimeCall::from(crate::Call::report { report, signature });
			call.authorize(TransactionSource::External).unwrap().unwrap().0
		};
		let one = valid(bill(0, TUESDAY, 37_400_000));
		assert_eq!((one.priority, one.longevity, one.propagate), (1_000, 64, true));
		assert_eq!(one.provides, valid(bill(0, TUESDAY, 37_500_000)).provides);
		assert_ne!(one.provides, valid(bill(1, TUESDAY, 37_400_000)).provides);
		assert_ne!(one.provides, valid(gpu(0, 3_000_000, 0)).provides);
	});
}
