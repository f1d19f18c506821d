//! What a proxy may do in the name of another account.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What a proxy may do in the name of another account.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// What neither sends money, hardware or title away nor puts any of them at risk; the deposit of
	/// what it registers is held of the account, which gets it back.
	#[codec(index = 1)]
	NonTransfer,
	/// Motions and votes of council and committee, and public votes. To propose a public vote puts a
	/// deposit at risk and takes the account itself.
	#[codec(index = 2)]
	Governance,
	/// Session keys.
	#[codec(index = 3)]
	SessionKeys,
	/// Refusing announced calls of other proxies.
	#[codec(index = 4)]
	Cancel,
}

impl ProxyType {
	/// Whether everything that `other` may do, this kind may do too.
	pub fn covers(self, other: Self) -> bool {
		match (self, other) {
			(mine, theirs) if mine == theirs => true,
			(Self::Any, _) => true,
			(_, Self::Any) => false,
			(Self::NonTransfer, _) => true,
			_ => false,
		}
	}
}

/// Says which calls each kind of proxy admits, one by one: a call that is new is admitted to
/// nobody but [`ProxyType::Any`] before it is named here.
///
/// A multisig is left out: what it executes is judged by no proxy's filter. What batches dispatch
/// is.
#[macro_export]
macro_rules! impl_proxies {
	($runtime:ident) => {
		/// Several calls in one, each judged by itself.
		fn is_batch(call: &RuntimeCall) -> bool {
			use pallet_utility::Call::{as_derivative, batch, batch_all, force_batch, if_else};
			matches!(
				call,
				RuntimeCall::Utility(
					batch { .. }
						| batch_all { .. }
						| force_batch { .. }
						| if_else { .. }
						| as_derivative { .. }
				)
			)
		}

		/// The work of council and committee, and votes, which lock CAL for a time and give none away.
		/// Not a proposal, whose deposits are lost when it is rejected or found harmful.
		fn is_governance(call: &RuntimeCall) -> bool {
			use pallet_collective::Call::{close, execute, propose, vote};
			use pallet_conviction_voting::Call as Voting;
			use pallet_preimage::Call::{note_preimage, unnote_preimage};
			use pallet_referenda::Call::{refund_decision_deposit, refund_submission_deposit};
			matches!(
				call,
				RuntimeCall::Council(close { .. } | execute { .. } | propose { .. } | vote { .. })
					| RuntimeCall::TechnicalCommittee(
						close { .. } | execute { .. } | propose { .. } | vote { .. }
					) | RuntimeCall::ConvictionVoting(
					Voting::vote { .. }
						| Voting::delegate { .. }
						| Voting::undelegate { .. }
						| Voting::unlock { .. }
						| Voting::remove_vote { .. }
						| Voting::remove_other_vote { .. }
				) | RuntimeCall::Referenda(
					refund_decision_deposit { .. } | refund_submission_deposit { .. }
				) | RuntimeCall::Preimage(note_preimage { .. } | unnote_preimage { .. })
			)
		}

		/// A validator's keys.
		fn is_of_session_keys(call: &RuntimeCall) -> bool {
			use pallet_session::Call::{purge_keys, set_keys};
			matches!(call, RuntimeCall::Session(set_keys { .. } | purge_keys { .. }))
		}

		/// No to what another proxy has announced.
		fn is_refusal(call: &RuntimeCall) -> bool {
			use pallet_proxy::Call::reject_announcement;
			matches!(call, RuntimeCall::Proxy(reject_announcement { .. }))
		}

		/// What is said of hardware, and what guards and moves the chain along, without giving
		/// anything away: no bond, no premium, no promise to pay, no hand-over.
		fn is_safe(call: &RuntimeCall) -> bool {
			use frame_system::Call::{remark, remark_with_event};
			use pallet_allocation::Call::{harvest, impair, rebalance};
			use pallet_auctions::Call::{attest_proceeds, close_sale, refund, settle};
			use pallet_lending::Call::{
				call_default, confirm_milestone, draw_reserve, lift_breach, open_sale,
				report_breach, review, stay_sale, sweep, withdraw_offer,
			};
			use pallet_susdai::Call::service;
			use pallet_usdai::Call::{
				attest_price, clean, freeze, pause, post_statement, reconcile, serve, set_breaker,
			};
			match call {
				RuntimeCall::System(call) => {
					matches!(call, remark { .. } | remark_with_event { .. })
				},
				RuntimeCall::Caliber(call) => $crate::proxies::is_only_said(call),
				RuntimeCall::Usdai(call) => {
					matches!(
						call,
						attest_price { .. }
							| clean { .. } | freeze { .. }
							| pause { .. } | post_statement { .. }
							| reconcile { .. }
							| serve { .. } | set_breaker { .. }
					)
				},
				RuntimeCall::Susdai(call) => matches!(call, service { .. }),
				RuntimeCall::Allocation(call) => {
					matches!(call, harvest { .. } | impair { .. } | rebalance { .. })
				},
				RuntimeCall::Lending(call) => {
					matches!(
						call,
						call_default { .. }
							| confirm_milestone { .. }
							| lift_breach { .. }
							| open_sale { .. }
							| report_breach { .. }
							| stay_sale { .. }
							| draw_reserve { .. }
							| review { .. } | sweep { .. }
							| withdraw_offer { .. }
					)
				},
				RuntimeCall::Auctions(call) => matches!(
					call,
					attest_proceeds { .. } | close_sale { .. } | refund { .. } | settle { .. }
				),
				_ => false,
			}
		}

		impl frame_support::traits::InstanceFilter<RuntimeCall> for $crate::proxies::ProxyType {
			fn filter(&self, call: &RuntimeCall) -> bool {
				use $crate::proxies::ProxyType;
				match self {
					ProxyType::Any => true,
					ProxyType::NonTransfer => {
						is_batch(call)
							|| is_governance(call)
							|| is_of_session_keys(call)
							|| is_refusal(call)
							|| is_safe(call)
					},
					ProxyType::Governance => is_batch(call) || is_governance(call),
					ProxyType::SessionKeys => is_batch(call) || is_of_session_keys(call),
					ProxyType::Cancel => is_refusal(call),
				}
			}

			fn is_superset(&self, other: &Self) -> bool {
				self.covers(*other)
			}
		}
	};
}

/// Whether a call of the registry states something and gives nothing away. Not what ends a title or
/// strikes what was said of it (withdrawing, splitting, merging), and not what lifts a guard or names
/// who speaks for machines (a lien cleared, a site registered).
pub fn is_only_said<T: pallet_caliber::Config>(call: &pallet_caliber::Call<T>) -> bool {
	use pallet_caliber::Call;
	matches!(
		call,
		Call::submit { .. }
			| Call::amend { .. }
			| Call::attest_custody { .. }
			| Call::attest_title { .. }
			| Call::appraise { .. }
			| Call::activate { .. }
			| Call::heartbeat { .. }
			| Call::withdraw_custody_offer { .. }
			| Call::accept_custody { .. }
			| Call::confirm_custody { .. }
			| Call::record_lien { .. }
			| Call::cancel_redemption { .. }
			| Call::refuse_redemption { .. }
			| Call::escalate_redemption { .. }
			| Call::cancel_retirement { .. }
			| Call::file_claim { .. }
			| Call::reject_claim { .. }
			| Call::close_claim { .. }
			| Call::report_overdue_claim { .. }
			| Call::expire_dispute { .. }
			| Call::free_ended_cover { .. }
			| Call::close_policy { .. }
			| Call::forget_claim { .. }
	)
}

#[cfg(test)]
mod tests {
	use super::ProxyType::{self, *};

	#[test]
	fn proxy_kind_should_cover_only_weaker_kinds_when_compared() {
		let all: [ProxyType; 5] = [Any, NonTransfer, Governance, SessionKeys, Cancel];
		for kind in all {
			assert!(kind.covers(kind));
			assert!(Any.covers(kind));
			assert_eq!(kind.covers(Any), kind == Any);
			assert_eq!(Governance.covers(kind), kind == Governance);
		}
		assert!(NonTransfer.covers(Cancel));
	}
}
