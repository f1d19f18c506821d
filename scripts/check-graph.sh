#!/bin/bash
# What the dependency graph must keep to: crates from crates.io only, no RocksDB, and a licence of
# ours in every crate of the workspace. deny.toml says the same, and more, to cargo-deny.
set -euo pipefail
cd "$(dirname "$0")/.."

bad=0
refuse() { echo "check-graph: $*" >&2; bad=1; }

# name|licence of every crate of the workspace; --locked also refuses a Cargo.lock out of date.
members=$(cargo tree --workspace --locked --quiet --depth 0 --prefix none --format '{p}|{l}' |
	sed -n 's/^\([^ ]*\) [^|]*|\(.*\)$/\1|\2/p')
[ -n "$members" ] || { echo "check-graph: cargo tree lists no crate" >&2; exit 1; }

while IFS='|' read -r name licence; do
	case $licence in
	Apache-2.0 | GPL-3.0-or-later) ;;
	*) refuse "$name has the licence '$licence', it must be Apache-2.0 or GPL-3.0-or-later" ;;
	esac
done <<<"$members"

# name|source of every package in the lock file; crates of a workspace have no source.
while IFS='|' read -r name source; do
	case $name in
	rocksdb | librocksdb-sys) refuse "$name is in the graph: a dependency has its default features on" ;;
	esac
	case $source in
	'registry+https://github.com/rust-lang/crates.io-index') ;;
	'') grep -q "^$name|" <<<"$members" || refuse "$name comes from a path outside the workspace" ;;
	*) refuse "$name does not come from crates.io" ;;
	esac
done < <(awk -F '"' '
	function flush() { if (name != "") print name "|" source; name = source = "" }
	/^\[\[package\]\]/ { flush() }
	/^name = / { name = $2 }
	/^source = / { source = $2 }
	END { flush() }' Cargo.lock)

[ "$bad" = 0 ] && echo "check-graph: $(wc -l <<<"$members") crates of ours, $(grep -c '^\[\[package\]\]' Cargo.lock) packages, all in order"
exit "$bad"
