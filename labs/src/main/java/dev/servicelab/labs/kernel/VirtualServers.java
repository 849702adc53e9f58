package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.LabCluster;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What IPVS balances on a node.
 *
 * @param servers the real servers ({@code 10.244.1.2:80}) of each virtual server ({@code
 *     10.96.0.1:443/TCP}); none of a server that has none. One with weight 0 is not among them: it
 *     gets no new connection, and stays until its old ones have ended
 */
public record VirtualServers(Map<String, Set<String>> servers) {
  private static final Pattern LINE =
      Pattern.compile("(?m)^-[Aa] -([tu]|-sctp-service) (\\S+)(?: -r (\\S+).* -w (\\d+))?");
  private static final Map<String, String> PROTOCOLS =
      Map.of("t", "TCP", "u", "UDP", "-sctp-service", "SCTP");

  /**
   * Asks the kernel of a node.
   *
   * @throws AssertionError if it cannot be asked, as where it has no IPVS
   */
  public static VirtualServers of(LabCluster cluster, String node) {
    return parse(output(cluster, node, List.of("ipvsadm", "-Sn")));
  }

  /** The members of a set of ipset's on a node, as {@code ipset save} prints them. */
  public static Set<String> setMembers(LabCluster cluster, String node, String set) {
    String start = "add " + set + " ";
    return output(cluster, node, List.of("ipset", "save", set))
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .collect(Collectors.toSet());
  }

  /** Reads what {@code ipvsadm -Sn} prints. */
  public static VirtualServers parse(String stdout) {
    Map<String, Set<String>> servers = new TreeMap<>();
    LINE.matcher(stdout).results().forEach(line -> add(servers, line));
    return new VirtualServers(servers);
  }

  /** The real servers of a virtual one; null if there is no such. */
  public @Nullable Set<String> of(String address, int port, String protocol) {
    return servers.get("%s:%d/%s".formatted(address, port, protocol.toUpperCase(Locale.ROOT)));
  }

  private static void add(Map<String, Set<String>> servers, MatchResult line) {
    Set<String> real =
        servers.computeIfAbsent(
            line.group(2) + "/" + PROTOCOLS.get(line.group(1)), key -> new TreeSet<>());
    if (line.group(3) != null && !line.group(4).equals("0")) {
      real.add(line.group(3));
    }
  }

  private static String output(LabCluster cluster, String node, List<String> command) {
    return cluster.onNode(node, command).required(command.getFirst() + " on " + node);
  }
}
