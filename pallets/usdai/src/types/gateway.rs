//! The gateway: how reserve dollars get onto this chain and off it.

use super::Refusal;
use alloc::vec::Vec;
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

	/// Where an asset's gate stands among them.
	pub fn place(&self, slot: ReserveSlot) -> Option<usize> {
		self.0.iter().position(|gate| gate.slot == slot)
	}

	/// What a statement shows above the books, gate by gate in their order: it agrees when that is
	/// zero everywhere. Nothing when it is about other gates or shows less somewhere.
	pub fn unbooked(&self, held: &Held) -> Option<Held> {
		if self.0.len() != held.len() {
			return None;
		}
		let gates = self.0.iter().zip(held);
		let unbooked: Option<Vec<_>> =
			gates.map(|(gate, held)| gate.wrapped.unbooked(*held)).collect();
		// As many as there are gates: nothing is cut off.
		unbooked.map(BoundedVec::truncate_from)
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

/// Money that bills have brought to a custodian.
#[frame_support::stored]
#[derive(Copy)]
pub struct Returned {
	/// As which asset.
	pub slot: ReserveSlot,
	/// How much, in the asset's own unit.
	pub amount: ReserveAmount,
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
	/// The payout of this number will not leave.
	#[codec(index = 2)]
	Cancelled(u64),
	/// Money that bills have brought.
	#[codec(index = 3)]
	Returned(Returned),
}

/// How long a receipt waits for its auditor: 30 days. Then anybody may clean it away.
pub const RECEIPT_LIFE: Seconds = Seconds(30 * 86_400);

/// Which receipt. Each custodian numbers his own, from 0 on without a gap: nobody else can take a
/// number of his, and the next one tells for ever which of them were given.
#[frame_support::stored]
pub struct ReceiptId<AccountId> {
	/// Who says it.
	pub custodian: AccountId,
	/// His number of it.
	pub number: u64,
}

/// What a custodian and an auditor have to say alike.
#[frame_support::stored]
pub struct Said<AccountId> {
	/// About what.
	pub about: About<AccountId>,
	/// Hash of the bank's or issuer's own reference.
	pub reference: H256,
}

/// A receipt that waits for its auditor, who uses it up.
#[frame_support::stored]
pub struct Receipt<AccountId> {
	/// What it says.
	pub said: Said<AccountId>,
	/// When.
	pub at: Seconds,
}

/// What may be cleaned away.
#[frame_support::stored]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Litter<AccountId> {
	/// Checkpoints from before the oldest ticket that is left, some a call.
	#[codec(index = 0)]
	Checkpoints,
	/// A freeze that is over and limits no Guardian any more.
	#[codec(index = 1)]
	Freeze(AccountId),
	/// A receipt that no auditor has used in [`RECEIPT_LIFE`].
	#[codec(index = 2)]
	Receipt(ReceiptId<AccountId>),
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
		let recent = |max| posted && now.saturating_sub(self.at) <= max;
		if !max_age.is_none_or(recent) {
			Proof::Late
		} else if posted && !self.good {
			Proof::Failed
		} else {
			Proof::Good
		}
	}
}
