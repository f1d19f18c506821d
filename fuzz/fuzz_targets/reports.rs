//! Decoding of the reports that the chain takes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| caliber_fuzz::reports::check(bytes));
