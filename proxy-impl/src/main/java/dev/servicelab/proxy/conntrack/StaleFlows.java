package dev.servicelab.proxy.conntrack;

import dev.servicelab.proxy.conntrack.Flow.Peer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds connections that lead nowhere. UDP has no end of connection: as long as a client keeps
 * sending, the kernel keeps translating to the endpoint it chose first, even if that is gone, or to
 * nobody, if there was no endpoint then. The rules are asked for the first packet only.
 */
final class StaleFlows {
  private final UdpFrontends before;
  private final UdpFrontends now;

  /**
   * Compares two moments.
   *
   * @param before what was in force when connections were looked at last
   * @param now what is in force; a frontend missing here is a deleted Service's
   */
  StaleFlows(UdpFrontends before, UdpFrontends now) {
    this.before = before;
    this.now = now;
  }

  List<Flow> among(List<Flow> flows) {
    return flows.stream().filter(this::isStale).distinct().toList();
  }

  private boolean isStale(Flow flow) {
    return isStale(flow, flow.destination(), before.addresses(), now.addresses())
        || (mayBeForNodePort(flow)
            && isStale(flow, flow.destination().port(), before.nodePorts(), now.nodePorts()));
  }

  /**
   * Somebody elsewhere in the world may have the same port, and a connection to him is none of
   * ours. While the node port had endpoints, its own connections were translated.
   */
  private boolean mayBeForNodePort(Flow flow) {
    return flow.translated()
        || before.nodePorts().getOrDefault(flow.destination().port(), Set.of()).isEmpty();
  }

  private static <K> boolean isStale(
      Flow flow, K frontend, Map<K, Set<Peer>> before, Map<K, Set<Peer>> now) {
    Set<Peer> serving = now.getOrDefault(frontend, Set.of());
    if (serving.isEmpty()) {
      // Nobody serves: only a translation that was made earlier can be wrong.
      boolean known = now.containsKey(frontend) || before.containsKey(frontend);
      return known && flow.translated();
    }
    return !serving.contains(flow.replySource());
  }
}
