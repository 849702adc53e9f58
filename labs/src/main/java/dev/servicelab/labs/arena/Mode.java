package dev.servicelab.labs.arena;

/** A mode in which both proxies can be put side by side. */
public enum Mode {
  /** Each in a network namespace of this machine's kernel. */
  IPTABLES,
  /** Each in a pod, on a node whose kernel has IPVS. */
  IPVS
}
