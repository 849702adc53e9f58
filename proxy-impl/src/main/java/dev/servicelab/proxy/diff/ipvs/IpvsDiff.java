package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what leads from what is in the kernel, or was applied last, to what is wanted. */
public final class IpvsDiff {
  private IpvsDiff() {}

  /**
   * What changes.
   *
   * @param excluded ranges whose virtual servers are somebody else's
   */
  public static IpvsChanges between(IpvsTables now, IpvsTables wanted, List<Cidr> excluded) {
    ServersDiff servers =
        ServersDiff.between(
            now.servers(),
            wanted.servers(),
            address -> excluded.stream().anyMatch(range -> range.contains(address.ip())));
    return new IpvsChanges(
        wanted.sets().keySet().stream().filter(set -> !now.sets().containsKey(set)).toList(),
        missing(wanted, now),
        missing(now, wanted),
        !now.device(),
        minus(wanted.addresses(), now.addresses()),
        minus(now.addresses(), wanted.addresses()),
        servers.changes(),
        wanted.with(servers.after()));
  }

  /** The entries of one side that the other one does not have. */
  private static Map<KubeSet, List<SetEntry>> missing(IpvsTables here, IpvsTables there) {
    Map<KubeSet, List<SetEntry>> missing = new EnumMap<>(KubeSet.class);
    here.sets()
        .forEach(
            (set, entries) -> {
              Set<SetEntry> known = there.entries(set);
              List<SetEntry> some =
                  entries.stream()
                      .filter(entry -> !known.contains(entry))
                      .sorted(Comparator.comparing(SetEntry::text))
                      .toList();
              if (!some.isEmpty()) {
                missing.put(set, some);
              }
            });
    return missing;
  }

  private static List<String> minus(Set<String> some, Set<String> others) {
    Set<String> left = new HashSet<>(some);
    left.removeAll(others);
    return left.stream().sorted().toList();
  }
}
