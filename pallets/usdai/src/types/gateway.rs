//! The gateway: how reserve dollars get onto this chain and off it.

use super::Refusal;
use caliber_finance::gateway::Wrapped;
use caliber_primitives::{
	ids::ReserveSlot,
	units::{ReserveAmount, Seconds},
};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;

/// One reserve asset that is a claim on money outside.
#[frame_support::stored]
#[derive(Copy)]
pub struct Gate {
	/// The asset.
	pub slot: ReserveSlot,
	/// What there is of it.
	pub wrapped: Wrapped,
}

/// Every gate, in the order of opening.
#[frame_support::stored]
#[derive(Default)]
pub struct Gates(pub BoundedVec<Gate, ConstU32<{ super::MAX_RESERVES }>>);

impl Gates {
	/// Changes the gate of an asset.
	///
	/// Errors: `NoGate`, `Overflow`.
	pub fn with(
		mut self,
		slot: ReserveSlot,
		change: impl FnOnce(Wrapped) -> Option<Wrapped>,
	) -> Result<Self, Refusal> {
		let gate = self.0.iter_mut().find(|gate| gate.slot == slot).ok_or(Refusal::NoGate)?;
		gate.wrapped = change(gate.wrapped).ok_or(Refusal::Overflow)?;
		Ok(self)
	}

	/// Whether an asset has one.
	pub fn has(&self, slot: ReserveSlot) -> bool {
		self.0.iter().any(|gate| gate.slot == slot)
	}

	/// Whether a statement says what the gates say, one amount a gate in their order.
	pub fn agree(&self, held: &[ReserveAmount]) -> bool {
		self.0.len() == held.len()
			&& self.0.iter().zip(held).all(|(gate, held)| gate.wrapped.held() == Some(*held))
	}
}

/// A statement's amounts, one a gate.
pub type Held = BoundedVec<ReserveAmount, ConstU32<{ super::MAX_RESERVES }>>;

/// Money that a custodian has received.
#[frame_support::stored]
pub struct Deposit<AccountId> {
	/// As which asset.
	pub slot: ReserveSlot,
	/// How much, in the asset's own unit.
	pub amount: ReserveAmount,
	/// For whom.
	pub to: AccountId,
}

/// What a receipt is about.
#[frame_support::stored]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum About<AccountId> {
	/// Money that came in.
	#[codec(index = 0)]
	Deposit(Deposit<AccountId>),
	/// The payout of this number has left.
	#[codec(index = 1)]
	Payout(u64),
}

/// A stored, single-use receipt: it is kept for ever, so that none counts twice.
#[frame_support::stored]
pub struct Receipt<AccountId> {
	/// About what.
	pub about: About<AccountId>,
	/// Who says so.
	pub custodian: AccountId,
	/// When he said it.
	pub at: Seconds,
	/// Who confirmed it; with him it is used.
	pub auditor: Option<AccountId>,
}

/// Units that were burned to be paid outside.
#[frame_support::stored]
pub struct Payout<AccountId> {
	/// Whose they were.
	pub who: AccountId,
	/// The asset.
	pub slot: ReserveSlot,
	/// How much, in the asset's own unit.
	pub amount: ReserveAmount,
	/// Hash of where it is to be paid.
	pub account: H256,
	/// When it was asked for.
	pub at: Seconds,
	/// CAL held of the owner until it is confirmed.
	pub deposit: u128,
}

/// An auditor's proof of reserve.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Statement {
	/// Its number, from 1 on.
	pub number: u32,
	/// When it was posted.
	pub at: Seconds,
	/// Whether it said what the gates say.
	pub good: bool,
}

/// What the last statement allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
	/// It is good and recent, or none is asked for.
	Good,
	/// It is too old, or there is none.
	Late,
	/// It failed.
	Failed,
}

impl Statement {
	/// What it allows when statements may be so old; without a limit none is asked for, but one that
	/// failed counts.
	pub fn proof(&self, now: Seconds, max_age: Option<Seconds>) -> Proof {
		let posted = self.number > 0;
		if posted && !self.good {
			return Proof::Failed;
		}
		match max_age {
			None => Proof::Good,
			Some(max) if posted && now.saturating_sub(self.at) <= max => Proof::Good,
			Some(_) => Proof::Late,
		}
	}
}
