#!/usr/bin/env bash
# Compares Braid with DuckDB and PostgreSQL 18 over TPC-H in one run, and prints Markdown tables.
#   bench/tpch.sh [--sf N] [--runs N] [--work DIR] [--skip WHAT]...
#     --sf N       scale factor (1)
#     --runs N     warm runs of which medians are taken (5)
#     --work DIR   where data are made and kept, some 4 GB at scale factor 1 (target/tpch)
#     --skip WHAT  duckdb, postgres, postgres-serial or files; may be repeated
#   bench/tpch.sh speed-up [--sf N] [--runs N] [--work DIR]
#     each query by Braid's leader alone and with one worker, in pairs, in one process (41 runs)
#   bench/tpch.sh answers [N ...]
#     asks PostgreSQL what braid tpch compares with (0.01, 0.1 and 1)
set -euo pipefail
cd "$(dirname "$0")/.."
usage() {
  sed -n '2,11s/^# *//p' "$0" >&2
  exit 2
}
class=TpchRivals sf=1 runs=5 work=$PWD/target/tpch
skip=()
if [ "${1:-}" = answers ]; then
  shift
  class=Answers
  arguments="$work ${*:-0.01 0.1 1}"
else
  if [ "${1:-}" = speed-up ]; then
    shift
    class=SpeedUp runs=41
  fi
  while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || usage
    case $1 in
      --sf) sf=$2 ;;
      --runs) runs=$2 ;;
      --work) work=$2 ;;
      --skip) skip+=("$2") ;;
      *) usage ;;
    esac
    shift 2
  done
  [ "$class" = TpchRivals ] || [ ${#skip[@]} -eq 0 ] || usage
  arguments="$work $sf $runs ${skip[*]:-}"
fi
mvn -q -B -Pbench -DskipTests verify -Dbench.skip=false \
  -Dbench.main="dev.braid.bench.tpch.$class" -Dbench.arguments="$arguments"
