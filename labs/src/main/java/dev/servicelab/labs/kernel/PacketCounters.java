package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.LabCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts, in a node's kernel, the packets that pass certain places on their way through it. Made of
 * rules of iptables without a target, as kernels with and without nft's tables have them.
 *
 * @param cluster the cluster
 * @param node the name of the node
 * @param prefix how the names of the chains that count begin, nobody else's
 * @param places where is counted
 */
public record PacketCounters(LabCluster cluster, String node, String prefix, List<Place> places)
    implements AutoCloseable {

  private static final Pattern COUNTED = Pattern.compile("(?m)^\\[(\\d+):\\d+\\] -A (\\S+) ");

  /** Keeps a copy of the list. */
  public PacketCounters {
    places = List.copyOf(places);
  }

  /**
   * A place where packets are counted, before every other rule of that place.
   *
   * @param counter what it is called, in capitals, up to 15 characters
   * @param table the table of iptables: it says when at its hook; the proxy replaces addresses in
   *     table {@code nat}, after {@code raw} and {@code mangle}
   * @param hook the built-in chain, e.g. {@code PREROUTING}
   */
  public record Place(String counter, String table, String hook) {

    /** By which hook connections enter; before the proxy replaces the address. */
    public static final List<Place> ENTRIES =
        List.of(
            new Place("OUTPUT", "mangle", "OUTPUT"),
            new Place("PREROUTING", "mangle", "PREROUTING"));

    /** A packet has come in over an interface, and nothing has been done with it yet. */
    public static final Place ARRIVED = new Place("ARRIVED", "raw", "PREROUTING");

    /** A process of the node is about to get the first packet of a connection. */
    public static final Place DELIVERED = new Place("DELIVERED", "nat", "INPUT");

    /** The packet is about to leave by an interface: no rule of the proxy has dropped it. */
    public static final Place LEFT = new Place("LEFT", "mangle", "POSTROUTING");
  }

  /**
   * Begins to count.
   *
   * @param name distinguishes these counters from others
   * @param places where
   * @param match which packets, in iptables' language
   * @throws AssertionError if the node refused
   */
  public static PacketCounters begin(
      LabCluster cluster, String node, String name, List<Place> places, String match) {
    PacketCounters counters = new PacketCounters(cluster, node, prefix("LAB", name), places);
    counters.restore(
        """
        :%1$s - [0:0]
        -A %1$s %3$s
        -I %2$s -j %1$s
        """,
        match);
    return counters;
  }

  /** A beginning for names of chains, which have 28 characters at most. */
  public static String prefix(String kind, String name) {
    return "%s-%08X-".formatted(kind, name.hashCode());
  }

  /**
   * How many packets each place has seen, by the name of its counter.
   *
   * @throws AssertionError if the node could not be asked
   */
  public Map<String, Long> read() {
    Map<String, Long> counted = parse(run(List.of("iptables-save", "-c")));
    return places.stream()
        .map(Place::counter)
        .filter(counter -> counted.containsKey(prefix + counter))
        .collect(Collectors.toMap(counter -> counter, counter -> counted.get(prefix + counter)));
  }

  /**
   * How many packets one place has seen.
   *
   * @throws AssertionError if the node could not be asked, or does not count there
   */
  public long read(Place place) {
    Long count = read().get(place.counter());
    if (count == null) {
      throw new AssertionError("%s on %s has no counter %s".formatted(prefix, node, place));
    }
    return count;
  }

  /**
   * Reads what {@code iptables-save -c} prints: how many packets the rules of each chain have
   * matched, by its name.
   */
  public static Map<String, Long> parse(String saved) {
    Map<String, Long> counts = new HashMap<>();
    COUNTED
        .matcher(saved)
        .results()
        .forEach(rule -> counts.merge(rule.group(2), Long.valueOf(rule.group(1)), Long::sum));
    return counts;
  }

  /** Removes the chains. */
  @Override
  public void close() {
    restore(
        """
        -D %2$s -j %1$s
        -F %1$s
        -X %1$s
        """,
        "");
  }

  /** Runs lines of iptables-restore for each place, all at once. */
  private void restore(String lines, String match) {
    String batch =
        places.stream()
            .map(
                place ->
                    "*%s\n%sCOMMIT\n"
                        .formatted(
                            place.table(),
                            lines.formatted(prefix + place.counter(), place.hook(), match)))
            .collect(Collectors.joining());
    run(List.of("sh", "-c", "printf %s \"$0\" | iptables-restore -w --noflush", batch));
  }

  private String run(List<String> command) {
    return cluster.onNode(node, command).required("iptables on " + node);
  }
}
