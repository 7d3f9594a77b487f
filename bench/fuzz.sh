#!/bin/sh
# Random queries against PostgreSQL for as long as it is told; see docs/testing.md.
# Usage: bench/fuzz.sh [--seconds N | --queries N] [--seed S] [--data D] [--matrix all|some] ...
set -e
cd "$(dirname "$0")/.."
mvn -q -B -pl engine test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath.txt
cd engine
exec java -Xmx2g -Duser.timezone=UTC \
  -cp "target/test-classes:target/classes:$(cat target/test-classpath.txt)" \
  dev.braid.fuzz.Fuzz "$@"
