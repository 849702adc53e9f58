package dev.servicelab.proxy.plan;

import java.util.Optional;

/**
 * This node at one moment, as one address family sees it: everything but the Services that a plan
 * depends on.
 *
 * @param name the name endpoints carry if they run here
 * @param zone the node's zone; empty if unknown
 * @param address the node's own address, which source ranges may name
 * @param pods how pods' traffic is known, if it is
 * @param masqueradeAll whether every client of a ClusterIP is masqueraded
 */
record Here(
    String name, String zone, String address, Optional<PodTraffic> pods, boolean masqueradeAll) {

  /** A client from outside of the cluster may have been routed here: it must be answered here. */
  Masquerade strangers() {
    if (masqueradeAll) {
      return new Masquerade.Everybody();
    }
    return pods.<Masquerade>map(Masquerade.AllBut::new).orElseGet(Masquerade.Nobody::new);
  }
}
