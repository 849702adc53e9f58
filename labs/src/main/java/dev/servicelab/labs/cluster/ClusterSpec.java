package dev.servicelab.labs.cluster;

/**
 * What a run asks of a cluster; equal specs may share one cluster.
 *
 * @param nodes number of nodes, 1 to 3: node1 is the server, the others are agents
 * @param proxy whose Service proxy runs
 * @param dns whose cluster DNS runs
 * @param mode in which mode the Service proxy is
 */
public record ClusterSpec(int nodes, Implementation proxy, Implementation dns, Mode mode) {

  /** The spec of a run that asked for nothing: three nodes, both implementations ours, iptables. */
  public static final ClusterSpec DEFAULT =
      new ClusterSpec(3, Implementation.OWN, Implementation.OWN, Mode.IPTABLES);

  /**
   * Checks the number of nodes.
   *
   * @throws IllegalArgumentException one line that names it and what is allowed
   */
  public ClusterSpec {
    if (nodes < 1 || nodes > 3) {
      throw new IllegalArgumentException("nodes must be 1, 2 or 3, not " + nodes);
    }
  }

  /**
   * The spec of the current run, from the system properties {@code servicelab.nodes}, {@code
   * servicelab.proxy}, {@code servicelab.dns} and {@code servicelab.mode}; what is not set is taken
   * from {@link #DEFAULT}.
   *
   * @throws IllegalArgumentException if a property holds a value that is not allowed
   */
  public static ClusterSpec fromSystemProperties() {
    String nodes = System.getProperty("servicelab.nodes", Integer.toString(DEFAULT.nodes()));
    return new ClusterSpec(
        number(nodes),
        Implementation.of(System.getProperty("servicelab.proxy", DEFAULT.proxy().word())),
        Implementation.of(System.getProperty("servicelab.dns", DEFAULT.dns().word())),
        Mode.of(System.getProperty("servicelab.mode", DEFAULT.mode().word())));
  }

  /** One line for people: {@code 3 nodes, proxy own (iptables), dns own}. */
  public String describe() {
    return "%d node%s, proxy %s (%s), dns %s"
        .formatted(nodes, nodes == 1 ? "" : "s", proxy.word(), mode.word(), dns.word());
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("nodes must be 1, 2 or 3, not " + text, e);
    }
  }
}
