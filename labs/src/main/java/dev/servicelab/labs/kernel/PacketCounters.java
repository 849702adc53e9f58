package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts, in a node's kernel, the packets that pass certain places on their way through it.
 *
 * @param cluster the cluster
 * @param node the name of the node
 * @param table the name of the table that holds the counters, nobody else's
 */
public record PacketCounters(LabCluster cluster, String node, String table)
    implements AutoCloseable {

  private static final Pattern COUNTER = Pattern.compile("counter (\\w+) \\{\\s*packets (\\d+)");

  /**
   * A place where packets are counted.
   *
   * @param counter what it is called, in capitals
   * @param hook the kernel's hook (netfilter), e.g. {@code prerouting}
   * @param priority where at this hook, a number or one of nft's names; the proxy replaces
   *     addresses at -100 ({@code dstnat}) and 100 ({@code srcnat}), and filters at 0
   */
  public record Place(String counter, String hook, String priority) {

    /** By which hook connections enter; before the proxy replaces the address. */
    public static final List<Place> ENTRIES =
        List.of(
            new Place("OUTPUT", "output", "mangle"),
            new Place("PREROUTING", "prerouting", "mangle"));

    /** A packet has come in over an interface, and nothing has been done with it yet. */
    public static final Place ARRIVED = new Place("ARRIVED", "prerouting", "raw");

    /** A process of the node is about to get the packet: no rule has dropped it. */
    public static final Place DELIVERED = new Place("DELIVERED", "input", "100");

    /** The packet is about to leave by an interface: no rule has dropped it. */
    public static final Place LEFT = new Place("LEFT", "postrouting", "200");

    private String text(String match) {
      return """
        counter %1$s { }
        chain at_%1$s {
          type filter hook %2$s priority %3$s; policy accept;
          %4$s counter name %1$s
        }
      """
          .formatted(counter, hook, priority, match);
    }
  }

  /**
   * Begins to count.
   *
   * @param name distinguishes this table; what nft does not take in a name is replaced
   * @param places where
   * @param match which packets, in nft's language
   * @throws AssertionError if the node refused
   */
  public static PacketCounters begin(
      LabCluster cluster, String node, String name, List<Place> places, String match) {
    PacketCounters counters =
        new PacketCounters(cluster, node, "lab_" + name.replaceAll("\\W", "_"));
    String chains = places.stream().map(place -> place.text(match)).collect(Collectors.joining());
    counters.nft("table inet %s {\n%s}\n".formatted(counters.table, chains));
    return counters;
  }

  /**
   * How many packets each place has seen, by the name of its counter.
   *
   * @throws AssertionError if the node could not be asked
   */
  public Map<String, Long> read() {
    return parse(nft("list table inet " + table));
  }

  /**
   * How many packets one place has seen.
   *
   * @throws AssertionError if the node could not be asked, or does not count there
   */
  public long read(Place place) {
    Long count = read().get(place.counter());
    if (count == null) {
      throw new AssertionError("%s on %s has no counter %s".formatted(table, node, place));
    }
    return count;
  }

  /** Reads what {@code nft list table} prints. */
  public static Map<String, Long> parse(String table) {
    Map<String, Long> counts = new HashMap<>();
    COUNTER
        .matcher(table)
        .results()
        .forEach(found -> counts.put(found.group(1), Long.valueOf(found.group(2))));
    return counts;
  }

  /** Removes the table. */
  @Override
  public void close() {
    cluster.onNode(node, List.of("nft", "delete table inet " + table));
  }

  private String nft(String command) {
    CommandResult result = cluster.onNode(node, List.of("nft", command));
    if (!result.ok()) {
      throw new AssertionError("nft on " + node + ": " + result.stderr().strip());
    }
    return result.stdout();
  }
}
