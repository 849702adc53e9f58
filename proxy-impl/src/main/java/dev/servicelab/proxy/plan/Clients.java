package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.Cidr;
import java.util.List;

/** Who may use a load balancer's address. */
public sealed interface Clients {

  /** Everybody. */
  record Anyone() implements Clients {}

  /**
   * Those whose own address is in one of the ranges. All others get no answer.
   *
   * @param ranges at least one, in the Service's order
   */
  record Within(List<Cidr> ranges) implements Clients {
    public Within {
      ranges = List.copyOf(ranges);
      if (ranges.isEmpty()) {
        throw new IllegalArgumentException("nobody could come: that is not what no range means");
      }
    }
  }
}
