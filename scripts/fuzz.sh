#!/bin/bash
# Feeds every public function of finance, every parser of the sources, or the decoding of reports
# with what a fuzzer comes up with, for 600 seconds or as many as the first argument says. The second
# argument is the target: finance, feeds, reports, or feeds and a letter from a to p for one parser
# alone (feeds-c). What it learns stays in target/fuzz/corpus, and what broke a law in
# target/fuzz/artifacts. Installs cargo-fuzz where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600} name=${2:-finance}

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/fuzz
corpus=$target/corpus/$name artifacts=$target/artifacts/$name
mkdir -p "$corpus" "$artifacts"

length=4096 features=
case $name in
feeds*)
	# Longer than any sample. A letter picks one of 16 parsers, and each begins with all samples:
	# which of them it reads is not known here.
	length=16384
	if [ "$name" != feeds ]; then export FUZZ_PARSER=${name#feeds-}; fi
	for sample in feeds/core/tests/fixtures/*.{xml,csv,json}; do
		if [ -n "${FUZZ_PARSER:-}" ]; then
			cp "$sample" "$corpus"
			continue
		fi
		for letter in {a..p}; do
			{ printf %s "$letter"; cat "$sample"; } >"$corpus/$letter-$(basename "$sample")"
		done
	done
	name=feeds
	;;
reports)
	features=--features=reports
	cp fuzz/seeds/reports/* "$corpus"
	;;
esac

export PATH=$PATH:$target/tools/bin
if ! command -v cargo-fuzz >/dev/null; then
	echo 'fuzz: installing cargo-fuzz'
	cargo install --quiet --locked --root "$target/tools" --target-dir "$target/tools/build" cargo-fuzz
fi

# The fuzzer's instrumentation is unstable in rustc, which a stable one lets in by this variable.
nightly=$(rustup toolchain list 2>/dev/null | sed -n 's/^\(nightly[^ ]*\).*/\1/p' | head -n 1)
if [ -n "$nightly" ]; then
	export RUSTUP_TOOLCHAIN=$nightly
else
	export RUSTC_BOOTSTRAP=1
fi
echo "fuzz: $(rustc --version), $seconds s"

# No sanitizer: all of it is safe code, and goes several times faster without.
cargo fuzz run --fuzz-dir fuzz --target-dir "$target" --sanitizer none $features "$name" "$corpus" -- \
	-artifact_prefix="$artifacts/" -max_total_time="$seconds" -max_len=$length -print_final_stats=1
