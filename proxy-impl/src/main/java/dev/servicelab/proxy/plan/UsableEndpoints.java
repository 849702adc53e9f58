package dev.servicelab.proxy.plan;

import java.util.List;

/**
 * Which endpoints get new connections: the ready ones. If there are none, those that still answer
 * while they terminate, so that the last pods of a rollout are not cut off. KEP-1669.
 */
final class UsableEndpoints {
  private UsableEndpoints() {}

  static List<Endpoint> of(List<Endpoint> known) {
    List<Endpoint> ready = known.stream().filter(Endpoint::ready).toList();
    return ready.isEmpty()
        ? known.stream().filter(one -> one.serving() && one.terminating()).toList()
        : ready;
  }
}
