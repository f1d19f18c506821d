//! Each call with the largest set of reporters.

use super::*;
use crate::{
	pallet::{Feeds as Registered, Rounds as Open, Sets as Known, STRUCK_AT_ONCE},
	types::{Current, Pending, Suspect},
};
use alloc::vec::Vec;
use caliber_feeds_core::{FeedKey, ObsDay, Observation, Tenor, Tier};
use caliber_primitives::{
	clock::SetUpTime,
	ids::{ReporterIndex, SetId},
	prices::Convict,
	units::Seconds,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{Authorize, EnsureOrigin},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_application_crypto::RuntimeAppPublic;
use sp_runtime::transaction_validity::TransactionSource;

const SET: SetId = SetId(7);
/// Wednesday 2026-09-23, 23:45 UTC.
const NOW: Seconds = Seconds(20_719 * 86_400 + 85_500);
/// The rate whose day is looked for in a calendar.
const RATE: FeedKey = FeedKey::TBillDiscount(Tenor::W52);
const LAST: u16 = 99;

/// As many market feeds as a report can speak of.
fn feed(n: u16) -> FeedKey {
	FeedKey::GpuHour { sku: n, tier: Tier::OnDemand }
}

/// A vote for a price; of a hundred 49 are far from the others. Those of so many that the last reporter
/// makes them enough, and his own if it closes the round, name venues that others do not.
fn vote(key: FeedKey, reporter: u16, closes: bool) -> Vote {
	let all = publishers(key);
	let lowest = |venues: u32| 1u32.rotate_left(venues.trailing_zeros());
	let two = lowest(all) | lowest(all ^ lowest(all));
	let has_all = if reporter == LAST { closes } else { reporter < LAST.div_euclid(3) };
	Vote {
		reporter: ReporterIndex(reporter),
		day: ObsDay::of(NOW.get()),
		correction: 0,
		value: if reporter.is_multiple_of(2) && reporter > 0 { 1_090_000 } else { 3_090_000 },
		conf: 100_000,
		sources: if has_all { all } else { two },
		fetched: NOW,
	}
}

fn agreed(now: Seconds) -> Agreed {
	Agreed {
		value: 3_000_000,
		conf: 0,
		day: ObsDay::of(now.get()),
		observed: now,
		accepted: now,
		round: RoundId(2),
		revision: 0,
		reporters: 67,
		quorum: 67,
		sources: publishers(feed(0)),
	}
}

#[benchmarks(where <T as frame_system::Config>::RuntimeCall: From<Call<T>>, T::Time: SetUpTime)]
mod benchmarks {
	use super::*;

	/// The largest set, whose keys are ours.
	fn reporters<T: Config>() -> ReporterSet<T::Hash>
	where
		T::Time: SetUpTime,
	{
		T::Time::set_up_time(NOW);
		let keys: Vec<AuthorityId> =
			(0..MAX_REPORTERS).map(|_| AuthorityId::generate_pair(None)).collect();
		let members = keys.iter().zip(0..).map(|(key, n)| {
			let who: T::AccountId = account("reporter", n, 0);
			Conducts::<T>::insert(&who, Conduct::default().with_key(key.clone()));
			(who, key.clone())
		});
		Known::<T>::insert(SET, BoundedVec::truncate_from(members.collect()));
		let reporters = keys.into_iter().map(|key| Reporter {
			key,
			generation: 0,
			barred_until: Seconds::ZERO,
		});
		let set = ReporterSet {
			id: SET,
			dev: false,
			genesis: Default::default(),
			reporters: BoundedVec::truncate_from(reporters.collect()),
		};
		CurrentSet::<T>::put(&set);
		set
	}

	/// A feed in whose open round all but the last have voted, and one venue more is needed. A value
	/// is in force, one waits and one is in doubt.
	fn register<T: Config>(key: FeedKey) {
		let votes = (0..LAST).map(|reporter| vote(key, reporter, false));
		let round = Round {
			number: RoundId(3),
			set: SET,
			votes: BoundedVec::truncate_from(votes.collect()),
			..Round::default()
		};
		Open::<T>::insert(key, round);
		let at = |value| Agreed { value, ..agreed(NOW) };
		let feed = Feed {
			current: Some(Current::set_up(at(1_000_000))),
			pending: Some(Pending { agreed: at(1_100_000), until: NOW }),
			suspect: Some(Suspect {
				agreed: Agreed { accepted: Seconds::ZERO, ..at(3_000_000) },
				confirmations: 1,
			}),
			..Feed::new(FeedRules::Market(MarketRules::GPU_HOUR))
		};
		Registered::<T>::insert(key, feed);
	}

	/// What the last reporter says of `n` feeds, of which all or none reach a quorum.
	fn last_report<T: Config>(
		n: u32,
		closes: bool,
	) -> Result<(Report, AuthoritySignature), BenchmarkError>
	where
		T::Time: SetUpTime,
	{
		let set = reporters::<T>();
		let statements = (0..LAST).map(feed).take(n.try_into().unwrap_or(usize::MAX)).map(|key| {
			register::<T>(key);
			let vote = vote(key, LAST, closes);
			Statement {
				round: RoundId(3),
				observation: Observation {
					feed: key,
					obs_day: vote.day,
					round: 0,
					value: vote.value.into(),
					conf: vote.conf,
					n: 9,
					sources: vote.sources,
					fetched_at: NOW.get(),
					evidence: [1; 32],
				},
			}
		});
		let report = Report {
			set: SET,
			reporter: ReporterIndex(LAST),
			key_generation: 0,
			expires: NOW.saturating_add(Seconds(60)),
			statements: BoundedVec::truncate_from(statements.collect()),
		};
		let signature = signed::<T>(&set, &report)?;
		Ok((report, signature))
	}

	fn signed<T: Config>(
		set: &ReporterSet<T::Hash>,
		report: &Report,
	) -> Result<AuthoritySignature, BenchmarkError> {
		let reporter = set.reporter(report.reporter).ok_or("no last reporter")?;
		Ok(reporter.key.sign(&report.payload(&set.genesis)).ok_or("the keystore is empty")?)
	}

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	#[benchmark]
	fn report_open(n: Linear<1, MAX_STATEMENTS>) -> Result<(), BenchmarkError> {
		let (said, signature) = last_report::<T>(n, false)?;
		#[extrinsic_call]
		report(RawOrigin::Authorized, said, signature);
		assert_eq!(Open::<T>::get(feed(0)).votes.len(), usize::from(LAST).saturating_add(1));
		Ok(())
	}

	#[benchmark]
	fn report_closing(n: Linear<1, MAX_STATEMENTS>) -> Result<(), BenchmarkError> {
		let (said, signature) = last_report::<T>(n, true)?;
		#[extrinsic_call]
		report(RawOrigin::Authorized, said, signature);
		assert_eq!(Open::<T>::get(feed(0)).wrong.len(), usize::from(LAST.div_euclid(2)));
		Ok(())
	}

	#[benchmark]
	fn authorize_report(n: Linear<1, MAX_STATEMENTS>) -> Result<(), BenchmarkError> {
		let (said, signature) = last_report::<T>(n, true)?;
		// Statements are looked at from the last to the first, and only the first counts.
		for other in said.statements.iter().skip(1) {
			Open::<T>::mutate(other.observation.feed, |round| round.number = RoundId(4));
		}
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::<T>::report { report: said, signature }.into();
		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("nothing to authorise")??;
		}
		Ok(())
	}

	/// A rate of long ago with as many closures since as can be decreed, and with more reporters who
	/// were wrong in its last round, for the third time, than one poke strikes.
	fn late<T: Config>() -> Feed
	where
		T::Time: SetUpTime,
	{
		reporters::<T>();
		let today = ObsDay::of(NOW.get());
		let mut closures: Vec<ObsDay> =
			(0..crate::pallet::MAX_CLOSURES).map(|days| today.before(days)).collect();
		closures.reverse();
		Closures::<T>::put(BoundedVec::truncate_from(closures));
		Open::<T>::mutate(RATE, |round| {
			let wrong = (0..LAST).map(ReporterIndex).take(STRUCK_AT_ONCE.saturating_add(1));
			*round = core::mem::take(round).of_set(SET).with_wrong(wrong.collect());
		});
		for (who, key) in Known::<T>::get(SET).into_iter().flatten() {
			let strikes = BoundedVec::truncate_from([today.before(2), today.before(1)].into());
			let conduct = Conduct { strikes, ..Conduct::default().with_key(key) };
			Conducts::<T>::insert(who, conduct);
		}
		let rules = OfficialRules { fresh_days: 5, soft_days: 20, ..OfficialRules::BILLS };
		Feed::new(FeedRules::Official(rules))
	}

	/// What was agreed on about a day so long ago.
	fn old(days: u32) -> Agreed {
		let day = ObsDay::of(NOW.get()).before(days);
		let observed = Seconds(day.start());
		Agreed { value: 38_500_000, day, observed, accepted: observed, ..agreed(NOW) }
	}

	#[benchmark]
	fn poke() {
		let feed = late::<T>();
		// Its delay is over, and it is hard stale whatever the closures.
		let pending = Some(Pending { agreed: old(200), until: NOW });
		Registered::<T>::insert(RATE, Feed { pending, ..feed });
		#[extrinsic_call]
		_(RawOrigin::Authorized, RATE);
		assert_eq!(Open::<T>::get(RATE).wrong.len(), 1);
		assert!(Registered::<T>::get(RATE).is_some_and(|feed| feed.alarm == Alarm::HardStale));
	}

	#[benchmark]
	fn authorize_poke() -> Result<(), BenchmarkError> {
		let feed = late::<T>();
		// It would be late, but for the closures: only the round says that there is something to do.
		let current = Some(Current::set_up(old(35)));
		Registered::<T>::insert(RATE, Feed { current, ..feed });
		let call: <T as frame_system::Config>::RuntimeCall = Call::<T>::poke { feed: RATE }.into();
		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("nothing to authorise")??;
		}
		Ok(())
	}

	#[benchmark]
	fn report_equivocation() -> Result<(), BenchmarkError> {
		let (first, signature) = last_report::<T>(MAX_STATEMENTS, false)?;
		let mut second = first.clone();
		if let Some(last) = second.statements.iter_mut().last() {
			last.observation.value = 0;
		}
		let other = signed::<T>(&CurrentSet::<T>::get(), &second)?;
		let who: T::AccountId = account("reporter", u32::from(LAST), 0);
		T::Convict::set_up(&who);
		let by: T::AccountId = whitelisted_caller();
		#[extrinsic_call]
		_(RawOrigin::Signed(by), (first, signature), (second, other));
		assert!(Conducts::<T>::get(who).convicted);
		Ok(())
	}

	#[benchmark]
	fn set_frozen() -> Result<(), BenchmarkError> {
		reporters::<T>();
		register::<T>(feed(0));
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, feed(0), true);
		assert!(Registered::<T>::get(feed(0)).is_some_and(|feed| feed.frozen));
		Ok(())
	}

	#[benchmark]
	fn settle() -> Result<(), BenchmarkError> {
		reporters::<T>();
		register::<T>(feed(0));
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, feed(0), true);
		assert!(Registered::<T>::get(feed(0)).is_some_and(|feed| feed.pending.is_some()));
		Ok(())
	}

	#[benchmark]
	fn set_feed() -> Result<(), BenchmarkError> {
		reporters::<T>();
		register::<T>(feed(0));
		let rules =
			FeedRules::Market(MarketRules { raise_delay: Seconds::ZERO, ..MarketRules::GPU_HOUR });
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, feed(0), rules);
		assert!(Registered::<T>::get(feed(0)).is_some_and(|feed| feed.old_delay.is_some()));
		Ok(())
	}

	#[benchmark]
	fn set_barred() -> Result<(), BenchmarkError> {
		reporters::<T>();
		let who: T::AccountId = account("reporter", u32::from(LAST), 0);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), true);
		let set = CurrentSet::<T>::get();
		assert!(!set.counts(ReporterIndex(LAST), Pallet::<T>::now()));
		Ok(())
	}

	#[benchmark]
	fn set_closures() -> Result<(), BenchmarkError> {
		let days: Vec<ObsDay> = (0..crate::pallet::MAX_CLOSURES).map(ObsDay).collect();
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, BoundedVec::truncate_from(days.clone()));
		assert_eq!(Closures::<T>::get().into_inner(), days);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::Chain::new(4).ext(), crate::mock::Test);
}
