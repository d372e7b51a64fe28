#!/usr/bin/env bash
# The list of plan.sh beside Redmine's: Debian's packages redmine, redmine-sqlite and puma, in production mode with two workers,
# read without sign-in by two clients at once, both warm. Prints the requests a second of a list page of 50 rows with three numeric
# columns.
#
#     Benchmarks/plan_redmine.sh 150 8124
set -euo pipefail
initiatives="${1:-150}"
port="${2:-8124}"
here="$(cd "$(dirname "$0")" && pwd)"
[[ -d /usr/share/redmine ]] || { echo "redmine がないため、比べる測定を省きます。"; exit 0; }
folder="$(mktemp -d)"
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null; wait 2>/dev/null; rm -rf "$folder"' EXIT
cp -r /usr/share/redmine "$folder/redmine"
export REDMINE_INSTANCE=measured RAILS_ENV=production INITIATIVES="$initiatives" REDMINE_LANG=ja
instance="$folder/redmine/instances/$REDMINE_INSTANCE"
mkdir -p "$instance"/{config,tmp,log,files,cache,plugin_assets,public}
printf 'production:\n  adapter: sqlite3\n  database: %s/redmine.sqlite\n  encoding: utf8\n' "$folder" >"$instance/config/database.yml"
head -c 64 /dev/urandom | sha256sum | cut -d' ' -f1 >"$instance/config/secret_key.txt"
cd "$folder/redmine"
bundle exec rake db:migrate >"$folder/migrate" 2>&1 || { tail -5 "$folder/migrate"; exit 1; }
columns="$(bundle exec rails runner "$here/plan_redmine.rb" 2>"$folder/seed" | tail -1)" || { tail -5 "$folder/seed"; exit 1; }
puma -e production -w 2 -t 5:5 -b "tcp://127.0.0.1:$port" >"$folder/log" 2>&1 &
server=$!
page="http://127.0.0.1:$port/projects/keikaku/issues?set_filter=1&per_page=50&c%5B%5D=subject&c%5B%5D=due_date&$columns"
for _ in $(seq 120); do curl -sf -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.5; done
curl -sf -o "$folder/page" "$page" || { tail -5 "$folder/log"; exit 1; }
rows="$(grep -c 'id="issue-' "$folder/page")"
[[ $rows -eq 50 ]] || { echo "50行のはずが$rows行です。"; exit 1; }
wrk -t1 -c2 -d5s "$page" >/dev/null
echo "redmine $(dpkg-query -W -f='${Version}' redmine), $rows rows, $(stat -c %s "$folder/page") bytes: $(wrk -t1 -c2 -d10s --latency "$page" | grep -E 'Requests/sec|50%' | tr -s ' \n' ' ')"
