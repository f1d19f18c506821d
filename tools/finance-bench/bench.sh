#!/bin/bash
# Measures what the functions of finance cost and prints a table: instructions, time natively and as
# WASM in the node's engine, stack. Ends with an error when a budget is missed. Installs valgrind,
# and the harness that counts by it, where they are missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/finance-bench
# The harness writes there, too.
export CARGO_TARGET_DIR=$target
lock=tools/finance-bench/Cargo.lock
# version_of <crate> <lock file>
version_of() { grep -A 1 "^name = \"$1\"$" "$2" | sed -n 's/^version = "\(.*\)"$/\1/p'; }

engine=$(version_of wasmtime Cargo.lock)
[ "$(version_of wasmtime "$lock")" = "$engine" ] ||
	die "bench: the node's engine is wasmtime $engine. Run: (cd tools/finance-bench && cargo update -p wasmtime --precise $engine)"

has valgrind || apt_install valgrind
# The harness and its runner have to be of one version.
runner=$(version_of gungraun "$lock")
if [ ! -x "$target/tools/$runner/bin/gungraun-runner" ]; then
	say "bench: installing gungraun-runner $runner"
	cargo install --quiet --locked --root "$target/tools/$runner" --target-dir "$target/tools/build" \
		"gungraun-runner@$runner"
fi
export GUNGRAUN_RUNNER=$target/tools/$runner/bin/gungraun-runner

# ours <cargo command> <argument>...
ours() {
	local command=$1
	shift
	cargo "$command" --quiet --locked --manifest-path tools/finance-bench/Cargo.toml "$@"
}

module=$target/wasm32v1-none/wasm/caliber_finance_bench_wasm.wasm
counts=$target/counts.jsonl
# As runtime/wasm does: by the toolchain of Debian where the default one lacks the target.
toolchain=${RUSTUP_TOOLCHAIN:-}
[ -d "$(rustc --print sysroot)/lib/rustlib/wasm32v1-none" ] || toolchain=debian
RUSTUP_TOOLCHAIN=$toolchain ours build --profile wasm --target wasm32v1-none -p caliber-finance-bench-wasm
ours build --release
ours bench -p caliber-finance-cases --bench instructions -- --output-format=json >"$counts"
"$target/release/caliber-finance-bench" "$module" "$counts"
