package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.plan.Endpoint.Hint;
import java.util.List;
import java.util.function.Function;

/**
 * Traffic that stays near: if every ready endpoint says which nodes it is for, and one is for this
 * node, only those are used that are; else the same by zone. One endpoint that says nothing, or a
 * node nobody thinks of, and all are used. KEP-2433, KEP-4444.
 */
final class TopologyHints {
  private TopologyHints() {}

  /** Those of the ready endpoints that clients here should use; never none of some. */
  static List<Endpoint> follow(List<Endpoint> ready) {
    if (apply(ready, Endpoint::nodeHint)) {
      return meant(ready, Endpoint::nodeHint);
    }
    return apply(ready, Endpoint::zoneHint) ? meant(ready, Endpoint::zoneHint) : ready;
  }

  private static boolean apply(List<Endpoint> ready, Function<Endpoint, Hint> hint) {
    boolean one = false;
    for (Endpoint endpoint : ready) {
      switch (hint.apply(endpoint)) {
        case NONE -> {
          return false;
        }
        case USE -> one = true;
        case LEAVE -> {}
      }
    }
    return one;
  }

  private static List<Endpoint> meant(List<Endpoint> ready, Function<Endpoint, Hint> hint) {
    return ready.stream().filter(endpoint -> hint.apply(endpoint) == Hint.USE).toList();
  }
}
