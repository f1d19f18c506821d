//! What `stress` says beforehand, and what the market then does.

use crate::set_up::{
	appraise, ask, by, collateral, deposit, hour_costs, lend, on_day, resale_brings, review,
	running, usd, with_chain, Rack, BORROWER,
};
use caliber_feeds_core::{Condition, FeedKey, ObsDay, Observation, Tier};
use caliber_integration_tests::{
	feeds::say,
	registry::{as_root, day, SKU},
};
use caliber_primitives::{
	apis::runtime_decl_for_lending_api::LendingApi,
	ids::{LoanId, SkuId},
	prices::{Prices, Reading},
	units::{Ppm, Seconds, UsdCents, UsdaiAmount},
};
use caliber_runtime::{Feeds, Lending, Runtime};
use frame_support::{assert_ok, storage, BoundedVec};
use frame_system::RawOrigin;
use pallet_caliber::{Sku, Skus};
use pallet_feeds::{
	crypto::{sr25519::AuthorityPair, AuthoritySignature},
	publishers, FeedRules, MarketRules, Report, Statement,
};
use pallet_lending::{Ask, Call, CollateralStatus, CurrentRules, Products};
use sp_core::crypto::Pair;
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::{DispatchError, TransactionOutcome};

/// What prices fall to, in parts per million.
const FALL: Ppm = Ppm(780_000);
/// The second model: a card of the same kind, half as dear.
const CARD: SkuId = SkuId(2);
/// What eight used units are sold for before the fall, in dollars; of the second model as well.
const RACK: u128 = 152_000;
const CARDS: u128 = 76_000;

/// The feeds that a stress is about, with what they say before the fall.
fn feeds() -> [(FeedKey, i64); 4] {
	let resale = |sku: SkuId| FeedKey::GpuResale { sku: sku.0, condition: Condition::Used };
	let hour = |sku: SkuId| FeedKey::GpuHour { sku: sku.0, tier: Tier::OnDemand };
	[
		(resale(SKU), 1_900_000),
		(resale(CARD), 950_000),
		(hour(SKU), 2_400_000),
		(hour(CARD), 1_200_000),
	]
}

/// Governance admits the second model, with feeds of its own.
fn admit_cards() {
	let like = Skus::<Runtime>::get(SKU).expect("it is known");
	let sku = Sku { name: b"H100 PCIe 80 GB".to_vec().try_into().expect("it fits"), ..like };
	assert_ok!(as_root(pallet_caliber::Call::set_sku { id: CARD, sku }));
	let product = Products::<Runtime>::get(SKU).expect("it has one");
	assert_ok!(as_root(Call::set_product { sku: CARD, product }));
	for (feed, _) in feeds() {
		let rules = match feed {
			FeedKey::GpuResale { .. } => MarketRules::RESALE,
			_ => MarketRules::GPU_HOUR,
		};
		// As on any development chain: nothing waits, and one round confirms.
		let (raise_delay, caution) = (Seconds::ZERO, Seconds::ZERO);
		let rules = MarketRules { raise_delay, caution, confirmations: 1, ..rules };
		let rules = FeedRules::Market(rules);
		assert_ok!(as_root(pallet_feeds::Call::set_feed { feed, rules }));
	}
	hour_costs(CARD, 1_200_000);
	resale_brings(CARD, 1_200_000);
}

/// A reporter says a price, and it is in force.
fn report(feed: FeedKey, value: i64) {
	let pair = AuthorityPair::from_string(&Alice.to_seed(), None).expect("it is a seed");
	let set = pallet_feeds::CurrentSet::<Runtime>::get();
	let now = pallet_timestamp::Now::<Runtime>::get() / 1_000;
	let observation = Observation {
		feed,
		obs_day: ObsDay::of(now),
		round: 0,
		value: value.into(),
		conf: 0,
		n: 5,
		sources: publishers(feed),
		fetched_at: now,
		evidence: [0; 32],
	};
	let round = pallet_feeds::Rounds::<Runtime>::get(feed).number;
	let report = Report {
		set: set.id,
		reporter: set.place(&pair.public()).expect("she reports"),
		key_generation: 0,
		expires: Seconds(now + 60),
		statements: BoundedVec::truncate_from(vec![Statement { round, observation }]),
	};
	let signature: AuthoritySignature = pair.sign(&report.payload(&set.genesis));
	assert_ok!(Feeds::report(RawOrigin::Authorized.into(), report, signature));
}

/// Moves every feed to a part of what it said before the fall, each by a report. A move of more than
/// 15 % would be in doubt: it goes in two steps.
fn market_falls_to(part: Ppm) {
	for (feed, before) in feeds() {
		let to = |part: Ppm| before * i64::from(part.get()) / 1_000_000;
		let half_way = Ppm((1_000_000 + part.get()) / 2);
		report(feed, to(half_way));
		report(feed, to(part));
	}
	let resale = |sku| match Feeds::resale(sku, Condition::Used) {
		Reading::Fresh(price) => price.value,
		other => panic!("it is not fresh: {other:?}"),
	};
	let cents = |dollars: u128| UsdCents(u64::try_from(dollars * 100 / 8).expect("it fits"));
	let moved = |dollars| cents(dollars * u128::from(part.get()) / 1_000_000);
	assert_eq!((resale(SKU), resale(CARD)), (moved(RACK), moved(CARDS)));
}

/// The loans that `stress` names.
fn told_of(prices: Ppm) -> Vec<LoanId> {
	let (loans, rest) = Runtime::stress(prices, None);
	assert_eq!(rest, None);
	loans
}

/// Loans that a fall to [`FALL`] calls, and others that it does not.
struct Book {
	turned: [LoanId; 4],
	spared: [LoanId; 4],
}

impl Book {
	/// Lends, and lets the market fall a first time.
	fn new() -> Self {
		deposit(usd(3_000_000));
		admit_cards();
		// 90 % of 152,000 x 0.78 is 106,704: that turns by its last dollar.
		let turned = [
			on_rack(SKU, 120_000, 200_000),
			on_rack(SKU, 106_704, 200_000),
			// Bound by its appraisal until resale falls below that.
			on_rack(SKU, 110_000, 126_000),
			on_rack(CARD, 60_000, 120_000),
		];
		let spared = [
			on_rack(SKU, 106_703, 200_000),
			on_rack(SKU, 70_000, 200_000),
			// At 87 % of its appraisal it stands worse than most, and resale is still above that.
			on_rack(SKU, 100_000, 115_000),
			on_rack(CARD, 50_000, 120_000),
		];
		on_day(1);
		feeds().into_iter().for_each(|(feed, value)| say(feed, value));
		Self { turned, spared }
	}

	fn all(&self) -> Vec<LoanId> {
		[self.turned, self.spared].concat()
	}
}

fn is_called(loan: &LoanId) -> bool {
	matches!(collateral(*loan), CollateralStatus::MarginCall { .. })
}

/// A loan on a rack of a model, in dollars. It is appraised at so much once it runs.
fn on_rack(sku: SkuId, principal: u128, orderly: u64) -> LoanId {
	let before = if sku == CARD { 120_000 } else { 200_000 };
	let item = Rack { sku, orderly: before, forced: 60_000, ..Rack::default() }.active();
	let loan = lend(&[item], Ask { product: sku, ..ask(principal) });
	if orderly < before {
		appraise(item, orderly, 60_000, 0);
	}
	loan
}

#[test]
fn stress_should_name_the_loans_that_are_called_when_prices_fall_as_far() {
	with_chain(|| {
		let book = Book::new();
		let all = book.all();
		// Where prices are, two looks a week apart call nobody.
		for days in [2, 9] {
			on_day(days);
			all.iter().for_each(|loan| assert_eq!(review(*loan), 0));
			assert!(!all.iter().any(is_called));
		}

		// None turns where prices are, or a little lower; all do where they are a third.
		assert_eq!(told_of(Ppm(1_000_000)), []);
		assert_eq!(told_of(Ppm(970_000)), []);
		assert_eq!(told_of(Ppm(330_000)), all);
		assert_eq!(told_of(FALL), book.turned);

		// They fall so far, in steps that reporters agree on. One reading calls nobody.
		on_day(10);
		market_falls_to(FALL);
		all.iter().for_each(|loan| assert_eq!(review(*loan), 0));
		assert!(!all.iter().any(is_called));
		// What has turned is not named again.
		assert_eq!(told_of(Ppm(1_000_000)), []);

		on_day(17);
		for loan in &all {
			let earned = review(*loan);
			assert_eq!(earned > 0, book.turned.contains(loan), "{loan:?}");
		}
		let called: Vec<_> = all.iter().copied().filter(is_called).collect();
		assert_eq!(called, book.turned);
		assert_eq!(running(called[0]).watch.call_until, Some(day(31)));

		// A dollar takes the nearest of them off the list.
		by(BORROWER, Call::prepay { loan: called[1], amount: UsdaiAmount(usd(1)) });
		assert_eq!(review(called[1]), 0);
		assert!(!is_called(&called[1]));
	});
}

#[test]
fn stress_should_name_what_a_look_would_find_when_prices_fall_to_any_part() {
	with_chain(|| {
		let all = Book::new().all();
		let is_high = |loan: &LoanId| {
			let health = Lending::health(*loan).expect("it runs");
			health.found.ltv >= CurrentRules::<Runtime>::get().margin.call_at
		};
		let mut sizes = Vec::new();
		for part in (250_000..1_000_000).step_by(3_701).map(Ppm) {
			let told = told_of(part);
			let found = storage::with_transaction(|| {
				for (feed, value) in feeds() {
					say(feed, value * i64::from(part.get()) / 1_000_000);
				}
				let found: Vec<_> = all.iter().copied().filter(is_high).collect();
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(found))
			});
			sizes.push(told.len());
			assert_eq!(Ok(told), found, "{part:?}");
		}
		// The lower prices are, the more turn: from all of them to none.
		assert!(sizes.is_sorted_by(|lower, higher| lower >= higher));
		assert_eq!((sizes.first(), sizes.last()), (Some(&all.len()), Some(&0)));
	});
}
