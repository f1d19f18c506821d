#!/bin/sh
# Installs what building Caliber needs and this machine lacks. Safe to run again and again: when
# nothing is missing it touches nothing and asks no server. It never asks a question.
#
# --clients             also what `make clients` needs: Node and npm
#
# CALIBER_WASM=auto     (default) the target by rustup, else by Debian's compiler
# CALIBER_WASM=rustup   by rustup only
# CALIBER_WASM=debian   by Debian's compiler, even if rustup's target is there
# CALIBER_WASM=skip     leave the WASM target alone (checks and tests do not need it)
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

RUST_AT_LEAST=1.93
NODE_AT_LEAST=20
WASM_TARGET=wasm32v1-none

# One line per need: the check, then the Debian package that meets it.
missing_packages() {
	{ has cc && has g++; } || printf ' build-essential'
	has pkg-config || printf ' pkg-config'
	{ has pkg-config && pkg-config --exists openssl; } || printf ' libssl-dev'
	has protoc || printf ' protobuf-compiler'
	has rsync || printf ' rsync'
	# Tests count instructions by it.
	has valgrind || ! has apt-get || printf ' valgrind'
	[ -z "$clients" ] || has npm || printf ' npm'
	[ -e /etc/ssl/certs/ca-certificates.crt ] || ! has apt-get || printf ' ca-certificates'
}

packages() {
	missing=$(missing_packages)
	if [ -z "$missing" ]; then
		say "setup: system packages present"
		return
	fi
	# shellcheck disable=SC2086 # one word per package
	apt_install $missing
	still=$(missing_packages)
	[ -z "$still" ] || die "setup: installed, but still not usable:$still"
	say "setup: installed$missing"
}

node() {
	version=$(command node --version 2>/dev/null | tr -d v | cut -d . -f 1)
	[ "${version:-0}" -ge "$NODE_AT_LEAST" ] ||
		die "setup: the clients need Node $NODE_AT_LEAST or later, this is ${version:-none}. Get it from https://nodejs.org"
	say "setup: Node $version"
}

# version_of <tool>: major and minor of a cargo or rustc as one number, 1.93 -> 1093.
version_of() {
	"$1" --version 2>/dev/null | awk 'NR == 1 { split($2, v, "."); print v[1] * 1000 + v[2] }'
}

rust() {
	least=$(printf '%s' "$RUST_AT_LEAST" | awk -F. '{ print $1 * 1000 + $2 }')
	for tool in cargo rustc; do
		has "$tool" || die "setup: no $tool. Install rustup (https://rustup.rs), then run: rustup toolchain install stable"
		version=$(version_of "$tool")
		[ "${version:-0}" -ge "$least" ] ||
			die "setup: $("$tool" --version 2>&1 | head -n 1) is too old or broken, $RUST_AT_LEAST is needed. Run: rustup update stable && rustup default stable"
	done
	say "setup: $(rustc --version | cut -d ' ' -f 1,2)"
}

wasm_by_rustup() {
	has rustup && with_limit 180 rustup target add "$WASM_TARGET" >/dev/null 2>&1 </dev/null &&
		[ -d "$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET/lib" ]
}

wasm() {
	way=${CALIBER_WASM:-auto}
	case $way in
	skip)
		say "setup: WASM target skipped"
		return
		;;
	debian)
		sh scripts/setup-wasm-debian.sh
		return
		;;
	auto | rustup) ;;
	*) die "setup: CALIBER_WASM is '$way', use auto, rustup, debian or skip" ;;
	esac
	if [ -d "$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET/lib" ]; then
		say "setup: $WASM_TARGET present"
	elif [ "$way" = auto ] && sh scripts/setup-wasm-debian.sh --check; then
		say "setup: $WASM_TARGET present in the toolchain 'debian'"
	elif wasm_by_rustup; then
		say "setup: $WASM_TARGET added by rustup"
	elif [ "$way" = rustup ]; then
		die "setup: rustup target add $WASM_TARGET failed"
	else
		say "setup: rustup could not add $WASM_TARGET, using Debian's compiler for it"
		sh scripts/setup-wasm-debian.sh
	fi
}

clients=
[ "${1:-}" != --clients ] || clients=yes
packages
rust
wasm
[ -z "$clients" ] || node
