//! Whether what is stored has the form that the code reads: of each pallet the genesis or a migration
//! has written a version, and the code names one.

use super::*;
use frame_support::traits::{
	GetStorageVersion, NoStorageVersionSet, PalletInfoAccess, StorageVersion,
};

/// What a pallet's code names. One that names nothing has no more than its first form.
trait Named {
	fn version(self) -> StorageVersion;
}

impl Named for StorageVersion {
	fn version(self) -> StorageVersion {
		self
	}
}

impl Named for NoStorageVersionSet {
	fn version(self) -> StorageVersion {
		StorageVersion::default()
	}
}

/// The version of one pallet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PalletVersion {
	/// The pallet's name.
	pub name: &'static str,
	/// That of the code.
	pub code: StorageVersion,
	/// That of what is stored.
	pub stored: StorageVersion,
}

fn of<P>() -> PalletVersion
where
	P: GetStorageVersion + PalletInfoAccess,
	P::InCodeStorageVersion: Named,
{
	PalletVersion {
		name: P::name(),
		code: P::in_code_storage_version().version(),
		stored: P::on_chain_storage_version(),
	}
}

macro_rules! versions {
	($($pallet:ident)*) => { alloc::vec![$(of::<$pallet>()),*] };
}

/// The versions of all pallets.
pub fn all() -> Vec<PalletVersion> {
	#[cfg_attr(not(feature = "rehearsal"), allow(unused_mut, reason = "a rehearsal adds its own"))]
	let mut all = versions!(
		System Timestamp Balances TransactionPayment AssetTxPayment Utility Multisig Proxy
		Authorship Validators Session Historical Offences Aura Grandpa ImOnline
		AuthorityDiscovery Pace Assets Nfts Council CouncilMembership Scheduler Preimage
		TechnicalCommittee TechnicalMembership Referenda ConvictionVoting Parameters Sudo SafeMode
		TxPause Migrations Roles Caliber Feeds Usdai Allocation Lending Susdai Auctions Safeguards
	);
	#[cfg(feature = "rehearsal")]
	all.push(of::<rehearsal::Rehearsal>());
	all
}

/// Pallets whose code reads another form than what is stored has.
pub fn apart() -> Vec<&'static str> {
	let apart = all().into_iter().filter(|version| version.code != version.stored);
	apart.map(|version| version.name).collect()
}
