//! How deep a function reaches into the stack: it runs on a stack of known content, and what has
//! changed afterwards was its own.

use std::{hint::black_box, mem::MaybeUninit};

const WORDS: usize = 32 * 1024;
/// No value that a calculation is likely to leave behind.
pub const PAINT: u64 = 0xA5C3_96E1_5A3C_691E;

#[repr(align(64))]
struct Stack([MaybeUninit<u64>; WORDS]);

/// Bytes of stack that a call takes, itself and all that it calls.
pub fn depth(call: impl FnOnce()) -> usize {
	let mut stack = Box::new(Stack([MaybeUninit::new(PAINT); WORDS]));
	let bottom = black_box(stack.0.as_mut_ptr());
	#[allow(unsafe_code, reason = "the whole area belongs to the call while it runs")]
	unsafe {
		psm::on_stack(bottom.cast(), size_of::<Stack>(), call);
	}
	#[allow(unsafe_code, reason = "painted or written, every word has a value")]
	let words = (0..WORDS).map(|word| unsafe { bottom.add(word).read_volatile().assume_init() });
	size_of::<Stack>() - words.take_while(|word| *word == PAINT).count() * size_of::<u64>()
}
