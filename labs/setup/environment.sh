# shellcheck shell=sh
# Sourced after common.sh: what Testcontainers must be told by environment variables.

container_environment() {
  # It reads DOCKER_HOST, but not the contexts of the docker command.
  if [ -z "${DOCKER_HOST:-}" ] && { [ -n "${DOCKER_CONTEXT:-}" ] \
    || grep -qs currentContext "${DOCKER_CONFIG:-$HOME/.docker}/config.json"; }; then
    DOCKER_HOST=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null) || DOCKER_HOST=
    [ -z "$DOCKER_HOST" ] || export DOCKER_HOST
  fi
  # It would look for published ports on another host when it believes to be in a container itself.
  case ${DOCKER_HOST:-unix:} in
    unix:*) export TESTCONTAINERS_HOST_OVERRIDE="${TESTCONTAINERS_HOST_OVERRIDE:-localhost}" ;;
  esac
  # Clean-up is by label here; without a registry it could not start its own cleaner.
  export TESTCONTAINERS_RYUK_DISABLED=true
}
