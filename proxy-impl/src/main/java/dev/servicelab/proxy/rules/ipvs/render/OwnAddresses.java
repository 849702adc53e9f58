package dev.servicelab.proxy.rules.ipvs.render;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The addresses of a node in one family, but for those that it has for Services' sake.
 *
 * @param all on any of its interfaces; not loopback's, not those of a single link
 * @param nodePorts those where node ports answer, sorted
 */
public record OwnAddresses(Set<String> all, List<String> nodePorts) {

  public OwnAddresses {
    all = Set.copyOf(all);
    nodePorts = List.copyOf(nodePorts);
  }

  /**
   * The addresses of a node whose node ports answer in some ranges.
   *
   * @param ranges of either family; where none is of this one, or one holds every address, node
   *     ports answer at all addresses
   */
  public static OwnAddresses of(Collection<String> all, List<Cidr> ranges, IpFamily family) {
    List<Cidr> same = ranges.stream().filter(range -> range.family() == family).toList();
    boolean everywhere = same.isEmpty() || same.stream().anyMatch(range -> range.prefix() == 0);
    return new OwnAddresses(
        Set.copyOf(all),
        all.stream()
            .filter(ip -> everywhere || same.stream().anyMatch(range -> range.contains(ip)))
            .sorted()
            .toList());
  }
}
