package dev.servicelab.proxy.plan;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which endpoints get new connections: the ready ones. If there are none, those that still answer
 * while they terminate, so that the last pods of a rollout are not cut off. KEP-1669.
 *
 * @param cluster for traffic policy Cluster: ready and near ({@link TopologyHints}), on any node
 * @param local for traffic policy Local: on this node; near or not
 */
record UsableEndpoints(List<Endpoint> cluster, List<Endpoint> local) {

  static UsableEndpoints of(List<Endpoint> known) {
    List<Endpoint> usable = readyOrLast(known);
    List<Endpoint> near =
        usable.isEmpty() || !usable.getFirst().ready() ? usable : TopologyHints.follow(usable);
    return new UsableEndpoints(near, readyOrLast(filter(known, Endpoint::local)));
  }

  /** Whether a connection can go anywhere at all. */
  boolean any() {
    return !cluster.isEmpty();
  }

  private static List<Endpoint> readyOrLast(List<Endpoint> among) {
    List<Endpoint> ready = filter(among, Endpoint::ready);
    return ready.isEmpty() ? filter(among, Endpoint::lastResort) : ready;
  }

  /** The list itself, if all are wanted: mostly they are. */
  private static List<Endpoint> filter(List<Endpoint> among, Predicate<Endpoint> wanted) {
    for (Endpoint endpoint : among) {
      if (!wanted.test(endpoint)) {
        return among.stream().filter(wanted).toList();
      }
    }
    return among;
  }
}
