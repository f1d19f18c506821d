//! Every parser of `caliber-feeds-core`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| caliber_fuzz::feeds::check(bytes));
