//! Many statements in one report.

use crate::{
	mock::*, AuthoritySignature, Error, Event, FeedRules, OfficialRules, Refusal, Report, RoundId,
	WeightInfo,
};
use caliber_feeds_core::{FeedKey, Observation, Source, Tenor};
use caliber_primitives::units::Seconds;
use codec::Decode;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, traits::Authorize};
use frame_system::RawOrigin;
use sp_runtime::transaction_validity::TransactionSource;

/// Both rates of every bill.
fn all_bills() -> Vec<FeedKey> {
	let discounts = Tenor::ALL.map(FeedKey::TBillDiscount);
	discounts.into_iter().chain(Tenor::ALL.map(FeedKey::TBillCouponEq)).collect()
}

fn chain(reporters: u16) -> Chain {
	let rules = FeedRules::Official(OfficialRules { delay: Seconds::ZERO, ..OfficialRules::BILLS });
	let mut feeds: Vec<_> = all_bills().into_iter().map(|key| (key, rules)).collect();
	feeds.push((GPU, gpu_rules()));
	Chain { feeds, ..Chain::new(reporters) }
}

fn observe(feed: FeedKey, value: i128) -> Observation {
	Observation {
		feed,
		obs_day: TUESDAY,
		round: 0,
		value,
		conf: 0,
		n: 1,
		sources: Source::UstBillXml.mask(),
		fetched_at: Feeds::now().get(),
		evidence: [1; 32],
	}
}

/// The Treasury's curve of 2026-08-11, discounts first, in parts per billion.
fn curve() -> Vec<Observation> {
	let discounts = [3_640, 3_660, 3_680, 3_740, 3_780, 3_830, 3_850];
	let equivalents = [3_700, 3_730, 3_750, 3_830, 3_880, 3_960, 4_020];
	let values = discounts.into_iter().chain(equivalents);
	all_bills().into_iter().zip(values).map(|(key, value)| observe(key, value * 10_000)).collect()
}

#[test]
fn report_should_speak_of_all_bills_at_once() {
	chain(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(report_of(reporter, &curve())));
		}
		for said in curve() {
			let reading = Feeds::reading(said.feed).fresh().unwrap();
			assert_eq!(i128::from(reading.value), said.value, "{:?}", said.feed);
		}
	});
}

#[test]
fn report_should_cost_what_it_did_when_some_rounds_were_closed() {
	chain(4).run(|| {
		let cost = |report: crate::Report| {
			let signature = sign(&report);
			let call = RuntimeCall::from(crate::Call::report {
				report: report.clone(),
				signature: signature.clone(),
			});
			assert_eq!(call.get_dispatch_info().call_weight.ref_time(), 1_600);
			let done = Feeds::report(RawOrigin::Authorized.into(), report, signature).unwrap();
			done.actual_weight.unwrap().ref_time()
		};
		assert_eq!(cost(report_of(0, &curve())), 290);
		assert_eq!(cost(report_of(1, &curve())), 290);
		let mut last = curve();
		last[0].value += 100_000;
		// What every report costs is in both figures, and paid once.
		assert_eq!(cost(report_of(2, &last)), 1_600);
	});
}

#[test]
fn report_should_cost_no_more_than_was_paid_for_when_it_closes_any_number_of_rounds() {
	for statements in 1..=16u32 {
		let all = <() as WeightInfo>::report_closing(statements);
		for closed in 0..=statements {
			let cost = Feeds::weight_of_report(statements, closed);
			assert!(cost.all_lte(all), "{closed} of {statements}: {cost:?}");
		}
		assert_eq!(Feeds::weight_of_report(statements, statements), all);
	}
	assert_eq!(Feeds::weight_of_report(14, 4).ref_time(), 150 + 100 + 200 + 400);
}

#[test]
fn statement_should_be_passed_over_when_another_counts() {
	chain(4).run(|| {
		let late = report_of(3, &curve());
		// Only the 4-week bill is agreed on meanwhile.
		for reporter in 0..3 {
			assert_ok!(submit(report_of(reporter, &curve()[..1])));
		}
		assert_ok!(submit(late.clone()));
		let refusal = Refusal::OldDay;
		let passed = events().into_iter().filter_map(|event| match event {
			Event::PassedOver { feed, refusal, .. } => Some((feed, refusal)),
			_ => None,
		});
		assert_eq!(passed.collect::<Vec<_>>(), [(curve()[0].feed, refusal)]);
		assert_eq!(Feeds::round(curve()[1].feed).votes, 1);
		// Now none counts.
		assert_noop!(submit(late), Error::<Test>::Refused(Refusal::OldDay));
	});
}

#[test]
fn equivalent_should_be_refused_without_its_discount_or_with_another() {
	use FeedKey::{TBillCouponEq as Equivalent, TBillDiscount as Discount};
	let rows: [(&[(FeedKey, i128)], Option<Refusal>); 14] = [
		(&[(Discount(Tenor::W13), 37_350_000), (Equivalent(Tenor::W13), 38_230_000)], None),
		// The worked examples: published to two or three digits, a leap year, a holiday's r = 183.
		(&[(Discount(Tenor::W4), 36_250_000), (Equivalent(Tenor::W4), 36_860_000)], None),
		(&[(Discount(Tenor::W26), 40_000_000), (Equivalent(Tenor::W26), 41_395_000)], None),
		(&[(Discount(Tenor::W52), 76_500_000), (Equivalent(Tenor::W52), 82_370_000)], None),
		(&[(Discount(Tenor::W52), 38_500_000), (Equivalent(Tenor::W52), 40_200_000)], None),
		// In a leap year, at a high rate.
		(&[(Discount(Tenor::W52), 120_000_000), (Equivalent(Tenor::W52), 133_990_000)], None),
		(&[(Discount(Tenor::W52), 120_000_000), (Equivalent(Tenor::W52), 134_360_000)], None),
		(&[(Discount(Tenor::W4), 0), (Equivalent(Tenor::W4), 0)], None),
		(&[(Discount(Tenor::W4), -100_000), (Equivalent(Tenor::W4), -100_000)], None),
		(&[(Equivalent(Tenor::W13), 38_230_000)], Some(Refusal::Unpaired)),
		(
			&[(Discount(Tenor::W4), 37_350_000), (Equivalent(Tenor::W13), 38_230_000)],
			Some(Refusal::Unpaired),
		),
		// The columns are swapped; 4 weeks stand in the column of 13; a digit is wrong.
		(
			&[(Discount(Tenor::W13), 38_230_000), (Equivalent(Tenor::W13), 37_350_000)],
			Some(Refusal::Inconsistent),
		),
		(
			&[(Discount(Tenor::W13), 36_400_000), (Equivalent(Tenor::W13), 37_000_000)],
			Some(Refusal::Inconsistent),
		),
		(
			&[(Discount(Tenor::W13), 37_350_000), (Equivalent(Tenor::W13), 38_600_000)],
			Some(Refusal::Inconsistent),
		),
	];
	for (said, refusal) in rows {
		chain(4).run(|| {
			let said: Vec<_> = said.iter().map(|(key, value)| observe(*key, *value)).collect();
			let report = report_of(0, &said);
			assert_eq!(authorize(&report, sign(&report)).err(), refusal, "{said:?}");
		});
	}
	chain(4).run(|| {
		let mut said = [
			observe(Discount(Tenor::W13), 37_350_000),
			observe(Equivalent(Tenor::W13), 38_230_000),
		];
		said[0].obs_day = TUESDAY.before(1);
		let report = report_of(0, &said);
		assert_eq!(authorize(&report, sign(&report)), Err(Refusal::Unpaired));
	});
}

#[test]
fn pool_should_refuse_a_second_report_when_they_share_a_feed() {
	chain(4).run(|| {
		let tags = |report: crate::Report| {
			let signature = sign(&report);
			let call = RuntimeCall::from(crate::Call::report { report, signature });
			call.authorize(TransactionSource::External).unwrap().unwrap().0.provides
		};
		let all = tags(report_of(0, &curve()));
		assert_eq!(all.len(), 14);
		let one = tags(report_of(0, &curve()[3..4]));
		assert!(all.contains(&one[0]));
		let mut later = report_of(0, &curve()[3..4]);
		later.statements[0].round = RoundId(1);
		assert_eq!(authorize(&later, sign(&later)), Err(Refusal::RoundClosed));
	});
}

/// The fuzzer starts from whole reports, not from noise.
#[test]
fn seeds_of_the_fuzzer_should_be_signed_reports() {
	type Signed = (Report, AuthoritySignature);
	let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/reports");
	let mut seeds = 0;
	for seed in std::fs::read_dir(folder).unwrap() {
		let bytes = std::fs::read(seed.unwrap().path()).unwrap();
		let mut rest = bytes.as_slice();
		while !rest.is_empty() {
			let (report, _) = Signed::decode(&mut rest).unwrap();
			assert_eq!(report.check(), Ok(()));
		}
		seeds += 1;
	}
	assert_eq!(seeds, 6);
}
