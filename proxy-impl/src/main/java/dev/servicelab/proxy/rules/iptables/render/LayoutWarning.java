package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.plan.Verdict;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells what in a plan an era had no rules for. */
public final class LayoutWarning {
  private LayoutWarning() {}

  /**
   * One line about fields that a layout's era lacked and that are rendered as in {@code current};
   * empty if there are none.
   */
  public static Optional<String> about(Layout layout, NodePlan plan) {
    List<String> fields = new ArrayList<>();
    if (layout != Layout.CURRENT) {
      add(fields, "internalTrafficPolicy Local", plan, LayoutWarning::isLocalInside);
    }
    if (layout == Layout.V1_9) {
      add(fields, "protocol SCTP", plan, port -> port.name().protocol() == Protocol.SCTP);
    }
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "layout "
                + layout.text()
                + ": rendered as in current, as that era had nothing for it: "
                + String.join("; ", fields));
  }

  private static void add(
      List<String> fields, String field, NodePlan plan, Predicate<ServicePortPlan> has) {
    String ports =
        plan.services().stream()
            .filter(has)
            .map(port -> port.name().toString())
            .collect(Collectors.joining(", "));
    if (!ports.isEmpty()) {
      fields.add(field + " of " + ports);
    }
  }

  /** A drop for want of endpoints looks the same as ever, so that only a choice is worth a word. */
  private static boolean isLocalInside(ServicePortPlan port) {
    return port.frontends().stream()
        .anyMatch(
            one ->
                one.address() instanceof ClusterIp
                    && one.verdict() instanceof Verdict.Balance balance
                    && balance.policy() == TrafficPolicy.LOCAL);
  }
}
