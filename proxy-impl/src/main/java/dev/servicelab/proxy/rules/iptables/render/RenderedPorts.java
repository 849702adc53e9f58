package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.plan.SortedChanges;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules of all Service ports, kept from plan to plan for as long as a port's plan stays. */
final class RenderedPorts {
  private final SortedMap<ChainId, Chain> chains = new TreeMap<>();
  private final Map<ServicePortName, Fragment> fragments = new HashMap<>();
  private List<ServicePortPlan> last = List.of();

  /** The chains that are ports' own, by table and name. */
  SortedMap<ChainId, Chain> chains() {
    return chains;
  }

  /** All ports' lines in chains they share, port by port. */
  List<Chain> lines() {
    return last.stream()
        .map(port -> fragments.get(port.name()))
        .flatMap(fragment -> fragment == null ? Stream.of() : fragment.lines().stream())
        .toList();
  }

  /** Forgets everything. */
  void clear() {
    chains.clear();
    fragments.clear();
    last = List.of();
  }

  /**
   * Takes a plan's ports.
   *
   * @param ports sorted by name
   * @param renderer for ports whose plan is another object than last time
   * @return whether {@link #lines} may have changed
   */
  boolean update(List<ServicePortPlan> ports, Function<ServicePortPlan, Fragment> renderer) {
    List<Chain> linesGone = new ArrayList<>();
    List<Chain> linesMade = new ArrayList<>();
    new SortedChanges<>(last, ports, ServicePortPlan::name)
        .tell(
            gone -> linesGone.addAll(remove(gone)),
            come -> linesMade.addAll(add(come, renderer.apply(come))));
    last = ports;
    return !linesGone.equals(linesMade);
  }

  private List<Chain> remove(ServicePortPlan port) {
    Fragment gone = fragments.remove(port.name());
    if (gone == null) {
      return List.of();
    }
    gone.own().forEach(chain -> chains.remove(chain.id()));
    return gone.lines();
  }

  private List<Chain> add(ServicePortPlan port, Fragment made) {
    fragments.put(port.name(), made);
    made.own().forEach(chain -> chains.put(chain.id(), chain));
    return made.lines();
  }
}
