#!/usr/bin/env bash
# Compares one PostgreSQL 18 asked over two connections with its own two workers, over TPC-H without
# indexes but those of keys, in one run, and prints Markdown tables.
#   bench/split.sh [--sf N] [--runs N] [--work DIR]
#     --sf N       scale factor (1)
#     --runs N     warm runs of which medians are taken (5)
#     --work DIR   where data are made and kept, some 3 GB at scale factor 1 (target/tpch)
set -euo pipefail
cd "$(dirname "$0")/.."
sf=1 runs=5 work=$PWD/target/tpch
while [ $# -gt 1 ]; do
  case $1 in
    --sf) sf=$2 ;;
    --runs) runs=$2 ;;
    --work) work=$2 ;;
    *) break ;;
  esac
  shift 2
done
if [ $# -gt 0 ]; then
  sed -n '2,7s/^# *//p' "$0" >&2
  exit 2
fi
mvn -q -B -Pbench -DskipTests verify -Dbench.skip=false \
  -Dbench.main="dev.braid.bench.tpch.SplitRivals" -Dbench.arguments="$work $sf $runs"
