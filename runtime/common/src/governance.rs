//! The council, and what waits for its decisions.

use crate::{currency::deposit, AccountId, Balance};
use frame_support::{parameter_types, traits::EitherOfDiverse};
use frame_system::EnsureRoot;
use pallet_collective::EnsureProportionAtLeast;

/// The instance of pallet-collective that is the council.
pub type CouncilInstance = pallet_collective::Instance1;

/// Members of the council at most.
pub const MAX_COUNCIL: u32 = 21;

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

parameter_types! {
	/// Held for the preimage of a call.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	/// Held for each byte of it.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
}

/// Configures Council, CouncilMembership, Scheduler, Preimage and Sudo.
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

		impl pallet_scheduler::Config for $runtime {
			type BlockNumberProvider = System;
			type MaxScheduledPerBlock = frame_support::traits::ConstU32<50>;
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
