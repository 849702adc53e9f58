#!/bin/sh
# `lab setup`: finds or installs what the labs need, starts Docker, compiles the programs. Safe to repeat.
# labs/setup/setup.sh --without-programs leaves out the last, for `lab verify`, which compiles them with their tests.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/labs/setup/common.sh"
. "$ROOT/labs/setup/jdk.sh"
. "$ROOT/labs/setup/maven.sh"
. "$ROOT/labs/setup/go.sh"

need_jdk
need_maven
"$ROOT/labs/setup/docker.sh" ensure
# What the images are made with. mmdebstrap checks Debian's signatures, also on Ubuntu.
need mmdebstrap || exit "$EXIT_MACHINE"
if has_apt && [ ! -e /usr/share/keyrings/debian-archive-keyring.gpg ]; then
  apt_install "Debian's signing keys" debian-archive-keyring || exit "$EXIT_MACHINE"
fi
need_go || say "without Go no node image can be built here: LAB_NODE_IMAGE or a rancher/k3s that can be pulled is needed"
[ "${1:-}" = --without-programs ] || need_jars
say "ready: JDK $(jdk_version "$JAVA_HOME") in $JAVA_HOME, Docker $(docker version --format '{{.Server.Version}}')"
