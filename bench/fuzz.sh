#!/bin/sh
# Random queries against PostgreSQL for as long as it is told; see docs/testing.md.
# Usage: bench/fuzz.sh [--seconds N | --queries N] [--seed S] [--data D] [--matrix all|some] ...
set -e
cd "$(dirname "$0")/.."
# Maven finds the JDK, whatever `java` on the PATH is.
exec mvn -q -B -pl engine test-compile org.codehaus.mojo:exec-maven-plugin:exec \
  -Dexec.executable=java -Dexec.classpathScope=test \
  -Dexec.args="-Xmx2g --enable-native-access=ALL-UNNAMED -Duser.timezone=UTC -classpath %classpath dev.braid.fuzz.Fuzz $*"
