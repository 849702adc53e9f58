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
 * @param leaving whether it is being deleted, or the cluster autoscaler has tainted it to be
 *     deleted: load balancers should stop sending to it. KEP-3836.
 */
public record NodeRecord(
    String name,
    Map<String, String> labels,
    List<String> internalIps,
    List<String> podCidrs,
    boolean leaving) {

  /** The taint of a node the cluster autoscaler is about to delete. */
  public static final String AUTOSCALER_TAINT = "ToBeDeletedByClusterAutoscaler";

  public NodeRecord {
    labels = Map.copyOf(labels);
    internalIps = List.copyOf(internalIps);
    podCidrs = List.copyOf(podCidrs);
  }
}
