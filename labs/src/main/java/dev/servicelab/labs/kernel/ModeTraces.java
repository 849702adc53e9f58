package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.LabCluster;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is in a node's kernel that only one of the proxy's modes makes.
 *
 * @param ofIptables chains, as {@code nat KUBE-SEP-…}
 * @param ofIpvs chains, sets ({@code ipset KUBE-…}), virtual servers ({@code ipvs 10.96.0.1:443})
 *     and the interface ({@code link kube-ipvs0})
 */
public record ModeTraces(Set<String> ofIptables, Set<String> ofIpvs) {
  private static final Pattern IPTABLES =
      Pattern.compile(
          "nat KUBE-(?:SVC|SVL|SEP|EXT|FW)-.*|nat KUBE-NODEPORTS"
              + "|filter KUBE-(?:SERVICES|EXTERNAL-SERVICES|NODEPORTS)|\\S+ KUBE-PROXY-CANARY");
  private static final Pattern IPVS =
      Pattern.compile(
          "\\S+ KUBE-(?:NODE-PORT|LOAD-BALANCER|IPVS-FILTER|IPVS-OUT-FILTER"
              + "|SOURCE-RANGES-FIREWALL)");

  /**
   * Looks everywhere.
   *
   * @throws AssertionError if the node cannot be asked, as where it has no IPVS
   */
  public static ModeTraces of(LabCluster cluster, String node) {
    SavedRules rules = SavedRules.of(cluster, node);
    Set<String> chains = new TreeSet<>();
    for (String table : rules.tables().keySet()) {
      rules.chains(table).forEach(chain -> chains.add(table + " " + chain));
    }
    Stream<String> kernel =
        Stream.of(
                words(cluster, node, "ipvsadm -Sn", "-A -\\S+ (\\S+)", "ipvs "),
                words(cluster, node, "ipset list -n", "(KUBE-\\S+)", "ipset "),
                words(cluster, node, "ip -o link show", "\\d+: (kube-ipvs0):", "link "))
            .flatMap(each -> each);
    return new ModeTraces(
        matching(chains, IPTABLES),
        new TreeSet<>(Stream.concat(kernel, matching(chains, IPVS).stream()).toList()));
  }

  private static Set<String> matching(Set<String> chains, Pattern pattern) {
    return new TreeSet<>(chains.stream().filter(pattern.asMatchPredicate()).toList());
  }

  private static Stream<String> words(
      LabCluster cluster, String node, String command, String line, String prefix) {
    String output =
        cluster.onNode(node, List.of(command.split(" "))).required(command + " on " + node);
    return Pattern.compile("(?m)^" + line)
        .matcher(output)
        .results()
        .map(found -> prefix + found.group(1));
  }
}
