# Shared by build, build-reference and test: cache, progress lines, hashes, Go settings. Sourced by bash.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${LAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/servicelab}/node-image
kubernetes=v1.34.4
started=$SECONDS

say() { printf '[%3ds] %s\n' $((SECONDS - started)) "$*" >&2; }

die() {
  say "$*"
  exit 1
}

need() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null || die "$tool is missing; \`lab setup\` installs it"
  done
}

# One build at a time; what an interrupted one left behind goes first.
open_cache() {
  mkdir -p "$cache" || die "cannot write to $cache"
  exec 9>"$cache/lock"
  flock -n 9 || { say "waiting for another build" && flock 9; }
  rm -rf "$cache"/tmp.*
  tmp=$cache/tmp.$$
  mkdir "$tmp"
  trap 'rm -rf "$tmp"' EXIT
  trap 'exit 130' INT TERM
}

# hash_of FILE-OR-DIR... : sha256 over names and contents, paths relative to node-image/.
hash_of() {
  (cd "$here" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64)
}

# run_logged WHAT LOG COMMAND... : runs it with its output in LOG and a progress line every 15 s.
run_logged() {
  local what=$1 log=$2 pid seconds=0
  shift 2
  "$@" >"$log" 2>&1 9>&- &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    if [ $((seconds % 15)) = 0 ]; then say "$what: still running, $(wc -l <"$log") log lines"; fi
  done
  wait "$pid" || die "$what failed; the log is $log: $(grep -v '^ *$' "$log" | tail -n 1)"
}

# apt and mmdebstrap read the lower-case names only, Go both.
use_host_proxy() {
  export http_proxy=${http_proxy:-${HTTP_PROXY:-}} https_proxy=${https_proxy:-${HTTPS_PROXY:-}} no_proxy=${no_proxy:-${NO_PROXY:-}}
  if [ -z "$http_proxy" ]; then unset http_proxy; fi
  if [ -z "$https_proxy" ]; then unset https_proxy; fi
  if [ -z "$no_proxy" ]; then unset no_proxy; fi
}

# go_build MODULE-DIR OUTPUT VERSION PACKAGE... : static binaries of that module; GOPROXY, GOFLAGS and GOSUMDB are the host's.
go_build() {
  local module=$1 output=$2 version=$3 flags="-s -w" package
  shift 3
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags="$flags -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=34 -X $package.gitTreeState=clean"
  done
  (cd "$here/$module" && CGO_ENABLED=0 go build -v -trimpath -ldflags "$flags -X main.version=$version" -o "$output/" "$@")
}

check_go() {
  local version major minor
  version=$(go env GOVERSION 2>/dev/null)
  version=${version#go}
  IFS=. read -r major minor _ <<<"$version"
  [ "${major:-0}" -gt 1 ] || [ "${minor:-0}" -ge 24 ] || die "Go 1.24 or newer is needed, found ${version:-none}; \`lab setup\` installs it"
}
