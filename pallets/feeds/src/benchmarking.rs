//! Each call with the largest set of reporters; the report is the one that closes the round.

use super::*;
use crate::pallet::{Feeds as Registered, Rounds as Open};
use caliber_feeds_core::{FeedKey, ObsDay, Observation, Tier};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
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

const KEY: FeedKey = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };
const SET: SetId = SetId(7);

#[benchmarks(where <T as frame_system::Config>::RuntimeCall: From<Call<T>>)]
mod benchmarks {
	use super::*;

	fn vote(reporter: u16, now: Seconds) -> Vote {
		Vote {
			reporter: ReporterIndex(reporter),
			day: ObsDay::of(now.get()),
			correction: 0,
			value: i64::from(reporter).saturating_add(3_090_000),
			conf: 500_000,
			sources: publishers(KEY),
			fetched: now,
		}
	}

	/// A full set, all of whom but the last one has voted in vain: the votes of all but as many as
	/// make a quorum with the last one speak of the day before.
	fn last_report<T: Config>() -> Result<(Report, AuthoritySignature), BenchmarkError> {
		let now = Pallet::<T>::now();
		let last = u16::try_from(MAX_REPORTERS.saturating_sub(1)).unwrap_or_default();
		let keys = (0..MAX_REPORTERS).map(|_| AuthorityId::generate_pair(None)).collect();
		let set = ReporterSet {
			id: SET,
			dev: false,
			genesis: Default::default(),
			keys: BoundedVec::truncate_from(keys),
		};
		let early = MAX_REPORTERS.saturating_sub(set.quorum());
		let votes = (0..last).map(|reporter| {
			let vote = vote(reporter, now);
			match u32::from(reporter) < early {
				true => Vote { day: vote.day.before(1), ..vote },
				false => vote,
			}
		});
		let round = Round {
			number: RoundId(3),
			set: SET,
			votes: BoundedVec::truncate_from(votes.collect()),
		};
		let key = set.key(ReporterIndex(last)).cloned().ok_or("no last reporter")?;
		let vote = vote(last, now);
		let said = Report {
			set: SET,
			reporter: vote.reporter,
			round: round.number,
			expires: now.saturating_add(Seconds(60)),
			observation: Observation {
				feed: KEY,
				obs_day: vote.day,
				round: 0,
				value: vote.value.into(),
				conf: vote.conf,
				n: 9,
				sources: vote.sources,
				fetched_at: now.get(),
				evidence: [1; 32],
			},
		};
		let signature = key.sign(&said.payload(&set.genesis)).ok_or("the keystore is empty")?;
		CurrentSet::<T>::put(set);
		Open::<T>::insert(KEY, round);
		Registered::<T>::insert(KEY, Feed::new(FeedRules::Market(MarketRules::GPU_HOUR)));
		Ok((said, signature))
	}

	#[benchmark]
	fn report() -> Result<(), BenchmarkError> {
		let (said, signature) = last_report::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, said, signature);
		assert!(Registered::<T>::get(KEY).is_some_and(|feed| feed.current.is_some()));
		Ok(())
	}

	#[benchmark]
	fn authorize_report() -> Result<(), BenchmarkError> {
		let (said, signature) = last_report::<T>()?;
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::<T>::report { report: said, signature }.into();
		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("nothing to authorise")??;
		}
		Ok(())
	}

	#[benchmark]
	fn set_frozen() -> Result<(), BenchmarkError> {
		last_report::<T>()?;
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, KEY, true);
		assert!(Registered::<T>::get(KEY).is_some_and(|feed| feed.frozen));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::Chain::new(4).ext(), crate::mock::Test);
}
