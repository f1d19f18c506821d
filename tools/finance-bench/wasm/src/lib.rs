//! The measured functions as a WASM module for the node's engine. Built for `wasm32v1-none` only.
#![no_std]
#![allow(unsafe_code, reason = "an exported function, and an allocator that is never asked")]

extern crate alloc;

use caliber_finance_cases::{Scratch, CASES, EMPTY};
use core::{
	alloc::{GlobalAlloc, Layout},
	panic::PanicInfo,
};

/// Runs the case with this number, that many times; the empty one for a number out of range.
#[no_mangle]
pub extern "C" fn run(case: u32, rounds: u32) {
	let case = usize::try_from(case).ok().and_then(|case| CASES.get(case)).unwrap_or(&EMPTY);
	(case.run)(rounds, &mut Scratch::default());
}

/// `finance` never allocates; some crate in its graph only names the allocator.
struct NoMemory;

#[global_allocator]
static MEMORY: NoMemory = NoMemory;

unsafe impl GlobalAlloc for NoMemory {
	unsafe fn alloc(&self, _: Layout) -> *mut u8 {
		core::ptr::null_mut()
	}

	unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
	core::arch::wasm32::unreachable()
}
