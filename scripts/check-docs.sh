#!/bin/bash
# Every relative link in the documentation leads somewhere, every piece of a file that it shows is
# there, and every page of the book is in its summary.
set -euo pipefail
cd "$(dirname "$0")/.."

bad=0
refuse() { echo "check-docs: $*" >&2; bad=1; }

pages=0
while IFS= read -r page; do
	pages=$((pages + 1))
	while IFS= read -r link; do
		target=${link%%#*}
		[ -z "$target" ] || [ -e "$(dirname "$page")/$target" ] || refuse "$page links to $link, which does not exist"
	done < <(grep -oE '\]\([^)]+\)' "$page" | sed 's/^](//; s/)$//' | grep -vE '^[a-z]+:')
	while IFS=: read -r file anchor; do
		grep -qE "ANCHOR: $anchor\$" "$(dirname "$page")/$file" || refuse "$page shows $file:$anchor, which does not exist"
	done < <(grep -oE '\{\{#include [^}]+\}\}' "$page" | sed 's/^{{#include //; s/}}$//')
done < <(find . \( -name target -o -name node_modules -o -path ./docs/book -o -path ./.git \) -prune -o -name '*.md' -print)

while IFS= read -r page; do
	grep -qF "($page)" docs/SUMMARY.md || refuse "docs/$page is not in docs/SUMMARY.md"
done < <(cd docs && find . -path ./book -prune -o -name '*.md' ! -name SUMMARY.md -print | sed 's#^\./##')

[ "$bad" = 0 ] && echo "check-docs: $pages pages, all links lead somewhere"
exit "$bad"
