#!/bin/bash
# Breaks finance in every way that its tests must notice: as cargo-mutants does (operators,
# comparisons, conditions, results), and by turning each rounding round. First quickly, with few
# cases of each law; what survives meets all tests. Prints what survived, and ends with an error when
# more than a tenth did, or any rounding or comparison. Installs cargo-mutants where it is missing.
# Takes one to two hours on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/mutants
copy=$target/copy
export PATH=$PATH:$target/tools/bin
if ! command -v cargo-mutants >/dev/null; then
	echo 'mutants: installing cargo-mutants'
	cargo install --quiet --locked --root "$target/tools" --target-dir "$target/tools/build" cargo-mutants
fi

# What is broken is a copy.
mkdir -p "$copy"
git ls-files -z | rsync -a --delete --exclude=/target --from0 --files-from=- . "$copy"
cd "$copy"
unset CARGO_TARGET_DIR
export SKIP_WASM_BUILD=1 CARGO_TERM_COLOR=never CARGO_INCREMENTAL=1 CARGO_PROFILE_DEV_DEBUG=0
quick=(--test vectors --test schedule --test differential --test properties)

# mutants <cases> <cargo-mutants option>...: its exit code is 2 when some survive.
mutants() {
	export PROPTEST_CASES=$1
	shift
	cargo mutants --dir . --package caliber-finance --output "$target" --no-times --colors never "$@" ||
		[ $? = 2 ]
}
rm -rf "$target/mutants.out" "$target/mutants.out.old"
mutants 64 --jobs 2 --timeout 120 -- "${quick[@]}"
mutants 1000 --iterate --timeout 300 --profile release

# passes <cases> <cargo test argument>...
passes() {
	PROPTEST_CASES=$1 timeout 300 cargo test --quiet --package caliber-finance "${@:2}" >"$target/rounding.log" 2>&1
}
turned=0 kept=()
while IFS=: read -r file line _; do
	turned=$((turned + 1))
	cp "$file" "$target/original"
	sed -i "$line"'s/Rounding::Up/Rounding::Turned/; '"$line"'s/Rounding::Down/Rounding::Up/; '"$line"'s/Rounding::Turned/Rounding::Down/' "$file"
	if passes 64 "${quick[@]}" && passes 1000 --release; then kept+=("$file:$line"); fi
	cp "$target/original" "$file"
done < <(grep -rn 'Rounding::\(Up\|Down\)' finance/src)

count() { sed '/^$/d' "$target/mutants.out/$1.txt" | wc -l; }
survived=$(count missed) stuck=$(count timeout) caught=$(count previously_caught)
caught=$((caught + $(count caught))) total=$((caught + stuck + survived))
echo
echo "mutants: $total viable, $caught caught, $stuck ran for ever, $survived survived"
cat "$target/mutants.out/missed.txt"
echo "roundings: $turned turned, ${#kept[@]} survived"
printf '%s\n' "${kept[@]}"
[ $((survived * 10)) -le "$total" ] && [ ${#kept[@]} = 0 ] &&
	! grep -q 'replace \(==\|!=\|<\|<=\|>\|>=\) with' "$target/mutants.out/missed.txt"
