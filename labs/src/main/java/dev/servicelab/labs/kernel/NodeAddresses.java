package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.LabCluster;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The addresses that a node has itself: that of its network card, and those of its bridges. */
public final class NodeAddresses {

  private static final Pattern INET = Pattern.compile("\\binet (\\d+\\.\\d+\\.\\d+\\.\\d+)/");

  private NodeAddresses() {}

  /**
   * Every IPv4 address on any interface of the node.
   *
   * @throws AssertionError if the node could not be asked
   */
  public static Set<String> of(LabCluster cluster, String node) {
    return ask(cluster, node, List.of("ip", "-4", "-o", "address", "show"));
  }

  /**
   * Every IPv4 address on one interface of the node.
   *
   * @throws AssertionError if the node could not be asked, as where there is no such interface
   */
  public static Set<String> of(LabCluster cluster, String node, String device) {
    return ask(cluster, node, List.of("ip", "-4", "-o", "address", "show", "dev", device));
  }

  private static Set<String> ask(LabCluster cluster, String node, List<String> command) {
    return parse(cluster.onNode(node, command).required("ip address show on " + node));
  }

  /** Reads what {@code ip -4 -o address show} prints. */
  public static Set<String> parse(String stdout) {
    return INET.matcher(stdout).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }
}
