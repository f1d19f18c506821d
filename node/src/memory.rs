//! What this node's reporter has signed, where a power failure cannot lose it.
//!
//! Whoever forgets what he has signed may sign another value for the same thing, and is slashed for
//! it. The off-chain store is a part of the database, which tells that something is written before it
//! is on the disk. So this one value stands in a file of its own, on the disk before the worker goes
//! on to sign; everything else stays in the database.

use caliber_feeds_config::durable;
use caliber_feeds_core::config::MEMORY_KEY;
use sc_service::ChainType;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use std::{
	fs,
	io::ErrorKind,
	path::{Path, PathBuf},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The file, in the folder of the chain.
const NAME: &str = "feeds.memory";

/// An off-chain store that keeps the reporter's memory in a file.
#[derive(Clone)]
pub struct Kept<S> {
	store: S,
	sheet: Arc<Mutex<Sheet>>,
}

struct Sheet {
	path: PathBuf,
	/// What is in the file.
	value: Option<Vec<u8>>,
}

impl Sheet {
	/// What cannot be written is not had either: the worker looks before it signs.
	fn write(&mut self, value: &[u8]) -> bool {
		if self.value.as_deref() == Some(value) {
			return true;
		}
		match durable::write(&self.path, value) {
			Ok(()) => self.value = Some(value.to_vec()),
			Err(error) => log::error!(
				"🔭 Oracle: cannot write {}: {error}; make room on the disk, or let the node write \
				 there",
				self.path.display()
			),
		}
		self.value.as_deref() == Some(value)
	}
}

impl<S> Kept<S> {
	/// On top of a store, in the folder of the chain.
	///
	/// # Errors
	///
	/// When there is a file that cannot be read.
	pub fn open(store: S, folder: &Path) -> Result<Self, String> {
		let path = folder.join(NAME);
		let value = match fs::read(&path) {
			Ok(bytes) => Some(bytes),
			Err(error) if error.kind() == ErrorKind::NotFound => None,
			Err(error) => {
				return Err(format!(
					"cannot read {}: {error}; it tells what this validator has signed, let the node \
					 read it",
					path.display()
				))
			},
		};
		Ok(Self { store, sheet: Arc::new(Mutex::new(Sheet { path, value })) })
	}

	fn sheet(&self) -> MutexGuard<'_, Sheet> {
		self.sheet.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

fn is_memory(prefix: &[u8], key: &[u8]) -> bool {
	(prefix, key) == (STORAGE_PREFIX, MEMORY_KEY)
}

impl<S: OffchainStorage> OffchainStorage for Kept<S> {
	fn set(&mut self, prefix: &[u8], key: &[u8], value: &[u8]) {
		if is_memory(prefix, key) {
			self.sheet().write(value);
		} else {
			self.store.set(prefix, key, value);
		}
	}

	/// The memory is never removed.
	fn remove(&mut self, prefix: &[u8], key: &[u8]) {
		if !is_memory(prefix, key) {
			self.store.remove(prefix, key);
		}
	}

	fn get(&self, prefix: &[u8], key: &[u8]) -> Option<Vec<u8>> {
		match is_memory(prefix, key) {
			true => self.sheet().value.clone(),
			false => self.store.get(prefix, key),
		}
	}

	fn compare_and_set(
		&mut self,
		prefix: &[u8],
		key: &[u8],
		old: Option<&[u8]>,
		new: &[u8],
	) -> bool {
		if !is_memory(prefix, key) {
			return self.store.compare_and_set(prefix, key, old, new);
		}
		let mut sheet = self.sheet();
		sheet.value.as_deref() == old && sheet.write(new)
	}
}

/// What becomes of the memory when a chain was purged, in words. On a network for development the
/// chain begins anew, and so does its reporter; elsewhere what was signed can still be shown.
///
/// # Errors
///
/// When the file cannot be removed.
pub fn purge(folder: &Path, chain: &ChainType) -> Result<Option<String>, String> {
	let path = folder.join(NAME);
	if !path.exists() {
		return Ok(None);
	}
	match chain {
		ChainType::Development | ChainType::Local => fs::remove_file(&path)
			.map(|()| None)
			.map_err(|error| format!("cannot remove {}: {error}; remove it", path.display())),
		ChainType::Live | ChainType::Custom(_) => Ok(Some(format!(
			"{} is kept: it tells what this validator has signed about rates and prices, and two \
			 values for one thing are punished; remove it only once he has a new feed key",
			path.display()
		))),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::offchain::storage::InMemOffchainStorage;

	type Store = Kept<InMemOffchainStorage>;

	fn open(folder: &Path) -> Store {
		Kept::open(InMemOffchainStorage::default(), folder).unwrap()
	}

	fn get(store: &Store) -> Option<Vec<u8>> {
		store.get(STORAGE_PREFIX, MEMORY_KEY)
	}

	#[test]
	fn memory_should_be_there_when_the_database_is_not() {
		let folder = tempfile::tempdir().unwrap();
		let mut store = open(folder.path());
		assert_eq!(get(&store), None);
		store.set(STORAGE_PREFIX, MEMORY_KEY, b"1");
		store.clone().set(STORAGE_PREFIX, MEMORY_KEY, b"2");
		store.set(STORAGE_PREFIX, b"other", b"3");
		store.remove(STORAGE_PREFIX, MEMORY_KEY);
		assert_eq!(get(&store), Some(b"2".to_vec()));
		// Another database on the same folder, as after a failure that lost all of the first.
		let mut store = open(folder.path());
		assert_eq!((get(&store), store.get(STORAGE_PREFIX, b"other")), (Some(b"2".to_vec()), None));
		let mut swap =
			|old: Option<&[u8]>, key: &[u8]| store.compare_and_set(STORAGE_PREFIX, key, old, b"4");
		let both = [None, Some(&b"1"[..]), Some(b"2"), Some(b"4")].map(|old| swap(old, MEMORY_KEY));
		assert_eq!((both, swap(None, b"other")), ([false, false, true, true], true));
		assert_eq!(get(&open(folder.path())), Some(b"4".to_vec()));
		// The same key under another prefix is another value.
		assert_eq!(store.get(b"x", MEMORY_KEY), None);
	}

	#[test]
	fn memory_should_stay_what_it_was_when_it_cannot_be_written() {
		let folder = tempfile::tempdir().unwrap();
		let mut store = open(folder.path());
		store.set(STORAGE_PREFIX, MEMORY_KEY, b"1");
		fs::create_dir(folder.path().join("feeds.memory.new")).unwrap();
		store.set(STORAGE_PREFIX, MEMORY_KEY, b"2");
		assert_eq!(get(&store), Some(b"1".to_vec()));
		assert!(!store.compare_and_set(STORAGE_PREFIX, MEMORY_KEY, Some(b"1"), b"2"));
		// One that cannot be read is none that is empty.
		let folder = tempfile::tempdir().unwrap();
		fs::create_dir(folder.path().join(NAME)).unwrap();
		let error = Kept::open(InMemOffchainStorage::default(), folder.path()).err().unwrap();
		assert!(error.contains("has signed"), "{error}");
	}

	#[test]
	fn memory_should_outlive_the_chain_when_it_was_a_live_one() {
		let folder = tempfile::tempdir().unwrap();
		assert_eq!(purge(folder.path(), &ChainType::Live), Ok(None));
		for (chain, is_kept) in [
			(ChainType::Live, true),
			(ChainType::Custom("x".into()), true),
			(ChainType::Development, false),
			(ChainType::Local, false),
		] {
			open(folder.path()).set(STORAGE_PREFIX, MEMORY_KEY, b"1");
			let told = purge(folder.path(), &chain).unwrap();
			assert_eq!(
				told.is_some_and(|told| told.contains("new feed key")),
				is_kept,
				"{chain:?}"
			);
			assert_eq!(folder.path().join(NAME).exists(), is_kept, "{chain:?}");
		}
	}
}
