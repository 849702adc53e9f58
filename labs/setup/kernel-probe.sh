#!/bin/sh
# Run by doctor.sh in a network namespace of its own: tries the kernel features that the labs use, for real, and prints a
# line each: NAME yes|no|untried REASON. Everything made here goes with the namespace.
PATH=$PATH:/usr/sbin:/sbin
# The machine's own lock may not be ours, and nobody else writes rules here.
XTABLES_LOCKFILE=$(mktemp)
export XTABLES_LOCKFILE
trap 'rm -f "$XTABLES_LOCKFILE"' EXIT

# probe NAME COMMAND...: yes when COMMAND succeeds, untried when its program is not installed.
probe() {
  name=$1
  shift
  if ! command -v "$1" >/dev/null 2>&1; then
    echo "$name untried ($1 is not installed here)"
  elif error=$("$@" 2>&1 >/dev/null); then
    echo "$name yes"
  else
    echo "$name no $(echo "$error" | head -n 1)"
  fi
}

probe veth ip link add lab0 type veth peer name lab1
probe iptables-nft iptables-nft -t nat -A POSTROUTING -m statistic --mode random --probability 0.5 -j MASQUERADE
probe iptables-legacy iptables-legacy -t nat -A POSTROUTING -m addrtype --src-type LOCAL -j MASQUERADE
probe conntrack iptables-nft -A FORWARD -m conntrack --ctstate INVALID -j DROP
probe nftables nft 'add table ip lab; add map ip lab m { type ipv4_addr . inet_proto . inet_service : verdict; }'
probe ipset ipset create lab hash:ip,port
probe dummy ip link add lab2 type dummy
