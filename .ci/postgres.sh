#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own on the loopback address, and stops it afterwards. Where the server
# cannot be had, says so in one line and does not run the command.
set -uo pipefail

find_server() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
bin=$(find_server)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update && apt-get install -y --no-install-recommends postgresql; } >/dev/null 2>&1
  bin=$(find_server)
fi
if [ -z "$bin" ]; then
  echo 'skipped: no PostgreSQL server here, and none could be installed; its tests are not shown'
  exit 0
fi

folder=$(mktemp -d)
# The server refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$folder"
stop() {
  as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$folder"
}
trap stop EXIT
port=$((20000 + RANDOM % 20000))
as_owner "$bin/initdb" -D "$folder/data" -A trust -U takar --locale=C -E UTF8 >/dev/null || exit 1
as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-c listen_addresses=127.0.0.1 -p $port -k $folder -c fsync=off" start >/dev/null || { cat "$folder/log"; exit 1; }
PGHOST=127.0.0.1 PGPORT=$port PGUSER=takar PGDATABASE=postgres TAKAR_POSTGRES=1 "$@"
