# shellcheck shell=sh
# Sourced by the other scripts: messages, and root without a question.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# True when `as_root` can work without asking for a password.
can_be_root() { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# apt_install <package>...: installs on Debian and Ubuntu, or says what to type and ends.
apt_install() {
	has apt-get || die "setup: missing packages. Install the equivalents of: $*"
	can_be_root || die "setup: missing packages. Run as root: apt-get install -y $*"
	log=$(mktemp)
	# A list that cannot be refreshed matters only if the packages then cannot be found.
	as_root apt-get update -qq >"$log" 2>&1 </dev/null || :
	if ! as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
		tail -n 20 "$log" >&2
		rm -f "$log"
		die "setup: apt-get could not install: $*"
	fi
	rm -f "$log"
}

# with_limit <seconds> <command>...: as `timeout`, where there is one.
with_limit() {
	if has timeout; then timeout "$@"; else shift && "$@"; fi
}

# wasm_probe <dir> <rustc command>...: compiles and links a cdylib for the runtime's target.
wasm_probe() {
	probe=$1
	shift
	cat >"$probe/probe.rs" <<'RUST'
#![no_std]
extern crate alloc;

use core::alloc::{GlobalAlloc, Layout};

struct NoMemory;
unsafe impl GlobalAlloc for NoMemory {
	unsafe fn alloc(&self, _: Layout) -> *mut u8 {
		core::ptr::null_mut()
	}
	unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static MEMORY: NoMemory = NoMemory;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
	loop {}
}

#[no_mangle]
pub extern "C" fn probe(n: u32) -> usize {
	alloc::vec![0u8; n as usize].len()
}
RUST
	"$@" --edition 2021 --crate-type cdylib --target wasm32v1-none -C opt-level=2 -C panic=abort \
		-C lto=thin -C embed-bitcode=yes -o "$probe/probe.wasm" "$probe/probe.rs" &&
		[ "$(head -c 4 "$probe/probe.wasm" | od -An -tx1 | tr -d ' \n')" = 0061736d ]
}
