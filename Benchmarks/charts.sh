#!/usr/bin/env bash
# Measures what a chart costs when it is drawn, and when it is there already. Compiles the drawing alone, without server and
# database; the hash of identifiers is a plain one here. Prints lines for RESULTS.md.
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
while read -r file; do
  sed -E '/^import (Japanese|Ward)$/d' "$file" >"$folder/$(basename "$(dirname "$file")")_$(basename "$file")"
done < <(find "$home/Sources/Japanese" "$home/Sources/Site/Charts" "$home/Sources/Site/Markup" -name '*.swift' &&
  printf '%s\n' "$home/Sources/Site/Components/TableView.swift" "$home/Sources/Site/Components/ColumnHead.swift")
cp "$home/Benchmarks/charts.swift" "$folder/main.swift"
swiftc -swift-version 6 -package-name namiki -O "$folder"/*.swift -o "$folder/charts" 2>/dev/null
echo "versions: $(swift --version 2>/dev/null | head -1), $(nproc) cores"
for run in 1 2 3; do echo "run $run: $("$folder/charts")"; done
