# shellcheck shell=sh
# Sourced after common.sh and jdk.sh: finds or installs Maven, and compiles the Java programs when they are out of date.
MAVEN_OLDEST=3.8

# maven_version: what `mvn` on the PATH is, or nothing.
maven_version() { mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p'; }


need_maven() {
  maven_found=$(maven_version)
  [ -z "$maven_found" ] || ! version_at_least "$maven_found" "$MAVEN_OLDEST" || return 0
  if [ -n "$maven_found" ]; then
    cannot "Maven $maven_found on the PATH is too old: $MAVEN_OLDEST or newer is needed"
  fi
  apt_install Maven maven || exit "$EXIT_MACHINE"
}

# The programs, made by the last module; its target directory goes with `mvn clean`, and the stamp with it.
JARS_STAMP=$ROOT/labs/target/lab.stamp

# jars_are_current: whether nothing that goes into the jars has changed since they were made. Directories count: a file
# that was removed changes its directory.
jars_are_current() {
  [ -f "$JARS_STAMP" ] && [ -f "$ROOT/labs/target/labs.jar" ] || return 1
  [ -z "$(cd "$ROOT" && find pom.xml features ./*/pom.xml ./*/src/main -newer "$JARS_STAMP" 2>/dev/null | head -n 1)" ]
}

# need_jars: compiles and packages (without tests) what is out of date, unless LAB_AS_BUILT says that it is fine as it is: a
# lab that types ./lab commands shall not wait for a compiler. Needs JAVA_HOME.
need_jars() {
  [ -z "${LAB_AS_BUILT:-}" ] || [ ! -f "$ROOT/labs/target/labs.jar" ] || return 0
  jars_are_current && return
  need_maven
  mkdir -p "$LOGS"
  if have flock; then
    exec 8>"$LOGS/build.lock"
    flock 8
    # Another command has just made them.
    jars_are_current && return
  fi
  touch "$LOGS/build.began"
  step build "compiling" maven_package || compile_failed
  mv "$LOGS/build.began" "$JARS_STAMP"
  exec 8>&-
}

maven_package() {
  (cd "$ROOT" && mvn --batch-mode --no-transfer-progress -q -T 1C -Dmaven.test.skip=true -Dspotless.check.skip=true package 8>&-)
}

# shellcheck disable=SC2154 # step sets step_log
# compile_failed: the compiler's own lines, or else the end of the log; exit 1.
compile_failed() {
  if grep -q '^\[ERROR\].*\.java:\[' "$step_log"; then
    # Maven prints every compiler message twice; up to the second time is enough.
    sed -n -e '/^\[ERROR\] Failed to execute/q' -e "s|^\[ERROR\] $ROOT/||p" "$step_log" | awk '!seen[$0]++' >&2
    say "the Java sources do not compile (whole log: $step_log)"
    exit 1
  fi
  failed_step "Maven could not build the Java programs"
}
