package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.diff.ipvs.SavedAddresses;
import dev.servicelab.proxy.diff.ipvs.SavedServers;
import dev.servicelab.proxy.diff.ipvs.ServerChange;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes what ipvs mode has made, but for iptables' rules, out of the kernel: virtual servers, the
 * interface, the ipsets. Nothing is looked for where neither the interface nor a set is there:
 * virtual servers are then somebody else's.
 */
public final class IpvsLeftovers {
  private static final System.Logger LOG = System.getLogger(IpvsLeftovers.class.getName());

  private final IpvsTools tools;
  private final List<Cidr> excluded;
  private final List<String> left = new ArrayList<>();

  private IpvsLeftovers(ToolRunner runner, List<Cidr> excluded) {
    this.tools = new IpvsTools(runner);
    this.excluded = excluded;
  }

  /**
   * Does it. Rules that ask the sets have to be gone before.
   *
   * @param excluded ranges whose virtual servers stay
   * @return what could not be removed and why, one line each; empty if nothing is left
   */
  public static List<String> remove(ToolRunner runner, List<Cidr> excluded) {
    IpvsLeftovers leftovers = new IpvsLeftovers(runner, excluded);
    leftovers.remove();
    return leftovers.left;
  }

  private void remove() {
    boolean device = hasDevice();
    List<String> sets = sets();
    if (!device && sets.isEmpty()) {
      return;
    }
    attempt(this::removeServers);
    if (device) {
      attempt(() -> tools.ip("link del " + IpvsTables.DEVICE + "\n"));
    }
    attempt(() -> destroy(sets));
    LOG.log(
        System.Logger.Level.INFO,
        "removed what ipvs mode had made: virtual servers, {0}, {1} ipsets",
        IpvsTables.DEVICE,
        sets.size());
  }

  private void removeServers() {
    String saved = tools.servers();
    tools.ipvsadm(
        Stream.of(IpFamily.values())
            .flatMap(family -> SavedServers.parse(saved, family).keySet().stream())
            .filter(address -> !isExcluded(address))
            .map(address -> new ServerChange.Gone(address).line())
            .collect(Collectors.joining()));
  }

  private boolean isExcluded(VirtualAddress address) {
    return excluded.stream().anyMatch(range -> range.contains(address.ip()));
  }

  /** Where the tool is missing nobody has made the interface either. */
  private boolean hasDevice() {
    try {
      return SavedAddresses.parse(tools.addresses(), IpFamily.IPV4).hasDevice();
    } catch (ToolFailed e) {
      return false;
    }
  }

  /** The same holds for sets. */
  private List<String> sets() {
    try {
      return tools.setNames().stream()
          .filter(
              name ->
                  Stream.of(IpFamily.values())
                      .anyMatch(family -> KubeSet.of(name, family).isPresent()))
          .toList();
    } catch (ToolFailed e) {
      return List.of();
    }
  }

  private void destroy(List<String> sets) {
    String batch = sets.stream().map(set -> "destroy " + set + "\n").collect(Collectors.joining());
    var _ = tools.ipset(batch).required("ipset destroy");
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (ToolFailed e) {
      left.add(String.valueOf(e.getMessage()));
    }
  }
}
