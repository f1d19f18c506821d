//! What the next version could change of what is stored, to rehearse an upgrade by: each note was a
//! figure and becomes two. Test networks have notes in their genesis; no other chain has any.

use super::*;
use codec::DecodeAll;
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	storage::unhashed,
	storage_alias,
	traits::{CrateVersion, GetStorageVersion, PalletInfoAccess, StorageVersion},
	weights::WeightMeter,
	Blake2_128Concat,
};

/// A pallet without code: a name, and a version of what is stored under it.
pub struct Rehearsal;

impl PalletInfoAccess for Rehearsal {
	fn index() -> usize {
		usize::from(u8::MAX)
	}
	fn name() -> &'static str {
		"Rehearsal"
	}
	fn name_hash() -> [u8; 16] {
		sp_io::hashing::twox_128(Self::name().as_bytes())
	}
	fn module_name() -> &'static str {
		module_path!()
	}
	fn crate_version() -> CrateVersion {
		CrateVersion::new(0, 0, 0)
	}
}

impl GetStorageVersion for Rehearsal {
	type InCodeStorageVersion = StorageVersion;

	fn in_code_storage_version() -> StorageVersion {
		StorageVersion::new(2)
	}
	fn on_chain_storage_version() -> StorageVersion {
		StorageVersion::get::<Self>()
	}
}

/// A note as it was.
type Old = u32;
/// A note, and the block that it was migrated in.
pub type Note = (u32, BlockNumber);

/// The notes.
#[storage_alias]
pub type Notes = StorageMap<Rehearsal, Blake2_128Concat, AccountId, Note>;

/// Gives each note its second figure, one in a step, hence one in a block.
pub struct TwoFigures;

impl SteppedMigration for TwoFigures {
	/// Whose note was the last.
	type Cursor = AccountId;
	type Identifier = MigrationId<9>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *b"rehearsal", version_from: 1, version_to: 2 }
	}

	fn step(
		last: Option<AccountId>,
		meter: &mut WeightMeter,
	) -> Result<Option<AccountId>, SteppedMigrationError> {
		// The version, the key, the note; the note or the version.
		let required = <Runtime as frame_system::Config>::DbWeight::get().reads_writes(3, 1);
		if meter.try_consume(required).is_err() {
			return Err(SteppedMigrationError::InsufficientWeight { required });
		}
		if Rehearsal::on_chain_storage_version() >= Rehearsal::in_code_storage_version() {
			return Ok(None);
		}
		let mut left = match last {
			Some(last) => Notes::iter_keys_from(Notes::hashed_key_for(last)),
			None => Notes::iter_keys(),
		};
		let Some(who) = left.next() else {
			Rehearsal::in_code_storage_version().put::<Rehearsal>();
			return Ok(None);
		};
		let note = unhashed::get_raw(&Notes::hashed_key_for(&who)).unwrap_or_default();
		// Whoever starts the migration again after a failure meets notes that it has changed before.
		if Note::decode_all(&mut &note[..]).is_err() {
			let old = Old::decode_all(&mut &note[..]).map_err(|_| SteppedMigrationError::Failed)?;
			Notes::insert(&who, (old, System::block_number()));
		}
		Ok(Some(who))
	}
}
