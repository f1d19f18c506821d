#!/bin/sh
# The WASM target without a rustup server, on Debian 12: Debian's own newer compiler builds core
# and alloc for it once, and is linked into rustup as the toolchain `debian`. runtime/wasm uses
# that toolchain by itself when the default one lacks the target.
#
# --check   only answer (by exit code) whether that toolchain is there
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

TARGET=wasm32v1-none
RUSTC=/usr/bin/rustc
CARGO=/usr/bin/cargo
PREFIX=/usr

# rustup only knows the toolchain by a link; without rustup Debian's compiler is the default one.
linked() { ! has rustup || [ "$(readlink -f "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/debian" 2>/dev/null)" = "$PREFIX" ]; }

if [ "${1:-}" = --check ]; then
	[ -x "$RUSTC" ] && [ -d "$("$RUSTC" --print sysroot)/lib/rustlib/$TARGET/lib" ] && linked
	exit
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# ensure_packages <package>...: installs those that are not there.
ensure_packages() {
	wanted=
	for package in "$@"; do installed "$package" || wanted="$wanted $package"; done
	[ -n "$wanted" ] || return 0
	# shellcheck disable=SC2086 # one word per package
	apt_install $wanted
	say "setup: installed$wanted"
}

has dpkg-query || die "setup: no $TARGET for $(rustc --version). Run: rustup target add $TARGET"
ensure_packages rustc-web cargo-web rust-web-src

# The linker has to be of the compiler's own LLVM.
llvm=$("$RUSTC" -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
host=$("$RUSTC" -vV | sed -n 's/^host: //p')
lib=$("$RUSTC" --print sysroot)/lib/rustlib
ensure_packages "lld-$llvm"

# Root only where the sysroot is not ours to write.
in_sysroot() {
	if [ -w "$lib" ]; then
		"$@"
		return
	fi
	can_be_root || die "setup: $lib cannot be written. Run as root: sh scripts/setup-wasm-debian.sh"
	as_root "$@"
}

if [ ! -e "$lib/$host/bin/rust-lld" ]; then
	in_sysroot mkdir -p "$lib/$host/bin"
	in_sysroot ln -sfn "/usr/lib/llvm-$llvm/bin/lld" "$lib/$host/bin/rust-lld"
	say "setup: lld-$llvm linked as rust-lld"
fi

if wasm_probe "$scratch" "$RUSTC" 2>/dev/null; then
	say "setup: core and alloc for $TARGET present"
else
	mkdir -p "$scratch/core/src"
	cat >"$scratch/core/Cargo.toml" <<'TOML'
[package]
name = "sysroot"
version = "0.0.0"
edition = "2021"

[workspace]
TOML
	printf '#![no_std]\nextern crate alloc;\n' >"$scratch/core/src/lib.rs"
	# Bitcode, because the runtime is linked with thin LTO.
	if ! (cd "$scratch/core" && env -u RUSTC -u RUSTC_WRAPPER -u CARGO_ENCODED_RUSTFLAGS -u CARGO_TARGET_DIR \
		PATH="/usr/bin:$PATH" RUSTC="$RUSTC" RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
		"$CARGO" build --quiet --release -Z build-std=core,alloc --target "$TARGET" </dev/null); then
		die "setup: Debian's compiler could not build core for $TARGET"
	fi
	in_sysroot mkdir -p "$lib/$TARGET/lib"
	for name in core alloc compiler_builtins; do
		# Two copies of one crate in a sysroot are an error, so the old one goes first.
		in_sysroot find "$lib/$TARGET/lib" -name "lib$name-*.rlib" -delete
		in_sysroot cp "$scratch/core/target/$TARGET/release/deps/lib$name"-*.rlib "$lib/$TARGET/lib/"
	done
	say "setup: core and alloc built for $TARGET"
fi

if ! linked; then
	rustup toolchain link debian "$PREFIX" >/dev/null 2>&1 ||
		die "setup: rustup toolchain link debian $PREFIX failed"
	say "setup: toolchain 'debian' linked into rustup"
fi

if has rustup; then set -- rustup run debian rustc; else set -- "$RUSTC"; fi
wasm_probe "$scratch" "$@" || die "setup: $("$RUSTC" --version) cannot link for $TARGET"
say "setup: a probe for $TARGET compiles and links with $("$RUSTC" --version | cut -d ' ' -f 1,2)"
