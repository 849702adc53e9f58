package dev.servicelab.proxy.rules.ipvs;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one address family has in the kernel besides iptables rules: wanted, or found.
 *
 * @param sets the ipsets there are, each with its entries
 * @param device whether the interface {@value #DEVICE} is there
 * @param addresses the addresses that this interface has
 * @param servers virtual servers, sorted
 */
public record IpvsTables(
    Map<KubeSet, Set<SetEntry>> sets,
    boolean device,
    Set<String> addresses,
    SortedMap<VirtualAddress, VirtualServer> servers) {
  /** The interface that makes virtual addresses the node's own. It needs not be up for that. */
  public static final String DEVICE = "kube-ipvs0";

  /** What a kernel holds that no proxy has touched. */
  public static IpvsTables nothing() {
    return new IpvsTables(new EnumMap<>(KubeSet.class), false, Set.of(), new TreeMap<>());
  }

  /** The same with these virtual servers. */
  public IpvsTables with(SortedMap<VirtualAddress, VirtualServer> others) {
    return new IpvsTables(sets, device, addresses, others);
  }

  /** The entries of a set; none if it is not there. */
  public Set<SetEntry> entries(KubeSet set) {
    return sets.getOrDefault(set, Set.of());
  }

  /** Real servers that get no new connections any more, by virtual server. */
  public Map<VirtualAddress, List<RealServer>> leaving() {
    Map<VirtualAddress, List<RealServer>> leaving = new TreeMap<>();
    servers
        .values()
        .forEach(
            server -> {
              List<RealServer> some =
                  server.servers().stream()
                      .filter(one -> one.weight() == RealServer.LEAVING)
                      .toList();
              if (!some.isEmpty()) {
                leaving.put(server.address(), some);
              }
            });
    return leaving;
  }
}
