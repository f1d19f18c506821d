//! What is known of an item beside its record.

use caliber_primitives::units::Seconds;
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;

/// A custodian would give the hardware to another.
#[frame_support::stored]
pub struct CustodyOffer<AccountId> {
	/// The custodian.
	pub from: AccountId,
	/// Who may accept.
	pub to: AccountId,
	/// When it was made: it counts as long as what he said then does.
	pub given: Seconds,
	/// The first second in which it is too late.
	pub until: Seconds,
}

/// The most liens that are known of one item.
pub const MAX_LIENS: u32 = 4;

/// Another's lien on the hardware.
#[frame_support::stored]
pub struct Lien<AccountId> {
	/// The Registrar who found it.
	pub registrar: AccountId,
	/// Hash of debtor, creditor, office, number and date of the filing.
	pub filing: H256,
	/// When it was recorded.
	pub given: Seconds,
	/// The first second in which the filing has lapsed.
	pub lapses: Seconds,
}

/// The liens of others on the hardware, from the oldest to the newest. Whoever sees a release
/// vouches that none of them stands any more, so that one word is asked whether it counts, however
/// many there are; they all stand again when it does not.
#[frame_support::stored]
pub struct LienList<AccountId> {
	/// The filings.
	pub filed: BoundedVec<Lien<AccountId>, ConstU32<MAX_LIENS>>,
	/// Their release, if a registrar has seen it.
	pub cleared: Option<Release<AccountId>>,
}

impl<AccountId> Default for LienList<AccountId> {
	fn default() -> Self {
		Self { filed: BoundedVec::new(), cleared: None }
	}
}

impl<AccountId> LienList<AccountId> {
	/// With one more, which nobody has cleared. The oldest makes way where there are too many:
	/// everybody who has cleared one since has vouched that it is released.
	pub fn with(self, lien: Lien<AccountId>) -> Self {
		let Self { mut filed, .. } = self;
		if filed.is_full() {
			filed.remove(0);
		}
		// There is room for it.
		let _ = filed.try_push(lien);
		Self { filed, cleared: None }
	}

	/// Whether a filing has not lapsed.
	pub fn runs(&self, now: Seconds) -> bool {
		self.filed.iter().any(|lien| now < lien.lapses)
	}
}

/// Liens are released.
#[frame_support::stored]
pub struct Release<AccountId> {
	/// The Registrar who says so.
	pub registrar: AccountId,
	/// Hash of the creditors' releases.
	pub document: H256,
	/// When he said so.
	pub at: Seconds,
}

/// The hardware left the registry.
#[frame_support::stored]
pub struct HandOver<AccountId> {
	/// Hash of the document that both have signed.
	pub document: H256,
	/// When it was confirmed.
	pub at: Seconds,
	/// Who handed it over.
	pub custodian: AccountId,
}
