package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A container that Kubernetes did not make, reduced to what the network sees of it: a network
 * namespace on the node, a pair of connected interfaces with one end in it, and the node as its
 * router. No bridge, no CNI plugin and no masquerading belong to it.
 *
 * @param cluster its cluster
 * @param node the name of its node
 * @param name the name of the network namespace and, shortened, of the node's interface
 * @param address its IPv4 address, out of a range that no cluster uses
 */
public record ForeignContainer(LabCluster cluster, String node, String name, String address) {

  /** Documentation addresses (RFC 5737): neither pods nor Services nor nodes have them. */
  private static final String RANGE = "203.0.113.";

  /** Further documentation addresses. */
  private static final String CROWD = "192.0.2.";

  /** How many networks of four addresses the range holds. */
  private static final int NETWORKS = 64;

  /** One after the other, so that no two of those that are there at the same time share one. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(NETWORKS));

  /**
   * Makes one.
   *
   * @param name unique on the node, also in what follows its last hyphen (at most 11 characters)
   * @throws AssertionError if the node refused; then nothing of it is left
   */
  public static ForeignContainer create(LabCluster cluster, String node, String name) {
    int network = 4 * (NEXT.getAndIncrement() % NETWORKS);
    String router = RANGE + (network + 1);
    ForeignContainer made = new ForeignContainer(cluster, node, name, RANGE + (network + 2));
    String outside = outside(name);
    try {
      made.run("ip", "netns", "add", name);
      made.run("ip", "link", "add", outside, "type", "veth", "peer", "eth0", "netns", name);
      made.run("ip", "address", "add", router + "/30", "dev", outside);
      made.run("ip", "link", "set", outside, "up");
      made.run("ip", "-n", name, "address", "add", made.address + "/30", "dev", "eth0");
      made.run("ip", "-n", name, "link", "set", "eth0", "up");
      made.run("ip", "-n", name, "route", "add", "default", "via", router);
      return made;
    } catch (AssertionError e) {
      made.remove();
      throw e;
    }
  }

  /**
   * Gives it more addresses, each of which is another client to everybody else: {@value #CROWD}1
   * and so on (RFC 5737). One container of a node can have them.
   *
   * @param count up to 126
   * @throws AssertionError if the node refused
   */
  public List<String> addAddresses(int count) {
    String script =
        "for n in $(seq 1 %d); do ip -n %s address add %s$n/32 dev eth0; done; ip route add %s0/25 dev %s"
            .formatted(count, name, CROWD, CROWD, outside(name));
    run("sh", "-ec", script);
    return IntStream.rangeClosed(1, count).mapToObj(n -> CROWD + n).toList();
  }

  /**
   * Gives up its own 127.0.0.1 (its loopback interface has never been up) and sends packets to that
   * address to the node, as only a machine with bad intentions does.
   *
   * @throws AssertionError if the node refused
   */
  public void routeLoopbackToNode() {
    String router = RANGE + (Integer.parseInt(address.substring(RANGE.length())) - 1);
    run("ip", "-n", name, "route", "add", "127.0.0.1/32", "via", router, "dev", "eth0");
  }

  /** Runs a command inside. */
  public CommandResult inside(List<String> command) {
    List<String> entering = new ArrayList<>(List.of("ip", "netns", "exec", name));
    entering.addAll(command);
    return cluster.onNode(node, entering);
  }

  /** Removes it; the node's end of the pair goes with the other one. */
  public void remove() {
    cluster.onNode(node, List.of("ip", "netns", "delete", name));
  }

  /** The name of the node's end of the pair. */
  private static String outside(String name) {
    return "lab-" + name.substring(name.lastIndexOf('-') + 1);
  }

  private void run(String... command) {
    var _ =
        cluster
            .onNode(node, List.of(command))
            .required("%s on %s".formatted(String.join(" ", command), node));
  }
}
