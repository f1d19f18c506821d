//! The figures of governance, as the runtime's pallets ask for them.

use crate::{time, BlockNumber};
use caliber_primitives::{
	delayed::{Delayed, Tightens},
	governance::{Figures, Registry},
	units::Seconds,
};
use core::marker::PhantomData;
use frame_support::traits::{dynamic_params::AggregatedKeyValue, Get, TypedGet, UnixTime};

/// Those in force now.
pub fn figures<R: pallet_safeguards::Config>() -> Figures {
	R::Registry::figures(Seconds(R::Time::now().as_secs()))
}

/// For how many blocks safe mode is entered or extended at a time.
pub struct SafeModeSpan<R>(PhantomData<R>);

impl<R: pallet_safeguards::Config> Get<BlockNumber> for SafeModeSpan<R> {
	fn get() -> BlockNumber {
		time::blocks(figures::<R>().safe_mode_span)
	}
}

impl<R: pallet_safeguards::Config> TypedGet for SafeModeSpan<R> {
	type Type = BlockNumber;

	fn get() -> BlockNumber {
		<Self as Get<BlockNumber>>::get()
	}
}

/// The longest that a Guardian is appointed for.
pub struct GuardianTerm<R>(PhantomData<R>);

impl<R: pallet_safeguards::Config> Get<Seconds> for GuardianTerm<R> {
	fn get() -> Seconds {
		figures::<R>().guardian_term
	}
}

/// A figure after a decision at a moment that makes what binds less wait, and from when on it holds;
/// without a decision, as if it had always been.
pub fn next<P: Tightens + Copy>(
	old: Delayed<P>,
	value: P,
	decided: Option<(Seconds, Seconds)>,
) -> (Delayed<P>, Seconds) {
	match decided {
		Some((now, wait)) => old.with(value, now, wait),
		None => (Delayed::new(value), Seconds::ZERO),
	}
}

/// Keeps a figure.
pub fn keep<R: pallet_parameters::Config>(figure: R::RuntimeParameters) {
	let (key, value) = figure.into_parts();
	pallet_parameters::Parameters::<R>::set(key, value);
}

/// Configures Parameters and Safeguards, and defines what is kept.
#[macro_export]
macro_rules! impl_parameters {
	($runtime:ident) => {
		use frame_support::dynamic_params::dynamic_params;

		/// The figures, each with the one that waits. What an account sets is a
		/// [`Parameter`](caliber_primitives::governance::Parameter).
		#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<$runtime>)]
		pub mod parameters {
			use super::*;
			use caliber_primitives::{
				delayed::Delayed,
				governance::{Ceiling, Figures, Floor},
				units::{Ppm, Seconds},
			};
			use frame_support::dynamic_params::dynamic_pallet_params;

			/// How public votes go.
			#[dynamic_pallet_params]
			#[codec(index = 0)]
			pub mod votes {
				/// From a proposal to the beginning of its vote.
				#[codec(index = 0)]
				pub static Delay: Delayed<Floor<Seconds>> =
					Delayed::new(Floor(Figures::DOCUMENTED.delay));
				/// How long a vote lasts.
				#[codec(index = 1)]
				pub static Vote: Delayed<Floor<Seconds>> =
					Delayed::new(Floor(Figures::DOCUMENTED.vote));
				/// From the end of a vote that has passed to what was decided.
				#[codec(index = 2)]
				pub static Timelock: Delayed<Floor<Seconds>> =
					Delayed::new(Floor(Figures::DOCUMENTED.timelock));
				/// The part of all CAL that has to vote for a proposal or abstain.
				#[codec(index = 3)]
				pub static Quorum: Delayed<Floor<Ppm>> =
					Delayed::new(Floor(Figures::DOCUMENTED.quorum));
				/// More than this part of the votes has to be for it.
				#[codec(index = 4)]
				pub static Approval: Delayed<Floor<Ppm>> =
					Delayed::new(Floor(Figures::DOCUMENTED.approval));
				/// What a vote takes as a deposit.
				#[codec(index = 5)]
				pub static Deposit: Delayed<Floor<u128>> =
					Delayed::new(Floor(Figures::DOCUMENTED.deposit));
			}

			/// For how long somebody may stop things.
			#[dynamic_pallet_params]
			#[codec(index = 1)]
			pub mod brakes {
				/// For how long safe mode is entered or extended at a time.
				#[codec(index = 0)]
				pub static SafeModeSpan: Delayed<Ceiling<Seconds>> =
					Delayed::new(Ceiling(Figures::DOCUMENTED.safe_mode_span));
				/// The longest that a Guardian is appointed for.
				#[codec(index = 1)]
				pub static GuardianTerm: Delayed<Ceiling<Seconds>> =
					Delayed::new(Ceiling(Figures::DOCUMENTED.guardian_term));
			}
		}

		/// The benchmark of a call that nobody may make.
		#[cfg(feature = "runtime-benchmarks")]
		impl Default for RuntimeParameters {
			fn default() -> Self {
				Self::Votes(parameters::votes::Deposit.into())
			}
		}

		/// Keeps the figures in pallet-parameters, which emits no event when we do: Safeguards tells of
		/// each change.
		pub struct Figured;

		impl Figured {
			fn write(
				parameter: caliber_primitives::governance::Parameter,
				decided: Option<(
					caliber_primitives::units::Seconds,
					caliber_primitives::units::Seconds,
				)>,
			) -> caliber_primitives::units::Seconds {
				use caliber_primitives::governance::{Ceiling, Floor, Parameter};
				use frame_support::traits::Get;
				use parameters::{
					brakes::{GuardianTerm, SafeModeSpan},
					votes::{Approval, Delay, Deposit, Quorum, Timelock, Vote},
				};
				use $crate::parameters::next;
				use RuntimeParameters::{Brakes, Votes};
				let (figure, from) = match parameter {
					Parameter::Delay(value) => {
						let (figure, from) = next(Delay::get(), Floor(value), decided);
						(Votes((Delay, figure).into()), from)
					},
					Parameter::Vote(value) => {
						let (figure, from) = next(Vote::get(), Floor(value), decided);
						(Votes((Vote, figure).into()), from)
					},
					Parameter::Timelock(value) => {
						let (figure, from) = next(Timelock::get(), Floor(value), decided);
						(Votes((Timelock, figure).into()), from)
					},
					Parameter::Quorum(value) => {
						let (figure, from) = next(Quorum::get(), Floor(value), decided);
						(Votes((Quorum, figure).into()), from)
					},
					Parameter::Approval(value) => {
						let (figure, from) = next(Approval::get(), Floor(value), decided);
						(Votes((Approval, figure).into()), from)
					},
					Parameter::Deposit(value) => {
						let (figure, from) = next(Deposit::get(), Floor(value), decided);
						(Votes((Deposit, figure).into()), from)
					},
					Parameter::SafeModeSpan(value) => {
						let (figure, from) = next(SafeModeSpan::get(), Ceiling(value), decided);
						(Brakes((SafeModeSpan, figure).into()), from)
					},
					Parameter::GuardianTerm(value) => {
						let (figure, from) = next(GuardianTerm::get(), Ceiling(value), decided);
						(Brakes((GuardianTerm, figure).into()), from)
					},
				};
				$crate::parameters::keep::<$runtime>(figure);
				from
			}
		}

		impl caliber_primitives::governance::Registry for Figured {
			fn figures(
				now: caliber_primitives::units::Seconds,
			) -> caliber_primitives::governance::Figures {
				use frame_support::traits::Get;
				use parameters::{
					brakes::{GuardianTerm, SafeModeSpan},
					votes::{Approval, Delay, Deposit, Quorum, Timelock, Vote},
				};
				caliber_primitives::governance::Figures {
					delay: Delay::get().at(now).0,
					vote: Vote::get().at(now).0,
					timelock: Timelock::get().at(now).0,
					quorum: Quorum::get().at(now).0,
					approval: Approval::get().at(now).0,
					deposit: Deposit::get().at(now).0,
					safe_mode_span: SafeModeSpan::get().at(now).0,
					guardian_term: GuardianTerm::get().at(now).0,
				}
			}

			fn waiting(
				now: caliber_primitives::units::Seconds,
			) -> Vec<(caliber_primitives::governance::Parameter, caliber_primitives::units::Seconds)>
			{
				use caliber_primitives::governance::Parameter;
				use frame_support::traits::Get;
				use parameters::{
					brakes::{GuardianTerm, SafeModeSpan},
					votes::{Approval, Delay, Deposit, Quorum, Timelock, Vote},
				};
				[
					Delay::get().waiting(now).map(|(it, from)| (Parameter::Delay(it.0), from)),
					Vote::get().waiting(now).map(|(it, from)| (Parameter::Vote(it.0), from)),
					Timelock::get()
						.waiting(now)
						.map(|(it, from)| (Parameter::Timelock(it.0), from)),
					Quorum::get().waiting(now).map(|(it, from)| (Parameter::Quorum(it.0), from)),
					Approval::get()
						.waiting(now)
						.map(|(it, from)| (Parameter::Approval(it.0), from)),
					Deposit::get().waiting(now).map(|(it, from)| (Parameter::Deposit(it.0), from)),
					SafeModeSpan::get()
						.waiting(now)
						.map(|(it, from)| (Parameter::SafeModeSpan(it.0), from)),
					GuardianTerm::get()
						.waiting(now)
						.map(|(it, from)| (Parameter::GuardianTerm(it.0), from)),
				]
				.into_iter()
				.flatten()
				.collect()
			}

			fn change(
				parameter: caliber_primitives::governance::Parameter,
				now: caliber_primitives::units::Seconds,
			) -> caliber_primitives::units::Seconds {
				let wait = parameter.wait(&Self::figures(now));
				Self::write(parameter, Some((now, wait)))
			}

			fn set(parameter: caliber_primitives::governance::Parameter) {
				Self::write(parameter, None);
			}
		}

		impl pallet_parameters::Config for $runtime {
			// It would set a figure of any size at once: `Safeguards::change` does not. Benchmarks
			// measure it.
			#[cfg(not(feature = "runtime-benchmarks"))]
			type AdminOrigin = frame_support::traits::AsEnsureOriginWithArg<
				frame_system::EnsureNever<$crate::AccountId>,
			>;
			#[cfg(feature = "runtime-benchmarks")]
			type AdminOrigin = frame_support::traits::AsEnsureOriginWithArg<
				frame_system::EnsureRoot<$crate::AccountId>,
			>;
			type RuntimeEvent = RuntimeEvent;
			type RuntimeParameters = RuntimeParameters;
			type WeightInfo = $crate::weights::pallet_parameters::WeightInfo<$runtime>;
		}

		impl pallet_safeguards::Config for $runtime {
			type Ballots = $crate::ballots::Proposals<$runtime>;
			// Holders of CAL alone: the council does not decide on its own limits.
			type ChangeOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type Registry = Figured;
			type Time = $crate::time::SlotClock<$runtime>;
			type VetoOrigin = $crate::governance::TwoThirdsCommittee;
			type WeightInfo = $crate::weights::pallet_safeguards::WeightInfo<$runtime>;
		}
	};
}
