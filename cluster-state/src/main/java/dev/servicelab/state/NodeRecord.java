package dev.servicelab.state;

import java.util.List;
import java.util.Map;

/**
 * A Node.
 *
 * @param name the name
 * @param labels its labels; {@code topology.kubernetes.io/zone} names its zone
 * @param internalIps its addresses of type InternalIP, in the object's order
 * @param podCidrs {@code spec.podCIDRs}
 */
public record NodeRecord(
    String name, Map<String, String> labels, List<String> internalIps, List<String> podCidrs) {

  public NodeRecord {
    labels = Map.copyOf(labels);
    internalIps = List.copyOf(internalIps);
    podCidrs = List.copyOf(podCidrs);
  }
}
