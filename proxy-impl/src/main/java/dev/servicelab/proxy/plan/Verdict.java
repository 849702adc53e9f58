package dev.servicelab.proxy.plan;

import java.util.List;

/** What happens to a new connection to a frontend. */
public sealed interface Verdict {

  /**
   * It goes to one of these, each as likely as the others.
   *
   * @param endpoints at least one, sorted
   * @param masquerade whose source address is replaced
   */
  record Balance(List<Endpoint> endpoints, Masquerade masquerade) implements Verdict {
    public Balance {
      endpoints = List.copyOf(endpoints);
      if (endpoints.isEmpty()) {
        throw new IllegalArgumentException("nothing to balance over: reject or drop");
      }
    }
  }

  /** It is refused at once: no endpoint anywhere can take it. */
  record Reject() implements Verdict {}

  /** It is left unanswered, so that a load balancer tries another node, which has endpoints. */
  record Drop() implements Verdict {}
}
