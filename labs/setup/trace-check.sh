#!/bin/sh
# `lab trace --check [--sets N] [--seed S]`: does the tracer tell the truth? The table of packets and made-up packets (250 a
# set), by the tracer, by real sockets in network namespaces, and by the kernel's own traces, rule by rule. Exit 0 if all
# agree, 1 if not (the log tells about what), 2 for wrong arguments, 4 where no network namespace can be had.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/labs/setup/common.sh"
. "$ROOT/labs/setup/jdk.sh"
. "$ROOT/labs/setup/maven.sh"

wrong() {
  printf 'lab trace --check: %s (it takes --sets N and --seed S)\n' "$*" >&2
  exit 2
}

# number OPTION VALUE: a whole number from 1 on.
number() {
  case ${2:-} in
    '' | *[!0-9]* | 0*) wrong "$1 needs a whole number from 1 on, not '${2:-}'" ;;
  esac
}

sets=40
seed=1
while [ $# -gt 0 ]; do
  case $1 in
    --sets) number "$1" "${2:-}" && sets=$2 ;;
    --seed) number "$1" "${2:-}" && seed=$2 ;;
    *) wrong "unknown argument '$1'" ;;
  esac
  shift 2
done

need_jdk
need_maven
mkdir -p "$LOGS"
log=$LOGS/trace-check.log
say "the table of packets, and $sets sets of 250 made-up packets from seed $seed (log: $log)"
failed=
(cd "$ROOT" && PATH=$PATH:/usr/sbin:/sbin mvn --batch-mode --no-transfer-progress -q -pl cluster-state,proxy-impl test \
  -Dtest='TracedTableTest,RealTableTest,TableInTheKernelTest,KernelTraceTest' -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspotless.check.skip=true "-Dservicelab.sets=$sets" "-Dservicelab.seed=$seed") >"$log" 2>&1 || failed=yes
if why=$(grep -m 1 'KernelTraceTest skipped: ' "$log"); then
  cannot "packets cannot be sent here: ${why#*skipped: }"
fi
grep 'KernelTraceTest: ' "$log" | sed 's/^.*KernelTraceTest: //' || true
if [ -n "$failed" ]; then
  grep -m 3 '^\[ERROR\]' "$log" >&2 || tail -n 5 "$log" >&2
  exit 1
fi
