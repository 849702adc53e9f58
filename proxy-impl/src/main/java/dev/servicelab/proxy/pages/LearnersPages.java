package dev.servicelab.proxy.pages;

import dev.servicelab.proxy.http.Answer;
import dev.servicelab.proxy.http.HttpEndpoint;
import java.util.List;
import java.util.function.Supplier;

/** The pages for people, next to those for machines. */
public final class LearnersPages {
  private static final String INDEX =
      """
      /rules              what the kernel holds, each rule with what asked for it; ?service=NAMESPACE/NAME for one Service's
      /state              what this node does for every Service, as JSON
      /explain?from=&to=  a packet's way, rule by rule: /explain?from=10.244.1.9&to=10.96.0.10:53/udp
      /proxyMode          what Services become here: iptables or ipvs
      /metrics            for Prometheus
      /configz            the configuration that holds, as JSON
      /healthz            whether this process answers
      """;

  private LearnersPages() {}

  /**
   * Adds the index, {@code /rules}, {@code /state} and {@code /explain}.
   *
   * @param nodeAddresses the node's own addresses, of both families
   */
  public static void addTo(
      HttpEndpoint endpoint, InForce inForce, Supplier<List<String>> nodeAddresses) {
    endpoint
        .path("/", () -> Answer.text(200, INDEX))
        .path("/rules", new RulesPage(inForce)::answer)
        .path("/state", new StatePage(inForce)::answer)
        .path("/explain", new ExplainPage(inForce, nodeAddresses)::answer);
  }
}
