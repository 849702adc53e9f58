#!/bin/sh
# Runs the labs' Java command line: labs/setup/java.sh COMMAND ARGUMENT...
# Makes sure of a JDK and of up-to-date programs only. Docker is the command line's own affair (it calls docker.sh), after
# it has understood the arguments.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/labs/setup/common.sh"
. "$ROOT/labs/setup/jdk.sh"
. "$ROOT/labs/setup/maven.sh"
. "$ROOT/labs/setup/go.sh"
. "$ROOT/labs/setup/environment.sh"

need_jdk
need_jars

case ${1:-} in
  # The only ones that build node images.
  run | up | bench | equal) use_go ;;
esac
container_environment

exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx1g --enable-native-access=ALL-UNNAMED \
  -Dservicelab.root="$ROOT" -cp "$ROOT/labs/target/labs.jar:$ROOT/labs/target/lib/*" \
  dev.servicelab.labs.cli.LabMain "$@"
