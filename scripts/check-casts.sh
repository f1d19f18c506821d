#!/bin/bash
# No cast between number types and no `expect` in the pallets' own code. Clippy denies both, but
# FRAME's macros expand to them, so that it has to be told to look away from a pallet's `lib.rs`.
# A genesis that cannot be built must not start: its `expect` says so in its message, `pallet: why`.
set -euo pipefail
cd "$(dirname "$0")/.."

files=$(find pallets/*/src runtime/*/src -name '*.rs' | LC_ALL=C sort |
	grep -vE '/(tests|mock|benchmarking|weights)(/|\.rs)')
[ "$(wc -l <<<"$files")" -gt 100 ] || { echo "check-casts: where is the code?" >&2; exit 1; }
found=$(echo "$files" |
	while IFS= read -r file; do
		# What stands below `#[cfg(test)]` with a module body is a test.
		awk -v file="$file" '
			/^#\[cfg\(test\)\]/ { test = 1; next }
			test && /^mod [a-z_]+ \{/ { exit }
			{ test = 0; print file ":" NR ": " $0 }' "$file"
	done |
	grep -E '\bas (u|i)(8|16|32|64|128|size)\b|\.unwrap\(\)|\.expect\(' |
	grep -vE '\.expect\("[a-z-]+: ' || true)
if [ -n "$found" ]; then
	echo "check-casts: casts or panics in runtime code:" >&2
	echo "$found" >&2
	exit 1
fi
echo "check-casts: no cast and no unproved expect in runtime code"
