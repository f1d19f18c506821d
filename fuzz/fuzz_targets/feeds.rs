//! Every parser of `caliber-feeds-core`, or the one that `FUZZ_PARSER` names by its letter.
#![no_main]

use std::{env, sync::LazyLock};

static ALONE: LazyLock<Option<u8>> = LazyLock::new(|| {
	let letter = env::var("FUZZ_PARSER").ok()?;
	letter.bytes().next()
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| match *ALONE {
	Some(letter) => caliber_fuzz::feeds::parse(letter, bytes),
	None => caliber_fuzz::feeds::check(bytes),
});
