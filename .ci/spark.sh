#!/usr/bin/env bash
# Runs a command with a Python that has pyspark (TAKAR_SPARK_PYTHON). Where neither Java nor the package can be had, says
# so in one line and does not run the command.
set -uo pipefail
version=3.5.4
home=${TAKAR_SPARK_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/takar-spark-$version}

skip() {
  echo "skipped: $1; the tests in Spark are not shown"
  exit 0
}
command -v java >/dev/null || skip 'no Java here'
command -v python3 >/dev/null || skip 'no Python here'
if ! "$home/bin/python" -c 'import pyspark' 2>/dev/null; then
  rm -rf "$home"
  { python3 -m venv "$home" && "$home/bin/pip" install --quiet "pyspark==$version"; } >/dev/null 2>&1 ||
    skip 'pyspark could not be installed'
fi
TAKAR_SPARK_PYTHON="$home/bin/python" "$@"
