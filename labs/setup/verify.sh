#!/bin/sh
# `lab verify`: prepares the machine, then runs the node image's test and every Maven test, live runs included. The last
# line reads `N passed, N failed, N skipped`. Exit 0 only when something passed and nothing failed.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/labs/setup/common.sh"
. "$ROOT/labs/setup/jdk.sh"
. "$ROOT/labs/setup/go.sh"
. "$ROOT/labs/setup/environment.sh"
SETUP=$ROOT/labs/setup
RESULTS=$LOGS/results.tsv # a line each: passed|failed|skipped TAB test TAB message

# node_image_test: its lines `PASS name`, `FAIL name: why`, `SKIP name: why` (or `go test -v`'s) as results.
node_image_test() {
  [ -x "$ROOT/node-image/test" ] || return 0
  say "node image"
  watched "$LOGS/node-image-test.log" "$ROOT/node-image/test"
  awk -f "$SETUP/node-results.awk" "$LOGS/node-image-test.log" >>"$RESULTS"
  failed_without_test "node image" "$LOGS/node-image-test.log"
}

maven_tests() {
  # Reports of tests that no longer exist would be counted too.
  find "$ROOT"/*/target -name 'TEST-*.xml' -exec rm -f {} + 2>/dev/null || true
  watched "$LOGS/verify.log" \
    mvn --batch-mode --no-transfer-progress --fail-at-end -f "$ROOT/pom.xml" verify
  find "$ROOT"/*/target -name 'TEST-*.xml' -exec awk -f "$SETUP/junit-results.awk" {} + >>"$RESULTS" 2>/dev/null || true
  failed_without_test Maven "$LOGS/verify.log"
}

# watched LOG COMMAND...: runs COMMAND with its output in LOG, shows its progress on stderr and sets watched_status.
watched() {
  watched_log=$1
  shift
  {
    watched_exit=0
    "$@" 2>&1 </dev/null || watched_exit=$?
    echo "$watched_exit" >"$watched_log.status"
  } | tee "$watched_log" | "$SETUP/progress.sh" >&2
  watched_status=$(cat "$watched_log.status")
  rm -f "$watched_log.status"
}

# failed_without_test WHAT LOG: a build that ended badly although no test failed (a compiler's or formatter's complaint)
# counts as a failure of its own.
failed_without_test() {
  [ "$watched_status" -ne 0 ] || return 0
  ! grep -q '^failed' "$RESULTS" || return 0
  why=$(grep -m 1 -e '^\[ERROR\]' "$2" | sed 's/^\[ERROR\] //') || why="exit $watched_status"
  printf 'failed\t%s\t%s\n' "$1" "${why:-exit $watched_status} (log: $2)" >>"$RESULTS"
}

"$SETUP/setup.sh" --without-programs
need_jdk
use_go
container_environment
mkdir -p "$LOGS"
: >"$RESULTS"
node_image_test
maven_tests

exec awk -f "$SETUP/summary.awk" "$RESULTS"
