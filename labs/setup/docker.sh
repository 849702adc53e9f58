#!/bin/sh
# Makes sure that Docker answers: labs/setup/docker.sh ensure|check
# ensure installs it where it may and starts the daemon where no init system does; what is in the way is said in one line
# (exit 4). check only tells whether ensure would have a chance. A Docker that already runs is never touched, and neither
# is a remote one.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/labs/setup/common.sh"
SETUP=$ROOT/labs/setup
DAEMON_LOG=$CACHE/dockerd.log
SOCKET=/var/run/docker.sock
FORBIDDEN="you may not use Docker: sudo usermod -aG docker $(id -un), log in again, then try again"
# What dockerd's last words begin with.
GAVE_UP='^\(failed to start daemon\|unable to configure\)'

# answers: whether a daemon is there. A hung one counts as none after 20 seconds.
answers() {
  if have timeout; then set -- timeout 20; else set --; fi
  "$@" docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

# forbidden: whether there is a daemon that this user may not talk to.
forbidden() { [ -S "$SOCKET" ] && [ ! -w "$SOCKET" ]; }

# endpoint: where the docker command looks for its daemon.
endpoint() {
  endpoint=${DOCKER_HOST:-$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || true)}
  echo "${endpoint:-unix:///var/run/docker.sock}"
}

# only_ours_to_start: ends here when the daemon is someone else's or out of reach.
only_ours_to_start() {
  case $(uname -s) in
    Linux) ;;
    *) cannot "Docker does not answer: start Docker Desktop (or another Docker engine), then try again" ;;
  esac
  where=$(endpoint)
  case $where in
    unix:///var/run/docker.sock | unix:///run/docker.sock) ;;
    *) cannot "Docker at $where does not answer: start it, or unset DOCKER_HOST and DOCKER_CONTEXT to use this machine's own" ;;
  esac
  ! forbidden || cannot "$FORBIDDEN"
  if ! may_be_root; then
    if have dockerd; then
      cannot "Docker is not running: start it once as root, for example: sudo systemctl start docker"
    fi
    cannot "Docker is missing and needs root once: sudo apt-get install docker.io, and sudo usermod -aG docker $(id -un)"
  fi
}

find_dockerd() {
  PATH=$PATH:/usr/sbin:/sbin
  if have dockerd && have docker && have iptables; then return; fi
  ! may_be_root || ! has_apt || apt_refresh
  set -- docker.io iptables
  # A package of its own in newer distributions, and only recommended by the first.
  [ -z "$(package_candidate docker-cli)" ] || set -- "$@" docker-cli
  apt_install Docker "$@" || exit "$EXIT_MACHINE"
  have dockerd || cannot "missing: dockerd; the package docker.io brought none"
  if answers && lacks_capability; then
    # The package has just started it, but without the runtime that it needs here.
    as_root service docker stop >/dev/null 2>&1 || true
  fi
}

# start_daemon: by systemd where it runs, else as a process of its own session that outlives this shell.
start_daemon() {
  if [ -d /run/systemd/system ]; then
    as_root systemctl start docker >/dev/null 2>&1 || true # wait_for_daemon tells
    return
  fi
  set -- dockerd
  if lacks_capability; then
    # A copy, for the daemon needs it for as long as it runs, wherever this checkout goes.
    cp "$SETUP/bounded-runc" "$CACHE/bounded-runc"
    set -- "$@" --add-runtime "bounded=$CACHE/bounded-runc" --default-runtime bounded
  fi
  # Neither the daemon nor the subshell that waits for it may keep open what this command was given (a caller reads its
  # output to the end) or has opened.
  (
    exec >"$DAEMON_LOG" 2>&1 </dev/null 3>&- 8>&- 9>&-
    as_root setsid nohup "$@"
  ) &
}

wait_for_daemon() {
  tries=0
  until answers || forbidden; do
    tries=$((tries + 1))
    if [ "$tries" -ge 100 ] || grep -q "$GAVE_UP" "$DAEMON_LOG" 2>/dev/null; then return 1; fi
    sleep 0.3 2>/dev/null || sleep 1
  done
}

ensure() {
  if have docker && answers; then return; fi
  only_ours_to_start
  mkdir -p "$CACHE"
  # Two commands started at once must not both start it.
  if have flock; then
    exec 9>"$CACHE/docker.lock"
    flock 9
    ! { have docker && answers; } || return 0
  fi
  find_dockerd
  # Installing may have started it already.
  if ! answers; then
    : >"$DAEMON_LOG"
    start_daemon
  fi
  if ! step docker-start "starting Docker" wait_for_daemon; then
    [ ! -s "$DAEMON_LOG" ] || tail -n 3 "$DAEMON_LOG" | sed 's/^/  | /' >&2
    cannot "Docker does not start (log: $DAEMON_LOG, or journalctl -u docker)"
  fi
  ! forbidden || cannot "$FORBIDDEN"
}

case ${1:-} in
  ensure) ensure ;;
  check) answers || only_ours_to_start ;;
  *)
    say "usage: labs/setup/docker.sh ensure|check"
    exit 2
    ;;
esac
