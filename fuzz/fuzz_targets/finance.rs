//! Every public function of `caliber-finance`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: caliber_fuzz::Input| input.check());
