#!/usr/bin/env bash
# Reads the documents of Benchmarks/Documents and compares each reading with its truth file: right, missed and invented by kind; then
# those of Benchmarks/Unread, which are not yet read right, of Benchmarks/Unseen, for which nothing was mended, and the folders given as
# arguments; then times the largest texts that are taken. Builds the reader alone, optimised, without server and database. Prints lines for RESULTS.md.
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/Documents"
ln -s "$home/Sources" "$folder/Sources"
ln -s "$home/Benchmarks/documents.swift" "$folder/Documents/main.swift"
ln -s "$home"/Tests/NoticesTests/Scoring/*.swift "$folder/Documents/"
cat >"$folder/Package.swift" <<'PACKAGE'
// swift-tools-version: 6.1
import PackageDescription
let package = Package(
    name: "documents", platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter"), .systemLibrary(name: "CZip", pkgConfig: "libzip"),
        .systemLibrary(name: "CExpat", pkgConfig: "expat"), .systemLibrary(name: "CMeCab"),
        .target(name: "Japanese"),
        .target(name: "Tabular", dependencies: ["Japanese", "CXlsxWriter", "CZip", "CExpat"]),
        .target(name: "Documents", dependencies: ["Japanese", "Tabular"], exclude: ["README.md"]),
        .target(name: "Notices", dependencies: ["Japanese", "Tabular", "Documents", "CMeCab"], exclude: ["README.md"]),
        .executableTarget(name: "documents", dependencies: ["Notices", "Japanese"], path: "Documents"),
    ])
PACKAGE
swift build --package-path "$folder" -c release >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
echo "versions: $(swift --version 2>/dev/null | head -1), $(mecab --version 2>/dev/null || echo MeCab), $(nproc) cores"
"$folder/.build/release/documents" "$home" "$home/Benchmarks/Unread" "$home/Benchmarks/Unseen" "$@"
