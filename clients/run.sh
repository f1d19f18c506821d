#!/bin/bash
# Installs the clients and runs them, or only those that are named, against the programs in
# target/release. Everything is done in target/clients, so that neither modules nor descriptors lie
# in the tree.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
work=$target/clients
mkdir -p "$work"
rsync -rlpc --delete --exclude=/node_modules --exclude=/.papi clients/js/ "$work/"

cargo build --release --locked --manifest-path clients/rust/Cargo.toml --target-dir "$target/rust"
cd "$work"
if ! cmp -s package-lock.json node_modules/.installed; then
	npm ci --loglevel=error
	cp package-lock.json node_modules/.installed
fi
export CALIBER_ROOT=$root CALIBER_SUBXT=$target/rust/release/caliber-clients
exec node run.mjs "$target/release" "$@"
