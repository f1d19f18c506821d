//! What an act costs in instructions, as callgrind counts them.
//!
//! A test that counts starts itself again below callgrind, once for each size of the state, where
//! it makes that state and does the act once.

use std::{env, process::Command};

/// How large a state the test below callgrind makes.
const SIZE: &str = "CALIBER_COUNTED_SIZE";

/// Does `act`. What it does is counted when callgrind runs this.
#[inline(never)]
pub fn counted(act: &mut dyn FnMut()) {
	act();
	std::hint::black_box(());
}

/// Instructions that the test of this name spends in [`counted`] when its state has each of the
/// sizes. Below callgrind it calls `test` with the size instead, and there is nothing to compare.
///
/// # Panics
/// When valgrind is missing (`make setup` installs it) or the test fails below it.
pub fn instructions<const N: usize>(
	name: &str,
	sizes: [u32; N],
	test: impl FnOnce(u32),
) -> Option<[u64; N]> {
	if let Ok(size) = env::var(SIZE) {
		test(size.parse().expect("it is a number"));
		return None;
	}
	Some(sizes.map(|size| below_callgrind(name, size)))
}

fn below_callgrind(name: &str, size: u32) -> u64 {
	let run = Command::new("valgrind")
		.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
		.arg("--toggle-collect=*instructions*counted*")
		.arg(env::current_exe().expect("a test is a file"))
		.args(["--exact", name, "--test-threads=1"])
		.env(SIZE, size.to_string())
		.output()
		.expect("valgrind runs: `make setup` installs it");
	let said = String::from_utf8_lossy(&run.stderr);
	assert!(run.status.success(), "{name} fails: {}{said}", String::from_utf8_lossy(&run.stdout));
	let count = said.lines().find_map(|line| line.split_once("Collected :"));
	let count = count.and_then(|(_, count)| count.trim().parse().ok());
	count.filter(|count| *count > 0).expect("callgrind says how many it has counted")
}
