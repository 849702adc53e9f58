#!/bin/sh
# `lab setup`: finds or installs what the labs need, starts Docker, compiles the programs. Safe to repeat.
# labs/setup/setup.sh --without-programs leaves out the last, for `lab verify`, which compiles them with their tests.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/labs/setup/common.sh"
. "$ROOT/labs/setup/jdk.sh"
. "$ROOT/labs/setup/maven.sh"
. "$ROOT/labs/setup/go.sh"

ensure_maven() {
  if jdk_home=$(find_jdk); then export JAVA_HOME="$jdk_home"; fi
  need_maven
}

ensure_docker() { "$ROOT/labs/setup/docker.sh" ensure; }

# ensure_image_tools: what images are made with. mmdebstrap checks Debian's signatures, also on Ubuntu.
ensure_image_tools() {
  need mmdebstrap || return
  [ ! -d /etc/apt ] || [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] \
    || apt_install "Debian's signing keys" debian-archive-keyring
}

# ensure_namespace_tools: what the proxy's tests need in a network namespace of their own.
ensure_namespace_tools() {
  PATH=$PATH:/usr/sbin:/sbin
  need iptables && need conntrack
}

# Each in a subshell, so that one run tells all that is missing.
missing=
for part in need_jdk ensure_maven ensure_docker ensure_image_tools; do
  ("$part") || missing=yes
done
[ "$(uname -s)" != Linux ] || (ensure_namespace_tools) \
  || say "(without them the proxy's tests with the real iptables are skipped)"
need_go || say "(without Go no node image can be built here: LAB_NODE_IMAGE or a rancher/k3s that can be pulled is needed)"
[ -z "$missing" ] || exit "$EXIT_MACHINE"

need_jdk
[ "${1:-}" = --without-programs ] || need_jars
say "ready: JDK $(jdk_version "$JAVA_HOME") in $JAVA_HOME, Docker $(docker version --format '{{.Server.Version}}')"
