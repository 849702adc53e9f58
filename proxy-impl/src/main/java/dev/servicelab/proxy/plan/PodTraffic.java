package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.Cidr;

/** By what a packet of this cluster's pods is known on a node. */
public sealed interface PodTraffic {

  /** Its source address is in a range: the cluster's, or the node's own part of it. */
  record FromRange(Cidr range) implements PodTraffic {}

  /** It came in by the bridge that all pods of the node hang on. */
  record ByInterface(String name) implements PodTraffic {}

  /** It came in by an interface whose name begins like this: each pod has one of its own. */
  record ByInterfacePrefix(String prefix) implements PodTraffic {}
}
