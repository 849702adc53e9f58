# shellcheck shell=sh
# Sourced by images/build and images/archive: names and versions of our images. Expects ROOT.

# The version in pom.xml; manifests/ name it too.
VERSION=0.1.0

image_ref() { printf 'servicelab/%s:%s' "$1" "$VERSION"; }

# image_id REF: the id of a local image, or nothing.
image_id() { docker image inspect --format '{{.Id}}' "$1" 2>/dev/null || true; }

# image_content REF: what an image was made from (its label), or nothing.
image_content() {
  docker image inspect --format '{{index .Config.Labels "dev.servicelab.content"}}' "$1" 2>/dev/null || true
}

# list FILE...: the words of files with one word a line and # comments.
list() { sed -e '/^#/d' -e '/^$/d' "$@"; }

# hash_of PATH...: one hash over the files at and below paths, which are relative to ROOT.
hash_of() {
  (cd "$ROOT" && find "$@" -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum | sha256sum | cut -c 1-64)
}
