//! Brakes: what may be stopped, by whom, and what never stops.

use crate::{
	governance::{CouncilInstance, HalfCommittee, RootOrHalfCouncil},
	AccountId, Balance, BlockNumber,
};
use frame_support::{
	parameter_types,
	traits::{Contains, EitherOf, EitherOfDiverse},
};
use frame_system::{EnsureRootWithSuccess, EnsureWithSuccess};

parameter_types! {
	/// Nobody can enter or extend safe mode by leaving a deposit.
	pub const NoDeposit: Option<Balance> = None;
	/// No deposits, so none to release.
	pub const NoRelease: Option<BlockNumber> = None;
}

/// Who enters and extends safe mode, and for how long (`Span`): root, half of the council, half of
/// the technical committee.
pub type SafeModeOrigin<Span> = EitherOf<
	EnsureRootWithSuccess<AccountId, Span>,
	EitherOf<
		EnsureWithSuccess<
			pallet_collective::EnsureProportionAtLeast<AccountId, CouncilInstance, 1, 2>,
			AccountId,
			Span,
		>,
		EnsureWithSuccess<HalfCommittee, AccountId, Span>,
	>,
>;

/// Who stops a call: root, more than half of the council, half of the technical committee.
pub type PauseOrigin = EitherOfDiverse<RootOrHalfCouncil, HalfCommittee>;

/// Pallets whose calls keep the chain alive or lift the brakes; no pause can name them. Referenda and
/// ConvictionVoting, since holders of CAL are the last who can, the clock of a vote runs on, and those
/// against must be heard; Preimage, since a proposal that is an upgrade needs one; Multisig and Proxy,
/// since members of both bodies sign through them, and the calls inside can be named. Parameters has
/// no call that anybody may make.
const NEVER_PAUSED: [&[u8]; 19] = [
	b"System",
	b"Timestamp",
	b"Session",
	b"Grandpa",
	b"ImOnline",
	b"Feeds",
	b"Council",
	b"CouncilMembership",
	b"TechnicalCommittee",
	b"TechnicalMembership",
	b"Referenda",
	b"ConvictionVoting",
	b"Preimage",
	b"Safeguards",
	b"Multisig",
	b"Proxy",
	b"SafeMode",
	b"TxPause",
	b"Sudo",
];

/// Calls of other pallets that no pause can name: what answers and pays within a time that runs
/// whatever is paused, what keeps cover and loans paid, what brings the treasury's money home, and
/// what hands out money that is somebody's already.
const NEVER_PAUSED_CALLS: [(&[u8], &[u8]); 53] = [
	(b"Allocation", b"confirm_maturity"),
	(b"Allocation", b"mature"),
	(b"Allocation", b"settle_sale"),
	(b"Allocation", b"unwind"),
	(b"Auctions", b"attest_proceeds"),
	(b"Auctions", b"buy"),
	(b"Auctions", b"close_sale"),
	(b"Auctions", b"credit_bid"),
	(b"Auctions", b"overbid"),
	(b"Auctions", b"refund"),
	(b"Auctions", b"settle"),
	(b"Auctions", b"settle_sale"),
	(b"Caliber", b"accept_claim"),
	(b"Caliber", b"acknowledge_premium"),
	(b"Caliber", b"cancel_redemption"),
	(b"Caliber", b"confirm_handover"),
	(b"Caliber", b"contest_claim"),
	(b"Caliber", b"decide_claim"),
	(b"Caliber", b"pay_claim"),
	(b"Caliber", b"pay_premium"),
	(b"Caliber", b"refuse_redemption"),
	(b"Caliber", b"reject_claim"),
	(b"Caliber", b"resolve"),
	(b"Lending", b"advance_charges"),
	(b"Lending", b"buy_out"),
	(b"Lending", b"collect"),
	(b"Lending", b"draw_reserve"),
	(b"Lending", b"end_escrow"),
	(b"Lending", b"fund_lockbox"),
	(b"Lending", b"fund_reserve"),
	(b"Lending", b"lift_breach"),
	(b"Lending", b"open_sale"),
	(b"Lending", b"prepay"),
	(b"Lending", b"recover"),
	(b"Lending", b"redeem_collateral"),
	(b"Lending", b"repay"),
	(b"Lending", b"repay_many"),
	(b"Lending", b"review"),
	(b"Lending", b"sweep"),
	(b"Lending", b"unstage"),
	(b"Susdai", b"claim"),
	(b"Susdai", b"claim_all"),
	(b"Susdai", b"claim_tipped"),
	(b"Susdai", b"redeem"),
	(b"Susdai", b"set_operator"),
	(b"Susdai", b"withdraw"),
	(b"Usdai", b"attest_return"),
	(b"Usdai", b"cancel_payout"),
	(b"Usdai", b"claim"),
	(b"Usdai", b"collect"),
	(b"Usdai", b"confirm_payout"),
	(b"Usdai", b"serve"),
	(b"Validators", b"report_double_block"),
];

/// Whether a call of the registry answers, decides or pays what is due within a time that runs in
/// safe mode, too.
pub fn answers_in_time<T: pallet_caliber::Config>(call: &pallet_caliber::Call<T>) -> bool {
	use pallet_caliber::Call;
	matches!(
		call,
		Call::accept_claim { .. }
			| Call::acknowledge_premium { .. }
			| Call::cancel_redemption { .. }
			| Call::confirm_handover { .. }
			| Call::contest_claim { .. }
			| Call::decide_claim { .. }
			| Call::pay_claim { .. }
			| Call::pay_premium { .. }
			| Call::refuse_redemption { .. }
			| Call::reject_claim { .. }
			| Call::resolve { .. }
	)
}

/// Names of calls that cannot be paused.
pub struct NeverPaused<R>(core::marker::PhantomData<R>);

impl<R: pallet_tx_pause::Config> Contains<pallet_tx_pause::RuntimeCallNameOf<R>>
	for NeverPaused<R>
{
	fn contains((pallet, call): &pallet_tx_pause::RuntimeCallNameOf<R>) -> bool {
		let (pallet, call) = (pallet.as_slice(), call.as_slice());
		NEVER_PAUSED.contains(&pallet) || NEVER_PAUSED_CALLS.contains(&(pallet, call))
	}
}

/// Configures SafeMode, TxPause and Migrations with what this version migrates, and defines the base
/// call filter.
#[macro_export]
macro_rules! impl_safety {
	($runtime:ident, $migrations:ty) => {
		/// Calls that this chain never admits: those of pallet-assets that are no holder's or destroy
		/// units of the chain's own assets, and all of pallet-nfts: titles move by `Caliber::transfer`, which asks
		/// the freeze list. While transfers are paused, those of both tokens are not admitted either;
		/// repayment and claims move the tokens by calls of their own, and go on.
		pub struct BaseFilter;

		impl frame_support::traits::Contains<RuntimeCall> for BaseFilter {
			fn contains(call: &RuntimeCall) -> bool {
				match call {
					RuntimeCall::Assets(call) => {
						$crate::assets::is_of_holders(call)
							&& (!$crate::assets::moves_token(call)
								|| Usdai::is_open(caliber_primitives::dollar::PauseTier::Transfer))
					},
					RuntimeCall::Nfts(..) => false,
					_ => true,
				}
			}
		}

		/// Calls that work in safe mode: those that keep blocks and feeds coming, repayment and the
		/// claim of what was served, answers and payments whose time runs on, those that lift it (votes
		/// of council, committee and holders of CAL), and the wrappers, whose inner calls are judged one
		/// by one.
		pub struct SafeModeCalls;

		impl frame_support::traits::Contains<RuntimeCall> for SafeModeCalls {
			fn contains(call: &RuntimeCall) -> bool {
				if let RuntimeCall::Caliber(call) = call {
					return $crate::safety::answers_in_time(call);
				}
				matches!(
					call,
					RuntimeCall::System(..)
						| RuntimeCall::Timestamp(..)
						| RuntimeCall::Session(..)
						| RuntimeCall::Grandpa(..)
						| RuntimeCall::ImOnline(..)
						| RuntimeCall::Feeds(..)
						| RuntimeCall::Auctions(
							pallet_auctions::Call::attest_proceeds { .. }
								| pallet_auctions::Call::buy { .. }
								| pallet_auctions::Call::close_sale { .. }
								| pallet_auctions::Call::credit_bid { .. }
								| pallet_auctions::Call::overbid { .. }
								| pallet_auctions::Call::refund { .. }
								| pallet_auctions::Call::settle { .. }
								| pallet_auctions::Call::settle_sale { .. }
						) | RuntimeCall::Lending(
						pallet_lending::Call::advance_charges { .. }
							| pallet_lending::Call::buy_out { .. }
							| pallet_lending::Call::collect { .. }
							| pallet_lending::Call::draw_reserve { .. }
							| pallet_lending::Call::end_escrow { .. }
							| pallet_lending::Call::fund_lockbox { .. }
							| pallet_lending::Call::fund_reserve { .. }
							| pallet_lending::Call::lift_breach { .. }
							| pallet_lending::Call::open_sale { .. }
							| pallet_lending::Call::prepay { .. }
							| pallet_lending::Call::recover { .. }
							| pallet_lending::Call::redeem_collateral { .. }
							| pallet_lending::Call::repay { .. }
							| pallet_lending::Call::repay_many { .. }
							| pallet_lending::Call::review { .. }
							| pallet_lending::Call::sweep { .. }
							| pallet_lending::Call::unstage { .. }
					) | RuntimeCall::Susdai(
						pallet_susdai::Call::claim { .. }
							| pallet_susdai::Call::claim_all { .. }
							| pallet_susdai::Call::claim_tipped { .. }
							| pallet_susdai::Call::redeem { .. }
							| pallet_susdai::Call::set_operator { approved: false, .. }
							| pallet_susdai::Call::withdraw { .. }
					) | RuntimeCall::Usdai(
						pallet_usdai::Call::attest_return { .. }
							| pallet_usdai::Call::cancel_payout { .. }
							| pallet_usdai::Call::claim { .. }
							| pallet_usdai::Call::collect { .. }
							| pallet_usdai::Call::confirm_payout { .. }
							| pallet_usdai::Call::serve { .. }
					) | RuntimeCall::Allocation(
						pallet_allocation::Call::confirm_maturity { .. }
							| pallet_allocation::Call::mature { .. }
							| pallet_allocation::Call::settle_sale { .. }
							| pallet_allocation::Call::unwind { .. }
					) | RuntimeCall::Validators(
						pallet_validators::Call::report_double_block { .. }
					) | RuntimeCall::Council(..)
						| RuntimeCall::CouncilMembership(..)
						| RuntimeCall::TechnicalCommittee(..)
						| RuntimeCall::TechnicalMembership(..)
						| RuntimeCall::Referenda(..)
						| RuntimeCall::ConvictionVoting(..)
						| RuntimeCall::Safeguards(..)
						| RuntimeCall::Preimage(..)
						| RuntimeCall::Scheduler(..)
						| RuntimeCall::SafeMode(..)
						| RuntimeCall::TxPause(..)
						| RuntimeCall::Migrations(..)
						| RuntimeCall::Sudo(..)
						| RuntimeCall::Utility(..)
						| RuntimeCall::Multisig(..)
						| RuntimeCall::Proxy(..)
				)
			}
		}

		impl pallet_safe_mode::Config for $runtime {
			type Currency = Balances;
			type EnterDepositAmount = $crate::safety::NoDeposit;
			type EnterDuration = $crate::parameters::SafeModeSpan<$runtime>;
			type ExtendDepositAmount = $crate::safety::NoDeposit;
			type ExtendDuration = $crate::parameters::SafeModeSpan<$runtime>;
			type ForceDepositOrigin = frame_system::EnsureRoot<$crate::AccountId>;
			type ForceEnterOrigin =
				$crate::safety::SafeModeOrigin<$crate::parameters::SafeModeSpan<$runtime>>;
			type ForceExitOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type ForceExtendOrigin =
				$crate::safety::SafeModeOrigin<$crate::parameters::SafeModeSpan<$runtime>>;
			type Notify = ();
			type ReleaseDelay = $crate::safety::NoRelease;
			type RuntimeEvent = RuntimeEvent;
			type RuntimeHoldReason = RuntimeHoldReason;
			type WeightInfo = $crate::weights::pallet_safe_mode::WeightInfo<$runtime>;
			type WhitelistedCalls = SafeModeCalls;
		}

		impl pallet_tx_pause::Config for $runtime {
			type MaxNameLen = frame_support::traits::ConstU32<256>;
			type PauseOrigin = $crate::safety::PauseOrigin;
			type RuntimeCall = RuntimeCall;
			type RuntimeEvent = RuntimeEvent;
			type UnpauseOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type WeightInfo = $crate::weights::pallet_tx_pause::WeightInfo<$runtime>;
			type WhitelistedCalls = $crate::safety::NeverPaused<$runtime>;
		}

		impl pallet_migrations::Config for $runtime {
			type CursorMaxLen = frame_support::traits::ConstU32<65_536>;
			type FailedMigrationHandler = $crate::repair::SafeModeUntilRepaired<SafeMode>;
			type IdentifierMaxLen = frame_support::traits::ConstU32<256>;
			type MaxServiceWeight = $crate::limits::MigrationWeight;
			type MigrationStatusHandler = ();
			#[cfg(not(feature = "runtime-benchmarks"))]
			type Migrations = $migrations;
			#[cfg(feature = "runtime-benchmarks")]
			type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = $crate::weights::pallet_migrations::WeightInfo<$runtime>;
		}
	};
}
