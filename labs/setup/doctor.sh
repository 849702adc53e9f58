#!/bin/sh
# `lab doctor`: what this machine can run, and why not the rest. Installs nothing, starts nothing. Exit 0 when it can run
# clusters (perhaps after `lab setup`), else 4.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/labs/setup/common.sh"
. "$ROOT/labs/setup/jdk.sh"
. "$ROOT/labs/setup/maven.sh"
. "$ROOT/labs/setup/go.sh"
. "$ROOT/images/lib.sh"
SETUP=$ROOT/labs/setup
PATH=$PATH:/usr/sbin:/sbin

# What clusters need, in MiB: measured with three nodes, ours and their pods (1 GiB), and room for the tests.
ONE_NODE_MEMORY=1200
THREE_NODES_MEMORY=2600
OWN_KERNEL_MEMORY=4500 # three nodes: what their guests may take, and the control plane
DISK=8000
INOTIFY_INSTANCES=128

line() { printf '  %-18s %s\n' "$1" "$2"; }
gib() { awk -v mib="$1" 'BEGIN { printf "%.1f GiB", mib / 1024 }'; }
read_number() { cat "$1" 2>/dev/null || echo 0; }

# free_disk DIRECTORY: MiB free where it is or will be.
free_disk() {
  disk_of=$1
  while [ ! -d "$disk_of" ]; do disk_of=$(dirname "$disk_of"); done
  df -Pm "$disk_of" | awk 'NR == 2 { print $4 }'
}

machine() {
  system=$(sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\)"\{0,1\}/\1/p' /etc/os-release 2>/dev/null || true)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo 2>/dev/null || true)
  memory=${memory:-0}
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then cgroups=2; else cgroups=1; fi
  instances=$(read_number /proc/sys/fs/inotify/max_user_instances)
  docker_root=$(docker info --format '{{.DockerRootDir}}' 2>/dev/null || true)
  [ -n "$docker_root" ] && [ -d "$docker_root" ] || docker_root=/var/lib/docker
  disk=$(free_disk "$docker_root")

  echo "This machine"
  line system "${system:-$(uname -s)}, $(uname -s) $(uname -r), $(uname -m)"
  line cores "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo unknown)"
  line memory "$(gib "$memory") available"
  line disk "$(gib "$disk") free for Docker in $docker_root, $(gib "$(free_disk "$CACHE")") for $CACHE"
  line cgroups "version $cgroups"
  line inotify "$instances instances and $(read_number /proc/sys/fs/inotify/max_user_watches) watches a user"
  if [ -c /dev/kmsg ]; then line /dev/kmsg there; else line /dev/kmsg "missing"; fi
  if lacks_capability; then
    line capabilities "no CAP_SYS_RESOURCE, so privileged containers need the runtime 'bounded', which lab setup gives a Docker it starts"
  fi
}

programs() {
  echo "Programs"
  if jdk=$(find_jdk); then
    export JAVA_HOME="$jdk" # Maven's too
    line JDK "$(jdk_version "$jdk") in $jdk"
  else
    line JDK "$JDK_VERSION missing"
  fi
  maven=$(maven_version)
  line Maven "${maven:-missing}"
  docker_state
  if have mmdebstrap; then line mmdebstrap "$(mmdebstrap --version | sed 's/.* //')"; else line mmdebstrap missing; fi
  if go=$(find_go); then
    line Go "$(cd / && "$go" env GOVERSION)"
  else
    line Go "$GO_OLDEST or newer missing (only for building a node image here)"
  fi
}

# docker_state: sets docker_problem to what keeps clusters from running, if anything.
docker_state() {
  docker_problem=
  docker_later=
  if server=$(docker version --format '{{.Server.Version}}' 2>/dev/null) && [ -n "$server" ]; then
    line Docker "$server running, $(docker info --format 'storage {{.Driver}}, runtime {{.DefaultRuntime}}' 2>/dev/null)"
  elif problem=$("$SETUP/docker.sh" check 2>&1); then
    line Docker "not running; lab setup starts it${problem:+ ($problem)}"
    docker_later=" (after ./lab setup)"
  else
    docker_problem=$problem
    line Docker "$problem"
  fi
}

kernel() {
  echo "Kernel (tried in a network namespace of its own)"
  if ! have unshare; then
    probes="everything untried (unshare is not installed)"
  elif ! probes=$(unshare -n "$SETUP/kernel-probe.sh" 2>/dev/null || unshare -rn "$SETUP/kernel-probe.sh" 2>/dev/null); then
    probes="everything untried (needs root or unprivileged user namespaces)"
  fi
  if has_module overlay; then overlay=yes; else overlay=no; fi
  ip_vs=no
  if has_module ip_vs && has_module dummy; then ip_vs=loadable; fi
  if [ -e /proc/net/ip_vs ] && [ -d /sys/module/dummy ]; then ip_vs=yes; fi
  printf '%s\noverlay %s\nip_vs %s\n' "$probes" "$overlay" "$ip_vs" | while read -r name result; do
    line "$name" "$result"
  done
}

# has_module NAME: whether the kernel has it built in, loaded or to load. Loads nothing.
has_module() {
  [ -d "/sys/module/$1" ] || grep -qsw "$1" /proc/filesystems || [ -e "/proc/net/$1" ] || modprobe -n -q "$1" 2>/dev/null
}

images() {
  echo "Images"
  if [ -n "$docker_problem$docker_later" ]; then
    line unknown "Docker does not answer"
    return
  fi
  line nodes "$(node_images)"
  own_kernel=$(docker images --format '{{.Repository}}:{{.Tag}}' servicelab/node-own-kernel | head -n 1)
  line "own kernel" "${own_kernel:-not built yet: the first run with --mode ipvs does, where this kernel has no ip_vs}"
  for image in base proxy dns demo tools; do
    ref=$(image_ref "$image")
    if [ -n "$(image_id "$ref")" ]; then line "$image" "$ref"; else line "$image" "not built yet"; fi
  done
}

node_images() {
  if [ -n "${LAB_NODE_IMAGE:-}" ]; then
    echo "$LAB_NODE_IMAGE (LAB_NODE_IMAGE)"
    return
  fi
  found=$(docker images --format '{{.Repository}}:{{.Tag}}' | grep -e '^rancher/k3s:' -e '^servicelab/node:' | head -n 1 | tr '\n' ' ')
  echo "${found:-not there yet: pulled or built by the first lab run}"
}

# cluster_problem MEMORY: why no cluster of that size can run, or nothing.
cluster_problem() {
  if [ "$(uname -s)" != Linux ]; then
    [ -z "$docker_problem" ] || echo "Docker, see above"
    return
  fi
  if [ -n "$docker_problem" ]; then
    echo "Docker, see above"
  elif [ "$overlay" = no ]; then
    echo "the kernel has no overlay file system"
  elif [ "$memory" -lt "$1" ]; then
    echo "$(gib "$memory") of memory available, $(gib "$1") needed"
  elif [ "$disk" -lt "$DISK" ]; then
    echo "$(gib "$disk") of disk free for Docker, $(gib "$DISK") needed"
  elif [ "$instances" -lt "$INOTIFY_INSTANCES" ]; then
    echo "too few inotify instances: sudo sysctl fs.inotify.max_user_instances=$INOTIFY_INSTANCES"
  fi
}

# verdict WHAT PROBLEM: prints yes or the reason.
verdict() {
  if [ -z "$2" ]; then line "$1" "yes${3:-}"; else line "$1" "no: $2"; fi
}

verdicts() {
  echo "What it can run"
  java_problem=
  if ! find_jdk >/dev/null && ! { has_apt && may_be_root; }; then java_problem="JDK $JDK_VERSION is missing"; fi
  verdict "no cluster" "$java_problem" " (render, proxy and dns with --manifests)"
  namespace_problem=
  case $probes in
    *"iptables-nft yes"* | *"iptables-legacy yes"*) ;;
    everything*) namespace_problem=${probes#everything untried } ;;
    *) namespace_problem="iptables does not work in a network namespace" ;;
  esac
  verdict namespace "$namespace_problem" " (the proxy in a network namespace)"
  one_node=${java_problem:-$(cluster_problem "$ONE_NODE_MEMORY")}
  verdict "one node" "$one_node" "$docker_later"
  verdict "three nodes" "${java_problem:-$(cluster_problem "$THREE_NODES_MEMORY")}" "$docker_later"
  ipvs_verdict
  untested
  [ -z "$one_node" ] || exit "$EXIT_MACHINE"
}

# ipvs_verdict: on which kernel the nodes of --mode ipvs run, and why.
ipvs_verdict() {
  own=$(own_kernel_problem)
  case $ip_vs in
    yes) verdict IPVS "$one_node" " (this kernel has ip_vs)$docker_later" ;;
    loadable) verdict IPVS "$one_node" " (ip_vs is loaded if you allow it or say --load-modules${own:+; else no: $own})$docker_later" ;;
    *) verdict IPVS "${one_node:-${own:+this kernel has no ip_vs, and $own}}" \
      " (this kernel has no ip_vs: nodes get a kernel of their own, User-Mode Linux)$docker_later" ;;
  esac
}

# own_kernel_problem: why nodes cannot have a kernel of their own, or nothing.
own_kernel_problem() {
  if [ "$(uname -m)" != x86_64 ]; then
    echo "nodes with a kernel of their own need x86_64"
  elif [ ! -c /dev/net/tun ]; then
    echo "nodes with a kernel of their own need /dev/net/tun (module tun)"
  elif [ "$memory" -lt "$OWN_KERNEL_MEMORY" ]; then
    echo "nodes with a kernel of their own need $(gib "$OWN_KERNEL_MEMORY") of memory"
  fi
}

untested() {
  case "$(uname -s) $(uname -m) $(uname -r)" in
    Darwin*) kind="macOS" ;;
    *[Mm]icrosoft*) kind="WSL2" ;;
    *aarch64* | *arm64*) kind="arm64" ;;
    *) kind= ;;
  esac
  [ -z "$kind" ] || line note "this is $kind, where ServiceLab is untested"
  line untested "macOS, WSL2 and arm64"
}

machine
programs
kernel
images
verdicts
