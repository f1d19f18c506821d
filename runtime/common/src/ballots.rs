//! Public votes: what holders of CAL decide, how long that takes, and how it is stopped.

use crate::{currency::CAL, parameters::figures, time::blocks, Balance, BlockNumber};
use alloc::borrow::Cow;
use caliber_primitives::{
	governance::{Ballots, Figures},
	units::Ppm,
};
use codec::Encode;
use core::marker::PhantomData;
use frame_support::{
	parameter_types,
	traits::{CallerTrait, Get},
};
use frame_system::RawOrigin;
use pallet_referenda::{Curve, Track, TrackInfo, TracksInfo};
use sp_core::H256;
use sp_runtime::{str_array, DispatchResult, Perbill};

/// A seventh of a vote: what has passed by its beginning has to stand to its end.
const CONFIRMATION: BlockNumber = 7;

parameter_types! {
	/// What a proposal costs that is not taken to a vote, or loses it; who wins gets it back.
	pub const SubmissionDeposit: Balance = 100 * CAL;
}

/// Parts of a billion, as the SDK counts them.
fn parts(of: Ppm) -> u32 {
	of.get().saturating_mul(1_000)
}

/// The one kind of vote, in blocks. It is decided at its end and not before, so that everybody has
/// all of the time: until six sevenths of it, less than all CAL is no quorum.
pub fn track(figures: &Figures) -> TrackInfo<Balance, BlockNumber> {
	let vote = blocks(figures.vote);
	let confirm_period = vote / CONFIRMATION;
	let quorum = Perbill::from_parts(parts(figures.quorum));
	// More than that part, by a billionth at least.
	let approval = Perbill::from_parts(parts(figures.approval).saturating_add(1));
	let whole = Perbill::one();
	TrackInfo {
		name: str_array("root"),
		// An idle proposal does not hold up the others.
		max_deciding: 10,
		decision_deposit: figures.deposit,
		prepare_period: blocks(figures.delay),
		decision_period: vote.saturating_sub(confirm_period),
		confirm_period,
		min_enactment_period: blocks(figures.timelock),
		min_approval: Curve::LinearDecreasing { length: whole, floor: approval, ceil: approval },
		min_support: Curve::SteppedDecreasing {
			begin: whole,
			end: quorum,
			step: Perbill::from_parts(whole.deconstruct().saturating_sub(quorum.deconstruct())),
			period: whole,
		},
	}
}

/// The votes there are, by the figures in force: root's. `Origin` is the runtime's.
pub struct RootTrack<R, Origin>(PhantomData<(R, Origin)>);

impl<R, Origin> TracksInfo<Balance, BlockNumber> for RootTrack<R, Origin>
where
	R: pallet_safeguards::Config,
	Origin: CallerTrait<R::AccountId>,
{
	type Id = u16;
	type RuntimeOrigin = Origin;

	fn tracks() -> impl Iterator<Item = Cow<'static, Track<u16, Balance, BlockNumber>>> {
		#[allow(unused_mut, reason = "benchmarks change it")]
		let mut info = track(&figures::<R>());
		// They want votes that pass half-way, and one curve costs as much as another.
		#[cfg(feature = "runtime-benchmarks")]
		{
			let length = Perbill::one();
			let slope = |floor| Curve::LinearDecreasing { length, floor, ceil: length };
			info.min_approval = slope(info.min_approval.threshold(length));
			info.min_support = slope(info.min_support.threshold(length));
		}
		core::iter::once(Cow::Owned(Track { id: 0, info }))
	}

	fn track_for(origin: &Origin) -> Result<u16, ()> {
		match origin.as_system_ref() {
			Some(RawOrigin::Root) => Ok(0),
			_ => Err(()),
		}
	}

	fn track_ids() -> impl Iterator<Item = u16> {
		core::iter::once(0)
	}
}

/// For how many blocks a vote locks CAL, times its conviction: as long as votes last, and so longer
/// than it takes to carry out what was decided.
pub struct LockPeriod<R>(PhantomData<R>);

impl<R: pallet_safeguards::Config> Get<BlockNumber> for LockPeriod<R> {
	fn get() -> BlockNumber {
		let figures = figures::<R>();
		blocks(figures.vote.max(figures.timelock))
	}
}

/// After how many blocks a proposal without a deposit lapses: those in which it could have passed.
pub struct Lapse<R>(PhantomData<R>);

impl<R: pallet_safeguards::Config> Get<BlockNumber> for Lapse<R> {
	fn get() -> BlockNumber {
		let figures = figures::<R>();
		blocks(figures.delay.saturating_add(figures.vote))
	}
}

/// The proposals of pallet-referenda and what pallet-scheduler keeps of those that have passed.
pub struct Proposals<R>(PhantomData<R>);

/// The name under which pallet-referenda has a decision carried out.
fn enactment(proposal: u32) -> [u8; 32] {
	(*b"assembly", "enactment", proposal).using_encoded(sp_io::hashing::blake2_256)
}

impl<R> Ballots for Proposals<R>
where
	R: frame_system::Config<Hash = H256> + pallet_referenda::Config + pallet_scheduler::Config,
{
	fn call_of(proposal: u32) -> Option<H256> {
		if let Ok(status) = pallet_referenda::Pallet::<R>::ensure_ongoing(proposal) {
			return Some(status.proposal.hash());
		}
		let (when, place) = pallet_scheduler::Lookup::<R>::get(enactment(proposal))?;
		let tasks = pallet_scheduler::Agenda::<R>::get(when);
		let task = tasks.get(usize::try_from(place).ok()?)?.as_ref()?;
		Some(task.call.hash())
	}

	fn stop(proposal: u32) -> DispatchResult {
		let root = RawOrigin::Root.into();
		match pallet_referenda::Pallet::<R>::ensure_ongoing(proposal) {
			Ok(_) => pallet_referenda::Pallet::<R>::cancel(root, proposal),
			Err(_) => pallet_scheduler::Pallet::<R>::cancel_named(root, enactment(proposal)),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_running() -> u32 {
		use frame_support::traits::Polling;
		use pallet_referenda::{DecidingStatus, Pallet, ReferendumInfo, ReferendumInfoFor};
		let (class, _) = Pallet::<R>::max_ongoing();
		let proposal = Pallet::<R>::create_ongoing(class).unwrap_or_default();
		ReferendumInfoFor::<R>::mutate(proposal, |info| {
			if let Some(ReferendumInfo::Ongoing(status)) = info {
				status.deciding =
					Some(DecidingStatus { since: Default::default(), confirming: None });
			}
		});
		proposal
	}
}

/// Configures Referenda and ConvictionVoting.
#[macro_export]
macro_rules! impl_ballots {
	($runtime:ident) => {
		impl pallet_referenda::Config for $runtime {
			type AlarmInterval = frame_support::traits::ConstU32<1>;
			type BlockNumberProvider = System;
			// The committee stops proposals by `Safeguards::veto`, once each; these two are root's.
			type CancelOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type Currency = Balances;
			type KillOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type MaxQueued = frame_support::traits::ConstU32<20>;
			type Preimages = Preimage;
			type RuntimeCall = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type Scheduler = Scheduler;
			// What is lost is burned.
			type Slash = ();
			type SubmissionDeposit = $crate::ballots::SubmissionDeposit;
			type SubmitOrigin = frame_support::traits::AsEnsureOriginWithArg<
				frame_system::EnsureSigned<$crate::AccountId>,
			>;
			type Tally = pallet_conviction_voting::TallyOf<$runtime>;
			type Tracks = $crate::ballots::RootTrack<$runtime, OriginCaller>;
			type UndecidingTimeout = $crate::ballots::Lapse<$runtime>;
			type Votes = $crate::Balance;
			type WeightInfo = $crate::weights::pallet_referenda::WeightInfo<$runtime>;
		}

		impl pallet_conviction_voting::Config for $runtime {
			type BlockNumberProvider = System;
			type Currency = Balances;
			type MaxTurnout = frame_support::traits::TotalIssuanceOf<Balances, $crate::AccountId>;
			type MaxVotes = frame_support::traits::ConstU32<64>;
			type Polls = Referenda;
			type RuntimeEvent = RuntimeEvent;
			type VoteLockingPeriod = $crate::ballots::LockPeriod<$runtime>;
			type VotingHooks = ();
			type WeightInfo = $crate::weights::pallet_conviction_voting::WeightInfo<$runtime>;
		}
	};
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::time;
	use caliber_primitives::units::{Seconds, SECONDS_PER_DAY};

	/// The figures that are documented, in blocks of two seconds.
	#[test]
	fn vote_should_take_a_day_a_week_and_three_days_when_nothing_else_is_set() {
		let track = track(&Figures::DOCUMENTED);
		assert_eq!(track.prepare_period, time::DAYS);
		assert_eq!(track.decision_period + track.confirm_period, 7 * time::DAYS);
		assert_eq!(track.confirm_period, time::DAYS);
		assert_eq!(track.min_enactment_period, 3 * time::DAYS);
	}

	#[test]
	fn vote_should_be_decided_at_its_end_by_quorum_and_more_than_half() {
		let track = track(&Figures::DOCUMENTED);
		let quorum = Perbill::from_percent(4);
		let almost = Perbill::from_parts(999_999_999);
		for (moment, support, passes) in [
			(Perbill::zero(), quorum, false),
			(almost, quorum, false),
			(almost, almost, false),
			(Perbill::one(), quorum, true),
			(Perbill::one(), Perbill::from_parts(39_999_999), false),
		] {
			assert_eq!(track.min_support.passing(moment, support), passes, "{moment:?}");
		}
		let half = Perbill::from_percent(50);
		for moment in [Perbill::zero(), Perbill::one()] {
			assert!(!track.min_approval.passing(moment, half));
			assert!(track.min_approval.passing(moment, half + Perbill::from_parts(1)));
		}
		// A proposal is looked at again at the end, whatever its votes are.
		for votes in [Perbill::zero(), quorum, half] {
			assert_eq!(track.min_support.delay(votes), Perbill::one());
		}
	}

	#[test]
	fn track_should_have_a_block_of_each_when_figures_are_the_shortest() {
		let figures = Figures {
			delay: Seconds(10),
			vote: Seconds(30),
			timelock: Seconds(10),
			..Figures::DOCUMENTED
		};
		let track = track(&figures);
		assert!(track.decision_period > 0 && track.confirm_period > 0);
		assert!(track.min_enactment_period > 0);
		assert_eq!(blocks(Seconds(SECONDS_PER_DAY)), time::DAYS);
		assert_eq!((blocks(Seconds(1)), blocks(Seconds::MAX)), (1, BlockNumber::MAX));
	}
}
