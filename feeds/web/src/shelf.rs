//! Where a feeder remembers: a small file that belongs to one feeder at a time, or nothing but
//! memory.

use anyhow::Context;
use caliber_feeds_config::durable;
use caliber_feeds_core::pipeline::Store;
use codec::{DecodeAll, Encode};
use std::{
	collections::BTreeMap,
	fs::{self, File, TryLockError},
	io::{self, ErrorKind},
	path::{Path, PathBuf},
};

/// All that is remembered, written anew at each change.
#[derive(Debug)]
pub struct Shelf {
	file: Option<Locked>,
	values: BTreeMap<Vec<u8>, Vec<u8>>,
	failure: Option<io::Error>,
}

/// A file, and what keeps others away from it for as long as it is held.
#[derive(Debug)]
struct Locked {
	path: PathBuf,
	_lock: File,
}

impl Shelf {
	/// Remembers until the program ends.
	pub fn in_memory() -> Self {
		Self { file: None, values: BTreeMap::new(), failure: None }
	}

	/// Remembers in a file, which need not exist. Nobody else can open it meanwhile.
	///
	/// # Errors
	/// When there is something else under that name, or another program has it.
	pub fn open(path: &Path) -> anyhow::Result<Self> {
		let lock = lock(path)?;
		let values = match fs::read(path) {
			Ok(bytes) => BTreeMap::decode_all(&mut bytes.as_slice()).with_context(|| {
				format!("{} is no memory of a feeder; name another file", path.display())
			})?,
			Err(error) if error.kind() == ErrorKind::NotFound => BTreeMap::new(),
			Err(error) => {
				return Err(error).with_context(|| format!("cannot read {}", path.display()))
			},
		};
		let file = Locked { path: path.into(), _lock: lock };
		Ok(Self { file: Some(file), values, failure: None })
	}

	/// Fails if something was not written. What is not remembered must not be signed.
	///
	/// # Errors
	/// When the last change is not in the file.
	pub fn ensure_written(&self) -> anyhow::Result<()> {
		match (&self.failure, &self.file) {
			(Some(error), Some(file)) => anyhow::bail!(
				"cannot write {}: {error}; nothing is signed before it can be written",
				file.path.display()
			),
			_ => Ok(()),
		}
	}
}

/// Keeps others away from a file. The lock is a file of its own: the other one is replaced by each
/// change.
fn lock(path: &Path) -> anyhow::Result<File> {
	let name = durable::with_ending(path, ".lock");
	let lock = File::create(&name).with_context(|| format!("cannot write {}", name.display()))?;
	match lock.try_lock() {
		Ok(()) => Ok(lock),
		Err(TryLockError::WouldBlock) => anyhow::bail!(
			"{} is in use by another feeder; end that one, or name another file with --memory if it \
			 reports with another key or on another chain",
			path.display()
		),
		Err(TryLockError::Error(error)) => {
			Err(error).with_context(|| format!("cannot lock {}", name.display()))
		},
	}
}

impl Store for Shelf {
	fn get(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.values.get(key).cloned()
	}

	fn set(&mut self, key: &[u8], value: &[u8]) {
		self.values.insert(key.into(), value.into());
		if let Some(file) = &self.file {
			self.failure = durable::write(&file.path, &self.values.encode()).err();
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn shelf_should_remember_when_it_is_opened_again() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("memory");
		let mut shelf = Shelf::open(&path).unwrap();
		assert_eq!(shelf.get(b"a"), None);
		shelf.set(b"a", b"1");
		shelf.set(b"a", b"2");
		shelf.ensure_written().unwrap();
		drop(shelf);
		assert_eq!(Shelf::open(&path).unwrap().get(b"a"), Some(b"2".to_vec()));
		let mut names: Vec<_> =
			fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
		names.sort();
		assert_eq!(names, ["memory", "memory.lock"]);
	}

	#[test]
	fn shelf_should_be_refused_when_another_feeder_has_it() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("memory");
		let first = Shelf::open(&path).unwrap();
		let error = Shelf::open(&path).unwrap_err().to_string();
		assert!(error.contains("another feeder") && error.contains("--memory"), "{error}");
		assert!(Shelf::open(&folder.path().join("other")).is_ok());
		drop(first);
		assert!(Shelf::open(&path).is_ok());
	}

	#[test]
	fn shelf_should_say_so_when_it_cannot_be_read_or_written() {
		let folder = tempfile::tempdir().unwrap();
		let garbage = folder.path().join("garbage");
		fs::write(&garbage, [255; 3]).unwrap();
		let error = format!("{:#}", Shelf::open(&garbage).unwrap_err());
		assert!(error.contains("no memory of a feeder"), "{error}");
		let inner = folder.path().join("inner");
		fs::create_dir(&inner).unwrap();
		assert!(Shelf::open(&inner).is_err());
		let error = format!("{:#}", Shelf::open(&folder.path().join("none/memory")).unwrap_err());
		assert!(error.contains("cannot write"), "{error}");
		let mut lost = Shelf::open(&inner.join("memory")).unwrap();
		fs::remove_dir_all(&inner).unwrap();
		lost.set(b"a", b"1");
		let error = lost.ensure_written().unwrap_err().to_string();
		assert!(error.contains("nothing is signed"), "{error}");
		assert!(Shelf::in_memory().ensure_written().is_ok());
	}
}
