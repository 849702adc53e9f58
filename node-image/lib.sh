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

# need COMMAND... : has `lab setup` install what is missing.
need() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null || "$here/../labs/setup/setup.sh" --without-programs >&2 || exit
    command -v "$tool" >/dev/null || die "$tool is missing, and \`lab setup\` brought none"
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
  trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$tmp"' EXIT
  trap 'exit 130' INT TERM
  trap 'exit 1' USR1 # a part that runs in the background failed, and said so
}

# hash_of FILE-OR-DIR... : sha256 over names and contents, paths relative to node-image/; tests change nothing that is built.
hash_of() {
  (cd "$here" && find "$@" -type f ! -name '*_test.go' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64)
}

# run_logged WHAT LOG COMMAND... : runs it with its output in LOG and a progress line every 15 s.
run_logged() {
  local what=$1 log=$2 pid seconds=0
  shift 2
  "$@" >"$log" 2>&1 9>&- &
  pid=$!
  trap 'kill $pid; exit 130' INT TERM # also in the background, where the shell forgot its traps
  trap 'kill $pid; exit 1' USR1
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    if [ $((seconds % 15)) = 0 ]; then say "$what: still running, $(wc -l <"$log") log lines"; fi
  done
  trap 'exit 130' INT TERM
  trap 'exit 1' USR1
  wait "$pid" || die "$what failed; the log is $log: $(reason "$log")"
}

# reason LOG : apt's first error, else the last line.
reason() {
  grep -m 1 '^E: ' "$1" || grep -v '^ *$' "$1" | tail -n 1
}

# apt and mmdebstrap read the lower-case names only, Go both.
use_host_proxy() {
  export http_proxy=${http_proxy:-${HTTP_PROXY:-}} https_proxy=${https_proxy:-${HTTPS_PROXY:-}} no_proxy=${no_proxy:-${NO_PROXY:-}}
  if [ -z "$http_proxy" ]; then unset http_proxy; fi
  if [ -z "$https_proxy" ]; then unset https_proxy; fi
  if [ -z "$no_proxy" ]; then unset no_proxy; fi
}

# binaries NAME MODULE-DIR VERSION PACKAGE... : compiles static binaries into $cache/NAME-<hash of inputs>, unless they are
# there, and leaves that path in $built. GOPROXY, GOFLAGS, GOSUMDB and the like are the host's.
binaries() {
  local name=$1 module=$2 version=$3 key
  shift 3
  key=$(printf '%s ' "$(hash_of "$module" lib.sh)" "$(go env GOVERSION GOARCH)" "$version" "$@" | sha256sum | cut -c1-16)
  built=$cache/$name-$key
  [ ! -d "$built" ] || return 0
  say "compiling $name $version; a first build takes minutes"
  run_logged "$name: Go build" "$cache/$name.log" go_build "$module" "$tmp/$name" "$version" "$@"
  replace "$name" "$tmp/$name" "$built"
  say "$name compiled"
}

go_build() {
  local module=$1 output=$2 version=$3 flags="-s -w -X main.version=$3" package
  shift 3
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags="$flags -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=34 -X $package.gitTreeState=clean"
  done
  (cd "$here/$module" && CGO_ENABLED=0 go build -v -trimpath -ldflags "$flags" -o "$output/" "$@")
}

# replace NAME NEW PATH : puts a finished result in its place at once and removes those of other inputs.
replace() {
  find "$cache" -maxdepth 1 -name "$1-[0-9a-f]*" -exec rm -rf {} +
  mv "$2" "$3"
}

# check_go MINOR : Go 1.MINOR or newer, or one that may fetch a newer toolchain itself.
check_go() {
  local version major minor
  version=$(go env GOVERSION 2>/dev/null)
  version=${version#go}
  IFS=. read -r major minor _ <<<"$version"
  [ "${major:-0}" -gt 1 ] || [ "${minor:-0}" -ge "$1" ] || [ "$(go env GOTOOLCHAIN)" = auto ] ||
    die "Go 1.$1 or newer is needed, found ${version:-none}; \`lab setup\` installs it"
}
