package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.Clients;
import dev.servicelab.proxy.plan.Frontend;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.plan.Verdict;

/** The rules of one Service port: its ways in, and the chains they lead to. */
final class ServiceChains {
  private final PortRules port;
  private final EndpointChains endpoints;
  private final Shape shape;
  private final Refusals refusals;

  /**
   * The rules of one port.
   *
   * @param terse whether comments that repeat per endpoint are left out
   * @param countLocalhost whether node port connections at 127.0.0.1 are counted
   */
  ServiceChains(
      ServicePortPlan plan, IpFamily family, Layout layout, boolean terse, boolean countLocalhost) {
    this.port = PortRules.of(plan, family, layout);
    this.endpoints = new EndpointChains(port, terse);
    this.shape = layout.shape(port, endpoints, countLocalhost);
    this.refusals = new Refusals(port);
  }

  Fragment render() {
    port.plan().frontends().forEach(this::add);
    refusals.acceptHealthChecks();
    shape.end();
    endpoints.end();
    return Fragment.of(port.rules().chains());
  }

  private void add(Frontend frontend) {
    FrontendAddress address = frontend.address();
    switch (frontend.verdict()) {
      case Verdict.Balance verdict -> {
        shape.balance(address, verdict);
        guard(address);
      }
      case Verdict.ShortCircuit verdict -> {
        shape.shortCircuit(address, verdict);
        guard(address);
        if (verdict.others() instanceof Verdict.Drop) {
          refusals.drop(address);
        }
      }
      case Verdict.Reject() -> refusals.reject(address);
      case Verdict.Drop() -> refusals.drop(address);
    }
  }

  private void guard(FrontendAddress address) {
    if (address instanceof LoadBalancerIp balancer
        && balancer.clients() instanceof Clients.Within) {
      refusals.dropOutsiders(balancer);
    }
  }
}
