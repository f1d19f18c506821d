#!/bin/bash
# Measures what calls cost and writes runtime/common/src/weights, one file a pallet, and mod.rs.
#
#   weights.sh           every pallet of ours that the runtime has, and the reused ones named below
#   weights.sh roles     one, or several, by folder or by crate
#   weights.sh --check   writes nothing: runs every benchmark once, and compares what there is
#
#   STEPS=20 REPEAT=10   points a range of a component, runs a point
#   SECONDS_EACH=1       the least time spent on a benchmark; more of it makes figures steadier
#
# A pallet whose benchmark fails keeps its old file; the others are written all the same.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Reused pallets whose benchmarks make all they need themselves and want an empty state; all others run
# on the preset's.
REUSED='pallet_assets pallet_balances pallet_collective pallet_conviction_voting pallet_membership
	pallet_migrations pallet_multisig pallet_nfts pallet_parameters pallet_preimage pallet_proxy
	pallet_referenda pallet_safe_mode pallet_scheduler pallet_sudo pallet_timestamp pallet_tx_pause
	pallet_utility'
REUSED=$(echo $REUSED)
# A reused pallet that is measured with this chain's dollar.
WITH_DOLLAR=pallet_asset_tx_payment
PRESET=development
WEIGHTS=runtime/common/src/weights
OUT=$WEIGHTS
check=
if [ "${1:-}" = --check ]; then
	check=1
	shift
	STEPS=2 REPEAT=1 SECONDS_EACH=0 OUT=$(mktemp -d)
	trap 'rm -rf "$OUT"' EXIT
fi

CARGO_TARGET_DIR=$(realpath -m "${CARGO_TARGET_DIR:-target}")
# The bencher's command on storage brings a runtime of its own, which is not used.
export CARGO_TARGET_DIR SKIP_FRAME_STORAGE_ACCESS_TEST_RUNTIME_WASM_BUILD=1
unset SKIP_WASM_BUILD
bencher=$CARGO_TARGET_DIR/release/caliber-bencher
runtime=$CARGO_TARGET_DIR/release/wbuild/caliber-runtime/caliber_runtime_benchmarks.compact.compressed.wasm

# timed <what> <command>...
timed() {
	local what=$1 start=$SECONDS
	shift
	"$@" || return
	echo "weights: $what, $((SECONDS - start)) s"
}

timed 'runtime built' cargo build --release ${CI:+--locked} -p caliber-runtime-wasm --features runtime-benchmarks
timed 'bencher built' cargo build --release --locked --manifest-path tools/bencher/Cargo.toml

bench() { "$bencher" --runtime "$runtime" "$@"; }

known=$(bench --genesis-builder none --list=pallets --all --no-csv-header)
pallets=()
for name in "$@"; do pallets+=("pallet_${name#pallet_}"); done
if [ $# = 0 ]; then
	for folder in pallets/*/; do pallets+=("pallet_$(basename "$folder")"); done
	read -ra reused <<<"$REUSED $WITH_DOLLAR"
	pallets+=("${reused[@]}")
fi

measure() {
	local state=(--genesis-builder runtime --genesis-builder-preset "$PRESET")
	case " $REUSED " in *" $1 "*) state=(--genesis-builder none) ;; esac
	RUST_LOG=${RUST_LOG:-warn} bench "${state[@]}" --pallet "$1" --extrinsic '*' \
		--steps "${STEPS:-20}" --repeat "${REPEAT:-10}" --min-duration "${SECONDS_EACH:-1}" \
		--template tools/bencher/weights.hbs --output "$OUT" --quiet --no-storage-info &&
		rustfmt --edition 2021 "$OUT/$1.rs"
}

# A pallet's file has a figure for each benchmark there is, and for no other.
functions() { grep -oE 'fn [a-z0-9_]+' "$1/$2.rs" | sort; }
compare() {
	diff <(functions "$WEIGHTS" "$1") <(functions "$OUT" "$1") && return
	echo "weights: $1 has other benchmarks (>) than figures (<): run make weights PALLET=${1#pallet_}" >&2
	return 1
}

failed=()
for pallet in "${pallets[@]}"; do
	if ! grep -qx "$pallet" <<<"$known"; then
		echo "weights: $pallet is not in the runtime's list of benchmarks"
		if [ $# != 0 ]; then failed+=("$pallet"); fi
		continue
	fi
	timed "$pallet measured" measure "$pallet" || failed+=("$pallet")
	if [ -n "$check" ]; then compare "$pallet" || failed+=("$pallet"); fi
done

index() {
	echo '//! What calls cost on this runtime, measured: each file is written by `make weights`.'
	echo
	for file in "$OUT"/*.rs; do
		name=$(basename "$file" .rs)
		if [ "$name" != mod ]; then echo "pub mod $name;"; fi
	done
}
if [ -z "$check" ]; then
	index >"$OUT/mod.rs.new"
	mv "$OUT/mod.rs.new" "$OUT/mod.rs"
fi

if [ ${#failed[@]} != 0 ]; then
	echo "weights: failed: ${failed[*]}" >&2
	exit 1
fi
