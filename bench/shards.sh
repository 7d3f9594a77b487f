#!/usr/bin/env bash
# Compares four shards, databases of one PostgreSQL 18, with one database that has all the data, over
# TPC-H in one run, measures what a statement costs that computes nothing, and prints Markdown tables.
#   bench/shards.sh [--sf N] [--runs N] [--work DIR] [--only fan-out]
#     --sf N       scale factor (1)
#     --runs N     warm runs of which medians are taken (3)
#     --work DIR   where data are made and kept, some 6 GB at scale factor 1 (target/tpch)
#     --only       fan-out: nothing but the statement that computes nothing
set -euo pipefail
cd "$(dirname "$0")/.."
sf=1 runs=3 work=$PWD/target/tpch only=
while [ $# -gt 1 ]; do
  case $1 in
    --sf) sf=$2 ;;
    --runs) runs=$2 ;;
    --work) work=$2 ;;
    --only) [ "$2" = fan-out ] || break; only=$2 ;;
    *) break ;;
  esac
  shift 2
done
if [ $# -gt 0 ]; then
  sed -n '2,8s/^# *//p' "$0" >&2
  exit 2
fi
mvn -q -B -Pbench -DskipTests verify -Dbench.skip=false \
  -Dbench.main="dev.braid.bench.tpch.ShardsRivals" -Dbench.arguments="$work $sf $runs $only"
