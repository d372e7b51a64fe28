#!/usr/bin/env bash
# Measures the check of a file to be published beside frictionless (PyPI) on the same file: a standard list of AED with its rows repeated
# to the number asked for, all values right, 22 columns of which twelve have a form (codes, degrees, telephone, times, 有無, URL).
# frictionless is given the same kinds as a schema (numbers, times, patterns, required). More than 256 MiB are not taken. Prints lines for RESULTS.md.
# Usage: Benchmarks/datasets.sh [rows] [rows for frictionless]
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
"$home/bin/namiki" --help >/dev/null
program="${NAMIKI_PROGRAM:-$home/.build/release/namiki}"
rows="${1:-800000}"
fewer="${2:-100000}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" -q install frictionless==5.21.0

python3 "$home/Benchmarks/datasets_file.py" "$rows" "$folder/large.csv"
python3 "$home/Benchmarks/datasets_file.py" "$fewer" "$folder/small.csv" "$folder/schema.json"
echo "versions: $(swift --version 2>/dev/null | head -1), frictionless 5.21.0, $(python3 --version), $(nproc) cores"
echo "file: $rows rows, $(wc -c <"$folder/large.csv") bytes"
for run in 1 2 3; do
  /usr/bin/time -f "run $run: namiki $rows rows in %e s, %M kB" "$program" opendata check "$folder/large.csv" --format json >"$folder/report.json" || true
  grep -q '"findings"' "$folder/report.json" || { head -c 2000 "$folder/report.json" >&2; exit 1; }
done
# It takes addresses within its own folder alone.
cd "$folder"
for run in 1 2; do
  /usr/bin/time -f "run $run: frictionless $fewer rows in %e s, %M kB" "$folder/python/bin/frictionless" validate small.csv --schema schema.json --json >"$folder/theirs.json" || true
  grep -q '"valid": true' "$folder/theirs.json" || { head -c 2000 "$folder/theirs.json" >&2; exit 1; }
done
