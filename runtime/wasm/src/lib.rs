//! The compiled runtimes, as bytes.
//!
//! Only the node depends on this crate, so that tests, clippy and docs of the runtimes never
//! build WASM. `SKIP_WASM_BUILD=1` leaves the bytes out.
#![no_std]

#[cfg(not(any(feature = "rehearsal", feature = "runtime-benchmarks")))]
mod standalone {
	#![allow(dead_code, reason = "the builder also names paths and the uncompressed bytes")]
	include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
}

/// A runtime with benchmarks is for `make weights` only, one to rehearse an upgrade by for the chain that
/// is upgraded.
#[cfg(any(feature = "rehearsal", feature = "runtime-benchmarks"))]
mod standalone {
	pub const WASM_BINARY: Option<&[u8]> = None;
}

/// The standalone runtime, compressed; `None` when this crate was built with `SKIP_WASM_BUILD`.
pub const STANDALONE: Option<&[u8]> = standalone::WASM_BINARY;

/// The standalone runtime, compressed.
///
/// # Errors
///
/// Says how to build it when this crate was built without.
pub fn standalone() -> Result<&'static [u8], &'static str> {
	STANDALONE.ok_or(
		"this binary was built without a runtime: unset SKIP_WASM_BUILD and build it again, or \
		 start it with a chain spec that carries its own code",
	)
}
