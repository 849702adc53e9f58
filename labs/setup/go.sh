# shellcheck shell=sh
# Sourced after common.sh: finds or installs Go, with which node-image/ builds Kubernetes from its published modules.
GO_OLDEST=1.24
# From this version on, Go fetches the newer toolchain that a module asks for as a module of its own.
GO_SELF_UPDATING=1.21

# find_go: prints a Go that builds what needs GO_OLDEST; 1 where there is none.
find_go() {
  for go_command in "$(command -v go)" /usr/lib/go-*/bin/go /usr/local/go/bin/go; do
    [ -x "$go_command" ] || continue
    # Not in this checkout, whose go.mod files would choose another toolchain.
    go_found=$(cd / && "$go_command" env GOVERSION 2>/dev/null | sed 's/^go//; s/[a-z ].*//')
    go_oldest=$GO_SELF_UPDATING
    [ "$(cd / && "$go_command" env GOTOOLCHAIN 2>/dev/null)" != local ] || go_oldest=$GO_OLDEST
    if [ -n "$go_found" ] && version_at_least "$go_found" "$go_oldest"; then
      echo "$go_command"
      return
    fi
  done
  return 1
}


# need_go: installs the newest Go the distribution has when none is there; 1 where that is not new enough.
need_go() {
  find_go >/dev/null && return
  if has_apt; then
    apt_refresh
    for go_package in golang-go golang-1.26-go golang-1.25-go golang-1.24-go; do
      go_candidate=$(package_candidate "$go_package" | sed 's/^[0-9]*://; s/[~+-].*//')
      if [ -n "$go_candidate" ] && version_at_least "$go_candidate" "$GO_SELF_UPDATING"; then
        apt_install "Go" "$go_package" && find_go >/dev/null
        return
      fi
    done
  fi
  say "missing: Go $GO_OLDEST or newer, which this distribution does not have: install it from its makers (go.dev) so that 'go' is on the PATH"
  return 1
}

# use_go: puts the Go that find_go finds first on the PATH; where there is none, whoever needs it will say so.
use_go() {
  go_used=$(find_go) || return 0
  [ "$go_used" = "$(command -v go)" ] || PATH=$(dirname "$go_used"):$PATH
}
