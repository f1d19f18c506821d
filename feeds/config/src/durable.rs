//! Files that a power failure leaves whole.

use std::{
	fs::{self, File},
	io::{self, Write},
	path::{Path, PathBuf},
};

/// Writes a file anew: whatever happens meanwhile there is the whole of it or the one before it, and
/// the whole of it for good once this returns.
///
/// # Errors
/// When it cannot be written; then there is the one before it.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
	let name = with_ending(path, ".new");
	let mut file = File::create(&name)?;
	file.write_all(bytes)?;
	file.sync_all()?;
	fs::rename(&name, path)?;
	// A name is part of its folder.
	File::open(folder(path))?.sync_all()
}

/// A file of another name beside this one.
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
	let mut name = path.as_os_str().to_owned();
	name.push(ending);
	name.into()
}

fn folder(path: &Path) -> &Path {
	let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
	folder.unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn file_should_be_the_whole_one_before_when_it_cannot_be_written() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("memory");
		write(&path, b"first").unwrap();
		write(&path, b"second").unwrap();
		assert_eq!(fs::read(&path).unwrap(), b"second");
		assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
		// Something stands in the way.
		fs::create_dir(with_ending(&path, ".new")).unwrap();
		assert!(write(&path, b"third").is_err());
		assert_eq!(fs::read(&path).unwrap(), b"second");
	}

	#[test]
	fn folder_should_be_this_one_when_a_path_names_none() {
		assert_eq!(folder(Path::new("memory")), Path::new("."));
		assert_eq!(folder(Path::new("a/memory")), Path::new("a"));
	}
}
