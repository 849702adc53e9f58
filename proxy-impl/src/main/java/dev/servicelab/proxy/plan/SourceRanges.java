package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code spec.loadBalancerSourceRanges}, read as kube-proxy 1.34 reads it: each family by itself,
 * so ranges of one family alone leave the other one open; what is no range is left out.
 *
 * <p>The older annotation {@code service.beta.kubernetes.io/load-balancer-source-ranges} is for
 * cloud controllers; no proxy reads it.
 */
final class SourceRanges {
  private SourceRanges() {}

  /**
   * Who may use a Service's load balancer addresses.
   *
   * @param addresses those addresses. They are clients themselves where the node is one: if the
   *     load balancer's address sits on the node, its processes send from it.
   */
  static Clients of(
      ServiceRecord service, IpFamily family, String nodeAddress, List<String> addresses) {
    List<Cidr> ranges = new ArrayList<>();
    for (String text : service.loadBalancerSourceRanges()) {
      parse(text).filter(range -> range.family() == family).ifPresent(ranges::add);
    }
    if (ranges.isEmpty() || ranges.stream().anyMatch(range -> range.prefix() == 0)) {
      return new Clients.Anyone();
    }
    if (ranges.stream().anyMatch(range -> range.contains(nodeAddress))) {
      addresses.forEach(address -> ranges.add(Cidr.of(address)));
    }
    return new Clients.Within(ranges);
  }

  private static Optional<Cidr> parse(String text) {
    try {
      return Optional.of(Cidr.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
