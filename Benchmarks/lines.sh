#!/usr/bin/env bash
# Counts the lines of modules, by folder, and what of them falls on a page and on a command. Lines are those of Swift that hold code:
# neither empty nor a comment alone. Pages are types that are drawn (PageView, ProgramView), commands those that do something.
# Usage: Benchmarks/lines.sh [module …]
set -euo pipefail
cd "$(dirname "$0")/../Sources"
modules=("$@")
[[ ${#modules[@]} -gt 0 ]] || modules=(OpenData Plan Counter)

code() { find "$@" -name '*.swift' -exec cat {} + | grep -cvE '^[[:space:]]*(//.*)?$' || true; }

for module in "${modules[@]}"; do
  lines=$(code "$module")
  pages=$({ grep -rhoE '^\s*(struct|enum|extension) [A-Za-z]+: .*(PageView|ProgramView)' "$module" --include='*.swift' || true; } | wc -l)
  commands=$({ grep -rhoE '^\s*struct [A-Za-z]+: .*AsyncParsableCommand' "$module" --include='*.swift' || true; } | wc -l)
  routes=$({ grep -rhoE '\.(page|action|submission|formAction|form|editions|foreign)\($|\.(page|action|submission|formAction|form|editions)\("|Route\((\.get|\.post)' "$module" --include='*.swift' || true; } | wc -l)
  echo "$module: $lines lines, $pages pages, $commands commands, $routes addresses; $((lines / (pages > 0 ? pages : 1))) lines for each page, $((lines / (pages + commands > 0 ? pages + commands : 1))) for each page or command"
  for folder in "$module"/*/; do
    [[ -n $(find "$folder" -name '*.swift' -print -quit) ]] || continue
    echo "  $(basename "$folder"): $(code "$folder")"
  done
  echo "  (beside the folders): $(find "$module" -maxdepth 1 -name '*.swift' -exec cat {} + | grep -cvE '^[[:space:]]*(//.*)?$' || true)"
done
