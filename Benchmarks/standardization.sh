#!/usr/bin/env bash
# Measures the Standardization module beside Polars, DuckDB and glibc's iconv (PyPI: polars, duckdb) on the same files:
# an invented register of 570,000 rows and 40 columns in UTF-8 and CP932, best of three, two threads.
# Prints lines for RESULTS.md. Usage: Benchmarks/standardization.sh [rows]
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
rows="${1:-570000}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python="$home/.test/peers/bin/python"
[[ -x $python ]] || python3 -m venv "$home/.test/peers"
"$home/.test/peers/bin/pip" -q --disable-pip-version-check install polars==2.1.0 duckdb==2.0.1

for file in "plain" "gaiji --gaiji" "dirty --dirty 0.5"; do
  read -r name options <<<"$file"
  # shellcheck disable=SC2086
  python3 "$home/Benchmarks/standardization_file.py" "$folder/$name" --rows "$rows" $options
done
echo "versions: $(swift --version 2>/dev/null | head -1), $(python3 --version), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg), files $(stat -c '%s' "$folder"/plain/*.csv | tr '\n' ' ')bytes"
sha256sum "$folder"/*/*.csv | sed "s|$folder/||; s/^/file: /"

peers() { "$python" "$home/Benchmarks/standardization_peers.py" "$@"; }
peers "$folder/plain/utf8.csv" "$folder/plain/cp932.csv" | sed 's/^/peers: /'
peers "$folder/plain/utf8.csv" "$folder/gaiji/cp932.csv" --plain "$folder/plain/cp932.csv" --only iconv | sed 's/^/peers, user-defined characters: /'
peers "$folder/dirty/utf8.csv" "$folder/dirty/cp932.csv" --only polars-rules | sed 's/^/peers, half of the rows fail: /'

"$home/bin/namiki" --help >/dev/null
program="$home/.build/release/namiki"
"$home/bin/characters" "$folder" >/dev/null
for file in plain/cp932 plain/utf8 gaiji/cp932 dirty/utf8; do
  echo "namiki $file: $("$program" standardize measure "$folder/$file.csv" --rules "$home/Benchmarks/standardization_rules.yaml" \
    --shrink "$folder/mj_shrink.tsv" --format json | tr -d ' \n')"
done

# A whole ward: ten systems, about 230 rules and checks, killed by nobody.
"$program" standardize generate "$folder/ward" --size L --seed 20260401 --quiet >/dev/null
echo "ward: $(du -sb "$folder/ward" | cut -f 1) bytes"
"$python" - "$program" "$folder" <<'PYTHON'
import json, resource, subprocess, sys, time
program, folder = sys.argv[1:]
start = time.monotonic()
done = subprocess.run(
    [program, "standardize", "rehearse", f"{folder}/ward", "--database", f"{folder}/n.sqlite", "--new-database", "--format", "json", "--without-pdf"],
    capture_output=True, text=True)
seconds = time.monotonic() - start
report = json.loads(done.stdout)
accuracy = report["accuracy"]
parts = {k: (accuracy[k]["recallPermille"], accuracy[k]["precisionPermille"]) for k in ("stopAndBlock", "warn", "all")}
protection = next(c for c in accuracy["classes"] if c["class"] == "PR1")
print(f"namiki rehearsal: {seconds:.1f} s, peak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MiB, exit {done.returncode}")
print(f"namiki accuracy on invented data (recall, precision per mille): {parts}, decoys named {accuracy['decoysNamed']} of {accuracy['decoys']},",
      f"PR1 {protection['found']} of {protection['planted']}, {protection['unplanted']} unplanted")
PYTHON
