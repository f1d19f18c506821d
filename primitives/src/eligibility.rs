//! What an item still needs, who can give it, and what waits for whom.

use crate::{
	collateral::{Fact, Lack},
	ids::{ClaimId, ItemId, PolicyId, SiteId},
	roles::Role,
	units::Seconds,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// Who can cure what is wrong with a fact.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Cure<AccountId> {
	/// Whoever has this role for the item, and neither holds title nor has stated another of its
	/// facts.
	#[codec(index = 0)]
	AnyOf(Role),
	/// This account, which has the role and has stated the fact before, or holds the hardware. Once
	/// the fact does not count any more, any other of the role, too.
	#[codec(index = 1)]
	Giver(Role, AccountId),
	/// Governance: the fact is in dispute.
	#[codec(index = 2)]
	Governance,
	/// Who runs the site, and speaks for its machines.
	#[codec(index = 3)]
	Operator(AccountId),
	/// Time alone: an appraisal counts from this moment on, unless it is challenged.
	#[codec(index = 4)]
	Time(Seconds),
	/// Anyone: by paying the premium of this policy.
	#[codec(index = 5)]
	Premium(PolicyId),
	/// Whoever recorded the lien, or any other Registrar for the item: by leaving its release.
	#[codec(index = 6)]
	Release(AccountId),
	/// This policy's insurer: by saying that its premium is paid.
	#[codec(index = 7)]
	Acknowledge(PolicyId, AccountId),
	/// A Registrar for this site, who holds no title and has stated no other fact: by registering it
	/// anew, or another operator of it.
	#[codec(index = 8)]
	Register(SiteId),
	/// The insurer, by answering and paying this claim, or whoever filed it, by withdrawing it.
	#[codec(index = 9)]
	Claim(ClaimId),
}

/// A fact that stands between an item and a pledge, or soon will.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Need<AccountId> {
	/// The fact.
	pub fact: Fact,
	/// What is wrong with it; nothing if it only ends soon.
	pub lacks: Vec<Lack>,
	/// The first second in which it counts no more, if somebody has stated it; of what is in order,
	/// the first second in which something is wrong with it: it has run out, is stale, its premium
	/// is owed for too long, or its giver is silent.
	pub ends: Option<Seconds>,
	/// Who can cure it.
	pub cure: Cure<AccountId>,
}

/// What stands between an item and a pledge, now and soon.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Eligibility<AccountId> {
	/// The moment of this answer.
	pub now: Seconds,
	/// Up to which moment ends of facts are told.
	pub until: Seconds,
	/// What is wrong, in the order of the standing; then what ends soon, the next first. Empty is
	/// good until [`Self::until`].
	pub needs: Vec<Need<AccountId>>,
}

impl<AccountId> Eligibility<AccountId> {
	/// Whether nothing is wrong now.
	pub fn is_good(&self) -> bool {
		self.needs.iter().all(|need| need.lacks.is_empty())
	}
}

/// What an account could do about an item.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Work {
	/// State a fact that does not count.
	#[codec(index = 0)]
	State(Fact),
	/// State a fact of its own anew before this moment.
	#[codec(index = 1)]
	Renew(Fact, Seconds),
	/// Hand the hardware over to its holder.
	#[codec(index = 2)]
	HandOver,
	/// Agree that the hardware is gone.
	#[codec(index = 3)]
	Retire,
	/// Take over the hardware that its custodian offers.
	#[codec(index = 4)]
	AcceptCustody,
	/// Answer a claim.
	#[codec(index = 5)]
	AnswerClaim(ClaimId),
	/// Pay a claim.
	#[codec(index = 6)]
	PayClaim(ClaimId),
	/// Leave the release of another's lien.
	#[codec(index = 7)]
	ClearLien,
	/// Say that the premium of a policy is paid.
	#[codec(index = 8)]
	AcknowledgePremium(PolicyId),
}

/// A line of a work queue.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Task {
	/// The item.
	pub item: ItemId,
	/// What can be done about it.
	pub work: Work,
}

/// A page of a work queue.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Pending {
	/// What waits, at most [`Pending::MAX_ITEMS`] items; on the first page, before them, claims on
	/// what was sold since.
	pub tasks: Vec<Task>,
	/// Where the next page begins: ask again after this item. Nothing after the last page.
	pub next: Option<ItemId>,
}

impl Pending {
	/// The most items of a page for which something waits.
	pub const MAX_ITEMS: u32 = 64;
	/// The most items that a page looks at.
	pub const MAX_EXAMINED: u32 = 1_000;
}
