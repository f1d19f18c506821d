//! Feeds on the whole runtime.

use caliber_feeds_core::{FeedKey, ObsDay, Observation, Source, Tenor};
use caliber_integration_tests::{
	chain,
	measure::{measure, Cost},
	open_block,
};
use caliber_primitives::{
	prices::{Prices, RateKey, Reading},
	units::Seconds,
};
use caliber_runtime::*;
use frame_support::{assert_noop, assert_ok, BoundedVec};
use frame_system::RawOrigin;
use pallet_feeds::{
	crypto::{sr25519::AuthorityPair, AuthoritySignature},
	FeedRules, Report, Statement,
};
use sp_core::crypto::Pair;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Ferdie};

const BILL: FeedKey = FeedKey::TBillDiscount(Tenor::W13);
/// The reporters of `local_fast`, in some order.
const REPORTERS: [Sr25519Keyring; 4] = [Alice, Bob, Charlie, Dave];

fn pair(who: Sr25519Keyring) -> AuthorityPair {
	AuthorityPair::from_string(&who.to_seed(), None).unwrap()
}

/// What a reporter says about the 13-week bill of the first day of the clock, as he signs it.
fn said(who: Sr25519Keyring, value: i128) -> (Report, AuthoritySignature) {
	let set = pallet_feeds::CurrentSet::<Runtime>::get();
	let now = pallet_timestamp::Now::<Runtime>::get() / 1_000;
	let report = Report {
		set: set.id,
		reporter: set.place(&pair(who).public()).unwrap(),
		key_generation: 0,
		expires: Seconds(now + 60),
		statements: BoundedVec::truncate_from(vec![Statement {
			round: pallet_feeds::Rounds::<Runtime>::get(BILL).number,
			observation: Observation {
				feed: BILL,
				obs_day: ObsDay::of(now),
				round: 0,
				value,
				conf: 0,
				n: 1,
				sources: Source::UstBillXml.mask(),
				fetched_at: now,
				evidence: [0; 32],
			},
		}]),
	};
	let signature = pair(who).sign(&report.payload(&set.genesis));
	(report, signature)
}

#[test]
fn reporters_should_be_four_and_their_clocks_fast_when_the_network_is() {
	chain("local_fast").execute_with(|| {
		open_block(1);
		let (_, keys) = Feeds::reporters();
		assert_eq!(keys.len(), 4);
		assert_eq!(Feeds::round(BILL).quorum, 3);
		let feeds = Feeds::feeds();
		assert_eq!(feeds.len(), 18);
		for (feed, rules) in feeds {
			assert_eq!(rules.poll(), Seconds(10), "{feed:?}");
		}
	});
	chain("development").execute_with(|| {
		open_block(1);
		assert_eq!((Feeds::round(BILL).quorum, Feeds::feeds().len()), (1, 18));
	});
}

#[test]
fn rate_should_be_in_force_when_three_of_four_agree_and_the_delay_is_over() {
	chain("local_fast").execute_with(|| {
		open_block(1);
		for who in [Alice, Bob, Charlie] {
			let (report, signature) = said(who, 37_400_000);
			assert_ok!(Feeds::report(RawOrigin::Authorized.into(), report, signature));
		}
		let read = || Feeds::rate(RateKey::BillDiscount(Tenor::W13));
		assert_eq!(read(), Reading::Missing);
		for number in 2..=4 {
			Executive::finalize_block();
			open_block(number);
		}
		assert_eq!(read().fresh().unwrap().value.0, 37_400_000);
	});
}

#[test]
fn equivocation_should_cost_a_fifth_of_the_bond_and_the_seat() {
	chain("local_fast").execute_with(|| {
		open_block(1);
		let bond = |who: Sr25519Keyring| Balances::reserved_balance(who.to_account_id());
		let before = bond(Bob);
		let show = |(first, second)| {
			let by = RuntimeOrigin::signed(Ferdie.to_account_id());
			Feeds::report_equivocation(by, first, second)
				.map(|_| ())
				.map_err(|refused| refused.error)
		};
		let lies = |who| (said(who, 37_400_000), said(who, 37_500_000));
		assert_ok!(show(lies(Bob)));
		assert_eq!(bond(Bob), before - before / 5);
		let seated = pallet_validators::Validators::<Runtime>::get();
		assert!(!seated.contains(&Bob.to_account_id()));
		let known = Err(pallet_feeds::Error::<Runtime>::AlreadyConvicted.into());
		assert_eq!(show(lies(Bob)), known);
		// Another one who lies in the same block costs Bob nothing more, and neither does what he
		// was forgiven.
		assert_ok!(show(lies(Charlie)));
		assert_eq!((bond(Bob), bond(Charlie)), (before - before / 5, before - before / 5));
		let root = RuntimeOrigin::root();
		assert_ok!(Feeds::set_barred(root.clone(), Bob.to_account_id(), false));
		assert_eq!(show(lies(Bob)), known);
		assert_eq!(bond(Bob), before - before / 5);
		assert_ok!(Feeds::set_barred(root, Bob.to_account_id(), true));
		// What he has signed counts for nothing from now on.
		let (report, signature) = said(Bob, 37_400_000);
		assert_noop!(
			Feeds::report(RawOrigin::Authorized.into(), report, signature)
				.map(|_| ())
				.map_err(|refused| refused.error),
			pallet_feeds::Error::<Runtime>::Refused(pallet_feeds::Refusal::Barred)
		);
		assert!(REPORTERS
			.iter()
			.all(|who| Feeds::assignment(pair(*who).public().into_inner().0).is_some()
				!= [Bob, Charlie].contains(who)));
	});
}

#[test]
fn rules_should_be_the_documented_ones_when_a_network_is_not_for_tests() {
	use pallet_feeds::{MarketRules, OfficialRules};
	let (bills, overnight) = (OfficialRules::BILLS, OfficialRules::OVERNIGHT);
	let hours = |seconds: Seconds| seconds.get() / 3_600;
	assert_eq!((bills.gate.get(), overnight.gate.get()), (7_500_000, 15_000_000));
	assert_eq!((hours(bills.delay), bills.confirmations, hours(bills.late)), (1, 2, 2));
	assert_eq!((bills.fresh_days, bills.soft_days), (1, 3));
	let (hour, resale) = (MarketRules::GPU_HOUR, MarketRules::RESALE);
	assert_eq!(
		(hour.gate.get(), hour.caution_step.get(), hour.max_conf.get()),
		(150_000, 100_000, 250_000)
	);
	assert_eq!((hours(hour.poll), hours(hour.raise_delay), hours(hour.caution)), (6, 24, 6));
	assert_eq!((hours(hour.fresh), hours(hour.soft), hour.min_venues), (36, 72, 3));
	assert_eq!((hours(resale.fresh), hours(resale.soft), resale.min_prices), (240, 504, 5));
	assert!(FeedRules::Market(resale).poll() == Seconds(86_400));
}

#[test]
fn report_should_keep_its_budget_when_its_reads_and_writes_are_counted() {
	let mut chain = chain("local_fast");
	chain.execute_with(|| open_block(1));
	let costs = [Alice, Bob, Charlie].map(|who| {
		let (report, signature) = chain.execute_with(|| said(who, 37_400_000));
		let (done, cost) =
			measure(&mut chain, || Feeds::report(RawOrigin::Authorized.into(), report, signature));
		assert_ok!(done);
		cost
	});
	// Set, feed and round are read, and the round is written; the last one closes it, and writes
	// feed, round and history.
	for (cost, writes) in costs.iter().zip([1, 1, 3]) {
		let Cost { reads, writes: written, proof } = cost;
		assert_eq!((*reads, *written), (3, writes), "{costs:?}");
		assert!(*proof <= 12 * 1_024, "{costs:?}");
	}
}
