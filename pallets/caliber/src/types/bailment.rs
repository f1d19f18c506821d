//! What is known of an item beside its record.

use caliber_primitives::units::Seconds;
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

/// Another's lien on the hardware.
#[frame_support::stored]
pub struct Lien<AccountId> {
	/// The Registrar who found it.
	pub registrar: AccountId,
	/// Hash of debtor, creditor, office, number and date of the filing.
	pub filing: H256,
	/// When it was recorded.
	pub given: Seconds,
	/// Its release, if a registrar has seen one. It is kept with the lien, which stands again when
	/// that registrar's word does not count any more.
	pub cleared: Option<Release<AccountId>>,
}

/// A lien is released.
#[frame_support::stored]
pub struct Release<AccountId> {
	/// The Registrar who says so.
	pub registrar: AccountId,
	/// Hash of the creditor's release.
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
