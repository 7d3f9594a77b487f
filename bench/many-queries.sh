#!/usr/bin/env bash
# Prints the figures of docs/designs/0001-many-queries.md, measured on an embedded PostgreSQL 18.
#   bench/many-queries.sh            the batch, its overhead, and the pool under load
#   bench/many-queries.sh start-up   from process start to the first answer
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
  "") class=ManyQueries ;;
  start-up) class=StartUp ;;
  *)
    echo "usage: bench/many-queries.sh [start-up]" >&2
    exit 2
    ;;
esac
./braid --version >/dev/null # builds, so that no measured run has to
export BRAID_NO_BUILD=1
mvn -q -B -Pbench -DskipTests verify -Dbench.skip=false -Dbench.main="dev.braid.bench.$class"
