#!/usr/bin/env bash
# Measures the Plan module at whole-ward size: 150 initiatives x 12 quarters x 3 indicators on one core, and its lists against
# their goals, then under load. Needs wrk (Debian package wrk) for the second part. Prints lines for RESULTS.md.
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
"$home/bin/namiki" --help >/dev/null
program="$home/.build/release/namiki"
folder="$(mktemp -d)"
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
export NAMIKI_DATABASE="$folder/scale.sqlite"

echo "versions: $(swift --version 2>/dev/null | head -1), weasyprint $(python3 -c 'import weasyprint; print(weasyprint.__version__)' 2>/dev/null || dpkg-query -W -f='${Version}' weasyprint), $(chromium --version 2>/dev/null), $(nproc) cores, one used"
for run in 1 2 3; do
  rm -f "$NAMIKI_DATABASE"*
  echo "run $run: $(taskset -c 0 "$program" scale --initiatives 150 --quarters 12 --indicators 3 --format json | tr -d ' \n')"
done

command -v wrk >/dev/null || { echo "wrk がないため、画面の測定を省きます。"; exit 0; }
printf 'soku-tei-no-namiki-8\n' | "$program" user add hakaru --name 測定 --role secretariat --own-password >/dev/null
"$program" user second-factor off >/dev/null
"$program" serve --port 8123 >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 100); do curl -sf http://127.0.0.1:8123/health >/dev/null && break; sleep 0.1; done
jar="$folder/cookies"
csrf=$(curl -s -c "$jar" http://127.0.0.1:8123/sign-in | sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' | head -1)
curl -s -o /dev/null -b "$jar" -c "$jar" -H 'Origin: http://127.0.0.1:8123' --data-urlencode "csrf=$csrf" \
  --data-urlencode loginName=hakaru --data-urlencode password=soku-tei-no-namiki-8 http://127.0.0.1:8123/sign-in
cookie=$(awk '$6 == "namiki" { print $6 "=" $7 }' "$jar")
round=/rounds/$(curl -s -H "Cookie: $cookie" -H 'Accept: application/json' http://127.0.0.1:8123/rounds | grep -oE '"id": ?"[0-9A-Z]{26}"' | head -1 | grep -oE '[0-9A-Z]{26}')
curl -s -H "Cookie: $cookie" -o "$folder/page" http://127.0.0.1:8123/signals
entry=$(grep -oE -m1 '/entries/[0-9A-Z]{26}' "$folder/page" | sed -n 1p)
# The goal for the pages of lists: 5 ms of server time (the median of one reader, loopback and the client included) and 60,000 bytes.
for path in /plan "/plan?due=passed" "/plan?mark=B&sort=-due" "/plan?q=%E8%A6%8B%E6%9C%AC" "/plan?page=3" "$round" "$round?state=accepted" \
  "$round?page=3" "$round?sort=-mark" "$round/reminders" /signals "/signals?level=ask" /gaps; do
  # The first answer fills what is kept of sealed quarters.
  curl -s -o /dev/null -H "Cookie: $cookie" "http://127.0.0.1:8123$path"
  read -r code bytes < <(curl -s -o "$folder/page" -w '%{http_code} %{size_download}\n' -H "Cookie: $cookie" "http://127.0.0.1:8123$path")
  median=$(wrk -t1 -c1 -d5s --latency -H "Cookie: $cookie" "http://127.0.0.1:8123$path" | awk '$1 == "50%" { print $2 }')
  verdict=$(awk -v median="$median" -v bytes="$bytes" 'BEGIN {
    milliseconds = median + 0; if (median ~ /us$/) milliseconds /= 1000; else if (median !~ /ms$/) milliseconds *= 1000
    print (milliseconds <= 5 ? "in time" : "TOO SLOW") ", " (bytes <= 60000 ? "in size" : "TOO LARGE") }')
  echo "list $(sed -E "s/[0-9A-Z]{26}/…/" <<<"$path"): $code, $bytes bytes, median $median: $verdict"
done
# Lists whose rows are read in full: sorted or narrowed by what is computed of each answer, and as files.
for path in "$round?sort=-check" "$round?check=yes" "$round?format=csv" "/plan?format=csv" "$round?format=xlsx"; do
  echo "whole list $(sed -E "s/[0-9A-Z]{26}/…/" <<<"$path"): $(curl -s -o "$folder/page" -w '%{http_code} %{size_download} bytes' -H "Cookie: $cookie" "http://127.0.0.1:8123$path"), $(wrk -t1 -c1 -d5s --latency -H "Cookie: $cookie" "http://127.0.0.1:8123$path" | grep -E '50%|99%' | tr -s ' \n' ' ')"
done
for path in /plan /plan/timeline /rounds "$round" "$round/forms" "$entry" "$entry?list=$round?state=accepted" /signals /gaps /reports /publishing /bodies /plan/versions; do
  code=$(curl -s -o "$folder/page" -w '%{http_code} %{size_download}' -H "Cookie: $cookie" "http://127.0.0.1:8123$path")
  echo "one reader $(sed -E "s/[0-9A-Z]{26}/…/" <<<"$path") ($code bytes): $(wrk -t1 -c1 -d5s --latency -H "Cookie: $cookie" "http://127.0.0.1:8123$path" | grep -E 'Requests/sec|50%|99%' | tr -s ' \n' ' ')"
done
for path in /plan /rounds /health; do
  code=$(curl -s -o "$folder/page" -w '%{http_code} %{size_download}' -H "Cookie: $cookie" "http://127.0.0.1:8123$path")
  echo "$path ($code bytes): $(wrk -t1 -c8 -d10s --latency -H "Cookie: $cookie" "http://127.0.0.1:8123$path" | grep -E 'Requests/sec|50%|99%' | tr -s ' \n' ' ')"
done
# Beside Redmine: the list of 50 rows to two clients, Namiki's and then, with nothing else running, Redmine's.
for path in /plan "$round"; do
  echo "two clients $(sed -E "s/[0-9A-Z]{26}/…/" <<<"$path"): $(wrk -t1 -c2 -d10s --latency -H "Cookie: $cookie" "http://127.0.0.1:8123$path" | grep -E 'Requests/sec|50%' | tr -s ' \n' ' ')"
done
kill "$server"
wait "$server" 2>/dev/null || true
server=
"$home/Benchmarks/plan_redmine.sh" 150 8124
