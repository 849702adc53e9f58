#!/bin/sh
# Prints the Debian mirror that images are made from: LAB_DEBIAN_MIRROR, else the one that apt uses on a Debian host. Prints
# nothing elsewhere: mmdebstrap then takes its own default.
if [ -n "${LAB_DEBIAN_MIRROR:-}" ]; then
  echo "$LAB_DEBIAN_MIRROR"
  exit
fi
# shellcheck disable=SC2016 # apt expands $(REPO_URI)
apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' 2>/dev/null \
  | grep '^https\{0,1\}:' | head -n 1 || true
