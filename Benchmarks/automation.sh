#!/usr/bin/env bash
# Registers the same records in the invented system by Namiki's engine with its whole ledger on the disk (a row each step, fsync), over the
# pipe and over its WebDriver, and by Playwright `fill`, Selenium and Robot Framework, all with the same Chromium. After each run the rows that
# the server holds are hashed: a digest that differs ends the script. Then the engine is killed (-9) again and again and resumed; the rows must
# be the same once more.
# Prints lines for RESULTS.md. Needs chromium and chromium-driver.
# Usage: Benchmarks/automation.sh [records] [runs] [kills]
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
records="${1:-200}" runs="${2:-3}" kills="${3:-20}"
folder="$(mktemp -d)"
server=""
finish() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"; }
trap finish EXIT
program="${AUTOMATION_PROGRAM:-}"
if [ -z "$program" ]; then
  mkdir "$folder/Job"
  ln -s "$home/Sources" "$folder/Sources"
  ln -s "$home/Benchmarks/automation.swift" "$folder/Job/main.swift"
  cat >"$folder/Package.swift" <<'PACKAGE'
// swift-tools-version: 6.1
import PackageDescription
let package = Package(
    name: "automation", platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter"), .systemLibrary(name: "CZip", pkgConfig: "libzip"),
        .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .target(name: "Japanese"),
        .target(name: "Declaring", dependencies: ["Japanese", .product(name: "Yams", package: "Yams")]),
        .target(name: "Tabular", dependencies: ["Japanese", "CXlsxWriter", "CZip", "CExpat"]),
        .target(name: "Scenarios", dependencies: ["Japanese", "Tabular", "Declaring"], exclude: ["README.md"], resources: [.embedInCode("Knowledge")]),
        .target(name: "Browsing", dependencies: ["Scenarios", "Japanese"] + ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket"].map { .product(name: $0, package: "swift-nio") }, exclude: ["README.md"], resources: [.embedInCode("Assets")]),
        .target(name: "SampleSystem", dependencies: [.product(name: "Hummingbird", package: "hummingbird")], exclude: ["README.md"]),
        .executableTarget(name: "automation", dependencies: ["Browsing", "Scenarios", "SampleSystem", "Declaring", "Japanese"], path: "Job"),
    ])
PACKAGE
  swift build --package-path "$folder" -c release >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
  program="$folder/.build/release/automation"
fi
python3 -m venv "$folder/python"
"$folder/python/bin/pip" -q install playwright==1.65.2 selenium robotframework robotframework-seleniumlibrary
echo "versions: $(swift --version 2>/dev/null | head -1), $(/usr/bin/chromium-headless-shell --version 2>/dev/null), $("$folder/python/bin/pip" list 2>/dev/null | grep -iE '^(playwright|selenium|robotframework)' | tr -s ' ' | paste -sd, -), $(nproc) cores"

serve() {
  "$program" serve >"$folder/port" 2>/dev/null &
  server=$!
  until grep -q '^port' "$folder/port" 2>/dev/null; do kill -0 "$server"; done
  port="$(sed -n 's/^port //p' "$folder/port")"
}
digest() { python3 -c 'import hashlib, sys, urllib.request; rows = urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/rows").read(); print(hashlib.sha256(rows).hexdigest(), len(rows.split(b"\n")) - 1)' "$port"; }
stop() { kill "$server"; wait "$server" 2>/dev/null || true; server=""; rm -f "$folder/port"; }
expected=""
same() {
  found="$(digest)"
  expected="${expected:-$found}"
  [ "$found" = "$expected" ] || { echo "$1: the server holds $found, not $expected" >&2; exit 1; }
}
for run in $(seq "$runs"); do
  for driver in namiki namiki-pictures namiki-webdriver playwright selenium robot; do
    serve
    case "$driver" in
      namiki) line="$("$program" run "$port" "$folder/ledger-$run" "$records" | grep seconds)" ;;
      namiki-pictures) line="$(PICTURES=each "$program" run "$port" "$folder/pictures-$run" "$records" | grep seconds)" ;;
      namiki-webdriver) line="$(WAY=webdriver "$program" run "$port" "$folder/webdriver-$run" "$records" | grep seconds)" ;;
      *) line="$("$folder/python/bin/python" "$home/Benchmarks/automation_peers.py" "$driver" "$port" "$records" | grep seconds)" ;;
    esac
    same "$driver"
    echo "run $run: $driver $records records, $line, rows $found"
    stop
  done
done

serve
ledger="$folder/ledger-kills"
for kill in $(seq "$kills"); do
  "$program" run "$port" "$ledger" "$records" >/dev/null 2>&1 &
  job=$!
  # At a place of its own each time: so many further rows of the ledger.
  before="$( (wc -l <"$ledger") 2>/dev/null || echo 0)"
  after=$((before + 3 + RANDOM % 37))
  while kill -0 "$job" 2>/dev/null && [ "$( (wc -l <"$ledger") 2>/dev/null || echo 0)" -lt "$after" ]; do :; done
  kill -9 "$job" 2>/dev/null || true
  wait "$job" 2>/dev/null || true
done
"$program" run "$port" "$ledger" "$records" | grep seconds
same "killed $kills times"
echo "killed $kills times and resumed: rows $found, unknown and looked for: $(awk -F'\t' '$4 == "unknown"' "$ledger" | wc -l)"
stop
