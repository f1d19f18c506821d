//! How the chain is governed: the figures of it, what guards them, and who may do what.

use crate::{
	delayed::Tightens,
	roles::{Role, Scope},
	units::{Ppm, Seconds, SECONDS_PER_DAY},
};
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::DispatchResult;

/// A figure of which more binds more: a delay, a quorum.
#[frame_support::stored]
#[derive(Copy)]
pub struct Floor<P>(pub P);

/// A figure of which less binds more: for how long somebody may do something.
#[frame_support::stored]
#[derive(Copy)]
pub struct Ceiling<P>(pub P);

impl<P: PartialOrd> Tightens for Floor<P> {
	fn only_tightens(&self, old: &Self) -> bool {
		self.0 >= old.0
	}
}

impl<P: PartialOrd> Tightens for Ceiling<P> {
	fn only_tightens(&self, old: &Self) -> bool {
		self.0 <= old.0
	}
}

/// A new value of one figure.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Parameter {
	/// From a proposal to the beginning of its vote.
	#[codec(index = 0)]
	Delay(Seconds),
	/// How long a vote lasts.
	#[codec(index = 1)]
	Vote(Seconds),
	/// From the end of a vote that has passed to what was decided.
	#[codec(index = 2)]
	Timelock(Seconds),
	/// The part of all CAL that has to vote for a proposal or abstain.
	#[codec(index = 3)]
	Quorum(Ppm),
	/// More than this part of the votes has to be for it.
	#[codec(index = 4)]
	Approval(Ppm),
	/// What a vote takes as a deposit, in CAL's smallest unit.
	#[codec(index = 5)]
	Deposit(u128),
	/// For how long safe mode is entered or extended at a time.
	#[codec(index = 6)]
	SafeModeSpan(Seconds),
	/// The longest that a Guardian is appointed for.
	#[codec(index = 7)]
	GuardianTerm(Seconds),
}

/// One CAL.
const CAL: u128 = 1_000_000_000_000;
const DAY: u128 = 86_400;

impl Parameter {
	/// Its name.
	pub fn name(&self) -> &'static str {
		match self {
			Self::Delay(_) => "Delay",
			Self::Vote(_) => "Vote",
			Self::Timelock(_) => "Timelock",
			Self::Quorum(_) => "Quorum",
			Self::Approval(_) => "Approval",
			Self::Deposit(_) => "Deposit",
			Self::SafeModeSpan(_) => "SafeModeSpan",
			Self::GuardianTerm(_) => "GuardianTerm",
		}
	}

	/// Its value without the unit.
	pub fn amount(&self) -> u128 {
		match self {
			Self::Delay(value)
			| Self::Vote(value)
			| Self::Timelock(value)
			| Self::SafeModeSpan(value)
			| Self::GuardianTerm(value) => value.get().into(),
			Self::Quorum(value) | Self::Approval(value) => value.get().into(),
			Self::Deposit(value) => *value,
		}
	}

	/// The least and the most that it may be. Seconds are for networks that test in minutes: what is
	/// shorter than before waits for the longer one, so that nobody has them by surprise.
	pub const fn range(&self) -> (u128, u128) {
		match self {
			Self::Delay(_) | Self::Timelock(_) => (10, 30 * DAY),
			Self::Vote(_) => (30, 60 * DAY),
			Self::Quorum(_) => (10_000, 500_000),
			Self::Approval(_) => (500_000, 900_000),
			Self::Deposit(_) => (CAL, 1_000_000 * CAL),
			Self::SafeModeSpan(_) => (60, 7 * DAY),
			Self::GuardianTerm(_) => (3_600, 400 * DAY),
		}
	}

	/// Whether its value is in its range.
	pub fn in_range(&self) -> bool {
		let (least, most) = self.range();
		(least..=most).contains(&self.amount())
	}

	/// How long a value that binds less than the one in force waits: until every vote that runs is
	/// over, and never less than the delay that it shortens.
	pub fn wait(&self, figures: &Figures) -> Seconds {
		let own = match self {
			Self::Delay(_) => figures.delay,
			Self::Timelock(_) => figures.timelock,
			_ => Seconds::ZERO,
		};
		figures.vote.max(own)
	}
}

/// Every figure of governance.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
	/// See [`Parameter::Delay`].
	pub delay: Seconds,
	/// See [`Parameter::Vote`].
	pub vote: Seconds,
	/// See [`Parameter::Timelock`].
	pub timelock: Seconds,
	/// See [`Parameter::Quorum`].
	pub quorum: Ppm,
	/// See [`Parameter::Approval`].
	pub approval: Ppm,
	/// See [`Parameter::Deposit`].
	pub deposit: u128,
	/// See [`Parameter::SafeModeSpan`].
	pub safe_mode_span: Seconds,
	/// See [`Parameter::GuardianTerm`].
	pub guardian_term: Seconds,
}

impl Figures {
	/// What a chain has unless its genesis says otherwise: those of the protocol that Caliber follows,
	/// and a deposit of 10,000 CAL, four hours of safe mode, half a year for a Guardian.
	pub const DOCUMENTED: Self = Self {
		delay: Seconds(SECONDS_PER_DAY),
		vote: Seconds(7 * SECONDS_PER_DAY),
		timelock: Seconds(3 * SECONDS_PER_DAY),
		quorum: Ppm(40_000),
		approval: Ppm(500_000),
		deposit: 10_000 * CAL,
		safe_mode_span: Seconds(4 * 3_600),
		guardian_term: Seconds(180 * SECONDS_PER_DAY),
	};

	/// Each of them.
	pub fn all(&self) -> [Parameter; 8] {
		[
			Parameter::Delay(self.delay),
			Parameter::Vote(self.vote),
			Parameter::Timelock(self.timelock),
			Parameter::Quorum(self.quorum),
			Parameter::Approval(self.approval),
			Parameter::Deposit(self.deposit),
			Parameter::SafeModeSpan(self.safe_mode_span),
			Parameter::GuardianTerm(self.guardian_term),
		]
	}
}

impl Default for Figures {
	fn default() -> Self {
		Self::DOCUMENTED
	}
}

/// Where the figures are kept. Runtime -> Safeguards.
pub trait Registry {
	/// Those in force at a moment.
	fn figures(now: Seconds) -> Figures;

	/// What waits at a moment, and from when on it is in force.
	fn waiting(now: Seconds) -> Vec<(Parameter, Seconds)>;

	/// Decides on a value, and says from when on it is in force: at once when it only tightens, else
	/// after [`Parameter::wait`]. What waited of the same figure is replaced.
	fn change(parameter: Parameter, now: Seconds) -> Seconds;

	/// Sets a value as if it had always been.
	fn set(parameter: Parameter);
}

/// Public votes. Runtime -> Safeguards.
pub trait Ballots {
	/// The hash of the call that a proposal is about while it can be stopped: it is voted on, or has
	/// passed and waits.
	fn call_of(proposal: u32) -> Option<H256>;

	/// Ends a proposal, whichever of both it is.
	fn stop(proposal: u32) -> DispatchResult;

	/// Makes a proposal that is voted on, which is more work to stop than one that waits.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_running() -> u32;
}

/// Something that is done to the chain.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Act {
	/// Stops everything but repayment, answers and governance.
	EnterSafeMode,
	/// Ends that.
	LeaveSafeMode,
	/// Stops a call.
	PauseCall,
	/// Lets it work again.
	ResumeCall,
	/// Stops the dollar: intake, exits, transfers, one asset.
	PauseDollar,
	/// Lets it work again.
	ResumeDollar,
	/// Puts an account on the freeze list.
	Freeze,
	/// Takes it off.
	Unfreeze,
	/// Stops a feed or bars a reporter.
	StopFeed,
	/// Lets it work again.
	ResumeFeed,
	/// Says what something is worth.
	Reprice,
	/// Decides one case: a dispute, a claim, a sale, a loss, where money lies.
	Decide,
	/// Changes the rules of a pallet.
	ChangeRules,
	/// Changes a figure of governance.
	ChangeFigures,
	/// Stops a proposal, once.
	Veto,
	/// Changes the code of the chain.
	Upgrade,
	/// Attests money that dollars are minted for.
	Mint,
	/// States a fact about hardware.
	Attest,
	/// Grants and revokes roles.
	Grant,
	/// Admits and removes validators.
	AdmitValidators,
	/// Seats members of council and committee.
	Seat,
}

/// The part of a body that decides.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Share {
	/// At least half.
	Half,
	/// More than half.
	Majority,
	/// At least two thirds.
	TwoThirds,
}

impl Share {
	/// How many of so many members that is.
	pub fn of(self, members: u32) -> u32 {
		match self {
			Self::Half => members.div_ceil(2),
			Self::Majority => (members / 2).saturating_add(1),
			Self::TwoThirds => members.saturating_mul(2).div_ceil(3),
		}
	}
}

/// Who does it.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum By {
	/// Holders of CAL by a public vote; on development chains the sudo key as well.
	Root,
	/// A part of the council.
	Council(Share),
	/// A part of the technical committee.
	Committee(Share),
	/// One account with a role.
	Role(Role),
	/// Two accounts, one with each role.
	Both(Role, Role),
}

/// A power.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Power {
	/// What is done.
	pub act: Act,
	/// By which calls, as `Pallet.call`.
	pub calls: Vec<String>,
	/// Each of these may do it.
	pub by: Vec<By>,
	/// From a decision to its effect, where it is not at once. A vote's own time comes before it.
	pub wait: Seconds,
}

/// An account and a role that it has now.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Holder<AccountId> {
	/// The account.
	pub who: AccountId,
	/// The role.
	pub role: Role,
	/// What for.
	pub scope: Scope,
	/// The moment at which it ends, if any.
	pub until: Option<Seconds>,
}

/// Who may do what.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Powers<AccountId> {
	/// The moment of the answer.
	pub now: Seconds,
	/// The root key of a development chain.
	pub sudo: Option<AccountId>,
	/// The members of the council.
	pub council: Vec<AccountId>,
	/// The members of the technical committee.
	pub committee: Vec<AccountId>,
	/// Every account with a role in force.
	pub holders: Vec<Holder<AccountId>>,
	/// How public votes go.
	pub figures: Figures,
	/// Values that wait, and from when on each is in force.
	pub waiting: Vec<(Parameter, Seconds)>,
	/// Who may do what.
	pub powers: Vec<Power>,
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn figures_should_be_those_documented_when_nothing_else_is_said() {
		let day = |days| Seconds(days * SECONDS_PER_DAY);
		let figures = Figures::default();
		assert_eq!((figures.delay, figures.vote, figures.timelock), (day(1), day(7), day(3)));
		assert_eq!((figures.quorum, figures.approval), (Ppm(40_000), Ppm(500_000)));
	}

	#[test]
	fn figures_should_be_in_range_and_have_names_of_their_own() {
		assert!(Figures::DOCUMENTED.all().iter().all(Parameter::in_range));
		let mut names = Figures::DOCUMENTED.all().map(|parameter| parameter.name());
		names.sort_unstable();
		assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
	}

	#[test]
	fn parameter_should_be_refused_when_out_of_range() {
		let bad = [
			Parameter::Delay(Seconds(9)),
			Parameter::Vote(Seconds(29)),
			Parameter::Vote(Seconds(60 * SECONDS_PER_DAY + 1)),
			Parameter::Timelock(Seconds(30 * SECONDS_PER_DAY + 1)),
			Parameter::Quorum(Ppm(9_999)),
			Parameter::Quorum(Ppm(500_001)),
			Parameter::Approval(Ppm(499_999)),
			Parameter::Approval(Ppm(900_001)),
			Parameter::Deposit(CAL - 1),
			Parameter::SafeModeSpan(Seconds(59)),
			Parameter::GuardianTerm(Seconds(400 * SECONDS_PER_DAY + 1)),
		];
		for parameter in bad {
			assert!(!parameter.in_range(), "{parameter:?}");
		}
	}

	#[test]
	fn value_should_wait_for_running_votes_when_it_binds_less() {
		let long = Figures { timelock: Seconds(20 * SECONDS_PER_DAY), ..Figures::DOCUMENTED };
		for (parameter, wait) in [
			(Parameter::Timelock(Seconds(10)), long.timelock),
			(Parameter::Delay(Seconds(10)), long.vote),
			(Parameter::Quorum(Ppm(10_000)), long.vote),
		] {
			assert_eq!(parameter.wait(&long), wait);
		}
		assert!(Floor(3).only_tightens(&Floor(2)) && !Floor(1).only_tightens(&Floor(2)));
		assert!(Ceiling(1).only_tightens(&Ceiling(2)) && !Ceiling(3).only_tightens(&Ceiling(2)));
	}

	#[test]
	fn share_should_be_rounded_up_when_a_body_is_odd() {
		for (members, half, majority, two_thirds) in
			[(1, 1, 1, 1), (2, 1, 2, 2), (3, 2, 2, 2), (4, 2, 3, 3), (7, 4, 4, 5)]
		{
			let shares = [Share::Half, Share::Majority, Share::TwoThirds];
			assert_eq!(shares.map(|share| share.of(members)), [half, majority, two_thirds]);
		}
	}
}
