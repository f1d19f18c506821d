//! The council, the technical committee, and what waits for decisions.

use crate::{currency::deposit, AccountId, Balance};
use frame_support::{parameter_types, traits::EitherOfDiverse};
use frame_system::EnsureRoot;
use pallet_collective::EnsureProportionAtLeast;

/// The instance of pallet-collective that is the council.
pub type CouncilInstance = pallet_collective::Instance1;

/// The instance of pallet-collective that is the technical committee.
pub type CommitteeInstance = pallet_collective::Instance2;

/// Members of the council at most.
pub const MAX_COUNCIL: u32 = 21;
/// Members of the technical committee at most: a few who answer within minutes.
pub const MAX_COMMITTEE: u32 = 9;

/// Root, or more than half of the council.
pub type RootOrHalfCouncil = EitherOfDiverse<
	EnsureRoot<AccountId>,
	pallet_collective::EnsureProportionMoreThan<AccountId, CouncilInstance, 1, 2>,
>;

/// Root, or at least two thirds of the council.
pub type RootOrTwoThirdsCouncil = EitherOfDiverse<
	EnsureRoot<AccountId>,
	EnsureProportionAtLeast<AccountId, CouncilInstance, 2, 3>,
>;

/// At least half of the technical committee, which may only stop things.
pub type HalfCommittee = EnsureProportionAtLeast<AccountId, CommitteeInstance, 1, 2>;

/// At least two thirds of the technical committee.
pub type TwoThirdsCommittee = EnsureProportionAtLeast<AccountId, CommitteeInstance, 2, 3>;

parameter_types! {
	/// Held for the preimage of a call.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	/// Held for each byte of it.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
}

/// Configures Council and TechnicalCommittee with their memberships, Scheduler, Preimage and Sudo.
/// What the committee's calls cost is measured with the council, which is larger.
#[macro_export]
macro_rules! impl_governance {
	($runtime:ident) => {
		impl pallet_collective::Config<$crate::governance::CouncilInstance> for $runtime {
			type Consideration = ();
			type DefaultVote = pallet_collective::PrimeDefaultVote;
			type DisapproveOrigin = $crate::governance::RootOrHalfCouncil;
			type KillOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type MaxMembers = frame_support::traits::ConstU32<{ $crate::governance::MAX_COUNCIL }>;
			type MaxProposalWeight = $crate::limits::MotionWeight;
			type MaxProposals = frame_support::traits::ConstU32<100>;
			type MotionDuration = frame_support::traits::ConstU32<{ 3 * $crate::time::DAYS }>;
			type Proposal = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type RuntimeOrigin = RuntimeOrigin;
			type SetMembersOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type WeightInfo = $crate::weights::pallet_collective::WeightInfo<$runtime>;
		}

		impl pallet_membership::Config<pallet_membership::Instance1> for $runtime {
			type AddOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type MaxMembers = frame_support::traits::ConstU32<{ $crate::governance::MAX_COUNCIL }>;
			type MembershipChanged = Council;
			type MembershipInitialized = Council;
			type PrimeOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type RemoveOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type ResetOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type RuntimeEvent = RuntimeEvent;
			type SwapOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type WeightInfo = $crate::weights::pallet_membership::WeightInfo<$runtime>;
		}

		impl pallet_collective::Config<$crate::governance::CommitteeInstance> for $runtime {
			type Consideration = ();
			type DefaultVote = pallet_collective::PrimeDefaultVote;
			type DisapproveOrigin = $crate::governance::RootOrHalfCouncil;
			type KillOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type MaxMembers =
				frame_support::traits::ConstU32<{ $crate::governance::MAX_COMMITTEE }>;
			type MaxProposalWeight = $crate::limits::MotionWeight;
			type MaxProposals = frame_support::traits::ConstU32<20>;
			// What is no matter of hours is none of the committee's.
			type MotionDuration = frame_support::traits::ConstU32<{ $crate::time::DAYS }>;
			type Proposal = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type RuntimeOrigin = RuntimeOrigin;
			type SetMembersOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type WeightInfo = $crate::weights::pallet_collective::WeightInfo<$runtime>;
		}

		impl pallet_membership::Config<pallet_membership::Instance2> for $runtime {
			type AddOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type MaxMembers =
				frame_support::traits::ConstU32<{ $crate::governance::MAX_COMMITTEE }>;
			type MembershipChanged = TechnicalCommittee;
			type MembershipInitialized = TechnicalCommittee;
			type PrimeOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type RemoveOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type ResetOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type RuntimeEvent = RuntimeEvent;
			type SwapOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type WeightInfo = $crate::weights::pallet_membership::WeightInfo<$runtime>;
		}

		impl pallet_scheduler::Config for $runtime {
			type BlockNumberProvider = System;
			// A vote that passes finds no room when others have filled the block of its enactment: with
			// proposals that lapse then, at a deposit each that they do not get back.
			type MaxScheduledPerBlock = frame_support::traits::ConstU32<200>;
			type MaximumWeight = $crate::limits::ScheduledWeight;
			type OriginPrivilegeCmp = frame_support::traits::EqualPrivilegeOnly;
			type PalletsOrigin = OriginCaller;
			type Preimages = Preimage;
			type RuntimeCall = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type RuntimeOrigin = RuntimeOrigin;
			type ScheduleOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type WeightInfo = $crate::weights::pallet_scheduler::WeightInfo<$runtime>;
		}

		frame_support::parameter_types! {
			/// Why the deposit of a preimage is held.
			pub const PreimageHoldReason: RuntimeHoldReason =
				RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
		}

		impl pallet_preimage::Config for $runtime {
			type Consideration = frame_support::traits::fungible::HoldConsideration<
				$crate::AccountId,
				Balances,
				PreimageHoldReason,
				frame_support::traits::LinearStoragePrice<
					$crate::governance::PreimageBaseDeposit,
					$crate::governance::PreimageByteDeposit,
					$crate::Balance,
				>,
			>;
			type Currency = Balances;
			type ManagerOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = $crate::weights::pallet_preimage::WeightInfo<$runtime>;
		}

		impl pallet_sudo::Config for $runtime {
			type RuntimeCall = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = $crate::weights::pallet_sudo::WeightInfo<$runtime>;
		}
	};
}
