//! Where a feeder remembers: a small file, or nothing but memory.

use anyhow::Context;
use caliber_feeds_core::pipeline::Store;
use codec::{Decode, Encode};
use std::{
	collections::BTreeMap,
	fs,
	io::{self, ErrorKind, Write},
	path::{Path, PathBuf},
};

/// A file with all that is remembered, written anew at each change.
#[derive(Debug, Default)]
pub struct Shelf {
	path: Option<PathBuf>,
	values: BTreeMap<Vec<u8>, Vec<u8>>,
	failure: Option<io::Error>,
}

impl Shelf {
	/// Remembers until the program ends.
	pub fn in_memory() -> Self {
		Self::default()
	}

	/// Remembers in a file, which need not exist.
	///
	/// # Errors
	/// When there is something else under that name.
	pub fn open(path: &Path) -> anyhow::Result<Self> {
		let values = match fs::read(path) {
			Ok(bytes) => BTreeMap::decode(&mut bytes.as_slice()).with_context(|| {
				format!("{} is no memory of a feeder; name another file", path.display())
			})?,
			Err(error) if error.kind() == ErrorKind::NotFound => BTreeMap::new(),
			Err(error) => {
				return Err(error).with_context(|| format!("cannot read {}", path.display()))
			},
		};
		Ok(Self { path: Some(path.into()), values, failure: None })
	}

	/// Fails if something was not written. What is not remembered must not be signed.
	///
	/// # Errors
	/// When the last change is not in the file.
	pub fn ensure_written(&self) -> anyhow::Result<()> {
		match (&self.failure, &self.path) {
			(Some(error), Some(path)) => anyhow::bail!(
				"cannot write {}: {error}; nothing is signed before it can be written",
				path.display()
			),
			_ => Ok(()),
		}
	}

	/// The whole file, or the one before it, whatever happens meanwhile.
	fn write(&self, path: &Path) -> io::Result<()> {
		let mut name = path.as_os_str().to_owned();
		name.push(".new");
		let mut file = fs::File::create(&name)?;
		file.write_all(&self.values.encode())?;
		file.sync_all()?;
		fs::rename(&name, path)
	}
}

impl Store for Shelf {
	fn get(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.values.get(key).cloned()
	}

	fn set(&mut self, key: &[u8], value: &[u8]) {
		self.values.insert(key.into(), value.into());
		if let Some(path) = &self.path {
			self.failure = self.write(path).err();
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
		assert_eq!(Shelf::open(&path).unwrap().get(b"a"), Some(b"2".to_vec()));
		assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
	}

	#[test]
	fn shelf_should_say_so_when_it_cannot_be_read_or_written() {
		let folder = tempfile::tempdir().unwrap();
		let garbage = folder.path().join("garbage");
		fs::write(&garbage, [255; 3]).unwrap();
		let error = format!("{:#}", Shelf::open(&garbage).unwrap_err());
		assert!(error.contains("no memory of a feeder"), "{error}");
		assert!(Shelf::open(folder.path()).is_err());
		let mut lost = Shelf::open(&folder.path().join("none").join("memory")).unwrap();
		lost.set(b"a", b"1");
		let error = lost.ensure_written().unwrap_err().to_string();
		assert!(error.contains("nothing is signed"), "{error}");
		assert!(Shelf::in_memory().ensure_written().is_ok());
	}
}
