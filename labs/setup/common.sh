# shellcheck shell=sh
# Sourced by `lab`, labs/setup/*.sh and images/*: messages, long steps and package installation.
# Expects ROOT (the repository) to be set. Results go to stdout; everything printed here goes to stderr.
# shellcheck disable=SC2034 # what the sourcing scripts use

# Where everything is kept that outlives a build directory; `docs/setup.md` lists what lies there.
CACHE=${LAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/servicelab}
LOGS=$ROOT/target/lab

# The front door's exit code for "this machine cannot run it"; 1 is a failure, 2 wrong arguments.
EXIT_MACHINE=4

say() { printf '%s\n' "$*" >&2; }

# cannot MESSAGE: ends the command because this machine cannot run it.
cannot() {
  say "$*"
  exit "$EXIT_MACHINE"
}

have() { command -v "$1" >/dev/null 2>&1; }

# step LOG TEXT COMMAND...: runs a long command with its output in target/lab/LOG.log. A terminal shows one line with the
# elapsed time; elsewhere one line says that it began and, when it took its time, another one that it ended. Returns the
# command's status; the caller decides what a failure means.
step() {
  step_log=$LOGS/$1.log
  step_text=$2
  shift 2
  mkdir -p "$LOGS"
  step_began=$(date +%s)
  "$@" >"$step_log" 2>&1 </dev/null &
  step_pid=$!
  # The terminal's Ctrl-C has reached the child too; a plain kill has not.
  trap 'kill "$step_pid" 2>/dev/null; say ""; exit 130' INT TERM
  if [ -t 2 ]; then step_tick "$step_pid"; else say "$step_text ..."; fi
  step_status=0
  wait "$step_pid" || step_status=$?
  trap - INT TERM
  step_took=$(($(date +%s) - step_began))
  [ ! -t 2 ] || printf '\r\033[K' >&2
  if [ "$step_status" -ne 0 ]; then
    say "$step_text: failed after $step_took s"
  elif [ -t 2 ] || [ "$step_took" -ge 2 ]; then
    say "$step_text: $step_took s"
  fi
  return "$step_status"
}

step_tick() {
  while kill -0 "$1" 2>/dev/null; do
    printf '\r\033[K%s ... %s s' "$step_text" "$(($(date +%s) - step_began))" >&2
    sleep 0.2 2>/dev/null || sleep 1
  done
}

# failed_step MESSAGE: the last lines of the log of the step that just failed, then MESSAGE; exit 1.
failed_step() {
  tail -n 20 "$step_log" | sed 's/^/  | /' >&2
  say "$* (whole log: $step_log)"
  exit 1
}

# as_root COMMAND...: runs it as root, without ever asking for a password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() {
  [ "$(id -u)" -eq 0 ] || { have sudo && sudo -n true 2>/dev/null; }
}

has_apt() { have apt-get && have dpkg; }

# package_candidate NAME: the version apt would install, or nothing.
package_candidate() {
  LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \([^(].*\)/\1/p'
}

# apt_install WHY PACKAGE...: installs Debian/Ubuntu packages; says what to do and returns 1 where that is impossible.
apt_install() {
  apt_why=$1
  shift
  if ! has_apt; then
    say "missing: $apt_why. This is no Debian or Ubuntu, so install it yourself (on Debian: $*)"
    return 1
  fi
  if ! may_be_root; then
    say "missing: $apt_why. Needs root once: sudo apt-get install --no-install-recommends $*"
    return 1
  fi
  apt_refresh || return 1
  if ! step "apt-$1" "installing $apt_why ($*)" apt_get install -y --no-install-recommends "$@"; then
    tail -n 5 "$step_log" | sed 's/^/  | /' >&2
    say "missing: $apt_why: apt-get install $* failed (log: $step_log)"
    return 1
  fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

# apt_refresh: package lists, at most once per command and only when none are there or they are older than a day.
apt_refresh() {
  [ -z "${APT_REFRESHED:-}" ] || return 0
  APT_REFRESHED=yes
  [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -mtime -1 2>/dev/null | head -n 1)" ] || return 0
  step apt-update "reading package lists" apt_get update && return 0
  # A broken third-party source fails the update though Debian's own lists arrived; the installation will tell.
  say "some package lists could not be read (log: $step_log)"
}

# need COMMAND [PACKAGE]: installs the package of a command that is missing; 1 where it cannot be had.
need() { have "$1" || apt_install "$1" "${2:-$1}"; }

# version_at_least A B: whether version A is B or newer.
version_at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$2" ]
}

# lacks_capability: whether no process here may have CAP_SYS_RESOURCE, bit 24 of the bounding set.
lacks_capability() {
  bounding=$(sed -n 's/^CapBnd:[[:space:]]*//p' /proc/self/status 2>/dev/null)
  [ -n "$bounding" ] && [ $((0x$bounding >> 24 & 1)) -eq 0 ]
}
