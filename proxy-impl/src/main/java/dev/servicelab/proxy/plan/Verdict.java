package dev.servicelab.proxy.plan;

import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.List;
import java.util.Optional;

/** What happens to a new connection to a frontend. */
public sealed interface Verdict {

  /**
   * It goes to one of these, each as likely as the others.
   *
   * @param policy whether these are the Service's endpoints of the whole cluster, or of this node
   * @param endpoints at least one, sorted
   * @param masquerade whose source address is replaced
   */
  record Balance(TrafficPolicy policy, List<Endpoint> endpoints, Masquerade masquerade)
      implements Verdict {
    public Balance {
      endpoints = notEmpty(endpoints);
    }
  }

  /**
   * It depends on the client. A Local policy is for traffic from outside of the cluster; pods, and
   * this node itself, take the short way to any endpoint, as if they came by the load balancer.
   * KEP-2086, and kube-proxy's "short-circuit".
   *
   * @param pods how pods are known; empty if they cannot be, so that they count as others
   * @param anywhere the endpoints for pods, and for this node's processes, which are masqueraded
   * @param others what happens to everybody else
   */
  record ShortCircuit(Optional<PodTraffic> pods, List<Endpoint> anywhere, Verdict others)
      implements Verdict {
    public ShortCircuit {
      anywhere = notEmpty(anywhere);
    }
  }

  /** It is refused at once: no endpoint anywhere can take it. */
  record Reject() implements Verdict {}

  /** It is left unanswered, so that a load balancer tries another node, which has endpoints. */
  record Drop() implements Verdict {}

  private static List<Endpoint> notEmpty(List<Endpoint> endpoints) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("nothing to balance over: reject or drop");
    }
    return List.copyOf(endpoints);
  }
}
