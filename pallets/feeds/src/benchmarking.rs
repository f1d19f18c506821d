//! Each call with the largest set of reporters.

use super::*;
use crate::{
	pallet::{Feeds as Registered, Rounds as Open, Sets as Known, STRUCK_AT_ONCE},
	types::{Pending, Suspect},
};
use alloc::vec::Vec;
use caliber_feeds_core::{FeedKey, ObsDay, Observation, Tenor, Tier};
use caliber_primitives::{
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
const LAST: u16 = 99;

/// As many market feeds as a report can speak of.
fn feed(n: u16) -> FeedKey {
	FeedKey::GpuHour { sku: n, tier: Tier::OnDemand }
}

fn vote(key: FeedKey, reporter: u16, now: Seconds) -> Vote {
	Vote {
		reporter: ReporterIndex(reporter),
		day: ObsDay::of(now.get()),
		correction: 0,
		value: i64::from(reporter).saturating_add(3_090_000),
		conf: 500_000,
		sources: publishers(key),
		fetched: now,
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

#[benchmarks(where <T as frame_system::Config>::RuntimeCall: From<Call<T>>)]
mod benchmarks {
	use super::*;

	/// The largest set, whose keys are ours.
	fn reporters<T: Config>() -> ReporterSet<T::Hash> {
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

	/// A feed in whose open round all but the last have voted, so many of them for the day before
	/// that the last vote completes the quorum, or is one short.
	fn register<T: Config>(set: &ReporterSet<T::Hash>, key: FeedKey, closes: bool) {
		let now = Pallet::<T>::now();
		let early = MAX_REPORTERS.saturating_sub(set.quorum()).saturating_add((!closes).into());
		let votes = (0..LAST).map(|reporter| {
			let vote = vote(key, reporter, now);
			match u32::from(reporter) < early {
				true => Vote { day: vote.day.before(1), ..vote },
				false => vote,
			}
		});
		let round = Round {
			number: RoundId(3),
			set: SET,
			votes: BoundedVec::truncate_from(votes.collect()),
			..Round::default()
		};
		Open::<T>::insert(key, round);
		Registered::<T>::insert(key, Feed::new(FeedRules::Market(MarketRules::GPU_HOUR)));
	}

	/// What the last reporter says of `n` feeds, of which all or none reach a quorum.
	fn last_report<T: Config>(
		n: u32,
		closes: bool,
	) -> Result<(Report, AuthoritySignature), BenchmarkError> {
		let set = reporters::<T>();
		let now = Pallet::<T>::now();
		let statements = (0..LAST).map(feed).take(n.try_into().unwrap_or(usize::MAX)).map(|key| {
			register::<T>(&set, key, closes);
			let vote = vote(key, LAST, now);
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
					fetched_at: now.get(),
					evidence: [1; 32],
				},
			}
		});
		let report = Report {
			set: SET,
			reporter: ReporterIndex(LAST),
			key_generation: 0,
			expires: now.saturating_add(Seconds(60)),
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
		assert!(Registered::<T>::get(feed(0)).is_some_and(|feed| feed.pending.is_some()));
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

	/// A feed whose delay is over, whose votes are too few, and in whose last round as many were
	/// wrong, for the third time, as one poke strikes.
	fn late<T: Config>() {
		let set = reporters::<T>();
		register::<T>(&set, feed(0), false);
		let now = Pallet::<T>::now();
		let today = ObsDay::of(now.get());
		Open::<T>::mutate(feed(0), |round| {
			let wrong = (0..LAST).map(ReporterIndex).take(STRUCK_AT_ONCE.saturating_add(1));
			*round = core::mem::take(round).with_wrong(wrong.collect());
		});
		for (who, key) in Known::<T>::get(SET).into_iter().flatten() {
			let strikes = BoundedVec::truncate_from([today.before(2), today.before(1)].into());
			let conduct = Conduct { strikes, ..Conduct::default().with_key(key) };
			Conducts::<T>::insert(who, conduct);
		}
		let old = now.saturating_sub(MarketRules::GPU_HOUR.soft).saturating_sub(Seconds(1));
		let pending = Pending { agreed: agreed(old), until: now };
		Registered::<T>::mutate(feed(0), |known| {
			if let Some(known) = known {
				known.pending = Some(pending);
			}
		});
	}

	#[benchmark]
	fn poke() {
		late::<T>();
		#[extrinsic_call]
		_(RawOrigin::Authorized, feed(0));
		assert_eq!(Open::<T>::get(feed(0)).wrong.len(), 1);
		assert!(Registered::<T>::get(feed(0)).is_some_and(|feed| feed.alarm == Alarm::HardStale));
	}

	#[benchmark]
	fn authorize_poke() -> Result<(), BenchmarkError> {
		late::<T>();
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::<T>::poke { feed: feed(0) }.into();
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
		register::<T>(&reporters::<T>(), feed(0), false);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, feed(0), true);
		assert!(Registered::<T>::get(feed(0)).is_some_and(|feed| feed.frozen));
		Ok(())
	}

	#[benchmark]
	fn settle() -> Result<(), BenchmarkError> {
		register::<T>(&reporters::<T>(), feed(0), false);
		let suspect = Suspect { agreed: agreed(Pallet::<T>::now()), confirmations: 0 };
		Registered::<T>::mutate(feed(0), |known| {
			if let Some(known) = known {
				known.suspect = Some(suspect);
			}
		});
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, feed(0), true);
		assert!(Registered::<T>::get(feed(0)).is_some_and(|feed| feed.pending.is_some()));
		Ok(())
	}

	#[benchmark]
	fn set_feed() -> Result<(), BenchmarkError> {
		let key = FeedKey::TBillDiscount(Tenor::W52);
		let rules = FeedRules::Official(OfficialRules::BILLS);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, key, rules);
		assert!(Registered::<T>::contains_key(key));
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
