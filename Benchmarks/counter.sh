#!/usr/bin/env bash
# Measures the rules of the bereavement desk beside OpenFisca (PyPI: openfisca-core) on the same rules and people, and counts
# the screens of questions that people of the synthetic population need. Prints lines for RESULTS.md.
# Usage: Benchmarks/counter.sh [people]
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
"$home/bin/namiki" --help >/dev/null
program="$home/.build/release/namiki"
people="${1:-100000}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" -q install openfisca-core==46.0.1 pyyaml

echo "versions: $(swift --version 2>/dev/null | head -1), $("$folder/python/bin/pip" list 2>/dev/null | grep -iE 'openfisca|numpy' | tr -s ' \n' ' '), $(python3 --version), $(nproc) cores"
echo "single: $("$program" counter measure --people 2000 --format json | tr -d ' \n')"
"$program" counter population --people "$people" --seed 1 >"$folder/people"
echo "batch: $("$program" counter batch "$folder/people" --states "$folder/ours" --format json | grep -E 'microseconds|people' | tr -d ' \n')"
echo "openfisca: $("$folder/python/bin/python" "$home/Benchmarks/counter_openfisca.py" "$home/Knowledge/bereavement" "$folder/people" "$folder/theirs")"
cmp "$folder/ours" "$folder/theirs" && echo "equal answers for $(wc -l <"$folder/ours") people"
echo "questions: $("$program" counter questions --people 1000 --seed 1 --format json | tr -d ' \n')"
for _ in 1 2 3; do echo "forms: $("$program" counter proof --output "$folder/forms.pdf" --format json | tr -d ' \n')"; done
