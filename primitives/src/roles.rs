//! Who may attest what.

use crate::{
	ids::{AssetClass, ItemId, SiteId},
	units::Seconds,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::PalletError;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A duty towards the chain. One account may hold several, but the givers of the facts about one
/// item are pairwise distinct and never its owner or borrower.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Role {
	/// Posts loan offers.
	#[codec(index = 0)]
	Originator,
	/// Stages first-loss capital.
	#[codec(index = 1)]
	Curator,
	/// Holds hardware or money and confirms that it does.
	#[codec(index = 2)]
	Custodian,
	/// Values hardware.
	#[codec(index = 3)]
	Appraiser,
	/// Insures hardware.
	#[codec(index = 4)]
	Insurer,
	/// Attests title, liens and stays.
	#[codec(index = 5)]
	Registrar,
	/// Services loans and reports breaches.
	#[codec(index = 6)]
	Servicer,
	/// Sells seized hardware.
	#[codec(index = 7)]
	Liquidator,
	/// Fills the treasury's orders.
	#[codec(index = 8)]
	TreasuryOperator,
	/// Confirms what a custodian or operator says about money.
	#[codec(index = 9)]
	Auditor,
	/// May only reduce risk: pause and freeze.
	#[codec(index = 10)]
	Guardian,
}

/// What a role was granted for.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Scope {
	/// Everything.
	#[codec(index = 0)]
	All,
	/// Every item of one class.
	#[codec(index = 1)]
	Class(AssetClass),
	/// Every item at one site.
	#[codec(index = 2)]
	Site(SiteId),
	/// One item.
	#[codec(index = 3)]
	Item(ItemId),
}

impl Role {
	/// Whether it is granted for a term only: who can stop others is asked again whether he should.
	pub fn expires(self) -> bool {
		matches!(self, Self::Guardian)
	}

	/// Whether it can be granted for `scope`. An appraisal outlives the id and the site that it was
	/// stated under: lots keep theirs when they are split, hardware keeps its own when it moves, and
	/// its giver must count for each of them.
	pub fn admits(self, scope: &Scope) -> bool {
		!matches!((self, scope), (Self::Appraiser, Scope::Item(_) | Scope::Site(_)))
	}
}

/// What an act is about: a scope covers it or does not.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
)]
pub struct Subject {
	/// The item's class, where there is an item.
	pub class: Option<AssetClass>,
	/// The item's site, once it has one.
	pub site: Option<SiteId>,
	/// The item.
	pub item: Option<ItemId>,
}

impl Subject {
	/// An act that is about no item: only [`Scope::All`] covers it.
	pub const CHAIN: Self = Self { class: None, site: None, item: None };
}

impl Scope {
	/// Whether a role of this scope may act on `subject`.
	pub fn covers(&self, subject: &Subject) -> bool {
		match self {
			Self::All => true,
			Self::Class(class) => subject.class == Some(*class),
			Self::Site(site) => subject.site == Some(*site),
			Self::Item(item) => subject.item == Some(*item),
		}
	}
}

/// Why an account may not act.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, PalletError, Clone, Copy, PartialEq, Eq, Debug,
)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum RoleError {
	/// The account was never granted the role for this. Ask governance for a grant.
	NotGranted,
	/// The grant has run out or was revoked. Ask governance to renew it.
	Expired,
}

/// Who may attest what. Roles -> all.
pub trait Roles<AccountId> {
	/// Whether `who` may act as `role` on `about` now.
	fn ensure(who: &AccountId, role: Role, about: &Subject) -> Result<(), RoleError>;

	/// Whether what `who` said as `role` on `about` at the moment `given` still counts: the grant
	/// was in force then, and nothing said at that time has been put in doubt since.
	fn was_valid(who: &AccountId, role: Role, about: &Subject, given: Seconds) -> bool;

	/// Grants `role` to `who` for everything, for ever.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_grant(who: &AccountId, role: Role);
}
