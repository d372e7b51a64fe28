#!/usr/bin/env bash
# Measures what is published, beside tools of the same kind from PyPI on the same file of 1,000,000 rows and 12 columns:
# - a filtered page of 100 rows as JSON, other filters and places each time, beside datasette as it comes and tuned (an index on the
#   filtered column, no counts of facets, no suggestions);
# - publishing (check, repairs that every release has, hashes, profile, store) beside csvs-to-sqlite, and whether codes kept their zeros.
# Needs wrk (Debian package wrk). Prints lines for RESULTS.md. NAMIKI_PROGRAM names another program than the release build.
# Usage: Benchmarks/opendata.sh [rows] [seconds of each load]
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
program="${NAMIKI_PROGRAM:-}"
if [[ -z $program ]]; then
  "$home/bin/namiki" --help >/dev/null
  program="$home/.build/release/namiki"
fi
command -v wrk >/dev/null || { echo "wrk がありません。apt-get install wrk を実行してください。" >&2; exit 1; }
rows="${1:-1000000}"
seconds="${2:-15}"
folder="$(mktemp -d)"
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
export NAMIKI_DATABASE="$folder/open.sqlite" NAMIKI_OPENDATA_FILES="$folder/files"

python3 -m venv "$folder/python"
"$folder/python/bin/pip" -q install datasette==0.65.5 csvs-to-sqlite==1.3.1
python3 "$home/Benchmarks/opendata_file.py" "$rows" "$folder/large.csv"
echo "versions: $(swift --version 2>/dev/null | head -1), datasette 0.65.5, csvs-to-sqlite 1.3.1, $(python3 --version), $(nproc) cores"
echo "file: $rows rows, 12 columns, $(wc -c <"$folder/large.csv") bytes"

ended() {
  [[ -z $server ]] || { kill "$server"; wait "$server" 2>/dev/null || true; }
  server=
}
answers() { for _ in $(seq 300); do curl -sf "$1" >/dev/null && return; sleep 0.1; done; echo "応答がありません: $1" >&2; exit 1; }
# A list of addresses, one after the other in each connection.
asked() {
  cat >"$folder/ask.lua" <<LUA
local paths = {}
for line in io.lines("$1") do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
LUA
  local site
  site="$(head -1 "$2")"
  curl -s -o "$folder/one" -w '%{http_code} %{size_download} bytes, ' "$site$(head -1 "$1")"
  wrk -t1 -c8 -d"$3"s --timeout 30s --latency -s "$folder/ask.lua" "$site" | grep -E 'Requests/sec|50%|99%|Non-2xx' | tr -s ' \n' ' '
  echo
}

# Publishing
"$program" demo >/dev/null 2>&1
"$program" opendata demo >/dev/null
/usr/bin/time -f "namiki publish: $rows rows in %e s, %M kB" "$program" opendata publish "$folder/large.csv" \
  --dataset public-facilities --resource large --format json >"$folder/published.json"
for run in 1 2; do
  rm -f "$folder/theirs.db"
  /usr/bin/time -f "run $run: csvs-to-sqlite: $rows rows in %e s, %M kB" "$folder/python/bin/csvs-to-sqlite" \
    "$folder/large.csv" "$folder/theirs.db" >/dev/null
done
# What a column store takes to load the same file, its codes as texts: neither checked, hashed nor kept as it came.
duckdb="$home/.run/duckdb/bin/duckdb"
if [[ -x $duckdb ]]; then
  for run in 1 2; do
    rm -f "$folder/theirs.duckdb"
    /usr/bin/time -f "run $run: DuckDB alone: $rows rows in %e s, %M kB" "$duckdb" "$folder/theirs.duckdb" \
      "CREATE TABLE large AS SELECT * FROM read_csv('$folder/large.csv', all_varchar = true)" >/dev/null
  done
fi
# Pages of 100 rows
python3 - "$folder" "$rows" <<'PY'
import json, random, sys, urllib.parse
folder, rows = sys.argv[1], int(sys.argv[2])
random.seed(20261129)
asks = [(f"種別{random.randrange(20):02d}", random.randrange(max(1, rows // 20 // 100)) * 100) for _ in range(2000)]
with open(f"{folder}/datasette.txt", "w") as file:
    for kind, offset in asks:
        file.write("/theirs/large.json?" + urllib.parse.urlencode({"種別__exact": kind, "_size": 100, "_nofacet": 1, "_nocount": 1, "_shape": "array"}) + "\n")
with open(f"{folder}/default.txt", "w") as file:
    for kind, offset in asks:
        file.write("/theirs/large?" + urllib.parse.urlencode({"種別__exact": kind}) + "\n")
json.dump(asks, open(f"{folder}/asks.json", "w"), ensure_ascii=False)
PY
site=http://127.0.0.1:8124
echo "$site" >"$folder/site"
"$program" serve --port 8124 >"$folder/log" 2>&1 &
server=$!
answers "$site/health"
resource=$(curl -s "$site/api/3/action/package_show?id=public-facilities" | python3 -c '
import json, sys
print(next(r["id"] for r in json.load(sys.stdin)["result"]["resources"] if "/large/" in r["url"]))')
python3 - "$folder" "$resource" <<'PY'
import json, sys, urllib.parse
folder, resource = sys.argv[1:]
with open(f"{folder}/namiki.txt", "w") as api, open(f"{folder}/pages.txt", "w") as pages:
    for kind, offset in json.load(open(f"{folder}/asks.json")):
        api.write("/api/3/action/datastore_search?" + urllib.parse.urlencode({"resource_id": resource, "filters": json.dumps({"種別": kind}, ensure_ascii=False), "limit": 100, "offset": offset}) + "\n")
        pages.write("/opendata/datasets/public-facilities/large?" + urllib.parse.urlencode({"f3": kind}) + "\n")
PY
echo "the first ID: namiki $(curl -s "$site/api/3/action/datastore_search?resource_id=$resource&limit=1" | python3 -c '
import json, sys
print(json.load(sys.stdin)["result"]["records"][0]["ID"])'), csvs-to-sqlite $(python3 -c "
import sqlite3
print(sqlite3.connect('$folder/theirs.db').execute('select ID from large limit 1').fetchone()[0])")"
# The first answer of each finds out what is kept of the column.
curl -s -o /dev/null "$site$(head -1 "$folder/namiki.txt")"
curl -s -o /dev/null "$site$(head -1 "$folder/pages.txt")"
echo "namiki, 100 filtered rows: $(asked "$folder/namiki.txt" "$folder/site" "$seconds")"
echo "namiki, its page of 50 filtered rows: $(asked "$folder/pages.txt" "$folder/site" "$seconds")"
echo "namiki, most memory: $(awk '/VmHWM/ { print $2, $3 }' "/proc/$server/status")"
ended

site=http://127.0.0.1:8125
echo "$site" >"$folder/site"
"$folder/python/bin/datasette" serve "$folder/theirs.db" --port 8125 >"$folder/log" 2>&1 &
server=$!
answers "$site/-/versions.json"
echo "datasette as it comes, its page: $(asked "$folder/default.txt" "$folder/site" "$seconds")"
ended
python3 -c "
import sqlite3
store = sqlite3.connect('$folder/theirs.db')
store.execute('create index kinds on large (種別)')
store.commit()"
"$folder/python/bin/datasette" serve --immutable "$folder/theirs.db" --port 8125 \
  --setting suggest_facets off --setting allow_facet off >"$folder/log" 2>&1 &
server=$!
answers "$site/-/versions.json"
echo "datasette tuned, 100 filtered rows: $(asked "$folder/datasette.txt" "$folder/site" "$seconds")"
ended
