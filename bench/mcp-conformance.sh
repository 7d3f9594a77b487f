#!/bin/sh
# Runs the public MCP conformance suite and MCP Inspector's command line against Braid.
#
#   bench/mcp-conformance.sh            needs npm, curl and a built ./braid
#
# BRAID      how to run Braid (default ./braid)
# PORT       where it is served meanwhile (default 8931)
# WORK       where the tools are installed (default a new folder, removed at the end)
#
# Everything is installed from the npm registry, Node 22 included: both tools need it. What a
# scenario lacks because Braid is no test server stands in mcp-expected-failures.yaml; the run fails
# when anything else does. docs/mcp-conformance.md holds the last results.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
braid=${BRAID:-$here/../braid}
port=${PORT:-8931}
url=http://127.0.0.1:$port/mcp
work=${WORK:-$(mktemp -d)}
mkdir -p "$work"
server=
failed=0

finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -n "${WORK:-}" ] || rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

install() { # folder, then npm's arguments
  folder=$work/$1
  shift
  [ -d "$folder/node_modules" ] || npm install --prefix "$folder" --no-audit --no-fund --silent "$@"
}

check() { # name, then a command
  name=$1
  shift
  echo "== $name"
  if "$@"; then echo "-- ok: $name"; else
    echo "-- FAILED: $name"
    failed=1
  fi
}

# Node comes as a package whose install script fetches nothing but links the binary; the other two
# need no scripts at all. The tag is named, because npm would otherwise choose an old version that
# suits the Node it runs on.
install node node@22
install conformance-latest --ignore-scripts @modelcontextprotocol/conformance@latest
install conformance-next --ignore-scripts @modelcontextprotocol/conformance@0.2.0-alpha.12
install inspector --ignore-scripts @modelcontextprotocol/inspector@latest
PATH=$work/node/node_modules/node/bin:$PATH
export PATH
echo "node $(node --version)"

"$braid" serve --demo --http "127.0.0.1:$port" >"$work/serve.log" 2>&1 &
server=$!
for _ in $(seq 240); do
  if curl -s -f -o "$work/health" "http://127.0.0.1:$port/healthz"; then break; fi
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$work/serve.log"
    exit 1
  fi
  sleep 0.5
done

conformance() { # folder, then arguments
  folder=$work/$1
  shift
  node "$folder/node_modules/@modelcontextprotocol/conformance/dist/index.js" server --url "$url" \
    --expected-failures "$here/mcp-expected-failures.yaml" -o "$work/results" "$@" \
    >"$work/conformance.log" 2>&1 && status=0 || status=$?
  sed -n '/=== SUMMARY/,$p' "$work/conformance.log"
  return "$status"
}

check "conformance, latest release" conformance conformance-latest
check "conformance 0.2.0-alpha.12, requirements of 2025-11-25" \
  conformance conformance-next --requirements 2025-11-25

batch='{"queries":[
  {"dataset_id":1,"query":"SELECT gender, count(*) FROM users GROUP BY gender","label":"Gender"},
  {"dataset_id":"survey","query":"SELECT count(*) FROM orders","label":"Orders"}]}'
# The command of a stdio server must not look like the inspector's own options.
printf '#!/bin/sh\nexec "%s" serve --demo --stdio\n' "$braid" >"$work/stdio-server"
chmod +x "$work/stdio-server"

inspector() {
  node "$work/inspector/node_modules/.bin/mcp-inspector" --cli "$@" >"$work/inspector.log" 2>&1 ||
    { cat "$work/inspector.log"; return 1; }
}

lists_six_tools() {
  inspector "$@" --method tools/list || return 1
  tools=$(grep -c '"outputSchema"' "$work/inspector.log")
  echo "   $tools tools"
  [ "$tools" = 6 ]
}

runs_a_batch() {
  inspector "$@" --method tools/call --tool-name execute_multi_query --tool-args-json "$batch" ||
    return 1
  grep -q '"successful": 2' "$work/inspector.log" && echo "   2 of 2 queries successful"
}

reads_a_schema() {
  inspector "$@" --method resources/read --uri braid://datasets/survey/schema || return 1
  grep -q 'public.users' "$work/inspector.log" && echo "   the schema of survey"
}

check "inspector over HTTP: tools/list" lists_six_tools "$url" --transport http
check "inspector over HTTP: tools/call" runs_a_batch "$url" --transport http
check "inspector over HTTP: resources/read" reads_a_schema "$url" --transport http
check "inspector over stdio: tools/list" lists_six_tools "$work/stdio-server"
check "inspector over stdio: tools/call" runs_a_batch "$work/stdio-server"
check "inspector over stdio: resources/read" reads_a_schema "$work/stdio-server"

exit "$failed"
