//! What acts cost in instructions, as callgrind counts them.
//!
//! A test that counts starts itself again below callgrind, once for each size of the state, where
//! it makes that state and does each act once.

use std::{env, fs, hint::black_box, path::Path, process::Command};

/// How large a state the test below callgrind makes.
const SIZE: &str = "CALIBER_COUNTED_SIZE";

/// What callgrind counts.
const COUNTED: &str = "caliber_integration_tests::instructions::only_this";

/// Does `act`. What it does is counted when callgrind runs this.
pub fn counted(act: &mut dyn FnMut()) {
	tidy();
	only_this(act);
}

#[inline(never)]
fn only_this(act: &mut dyn FnMut()) {
	act();
	black_box(());
}

/// Has the allocator put in order what was freed while the state was made, which it does when much is
/// asked for: otherwise the act would be charged for it.
fn tidy() {
	(0..1_000).for_each(|_| drop(black_box(Vec::<u8>::with_capacity(100_000))));
}

/// Instructions that the test of this name spends on what is [`counted`] when its state has each of the
/// sizes. Below callgrind it calls `test` with the size instead, and there is nothing to compare.
///
/// # Panics
/// When valgrind is missing (`make setup` installs it) or the test fails below it.
pub fn instructions<const N: usize>(
	name: &str,
	sizes: [u32; N],
	test: impl FnOnce(u32),
) -> Option<[u64; N]> {
	let counts = each(name, &sizes, test)?;
	let sums: Vec<u64> = counts.iter().map(|acts| acts.iter().sum()).collect();
	Some(sums.try_into().expect("there is one for each size"))
}

/// The same for a test that does several acts: what each takes, in their order, for each size.
///
/// # Panics
/// As [`instructions`] does.
pub fn each(name: &str, sizes: &[u32], test: impl FnOnce(u32)) -> Option<Vec<Vec<u64>>> {
	if let Ok(size) = env::var(SIZE) {
		test(size.parse().expect("it is a number"));
		return None;
	}
	Some(sizes.iter().map(|size| below_callgrind(name, *size)).collect())
}

fn below_callgrind(name: &str, size: u32) -> Vec<u64> {
	let file = format!("caliber-{}-{}-{size}", std::process::id(), name.replace("::", "-"));
	let file = env::temp_dir().join(file);
	let run = Command::new("valgrind")
		.arg("--tool=callgrind")
		.arg(format!("--callgrind-out-file={}", file.display()))
		.arg(format!("--toggle-collect={COUNTED}"))
		.arg(format!("--dump-after={COUNTED}"))
		.arg(env::current_exe().expect("a test is a file"))
		.args(["--exact", name, "--include-ignored", "--test-threads=1"])
		.env(SIZE, size.to_string())
		.output()
		.expect("valgrind runs: `make setup` installs it");
	let said = String::from_utf8_lossy(&run.stderr);
	assert!(run.status.success(), "{name} fails: {}{said}", String::from_utf8_lossy(&run.stdout));
	let counts: Vec<_> = (1..).map_while(|act| count(&file, act)).collect();
	fs::remove_file(&file).expect("callgrind wrote what it ended with");
	assert!(!counts.is_empty() && counts.iter().all(|count| *count > 0), "{counts:?}: {said}");
	counts
}

/// What callgrind counted of the act of that number, whose file is used up. It writes one after each.
fn count(file: &Path, act: u32) -> Option<u64> {
	let file = format!("{}.{act}", file.display());
	let dump = fs::read_to_string(&file).ok()?;
	fs::remove_file(file).expect("it was read");
	let sum = dump.lines().find_map(|line| line.strip_prefix("totals: "))?;
	sum.trim().parse().ok()
}
