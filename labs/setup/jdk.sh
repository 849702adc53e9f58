# shellcheck shell=sh
# Sourced after common.sh: finds or installs the JDK. The oldest one that compiles this project:
JDK_VERSION=25

# jdk_version HOME: the feature version of a JDK (not of a bare runtime), or 0.
jdk_version() {
  if [ -x "$1/bin/javac" ] && [ -x "$1/bin/jlink" ] && [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    echo 0
  fi
}

# find_jdk: prints the home of a JDK that is new enough; 1 where there is none. JAVA_HOME first, then the java on the
# PATH, then the usual places, exactly $JDK_VERSION before newer ones.
find_jdk() {
  jdk_path=$(command -v javac 2>/dev/null) && jdk_path=$(readlink -f "$jdk_path" 2>/dev/null) || jdk_path=
  for jdk_wanted in exact newer; do
    for jdk_home in "${JAVA_HOME:-}" "${jdk_path%/bin/javac}" /usr/lib/jvm/* /usr/java/* /opt/*jdk* \
      "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
      [ -n "$jdk_home" ] || continue
      jdk_found=$(jdk_version "$jdk_home")
      if [ "${jdk_found:-0}" -eq "$JDK_VERSION" ] \
        || { [ "$jdk_wanted" = newer ] && [ "${jdk_found:-0}" -gt "$JDK_VERSION" ]; }; then
        echo "$jdk_home"
        return
      fi
    done
  done
  return 1
}

# need_jdk: sets and exports JAVA_HOME, installing a JDK where the distribution has one.
need_jdk() {
  if ! jdk_home=$(find_jdk); then
    jdk_package=openjdk-$JDK_VERSION-jdk-headless
    has_apt && may_be_root && apt_refresh
    if has_apt && [ -z "$(package_candidate "$jdk_package")" ]; then
      cannot "missing: JDK $JDK_VERSION, which this distribution does not have. Unpack one (for example Temurin) below /usr/lib/jvm or set JAVA_HOME"
    fi
    apt_install "JDK $JDK_VERSION" "$jdk_package" || exit "$EXIT_MACHINE"
    jdk_home=$(find_jdk) || cannot "missing: JDK $JDK_VERSION; $jdk_package brought none. Set JAVA_HOME"
  fi
  JAVA_HOME=$jdk_home
  export JAVA_HOME
}
